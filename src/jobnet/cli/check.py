"""`jobnet check`: mistakes in the file, advice about the search, and what the rules say of the letters due."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Annotated

from jobnet.cli import console
from jobnet.cli.load_profile import profile_name, read_with_warnings
from jobnet.cli.options import Common, Format, option
from jobnet.cli.output import finding_as_json
from jobnet.cli.session import Session, today_of
from jobnet.documents.addressees import reader_for
from jobnet.errors import Exit, JobnetError, Problem, Severity
from jobnet.facts.items import Document
from jobnet.letters import Topic, for_many, written
from jobnet.recipients import Chosen, LetterRun
from jobnet.review import profile_findings
from jobnet.search.coach import hidden_from_coach
from jobnet.search.turn_downs import TurnDowns


def check(
    common: Common,
    format: Format = "text",
    strict: Annotated[bool, option("--strict", says="Exit 65 for warnings too.")] = False,
    for_coach: Annotated[bool, option("--for-coach", says="Names only what you share with a coach.")] = False,
) -> int:
    """Mistakes in the file, advice about the search, and what the rules say of the letters that are due."""
    today = today_of(common)
    try:
        profile, in_file = read_with_warnings(common.profile)
    except JobnetError as error:
        if format == "json" and error.exit_code is Exit.REFUSED:
            console.show_json(list(map(_as_json, error.problems)))
            return error.exit_code
        raise
    session = Session(profile, today, common.quiet)
    about_search = profile_findings(session.under_review, warnings=in_file)
    known = {(each.rule, each.place, each.message) for each in about_search}
    due = _findings_of_letters_due(session.run())
    findings = [*about_search, *(each for each in due if (each.rule, each.place, each.message) not in known)]
    if for_coach:
        hides = hidden_from_coach(session.under_review.names)
        findings = [each.for_others(hides) for each in findings]
    if format == "json":
        console.show_json(list(map(_as_json, findings)))
    else:
        _print_text(findings, "<stdin>" if common.profile == "-" else profile_name(common.profile), quiet=common.quiet)
    is_wrong = any(each.severity is Severity.ERROR for each in about_search)
    is_strictly_wrong = strict and any(each.severity is not Severity.HINT for each in findings)
    return Exit.REFUSED if is_wrong or is_strictly_wrong else Exit.DONE


def _findings_of_letters_due(run: LetterRun) -> Iterator[Problem]:
    """Of a brief for each unanswered offer, an update for each reader with news, a letter for each turn-down."""
    if run.snapshot.accepted is None:  # else the search is over: none of these is due
        for each in for_many(run):
            yield from each.findings
        for application, _ in TurnDowns(run).without_letter():
            reader = reader_for(run.snapshot, application)
            yield from written(Document.RUNNERUP, run, reader, Chosen.GROUP, Topic(application)).findings


def _as_json(problem: Problem) -> dict[str, object]:
    about = {"document": problem.document or None, "recipient": problem.recipient or None}
    return finding_as_json(problem) | about


def _print_text(findings: Sequence[Problem], name: str, *, quiet: bool) -> None:
    alike: dict[object, list[Problem]] = {}
    for each in findings:  # what is said of many letters is said once, with how many
        alike.setdefault((each.document, each.severity, each.said, each.rule) if each.document else each, []).append(
            each
        )
    for each, *others in alike.values():
        if not quiet or each.severity is Severity.ERROR:
            more = f" and {len(others)} more" if others else ""
            about = f"{each.document} for {each.recipient or 'somebody'}{more}: " if each.document else ""
            place = f"{each.place}: " if each.place and not others else ""
            said = f"{each.said} [{each.rule}]".lstrip()
            console.show(console.one_line(f"{place}{about}{each.severity}: {said}") + "\n")
    if not quiet:
        counted = Counter(each.severity for each in findings)
        parts = [f"{counted[each]} {each}{'s' * (counted[each] != 1)}" for each in Severity if counted[each]]
        console.say(console.one_line(f"jobnet: {name}: {', '.join(parts) or 'nothing to object to'}"))
