"""Fills templates in: the room of Jinja2.

Data is never compiled, and is put in as tokens (`values.py`). Built-in templates run plainly; a user's own in an
immutable sandbox, with a limit on time and size (`limits.py`). That is a guard against mistakes, not a security
border: templates are programs.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from dataclasses import replace
from functools import cache, partial
from importlib.util import cache_from_source
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jinja2
from jinja2 import pass_context

from jobnet.errors import JobnetError
from jobnet.files import write_new
from jobnet.rendering.filters import FILTERS
from jobnet.rendering.limits import SIZE, within_limits
from jobnet.rendering.mistakes import did_you_mean, problem_of
from jobnet.rendering.templates import ENDING, languages, letter_template, read_template, templates_folder
from jobnet.rendering.values import TemplateStopError, Values

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from jinja2.bccache import Bucket
    from jinja2.runtime import Context

    from jobnet.profile.model import Locale
    from jobnet.rendering.filters import Manner
    from jobnet.rendering.templates import Source

_SAFE_OF_A_DICT = frozenset({"items", "keys", "values", "get"})
# No template can say these names: they have spaces in them.
_VALUES, _MANNER = "values of this letter", "manner of this letter"


class Templates:
    """The templates of one run: whatever happens to their files meanwhile, all its letters are of the same ones."""

    def __init__(self, template: Path | None = None, user_folder: Path | None = None) -> None:
        """`template`: the user's file for this one run. `user_folder`: their `templates`, with a folder a language."""
        self._languages = languages(templates_folder(), user_folder)
        self.source = cache(partial(letter_template, template=template, user_folder=user_folder))
        """Which template words a letter: `letter_template`, asked once."""
        self._environment = cache(_environment)

    def written_in(self, locale: Locale) -> Locale:
        """The language of a letter to a reader of this locale: English, with that country's habits, for want of it."""
        return locale if locale.language in self._languages else replace(locale, language="en")

    def fill_in(self, source: Source, names: Mapping[str, Any], manner: Manner, reader: str) -> tuple[str, Values]:
        """The template with a token in each blank, and the values; a JobnetError with its line if it cannot be."""
        values = Values()

        def parts() -> Iterator[str]:
            template = self._environment(source.folders, source.built_in, source.form).get_template(source.name)
            return template.root_render_func(template.new_context({**names, _VALUES: values, _MANNER: manner}))

        try:
            return "".join(parts() if source.built_in else within_limits(parts)), values
        except JobnetError:
            raise
        except Exception as exc:
            mistake = problem_of(exc, source, names, reader)
            if mistake is None:
                raise
            raise JobnetError((mistake,)) from exc


def page_template(folder: Path, name: str) -> jinja2.Template:
    """A page or picture for the browser, whose values are text and no markup."""
    pages = jinja2.Environment(
        loader=jinja2.FileSystemLoader(folder), autoescape=True, undefined=jinja2.StrictUndefined,
        trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True,
    )  # fmt: skip
    return pages.get_template(name)


def _environment(folders: tuple[Path, ...], built_in: bool, form: str) -> jinja2.Environment:
    made = (_Plain if built_in else _sandbox())(
        loader=_Folders(folders, form), undefined=jinja2.StrictUndefined, finalize=_put, optimized=False,
        auto_reload=False, bytecode_cache=_Compiled() if built_in else None,
    )  # fmt: skip
    made.filters |= {name: _with_manner(form) for name, form in FILTERS.items()}
    return made


@pass_context
def _put(context: Context, value: Any) -> str:
    if isinstance(value, jinja2.Undefined):
        return str(value)  # raises, with its name
    values: Values = context[_VALUES]
    return values.put(value)


def _with_manner(form: Callable[..., Any]) -> Callable[..., Any]:
    @pass_context
    def formed(context: Context, value: Any, *given: Any, **named: Any) -> Any:
        if isinstance(value, jinja2.Undefined):
            return str(value)  # raises, with its name
        return form(context[_MANNER], value, *given, **named)

    return formed


class _Folders(jinja2.BaseLoader):
    """Templates of these folders, the first that has one of the name, and in the familiar form where there is one.

    No link leads out of a folder.
    """

    def __init__(self, folders: tuple[Path, ...], form: str) -> None:
        self.folders, self.form = folders, form

    def get_source(self, _environment: jinja2.Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        if ".." in Path(template).parts or Path(template).is_absolute():
            raise jinja2.TemplateNotFound(template)
        familiar = f"{template.removesuffix(ENDING)}-{self.form}{ENDING}"
        names = (familiar, template) if self.form else (template,)
        for folder, name in product(self.folders, names):
            path = folder / name
            if path.exists() or path.is_symlink():
                return read_template(path, folder), str(path), lambda: True
        raise jinja2.TemplateNotFound(template)


class _Compiled(jinja2.BytecodeCache):
    """Built-in templates as bytecode, kept where Python keeps that of the modules beside them, and by the same rules.

    Compiling ten templates takes a fifth of the time of printing a brief. Whoever can write there can write jobnet.
    """

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        return cache_from_source(filename or name)

    def get_source_checksum(self, source: str) -> str:
        return super().get_source_checksum(f"{jinja2.__version__}{source}")

    def load_bytecode(self, bucket: Bucket) -> None:
        with suppress(Exception):  # whatever is wrong with what was kept: the template is there
            bucket.bytecode_from_string(Path(bucket.key).read_bytes())

    def dump_bytecode(self, bucket: Bucket) -> None:
        if not sys.dont_write_bytecode:
            with suppress(OSError):
                Path(bucket.key).parent.mkdir(parents=True, exist_ok=True)
                write_new(f"{bucket.key}.{os.getpid()}", bucket.bytecode_to_string(), durable=False)
                os.replace(f"{bucket.key}.{os.getpid()}", bucket.key)


class _Plain(jinja2.Environment):
    """Dicts by their keys first: a field may be called `items`."""

    def getattr(self, obj: Any, attribute: str) -> Any:
        if isinstance(obj, dict):
            if attribute in obj:
                return obj[attribute]
            if attribute not in _SAFE_OF_A_DICT:
                return self.undefined(f"there is no `{attribute}` here{did_you_mean(attribute, obj)}")
        return super().getattr(obj, attribute)


def _sandbox() -> type[_Plain]:
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    class Sandbox(_Plain, ImmutableSandboxedEnvironment):
        intercepted_binops = frozenset({"*", "**", "%"})

        def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
            sizes = [side for side in (left, right) if isinstance(side, int)]
            if operator == "**" or (any(abs(n) > SIZE for n in sizes) and len(sizes) == 1):
                raise TemplateStopError(f"`{operator}` would make something too large")
            if operator == "%" and isinstance(left, str):
                raise TemplateStopError("`%` does not format text here", "Use `~` to join.")
            return super().call_binop(context, operator, left, right)

    return Sandbox
