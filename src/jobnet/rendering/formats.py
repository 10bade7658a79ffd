"""A letter as text, Markdown or HTML; each form is a function and a line."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from jobnet.rendering.letter import Letter


def as_text(letter: Letter) -> str:
    return f"Subject: {letter.subject}\n\n{letter.text}\n"


def as_md(letter: Letter) -> str:
    return f"Subject: {letter.subject}\n\n{letter.markdown}\n"


def as_html(letter: Letter) -> str:
    return letter.html


FORMATS: Mapping[str, Callable[[Letter], str]] = {"text": as_text, "md": as_md, "html": as_html}
