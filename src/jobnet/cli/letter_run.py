"""From options to letters: what is asked of `letters.py`, what becomes of its answers, and what is said of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from jobnet.cli import console
from jobnet.cli.options import Letters
from jobnet.cli.output import print_letters, write_letters
from jobnet.cli.sentences import asked_line, refuse_lost_line, sentence
from jobnet.cli.session import Session
from jobnet.errors import Exit, Problem, Severity, UsageError, quoted
from jobnet.extras import wanted
from jobnet.facts.items import Document
from jobnet.facts.readers import Reader
from jobnet.letters import NOTHING_MORE, Draft, Plan, Topic, plan
from jobnet.profile.model import Profile, Prose
from jobnet.recipients import POLICIES, Chosen, LeftOut, LetterRun, goes_by_post
from jobnet.rendering.letter import Letter

_GOES_TO_ANYBODY = {Document.BRIEF: "A brief", Document.UPDATE: "An update", Document.LANDED: "An announcement"}


def run_of(session: Session, asked: Letters, **more: Any) -> LetterRun:
    """What all letters of this command share."""
    for module in {"pdf": ("typst",), "docx": ("typst", "docx")}.get(asked.paper, ()):
        wanted(module, "paper")
    return session.run(
        again=asked.again,
        now=asked.now,
        force=asked.force,
        needs_email=asked.send or asked.format == "eml",
        sending=asked.delivers,
        html=asked.send or asked.open or asked.format != "text",
        paper=asked.paper,
        posts=asked.posts,
        **more,
    )


def chosen(asked: Letters) -> Chosen:
    """How the readers are chosen."""
    if sum(map(bool, (asked.to, asked.group is not None, asked.all))) > 1:
        raise UsageError("--to, --group and --all exclude each other.")
    return Chosen.ALL if asked.all else Chosen.GROUP if asked.group is not None else Chosen.NAMED


def one_reader(asked: Letters, document: Document, *, needed: bool = False) -> None:
    """Refuse to write this document to several, and to nobody where a reader is needed."""
    if asked.together:
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
    _refuse_contradictions(asked, document, is_for_somebody=asked.together or bool(asked.to) or to is not None)
    run = run or run_of(session, asked)
    if to is None:
        to = () if asked.all else named_readers(run, asked)
    to = tuple(to)
    if asked.line is not None:
        if asked.together or len(to) != 1:
            raise UsageError("--line is for one letter: name one reader with --to.")
        topic = replace(topic, line=Prose(sentence(asked.line, "--line")))
    written = plan(document, run, how, to, topic)
    if topic.line is not None:
        refuse_lost_line(written, topic.line)
    elif line := asked_line(session, asked, written):
        topic = replace(topic, line=line)
        written = plan(document, run, how, to, topic)
    if asked.edit:
        from jobnet.cli.edited import edit

        written = edit(session, asked, run, written, topic)
    return _hand_over(session, asked, written)


def _refuse_contradictions(asked: Letters, document: Document, *, is_for_somebody: bool) -> None:
    if asked.mark_sent and (asked.send or asked.to_me):
        raise UsageError("--mark-sent records what you sent yourself; --send and --to-me send. Use one of them.")
    if asked.mark_sent and asked.edit:
        raise UsageError("--mark-sent records what you sent yourself; there is nothing to --edit.")
    if asked.delivers and (asked.output is not None or asked.open):
        option = "--send" if asked.send else "--mark-sent"
        raise UsageError(f"{option} opens and writes nothing: print them first, then repeat this without.")
    if asked.to_me and not asked.send:
        raise UsageError("--to-me goes with --send: add --send.")
    if asked.delivers and not asked.to_me and not is_for_somebody:
        done = "sent" if asked.send else "recorded"
        more = ", --group NAME or --all" if document in POLICIES else ""
        what = _GOES_TO_ANYBODY.get(document, f"A {document}")
        raise UsageError(f"{what} to nobody in particular cannot be {done}: add --to WHO{more}.")


def _hand_over(session: Session, asked: Letters, written: Plan) -> int:
    """To several at once go the good ones, and who was left out is listed; of those named, all letters or none."""
    drafts = written.drafts
    if asked.delivers:
        from jobnet.cli.init import refuse_invented

        refuse_invented(session.profile)
    if (asked.delivers or not asked.together) and _complained(written, asked):
        return Exit.REFUSED
    for each in written.outcomes:
        _advise(each, asked, quiet=session.quiet)
    if not session.quiet:
        _say_where_english_stands_in(drafts)
        if asked.together or asked.delivers:
            _warn_of_many(session.profile, drafts)
    some_refused = Exit.SOME_LEFT_OUT if asked.together and written.has_errors else Exit.DONE
    if asked.delivers:
        from jobnet.cli.send import mark_sent, send
        from jobnet.cli.send_run import weightiest

        deliver = mark_sent if asked.mark_sent else send
        return weightiest((deliver(session, asked, drafts), some_refused))
    _print_or_write(session, asked, drafts)
    if asked.posts and not session.quiet:
        _say_what_could_be_printed(drafts)
    if asked.together and not drafts:
        console.say_to_somebody("jobnet: nobody to write to today")
    if asked.to and drafts and console.can_ask() and not session.quiet:
        _say_how_to_note_it(asked, drafts[0].letter, asked.to)
    return some_refused or (Exit.DONE if drafts or not asked.fail_if_empty else Exit.NOTHING_TO_SEND)


def _print_or_write(session: Session, asked: Letters, drafts: Sequence[Draft]) -> None:
    """Put the letters where the options say: on stdout, into files, into another program."""
    if asked.open:
        from jobnet.cli.own_programs import open_letters

        open_letters(drafts, asked.format, session)
    if asked.output is not None:
        write_letters(drafts, session, asked, asked.output)
    elif not asked.open:
        print_letters(drafts, asked.format, session, as_list=asked.together)


def _say_what_could_be_printed(drafts: Sequence[Draft]) -> None:
    if any(goes_by_post(each.reader) and not each.reader.paper for each in drafts):
        console.say("jobnet: letters for the post can be PDF files, ready to print: pip install 'jobnet[paper]'")


def _say_how_to_note_it(asked: Letters, letter: Letter, names: Sequence[str]) -> None:
    for file in letter.attachments if asked.format not in {"eml", "json"} and not asked.open else ():
        console.say(f"jobnet: the letter says that your résumé is with it: attach or enclose {file.name} yourself")
    to = " ".join(f"--to {quoted(typed)}" for typed in names)
    console.say(f"jobnet: once you have sent it yourself, note it: jobnet {letter.document} {to} --mark-sent")


# What is said of the letters on stderr: what stops them, what could be better, why somebody gets none


def _complained(written: Plan, asked: Letters) -> bool:
    """Say what stops these letters altogether: a finding in one, a reader who was named and may get none."""
    objections = [problem for each in written.drafts for problem in each.objections(force=asked.force)]
    for each in () if asked.together else written.left_out:
        if each.is_error:
            plain = Problem(each.rule or "usage", Severity.ERROR, f"{each.name} {each.reason}.")
            objections += each.findings or [plain]
    console.complain(objections)
    return bool(objections)


def _advise(each: Draft | LeftOut, asked: Letters, *, quiet: bool) -> None:
    """What could be better in a letter, or why there is none: at most three findings, and where the others are."""
    if isinstance(each, LeftOut) and (each.is_error or asked.together):
        if each.is_error or not quiet:
            rule = f" [{each.rule}]" if each.rule else ""
            console.say(console.one_line(f"jobnet: left out {each.name}: {each.reason}{rule}"))
        return
    if isinstance(each, LeftOut):
        console.say_to_somebody(console.one_line(f"jobnet: {each.name or 'nobody in particular'}: {each.reason}"))
    elif not quiet:
        console.warn(each.findings, most=console.MOST_ADVICE, more="jobnet check")
    if each.already_told and not quiet:
        console.say(f"jobnet: {each.already_told} left out that {each.name} has been told; --again puts them back")


def _warn_of_many(profile: Profile, drafts: Sequence[Draft]) -> None:
    """PRIV-04, where it is no single letter's matter: the more readers, the likelier that one passes it on."""
    if len(drafts) < 2 or not profile.search.confidential or "PRIV-04" in profile.rules.ignore:
        return
    document = drafts[0].letter.document
    if document in {Document.UPDATE, Document.LANDED}:
        goes = f"this {document} goes to {len(drafts)} people; any of them may forward it"
        hint = "Write to people one by one with --to, or call them."
        console.warn([Problem("PRIV-04", Severity.WARNING, f"Your search is confidential, and {goes}.", hint)])


def _say_where_english_stands_in(drafts: Sequence[Draft]) -> None:
    """Once for each language that has no templates: its letters are in English."""
    written = {each.letter.language.partition("-")[0] for each in drafts}
    if asked := {each.reader.locale.language for each in drafts} - written:
        listed = ", ".join(f"`{language}`" for language in sorted(asked))
        console.say(f"jobnet: there are no templates for the language {listed}: written in English instead")
