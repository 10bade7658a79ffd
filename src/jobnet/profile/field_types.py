"""The kinds of value that only a profile has: prose, dates, addresses, people, references."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from jobnet.patterns import pattern
from jobnet.profile.addresses import email_trouble, url_trouble
from jobnet.profile.dates import date_of, partial_date_of
from jobnet.profile.mailable import address_trouble, header_trouble
from jobnet.profile.model import Locale, Person, Prose, Url
from jobnet.profile.names import company_key, name_key
from jobnet.yamltext.nodes import Mapping, Scalar
from jobnet.yamltext.parsing import forbidden, named
from jobnet.yamltext.schema import (
    SCHEMA_TEXT,
    First,
    Leaf,
    ListOf,
    MapOf,
    Reading,
    Record,
    Text,
    is_slot,
    made,
    not_text,
    shown,
)

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from jobnet.profile.model import Contact, PartialDate
    from jobnet.yamltext.nodes import Node, Source

LONGEST_NAME, LONGEST_PROSE = 200, 5000
_MOST_CANDIDATES = 8

_NAMED_ADDRESS = pattern(r"(?P<name>[^<>]*[^<>\s])\s*<(?P<email>[^<>]*@[^<>]*)>")
# What the schema says of dates: editors mark a thirteenth month as it is typed.
_YEAR, _MONTH, _DAY = "(19[7-9][0-9]|20[0-9]{2}|2100)", "(0[1-9]|1[0-2])", "(0[1-9]|[12][0-9]|3[01])"
_LOCALE = pattern(r"([A-Za-z]{2,3})(?:[-_]([A-Za-z]{2}))?")
_MAY_BE_BLOCK = pattern(r"[ \t]*(?:#{1,6}(?:\s|$)|[-*+](?:\s|$)|[0-9]{1,9}[.)](?:\s|$)|>|```|~~~)", re.MULTILINE)
_BLOCK_SIGNS = frozenset("#-*+>`~0123456789")
_UNDERLINE = pattern(r"\n[ \t]*(?:=+|-+)[ \t]*(?:\n|$)")
_HTML = pattern(r"</?[A-Za-z][A-Za-z0-9-]*(?:\s[^<>]*)?/?>|<!--|<\?|<![A-Z]")
_TURNS = pattern("[\u202a-\u202e]")  # isolates may stay: they turn only what is meant
_SPACES = pattern(r"\s*\n\s*")


class People:
    """The contacts, found by what a reference or a person's name says."""

    def __init__(self, contacts: Iterable[Contact]) -> None:
        self.contacts = tuple(contacts)
        self.by_id = {contact.id: contact for contact in self.contacts if contact.id}
        self.by_name: dict[str, list[Contact]] = {}
        self.by_key: dict[str, list[Contact]] = {}
        for contact in self.contacts:
            self.by_name.setdefault(contact.name, []).append(contact)
            self.by_key.setdefault(name_key(contact.name), []).append(contact)

    def called(self, name: str) -> list[Contact]:
        """The contacts of this name: as typed, else folded."""
        return self.by_name.get(name) or self.by_key.get(name_key(name)) or []

    def person(self, name: str) -> Contact | None:
        """The one contact of exactly this name, or None."""
        found = self.called(name)
        return found[0] if len(found) == 1 else None


class ProfileReading(Reading):
    """A profile being read: the contacts so far, and whether the search is confidential."""

    def __init__(self, source: Source, languages: Iterable[str] | None = None) -> None:
        super().__init__(source)
        self.languages = tuple(languages) if languages is not None else None
        self.people = People(())
        self.confidential = False
        self.dates: dict[str, dt.date] = {}
        self.persons: dict[str, Person] = {}
        self.recruiters: list[Contact] = []
        """Those of whom only the companies can tell whether they recruit in-house."""


class OneLine(Text):
    """Literal text that an address or a subject may come from: what no e-mail can carry is warned about."""

    def read(self, reading: Any, node: Node, _path: str = "") -> str | None:
        value = super().read(reading, node)
        if value and not (value.isprintable() and "=?" not in value) and (trouble := header_trouble(value, self.most)):
            reading.warn(node, f"no e-mail can carry `{shown(value)}`: it {trouble}")
        return value


class ProseText(Leaf):
    """¶: sentences with inline Markdown. Line breaks are spaces: the program wraps."""

    def read(self, reading: Any, node: Node, _path: str = "") -> Prose | None:
        if not isinstance(node, Scalar):
            not_text(reading, node)
            return None
        value = node.value.strip()
        if not value or is_slot(reading, node, value):
            return None
        trouble = _forbidden(value) or _unfit(value) or _markup_trouble(value)
        if trouble:
            reading.mistake(node, *trouble)
            return None
        return Prose(_SPACES.sub(" ", value) if "\n" in value else value, reading.source.place(node.start))

    def schema(self) -> dict[str, Any]:
        return SCHEMA_TEXT | {"maxLength": LONGEST_PROSE}


class Several(ListOf):
    """A list of names. One text with commas in it may be one name or several: it is read as one, and asked about."""

    def read(self, reading: Any, node: Node, path: str) -> tuple[Any, ...] | None:
        if isinstance(node, Scalar) and "," in node.value:
            parts = [part for each in node.value.split(",") if (part := each.strip())]
            if len(parts) > 1 and not any(company_key(f"x {part}") == "x" for part in parts[1:]):  # "Foods, Inc."
                one = shown(node.value)
                hint = f'If these are several, write `[{", ".join(parts)}]`; if it is one, write `["{one}"]`.'
                reading.warn(node, f"`{one}` is taken as one, with a comma in it.", hint)
        return super().read(reading, node, path)


class Note(Leaf):
    """What never leaves the file: any text, of any number of lines."""

    def read(self, reading: Any, node: Node, _path: str = "") -> str | None:
        if not isinstance(node, Scalar):
            not_text(reading, node)
            return None
        value = node.value.strip()
        if not value or is_slot(reading, node, value):
            return None
        trouble = _forbidden(value)
        return reading.mistake(node, *trouble) if trouble else value

    def schema(self) -> dict[str, Any]:
        return SCHEMA_TEXT


def _forbidden(value: str) -> tuple[str, str] | None:
    """A character that no text may hold, of however many lines."""
    character = forbidden(value)
    return (f"a {named(character)} in the text.", "Take it out.") if character else None


def _unfit(value: str) -> tuple[str, str] | None:
    """What would keep every rule busy for minutes, and marks that show a reader other words than stand there."""
    if len(value) > LONGEST_PROSE:
        return f"this text has {len(value)} characters; the limit is {LONGEST_PROSE}.", "Shorten it."
    turn = None if value.isprintable() else _TURNS.search(value)
    return turn and (f"an invisible {named(turn.group())} in the text.", "Take it out, or type the text anew.")


def _markup_trouble(value: str) -> tuple[str, str] | None:
    """Markdown that is more than emphasis and links."""
    hint = "Write plain sentences; emphasis and links are all the Markdown there is here."
    if "![" in value:
        return "images cannot stand in a sentence.", hint
    if "<" in value and (found := _HTML.search(value)):
        return f"raw HTML (`{shown(found.group())}`) cannot stand in a sentence.", hint
    if (value.lstrip()[:1] in _BLOCK_SIGNS and _MAY_BE_BLOCK.match(value)) or (
        "\n" in value and (_MAY_BE_BLOCK.search(value, 1) or _UNDERLINE.search(value))
    ):
        line = next((line for line in value.splitlines() if _MAY_BE_BLOCK.match(line)), value).strip()
        what = (
            "a heading" if line.startswith("#") else "a quotation or code" if line[0] in ">`~" else "a list or heading"
        )
        return f"{what} cannot stand in a sentence (`{shown(line)}`).", hint
    return None


class Day(Leaf):
    """A date, whole."""

    def read(self, reading: Any, node: Node, _path: str = "") -> dt.date | None:
        if node.__class__ is not Scalar:
            not_text(reading, node)
            return None
        found = reading.dates.get(node.value)
        if found is None:
            found = date_of(node.value.strip())
            if isinstance(found, tuple):
                return reading.mistake(node, *found)  # type: ignore[no-any-return]
            reading.dates[node.value] = found
        return found  # type: ignore[no-any-return]

    def schema(self) -> dict[str, Any]:
        return {"type": ["string", "null"], "pattern": f"^{_YEAR}-{_MONTH}-{_DAY}$"}


class PartialDay(Leaf):
    """A date that may stop at the month or year."""

    def read(self, reading: Any, node: Node, _path: str = "") -> PartialDate | None:
        if not isinstance(node, Scalar):
            not_text(reading, node)
            return None
        found = partial_date_of(node.value.strip())
        if isinstance(found, tuple):
            return reading.mistake(node, *found)  # type: ignore[no-any-return]
        return found

    def schema(self) -> dict[str, Any]:
        whole = {"type": ["string", "null"], "pattern": f"^{_YEAR}(-{_MONTH}(-{_DAY})?)?$"}
        return {"anyOf": [whole, {"type": "integer"}]}


class Email(Leaf):
    """One address."""

    def read(self, reading: Any, node: Node, _path: str = "") -> str | None:
        if not isinstance(node, Scalar):
            not_text(reading, node)
            return None
        return checked_email(reading, node, node.value.strip())

    def schema(self) -> dict[str, Any]:
        return {"type": ["string", "null"], "pattern": r"^\s*([^@\s<>,;]+@[^@\s<>,;]+)?\s*$"}


def checked_email(reading: Reading, node: Node, value: str) -> str | None:
    """The address, or None with the reason noted."""
    if not value or is_slot(reading, node, value):
        return None
    trouble = email_trouble(value)
    if trouble:
        reading.mistake(
            node, f"`{shown(value)}` is not one email address: {trouble}.", "Write it as `name@example.com`."
        )
        return None
    if trouble := address_trouble(value):
        reading.warn(node, f"no e-mail can be sent there: {trouble}.", "Correct it.")
    return value


class WebAddress(Leaf):
    """An http or https address; in `links`, a mailto link too."""

    def __init__(self, *, mail: bool = False) -> None:
        self.mail = mail

    def read(self, reading: Any, node: Node, _path: str = "") -> Url | None:
        value = Text().read(reading, node)
        if value is None:
            return None
        trouble = url_trouble(value, mail=self.mail)
        if trouble:
            return reading.mistake(node, f"`{shown(value)}`: {trouble[0]}", trouble[1])  # type: ignore[no-any-return]
        return Url(value)

    def schema(self) -> dict[str, Any]:
        return {
            "type": ["string", "null"],
            "pattern": "^([hH][tT][tT][pP][sS]?://" + ("|mailto:)" if self.mail else ")"),
        }


class LocaleName(Leaf):
    """`de-DE`; the language must have templates, where the reading knows which have."""

    def read(self, reading: Any, node: Node, _path: str = "") -> Locale | None:
        value = Text().read(reading, node)
        if value is None:
            return None
        found = _LOCALE.fullmatch(value)
        if not found:
            what = f"`{shown(value)}` is not a locale."
            return reading.mistake(node, what, "Write language and country: `en-GB`.")  # type: ignore[no-any-return]
        language = found[1].lower()
        if reading.languages is not None and language not in reading.languages:
            listed = ", ".join(f"`{each}`" for each in reading.languages)
            what = f"there are no templates for the language `{language}`."
            return reading.mistake(node, what, f"There are {listed}.")  # type: ignore[no-any-return]
        return Locale(language, (found[2] or "").upper())

    def schema(self) -> dict[str, Any]:
        return {"type": ["string", "null"], "pattern": "^[A-Za-z]{2,3}([-_][A-Za-z]{2})?$"}


class NamedAddress(Leaf):
    """The text that stands for a person: a name, or `Ruth Abernathy <ruth@example.com>`."""

    def read(self, reading: Any, node: Node, _path: str = "") -> dict[str, Any] | None:
        value = Text().read(reading, node)
        if value is None:
            return None
        found = _NAMED_ADDRESS.fullmatch(value) if "<" in value else None
        if not found:
            name = OneLine(LONGEST_NAME).read(reading, node)
            return {"name": name} if name else None
        email = checked_email(reading, node, found["email"].strip())
        return {"name": found["name"].strip().strip('"').strip(), "email": email} if email else None

    def schema(self) -> dict[str, Any]:
        return SCHEMA_TEXT | {"maxLength": LONGEST_NAME + 300}


class PersonShape(Leaf):
    """A person in an application: a text or an object; one contact's exact name makes them that contact."""

    def __init__(self, record: Record) -> None:
        self.record = record
        self.parts = (record,)

    def read(self, reading: Any, node: Node, path: str = "") -> Person | None:
        if node.__class__ is Scalar:
            known = reading.persons.get(node.value)
            if known is not None:
                return known  # type: ignore[no-any-return]
        values = self.record.read(reading, node, path)
        if values is None:
            return None
        values["contact"] = reading.people.person(values["name"])
        person = made(Person, values)
        if node.__class__ is Scalar:
            reading.persons[node.value] = person
        return person

    def schema(self) -> dict[str, Any]:
        return self.record.schema()


class ContactName(Leaf):
    """A reference to a contact, by `id`, or by `name` when only one bears it."""

    def read(self, reading: Any, node: Node, _path: str = "") -> Contact | None:
        value = Text().read(reading, node)
        if value is None:
            return None
        people: People = reading.people
        if value in people.by_id:
            return people.by_id[value]
        found = people.called(value)
        if len(found) == 1:
            return found[0]
        if found:
            listed = ", ".join(_described(contact) for contact in found[:_MOST_CANDIDATES])
            hint = f"They are {listed}. Give each an `id` and name that."
            return reading.mistake(node, f"{len(found)} contacts are called `{shown(value)}`.", hint)  # type: ignore[no-any-return]
        return reading.mistake(node, f"no contact is called `{shown(value)}`.", _candidates(reading, value))  # type: ignore[no-any-return]

    def schema(self) -> dict[str, Any]:
        return SCHEMA_TEXT


def _described(contact: Contact) -> str:
    line = f"line {contact.at.line}"
    return f"`{contact.id}` ({line})" if contact.id else f"`{contact.email or contact.name}` ({line})"


def _candidates(reading: ProfileReading, value: str) -> str:
    from jobnet.profile.matching import matching_contacts

    known = list(dict.fromkeys(contact.id or contact.name for contact in reading.people.contacts))
    if not known:
        return "There are no contacts yet; add this one under `contacts`."
    near = [contact.name for contact in matching_contacts(reading.people.contacts, value)]
    if near:
        return "Did you mean " + " or ".join(f"`{name}`" for name in near[:_MOST_CANDIDATES]) + "?"
    names = [name for contact in reading.people.contacts for name in (contact.name, contact.id) if name]
    guess = reading.did_you_mean(value, names)
    if guess or len(known) > _MOST_CANDIDATES:
        return f"{guess} Add the contact, or write an `id` or `name` of `contacts`.".strip()
    return "The contacts are " + ", ".join(f"`{name}`" for name in known) + "."


class SalutationShape(Leaf):
    """The whole greeting, or one for each language."""

    _text = Text(LONGEST_NAME)
    _map = MapOf(_text, says="en")

    def read(self, reading: Any, node: Node, _path: str = "") -> Any:
        return self._map.read(reading, node) if isinstance(node, Mapping) else self._text.read(reading, node)

    def schema(self) -> dict[str, Any]:
        return {"anyOf": [self._text.schema(), self._map.schema()]}


class EitherText(First):
    """A text that stands for one of two first keys, told apart by how it looks: `resume: https://…`."""

    def __init__(self) -> None:
        super().__init__("url", Text())

    def read(self, reading: Any, node: Node, _path: str = "") -> dict[str, Any] | None:
        value = Text().read(reading, node)
        if value is None:
            return None
        if "://" not in value and not re.match(r"(?i)(javascript|data|mailto|file):|www\.", value):
            return {"file": value}
        url = WebAddress().read(reading, node)
        return None if url is None else {"url": url}
