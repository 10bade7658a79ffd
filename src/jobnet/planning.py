"""Who gets what today: one answer for `--to`, `--group`, `--all`, `check`, `next`, `preview` and `--send`.

Letters are made one by one, as they are taken: five thousand of them never stand in memory together.
"""

from __future__ import annotations

from dataclasses import field, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from jobnet.errors import Exit, JobnetError, Problem, Severity
from jobnet.facts.dealings import dealings
from jobnet.facts.employer import employer_reason, employer_ties, how_to_deny
from jobnet.facts.history import BY_HAND, History, signs_of_life
from jobnet.facts.items import Document
from jobnet.facts.readers import ReaderKind, reader_of
from jobnet.facts.since import LAST, Since
from jobnet.facts.snapshot import Snapshot
from jobnet.frozen import cached_property, dataclass
from jobnet.profile.model import Disclosure, Relationship, Updates
from jobnet.rendering.rendering import render

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from pathlib import Path

    from jobnet.facts.readers import Reader
    from jobnet.profile.model import Contact, Locale, Profile
    from jobnet.rendering.letter import Letter
    from jobnet.review import ProfileUnderReview

    Compose = Callable[["Run", Reader], Any]
    """What one document says to one reader: a context. A `JobnetError` where the document refuses."""

_SILENT_UPDATES = 4
"""Updates in a row without a sign of life, after which only the landing is told (`docs/content.md` 4.1)."""
_DECIDERS = frozenset({Relationship.RECRUITER_INHOUSE, Relationship.HIRING_MANAGER, Relationship.INTERVIEWER})
_DECIDES = frozenset({ReaderKind.HIRING_MANAGER, ReaderKind.INTERVIEWER})
_NEVER_TOGETHER = {
    Document.BRIEF: _DECIDERS - {Relationship.RECRUITER_INHOUSE},
    Document.UPDATE: _DECIDERS | {Relationship.RECRUITER_AGENCY},
}


class Chosen(StrEnum):
    """How the readers were chosen: that decides what stands in their way."""

    NAMED = "to"
    GROUP = "group"
    ALL = "all"


@dataclass(frozen=True)
class Run:
    """What all letters of one run share."""

    profile: Profile
    today: dt.date
    history: History = field(default_factory=History)
    since: Since = LAST
    until: dt.date | None = None
    locale: Locale | None = None
    template: Path | None = None
    user_folder: Path | None = None
    again: bool = False
    now: bool = False
    force: bool = False
    needs_email: bool = False
    """Whether the letters go out as mail: `--send`, `--format eml`."""
    sending: bool = False
    """Whether manners are judged as at sending: `--send`, `--mark-sent`."""
    html: bool = True
    """Whether any form but plain text goes out: else the others are neither made nor scanned."""

    @cached_property
    def snapshot(self) -> Snapshot:
        return Snapshot(self.profile, self.today)

    @cached_property
    def signs(self) -> Mapping[str, dt.date]:
        """The last sign of life of each contact."""
        return signs_of_life(self.profile, self.today)

    @cached_property
    def under_review(self) -> ProfileUnderReview:
        """The search before the rules, once for all letters."""
        from jobnet.review import ProfileUnderReview

        return ProfileUnderReview(self.profile, self.history, self.today)


@dataclass(frozen=True)
class Draft:
    """One letter for one reader, with what the rules say about it."""

    reader: Reader
    context: Any
    letter: Letter
    findings: tuple[Problem, ...] = ()

    @property
    def name(self) -> str:
        return self.reader.name

    @property
    def already_told(self) -> int:
        """How much was left out since this reader has been told."""
        return int(getattr(self.context, "already_told", 0))


@dataclass(frozen=True)
class LeftOut:
    """A reader who gets no letter, and why."""

    name: str
    reason: str
    is_error: bool = False
    """Something is wrong, rather than in its ordinary order."""
    findings: tuple[Problem, ...] = ()
    already_told: int = 0
    rule: str = ""


@dataclass(frozen=True)
class Plan:
    """Everybody's letter, or why there is none."""

    drafts: tuple[Draft, ...] = ()
    left_out: tuple[LeftOut, ...] = ()

    @property
    def has_errors(self) -> bool:
        return any(each.is_error for each in self.left_out)


@dataclass(frozen=True)
class DocumentPolicy:
    """What planning needs to know of one kind of document."""

    compose: Compose
    concerns: Callable[[Run, Contact], bool] = lambda _run, _contact: False
    """Whom `--all` means; nobody else is even mentioned."""
    objection: Callable[[Run, Contact, Chosen], LeftOut | None] = lambda _run, _contact, _chosen: None
    """Why this contact gets none now."""
    ends_with_search: bool = False
    """Whether it is refused once a post is accepted."""


def plan(document: Document, run: Run, chosen: Chosen, readers: Iterable[Reader] = ()) -> Plan:
    """The whole plan at once; for few letters, or where all are needed together."""
    drafts, left_out = [], []
    for each in outcomes(document, run, chosen, readers):
        if isinstance(each, Draft):
            drafts.append(each)
        else:
            left_out.append(each)
    return Plan(tuple(drafts), tuple(left_out))


def outcomes(
    document: Document,
    run: Run,
    chosen: Chosen,
    readers: Iterable[Reader] = (),
    *,
    compose: Compose | None = None,
) -> Iterator[Draft | LeftOut]:
    """A letter, or why there is none, for each reader in turn; for `Chosen.ALL` planning finds the readers.

    `compose` is for documents that need more than a reader, such as which news to pass on.
    """
    return Turns(document, run, chosen, readers, compose=compose).outcomes()


@dataclass(frozen=True)
class Turn:
    """Somebody who may be written to. A reader who was not given is made where there is a letter to write."""

    contact: Contact | None
    reader: Reader | None = None

    @cached_property
    def address(self) -> str | None:
        """The address, such that two are the same if they are one mailbox."""
        return _address(self.contact.email) if self.contact is not None and self.contact.email else None


class Turns:
    """Whose turn it is in this run, one after the other, and what becomes of each.

    What becomes of one depends on no other, except those of the same address before it.
    """

    def __init__(
        self,
        document: Document,
        run: Run,
        chosen: Chosen,
        readers: Iterable[Reader] = (),
        *,
        compose: Compose | None = None,
    ) -> None:
        occasion = OCCASIONS.get(document) or DocumentPolicy(compose or _unknown)
        self.document, self.run, self.chosen, self.readers = document, run, chosen, readers
        self.occasion = occasion if compose is None else replace(occasion, compose=compose)
        self._met: dict[str, str] = {}

    def __iter__(self) -> Iterator[Turn]:
        """The turns; a `JobnetError` before the first where the document is refused altogether."""
        _refuse_after_landing(self.document, self.occasion, self.run)
        if self.document is Document.LANDED:
            from jobnet.documents.landed import accepted_post

            accepted_post(self.run.snapshot)  # refuses once, and not reader by reader
        if self.chosen is Chosen.ALL:
            yield from (Turn(each) for each in self.run.profile.contacts if self.occasion.concerns(self.run, each))
        else:
            yield from (Turn(reader.contact, reader) for reader in self.readers)

    def outcomes(self) -> Iterator[Draft | LeftOut]:
        """What becomes of each turn."""
        return map(self.outcome, self)

    def outcome(self, turn: Turn) -> Draft | LeftOut:
        """What becomes of this turn; those before it have had theirs."""
        document, occasion, run, chosen = self.document, self.occasion, self.run, self.chosen
        found: Draft | LeftOut | None = _shares_address(turn, chosen, self._met)
        found = found or _before(document, occasion, run, turn.contact, chosen)
        if found is None:
            found = _letter(document, occasion, run, _as_reader(turn, run), chosen)
        if isinstance(found, Draft):
            self.wrote_to(turn)
        return found

    def wrote_to(self, turn: Turn) -> None:
        """Note that there is a letter for this one: nobody else of the address gets another."""
        if turn.contact is not None and turn.address is not None:
            self._met.setdefault(turn.address, turn.contact.name)


def _as_reader(turn: Turn, run: Run) -> Reader:
    if turn.reader is not None:
        return turn.reader
    if turn.contact is None:
        raise AssertionError("a turn of nobody")
    return reader_of(run.snapshot, turn.contact, locale=run.locale)


def readers_of(run: Run, contacts: Iterable[Contact]) -> Iterator[Reader]:
    """These contacts as readers."""
    return (reader_of(run.snapshot, contact, locale=run.locale) for contact in contacts)


def _unknown(_run: Run, reader: Reader) -> Any:
    raise JobnetError(f"There is no such letter for {reader.name}.", Exit.USAGE)


def _refuse_after_landing(document: Document, occasion: DocumentPolicy, run: Run) -> None:
    taken = run.snapshot.accepted if occasion.ends_with_search else None
    if taken is None or run.force:
        return
    message = (
        f"You accepted {taken.position} at {taken.company}: the search is over, so no {document} is written. "
        "Tell people with: jobnet landed. To write one all the same, add --force."
    )
    raise JobnetError(
        [Problem("UPD-09", Severity.ERROR, message, place=taken.at, document=document.value)], Exit.REFUSED
    )


def _shares_address(turn: Turn, chosen: Chosen, met: Mapping[str, str]) -> LeftOut | None:
    if turn.contact is None or turn.address is None or chosen is Chosen.NAMED:
        return None
    first = met.get(turn.address)
    return LeftOut(turn.contact.name, f"has the same address as {first}, who gets the letter") if first else None


def _address(email: str) -> str:
    local, _, domain = email.rpartition("@")
    return f"{local.casefold()}@{domain.casefold().rstrip('.')}"


# Before anything is written


def _before(
    document: Document, occasion: DocumentPolicy, run: Run, contact: Contact | None, chosen: Chosen
) -> LeftOut | None:
    """What stands in the way, whatever the letter would say."""
    if contact is None:
        return None
    return (
        occasion.objection(run, contact, chosen) or _employer(run, contact, document) or _no_email(run, contact, chosen)
    )


def _employer(run: Run, contact: Contact, document: Document) -> LeftOut | None:
    ties = employer_ties(run.profile, contact)
    if not ties:
        return None
    reason = f"{employer_reason(run.profile, contact)}: nobody there may learn of a confidential search"
    hint = how_to_deny(run.profile, ties)
    problem = Problem(
        "PRIV-02",
        Severity.ERROR,
        f"{contact.name} {reason}.",
        hint,
        place=contact.at,
        record=contact.name,
        document=document.value,
        recipient=contact.name,
        final=True,
    )
    listed = f"{reason}. {hint.rstrip('.')}" if hint else reason
    return LeftOut(contact.name, listed, is_error=True, findings=(problem,), rule="PRIV-02")


def _no_email(run: Run, contact: Contact, chosen: Chosen) -> LeftOut | None:
    if not run.needs_email or contact.email:
        return None
    phone = f", or read it to them over the phone ({contact.phone})" if contact.phone else ""
    reason = f"has no email address: print the letter (--format text){phone}"
    return LeftOut(contact.name, reason, is_error=chosen is Chosen.NAMED, rule="PROF-16")


def _letter(document: Document, occasion: DocumentPolicy, run: Run, reader: Reader, chosen: Chosen) -> Draft | LeftOut:
    together = chosen is not Chosen.NAMED
    if together and document in _NEVER_TOGETHER and reader.kind in _DECIDES:
        return LeftOut(reader.name, "decides on your application there; write to them with --to")
    if together and document is Document.UPDATE and reader.kind is ReaderKind.RECRUITER_INHOUSE:
        return LeftOut(reader.name, "recruits for an application of yours; write to them with --to")
    try:
        context = occasion.compose(run, reader)
    except JobnetError as refused:
        if not together:
            raise
        return LeftOut(reader.name, str(refused), is_error=True, findings=refused.problems)
    if getattr(context, "is_empty", False):
        told = int(getattr(context, "already_told", 0))
        return LeftOut(reader.name, "there is nothing new to tell them", already_told=told)
    letter = render(context, template=run.template, user_folder=run.user_folder)
    findings = _findings(letter, context, run)
    errors = [each for each in findings if each.severity is Severity.ERROR and (each.final or not run.force)]
    if together and errors:
        return LeftOut(reader.name, errors[0].message, is_error=True, findings=findings, rule=errors[0].rule)
    return Draft(reader, context, letter, findings)


def _findings(letter: Letter, context: Any, run: Run) -> tuple[Problem, ...]:
    from jobnet.review import letter_findings

    return letter_findings(letter, context, run.under_review, html=run.html, sending=run.sending)


# The brief


def _brief(run: Run, reader: Reader) -> Any:
    from jobnet.documents.brief import brief_for

    return brief_for(run.snapshot, reader, history=run.history)


def _brief_concerns(run: Run, contact: Contact) -> bool:
    return _has_offered(run, contact)


def _has_offered(run: Run, contact: Contact) -> bool:
    """Whether this contact has offered help by today: on an earlier day nothing was owed yet."""
    return contact.offered_help is not None and contact.offered_help.date <= run.today


def _brief_objection(run: Run, contact: Contact, chosen: Chosen) -> LeftOut | None:
    if chosen is Chosen.NAMED:
        return None
    if contact.relationship in _NEVER_TOGETHER[Document.BRIEF]:
        return LeftOut(contact.name, "decides on applications; write to them with --to")
    if contact.updates is Updates.OFF:
        return LeftOut(contact.name, "asked not to be written to (updates: off)")
    if dealings(run.snapshot, reader_of(run.snapshot, contact)):
        return LeftOut(contact.name, "takes part in a decision where you have applied", rule="BRIEF-11")
    if not run.again and has_brief(run, contact):
        return LeftOut(contact.name, "has the brief for your present titles and companies; --again writes it anew")
    return None


def has_brief(run: Run, contact: Contact) -> bool:
    """Whether this contact was given a brief for the present titles and targets, by jobnet or by hand."""
    told = [told for told in run.history.of(contact) if told.document == Document.BRIEF]
    if any(each.item == BY_HAND for each in told):
        return True
    if not told:
        return False
    from jobnet.documents.brief import brief_id

    return brief_id(run.profile, reader_of(run.snapshot, contact)) in {each.item for each in told}


# The update


def _update(run: Run, reader: Reader) -> Any:
    from jobnet.documents.update import update_for
    from jobnet.facts.since import window

    days = window(run.profile, reader, since=run.since, until=run.until, today=run.today, history=run.history)
    return update_for(run.snapshot, reader, days, history=run.history, again=run.again)


def wants_updates(run: Run, contact: Contact) -> bool:
    """`updates` as it holds: where the user has not said, on for those who offered help or were given a brief."""
    if contact.updates is not None:
        return contact.updates is Updates.ON
    return _has_offered(run, contact) or bool(run.history.dates(contact, Document.BRIEF))


def _update_concerns(run: Run, contact: Contact) -> bool:
    return wants_updates(run, contact) or contact.updates is Updates.OFF


def _update_objection(run: Run, contact: Contact, chosen: Chosen) -> LeftOut | None:
    if contact.updates is Updates.OFF:
        reason = "asked for no more updates (updates: off)"
        if chosen is not Chosen.NAMED:
            return LeftOut(contact.name, reason, rule="UPD-09")
        return None if run.force else LeftOut(contact.name, reason, is_error=True, rule="UPD-09")
    if chosen is Chosen.NAMED:
        return None
    if contact.relationship in _NEVER_TOGETHER[Document.UPDATE]:
        return LeftOut(contact.name, "recruits or decides on applications; write to them with --to")
    if not wants_updates(run, contact):
        return LeftOut(contact.name, "has not offered help and gets no updates (updates: on would change it)")
    return _silent(run, contact) or (None if chosen is Chosen.GROUP else _early(run, contact))


def _early(run: Run, contact: Contact) -> LeftOut | None:
    due = update_due(run, contact)
    if due is None or due <= run.today or run.now:
        return None
    last = run.history.last(contact, Document.UPDATE)
    return LeftOut(contact.name, f"had an update on {last}; the next is due on {due} (--now writes it today)")


def update_due(run: Run, contact: Contact) -> dt.date | None:
    """The day this contact's next update is due by the calendar; None when they never had one."""
    import datetime as dt

    last = run.history.last(contact, Document.UPDATE)
    if last is None:
        return None
    cadence = run.profile.rules.cadence
    trusted = contact.trust is Disclosure.TRUSTED
    return last + dt.timedelta(days=cadence["update_days_trusted" if trusted else "update_days"])


def _silent(run: Run, contact: Contact) -> LeftOut | None:
    """After four updates without a sign of life only the landing is told."""
    updates = run.history.dates(contact, Document.UPDATE)[-_SILENT_UPDATES:]
    sign = run.signs.get(contact.key) if len(updates) == _SILENT_UPDATES else None
    if len(updates) < _SILENT_UPDATES or (sign is not None and sign >= updates[0]):
        return None
    return LeftOut(contact.name, "has given no sign of life through four updates; they hear again when you land")


# The good news


def _landed(run: Run, reader: Reader) -> Any:
    from jobnet.documents.landed import landed_for

    return landed_for(run.snapshot, reader, history=run.history)


def _landed_concerns(run: Run, contact: Contact) -> bool:
    """Everyone who was ever given a brief or update, or gave a referral."""
    told = {each.document for each in run.history.of(contact)}
    if told & {Document.BRIEF, Document.UPDATE}:
        return True
    return any(referral.giver.key == contact.key for referral in run.profile.referrals)


def _landed_objection(run: Run, contact: Contact, chosen: Chosen) -> LeftOut | None:
    if chosen is Chosen.NAMED:
        return None
    if contact.updates is Updates.OFF:
        return LeftOut(contact.name, "asked not to be written to (updates: off)")
    last = run.history.last(contact, Document.LANDED)
    return LeftOut(contact.name, f"was told on {last}; --again writes it anew") if last and not run.again else None


OCCASIONS: dict[Document, DocumentPolicy] = {
    Document.BRIEF: DocumentPolicy(_brief, _brief_concerns, _brief_objection, ends_with_search=True),
    Document.UPDATE: DocumentPolicy(_update, _update_concerns, _update_objection, ends_with_search=True),
    Document.LANDED: DocumentPolicy(_landed, _landed_concerns, _landed_objection),
}
"""The documents that go to many; another one is a line here, or a `compose` of its own."""
