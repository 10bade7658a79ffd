r"""What is printed into a blank: its forms in text and in Markdown, and the token that stands for it meanwhile.

While a template is filled in, each value is kept aside and a token takes its place, so that nothing in a value can
begin a list or end a paragraph. Only when lines and paragraphs are settled, each token is replaced, once.

Of the user's own sentences, emphasis and links to http, https and mailto are understood; everything else (raw HTML,
images, headings, `2*3*4`, `snake_case`) is literal. One reading serves both forms, so they never say different things,
and goes through a sentence once, mark by mark, however many there are.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, Any, NamedTuple

from jobnet.patterns import pattern
from jobnet.profile.model import Prose, Url

if TYPE_CHECKING:
    from collections.abc import Iterator

TOKEN = pattern("\x02([0-9]+)\x03")
"""Of characters that neither a value nor a template may hold."""
_LINE_BREAK = pattern(r"[\t\n\v\f\r\x85\u2028\u2029]+")
LINE = "\x1f"
"""Stands at the end of each line of a template that is not empty."""

_MARK = pattern(
    r"""
      \\(?P<escaped>[!-/:-@\[-`{-~])
    | `(?P<code>[^`]+)`
    | (?<!!)\[(?P<words>(?:[^\[\]\\]|\\.)+)\]\(\s*<?(?P<target>(?:https?://|mailto:)[^\s<>()]*(?:\([^\s<>()]*\)[^\s<>()]*)*)>?\s*\)
    | <(?P<auto>(?:https?://|mailto:)[^\s<>]+)>
    | (?P<bare>https?://[^\s<>"]*[^\s<>"'.,;:!?*_)\]])
    | (?P<opens>(?<![\w*_`])(?:\*{1,3}(?=[^\s*])|_{1,3}(?=[^\s_])))
    | (?P<closes>(?<=[^\s*\\])\*{1,3}(?![\w*`])|(?<=[^\s_\\])_{1,3}(?![\w_`]))
    """,
    re.VERBOSE | re.IGNORECASE,
)
_SPECIAL = pattern(r"[\\`*_\[\]<~]|&(?=#|\w*;|\w*$)|!$")
_PLAIN_TARGET = pattern(r"[A-Za-z0-9:/?#@!$'+,;=%._~&-]+")
_IN_TARGET = pattern(r"[\\<>]")
_ENTITY = pattern(r"&(?=#|\w+;)")
_BACKSLASHED = r"\\\g<0>"
_SCHEMES = ("http://", "https://", "mailto:")


class TemplateStopError(Exception):
    """Something this program does not let a template do."""

    def __init__(self, what: str, hint: str = "") -> None:
        super().__init__(what)
        self.hint = hint


class Piece(NamedTuple):
    """A stretch of a sentence in both forms."""

    text: str
    markdown: str


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


def prose_forms(prose: str) -> Piece:
    """`[x](u)` as `x (u)` and emphasis marks dropped in the text; both kept in the Markdown, all else escaped."""
    pieces = _pieces(" ".join(prose.split()))
    return Piece("".join([each.text for each in pieces]), "".join([each.markdown for each in pieces]))


def _pieces(prose: str, *, in_link: bool = False) -> list[Piece]:
    """`in_link`: within the words of a link, where there can be no other."""
    pieces: list[Piece] = []
    waiting: dict[str, int] = {}
    """Where each kind of emphasis was opened that is not closed yet."""
    end = 0
    for mark in _MARK.finditer(prose):
        if mark.start() > end:
            pieces.append(_literal(prose[end : mark.start()]))
        end = mark.end()
        sign = mark["opens"] or mark["closes"]
        if not sign:
            pieces.extend(_marked(mark, in_link=in_link))
        elif mark["closes"] and sign in waiting:
            begin = waiting[sign]
            pieces[begin] = Piece("", sign)
            pieces.append(Piece("", sign))
            waiting = {kind: at for kind, at in waiting.items() if at < begin}
        else:
            if mark["opens"]:
                waiting.setdefault(sign, len(pieces))
            pieces.append(_literal(sign))
    pieces.append(_literal(prose[end:]))
    return pieces


def _literal(text: str) -> Piece:
    return Piece(text, as_markdown(text))


def _marked(mark: re.Match[str], *, in_link: bool) -> Iterator[Piece]:
    if mark["escaped"]:
        yield Piece(mark["escaped"], f"\\{mark['escaped']}")
    elif mark["code"]:
        yield _literal(mark["code"].strip())
    elif mark["words"]:
        pieces = _pieces(mark["words"], in_link=True)
        words, shown = "".join([each.text for each in pieces]), without_mailto(mark["target"])
        markdown = markdown_link(mark["target"], "".join([each.markdown for each in pieces]))
        yield Piece(shown if words == shown else f"{words} ({shown})", markdown)
    else:
        url = mark["auto"] or mark["bare"]
        yield _literal(without_mailto(url)) if in_link else url_forms(url)


def as_markdown(literal: str) -> str:
    """A literal text so that Markdown shows it as typed, within a line; its beginning is the layout's business."""
    return _SPECIAL.sub(_BACKSLASHED, literal)


def url_forms(url: str) -> Piece:
    """A URL bare in text, in Markdown a link that shows itself."""
    shown = without_mailto(url)
    return Piece(shown, markdown_link(url, as_markdown(shown)))


def markdown_link(url: str, words: str) -> str:
    """`words` (Markdown already) as a link; only http, https and mailto lead anywhere."""
    if not url.lower().startswith(_SCHEMES):
        return words
    if _PLAIN_TARGET.fullmatch(url) and not _ENTITY.search(url):
        return f"[{words}]({url})"
    # Entities are undone before backslashes are: the ampersand must be an entity itself.
    return f"[{words}](<{_IN_TARGET.sub(_BACKSLASHED, url).replace('&', '&amp;')}>)"


def without_mailto(url: str) -> str:
    """An address as it is read."""
    return url[7:] if url[:7].lower() == "mailto:" else url
