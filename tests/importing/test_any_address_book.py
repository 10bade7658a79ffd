"""Address books cut, joined, folded, mis-encoded, with unused properties broken: every person comes in, or is named."""

from __future__ import annotations

import csv
import io
import quopri

from hypothesis import given, settings
from hypothesis import strategies as st

from jobnet.errors import JobnetError
from jobnet.importing.formats import read_foreign

GIVEN = st.sampled_from("Ann Bo Zoë José Jürgen Null O'Neil Łukasz 太郎 Мария Anne-Marie".split())
FAMILY = st.sampled_from("Marsh Li Null Núñez Quill van-Dyk Ødegård None 山田 Иванова Smith".split())
PEOPLE = st.lists(st.tuples(GIVEN, FAMILY), min_size=1, max_size=5, unique=True)
UNUSED = st.sampled_from(
    [
        "PHOTO;ENCODING=b:data:image/png;base64,iVBOR=",
        "PHOTO;ENCODING=BASE64;JPEG:/9j/4A",
        "NOTE;ENCODING=QUOTED-PRINTABLE:caf=C3=\r\n=A9 and=",
        "NOTE:two\\nlines\\, and BEGIN of something",
        "BDAY:19800231",
        'item1.ADR;LABEL="a:b;c":;;1 Way;Town;;;',
        "X-SOCIALPROFILE;type=linkedin:https://example.com/in/a;b:c",
        "REV:now",
        ";;;:",
        "AGENT:none",
        "no property at all",
        "KEY:\x7f\x1b",
        "",
    ]
)
BETWEEN = st.sampled_from(["", "\r\n", "\ufeff", "\r\n\r\n\ufeff", "  ", "comment\r\n"])


@st.composite
def cards(draw: st.DrawFn, people: list[tuple[str, str]]) -> str:
    """The people as a file of cards, each written in one of the ways there are."""
    parts: list[str] = []
    for given_name, family in people:
        name = f"{given_name} {family}"
        how = draw(st.sampled_from(["plain", "folded", "quoted", "group", "parts only", "last first"]))
        line = {
            "plain": f"FN:{name}\r\nN:{family};{given_name};;;",
            "folded": f"N:{family};{given_name};;;\r\nFN:{name[:2]}\r\n {name[2:]}",
            "quoted": "FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:"
            + quopri.encodestring(name.encode(), quotetabs=True).decode().strip(),
            "group": f"item7.fn;x-a=b:{name}",
            "parts only": f"N:{family};{given_name}",
            "last first": f"FN:{family}\\, {given_name}\r\nN:{family};{given_name};;;",
        }[str(how)]
        version = draw(st.sampled_from(["2.1", "3.0", "4.0"]))
        before, after = draw(UNUSED), draw(UNUSED)
        begin = draw(st.sampled_from(["BEGIN:VCARD", "begin:vcard", "BEGIN:VCARD "]))
        parts.append(f"{begin}\r\nVERSION:{version}\r\n{before}\r\n{line}\r\n{after}\r\nEND:VCARD\r\n{draw(BETWEEN)}")
    text = "".join(parts)
    if draw(st.booleans()):
        text = f"BEGIN:VADDRESSBOOK\r\n{text}END:VADDRESSBOOK\r\n"
    return text.replace("\r\n", str(draw(st.sampled_from(["\r\n", "\n"]))))


@st.composite
def tables(draw: st.DrawFn, people: list[tuple[str, str]]) -> str:
    """The people as a table, in one of the ways there are."""
    header, columns = draw(
        st.sampled_from(
            [
                (["First Name", "Last Name", "E-mail 1 - Value", "Birthday"], "gfex"),
                (["Given Name", "Family Name", "E-mail 1 - Value", "Notes"], "gfex"),
                (["Title", "First Name", "Last Name", "E-mail Address", "Job Title"], "-gfe-"),
                (["First Name", "Last Name", "Display Name", "Primary Email", "Organization", "Job Title"], "gfne--"),
                (["Name", "Email", "Company"], "ne-"),
                (["Phone", "Full Name", "Position", "Employer"], "pn--"),
                (["First Name", "Last Name", "URL", "Email Address", "Company", "Position", "Connected On"], "gf-e---"),
            ]
        )
    )
    delimiter = str(draw(st.sampled_from([",", ";", "\t"])))
    out = io.StringIO(newline="")
    rows = csv.writer(out, delimiter=delimiter, quoting=draw(st.sampled_from([csv.QUOTE_ALL, csv.QUOTE_MINIMAL])))
    rows.writerow(header)
    for number, (given_name, family) in enumerate(people):
        cells = {
            "g": given_name, "f": family, "n": f"{given_name} {family}", "e": f"p{number}@example.com",
            "p": f"+44 113 49601{number:02}", "x": "a, b\nc", "-": "",
        }  # fmt: skip
        rows.writerow([cells[column] for column in columns])
        if draw(st.booleans()):
            rows.writerow([""] * len(columns))
    return str(draw(st.sampled_from(["", "\ufeff", "Notes:\r\nSome words.\r\n\r\n"]))) + out.getvalue()


@settings(max_examples=200, deadline=None)
@given(people=PEOPLE, data=st.data(), encoding=st.sampled_from(["utf-8", "utf-16"]), is_table=st.booleans())
def test_every_person_comes_in(
    people: list[tuple[str, str]], data: st.DataObject, encoding: str, is_table: bool
) -> None:
    text = data.draw(tables(people) if is_table else cards(people))

    reading = read_foreign(text.encode(encoding), file="book")

    names = [" ".join(str(each.values["name"]).split()) for each in reading.records]
    assert names == [f"{given_name} {family}" for given_name, family in people]


@settings(max_examples=200, deadline=None)
@given(people=PEOPLE, data=st.data(), cut=st.integers(min_value=1))
def test_who_is_cut_off_is_named(people: list[tuple[str, str]], data: st.DataObject, cut: int) -> None:
    text = data.draw(cards(people))
    text = text[: cut % len(text)]
    begun = text.upper().count("BEGIN:VCARD")

    try:
        reading = read_foreign(text.encode(), file="book")
    except JobnetError as refused:
        assert str(refused).startswith("book: ")  # noqa: PT017
        return

    assert len(reading.records) + len(reading.skipped) == begun or "cards begin in it" in " ".join(reading.notes)
