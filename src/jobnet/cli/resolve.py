"""Whom and which company the user means: one match, or the candidates."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from difflib import get_close_matches
from typing import TypeVar

from jobnet.errors import UsageError
from jobnet.facts.people import people_of, person_key
from jobnet.facts.progress import Progress
from jobnet.facts.readers import works_at
from jobnet.profile.matching import find_companies, find_contacts, known_companies
from jobnet.profile.model import Application, Contact, Person, Profile, Stage
from jobnet.profile.names import fold, holds_words, name_key

_MOST = 10
Named = TypeVar("Named")


def the_one(
    matching: Sequence[Named], shown: Callable[[Named], str], *, typed: str, what: str, how: str = "in full"
) -> Named | None:
    """The one that matches; None where none does; an error that lists several. `typed`: the option and its value."""
    if len(matching) > 1:
        listed = "; ".join(shown(each) for each in matching[:_MOST])
        raise UsageError(f"{typed} means several {what}: {listed}. Name one {how}.")
    return matching[0] if matching else None


def one_contact(profile: Profile, typed: str, option: str = "--to") -> Contact:
    """The one contact who is meant."""
    if not typed.strip():
        raise UsageError(f"{option}: empty; name a contact by id, email or name.")
    asked = f"{option} {typed!r}"
    contacts = find_contacts(profile.contacts, typed)
    if contact := the_one(contacts, _described, typed=asked, what="contacts", how="by id or email"):
        return contact
    names = [contact.name for contact in profile.contacts]
    raise UsageError(f"{asked}: no such contact.{_nearest(typed, names, 'contacts')}")


def with_full_names(profile: Profile, company: str, typed: Iterable[str]) -> tuple[str, ...]:
    """These people, under their name in the profile if just one contact who works there is meant.

    So the letter greets them as it always does, and nothing is written to them as to somebody who was not there.
    """
    there = [each for each in profile.contacts if works_at(profile, each, company)]
    found = [(each.strip(), find_contacts(there, each)) for each in typed if each.strip()]
    return tuple(meant[0].name if len(meant) == 1 else each for each, meant in found)


def contacts_in(profile: Profile, group: str) -> tuple[Contact, ...]:
    """The contacts of a group."""
    wanted = fold(group.strip())
    members = tuple(contact for contact in profile.contacts if wanted in map(fold, contact.groups))
    if not members:
        groups = sorted({each for contact in profile.contacts for each in contact.groups})
        raise UsageError(f"--group {group!r}: nobody is in it.{_nearest(group, groups, 'groups')}")
    return members


def one_company(profile: Profile, typed: str | None, option: str = "--company") -> str:
    """The one company of the profile that is meant, by its name as the profile has it."""
    if typed is None or not typed.strip():
        raise UsageError(f"{option} is needed: name a company of your profile.")
    asked = f"{option} {typed!r}"
    if company := the_one(find_companies(profile, typed), str, typed=asked, what="companies"):
        return company
    near = _nearest(typed, list(known_companies(profile)), "companies")
    raise UsageError(f"{asked}: no such company in the profile.{near}")


def known_company(profile: Profile, typed: str, option: str) -> str:
    """The company of the profile that is meant, or the name as typed: a new one, or one that is nobody's target."""
    if find_companies(profile, typed):
        return one_company(profile, typed, option)
    if not any(map(str.isalnum, typed)):
        raise UsageError(f"{option}: {repr(typed) if typed.strip() else 'empty'}; name a company.")
    return typed.strip()


def one_application(
    profile: Profile, company: str, position: str | None, stage: str, today: dt.date
) -> Application | None:
    """The application meant: the only one there, or the only one that this can still happen to."""
    there = list(profile.applications_at(company))
    if position is not None:
        there = [each for each in there if name_key(position) in {name_key(each.position), name_key(each.id or "")}]
    if len(there) > 1:
        reopening = stage == Stage.REINSTATED
        fitting = [each for each in there if Progress(each, today).is_open is not reopening]
        there = fitting if len(fitting) == 1 else there
    return the_one(
        there,
        lambda each: f"{each.position} (id {each.id})" if each.id else each.position,
        typed=company,
        what="applications",
        how="with --position",
    )


def one_person(profile: Profile, application: Application, to: Sequence[str]) -> Contact | Person:
    """The one person who is meant: somebody this application names, else a contact."""
    if len(to) > 1:
        raise UsageError("This letter goes to one person: give --to once.")
    typed = to[0]
    people = people_of(application)
    by_email = [each for each in people if each.email == typed]
    named = by_email or by_words(people, typed, lambda each: [each.name])
    if person := the_one(named, lambda each: each.name, typed=f"--to {typed!r}", what="people there"):
        return person
    if find_contacts(profile.contacts, typed) or not people:
        return one_contact(profile, typed)
    near = _nearest(typed, [each.name for each in people], "people")
    raise UsageError(f"--to {typed!r}: no such person.{near}")


def by_words(records: Iterable[Named], typed: str, names_of: Callable[[Named], Iterable[str | None]]) -> list[Named]:
    """Those of which a name is exactly this, else those of which one holds these words."""
    records, wanted = list(records), name_key(typed)
    named = [[name_key(name) for name in names_of(each) if name] for each in records]
    exact = [each for each, names in zip(records, named, strict=True) if wanted in names]
    words = tuple(wanted.split())
    return exact or [
        each
        for each, names in zip(records, named, strict=True)
        if any(holds_words(tuple(name.split()), words) for name in names)
    ]


def one_person_there(profile: Profile, application: Application, to: Sequence[str]) -> Contact | Person:
    """The one person who is meant, if they have to do with this company: met there, part of it, or working there."""
    person = one_person(profile, application, to)
    key = person.key if isinstance(person, Contact) else person_key(person)
    there = {
        person_key(each): each.name
        for other in (application, *profile.applications_at(application.company))
        for each in people_of(other)
    }
    agency = (application.agency,) if application.agency else ()
    insiders = (each for each in profile.contacts if works_at(profile, each, application.company))
    there |= {each.key: each.name for each in (*agency, *insiders)}
    if key in there:
        return person
    listed = ", ".join(list(there.values())[:_MOST]) or "nobody"
    raise UsageError(
        f"--to {to[0]!r}: {person.name} has nothing to do with {application.company} in your profile. There: {listed}. "
        f"If they work there, add `company: {application.company}` to the contact."
    )


def _nearest(typed: str, names: Sequence[str], what: str) -> str:
    by_fold = {fold(name): name for name in names}
    near = [by_fold[each] for each in get_close_matches(fold(typed), list(by_fold), n=3, cutoff=0.6)]
    near = near or [each for each in names if get_close_matches(fold(typed), fold(each).split(), cutoff=0.8)][:3]
    if near:
        return f" Did you mean {' or '.join(near)}?"
    if not names:
        return f" The profile has no {what}."
    more = f" and {len(names) - _MOST} more" if len(names) > _MOST else ""
    return f" There are: {', '.join(names[:_MOST])}{more}."


def _described(contact: Contact) -> str:
    known = [part for part in (contact.id and f"id {contact.id}", contact.email, contact.company) if part]
    return f"{contact.name} ({', '.join(known)})" if known else contact.name
