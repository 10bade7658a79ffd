"""Whether a letter that waits may still go: people opt out, change posts and are told less between plan and sending."""

from __future__ import annotations

import email.policy
from collections import defaultdict
from collections.abc import Mapping
from email.message import EmailMessage
from functools import cached_property
from itertools import chain
from pathlib import Path

from jobnet.delivery.guard import goes_to
from jobnet.delivery.ledger.records import Message
from jobnet.delivery.ledger.transition import Ledger
from jobnet.delivery.load_history import KnownPeople
from jobnet.facts.items import Document
from jobnet.facts.people import mentions, person_key
from jobnet.facts.readers import Reader
from jobnet.frozen import dataclass
from jobnet.letters import second_look
from jobnet.profile.addresses import address_key, ascii_address
from jobnet.profile.model import Contact, Person
from jobnet.recipients import LetterRun
from jobnet.rendering.letter import Letter


@dataclass(frozen=True)
class SecondLook:
    """Letters that wait, looked at once more before they go."""

    run: LetterRun
    ledger: Ledger

    def reason(self, message: Message) -> str | None:
        """Why this message should not go any more, as the profile stands now; None if it should."""
        people = self._people.get(self._known.addressee_of(message), ())
        if not people:
            return "is no longer in the profile"
        readers = map(self.run.reader, people)
        reader = next((each for each in readers if each.email and address_key(each.email) == message.reader), None)
        if reader is None:
            # Of someone who opted out that is the reason, wherever they can be reached now.
            return self._look(message, self.run.reader(people[0]), None) or (
                "has another address in the profile now; the next run writes there"
            )
        raw, address = self.ledger.message(message.id).raw, message.address or ""
        if address_key(address) != message.reader or (raw is not None and not goes_to(raw, ascii_address(address))):
            return "is not as jobnet wrote it: in the record it goes to somebody else"
        return self._look(message, reader, raw)

    def _look(self, message: Message, reader: Reader, raw: bytes | None) -> str | None:
        text, html, files = _words_of(raw) if raw is not None else ("", "", ())
        waiting = Letter(
            Document(message.document), reader, message.day, message.subject, text, markdown="",
            language=str(reader.locale), words=0, items=message.items, attachments=files, built_in=False, page=html,
        )  # fmt: skip
        return second_look(waiting, self.run, self.ledger.shown(message.id))

    @cached_property
    def _people(self) -> Mapping[str, tuple[Contact | Person, ...]]:
        """By key, everybody who can have been written to: contacts, and whoever an application names."""
        people: dict[str, list[Contact | Person]] = defaultdict(list)
        for contact in self.run.profile.contacts:
            people[contact.key].append(contact)
        for _, person in chain.from_iterable(map(mentions, self.run.profile.applications)):
            people[person_key(person)].append(person)
        return {key: tuple(each) for key, each in people.items()}

    @cached_property
    def _known(self) -> KnownPeople:
        return KnownPeople(self.run.profile)


def _words_of(raw: bytes) -> tuple[str, str, tuple[Path, ...]]:
    """What the reader of a message gets to see: its text, its HTML, the names of its files."""
    message: EmailMessage = email.message_from_bytes(raw, policy=email.policy.default)
    parts = (message.get_body((kind,)) for kind in ("plain", "html"))
    text, html = (part.get_content() if part is not None else "" for part in parts)
    return text, html, tuple(Path(each.get_filename("")) for each in message.iter_attachments())
