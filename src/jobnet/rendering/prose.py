r"""Inline Markdown of the user's own sentences, as plain text and as safe Markdown; and literal text as Markdown.

One reading serves both forms, so they never say different things. Emphasis and links to http, https and mailto are
understood; everything else (raw HTML, images, headings, `2*3*4`, `snake_case`) is literal.
"""

from __future__ import annotations

import re
from functools import lru_cache

from jobnet.patterns import pattern

_MARK = pattern(
    r"""
      \\(?P<escaped>[!-/:-@\[-`{-~])
    | `(?P<code>[^`]+)`
    | (?<!!)\[(?P<words>(?:[^\[\]\\]|\\.)+)\]\(\s*<?(?P<target>(?:https?://|mailto:)[^\s<>()]*(?:\([^\s<>()]*\)[^\s<>()]*)*)>?\s*\)
    | <(?P<auto>(?:https?://|mailto:)[^\s<>]+)>
    | (?P<bare>https?://[^\s<>"]*[^\s<>"'.,;:!?*_)\]])
    | (?<![\w*`])(?P<stars>\*{1,3})(?=[^\s*])(?P<starred>.+?)(?<=[^\s*\\])(?P=stars)(?![\w*`])
    | (?<![\w_`])(?P<lines>_{1,3})(?=[^\s_])(?P<lined>.+?)(?<=[^\s_\\])(?P=lines)(?![\w_`])
    """,
    re.VERBOSE | re.IGNORECASE,
)
_SPECIAL = pattern(r"[\\`*_\[\]<~]|&(?=#|\w+;)")
_AT_START = pattern(r"^(?=[-+=>#:|])|^\d{1,9}(?=[.)])")
_PLAIN_TARGET = pattern(r"[A-Za-z0-9:/?#@!$'+,;=%._~&-]+")
_IN_TARGET = pattern(r"[\\<>]")
_BACKSLASHED = r"\\\g<0>"
_ENTITY = pattern(r"&(?=#|\w+;)")
_SCHEMES = ("http://", "https://", "mailto:")
_MARK_SIGNS = ("\\", "`", "[", "<", "*", "_", "://")
"""What any mark has in it; most sentences have none and need no closer look."""
_SPECIAL_SIGNS = frozenset("\\`*_[]<~&")
_START_SIGNS = frozenset("-+=>#:|0123456789")


@lru_cache(maxsize=16384)
def prose_as_text(prose: str) -> str:
    """`[x](u)` as `x (u)`, emphasis marks dropped, on one line."""
    prose = " ".join(prose.split())
    return _MARK.sub(_mark_as_text, prose) if _is_marked(prose) else prose


def _is_marked(prose: str) -> bool:
    return any(sign in prose for sign in _MARK_SIGNS)


def _mark_as_text(mark: re.Match[str]) -> str:
    if mark["escaped"]:
        return mark["escaped"]
    if mark["words"]:
        words = prose_as_text(mark["words"])
        shown = _without_mailto(mark["target"])
        return shown if words == shown else f"{words} ({shown})"
    if mark["starred"] or mark["lined"]:
        return prose_as_text(mark["starred"] or mark["lined"])
    if mark["code"]:
        return mark["code"].strip()
    return _without_mailto(mark["auto"] or mark["bare"])


@lru_cache(maxsize=16384)
def prose_as_markdown(prose: str) -> str:
    """The same with emphasis and links as Markdown, and every other mark escaped."""
    return _in_markdown(" ".join(prose.split()))


def _in_markdown(prose: str, *, in_link: bool = False) -> str:
    if not _is_marked(prose):
        return _escaped(prose, at_start=True)
    said = ""
    end = 0
    for mark in _MARK.finditer(prose):
        said += _escaped(prose[end : mark.start()], at_start=not end)
        shown = _mark_as_markdown(mark, in_link=in_link)
        said = _before_link(said) + shown if shown.startswith("[") else said + shown
        end = mark.end()
    return said + _escaped(prose[end:], at_start=not end)


def _before_link(markdown: str) -> str:
    """With a last exclamation mark escaped, which would make a picture of the link."""
    before = markdown.removesuffix("!")
    is_escaped = (len(before) - len(before.rstrip("\\"))) % 2
    return markdown if before == markdown or is_escaped else f"{before}\\!"


def _mark_as_markdown(mark: re.Match[str], *, in_link: bool) -> str:
    """`in_link`: within the words of a link, where there can be no other."""
    if mark["escaped"]:
        return f"\\{mark['escaped']}"
    if mark["words"]:
        return markdown_link(mark["target"], _in_markdown(mark["words"], in_link=True))
    if mark["starred"]:
        return f"{mark['stars']}{_in_markdown(mark['starred'], in_link=in_link)}{mark['stars']}"
    if mark["lined"]:
        return f"{mark['lines']}{_in_markdown(mark['lined'], in_link=in_link)}{mark['lines']}"
    if mark["code"]:
        return as_markdown(mark["code"].strip())
    url = mark["auto"] or mark["bare"]
    return as_markdown(_without_mailto(url)) if in_link else url_as_markdown(url)


@lru_cache(maxsize=16384)
def as_markdown(literal: str) -> str:
    """A literal text so that Markdown shows it as typed, wherever in a line it stands."""
    return _escaped(literal, at_start=True)


def _escaped(literal: str, *, at_start: bool) -> str:
    safe = literal if _SPECIAL_SIGNS.isdisjoint(literal) else _SPECIAL.sub(_BACKSLASHED, literal)
    return _AT_START.sub(r"\g<0>\\", safe) if at_start and safe[:1] in _START_SIGNS else safe


def url_as_markdown(url: str) -> str:
    """A URL as a link that shows itself."""
    return markdown_link(url, as_markdown(_without_mailto(url)))


def markdown_link(url: str, words: str) -> str:
    """`words` (Markdown already) as a link; only http, https and mailto lead anywhere."""
    if not url.lower().startswith(_SCHEMES):
        shown = as_markdown(url)
        return shown if shown == words else f"{words}: {shown}"
    if _PLAIN_TARGET.fullmatch(url) and not ("&" in url and _ENTITY.search(url)):
        return f"[{words}]({url})"
    # Entities are undone before backslashes are: the ampersand must be an entity itself.
    return f"[{words}](<{_IN_TARGET.sub(_BACKSLASHED, url).replace('&', '&amp;')}>)"


def _without_mailto(url: str) -> str:
    return url[7:] if url[:7].lower() == "mailto:" else url
