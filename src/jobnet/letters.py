"""The one road every letter takes: composed of facts, rendered, reviewed.

`--to` and `--all`, `check`, `preview`, `outbox refresh` and `--send` go it from the start. A letter that waited goes
its last part once more, in the words in which it waits.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from jobnet.errors import Exit, JobnetError, Problem, Severity
from jobnet.facts.history import BY_HAND, news_item
from jobnet.facts.items import Document, Kind
from jobnet.frozen import dataclass
from jobnet.profile.addresses import address_key
from jobnet.recipients import Chosen, LeftOut, LetterRun, everybody, no_longer_wanted, objection, refuse_after_landing
from jobnet.rendering.rendering import render, rewritten

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator

    from jobnet.facts.readers import Reader
    from jobnet.profile.model import Application, Prose
    from jobnet.rendering.letter import Letter


@dataclass(frozen=True)
class Topic:
    """What a letter is about beside its reader, where the document leaves that open."""

    application: Application | None = None
    """Of a runner-up letter, a note to stay in touch, and thanks after an interview."""
    news: str | None = None
    """The id or the number of what a tip passes on; None for the first that is for this reader."""
    reason: str | None = None
    """Why a note to stay in touch is written now, in the user's words."""
    interviewed: dt.date | None = None
    told: dt.date | None = None
    particulars: tuple[str, ...] = ()
    """What the profile lacks for a runner-up letter, in the user's words."""
    short: bool = False
    """Talking points: the one-breath version only."""
    line: Prose | None = None
    """A personal line for this letter, where the contact's `opening` stands."""


NOTHING_MORE = Topic()
_OF_A_TEMPLATE = frozenset({"GEN-01", "NAME-01", "UPD-12"})
"""Placeholders, whom the greeting names, and the way out of the updates: judged in an edited letter, too."""


@dataclass(frozen=True)
class Draft:
    """One letter for one reader, with what the rules say about it."""

    reader: Reader
    letter: Letter
    findings: tuple[Problem, ...] = ()
    already_told: int = 0
    """How much was left out since this reader has been told."""
    untold: tuple[str, ...] = ()
    """What the user took out of it."""

    @property
    def name(self) -> str:
        return self.reader.name

    def objections(self, *, force: bool) -> list[Problem]:
        """The findings that stop it: errors, but for those that `--force` overrides."""
        return [each for each in self.findings if each.severity is Severity.ERROR and (each.final or not force)]


@dataclass(frozen=True)
class Plan:
    """What becomes of each reader in turn: a letter, or why there is none."""

    outcomes: tuple[Draft | LeftOut, ...] = ()

    @property
    def drafts(self) -> tuple[Draft, ...]:
        return tuple(each for each in self.outcomes if isinstance(each, Draft))

    @property
    def left_out(self) -> tuple[LeftOut, ...]:
        return tuple(each for each in self.outcomes if isinstance(each, LeftOut))

    @property
    def has_errors(self) -> bool:
        return any(each.is_error for each in self.left_out)


def plan(
    document: Document, run: LetterRun, chosen: Chosen, readers: Iterable[Reader] = (), topic: Topic = NOTHING_MORE
) -> Plan:
    """The letters of one document for all these readers; for `Chosen.ALL` the policy of the document names them.

    A `JobnetError` where the document is refused altogether.
    """
    refuse_after_landing(document, run)
    if document is Document.LANDED:
        from jobnet.documents.landed import accepted_post

        accepted_post(run.snapshot)  # refuses once, and not reader by reader
    if chosen is Chosen.ALL:
        readers = map(run.reader, everybody(document, run))
    mailboxes: dict[str, str] = {}
    outcomes: list[Draft | LeftOut] = []
    for reader in readers:
        first = mailboxes.get(address_key(reader.email)) if reader.email and chosen is not Chosen.NAMED else None
        if first is not None:
            outcomes.append(LeftOut(reader.name, f"has the same address as {first}, who gets the letter"))
            continue
        outcome = written(document, run, reader, chosen, topic)
        outcomes.append(outcome)
        if isinstance(outcome, Draft) and reader.email:
            mailboxes[address_key(reader.email)] = reader.name
    return Plan(tuple(outcomes))


def for_many(run: LetterRun, busy: Iterable[str] = ()) -> tuple[Draft | LeftOut, ...]:
    """What `--all` of every document would write today, one after the other; `busy`: who has a letter already."""
    if run.snapshot.accepted is not None:
        return plan(Document.LANDED, run, Chosen.ALL).outcomes
    briefs = plan(Document.BRIEF, run, Chosen.ALL)
    keys = {*busy, *(each.reader.key for each in briefs.drafts)}
    updates = (
        LeftOut(each.name, "has another letter due today")
        if isinstance(each, Draft) and each.reader.key in keys
        else each
        for each in plan(Document.UPDATE, run, Chosen.ALL).outcomes
    )
    return (*briefs.outcomes, *updates)


def written(
    document: Document, run: LetterRun, reader: Reader, chosen: Chosen, topic: Topic = NOTHING_MORE
) -> Draft | LeftOut:
    """The letter for this reader, reviewed; or why there is none.

    What is wrong with one of many leaves only that reader out; of one who was named it is a `JobnetError`.
    """
    reader = run.on_paper(reader)
    stopped = objection(document, run, reader, chosen)
    if stopped is not None:
        return _truly(stopped, document, run, reader)
    together = chosen is not Chosen.NAMED
    try:
        context = composed(document, run, reader, topic)
    except JobnetError as refused:
        if not together:
            raise
        return LeftOut(reader.name, str(refused), is_error=True, findings=refused.problems)
    already_told = int(getattr(context, "already_told", 0))
    if getattr(context, "is_empty", False):
        nothing = LeftOut(reader.name, "there is nothing new to tell them", already_told=already_told)
        return _truly(nothing, document, run, reader)
    letter = render(context, run.templates)
    draft = Draft(reader, letter, (*_untranslated(run, reader, topic), *_reviewed(letter, context, run)), already_told)
    errors = draft.objections(force=run.force) if together else []
    if errors:
        return LeftOut(reader.name, errors[0].message, is_error=True, findings=draft.findings, rule=errors[0].rule)
    return draft


def _truly(left: LeftOut, document: Document, run: LetterRun, reader: Reader) -> LeftOut:
    """The reason as it is: whoever shares a mailbox may get nothing for what went to the other."""
    history, contact = run.history, reader.contact
    own, others = (
        max((each.date for each in told if each.person == reader.key and each.document == document), default=None)
        for told in (history.told, history.overheard)
    )
    is_others = others is not None and (own is None or own < others)
    if left.rule or left.is_error or not is_others or contact is None or not contact.email:
        return left
    for other in run.profile.contacts_by_mailbox[address_key(contact.email)]:
        if other != contact:
            said = f"has the same address as {other.name}, who had it on {others}; --again writes one of their own"
            return replace(left, reason=said)
    return left


def _reviewed(letter: Letter, context: Any, run: LetterRun) -> tuple[Problem, ...]:
    from jobnet.review import letter_findings

    return letter_findings(letter, context, run.under_review, html=run.html, sending=run.sending)


def _untranslated(run: LetterRun, reader: Reader, topic: Topic) -> Iterator[Problem]:
    """What is left out of a letter since there are no words for it in the reader's language."""
    _, translation = run.in_language_of(reader)
    records = filter(None, (run.profile, reader.contact, topic.application))
    keys = translation.missing(*records) if translation else []
    if translation and keys:
        language, own = translation.language, run.profile.locale.language
        said = f"{', '.join(f'`{key}`' for key in keys)} {'has' if len(keys) == 1 else 'have'} no words in `{language}`"
        both = f"{own}: …, {language}: …" if own != language else f"{language}: …"
        hint = f"Add them, as in `{keys[0]}: {{{both}}}`."
        whose = f" for {reader.name}" if reader.name else ""
        yield Problem("locale", Severity.WARNING, f"{said}: left out of the letter{whose}.", hint)


def edited(draft: Draft, context: Any, run: LetterRun, subject: str, body: str) -> Draft:
    """The letter in the words into which the user, or a program of theirs, changed it: reviewed again.

    What was put in is judged as their own prose; but what a template must not leave in or out, no edit may either.
    """
    from jobnet.review.edits import taken_out

    letter = rewritten(draft.letter, context, subject, body)
    gone = taken_out(run.profile, draft.letter, letter)
    letter = replace(letter, items=tuple(item for item in letter.items if item not in gone))
    known = {*(findings := _reviewed(letter, context, run)), *_as_template(draft.letter, context, run)}
    more = (each for each in _as_template(letter, context, run) if each not in known)
    return replace(draft, letter=letter, findings=(*findings, *more), untold=tuple(dict.fromkeys(gone.values())))


def _as_template(letter: Letter, context: Any, run: LetterRun) -> list[Problem]:
    """What would be objected to if all of it were a template's words."""
    typed = replace(letter, built_in=False, own_words=f"{letter.subject}\n\n{letter.flowing_text}")
    return [each for each in _reviewed(typed, context, run) if each.rule in _OF_A_TEMPLATE]


# What each document says to this reader


def composed(document: Document, run: LetterRun, reader: Reader, topic: Topic = NOTHING_MORE) -> Any:
    """What this document says to this reader, as data. A `JobnetError` where it refuses."""
    run, translation = run.in_language_of(reader)
    if translation is not None:
        reader, topic = translation.of(reader), replace(topic, application=translation.of(topic.application))
    context = _context(document, run, reader, topic)
    if topic.line is None:
        return context
    if not hasattr(context, "opening"):
        raise JobnetError(f"A {document} has no place for a line of your own.", Exit.USAGE)
    # The contact's own opening is not said, so it waits for the next letter.
    items = tuple(item for item in context.items if item.kind is not Kind.OPENING)
    return replace(context, opening=topic.line, items=items)


def _context(document: Document, run: LetterRun, reader: Reader, topic: Topic) -> Any:
    snapshot, history, again = run.snapshot, run.history, run.again
    match document:
        case Document.BRIEF:
            from jobnet.documents.brief import brief_for

            context: Any = brief_for(snapshot, reader, history=history)
        case Document.UPDATE:
            from jobnet.documents.update import update_for
            from jobnet.facts.since import window

            days = window(run.profile, reader, since=run.since, until=run.until, today=run.today, history=history)
            context = update_for(snapshot, reader, days, history=history, again=again)
        case Document.RUNNERUP:
            from jobnet.documents.runnerup import runnerup_for
            from jobnet.profile.model import Prose

            context = runnerup_for(
                snapshot, _application(topic), reader, interviewed=topic.interviewed, told=topic.told,
                particulars=tuple(map(Prose, topic.particulars)), history=history,
            )  # fmt: skip
        case Document.TIP:
            from jobnet.documents.tip import tip_for, tip_to_tell

            find = tip_to_tell(snapshot, reader, topic.news, history=history)
            context = tip_for(snapshot, reader, find, history=history)
        case Document.THANKS if topic.application is not None:
            from jobnet.documents.thanks_interview import thanks_after_interview

            context = thanks_after_interview(snapshot, topic.application, reader, history=history, again=again)
        case Document.THANKS:
            from jobnet.documents.thanks import thanks_for

            context = thanks_for(snapshot, reader, history=history, again=again)
        case Document.TOUCH:
            from jobnet.documents.touch import touch_for

            context = touch_for(snapshot, _application(topic), reader, reason=topic.reason, history=history)
        case Document.PITCH:
            from jobnet.documents.pitch import pitch_for

            context = pitch_for(snapshot, short=topic.short, reader=reader)
        case Document.LANDED:
            from jobnet.documents.landed import landed_for

            context = landed_for(snapshot, reader, history=history)
    return context


def _application(topic: Topic) -> Application:
    if topic.application is None:
        raise AssertionError("this letter is about an application")
    return topic.application


# What waits


def second_look(waiting: Letter, run: LetterRun, shown: str) -> str | None:
    """Why this letter, whose words are frozen, must not go any more, as the profile stands now; None if it may go.

    `shown`: what its reader might know when it was written. Of what they may not know any more, anything may stand in
    it: "I've applied there" is no name that could be looked for.
    """
    stopped = no_longer_wanted(waiting.document, run, waiting.reader)
    if stopped is not None:
        return stopped.reason
    given = run.history.of_person(waiting.reader.key)
    if any(each.item == BY_HAND and each.document == waiting.document and each.date >= waiting.today for each in given):
        return f"has been given the {waiting.document} by hand"
    said = next(_not_any_more(waiting, run, shown), None)
    anew = f"the next jobnet {waiting.document} writes it anew"
    return f"would read what must not go any more ({said}); {anew}" if said else None


def _not_any_more(waiting: Letter, run: LetterRun, shown: str) -> Iterator[str]:
    """What this reader may not know any more: of all that they might know then, of its news, and by its words."""
    from jobnet.facts.disclosure import all_shown
    from jobnet.review import privacy_findings

    reader, now = waiting.reader, all_shown(run.profile, waiting.reader, run.today).split("\n")
    yield from (f"they may not learn of {each}" for each in shown.split("\n") if each and each not in now)
    theirs = (each for each in run.profile.news if each.reader is None or each.reader.key == reader.key)
    known = {news_item(each).id for each in theirs if each.reader or reader.may_know(each.disclosure)}
    if any(item.kind is Kind.NEWS and item.id not in known for item in waiting.items):
        yield "the news in it is not for them"
    yield from (each.message.rstrip(".") for each in privacy_findings(waiting, run.under_review))
