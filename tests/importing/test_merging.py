"""An import adds, completes, and shows conflicts; a second one changes nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jobnet.importing.formats import read_foreign
from jobnet.importing.merging import merge
from jobnet.profile.editing import bytes_of
from jobnet.profile.reading import profile_of
from jobnet.yamltext import parse

if TYPE_CHECKING:
    from jobnet.importing.records import Merging

PROFILE = b"""name: A
target_companies: [{name: Fennel & Rye, aliases: [FR]}]
contacts:
  - name: Ted Alder
    email: ted@example.com # private
    company: Quayside
  - name: Bea Li
applications:
  - {company: Fennel & Rye, position: Baker, applied: 2026-09-01}
"""
HEADER = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"


def merged(rows: str, *, profile: bytes = PROFILE, only_targets: bool = False) -> tuple[Merging, bytes]:
    source = parse(profile, "p")
    reading = read_foreign(rows.encode(), file="c.csv")
    done = merge(source, profile_of(source)[0], reading, only_targets=only_targets)
    return done, bytes_of(done.text)


def test_new_people_are_added_at_the_end_and_nothing_else_moves() -> None:
    done, new = merged(HEADER + "Ólöf,,,,Northlight,Nurse,7-Feb-22\n")

    assert done.added == ["Ólöf (Northlight)"]
    assert new == PROFILE.replace(
        b"  - name: Bea Li\n", "  - name: Bea Li\n  - name: Ólöf\n    company: Northlight\n    title: Nurse\n".encode()
    )


def test_what_is_not_said_yet_is_completed() -> None:
    done, new = merged(HEADER + "Bea,Li,,bea@example.com,FR,Buyer,7-Feb-22\n")

    assert done.completed == ["Bea Li: email: bea@example.com, company: FR, title: Buyer"]
    assert b"  - name: Bea Li\n    email: bea@example.com\n    company: FR\n    title: Buyer\n" in new


def test_a_person_written_as_text_is_completed_too() -> None:
    done, new = merged(
        HEADER + "Bea,Li,,bea@example.com,FR,Buyer,7-Feb-22\n", profile=b"name: A\ncontacts: [Bea Li, Ted]\n"
    )

    assert done.completed == ["Bea Li: email: bea@example.com, company: FR, title: Buyer"]
    assert b"contacts: [{name: Bea Li, email: bea@example.com, company: FR, title: Buyer}, Ted]\n" in new


def test_what_is_said_otherwise_is_shown_and_kept() -> None:
    done, new = merged(HEADER + "Ted,Alder,,TED@example.com,Elsewhere,,7-Feb-22\n")

    assert done.conflicts == ["row 2: Ted Alder: company is 'Quayside' here and 'Elsewhere' there; kept 'Quayside'"]
    assert new == PROFILE


def test_a_second_bearer_of_a_name_is_left_to_the_user() -> None:
    done, new = merged(HEADER + "Ted,Alder,,other@example.com,Elsewhere,,7-Feb-22\n")

    assert done.conflicts[0].startswith("row 2: another Ted Alder (other@example.com)")
    assert new == PROFILE


def test_match_takes_over_only_people_at_target_companies() -> None:
    done, _ = merged(HEADER + "C,D,,,FR Ltd,,7-Feb-22\nE,F,,,Fr Bakers,,7-Feb-22\n", only_targets=True)

    assert done.added == ["C D (FR Ltd)"]
    assert done.left_out == ["row 3: E F (at none of your target companies)"]


def test_an_address_that_is_none_is_left_out_and_said() -> None:
    done, new = merged(HEADER + "C,D,,c@@example.com,,,7-Feb-22\n")

    assert done.left_out == ["row 2: the address 'c@@example.com' (it has more than one @)"]
    assert b"c@@" not in new


def test_two_rows_of_one_person_complete_the_contact_once() -> None:
    done, new = merged(HEADER + "Bea,Li,,,FR,Buyer,7-Feb-22\nBea,Li,,bea@example.com,Fennel & Rye,Cook,7-Feb-22\n")

    assert done.completed == ["Bea Li: company: FR, title: Buyer", "Bea Li: email: bea@example.com"]
    assert done.conflicts == ["row 3: Bea Li: title is 'Buyer' here and 'Cook' there; kept 'Buyer'"]
    assert b"  - name: Bea Li\n    company: FR\n    title: Buyer\n    email: bea@example.com\n" in new


def test_two_rows_of_one_application_add_each_stage_once() -> None:
    rows = "Fennel & Rye,Baker,Interview,2026-09-01,2026-09-20,https://example.com/1\n"
    done, new = merged(
        "company,role,status,date applied,updated,url\n" + rows + rows.replace("20,", "21,").replace("/1", "/2")
    )

    assert b"applied: 2026-09-01, url: https://example.com/1, interview: 2026-09-20}" in new
    assert len(done.completed) == 1


def test_what_a_profile_would_not_take_is_left_out_of_its_row_and_said() -> None:
    rows = f"Ann,Lee,,,{'x' * 6000},TODO,7-Feb-22\nTBD,,,,Quay,Cook,7-Feb-22\nB\u200b\u202eob,Ray,,,Quay,,7-Feb-22\n"
    done, new = merged(HEADER + rows)

    assert done.added == ["Ann Lee", "Bob Ray (Quay)"]
    assert [line.partition(" (")[0] for line in done.left_out] == [
        f"row 2: company {'x' * 60!r}",
        "row 2: title 'TODO'",
        "row 3: name 'TBD'",
    ]
    assert new == PROFILE.replace(
        b"  - name: Bea Li\n", b"  - name: Bea Li\n  - name: Ann Lee\n  - name: Bob Ray\n    company: Quay\n"
    )


def test_a_resume_with_what_a_profile_would_not_take_gives_the_rest() -> None:
    resume = '{"basics": {"name": "A", "phone": "TBD", "email": "a@@b", "label": "Cook\\ud800"}}'
    done, new = merged(resume, profile=b"name: A\n")

    assert new == b"name: A\ntarget_titles: [Cook]\n"
    assert [line.partition(" (")[0] for line in done.left_out] == ["row 1: the address 'a@@b'", "row 1: phone 'TBD'"]


def test_people_of_one_name_in_one_file_are_told_apart() -> None:
    done, new = merged(
        HEADER + "C,D,,c@example.com,,,7-Feb-22\nC,D,,d@example.com,,,7-Feb-22\nC,D,,c@example.com,,,1-Feb-22\n"
    )

    assert done.added == ["C D <c@example.com>", "C D <d@example.com>"]
    assert b"id: c-d-2" in new


def test_an_application_gets_the_stage_it_lacks_and_keeps_what_it_has() -> None:
    rows = "company,role,status,date applied,updated\nFennel and Rye Ltd,baker,Interview,2026-09-02,2026-09-20\n"
    done, new = merged(rows)

    assert done.completed == ["Baker at Fennel & Rye: interview: 2026-09-20"]
    assert b"applied: 2026-09-01, interview: 2026-09-20}" in new


def test_a_second_import_changes_nothing() -> None:
    for rows in (
        HEADER
        + "Bea,Li,,bea@example.com,FR,Buyer,7-Feb-22\nC,D,,c@example.com,,,7-Feb-22\nC,D,,d@example.com,,,7-Feb-22\n",
        "company,role,status,date applied\nTamar,Cook,Applied,2026-09-02\nFennel & Rye,Baker,Applied,2026-09-05\n",
        '{"basics": {"name": "A", "email": "a@example.com", "label": "Baker"}}',
        "name,email,e-mail 2,company,title\nC D,c@example.com,b@example.com,Oak,\nC D,b@example.com,,Quay,Buyer\nC D,,,Quay,\n",
    ):
        _, once = merged(rows)
        again, twice = merged(rows, profile=once)

        assert again.changes == []
        assert twice == once


def test_a_job_that_is_noted_otherwise_is_shown_and_kept() -> None:
    head = "Company,Position,URL,Status,Date Applied\n"
    done, new = merged(
        f"{head}Fennel & Rye,Baker,,Applied,2026-09-04\n"
        "Oak,Cook,https://o.example/1,Applied,2026-09-04\nOak,Cook,https://o.example/2,Applied,2026-09-04\n"
    )

    assert done.conflicts == [
        "row 2: Baker at Fennel & Rye: applied is '2026-09-01' here and '2026-09-04' there; kept '2026-09-01'",
        "row 4: Cook at Oak: url is 'https://o.example/1' here and 'https://o.example/2' there; kept 'https://o.example/1'",
    ]
    assert new.startswith(PROFILE)
    assert not merged(f"{head}Fennel & Rye,Baker,,Applied,2026-09-01\n")[0].conflicts


def test_an_alias_of_a_company_in_another_row_is_the_same_post() -> None:
    done, _ = merged("company,role,date applied,location\nFR,Cook,2026-09-02,\nFennel & Rye,Cook,2026-09-02,York\n")

    assert done.added == ["Cook at FR"]
    assert b"location: York" in bytes_of(done.text)


def test_a_namesake_gets_an_id_that_nobody_has() -> None:
    profile = PROFILE.replace(b"name: Bea Li", b"{name: Bea Li, id: c-d-2}")
    _, new = merged(HEADER + "C,D,,c@example.com,,,7-Feb-22\nC,D,,d@example.com,,,7-Feb-22\n", profile=profile)

    assert b"id: c-d-3" in new


def test_an_address_of_two_contacts_brings_in_no_third() -> None:
    profile = PROFILE.replace(b"name: Bea Li", b"{name: Ted A. Alder, email: ted@example.com}")
    done, new = merged(HEADER + "Ted,,,ted@example.com,,,7-Feb-22\n", profile=profile)

    assert new == profile
    assert "nothing tells whether this is Ted Alder or Ted A. Alder" in done.conflicts[0]
