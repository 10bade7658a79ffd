"""How the nouns are read: the keys and their shapes come from the classes of `nouns.py` and from `Profile`.

What a plain text may stand for, and what one key says of another, is told here, noun by noun.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping as Map
from dataclasses import MISSING, fields
from functools import cached_property
from typing import TYPE_CHECKING, Annotated, Any, TypeAlias, get_args, get_origin

from jobnet.profile import nouns
from jobnet.profile.addresses import typed_domain
from jobnet.profile.field_types import SHAPES_OF_TEXTS, Headline, NamedAddress, UrlOrFile
from jobnet.profile.matching import find_contacts
from jobnet.profile.model import Profile, grouped
from jobnet.profile.names import company_key, name_key, plain_name, without_quotes
from jobnet.profile.vocabulary import Disclosure, EventFormat, Relationship, Stage, Updates
from jobnet.yamltext.nodes import Mapping, Node, Scalar, Sequence, YamlText
from jobnet.yamltext.schema import (
    Choice,
    Key,
    ListOf,
    RecordShape,
    Shape,
    Text,
    TreeReading,
    shown,
    unsaid,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from enum import Enum

_Values: TypeAlias = dict[str, Any]
_PYTHON_WORDS = {"people": "with", "reader": "for", "giver": "from"}
"""Keys that Python has for words of its own, by the field that stands for them."""

_MOST_CANDIDATES = 8

STAGES: dict[str, tuple[Stage, EventFormat | None]] = {stage.value: (stage, None) for stage in Stage} | {
    "phone_screen": (Stage.SCREENING, EventFormat.PHONE),
    "onsite": (Stage.INTERVIEW, EventFormat.ONSITE),
    "turned_down": (Stage.REJECTED, None),
    "ghosted": (Stage.NO_RESPONSE, None),
}
"""Every word for a stage, with what it says of the format."""


class ProfileReading(TreeReading):
    """A profile being read. Its search and contacts are read before all that refers to them."""

    def __init__(self, source: YamlText) -> None:
        super().__init__(source)
        self.confidential = False
        self.speaks_several = False
        self.contacts: list[nouns.Contact] = []
        self.recruiters: list[nouns.Contact] = []
        """Those of whom only the companies can tell whether they recruit in-house."""

    @cached_property
    def by_id(self) -> dict[str, nouns.Contact]:
        return {contact.id: contact for contact in self.contacts if contact.id}

    @cached_property
    def by_name(self) -> Map[str, list[nouns.Contact]]:
        """The contacts by their folded names, to be asked when all are read."""
        return grouped(self.contacts, lambda contact: name_key(contact.name) or contact.name)

    def called(self, name: str) -> list[nouns.Contact]:
        """The contacts of this name: as typed, else folded."""
        alike = self.by_name.get(name_key(name) or name, [])
        return [each for each in alike if each.name == name] or alike

    def person(self, name: str) -> nouns.Contact | None:
        """The one contact of exactly this name, or None."""
        same = self.called(name)
        return same[0] if len(same) == 1 else None


class ContactName(Text):
    """A reference to a contact, by `id`, or by `name` when only one bears it."""

    def meant(self, reading: Any, node: Scalar, text: str) -> Any:
        value = super().meant(reading, node, text)
        if value is None:
            return None
        called = [reading.by_id[value]] if value in reading.by_id else reading.called(value)
        if not called:
            return reading.mistake(node, f"no contact is called `{shown(value)}`.", _candidates(reading, value))
        if len(called) == 1:
            return called[0]
        listed = (f"`{each.id or each.email or each.name}` (line {each.at.line})" for each in called[:_MOST_CANDIDATES])
        hint = f"They are {', '.join(listed)}. Give each an `id` and name that."
        return reading.mistake(node, f"{len(called)} contacts are called `{shown(value)}`.", hint)


def _candidates(reading: ProfileReading, value: str) -> str:
    known = list(dict.fromkeys(contact.id or contact.name for contact in reading.contacts))
    if not known:
        return "There are no contacts yet; add this one under `contacts`."
    if near := find_contacts(reading.contacts, value):
        return "Did you mean " + " or ".join(f"`{contact.name}`" for contact in near[:_MOST_CANDIDATES]) + "?"
    guess = reading.did_you_mean(value, [name for each in reading.contacts for name in (each.name, each.id) if name])
    if guess or len(known) > _MOST_CANDIDATES:
        return f"{guess} Add the contact, or write an `id` or `name` of `contacts`.".strip()
    return "The contacts are " + ", ".join(f"`{name}`" for name in known) + "."


def choice_of(kind: type[Enum], **also: Any) -> Choice:
    """The values of a StrEnum as words."""
    return Choice({str(member.value): member for member in kind}, also)


SHAPES: dict[Any, Shape] = SHAPES_OF_TEXTS | {
    nouns.Contact: ContactName(),
    Relationship: choice_of(Relationship, friend=Relationship.CLOSE_FRIEND, recruiter=Relationship.RECRUITER_AGENCY),
    Updates: choice_of(Updates, yes=Updates.ON, no=Updates.OFF),
    Stage: Choice({word: STAGES[word] for word in Stage}, STAGES),
}
"""How a value of each type is read. A contact is told once, in the list of them, and named anywhere else."""


# From classes to tables of keys


def keys_of(kind: type) -> list[Key]:
    """The keys of a noun: its fields that say what they mean to the user."""
    keys = []
    for field in fields(kind):
        says = [each for each in get_args(field.type)[1:] if isinstance(each, str)]
        if get_origin(field.type) is Annotated and says:
            name = _PYTHON_WORDS.get(field.name, field.name)
            required = field.default is MISSING and field.default_factory is MISSING
            keys.append(Key(name, shape_of(field.type), says[0], field=field.name, required=required))
        if field.name == "disclosure":
            keys.append(Key("private", SHAPES[bool], "`yes` is `disclosure: private`: nobody."))
    return keys


def shape_of(kind: Any) -> Shape:
    """How a field of this type is read: as its annotation says, else as its type is."""
    first, *more = get_args(kind) or (kind,)
    if get_origin(kind) is Annotated:
        said = next((each for each in more if not isinstance(each, str)), None)
        if isinstance(said, type):  # a kind of list
            return said(shape_of(get_args(first)[0]))  # type: ignore[no-any-return]
        return said or shape_of(first)
    if kind in SHAPES:
        return SHAPES[kind]
    if get_origin(kind) is tuple:
        return ListOf(shape_of(first))
    return shape_of(first) if first is not kind else choice_of(kind)  # `… | None`, or an enum


class NounShape(RecordShape):
    """A record that becomes one of the nouns."""

    def __init__(
        self,
        kind: type,
        finish: Callable[[ProfileReading, _Values, Node], _Values | None] | None = None,
        *,
        name: str = "",
        keys: list[Key] | None = None,
        first: str = "",
        or_text: Shape | None = None,
    ) -> None:
        """`finish` says what one key says of another; it returns None where a mistake leaves nothing."""
        name = name or re.sub(r"(?<!^)(?=[A-Z])", " ", kind.__name__).lower()
        super().__init__(name, kind, keys or keys_of(kind), first=first, or_text=or_text)
        self.finish = finish
        self.has_place = any(field.name == "at" for field in fields(kind))

    def made(self, reading: ProfileReading, values: _Values, node: Node, path: str) -> Any:
        finished = self.finish(reading, values, node) if self.finish else values
        if finished is None:
            return None
        if finished.pop("private", False):
            if finished.get("disclosure", Disclosure.PRIVATE) is not Disclosure.PRIVATE:
                what = "`private: yes` and `disclosure` say different things."
                reading.mistake(node, what, "Keep one.", key="private")
            finished["disclosure"] = Disclosure.PRIVATE
        if self.has_place:
            finished["at"] = reading.source.place(node.start, path)
        return self.build(**finished)


# The seeker


def _resume(_reading: ProfileReading, values: _Values, _node: Node) -> _Values | None:
    return values or None


def _search(reading: ProfileReading, values: _Values, node: Node) -> _Values:
    """The employer's own names and domains cannot be said to be somebody else's."""
    reading.confidential = values.setdefault("confidential", "current_employer" in values)
    employer: nouns.Employer | None = values.get("current_employer")
    names = {company_key(name) for name in (employer.name, *employer.aliases)} if employer else set()
    for typed in values.get("not_employer", ()):
        if employer and (company_key(typed) in names or typed_domain(typed) in employer.email_domains):
            message = f"`{shown(typed)}` stands under `current_employer`, too."
            denied = node.get("not_employer") if isinstance(node, Mapping) else None
            reading.mistake(denied or node, message, "It is the employer's or it is not: keep one.")
    return values


SHAPES[nouns.Resume] = NounShape(nouns.Resume, _resume, or_text=UrlOrFile())
SHAPES[nouns.Title] = NounShape(nouns.Title, first="title")
SHAPES[nouns.Employer] = NounShape(nouns.Employer, first="name")
SHAPES[nouns.Search] = NounShape(nouns.Search, _search)
SHAPES[nouns.Company] = NounShape(nouns.Company, first="name")
SHAPES[nouns.OfferInReturn] = NounShape(nouns.OfferInReturn, first="text")
SHAPES[nouns.Rules] = NounShape(nouns.Rules)


# Contacts and people


class ContactShape(NounShape):
    """A contact, to be found from now on by all that refers to them."""

    def made(self, reading: ProfileReading, values: _Values, node: Node, path: str) -> Any:
        if isinstance(values.get("salutation"), Map):
            values["salutations"] = values.pop("salutation")
        contact: nouns.Contact = super().made(reading, values, node, path)
        reading.contacts.append(contact)
        self._ask_about_the_name(reading, contact, node)
        typed = node.get("relationship") if isinstance(node, Mapping) else None
        if isinstance(typed, Scalar) and typed.value.strip().casefold() == "recruiter":
            reading.recruiters.append(contact)
        return contact

    def _ask_about_the_name(self, reading: ProfileReading, contact: nouns.Contact, node: Node) -> None:
        said = plain_name(contact.name)
        if "@" in said:
            reading.warn(node, f"`{shown(contact.name)}` is no name.", "Write `{name: …, email: …}`.")
        if said not in {contact.name, without_quotes(contact.name)} and not (contact.known_as or contact.salutation):
            hint = "Add `known_as:` with what you call them."
            reading.warn(node, f"`{shown(contact.name)}` is greeted as {said}.", hint)


class PersonShape(NounShape):
    """Somebody who need not be a contact, and has less said of them than one."""

    def elsewhere(self, name: str) -> str:
        if any(key.name == name for key in keys_of(nouns.Contact)):
            return (
                f"It is said of a contact: write this person under `contacts`, by the same name, with `{name}` there."
            )
        return super().elsewhere(name)


def _person(reading: ProfileReading, values: _Values, node: Node) -> _Values:
    name, comma, rest = values["name"].partition(", ")
    if comma and "salutation" not in values and plain_name(values["name"]) == name:  # no degree, no Jr.
        what = f"`{shown(values['name'])}` is taken for one person, greeted as {name}."
        reading.warn(node, what, f"Write `{{name: {name}, title: {rest}}}`; or if these are two, `[{name}, {rest}]`.")
    return values | {"contact": reading.person(values["name"])}


def _touchpoint(reading: ProfileReading, values: _Values, node: Node) -> _Values | None:
    if "contact" not in values and "person" in values:
        values["contact"] = reading.person(values["person"])
    elif not values.keys() & {"contact", "company"} and isinstance(node, Mapping) and unsaid(node.get("contact")):
        hint = "Add `contact: …` or, for somebody else, `person: …`."
        reading.mistake(node, "`contact` is missing.", hint, key="contact")
        return None
    return values


SHAPES[nouns.Offer] = NounShape(nouns.Offer, name="offer of help", first="date")
SHAPES[tuple[nouns.Contact, ...]] = ListOf(ContactShape(nouns.Contact, or_text=NamedAddress()))
SHAPES[nouns.Person] = PersonShape(nouns.Person, _person, or_text=NamedAddress())
SHAPES[nouns.News] = NounShape(nouns.News, or_text=Headline())
SHAPES[nouns.Referral] = NounShape(nouns.Referral)
SHAPES[nouns.Touchpoint] = NounShape(nouns.Touchpoint, _touchpoint)


# Applications


def _event(reading: ProfileReading, values: _Values, node: Node) -> _Values | None:
    stage, form = values["stage"]
    if "date" not in values and stage is not Stage.NO_RESPONSE:
        if not isinstance(node, Mapping) or unsaid(node.get("date")):
            reading.mistake(node, f"`date` is missing on `{stage}`.", "Add `date: 2026-01-31`.", key="date")
        return None
    return ({"format": form} if form else {}) | values | {"stage": stage}


_STAGE, *_EVENT_KEYS = keys_of(nouns.Event)


class StageEvents(ListOf):
    """A stage as a key: a date, an event without its stage, or a list of these."""

    def __init__(self, stage: str) -> None:
        def finish(reading: ProfileReading, values: _Values, node: Node) -> _Values | None:
            return _event(reading, values | {"stage": STAGES[stage]}, node)

        super().__init__(NounShape(nouns.Event, finish, name="stage event", keys=_EVENT_KEYS, first="date"))

    def read(self, reading: Any, node: Node, path: str = "") -> Any:
        if isinstance(node, Sequence):
            return super().read(reading, node, path)
        event = self.item.read(reading, node, path)
        return () if event is None else (event,)


def _application_keys() -> list[Key]:
    """The fields of an application, and each stage for a key behind `events`."""
    keys = keys_of(nouns.Application)
    after = next(number for number, key in enumerate(keys, start=1) if key.name == "events")
    keys[after:after] = [
        Key(word, StageEvents(word), f"Events of the stage {stage}: dates, or events without a stage.")
        for word, (stage, _) in STAGES.items()
    ]
    return keys


def _application(reading: ProfileReading, values: _Values, _node: Node) -> _Values:
    events = [event for key in ("events", *STAGES) for event in values.pop(key, ())]
    values["events"] = tuple(sorted(events, key=lambda each: (each.date or dt.date.max, each.at.line, each.at.column)))
    if reading.confidential and not values.keys() & {"disclosure", "private"}:
        values["disclosure"] = Disclosure.TRUSTED
    return values


SHAPES[nouns.Event] = NounShape(nouns.Event, _event, keys=[*_EVENT_KEYS, _STAGE])
SHAPES[nouns.Impression] = NounShape(nouns.Impression, first="particulars")
SHAPES[nouns.PublicLabel] = NounShape(nouns.PublicLabel, first="text")
SHAPES[nouns.Application] = NounShape(nouns.Application, _application, keys=_application_keys())

PROFILE = RecordShape("profile", dict, keys_of(Profile))


def profile_schema() -> dict[str, Any]:
    """The JSON Schema of a profile, for editors: every key, shorthand and description."""
    records = PROFILE.records()
    root = records.pop(PROFILE.name)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "jobnet profile",
        "description": "One job search, in its owner's words (docs/profile.md).",
        **root.definition(),
        "$defs": {name.replace(" ", "_"): record.definition() for name, record in sorted(records.items())},
    }
