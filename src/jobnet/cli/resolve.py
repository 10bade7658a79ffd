"""Whom and which company the user means: one match, or the candidates."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from jobnet.errors import Exit, JobnetError
from jobnet.facts.progress import Progress
from jobnet.profile.matching import find_companies, find_contacts, known_companies
from jobnet.profile.model import Stage
from jobnet.profile.names import fold, holds_words, name_key

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from jobnet.profile.model import Application, Contact, Person, Profile

_MOST = 10


def one_contact(profile: Profile, typed: str, option: str = "--to") -> Contact:
    """The one contact who is meant."""
    if not typed.strip():
        raise JobnetError(f"{option}: empty; name a contact by id, email or name.", Exit.USAGE)
    found = find_contacts(profile, typed)
    if len(found) == 1:
        return found[0]
    if found:
        listed = "; ".join(_described(contact) for contact in found[:_MOST])
        raise JobnetError(f"{option} {typed!r} means several contacts: {listed}. Name one by id or email.", Exit.USAGE)
    names = [contact.name for contact in profile.contacts]
    raise JobnetError(f"{option} {typed!r}: no such contact.{_nearest(typed, names, 'contacts')}", Exit.USAGE)


def contacts_in(profile: Profile, group: str) -> tuple[Contact, ...]:
    """The contacts of a group."""
    wanted = fold(group.strip())
    found = tuple(contact for contact in profile.contacts if wanted in {fold(each) for each in contact.groups})
    if found:
        return found
    groups = sorted({each for contact in profile.contacts for each in contact.groups})
    raise JobnetError(f"--group {group!r}: nobody is in it.{_nearest(group, groups, 'groups')}", Exit.USAGE)


def one_company(profile: Profile, typed: str | None, option: str = "--company") -> str:
    """The one company of the profile that is meant, by its name as the profile has it."""
    if typed is None or not typed.strip():
        raise JobnetError(f"{option} is needed: name a company of your profile.", Exit.USAGE)
    found = find_companies(profile, typed)
    if len(found) == 1:
        return found[0]
    if found:
        listed = "; ".join(found[:_MOST])
        raise JobnetError(f"{option} {typed!r} means several companies: {listed}. Name one in full.", Exit.USAGE)
    said = _nearest(typed, list(known_companies(profile)), "companies")
    raise JobnetError(f"{option} {typed!r}: no such company in the profile.{said}", Exit.USAGE)


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
    if len(there) > 1:
        listed = "; ".join(f"{each.position} (id {each.id})" if each.id else each.position for each in there)
        raise JobnetError(f"{company}: several applications: {listed}. Say which with --position.", Exit.USAGE)
    return there[0] if there else None


def one_person(profile: Profile, application: Application, to: Sequence[str]) -> Contact | Person:
    """The one person who is meant: somebody this application names, else a contact."""
    from jobnet.facts.people import people_of

    if len(to) > 1:
        raise JobnetError("This letter goes to one person: give --to once.", Exit.USAGE)
    typed = to[0]
    people = people_of(application)
    wanted = name_key(typed)
    exact = [each for each in people if name_key(each.name) == wanted or (each.email or "") == typed]
    words = [each for each in people if holds_words(tuple(name_key(each.name).split()), tuple(wanted.split()))]
    found = exact or words
    if len(found) == 1:
        return found[0]
    if found:
        listed = "; ".join(each.name for each in found)
        raise JobnetError(f"--to {typed!r} means several people there: {listed}. Name one in full.", Exit.USAGE)
    if find_contacts(profile, typed) or not people:
        return one_contact(profile, typed)
    names = [each.name for each in people]
    raise JobnetError(f"--to {typed!r}: no such person.{_nearest(typed, names, 'people')}", Exit.USAGE)


def one_person_there(profile: Profile, application: Application, to: Sequence[str]) -> Contact | Person:
    """The one person who is meant, if they have to do with this company: met there, part of it, or working there."""
    from jobnet.facts.people import people_of, person_key
    from jobnet.facts.readers import works_at
    from jobnet.profile.model import Contact

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
    raise JobnetError(
        f"--to {to[0]!r}: {person.name} has nothing to do with {application.company} in your profile. There: {listed}. "
        f"If they work there, add `company: {application.company}` to the contact.",
        Exit.USAGE,
    )


def _nearest(typed: str, names: Sequence[str], what: str) -> str:
    by_fold = {fold(name): name for name in names}
    near = [by_fold[each] for each in get_close_matches(fold(typed), list(by_fold), n=3, cutoff=0.6)]
    if near:
        return f" Did you mean {' or '.join(near)}?"
    if not names:
        return f" The profile has no {what}."
    more = f" and {len(names) - _MOST} more" if len(names) > _MOST else ""
    return f" There are: {', '.join(names[:_MOST])}{more}."


def _described(contact: Contact) -> str:
    known = [part for part in (contact.id and f"id {contact.id}", contact.email, contact.company) if part]
    return f"{contact.name} ({', '.join(known)})" if known else contact.name
