"""Finding the contact or company that is meant, and telling whether two records are of one person.

What was typed is found by the best tier of matches and never by substring. What is known of one person must never be
put to another: an address alone does not say who somebody is, since families and teams share one; nor does a name.
"""

from __future__ import annotations

import re
from enum import Enum
from typing import TYPE_CHECKING

from jobnet.frozen import dataclass
from jobnet.patterns import pattern
from jobnet.profile.addresses import address_key
from jobnet.profile.names import company_key, company_words, fold, holds_words, name_key, one_slip_apart

if TYPE_CHECKING:
    from collections.abc import Iterable

    from jobnet.profile.model import Contact, Profile

_ELISION = pattern(r"\b(?:l|d|dell|all|dall)['’](?=\w)", re.IGNORECASE)
_NOT_DIGITS = pattern(r"\D")
_LEAST_DIGITS = 6
_LEAST_TELLING = 6
"""Letters of a name from which on a part of it tells something."""
_SEVERAL = pattern(r"[&+/]|\b(?:and|und|et)\b", re.IGNORECASE)
_GENERATIONS = frozenset({"jr", "junior", "sr", "senior", "ii", "iii", "iv", "jun", "sen"})
_TITLES = frozenset("mr mrs ms miss mx dr prof sir herr frau ing dipl mag mme mlle".split())


def find_contacts(contacts: Iterable[Contact], typed: str) -> tuple[Contact, ...]:
    """The contacts meant: by id, email or name as typed, else folded, else by whole words of the name."""
    contacts, typed = tuple(contacts), typed.strip()
    folded, key = fold(typed), name_key(typed)
    words = tuple(key.split())
    return (
        tuple(each for each in contacts if typed and each.id == typed)
        or tuple(each for each in contacts if typed and typed in (each.email, each.name))
        or tuple(
            each
            for each in contacts
            if (key and key in (name_key(each.name), name_key(each.known_as or "")))
            or (folded and folded in (fold(each.id or ""), fold(each.email or "")))
        )
        or tuple(each for each in contacts if holds_words(tuple(name_key(each.name).split()), words))
    )


def find_companies(profile: Profile, typed: str) -> tuple[str, ...]:
    """The companies meant, among targets and applications, each once and under the target's name if it is one."""
    known, typed = known_companies(profile), typed.strip()
    key, words = company_key(typed), company_words(typed)
    return (
        tuple(name for name, spellings in known.items() if typed and typed in spellings)
        or tuple(name for name, spellings in known.items() if key and key in map(company_key, spellings))
        or tuple(name for name, spellings in known.items() if any(_is_said_by(words, one) for one in spellings))
    )


def _is_said_by(words: tuple[str, ...], name: str) -> bool:
    """By a run of whole words; an article run into the next word ("L'Atelier") may be left away."""
    return any(holds_words(company_words(each), words) for each in (name, _ELISION.sub(" ", name)))


def known_companies(profile: Profile) -> dict[str, tuple[str, ...]]:
    """Each company's name with every spelling of it, targets first."""
    known: dict[str, tuple[str, ...]] = {}
    for each in profile.target_companies:
        spellings = (each.name, each.short_name, each.legal_name, each.say_as, *each.aliases)
        known[each.name] = tuple(filter(None, spellings))
    seen = {company_key(spelling) for spellings in known.values() for spelling in spellings}
    for company in (application.company for application in profile.applications):
        target = profile.target(company)
        if target is not None:
            known[target.name] = (*known[target.name], company)
        elif company_key(company) not in seen:
            seen.add(company_key(company))
            known[company] = (company,)
    return known


def target_like(profile: Profile, typed: str) -> str | None:
    """The target that this company may be under another name: part of the one is the other, or a slip of the pen."""
    words = company_words(typed)
    return next((each.name for each in profile.target_companies if _are_alike(words, company_words(each.name))), None)


def _are_alike(words: tuple[str, ...], others: tuple[str, ...]) -> bool:
    shorter, longer = sorted(("".join(words), "".join(others)), key=len)
    is_part = len(shorter) >= _LEAST_TELLING and (holds_words(others, words) or holds_words(words, others))
    return is_part or (bool(shorter) and one_slip_apart(shorter, longer))


class Sameness(Enum):
    """What two records say of each other."""

    SAME = "same"
    MAYBE = "maybe"
    """One name, and nothing that agrees or differs."""
    OTHER = "other"


@dataclass(frozen=True)
class Identity:
    """What tells one person from another."""

    name: str
    email: str = ""
    phone: str = ""
    companies: frozenset[str] = frozenset()

    def likeness(self, other: Identity) -> Sameness:
        """By address and name together; else by name, and by what else agrees."""
        if self.email and other.email:
            same = address_key(self.email) == address_key(other.email) and may_be_one_name(self.name, other.name)
            return Sameness.SAME if same else Sameness.OTHER
        if name_key(self.name) != name_key(other.name):
            return Sameness.OTHER
        agrees = [
            bool(self.companies & other.companies) if self.companies and other.companies else None,
            same_phone(self.phone, other.phone) if self.phone and other.phone else None,
        ]
        if True in agrees:
            return Sameness.SAME
        return Sameness.OTHER if False in agrees else Sameness.MAYBE


def may_be_one_name(one: str, other: str) -> bool:
    """Whether one person may be called both, who has one address: `Ann`, `Ann M. Marsh` and `Marsh, Ann` may be one.

    The first name counts: `A. Marsh` and `Marsh` may be anybody in the house, and a son has his father's name.
    """
    if bool(_SEVERAL.search(one)) != bool(_SEVERAL.search(other)):  # a couple is not the half of it
        return False
    words, others = sorted((_words(one), _words(other)), key=len)
    if set(words) & _GENERATIONS != set(others) & _GENERATIONS or not words:
        return False
    if set(words) == set(others):
        return True
    rest = all(any(_alike(word, other) for other in others[1:]) for word in words[1:])
    return words[0] == others[0] and len(words[0]) > 1 and rest


def _words(name: str) -> list[str]:
    words = name_key(name).split()
    return [word for word in words if word not in _TITLES] or words


def _alike(word: str, other: str) -> bool:
    """Equal, or one the initial of the other."""
    return word == other or (min(len(word), len(other)) == 1 and word[0] == other[0])


def same_phone(one: str, other: str) -> bool:
    """Whether two numbers are one, with or without what goes before it: `+44 113 496 0147` and `0113 4960147`."""
    digits = sorted((_NOT_DIGITS.sub("", each).lstrip("0") for each in (one, other)), key=len)
    return digits[1].endswith(digits[0]) and (len(digits[0]) >= _LEAST_DIGITS or digits[0] == digits[1])


def identity_in(
    profile: Profile, name: str, email: str | None, phone: str | None = None, company: str | None = None
) -> Identity:
    """Who this is, in a profile that knows other names of the company."""
    companies = profile.company_keys(company) if company else frozenset()
    return Identity(name, email or "", phone or "", companies)


def same_contact(profile: Profile, person: Identity, *, is_alone: bool = True) -> Contact | None:
    """The contact who is this person; where only the name says so, they must be alone with it."""

    def likeness(contact: Contact) -> Sameness:
        return person.likeness(identity_in(profile, contact.name, contact.email, contact.phone, contact.company))

    namesakes = profile.contacts_by_name.get(name_key(person.name), [])
    sharers = profile.contacts_by_mailbox.get(address_key(person.email), []) if person.email else []
    both = [each for each in sharers if name_key(each.name) == name_key(person.name)]
    for near in (both, sharers, namesakes):
        same = [each for each in near if likeness(each) is Sameness.SAME]
        if same:
            return same[0] if len(same) == 1 else None
    if is_alone and len(namesakes) == 1 and likeness(namesakes[0]) is Sameness.MAYBE:
        return namesakes[0]
    return None
