"""The letters: each command finds its readers, says what the document tells them, and hands the letters over."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from jobnet.cli import console
from jobnet.cli.letter_run import chosen, readers, run_of, write
from jobnet.cli.load_profile import today_of
from jobnet.cli.options import Common, Letters, companies
from jobnet.cli.session import open_session
from jobnet.errors import Exit, JobnetError
from jobnet.facts.items import Document
from jobnet.planning import Chosen

if TYPE_CHECKING:
    from collections.abc import Callable

    from jobnet.cli.session import Session
    from jobnet.documents.runnerup import RunnerUp
    from jobnet.facts.readers import Reader
    from jobnet.planning import Run
    from jobnet.profile.model import Application, Contact, Person

_ABOUT = "About"


def _about(*spellings: str, metavar: str, says: str, completes: Callable[..., Any] | None = None) -> Any:
    return typer.Option(
        *spellings, rich_help_panel=_ABOUT, metavar=metavar, help=says, show_default=False, autocompletion=completes
    )


def brief(common: Common, letters: Letters) -> int:
    """The "how to help me" brief for those who offered; without --to, one that can be handed to anybody."""
    session = open_session(common, letters)
    return write(session, letters, Document.BRIEF, run_of(session, letters))


Since = Annotated[
    str, _about("--since", metavar="WHEN", says="2026-10-01, 2w, 10d, 1mo, all; last: what is new to this reader.")
]
Until = Annotated[str | None, _about("--until", metavar="DATE", says="The last day to tell of.")]


def update(common: Common, letters: Letters, since: Since = "last", until: Until = None) -> int:
    """What is new since a reader last heard; without --to, a general one for your network."""
    from jobnet.facts.since import parse_date, parse_since, window

    today = today_of(common)
    reach = parse_since(since, today)
    end = None if until is None else parse_date(until, "--until")
    session = open_session(common, letters)
    run = run_of(session, letters, since=reach, until=end)
    if chosen(letters) is Chosen.NAMED:
        for reader in readers(session, letters, run):
            days = window(session.profile, reader, since=reach, until=end, today=today, history=session.history)
            if days.assumed and not session.quiet:
                console.say(
                    f"jobnet: nothing says how far back to reach; telling from {days.since} on (change it with --since)"
                )
    return write(session, letters, Document.UPDATE, run)


def tip(
    common: Common,
    letters: Letters,
    news: Annotated[str | None, _about("--news", metavar="N", says="Which news: its id or its number.")] = None,
) -> int:
    """A private e-mail that passes something useful on and asks for nothing."""
    from jobnet.documents.tip import tip_for, tip_to_tell

    def compose(run: Run, reader: Reader) -> object:
        find = tip_to_tell(run.snapshot, reader, news, history=run.history)
        return tip_for(run.snapshot, reader, find, history=run.history)

    _refuse_several(letters, "tip", needs_reader=True)
    session = open_session(common, letters)
    return write(session, letters, Document.TIP, run_of(session, letters), compose=compose)


Company = Annotated[str | None, _about("--company", metavar="X", says="The company.", completes=companies)]
Position = Annotated[str | None, _about("--position", metavar="Y", says="The position, where there are several.")]


def thanks(common: Common, letters: Letters, company: Company = None, position: Position = None) -> int:
    """Close the loop on a reader's referrals and talks, in one note; with --company, thank for an interview there."""
    from jobnet.documents.thanks import thanks_for

    def compose(run: Run, reader: Reader) -> object:
        return thanks_for(run.snapshot, reader, history=run.history, again=run.again)

    _refuse_several(letters, "thanks", needs_reader=company is None)
    session = open_session(common, letters)
    if company is not None:
        return _thanks_after_interview(session, letters, company, position)
    return write(session, letters, Document.THANKS, run_of(session, letters), compose=compose)


def _thanks_after_interview(session: Session, letters: Letters, company: str, position: str | None) -> int:
    from jobnet.cli.resolve import one_company, one_person
    from jobnet.documents.thanks_interview import (
        interviewed_application,
        reader_thanked,
        thanks_after_interview,
    )

    application = interviewed_application(session.snapshot, one_company(session.profile, company), position)
    who = one_person(session.profile, application, letters.to) if letters.to else None
    reader = reader_thanked(session.snapshot, application, who, locale=session.locale)

    def compose(run: Run, reader: Reader) -> object:
        return thanks_after_interview(run.snapshot, application, reader, history=run.history, again=run.again)

    return write(session, letters, Document.THANKS, run_of(session, letters), to=[reader], compose=compose)


def touch(
    common: Common,
    letters: Letters,
    company: Company = None,
    position: Position = None,
    reason: Annotated[str | None, _about("--reason", metavar="TEXT", says="Why you write now, as a sentence.")] = None,
) -> int:
    """A stay-in-touch note to a company that said no."""
    from jobnet.cli.resolve import one_company, one_person_there
    from jobnet.cli.runnerup_prompts import sentence
    from jobnet.documents.touch import touch_for, turned_down_at, whom_to_touch

    _refuse_several(letters, "touch")
    session = open_session(common, letters)
    application = turned_down_at(session.snapshot, one_company(session.profile, company), position)
    if letters.to:
        person: Contact | Person | None = one_person_there(session.profile, application, letters.to)
    else:
        person = whom_to_touch(session.snapshot, application, history=session.history)
    if person is None:
        raise JobnetError(f"The profile names nobody at {application.company}: say whom with --to.")
    why = None if reason is None else sentence(reason, "--reason")
    context = touch_for(session.snapshot, application, session.reader(person), reason=why, history=session.history)
    if not session.quiet:
        _say_count(session, application)
    return write(
        session,
        letters,
        Document.TOUCH,
        run_of(session, letters),
        to=[context.reader],
        compose=lambda _run, _reader: context,
    )


def runnerup(
    common: Common,
    letters: Letters,
    company: Company = None,
    position: Position = None,
    interviewed: Annotated[
        str | None, _about("--interviewed", metavar="DATE", says="When they interviewed you.")
    ] = None,
    told: Annotated[str | None, _about("--told", metavar="DATE", says="When they told you.")] = None,
    particular: Annotated[
        list[str] | None, _about("--particular", metavar="TEXT", says="Something you will remember, as a sentence.")
    ] = None,
) -> int:
    """The thank-you letter after a turn-down, to the hiring manager or to somebody you met."""
    from jobnet.cli.resolve import one_company, one_person
    from jobnet.cli.runnerup_prompts import (
        application_at,
        date_of,
        offer_to_keep,
        particulars_for,
        sentence,
    )
    from jobnet.documents.runnerup import runnerup_for
    from jobnet.documents.turn_down import reader_for, reader_named
    from jobnet.facts.since import parse_date
    from jobnet.profile.model import Prose

    _refuse_several(letters, "runnerup")
    session = open_session(common, letters)
    application = application_at(session, one_company(session.profile, company), position)
    when = date_of(session, application, interviewed)
    if letters.to:
        person = one_person(session.profile, application, letters.to)
        reader = reader_named(session.snapshot, application, person, locale=session.locale)
    else:
        reader = reader_for(session.snapshot, application, locale=session.locale)

    def with_particulars(sentences: list[str]) -> RunnerUp:
        return runnerup_for(
            session.snapshot,
            application,
            reader,
            interviewed=when,
            told=None if told is None else parse_date(told, "--told"),
            particulars=[Prose(each) for each in sentences],
            history=session.history,
        )

    typed = [sentence(each, "--particular") for each in particular or ()]
    context = with_particulars(typed)
    if more := particulars_for(context):
        context = with_particulars([*typed, *more])
    if session.snapshot.progress_of(context.application).turn_down is None and not session.quiet:
        console.say(
            f"jobnet: the profile holds no turn-down by {context.company}; one is assumed for this letter. "
            f"To keep it: jobnet log {console.quoted(context.company)} rejected"
        )
    code = write(
        session,
        letters,
        Document.RUNNERUP,
        run_of(session, letters),
        to=[reader],
        compose=lambda _run, _reader: context,
    )
    if code == Exit.DONE and not letters.yes:
        offer_to_keep(common, session.profile, application, more)
    return code


def pitch(
    common: Common,
    letters: Letters,
    short: Annotated[
        bool, typer.Option("--short", rich_help_panel=_ABOUT, help="The one-breath version only.")
    ] = False,
) -> int:
    """Talking points to keep in mind: who you are, where you hope to work, the question."""
    from jobnet.documents.pitch import pitch_for

    def compose(run: Run, reader: Reader) -> object:
        return pitch_for(run.snapshot, short=short, reader=reader)

    _refuse_several(letters, "pitch")
    session = open_session(common, letters)
    return write(session, letters, Document.PITCH, run_of(session, letters), compose=compose)


def landed(common: Common, letters: Letters) -> int:
    """The announcement that you found it; without --to, one for everybody."""
    from jobnet.documents.landed import landed_for

    def compose(run: Run, reader: Reader) -> object:
        return landed_for(run.snapshot, reader, history=run.history)

    session = open_session(common, letters)
    return write(session, letters, Document.LANDED, run_of(session, letters), compose=compose)


def _say_count(session: Session, application: Application) -> None:
    """Contact n of about 6, what came before the no, and whether it is time to let it rest."""
    from jobnet.facts.stay_in_touch import TouchLog

    stay = TouchLog(session.snapshot, session.history).stay(application)
    if stay is None:
        return
    earlier = f" ({stay.before} contact{'s' if stay.before != 1 else ''} before it)" if stay.before else ""
    number = f"contact {stay.number} of about {stay.cadence['touch_most']} with {application.company}"
    console.say(f"jobnet: {number} since the no{earlier}")
    if stop := stay.stopped(session.today):
        console.say(f"jobnet: {stop}: let it rest now. The company stays on your list.")


def _refuse_several(letters: Letters, command: str, *, needs_reader: bool = False) -> None:
    if chosen(letters) is not Chosen.NAMED:
        raise JobnetError(f"jobnet {command} has no --all and no --group: name one reader with --to.", Exit.USAGE)
    if needs_reader and not letters.to:
        raise JobnetError(f"jobnet {command} is written to somebody: add --to WHO.", Exit.USAGE)


brief.example = 'jobnet brief --to "Ted Alder" --format eml --open'  # type: ignore[attr-defined]
update.example = "jobnet update --all --output letters/"  # type: ignore[attr-defined]
runnerup.example = 'jobnet runnerup --company "Harbourside Bakers"'  # type: ignore[attr-defined]
tip.example = "jobnet tip --to Ted --news 2"  # type: ignore[attr-defined]
thanks.example = "jobnet thanks --to Ted"  # type: ignore[attr-defined]
touch.example = "jobnet touch --company Tamar"  # type: ignore[attr-defined]
pitch.example = "jobnet pitch --short"  # type: ignore[attr-defined]
landed.example = "jobnet landed --all --output letters/"  # type: ignore[attr-defined]
