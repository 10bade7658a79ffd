"""What an import changes: new records added, known ones completed, nothing overwritten, every conflict shown."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Iterable, Mapping
from functools import cache

from jobnet.errors import JobnetError, Severity
from jobnet.importing.people import AddressBook
from jobnet.importing.records import ForeignFile, ForeignRecord, Merging, Section, Value
from jobnet.profile.additions import event_changes, path_of
from jobnet.profile.addresses import address_trouble, email_trouble, header_trouble, without_marks
from jobnet.profile.editing import Append, Put, edit
from jobnet.profile.emitting import Value as EmittedValue
from jobnet.profile.emitting import item, pair
from jobnet.profile.matching import may_be_one_name
from jobnet.profile.model import Application, Profile
from jobnet.profile.names import company_key, fold, name_key, unsigned
from jobnet.profile.reading import profile_of, read_profile
from jobnet.profile.records import STAGES
from jobnet.yamltext import YamlText
from jobnet.yamltext.parsing import forbidden, named

_NEEDED: dict[Section, tuple[str, ...]] = {
    Section.CONTACTS: ("name",),
    Section.APPLICATIONS: ("company", "position"),
    Section.SEEKER: (),
}

_PLAIN = ("url", "location", "source")
_LONGEST = 2000
"""Letters in a value: longer ones are not what they are said to be."""
_SAME_ROUND = dt.timedelta(days=14)
"""Trackers and memories differ by days; who applies anew for the same post does so later."""

_ANOTHER = "another application for the same post, or so it seems: nothing was taken over; add it with jobnet log"


def merge(source: YamlText, profile: Profile, reading: ForeignFile, *, only_targets: bool) -> Merging:
    """Compare the records of a foreign file with the profile; importing the same file twice gives no change.

    Who came in may be what settles an earlier row, so all is compared again until nothing more comes of it.
    """
    merging = latest = _compared(source, profile, reading, only_targets=only_targets)
    while latest.changes:
        merging.text = edit(merging.text, latest.changes)
        try:
            profile, _ = profile_of(merging.text)
        except JobnetError:  # said by whoever reads the outcome
            break
        latest = _compared(merging.text, profile, reading, only_targets=only_targets)
        merging.added += latest.added
        merging.completed += latest.completed
    return merging


def _compared(source: YamlText, profile: Profile, reading: ForeignFile, *, only_targets: bool) -> Merging:
    merging = Merging(source, profile)
    usable = _usable(reading.records, merging)
    for record, values in usable:
        _keep_what_tells(record, values, merging)
    people = AddressBook(merging, [each for each in usable if each[0].section is Section.CONTACTS])
    jobs = Jobs(merging)
    for record, values in usable:
        if record.section is Section.CONTACTS:
            people.take(record, values, only_targets=only_targets)
        elif record.section is Section.APPLICATIONS:
            jobs.take(record, values)
        else:
            _seeker(record, values, merging)
    if people.new:
        merging.changes.append(Append(("contacts",), tuple(people.new)))
    if jobs.new:
        merging.changes.append(Append(("applications",), jobs.new))
    return merging


def _keep_what_tells(record: ForeignRecord, values: dict[str, Value], merging: Merging) -> None:
    """Of several addresses, the one that shows somebody to be at the employer of a confidential search."""
    employer = merging.profile.employer if merging.profile.search.confidential else None
    name, taken = str(values.get("name", "")), str(values.get("email", ""))
    for address in record.addresses if employer else ():
        is_another = address != taken and email_trouble(address) is None
        if employer and is_another and employer.of_address(address, name)[0]:
            merging.leave_out(record, f"the address {taken} ({address} shows where {name} works)")
            values["email"] = address
            return


def _usable(records: Iterable[ForeignRecord], merging: Merging) -> list[tuple[ForeignRecord, dict[str, Value]]]:
    """The records with what a profile can hold; what it could not is left out, and said.

    They are read once as a profile of their own: what is a mistake there would be one in the user's file.
    """
    usable = []
    for section in Section:
        found = [(record, _clean(record, merging)) for record in records if record.section is section]
        refused = _refused(section, [values for _, values in found])
        for number, (record, values) in enumerate(found):
            for key, why in refused.get(number, {}).items():
                merging.leave_out(record, f"{key} {str(values.pop(key, record.values.get(key, '')))[:60]!r} ({why})")
            if all(key in values for key in _NEEDED[section]):
                usable.append((record, values))
    return usable


def _clean(record: ForeignRecord, merging: Merging) -> dict[str, Value]:
    """The values without invisible marks, and without what no profile or no mail can hold: that is said."""
    values = {key: clean for key, value in record.values.items() if (clean := _visible(value))}
    if not name_key(str(values.get("name", ""))):  # a dash names nobody, and would come in again each time
        values.pop("name", None)
    for key, value in list(values.items()):
        if trouble := _trouble(key, value):
            what = f"the address {value!r}" if key == "email" else f"{key} {str(value)[:60]!r}"
            merging.leave_out(record, f"{what} ({trouble})")
            del values[key]
    return values


def _visible(value: Value) -> Value:
    if isinstance(value, tuple):
        return tuple(text for each in value if (text := str(_visible(each))))
    whole = value.encode(errors="ignore").decode()  # half a character is none
    return without_marks(" ".join(whole.split()))


def _trouble(key: str, value: Value) -> str | None:
    if isinstance(value, tuple):
        return next(filter(None, (_trouble(key, each) for each in value)), None)
    if key == "email":
        return address_trouble(value)
    if character := forbidden(value):
        return f"it holds a {named(character)}"
    trouble = header_trouble(value, _LONGEST)
    return trouble and f"it {trouble}"


def _refused(section: Section, found: list[dict[str, Value]]) -> dict[int, dict[str, str]]:
    """What the profile would not take: the number of the record, the key, and why."""
    if section is Section.SEEKER:
        values: dict[str, Value] = {key: value for each in found for key, value in each.items()}
        lines = [line for key, value in ({"name": "A"} | values).items() for line in pair(key, value, 0)]
    else:
        lines = ["name: A", f"{section}:", *(line for each in found for line in item(each or {"name": "A"}, 2))]
    try:
        read_profile("\n".join(lines).encode(), file="")
    except JobnetError as mistakes:
        refused: dict[int, dict[str, str]] = {}
        for problem in mistakes.problems:
            path = problem.place.path if problem.place else ""
            steps = re.findall(r"[^.\[\]]+", path.removeprefix(section))
            if problem.severity is Severity.ERROR and steps:
                number, key = (0, steps[0]) if section is Section.SEEKER else (int(steps[0]), "".join(steps[1:2]))
                refused.setdefault(number, {})[key or _NEEDED[section][0]] = problem.message.rstrip(".")
        return refused
    return {}


def _seeker(record: ForeignRecord, values: dict[str, Value], merging: Merging) -> None:
    """What a résumé says of the seeker, where the profile says nothing yet."""
    name, seeker, root = str(values.get("name", "")), merging.profile.name, merging.text.root
    if name and not may_be_one_name(seeker, name):
        merging.conflict(record, f"this is {name}'s résumé, and the profile is {seeker}'s: nothing was taken over")
        return
    for key, theirs in values.items():
        node = root.get(key) if root else None
        ours = getattr(node, "value", theirs)
        if node is None or (ours == "" and not getattr(node, "style", "")):
            merging.changes.append(Put((), key, theirs))
            merging.completed.append(f"{key}: {theirs if isinstance(theirs, str) else ', '.join(theirs)}")
        elif isinstance(theirs, str) and fold(str(ours)) != fold(theirs):
            merging.conflict(record, f"{key} is {ours!r} here and {theirs!r} there; kept yours")
        else:
            merging.known += 1


class Jobs:
    """Takes one application of the file after the other; `new` is what is to be added."""

    def __init__(self, merging: Merging) -> None:
        self._merging = merging
        self._new: dict[tuple[str, str], dict[str, Value]] = {}
        self._at = cache(self._positions_at)

    def _positions_at(self, company: str) -> dict[str, Application]:
        """The first application for each position there."""
        there = self._merging.profile.applications_at(company)
        return {name_key(each.position): each for each in reversed([*there])}

    @property
    def new(self) -> tuple[dict[str, Value], ...]:
        return tuple(self._new.values())

    def take(self, record: ForeignRecord, values: dict[str, Value]) -> None:
        """Complete the application that this is, or add it; whatever is left out is named."""
        company, position = str(values["company"]), str(values["position"])
        target = self._merging.profile.target(company)
        what = f"{position} at {company}"
        key = (company_key(unsigned(target.name if target else company)), name_key(position))
        application, earlier = self._at(company).get(key[1]), self._new.get(key)
        if _is_another(_told(application) if application else earlier or {}, values):
            self._merging.conflict(record, f"{what}: {_ANOTHER}")
        elif application is not None:
            self._show_what_differs(record, what, _noted(application), values)
            self._complete(application, values)
        elif earlier is not None:
            self._show_what_differs(record, what, {key: {value} for key, value in earlier.items()}, values)
            self._merging.known += 1
            self._new[key] = {**values, **earlier}
        elif not record.unread and not any(stage in values for stage in STAGES):
            self._merging.leave_out(record, f"{what} (no date for any stage)")
        else:
            self._new[key] = values
            self._merging.added.append(what)

    def _show_what_differs(
        self, record: ForeignRecord, what: str, ours: Mapping[str, Collection[Value]], theirs: Mapping[str, Value]
    ) -> None:
        for key in (*_PLAIN, *STAGES):
            if ours.get(key) and key in theirs and theirs[key] not in ours[key]:
                here = ", ".join(map(str, ours[key]))
                self._merging.conflict(
                    record, f"{what}: {key} is {here!r} here and {theirs[key]!r} there; kept {here!r}"
                )

    def _complete(self, application: Application, values: Mapping[str, Value]) -> None:
        merging = self._merging
        place = path_of(application.at)
        theirs = {key: str(value) for key, value in values.items() if (*place, key) not in merging.told}
        new = {key: theirs[key] for key in _PLAIN if key in theirs and getattr(application, key) is None}
        merging.put(place, new)
        noted = {event.stage for event in application.events}
        for stage in STAGES:
            if stage in theirs and STAGES[stage][0] not in noted:
                new[stage] = merging.told[*place, stage] = theirs[stage]
                event: dict[str, EmittedValue] = {"stage": stage, "date": theirs[stage]}
                merging.changes += event_changes(merging.text, application, event)
        merging.complete(f"{application.position} at {application.company}", new)


def _noted(application: Application) -> dict[str, list[Value]]:
    """What an application has already, under the keys of a record."""
    noted: dict[str, list[Value]] = {key: [str(value)] for key in _PLAIN if (value := getattr(application, key))}
    for stage in STAGES:
        noted[stage] = [str(each.date) for each in application.events if each.date and each.stage is STAGES[stage][0]]
    return noted


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
