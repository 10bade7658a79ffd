"""vCards 2.1, 3.0 and 4.0: files of many, folded lines, groups, old charsets."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from jobnet.importing.records import Reading, Record, Section, Skipped, said, unusable
from jobnet.importing.tables import CUT_OFF, decode
from jobnet.patterns import pattern

if TYPE_CHECKING:
    from jobnet.importing.records import Value

_FOLD = re.compile(rb"\r?\n[ \t]")
_CARD = pattern(r"^BEGIN:VCARD\s*$.*?^END:VCARD\s*$", re.MULTILINE | re.DOTALL | re.IGNORECASE)
_BARE_ENCODING = pattern(
    r"^((?:[\w-]+\.)?[\w-]+(?:;[^:\n]*)?);(QUOTED-PRINTABLE|BASE64|HOME|WORK|CELL|PREF|VOICE)(?=[;:])", re.MULTILINE
)


def vcards(data: bytes, file: str) -> Reading:
    """The people in a vCard file; organisations and groups of people are passed over, and said so.

    Raises:
        JobnetError: there is no whole card in it.
    """
    text, note = decode(data)
    if note.startswith("not UTF-8"):  # it may be, with lines folded in the middle of a character
        text, note = decode(_FOLD.sub(b"", data))
    cards = _CARD.findall(text.replace("\r\n", "\n").replace("\r", "\n"))
    if not cards:
        raise unusable(file, "there is no whole vCard in it (BEGIN:VCARD … END:VCARD).")
    begun = len(re.findall(r"^BEGIN:VCARD", text, re.MULTILINE | re.IGNORECASE))
    if begun > len(cards):
        raise unusable(file, f"it ends in the middle of card {begun}: {CUT_OFF}")
    records, skipped = [], []
    for number, card in enumerate(cards, start=1):
        values = _person(card)
        if isinstance(values, str):
            skipped.append(Skipped(number, values))
        else:
            records.append(Record(Section.CONTACTS, values, number))
    return Reading("vCard", tuple(records), tuple(skipped), (note,) if note else ())


def _person(card: str) -> dict[str, Value] | str:
    """The profile's keys for one card, or why there are none."""
    import vobject

    vobject.base.logger.disabled = True  # what it cannot read it would say to the user, in its own words

    try:
        read = vobject.readOne(_as_parameters(card), allowQP=True, ignoreUnreadable=True)
    except Exception as why:  # noqa: BLE001  whatever a foreign card makes the library raise, the other cards go on
        return f"unreadable ({str(why).splitlines()[0][:60] if str(why) else type(why).__name__})"
    kind = (_text(read, "kind") or _text(read, "x-addressbookserver-kind")).casefold()
    if _text(read, "x-abshowas").casefold() == "company":
        kind = "org"
    if kind in {"org", "group", "location"}:
        return f"not a person ({kind})"
    name = _text(read, "fn") or _structured(read)
    if not name:
        return "no name"
    family = _part(read, "family")
    prefix = _part(read, "prefix")
    return said(
        name=name,
        email=_text(read, "email").removeprefix("mailto:"),
        phone=_text(read, "tel").removeprefix("tel:"),
        honorific=prefix if family else None,
        family=family if prefix else None,
        company=_organisation(read),
        title=_text(read, "title") or _text(read, "role"),
        post=_post(read),
        groups=tuple(_categories(read)),
    )


def _as_parameters(card: str) -> str:
    """Version 2.1 writes `TEL;CELL:`; version 3 and the library want `TEL;TYPE=CELL:`."""
    previous = ""
    while previous != card:
        previous = card
        card = _BARE_ENCODING.sub(
            lambda m: f"{m[1]};{'ENCODING' if m[2].upper() in {'QUOTED-PRINTABLE', 'BASE64'} else 'TYPE'}={m[2]}", card
        )
    return card


def _text(card: Any, name: str) -> str:
    lines = sorted(card.contents.get(name, []), key=_preference)
    values = (getattr(each, "value", "") for each in lines)
    return next((" ".join(str(value).split()) for value in values if value and str(value).strip()), "")


def _preference(line: Any) -> int:
    """Version 4 numbers what is preferred from 1 to 100, the earlier ones mark one of the types."""
    params = {name.upper(): values for name, values in getattr(line, "params", {}).items()}
    if any(str(each).casefold() == "pref" for each in params.get("TYPE", [])):
        return 1
    number = str(next(iter(params.get("PREF", [])), ""))
    return int(number) if number.isdecimal() else 101


def _part(card: Any, part: str) -> str:
    for name in card.contents.get("n", []):
        value = getattr(name.value, part, "")
        return " ".join(value) if isinstance(value, list) else " ".join(str(value or "").split())
    return ""


def _structured(card: Any) -> str:
    return " ".join(filter(None, (_part(card, part) for part in ("given", "additional", "family"))))


def _organisation(card: Any) -> str:
    for each in card.contents.get("org", []):
        value = each.value[0] if isinstance(each.value, list) and each.value else each.value
        return " ".join(str(value).split())
    return ""


def _post(card: Any) -> tuple[str, ...]:
    for each in card.contents.get("adr", []):
        address = each.value
        town = " ".join(filter(None, (str(getattr(address, part, "") or "") for part in ("code", "city"))))
        lines = (str(getattr(address, "street", "") or ""), town, str(getattr(address, "country", "") or ""))
        return tuple(" ".join(line.split()) for line in lines if line.strip())
    return ()


def _categories(card: Any) -> list[str]:
    found = []
    for each in card.contents.get("categories", []):
        values = each.value if isinstance(each.value, list) else str(each.value).split(",")
        found += [" ".join(str(value).split()) for value in values if str(value).strip()]
    return found
