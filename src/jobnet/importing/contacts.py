"""People from address books and tables: by what the columns are called, whoever wrote them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from jobnet.facts.readers import POST_NOMINALS
from jobnet.importing.records import ForeignFile, ForeignRecord, Section, Skipped, Value, said
from jobnet.importing.tables import TableFile, cell, tracked, unread_columns
from jobnet.patterns import pattern
from jobnet.profile.addresses import address_trouble
from jobnet.profile.names import fold

CAREER_OPS = ("name", "company", "type", "title", "phone", "email", "linkedin", "tracker", "notes")

NAME = (
    "name", "full name", "display name", "file as", "nom", "anzeigename", "vollständiger name", "nom complet",
    "nombre completo",
)  # fmt: skip
GIVEN = ("first name", "given name", "first", "vorname", "prénom", "nombre")
MIDDLE = ("middle name", "additional name", "weitere vornamen", "deuxième prénom", "segundo nombre")
FAMILY = ("last name", "family name", "surname", "last", "nachname", "familienname", "nom", "apellidos", "apellido")
EMAIL = (
    "email", "e mail", "email address", "e mail address", "primary email", "e mail 1 value", "mail",
    "work email", "personal email", "home email", "e mail adresse",
    "adresse e mail", "dirección de correo electrónico", "correo electrónico", "correo", "primäre e mail adresse",
    "adresse de messagerie", "adresse électronique", "courriel",
    "secondary email", "email 2", "e mail 2", "e mail 2 address", "e mail 2 value", "e mail 3 address",
    "zweite e mail adresse", "e mail 2 adresse", "adresse de messagerie 2",
)  # fmt: skip
PHONE = (
    "phone", "mobile phone", "mobile number", "mobile", "cell", "phone number", "telephone", "phone 1 value",
    "phone 2 value", "home phone", "work phone", "business phone", "telefon", "mobiltelefon",
    "mobiltelefon nr", "telefon geschäftlich", "telefon privat", "tel dienstlich", "tel privat", "tél mobile",
    "téléphone mobile", "téléphone", "téléphone bureau", "téléphone domicile", "teléfono móvil", "teléfono",
    "teléfono del trabajo", "teléfono particular",
)  # fmt: skip
COMPANY = (
    "company", "company name", "organization", "organisation", "organization name", "organization 1 name", "employer",
    "firma", "unternehmen", "arbeitgeber", "entreprise", "société", "empresa", "organización",
)  # fmt: skip
TITLE = (
    "job title", "position", "organization title", "organization 1 title", "role", "poste", "fonction", "cargo",
    "puesto",
)  # fmt: skip
PREFIX = ("name prefix", "honorific")
GROUPS = {"labels": ":::", "group membership": ":::", "categories": ";", "groups": ","}
"""Which columns have groups, and what parts them there."""
_READ = {*NAME, *GIVEN, *MIDDLE, *FAMILY, *EMAIL, *PHONE, *COMPANY, *TITLE, *PREFIX, *GROUPS, "title", "relationship"}
_SEVERAL = ":::"  # how Google parts several values in one cell
_MAILTO = pattern(r"mailto:", re.IGNORECASE)
_IN_BRACKETS = pattern(r"[^<>]*<([^<>]*)>")

_WORDS = pattern(r"[^\W\d_]+")
_LAST_WORD = pattern(r"(\S+ \S.*?),? \(?(\w+)\)?")
_GENERATION = pattern(r"(?:jr|sr|junior|senior|i{2,3}|iv)\.?", re.IGNORECASE)
_LONGEST_CREDENTIAL = 7
_LONGEST = 2000
"""Letters in what is looked at as a name."""


def is_of_people(columns: frozenset[str]) -> bool:
    """Whether a table with these columns is an address book: names, and a way to reach people."""
    return bool(columns & {*NAME, *GIVEN}) and bool(columns & {*EMAIL, *PHONE})


def people(sheet: TableFile, title: str) -> ForeignFile:
    """The people of an address book. LinkedIn has mostly no addresses; its days of connecting are not taken over."""
    records, skipped, notes = [], [], list(sheet.notes)
    for number, row in sheet.rows:
        values, question = _person(row)
        if "name" not in values:
            skipped.append(Skipped(number, "no name" if row else "empty row"))
            continue
        addresses = _addresses(row)
        others = left_out(values, (*addresses, *_all(row, PHONE), *_all(row, COMPANY)))
        records.append(ForeignRecord(Section.CONTACTS, values, number, addresses=addresses, others=others))
        notes += [f"row {number}: {question}"] if question else []
    notes += unread_columns(sheet, _READ, is_known=title != "contacts")
    return ForeignFile(title, tuple(records), tuple(skipped), tuple(notes))


def _person(row: Mapping[str, str]) -> tuple[dict[str, Value], str]:
    """The profile's keys for one row, and a question about the name."""
    given, family, whole = cell(row, *GIVEN), cell(row, *FAMILY), cell(row, *NAME)
    if "vorname" in row and given not in whole:  # beside it, a German `Name` is the family's
        family = family or cell(row, "name")
    if family or given not in whole:
        whole = " ".join(filter(None, (given, cell(row, *MIDDLE), family)))
    has_job_title = bool({*TITLE} & row.keys())
    prefix = cell(row, *PREFIX, *(("title",) if has_job_title else ()))  # Outlook's `Title` is `Ms.`
    name, question = person_name(whole, given, family)
    return said(
        name=name,
        email=next(iter(_addresses(row)), None),
        phone=next(iter(_all(row, PHONE)), None),
        honorific=prefix if family else None,
        family=family if prefix else None,
        company=next(iter(_all(row, COMPANY)), None),
        title=_first(tracked(row, *(TITLE if has_job_title else ("title",)))),
        relationship=cell(row, "relationship"),
        groups=_groups(row),
    ), question


def _addresses(row: Mapping[str, str]) -> tuple[str, ...]:
    return good_first(part for name in EMAIL for part in cell(row, name).split(_SEVERAL))


def good_first(typed: Iterable[str]) -> tuple[str, ...]:
    """Bare addresses, as `Ann <a@example.com>` and `MAILTO:a@example.com` mean them; last those that are none."""
    found = (_bare(each.strip()) for each in typed)
    return tuple(sorted(filter(None, found), key=lambda each: bool(address_trouble(each))))


def _bare(typed: str) -> str:
    if is_link := _MAILTO.match(typed):
        from urllib.parse import unquote

        typed = unquote(typed[is_link.end() :].partition("?")[0])
    in_brackets = _IN_BRACKETS.fullmatch(typed)
    return in_brackets[1].strip() if in_brackets else typed


def left_out(values: Mapping[str, Value], said: Iterable[str]) -> tuple[str, ...]:
    """What a profile has no second place for, of all the addresses, telephones and companies of a person."""
    kept = [fold(str(each)) for each in values.values()]
    return tuple(dict.fromkeys(each for each in said if fold(each) not in kept))


def _all(row: Mapping[str, str], columns: Iterable[str]) -> list[str]:
    return [part.strip() for name in columns for part in tracked(row, name).split(_SEVERAL) if part.strip()]


def _groups(row: Mapping[str, str]) -> tuple[str, ...]:
    found = [part.strip() for column, mark in GROUPS.items() for part in cell(row, column).split(mark)]
    return tuple(label for label in found if label and not label.startswith("* "))


def _first(value: str) -> str:
    return value.partition(_SEVERAL)[0].strip()


def person_name(whole: str, given: str = "", family: str = "", prefix: str = "") -> tuple[str, str]:
    """What to call the person, and a question about it, empty for most.

    `given`, `family` and `prefix` are the parts of the name where the file keeps them apart.
    """
    if prefix and whole.startswith(f"{prefix} "):
        whole = whole.removeprefix(prefix).strip()
    while len(whole) <= _LONGEST and (found := _LAST_WORD.fullmatch(whole)) and _is_certificate(found[2], found[1]):
        whole = found[1]
    head, *tails = (part.strip() for part in whole.split(","))
    tails = [part for part in tails if part]
    if not tails or not head:
        return whole, _shouted(whole)
    if given and family and fold(head) == fold(family):
        return f"{' '.join(tails)} {head}", ""
    generations = [part for part in tails if _GENERATION.fullmatch(part)]
    others = [part for part in tails if part not in generations]
    if " " in head and all(_is_credential(word, head) for part in others for word in part.split()):
        name = ", ".join([head, *generations])
        return name, _shouted(name)
    return whole, f"the name {whole!r} looks like the last name first; write it as you would say it"


def _is_certificate(word: str, name: str) -> bool:
    """Whether the last word of a name is one without a comma before it: `MBA`, `(CPIM)`; `Ma` and `Ba` are families."""
    is_long = len(word) >= len("MBA") and not word.istitle() and not word.islower() and not name.isupper()
    return is_long and fold(word) in POST_NOMINALS


def _is_credential(word: str, name: str) -> bool:
    letters = "".join(character for character in word if character.isalpha())
    is_short = 1 < len(letters) <= _LONGEST_CREDENTIAL and letters.isupper() and not name.isupper()
    return is_short or letters.casefold() in POST_NOMINALS


def _shouted(name: str) -> str:
    if len(_WORDS.findall(name)) > 1 and (name.isupper() or name.islower()):
        how = "in capitals" if name.isupper() else "without capitals"
        return f"the name {name!r} is {how}, and so would be the greeting; write it as you would say it"
    return ""
