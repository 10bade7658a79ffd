"""Foreign files as they are met in the wild; every person and company in them is invented."""

from __future__ import annotations

import pytest

from jobnet.errors import JobnetError
from jobnet.importing.formats import KINDS, read_foreign
from jobnet.importing.records import Reading, Skipped

PREAMBLE = 'Notes:\n"When exporting your connection data, you may notice that some addresses are missing."\n\n'
CONNECTIONS = (
    "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
    'Bea,Li,https://example.com/in/bea,bea@example.com,"Fennel, Rye & Sons",Buyer,12 Mar 2024\n'
    ",,,,,,\n"
    "Ólöf,,https://example.com/in/olof,,Northlight,Nurse,7-Feb-22\n"
    ",,https://example.com/in/nobody,,Someone Ltd,Boss,7-Feb-22\n"
)


def values(reading: Reading) -> list[dict[str, object]]:
    return [dict(record.values) for record in reading.records]


PEOPLE = [
    {"name": "Bea Li", "email": "bea@example.com", "company": "Fennel, Rye & Sons", "title": "Buyer"},
    {"name": "Ólöf", "company": "Northlight", "title": "Nurse"},
]


@pytest.mark.parametrize(
    "data",
    [
        (PREAMBLE + CONNECTIONS).encode(),
        ('"Notes:"\n' + PREAMBLE.split("\n", 1)[1] + CONNECTIONS).encode(),
        CONNECTIONS.encode(),
        b"\xef\xbb\xbf" + (PREAMBLE + CONNECTIONS).replace("\n", "\r\n").encode(),
        (PREAMBLE + CONNECTIONS).encode("utf-16"),
    ],
    ids=["preamble", "quoted preamble", "no preamble", "BOM and CRLF", "UTF-16"],
)
def test_linkedin_connections_are_read_whatever_stands_before_the_header(data: bytes) -> None:
    reading = read_foreign(data, file="Connections.csv")

    assert reading.format == "LinkedIn connections"
    assert values(reading) == PEOPLE
    assert [skipped.reason for skipped in reading.skipped] == ["empty row", "no name"]


def test_skipped_rows_are_named_by_their_line() -> None:
    reading = read_foreign(CONNECTIONS.encode(), file="c.csv")

    assert reading.skipped == (Skipped(3, "empty row"), Skipped(5, "no name"))


def test_a_legacy_encoding_is_read_and_said() -> None:
    people = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n" + "".join(
        f"Zoë{n},Müller,,,Bäckerei Grün,Geschäftsführer für Öffentlichkeitsarbeit,12 Mar 2024\n" for n in range(20)
    )

    reading = read_foreign(people.encode("cp1252"), file="c.csv")

    assert values(reading)[0]["name"] == "Zoë0 Müller"
    assert "not UTF-8" in reading.notes[0]


def test_linkedin_applications_leave_answers_out() -> None:
    data = (
        "Application Date,Contact Email,Contact Phone Number,Company Name,Job Title,Job Url,Resume Name,"
        "Question And Answers\n"
        '"11/20/24, 8:15 AM",me@example.com,,Tamar Preserves,Quality Manager,https://example.com/1,cv,"Salary? 70000"\n'
    )

    assert values(read_foreign(data.encode(), file="Job Applications.csv")) == [
        {
            "company": "Tamar Preserves",
            "position": "Quality Manager",
            "url": "https://example.com/1",
            "source": "LinkedIn",
            "applied": "2024-11-20",
        }
    ]


def test_linkedin_saved_jobs_are_interests() -> None:
    data = "Saved Date,Job Url,Job Title,Company Name\n" + '"10/13/26, 8:15 AM",https://example.com/2,Baker,Fennel\n'

    assert values(read_foreign(data.encode(), file="Saved Jobs.csv"))[0]["interested"] == "2026-10-13"


def test_google_contacts_of_both_ages() -> None:
    now = (
        "First Name,Middle Name,Last Name,Name Prefix,Organization Name,Organization Title,Labels,E-mail 1 - Label,"
        "E-mail 1 - Value,Phone 1 - Value\n"
        "Ted,,Alder,Dr.,Fennel,Baker,* myContacts ::: Choir,* Work,ted@example.com ::: t@example.org,+44 1\n"
    )
    older = (
        "Name,Given Name,Additional Name,Family Name,Group Membership,E-mail 1 - Type,E-mail 1 - Value,"
        "Organization 1 - Name,Organization 1 - Title\n"
        "Ted Alder,Ted,,Alder,* myContacts,* Work,ted@example.com,Fennel,Baker\n"
    )

    assert values(read_foreign(now.encode(), file="g.csv")) == [
        {
            "name": "Ted Alder",
            "email": "ted@example.com",
            "phone": "+44 1",
            "honorific": "Dr.",
            "family": "Alder",
            "company": "Fennel",
            "title": "Baker",
            "groups": ("Choir",),
        }
    ]
    assert values(read_foreign(older.encode(), file="g.csv")) == [
        {"name": "Ted Alder", "email": "ted@example.com", "company": "Fennel", "title": "Baker"}
    ]


def test_outlook_contacts() -> None:
    data = (
        "\ufeffTitle,First Name,Middle Name,Last Name,Suffix,Company,Job Title,Mobile Phone,Categories,E-mail Address\n"
        "Ms.,Ana,,Núñez Íñiguez,,Talleres,Engineer,555,Work;Choir,ana@example.com\n"
    )

    assert values(read_foreign(data.encode(), file="o.csv")) == [
        {
            "name": "Ana Núñez Íñiguez",
            "email": "ana@example.com",
            "phone": "555",
            "honorific": "Ms.",
            "family": "Núñez Íñiguez",
            "company": "Talleres",
            "title": "Engineer",
            "groups": ("Work", "Choir"),
        }
    ]


VCARDS = """BEGIN:VCARD\r
VERSION:3.0\r
FN:Ruth Abernathy-\r
 Long\r
N:Abernathy-Long;Ruth;;Dr.;\r
item1.EMAIL;type=INTERNET:ruth@example.com\r
item3.URL:https://example.com/in/ruth\r
item3.X-ABLabel:linkedin\r
ORG:Harbourside Bakers;Quality\r
TITLE:Head of Quality\r
CATEGORIES:work,choir\r
END:VCARD\r
BEGIN:VCARD\r
VERSION:4.0\r
FN:Luis Ruiz\r
EMAIL:luis@example.com\r
END:VCARD\r
BEGIN:VCARD\r
VERSION:4.0\r
KIND:org\r
FN:Harbourside Bakers\r
END:VCARD\r
BEGIN:VCARD\r
VERSION:2.1\r
FN;CHARSET=UTF-8;QUOTED-PRINTABLE:Ulrike M=C3=BCller\r
TEL;CELL:+49 1\r
END:VCARD\r
"""


def test_vcards_of_three_versions_in_one_file() -> None:
    reading = read_foreign(VCARDS.encode(), file="all.vcf")

    assert values(reading) == [
        {
            "name": "Ruth Abernathy-Long",
            "email": "ruth@example.com",
            "honorific": "Dr.",
            "family": "Abernathy-Long",
            "company": "Harbourside Bakers",
            "title": "Head of Quality",
            "groups": ("work", "choir"),
        },
        {"name": "Luis Ruiz", "email": "luis@example.com"},
        {"name": "Ulrike Müller", "phone": "+49 1"},
    ]
    assert reading.skipped == (Skipped(3, "not a person (org)"),)


def test_json_resume_gives_the_seeker() -> None:
    data = (
        '{"basics": {"name": "Nia Pargeter", "label": "Quality Manager", "email": "nia@example.com", "profiles": '
        '[{"network": "LinkedIn", "url": "https://example.com/in/nia"}]}, "skills": [{"name": "audits"}]}'
    )

    assert values(read_foreign(data.encode(), file="resume.json")) == [
        {
            "name": "Nia Pargeter",
            "email": "nia@example.com",
            "linkedin": "https://example.com/in/nia",
            "target_titles": ("Quality Manager",),
            "expertise": ("audits",),
        }
    ]


def test_huntr_stage_gets_its_only_date() -> None:
    data = (
        "id,createdAt,title,salary,location,url,listName,lastMovedAt,companyName\n"
        "1,2026-09-01 10:00:00,Baker,90000,-,https://example.com/3,Interview,2026-10-02 09:00:00,Fennel\n"
    )

    assert values(read_foreign(data.encode(), file="h.csv")) == [
        {"company": "Fennel", "position": "Baker", "url": "https://example.com/3", "interview": "2026-10-02"}
    ]


def test_any_tracker_is_read_by_what_its_columns_are_called() -> None:
    teal = (
        "Job Position,Company,Max. Salary,Location,Status,Date Saved,Date Applied\n"
        "Baker,Fennel,9,Bath,Applied,,2026-09-01\n"
    )
    jobsync = (
        "index,createdAt,applied,appliedDate,Company,JobTitle,JobSource,Status\n"
        "1,2026-09-01,true,2026-09-03,Fennel,Baker,N/A,applied\n"
    )
    semicolons = "employer;role;status;applied on\nFennel;Baker;applied;13/09/2026\n"

    assert values(read_foreign(teal.encode(), file="t.csv")) == [
        {"company": "Fennel", "position": "Baker", "location": "Bath", "applied": "2026-09-01"}
    ]
    assert values(read_foreign(jobsync.encode(), file="j.csv")) == [
        {"company": "Fennel", "position": "Baker", "applied": "2026-09-03"}
    ]
    assert values(read_foreign(semicolons.encode(), file="s.csv")) == [
        {"company": "Fennel", "position": "Baker", "applied": "2026-09-13"}
    ]


def test_a_date_that_could_be_two_days_is_left_out_and_said() -> None:
    reading = read_foreign(b"company,role,date applied\nFennel,Baker,03/04/2026\n", file="t.csv")

    assert values(reading) == [{"company": "Fennel", "position": "Baker"}]
    assert reading.notes == ("row 2: '03/04/2026' could be two days or none; the date is left out",)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"  \n",
        b"hello",
        b"a,b,c\n1,2,3\n",
        b"First Name,Last Name,URL,Email Address,Company,Position,Connected On\n,,,,,,\n",
        b"BEGIN:VCARD\nVERSION:3.0\nFN:Cut Off\n",
        b'{"basics": {}}',
        b'{"basics": ',
        b"[1, 2]",
        b"\x00\x01\x02\xff\xfe",
    ],
)
def test_empty_truncated_and_foreign_files_are_errors(data: bytes) -> None:
    with pytest.raises(JobnetError) as caught:
        read_foreign(data, file="x")

    assert str(caught.value).startswith("x: ")


@pytest.mark.parametrize("kind", KINDS)
def test_a_file_of_another_kind_than_named_is_an_error(kind: str) -> None:
    with pytest.raises(JobnetError):
        read_foreign(b"a,b\n1,2\n", file="x", kind=kind)
