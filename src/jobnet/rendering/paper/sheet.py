"""What stands on the page of a letter: the blocks around it, and its own paragraphs.

All of it is data. Neither a PDF's nor Word's program is given anything to interpret that a user wrote.
"""

from __future__ import annotations

from html.parser import HTMLParser
from typing import TYPE_CHECKING

from jobnet.facts.items import Document
from jobnet.facts.readers import ReaderKind
from jobnet.frozen import dataclass
from jobnet.profile.names import name_key
from jobnet.rendering.paper.customs import Custom, before_subject, custom
from jobnet.rendering.values import without_mailto

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from jobnet.facts.items import Item
    from jobnet.facts.readers import Reader
    from jobnet.profile.model import Locale, Profile
    from jobnet.rendering.locales import LocaleConventions

_MOST_ROWS = 5
"""Lines of a sender that stand above the window."""

Line = tuple[tuple[str, str], ...]
"""Pieces of a line, each with its style: `b`, `i`, both or none."""


@dataclass(frozen=True)
class Sheet:
    """What stands around a letter."""

    custom: Custom
    language: str
    country: str
    author: str
    today: dt.date
    sender: tuple[str, ...]
    reader: tuple[str, ...]
    """Name and address; none where the letter is to nobody in particular."""
    return_line: str
    dateline: str
    before_subject: str
    signed: frozenset[str]
    """Names that one line of the signature consists of."""
    known: frozenset[str]
    """What the sender's block says already, so that the signature need not."""


@dataclass(frozen=True)
class Passage:
    """A paragraph, or a list."""

    lines: tuple[Line, ...]
    """The lines of a paragraph; the items of a list, each of one line or more, are passages."""
    items: tuple[tuple[Line, ...], ...] = ()
    name_at: int | None = None
    """Which line of a signature is the name, above which there is room to sign."""


def sheet_of(
    document: Document, reader: Reader, seeker: Profile, today: dt.date, items: Sequence[Item], *,
    locale: Locale, conventions: LocaleConventions,
) -> Sheet:  # fmt: skip
    """What stands around this letter."""
    page, is_talk = custom(locale.language, locale.country), document is Document.PITCH
    is_secret = seeker.search.confidential and reader.kind is ReaderKind.GENERAL
    ways = tuple(filter(None, (None if is_secret else seeker.phone, seeker.email)))
    address = tuple(line for line in seeker.address if name_key(line) != name_key(seeker.name))
    shown = address or tuple(filter(None, (seeker.location,)))
    sender = (seeker.name, *shown, *((" · ".join(ways),) if ways else ()))
    if len(sender) > _MOST_ROWS:
        sender = (seeker.name, ", ".join(shown), " · ".join(ways))
    place = (seeker.location or "").partition(",")[0].strip()
    return Sheet(
        page, locale.language, locale.country, seeker.name, today,
        sender=() if is_talk else sender,
        reader=_recipient(reader, seeker, items),
        return_line=" · ".join((seeker.name, *address)) if page.return_line and address else "",
        dateline="" if is_talk else conventions.dateline(place, today),
        before_subject="" if is_talk else before_subject(locale.language, locale.country),
        signed=frozenset({seeker.sign_as, seeker.name, ", ".join((seeker.name, *seeker.credentials))}),
        known=frozenset(ways),
    )  # fmt: skip


def _recipient(reader: Reader, seeker: Profile, items: Sequence[Item]) -> tuple[str, ...]:
    """Name and address; without an address, what they do and where, if they are not on first-name terms."""
    contact, person = reader.contact, reader.person
    if contact and contact.post:
        is_named = any(name_key(reader.name) in name_key(line) for line in contact.post)
        return contact.post if is_named else (reader.name, *contact.post)
    if reader.first_names or reader.kind is ReaderKind.GENERAL:
        return tuple(filter(None, (reader.name,)))
    company = contact.company if contact else next((item.company for item in items if item.company), None)
    target = seeker.target(company) if company else None
    title = (person.title if person else None) or (contact.title if contact else None)
    place = (target.legal_name or target.name) if target else company
    return tuple(filter(None, (reader.name, title, place)))


def passages(markdown: str, sheet: Sheet) -> tuple[Passage, ...]:
    """The letter's paragraphs and lists, the signature with room to sign."""
    import cmarkgfm

    reading = _Reading()
    reading.feed(cmarkgfm.markdown_to_html(markdown))
    reading.close()
    found = list(map(_passage, reading.blocks))
    for at in range(len(found) - 1, -1, -1):
        says = ["".join(words for words, _ in line) for line in found[at].lines]
        name_at = next((number for number, line in enumerate(says) if line in sheet.signed), None)
        if name_at is not None:
            kept = [line for line, said in zip(found[at].lines, says, strict=True) if said not in sheet.known]
            found[at] = Passage(tuple(kept), name_at=name_at)
            break
    return tuple(found)


def _passage(block: list[list[list[tuple[str, str]]]]) -> Passage:
    first, *items = [tuple(tuple(line) for line in lines) for lines in block]
    return Passage(first, tuple(items))


class _Reading(HTMLParser):
    """Paragraphs and lists of the HTML that Markdown makes. A link reads as in plain text: its words, and where to."""

    def __init__(self) -> None:
        super().__init__()
        self.blocks: list[list[list[list[tuple[str, str]]]]] = []
        """Of each the lines of its paragraph, then those of each item."""
        self._style: list[str] = []
        self._in_list = False
        self._target = self._words = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in {"p", "ul"} and not self._in_list:
            self.blocks.append([[[]]])
            self._in_list = tag == "ul"
        elif tag == "li":
            self.blocks[-1].append([[]])
        elif tag == "br":
            self.blocks[-1][-1].append([])
        elif tag in {"strong", "em"}:
            self._style.append("b" if tag == "strong" else "i")
        elif tag == "a":
            self._target, self._words = without_mailto(dict(attrs).get("href") or ""), ""

    def handle_endtag(self, tag: str) -> None:
        if tag in {"strong", "em"}:
            self._style.pop()
        elif tag == "a":
            target, self._target = self._target, ""
            if target and target != self._words:
                self._put(f" ({target})")
        elif tag == "ul":
            self._in_list = False

    def handle_data(self, data: str) -> None:
        if data := data.strip("\n"):
            self._put(data)

    def _put(self, words: str) -> None:
        self._words += words
        self.blocks[-1][-1][-1].append((words, "".join(sorted(set(self._style)))))
