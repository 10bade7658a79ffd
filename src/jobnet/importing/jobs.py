"""The applications of a foreign file beside those of the profile: what is new, and which stage an old one lacks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from jobnet.importing.records import ForeignRecord, Merging, Value
from jobnet.profile.additions import event_changes, place_of
from jobnet.profile.emitting import Value as EmittedValue
from jobnet.profile.model import Application
from jobnet.profile.names import company_key, name_key
from jobnet.profile.records import STAGES

_SAME_ROUND = dt.timedelta(days=14)
"""Trackers and memories differ by days; who applies anew for the same post does so later."""

_ANOTHER = "another application for the same post, or so it seems: nothing was taken over; add it with jobnet log"


class Jobs:
    """Takes one application of the file after the other; `new` is what is to be added."""

    def __init__(self, merging: Merging) -> None:
        self._merging = merging
        self._new: dict[tuple[str, str], dict[str, Value]] = {}

    @property
    def new(self) -> tuple[dict[str, Value], ...]:
        return tuple(self._new.values())

    def take(self, record: ForeignRecord, values: dict[str, Value]) -> None:
        """Complete the application that this is, or add it; whatever is left out is named."""
        company, position = str(values["company"]), str(values["position"])
        what, key = f"{position} at {company}", (company_key(company), name_key(position))
        there = (each for each in self._merging.profile.applications_at(company) if name_key(each.position) == key[1])
        application, earlier = next(there, None), self._new.get(key)
        if _is_another(_told(application) if application else earlier or {}, values):
            self._merging.conflict(record, f"{what}: {_ANOTHER}")
        elif application is not None:
            self._complete(application, values)
        elif earlier is not None:
            self._merging.known += 1
            self._new[key] = {**values, **earlier}
        elif not record.unread and not any(stage in values for stage in STAGES):
            self._merging.leave_out(record, f"{what} (no date for any stage)")
        else:
            self._new[key] = values
            self._merging.added.append(what)

    def _complete(self, application: Application, values: Mapping[str, Value]) -> None:
        merging = self._merging
        place = place_of(merging.source, "applications", merging.profile.applications, application)
        theirs = {key: str(value) for key, value in values.items() if (*place, key) not in merging.told}
        keys = ("url", "location", "source")
        new = {key: theirs[key] for key in keys if key in theirs and getattr(application, key) is None}
        merging.put(place, new)
        noted = {event.stage for event in application.events}
        for stage in STAGES:
            if stage in theirs and STAGES[stage][0] not in noted:
                new[stage] = merging.told[*place, stage] = theirs[stage]
                event: dict[str, EmittedValue] = {"stage": stage, "date": theirs[stage]}
                merging.changes += event_changes(merging.source, merging.profile, application, event)
        merging.complete(f"{application.position} at {application.company}", new)


def _told(application: Application) -> dict[str, Value]:
    """What tells this application from another for the same post."""
    applied = (event.date for event in application.events if event.stage is STAGES["applied"][0] and event.date)
    return {"applied": str(next(applied, "")), "url": str(application.url or "")}


def _is_another(ours: Mapping[str, Value], theirs: Mapping[str, Value]) -> bool:
    """Whether the days of applying lie apart; where one is not known, whether the advertisements differ."""
    days = [each.get("applied") for each in (ours, theirs)]
    if days[0] and days[1]:
        one, other = (dt.date.fromisoformat(str(day)) for day in days)
        return abs(one - other) > _SAME_ROUND
    return bool(ours.get("url") and theirs.get("url") and ours["url"] != theirs["url"])
