"""Finds templates and fills them in: the only module that knows Jinja2.

A template is rendered once for text and Markdown together, and once more when its own words are asked for. The
environment does the escaping, never the template author. Data is never compiled. Built-in templates run plainly; a
user's own in an immutable sandbox, with a limit on time and size. That is a guard against mistakes, not a security
border: templates are programs.
"""

from __future__ import annotations

import datetime as dt
import difflib
import errno
import os
import pickle
import re
import signal
import sys
import threading
from contextlib import contextmanager, suppress
from enum import Enum
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jinja2
from jinja2 import pass_context
from jinja2.bccache import BytecodeCache
from jinja2.runtime import Context

from jobnet.errors import Exit, JobnetError, Place, Problem, Severity
from jobnet.frozen import dataclass
from jobnet.patterns import pattern
from jobnet.profile.model import Prose, Url
from jobnet.rendering.compiled import cache_folder
from jobnet.rendering.locales import LANGUAGES, LocaleConventions, ends_in_abbreviation
from jobnet.rendering.prose import as_markdown, markdown_link, prose_as_markdown, prose_as_text, url_as_markdown

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from types import CodeType, FrameType

    from jinja2.bccache import Bucket

    from jobnet.rendering.compiling import Code

SECONDS = 10.0
"""How long a user's own template may take."""
SIZE = 1 << 20
"""How many characters a letter may have."""

_FAR = 183
"""Days after which a day and month alone would be misread."""
_PACKAGE = Path(__file__).parents[1]
_SAFE_OF_A_DICT = frozenset({"items", "keys", "values", "get"})


class Form(Enum):
    """How values are put into a template."""

    BOTH = "as typed and escaped, side by side"
    OWN_WORDS = "left out"


# Where a value reads differently in text and in Markdown, both stand in what is rendered, between characters that
# Unicode never assigns: rendering once and choosing afterwards takes half the time of rendering twice.
_TEXT, _MARKDOWN, _END = "\ufdd0", "\ufdd1", "\ufdd2"
_EITHER = pattern(f"{_TEXT}([^{_MARKDOWN}]*){_MARKDOWN}([^{_END}]*){_END}")
_MARKS = str.maketrans(dict.fromkeys((_TEXT, _MARKDOWN, _END), "\ufffd"))


def text_of(rendered: str) -> str:
    """What was rendered, as plain text."""
    return _chosen(rendered, without=2)


def markdown_of(rendered: str) -> str:
    """What was rendered, as Markdown."""
    return _chosen(rendered, without=1)


def chunks_of(rendered: str) -> list[str]:
    """What was rendered, cut at empty lines but for those within a value."""
    chunks = rendered.split("\n\n")
    if not [each for each in chunks if _TEXT in each and not _is_whole(each)]:
        return chunks
    whole = [""]
    for each in chunks:
        if _is_whole(whole[-1]):
            whole.append(each)
        else:
            whole[-1] = f"{whole[-1]}\n\n{each}"
    return whole


def _is_whole(chunk: str) -> bool:
    return chunk.count(_TEXT) == chunk.count(_END)


def _chosen(rendered: str, *, without: int) -> str:
    if _TEXT not in rendered:
        return rendered
    parts = _EITHER.split(rendered)  # what stands in both, in the text, in the Markdown, and so on
    del parts[without::3]
    return "".join(parts)


class Ready(str):
    """What already is in its final form: the result of a macro, a link."""

    __slots__ = ()


class Value(str):
    """A literal text of the profile, told apart from the template's own: for `Form.OWN_WORDS`."""

    __slots__ = ()


@dataclass(frozen=True)
class Source:
    """Which template, and where it and what it includes are looked for."""

    name: str
    path: Path
    folders: tuple[Path, ...]
    built_in: bool


def templates_folder() -> Path:
    """The built-in templates: inside the installed package, or beside `src` in a checkout."""
    installed = _PACKAGE / "templates"
    return installed if installed.is_dir() else _PACKAGE.parents[1] / "templates"


def languages(*roots: Path | None) -> tuple[str, ...]:
    """The languages that have templates, and whose dates and greetings are known."""
    found = {folder.name for root in roots if root and root.is_dir() for folder in root.iterdir() if folder.is_dir()}
    return tuple(sorted(found & LANGUAGES))


@lru_cache(maxsize=256)
def template_for(document: str, language: str, template: Path | None = None, user_folder: Path | None = None) -> Source:
    """The template given, else the user's own for this language, else the built-in one.

    `user_folder` and the built-in folder hold one folder a language.
    """
    built_in = templates_folder()
    known = languages(built_in, user_folder)
    if language not in known:
        raise JobnetError(
            f"There are no templates in the language {language!r}; there are: {', '.join(known)}. "
            "For English with local habits write `en` and the country, as in `locale: en-FR`.",
            rule="template",
        )
    name = f"{document}.md.j2"
    folders = tuple(root / language for root in (user_folder, built_in) if root is not None)
    if template is not None:
        return _checked(Source(template.name, template, (template.parent, *folders), built_in=False))
    for folder in folders:
        if (folder / name).exists():
            own = folder == built_in / language
            return _checked(Source(name, folder / name, folders[-1:] if own else folders, built_in=own))
    looked = ", ".join(str(folder / name) for folder in folders)
    raise JobnetError(f"There is no template for {document!r}; looked for {looked}.", Exit.NO_INPUT, rule="template")


def _checked(source: Source) -> Source:
    """The source, if it can be read as UTF-8."""
    try:
        source.path.read_text("utf-8")
    except UnicodeDecodeError as exc:
        problem = _wrong(source.path, 1, f"not UTF-8 text (byte {exc.start})", "Save it as UTF-8.")
        raise JobnetError((problem,)) from exc
    except OSError as exc:
        where = ", ".join(map(str, source.folders))
        said = f"The template {source.path} cannot be read ({exc.strerror}); templates are looked for in {where}."
        raise JobnetError(said, Exit.NO_INPUT, rule="template") from exc
    return source


def fill_in(source: Source, form: Form, habits: LocaleConventions, *values: Mapping[str, Any]) -> str:
    """The template with its values put in, the last of a name counting; a JobnetError with its line if it cannot be."""
    named = {name: value for each in values for name, value in each.items()}
    try:
        template = _template(source, form, habits)
        context = template.new_context(named)
        return "".join(template.root_render_func(context) if source.built_in else _within_limits(template, context))
    except JobnetError:
        raise
    except Exception as exc:
        problem = _problem(exc, source, named)
        if problem is None:
            raise
        raise JobnetError((problem,)) from exc


@lru_cache(maxsize=64)
def _template(source: Source, form: Form, habits: LocaleConventions) -> jinja2.Template:
    return _environment(form, habits, source.folders, source.built_in).get_template(source.name)


def layout(**values: str) -> str:
    """The page around a letter's HTML. What is put in is HTML already, or plain words of this program."""
    page = jinja2.Environment(undefined=jinja2.StrictUndefined, trim_blocks=True, autoescape=False)  # noqa: S701 (see above)
    return page.from_string((templates_folder() / "layout.html.j2").read_text("utf-8")).render(values)


def _within_limits(template: jinja2.Template, context: Context) -> Iterator[str]:
    size = 0
    with _at_most(SECONDS):
        for part in template.root_render_func(context):
            yield part
            size += len(part)
            if size > SIZE:
                raise _StopError(f"writes more than {SIZE >> 20} MiB", "Is there a loop too many?")


@contextmanager
def _at_most(seconds: float) -> Iterator[None]:
    """A wall limit, where the system has one to offer (POSIX, the main thread)."""
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGALRM, _too_slow)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def _too_slow(_signal: int, _frame: FrameType | None) -> None:
    raise _StopError(f"takes more than {SECONDS:g} seconds", "Is there a loop too many?")


# What can go wrong, said with the template's line.


class _StopError(Exception):
    """Something this program does not let a template do."""

    def __init__(self, what: str, hint: str = "") -> None:
        super().__init__(what)
        self.hint = hint


def _problem(exc: Exception, source: Source, values: Mapping[str, Any]) -> Problem | None:
    """The exception as the user's mistake; None when it is ours."""
    path, line = _where(exc, source)
    hint = _for(values)
    match exc:
        case jinja2.TemplateSyntaxError():
            path, line, what, hint = Path(exc.filename or path), exc.lineno, exc.message or "no template", ""
        case jinja2.TemplateNotFound():
            what = f"there is no template {exc.name!r} in {', '.join(map(str, source.folders))}"
        case jinja2.exceptions.SecurityError():
            what, hint = f"not allowed in templates: {exc.message}", ""
        case jinja2.UndefinedError():
            what = f"{exc.message}{_nearest(exc.message or '', values)}"
        case _StopError():
            what, hint = str(exc), f"{exc.hint} {hint}".strip()
        case RecursionError():
            what = "calls itself without end (recursion)"
        case _ if source.built_in:
            return None
        case _:
            what = f"{type(exc).__name__}: {exc}"
    return _wrong(path, line, what, hint)


def _where(exc: Exception, source: Source) -> tuple[Path, int]:
    """The innermost line of a template that the exception went through."""
    path, line = source.path, 1
    trace = exc.__traceback__
    while trace is not None:
        template = trace.tb_frame.f_globals.get("__jinja_template__")
        if isinstance(template, jinja2.Template):
            path = Path(template.filename or path)
            line = template.get_corresponding_lineno(trace.tb_lineno)
        trace = trace.tb_next
    return path, line


def _wrong(path: Path, line: int, what: str, hint: str = "") -> Problem:
    said = what if what.endswith((".", "?")) else f"{what}."
    return Problem("template", Severity.ERROR, said, hint, Place(str(path), line, 1))


def _for(values: Mapping[str, Any]) -> str:
    reader = values.get("reader")
    return f"(for {reader['name']})" if reader and reader.get("name") else ""


def _nearest(message: str, values: Mapping[str, Any]) -> str:
    """For a name that the context has not."""
    name = re.match(r"'(\w+)' is undefined", message)
    return _did_you_mean(name[1], values) if name else ""


def _did_you_mean(name: str, known: Iterable[str]) -> str:
    near = difflib.get_close_matches(name, list(known), 1)
    return f"; did you mean `{near[0]}`?" if near else ""


# How values are put in.


def _put_both(value: Any) -> str:
    kind = type(value)
    if kind is str:
        return _literal(value)
    if kind is Ready:
        return value  # type: ignore[no-any-return]
    if kind is Prose:
        return _prose(value)
    return _url(value) if kind is Url else _literal(_put_other(value))


@lru_cache(maxsize=16384)
def _literal(value: str) -> str:
    return value if _TEXT in value else _both(value, as_markdown(value))  # with marks: what a macro made, cut or joined


@lru_cache(maxsize=16384)
def _prose(value: str) -> str:
    value = value.translate(_MARKS)
    return _both(prose_as_text(value), prose_as_markdown(value))


@lru_cache(maxsize=4096)
def _url(value: str) -> str:
    value = value.translate(_MARKS)
    return _both(value, url_as_markdown(value))


def _both(text: str, markdown: str) -> Ready:
    return Ready(text if text == markdown else f"{_TEXT}{text}{_MARKDOWN}{markdown}{_END}")


def _put_own(value: Any) -> str:
    return value if type(value) in {str, Ready} else ("" if isinstance(value, str) else _put_other(value) and "")


def _put_other(value: Any) -> str:
    if isinstance(value, jinja2.Undefined):
        return str(value)  # raises, with its name
    if value is None:
        raise _StopError("this field is empty", "Put `{% if … %}` around it.")
    if isinstance(value, (bool, dict, list, tuple, set)):
        raise _StopError(f"this is no text but {type(value).__name__}", "Take one of its fields, or use `| listing`.")
    if isinstance(value, (str, int, float, dt.date)):
        return str(value)
    raise _StopError(f"this cannot be printed ({type(value).__name__})")


_PUT: dict[Form, Callable[[Any], str]] = {Form.BOTH: _put_both, Form.OWN_WORDS: _put_own}


@pass_context
def _finalize(context: Context, value: Any) -> str:
    # With the context as argument Jinja folds no constant at compile time, so that one compilation serves every form.
    return context.environment.put(value)  # type: ignore[attr-defined, no-any-return]


_GENERATION = 90
"""To be raised when `compiling.Code` changes what it writes."""


class _Compiled(BytecodeCache):
    """Each template is compiled once a process for all forms and countries, and once a machine if there is a folder.

    Compiling the longest template takes as long as starting the program. The folder holds templates as code, so it is
    used only if nobody else can write to it; it never holds anything of a profile.
    """

    def __init__(self, kind: str) -> None:
        self.kind = kind
        self.codes: dict[tuple[str, str], CodeType] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        code = self.codes.get((bucket.key, bucket.checksum))
        if code is not None:
            bucket.code = code
            return
        folder = cache_folder()
        if folder is not None:
            with (
                suppress(OSError, EOFError, ValueError, TypeError, pickle.UnpicklingError),
                self._file(folder, bucket).open("rb") as kept,
            ):
                bucket.load_bytecode(kept)
        self._remember(bucket)

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._remember(bucket)
        folder = cache_folder()
        if folder is None:
            return
        with suppress(OSError):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            if _is_ours_alone(folder):
                _keep(self._file(folder, bucket), bucket.bytecode_to_string())

    def _remember(self, bucket: Bucket) -> None:
        if bucket.code is not None:
            self.codes[bucket.key, bucket.checksum] = bucket.code

    def _file(self, folder: Path, bucket: Bucket) -> Path:
        if not _is_ours_alone(folder):
            raise OSError(errno.EPERM, "not ours alone")
        made_by = f"{sys.implementation.cache_tag}-{jinja2.__version__}-{_GENERATION}"
        return folder / f"{self.kind}-{bucket.key}-{made_by}"


def _is_ours_alone(folder: Path) -> bool:
    found = folder.stat()
    return not hasattr(os, "getuid") or (found.st_uid == os.getuid() and not found.st_mode & 0o022)


def _keep(path: Path, code: bytes) -> None:
    """Whole or not at all, also when two processes start at once."""
    temporary = path.with_name(f"{path.name}.{os.getpid()}")
    try:
        with open(os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as kept:  # noqa: PTH123
            kept.write(code)
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)


_COMPILED = {True: _Compiled("plain"), False: _Compiled("sandboxed")}


_PLAIN = frozenset({str, int})


class _Ours(jinja2.Environment):
    """Dicts by their keys first: a field may be called `items`."""

    concat = staticmethod(lambda parts: Ready("".join(parts)))
    put: Callable[[Any], str]

    @property
    def code_generator_class(self) -> type[Code]:  # type: ignore[override]
        from jobnet.rendering.compiling import Code  # noqa: PLC0415 (once a machine)

        return Code

    def getattr(self, obj: Any, attribute: str) -> Any:
        if type(obj) is dict:
            try:
                return obj[attribute]
            except KeyError:
                if attribute in obj:
                    raise
                return self._other(obj, attribute)
        return super().getattr(obj, attribute)

    def _other(self, obj: dict[str, Any], attribute: str) -> Any:
        if attribute in _SAFE_OF_A_DICT:
            return super().getattr(obj, attribute)
        return self.undefined(f"there is no `{attribute}` here{_did_you_mean(attribute, obj)}")

    def joined(self, parts: tuple[Any, ...]) -> str:
        if _PLAIN.issuperset(map(type, parts)):
            return "".join(map(str, parts))
        return Ready("".join(map(self.put, parts)))


@lru_cache(maxsize=64)
def _environment(
    form: Form, habits: LocaleConventions, folders: tuple[Path, ...], built_in: bool
) -> jinja2.Environment:
    kind = _Ours if built_in else _sandbox()
    environment = kind(
        loader=jinja2.FileSystemLoader(folders, encoding="utf-8-sig"),
        undefined=jinja2.StrictUndefined,
        finalize=_finalize,
        trim_blocks=True,
        lstrip_blocks=True,
        optimized=False,
        auto_reload=False,
        bytecode_cache=_COMPILED[built_in],
    )
    environment.put = _PUT[form]
    environment.filters |= _Vocabulary(form, habits, environment.put).filters()
    environment.tests["prose"] = lambda value: type(value) is Prose
    return environment


@lru_cache(maxsize=1)
def _sandbox() -> type[_Ours]:
    from jinja2.sandbox import ImmutableSandboxedEnvironment  # noqa: PLC0415 (most letters need none)

    class _Sandbox(_Ours, ImmutableSandboxedEnvironment):
        intercepted_binops = frozenset({"*", "**", "%"})

        def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
            sizes = [side for side in (left, right) if isinstance(side, int)]
            if operator == "**" or (any(abs(n) > SIZE for n in sizes) and not len(sizes) == 2):  # noqa: PLR2004
                raise _StopError(f"`{operator}` would make something too large")
            if operator == "%" and isinstance(left, str):
                raise _StopError("`%` does not format text here", "Use `~` to join.")
            return super().call_binop(context, operator, left, right)

        def getattr(self, obj: Any, attribute: str) -> Any:
            if type(obj) is dict:
                return obj[attribute] if attribute in obj else self._other(obj, attribute)
            return ImmutableSandboxedEnvironment.getattr(self, obj, attribute)

    return _Sandbox


# The vocabulary of templates.


@dataclass(frozen=True)
class _Vocabulary:
    """The filters, as one form and one country need them."""

    form: Form
    habits: LocaleConventions
    put: Callable[[Any], str]

    def filters(self) -> dict[str, Callable[..., Any]]:
        by_name = (self.day, self.long_day, self.month, self.listing, self.join, self.link, self.number)
        return {each.__name__: each for each in by_name} | {
            "heading": lambda words: _heading(self.put(words)),
            "sentence": _in_both(_sentence),
            "clause": _in_both(_clause),
            "capital": _in_both(_capital),
            "trim": _trim,
            "length": _length,
        }

    @pass_context
    def day(self, context: Context, value: Any) -> str:
        """With the year when it is far from the letter's."""
        date, today = _date(value), context.get("today")
        far = isinstance(today, dt.date) and date.year != today.year and abs((date - today).days) > _FAR
        return self._of_profile(self.habits.long_day(date) if far else self.habits.day(date))

    def long_day(self, value: Any) -> str:
        partial = isinstance(value, dict)
        return self._of_profile(_partial(value, self.habits) if partial else self.habits.long_day(_date(value)))

    def month(self, value: Any) -> str:
        return self._of_profile(self.habits.month(_date(value)))

    def number(self, count: int) -> str:
        return self._of_profile(self.habits.number(count))

    def listing(self, items: Iterable[Any], conjunction: str = "and") -> str:
        listed = [self.put(each) for each in items]
        if self.form is Form.OWN_WORDS:
            return Ready(" ".join(filter(None, listed)))
        between = self.habits.separators([text_of(each) for each in listed], conjunction)
        return Ready("".join(part for pair in zip(between, listed, strict=True) for part in pair))

    def join(self, items: Iterable[Any], between: str = "") -> str:
        return Ready(self.put(between).join(map(self.put, items)))

    def link(self, url: str, words: str) -> str:
        shown = self.put(words)
        if self.form is Form.OWN_WORDS:
            return Ready(f"{shown}: ")
        return _both(f"{text_of(shown)}: {url}", markdown_link(url, markdown_of(shown)))

    def _of_profile(self, text: str) -> str:
        return Value(text) if self.form is Form.OWN_WORDS else text


def _date(value: Any) -> dt.date:
    if isinstance(value, dt.date):
        return value
    raise _StopError("a date is missing here" if value is None else "this is no date")


def _partial(value: dict[str, Any], habits: LocaleConventions) -> str:
    """A date that may stop at the month or the year."""
    if value["month"] is None:
        return str(value["year"])
    return habits.long_day(value["earliest"]) if value["day"] else f"{habits.month(value['earliest'])} {value['year']}"


_STOPS = (".", "!", "?", "…", "。", "！", "？")  # noqa: RUF001
_AFTER_STOPS = ")]\"'”’»*_"


def _in_both(change: Callable[[str], str]) -> Callable[[str], str]:
    """The change made to each form of what is ready; what is not keeps its type."""

    def changed(value: str) -> str:
        if _TEXT in value:
            return _both(change(text_of(value)), change(markdown_of(value)))
        return type(value)(change(value))

    changed.__doc__ = change.__doc__
    return changed


@lru_cache(maxsize=1024)
def _heading(words: str) -> str:
    """A line by itself: plain in text, a heading in HTML."""
    return _both(text_of(words), f"## {markdown_of(words)}")


def _trim(value: str, chars: str | None = None) -> str:
    stripped = value.strip(chars)
    return value if len(stripped) == len(value) else type(value)(stripped)


def _length(value: Any) -> int:
    """Of a text as it will be read."""
    return len(text_of(value) if isinstance(value, str) else value)


def _sentence(text: str) -> str:
    """With its final stop, none doubled."""
    said = text.strip()
    return said if not said or said.rstrip(_AFTER_STOPS).endswith(_STOPS) else f"{said}."


def _clause(text: str) -> str:
    """Without its final stop, to be followed by more words; the stop of "Ltd." stays."""
    said = text.strip()
    return said if said.endswith("..") or ends_in_abbreviation(said) else said.rstrip(".!")


def _capital(text: str) -> str:
    """With a capital at the start, the rest as it is."""
    return text[:1].upper() + text[1:]
