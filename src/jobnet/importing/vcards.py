"""vCards 2.1, 3.0 and 4.0: files of many, folded lines, groups, old charsets. What is not used is not looked at."""

from __future__ import annotations

import quopri
import re
from base64 import b64decode
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from jobnet.importing.names import person_name
from jobnet.importing.records import ForeignFile, ForeignRecord, Section, Skipped, Value, said, unusable
from jobnet.importing.tables import CUT_OFF, decode
from jobnet.patterns import pattern
from jobnet.profile.names import name_key

_FOLD = re.compile(rb"\r?\n[ \t]")
_BEGIN = pattern(r"BEGIN:VCARD\s*", re.IGNORECASE)
_END = pattern(r"END:VCARD\s*", re.IGNORECASE)
_ANY_BEGIN = pattern(r"BEGIN:VCARD", re.IGNORECASE)
_PROPERTY = pattern(
    r"(?:(?P<group>[\w-]+)\.)?(?P<name>[\w-]+)(?P<params>(?:;(?:[^\":;]|\"[^\"]*\")*)*):(?P<value>.*)", re.DOTALL
)
_PARAMETER = pattern(r";((?:[^\";]|\"[^\"]*\")*)")
_QUOTED_PRINTABLE = pattern(r"[^:]*[;=]QUOTED-PRINTABLE[;:]", re.IGNORECASE)
_USED = pattern(r"(?:[\w-]+\.)?(?:END|FN|N|EMAIL|TEL|ORG|TITLE|ROLE|ADR|CATEGORIES|KIND)[;:]", re.IGNORECASE)
"""What a soft line break never leads on to, but a quotation that was cut off may."""
_ESCAPED = pattern(r"\\(.)", re.DOTALL)
_FIELDS = pattern(r"(?<!\\)((?:\\\\)*);")
_LIST = pattern(r"(?<!\\)((?:\\\\)*),")
_RANK = pattern(r"\d{1,3}")
_LEAST_PREFERRED = 101
_NO_VOICE = frozenset({"fax", "pager", "modem", "bbs", "textphone"})
_NO_PERSON = {
    "org": "a company",
    "group": "a group",
    "location": "a place",
    "device": "a device",
    "application": "an app",
}

_COMMA_REGION_CODE = frozenset({"us", "usa", "u s", "u s a", "united states", "united states of america"})
_REGION_CODE = frozenset({"ca", "canada", "au", "australia"})
_CODE_LAST = frozenset(
    {"gb", "uk", "united kingdom", "great britain", "england", "scotland", "wales", "northern ireland", "ie", "ireland"}
)
_OF_AMERICA = pattern(r"\d{5}(?:-\d{4})?")
_STATE = pattern(r"[A-Z]{2}")


class Property(NamedTuple):
    """One line of a card: `item1.EMAIL;TYPE=work:a@example.com`."""

    group: str
    name: str
    params: dict[str, list[str]]
    value: str

    @property
    def text(self) -> str:
        return _unescaped(self.value)

    def fields(self, count: int) -> list[str]:
        """The parts of a structured value, as many as asked for; a comma in them is text."""
        parts = [_unescaped(part) for part in _split(_FIELDS, self.value)]
        return [*parts, *[""] * count][:count]

    @property
    def preference(self) -> int:
        """Version 4 numbers what is preferred from 1 to 100, the earlier ones mark one of the types."""
        if "pref" in self.params.get("TYPE", []):
            return 1
        number = next(iter(self.params.get("PREF", [])), "")
        return int(number) if _RANK.fullmatch(number) else _LEAST_PREFERRED


def vcards(data: bytes, file: str) -> ForeignFile:
    """The people in a vCard file; organisations and groups of people are passed over, and said so.

    Raises:
        JobnetError: there is no whole card in it.
    """
    text, note = decode(data)
    if note.startswith("not UTF-8"):  # it may be, with lines folded in the middle of a character
        text, note = decode(_FOLD.sub(b"", data))
    records, skipped, notes = [], [], [note] if note else []
    number = 0
    for number, card in enumerate(_cards(text, file), start=1):
        values, question = _person(card) if isinstance(card, list) else (card, "")
        if isinstance(values, str):
            skipped.append(Skipped(number, values))
            continue
        mails = (each.text for each in card if isinstance(each, Property) and each.name == "email")
        addresses = tuple(each.removeprefix("mailto:") for each in mails)
        records.append(ForeignRecord(Section.CONTACTS, values, number, addresses=addresses))
        notes += [f"card {number}: {question}"] if question else []
    begun = len(_ANY_BEGIN.findall(text))
    if begun > number:  # counted in another way: nobody is lost without a word
        notes.append(f"{begun} cards begin in it and {number} were found; look whether somebody is missing")
    return ForeignFile("vCard", tuple(records), tuple(skipped), tuple(notes))


def _cards(text: str, file: str) -> Iterator[list[Property] | str]:
    """Each card's properties, or why it has none."""
    lines: list[str] | None = None
    begun = 0
    for line in _lines(text):
        if _BEGIN.fullmatch(line):
            begun += 1
            if lines is not None:
                yield "cut off: another card begins before it ends"
            lines = []
        elif _END.fullmatch(line) and lines is not None:
            yield [found for each in lines if (found := _property(each)) is not None]
            lines = None
        elif lines is not None:
            lines.append(line)
    if lines is not None:
        raise unusable(file, f"it ends in the middle of card {begun}: {CUT_OFF}")
    if not begun:
        raise unusable(file, "there is no whole vCard in it (BEGIN:VCARD … END:VCARD).")


def _lines(text: str) -> Iterator[str]:
    """Whole lines: folded ones and soft line breaks joined, marks of byte order between them gone."""
    parts: list[str] = []
    is_quoted = False
    for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n"):
        if is_quoted and parts[-1].endswith("=") and not _USED.match(line):
            parts[-1] = parts[-1][:-1]
            parts.append(line)
        elif line[:1] in {" ", "\t"} and parts and not _END.fullmatch(parts[0]):
            parts.append(line[1:])
        else:
            yield "".join(parts)
            parts = [line.strip("\ufeff\u200b \t")]
            is_quoted = _QUOTED_PRINTABLE.match(parts[0]) is not None
    yield "".join(parts)


def _property(line: str) -> Property | None:
    found = _PROPERTY.fullmatch(line)
    if found is None:
        return None
    params: dict[str, list[str]] = {}
    for each in _PARAMETER.findall(found["params"]):
        name, equals, value = each.partition("=")
        # Version 2.1 writes `TEL;CELL:`, the later ones `TEL;TYPE=CELL:`.
        if not equals:
            is_coding = name.upper() in {"QUOTED-PRINTABLE", "BASE64"}
            name, value = ("ENCODING" if is_coding else "TYPE"), name
        params.setdefault(name.upper(), []).extend(part.strip('" ').casefold() for part in value.split(","))
    value = _decoded(found["value"], params)
    return Property((found["group"] or "").casefold(), found["name"].casefold(), params, value)


def _decoded(value: str, params: dict[str, list[str]]) -> str:
    coding, charset = (next(iter(params.get(name, [])), "") for name in ("ENCODING", "CHARSET"))
    try:
        if coding == "quoted-printable":
            return quopri.decodestring(value.encode()).decode(charset or "utf-8", "replace")
        if coding in {"b", "base64"}:
            return b64decode(value).decode(charset or "utf-8")
    except (LookupError, ValueError):
        pass
    return value


def _person(card: list[Property]) -> tuple[dict[str, Value] | str, str]:
    """The profile's keys for one card, or why there are none; and a question about the name."""
    by_name: dict[str, list[Property]] = {}
    for each in card:
        by_name.setdefault(each.name, []).append(each)
    kind = _first(by_name, "kind", "x-addressbookserver-kind").casefold()
    if _first(by_name, "x-abshowas").casefold() == "company":
        kind = "org"
    if kind in _NO_PERSON:
        return f"not a person but {_NO_PERSON[kind]}", ""
    family, given, middle, prefix, _ = by_name["n"][0].fields(5) if "n" in by_name else [""] * 5
    whole = _first(by_name, "fn") or " ".join(filter(None, (given, middle, family)))
    name, question = person_name(whole, given, family, prefix)
    if not name:
        return "no name", ""
    organisation = by_name["org"][0].fields(1)[0] if "org" in by_name else ""
    return said(
        name=name,
        email=_first(by_name, "email").removeprefix("mailto:"),
        phone=_phone(by_name.get("tel", [])),
        honorific=prefix if family else None,
        family=family if prefix else None,
        company=organisation,
        title=_first(by_name, "title", "role"),
        post=_post(by_name),
        groups=tuple(_categories(by_name.get("categories", []))),
    ), question


def _first(card: dict[str, list[Property]], *names: str) -> str:
    """The most preferred value that says something, of the first of these names that has one."""
    found = (each.text for name in names for each in _preferred(card.get(name, [])))
    return next(filter(None, found), "")


def _preferred(properties: Iterable[Property]) -> list[Property]:
    return sorted(properties, key=lambda each: each.preference)


def _phone(numbers: list[Property]) -> str:
    voices = [each for each in numbers if not _NO_VOICE & set(each.params.get("TYPE", []))]
    return next((each.text.removeprefix("tel:") for each in _preferred(voices) if each.text), "")


def _post(card: dict[str, list[Property]]) -> tuple[str, ...]:
    for each in _preferred(card.get("adr", [])):
        box, extended, street, town, region, code, country = each.fields(7)
        where = next((one.text for one in card.get("x-abadr", []) if one.group and one.group == each.group), "")
        lines = _address_lines((street, extended, box), town, region, code, country, code_of_country=where)
        if lines:
            return lines
    return ()


def _categories(properties: Iterable[Property]) -> Iterator[str]:
    for each in properties:
        yield from filter(None, (_unescaped(part) for part in _split(_LIST, each.value)))


def _split(separator: re.Pattern[str], value: str) -> list[str]:
    """Parted where the separator is not escaped."""
    return separator.sub("\\1\n", value.replace("\n", " ")).split("\n")


def _unescaped(value: str) -> str:
    plain = _ESCAPED.sub(lambda found: " " if found[1] in "nN" else found[1], value)
    return " ".join(plain.split())


def _address_lines(
    street: Sequence[str], town: str, region: str, code: str, country: str, *, code_of_country: str = ""
) -> tuple[str, ...]:
    """The lines of an address: `Zanesville, OH 43701` in the United States, `90402 Nürnberg` in Germany."""
    where = name_key(country or code_of_country)
    is_american = where in _COMMA_REGION_CODE or (
        not where and _STATE.fullmatch(region) is not None and _OF_AMERICA.fullmatch(code) is not None
    )
    if is_american:
        state = " ".join(filter(None, (region, code)))
        last = [", ".join(filter(None, (town, state)))]
    elif where in _REGION_CODE:
        last = [" ".join(filter(None, (town, region, code)))]
    elif where in _CODE_LAST:
        last = [town, region, code]
    else:
        last = [" ".join(filter(None, (code, town))), region if region != town else ""]
    return tuple(filter(None, (*street, *last, country)))
