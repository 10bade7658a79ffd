"""vCards 2.1, 3.0 and 4.0: files of many, folded lines, groups, old charsets. What is not used is not looked at."""

from __future__ import annotations

import quopri
import re
from base64 import b64decode
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from jobnet.importing.contacts import good_first, left_out, person_name
from jobnet.importing.records import ForeignFile, ForeignRecord, Section, Skipped, Value, said, unusable
from jobnet.importing.tables import CUT_OFF, decode
from jobnet.patterns import pattern
from jobnet.profile.names import name_key

_FOLD = re.compile(rb"(?<!END:VCARD)\r?\n[ \t](?!\s*BEGIN:VCARD)", re.IGNORECASE)
_DECLARED = re.compile(rb"^[^:\r\n]*;CHARSET=\"?([\w.:-]+?)\"?[;:].*$", re.IGNORECASE | re.MULTILINE)
"""A line that says in what it is written."""
_BEGIN = pattern(r"BEGIN:VCARD\s*", re.IGNORECASE)
_END = pattern(r"END:VCARD\s*", re.IGNORECASE)
_ANY_BEGIN = pattern(r"BEGIN:VCARD", re.IGNORECASE)
_ANY_END = pattern(r"END:VCARD", re.IGNORECASE)
_VERSION = pattern(r"VERSION:", re.IGNORECASE)
_PIECE = pattern(r"BEGIN:VCARD|END:VCARD", re.IGNORECASE)
_JOINED = pattern(r"(?<![^\r\n])(END:VCARD)(?:[^\r\n]*?(?=BEGIN:VCARD)|(?=[^\r\n]))", re.IGNORECASE)
"""Where a file without a line end at its end was joined to the next one."""
_PROPERTY = pattern(
    r"(?:(?P<group>[\w-]+)\.)?(?P<name>[\w-]+)(?P<params>(?:;(?:[^\":;]|\"[^\"]*\")*)*):(?P<value>.*)", re.DOTALL
)
_PARAMETER = pattern(r";((?:[^\";]|\"[^\"]*\")*)")
_QUOTED_PRINTABLE = pattern(r"[^:]*[;=]QUOTED-PRINTABLE[;:]", re.IGNORECASE)
_USED = pattern(r"(?:[\w-]+\.)?(?:BEGIN|END|FN|N|EMAIL|TEL|ORG|TITLE|ROLE|ADR|CATEGORIES|KIND)[;:]", re.IGNORECASE)
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
_COMMA_REGION_CODE = frozenset(
    {
        "us", "usa", "u s", "u s a", "united states", "united states of america", "pr", "puerto rico", "in", "india",
        "br", "brazil", "brasil", "jp", "japan", "kr", "south korea", "cn", "china",
    }
)  # fmt: skip
_REGION_CODE = frozenset({"ca", "canada", "au", "australia", "nz", "new zealand"})
_CODE_LAST = frozenset(
    {"gb", "uk", "united kingdom", "great britain", "england", "scotland", "wales", "northern ireland", "ie", "ireland"}
)
_OF_AMERICA = pattern(r"[A-Z]{2} \d{5}(?:-\d{4})?")


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
        number = _first_of(self.params, "PREF")
        return int(number) if _RANK.fullmatch(number) else _LEAST_PREFERRED


_Card = Mapping[str, list[Property]]
"""The properties by name, the most preferred first."""


def vcards(data: bytes, file: str) -> ForeignFile:
    """The people in a vCard file; organisations and groups of people are passed over, and said so.

    Raises:
        JobnetError: there is no whole card in it.
    """
    text, note = decode(data)
    if note.startswith("not UTF-8"):  # it may be, with lines folded in the middle of a character
        text, note = decode(_DECLARED.sub(_in_utf8, _FOLD.sub(b"", data)))
    text = _JOINED.sub(r"\1\n", text)
    records, skipped, notes = [], [], [note] if note else []
    number = 0
    for number, card in enumerate(_cards(text, file), start=1):
        values, question = (card, "") if isinstance(card, str) else _person(card)
        if isinstance(card, str) or isinstance(values, str):
            skipped.append(Skipped(number, str(values)))
            continue
        addresses = _addresses(card)
        others = left_out(values, (*addresses, *_telephones(card), *_companies(card)))
        records.append(ForeignRecord(Section.CONTACTS, values, number, addresses=addresses, others=others))
        notes += [f"card {number}: {question}"] if question else []
    counted = {"begin": _ANY_BEGIN, "end": _ANY_END}
    for what, mark in counted.items():  # counted in other ways: nobody is lost without a word
        if (count := len(mark.findall(text))) > number:
            known = {record.values["name"] for record in records}
            lost = [name for piece in _PIECE.split(text) if (name := _name(_lines(piece))) and name not in known]
            who = f": {', '.join(dict.fromkeys(lost))}" if lost else ""
            notes.append(f"{count} cards {what} in it and {number} were found; look whether somebody is missing{who}")
            break
    return ForeignFile("vCard", tuple(records), tuple(skipped), tuple(notes))


def _in_utf8(line: re.Match[bytes]) -> bytes:
    """Old phones write each line in the charset that it names."""
    try:
        return line[0].decode(line[1].decode()).encode()
    except (LookupError, ValueError):
        return line[0]


def _cards(text: str, file: str) -> Iterator[_Card | str]:
    """Each card, or why there is none."""
    lines: list[str] = []
    is_open = False
    begun = 0
    for line in _lines(text):
        if _BEGIN.fullmatch(line):
            begun += 1
            if is_open:
                yield _named("cut off: another card begins before it ends", lines)
            lines, is_open = [], True
        elif _END.fullmatch(line):
            if is_open and sum(map(bool, map(_VERSION.match, lines))) > 1:
                yield _named("two cards ran into one", lines)
            elif is_open:
                yield _card(lines)
            elif _name(lines):
                yield _named("its beginning is missing", lines)
            lines, is_open = [], False
        else:
            lines.append(line)
    last = lines[-1].rstrip("\ufffd").upper() if lines else ""
    if is_open or (last and "BEGIN:VCARD".startswith(last)):
        raise unusable(file, f"it ends in the middle of card {begun + (not is_open)}: {CUT_OFF}")
    if not begun:
        raise unusable(file, "there is no whole vCard in it (BEGIN:VCARD … END:VCARD).")


def _card(lines: Iterable[str]) -> _Card:
    card = defaultdict(list)
    for each in sorted(filter(None, map(_property, lines)), key=lambda each: each.preference):
        card[each.name].append(each)
    return card


def _name(lines: Iterable[str]) -> str:
    """Whom they speak of, whether they are a whole card or not."""
    values, _ = _person(_card(lines))
    return "" if isinstance(values, str) else str(values["name"])


def _named(trouble: str, lines: list[str]) -> str:
    names = ", ".join(dict.fromkeys(filter(None, (_name([line]) for line in lines))))
    return f"{names}: {trouble}" if names else trouble


def _lines(text: str) -> Iterator[str]:
    """Whole lines: folded ones and soft line breaks joined, marks of byte order between them gone."""
    parts: list[str] = []
    is_quoted = False
    for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n"):
        bare = line.strip("\ufeff\u200b \t")
        begins = _BEGIN.fullmatch(bare)
        if is_quoted and parts[-1].endswith("=") and not _USED.match(line) and not begins:
            parts[-1] = parts[-1][:-1]
            parts.append(line)
        elif line[:1] in {" ", "\t"} and parts and not _END.fullmatch(parts[0]) and not begins:
            parts.append(line[1:])
        else:
            yield "".join(parts)
            parts = [bare]
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
    coding, charset = _first_of(params, "ENCODING"), _first_of(params, "CHARSET")
    try:
        if coding == "quoted-printable":
            return quopri.decodestring(value.encode()).decode(charset or "utf-8", "replace")
        if coding in {"b", "base64"}:
            return b64decode(value).decode(charset or "utf-8")
    except (LookupError, ValueError):
        pass
    return value


def _first_of(params: Mapping[str, list[str]], name: str) -> str:
    return next(iter(params.get(name, [])), "")


def _person(card: _Card) -> tuple[dict[str, Value] | str, str]:
    """The profile's keys for one card, or why there are none; and a question about the name."""
    has_no_parts = "n" in card and not any(card["n"][0].fields(5))
    is_called_so = has_no_parts and "org" in card and card["org"][0].fields(1)[0] == _first(card, "fn")
    is_company = is_called_so or _first(card, "x-abshowas").casefold() == "company"
    kind = "org" if is_company else _first(card, "kind", "x-addressbookserver-kind").casefold()
    if kind in _NO_PERSON:
        return f"not a person but {_NO_PERSON[kind]}", ""
    family, given, middle, prefix, _ = card["n"][0].fields(5) if "n" in card else [""] * 5
    prefix = " ".join(prefix.replace(",", " ").split())  # "Dr.,Prof." are two
    whole = _first(card, "fn") or _spaced(given, middle, family)
    name, question = person_name(whole, given, family, prefix)
    if not name:
        return "no name", ""
    groups = (_unescaped(part) for each in card.get("categories", []) for part in _split(_LIST, each.value))
    return said(
        name=name,
        email=next(iter(_addresses(card)), None),
        phone=next(iter(_telephones(card)), None),
        honorific=prefix if family else None,
        family=family if prefix else None,
        company=next(iter(_companies(card)), None),
        title=_first(card, "title", "role"),
        post=next(filter(None, (_address_lines(each, card) for each in card.get("adr", []))), None),
        groups=tuple(filter(None, groups)),
    ), question


def _addresses(card: _Card) -> tuple[str, ...]:
    return good_first(each.text for each in card.get("email", []))


def _telephones(card: _Card) -> list[str]:
    voices = (each.text for each in card.get("tel", []) if not _NO_VOICE & {*each.params.get("TYPE", [])})
    return [each[4:] if each[:4].casefold() == "tel:" else each for each in voices if each]


def _companies(card: _Card) -> list[str]:
    return [name for each in card.get("org", []) if (name := each.fields(1)[0])]


def _first(card: _Card, *names: str) -> str:
    """The most preferred value that says something, of the first of these names that has one."""
    return next((each.text for name in names for each in card.get(name, []) if each.text), "")


def _address_lines(address: Property, card: _Card) -> tuple[str, ...]:
    """As its country writes it: `Zanesville, OH 43701` in the United States, `90402 Nürnberg` in Germany."""
    box, extended, street, town, region, code, country = address.fields(7)
    countries = (each.text for each in card.get("x-abadr", []) if each.group and each.group == address.group)
    where = name_key(country or next(countries, ""))
    if where in _COMMA_REGION_CODE or (not where and _OF_AMERICA.fullmatch(f"{region} {code}")):
        last = [", ".join(filter(None, (town, _spaced(region, code))))]
    elif where in _REGION_CODE:
        last = [_spaced(town, region, code)]
    elif where in _CODE_LAST:
        last = [town, region, code]
    else:
        last = [_spaced(code, town), region if region != town else ""]
    return tuple(filter(None, (street, extended, box, *last, country)))


def _spaced(*parts: str) -> str:
    return " ".join(filter(None, parts))


def _split(separator: re.Pattern[str], value: str) -> list[str]:
    """Parted where the separator is not escaped."""
    return separator.sub("\\1\n", value.replace("\n", " ")).split("\n")


def _unescaped(value: str) -> str:
    plain = _ESCAPED.sub(lambda found: " " if found[1] in "nN" else found[1], value)
    return " ".join(plain.split())
