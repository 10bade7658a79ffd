"""`docs/templates.md` names every value and filter that a template has, and its walk-through works as it is written.

The parts between the marks are written by `--rewrite` from what the contexts say of their values.
"""

from __future__ import annotations

import ast
import datetime as dt
import importlib
import pkgutil
import re
from dataclasses import is_dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jobnet.documents
from jobnet.facts.items import Document
from jobnet.profile.model import Locale
from jobnet.rendering.filters import FILTERS, Manner
from jobnet.rendering.languages import habits
from jobnet.rendering.rendering import FOR_THE_FRAME, names_in
from tests.program import run

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import ModuleType

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "templates.md"
DAY = dt.date(2026, 11, 6)
BRITISH = Manner(habits(Locale("en", "GB")), dt.date(2026, 10, 15))

FRAME = {
    "greeting": "the whole line: Hi Ted, · Dear Ms Abernathy,",
    "closing": "the closing line for this reader and document, where it has one: Thank you, · Yours sincerely,",
    "sign_as": "the name under the letter: Nia · Nia Pargeter",
    "seeker_name": "the full name: Nia Pargeter",
    "first_names": "whether the letter is for people on first-name terms",
    "contact_lines": "the lines under the name: nia@example.com, 0117 496 0182",
    "words": "words of the country: {{ words.resume }} is CV or résumé, {{ words.call }} ring or call",
    "today": "the letter's date: 2026-10-15",
}
"""What `rendering/rendering.py` gives to every template."""

EXAMPLES: dict[str, tuple[str, Any, tuple[Any, ...]]] = {
    "day": ("{{ date | day }}", DAY, ()),
    "nth": ("on the {{ date | nth }}", DAY, ()),
    "days": ("{{ talked_on | days }}", (DAY, DAY.replace(day=DAY.day + 1)), ()),
    "long_day": ("{{ date | long_day }}", DAY, ()),
    "weekday_day": ("{{ date | weekday_day }}", DAY, ()),
    "weekday": ("{{ date | weekday }}", dt.date(2026, 10, 14), ()),
    "month": ("{{ date | month }}", DAY, ()),
    "listing": ('{{ titles | listing("or") }}', ("Baker", "Cook", "Chef"), ("or",)),
    "placed": ('{{ places | placed("or") }}', ("Leeds", "York"), ("or",)),
    "offered": ("Thank you for offering{{ offered_what | offered }}", "a call", ()),
    "dative": ("{{ colleague | dative }}", "Mr Ruiz", ()),
    "job": ("{{ position | job }}", "Rigger (f/m/d)", ()),
    "number": ("{{ 3 | number }}", 3, ()),
    "plural": ('{{ companies | plural("this place", "these places") }}', ("A", "B"), ("this place", "these places")),
    "in_brackets": ("Ted{{ role | in_brackets }}", "Line Lead", ()),
    "sentence": ("{{ summary | sentence }}", "I bake bread", ()),
    "inside": ("I remember {{ words | inside }}.", "The yard walk.", ()),
    "clause": ("{{ summary | clause }}", "I bake bread.", ()),
    "because": ("{{ why | because }}", "They bake through the night.", ()),
    "small": ("This may help you: {{ headline | small }}", "The notes are online", ()),
    "behind": ('{{ headline | behind("And") }}', "The notes are online", ("And",)),
    "capital": ("{{ name | capital }}", "two names", ()),
}


def contexts() -> dict[str, list[Any]]:
    """The contexts by document, in the documents' order; found by their `document` field."""
    every: dict[str, list[Any]] = {each.value: [] for each in Document}
    for module in _modules():
        for kind in vars(module).values():
            document = getattr(kind, "document", None)
            if not isinstance(kind, type) or kind.__module__ != module.__name__:
                continue
            if is_dataclass(kind) and isinstance(document, Document):
                every[document.value].append(kind)
    return every


def _modules() -> Iterator[ModuleType]:
    for each in pkgutil.walk_packages(jobnet.documents.__path__, "jobnet.documents."):
        yield importlib.import_module(each.name)


def described(kind: type) -> Iterator[tuple[str, str, str]]:
    """Each value that a template can name of this kind: its name, its type as written, and what it is."""
    about: dict[str, tuple[str, str]] = {}
    for base in reversed([each for each in kind.__mro__ if is_dataclass(each)]):
        body = _body(base)
        for node, after in zip(body, [*body[1:], ast.Pass()], strict=True):
            if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
                about[node.target.id] = _annotated(node.annotation) or (ast.unparse(node.annotation), _text(after))
            elif isinstance(node, ast.FunctionDef):
                about[node.name] = (ast.unparse(node.returns) if node.returns else "", ast.get_docstring(node) or "")
    for name in names_in(kind):
        if name not in FOR_THE_FRAME and name not in FRAME and name in about:
            yield name, *about[name]


def _body(kind: type) -> list[ast.stmt]:
    tree = ast.parse(Path(importlib.import_module(kind.__module__).__file__ or "").read_text("utf-8"))
    return next(node.body for node in ast.walk(tree) if isinstance(node, ast.ClassDef) and node.name == kind.__name__)


def _annotated(node: ast.expr) -> tuple[str, str] | None:
    """The type and what it is, of `Annotated[type, "What it is."]`."""
    if isinstance(node, ast.Subscript) and ast.unparse(node.value) == "Annotated" and isinstance(node.slice, ast.Tuple):
        return ast.unparse(node.slice.elts[0]), ast.literal_eval(node.slice.elts[1])
    return None


def _text(node: ast.stmt) -> str:
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str):
        return " ".join(node.value.value.split())
    return ""


def parts_of(kind: type) -> list[type]:
    """The dataclasses that stand in this one's fields, in their order: what a template reaches with a dot."""
    known = _dataclasses()
    parts: dict[str, type] = {}
    for _, written, _ in described(kind):
        for word in re.findall(r"[A-Z]\w+", written):
            if word in known and word != kind.__name__:
                parts[word] = known[word]
    return list(parts.values())


def _dataclasses() -> dict[str, type]:
    from jobnet import facts

    rooms = [*_modules()]
    rooms += [importlib.import_module(each.name) for each in pkgutil.walk_packages(facts.__path__, "jobnet.facts.")]
    rooms.append(importlib.import_module("jobnet.profile.model"))
    hidden = {"PartialDate", "Reader", "Profile", "Item", "Contact", "Application", "Company", "Event", "Person"}
    return {
        kind.__name__: kind
        for room in rooms
        for kind in vars(room).values()
        if isinstance(kind, type) and is_dataclass(kind) and kind.__name__ not in hidden
    }


def values_page() -> str:
    lines: list[str] = []
    shown: set[type] = set()
    for document, kinds in contexts().items():
        for kind in kinds:
            lines += _table(f"### {document}{_beside(kind, kinds)}", kind)
        queue = [part for kind in kinds for part in parts_of(kind)]
        while queue:
            part = queue.pop(0)
            if part not in shown:
                shown.add(part)
                lines += _table(f"Of a `{part.__name__}`:", part)
                queue += parts_of(part)
    return "\n".join(lines) + "\n"


def _table(title: str, kind: type) -> list[str]:
    return [f"\n{title}\n", "| value | what it is |", "|---|---|", *(_row(*each) for each in described(kind))]


def _beside(kind: type, kinds: list[type]) -> str:
    words = re.sub(r"(?<!^)([A-Z])", r" \1", kind.__name__).lower()
    return "" if len(kinds) == 1 else f" ({words})"


def _row(name: str, written: str, about: str) -> str:
    marks = ["a list"] if written.startswith("tuple") else []
    marks += ["may be missing"] if "None" in written else []
    marks += ["yes or no"] if written == "bool" else []
    told = about.replace("|", "\\|").replace("{", "&#123;")
    return f"| `{name}` | {told or '…'}{f' *({chr(44).join(marks)})*' if marks else ''} |"


def filters_page() -> str:
    rows = ["| filter | gives |", "|---|---|"]
    for name, (written, value, more) in EXAMPLES.items():
        given = FILTERS[name](BRITISH, value, *more)
        text = given.text if hasattr(given, "text") else str(given)
        rows.append(f"| `{written}` | {'Ted' if name == 'in_brackets' else ''}{text} |")
    return "\n".join(rows) + "\n"


def frame_page() -> str:
    return (
        "\n".join(["| value | what it is |", "|---|---|", *(f"| `{n}` | {about} |" for n, about in FRAME.items())])
        + "\n"
    )


def _with_parts(page: str) -> str:
    for name, written in (("filters", filters_page()), ("frame", frame_page()), ("values", values_page())):
        begin, end = f"<!-- begin: {name}, written by tests/test_templates_docs.py -->\n", f"<!-- end: {name} -->"
        before, _, rest = page.partition(begin)
        _, _, after = rest.partition(end)
        page = f"{before}{begin}{written}{end}{after}"
    return page


def test_the_page_names_every_value_and_filter(rewrite: bool) -> None:
    page = _with_parts(PAGE.read_text("utf-8"))
    if rewrite:
        PAGE.write_text(page, "utf-8")
    assert PAGE.read_text("utf-8") == page


def test_every_filter_has_its_example() -> None:
    assert set(EXAMPLES) == set(FILTERS)


def test_every_value_says_what_it_is() -> None:
    bare = {
        f"{part.__name__}.{name}"
        for kinds in contexts().values()
        for kind in kinds
        for part in (kind, *parts_of(kind))
        for name, _, about in described(part)
        if not about
    }
    assert bare == set()


PROFILE = """
name: Nia Pargeter
known_as: Nia
email: nia@example.com
locale: en-GB
resume: https://example.com/nia/cv
target_titles: [Quality Manager, Technical Manager]
target_companies: [Fennel & Rye, Harbourside Bakers, Tamar Preserves]
contacts: [{name: Ted Alder, known_as: Ted, email: ted@example.com, relationship: colleague, offered_help: 2026-10-02}]
applications: [{company: Fennel & Rye, position: Quality Manager, applied: 2026-10-05}]
"""


def test_the_walk_through_works_with_the_invented_profile(tmp_path: Path) -> None:
    said = re.search(r"`jobnet (update -p jobnet-demo/profile.yaml --to \w+)`", PAGE.read_text("utf-8"))
    replaced, by = "If you'd rather not get these, just tell me.", "Just say so if these are too many."
    assert said
    run("demo", cwd=tmp_path)
    copied = re.search(r"Wrote (\S+\.j2)", run("templates", "copy", "update", cwd=tmp_path).err)
    assert copied
    own = Path(copied[1])
    own.write_text(own.read_text("utf-8").replace(replaced, by), "utf-8")

    update = run(*said[1].split(), cwd=tmp_path)

    assert (update.code, by in update.out, "UPD-12" in update.err) == (0, True, False), update


def test_the_way_out_stands_where_the_page_says() -> None:
    folder, way_out = ROOT / "templates" / "en", "If you'd rather not get these, just tell me."
    found = {path.name.removesuffix(".md.j2") for path in folder.glob("*.j2") if way_out in path.read_text("utf-8")}
    listed = re.search(r"The way out stands in (.*?), too\.", PAGE.read_text("utf-8"), re.DOTALL)
    assert listed
    assert found == {"update", *re.findall(r"`([\w-]+)`", listed[1])}


def test_the_walk_through_works_as_it_is_written(tmp_path: Path) -> None:
    (tmp_path / "profile.yaml").write_text(PROFILE, "utf-8")
    page = PAGE.read_text("utf-8")
    replaced, by = "If you'd rather not get these, just tell me.", "Just say so if these are too many."
    dog = "Biscuit the dog sends his regards."
    last = '{% include "_signature.md.j2" %}'
    assert f"`{last}`" in page
    assert f"`{replaced}`" in page
    assert f"`{by}`" in page
    assert f"`{dog}`" in page

    for name in ("update", "brief"):
        copied = run("templates", "copy", name, cwd=tmp_path)
        assert copied.code == 0, copied.err
        own = Path(re.search(r"Wrote (\S+\.j2)", copied.err)[1])  # type: ignore[index]
        text = own.read_text("utf-8")
        assert name == "brief" or replaced in text
        changed = text.replace(replaced, by) if name == "update" else text.replace(last, f"{dog}\n\n{last}")
        assert changed != text
        own.write_text(changed, "utf-8")

    update = run("update", "--to", "Ted", cwd=tmp_path)
    brief = run("brief", "--to", "Ted", cwd=tmp_path)

    assert (update.code, brief.code) == (0, 0), update.err + brief.err
    assert "UPD-12" not in update.err
    assert by in update.out
    assert "If you'd rather not get these" not in update.out
    assert f"\n\n{dog}\n\n" in brief.out
