"""From options to letters: what is asked of `letters.py`, and what becomes of its answers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from jobnet.cli import console
from jobnet.cli.advice import advise, complained, say_where_english_stands_in, say_where_own_is_not_used, warn_of_many
from jobnet.cli.options import Letters
from jobnet.cli.output import print_letters, write_letters
from jobnet.cli.sentences import asked_line, own_line, refuse_lost_line
from jobnet.cli.session import Session
from jobnet.errors import Exit, JobnetError, UsageError, quoted
from jobnet.facts.items import Document
from jobnet.facts.readers import Reader
from jobnet.letters import NOTHING_MORE, Draft, Plan, Topic, plan
from jobnet.recipients import POLICIES, Chosen, LetterRun

_GOES_TO_ANYBODY = {Document.BRIEF: "A brief", Document.UPDATE: "An update", Document.LANDED: "An announcement"}


def run_of(session: Session, asked: Letters, **more: Any) -> LetterRun:
    """What all letters of this command share."""
    return session.run(
        again=asked.again,
        now=asked.now,
        force=asked.force,
        needs_email=asked.send or asked.format == "eml",
        sending=asked.delivers,
        html=asked.send or asked.open or asked.format != "text",
        **more,
    )


def chosen(asked: Letters) -> Chosen:
    """How the readers are chosen."""
    if sum(map(bool, (asked.to, asked.group is not None, asked.all))) > 1:
        raise UsageError("--to, --group and --all exclude each other.")
    return Chosen.ALL if asked.all else Chosen.GROUP if asked.group is not None else Chosen.NAMED


def one_reader(asked: Letters, document: Document, *, needed: bool = False) -> None:
    """Refuse to write this document to several, and to nobody where a reader is needed."""
    if chosen(asked) is not Chosen.NAMED:
        raise UsageError(f"jobnet {document} has no --all and no --group: name one reader with --to.")
    if needed and not asked.to:
        raise UsageError(f"jobnet {document} is written to somebody: add --to WHO.")


def named_readers(run: LetterRun, asked: Letters) -> list[Reader]:
    """Whom `--to` or `--group` names; nobody in particular without them."""
    if asked.group is None and not asked.to:
        return [run.reader(None)]
    from jobnet.cli.resolve import contacts_in, one_contact

    if asked.group is not None:
        return list(map(run.reader, contacts_in(run.profile, asked.group)))
    contacts = {contact.key: contact for contact in (one_contact(run.profile, typed) for typed in asked.to or ())}
    return list(map(run.reader, contacts.values()))


def write(
    session: Session,
    asked: Letters,
    document: Document,
    *,
    run: LetterRun | None = None,
    to: Iterable[Reader] | None = None,
    topic: Topic = NOTHING_MORE,
) -> int:
    """Write these letters and hand them over; the exit code says how it went.

    `to`: the readers, where the command has found them itself.
    """
    how = chosen(asked)
    _refuse_contradictions(asked, document, is_for_somebody=how is not Chosen.NAMED or bool(asked.to) or to is not None)
    run = run or run_of(session, asked)
    if to is None:
        to = () if how is Chosen.ALL else named_readers(run, asked)
    to = tuple(to)
    if asked.line is not None:
        topic = replace(topic, line=own_line(asked.line, to, how))
    written = plan(document, run, how, to, topic)
    if topic.line is not None:
        refuse_lost_line(written, topic.line)
    elif line := asked_line(session, asked, written):
        topic = replace(topic, line=line)
        written = plan(document, run, how, to, topic)
    if asked.edit:
        from jobnet.cli.edited import edit

        written = edit(session, asked, run, written, topic)
    return _hand_over(session, asked, written, force=run.force)


def _refuse_contradictions(asked: Letters, document: Document, *, is_for_somebody: bool) -> None:
    if asked.mark_sent and (asked.send or asked.to_me):
        raise UsageError("--mark-sent records what you sent yourself; --send and --to-me send. Use one of them.")
    if asked.mark_sent and asked.edit:
        raise UsageError("--mark-sent records what you sent yourself; there is nothing to --edit.")
    if asked.to_me and not asked.send:
        raise UsageError("--to-me goes with --send: add --send.")
    if asked.delivers and not asked.to_me and not is_for_somebody:
        done = "sent" if asked.send else "recorded"
        more = ", --group NAME or --all" if document in POLICIES else ""
        what = _GOES_TO_ANYBODY.get(document, f"A {document}")
        raise UsageError(f"{what} to nobody in particular cannot be {done}: add --to WHO{more}.")


def _hand_over(session: Session, asked: Letters, written: Plan, *, force: bool) -> int:
    """To several at once go the good ones, and who was left out is listed; of those named, all letters or none."""
    how, drafts = chosen(asked), written.drafts
    together = how is not Chosen.NAMED
    if asked.delivers:
        _refuse_invented(session)
    if (asked.delivers or not together) and complained(written, force=force, together=together):
        return Exit.REFUSED
    for each in written.outcomes:
        advise(each, session, is_named=not together)
    say_where_own_is_not_used(session, drafts)
    say_where_english_stands_in(session, drafts)
    if together or asked.delivers:
        warn_of_many(session, drafts)
    if asked.delivers:
        from jobnet.cli.mark_sent import mark_sent
        from jobnet.cli.send import send

        hand = mark_sent if asked.mark_sent else send
        return hand(session, asked, drafts, some_refused=written.has_errors)
    print_or_write(session, asked, drafts)
    if together and not drafts:
        console.say_to_somebody("jobnet: nobody to write to today")
    if asked.to and drafts and console.can_ask() and not session.quiet:
        names = " ".join(f"--to {quoted(typed)}" for typed in asked.to)
        letter = drafts[0].letter
        for file in letter.attachments if asked.format in {"text", "md", "html"} and not asked.open else ():
            console.say(f"jobnet: the letter says that your résumé is with it: attach or enclose {file.name} yourself")
        console.say(f"jobnet: once you have sent it yourself, note it: jobnet {letter.document} {names} --mark-sent")
    if together and written.has_errors:
        return Exit.SOME_LEFT_OUT
    return Exit.DONE if drafts or not asked.fail_if_empty else Exit.NOTHING_TO_SEND


def _refuse_invented(session: Session) -> None:
    from jobnet.cli.starter import is_invented

    if is_invented(session.profile):
        raise JobnetError(
            f"{session.profile.name} <{session.profile.email}> is the invented person of `jobnet init`: nothing is "
            "sent in that name. Put your own name and address into the profile."
        )


def print_or_write(session: Session, asked: Letters, drafts: Sequence[Draft]) -> None:
    """Put the letters where the options say: on stdout, into files, into another program."""
    as_list = asked.all or asked.group is not None
    if asked.open:
        from jobnet.cli.open_external import open_letters

        open_letters(drafts, asked.format, session)
        if not asked.output:
            return
    if asked.output is not None:
        write_letters(drafts, session, asked, asked.output, as_list=as_list)
    else:
        print_letters(drafts, asked.format, session, as_list=as_list)
