"""What Jinja2 has to say of a template, as the user's mistake with its file and line."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import jinja2

from jobnet.rendering.errors import TemplateStopError, did_you_mean, problem

if TYPE_CHECKING:
    from collections.abc import Iterable
    from types import TracebackType

    from jobnet.errors import Problem
    from jobnet.rendering.templates import Source


def problem_of(exc: Exception, source: Source, names: Iterable[str], reader: str) -> Problem | None:
    """The exception as the user's mistake; None when it is ours."""
    path, line = _where(exc.__traceback__, source)
    hint = f"(for {reader})" if reader else ""
    match exc:
        case jinja2.TemplateSyntaxError():
            return problem(Path(exc.filename or path), exc.lineno, exc.message or "no template")
        case jinja2.TemplateNotFound():
            what = f"there is no template {exc.name!r} in {', '.join(map(str, source.folders))}"
        case jinja2.exceptions.SecurityError():
            what, hint = f"not allowed in templates: {exc.message}", ""
        case jinja2.UndefinedError():
            what = f"{exc.message}{_nearest(exc.message or '', names)}"
        case TemplateStopError():
            what, hint = str(exc), f"{exc.hint} {hint}".strip()
        case RecursionError():
            what = "calls itself without end (recursion)"
        case MemoryError() if not source.built_in:
            what = "takes too much memory"
        case _ if source.built_in:
            return None
        case _:
            what = f"{type(exc).__name__}: {exc}"
    return problem(path, line, what, hint)


def _where(trace: TracebackType | None, source: Source) -> tuple[Path, int]:
    """The innermost line of a template that the exception went through."""
    path, line = source.path, 1
    while trace is not None:
        template = trace.tb_frame.f_globals.get("__jinja_template__")
        if isinstance(template, jinja2.Template):
            path = Path(template.filename or path)
            line = template.get_corresponding_lineno(trace.tb_lineno)
        trace = trace.tb_next
    return path, line


def _nearest(message: str, names: Iterable[str]) -> str:
    """For a name that the letter has not."""
    name = re.match(r"'(\w+)' is undefined", message)
    return did_you_mean(name[1], names) if name else ""
