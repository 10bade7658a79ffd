"""`log`: what happened with an application, noted; and what is to do next."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from typing import Annotated

from jobnet.cli import console
from jobnet.cli.edit_profile import change
from jobnet.cli.options import Common, DryRun, NoQuestions, argument, option
from jobnet.cli.resolve import known_company, one_application, with_full_names
from jobnet.cli.session import day_of, today_of
from jobnet.errors import UsageError, quoted
from jobnet.facts.calendar import after_working_days
from jobnet.facts.progress import Progress
from jobnet.profile import additions
from jobnet.profile.editing import Change
from jobnet.profile.emitting import Value
from jobnet.profile.matching import find_companies, known_companies
from jobnet.profile.model import ENDS, Profile, Stage
from jobnet.profile.names import fold
from jobnet.profile.records import STAGES
from jobnet.yamltext import YamlText
from jobnet.yamltext.nearest import nearest


def log(
    common: Common,
    company: Annotated[str, argument("The company, as in your profile or a word of it.", tab="companies")],
    stage: Annotated[str, argument("applied, interview, offer, rejected, runner_up …", tab=tuple(Stage))],
    position: Annotated[str | None, option("--position", says="Which job, or the job of a new application.")] = None,
    on: Annotated[str, option("--on", metavar="DATE", says="The day: 2026-10-06, yesterday, last friday.")] = "today",
    with_: Annotated[list[str] | None, option("--with", metavar="NAME", says="Who was there; repeatable.")] = None,
    note: Annotated[str | None, option("--note", says="For your eyes only.")] = None,
    yes: NoQuestions = False,
    dry_run: DryRun = False,
) -> None:
    """Note what happened with an application; a new one is made if there is none."""
    today = today_of(common)
    event = _event(stage, day_of(on, today, "--on"), with_ or (), note)
    job = None if position is None else position.strip() or None
    what = f"{event['stage']} {'planned for' if str(event['date']) > str(today) else 'on'} {event['date']}"
    number, said = 0, ""  # which application it is, and what to say

    def changes(source: YamlText, profile: Profile) -> list[Change]:
        nonlocal number, said
        name = known_company(profile, company, "COMPANY")
        if people := with_full_names(profile, name, with_ or ()):
            event["with"] = people
        application = one_application(profile, name, job, str(event["stage"]), today)
        if application is None:
            beside = _beside(profile, name)
            wanted = job or _new_position(name, beside, yes=yes)
            number, said = len(profile.applications), f"noted {what}: {wanted} at {name}, a new application{beside}."
            return [additions.new_application(name, wanted, event)] if wanted else []
        number = next(n for n, each in enumerate(profile.applications) if each is application)
        there = f"{application.position} at {application.company}".removesuffix(".")
        if noted := additions.same_event(application, event):
            missing = additions.missing_in(noted, event)
            said = f"{there}: {what} was noted already; added to it: {_listed(missing)}."
            if not missing:
                console.say(f"jobnet: {there}: that is noted already.")
            return additions.completing_changes(noted, missing)
        said = f"noted {what}: {there}."
        return additions.event_changes(source, application, event)

    after = change(common, changes, dry_run=dry_run)
    if after is None:
        return
    console.say(console.one_line(f"jobnet: {said}"))
    progress = Progress(after.applications[number], today)
    if doubt := _doubt(progress, str(event["stage"]), str(event["date"])):
        console.say(f"jobnet: {doubt}")
    if not common.quiet:
        _say_next(after, progress)


def _event(stage: str, day: dt.date, people: Iterable[str], note: str | None) -> dict[str, Value]:
    """The event as the profile writes it; a stage said in another way is written as the profile's own."""
    wanted = "_".join(re.split(r"[\s_-]+", fold(stage.strip())))
    wanted = next((name for name in STAGES if name.replace("_", "") == wanted.replace("_", "")), wanted)
    if wanted not in STAGES:
        near = nearest(wanted, list(STAGES))
        meant = f" Did you mean {near}?" if near else ""
        raise UsageError(f"{stage!r} is not a stage.{meant} Stages are: {', '.join(Stage)}.")
    canonical, form = STAGES[wanted]
    names = tuple(name.strip() for name in people if name.strip())
    more: dict[str, Value] = {"with": names, "note": (note or "").strip(), "format": form.value if form else ""}
    return {"stage": canonical.value, "date": str(day)} | {key: value for key, value in more.items() if value}


def _doubt(progress: Progress, stage: str, day: str) -> str:
    """What makes the day look like a slip: the stage happens once and is noted twice, or it was before it all began."""
    stages = [each.stage for each in progress.application.events]
    if {Stage.APPLIED, *ENDS} >= {stage} and stages.count(Stage(stage)) > 1 and Stage.REINSTATED not in stages:
        days = " and for ".join(str(each.date) for each in progress.application.events if each.stage == stage)
        return (
            f"{stage} is noted for {days} now, and happens once. If this is the wrong day: jobnet undo takes it back; "
            "a wrong one from before is taken out in the profile."
        )
    if progress.applied_on is not None and day < str(progress.applied_on):
        return (
            f"{day} is before the application on {progress.applied_on}. If one of them is wrong: "
            "jobnet undo takes this back; the other is corrected in the profile."
        )
    return ""


def _listed(missing: dict[str, Value]) -> str:
    """What an event gets that it did not have yet, in the user's words."""
    return "; ".join(
        f"with {', '.join(map(str, value))}" if key == "with" else f"{key} {value}" for key, value in missing.items()
    )


def _beside(profile: Profile, company: str) -> str:
    """Which applications there are beside a new one, or which known company may be meant: a slip makes one too many."""
    if others := ", ".join(each.position for each in profile.applications_at(company)):
        return f" (there too: {others})"
    near = None if find_companies(profile, company) else nearest(company, known_companies(profile))
    return f" (did you mean {near}?)" if near else ""


def _new_position(company: str, beside: str, *, yes: bool) -> str | None:
    """The job of a new application, asked for; None if there is to be none."""
    job = console.ask(f"Which position at {company}{beside}?", instead="add --position")
    if not job:
        raise UsageError("a new application needs its position; nothing was changed.")
    return job if yes or console.confirm(f"A new application: {job} at {company}?") else None


def _say_next(profile: Profile, progress: Progress) -> None:
    """What to do next about this application, if anything is due."""
    application, end = progress.application, progress.turn_down
    if end is not None and application.wanted and progress.talks:
        limit = profile.rules.cadence["runnerup_working_days"]
        last = after_working_days(end.date or progress.today, limit, profile.locale)
        console.say(f"I am sorry. Next: the runner-up letter, by {last:%A} {last.day} {last:%B}:")
        console.say(f"  jobnet runnerup --company {quoted(application.company)}")
    elif progress.latest is not None and progress.latest.stage in ENDS:
        console.say("Next: jobnet next says what else is due.")
