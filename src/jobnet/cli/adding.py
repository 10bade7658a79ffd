"""What the kinds of `add` share: what is asked for on a terminal, how days and lists are written, nothing twice."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from jobnet.cli import console
from jobnet.cli.edit_profile import change
from jobnet.cli.options import Common
from jobnet.cli.resolve import one_contact
from jobnet.cli.session import day_of, today_of
from jobnet.errors import UsageError, quoted
from jobnet.patterns import pattern
from jobnet.profile import additions
from jobnet.profile.addresses import address_trouble
from jobnet.profile.dates import FORMS, spoken_date
from jobnet.profile.editing import Append, Change
from jobnet.profile.emitting import Value
from jobnet.profile.model import Profile, TouchKind
from jobnet.profile.names import fold
from jobnet.yamltext import YamlText

_MONTH = pattern(r"\d{4}(-\d{2})?", re.ASCII)


def ask(typed: dict[str, Any], key: str, question: str, trouble: Callable[[str], str | None] | None = None) -> None:
    """What somebody at a terminal, who is being asked one by one, adds of their own will; a slip is asked again."""
    if typed[key]:
        return
    while answer := console.ask(f"{question} (Enter to skip):", instead="give it as an option"):
        wrong = trouble(answer) if trouble else None
        if not wrong:
            typed[key] = answer
            return
        console.say(f"  {wrong}. Once more?")


def no_address(typed: str) -> str | None:
    why = address_trouble(typed)
    return f"{typed!r} is not one email address: {why}" if why else None


def no_day(common: Common) -> Callable[[str], str | None]:
    today = today_of(common)
    return lambda typed: None if spoken_date(typed, today) else f"{typed!r} is not a day; one like: {FORMS}"


def no_kind(typed: str) -> str | None:
    known = [kind.value for kind in TouchKind]
    return None if fold(typed) in known else f"{typed!r} is none of {', '.join(known)}"


def needed(typed: str | None, question: str, *, instead: str) -> str:
    """What no record can do without: as given, or asked for."""
    answer = (typed or "").strip() or console.ask(question, instead=instead)
    if not answer:
        raise UsageError(f"{question.rstrip(':?')}: empty; nothing was changed.")
    return answer


def text_or_list(typed: list[str] | None) -> Value:
    """What an option gave that may be repeated; one text with commas stays one text, which the profile asks about."""
    return typed[0] if typed and len(typed) == 1 and "," in typed[0] else tuple(typed or ())


def day_written(typed: str | None, common: Common, option: str, *, is_partial: bool = False) -> str | None:
    """The day as the profile has it; a month or a year stays what it is where it will do."""
    if not typed or (is_partial and _MONTH.fullmatch(typed)):
        return typed or None
    return str(day_of(typed, today_of(common), option))


_SET = {"contacts": "contact", "target_companies": "company"}
_REFERENCES = {"from": "--from", "contact": "--contact", "for": "--for"}


def add_record(common: Common, section: str, values: dict[str, Value | None], *, dry_run: bool) -> None:
    record: dict[str, Value] = {
        key: value.strip() if isinstance(value, str) else value
        for key, value in values.items()
        if value and not (isinstance(value, str) and value.isspace())
    }

    def changes(_: YamlText, profile: Profile) -> list[Change]:
        for key, option in _REFERENCES.items():
            if key in record:
                contact = one_contact(profile, str(record[key]), option)
                record[key] = contact.id or contact.name
        if there := additions.duplicate(profile, section, record):
            kind = _SET.get(section)
            change_it = f" To change it: jobnet set {kind} {quoted(there)} KEY=VALUE" if kind else ""
            console.say(console.one_line(f"jobnet: there already: {there}. Nothing was changed.{change_it}"))
            return []
        return [Append((section,), (record,))]

    if change(common, changes, dry_run=dry_run) is not None:
        console.say(f"jobnet: added to {section}.")
