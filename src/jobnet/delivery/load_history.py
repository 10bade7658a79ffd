"""What readers already know, from the ledger and from the profile's touchpoints together, as plain values."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path

from jobnet.delivery.ledger.find import records_of
from jobnet.delivery.ledger.records import Message, Rename, Retold, State
from jobnet.errors import Exit, JobnetError, Problem, Severity
from jobnet.facts.followed import Followed
from jobnet.facts.history import History, Told, told_by_hand
from jobnet.facts.items import Kind
from jobnet.facts.people import people_in
from jobnet.frozen import dataclass
from jobnet.profile.addresses import address_key
from jobnet.profile.model import Profile, grouped
from jobnet.profile.names import name_key


def sent_messages(
    profile: Profile, state: Path, configured: Path | None = None
) -> tuple[tuple[Message, ...], tuple[Problem, ...], Exit]:
    """Everything the ledger has sent for this profile, oldest first; warnings where that cannot be the whole.

    The code is that of a record that should be there, and is missing, damaged or not the newest.

    Nothing is created, and SQLite is not even loaded while there is no ledger: printing a letter must stay cheap.
    """
    messages: list[Message] = []
    records = records_of(profile, state, configured)
    warnings = [*records.troubles]
    code = Exit.IO if records.places and records.troubles else Exit.DONE
    for place in records.places:
        from jobnet.delivery.ledger.open import older_than_marked, open_to_read

        try:
            with open_to_read(place) as ledger:
                messages += ledger.sent()
                if trouble := older_than_marked(place, ledger):
                    warnings.append(trouble)
                    code = Exit.IO
        except JobnetError as error:
            code = error.exit_code
            untold = "This is written as if nobody had been told anything."
            warnings += (f"{problem.message} {untold}" for problem in error.problems)
    in_order = sorted(messages, key=lambda message: (message.day, message.at))
    return tuple(in_order), tuple(Problem("ledger", Severity.WARNING, each) for each in warnings), code


def history_of(profile: Profile, messages: Iterable[Message], today: dt.date) -> History:
    """The messages and the touchpoints as one history, by person as the profile knows them today."""
    people = KnownPeople(profile)
    messages = tuple(messages)
    followed = people.things_of(messages)
    told: list[Told] = []
    overheard: list[Told] = []
    for message in messages:
        person = people.reader_of(message)
        told += _told(person, person, message, followed, today)
        for other in people.also_know(message):
            overheard += _told(other, person, message, followed, today) if other != person else ()
    return History((*told_by_hand(profile), *told), tuple(overheard))


def _told(knows: str, reader: str, message: Message, followed: Followed, today: dt.date) -> Iterator[Told]:
    # A day to come was a slip of `--today`: it must not silence anybody until then.
    day = message.day if message.day <= today else min(message.day, message.at.date())
    for item in message.items:
        # The one item whose id ends in the reader's key: it follows the reader to another key.
        is_own = item.kind is Kind.RUNNERUP and item.id.endswith(f":{message.person}")
        now = followed.id_of(reader, item)
        own = f"{now.removesuffix(message.person)}{knows}" if is_own else now
        yield Told(knows, own, message.document, day, has_gone=message.state is State.SENT)


@dataclass(frozen=True)
class _Known:
    key: str
    name: str
    email: str | None


class KnownPeople:
    """Everybody the profile names, found by what the ledger calls them: names and ids change, and so do addresses."""

    def __init__(self, profile: Profile) -> None:
        self._profile = profile
        met = people_in(profile.applications).items()
        known = [_Known(each.key, each.name, each.email) for each in profile.contacts]
        known += [_Known(key, each.name, each.email) for key, each in met if each.contact is None]
        self._by_key = {each.key: each for each in known}
        self._by_name = grouped(known, lambda each: name_key(each.name))
        self._by_address = grouped(known, lambda each: address_key(each.email) if each.email else "")

    def reader_of(self, message: Message) -> str:
        """Whom this message told, as the profile's key: who has its address now, else who has its name or `id`."""
        named, addressed = self._named(message), self._by_address.get(message.reader, [])
        if len(named) == 1 and (not addressed or named[0] in addressed):
            return named[0].key
        return addressed[0].key if addressed else message.person

    def addressee_of(self, message: Message) -> str:
        """Whom this message greets: an address may be another's by now, and then it is no way to them."""
        named = self._named(message)
        return named[0].key if len(named) == 1 else self.reader_of(message)

    def also_know(self, message: Message) -> list[str]:
        """Who may know what it says: who shares its mailbox, and who bears its name but has another address now.

        Where that is one too many, somebody misses old news; the other way, somebody would be told twice.
        """
        named, addressed = self._named(message), self._by_address.get(message.reader, [])
        return [each.key for each in (*addressed, *(named if len(named) == 1 or not addressed else ()))]

    def renames(self, messages: Iterable[Message]) -> Iterator[Rename]:
        """Messages whose reader has only the name, or only the address, that the ledger knows: as both are now.

        Each run says so to the ledger: a name that changes, and later the address, must not lead to nobody known.
        """
        for message in messages:
            named, addressed = self._named(message), self._by_address.get(message.reader, [])
            if not named and len(addressed) == 1:
                yield Rename(message.id, message.person, addressed[0].key, message.reader)
            elif len(named) == 1 and not addressed and named[0].email and message.state is State.SENT:
                yield Rename(message.id, message.person, named[0].key, address_key(named[0].email))
            elif len(named) == 1 and named[0] in addressed and named[0].key != message.person:
                yield Rename(message.id, message.person, named[0].key, message.reader)

    def things_of(self, messages: Iterable[Message]) -> Followed:
        """What these messages told, as the profile knows it today."""
        return Followed(self._profile, (item for each in messages for item in each.items))

    def followed(self, messages: Sequence[Message]) -> Iterator[Retold]:
        """Items whose entry goes under another id by now. Each run says so to the ledger, as of people."""
        things = self.things_of(messages)
        for message in messages:
            reader = self.reader_of(message)
            for seq, item in enumerate(message.items):
                if (now := things.id_of(reader, item)) != item.id:
                    yield Retold(message.id, seq, now)

    def messages_of(self, messages: Sequence[Message], keys: Collection[str], who: str) -> list[int]:
        """The messages to somebody, whom the profile may know (`keys`) or only the ledger (`who`, a name or address).

        Under every name and address they went by, but nothing that went to somebody else of the profile.
        """
        known_as = {address_key(who) if "@" in who else name_key(who)} - {""}
        theirs: set[int] = set()
        while True:
            more = {
                each.id
                for each in messages
                if self.reader_of(each) in keys
                or (known_as & _called(each) and self.reader_of(each) not in self._by_key)
            } - theirs
            if not more:
                return sorted(theirs)
            theirs |= more
            known_as |= {called for each in messages if each.id in more for called in _called(each)}

    def _named(self, message: Message) -> list[_Known]:
        """Who bears the key, or the name that was the key before an `id` or a namesake came, or was on the letter."""
        if message.person in self._by_key:
            return [self._by_key[message.person]]
        names = (message.person.partition("/")[0], name_key(message.name))
        return next((found for name in names if (found := self._by_name.get(name))), [])


def _called(message: Message) -> set[str]:
    """All that the ledger calls the reader of a message."""
    address = address_key(message.address) if message.address else message.reader
    return {message.person, name_key(message.name), message.reader, address}
