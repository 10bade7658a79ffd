"""Finding what the user typed: contacts and companies, by the best tier of matches and never by substring."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from jobnet.patterns import pattern
from jobnet.profile.names import company_key, company_words, fold, holds_words, name_key
from jobnet.yamltext.nearest import nearest

if TYPE_CHECKING:
    from collections.abc import Iterable

    from jobnet.profile.model import Company, Contact, Profile

__all__ = ["find_companies", "find_contacts", "known_companies", "matching_contacts", "nearest"]


def find_contacts(profile: Profile, typed: str) -> tuple[Contact, ...]:
    """The contacts meant: by id, email or name as typed, else folded, else by whole words of the name."""
    return matching_contacts(profile.contacts, typed)


def matching_contacts(contacts: Iterable[Contact], typed: str) -> tuple[Contact, ...]:
    """The best tier of these contacts: exactly so, folded equal, or a run of whole words."""
    typed = typed.strip()
    contacts = tuple(contacts)
    exact = tuple(each for each in contacts if typed and typed in (each.id, each.email, each.name))
    by_id = tuple(each for each in exact if each.id == typed)
    return by_id or exact or _folded_contacts(contacts, typed) or _contacts_by_words(contacts, typed)


def _folded_contacts(contacts: tuple[Contact, ...], typed: str) -> tuple[Contact, ...]:
    folded, key = fold(typed), name_key(typed)
    return tuple(
        each
        for each in contacts
        if (key and key in (name_key(each.name), name_key(each.known_as or "")))
        or (folded and folded in (fold(each.id or ""), fold(each.email or "")))
    )


def _contacts_by_words(contacts: tuple[Contact, ...], typed: str) -> tuple[Contact, ...]:
    words = tuple(name_key(typed).split())
    return tuple(each for each in contacts if holds_words(tuple(name_key(each.name).split()), words))


def find_companies(profile: Profile, typed: str) -> tuple[str, ...]:
    """The companies meant, among targets and applications, each once and under the target's name if it is one."""
    known = known_companies(profile)
    typed = typed.strip()
    key, words = company_key(typed), company_words(typed)
    if not key:
        return tuple(name for name, spellings in known.items() if typed and typed in spellings)
    return (
        tuple(name for name, spellings in known.items() if typed in spellings)
        or tuple(name for name, spellings in known.items() if key in map(company_key, spellings))
        or _companies_by_words(known, words)
    )


def _companies_by_words(known: dict[str, tuple[str, ...]], words: tuple[str, ...]) -> tuple[str, ...]:
    """By a run of whole words; an article run into the next word ("L'Atelier") may be left away."""
    found = tuple(name for name, each in known.items() if any(holds_words(company_words(one), words) for one in each))
    return found or tuple(
        name for name, each in known.items() if any(holds_words(_without_elision(one), words) for one in each)
    )


def _without_elision(name: str) -> tuple[str, ...]:
    return company_words(_ELISION.sub(" ", name))


_ELISION = pattern(r"\b(?:l|d|dell|all|dall)['’](?=\w)", re.IGNORECASE)


def known_companies(profile: Profile) -> dict[str, tuple[str, ...]]:
    """Each company's name with every spelling of it, targets first."""
    known = {company.name: _spellings(company) for company in profile.target_companies}
    seen = {company_key(spelling) for spellings in known.values() for spelling in spellings}
    for application in profile.applications:
        target = profile.target(application.company)
        if target is not None:
            known[target.name] = (*known[target.name], application.company)
        elif (key := company_key(application.company)) not in seen:
            seen.add(key)
            known[application.company] = (application.company,)
    return known


def _spellings(company: Company) -> tuple[str, ...]:
    return tuple(
        n for n in (company.name, company.short_name, company.legal_name, company.say_as, *company.aliases) if n
    )
