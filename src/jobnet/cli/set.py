"""`set`: one value of one record, and everything else in the file as it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from jobnet.cli import console
from jobnet.cli.changing import change
from jobnet.cli.choosing import one_application, one_company, one_contact
from jobnet.cli.opening import today_of
from jobnet.cli.options import Common, DryRun
from jobnet.errors import Exit, JobnetError
from jobnet.profile.additions import place_of
from jobnet.profile.editing import Put
from jobnet.profile.names import name_key
from jobnet.profile.spoken import spoken_date

if TYPE_CHECKING:
    import datetime as dt

    from jobnet.profile.editing import Change, Path
    from jobnet.profile.model import Application, Company, Profile, Referral
    from jobnet.yamltext import Source


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

    def changes(source: Source, profile: Profile) -> list[Change]:
        path = _record(source, profile, kind, who, position, today)
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


def _record(source: Source, profile: Profile, kind: str, who: str, position: str | None, today: dt.date) -> Path:
    if kind == "contact":
        return place_of(source, "contacts", profile.contacts, one_contact(profile, who, "WHO"))
    if kind == "company":
        return place_of(source, "target_companies", profile.target_companies, _target(profile, who))
    if kind == "application":
        application = _application(profile, who, position, today)
        return place_of(source, "applications", profile.applications, application)
    if kind == "referral":
        return place_of(source, "referrals", profile.referrals, _referral(profile, who))
    raise JobnetError(f"{kind!r}: set knows contact, company, referral and application.", Exit.USAGE)


def _target(profile: Profile, who: str) -> Company:
    name = one_company(profile, who)
    target = profile.target(name)
    if target is None:
        hint = f'Add it with: jobnet add company "{name}"'
        raise JobnetError(f"{name} is not among the target companies. {hint}", Exit.USAGE)
    return target


def _application(profile: Profile, who: str, position: str | None, today: dt.date) -> Application:
    by_id = [each for each in profile.applications if each.id == who]
    if by_id:
        return by_id[0]
    name = one_company(profile, who)
    application = one_application(profile, name, position, "", today)
    if application is None:
        raise JobnetError(f"{name}: no application{f' for {position!r}' if position else ''} there.", Exit.USAGE)
    return application


def _referral(profile: Profile, who: str) -> Referral:
    by_id = [each for each in profile.referrals if each.id == who]
    if by_id:
        return by_id[0]
    wanted = name_key(who)
    named = [each for each in profile.referrals if wanted in {name_key(each.to or ""), name_key(each.company or "")}]
    if len(named) == 1:
        return named[0]
    giver = one_contact(profile, who, "WHO")
    theirs = [each for each in profile.referrals if each.giver is giver]
    if len(theirs) == 1:
        return theirs[0]
    listed = "; ".join(filter(None, (each.to or each.company for each in theirs)))
    raise JobnetError(
        f"{giver.name}: {len(theirs)} referrals{': ' + listed if listed else ''}. Name one of them.", Exit.USAGE
    )
