"""A change is exactly the change: what is read differs by it and by nothing else, and the other lines stand."""

from __future__ import annotations

import copy
import os
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from jobnet.errors import JobnetError
from jobnet.profile.editing import Append, Change, NotSplicedError, Put, bytes_of, changed, edit, plain
from jobnet.profile.emitting import scalar
from jobnet.yamltext import parse

if TYPE_CHECKING:
    from collections.abc import Sequence

EXAMPLES = 1000 if os.environ.get("CI") else 150


def edited(data: bytes, changes: Sequence[Change], *, file: str) -> bytes:
    return bytes_of(edit(parse(data, file), changes))


def tree(data: bytes) -> Any:
    root = parse(data, "p").root
    assert root is not None
    return plain(root)


LAYOUTS: dict[str, tuple[str, Change, str]] = {
    "block list": (
        "name: A\ncontacts:\n  - name: B # friend\n    # about B\n\n  # the next one\n# end\n",
        Append(("contacts",), ({"name": "C", "email": "c@example.com"},)),
        (
            "name: A\ncontacts:\n  - name: B # friend\n    # about B\n  - name: C\n    email: c@example.com\n"
            "\n  # the next one\n# end\n"
        ),
    ),
    "list at the key's own column": (
        "contacts:\n- name: B\n-   name: C\n",
        Append(("contacts",), ({"name": "D"},)),
        "contacts:\n- name: B\n-   name: C\n- name: D\n",
    ),
    "empty key": ("news:  # soon\nname: A\n", Append(("news",), ("One.",)), "news:  # soon\n  - One.\nname: A\n"),
    "empty list": ("news: []  # soon\nname: A\n", Append(("news",), ("One.",)), "news:  # soon\n  - One.\nname: A\n"),
    "flow list": (
        "target_companies: [A, B] # mine\n",
        Append(("target_companies",), ("C, D & Co",)),
        'target_companies: [A, B, "C, D & Co"] # mine\n',
    ),
    "no such key": ("name: A\n", Append(("news",), ("One.",)), "name: A\nnews:\n  - One.\n"),
    "no final newline": ("news:\n  - One.", Append(("news",), ("Two.",)), "news:\n  - One.\n  - Two.\n"),
    "CRLF": (
        "news:\r\n  - One.\r\nname: A\r\n",
        Append(("news",), ("Two.",)),
        "news:\r\n  - One.\r\n  - Two.\r\nname: A\r\n",
    ),
    "line ends of two kinds": (
        "name: A\r\nnews:\n  - One.\ntarget_titles: [B]\r\n",
        Append(("news",), ("Two.",)),
        "name: A\r\nnews:\n  - One.\n  - Two.\ntarget_titles: [B]\r\n",
    ),
    "an empty list behind a key in quotes": (
        '"news" : "" # soon\n',
        Append(("news",), ("One.",)),
        '"news" : # soon\n  - One.\n',
    ),
    "a text that stands for a list of one": (
        "target_companies: Tamar # best\n",
        Put(("target_companies", 0), "tier", "A"),
        "target_companies: [{name: Tamar, tier: A}] # best\n",
    ),
    "a day that stands for an event": (
        "applications:\n  - interview: [2026-10-06, 2026-10-14]\n",
        Put(("applications", 0, "interview", 1), "with", ("Luis Ruiz",)),
        "applications:\n  - interview: [2026-10-06, {date: 2026-10-14, with: [Luis Ruiz]}]\n",
    ),
    "block scalar last": (
        "news:\n  - headline: >\n      One\n      line.\n\nname: A\n",
        Append(("news",), ("Two.",)),
        "news:\n  - headline: >\n      One\n      line.\n  - Two.\n\nname: A\n",
    ),
    "one value stands for a list": (
        "applications:\n  - company: A\n    interview: 2026-10-06\n",
        Append(("applications", 0, "interview"), ({"date": "2026-10-14", "with": ["Luis Ruiz"]},)),
        "applications:\n  - company: A\n    interview: [2026-10-06, {date: 2026-10-14, with: [Luis Ruiz]}]\n",
    ),
    "a scalar changes": (
        "contacts:\n  - name: B\n    updates: 'on' # yes\n",
        Put(("contacts", 0), "updates", "off"),
        "contacts:\n  - name: B\n    updates: 'off' # yes\n",
    ),
    "a list on one line changes": (
        "contacts:\n  - name: B\n    groups: [choir, 'a b'] # mine\n",
        Put(("contacts", 0), "groups", ("choir", "c, d")),
        'contacts:\n  - name: B\n    groups: [choir, "c, d"] # mine\n',
    ),
    "one value becomes several": (
        "contacts: [{name: B, groups: choir}]\n",
        Put(("contacts", 0), "groups", ("choir", "family")),
        "contacts: [{name: B, groups: [choir, family]}]\n",
    ),
    "a new key": (
        "contacts:\n  - name: B\n    post:\n      - Street 1\n      - Town\n  - name: C\n",
        Put(("contacts", 0), "updates", "off"),
        "contacts:\n  - name: B\n    post:\n      - Street 1\n      - Town\n    updates: off\n  - name: C\n",
    ),
    "a new key in a flow record": (
        "contacts: [{name: B}, {name: C}]\n",
        Put(("contacts", 1), "updates", "off"),
        "contacts: [{name: B}, {name: C, updates: off}]\n",
    ),
    "a record written as text": (
        "contacts:\n  - Bea Li <bea@example.com> # kind\n",
        Put(("contacts", 0), "updates", "off"),
        "contacts:\n  - {name: Bea Li, email: bea@example.com, updates: off} # kind\n",
    ),
    "an empty value": ("email:\nname: A\n", Put((), "email", "a@example.com"), "email: a@example.com\nname: A\n"),
    "a byte order mark": ("\ufeffname: A\n", Put((), "name", "B"), "\ufeffname: B\n"),
    "a text that YAML would read otherwise": (
        "name: A\n",
        Put((), "name", "No: *this* #1"),
        'name: "No: *this* #1"\n',
    ),
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_new_text_is_exactly_this(layout: str) -> None:
    old, change, new = LAYOUTS[layout]

    assert edited(old.encode(), [change], file="p").decode() == new


@pytest.mark.parametrize(
    ("old", "change"),
    [
        ("contacts: {name: B\n  }\nx: &a b\n", Append(("contacts",), ("C",))),
        ("contacts: |\n  B\n", Append(("contacts",), ("C",))),
        ("contacts:\n  name: B\n", Append(("contacts",), ("C",))),
        ("a: b\n...\n", Append(("news",), ("One.",))),
        ("contacts:\n  - [B]\n", Put(("contacts", 0), "updates", "off")),
        ("contacts:\n  - name: B\n    knows: [C,\n      D]\n", Put(("contacts", 0), "knows", "D")),
        ("contacts:\n  - name: B\n    knows:\n      - C\n", Put(("contacts", 0), "knows", "D")),
    ],
)
def test_a_layout_that_is_not_spliced_is_refused(old: str, change: Change) -> None:
    with pytest.raises(JobnetError):
        edited(old.encode(), [change], file="p")


def test_several_keys_of_a_record_written_as_text_are_set_at_once() -> None:
    old = "contacts: [Bea Li <bea@example.com>, Ted]\n"
    changes = [
        Put(("contacts", 0), "updates", "off"),
        Put(("contacts", 1), "company", "B"),
        Put(("contacts", 0), "known_as", "Bea"),
    ]

    new = edited(old.encode(), changes, file="p").decode()

    bea = "{name: Bea Li, email: bea@example.com, updates: off, known_as: Bea}"
    assert new == f"contacts: [{bea}, {{name: Ted, company: B}}]\n"


def test_a_refusal_shows_the_yaml_to_paste() -> None:
    with pytest.raises(NotSplicedError, match=r"nothing was changed\. Add this yourself:$") as refused:
        edited(b"contacts:\n  name: B\n", [Append(("contacts",), ({"name": "C"},))], file="p")

    assert refused.value.yaml == "# at the end of contacts:\n  - name: C"


words = st.text(st.sampled_from("abcÄß漢# :,'\"[]{}&*!|>%@`-?~é0"), min_size=1, max_size=12).map(str.strip).filter(bool)
records = st.dictionaries(st.sampled_from(["name", "email", "company", "title"]), words, min_size=1)
new_values = st.one_of(
    words, records, st.fixed_dictionaries({"name": words, "groups": st.lists(words, min_size=1, max_size=3)})
)
comments = st.sampled_from(["", "", " # note", "  # a: b"])


@st.composite
def layouts(draw: st.DrawFn) -> bytes:
    """A profile-shaped file in a random layout: quotes, flow and block, comments, blank lines, line ends."""
    lines: list[str] = [*draw(st.sampled_from([[], ["# mine"], ["---"]])), "name: A"]
    for section in draw(st.permutations(["contacts", "news", "applications"])):
        lines += draw(st.sampled_from([[], [""], ["# about " + section], ["", "# ---- " + section]]))
        lines += draw(block(section) | flow_list(section) | st.just([f"{section}:"]) | st.just([f"{section}: []"]))
    newline = draw(st.sampled_from(["\n", "\r\n"]))
    if draw(st.booleans()):  # pasted from elsewhere: line ends of both kinds
        lines = [line + draw(st.sampled_from(["", "\r"])) for line in lines[:-1]] + lines[-1:]
        newline = "\n"
    end = draw(st.sampled_from([newline, "", newline * 2, newline + "# the end" + newline]))
    return (draw(st.sampled_from(["", "\ufeff"])) + newline.join(lines) + end).encode()


def quoted(text: str) -> st.SearchStrategy[str]:
    double = '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
    return st.sampled_from([double, "'" + text.replace("'", "''") + "'"])


@st.composite
def block(draw: st.DrawFn, section: str) -> list[str]:
    column = draw(st.sampled_from([0, 2, 4]))
    gap = draw(st.sampled_from([1, 1, 3]))
    lines = [f"{section}:{draw(comments)}"]
    for _ in range(draw(st.integers(1, 3))):
        record = draw(records)
        inner = " " * (column + 1 + gap)
        shown = [f"{key}: {draw(quoted(value))}{draw(comments)}" for key, value in record.items()]
        if draw(st.booleans()):
            shown += ["x-note: |", "  some", "  text"]
        if draw(st.booleans()):
            shown += ["x-empty:" + draw(comments)]
        if draw(st.integers(0, 4)) == 0:  # a record written as one text
            shown = [draw(quoted(draw(words))) + draw(comments)]
        lines.append(" " * column + "-" + " " * gap + shown[0])
        lines += [inner + line for line in shown[1:]]
        lines += draw(st.sampled_from([[], [""], [inner + "# about this one"], ["# between"]]))
    return lines


@st.composite
def flow_list(draw: st.DrawFn, section: str) -> list[str]:
    shown = [
        "{" + ", ".join([f"{key}: {draw(quoted(value))}" for key, value in record.items()]) + "}"
        for record in draw(st.lists(records, min_size=1, max_size=3))
    ]
    inside = draw(st.sampled_from([", ", ",\n    "])).join(shown)
    return [f"{section}: [{inside}]{draw(comments)}"]


@st.composite
def edits(draw: st.DrawFn, data: bytes) -> Change:
    root = tree(data)
    section = draw(st.sampled_from(["contacts", "news", "applications", "referrals"]))
    items = root.get(section) or []
    if items and draw(st.booleans()):
        key = draw(st.sampled_from(["name", "email", "phone"]))
        return Put((section, draw(st.integers(0, len(items) - 1))), key, draw(words))
    return Append((section,), tuple(draw(st.lists(new_values, min_size=1, max_size=3))))


@pytest.mark.slow
@settings(max_examples=EXAMPLES, deadline=None)
@given(st.data())
def test_any_edit_reads_as_the_change_and_leaves_every_other_line(data: st.DataObject) -> None:
    old = data.draw(layouts())
    change = data.draw(edits(old))
    try:
        new = edited(old, [change], file="p")
    except JobnetError as refused:
        assert "nothing was changed" in str(refused)  # noqa: PT017
        return

    assert tree(new) == changed(copy.deepcopy(tree(old)), [change])
    old_lines, new_lines = old.decode().splitlines(keepends=True), new.decode().splitlines(keepends=True)
    while old_lines and new_lines and old_lines[0] == new_lines[0]:
        del old_lines[0], new_lines[0]
    while old_lines and new_lines and old_lines[-1] == new_lines[-1]:
        del old_lines[-1], new_lines[-1]
    assert len(old_lines) <= 1
    if old_lines and old_lines[0].endswith(("\n", "\r")):  # a line that is not itself changed keeps its own end
        assert new_lines[0].rstrip("\r\n") != old_lines[0].rstrip("\r\n")


@pytest.mark.slow
@settings(max_examples=EXAMPLES, deadline=None)
@given(st.data())
def test_two_edits_commute_where_they_should(data: st.DataObject) -> None:
    """Of different records, different keys of one record, or different lists; at once as well as one by one."""
    old = data.draw(layouts())
    one, other = data.draw(edits(old)), data.draw(edits(old))
    assume(_apart(one, other))
    try:
        there = edited(edited(old, [one], file="p"), [other], file="p")
        back = edited(edited(old, [other], file="p"), [one], file="p")
        at_once = edited(old, [one, other], file="p")
    except JobnetError as refused:
        assert "nothing was changed" in str(refused)  # noqa: PT017
        return

    assert tree(there) == tree(back) == tree(at_once) == changed(tree(old), [one, other])


def _apart(one: Change, other: Change) -> bool:
    """Whether neither makes a difference to the other: not two additions to one list, not one key set twice."""
    if isinstance(one, Put) and isinstance(other, Put):
        return (one.path, one.key) != (other.path, other.key)
    return isinstance(one, Put) or isinstance(other, Put) or one.path != other.path


@pytest.mark.slow
@settings(max_examples=EXAMPLES // 3, deadline=None)
@given(layouts(), st.data())
def test_most_layouts_are_spliced(old: bytes, data: st.DataObject) -> None:
    """A refusal is for the odd layout: every one generated here is spliced.

    One is odd: a block text (`|`) at the very end without a line break. What follows gives it one, and changes it.
    """
    assume(old.endswith((b"\n", b"\r")) or not (b"|" in old or b">" in old))
    edited(old, [data.draw(edits(old))], file="p")


@given(text=st.text("aZ09 .,:;@+/()'&!?%=~-_#éл", min_size=1, max_size=12))
@example(text="To?n")
def test_what_is_written_in_brackets_reads_the_same_for_every_parser(text: str) -> None:
    for loader in (yaml.BaseLoader, yaml.CBaseLoader):
        assert yaml.load(f"a: [{scalar(text, flow=True)}, b]", loader) == {"a": [text, "b"]}
