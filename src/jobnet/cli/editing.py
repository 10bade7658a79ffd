"""Commands that add to the profile: log what happened, add a record, set a value."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Annotated

import typer

from jobnet.cli import console
from jobnet.cli.changing import change
from jobnet.cli.choosing import one_company, one_contact
from jobnet.cli.minutes_after import keep_particulars
from jobnet.cli.opening import today_of
from jobnet.cli.options import Common, companies
from jobnet.errors import Exit, JobnetError
from jobnet.profile import additions
from jobnet.profile.editing import Append, Put
from jobnet.profile.matching import find_companies, nearest
from jobnet.profile.model import ENDS, TURN_DOWNS, Stage
from jobnet.profile.names import fold, name_key
from jobnet.profile.progress import Progress
from jobnet.profile.records import STAGES
from jobnet.profile.spoken import FORMS, spoken_date

if TYPE_CHECKING:
    import datetime as dt

    from jobnet.profile.editing import Change
    from jobnet.profile.emitting import Value
    from jobnet.profile.model import Application, Profile
    from jobnet.yamltext import Source

DryRun = Annotated[bool, typer.Option("--dry-run", help="Show the difference; write nothing.", show_default=False)]


# log


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
    event: dict[str, Value] = {"stage": _stage(stage), "date": str(_day(on, today, "--on"))}
    event |= {"with": tuple(with_)} if with_ else {}
    event |= {"note": note} if note else {}
    if stage == "onsite":
        event["format"] = "onsite"
    noted: list[str] = []

    def changes(source: Source, profile: Profile) -> list[Change]:
        noted.clear()
        name = _known_company(profile, company)
        application = _application(profile, name, position, str(event["stage"]), today)
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


def _day(text: str, today: dt.date, option: str) -> dt.date:
    day = spoken_date(text, today)
    if day is None:
        raise JobnetError(f"{option} {text!r} is not a day. Write it like one of: {FORMS}.", Exit.USAGE)
    return day


def _known_company(profile: Profile, typed: str) -> str:
    """The company of the profile that is meant, or the name as typed: a new one."""
    if not typed.strip():
        raise JobnetError("COMPANY: empty; name a company.", Exit.USAGE)
    return one_company(profile, typed) if find_companies(profile, typed) else typed.strip()


def _application(
    profile: Profile, company: str, position: str | None, stage: str, today: dt.date
) -> Application | None:
    """The application meant: the only one there, or the only one that this can still happen to."""
    there = list(profile.applications_at(company))
    if position is not None:
        there = [each for each in there if name_key(position) in {name_key(each.position), name_key(each.id or "")}]
    if len(there) > 1:
        reopening = stage == Stage.REINSTATED
        fitting = [each for each in there if Progress(each, today).is_open is not reopening]
        there = fitting if len(fitting) == 1 else there
    if len(there) > 1:
        listed = "; ".join(f"{each.position} (id {each.id})" if each.id else each.position for each in there)
        raise JobnetError(f"{company}: several applications: {listed}. Say which with --position.", Exit.USAGE)
    return there[0] if there else None


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


# add

add = typer.Typer(name="add", help="Add a record to the profile.", no_args_is_help=True, add_completion=False)
ProfileOption = Annotated[
    str | None, typer.Option("--profile", "-p", metavar="FILE", help="The profile.", show_default=False)
]
TodayOption = Annotated[
    str | None, typer.Option("--today", metavar="DATE", help="The date to act on.", show_default=False)
]
QuietOption = Annotated[bool, typer.Option("--quiet", "-q", help="No advice.", show_default=False)]


def _text(says: str, *spellings: str) -> typer.models.OptionInfo:
    option: typer.models.OptionInfo = typer.Option(*spellings, help=says, show_default=False)
    return option


def _asked(question: str) -> str | None:
    """What somebody at a terminal, who is being asked one by one, adds of their own will."""
    return console.ask(f"{question} (Enter to skip):", instead="give it as an option") or None


@add.command("contact")
def add_contact(
    name: Annotated[str | None, typer.Argument(help='"Ted Alder", or "Ted Alder <ted@example.com>".')] = None,
    email: Annotated[str | None, _text("One address.")] = None,
    phone: Annotated[str | None, _text("A telephone number.")] = None,
    known_as: Annotated[str | None, _text("The first name, if you are on first-name terms.")] = None,
    salutation: Annotated[str | None, _text("The whole greeting, verbatim.")] = None,
    honorific: Annotated[str | None, _text("Ms, Dr, Ing.: used with --family.")] = None,
    family: Annotated[str | None, _text("The family name.")] = None,
    pronouns: Annotated[str | None, _text("Only where a sentence needs them.")] = None,
    relationship: Annotated[str | None, _text("close_friend, colleague, recruiter_agency …")] = None,
    tie: Annotated[str | None, _text("strong, weak or dormant.")] = None,
    in_field: Annotated[str | None, _text("no: explain titles in plain words.")] = None,
    company: Annotated[str | None, _text("Where they work.")] = None,
    title: Annotated[str | None, _text("What they are there.")] = None,
    knows: Annotated[list[str] | None, _text("A company where they know people; repeatable.")] = None,
    how_we_met: Annotated[str | None, _text("One sentence.")] = None,
    locale: Annotated[str | None, _text("en-GB.")] = None,
    trust: Annotated[str | None, _text("public, network or trusted.")] = None,
    interests: Annotated[list[str] | None, _text("A topic; repeatable.", "--interest")] = None,
    offered: Annotated[str | None, _text("The day they offered help.", "--offered")] = None,
    offered_what: Annotated[str | None, _text('Completes "you offered to …".', "--offered-what")] = None,
    updates: Annotated[str | None, _text("on or off.")] = None,
    groups: Annotated[list[str] | None, _text("For --group; repeatable.", "--group")] = None,
    opening: Annotated[str | None, _text("A personal line for the next document.")] = None,
    id_: Annotated[str | None, _text("To tell two of one name apart.", "--id")] = None,
    dry_run: DryRun = False,
    profile: ProfileOption = None,
    today: TodayOption = None,
    quiet: QuietOption = False,
) -> None:
    """Add a person.

    Example: jobnet add contact "Ted Alder" --known-as Ted --offered today
    """
    common = Common(profile, today, quiet)
    asked = name is None
    typed = name or console.ask("Name:", instead="give the name")
    found = re.fullmatch(r"(.*\S)\s*<([^<>\s]+@[^<>\s]+)>", typed)
    if asked:
        email = email or _asked("E-mail")
        known_as = known_as or _asked("First name, if you use it")
        company = company or _asked("Where they work")
        offered = offered or _asked("Day they offered help")
    offer: Value = str(_day(offered, today_of(common), "--offered")) if offered else ""
    if offered_what:
        offer = {"date": offer or str(today_of(common)), "what": offered_what}
    values: dict[str, Value | None] = {
        "name": found[1] if found else typed,
        "id": id_,
        "email": email or (found[2] if found else None),
        "phone": phone,
        "known_as": known_as,
        "salutation": salutation,
        "honorific": honorific,
        "family": family,
        "pronouns": pronouns,
        "relationship": relationship,
        "tie": tie,
        "in_field": in_field,
        "company": company,
        "title": title,
        "knows": tuple(knows or ()),
        "how_we_met": how_we_met,
        "locale": locale,
        "trust": trust,
        "interests": tuple(interests or ()),
        "offered_help": offer,
        "updates": updates,
        "groups": tuple(groups or ()),
        "opening": opening,
    }
    _add(common, "contacts", values, dry_run=dry_run)


@add.command("company")
def add_company(
    name: Annotated[str | None, typer.Argument(help="Its name.")] = None,
    short_name: Annotated[str | None, _text("In speech and running text.")] = None,
    legal_name: Annotated[str | None, _text("For address blocks only.")] = None,
    say_as: Annotated[str | None, _text("How to say it.")] = None,
    location: Annotated[str | None, _text("Where it is.")] = None,
    why: Annotated[str | None, _text("One sentence.")] = None,
    people_wanted: Annotated[list[str] | None, _text("Whom you hope to meet; repeatable.", "--person-wanted")] = None,
    aliases: Annotated[list[str] | None, _text("Another name of it; repeatable.", "--alias")] = None,
    tier: Annotated[str | None, _text("A or B.")] = None,
    disclosure: Annotated[str | None, _text("public, network, trusted or private.")] = None,
    dry_run: DryRun = False,
    profile: ProfileOption = None,
    today: TodayOption = None,
    quiet: QuietOption = False,
) -> None:
    """Add a target company.

    Example: jobnet add company "Tamar Preserves" --tier A
    """
    common = Common(profile, today, quiet)
    if name is None:
        name = console.ask("Company:", instead="give its name")
        location = location or _asked("Where it is")
        why = why or _asked("Why you would like to work there, as a sentence")
        tier = tier or _asked("A for the best, B for the others")
    values: dict[str, Value | None] = {
        "name": name,
        "short_name": short_name,
        "legal_name": legal_name,
        "say_as": say_as,
        "aliases": tuple(aliases or ()),
        "location": location,
        "why": why,
        "people_wanted": tuple(people_wanted or ()),
        "tier": tier,
        "disclosure": disclosure,
        "added": str(today_of(common)),
    }
    _add(common, "target_companies", values, dry_run=dry_run)


@add.command("news")
def add_news(
    headline: Annotated[str | None, typer.Argument(help="One sentence, as the reader shall read it.")] = None,
    date: Annotated[str | None, _text("The day of it; today, unless the sentence begins with one.")] = None,
    detail: Annotated[str | None, _text("More of it.")] = None,
    url: Annotated[str | None, _text("Where to read it.")] = None,
    why: Annotated[str | None, _text("Why it matters to the reader.")] = None,
    audience: Annotated[list[str] | None, _text("everyone, or a topic; repeatable.")] = None,
    for_: Annotated[str | None, _text("One contact: a private tip.", "--for")] = None,
    on: Annotated[str | None, _text("When it takes place.")] = None,
    deadline: Annotated[str | None, _text("Until when.")] = None,
    disclosure: Annotated[str | None, _text("public, network, trusted or private.")] = None,
    source: Annotated[str | None, _text("public, interview or contact.")] = None,
    dry_run: DryRun = False,
    profile: ProfileOption = None,
    today: TodayOption = None,
    quiet: QuietOption = False,
) -> None:
    """Add something worth passing on.

    Example: jobnet add news "The grant closes on 30 October." --for Ted
    """
    from jobnet.profile.records import DATED_NEWS  # noqa: PLC0415

    common = Common(profile, today, quiet)
    day = today_of(common)
    said = headline
    if said is None:
        said = console.ask("What is it, in one sentence?", instead="give the sentence")
        url = url or _asked("Where to read it (a link)")
        for_ = for_ or _asked("For one contact only: who")
    if date is None and (dated := DATED_NEWS.fullmatch(said)):  # as the profile takes it
        date, said = dated.groups()
    values: dict[str, Value | None] = {
        "date": str(_day(date or "today", day, "--date")),
        "headline": said,
        "detail": detail,
        "url": url,
        "why": why,
        "audience": tuple(audience or ()),
        "for": for_,
        "on": str(_day(on, day, "--on")) if on else None,
        "deadline": str(_day(deadline, day, "--deadline")) if deadline else None,
        "disclosure": disclosure,
        "source": source,
    }
    _add(common, "news", values, dry_run=dry_run)


@add.command("referral")
def add_referral(
    from_: Annotated[str | None, _text("The contact who passed the name.", "--from")] = None,
    to: Annotated[str | None, _text("Who or what they named.")] = None,
    company: Annotated[str | None, _text("Where.")] = None,
    position: Annotated[str | None, _text("For which job.")] = None,
    received: Annotated[str, _text("The day.")] = "today",
    acted: Annotated[str | None, _text("The day you followed it up.")] = None,
    id_: Annotated[str | None, _text("For references.", "--id")] = None,
    dry_run: DryRun = False,
    profile: ProfileOption = None,
    today: TodayOption = None,
    quiet: QuietOption = False,
) -> None:
    """Add a name somebody passed you.

    Example: jobnet add referral --from Ted --to "Ruth Abernathy"
    """
    common = Common(profile, today, quiet)
    day = today_of(common)
    from_ = from_ or console.ask("Who passed you the name?", instead="add --from")
    if not to and not company:
        to = console.ask("Whom or what did they name?", instead="add --to or --company")
        company = _asked("At which company")
        position = position or _asked("For which job")
    values: dict[str, Value | None] = {
        "id": id_,
        "from": from_,
        "to": to,
        "company": company,
        "position": position,
        "received": str(_day(received, day, "--received")),
        "acted": str(_day(acted, day, "--acted")) if acted else None,
    }
    _add(common, "referrals", values, dry_run=dry_run)


@add.command("touch")
def add_touch(
    contact: Annotated[str | None, _text("The contact.")] = None,
    person: Annotated[str | None, _text("Or somebody who is no contact.")] = None,
    kind: Annotated[
        str | None, _text("call, email (unless said), letter, meeting, informational_interview or message.")
    ] = None,
    date: Annotated[str | None, _text("The day; today unless said.")] = None,
    company: Annotated[str | None, _text("Their company.")] = None,
    direction: Annotated[str | None, _text("out or in.")] = None,
    replied: Annotated[str | None, _text("yes or no.")] = None,
    document: Annotated[str | None, _text("brief, update, thanks …: handed over by hand.")] = None,
    learned: Annotated[str | None, _text("What came of a talk for advice, one sentence.")] = None,
    note: Annotated[str | None, _text("For your eyes only.")] = None,
    dry_run: DryRun = False,
    profile: ProfileOption = None,
    today: TodayOption = None,
    quiet: QuietOption = False,
) -> None:
    """Add a call, a meeting, a letter.

    Example: jobnet add touch --contact Ted --kind call --date yesterday
    """
    common = Common(profile, today, quiet)
    if not contact and not person:
        contact = console.ask("With whom?", instead="add --contact or --person")
        kind = kind or console.ask("How? call, email, letter, meeting …", instead="add --kind", default="email")
        date = date or console.ask("When?", instead="add --date", default="today")
    values: dict[str, Value | None] = {
        "date": str(_day(date or "today", today_of(common), "--date")),
        "contact": contact,
        "person": person,
        "company": company,
        "kind": kind or "email",
        "direction": direction,
        "replied": replied,
        "document": document,
        "learned": learned,
        "note": note,
    }
    _add(common, "touchpoints", values, dry_run=dry_run)


_REFERENCES = {"from": "--from", "contact": "--contact", "for": "--for"}


def _add(common: Common, section: str, values: dict[str, Value | None], *, dry_run: bool) -> None:
    said: dict[str, Value] = {key: value for key, value in values.items() if value}

    def changes(_: Source, profile: Profile) -> list[Change]:
        for key, option in _REFERENCES.items():
            if key in said:
                contact = one_contact(profile, str(said[key]), option)
                said[key] = contact.id or contact.name
        if there := additions.duplicate(profile, section, said):
            console.say(f"jobnet: there already: {there}. Nothing was changed.")
            return []
        return [Append((section,), (said,))]

    if change(common, changes, dry_run=dry_run) is not None:
        console.say(f"jobnet: added to {section}.")


# set


def _records(ctx: typer.Context, incomplete: str) -> list[str]:
    from jobnet.cli import completion  # noqa: PLC0415

    return completion.records(ctx, incomplete)


_KINDS = ("contact", "company", "referral", "application")


def set_(
    common: Common,
    kind: Annotated[
        str,
        typer.Argument(help="contact, company, referral or application.", autocompletion=lambda: list(_KINDS)),
    ],
    who: Annotated[str, typer.Argument(help="Which one: a name, an id, a word of the name.", autocompletion=_records)],
    values: Annotated[
        list[str], typer.Argument(metavar="KEY=VALUE…", help="updates=off, status=dropped, acted=today.")
    ],
    position: Annotated[str | None, typer.Option("--position", help="Which application.")] = None,
    dry_run: DryRun = False,
) -> None:
    """Change a value of one record; everything else in the file stays as it is."""
    today = today_of(common)
    pairs = [_pair(each, today) for each in values]

    def changes(_: Source, profile: Profile) -> list[Change]:
        path = _record(profile, kind, who, position, today)
        return [Put(path, key, value) for key, value in pairs]

    if change(common, changes, dry_run=dry_run) is not None:
        console.say(f"jobnet: {kind} {who}: {', '.join(f'{key} is now {value}' for key, value in pairs)}.")


set_.example = "jobnet set contact Ted updates=off"  # type: ignore[attr-defined]

_DATED = frozenset({"acted", "thanked", "loop_closed", "result_on", "received", "added", "offered_help"})


def _pair(text: str, today: dt.date) -> tuple[str, str]:
    key, equals, value = text.partition("=")
    if not equals or not key.strip() or not value.strip():
        raise JobnetError(f"{text!r}: write it as KEY=VALUE, for example updates=off.", Exit.USAGE)
    key, value = key.strip(), value.strip()
    day = spoken_date(value, today) if key in _DATED else None
    return key, str(day) if day else value


def _record(profile: Profile, kind: str, who: str, position: str | None, today: dt.date) -> tuple[str | int, ...]:
    if kind == "contact":
        return "contacts", additions.index_of(profile.contacts, one_contact(profile, who, "WHO"))
    if kind == "company":
        name = one_company(profile, who)
        target = profile.target(name)
        if target is None:
            hint = f'Add it with: jobnet add company "{name}"'
            raise JobnetError(f"{name} is not among the target companies. {hint}", Exit.USAGE)
        return "target_companies", additions.index_of(profile.target_companies, target)
    if kind == "application":
        return "applications", _application_number(profile, who, position, today)
    if kind == "referral":
        return "referrals", _referral_number(profile, who)
    raise JobnetError(f"{kind!r}: set knows contact, company, referral and application.", Exit.USAGE)


def _application_number(profile: Profile, who: str, position: str | None, today: dt.date) -> int:
    by_id = [n for n, each in enumerate(profile.applications) if each.id == who]
    if by_id:
        return by_id[0]
    name = one_company(profile, who)
    application = _application(profile, name, position, "", today)
    if application is None:
        raise JobnetError(f"{name}: no application{f' for {position!r}' if position else ''} there.", Exit.USAGE)
    return additions.index_of(profile.applications, application)


def _referral_number(profile: Profile, who: str) -> int:
    by_id = [n for n, each in enumerate(profile.referrals) if each.id == who]
    if by_id:
        return by_id[0]
    wanted = name_key(who)
    named = [
        n
        for n, each in enumerate(profile.referrals)
        if wanted in {name_key(each.to or ""), name_key(each.company or "")}
    ]
    if len(named) == 1:
        return named[0]
    giver = one_contact(profile, who, "WHO")
    theirs = [n for n, each in enumerate(profile.referrals) if each.giver is giver]
    if len(theirs) == 1:
        return theirs[0]
    listed = "; ".join(filter(None, (profile.referrals[n].to or profile.referrals[n].company for n in theirs)))
    raise JobnetError(
        f"{giver.name}: {len(theirs)} referrals{': ' + listed if listed else ''}. Name one of them.", Exit.USAGE
    )
