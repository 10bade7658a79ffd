"""What is given out is read by other programs' own readers, and no cell is run by a spreadsheet."""

from __future__ import annotations

import csv
import io

import vobject

from jobnet.importing.exporting import as_vcards, contacts_as_csv
from jobnet.importing.formats import read_foreign
from jobnet.profile.model import Contact

PEOPLE = (
    Contact(
        name="María José Núñez Íñiguez",
        email="mj@example.com",
        honorific="Ing.",
        family="Núñez Íñiguez",
        groups=("a,b",),
    ),
    Contact(
        name="Bea Li",
        company="Fennel; Rye & Söhne mit einem sehr langen Namen, der gefaltet werden muss GmbH",
        title="=1+1",
    ),
)


def test_vcards_read_back_the_same_in_vobject() -> None:
    for version in ("3.0", "4.0"):
        text = as_vcards(PEOPLE, version)
        cards = list(vobject.readComponents(text))

        assert [card.fn.value for card in cards] == [each.name for each in PEOPLE]
        assert cards[0].email.value == "mj@example.com"
        assert cards[1].org.value == [PEOPLE[1].company]
        assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))


def test_our_own_reader_takes_them_back() -> None:
    reading = read_foreign(as_vcards(PEOPLE).encode(), file="c.vcf")

    assert [record.values["name"] for record in reading.records] == [each.name for each in PEOPLE]


def test_a_card_keeps_its_uid() -> None:
    assert as_vcards(PEOPLE) == as_vcards(PEOPLE)
    assert as_vcards(PEOPLE[:1]).count("UID:jobnet-") == 1


def test_csv_cells_are_safe() -> None:
    rows = list(csv.DictReader(io.StringIO(contacts_as_csv(PEOPLE))))

    assert rows[1]["title"] == "'=1+1"
    assert rows[0]["name"] == "María José Núñez Íñiguez"


def test_no_spreadsheet_computes_a_cell_whichever_mark_parts_its_cells() -> None:
    people = [Contact(name="Bea Li", company=company) for company in ("x;=1+1", 'x;"=1+1;"', 'x; "" @SUM(1)', "=1;-1")]
    for mark in (",", ";", "\t"):
        rows = csv.reader(io.StringIO(contacts_as_csv(people)), delimiter=mark)
        assert [cell for row in rows for cell in row if cell.lstrip(' "').startswith(("=", "+", "-", "@"))] == []
