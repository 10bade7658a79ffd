"""Foreign files as they are met in the wild; every person and company in them is invented."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from jobnet.errors import JobnetError
from jobnet.importing.formats import KINDS, kind_of, read_foreign
from jobnet.importing.records import ForeignFile, Skipped
from tests.program import run

if TYPE_CHECKING:
    from pathlib import Path

PREAMBLE = 'Notes:\n"When exporting your connection data, you may notice that some addresses are missing."\n\n'
CONNECTIONS = (
    "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
    'Bea,Li,https://example.com/in/bea,bea@example.com,"Fennel, Rye & Sons",Buyer,12 Mar 2024\n'
    ",,,,,,\n"
    "Ólöf,,https://example.com/in/olof,,Northlight,Nurse,7-Feb-22\n"
    ",,https://example.com/in/nobody,,Someone Ltd,Boss,7-Feb-22\n"
)


def values(reading: ForeignFile) -> list[dict[str, object]]:
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
    assert reading.skipped == (Skipped(3, "not a person but a company"),)


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


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_every_format_may_be_utf_16(encoding: str) -> None:
    people = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\nZoë,Müller,,,,,\n"
    card = "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Zoë Müller\r\nEND:VCARD\r\n"
    resume = '{"basics": {"name": "Zoë Müller"}}'

    for text in (people, card, resume):
        reading = read_foreign(text.encode(encoding), file="x")
        assert (values(reading), reading.notes) == ([{"name": "Zoë Müller"}], ("read as UTF-16",))


def test_linkedin_writes_the_month_first_even_where_no_row_tells() -> None:
    data = "Saved Date,Job Url,Job Title,Company Name\n" + '"1/2/24, 8:15 PM",,Baker,Fennel\n'

    assert values(read_foreign(data.encode(), file="Saved Jobs.csv"))[0]["interested"] == "2024-01-02"


def test_google_cells_of_several_values_give_the_first() -> None:
    data = (
        "First Name,Last Name,Organization Name,Labels,E-mail 1 - Value,Phone 1 - Value\n"
        "Ted,Alder,Fennel ::: Quay,* myContacts ::: Choir ::: Bath,a@example.com ::: b@example.com,+44 1 ::: +44 2\n"
        ",,Acme,* myContacts,info@example.com,\n"
    )
    reading = read_foreign(data.encode(), file="g.csv")

    assert values(reading) == [
        {
            "name": "Ted Alder",
            "email": "a@example.com",
            "phone": "+44 1",
            "company": "Fennel",
            "groups": ("Choir", "Bath"),
        }
    ]
    assert reading.skipped == (Skipped(3, "no name"),)


def test_outlook_of_the_web_and_addresses_of_ones_own_company() -> None:
    data = (
        "First Name,Last Name,Middle Name,Name,Nickname,E-mail Address,E-mail 2 Address,Home Street,Company,"
        "Given Name Yomi,Family Name Yomi,Notes,Web Page,Mobile Phone,Job Title\n"
        'Ann,Lee,,Ann Lee,,/o=Labs/cn=ann,ann@example.com,"Street 1\r\nFloor 2",Quay,,,secret,'
        "https://example.com,+44 1,Head\n"
    )

    assert values(read_foreign(data.encode(), file="o.csv")) == [
        {"name": "Ann Lee", "email": "ann@example.com", "phone": "+44 1", "company": "Quay", "title": "Head"}
    ]


def test_career_ops_contacts_have_no_header() -> None:
    data = "Ted Alder\tQuay\trecruiter\tHead\t+44 1\tted@example.com\thttps://example.com/in/ted\t3\tsecret\n"

    assert values(read_foreign(data.encode(), file="contacts.tsv")) == [
        {"name": "Ted Alder", "email": "ted@example.com", "phone": "+44 1", "company": "Quay", "title": "Head"}
    ]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (b"FN:Zo\xc3\r\n \xab M\xc3\xbcller", {"name": "Zoë Müller"}),
        (b"FN;CHARSET=ISO-8859-1:Zo\xeb M\xfcller", {"name": "Zoë Müller"}),
        (b"FN;CHARSET=ISO-8859-1;ENCODING=QUOTED-PRINTABLE:Zo=EB M=FCller", {"name": "Zoë Müller"}),
        (b"FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:Zo=C3=AB M=C3=BC=\r\nller", {"name": "Zoë Müller"}),
        (
            b"FN:Ann\r\nEMAIL;PREF=2:b@example.com\r\nEMAIL;PREF=1:a@example.com",
            {"name": "Ann", "email": "a@example.com"},
        ),
        (
            b"FN:Ann\r\nTEL;TYPE=HOME:1\r\nitem1.TEL;type=CELL;type=pref:2\r\nitem1.X-ABLabel:mobile",
            {"name": "Ann", "phone": "2"},
        ),
        (b"N:Lee\\, Sr;Ann;Marie;;\r\nORG:A\\;B\\, C;D", {"name": "Ann Marie Lee, Sr", "company": "A;B, C"}),
        (b"FN:Ann\r\nthis is no property\r\nNOTE:secret", {"name": "Ann"}),
    ],
    ids=["cut in a character", "charset", "quoted", "soft break", "pref of 4", "pref of 3", "escapes", "odd line"],
)
def test_a_vcard_is_read_in_every_old_way(
    body: bytes, expected: dict[str, object], capfd: pytest.CaptureFixture[str]
) -> None:
    card = b"BEGIN:VCARD\r\nVERSION:3.0\r\n" + body + b"\r\nEND:VCARD\r\n"

    assert values(read_foreign(card, file="c.vcf")) == [expected]
    assert capfd.readouterr().err == ""


ANN = b"BEGIN:VCARD\nVERSION:3.0\nFN:Ann Marsh\nEMAIL:ann@example.com\nEND:VCARD"
ZOE = b"BEGIN:VCARD\nVERSION:3.0\nFN:Zo\xc3\xab M\xc3\xbcller\nEMAIL;PREF=1:zoe@example.com\nEND:VCARD\n"
BOTH = [{"name": "Ann Marsh", "email": "ann@example.com"}, {"name": "Zoë Müller", "email": "zoe@example.com"}]


@pytest.mark.parametrize(
    "data",
    [
        ANN + ZOE,
        ANN + b"\xdd" + ZOE,
        b"\xef\xbb\xbf" + ANN + b"\xef\xbb\xbf" + ZOE,
        (ANN + b"\n" + ZOE).replace(b"\n", b"\r"),
        ANN.replace(b"END", b"NOTE:caf\xe9\nEND") + b"\n  " + ZOE,
        ANN + b"\n" + ZOE.decode().encode("cp1252"),
        ANN.replace(b"END", b"NOTE:\xff\nEND") + b"\n" + ZOE,
        b"\xef\xbb\xbf" + ANN.replace(b"END", b"NOTE:caf\xe9\nEND") + b"\n" + ZOE,
    ],
    ids=[
        "joined",
        "joined by noise",
        "marks",
        "CR",
        "indented",
        "two encodings",
        "one bad byte",
        "mark and a bad byte",
    ],
)
def test_cards_joined_from_several_files_stay_whole(data: bytes) -> None:
    assert values(read_foreign(data, file="all.vcf")) == BOTH


def test_who_lost_the_beginning_or_the_end_of_a_card_is_told() -> None:
    no_end = ANN.replace(b"END:VCARD", b"NOTE;ENCODING=QUOTED-PRINTABLE:caf=C3=A9 and=\n") + ZOE
    for data in (no_end, ANN.replace(b"END:VCARD", b"  ") + ZOE):
        reading = read_foreign(data, file="all.vcf")
        assert (values(reading), reading.skipped) == (
            BOTH[1:],
            (Skipped(1, "Ann Marsh: cut off: another card begins before it ends"),),
        )

    reading = read_foreign(ANN.replace(b"BEGIN", b"BEG\xcdN") + b"\n" + ZOE, file="all.vcf")
    assert (values(reading), reading.skipped) == (BOTH[1:], (Skipped(1, "Ann Marsh: its beginning is missing"),))


def test_a_table_of_nine_columns_parted_by_tabs_is_read_by_its_header() -> None:
    header = (
        "First Name\tLast Name\tDisplay Name\tNickname\tPrimary Email\tSecondary Email\tOrganization\tJob Title\tNotes"
    )
    for mark in ("", '"'):
        rows = [header, "Zoë\tMüller\tZoë Müller\t\tzoe@example.com\t\t\t\t"]
        data = "".join("\t".join(f"{mark}{cell}{mark}" for cell in row.split("\t")) + "\n" for row in rows)
        reading = read_foreign(data.encode(), file="t.tsv")
        assert (reading.format, values(reading)) == ("Thunderbird contacts", BOTH[1:])


@pytest.mark.parametrize("mark", ["KIND:group", "X-ADDRESSBOOKSERVER-KIND:group", "KIND:org", "X-ABShowAs:COMPANY"])
def test_a_card_that_is_no_person_is_passed_over(mark: str) -> None:
    card = "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:{}\r\n{}\r\nEND:VCARD\r\n"
    reading = read_foreign((card.format("Choir", mark) + card.format("Ann", "X-A:b")).encode(), file="c.vcf")

    assert (values(reading), len(reading.skipped)) == ([{"name": "Ann"}], 1)


def test_a_stage_that_cannot_be_taken_over_is_said() -> None:
    data = (
        "id,createdAt,title,url,listName,lastMovedAt,companyName\n"
        "1,2026-09-01 10:00:00,Baker,-,Interview,-,Fennel\n"
        "2,2026-09-01 10:00:00,Cook,-,My column,2026-09-02 10:00:00,Fennel\n"
    )

    assert read_foreign(data.encode(), file="h.csv").notes == (
        "row 2: 'Interview' has no date; it is left out",
        "row 3: 'My column' is no stage known to jobnet; it is left out",
    )


def test_a_table_that_is_cut_off_is_said_to_be() -> None:
    data = b"First Name,Last Name,E-mail 1 - Value,Labels\nTed,Alder,ted@example.com,a\nBea,Li,"

    for asked in ("google", None):
        with pytest.raises(JobnetError, match=r"row 3: the file is cut off"):
            read_foreign(data, file="g.csv", kind=asked)


def test_a_long_cell_is_read() -> None:
    data = f'company,role,date applied,notes\nFennel,Baker,2026-09-01,"{"x" * 200_000}"\n'

    assert values(read_foreign(data.encode(), file="t.csv"))[0]["position"] == "Baker"


def test_a_date_that_could_be_two_days_is_left_out_and_said() -> None:
    reading = read_foreign(b"company,role,date applied\nFennel,Baker,03/04/2026\n", file="t.csv")

    assert values(reading) == [{"company": "Fennel", "position": "Baker"}]
    assert reading.notes == ("row 2: '03/04/2026' is no date, or could be two; it is left out",)


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
        b"PK\x03\x04\x14\x00\x00\x00",
        b"<html><body>Log in</body></html>",
        CONNECTIONS.encode()[:-10] + b'"7-Feb',
        CONNECTIONS.encode()[: CONNECTIONS.index(",Buyer")],
        CONNECTIONS.encode()[: CONNECTIONS.index(" & Sons")],
        b"BEGIN:VCARD\nVERSION:3.0\nFN:A B\nEND:VCARD\nBEGIN:VCARD\nVERSION:3.0\nFN:Cut",
        b'{"basics": {"name": "A"}, "n": ' + b"9" * 5000 + b"}",
    ],
)
def test_empty_truncated_and_foreign_files_are_errors(data: bytes) -> None:
    with pytest.raises(JobnetError) as caught:
        read_foreign(data, file="x")

    assert str(caught.value).startswith("x: ")


@pytest.mark.parametrize(
    ("typed", "kind"),
    [
        ("linkedin", "linkedin"),
        ("LinkedIn Connections", "linkedin-connections"),
        ("vCard", "vcard"),
        ("vcf", "vcard"),
        ("JSON Resume", "json-resume"),
        ("jsonresume", "json-resume"),
        ("Huntr", "huntr"),
        ("excel", None),
    ],
)
def test_a_kind_may_be_named_in_other_ways(typed: str, kind: str | None) -> None:
    assert kind_of(typed) == kind


def test_a_family_of_kinds_finds_its_member() -> None:
    saved = b"Saved Date,Job Url,Job Title,Company Name\n10/13/26,,Baker,Fennel\n"

    assert read_foreign(saved, file="x", kind="linkedin").format == "LinkedIn saved jobs"
    assert read_foreign(CONNECTIONS.encode(), file="x", kind="linkedin").format == "LinkedIn connections"


@pytest.mark.parametrize("kind", [*KINDS, "linkedin"])
def test_a_file_of_another_kind_than_named_is_an_error(kind: str) -> None:
    with pytest.raises(JobnetError):
        read_foreign(b"a,b\n1,2\n", file="x", kind=kind)


def test_a_preference_of_any_length_is_none() -> None:
    card = (
        f"BEGIN:VCARD\nVERSION:4.0\nFN:Bea Li\nEMAIL;PREF={'1' * 5000}:a@example.com\nEMAIL:b@example.com\nEND:VCARD\n"
    )
    assert values(read_foreign(card.encode(), file="a.vcf")) == [{"name": "Bea Li", "email": "a@example.com"}]


def test_a_file_of_empty_lines_is_read_in_no_time(tree: Path) -> None:
    (tree / "profile.yaml").write_text("name: Nia\n", encoding="utf-8")
    (tree / "lines.csv").write_text("\n" * 120_000 + "x", encoding="utf-8")
    assert run("import", "lines.csv", cwd=tree, timeout=30).code == 65
