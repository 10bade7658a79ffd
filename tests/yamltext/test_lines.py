"""Plain YAML read line by line is the very tree that libyaml's events give."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import event, given, settings
from hypothesis import strategies as st

from jobnet.yamltext import Mapping, Node, Scalar, Sequence, Source
from jobnet.yamltext.events import tree_of_events
from jobnet.yamltext.lines import NotPlainError, plain_tree

ROOT = Path(__file__).parents[2]

keys = st.sampled_from(["a", "b", "name", "x-own", "applied", "A", "No", "é", "a b", '"q"', "?", "1", "_u"])
words = st.sampled_from(
    ["Nia", "Fennel & Rye", "2026-10-01", "#1", "C#", "a#b", "x:y", "https://example.com/#x?y=1", "~", "1:30", "+44 1",
     "é…", "O'Brien", 'the "old" one', "why?", "(x)", "a, b", "a]b", "{x", "-x", "- x", "*x", "&x y", "!x", "@x", "%x",
     "|", ">-", "a: b", "a:", ":a", "…", "--- x", "...", "x\\n", "\u00a0x", "a  b", "null", "=", "<<", "?", "x\u3000",
     "name", "k0", "k1", "-", "-  "]
)  # fmt: skip
comments = st.sampled_from(["", "", "", " ", " # why", "  #", "#glued", " #1"])
quoted = st.one_of(
    words.map(lambda each: f'"{each}"'),
    st.sampled_from(['"\\xe9\\u00E9\\"\\\\ \\/"', '"\\ud800"', '"\\x4"', '"\\n"', '"\\U0001F600"']),
    words.map(lambda each: f"'{each}'"),
    st.just("'O''B'"),
    st.just('""'),
)
spaces = st.sampled_from(["", "", "", "", " ", "  ", "\n", "\n   "])


def _flow(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    padded = st.tuples(spaces, inner, spaces).map("".join)
    pairs = st.tuples(spaces, keys, st.sampled_from([": ", ":  ", ":", " : "]), inner, spaces).map("".join)
    return st.one_of(
        st.lists(padded, max_size=3).map(lambda each: f"[{','.join(each)}]"),
        st.lists(pairs, max_size=3).map(lambda each: f"{{{','.join(each)}}}"),
        st.lists(pairs, max_size=2).map(lambda each: f"[{','.join(each)}]"),
    )


flows = st.recursive(st.one_of(words, quoted), _flow, max_leaves=6)
long_texts = st.lists(
    st.sampled_from(["Nia", "it''s", "x y ", "", "   ", "- b", "#c", "d: e", "..."]), min_size=2, max_size=5
)
long_quotes = st.tuples(st.sampled_from("'\""), st.sampled_from(["\n", "\n   ", "  \n      "]), long_texts).map(
    lambda parts: parts[0] + parts[1].join(parts[2]) + parts[0]
)
values = st.one_of(words, quoted, flows, flows, long_quotes)


@st.composite
def lines(draw: st.DrawFn) -> str:
    indent = " " * draw(st.sampled_from([0, 0, 0, 2, 2, 4, 1, 3, 6]))
    dash = draw(st.sampled_from(["", "", "", "- ", "-   ", "-", "- - "]))
    key = draw(keys) + draw(st.sampled_from([": ", ": ", ":  ", ":", " : "])) if draw(st.integers(0, 5)) else ""
    value = draw(values) if draw(st.integers(0, 2)) else ""
    return indent + dash + key + value + draw(comments)


@st.composite
def documents(draw: st.DrawFn) -> str:
    """Well-formed blocks mostly, so that what is plain is often reached."""
    made: list[str] = []

    def mapping(indent: str, depth: int, first: str) -> None:
        for number in range(draw(st.integers(1, 3))):
            key = draw(keys) if not draw(st.integers(0, 6)) else f"k{number}"
            value(f"{first if not number else indent}{key}:", indent, depth)

    def value(begun: str, indent: str, depth: int) -> None:
        kind = draw(st.integers(0, 5)) if depth < 4 else 0
        deeper = indent + " " * draw(st.sampled_from([2, 2, 1, 4]))
        if kind <= 2:
            space = draw(st.sampled_from([" ", "  "]))
            made.append(begun + draw(st.sampled_from(["", space + draw(values)])) + draw(comments))
        elif kind == 3:
            made.append(begun + draw(comments))
            mapping(deeper, depth + 1, deeper)
        else:
            made.append(begun + draw(comments))
            dash = (indent if kind == 4 else deeper) + "-" + " " * draw(st.sampled_from([1, 1, 3]))
            for _ in range(draw(st.integers(1, 3))):
                if draw(st.booleans()):
                    mapping(" " * len(dash), depth + 1, dash)
                else:
                    made.append(dash + draw(values) + draw(comments))
        if not draw(st.integers(0, 7)):
            made.append(
                draw(
                    st.sampled_from(
                        ["", "  ", "# note", "      # note", "   x: y", "      more", "         - of it", "    it's"]
                    )
                )
            )

    mapping("", 0, "")
    return "\n".join(made) + draw(st.sampled_from(["", "\n", "\n\n", "\n# end"]))


def shown(node: Node | None) -> Any:
    """Everything about a tree."""
    match node:
        case Scalar():
            return (node.start, node.end, node.style, node.value)
        case Sequence():
            return ("list", node.start, node.end, node.flow, [shown(item) for item in node.items])
        case Mapping():
            pairs = [(shown(key), shown(value)) for key, value in node.pairs]
            return ("mapping", node.start, node.end, node.flow, pairs)
    return node


def assert_same(text: str) -> bool:
    """Whether the text is plain; if so, both ways give the same tree, and the same records to take."""
    taken: list[Any] = []
    again: list[Any] = []
    try:
        plain = plain_tree(Source(text, "p.yaml"), None)
        plain_tree(Source(text, "p.yaml"), _noting(taken))
    except NotPlainError:
        return False
    source = Source(text, "p.yaml")
    assert shown(plain) == shown(tree_of_events(source, None))
    assert source.problems == []
    tree_of_events(source, _noting(again))
    assert taken == again
    return True


def _noting(taken: list[Any]) -> Any:
    def take(_source: Source, above: list[Any], index: int, node: Mapping) -> Mapping:
        taken.append((above[-1].value, index, shown(node)))
        return node

    return take


@settings(max_examples=1000)
@given(st.one_of(documents(), documents(), st.lists(lines(), max_size=6).map("\n".join)))
def test_a_plain_text_gives_the_tree_of_its_events(text: str) -> None:
    event("plain" if assert_same(text) else "left to libyaml")


@given(st.text(alphabet=st.sampled_from("ab:-# \n\"'[]{},&*!|>%@`?<\\é.\u00a0\u3000"), max_size=40))
def test_any_characters_are_left_to_libyaml_or_read_the_same(text: str) -> None:
    assert_same(text)


PLAIN = """\
# é before
name: "Nia é"   # a comment
phone: +44 20 7946 0000
links: {Site: https://example.com/#a, "x": 'O''Brien'}
list:
- one
- {a: 1, b: [x,
    'y z'
], c: {d: e}}
-   name: two
    empty:
    knows:
    - Fennel & Rye, Ltd.
    why: a text that goes on
      below, and - once
         more
    note: 'in quotes
      too, it''s

      long'
  # an odd comment

deeper:
    - a: b
    - c
    - name
    - "deeper"

last: plain  text
nothing:
"""


def test_blocks_flows_quotes_and_comments_are_plain() -> None:
    assert assert_same(PLAIN.replace('"x"', "x"))
    assert not assert_same(PLAIN), "a key in quotes is not"


@pytest.mark.parametrize(
    "text",
    [
        "a: b:\n", "a: b: c\n", "a: b\n  c: d\n", "a: b # c\n  d\n", "a: b\n\n  c\n", "a: b\n  # c\n  d\n",
        "a: b\n  c:\n", "a: b\n  c #d\n", "a: {b: c}\n  d\n", "a: 'b'\n  c\n",
        "a: 'b\n---\n'\n", "a: 'b\n  c' d\n", "a: 'b\n  c'#d\n", 'a: "b\n  c\\\n  d"\n',
        'a: "\\ud800"\n', 'a: "\\x4"\n', 'a: "\\0"\n', "a:\n  b\n", "a\n", " a: b\n", "- a\n", "",
        "a: 'b'#c\n", 'a: "b"#c\n', 'a: "b" c\n', 'a: "b\\n"\n', "a: 'b\n", "'a': b\n", "a: [b]#c\n", "a: [b] c\n",
        "a: {b: c\n", "a: [b: c]\n", "a: {b}\n", "a: {b:c}\n", "a: {b: c: d}\n", "a: [b\n c]\n",
        "a: {b:\n c}\n", "a: [b,\n #c\n d]\n", "a: [b,\n---\nc]\n", "a: [b #c]\n",
        "a:\n  - b\n  c: d\n", "a:\n  - {b: c}\n   - d\n", "a: b\n- c\n", "a:\n  - b\n - c\n", "a:\n  -\n  - c\n",
        "a:\n  - - b\n", "a: b\na: c\n", "a: b\nA: c\n", "a: {b: c, b: d}\n", "a:\tb\n", "a: b\r\n", "a: |\n  b\n",
        "a: >-\n  b\n", "a: &x b\n", "a: *x\n", "a: !x b\n", "a: @b\n", "a: %b\n", "a: `b\n", "a: - b\n", "a: ? b\n",
        "? a\n: b\n", "<<: {a: b}\n", "---\na: b\n", "a: b\n...\n", "%YAML 1.1\n---\na: b\n", "a: b\n---\nc: d\n",
    ],
)  # fmt: skip
def test_what_is_not_plain_is_left_to_libyaml(text: str) -> None:
    with pytest.raises(NotPlainError):
        plain_tree(Source(text, "p.yaml"), None)


@pytest.mark.parametrize("path", [ROOT / "examples" / name / "profile.yaml" for name in ("engineer", "pharmacist")])
def test_profiles_as_people_write_them_are_plain(path: Path) -> None:
    assert assert_same(path.read_text(encoding="utf-8"))
