"""What people type who have never used a terminal: the message says what to type instead."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from jobnet.errors import Exit
from tests.cli.terminal import run_on_terminal
from tests.program import run

if TYPE_CHECKING:
    from pathlib import Path

PROFILE = """
name: Dana Whitlock
target_titles: [School Librarian]
target_companies: [Linden County Library]
contacts:
  - {name: Greg Hanson, known_as: Greg, offered_help: 2026-10-03}
  - {name: Bea Li, known_as: Bea, offered_help: 2026-10-03}
applications:
  - {company: Linden County Library, position: Librarian, applied: 2026-10-14, interview: 2026-10-02, rejected: 2026-10-09}
"""


@pytest.fixture
def folder(tree: Path) -> Path:
    (tree / "profile.yaml").write_text(PROFILE, "utf-8")
    return tree


@pytest.mark.parametrize(
    ("typed", "over"), [(("brief", "Bea"), "Bea"), (("brief", "--to", "Bea", "Li"), "Li"), (("brief", "help"), "help")]
)
def test_a_name_without_its_option_or_its_quotes(folder: Path, typed: tuple[str, ...], over: str) -> None:
    ran = run(*typed, cwd=folder)
    assert (ran.code, ran.out) == (Exit.USAGE, "")
    assert ran.err.startswith(f"jobnet: `{over}` is left over. A reader is named with --to, and what has several words")
    assert 'stands in quotes: --to "Bea Li". See: jobnet brief --help' in ran.err


def test_no_option_is_named_that_the_command_has_not(folder: Path) -> None:
    said = '`Alder` is left over. What has several words stands in quotes: "Bea Li".'
    assert run("add", "contact", "Ted", "Alder", cwd=folder).err == f"jobnet: {said} See: jobnet add contact --help\n"


def test_an_option_before_the_command_is_told_its_place(folder: Path) -> None:
    said = "No such option: -p; options stand after the command: jobnet brief -p profile.yaml."
    assert run("-p", "profile.yaml", "brief", cwd=folder).err == f"jobnet: {said} See: jobnet --help\n"


def test_whoever_copies_a_letter_is_reminded_of_the_file_that_it_speaks_of(folder: Path) -> None:
    (folder / "profile.yaml").write_text(f"{PROFILE}resume: cv.pdf\n", "utf-8")
    (folder / "cv.pdf").write_bytes(b"%PDF-1.4\n")
    ran = run_on_terminal("brief", "--to", "Bea", "--no-ask", cwd=folder)
    assert "attached." in ran.out
    assert "the letter says that your résumé is with it: attach or enclose cv.pdf yourself" in ran.out + ran.err
    assert "attach or enclose" not in run("brief", "--to", "Bea", cwd=folder).err


def test_a_complaint_ends_before_the_next_sentence(folder: Path) -> None:
    assert run("log", cwd=folder).err == "jobnet: Missing argument 'company'. See: jobnet log --help\n"


def test_half_a_name_misspelled_finds_the_contact(folder: Path) -> None:
    assert "no such contact. Did you mean Greg Hanson?" in run("brief", "--to", "gregg", cwd=folder).err


def test_what_is_noted_before_the_application_is_asked_about(folder: Path) -> None:
    early = run("log", "Linden", "offer", "--on", "2026-10-12", "--yes", cwd=folder)
    assert "2026-10-12 is before the application on 2026-10-14. If one of them is wrong: jobnet undo" in early.err
    assert "is before" not in run("log", "Linden", "offer", "--on", "2026-10-15", "--yes", cwd=folder).err


def test_a_key_that_begins_right_is_found(folder: Path) -> None:
    (folder / "profile.yaml").write_text(PROFILE.replace("Hanson, known_as: Greg, offered_help", "Hanson, offerd"))
    assert "Did you mean `offered_help`?" in run("brief", cwd=folder).err


def test_a_turn_down_that_something_follows_is_not_said_to_be_missing(folder: Path) -> None:
    ran = run("runnerup", "--company", "Linden", "--particular", "The map room stays with me.", cwd=folder)
    assert ran.code == Exit.DONE
    assert "something follows the turn-down by Linden County Library of 2026-10-09" in ran.err
    assert "holds no turn-down" not in ran.err


def test_who_was_there_is_the_contact_who_works_there(folder: Path) -> None:
    employed = PROFILE.replace("known_as: Bea", "known_as: Bea, company: Linden County Library Inc.")
    (folder / "profile.yaml").write_text(employed, "utf-8")
    ran = run("log", "Linden", "final", "--with", "bea", "--with", "Greg", "--today", "2026-10-20", cwd=folder)
    assert "with: [Bea Li, Greg]" in (folder / "profile.yaml").read_text("utf-8"), ran.err


def test_what_happens_once_and_is_noted_for_two_days_is_asked_about(folder: Path) -> None:
    again = run("log", "Linden", "rejected", "--on", "2026-10-19", "--today", "2026-10-20", cwd=folder)
    assert "rejected is noted for 2026-10-09 and for 2026-10-19 now, and happens once." in again.err
    run("log", "Linden", "reinstated", "--on", "2026-10-20", "--today", "2026-10-20", cwd=folder)
    last = run("log", "Linden", "rejected", "--on", "2026-10-20", "--today", "2026-10-20", cwd=folder)
    assert "happens once" not in last.err
    assert "happens once" not in run("log", "Linden", "interview", "--today", "2026-10-21", cwd=folder).err


def test_a_company_that_ends_in_a_full_stop_gets_no_second_one(folder: Path) -> None:
    (folder / "profile.yaml").write_text(PROFILE.replace("Linden County Library", "Linden & Co."), "utf-8")
    assert ": Librarian at Linden & Co.\n" in run("log", "Linden", "offer", "--today", "2026-10-20", cwd=folder).err


def test_a_key_of_contacts_on_somebody_else_says_where_it_belongs(folder: Path) -> None:
    manager = "position: Librarian, hiring_manager: {name: Ruth A, known_as: Ruth}"
    (folder / "profile.yaml").write_text(PROFILE.replace("position: Librarian", manager), "utf-8")
    assert "write this person under `contacts`, by the same name, with `known_as` there" in run("check", cwd=folder).err


def test_two_people_or_a_title_in_one_name_are_asked_about(folder: Path) -> None:
    said = run("log", "Linden", "final", "--with", "Ruth Abernathy, Luis Ruiz", "--today", "2026-10-20", cwd=folder).err
    said += run("check", cwd=folder).out
    assert "`Ruth Abernathy, Luis Ruiz` is taken for one person, greeted as Ruth Abernathy." in said
    assert "if these are two, `[Ruth Abernathy, Luis Ruiz]`" in said


def test_a_tab_is_as_wide_as_its_line_needs(folder: Path) -> None:
    (folder / "profile.yaml").write_text(
        f"{PROFILE}news:\n  - date: 2026-10-02\n\theadline: The library lends seeds.\n"
    )
    said = run("check", cwd=folder).err
    assert "a tab indents this line; use spaces. Write: `    headline: The library lends seeds.`" in said
    assert "does not fit" not in said


def test_a_warning_is_said_once(folder: Path) -> None:
    (folder / "profile.yaml").write_text(PROFILE.replace("Greg Hanson, known_as: Greg", 'Greg "G" Hanson'), "utf-8")
    assert run("next", "--today", "2026-10-20", cwd=folder).err.count("is greeted as Greg Hanson") == 1


def test_a_way_out_without_settings_leaves_nobody_waiting(folder: Path) -> None:
    (folder / "profile.yaml").write_text(
        PROFILE.replace("known_as: Bea", "known_as: Bea, email: bea@example.org"), "utf-8"
    )
    with (folder / "profile.yaml").open("a") as file:
        file.write("email: dana@example.org\n")
    (folder / "config.yaml").write_text("daily_cap: 5\n", "utf-8")
    env = {"JOBNET_STATE": str(folder / "state"), "JOBNET_CONFIG": str(folder / "config.yaml")}
    ran = run("brief", "--to", "Bea", "--send", "--yes", "--via", "maildir", cwd=folder, env=env)
    assert (ran.code, "the transport maildir has no settings" in ran.err) == (Exit.CONFIG, True), ran
    assert run("history", cwd=folder, env=env).out == "Nothing is on record as sent.\n"


def test_a_card_of_somebody_known_by_name_says_how_to_take_over_what_is_new(folder: Path) -> None:
    old = PROFILE.replace("known_as: Bea", "known_as: Bea, email: old@example.org")
    (folder / "profile.yaml").write_text(old, "utf-8")
    (folder / "cards.vcf").write_text(
        "BEGIN:VCARD\nVERSION:3.0\nFN:Bea Li\nEMAIL:bea@example.org\nEND:VCARD\n", "utf-8"
    )
    said = run("import", "cards.vcf", cwd=folder).err
    assert (
        'if they are one: jobnet set contact "Bea Li" email=bea@example.org; if two, give the one you have an id'
        in said
    )


@pytest.mark.parametrize(("slip", "right"), [("bea@example", "bea@example.org"), ("see my site", "cv.pdf")])
def test_init_asks_again_for_what_no_mail_and_no_reader_finds(tree: Path, slip: str, right: str) -> None:
    answers = ["Dana Whitlock", "Cook", "Acme", "", "", "", "", ""]
    answers[4 if "@" in slip else 5] = f"{slip}\n{right}"
    run_on_terminal("init", cwd=tree, typed="\n".join((*answers, "")))
    text = (tree / "profile.yaml").read_text("utf-8")
    assert (f": {slip}\n" in text, f": {right}\n" in text) == (False, True)
