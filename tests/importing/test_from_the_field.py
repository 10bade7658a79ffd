"""Files as people really have them: nobody is lost for what nobody uses, and nothing is read as what it is not."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

import pytest

from jobnet.errors import JobnetError
from jobnet.facts.readers import knows_people_at
from jobnet.importing.exporting import as_vcards, contacts_as_csv
from jobnet.importing.formats import read_foreign
from jobnet.profile.model import Contact
from jobnet.profile.reading import read_profile
from tests.program import run

if TYPE_CHECKING:
    from pathlib import Path

    from jobnet.importing.records import ForeignFile

LINKEDIN = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
CARD = "BEGIN:VCARD\r\nVERSION:3.0\r\n{}\r\nEND:VCARD\r\n"


def read(text: str, name: str = "file") -> ForeignFile:
    return read_foreign(text.encode(), file=name)


def values(text: str) -> list[dict[str, object]]:
    return [dict(record.values) for record in read(text).records]


# Names


@pytest.mark.parametrize("surname", ["Null", "None", "Na", "NA", "Nan"])
def test_a_surname_is_text(surname: str) -> None:
    assert values(f"{LINKEDIN}Jennifer,{surname},,,,,\n") == [{"name": f"Jennifer {surname}"}]
    assert values(CARD.format(f"N:{surname};Jennifer;;;\r\nFN:Jennifer {surname}")) == [{"name": f"Jennifer {surname}"}]


def test_what_a_tracker_writes_for_nothing_is_nothing() -> None:
    rows = "company,position,location,source,date applied\nFennel,Baker,None,null,2026-09-01\nNA,Baker,,,2026-09-01\n"

    assert values(rows) == [{"company": "Fennel", "position": "Baker", "applied": "2026-09-01"}]


@pytest.mark.parametrize(
    ("whole", "parts", "name"),
    [
        ("Adler\\, Karen", "Adler;Karen;;;", "Karen Adler"),
        ("ADLER\\, Karen Ann", "Adler;Karen;Ann;;", "Karen Ann ADLER"),
        ("Karen Adler", "Adler;Karen;;;", "Karen Adler"),
        ("山田太郎", "山田;太郎;;;", "山田太郎"),
        ("Ms. Karen Adler", "Adler;Karen;;Ms.;", "Karen Adler"),
        ("Priya Raman\\, CPIM", "Raman;Priya;;;CPIM", "Priya Raman"),
        ("Priya Raman\\, Ph.D.\\, P.E.", "", "Priya Raman"),
        ("John Marsh\\, Jr.", "Marsh;John;;;Jr.", "John Marsh, Jr."),
        ("John Marsh\\, Jr.\\, MBA", "", "John Marsh, Jr."),
        ("Priya Raman MBA", "Raman MBA;Priya;;;", "Priya Raman"),
        ("Priya Raman (CPIM)", "", "Priya Raman"),
        ("Dr. Priya Raman PhD", "Raman;Priya;;Dr.;PhD", "Priya Raman"),
        ("Yo Ma", "", "Yo Ma"),
        ("Yo MA", "", "Yo MA"),
    ],
)
def test_a_card_gives_the_name_one_would_say(whole: str, parts: str, name: str) -> None:
    reading = read(CARD.format(f"FN:{whole}" + (f"\r\nN:{parts}" if parts else "")))

    assert (reading.records[0].values["name"], reading.notes) == (name, ())


@pytest.mark.parametrize("name", ["Adler, Karen", "ADLER, KAREN", "VAN DYKE, KAREN"])
def test_a_last_name_that_seems_to_come_first_is_asked_about(name: str) -> None:
    for text in (CARD.format("FN:" + name.replace(",", "\\,")), f'Name,Email\n"{name}",k@example.com\n'):
        reading = read(text)
        assert reading.records[0].values["name"] == name
        assert "looks like the last name first" in " ".join(reading.notes)


def test_capitals_are_asked_about() -> None:
    reading = read(f"{LINKEDIN}KEVIN,MCALLISTER,,,,,\nJO,,,,,,\nBo,Reed,,,,,\nann,lee,,,,,\nbabcia,,,,,,\n")

    assert [each.values["name"] for each in reading.records] == [
        "KEVIN MCALLISTER", "JO", "Bo Reed", "ann lee", "babcia",
    ]  # fmt: skip
    capitals, none = reading.notes
    assert capitals.startswith("row 2: the name 'KEVIN MCALLISTER' is in capitals")
    assert none.startswith("row 5: the name 'ann lee' is without capitals")


def test_who_adds_a_certificate_to_the_name_is_no_second_person(tree: Path) -> None:
    profile = "name: A\ncontacts:\n  - name: Priya Raman\n"
    (tree / "profile.yaml").write_text(profile, encoding="utf-8")
    (tree / "c.csv").write_text(f'{LINKEDIN}Priya,"Raman, CPIM",,,Quay,Planner,\n', encoding="utf-8")

    assert run("import", "c.csv", "--apply", cwd=tree).code == 0
    assert (tree / "profile.yaml").read_text(encoding="utf-8") == f"{profile}    company: Quay\n    title: Planner\n"


# Cards


@pytest.mark.parametrize("version", ["2.1", "3.0", "4.0"])
@pytest.mark.parametrize("comma", [",", "\\,"])
def test_a_comma_is_text_where_the_standard_has_no_list(comma: str, version: str) -> None:
    card = (
        f"BEGIN:VCARD\r\nVERSION:{version}\r\nFN:Ada Quill\r\nN:Quill;Ada;;;\r\nORG:Brightwater{comma} Inc.;Sales\r\n"
        f"TITLE:Head{comma} acting\r\n"
        f"ADR:;;88 Oak{comma} Apt 4;York;;YO1 7HH;England\r\nCATEGORIES:a,b\r\nEND:VCARD\r\n"
    )

    assert values(card) == [
        {
            "name": "Ada Quill",
            "company": "Brightwater, Inc.",
            "title": "Head, acting",
            "post": ("88 Oak, Apt 4", "York", "YO1 7HH", "England"),
            "groups": ("a", "b"),
        }
    ]


@pytest.mark.parametrize("between", ["\ufeff", "\n\n", "  ", "\ufeff\ufeff", "\r\n\ufeff", "\u200b"])
def test_every_card_is_read_whatever_stands_between_two(between: str) -> None:
    card = "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:{}\r\nEND:VCARD\r\n"
    text = card.format("Ada") + between + card.format("Bo") + between + card.format("Cy")

    assert [each["name"] for each in values(text)] == ["Ada", "Bo", "Cy"]


def test_a_card_without_an_end_is_named_and_the_others_come_in() -> None:
    text = CARD.format("FN:Ada").replace("END:VCARD\r\n", "") + CARD.format("FN:Bo")
    reading = read(text)

    assert [each.values["name"] for each in reading.records] == ["Bo"]
    assert [(each.row, each.reason) for each in reading.skipped] == [
        (1, "Ada: cut off: another card begins before it ends")
    ]


@pytest.mark.parametrize("before", ["NOTE:caf\u00e9", "NOTE;ENCODING=QUOTED-PRINTABLE:caf=C3=A9 and="])
@pytest.mark.parametrize("begin", ["BEGIN:VCARD", "  begin:vcard", "\t BEGIN:VCARD", "\ufeff BEGIN:VCARD"])
@pytest.mark.parametrize("encoding", ["utf-8", "cp1252"])
def test_a_card_begins_however_the_one_before_it_was_left(before: str, begin: str, encoding: str) -> None:
    text = CARD.format(f"FN:Ada\r\n{before}").replace("END:VCARD\r\n", "") + CARD.format("FN:Bo")[11:]
    text = text.replace("\r\nVERSION:3.0\r\nFN:Bo", f"{begin}\r\nVERSION:3.0\r\nFN:Bo")
    reading = read_foreign(text.encode(encoding, "ignore"), file="all.vcf")

    assert [each.values["name"] for each in reading.records] == ["Bo"]
    assert [each.reason for each in reading.skipped] == ["Ada: cut off: another card begins before it ends"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize("left", range(1, 12))
def test_a_file_that_ends_in_a_cards_first_line_is_cut_off(left: int, encoding: str) -> None:
    data = (CARD.format("FN:Ada") + "BEGIN:VCARD"[:left]).encode(encoding)
    for cut in (data, data[:-1]) if encoding == "utf-16" and left > 1 else (data,):
        with pytest.raises(JobnetError, match="in the middle of card 2: the file is cut off"):
            read_foreign(cut, file="all.vcf")


@pytest.mark.parametrize("seam", ["", "SOUND:AAAABEGIN:VCARD\r\n", "NOTE:END:VCARDBEGIN:VCARD\r\n"])
def test_two_cards_that_ran_into_one_give_neither_the_others_address(seam: str) -> None:
    first = CARD.format("N:Quill;Ada\r\nEMAIL:ada@example.com").replace("END:VCARD\r\n", "")
    second = CARD.format("FN:Bo Lund\r\nEMAIL:bo@example.com").replace("BEGIN:VCARD\r\n", "")
    reading = read(CARD.format("FN:Cy") + first + seam + second)

    assert [each.values for each in reading.records] == [{"name": "Cy"}]
    assert [each.reason for each in reading.skipped] == ["Ada Quill, Bo Lund: two cards ran into one"]


def test_what_stands_behind_an_end_on_its_line_is_the_next_cards() -> None:
    reading = read(CARD.format("FN:Ada").rstrip() + CARD.format("FN:Bo").removeprefix("BEGIN:VCARD\r\n"))

    assert [each.values["name"] for each in reading.records] == ["Ada"]
    assert [each.reason for each in reading.skipped] == ["Bo: its beginning is missing"]


def test_a_card_inside_another_takes_nobodys_place() -> None:
    reading = read(CARD.format(f"AGENT:\r\n{CARD.format('FN:Bo')}FN:Ada"))

    assert [each.values["name"] for each in reading.records] == ["Bo"]
    assert [each.reason for each in reading.skipped][1:] == ["Ada: its beginning is missing"]


def test_what_seems_to_be_a_card_inside_another_is_said() -> None:
    assert "2 cards begin in it and 1 were found" in read(CARD.format("FN:Ada\r\nNOTE:BEGIN:VCARD")).notes[0]


_ADA, _BO = CARD.format("FN:Ada Quill"), CARD.format("FN:Bo Lund")
_TABLE = "Name,Email,Phone,Company\r\nAda Quill,ada@example.com,,\r\n"


@pytest.mark.parametrize("wide", ["utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize(("one", "other"), [(_ADA, _BO), (_TABLE, _TABLE)])
def test_a_file_of_two_encodings_is_refused_and_not_half_read(one: str, other: str, wide: str) -> None:
    turned = "\ufeff".encode("utf-16-be") + other.encode("utf-16-be")
    files = [one.encode(wide) + other.encode(), one.encode() + other.encode(wide)]
    for data in [*files, one.encode("utf-16-le") + turned]:
        with pytest.raises(JobnetError, match="part of it is in UTF-16 and part is not"):
            read_foreign(data, file="all")

    with pytest.raises(JobnetError, match="part of it is in UTF-16 and part is not"):
        read_foreign(one.encode(wide) + b"\xef\xbb\xbfbegin:vcard ", file="all")  # cut off right there

    long = CARD.format(f"FN:{'山田健一' * 40}").encode(wide)
    assert len(read_foreign(long, file="all.vcf").records) == 1


@pytest.mark.parametrize(
    "unused",
    [
        "PHOTO;ENCODING=b;TYPE=png:data:image/png;base64,iVBORw0KGgo",
        "PHOTO;ENCODING=b;TYPE=JPEG:/9j/4AAQ SkZJ!!\r\n gAAAAD/7QA4UGhvdG9z",
        "PHOTO;ENCODING=BASE64:====",
        "KEY;ENCODING=b:\u00ff",
        "BDAY:31/31/1980",
        "GEO:here",
        "X-AB-SOMETHING;;;=:x",
        "NOTE;ENCODING=QUOTED-PRINTABLE;CHARSET=none:=ZZ=",
        "AGENT:",
        "REV",
        "item1.X-ABDATE;type=pref:nonsense",
    ],
)
def test_nobody_is_lost_for_a_property_that_is_not_used(unused: str) -> None:
    assert values(CARD.format(f"N:Quill;Ada;;;\r\n{unused}\r\nFN:Ada Quill\r\nEMAIL:ada@example.com")) == [
        {"name": "Ada Quill", "email": "ada@example.com"}
    ]


def test_an_address_book_around_the_cards_is_read() -> None:
    text = f"BEGIN:VADDRESSBOOK\r\n{CARD.format('FN:Ada')}{CARD.format('FN:Bo')}END:VADDRESSBOOK\r\n"

    assert [each["name"] for each in values(text)] == ["Ada", "Bo"]


@pytest.mark.parametrize(
    ("address", "lines"),
    [
        (";;88 Oak;Zanesville;OH;43701;United States", ("88 Oak", "Zanesville, OH 43701", "United States")),
        (";;88 Oak;Zanesville;OH;43701;", ("88 Oak", "Zanesville, OH 43701")),
        (";Floor 2;1 Rue;Toronto;ON;M5V 2T6;Canada", ("1 Rue", "Floor 2", "Toronto ON M5V 2T6", "Canada")),
        (";;Hauptstr. 1;Nürnberg;;90402;Germany", ("Hauptstr. 1", "90402 Nürnberg", "Germany")),
        (";;1 High St;Leeds;West Yorkshire;LS1 1AA;UK", ("1 High St", "Leeds", "West Yorkshire", "LS1 1AA", "UK")),
        (";;Calle 1;Alcalá;Madrid;28801;España", ("Calle 1", "28801 Alcalá", "Madrid", "España")),
        (";;1-2-3 Ginza;Chuo-ku;Tokyo;104-0061;Japan", ("1-2-3 Ginza", "Chuo-ku, Tokyo 104-0061", "Japan")),
        (";;1 MG Road;Bengaluru;Karnataka;560001;India", ("1 MG Road", "Bengaluru, Karnataka 560001", "India")),
        (";;Rua A 5;São Paulo;SP;01310-100;Brasil", ("Rua A 5", "São Paulo, SP 01310-100", "Brasil")),
        (";;1 Queen St;Auckland;;1010;New Zealand", ("1 Queen St", "Auckland 1010", "New Zealand")),
        ("PO Box 1;;;Perth;WA;6000;Australia", ("PO Box 1", "Perth WA 6000", "Australia")),
    ],
)
def test_an_address_keeps_its_region_in_the_order_of_its_country(address: str, lines: tuple[str, ...]) -> None:
    assert values(CARD.format(f"FN:Ada\r\nADR:{address}"))[0]["post"] == lines


def test_the_country_that_an_iphone_notes_beside_the_address_counts() -> None:
    card = "FN:Ada\r\nitem3.ADR;type=HOME:;;88 Oak;Bern;BE;3001;\r\nitem3.X-ABADR:ch\r\nitem4.X-ABADR:us"

    assert values(CARD.format(card))[0]["post"] == ("88 Oak", "3001 Bern", "BE")


def test_two_titles_before_a_name_are_parted_by_a_space() -> None:
    assert values(CARD.format("N:Quill;Ada;;Prof.,Dr.;\r\nFN:Ada Quill"))[0]["honorific"] == "Prof. Dr."


def test_a_fax_is_no_telephone() -> None:
    assert values(CARD.format("FN:Ada\r\nTEL;TYPE=WORK,FAX:1\r\nTEL;TYPE=CELL:2")) == [{"name": "Ada", "phone": "2"}]


# Tables


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("21-09-2026", "2026-09-21"),
        ("09-21-2026", "2026-09-21"),
        ("21.9.26", "2026-09-21"),
        ("2026/09/21", "2026-09-21"),
        ("2026.09.21", "2026-09-21"),
        ("20260921", "2026-09-21"),
        ("2026-09-21T08:15:00Z", "2026-09-21"),
        ("2026-09-21 08:15", "2026-09-21"),
        ("21 September 2026", "2026-09-21"),
        ("Sept 21, 2026", "2026-09-21"),
        ("September 21st, 2026", "2026-09-21"),
        ("21st of Sep 2026", "2026-09-21"),
        ("21. September 2026", "2026-09-21"),
        ("Monday, September 21, 2026", "2026-09-21"),
        ("Mon 21 Sep 2026", "2026-09-21"),
        ("05-05-2026", "2026-05-05"),
        ("21-Sep-26", "2026-09-21"),
    ],
)
def test_every_date_that_is_one_day_is_read(typed: str, day: str) -> None:
    assert values(f'company,position,date applied\nFennel,Baker,"{typed}"\n')[0]["applied"] == day


def test_a_date_that_could_be_two_is_left_out_alone(tree: Path) -> None:
    (tree / "profile.yaml").write_text("name: A\napplications:\n  - {company: Zed, position: Cook}\n", encoding="utf-8")
    rows = "company,position,status,date applied\nFennel,Baker,Applied,05-06-2026\nQuay,Cook,Applied,\n"
    (tree / "jobs.csv").write_text(rows, encoding="utf-8")

    ran = run("import", "jobs.csv", "--apply", cwd=tree)

    assert (tree / "profile.yaml").read_text(encoding="utf-8").endswith("  - company: Fennel\n    position: Baker\n")
    assert "row 2: '05-06-2026' is no date, or could be two" in ran.err
    assert "row 3: Cook at Quay" in ran.err


def test_a_column_that_tells_which_number_is_the_month_tells_it_for_all() -> None:
    rows = "company,position,date applied\nA,Baker,05-06-2026\nB,Baker,21-06-2026\nC,Baker,06-07-2026\n"

    assert [each["applied"] for each in values(rows)] == ["2026-06-05", "2026-06-21", "2026-07-06"]


def test_a_date_that_may_begin_with_the_year_is_read_where_its_column_tells() -> None:
    rows = "company,position,date applied\nA,Baker,26-11-03\nB,Baker,25-12-11\n"

    assert ["applied" in each for each in values(rows)] == [False, False]
    assert [each.get("applied") for each in values(f"{rows}C,Baker,15-11-26\n")][2] == "2026-11-15"
    assert values(rows.replace("25-12-11", "15-11-26").replace("26-11-03", "26-11-26"))[0]["applied"] == "2026-11-26"


def test_a_rejection_without_a_day_does_not_come_in_as_a_live_application() -> None:
    for column in ("List", "Status", "Where it stands"):
        reading = read(
            f"Title,Company,{column},Date Applied\nBaker,Fennel,Rejected,2026-10-01\nCook,Quay,Applied,2026-10-02\n"
        )
        assert [each.values["company"] for each in reading.records] == ["Quay"]
        assert "jobnet log Fennel rejected --on DATE" in reading.skipped[0].reason


@pytest.mark.parametrize(
    ("columns", "cells", "end"),
    [
        ("Kanban", "Closed - Rejected", "rejected"),
        ("Status", "Rejected after the final round", "rejected"),
        ("Status,Outcome", "Applied,Turned down", "rejected"),
        ("Status,Rejected", "Applied,yes", "rejected"),
        ("Rejected", "x", "rejected"),
        ("Stage", "I withdrew my application", "withdrawn"),
        ("Stage", "Rejected by me", "withdrawn"),
        ("Stage", "Offer turned down by me", "declined"),
        ("Stage", "I was rejected", "rejected"),
        ("Status", "Not moving forward", "rejected"),
        ("Status", "No Response 👻", "no_response"),
        ("Status", "Absage erhalten", "rejected"),
        ("Status", "Abgelehnt nach Gespräch", "rejected"),
        ("Status", "Keine Rückmeldung", "no_response"),
        ("Statut", "Candidature refusée", "rejected"),
        ("Statut", "Sans réponse", "no_response"),
        ("Estado", "Rechazado", "rejected"),
        ("Estado", "Descartada tras la entrevista", "rejected"),
    ],
)
def test_an_end_is_seen_wherever_a_tracker_says_it(columns: str, cells: str, end: str) -> None:
    table = f"Company,Position,Date Applied,{columns}\nFennel,Baker,2026-10-01,{cells}\nQuay,Cook,2026-10-02,Applied\n"
    reading = read(table)

    assert [each.values["company"] for each in reading.records] == ["Quay"]
    assert f"jobnet log Fennel {end} --on DATE" in reading.skipped[0].reason


def test_rows_of_a_stage_that_is_not_known_are_all_named() -> None:
    rows = "".join(f"Quay,Cook {number},Round 2,2026-10-01\n" for number in range(30))
    reading = read(f"Company,Position,Status,Date Applied\n{rows}")

    assert reading.notes == (
        f"rows {', '.join(map(str, range(2, 32)))}: 'Round 2' is no stage known to jobnet; it is left out",
    )


def test_a_ticked_interview_without_a_day_is_said() -> None:
    reading = read("Company,Position,Date Applied,Interviewed\nFennel,Baker,2026-10-01,yes\nQuay,Cook,2026-10-02,no\n")

    assert reading.notes == ("row 2: 'interview' has no date; it is left out",)


def test_columns_that_nobody_understands_are_named() -> None:
    reading = read("Title,Company,Salary,Mood,Date Applied,Empty\nBaker,Fennel,9,good,2026-10-01,\n")

    assert reading.notes == ("columns that were not read: salary, mood",)


@pytest.mark.parametrize("last", ['"Cy Dee",cy@example.com', 'Cy Dee",cy@example.com'])
def test_rows_that_a_missing_quotation_mark_runs_into_one_are_refused(last: str) -> None:
    table = f'Name,Email\n"Ann Marsh,ann@example.com\nBo Li,bo@example.com\n{last}\n'

    with pytest.raises(JobnetError, match=r"row 2 goes on to row 4: a quotation mark is missing"):
        read(table)


def test_a_quotation_mark_inside_a_cell_is_text() -> None:
    table = 'Name,Email,Notes\n"Ann "Annie" Marsh",ann@example.com,"two\nlines, ""quoted"""\nBo Li,bo@example.com,\n'

    assert [each["email"] for each in values(table)] == ["ann@example.com", "bo@example.com"]


def test_days_of_a_tracker_of_their_own_columns_are_read() -> None:
    header = "Title,Company,List,Date Applied,Date Interviewed,Date Offered\n"
    (found,) = values(f"{header}Baker,Fennel,Offer,2026-10-01,2026-10-05,2026-10-09\n")

    assert (found["applied"], found["interview"], found["offer"]) == ("2026-10-01", "2026-10-05", "2026-10-09")


def test_address_books_are_not_taken_for_job_applications() -> None:
    thunderbird = (
        "First Name,Last Name,Display Name,Primary Email,Work Phone,Job Title,Organization\n"
        "Ada,Quill,Ada Quill,ada@example.com,,Head,Quay\n"
    )
    simple = "Name,Email,Phone,Company\nAda Quill,ada@example.com,,Quay\n"

    assert (read(thunderbird).format, read(simple).format) == ("Thunderbird contacts", "contacts")
    assert values(thunderbird) == [
        {"name": "Ada Quill", "email": "ada@example.com", "company": "Quay", "title": "Head"}
    ]
    assert values(simple) == [{"name": "Ada Quill", "email": "ada@example.com", "company": "Quay"}]


@pytest.mark.parametrize(
    "header",
    [
        "Vorname,Nachname,E-Mail-Adresse,Firma,Position",
        "First,Last,Work Email,Company,Role",
        "First Name,Last Name,Email,Company,Job Title,Date Added",
        "Given Name,Family Name,Email,Employer,Role,Created,Updated",
    ],
)
def test_a_table_of_people_is_no_tracker_for_the_day_it_was_made(header: str) -> None:
    assert values(f"{header}\nAda,Quill,ada@example.com,Brightwater,Head,2026-01-02,2026-01-03\n") == [
        {"name": "Ada Quill", "email": "ada@example.com", "company": "Brightwater", "title": "Head"}
    ]


def test_what_a_program_writes_for_no_company_is_none() -> None:
    rows = "First Name,Last Name,Email,Phone,Company,Job Title\nAda,Null,ada@example.com,null,NULL,None\n"

    assert values(rows) == [{"name": "Ada Null", "email": "ada@example.com"}]


def test_a_tracker_with_a_contact_in_it_is_a_tracker() -> None:
    rows = (
        "Company,Position,Name,Email,Status,Date Applied\nFennel,Baker,Ada Quill,ada@example.com,Applied,2026-10-01\n"
    )

    assert values(rows) == [{"company": "Fennel", "position": "Baker", "applied": "2026-10-01"}]


# There and back

PEOPLE = (
    Contact(
        name="Ada Quill", email="ada@example.com", phone="+44 113 496-0147", company="Acme;=cmd|x", groups=("a", "b")
    ),
    Contact(name="=Bo", phone="(0113) 4960147", title="＝1+1", company="Old Mill"),
)


def test_a_table_that_was_given_out_comes_back() -> None:
    found = [dict(each.values) for each in read(contacts_as_csv(PEOPLE)).records]

    assert found[0]["phone"] == "+44 113 496-0147"
    assert [each["name"] for each in found] == ["Ada Quill", "=Bo"]
    assert found[0]["groups"] == ("a", "b")
    assert found[1]["title"] == "＝1+1"


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_no_cell_is_a_formula_whatever_the_spreadsheet_parts_cells_by(delimiter: str) -> None:
    for row in csv.reader(io.StringIO(contacts_as_csv(PEOPLE)), delimiter=delimiter):
        assert [cell for cell in row if cell.strip()[:1] in set("=-@＝＋－＠")] == []


def test_a_uid_belongs_to_the_person() -> None:
    def uid(contact: Contact) -> str:
        return next(line for line in as_vcards([contact]).split("\r\n") if line.startswith("UID:"))

    assert uid(PEOPLE[1]) == uid(Contact(name="=Bo", company="New Mill", email="bo@example.com"))
    assert uid(PEOPLE[0]) != uid(PEOPLE[1])


@pytest.mark.parametrize("sign", ["™", "®", "℠", "©", "(TM)", " (R)", "ⓒ"])
def test_a_sign_after_a_company_is_not_part_of_it(sign: str, tree: Path) -> None:
    (tree / "profile.yaml").write_text("name: A\ntarget_companies: [Maple Fork Schools]\n", encoding="utf-8")
    (tree / "c.csv").write_text(f"{LINKEDIN}Ada,Quill,,,Maple Fork Schools{sign},Coach,\n", encoding="utf-8")

    assert run("import", "c.csv", "--match", "--apply", cwd=tree).code == 0
    assert "Ada Quill" in (tree / "profile.yaml").read_text(encoding="utf-8")
    assert "works there: Ada Quill" in run("who", cwd=tree).out
    profile, _ = read_profile(
        f"name: A\ncontacts: [{{name: B, knows: [Maple Fork{sign}]}}]\n"
        f"applications: [{{company: Maple Fork{sign}, position: Cook}}]\n".encode(),
        file="p",
    )
    assert [*profile.applications_at("Maple Fork")] == [*profile.applications]
    assert knows_people_at(profile, profile.contacts[0], "Maple Fork")


def test_who_is_at_a_company_called_much_like_a_target_is_shown_first(tree: Path) -> None:
    text = "name: A\ntarget_companies: [Buckeye Freight & Storage, Scioto Cold Chain, Old Mill]\n"
    (tree / "profile.yaml").write_text(text, encoding="utf-8")
    rows = "".join(f"Ada,Q{n},,,Firm {n},Coach,\n" for n in range(40))
    near = "Bo,Li,,,Buckeye Freight,Coach,\nCy,Li,,,Sciotto Cold Chain,Coach,\nDi,Li,,,Old Court,Coach,\n"
    (tree / "c.csv").write_text(LINKEDIN + rows + near, encoding="utf-8")

    passed = [
        line for line in run("import", "c.csv", "--match", cwd=tree).err.splitlines() if "Passed over: row" in line
    ]

    assert "row 42: Bo Li at Buckeye Freight: is that Buckeye Freight & Storage?" in passed[0]
    assert "row 43: Cy Li at Sciotto Cold Chain: is that Scioto Cold Chain?" in passed[1]
    assert "row 2: Ada Q0 (at none of your target companies)" in passed[2]


def test_a_sign_on_the_target_does_not_matter_either() -> None:
    profile, _ = read_profile("name: A\ntarget_companies: [Maple™ Fork]\n".encode(), file="p")

    assert profile.target("Maple Fork") is profile.target("Maple Fork®") is profile.target_companies[0]


@pytest.mark.parametrize(
    "text",
    [
        CARD.format("FN:Ada\r\nNOTE;ENCODING=QUOTED-PRINTABLE:" + "x=\r\n" * 200_000 + "x"),
        CARD.format("FN:Ada\r\nPHOTO;ENCODING=b:" + "AAAA\r\n " * 200_000),
        CARD.format("FN:Ada\r\nNOTE" + ';A="b"' * 50_000 + '"'),
        CARD.format("FN:Ada\r\nADR:" + ";" * 200_000 + "\\"),
        "Name,Email\n" + "".join(f"Ada,a{number}@example.com\n" for number in range(3000)),
        CARD.format("FN:Ada\r\n" + "".join(f"EMAIL:a{number}@example.com\r\n" for number in range(50_000))),
        f"Name,Email{',x' * 200_000}\nAda,a@example.com{',y' * 200_000}\n",
        f"Name,Email\nAda Bell{' MBA' * 60_000},a@example.com\nAda,b@example.com\n",
        "Name,Email\n" + "Ada,\n" * 8_000,
        f"Company,Position,Applied,{','.join(map(str, range(8000)))}\nOak,Cook{',2026-10-01' * 9}\n"
        + "Quay,Cook,x\n" * 8000,
        "Company,Position,Applied\n" + "".join(f"Quay,Cook {number},2026-10-01\n" for number in range(10_000)),
        "".join(
            CARD.format(
                "FN:Ada\r\nEMAIL:a@example.com\r\n" + "".join(f"EMAIL:{n}.{m}@example.com\r\n" for m in range(400))
            )
            for n in range(100)
        ),
    ],
    ids=[
        "soft breaks",
        "folds",
        "parameters",
        "fields",
        "namesakes",
        "addresses",
        "columns",
        "certificates",
        "one name",
        "short rows",
        "one company",
        "shared",
    ],
)
def test_a_file_made_to_take_long_does_not(text: str, tree: Path) -> None:
    (tree / "profile.yaml").write_text("name: A\n", encoding="utf-8")
    (tree / "book").write_text(text, encoding="utf-8", newline="")

    assert run("import", "book", cwd=tree, timeout=30).code == 0


def test_what_is_too_long_to_be_a_name_is_left_out_and_said(tree: Path) -> None:
    (tree / "profile.yaml").write_text("name: A\n", encoding="utf-8")
    (tree / "book.csv").write_text(f"Name,Email,Company\nAda Bell,a@example.com,{'x' * 9000}\n", encoding="utf-8")

    ran = run("import", "book.csv", cwd=tree)

    assert "1 to add" in ran.err
    assert "(it has 9000 letters; 2000 are the limit.)" in ran.err


@pytest.mark.parametrize(
    "table",
    [
        "Vorname;Nachname;Firma;Telefon geschäftlich;E-Mail-Adresse\nEva;Klein;Kleinbrot;030 1;eva@example.com",
        "Vorname,Nachname,Organisation,Tel. dienstlich,Primäre E-Mail-Adresse\nEva,Klein,Kleinbrot,030 1,eva@example.com",
        "Titre;Prénom;Nom;Société;Téléphone (bureau);Adresse de messagerie\n;Eva;Klein;Kleinbrot;030 1;eva@example.com",
        "Nombre,Apellidos,Organización,Teléfono móvil,Correo electrónico\nEva,Klein,Kleinbrot,030 1,eva@example.com",
        "Name;Vorname;Firma;Telefon;E-Mail\nKlein;Eva;Kleinbrot;030 1;eva@example.com",
        "Name;Vorname;Firma;Telefon;E-Mail\nEva Klein;Eva;Kleinbrot;030 1;eva@example.com",
        "Nom complet;Société;Téléphone;Courriel\nEva Klein;Kleinbrot;030 1;eva@example.com",
        "Nombre,Apellido,Empresa,Teléfono,Correo\nEva,Klein,Kleinbrot,030 1,eva@example.com",
    ],
    ids=[
        "Outlook, German",
        "Thunderbird, German",
        "Outlook, French",
        "Outlook, Spanish",
        "by hand",
        "both",
        "whole",
        "one",
    ],
)
def test_an_address_book_in_the_languages_of_the_letters(table: str) -> None:
    (record,) = read_foreign(table.encode(), file="contacts.csv").records

    assert record.values == {"name": "Eva Klein", "email": "eva@example.com", "phone": "030 1", "company": "Kleinbrot"}


@pytest.mark.parametrize(
    ("table", "day"),
    [
        ("Firma;Stelle;Status;Beworben am\nKleinbrot;Bäcker;Beworben;03.11.2026", "2026-11-03"),
        ("Firma;Stelle;Status;Beworben am\nKleinbrot;Bäcker;Beworben;3. März 2026", "2026-03-03"),
        ("Entreprise;Poste;Statut;Date de candidature\nKleinbrot;Bäcker;Postulé;1er juillet 2026", "2026-07-01"),
        ("Entreprise;Poste;Statut;Date de candidature\nKleinbrot;Bäcker;Postulé;12 août 2026", "2026-08-12"),
        ("Empresa,Puesto,Estado,Fecha de solicitud\nKleinbrot,Bäcker,Aplicado,3 de enero de 2026", "2026-01-03"),
    ],
)
def test_a_tracker_in_the_languages_of_the_letters(table: str, day: str) -> None:
    (record,) = read_foreign(table.encode(), file="tracker.csv").records

    assert record.values == {"company": "Kleinbrot", "position": "Bäcker", "applied": day}


def test_a_stage_that_is_not_known_is_said_where_the_date_is_not_read_either() -> None:
    table = "company,position,status,date applied\nFennel,Baker,Avvisad,03/04/2026\n"

    assert (
        "row 2: 'Avvisad' is no stage known to jobnet; it is left out" in read_foreign(table.encode(), file="t").notes
    )


@pytest.mark.parametrize(
    ("charset", "name"), [("windows-1251", "Мария Иванова"), ("SHIFT_JIS", "山田 太郎"), ("ISO-8859-2", "Łukasz Žižek")]
)
def test_a_card_of_an_old_phone_is_read_in_the_charset_that_its_lines_name(charset: str, name: str) -> None:
    card = f"BEGIN:VCARD\r\nVERSION:2.1\r\nFN;CHARSET={charset}:{name}\r\nEMAIL:m@example.com\r\nEND:VCARD\r\n"

    reading = read_foreign(card.encode(charset), file="old.vcf")

    assert [each.values["name"] for each in reading.records] == [name]
    assert reading.notes == ()


def test_a_card_that_is_called_as_its_company_and_has_no_name_of_a_person_is_a_company() -> None:
    cards = (
        "BEGIN:VCARD\nFN:Quay Bros\nN:;;;;\nORG:Quay Bros;Sales\nEND:VCARD\n"
        "BEGIN:VCARD\nFN:Ann Marsh\nN:Marsh;Ann;;;\nORG:Ann Marsh\nEND:VCARD\n"
    )

    reading = read_foreign(cards.encode(), file="a.vcf")

    assert [each.values["name"] for each in reading.records] == ["Ann Marsh"]
    assert [each.reason for each in reading.skipped] == ["not a person but a company"]


@pytest.mark.parametrize("status", ["Offer accepted", "No longer interested", "Rescinded"])
def test_a_job_that_is_over_does_not_come_in_as_a_live_one(status: str) -> None:
    table = f"Company,Position,Status,Date Applied\nQuay,Cook,{status},2026-09-04\nOak,Cook,Applied,2026-09-04\n"

    assert [each.values["company"] for each in read_foreign(table.encode(), file="t.csv").records] == ["Oak"]


@pytest.mark.parametrize(
    "header",
    [
        "Vorname,Nachname,URL,E-Mail-Adresse,Unternehmen,Position,Vernetzt am",
        "Prénom,Nom,URL,Adresse e-mail,Entreprise,Poste,Connecté le",
        "Nombre,Apellidos,URL,Dirección de correo electrónico,Empresa,Cargo,Conectado el",
    ],
)
def test_connections_are_read_in_each_language_of_letters(header: str) -> None:
    reading = read_foreign(
        f"Notes :\n\n{header}\nAnn,Marsh,u,a@example.com,Quay,Cook,1.2.2024\n".encode(), file="c.csv"
    )

    assert [dict(each.values) for each in reading.records] == [
        {"name": "Ann Marsh", "email": "a@example.com", "company": "Quay", "title": "Cook"}
    ]


# Several of one thing


def test_of_two_columns_of_one_name_both_are_read_or_named() -> None:
    reading = read("Name,Email,Email,Phone,Phone\nAnn Lee,ann@example.com,lee@example.com,0113 4960147,0113 4960148\n")

    assert reading.records[0].values["email"] == "ann@example.com"
    assert reading.records[0].addresses == ("ann@example.com", "lee@example.com")
    assert reading.notes == ("columns that were not read: phone 2",)
    assert read("Name,Email,Email\nAnn Lee,,lee@example.com\n").records[0].values["email"] == "lee@example.com"
    assert read(f"{LINKEDIN.strip()},Company\nAnn,Lee,,,Oak,Cook,7-Feb-22,Elm\n").notes == (
        "columns that were not read: company 2",
    )


def test_of_two_columns_of_one_name_in_a_tracker_the_second_is_named() -> None:
    reading = read("Company,Position,Date Applied,Location,Location\nOak,Cook,2026-09-01,York,Leeds\n")

    assert reading.records[0].values["location"] == "York"
    assert reading.notes == ("columns that were not read: location 2",)


def test_what_a_person_has_besides_is_named(tree: Path) -> None:
    (tree / "profile.yaml").write_text("name: Dana Whitlock\n", encoding="utf-8")
    lines = "FN:Ann Lee\r\nEMAIL:ann@example.com\r\nEMAIL:lee@example.com\r\nTEL:0113 4960147\r\nTEL:tel:+44113496\r\nORG:Oak\r\nORG:Elm"
    (tree / "a.vcf").write_text(CARD.format(lines), encoding="utf-8")

    assert (
        "Left out, a profile has room for one: row 1: Ann Lee: lee@example.com, +44113496, Elm\n"
        in run("import", "a.vcf", "--apply", cwd=tree).err
    )
    assert "row 1: Ann Lee: lee@example.com" in run("import", "a.vcf", cwd=tree).err


@pytest.mark.parametrize(
    "typed",
    [
        "MAILTO:ann@example.com",
        "mailto:ann%40example.com?subject=Hello",
        "Ann Lee <ann@example.com>",
        "<ann@example.com>",
    ],
)
def test_an_address_is_taken_as_it_is_meant(typed: str) -> None:
    expected = [{"name": "Ann Lee", "email": "ann@example.com"}]

    assert values(CARD.format(f"FN:Ann Lee\r\nEMAIL:{typed}")) == expected
    assert values(f"Name,Email\nAnn Lee,{typed}\n") == expected


def test_a_bad_address_does_not_hide_the_good_one() -> None:
    reading = read(CARD.format("FN:Ann Lee\r\nEMAIL;PREF=1:ann@@example\r\nEMAIL:ann@example.com"))

    assert reading.records[0].values["email"] == "ann@example.com"
    assert reading.records[0].others == ("ann@@example",)
