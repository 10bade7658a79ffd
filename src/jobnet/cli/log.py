"""`log`: what happened with an application, noted; and what is to do next."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from jobnet.cli import console
from jobnet.cli.changing import change
from jobnet.cli.choosing import one_application, one_company
from jobnet.cli.minutes_after import keep_particulars
from jobnet.cli.opening import day_of, today_of
from jobnet.cli.options import Common, DryRun, companies
from jobnet.errors import Exit, JobnetError
from jobnet.profile import additions
from jobnet.profile.matching import find_companies, nearest
from jobnet.profile.model import ENDS, TURN_DOWNS, Stage
from jobnet.profile.names import fold
from jobnet.profile.progress import Progress
from jobnet.profile.records import STAGES

if TYPE_CHECKING:
    import datetime as dt

    from jobnet.profile.editing import Change
    from jobnet.profile.emitting import Value
    from jobnet.profile.model import Application, Profile
    from jobnet.yamltext import Source


def log(
    common: Common,
    company: Annotated[
        str, typer.Argument(help="The company, as in your profile or a word of it.", autocompletion=companies)
    ],
    stage: Annotated[
        str, typer.Argument(help="applied, interview, offer, rejected, runner_up …", autocompletion=lambda: list(Stage))
    ],
    position: Annotated[
        str | None, typer.Option("--position", help="Which job, or the job of a new application.")
    ] = None,
    on: Annotated[
        str, typer.Option("--on", metavar="DATE", help="The day: 2026-10-06, yesterday, last friday.")
    ] = "today",
    with_: Annotated[
        list[str] | None, typer.Option("--with", metavar="NAME", help="Who was there; repeatable.")
    ] = None,
    note: Annotated[str | None, typer.Option("--note", help="For your eyes only.")] = None,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="No questions.")] = False,
    dry_run: DryRun = False,
) -> None:
    """Note what happened with an application; a new one is made if there is none."""
    today = today_of(common)
    event: dict[str, Value] = {"stage": _stage(stage), "date": str(day_of(on, today, "--on"))}
    event |= {"with": tuple(with_)} if with_ else {}
    event |= {"note": note} if note else {}
    if stage == "onsite":
        event["format"] = "onsite"
    noted: list[str] = []

    def changes(source: Source, profile: Profile) -> list[Change]:
        noted.clear()
        name = _known_company(profile, company)
        application = one_application(profile, name, position, str(event["stage"]), today)
        if application is None:
            job = position or console.ask(f"Which position at {name}?", instead="add --position")
            if not yes and not position and not console.confirm(f"A new application: {job} at {name}?"):
                return []
            noted.extend((name, job))
            return [additions.new_application(name, job, event)]
        noted.extend((application.company, application.position))
        if additions.has_event(application, event):
            console.say(f"jobnet: {application.position} at {name}: that is noted already.")
            return []
        return additions.event_changes(source, profile, application, event)

    after = change(common, changes, dry_run=dry_run)
    if after is None:
        return
    name, job = noted
    console.say(f"jobnet: noted {event['stage']} on {event['date']}: {job} at {name}.")
    application = next(each for each in after.applications if each.company == name and each.position == job)
    if not yes:
        _ask_particulars(common, application, today)
    _say_next(common, after, application, today)


log.example = 'jobnet log Harbourside interview --on yesterday --with "Luis Ruiz"'  # type: ignore[attr-defined]


def _stage(typed: str) -> str:
    wanted = fold(typed.strip()).replace(" ", "_").replace("-", "_")
    if wanted in STAGES:
        return STAGES[wanted][0].value
    near = nearest(wanted, list(STAGES))
    meant = f" Did you mean {near}?" if near else ""
    raise JobnetError(f"{typed!r} is not a stage.{meant} Stages are: {', '.join(Stage)}.", Exit.USAGE)


def _known_company(profile: Profile, typed: str) -> str:
    """The company of the profile that is meant, or the name as typed: a new one."""
    if not typed.strip():
        raise JobnetError("COMPANY: empty; name a company.", Exit.USAGE)
    return one_company(profile, typed) if find_companies(profile, typed) else typed.strip()


def _ask_particulars(common: Common, application: Application, today: dt.date) -> None:
    """After a turn-down that followed an interview: two things to remember, while they are fresh."""
    progress = Progress(application, today)
    wanted = application.wanted and progress.turn_down is not None and progress.interviews
    if not wanted or application.impression.particulars or not console.can_ask():
        return
    console.say("I am sorry. For the letter that keeps the door open: two things you will remember of it?")
    console.say("(Whole sentences, as you would write them to the person who interviewed you; Enter to skip.)")
    told = tuple(filter(None, (console.ask(f"{n}.", instead="add --yes") for n in (1, 2))))
    if told:
        keep_particulars(common, application, told)


def _say_next(common: Common, profile: Profile, application: Application, today: dt.date) -> None:
    """What to do next about this application, if anything is due."""
    if common.quiet:
        return
    progress = Progress(application, today)
    if progress.turn_down is not None and progress.turn_down.stage in TURN_DOWNS and application.wanted:
        if not progress.interviews:
            return
        from jobnet.search.workdays import after_working_days  # noqa: PLC0415

        told = progress.turn_down.date or today
        last = after_working_days(told, profile.rules.cadence["runnerup_working_days"], profile.locale)
        console.say(f"Next: the runner-up letter, by {last:%A} {last.day} {last:%B}:")
        console.say(f'  jobnet runnerup --company "{application.company}"')
    elif progress.latest is not None and progress.latest.stage in ENDS:
        console.say("Next: jobnet next says what else is due.")
