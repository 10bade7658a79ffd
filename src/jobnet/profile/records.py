"""How the nouns are read: the keys and their shapes come from the classes of `nouns.py` and from `Profile`.

What a plain text may stand for, and what one key says of another, is told here, noun by noun.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping as Map
from dataclasses import MISSING, fields
from typing import TYPE_CHECKING, Annotated, Any, TypeAlias, get_args, get_origin

from jobnet.profile import nouns
from jobnet.profile.addresses import typed_domain
from jobnet.profile.field_types import (
    LEVELS,
    TEXT,
    Day,
    Headline,
    LocaleName,
    NamedAddress,
    PartialDay,
    ProseText,
    UrlOrFile,
    WebAddress,
)
from jobnet.profile.model import Profile
from jobnet.profile.names import company_key
from jobnet.profile.references import ContactName, ProfileReading
from jobnet.profile.vocabulary import (
    Disclosure,
    EventFormat,
    Locale,
    PartialDate,
    Prose,
    Relationship,
    Stage,
    Updates,
    Url,
)
from jobnet.yamltext.nodes import Mapping, Node, Scalar, Sequence
from jobnet.yamltext.record import Key, RecordShape
from jobnet.yamltext.schema import Choice, ListOf, Shape, YesNo, choice_of, shown, unsaid

if TYPE_CHECKING:
    from collections.abc import Callable

_Values: TypeAlias = dict[str, Any]
_PYTHON_WORDS = {"people": "with", "reader": "for", "giver": "from"}
"""Keys that Python has for words of its own, by the field that stands for them."""

STAGES: dict[str, tuple[Stage, EventFormat | None]] = {stage.value: (stage, None) for stage in Stage} | {
    "phone_screen": (Stage.SCREENING, EventFormat.PHONE),
    "onsite": (Stage.INTERVIEW, EventFormat.ONSITE),
    "turned_down": (Stage.REJECTED, None),
    "ghosted": (Stage.NO_RESPONSE, None),
}
"""Every word for a stage, with what it says of the format."""

SHAPES: dict[Any, Shape] = {
    str: TEXT,
    bool: YesNo(),
    dt.date: Day(),
    PartialDate: PartialDay(),
    Prose: ProseText(),
    Url: WebAddress(),
    Locale: LocaleName(),
    nouns.Contact: ContactName(),
    Disclosure: Choice(LEVELS),
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
        or_list: bool = False,
    ) -> None:
        """`finish` says what one key says of another; it returns None where a mistake leaves nothing."""
        name = name or re.sub(r"(?<!^)(?=[A-Z])", " ", kind.__name__).lower()
        super().__init__(name, kind, keys or keys_of(kind), first=first, or_text=or_text, or_list=or_list)
        self.finish = finish
        self.has_place = any(field.name == "at" for field in fields(kind))

    def made(self, reading: ProfileReading, values: _Values, node: Node, path: str) -> Any:
        finished = self.finish(reading, values, node) if self.finish else values
        if finished is None:
            return None
        if finished.pop("private", False):
            _make_private(reading, finished, node)
        if self.has_place:
            finished["at"] = reading.source.place(node.start, path)
        return self.build(**finished)


def _make_private(reading: ProfileReading, values: _Values, node: Node) -> None:
    if values.get("disclosure", Disclosure.PRIVATE) is not Disclosure.PRIVATE:
        reading.mistake(node, "`private: yes` and `disclosure` say different things.", "Keep one.", key="private")
    values["disclosure"] = Disclosure.PRIVATE


# The seeker


def _resume(_reading: ProfileReading, values: _Values, _node: Node) -> _Values | None:
    return values or None


def _search(reading: ProfileReading, values: _Values, node: Node) -> _Values:
    reading.confidential = values.setdefault("confidential", "current_employer" in values)
    _refuse_denial(reading, values, node)
    return values


def _refuse_denial(reading: ProfileReading, values: _Values, node: Node) -> None:
    """The employer's own names and domains cannot be said to be somebody else's."""
    employer: nouns.Employer | None = values.get("current_employer")
    names = {company_key(name) for name in (employer.name, *employer.aliases)} if employer else set()
    for typed in values.get("not_employer", ()):
        if employer and (company_key(typed) in names or typed_domain(typed) in employer.email_domains):
            message = f"`{shown(typed)}` stands under `current_employer`, too."
            denied = node.get("not_employer") if isinstance(node, Mapping) else None
            reading.mistake(denied or node, message, "It is the employer's or it is not: keep one.")


def _rules(_reading: ProfileReading, values: _Values, _node: Node) -> _Values:
    return values | {"ignore": frozenset(values.get("ignore", ()))}


SHAPES[nouns.Resume] = NounShape(nouns.Resume, _resume, or_text=UrlOrFile())
SHAPES[nouns.Title] = NounShape(nouns.Title, first="title")
SHAPES[nouns.Employer] = NounShape(nouns.Employer, first="name")
SHAPES[nouns.Search] = NounShape(nouns.Search, _search)
SHAPES[nouns.Company] = NounShape(nouns.Company, first="name")
SHAPES[nouns.OfferInReturn] = NounShape(nouns.OfferInReturn, first="text")
SHAPES[nouns.Rules] = NounShape(nouns.Rules, _rules)


# Contacts and people


class ContactShape(NounShape):
    """A contact, to be found from now on by all that refers to them."""

    def made(self, reading: ProfileReading, values: _Values, node: Node, path: str) -> Any:
        if isinstance(values.get("salutation"), Map):
            values["salutations"] = values.pop("salutation")
        contact: nouns.Contact = super().made(reading, values, node, path)
        reading.contacts.append(contact)
        typed = node.get("relationship") if isinstance(node, Mapping) else None
        if isinstance(typed, Scalar) and typed.value.strip().casefold() == "recruiter":
            reading.recruiters.append(contact)
        return contact


def _person(reading: ProfileReading, values: _Values, _node: Node) -> _Values:
    return values | {"contact": reading.people.person(values["name"])}


def _touchpoint(reading: ProfileReading, values: _Values, node: Node) -> _Values | None:
    if "contact" not in values and "person" in values:
        values["contact"] = reading.people.person(values["person"])
    elif not values.keys() & {"contact", "company"} and isinstance(node, Mapping) and unsaid(node.get("contact")):
        hint = "Add `contact: …` or, for somebody else, `person: …`."
        reading.mistake(node, "`contact` is missing.", hint, key="contact")
        return None
    return values


SHAPES[nouns.Offer] = NounShape(nouns.Offer, name="offer of help", first="date")
SHAPES[tuple[nouns.Contact, ...]] = ListOf(ContactShape(nouns.Contact, or_text=NamedAddress()))
SHAPES[nouns.Person] = NounShape(nouns.Person, _person, or_text=NamedAddress())
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

    def schema(self) -> dict[str, Any]:
        one = self.item.schema()
        return {"anyOf": [one, {"type": "array", "items": one}]}


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
    values["events"] = tuple(sorted(events, key=_when))
    if reading.confidential and not values.keys() & {"disclosure", "private"}:
        values["disclosure"] = Disclosure.TRUSTED
    return values


def _when(event: nouns.Event) -> tuple[dt.date, int, int]:
    return event.date or dt.date.max, event.at.line, event.at.column


SHAPES[nouns.Event] = NounShape(nouns.Event, _event, keys=[*_EVENT_KEYS, _STAGE])
SHAPES[nouns.Impression] = NounShape(nouns.Impression, first="particulars", or_list=True)
SHAPES[nouns.PublicLabel] = NounShape(nouns.PublicLabel, first="text")
SHAPES[nouns.Application] = NounShape(nouns.Application, _application, keys=_application_keys())

PROFILE = RecordShape("profile", dict, keys_of(Profile))
