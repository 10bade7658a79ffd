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
from jobnet.profile import additions
from jobnet.profile.editing import Put
from jobnet.profile.names import name_key
from jobnet.profile.spoken import spoken_date

if TYPE_CHECKING:
    import datetime as dt

    from jobnet.profile.editing import Change
    from jobnet.profile.model import Profile
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
    application = one_application(profile, name, position, "", today)
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
