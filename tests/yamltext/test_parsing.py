"""YAML as typed: what is read, where it stands, and what is refused by name."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobnet.errors import Exit, JobnetError, Severity
from jobnet.yamltext import Mapping, Node, Scalar, Sequence, parse
from jobnet.yamltext.nodes import walk
from jobnet.yamltext.parsing import MOST_BYTES
from jobnet.yamltext.schema import Key, ListOf, Number, RecordShape, Text, TreeReading, YesNo


def plain(node: Node | None) -> object:
    if isinstance(node, Mapping):
        return {key.value: plain(value) for key, value in node.pairs}
    if isinstance(node, Sequence):
        return [plain(item) for item in node.items]
    return node.value if node else None


def said(data: bytes | str) -> list[str]:
    """Everything that is wrong, as `line:column message`."""
    data = data.encode() if isinstance(data, str) else data
    try:
        problems = tuple(parse(data, "p.yaml").problems)
    except JobnetError as error:
        problems = error.problems
    return [f"{p.place.line}:{p.place.column} {p.message} {p.hint}" for p in problems if p.place]


GUESSES = ["No", "0123", "1:30", "3.10", "~", "1_000", "1e3", ".inf", "null", "NO", "y", "+15551234567", "=", "0x1F"]


@pytest.mark.parametrize("typed", GUESSES)
def test_no_type_is_guessed(typed: str) -> None:
    assert plain(parse(f"name: {typed}\n".encode(), "p.yaml").root) == {"name": typed}


TEXT = """\
# é before
name: "Nia é" # a comment
list:
  - one
  - {a: 1, b: 'two'}

prose: >-
  folded
  text

last: plain  text
empty:
"""


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("bom", [b"", b"\xef\xbb\xbf"])
def test_spans_cut_the_users_own_text(newline: str, bom: bytes) -> None:
    source = parse(bom + TEXT.replace("\n", newline).encode(), "p.yaml")
    spans = {path: source.text[node.start : node.end] for node, path in walk(source.root or Scalar(0, 0, "")) if path}
    folded = newline.join([">-", "  folded", "  text", "", ""])
    assert spans == {
        "name": '"Nia é"',
        "list": newline.join(["- one", "  - {a: 1, b: 'two'}"]),
        "list[0]": "one",
        "list[1]": "{a: 1, b: 'two'}",
        "list[1].a": "1",
        "list[1].b": "'two'",
        "prose": folded,
        "last": "plain  text",
        "empty": "",
    }
    assert (source.newline, source.bom) == (newline, bool(bom))
    assert source.line_column(source.text.index("last")) == (11, 1)


def test_the_end_of_the_text_is_on_its_last_line() -> None:
    source = parse(b"a: b", "p.yaml")
    assert source.line_column(4) == (1, 5)
    assert parse(b"a: b\n", "p.yaml").line_column(5) == (2, 1)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("title: @x\n", 'title: "@x"'),
        ("title: %x\n", 'title: "%x"'),
        ("title: `x`\n", 'title: "`x`"'),
        ("title: Clerk: nights\n", 'title: "Clerk: nights"'),
        ("why: yes: no # a comment\n", 'why: "yes: no" # a comment'),
        ('title: "Clerk\nb: y\n', 'title: "Clerk"'),
        ("title: 'O'Brien'\n", 'title: "O\'Brien"'),
        ('title: "Nia" Ltd\n', "title: '\"Nia\" Ltd'"),
        ("company: [24]7.ai\n", 'company: "[24]7.ai"'),
        ("title: *so* good\n", 'title: "*so* good"'),
        ("title: & Sons\n", 'title: "& Sons"'),
        ("title: > 5 years\n", 'title: "> 5 years"'),
        ("title: - dash\n", 'title: "- dash"'),
        ("title: {{ slot }}\n", 'title: "{{ slot }}"'),
    ],
)
def test_quoting_trouble_prints_the_line_corrected(text: str, line: str) -> None:
    (found,) = said(text)
    assert found.casefold().endswith(f"put quotes around it: `{line}`".casefold())
    mended = text.replace(text.splitlines()[0].strip(), line, 1)
    assert said(mended) == []


def test_all_quoting_mistakes_are_told_at_once_with_columns_as_typed() -> None:
    text = "a: 1\nb: @x\nc: `y\nd: p: q\ne: \"open\nf: 'O'Brien'\ng: fine\ng: again\n"
    assert [each.split()[0] for each in said(text)] == ["2:4", "3:4", "4:4", "5:4", "6:4", "8:1"]


@pytest.mark.parametrize(
    ("typed", "line"),
    [
        ("{name: Ted Alder email: t@example.com, tie: weak}", "{name: Ted Alder, email: t@example.com, tie: weak}"),
        ("{name: Ted, offered_help: {date: 2026-10-02 what: ask}}", "{name: Ted, offered_help: {date: 2026-10-02, what: ask}}"),
    ],
)  # fmt: skip
def test_a_comma_that_a_record_in_braces_lacks_is_put_in_not_the_whole_record_into_quotes(
    typed: str, line: str
) -> None:
    (found,) = said(f"contacts:\n  - {typed}\n  - Bea\n")
    assert found.endswith(f"a comma is missing here. Write: `- {line}`")


@pytest.mark.parametrize("typed", ["{name: Ted, tie: weak", "[Bea, Ted", '{name: Ted, title: "Cook, tie: weak}'])
def test_a_record_in_braces_that_is_not_closed_is_named_at_its_line(typed: str) -> None:
    assert said(f"contacts:\n  - {typed}\n  - Bea\n")[0].startswith("2:")


def test_a_missing_space_after_the_colon_is_shown() -> None:
    assert said("name:Nia\nemail: nia@example.com\n") == ["1:6 a space is missing after `:`. Write: `name: Nia`"]


def test_tabs_that_indent_are_each_named() -> None:
    found = said("a:\n\tb: c\n\td: e\n")
    assert found == [
        "2:1 a tab indents this line; use spaces. Write: `  b: c`",
        "3:1 a tab indents this line; use spaces. Write: `  d: e`",
    ]


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (b"", "1:1 the file has no entries."),
        (b"# nothing\n", "1:1 the file has no entries."),
        (b"---\n", "1:1 the file has no entries."),
        (b"- a\n", "1:1 expected a mapping (`key: value` lines), found a list."),
        (b"{\\rtf1\\ansi name: Nia}", "1:1 this is a word processor's file, not plain text."),
        (b"PK\x03\x04\x14\x00", "1:1 this is a word processor's file, not plain text."),
        (b"text\n", "1:1 expected a mapping (`key: value` lines), found text."),
        ("a: b\n".encode("utf-16"), "1:1 the file is not UTF-8 text (byte 0x00); it looks like UTF-16 or UTF-32."),
        ("a: b\n".encode("utf-16-le"), "1:1 the file is not UTF-8 text (byte 0x00); it looks like UTF-16 or UTF-32."),
        (b"a: b\nc: d\xe9f\n", "2:5 byte 0xe9 (byte 9 of the file) is not UTF-8."),
        (b"a: \x1b[0m\n", "1:4 a control character \\x1b stands here."),
        ("a: b\u0085c\n".encode(), "1:5 a control character \\x85 stands here."),
        (b"a: " + b"[" * 100_000, "1:53 nested deeper than 50."),
        (b"a: x\n" * 60_000, "1:1 more than 100,000 entries stand in one place."),
        (b"a: [" + b"x," * 110_000, "1:4 more than 100,000 entries stand in one place."),
        (b"a: &x b\nc: *x\n", "1:4 anchors are not supported here (`&x`)."),
        (b"a: &a [*a]\n", "1:4 anchors are not supported here (`&a`)."),
        (b"a: b\n---\nc: d\n", "2:1 a second document begins here."),
        (b"a: !!python/object:os.system b\n", "1:4 tags are not supported here (`!!python/object:os.system`)."),
        (b"a: !own b\n", "1:4 tags are not supported here (`!own`)."),
        (b"a: 1\n<<: {b: c}\n", "2:1 `<<` (merge keys) is not supported."),
        (b'a: "\\ud800"\n', "1:7 this escape is half a character (a lone surrogate)."),
        (b"a: 1\nb: 2\na: 3\n", "3:1 `a` is there twice: line 1 (`a`) and line 3."),
        (b"Email: 1\nemail: 2\n", "2:1 `email` is there twice: line 1 (`Email`) and line 2."),
        ("é: 1\nb: {E\u0301: 2}\ne: 3\n".encode(), "3:1 `e` is there twice: line 1 (`é`) and line 3."),
        (b"? {a: b}\n: c\n", "1:3 a key must be plain text."),
        (b" " * (MOST_BYTES + 1), "1:1 the file has 32.0 MiB; the limit is 32 MiB."),
    ],
)
def test_what_is_refused_is_named_at_its_place(data: bytes, found: str) -> None:
    assert said(data)[0].startswith(found)


def test_a_value_cut_off_by_a_glued_comment_is_warned_about() -> None:
    source = parse(
        b"position: Clerk #2 # yes\nurl: https://example.com/#x\nb: x # fine\nq: 'a' #glued\nc: #1\n", "p.yaml"
    )
    found = sorted((p.severity, p.place.line if p.place else 0, p.hint) for p in source.problems)
    assert found == [
        (Severity.WARNING, 1, 'If it belongs to the text, put quotes around it: `position: "Clerk #2 # yes"`'),
        (Severity.WARNING, 5, 'If it belongs to the text, put quotes around it: `c: "#1"`'),
    ]


@given(st.text())
def test_any_text_survives_in_double_quotes(text: str) -> None:
    escaped = "".join(f"\\U{ord(c):08x}" for c in text if not 0xD800 <= ord(c) <= 0xDFFF)
    source = parse(f'a: "{escaped}"\n'.encode(), "p.yaml")
    assert plain(source.root) == {"a": "".join(c for c in text if not 0xD800 <= ord(c) <= 0xDFFF)}


@given(st.one_of(st.binary(), st.text(alphabet=st.sampled_from("ab:-# \n\t\"'[]{}&*!|>%@`,?<\r\\é"), max_size=60)))
def test_any_bytes_give_a_tree_or_our_error(data: bytes | str) -> None:
    try:
        source = parse(data.encode() if isinstance(data, str) else data, "p.yaml")
    except JobnetError as error:
        sound = error.exit_code is Exit.REFUSED and bool(error.problems)
    else:
        sound = source.root is not None
    assert sound


SERVER = RecordShape(
    "server", dict, [Key("host", Text(), required=True), Key("port", Number(1, 65535)), Key("loud", YesNo())]
)
SETTINGS = RecordShape("settings", dict, [Key("smtp", SERVER), Key("words", ListOf(Text()))])


def read_settings(data: bytes) -> tuple[object, list[str]]:
    source = parse(data, "config.yaml")
    assert source.root
    reading = TreeReading(source)
    return SETTINGS.read(reading, source.root), [str(problem) for problem in reading.problems()]


def test_a_small_file_of_one_record_is_read() -> None:
    values, problems = read_settings(b"smtp: {host: mail.example.com, port: 587, loud: No}\nwords: [a, 01]\n")
    assert values == {"smtp": {"host": "mail.example.com", "port": 587, "loud": False}, "words": ("a", "01")}
    assert not problems


def test_every_mistake_in_a_small_file_is_told() -> None:
    assert read_settings(b"smpt: 1\nsmtp: {port: 1e3}\n")[1] == [
        "config.yaml:1:1: smpt: the key `smpt` is not known here. Did you mean `smtp`?",
        "config.yaml:2:7: smtp.host: `host` is missing (the server with `1e3`). Add `host: …`.",
        "config.yaml:2:14: smtp.port: `1e3` is not a whole number from 1 to 65535. Write it in digits.",
    ]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("contacts:\n  -name: Bea\n   email: b@example.com\n", 2),
        ("contacts:\n  -name: Bea\n    email: b@example.com\n", 2),
        ("contacts:\n  - name: Al\n  -name: Bea\n  - name: Cy\n", 3),
    ],
)
def test_a_dash_without_its_space_is_blamed_not_the_line_below(text: str, line: int) -> None:
    assert said(text) == [f"{line}:4 a space is missing after `-`. Write: `- name: Bea`"]
