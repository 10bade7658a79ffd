"""The applications of a foreign file beside those of the profile: what is new, and which stage an old one lacks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from jobnet.importing.records import ForeignRecord, Merging, Value
from jobnet.profile.additions import event_changes, place_of
from jobnet.profile.editing import Put
from jobnet.profile.emitting import Value as EmittedValue
from jobnet.profile.model import Application, Profile
from jobnet.profile.names import company_key, name_key
from jobnet.profile.records import STAGES
from jobnet.yamltext import YamlText

_SAME_ROUND = dt.timedelta(days=14)
"""Trackers and memories differ by days; who applies anew for the same post does so later."""

_ANOTHER = "another application for the same post, or so it seems: nothing was taken over; add it with jobnet log"


class Jobs:
    """Takes one application of the file after the other; `new` is what is to be added."""

    def __init__(self, source: YamlText, profile: Profile, merging: Merging) -> None:
        self._new: dict[tuple[str, str], dict[str, Value]] = {}
        self._source = source
        self._profile = profile
        self._merging = merging

    @property
    def new(self) -> tuple[dict[str, Value], ...]:
        return tuple(self._new.values())

    def take(self, record: ForeignRecord, values: dict[str, Value]) -> None:
        """Complete the application that this is, or add it; whatever is left out is named."""
        company, position = str(values["company"]), str(values["position"])
        key = company_key(company), name_key(position)
        there = (each for each in self._profile.applications_at(company) if name_key(each.position) == key[1])
        if (application := next(there, None)) is not None:
            if _is_another(_told(application), values):
                self._merging.conflict(record, f"{position} at {company}: {_ANOTHER}")
            else:
                self._complete(application, values)
        elif (earlier := self._new.get(key)) is not None:
            if _is_another(earlier, values):
                self._merging.conflict(record, f"{position} at {company}: {_ANOTHER}")
            else:
                self._merging.known += 1
                self._new[key] = {**values, **earlier}
        elif not record.unread and not any(stage in values for stage in STAGES):
            self._merging.leave_out(record, f"{position} at {company} (no date for any stage)")
        else:
            self._new[key] = values
            self._merging.added.append(f"{position} at {company}")

    def _complete(self, application: Application, values: Mapping[str, Value]) -> None:
        new: list[str] = []
        told, changes = self._merging.told, self._merging.changes
        path = place_of(self._source, "applications", self._profile.applications, application)
        for key in ("url", "location", "source"):
            theirs = values.get(key)
            if isinstance(theirs, str) and theirs and getattr(application, key) is None and (*path, key) not in told:
                changes.append(Put(path, key, theirs))
                told[*path, key] = theirs
                new.append(f"{key}: {theirs}")
        noted = {event.stage for event in application.events}
        for stage in STAGES:
            if stage in values and STAGES[stage][0] not in noted and (*path, stage) not in told:
                told[*path, stage] = str(values[stage])
                event: dict[str, EmittedValue] = {"stage": stage, "date": str(values[stage])}
                changes += event_changes(self._source, self._profile, application, event)
                new.append(f"{stage}: {values[stage]}")
        if new:
            self._merging.completed.append(f"{application.position} at {application.company}: {', '.join(new)}")
        else:
            self._merging.known += 1


def _told(application: Application) -> dict[str, Value]:
    """What tells this application from another for the same post."""
    applied = (event.date for event in application.events if event.stage is STAGES["applied"][0] and event.date)
    told = {"applied": str(next(applied, "")), "url": str(application.url or "")}
    return {key: value for key, value in told.items() if value}


def _is_another(ours: Mapping[str, Value], theirs: Mapping[str, Value]) -> bool:
    """Whether the days of applying lie apart; where one is not known, whether the advertisements differ."""
    days = [each.get("applied") for each in (ours, theirs)]
    if days[0] and days[1]:
        one, other = (dt.date.fromisoformat(str(day)) for day in days)
        return abs(one - other) > _SAME_ROUND
    return bool(ours.get("url") and theirs.get("url") and ours["url"] != theirs["url"])
