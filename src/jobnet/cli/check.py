"""`jobnet check`: mistakes in the file, advice about the search, and what the rules say of the letters due."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, Annotated

import typer

from jobnet.cli import console, load_profile
from jobnet.cli.folders import user_templates
from jobnet.cli.options import Common, Format, Listing
from jobnet.errors import Exit, JobnetError, Severity
from jobnet.facts.items import Document
from jobnet.planning import Run

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from jobnet.errors import Problem
    from jobnet.facts.readers import Reader
    from jobnet.planning import Draft, LeftOut
    from jobnet.profile.model import Application


def check(
    common: Common,
    form: Format = Listing.TEXT,
    strict: Annotated[bool, typer.Option("--strict", help="Exit 65 for warnings too.")] = False,
) -> int:
    """Mistakes in the file, advice about the search, and what the rules say of the letters that are due."""
    from jobnet.cli.session import has_config, history_of
    from jobnet.cli.settings import read_config_file
    from jobnet.review import ProfileUnderReview, profile_findings

    today = load_profile.today_of(common)
    try:
        profile, warnings = load_profile.open_with_warnings(common)
        in_file = (*warnings, *load_profile.concerns(profile))
    except JobnetError as error:
        if form is Listing.JSON and error.exit_code is Exit.REFUSED:
            _print_json(error.problems)
            return error.exit_code
        raise
    history = history_of(profile)
    mail = read_config_file().mail if has_config() else ()
    about_search = profile_findings(ProfileUnderReview(profile, history, today, mail), warnings=in_file)
    run = Run(profile, today, history, user_folder=user_templates(), now=True)
    known = {(each.rule, each.place, each.message) for each in about_search}
    of_letters = (each for each in _findings_of_letters_due(run) if (each.rule, each.place, each.message) not in known)
    found = [*about_search, *of_letters]
    if form is Listing.JSON:
        _print_json(found)
    else:
        _print_text(
            found, "<stdin>" if common.profile == "-" else load_profile.profile_name(common), quiet=common.quiet
        )
    is_wrong = any(each.severity is Severity.ERROR for each in about_search)
    is_strictly_wrong = strict and any(each.severity is not Severity.HINT for each in found)
    return Exit.REFUSED if is_wrong or is_strictly_wrong else Exit.DONE


check.example = "jobnet check --strict"  # type: ignore[attr-defined]


def _findings_of_letters_due(run: Run) -> Iterator[Problem]:
    """Of a brief for each unanswered offer, an update for each reader with news, a letter for each turn-down."""
    from jobnet.planning import Chosen, Draft, outcomes

    briefed: set[str] = set()
    for document in (Document.BRIEF, Document.UPDATE):
        try:
            for each in outcomes(document, run, Chosen.ALL):
                if isinstance(each, Draft) and document is Document.BRIEF:
                    briefed.add(each.reader.key)
                elif isinstance(each, Draft) and each.reader.key in briefed:
                    continue  # the brief is the letter that is due
                yield from each.findings
        except JobnetError as refused:
            yield from (each for each in refused.problems if each.rule != "UPD-09")  # the search is over: none is due
    for outcome in _runnerups_due(run):
        yield from outcome.findings


def _runnerups_due(run: Run) -> Iterator[Draft | LeftOut]:
    from jobnet.documents.runnerup import runnerup_for
    from jobnet.documents.turn_down import reader_for
    from jobnet.facts.progress import Progress, accepted
    from jobnet.facts.stay_in_touch import TouchLog
    from jobnet.planning import Chosen, outcomes

    if accepted(run.profile.applications, run.today):
        return
    told = {each.item for each in run.history.told}
    log = TouchLog(run.snapshot, run.history)
    for application in run.profile.applications:
        progress = Progress(application, run.today)
        if progress.turn_down is None or not progress.talks:
            continue
        stay = log.stay(application)
        if (stay is not None and log.has_letter(stay)) or any(
            item.startswith(f"runnerup:{application.key}:") for item in told
        ):
            continue
        reader = reader_for(run.snapshot, application)

        def compose(run: Run, reader: Reader, application: Application = application) -> object:
            return runnerup_for(run.snapshot, application, reader, history=run.history)

        yield from outcomes(Document.RUNNERUP, run, Chosen.GROUP, [reader], compose=compose)


def _print_json(found: Iterable[Problem]) -> None:
    console.show(json.dumps([_as_json(each) for each in found], ensure_ascii=False, indent=2) + "\n")


def _as_json(problem: Problem) -> dict[str, object]:
    place = problem.place
    return {
        "rule": problem.rule,
        "severity": problem.severity.value,
        "message": f"{problem.message} {problem.hint}".strip(),
        "place": place and {"file": place.file, "line": place.line, "column": place.column, "path": place.path},
        "document": problem.document or None,
        "recipient": problem.recipient or None,
    }


def _print_text(found: Sequence[Problem], name: str, *, quiet: bool) -> None:
    for each in found:
        if not quiet or each.severity is Severity.ERROR:
            about = f"{each.document} for {each.recipient or 'everybody'}: " if each.document else ""
            place = f"{each.place}: " if each.place else ""
            said = f"{each.message} {each.hint}".strip()
            console.show(console.one_line(f"{place}{about}{each.severity}: {said} [{each.rule}]") + "\n")
    if not quiet:
        counted = Counter(each.severity for each in found)
        parts = [f"{counted[each]} {each}{'s' * (counted[each] != 1)}" for each in Severity if counted[each]]
        console.say(f"jobnet: {name}: {', '.join(parts) or 'nothing to object to'}")
