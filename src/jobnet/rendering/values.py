"""What is printed into a blank: its forms in text and in Markdown, and the token that stands for it meanwhile.

While a template is filled in, each value is kept aside and a token takes its place, so that nothing in a value can
begin a list or end a paragraph. Only when lines and paragraphs are settled, each token is replaced, once.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from jobnet.patterns import pattern
from jobnet.profile.model import Prose, Url
from jobnet.rendering.errors import TemplateStopError
from jobnet.rendering.prose import Piece, as_markdown, prose_forms, url_forms

TOKEN = pattern("\x02([0-9]+)\x03")
"""Of characters that neither a value nor a template may hold."""
_LINE_BREAK = pattern(r"[\t\n\v\f\r\x85\u2028\u2029]+")


class Own(str):
    """A word of the program's own, such as "CV": it counts as the template's and needs no token."""

    __slots__ = ()


class Values(list[Piece]):
    """The values printed in one letter, in their order."""

    def __init__(self) -> None:
        super().__init__()
        self.prose: list[Prose] = []
        """Those that are the user's own sentences."""

    def put(self, value: Any) -> str:
        """What takes the place of this value in the template's output."""
        if isinstance(value, Own):
            return str(value)
        if isinstance(value, Prose):
            self.prose.append(value)
        self.append(forms(value))
        return f"\x02{len(self) - 1}\x03"

    def of(self, token: str) -> Piece:
        """The value that this token stands for."""
        return self[int(token)]


def forms(value: Any) -> Piece:
    """A value in text and in Markdown; a TemplateStopError if it is nothing to print."""
    if isinstance(value, Piece):
        return value
    if isinstance(value, Prose):
        return prose_forms(value)
    if isinstance(value, Url):
        return url_forms(value)
    if value is None:
        raise TemplateStopError("this field is empty", "Put `{% if … %}` around it.")
    if isinstance(value, (bool, dict, list, tuple, set)):
        raise TemplateStopError(
            f"this is no text but {type(value).__name__}", "Take one of its fields, or use `| listing`."
        )
    if not isinstance(value, (str, int, float, dt.date)):
        raise TemplateStopError(f"this cannot be printed ({type(value).__name__})")
    text = _LINE_BREAK.sub(" ", str(value))
    return Piece(text, as_markdown(text))
