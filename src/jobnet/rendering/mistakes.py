"""What Jinja2 has to say of a template, as the user's mistake with its file and line."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import jinja2

from jobnet.patterns import pattern
from jobnet.rendering.filters import FILTERS
from jobnet.rendering.templates import ENDING, problem
from jobnet.rendering.values import TemplateStopError
from jobnet.yamltext.nearest import nearest

if TYPE_CHECKING:
    from collections.abc import Iterable
    from types import TracebackType

    from jobnet.errors import Problem
    from jobnet.rendering.templates import Source

_OPENED = pattern(r"Unexpected end of template.* closed is '(\w+)'")
_UNKNOWN = pattern(r"Encountered unknown tag '(\w+)'(?:.* closed is '(\w+)')?")
_NO_FILTER = pattern(r"No filter named '(\w+)'")
_BLANK = "A blank is two braces, a name, two braces: `{{ greeting }}`; quotes are straight."
_UNDEFINED = pattern(r"'(\w+)' is undefined")
_OWN_WORDS = "Words of your own need no braces; docs/templates.md names the blanks."
_TAGS = "Known are `if`, `elif`, `else`, `endif`, `for`, `endfor` and `include`."


def problem_of(exc: Exception, source: Source, names: Iterable[str], reader: str) -> Problem | None:
    """The exception as the user's mistake; None when it is ours."""
    path, line = _where(exc.__traceback__, source)
    hint = f"(for {reader})" if reader else ""
    match exc:
        case jinja2.TemplateSyntaxError():
            return problem(Path(exc.filename or path), exc.lineno, *_in_words(exc.message or "no template"))
        case jinja2.TemplateNotFound():
            parts = {part.name for folder in source.folders for part in folder.glob(f"*{ENDING}")}
            where = ", ".join(map(str, source.folders))
            what = f"there is no template {exc.name!r} in {where}{did_you_mean(str(exc.name), parts)}"
        case jinja2.exceptions.SecurityError():
            what, hint = f"not allowed in templates: {exc.message}", ""
        case jinja2.UndefinedError():
            what = exc.message or ""
            if name := _UNDEFINED.match(what):
                near = did_you_mean(name[1], names)
                what = f"there is no blank `{name[1]}` in this letter{near}"
                hint = hint if near else f"{_OWN_WORDS} {hint}".rstrip()
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


def _in_words(said: str) -> tuple[str, str]:
    """What is wrong with a tag or a blank, and what to do: Jinja2 speaks to programmers."""
    if found := _OPENED.match(said):
        return _not_closed(found[1])
    if found := _NO_FILTER.match(said):
        return f"there is no filter `{found[1]}`{did_you_mean(found[1], FILTERS)}", "docs/templates.md names them."
    if not (found := _UNKNOWN.match(said)):
        return said, _BLANK
    tag, opened = found[1], found[2]
    if opened and tag.startswith("end"):
        return _not_closed(opened)
    if tag in {"endif", "endfor", "elif", "else"}:
        begin = "for" if tag == "endfor" else "if"
        return f"`{{% {tag} %}}` has no `{{% {begin} … %}}` above it", "Take it out, or put that back."
    return f"`{{% {tag} … %}}` is not known in a template", _TAGS


def _not_closed(tag: str) -> tuple[str, str]:
    return f"`{{% {tag} … %}}` is not closed", f"Put `{{% end{tag} %}}` where it ends, on a line of its own."


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


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """The nearest of the names, as the end of a message; nothing if none is near."""
    near = nearest(name, known)
    return f"; did you mean `{near}`?" if near else ""
