"""Address books: cards and tables cut, joined, mis-encoded, with what is not used broken, imported by the program.

Whoever is whole in the bytes comes in, with name and address as they were; whoever is not is named or counted, or the
file is refused whole; nobody is invented. All people are. A second import of the file changes nothing, also of one in
which people share names, addresses, telephones and posts.
"""

from __future__ import annotations

import contextlib
import csv
import io
import os
import quopri
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import yaml

from jobnet.__main__ import main
from jobnet.errors import Exit

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from random import Random

PROFILE = "name: Nia Pargeter\nemail: nia@example.com\n"
GIVEN = "Ann Bo Zoë José Jürgen Null O'Neil Łukasz 太郎 Мария Anne-Marie Iñaki Siân Na Øystein İpek Đorđe".split()
FAMILY = (
    "Marsh Li Null Núñez Quill van-Dyk Ødegård None 山田 Иванова Smith d'Arcy Ruiz-Peña True Ní-Bhriain Nan".split()
)
COMPANIES = ("Brightwater Academy, Inc.", "Fennel & Rye; Sons", "Köhler GmbH", "", "", "=cmd", 'Ōmi "Mills"')
UNUSED = (
    "PHOTO;ENCODING=b;TYPE=JPEG:/9j/4A", "PHOTO;ENCODING=BASE64;JPEG:/9j/4AAQSkZJRg\r\n ABAQAAAQ\r\n AA==\r\n",
    "PHOTO;X-ABCROP-RECTANGLE=ABClipRect_1&0&0&10&10&x==;VALUE=uri:data:image/png;base64,iVBOR=", "LOGO;VALUE=uri:http://",
    "KEY;ENCODING=B:\x7f\x1b!!", "NOTE;ENCODING=QUOTED-PRINTABLE:caf=C3=\r\n=A9 and=", "NOTE:two\\nlines\\, and BEGIN of it",
    "NOTE;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8:=E4=BD=A0=\r\n=E5=A5=BD=ZZ=", "BDAY:19800231", "BDAY;VALUE=text:circa",
    'item1.ADR;LABEL="a:b;c":;;1 Way;Town;;;', "item1.X-ABADR:us", "X-SOCIALPROFILE;type=linkedin:https://x.example/a;b:c",
    "REV:now", ";;;:", "AGENT:none", "no property at all", "GEO:geo:1,2", "SOUND;ENCODING=b:AAAA", "UID:urn:uuid:1",
    "X-EVOLUTION-FILE-AS;ENCODING=QUOTED-PRINTABLE:a=3D", "TZ:-05:00", "PRODID:-//Apple Inc.//iOS 17//EN", "",
    "NOTE:END of VCARD", "X-IMAGETYPE;X-IMAGEHASH=ab:PHOTO", "X-AIM;type=HOME;type=pref:\ufffd", "CATEGORIES:a\\,b,c", "IMPP:x",
)  # fmt: skip
HEADERS: tuple[tuple[str, str], ...] = (
    ("First Name,Last Name,URL,Email Address,Company,Position,Connected On", "gf-ec--"),
    ("First Name,Middle Name,Last Name,Name Prefix,Organization Name,Labels,E-mail 1 - Label,E-mail 1 - Value,Notes", "g-f-c--ex"),
    ("Name,Given Name,Additional Name,Family Name,Group Membership,E-mail 1 - Value,Organization 1 - Name", "ng-f-ec"),
    ("Title,First Name,Middle Name,Last Name,Suffix,Company,Job Title,E-mail Address,Notes", "-g-f-c-ex"),
    ("First Name,Last Name,Display Name,Nickname,Primary Email,Secondary Email,Organization,Job Title,Notes", "gfn-e-c-x"),
    ("Name,Email,Phone,Company", "ne-c"),
    ("Company,Full Name,E-mail,Notes", "cnex"),
)  # fmt: skip
"""The column names of LinkedIn, Google now and before, Outlook, Thunderbird and plain tables; what stands in each."""

NAMESAKES = {
    "Name": ("Ann Marsh", "ANN MARSH", "Ann M. Marsh", "Ann", "Bo Li", "Bo", "Ann & Bo Marsh", "Marsh", "Ann Marsh Jr.", "Marsh, Ann", "Dr Ann Marsh"),
    "Email": ("", "", "a@x.example", "b@x.example", "A@X.example", "c@x.example", "bad@@x"),
    "E-mail 2 - Value": ("", "", "a@x.example", "b@x.example", "d@x.example", "bad"),
    "Phone": ("", "", "0113 4960147", "+44 113 496 0147", "0113 4960148", "x"),
    "Company": ("", "", "Quay", "Quay Ltd", "Fennel", "QY"),
    "Job Title": ("", "", "Buyer", "Nurse"),
    "Labels": ("", "friends"),
    "Name Prefix": ("", "Dr"),
}  # fmt: skip
JOBS = {
    "Company": ("Quay", "Quay Ltd", "Fennel", "QY", ""),
    "Position": ("Baker", "baker", "Nurse", ""),
    "Status": ("applied", "interview", "rejected", "saved", "offer", "closed", "odd", ""),
    "Date Applied": ("", "2026-09-01", "2026-09-10", "2026-09-30", "01/02/2026", "31.08.2026"),
    "Date Saved": ("", "2026-08-01", "2026-08-02"),
    "Rejected": ("", "", "2026-09-20", "x"),
    "URL": ("", "https://a.example/1", "https://a.example/2", "foo"),
    "Location": ("", "York", "Leeds"),
    "Source": ("", "Indeed"),
}
PROFILES = (
    PROFILE,
    f"{PROFILE}target_companies: [{{name: Quay, aliases: [QY]}}]\ncontacts:\n  - {{name: Ann Marsh, email: a@x.example}}\n  - name: Bo Li\n",
    (f"{PROFILE}contacts:\n  - {{name: Ann Marsh, company: Quay}}\n  - {{name: Ann Marsh, id: ann-2, phone: 0113 4960147}}\n"
    "applications:\n  - {company: Quay, position: Baker, applied: 2026-09-01}\n"),
    f"{PROFILE}contacts: [Ann Marsh, Bo]\napplications:\n  - company: Quay\n    position: Baker\n    events: [{{stage: applied, date: 2026-09-02}}]\n",
)  # fmt: skip


_BEGIN = b"BEGIN:VCARD"


@dataclass(frozen=True)
class Someone:
    given: str
    family: str
    email: str
    company: str

    @property
    def name(self) -> str:
        return f"{self.given} {self.family}"


@dataclass
class Book:
    """A file of people: its parts in order, and whose each is."""

    parts: list[tuple[Someone | None, bytes]]
    sort: str
    how: list[str]

    @property
    def data(self) -> bytes:
        return b"".join(part for _, part in self.parts)


def one(chance: Random, folder: Path) -> str | None:
    """One file, imported twice: of people who are easily told apart, or of a crowd."""
    return _crowd(chance, folder) if chance.random() < 0.3 else _damaged_book(chance, folder)


def _damaged_book(chance: Random, folder: Path) -> str | None:
    """One file of two to six people, with one or two things done to it, imported."""
    people = _people(chance)
    book = _cards(chance, people) if chance.random() < 0.6 else _table(chance, people)
    whole = {each.email: each for each in people}
    for _ in range(chance.choice((0, 1, 1, 2))):
        whole = _damaged(chance, book, whole)
    (folder / "profile.yaml").write_text(PROFILE, encoding="utf-8")
    (folder / "book").write_bytes(book.data)
    code, said = imported(folder)
    wrong = [*_wrong(folder, people, whole, code, said, book), *_changed_again(folder)]
    return f"{'; '.join(wrong)} [{code}] {said!r} after {book.how}: {book.data!r}" if wrong else None


def _crowd(chance: Random, folder: Path) -> str | None:
    """A table in which nobody and no post is easily told apart, for a profile that may have some of them."""
    columns = chance.choice((NAMESAKES, JOBS))
    names = [name for number, name in enumerate(columns) if number < 2 or chance.random() < 0.8]
    rows = [[chance.choice(columns[name]) for name in names] for _ in range(chance.randint(1, 6))]
    out = io.StringIO(newline="")
    csv.writer(out).writerows([names, *rows])
    profile = chance.choice(PROFILES)
    (folder / "profile.yaml").write_text(profile, encoding="utf-8")
    (folder / "book").write_text(out.getvalue(), encoding="utf-8")
    code, said = imported(folder)
    wrong = [*([] if code in {Exit.DONE, Exit.REFUSED} else [f"exit {code}"]), *_changed_again(folder)]
    return f"{'; '.join(wrong)} [{code}] {said!r} after {profile!r}: {out.getvalue()!r}" if wrong else None


def _changed_again(folder: Path) -> Iterator[str]:
    """What a second import of the same file does, which must be nothing."""
    once = (folder / "profile.yaml").read_bytes()
    _, said = imported(folder)
    if (folder / "profile.yaml").read_bytes() != once:
        yield f"a second import: {said!r}"


def imported(folder: Path) -> tuple[int, str]:
    """Import it in this process; the exit code, and what was said."""
    said = io.StringIO()
    environment = {"JOBNET_STATE": str(folder / "state"), "JOBNET_TODAY": "2026-10-15"}
    with contextlib.redirect_stderr(said), contextlib.redirect_stdout(io.StringIO()):
        os.environ.update(environment)
        try:
            code = main(["import", str(folder / "book"), "--apply", "-p", str(folder / "profile.yaml")])
        finally:
            for name in environment:
                del os.environ[name]
    return code, said.getvalue().replace(str(folder), "")


def _wrong(
    folder: Path, people: list[Someone], whole: dict[str, Someone], code: int, said: str, book: Book
) -> Iterator[str]:
    """Whatever is not as it must be."""
    if code not in {Exit.DONE, Exit.REFUSED}:
        yield f"exit {code}"
    contacts = yaml.safe_load((folder / "profile.yaml").read_bytes()).get("contacts") or []
    if code == Exit.REFUSED:
        if contacts:
            yield "refused, and taken in all the same"
        if len(whole) == len(people) and not {"cut", "two encodings"} & {*book.how}:
            yield "refused, though everybody is whole"
        return
    names = {each["name"] for each in contacts}
    by_address = {each.get("email"): each["name"] for each in contacts}
    known = {each.name for each in people}
    for each in whole.values():
        if by_address.get(each.email) != each.name and each.name not in said and each.email not in said:
            yield f"{each.name} <{each.email}> did not come in and is not named"
        if each.email in by_address and by_address[each.email] != each.name:
            yield f"{each.name} became {by_address[each.email]}"
    if len(whole) == len(people):
        yield from (f"nobody is called {name}" for name in names - known)
    begun = sum(owner is not None and _BEGIN in part.replace(b"\0", b"").upper() for owner, part in book.parts)
    counted = _counted(said)
    if counted < len(whole) or (
        counted < min(begun, len(people)) and " in it and " not in said and book.sort == "cards"
    ):
        yield f"{counted} of {begun} are accounted for"


def _counted(said: str) -> int:
    """How many people the summary speaks of."""
    found = re.search(
        r": (\d+) added, (\d+) completed, (\d+) known already, (\d+) in conflict, (\d+) passed over", said
    )
    return sum(map(int, found.groups())) if found else 0


# People and their files


def _people(chance: Random) -> list[Someone]:
    pairs = [(given, family) for given in GIVEN for family in FAMILY]
    people = []
    for number, (given, family) in enumerate(chance.sample(pairs, chance.randint(2, 6))):
        people.append(Someone(given, family, f"p{number}@example.com", chance.choice(COMPANIES)))
    return people


def _cards(chance: Random, people: list[Someone]) -> Book:
    """Each in one of the ways in which phones and programs write a card."""
    parts: list[tuple[Someone | None, bytes]] = []
    encoding = chance.choice(("utf-8",) * 5 + ("utf-16-le", "utf-16-be"))
    end = chance.choice(("\r\n", "\r\n", "\n", "\r"))
    start = chance.choice(("", "", "\ufeff")) if encoding == "utf-8" else "\ufeff"
    parts.append((None, start.encode(encoding)))
    for each in people:
        parts.append((each, _card(chance, each).replace("\r\n", end).encode(encoding)))
        if chance.random() < 0.3:
            between = chance.choice(("\ufeff", "\r\n", "\r\n\r\n\ufeff", "comment\r\n", "  ", "\u200b"))
            parts.append((None, between.replace("\r\n", end).encode(encoding)))
    return Book(parts, "cards", [encoding, repr(end)])


def _card(chance: Random, who: Someone) -> str:
    given, family, name = _escaped(who.given), _escaped(who.family), _escaped(who.name)
    version = chance.choice(("2.1", "3.0", "4.0"))
    named = chance.choice((
        f"FN:{name}\r\nN:{family};{given};;;",
        f"N:{family};{given};;;\r\nFN:{name[:2]}\r\n {name[2:]}",
        f"FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:{_quoted(who.name)}",
        f"N;CHARSET=UTF-8;QUOTED-PRINTABLE:{_quoted(who.family)};{_quoted(who.given)};;;\r\nFN:{name}",
        f"N;CHARSET=UTF-8;QUOTED-PRINTABLE:{_quoted(who.family)};{_quoted(who.given)}",
        f"item7.fn;x-a=b:{name}",
        f"N:{family};{given}",
        f"FN:{family}\\, {given}\r\nN:{family};{given};;;",
        f'FN;LANGUAGE="en;x:y":{name}',
    ))  # fmt: skip
    mail = chance.choice((
        f"EMAIL:{who.email}", f"EMAIL;INTERNET;HOME:{who.email}", f"item1.EMAIL;type=INTERNET;type=pref:{who.email}\r\nitem1.X-ABLabel:_$!<Other>!$_",
        f'email;TYPE="home,work";PREF=1:{who.email}', f"EMAIL:mailto:{who.email}", f"EMAIL;X-EVOLUTION-UI-SLOT=1:{who.email}",
    ))  # fmt: skip
    more = [f"ORG:{_escaped(who.company)};Dept"] if who.company else []
    lines = [named, mail, *more, *chance.choices(UNUSED, k=chance.randint(0, 4))]
    chance.shuffle(lines)
    lines = _not_after_a_soft_break(lines)
    begin = chance.choice(("BEGIN:VCARD", "BEGIN:VCARD", "begin:vcard", "BEGIN:VCARD "))
    return "\r\n".join([begin, f"VERSION:{version}", *lines, "END:VCARD", ""])


def _not_after_a_soft_break(lines: list[str]) -> list[str]:
    """A soft line break at the end of a quotation eats the line after it by the book, unless it is one that is used."""
    return sorted(lines, key=lambda line: line.endswith("="))


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace(",", "\\,").replace(";", "\\;")


def _quoted(text: str) -> str:
    return quopri.encodestring(text.encode(), quotetabs=True).decode().strip().replace(";", "=3B").replace("=\n", "")


def _table(chance: Random, people: list[Someone]) -> Book:
    """The people in the columns of one of the programs."""
    header, columns = chance.choice(HEADERS)
    delimiter = chance.choice((",", ",", ";", "\t"))
    end = chance.choice(("\r\n", "\n"))
    quoted = chance.random() < 0.5
    encoding = chance.choice(("utf-8",) * 4 + ("utf-16-le",))
    start = chance.choice(("", "\ufeff", "Notes:\r\nSome words.\r\n\r\n")) if encoding == "utf-8" else "\ufeff"

    def row(cells: list[str]) -> bytes:
        out = io.StringIO(newline="")
        dialect = csv.unix_dialect if quoted else csv.excel  # the one quotes all
        csv.writer(out, dialect, delimiter=delimiter, lineterminator=end).writerow(cells)
        return out.getvalue().encode(encoding)

    parts: list[tuple[Someone | None, bytes]] = [(None, start.encode(encoding)), (None, row(header.split(",")))]
    for who in people:
        cells = {"g": who.given, "f": who.family, "n": who.name, "e": who.email, "c": who.company, "-": "",
                 "x": chance.choice(("", "a, b\nc", 'said "yes"', "a;b\tc"))}  # fmt: skip
        parts.append((who, row([cells[column] for column in columns])))
        if chance.random() < 0.2:
            parts.append((None, row([""] * len(columns))))
    return Book(parts, "table", [encoding, header.split(",")[0], delimiter])


# What happens to a file


def _damaged(chance: Random, book: Book, whole: dict[str, Someone]) -> dict[str, Someone]:
    """Do one thing to the file; who is whole after it."""
    how = chance.choice(("cut", "a byte", "twice", "joined", "half a fold", "mixed", "latin", "a line lost", "marks",
                        "two encodings"))  # fmt: skip
    owners = [number for number, (owner, _) in enumerate(book.parts) if owner is not None]
    number = chance.choice(owners)
    owner, part = book.parts[number]
    assert owner is not None
    hurt = {email: each for email, each in whole.items() if email != owner.email}
    if how == "cut":
        book.parts[number:] = [(owner, part[: chance.randrange(len(part) or 1)])]
        left = {each.email for each, _ in book.parts[:number] if each}
        result = {email: each for email, each in hurt.items() if email in left}
    elif how == "a byte" and book.sort == "cards":
        place = chance.randrange(len(part) or 1)
        book.parts[number] = (owner, part[:place] + bytes([chance.randrange(256)]) + part[place + 1 :])
        result = hurt
    elif how == "latin" and "utf-8" in book.how and (latin := _latin(part)):
        book.parts[number] = (owner, latin)
        result = whole
    elif how == "joined" and book.sort == "cards" and "utf-8" in book.how and b"comment" not in book.data:
        book.parts[number] = (owner, part.rstrip(b"\r\n"))
        result = whole
    elif how == "twice":
        book.parts.insert(number, (owner, part))
        result = whole
    elif how == "marks" and book.sort == "cards" and "utf-8" in book.how:
        book.parts.insert(number, (None, b"\xef\xbb\xbf"))
        result = whole
    elif how == "mixed" and book.sort == "cards" and "utf-8" in book.how:
        book.parts[number] = (owner, part.replace(b"\r\n", b"\n") if b"\r\n" in part else part.replace(b"\n", b"\r\n"))
        result = whole
    elif how == "two encodings" and book.sort == "cards" and how not in book.how:
        encoding = book.how[0]
        other = chance.choice(("utf-16", "utf-16-le", "utf-16-be")) if encoding == "utf-8" else "utf-8-sig"
        book.parts[number] = (owner, part.decode(encoding, "ignore").encode(other))
        book.how[0] = f"{encoding} and {other}"  # what counts on UTF-8 is not done to it any more
        result = whole
    elif how == "a line lost" and book.sort == "cards" and "utf-8" in book.how:
        lines = part.splitlines(keepends=True)
        del lines[(place := chance.randrange(len(lines) or 1)) : place + 1]
        book.parts[number] = (owner, b"".join(lines))
        result = hurt
    else:
        return whole
    book.how.append(how)
    return result


def _latin(part: bytes) -> bytes:
    """The same in the old encoding of western Europe, as of a file that another program wrote; empty if it cannot be."""
    try:
        return part.decode("utf-8").encode("cp1252")
    except UnicodeError:
        return b""
