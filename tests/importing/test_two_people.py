"""Two people are two people: no import gives one's facts to another, and whoever is not brought in is named."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.program import Ran, run

if TYPE_CHECKING:
    from pathlib import Path

HEADER = "First Name,Last Name,E-mail Address,Company,Job Title,Mobile Phone\n"
ANN = "{name: Ann Marsh, email: marsh.family@example.com, known_as: Ann, offered_help: 2026-09-20}"


def imported(tree: Path, contacts: str, rows: str, name: str = "people.csv") -> tuple[Ran, list[str]]:
    """What the program said, and the lines that it added to a profile with these contacts."""
    profile = f"name: Dana Whitlock\ncontacts:\n  - {contacts}\ntarget_companies: [Quay]\n"
    (tree / "profile.yaml").write_text(profile, encoding="utf-8")
    (tree / name).write_text(HEADER + rows if name == "people.csv" else rows, encoding="utf-8")
    ran = run("import", name, "--apply", cwd=tree)
    assert ran.code == 0, ran.err
    before, after = profile.splitlines(), (tree / "profile.yaml").read_text(encoding="utf-8").splitlines()
    for line in before:
        if line in after:
            after.remove(line)
    again = run("import", name, cwd=tree)
    assert again.out == "", "a second import changes nothing"
    return ran, after


def test_who_shares_an_address_with_a_contact_keeps_what_is_theirs(tree: Path) -> None:
    ran, new = imported(tree, ANN, "Bob,Marsh,marsh.family@example.com,Linden County Library,Cataloguer,+44 20\n")

    assert new == [
        "  - name: Bob Marsh", '    phone: "+44 20"', "    company: Linden County Library", "    title: Cataloguer",
    ]  # fmt: skip
    assert "row 2: Bob Marsh: the address marsh.family@example.com is Ann Marsh's" in ran.err


@pytest.mark.parametrize(
    "name",
    [
        "Bob,Marsh",
        "A.,Marsh",
        "Andrew,Marsh",
        "Marsh,Family",
        "John,Marsh",
        "Bo,",
        "Ann & Bob,Marsh",
        "Ann,and Bob Marsh",
        "Ann/Bob,Marsh",
    ],
)
def test_another_name_at_the_address_is_another_person(name: str, tree: Path) -> None:
    _, new = imported(tree, ANN, f"{name},MARSH.family@example.com,Quay,Cook,\n")

    assert new[0] == f"  - name: {name.replace(',', ' ').strip()}"
    assert "email" not in "".join(new)


@pytest.mark.parametrize(
    "name", ["Ann,Marsh", "ANN,MARSH", "Ann,", "Ann Maria,Marsh", "Ann M.,Marsh", "Marsh,Ann", "Ánn,Marsh"]
)
def test_a_name_that_may_be_theirs_completes_the_contact(name: str, tree: Path) -> None:
    profile = "name: Dana Whitlock\ncontacts:\n  - name: Ann Marsh\n    email: marsh.family@example.com\n"
    (tree / "profile.yaml").write_text(profile, encoding="utf-8")
    (tree / "people.csv").write_text(f"{HEADER}{name},marsh.family@example.com,Oak,Cook,\n", encoding="utf-8")

    assert run("import", "people.csv", "--apply", cwd=tree).code == 0

    assert (tree / "profile.yaml").read_text(encoding="utf-8") == f"{profile}    company: Oak\n    title: Cook\n"


def test_a_son_is_not_his_father(tree: Path) -> None:
    ran, new = imported(
        tree, "{name: John Marsh Sr., email: m@example.com}", "John,Marsh Jr.,m@example.com,Quay,Cook,\n"
    )

    assert new == ["  - name: John Marsh Jr.", "    company: Quay", "    title: Cook"]
    assert "John Marsh Sr." in ran.err


def test_two_new_people_of_one_address_both_come_in(tree: Path) -> None:
    ran, new = imported(tree, "{name: Cy Nash}", "Ann,Marsh,m@example.com,,,\nBob,Marsh,m@example.com,Quay,,\n")

    assert new == ["  - name: Ann Marsh", "    email: m@example.com", "  - name: Bob Marsh", "    company: Quay"]
    assert "row 3: Bob Marsh: the address m@example.com is Ann Marsh's" in ran.err


def test_jose_with_and_without_an_accent_have_two_mailboxes(tree: Path) -> None:
    _, new = imported(tree, "{name: José Díaz, email: josé@example.com}", "Jose,Ruiz,jose@example.com,,,\n")

    assert new == ["  - name: Jose Ruiz", "    email: jose@example.com"]


@pytest.mark.parametrize(
    ("contact", "row"),
    [
        ("{name: Ann Lee, company: Fennel}", "Ann,Lee,ann@quay.example,Quay,Cook,"),
        ("{name: Ann Lee, email: ann@example.com}", "Ann,Lee,ann@quay.example,Quay,Cook,"),
        ("{name: Ann Lee, phone: 0113 4960147}", "Ann,Lee,ann@quay.example,Quay,Cook,020 79460000"),
    ],
)
def test_a_namesake_who_differs_is_named_and_gives_nothing(contact: str, row: str, tree: Path) -> None:
    ran, new = imported_none(tree, contact, f"{row}\n")

    assert new == []
    assert "row 2: another Ann Lee (ann@quay.example)" in ran.err


def imported_none(tree: Path, contact: str, rows: str) -> tuple[Ran, list[str]]:
    ran, new = imported(tree, contact, rows)
    assert not [line for line in new if "Ann" in line]
    return ran, new


def test_of_two_namesakes_in_the_file_neither_is_taken_for_the_contact(tree: Path) -> None:
    ran, new = imported_none(tree, "{name: Ann Lee}", "Ann,Lee,,Quay,Cook,\nAnn,Lee,,Oak,Baker,\n")

    assert new == []
    assert "row 2: another Ann Lee (Quay)" in ran.err
    assert "row 3: another Ann Lee (Oak)" in ran.err


def test_of_two_namesakes_in_the_profile_the_one_who_agrees_is_completed(tree: Path) -> None:
    contacts = "{name: Ann Lee, id: one, company: Quay}\n  - {name: Ann Lee, id: two, company: Oak}"
    ran, new = imported(tree, contacts, "Ann,Lee,,Oak,Baker,\nAnn,Lee,,,,0113 4960147\n")

    assert new == ["  - {name: Ann Lee, id: two, company: Oak, title: Baker}"]
    assert "row 3: another Ann Lee" in ran.err


def test_a_title_belongs_to_its_company(tree: Path) -> None:
    ran, new = imported(
        tree, "{name: Ann Lee, email: a@example.com, company: Oak}", "Ann,Lee,a@example.com,Quay,Cook,\n"
    )

    assert new == []
    assert "company is 'Oak' here and 'Quay' there" in ran.err


@pytest.mark.parametrize(
    "row", ["Quay,Cook,Interview,2026-09-01,2026-09-20,", "Quay,Cook,Interview,,2026-09-20,https://example.com/2"]
)
def test_a_second_application_for_the_same_post_gives_the_first_no_interview(row: str, tree: Path) -> None:
    profile = (
        "name: Dana Whitlock\napplications:\n"
        "  - {company: Quay, position: Cook, url: https://example.com/1, applied: 2026-01-05, rejected: 2026-02-01}\n"
    )
    (tree / "profile.yaml").write_text(profile, encoding="utf-8")
    (tree / "jobs.csv").write_text(f"company,position,status,date applied,updated,url\n{row}\n", encoding="utf-8")

    ran = run("import", "jobs.csv", "--apply", cwd=tree)

    assert (tree / "profile.yaml").read_text(encoding="utf-8") == profile
    assert "row 2: Cook at Quay" in ran.err


def test_somebody_elses_resume_gives_the_seeker_nothing(tree: Path) -> None:
    profile = "name: Dana Whitlock\n"
    (tree / "profile.yaml").write_text(profile, encoding="utf-8")
    resume = (
        '{"basics": {"name": "Bob Marsh", "email": "bob@example.com", "phone": "0113"}, "skills": [{"name": "Law"}]}'
    )
    (tree / "resume.json").write_text(resume, encoding="utf-8")

    ran = run("import", "resume.json", "--apply", cwd=tree)

    assert (tree / "profile.yaml").read_text(encoding="utf-8") == profile
    assert "Bob Marsh" in ran.err
    assert "Dana Whitlock" in ran.err


def test_everybody_who_does_not_come_in_is_named(tree: Path) -> None:
    rows = "".join(f"P{n},Q,m@example.com,,,\n" for n in range(30)) + ",,a@b.example,,,\n,,c@d.example,,,\n"

    ran, _ = imported(tree, "{name: Ann Marsh, email: m@example.com}", rows)

    assert [n for n in range(30) if f"row {n + 2}: P{n} Q" not in ran.err] == []
    assert "rows 32, 33: no name" in ran.err


ANN_TWICE = "BEGIN:VCARD\nFN:{}\nEMAIL:ann@work.example\nEMAIL:ann@home.example\nORG:Acme\nEND:VCARD\n"


@pytest.mark.parametrize("name", ["Ann Marsh", "Ann B. Marsh"])
def test_whoever_is_known_by_their_second_address_is_known(name: str, tree: Path) -> None:
    ran, new = imported(tree, "{name: Ann Marsh, email: ann@home.example}", ANN_TWICE.format(name), "ann.vcf")

    assert new == ["  - {name: Ann Marsh, email: ann@home.example, company: Acme}"]
    assert "Ann Marsh: email is 'ann@home.example' here and 'ann@work.example' there" in ran.err


@pytest.mark.parametrize("is_first", [True, False])
def test_two_cards_that_share_an_address_and_a_name_are_one_person(tree: Path, *, is_first: bool) -> None:
    cards = [ANN_TWICE.format("Ann Marsh"), "BEGIN:VCARD\nFN:Ann M. Marsh\nEMAIL:ann@home.example\nEND:VCARD\n"]

    ran, _ = imported(tree, "{name: Cy Nash}", "".join(cards if is_first else cards[::-1]), "ann.vcf")

    assert "1 added, 0 completed, 1 known already, 0 in conflict" in ran.err


def test_a_name_without_a_letter_is_none_and_is_said(tree: Path) -> None:
    card = "BEGIN:VCARD\nFN:-\nEMAIL:b@example.com\nEND:VCARD\n"

    ran, new = imported(tree, "{name: Cy Nash}", card + card.replace("-", "Bo Li").replace("b@", "c@"), "dash.vcf")

    assert new == ["  - name: Bo Li", "    email: c@example.com"]
    assert "row 1: name '-'" in ran.err


def test_two_who_say_no_address_do_not_share_one(tree: Path) -> None:
    cards = "BEGIN:VCARD\nFN:Ann\nEMAIL:\nEND:VCARD\nBEGIN:VCARD\nFN:Ann Marsh\nEMAIL:\nEND:VCARD\n"

    _, new = imported(tree, "{name: Cy Nash}", cards, "ann.vcf")

    assert new == ["  - name: Ann", "  - name: Ann Marsh"]


def test_a_switchboard_that_many_share_tells_nobody_from_another(tree: Path) -> None:
    people = "".join(
        f"BEGIN:VCARD\nFN:Ann M{i}\nEMAIL:a{i}@example.com\nEMAIL:all@example.com\nEND:VCARD\n" for i in range(101)
    )
    alike = "BEGIN:VCARD\nFN:Ann\nEMAIL:b@example.com\nEMAIL:all@example.com\nEND:VCARD\n"

    ran, _ = imported(tree, "{name: Cy Nash}", people + alike, "all.vcf")

    assert "102 added" in ran.err


def test_a_second_card_at_the_employer_of_a_confidential_search_is_kept(tree: Path) -> None:
    profile = "name: Dana Whitlock\nsearch: {current_employer: {name: Acme, email_domains: [acme.example]}}\n"
    (tree / "profile.yaml").write_text(profile, encoding="utf-8")
    card = "BEGIN:VCARD\nFN:Ann Marsh\nEMAIL:{}\nEMAIL:ann@home.example\nEND:VCARD\n"
    (tree / "a.vcf").write_text(card.format("ann@oak.example") + card.format("ann@acme.example"), encoding="utf-8")

    assert run("import", "a.vcf", "--apply", cwd=tree).code == 0

    assert "ann@acme.example" in (tree / "profile.yaml").read_text(encoding="utf-8")


def test_what_a_second_card_says_otherwise_is_shown(tree: Path) -> None:
    card = "BEGIN:VCARD\nFN:Ann Marsh\nEMAIL:ann@home.example\nORG:Oak\nEND:VCARD\n"
    cards = card + card.replace("FN:Ann Marsh", "FN:Ann M. Marsh").replace("Oak", "Quay")

    ran, _ = imported(tree, "{name: Cy Nash}", cards, "ann.vcf")

    assert "Ann M. Marsh: company is 'Oak' in an earlier row and 'Quay' here; kept 'Oak'" in ran.err


@pytest.mark.parametrize("order", [(0, 1, 2), (0, 2, 1), (1, 0, 2), (1, 2, 0), (2, 0, 1), (2, 1, 0)])
def test_no_two_of_one_name_come_in_with_one_address(order: tuple[int, ...], tree: Path) -> None:
    rows = ["Ann,Bee,,Acme,,\n", "Dr. Ann,Bee,ann@example.com,Acme,,\n", "Ann,Bee,ann@example.com,Acme,,\n"]

    _, new = imported(tree, ANN, "".join(rows[number] for number in order))

    assert new.count("    email: ann@example.com") == 1
