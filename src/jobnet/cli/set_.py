"""`jobnet set`: one value of one record, and everything else in the file as it is."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal

from jobnet.cli import console
from jobnet.cli.edit_profile import change
from jobnet.cli.options import Common, DryRun, Position, argument
from jobnet.cli.resolve import by_words, one_application, one_company, one_contact, the_one
from jobnet.cli.session import today_of
from jobnet.errors import Exit, JobnetError, UsageError, quoted
from jobnet.profile.additions import path_of
from jobnet.profile.dates import date_of, partial_date_of, spoken_date
from jobnet.profile.editing import Change, Put, Remove, holds
from jobnet.profile.emitting import Value, flow
from jobnet.profile.field_types import Day
from jobnet.profile.matching import find_companies, find_contacts
from jobnet.profile.model import Application, Company, News, Profile, Referral, Search
from jobnet.profile.records import STAGES, keys_of
from jobnet.profile.splicing import Path
from jobnet.yamltext import Mapping, YamlText

Pairs = list[tuple[str, Value]]

Kind = Literal["contact", "company", "referral", "application", "news", "profile", "search"]
_WHOLE = frozenset({"profile", "search"})
"""What there is one of, so that nobody says which."""
_DATED = {"offered_help"} | {
    key.name for noun in (Company, Referral, News, Search) for key in keys_of(noun) if isinstance(key.shape, Day)
}
_TAGS = frozenset({"groups", "interests", "audience"})
_SECTIONS = frozenset(
    {"contacts", "target_companies", "applications", "referrals", "news", "touchpoints", "search"}
    | {"rules", "links", "offer_in_return"}
)


def set_(
    common: Common,
    kind: Annotated[Kind, argument("contact, company, referral, application or news; profile or search.", "KIND")],
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
    if kind in _WHOLE:
        typed, who = [who, *typed], ""
    pairs = _pairs(kind, typed, today)
    named = f"{kind} {who}".rstrip()

    def changes(source: YamlText, profile: Profile) -> list[Change]:
        if kind == "search":
            return _search_changes(source, pairs)
        path = () if kind == "profile" else _record(profile, kind, who, position, today)
        return _changes_at(source, path, pairs)

    if change(common, changes, dry_run=dry_run) is not None:
        console.say(console.one_line(f"jobnet: {named}: {_spoken(pairs).rstrip('.')}."))
    elif not dry_run:
        gone = " or ".join(key for key, _ in pairs)
        console.say(console.one_line(f"jobnet: {named}: no {gone} there to take away. Nothing was changed."))


# Which record


def _record(profile: Profile, kind: str, who: str, position: str | None, today: dt.date) -> Path:
    match kind:
        case "contact":
            return path_of(one_contact(profile, who, "WHO").at)
        case "company":
            return path_of(_target(profile, who).at)
        case "application":
            return path_of(_application(profile, who, position, today).at)
        case "referral":
            return path_of(_referral(profile, who).at)
    return path_of(_news(profile, who).at)


def _target(profile: Profile, who: str) -> Company:
    name = one_company(profile, who, "WHO")
    target = profile.target(name)
    if target is None:
        hint = f"Add it with: jobnet add company {quoted(name)}"
        raise UsageError(f"{name} is not among the target companies. {hint}")
    return target


def _application(profile: Profile, who: str, position: str | None, today: dt.date) -> Application:
    """By its id, by the job alone where that says it, else by the company and the job there."""
    named = [each for each in profile.applications if each.id == who]
    if not named and position is None and not find_companies(profile, who):
        named = by_words(profile.applications, who, lambda each: [each.position])
    if len(named) == 1:
        return named[0]
    name = one_company(profile, who, "WHO")
    meant = by_words(profile.applications_at(name), position, lambda each: [each.position]) if position else []
    application = meant[0] if len(meant) == 1 else one_application(profile, name, position, "", today)
    if application is None:
        raise UsageError(f"{name}: no application{f' for {position!r}' if position else ''} there.")
    return application


def _referral(profile: Profile, who: str) -> Referral:
    """By its id, by whom or what was named, by the company, or by who passed it."""
    companies, givers = find_companies(profile, who), find_contacts(profile.contacts, who)
    named = by_words(profile.referrals, who, lambda each: [each.id, each.to, each.company, each.giver.name])
    named = named or [each for each in profile.referrals if each.company in companies or each.giver in givers]

    def said(each: Referral) -> str:
        return f"{each.to or each.company} from {each.giver.name}"

    one = the_one(named, said, typed=f"WHO {who!r}", what="referrals", how="of them")
    if one is None:
        giver = one_contact(profile, who, "WHO")  # says who there is, if nobody is meant
        raise UsageError(f"WHO {who!r}: no referral from {giver.name}.")
    return one


def _news(profile: Profile, which: str) -> News:
    named = by_words(profile.news, which, lambda each: [each.id, each.headline])
    if one := the_one(named, _headline, typed=f"WHO {which!r}", what="news"):
        return one
    there = "; ".join(map(_headline, profile.news)) or "there are none"
    raise UsageError(f"WHO {which!r} is none of the news: {there}.")


def _headline(news: News) -> str:
    return f"“{news.headline}”"


# What of it


def _pairs(kind: str, typed: list[str], today: dt.date) -> Pairs:
    """Each key with its value, which is empty where the key is to be taken away."""
    if not typed:
        raise UsageError(f"set {kind}: write what to change as KEY=VALUE, for example updates=off.")
    pairs = [_pair(each, kind, today) for each in typed]
    keys = [key for key, _ in pairs]
    if twice := next((key for key in keys if keys.count(key) > 1), None):
        raise UsageError(f"{twice} is given twice; give it once.")
    if kind == "profile" and (section := next((key for key in keys if key in _SECTIONS), None)):
        raise UsageError(f"{section} holds more than one value; change one of its records, or edit the file.")
    return pairs


def _pair(text: str, kind: str, today: dt.date) -> tuple[str, Value]:
    key, equals, value = map(str.strip, text.partition("="))
    if not equals or not key:
        raise UsageError(f"{text!r}: write it as KEY=VALUE, for example updates=off.")
    if key in _TAGS and "," in value:
        return key, tuple(tag for each in value.split(",") if (tag := each.strip()))
    if value and (key in _DATED or (kind == "application" and key in STAGES)):
        return key, _day(key, value, today)
    return key, value


def _day(key: str, typed: str, today: dt.date) -> str:
    """The day meant; what is none is refused before anybody is told to paste it."""
    if day := spoken_date(typed, today):
        return str(day)
    wrong = date_of(typed)
    if isinstance(wrong, tuple) and isinstance(partial_date_of(typed), tuple):
        raise JobnetError(f"{key}: {' '.join(wrong)} Nothing was changed.", Exit.REFUSED)
    return typed


def _changes_at(source: YamlText, path: Path, pairs: Pairs) -> list[Change]:
    """The changes of one record; a key that is not there needs no taking away."""
    return [
        Put(path, key, value) if value else Remove(path, key)
        for key, value in pairs
        if value or holds(source, path, key)
    ]


def _search_changes(source: YamlText, pairs: Pairs) -> list[Change]:
    """The changes of the one `search:`, which is made if need be, and goes when nothing is left in it."""
    search = source.root.get("search") if source.root else None
    if not isinstance(search, Mapping):
        values = {key: value for key, value in pairs if value}
        return [Put((), "search", values)] if values else []
    gone = {key for key, value in pairs if not value}
    if search.pairs and len(gone) == len(pairs) and gone >= {name.value for name, _ in search.pairs}:
        return [Remove((), "search")]
    return _changes_at(source, ("search",), pairs)


def _spoken(pairs: Pairs) -> str:
    """What holds now, in words."""
    return ", ".join(
        f"{key} is now {value if isinstance(value, str) else flow(value)}" if value else f"{key} is taken away"
        for key, value in pairs
    )
