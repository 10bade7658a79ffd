"""The people of a foreign file beside the contacts: who is there already, who is new, what is missing or differs."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Mapping

from jobnet.errors import quoted
from jobnet.importing.records import ForeignRecord, Merging, Value
from jobnet.profile.additions import path_of
from jobnet.profile.addresses import address_key
from jobnet.profile.matching import (
    Identity,
    Sameness,
    identity_in,
    may_be_one_name,
    same_contact,
    same_phone,
    target_like,
)
from jobnet.profile.model import Contact, Profile
from jobnet.profile.names import fold, name_key

_COMPLETED = ("email", "phone", "company", "title", "honorific", "family")
_MOST_NAMESAKES = 100
_POST = ("company", "title")
"""A title belongs to its company: both are taken over, or neither."""


class AddressBook:
    """Takes one person of the file after the other; `new` is who is to be added."""

    def __init__(self, merging: Merging, all_of_them: Iterable[tuple[ForeignRecord, Mapping[str, Value]]]) -> None:
        self.new: list[dict[str, Value]] = []
        self._merging = merging
        self._profile = merging.profile
        self._ids = {each.id for each in self._profile.contacts}
        self._added: dict[str, list[tuple[Identity, dict[str, Value]]]] = {}
        """Who is to be added, by name."""
        self._bearers: dict[str, str] = {}
        """Who of them has which address."""
        self._by_address: dict[str, list[tuple[str, dict[str, Value]]]] = {}
        """Who of them has it as one of several: the name and the record."""
        self._in_file: dict[str, set[Identity]] = {}
        self._rows: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
        """Whom the rows with an address name, and all their addresses."""
        for record, values in all_of_them:
            name = str(values["name"])
            self._in_file.setdefault(name_key(name), set()).add(self._identity(values))
            row = (name, record.addresses)
            for address in record.addresses:
                self._rows.setdefault(address_key(address), []).append(row)

    def take(self, record: ForeignRecord, values: dict[str, Value], *, only_targets: bool) -> None:
        """Complete the contact who this is, or add somebody new; whoever is left out is named."""
        values = self._without_the_address_of_another(record, values)
        person = self._identity(values)
        namesakes = self._in_file[name_key(person.name)]
        is_one_of_many = len(namesakes) > _MOST_NAMESAKES
        is_alone = not (is_one_of_many or any(person.likeness(each) is Sameness.OTHER for each in namesakes))
        others = [self._identity({**values, "email": each}) for each in self._addresses(record, person.name)]
        found = (same_contact(self._profile, each, is_alone=False) for each in (person, *others))
        contact = next(filter(None, found), None) or same_contact(self._profile, person, is_alone=is_alone)
        if contact is not None:
            self._complete(record, contact, values)
        elif only_targets and not self._profile.target(str(values.get("company", ""))):
            self._leave_out(record, person.name, str(values.get("company", "")))
            return
        else:
            self._add(record, person, values)
        if record.others:
            self._merging.others.append(f"row {record.row}: {person.name}: {', '.join(record.others)}")

    def _addresses(self, record: ForeignRecord, name: str) -> list[str]:
        """All that they have, in this row or in another that shares one of them."""
        personal = filter(self._is_personal, record.addresses)
        rows = {id(row): row for each in personal for row in self._rows[address_key(each)]}.values()
        found = (each for other, addresses in rows if may_be_one_name(name, other) for each in addresses)
        return [*itertools.islice(filter(self._is_personal, found), _MOST_NAMESAKES)]

    def _is_personal(self, address: str) -> bool:
        """Whether it tells anybody: one at all, and not a switchboard's.

        In a confidential search none does: a second card may be what shows that somebody is at the employer.
        """
        if self._profile.search.confidential:
            return False
        return "@" in address and len(self._rows[address_key(address)]) <= _MOST_NAMESAKES

    def _leave_out(self, record: ForeignRecord, name: str, company: str) -> None:
        """Whoever is at none of the target companies; first those at one that is called much like one."""
        near = target_like(self._profile, company) if company else None
        what = f" at {company}: is that {near}? Then add it to its `aliases`"
        what = what if near else " (at none of your target companies)"
        self._merging.leave_out(record, f"{name}{what}", first=near is not None)

    def _without_the_address_of_another(self, record: ForeignRecord, values: dict[str, Value]) -> dict[str, Value]:
        """Who shares a mailbox is somebody else: they come in, the address stays with whom it is known for."""
        name, email = str(values["name"]), str(values.get("email", ""))
        key = address_key(email)
        bearers = [each.name for each in self._profile.contacts_by_mailbox.get(key, [])]
        bearers += [self._bearers[key]] if key in self._bearers else []
        if not bearers or any(may_be_one_name(name, each) for each in bearers):
            return values
        self._merging.conflict(record, f"{name}: the address {email} is {bearers[0]}'s; it was left out")
        return {key: value for key, value in values.items() if key != "email"}

    def _add(self, record: ForeignRecord, person: Identity, values: dict[str, Value]) -> None:
        namesakes = self._added.setdefault(name_key(person.name), [])
        keys = dict.fromkeys(map(address_key, self._addresses(record, person.name)))
        bearers = [bearer for key in keys for bearer in self._by_address.get(key, [])]
        if twin := next((told for name, told in bearers if may_be_one_name(name, person.name)), None):
            self._merging.known += 1
            for key in sorted({*_differing(twin, values, self._profile)} - {"email"}):
                differs = f"{key} is {twin[key]!r} in an earlier row and {values[key]!r} here; kept {twin[key]!r}"
                self._merging.conflict(record, f"{person.name}: {differs}")
            twin.update(_missing(twin, values, self._profile))
            return
        sharers = self._profile.contacts_by_mailbox.get(address_key(person.email), []) if person.email else []
        if of_the_name := [each.name for each in sharers if may_be_one_name(each.name, person.name)]:
            why = f"nothing tells whether this is {' or '.join(of_the_name)}; left out"
        elif name_key(person.name) in self._profile.contacts_by_name:
            # A second bearer would make every reference to the first one ambiguous: that is the user's to settle.
            key = next((each for each in ("email", "phone") if each in values), "")
            change = f"{key}={quoted(str(values[key]))}" if key else "email=…"
            one = f"if they are one: jobnet set contact {quoted(person.name)} {change}"
            why = f"{one}; if two, give the one you have an id, then add this one with jobnet add contact --id"
        elif len(namesakes) >= _MOST_NAMESAKES:
            why = f"the {_MOST_NAMESAKES}th of that name; left out"
        elif same := [told for each, told in namesakes if person.likeness(each) is Sameness.SAME or told == values]:
            self._merging.known += 1
            same[0].update(_missing(same[0], values, self._profile))
            self._note_addresses(keys, person, same[0])
            return
        elif any(person.likeness(each) is Sameness.MAYBE for each, _ in namesakes):
            why = "nothing tells whether they are two; left out"
        else:
            self._append(person, dict(values), namesakes)
            self._note_addresses(keys, person, self.new[-1])
            return
        what = values.get("email") or values.get("company") or values.get("phone") or "no address"
        self._merging.conflict(record, f"another {person.name} ({what}): {why}")

    def _note_addresses(self, keys: Iterable[str], person: Identity, told: dict[str, Value]) -> None:
        for key in keys:
            self._by_address.setdefault(key, []).append((person.name, told))

    def _append(
        self, person: Identity, values: dict[str, Value], namesakes: list[tuple[Identity, dict[str, Value]]]
    ) -> None:
        if namesakes:  # two people of one name are told apart by an id
            slug = re.sub(r"[^a-z0-9]+", "-", fold(person.name)).strip("-") or "contact"
            free = (f"{slug}-{n}" for n in itertools.count(len(namesakes) + 1))
            values = {"name": person.name, "id": next(each for each in free if each not in self._ids), **values}
            self._ids.add(str(values["id"]))
        namesakes.append((person, values))
        if person.email:
            self._bearers.setdefault(address_key(person.email), person.name)
        self.new.append(values)
        email = f" <{values['email']}>" if "email" in values else ""
        company = f" ({values['company']})" if values.get("company") else ""
        self._merging.added.append(f"{person.name}{email}{company}")

    def _complete(self, record: ForeignRecord, contact: Contact, theirs: Mapping[str, Value]) -> None:
        """Fill in what is not said yet; what is said otherwise is shown, never overwritten."""
        place = path_of(contact.at)
        told = self._merging.told
        ours = {key: said for key in _COMPLETED if (said := getattr(contact, key) or told.get((*place, key)))}
        for key in _differing(ours, theirs, self._profile):
            differs = f"{key} is {ours[key]!r} here and {theirs[key]!r} there; kept {ours[key]!r}"
            self._merging.conflict(record, f"{contact.name}: {differs}")
        new = _missing(ours, theirs, self._profile)
        if contact.known_as or contact.salutation:
            new = {key: value for key, value in new.items() if key not in {"honorific", "family"}}
        self._merging.put(place, new)
        self._merging.complete(contact.name, new)

    def _identity(self, values: Mapping[str, Value]) -> Identity:
        email, phone, company = (str(values.get(key, "")) for key in ("email", "phone", "company"))
        return identity_in(self._profile, str(values["name"]), email, phone, company)


def _differing(ours: Mapping[str, Value], theirs: Mapping[str, Value], profile: Profile) -> list[str]:
    """The keys under which they say something else."""
    both = [key for key in _COMPLETED if key in ours and key in theirs]
    return [key for key in both if not _agree(key, str(ours[key]), str(theirs[key]), profile)]


def _missing(ours: Mapping[str, Value], theirs: Mapping[str, Value], profile: Profile) -> dict[str, str]:
    """What they say and we do not, and what they may say of the same person in the same post."""
    is_another_post = {*_differing(ours, theirs, profile)} & {*_POST} or ("company" in ours and "company" not in theirs)
    keys = [key for key in _COMPLETED if not (is_another_post and key in _POST)]
    return {key: str(theirs[key]) for key in keys if key in theirs and key not in ours}


def _agree(key: str, ours: str, theirs: str, profile: Profile) -> bool:
    match key:
        case "company":
            return profile.same_company(ours, theirs)
        case "phone":
            return same_phone(ours, theirs)
        case "email":
            return address_key(ours) == address_key(theirs)
    return fold(ours) == fold(theirs)
