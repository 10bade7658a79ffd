"""The profile as people type it: what YAML would take for text is asked about, and the line mended is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from jobnet.errors import JobnetError
from jobnet.profile.reading import read_profile
from tests.program import run

if TYPE_CHECKING:
    from pathlib import Path

SMALL = "name: Nia Pargeter\ntarget_titles: [Quality Manager]\ntarget_companies: [Fennel & Rye]\n"


def mistakes(text: str) -> list[str]:
    try:
        _, problems = read_profile(f"{SMALL}{text}".encode(), file="p")
    except JobnetError as refused:
        problems = refused.problems
    return [each.said for each in problems]


@pytest.mark.parametrize(
    ("typed", "line"),
    [
        ("contacts:\n  - name:Marek Nowak\n    offered_help:2026-10-05", "name: Marek Nowak"),
        ("contacts:\n  - {name: Marek Nowak, email:m@example.com}", "email: m@example.com"),
        ("contacts:\n  - name: Marek Nowak\n      email:m@example.com", "email: m@example.com"),
        ("search:\n  confidential:yes", "confidential: yes"),
        ("news:\n  - headline:The grant closes.", "headline: The grant closes."),
        ("offer_in_return:\n  - text:My checklist is yours.", "text: My checklist is yours."),
        ("applications:\n  - company:Acme\n    position:Cook", "company: Acme"),
        ("applications:\n  - company: Acme\n    position: Cook\n    interview:\n      - date:2026-10-01", "date: 2026-10-01"),
    ],
)  # fmt: skip
def test_a_key_glued_to_its_value_is_a_mistake_at_its_line(typed: str, line: str) -> None:
    assert f"a space is missing after `:`. Write: `{line}`" in mistakes(typed)


@pytest.mark.parametrize(
    "typed", ["name = Marek\n    email = m@example.com", "name=Marek", "name : Marek\n    email= m@example.com"]
)
def test_an_equals_sign_is_no_colon(typed: str) -> None:
    assert any("a `:` and a space are missing after the key." in each for each in mistakes(f"contacts:\n  - {typed}"))


@pytest.mark.parametrize(
    "typed",
    ['- "name:Marek Nowak"', "- {name: Marek, opening: 'title:Buyer days'}", "- {name: Marek, how_we_met: At name:less days}",
     "- Marek:Nowak", "- {name: Marek, x-url: url://x}"],
)  # fmt: skip
def test_a_colon_within_a_text_is_text(typed: str) -> None:
    assert not [each for each in mistakes(f"contacts:\n  {typed}") if "missing" in each]


def test_nobody_is_written_to_by_a_line_glued_together(tree: Path) -> None:
    text = f"{SMALL}contacts:\n  - name:Marek Nowak\n    offered_help:2026-10-05\n"
    (tree / "profile.yaml").write_text(text, encoding="utf-8")

    for command in (["check"], ["brief", "--all"]):
        ran = run(*command, cwd=tree)
        assert (ran.code, ran.out) == (65, "")
        assert "profile.yaml:5:5: contacts[0]: a space is missing after `:`. Write: `name: Marek Nowak`" in ran.err


def test_a_semicolon_in_braces_is_a_comma_and_one_between_names_is_asked_about() -> None:
    assert "a comma is missing here. Write: `- {name: Rick, email: r@example.com}`" in " ".join(
        mistakes("contacts:\n  - {name: Rick; email: r@example.com}\n")
    )
    assert any("with a semicolon in it" in each for each in mistakes("contacts: [{name: A, knows: Acme; Ohio Valley}]"))


@pytest.mark.parametrize(
    ("typed", "greeted", "asks"),
    [
        ("“Marek Nowak”", "Marek Nowak", "the quotes around"),
        ("„Marek Nowak“", "Marek Nowak", "the quotes around"),
        ("'Dave \"Duke\" Hanlon'", "Dave Hanlon", "is greeted as Dave Hanlon"),
        ("Dave “Duke” Hanlon", "Dave Hanlon", "is greeted as Dave Hanlon"),
        ("Katherine (Kate) Lee", "Katherine Lee", "is greeted as Katherine Lee"),
        ("Sam 🎣 Poe", "Sam Poe", "is greeted as Sam Poe"),
        ("Di Orr 🚀 | Open to work", "Di Orr", "is greeted as Di Orr"),
        ("«Ana» Ruiz", "Ana Ruiz", "is greeted as Ana Ruiz"),
        ("Marek Nowak <m@example.com>", "Marek Nowak", "is greeted as Marek Nowak"),
        ("'Rick Dunham, VP'", "Rick Dunham", ""),
        ("'Ana Ruiz, RN'", "Ana Ruiz", ""),
        ("'Bo Reed, Jr.'", "Bo Reed, Jr.", ""),
        ("'Marek Nowak, Buyer at Acme'", "Marek Nowak", "is greeted as Marek Nowak"),
        ("Marek Nowak - Buyer at Acme", "Marek Nowak", "is greeted as Marek Nowak"),
        ("Anne-Marie O'Neil", "Anne-Marie O'Neil", ""),
        ("José Núñez", "José Núñez", ""),
        ("Marek Nowak m@example.com", "Marek Nowak", "is greeted as Marek Nowak"),
        ("Marek Nowak +49 170 123456", "Marek Nowak", "is greeted as Marek Nowak"),
        ("'Marek Nowak, 0170/123456'", "Marek Nowak", "is greeted as Marek Nowak"),
        ("\"O'Neil D'Arcy\"", "O'Neil D'Arcy", ""),
        ("“Marek Nowak”, known_as: Marek", "Marek", "the quotes around"),
        ("'Dave \"Duke\" Hanlon', known_as: Duke", "Duke", ""),
    ],
)  # fmt: skip
def test_a_greeting_has_no_quotes_nicknames_or_pictures(typed: str, greeted: str, asks: str, tree: Path) -> None:
    text = f"{SMALL}locale: en-GB\ncontacts:\n  - {{name: {typed}, offered_help: 2026-10-05}}\n"
    (tree / "profile.yaml").write_text(text, encoding="utf-8")

    assert f" {greeted},\n" in run("brief", "--all", "--force", cwd=tree).out.partition("\n\n")[2]
    said = [each for each in mistakes(text.removeprefix(SMALL)) if "greeted" in each or "quotes" in each]
    assert bool(said) == bool(asks)
    assert asks in " ".join(said)


@pytest.mark.parametrize(
    "typed",
    [
        "Ted Alder <t@example.com>",
        "Ted Alder t@example.com",
        "'Ted Alder, t@example.com'",
        "Ted Alder (t@example.com)",
        "'Ted Alder: t@example.com'",
        "Ted Alder - t@example.com",
        "Ted Alder – <t@example.com>",
    ],
)
def test_a_name_with_an_address_in_any_way_is_both(typed: str) -> None:
    profile, _ = read_profile(f"{SMALL}contacts: [{typed}]".encode(), file="p")

    assert [(each.name, each.email) for each in profile.contacts] == [("Ted Alder", "t@example.com")]


@pytest.mark.parametrize("nothing", ["none", "None", "n/a", "'-'", "[none]"])
def test_a_word_for_nothing_is_neither_a_company_nor_news(nothing: str) -> None:
    text = f"name: Nia\ntarget_titles: [Cook]\ntarget_companies: {nothing}\nnews: {nothing}\n"
    profile, warnings = read_profile(text.encode(), file="p")

    word = nothing.strip("'[]")
    assert (profile.target_companies, profile.news) == ((), ())
    assert [each.said for each in warnings] == [f"`{word}` is taken for nothing. Take it out."] * 2


def test_a_wrong_word_is_told_the_right_ones_as_they_are_written() -> None:
    text = "name: Nia\ntarget_titles: [Cook]\ntarget_companies: [{name: Fennel, tier: A+}]\n"
    with pytest.raises(JobnetError) as refused:
        read_profile(text.encode(), file="p")
    (said,) = (each.said for each in refused.value.problems)
    assert said.endswith("`A+` is not known here. Did you mean `A`? Write one of `A`, `B`.")


@pytest.mark.parametrize("typed", ["linkedin.com/in/tomasz", "www.x.example", "drive.example.com/d/1?x"])
def test_a_resume_on_the_web_is_told_to_be_a_whole_address(typed: str) -> None:
    (said,) = mistakes(f"resume: {typed}")
    assert said.endswith(f"this is not a whole web address. Write `https://{typed}`.")


@pytest.mark.parametrize("typed", ["cv.pdf", "cv.v2/final.pdf", "letters/cv.docx"])
def test_a_resume_in_a_file_is_none(typed: str) -> None:
    assert mistakes(f"resume: {typed}") == []


@pytest.mark.parametrize("end", ["withdrawn", "declined", "rejected", "runner_up", "cancelled"])
def test_an_end_takes_its_plans_with_it(end: str, tree: Path) -> None:
    text = (
        f"{SMALL}contacts: [{{name: Ted, known_as: Ted, updates: on, offered_help: 2026-09-01}}]\napplications:\n"
        "  - {company: Scioto, position: Cook, applied: 2026-09-20, interview: 2026-10-01, final: 2026-10-20}\n"
    )
    (tree / "profile.yaml").write_text(text, encoding="utf-8")
    assert run("log", "Scioto", end, "--on", "2026-10-10", "--yes", cwd=tree).code == 0

    for today in ("2026-10-15", "2026-11-01"):  # before the day that was planned, and after it
        checked = run("check", cwd=tree, today=today)
        letter = run("update", "--to", "Ted", "--since", "2026-09-15", cwd=tree, today=today)
        assert (checked.code, letter.code, "PROF-10" in checked.out) == (0, 0, False), checked
        assert "2026-10-20" not in run("report", cwd=tree, today=today).out
        assert not any(word in letter.out for word in ("20 October", "October 20", "two interviews", "coming up"))
        assert ("is taken for one that was not held" in checked.out) == (today == "2026-11-01")


def test_check_says_once_what_it_finds_in_many_letters_and_set_asks_about_its_own_change_only(tree: Path) -> None:
    people = "".join(
        f"  - {{name: {name} Lee, offered_help: 2026-10-10, knows: 'X, Y'}}\n" for name in ("Ann", "Bo", "Cy")
    )
    (tree / "profile.yaml").write_text(f"{SMALL}contacts:\n{people}", encoding="utf-8")

    checked = run("check", cwd=tree).out
    (line,) = (line for line in checked.splitlines() if "[BRIEF-09]" in line)
    assert line.startswith("brief for Ann Lee and 2 more: hint: The brief does not say what would not fit.")
    assert run("set", "contact", "Ann", "phone=1", cwd=tree).err == "jobnet: contact Ann: phone is now 1.\n"
