"""From options to letters: what planning is asked, and what becomes of its answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jobnet.cli import console
from jobnet.cli.options import Form
from jobnet.cli.output import print_letters, write_letters
from jobnet.errors import Exit, JobnetError, Problem, Severity
from jobnet.facts.readers import general_reader
from jobnet.planning import Chosen, Draft, LeftOut, Run, Turns, readers_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from typing import Any

    from jobnet.cli.options import Letters
    from jobnet.cli.session import Session
    from jobnet.facts.items import Document
    from jobnet.facts.readers import Reader

    Compose = Callable[[Run, Reader], Any]


def run_of(session: Session, asked: Letters, **more: Any) -> Run:
    """What all letters of this command share."""
    from jobnet.cli.folders import user_templates

    return Run(
        profile=session.profile,
        today=session.today,
        history=session.history,
        locale=session.locale,
        template=session.template,
        user_folder=user_templates(),
        again=asked.again,
        now=asked.now,
        force=asked.force,
        needs_email=asked.send or asked.format is Form.EML,
        sending=asked.delivers,
        html=asked.send or asked.open or asked.format is not Form.TEXT,
        **more,
    )


def chosen(asked: Letters) -> Chosen:
    """How the readers are chosen."""
    if sum(map(bool, (asked.to, asked.group is not None, asked.all))) > 1:
        raise JobnetError("--to, --group and --all exclude each other.", Exit.USAGE)
    return Chosen.ALL if asked.all else Chosen.GROUP if asked.group is not None else Chosen.NAMED


def readers(session: Session, asked: Letters, run: Run) -> Iterable[Reader]:
    """Whom `--to` or `--group` names; nobody in particular without them."""
    if asked.group is not None:
        from jobnet.cli.resolve import contacts_in

        return readers_of(run, contacts_in(session.profile, asked.group))
    if asked.to:
        from jobnet.cli.resolve import one_contact

        contacts = {contact.key: contact for contact in (one_contact(session.profile, typed) for typed in asked.to)}
        return readers_of(run, contacts.values())
    return [general_reader(session.profile, locale=session.locale)]


_WIDE = frozenset({"update", "landed"})
_SPOKEN = {"update": "An update", "landed": "An announcement"}


def write(
    session: Session,
    asked: Letters,
    document: Document,
    run: Run,
    *,
    to: Iterable[Reader] | None = None,
    compose: Compose | None = None,
) -> int:
    """Write the letters of this run and hand them over; the exit code says how it went."""
    how = chosen(asked)
    if asked.mark_sent and (asked.send or asked.to_me):
        raise JobnetError(
            "--mark-sent records what you sent yourself; --send and --to-me send. Use one of them.", Exit.USAGE
        )
    if asked.to_me and not asked.send:
        raise JobnetError("--to-me goes with --send: add --send.", Exit.USAGE)
    if asked.delivers and not asked.to_me and how is Chosen.NAMED and not asked.to and to is None:
        done = "sent" if asked.send else "recorded"
        more = "" if document == "pitch" else ", --group NAME or --all"
        what = _SPOKEN.get(document, f"A {document}")
        raise JobnetError(f"{what} to nobody in particular cannot be {done}: add --to WHO{more}.", Exit.USAGE)
    whom = () if how is Chosen.ALL else readers(session, asked, run) if to is None else to
    turns = Turns(document, run, how, whom, compose=compose)
    if asked.delivers:
        return _deliver(session, asked, document, turns.outcomes(), force=run.force)
    if how is Chosen.NAMED:
        return _named(session, asked, list(turns.outcomes()), force=run.force)
    return _together(session, asked, turns)


def _named(session: Session, asked: Letters, found: Sequence[Draft | LeftOut], *, force: bool) -> int:
    """Letters to the readers whom the user named: all of them, or none and the reasons."""
    drafts = [each for each in found if isinstance(each, Draft)]
    objections = [problem for each in drafts for problem in objections_to(each, force=force)]
    objections += [
        problem for each in found if isinstance(each, LeftOut) and each.is_error for problem in _as_problems(each)
    ]
    if objections:
        console.complain(objections)
        return Exit.REFUSED
    for each in found:
        advise(each, session, asked)
    print_or_write(session, asked, drafts)
    if asked.to and drafts and console.can_ask() and not session.quiet:
        names = " ".join(f"--to {console.quoted(typed)}" for typed in asked.to)
        letter = drafts[0].letter.document
        console.say(f"jobnet: once you have sent it yourself, note it: jobnet {letter} {names} --mark-sent")
    return Exit.DONE if drafts or not asked.fail_if_empty else Exit.NOTHING_TO_SEND


def _together(session: Session, asked: Letters, turns: Turns) -> int:
    """Letters to a group or to all: the good ones, and a list of who was left out."""
    tally = Tally()

    def good(found: Iterable[Draft | LeftOut]) -> Iterator[Draft]:
        for each in found:
            tally.count(each)
            advise(each, session, asked)
            if isinstance(each, Draft):
                yield each

    print_or_write(session, asked, good(turns.outcomes()))
    if not tally.letters:
        console.say_to_somebody("jobnet: nobody to write to today")
    _warn_of_many(session, turns.document, tally.letters)
    return tally.code(asked)


def _warn_of_many(session: Session, document: Document, letters: int) -> None:
    """PRIV-04, where it is no single letter's matter: the more readers, the likelier that one passes it on."""
    if session.quiet or letters < 2 or document not in _WIDE or not session.profile.search.confidential:  # noqa: PLR2004
        return
    if "PRIV-04" not in session.profile.rules.ignore:
        message = (
            f"Your search is confidential, and this {document} goes to {letters} people; any of them may forward it."
        )
        hint = "Write to people one by one with --to, or call them."
        console.warn([Problem("PRIV-04", Severity.WARNING, message, hint)])


class Tally:
    """How many letters there were, and whether somebody was refused one."""

    def __init__(self) -> None:
        self.letters = 0
        self.refused = 0

    def count(self, each: Draft | LeftOut) -> None:
        self.letters += not isinstance(each, LeftOut)
        self.refused += isinstance(each, LeftOut) and each.is_error

    def code(self, asked: Letters) -> Exit:
        if self.refused:
            return Exit.SOME_LEFT_OUT
        return Exit.DONE if self.letters or not asked.fail_if_empty else Exit.NOTHING_TO_SEND


def print_or_write(session: Session, asked: Letters, drafts: Iterable[Draft]) -> None:
    """Put the letters where the options say: on stdout, into files, into another program."""
    as_list = asked.all or asked.group is not None
    if asked.open:
        from jobnet.cli.open_external import open_letters

        drafts = list(drafts)
        open_letters(drafts, asked.format, session.profile)
        if not asked.output:
            return
    if asked.output is not None:
        write_letters(drafts, session.profile, asked, asked.output, as_list=as_list)
    else:
        print_letters(list(drafts), asked.format, session.profile, as_list=as_list)


def advise(each: Draft | LeftOut, session: Session, asked: Letters) -> None:
    """What could be better in a letter, or why there is none: at most three findings, and where the others are."""
    if isinstance(each, LeftOut):
        is_named = not (asked.all or asked.group is not None)
        if each.is_error or not (session.quiet or is_named):
            rule = f" [{each.rule}]" if each.rule else ""
            console.say(f"jobnet: left out {console.one_line(each.name)}: {console.one_line(each.reason)}{rule}")
        elif is_named:
            console.say_to_somebody(f"jobnet: {console.one_line(each.name or 'nobody in particular')}: {each.reason}")
            _say_already_told(each.name, each.already_told, session)
        return
    if session.quiet:
        return
    console.warn(each.findings, most=console.MOST_ADVICE, more="jobnet check")
    _say_already_told(each.name, each.already_told, session)


def _say_already_told(name: str, count: int, session: Session) -> None:
    if count and not session.quiet:
        console.say(f"jobnet: {count} left out that {name} has been told; --again puts them back")


def objections_to(each: Draft, *, force: bool) -> list[Problem]:
    """The findings that stop a letter: errors, but for those that `--force` overrides."""
    return [found for found in each.findings if found.severity is Severity.ERROR and (found.final or not force)]


def _as_problems(each: LeftOut) -> Sequence[Problem]:
    return each.findings or [Problem(each.rule or "usage", Severity.ERROR, f"{each.name} {each.reason}.")]


def _deliver(
    session: Session, asked: Letters, document: Document, found: Iterable[Draft | LeftOut], *, force: bool
) -> int:
    """Send the letters, or record them as sent by hand."""
    from jobnet.cli.sending import mark_sent, send_plan
    from jobnet.cli.starter import is_invented

    if is_invented(session.profile):
        raise JobnetError(
            f"{session.profile.name} <{session.profile.email}> is the invented person of `jobnet init`: nothing is sent in "
            "that name. Put your own name and address into the profile."
        )
    together = asked.all or asked.group is not None
    tally, drafts, objections, advice = Tally(), [], [], []
    for each in found:
        tally.count(each)
        if isinstance(each, Draft):
            objections += objections_to(each, force=force)
            drafts.append(each)
        elif each.is_error and not together:
            objections += _as_problems(each)
            continue
        advice.append(each)
    if objections:
        console.complain(objections)
        return Exit.REFUSED
    for each in advice:
        advise(each, session, asked)
    _warn_of_many(session, document, len(drafts))
    hand = mark_sent if asked.mark_sent else send_plan
    return hand(session, asked, drafts, some_refused=tally.refused > 0)
