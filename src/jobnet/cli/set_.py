"""`set`: one value of one record, and everything else in the file as it is."""

from __future__ import annotations

import datetime as dt
from typing import Annotated

from jobnet.cli import console
from jobnet.cli.edit_profile import change
from jobnet.cli.options import Common, DryRun, Position, argument
from jobnet.cli.resolve import by_words, one_application, one_company, one_contact, the_one
from jobnet.cli.session import today_of
from jobnet.cli.set_values import WHOLE, changes_at, pairs_of, search_changes, spoken
from jobnet.errors import UsageError, quoted
from jobnet.profile.additions import path_of
from jobnet.profile.editing import Change
from jobnet.profile.matching import find_companies, find_contacts
from jobnet.profile.model import Application, Company, News, Profile, Referral
from jobnet.profile.names import company_key, name_key
from jobnet.profile.splicing import Path
from jobnet.yamltext import YamlText

_KINDS = ("contact", "company", "referral", "application", "news", "profile", "search")


def set_(
    common: Common,
    kind: Annotated[str, argument("contact, company, referral, application or news; profile or search.", tab=_KINDS)],
    who: Annotated[
        str, argument("Which one: a name, an id, a word of it; none of these for profile and search.", tab="records")
    ],
    values: Annotated[
        list[str] | None, argument("updates=off, acted=today; `tie=` takes the key away.", "KEY=VALUE…")
    ] = None,
    position: Position = None,
    dry_run: DryRun = False,
) -> None:
    """Change a value of one record, or take it away; everything else in the file stays as it is."""
    today = today_of(common)
    typed = values or []
    if kind in WHOLE:
        typed, who = [who, *typed], ""
    pairs = pairs_of(kind, typed, today)
    named = f"{kind} {who}".rstrip()

    def changes(source: YamlText, profile: Profile) -> list[Change]:
        path = () if kind in WHOLE else _record(profile, kind, who, position, today)
        if kind == "search":
            return search_changes(source, pairs)
        return changes_at(source, path, pairs)

    if change(common, changes, dry_run=dry_run) is not None:
        console.say(console.one_line(f"jobnet: {named}: {spoken(pairs).rstrip('.')}."))
    elif not dry_run:
        gone = " or ".join(key for key, _ in pairs)
        console.say(console.one_line(f"jobnet: {named}: no {gone} there to take away. Nothing was changed."))


def _record(profile: Profile, kind: str, who: str, position: str | None, today: dt.date) -> Path:
    if kind == "contact":
        return path_of(one_contact(profile, who, "WHO").at)
    if kind == "company":
        return path_of(_target(profile, who).at)
    if kind == "application":
        return path_of(_application(profile, who, position, today).at)
    if kind == "referral":
        return path_of(_referral(profile, who).at)
    if kind == "news":
        return path_of(_news(profile, who).at)
    raise UsageError(f"{kind!r}: set knows {', '.join(_KINDS[:-1])} and {_KINDS[-1]}.")


def _news(profile: Profile, which: str) -> News:
    by_id = [each for each in profile.news if each.id == which]
    named = by_id or by_words(profile.news, which, lambda each: str(each.headline))
    if one := the_one(named, _headline, typed=f"WHO {which!r}", what="news"):
        return one
    there = "; ".join(map(_headline, profile.news)) or "there are none"
    raise UsageError(f"WHO {which!r} is none of the news: {there}.")


def _headline(news: News) -> str:
    return f"“{news.headline}”"


def _target(profile: Profile, who: str) -> Company:
    name = one_company(profile, who, "WHO")
    target = profile.target(name)
    if target is None:
        hint = f"Add it with: jobnet add company {quoted(name)}"
        raise UsageError(f"{name} is not among the target companies. {hint}")
    return target


def _application(profile: Profile, who: str, position: str | None, today: dt.date) -> Application:
    by_id = [each for each in profile.applications if each.id == who]
    if by_id:
        return by_id[0]
    there = profile.applications
    if position is None and not find_companies(profile, who):
        named = by_words(there, who, lambda each: each.position)
        if len(named) == 1:  # the job instead of the company
            return named[0]
    name = one_company(profile, who, "WHO")
    meant = position and by_words(profile.applications_at(name), position, lambda each: each.position)
    if meant and len(meant) == 1:
        return meant[0]
    application = one_application(profile, name, position, "", today)
    if application is None:
        raise UsageError(f"{name}: no application{f' for {position!r}' if position else ''} there.")
    return application


def _referral(profile: Profile, who: str) -> Referral:
    """By its id, by whom or what was named, by the company, or by who passed it: in full, else by whole words."""
    there = profile.referrals
    by_id = [each for each in there if each.id == who]
    companies = {company_key(name) for name in (who, *find_companies(profile, who))}
    givers = find_contacts(profile.contacts, who)
    named = by_id or [
        each
        for each in there
        if name_key(who) in {name_key(each.to or ""), name_key(each.giver.name)}
        or company_key(each.company or "") == company_key(who)
    ]
    named = named or [
        each
        for each in there
        if each in by_words(there, who, lambda each: each.to)
        or company_key(each.company or "") in companies
        or any(each.giver is giver for giver in givers)
    ]
    if one := the_one(
        named, lambda each: f"{each.to or each.company} from {each.giver.name}",
        typed=f"WHO {who!r}", what="referrals", how="of them",
    ):  # fmt: skip
        return one
    giver = one_contact(profile, who, "WHO")  # says who there is, if nobody is meant
    raise UsageError(f"WHO {who!r}: no referral from {giver.name}.")
