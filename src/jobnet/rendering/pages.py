"""A letter's Markdown as a whole HTML page that stands on its own, in the mail program's own font."""

from __future__ import annotations

from html import escape

import cmarkgfm

from jobnet.patterns import pattern

_PAGE = """\
<!DOCTYPE html>
<html lang="{language}" dir="ltr">
<head>
<meta charset="utf-8">
<title>{subject}</title>
</head>
<body>
{body}</body>
</html>
"""
_LEADS_ELSEWHERE = pattern(r'(<a href=")(?!(?i:https?://|mailto:))[^"]*"')
_IMAGE = pattern(r'<img src="[^"]*" alt="([^"]*)"[^>]*>')


def page_of(subject: str, markdown: str, *, language: str) -> str:
    """The page. All languages known so far run from left to right."""
    return _PAGE.format(language=escape(language), subject=escape(subject), body=body(markdown))


def body(markdown: str) -> str:
    """The body alone: raw HTML off, only links to http, https and mailto, no images."""
    html = _IMAGE.sub(r"\1", cmarkgfm.markdown_to_html(markdown))
    return _LEADS_ELSEWHERE.sub(r'\1#"', html)
