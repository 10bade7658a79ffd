"""Bad input, sections A to C, through the program: rows 1 to 34 and 38 to 47 of `docs/bad-input.md`."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import pytest
from tests.program import Ran, listing, run

if TYPE_CHECKING:
    from pathlib import Path

GOOD = """\
name: Nia Pargeter
resume: https://example.com/cv
target_titles: [Clerk]
target_companies: [Fennel & Rye]
"""
CONTACT = "contacts:\n  - {name: Bea Li, email: bea@example.com}\n"


def checked(tree: Path, content: bytes | str, *arguments: str) -> Ran:
    """What `check` says of a profile of this content; nothing on disk changes."""
    path = tree / "profile.yaml"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    before = listing(tree)
    ran = run(*(arguments or ("check", "--format", "text")), cwd=tree)
    assert listing(tree) == before
    assert "Traceback" not in ran.err
    return ran


def refused(ran: Ran, *said: str) -> None:
    assert ran.code == 65, ran
    assert ran.out == ""
    lines = ran.err.splitlines()
    assert all(line.startswith("jobnet: profile.yaml:") for line in lines[:20]), lines
    for words in said:
        assert any(words in line for line in lines), (words, lines)


def brief(tree: Path, content: bytes | str) -> str:
    """The brief of a profile that is to be read without a word."""
    ran = checked(tree, content, "brief", "-q")
    assert (ran.code, ran.err) == (0, ""), ran
    return ran.out


# A. File and encoding


def test_row_01_a_missing_profile_is_looked_for_and_init_named(tree: Path) -> None:
    ran = run("check", cwd=tree)
    assert ran.code == 66
    assert "profile.yaml" in ran.err
    assert "jobnet init" in ran.err


@pytest.mark.skipif(sys.platform == "win32", reason="no FIFO on Windows")
@pytest.mark.parametrize("kind", ["folder", "fifo", "device"])
def test_row_02_a_profile_that_is_no_file_is_refused_at_once(tree: Path, kind: str) -> None:
    path = tree / "p"
    if kind == "folder":
        path.mkdir()
    elif kind == "fifo":
        os.mkfifo(path)
    ran = run("check", "-p", "/dev/zero" if kind == "device" else path, cwd=tree, timeout=20)
    assert ran.code == 66, ran
    assert "directory" in ran.err or kind != "folder"


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="everything is readable to the superuser")
def test_row_03_an_unreadable_profile_shows_its_mode(tree: Path) -> None:
    path = tree / "profile.yaml"
    path.write_text(GOOD)
    path.chmod(0)
    ran = run("check", cwd=tree)
    assert ran.code == 66
    assert "0000" in ran.err or "---------" in ran.err


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights on Windows")
@pytest.mark.parametrize("target", ["nowhere.yaml", "profile.yaml"])
def test_row_04_a_dangling_or_looping_link_shows_its_target(tree: Path, target: str) -> None:
    (tree / "profile.yaml").symlink_to(target)
    ran = run("check", cwd=tree)
    assert ran.code == 66
    assert target in ran.err


@pytest.mark.parametrize("content", ["", "# only a comment\n", "---\n", "\n\n", "\ufeff"])
def test_row_05_a_profile_without_entries_says_so(tree: Path, content: str) -> None:
    refused(checked(tree, content), "has no entries")


@pytest.mark.parametrize(("content", "found"), [("- a\n", "a list"), ("just words\n", "text")])
def test_row_06_another_top_level_is_refused(tree: Path, content: str, found: str) -> None:
    refused(checked(tree, content), f"expected a mapping (`key: value` lines), found {found}")


def test_row_07_a_byte_order_mark_is_fine(tree: Path) -> None:
    assert brief(tree, b"\xef\xbb\xbf" + GOOD.encode()) == brief(tree, GOOD)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le"])
def test_rows_08_and_09_another_unicode_is_refused(tree: Path, encoding: str) -> None:
    refused(checked(tree, GOOD.encode(encoding)), "Save as UTF-8")


def test_row_10_a_latin_1_byte_is_named_with_its_line(tree: Path) -> None:
    refused(
        checked(tree, "name: Nia\nlocation: K\xf6ln\n".encode("latin-1")), ":2:12:", "byte 0xf6 (byte 21 of the file)"
    )


@pytest.mark.parametrize("newline", ["\r\n", "\r"])
def test_row_11_other_line_breaks_are_fine(tree: Path, newline: str) -> None:
    assert brief(tree, GOOD.replace("\n", newline)) == brief(tree, GOOD)


def test_row_12_no_final_line_break_is_fine(tree: Path) -> None:
    assert brief(tree, GOOD.rstrip()) == brief(tree, GOOD)


def test_row_13_a_file_over_32_mib_is_refused(tree: Path) -> None:
    refused(checked(tree, GOOD + "#" * (32 * 1024 * 1024)), "the limit is 32 MiB")


def test_row_14_deep_nesting_is_refused_without_a_crash(tree: Path) -> None:
    refused(checked(tree, GOOD + "expertise: " + "[" * 100_000), "nested deeper than 50")


BOMB = "a0: &a0 [x, x]\n" + "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 9))


@pytest.mark.parametrize("content", [BOMB, "a: &a [*a]\n", f"{GOOD}known_as: &n Nia\nlocation: *n\n"])
def test_rows_15_and_17_anchors_and_aliases_are_refused(tree: Path, content: str) -> None:
    refused(checked(tree, content), "anchors are not supported here", "aliases are not supported here")


def test_row_16_merge_keys_are_refused(tree: Path) -> None:
    refused(checked(tree, f"{GOOD}<<: {{a: b}}\n"), "`<<` (merge keys) is not supported")


def test_row_18_a_second_document_is_refused_at_its_line(tree: Path) -> None:
    refused(checked(tree, f"{GOOD}---\nname: Other\n"), "profile.yaml:5:1: a second document begins here")


def test_row_19_a_tab_is_named_and_the_line_shown_with_spaces(tree: Path) -> None:
    refused(
        checked(tree, "name: Nia\nsearch:\n\tstarted: 2026-01-01\n"), ":3:1: a tab", "Write: `  started: 2026-01-01`"
    )


@pytest.mark.parametrize("value", ["@home", "%100", "`x`", "Clerk: nights", '"Clerk'])
def test_row_20_the_line_is_shown_with_quotes_to_paste(tree: Path, value: str) -> None:
    ran = checked(tree, f"{GOOD}location: {value}\nwork_mode: remote\n")
    refused(ran, ":5:11: ")
    line = ran.err.split("Put quotes around it: `")[1].rstrip("`\n")
    assert line == f'location: "{value.strip(chr(34))}"'
    assert checked(tree, f"{GOOD}{line}\nwork_mode: remote\n").code == 0


def test_row_21_a_hash_glued_to_a_word_is_warned_about_where_it_cuts(tree: Path) -> None:
    fine = f"{GOOD}expertise:\n  - C# developer\n"
    assert "begins a comment" not in checked(tree, fine).out + checked(tree, fine).err
    for command in ("check", "brief"):
        ran = checked(tree, f"{GOOD}location: Dock #2\n", command)
        assert ran.code == 0
        assert 'location: "Dock #2"' in ran.out + ran.err


@pytest.mark.parametrize("tag", ["!!python/object:os.system", "!own", "!!str"])
def test_row_22_tags_are_refused_by_name(tree: Path, tag: str) -> None:
    refused(checked(tree, f"{GOOD}location: {tag} x\n"), f":5:11: tags are not supported here (`{tag}`)")


@pytest.mark.parametrize(
    ("content", "shown"),
    [("a\x1b[31m", "\\x1b"), ("a\x85b", "\\x85"), ("a\x00b", "0x00"), ('"a\\0b"', "\\x00"), ('"a\\eb"', "\\x1b")],
)
def test_row_23_control_characters_are_shown_with_their_place(tree: Path, content: str, shown: str) -> None:
    ran = checked(tree, f"{GOOD}location: {content}\n")
    refused(ran, ":5:", shown)
    assert "\x1b" not in ran.err


def test_row_24_a_lone_surrogate_is_refused(tree: Path) -> None:
    refused(checked(tree, f'{GOOD}location: "\\ud800"\n'), ":5:14:", "lone surrogate")


# B. Keys and types


@pytest.mark.parametrize(("first", "second"), [("expertise", "expertise"), ("Links", "links"), ("café", "cafe")])
def test_rows_25_and_26_duplicate_keys_name_both_lines(tree: Path, first: str, second: str) -> None:
    refused(checked(tree, f"{GOOD}{first}: [a]\n{second}: [b]\n"), f"line 5 (`{first}`) and line 6")


def test_row_27_an_unknown_key_gets_the_nearest_one(tree: Path) -> None:
    ran = checked(tree, "name: Nia\nemial: nia@example.com\nx-own: [fine]\n")
    refused(ran, "jobnet: profile.yaml:2:1: emial: the key `emial` is not known here. Did you mean `email`?")
    assert len(ran.err.splitlines()) == 1


def test_row_28_a_missing_key_names_the_record(tree: Path) -> None:
    refused(checked(tree, f"{GOOD}contacts:\n  - email: bea@example.com\n"), "contacts[0].name", "bea@example.com")


@pytest.mark.parametrize(
    "typed", ["No", "NO", "Null", "y", "01234", "+15551234567", "12:30", "1_000", "3.10", "1e3", ".inf"]
)
def test_rows_29_to_33_what_yaml_would_guess_stays_as_typed(tree: Path, typed: str) -> None:
    text = brief(tree, f"{GOOD}phone: {typed}\n")
    assert f"\n{typed}\n" in text


def test_row_33_a_number_is_required_where_one_is(tree: Path) -> None:
    refused(
        checked(tree, f"{GOOD}rules: {{limits: {{brief_words: {'9' * 5000}}}}}\n"),
        "rules.limits.brief_words",
        "whole number",
    )


@pytest.mark.parametrize(
    ("content", "path"),
    [
        ("contacts: [{name: A}, {name: B}, {name: C}, {name: D, email: [d@example.com]}]\n", "contacts[3].email"),
        ("expertise: {a: b}\n", "expertise"),
        ("search: soon\n", "search"),
        ("{a: b}: c\n", "a key must be plain text"),
    ],
)
def test_row_34_the_wrong_kind_of_value_is_named_by_its_path(tree: Path, content: str, path: str) -> None:
    refused(checked(tree, GOOD + content), path)


def test_all_mistakes_are_told_at_once_and_at_most_twenty(tree: Path) -> None:
    ran = checked(tree, GOOD + "".join(f"wrong{n}: x\n" for n in range(25)))
    lines = ran.err.splitlines()
    assert ran.code == 65
    assert [line.split(":")[2] for line in lines[:20]] == [str(n) for n in range(5, 25)]
    assert len(lines) == 21
    assert "and 5 more" in lines[20]


def test_row_38_nobody_selected_is_no_error_and_silent_off_a_terminal(tree: Path) -> None:
    ran = checked(tree, GOOD, "update", "--all", "-q")
    assert (ran.code, ran.out, ran.err) == (0, "", "")


APPLICATION = GOOD + "applications:\n  - company: {}\n    position: Auditor\n    {}\n"


def test_row_39_an_unknown_stage_lists_the_stages(tree: Path) -> None:
    ran = checked(tree, APPLICATION.format("Fennel & Rye", "events: [{stage: interviewed, date: 2026-01-01}]"))
    refused(ran, "applications[0].events[0].stage", "`interview`", "`runner_up`", "`no_response`")


def test_row_40_stages_out_of_order_are_warned_about(tree: Path) -> None:
    ran = checked(
        tree,
        APPLICATION.format(
            "Fennel & Rye", "{applied: 2026-09-02, interview: 2026-09-01}".strip("{}").replace(", ", "\n    ")
        ),
    )
    assert ran.code == 0
    assert "warning" in ran.out
    assert "2026-09-01" in ran.out or "before" in ran.out


@pytest.mark.parametrize(
    ("company", "named"), [("Tamar Preserves", "Tamar Preserves"), ("Fenel & Rye", "Fennel & Rye")]
)
def test_row_41_a_company_that_is_no_target_is_suggested(tree: Path, company: str, named: str) -> None:
    ran = checked(tree, APPLICATION.format(company, "applied: 2026-09-02"))
    assert ran.code == 0
    assert named in ran.out


# C. Dates


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("2026-02-30", "no such day"),
        ("01/02/2026", "`2026-02-01`"),
        ("1.2.26", "`2026-02-01`"),
        ("2026-3-1", "`2026-03-01`"),
        ("2026-03-01T10:00:00+01:00", "`2026-03-01`"),
        ("2026-03-01 10:00", "`2026-03-01`"),
        ("0000-01-01", "1970"),
        ("9999-01-01", "2100"),
        ("1900-01-01", "1970"),
        ("２０２６-03-01", "U+FF12"),
        ("2026‑03‑01", "U+2011"),
    ],
)
def test_rows_42_to_47_a_date_is_iso_and_the_right_one_is_shown(tree: Path, typed: str, said: str) -> None:
    refused(
        checked(
            tree,
            f"{GOOD}search: {{started: {typed}}}\n" if ":" not in typed else f"{GOOD}search: {{started: '{typed}'}}\n",
        ),
        ":5:19: search.started: ",
        said,
    )


def test_row_45_news_of_a_far_day_is_warned_about_and_not_told(tree: Path) -> None:
    content = f"{GOOD}{CONTACT}news:\n  - 2028-01-01 The far future is here.\n"
    ran = checked(tree, content)
    assert ran.code == 0
    assert "2028" in ran.out
    assert "far future" not in checked(tree, content, "update", "--since", "all").out
