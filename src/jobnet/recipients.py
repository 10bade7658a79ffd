"""Who gets what: for every document whom it may go to, whom `--all` means, and why somebody gets none today."""

from __future__ import annotations

from dataclasses import field, replace
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING

from jobnet.errors import Exit, JobnetError, Problem, Severity, quoted
from jobnet.extras import has
from jobnet.facts.calendar import Calendar
from jobnet.facts.disclosure import dealings
from jobnet.facts.employer import employer_reason, employer_ties, how_to_deny
from jobnet.facts.history import BY_HAND, History
from jobnet.facts.items import Document
from jobnet.facts.readers import EMPLOYERS, Reader, ReaderKind, general_reader, reader_of
from jobnet.frozen import dataclass
from jobnet.profile.addresses import mail_trouble
from jobnet.profile.model import Contact, Locale, Person, Profile, Updates

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from jobnet.facts.since import Since
    from jobnet.facts.snapshot import Snapshot
    from jobnet.profile.languages import Translation
    from jobnet.rendering.environment import Templates
    from jobnet.review import ProfileUnderReview

_SILENT_UPDATES = 4
"""Updates in a row without a sign of life, after which only the landing is told (`docs/content.md` 4.1)."""


class Chosen(StrEnum):
    """How the readers were chosen: that decides what stands in their way."""

    NAMED = "to"
    GROUP = "group"
    ALL = "all"


@dataclass(frozen=True)
class LetterRun:
    """What all letters of one run share."""

    snapshot: Snapshot
    history: History = field(default_factory=History)
    since: Since = "last"
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
    paper: str = ""
    """The form of letters for paper, where that is asked of all: `pdf` or `docx`."""
    posts: bool = False
    """Whether those who have a postal address and no e-mail get theirs as PDF, where the extra is there."""

    @property
    def profile(self) -> Profile:
        return self.snapshot.profile

    @property
    def today(self) -> dt.date:
        return self.snapshot.today

    @property
    def cadence(self) -> Mapping[str, int]:
        """The days of the calendar, as the user has them."""
        return self.profile.rules.cadence

    @cached_property
    def calendar(self) -> Calendar:
        """When each person may be written to again."""
        return Calendar(self.snapshot, self.history)

    @cached_property
    def templates(self) -> Templates:
        """Whose words the letters are in."""
        from jobnet.rendering.environment import Templates

        return Templates(self.template, self.user_folder)

    @cached_property
    def under_review(self) -> ProfileUnderReview:
        """The search before the rules, once for all letters."""
        from jobnet.review import ProfileUnderReview

        return ProfileUnderReview(self.snapshot, self.history)

    def in_language_of(self, reader: Reader) -> tuple[LetterRun, Translation | None]:
        """This run with the words of the language in which this reader is written to, where that makes a difference."""
        from jobnet.profile.languages import Translation

        own = self.profile.locale.language
        language = self.templates.written_in(reader.locale).language
        if reader.locale.language == own and not self.profile.speaks_several:
            return self, None
        if language not in self._translated:
            is_own = language in {own, self.templates.written_in(self.profile.locale).language}
            translation = Translation(self.profile, language, is_own=is_own)
            snapshot = type(self.snapshot)(translation.profile, self.today)
            self._translated[language] = replace(self, snapshot=snapshot), translation
        return self._translated[language]

    @cached_property
    def _translated(self) -> dict[str, tuple[LetterRun, Translation]]:
        return {}

    def reader(self, who: Contact | Person | None) -> Reader:
        """This person as a reader of a letter of this run; None is nobody in particular."""
        if who is None:
            return general_reader(self.profile, locale=self.locale)
        return reader_of(self.snapshot, who, locale=self.locale)

    def on_paper(self, reader: Reader) -> Reader:
        """The reader, with the form in which this run makes their letter for paper, if it does."""
        paper = self.paper or ("pdf" if self.posts and goes_by_post(reader) and has("typst") else "")
        return replace(reader, paper=paper) if paper else reader


def goes_by_post(reader: Reader) -> bool:
    """Whether there is a postal address, and no e-mail."""
    return bool(reader.contact and reader.contact.post and not reader.email)


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
class DocumentPolicy:
    """Whom a document is for that goes to many."""

    concerns: Callable[[LetterRun, Contact], bool]
    """Whom `--all` means; nobody else is even mentioned."""
    objection: Callable[[LetterRun, Contact, Chosen], LeftOut | None]
    """Why this contact, whom nobody named, gets none now."""
    ends_with_search: bool = True
    """Whether it is refused once a post is accepted."""
    never_together: frozenset[ReaderKind] = frozenset()
    """Who gets it only by name."""


def everybody(document: Document, run: LetterRun) -> Iterator[Contact]:
    """Whom `--all` means."""
    policy = POLICIES.get(document)
    return (each for each in run.profile.contacts if policy is not None and policy.concerns(run, each))


def objection(document: Document, run: LetterRun, reader: Reader, chosen: Chosen) -> LeftOut | None:
    """Why this reader gets no such letter today, whatever it would say; None where nothing stands in the way."""
    return (
        (_not_this_one(document, run, reader, chosen) if document in POLICIES else None)
        or at_the_employer(document, run, reader)
        or _no_email(run, reader, chosen)
    )


def _not_this_one(document: Document, run: LetterRun, reader: Reader, chosen: Chosen) -> LeftOut | None:
    """Why a document that goes to many does not go to this reader."""
    policy, contact, is_named = POLICIES[document], reader.contact, chosen is Chosen.NAMED
    is_asked_for = is_named and (run.force or document is not Document.UPDATE)
    if contact is not None and contact.updates is Updates.OFF and not is_asked_for:
        return LeftOut(reader.name, "asked for no more updates (updates: off)", is_error=is_named, rule="UPD-09")
    if contact is None or is_named:
        return None
    if reader.kind in policy.never_together:
        return LeftOut(reader.name, "recruits or decides on applications; write to them with --to")
    return policy.objection(run, contact, chosen)


def no_longer_wanted(document: Document, run: LetterRun, reader: Reader) -> LeftOut | None:
    """Why a letter to this reader that was planned on an earlier day must not go any more, whatever it says."""
    policy, taken = POLICIES.get(document), run.snapshot.accepted
    if policy is not None and reader.contact is not None and reader.contact.updates is Updates.OFF:
        return LeftOut(reader.name, "wants no more updates")
    if policy is not None and policy.ends_with_search and taken is not None:
        said = f"would read that you are still searching, and you accepted {taken.position} at {taken.company}"
        return LeftOut(reader.name, said)
    if document is Document.LANDED and taken is None:
        return LeftOut(reader.name, "would read that you accepted a post, and your profile has none that you accepted")
    return at_the_employer(document, run, reader)


def refuse_after_landing(document: Document, run: LetterRun) -> None:
    """A `JobnetError` where the search is over and this document would say that it goes on."""
    policy, taken = POLICIES.get(document), run.snapshot.accepted
    if policy is not None and policy.ends_with_search and taken is not None and not run.force:
        message = (
            f"You accepted {taken.position} at {taken.company}: the search is over, so no {document} is written. "
            "Tell people with: jobnet landed. To write one all the same, add --force."
        )
        raise JobnetError(
            [Problem("UPD-09", Severity.ERROR, message, place=taken.at, document=document.value)], Exit.REFUSED
        )


def at_the_employer(document: Document, run: LetterRun, reader: Reader) -> LeftOut | None:
    """Whoever they are and whatever they read: nobody at the current employer learns of a confidential search."""
    ties = employer_ties(run.snapshot, reader)
    if not ties:
        return None
    reason = f"{employer_reason(run.snapshot, reader)}: nobody there may learn of a confidential search"
    hint = how_to_deny(run.profile, ties)
    place = reader.contact.at if reader.contact else None
    problem = Problem(
        "PRIV-02", Severity.ERROR, f"{reader.name} {reason}.", hint, place=place, record=reader.name,
        document=document.value, recipient=reader.name, final=True,
    )  # fmt: skip
    listed = f"{reason}. {hint.rstrip('.')}" if hint else reason
    return LeftOut(reader.name, listed, is_error=True, findings=(problem,), rule="PRIV-02")


def _no_email(run: LetterRun, reader: Reader, chosen: Chosen) -> LeftOut | None:
    if not run.needs_email or not reader.key or reader.paper:
        return None
    if reader.email:
        trouble = mail_trouble(reader.name, reader.email)
        reason = f"cannot be sent mail: {trouble}. Correct it, or print the letter (--format text)"
        return LeftOut(reader.name, reason, is_error=True, rule="PROF-16") if trouble else None
    number = reader.contact.phone if reader.contact else None
    phone = f", or read it to them over the phone ({number})" if number else ""
    form = "pdf" if goes_by_post(reader) else "text"
    reason = f"has no email address: print the letter (--format {form}){phone}"
    return LeftOut(reader.name, reason, is_error=chosen is Chosen.NAMED, rule="PROF-16")


def _not_yet(document: Document, run: LetterRun, contact: Contact, chosen: Chosen) -> LeftOut | None:
    """Whom the calendar would write to on another day, where `--all` means them."""
    turn = run.calendar.turn(contact, document) if chosen is Chosen.ALL else None
    if turn is None or turn.day <= run.today or run.now:
        return None
    which = "next" if turn.of is document else document
    return LeftOut(contact.name, f"{turn.because}; the {which} is due on {turn.day} (--now writes it today)")


# The brief


def _has_offered(run: LetterRun, contact: Contact) -> bool:
    """Whether this contact has offered help by today: on an earlier day nothing was owed yet."""
    return contact.offered_help is not None and contact.offered_help.date <= run.today


def _brief_objection(run: LetterRun, contact: Contact, chosen: Chosen) -> LeftOut | None:
    if dealings(run.snapshot, run.reader(contact)):
        return LeftOut(contact.name, "takes part in a decision where you have applied", rule="BRIEF-11")
    if run.again:
        return None
    if has_brief(run, contact):
        if any(told.document == Document.BRIEF and not told.has_gone for told in run.history.of(contact)):
            return LeftOut(contact.name, "has a brief that waits to go or is in doubt: jobnet outbox")
        return LeftOut(contact.name, "has the brief for your present titles and companies; --again writes it anew")
    return _not_yet(Document.BRIEF, run, contact, chosen)


def has_brief(run: LetterRun, contact: Contact) -> bool:
    """Whether this contact was given a brief for the present titles and targets, by jobnet or by hand."""
    told = [told for told in run.history.of(contact) if told.document == Document.BRIEF]
    if any(each.item == BY_HAND for each in told):
        return True
    if not told:
        return False
    from jobnet.documents.brief import brief_id

    return brief_id(run.profile, run.reader(contact)) in {each.item for each in told}


# The update


def wants_updates(run: LetterRun, contact: Contact) -> bool:
    """`updates` as it holds: where the user has not said, on for those who offered help or were given a brief."""
    if contact.updates is not None:
        return contact.updates is Updates.ON
    return _has_offered(run, contact) or bool(run.history.dates(contact, Document.BRIEF))


def _update_concerns(run: LetterRun, contact: Contact) -> bool:
    return wants_updates(run, contact) or contact.updates is Updates.OFF


def _update_objection(run: LetterRun, contact: Contact, chosen: Chosen) -> LeftOut | None:
    if not wants_updates(run, contact):
        return LeftOut(contact.name, "has not offered help and gets no updates (updates: on would change it)")
    # After four updates without a sign of life only the landing is told.
    updates = run.history.dates(contact, Document.UPDATE)[-_SILENT_UPDATES:]
    sign = run.snapshot.signs.get(contact.key)
    if len(updates) == _SILENT_UPDATES and (sign is None or sign < updates[0]):
        return LeftOut(contact.name, "has given no sign of life through four updates; they hear again when you land")
    return _not_yet(Document.UPDATE, run, contact, chosen)


# The good news


def _landed_concerns(run: LetterRun, contact: Contact) -> bool:
    """Everyone who helped, and who would have: those who never heard of the search are named, not written to."""
    return _has_part(run, contact) or wants_updates(run, contact)


def _has_part(run: LetterRun, contact: Contact) -> bool:
    """Whether they were ever given a brief or update, or gave a referral."""
    told = {each.document for each in run.history.of(contact)}
    return bool(told & {Document.BRIEF, Document.UPDATE}) or contact.key in run.snapshot.referrals


def _landed_objection(run: LetterRun, contact: Contact, chosen: Chosen) -> LeftOut | None:
    last = run.history.last(contact, Document.LANDED)
    if last is not None and not run.again:
        return LeftOut(contact.name, f"was told on {last}; --again writes it anew")
    if chosen is Chosen.ALL and not _has_part(run, contact):
        why = "offered help" if contact.offered_help else "wants updates"
        to = quoted(contact.typed)
        return LeftOut(contact.name, f"{why}, and nothing was ever sent to them; to tell them: jobnet landed --to {to}")
    return _not_yet(Document.LANDED, run, contact, chosen)


POLICIES: dict[Document, DocumentPolicy] = {
    Document.BRIEF: DocumentPolicy(
        _has_offered, _brief_objection, never_together=EMPLOYERS - {ReaderKind.RECRUITER_INHOUSE}
    ),
    Document.UPDATE: DocumentPolicy(
        _update_concerns, _update_objection, never_together=EMPLOYERS | {ReaderKind.RECRUITER_AGENCY}
    ),
    Document.LANDED: DocumentPolicy(_landed_concerns, _landed_objection, ends_with_search=False),
}
"""The documents that go to many; each other goes to whomever `--to` picks."""
