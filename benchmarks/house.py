"""Prints the measures of the house (`docs/architecture.md`): how large it is, and what a newcomer would trip over.

    python benchmarks/house.py            the table
    python benchmarks/house.py --check    the same, and exit 1 where a measure is not met

Lines are all lines of a file, comments and empty ones included, as `wc -l` counts them.
"""

from __future__ import annotations

import ast
import re
import statistics
import sys
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).parent.parent
SOURCE = ROOT / "src" / "jobnet"
TEMPLATES = ROOT / "templates"

MOST_LINES, MOST_IN_A_MODULE, MEDIAN_MODULE, MOST_NOQA, MOST_TEMPLATE_LINES = 27_000, 400, 130, 60, 1_200


def lines_of(path: Path) -> int:
    return path.read_text("utf-8").count("\n")


def imports_of(path: Path, modules: dict[str, Path]) -> set[str]:
    """The modules of ours that this one imports when it is imported (not those only for types or inside functions)."""
    tree = ast.parse(path.read_text("utf-8"))
    named: set[str] = set()
    for node in _at_import(tree.body):
        if isinstance(node, ast.ImportFrom) and node.module:
            named |= {f"{node.module}.{each.name}" for each in node.names} | {node.module}
        elif isinstance(node, ast.Import):
            named |= {each.name for each in node.names}
    return named & set(modules)


def _at_import(body: list[ast.stmt]) -> list[ast.stmt]:
    return [
        node
        for node in body
        if not (isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING")
    ]


def circles(imports: dict[str, set[str]]) -> list[list[str]]:
    """Groups of modules that import each other in a circle (strongly connected, by Tarjan's algorithm)."""
    index: dict[str, int] = {}
    low: dict[str, int] = {}
    stack: list[str] = []
    groups: list[list[str]] = []

    def visit(name: str) -> None:
        index[name] = low[name] = len(index)
        stack.append(name)
        for other in imports[name]:
            if other not in index:
                visit(other)
            if other in stack:
                low[name] = min(low[name], low[other])
        if low[name] == index[name]:
            at = stack.index(name)
            group, stack[at:] = stack[at:], []
            if len(group) > 1:
                groups.append(sorted(group))

    for name in imports:
        if name not in index:
            visit(name)
    return groups


def main() -> int:
    paths = sorted(SOURCE.rglob("*.py"))
    modules = {".".join(path.relative_to(SOURCE.parent).with_suffix("").parts): path for path in paths}
    modules = {name.removesuffix(".__init__"): path for name, path in modules.items()}
    sizes = {name: lines_of(path) for name, path in modules.items()}
    texts = {name: path.read_text("utf-8") for name, path in modules.items()}
    classes = Counter(
        node.name for text in texts.values() for node in ast.parse(text).body if isinstance(node, ast.ClassDef)
    )
    twice = sorted(name for name, count in classes.items() if count > 1)
    noqa = sum(len(re.findall(r"# noqa", text)) for text in texts.values())
    long = {name: size for name, size in sizes.items() if size > MOST_IN_A_MODULE}
    rings = circles({name: imports_of(path, modules) for name, path in modules.items()})
    templates = sorted((TEMPLATES / "en").glob("*.j2"))
    template_lines = sum(map(lines_of, templates))
    real = [size for size in sizes.values() if size > 1]
    rows = [
        ("source, lines", sum(sizes.values()), sum(sizes.values()) <= MOST_LINES, f"at most {MOST_LINES:,}"),
        ("modules", len(sizes), True, ""),
        ("longest module", max(sizes.values()), not long, f"at most {MOST_IN_A_MODULE}"),
        ("median module", round(statistics.median(real)), statistics.median(real) <= MEDIAN_MODULE, f"{MEDIAN_MODULE}"),
        ("circles of imports", len(rings), not rings, "none"),
        ("names that two classes share", len(twice), not twice, "none"),
        ("noqa", noqa, noqa <= MOST_NOQA, f"at most {MOST_NOQA}"),
        (
            "templates/en, lines",
            template_lines,
            template_lines <= MOST_TEMPLATE_LINES,
            f"at most {MOST_TEMPLATE_LINES:,}",
        ),
    ]
    for what, number, is_met, goal in rows:
        print(f"{what:30} {number:>7,}   {'' if is_met else 'NO: '}{goal}")
    by_package = Counter(dict.fromkeys(sorted({_room(name) for name in sizes}), 0))
    for name, size in sizes.items():
        by_package[_room(name)] += size
    print("\nby room: " + ", ".join(f"{name} {size:,}" for name, size in by_package.most_common()))
    for label, these in (("over the length", [f"{n} ({s})" for n, s in long.items()]), ("shared class names", twice)):
        if these:
            print(f"{label}: {', '.join(these)}")
    for ring in rings:
        print(f"circle: {' · '.join(ring)}")
    return 1 if "--check" in sys.argv[1:] and not all(is_met for _, _, is_met, _ in rows) else 0


def _room(name: str) -> str:
    parts = name.split(".")
    return parts[1] if len(parts) > 1 else parts[0]


if __name__ == "__main__":
    sys.exit(main())
