"""Where things stand on a letter's page, by country: in millimetres from the page's upper left corner.

The address shows through the window of that country's long envelope, wherever in it the folded page comes to lie.
"""

from __future__ import annotations

from jobnet.frozen import dataclass


@dataclass(frozen=True)
class Custom:
    """One country's page."""

    paper: str = "a4"
    margin: float = 25
    window: tuple[float, float, float] = (25, 57, 80)
    """Left and upper edge of the reader's address, and how wide it may be."""
    date: str = "left"
    """Where the day stands: `left`, `right`, `window` (below the address) or `above` it."""
    body: float = 92
    """Where the letter begins, below what shows through the window."""
    return_line: bool = False
    """Whether the sender's address stands in small letters above the reader's."""
    fold: float | None = None
    """Where the page is folded, if not in thirds: marked at its edge."""


_BRITISH = Custom()  # a window of 90 x 35, 20 from the left and 18 from the lower edge of a DL envelope
_DIN_5008_B = Custom(window=(25, 63.7, 80), date="right", body=97, return_line=True, fold=105)
_SWISS = Custom(window=(118, 52, 76), date="window")  # SN 010130, address on the right
_FRENCH = Custom(window=(110, 55, 80), date="window", body=97)  # a window of 100 x 35, 20 from the right
_AMERICAN = Custom("us-letter", 25.4, (25.4, 54, 76), "above", 88)  # 4 1/2" x 1 1/8", 7/8" and 1/2" from the corner
_MEXICAN = Custom("us-letter", 25.4, (25.4, 54, 76), "right", 88)

_BY_COUNTRY = (
    dict.fromkeys(("DE", "AT"), _DIN_5008_B)
    | dict.fromkeys(("CH", "LI"), _SWISS)
    | dict.fromkeys(("FR", "BE", "LU", "MC"), _FRENCH)
    | dict.fromkeys(("US", "CA", "PH"), _AMERICAN)
    | {"MX": _MEXICAN}
)
_BY_LANGUAGE = {"en": _AMERICAN, "de": _DIN_5008_B, "fr": _FRENCH}
"""Where a locale names no country."""
_SUBJECT = {"fr": "Objet\u00a0: ", "es": "Asunto: "}


def custom(language: str, country: str) -> Custom:
    """The page of this country; of the language's own where none is named, and Britain's where it is not known."""
    return _BY_COUNTRY.get(country) or (_BRITISH if country else _BY_LANGUAGE.get(language, _BRITISH))


def before_subject(language: str, country: str) -> str:
    """What a subject line begins with, where letters say so: `Objet : `."""
    return "Subject: " if country == "IN" and language == "en" else _SUBJECT.get(language, "")
