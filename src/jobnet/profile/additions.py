"""What an addition means for the file: which records are there already, where a new fact goes, in which shape."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from jobnet.profile.editing import Append, Change, Put
from jobnet.profile.matching import identity_in, same_contact
from jobnet.profile.names import company_key, fold, name_key
from jobnet.profile.splicing import Path, node_at
from jobnet.yamltext import Mapping, Scalar, Sequence

if TYPE_CHECKING:
    from jobnet.errors import Place
    from jobnet.profile.emitting import Value
    from jobnet.profile.model import Application, Event, Profile
    from jobnet.yamltext import YamlText


def path_of(place: Place) -> Path:
    """Where a record of the profile stands in the file's tree: `applications[0].events[1]`."""
    return tuple(int(step) if step.isdigit() else step for step in re.findall(r"[^.\[\]]+", place.path))


def event_changes(source: YamlText, application: Application, event: dict[str, Value]) -> list[Change]:
    """The change that notes an event, in the way this user writes the others of this application.

    `event` has `stage` and the keys of an event; the stage becomes a key where no `events` list is kept.
    """
    path = path_of(application.at)
    record = node_at(source, path)
    stage, short = _shortened(event)
    if not isinstance(record, Mapping) or isinstance(record.get("events"), Sequence):
        return [Append((*path, "events"), (event,))]
    found = record.get(stage)
    if found is None:
        return [Put(path, stage, short)]
    if isinstance(found, Sequence | Scalar) or found.flow:
        return [Append((*path, stage), (short,))]
    return [Put(path, "events", (event,))]


def particular_changes(source: YamlText, application: Application, particulars: tuple[str, ...]) -> list[Change]:
    """The changes that keep what the seeker will remember, beside what is there."""
    path = (*path_of(application.at), "impression")
    is_record = isinstance(node_at(source, path), Mapping)
    return [Append((*path, "particulars") if is_record else path, particulars)]


def new_application(company: str, position: str, event: dict[str, Value]) -> Append:
    """An application with its first event, written the short way."""
    stage, short = _shortened(event)
    return Append(("applications",), ({"company": company, "position": position, stage: short},))


def _shortened(event: dict[str, Value]) -> tuple[str, Value]:
    """The stage as a key, and what is left to say of the event."""
    rest = {key: value for key, value in event.items() if key != "stage"}
    return str(event["stage"]), rest["date"] if list(rest) == ["date"] else rest


def same_event(application: Application, event: dict[str, Value]) -> Event | None:
    """This stage on this day, if it is noted already."""
    same = (each for each in application.events if each.stage == event["stage"] and str(each.date) == event.get("date"))
    return next(same, None)


def missing_in(noted: Event, event: dict[str, Value]) -> dict[str, Value]:
    """What is told now of an event and was not when it was noted; a note that is there stays."""
    told = event.get("with", ())
    there = {name_key(each.name) for each in noted.people}
    new = tuple(str(name) for name in told if name_key(str(name)) not in there)
    missing: dict[str, Value] = {"with": new} if new else {}
    return missing | {key: event[key] for key in ("note", "format") if key in event and getattr(noted, key) is None}


def completing_changes(noted: Event, missing: dict[str, Value]) -> list[Change]:
    """The changes that add this to an event where it stands in the file."""
    path = path_of(noted.at)
    return [
        Append((*path, key), tuple(value)) if key == "with" and noted.people else Put(path, key, value)
        for key, value in missing.items()
    ]


def duplicate(profile: Profile, section: str, values: dict[str, Value]) -> str | None:
    """What is there already and says the same, in the user's words, or None."""
    if section == "contacts":
        email = values.get("email")
        found = same_contact(profile, identity_in(profile, str(values["name"]), str(email) if email else None))
        return found.name if found else None
    if section == "target_companies":
        target = profile.target(str(values["name"]))
        return target.name if target else None
    if section == "news":
        said = name_key(str(values["headline"]))
        return next((each.headline for each in profile.news if name_key(each.headline) == said), None)
    if section == "referrals":
        return _same_referral(profile, values)
    return _same_touch(profile, values)


def _same_referral(profile: Profile, values: dict[str, Value]) -> str | None:
    """The same name from the same person, unless both say for which job, and these differ."""
    wanted = (name_key(str(values.get("to", ""))), company_key(str(values.get("company", ""))))
    job = name_key(str(values.get("position", "")))
    for each in profile.referrals:
        told = (name_key(each.to or ""), company_key(each.company or ""))
        same_job = not job or not each.position or name_key(each.position) == job
        if str(values["from"]) in {each.giver.id, each.giver.name} and told == wanted and same_job:
            return f"{each.giver.name}: {each.to or each.company}"
    return None


def _same_touch(profile: Profile, values: dict[str, Value]) -> str | None:
    wanted = name_key(str(values.get("contact", values.get("person", ""))))
    for each in profile.touchpoints:
        people = (each.person, each.contact and each.contact.name, each.contact and each.contact.id)
        same = wanted in {name_key(name) for name in people if name}
        alike = fold(str(values["kind"])) == each.kind and str(values.get("direction", "out")) == each.direction
        told = fold(str(values.get("document", ""))) == fold(each.document or "")
        if same and alike and told and str(each.date) == values["date"]:
            return f"{each.kind} on {each.date}"
    return None
