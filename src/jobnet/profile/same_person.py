"""Whether two records are of one person: what is known of one must never be put to another.

An address alone does not say so: families and teams share one. Nor does a name: others bear it.
"""

from __future__ import annotations

import re
from enum import Enum
from typing import TYPE_CHECKING

from jobnet.frozen import dataclass
from jobnet.patterns import pattern
from jobnet.profile.addresses import address_key
from jobnet.profile.names import name_key

if TYPE_CHECKING:
    from jobnet.profile.model import Contact, Profile

_NOT_DIGITS = pattern(r"\D")
_LEAST_DIGITS = 6
_SEVERAL = pattern(r"[&+/]|\b(?:and|und|et)\b", re.IGNORECASE)
_GENERATIONS = frozenset({"jr", "junior", "sr", "senior", "ii", "iii", "iv", "jun", "sen"})
_TITLES = frozenset("mr mrs ms miss mx dr prof sir herr frau ing dipl mag mme mlle".split())


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
            same = self.has_address_of(other) and may_be_one_name(self.name, other.name)
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

    def has_address_of(self, other: Identity) -> bool:
        return bool(self.email) and address_key(self.email) == address_key(other.email)


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
    for near in (namesakes, [each for each in sharers if not any(each is one for one in namesakes)]):
        same = [each for each in near if likeness(each) is Sameness.SAME]
        if same:
            return same[0] if len(same) == 1 else None
    if is_alone and len(namesakes) == 1 and likeness(namesakes[0]) is Sameness.MAYBE:
        return namesakes[0]
    return None
