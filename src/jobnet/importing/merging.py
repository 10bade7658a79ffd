"""What an import changes: new records added, known ones completed, nothing overwritten, every conflict shown."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from jobnet.errors import JobnetError, Severity
from jobnet.importing.records import Record, Section, Value
from jobnet.profile.additions import Known, event_changes, place_of
from jobnet.profile.addresses import email_trouble
from jobnet.profile.editing import Append, Change, Put
from jobnet.profile.emitting import item, pair
from jobnet.profile.mailable import address_trouble, header_trouble, without_marks
from jobnet.profile.names import company_key, fold, name_key
from jobnet.profile.reading import read_profile
from jobnet.profile.records import STAGES
from jobnet.yamltext.parsing import forbidden, named

if TYPE_CHECKING:
    from collections.abc import Iterable

    from jobnet.errors import Problem
    from jobnet.importing.records import Reading
    from jobnet.profile.model import Application, Contact, Profile
    from jobnet.yamltext import Source

_COMPLETED = ("email", "phone", "company", "title", "honorific", "family")


@dataclass
class Merging:
    """What is to be done, and what is to be said of it. Lines count rows of the foreign file."""

    changes: list[Change] = field(default_factory=list)
    added: list[str] = field(default_factory=list)
    completed: list[str] = field(default_factory=list)
    conflicts: list[str] = field(default_factory=list)
    known: int = 0
    told: dict[tuple[str, int, str], str] = field(default_factory=dict)
    """What an earlier row of the same file adds to a record, and under which key."""
    left_out: list[str] = field(default_factory=list)

    @property
    def took_nothing(self) -> bool:
        """Whether no row was of any use: neither new nor known."""
        return not (self.added or self.completed or self.conflicts or self.known)


def merge(source: Source, profile: Profile, reading: Reading, *, only_targets: bool) -> Merging:
    """Compare the records of a foreign file with the profile; importing the same file twice gives no change."""
    merging = Merging()
    people: list[Value] = []
    jobs: dict[tuple[str, str], dict[str, Value]] = {}
    seen = _Seen()
    known = Known(profile.contacts)
    for record, values in _usable(reading.records, merging):
        if record.section is Section.CONTACTS:
            if (found := known.same(str(values["name"]), _text(values.get("email")))) is not None:
                _complete_contact(source, profile, found, record, values, merging)
            elif new := _new_contact(profile, known, record, values, merging, seen, only_targets=only_targets):
                people.append(new)
        elif record.section is Section.APPLICATIONS:
            _application(source, profile, record, values, merging, jobs)
        else:
            _seeker(source, record, values, merging)
    if people:
        merging.changes.append(Append(("contacts",), tuple(people)))
    if jobs:
        merging.changes.append(Append(("applications",), tuple(jobs.values())))
    return merging


def _usable(records: Iterable[Record], merging: Merging) -> list[tuple[Record, dict[str, Value]]]:
    """The records with what a profile can hold; what it could not is left out, and said.

    They are read once as a profile of their own: what is a mistake there would be one in the user's file.
    """
    usable = []
    for section in Section:
        found = [(record, _clean(record, merging)) for record in records if record.section is section]
        refused = _refused(section, [values for _, values in found])
        for number, (record, values) in enumerate(found):
            for key, why in refused.get(number, {}).items():
                merging.left_out.append(f"row {record.row}: {key} {str(values.pop(key, ''))[:60]!r} ({why})")
            if all(key in values for key in _NEEDED[section]):
                usable.append((record, values))
    return usable


_NEEDED: dict[Section, tuple[str, ...]] = {
    Section.CONTACTS: ("name",),
    Section.COMPANIES: ("name",),
    Section.APPLICATIONS: ("company", "position"),
    Section.SEEKER: (),
}


def _clean(record: Record, merging: Merging) -> dict[str, Value]:
    """The values without invisible marks, and without what no profile or no mail can hold: that is said."""
    values = {key: clean for key, value in record.values.items() if (clean := _visible(value))}
    for key, value in list(values.items()):
        if trouble := _trouble(key, value):
            what = f"the address {value!r}" if key == "email" else f"{key} {str(value)[:60]!r}"
            merging.left_out.append(f"row {record.row}: {what} ({trouble})")
            del values[key]
    return values


def _visible(value: Value) -> Value:
    if isinstance(value, str):
        whole = value.encode(errors="ignore").decode()  # half a character is none
        return without_marks(" ".join(whole.split()))
    if isinstance(value, tuple):
        return tuple(text for each in value if (text := str(_visible(each))))
    return value


def _trouble(key: str, value: Value) -> str | None:
    if isinstance(value, tuple):
        return next(filter(None, (_trouble(key, each) for each in value)), None)
    if not isinstance(value, str):
        return None
    if key == "email":
        return email_trouble(value) or address_trouble(value)
    if character := forbidden(value):
        return f"it holds a {named(character)}"
    trouble = header_trouble(value, len(value))
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
        return _by_record(section, mistakes.problems)
    return {}


def _by_record(section: Section, problems: Iterable[Problem]) -> dict[int, dict[str, str]]:
    refused: dict[int, dict[str, str]] = {}
    for problem in problems:
        path = problem.place.path if problem.place else ""
        steps = re.findall(r"[^.\[\]]+", path.removeprefix(section))
        if problem.severity is Severity.ERROR and steps:
            number, key = (0, steps[0]) if section is Section.SEEKER else (int(steps[0]), "".join(steps[1:2]))
            refused.setdefault(number, {})[key or _NEEDED[section][0]] = problem.message.rstrip(".")
    return refused


# People


class _Seen:
    """The people of the foreign file that are not in the profile."""

    def __init__(self) -> None:
        self._emails: dict[str, dict[str, Value]] = {}
        self._names: dict[str, list[dict[str, Value]]] = {}

    def add(self, values: dict[str, Value]) -> int | None:
        """How many of this name came before; None if this very person did."""
        email, name = _text(values.get("email")), name_key(str(values["name"]))
        namesakes = self._names.setdefault(name, [])
        if (email and fold(email) in self._emails) or any(_is_same(values, other) for other in namesakes):
            return None
        if email:
            self._emails[fold(email)] = values
        namesakes.append(values)
        return len(namesakes) - 1


def _new_contact(
    profile: Profile,
    known: Known,
    record: Record,
    values: dict[str, Value],
    merging: Merging,
    seen: _Seen,
    *,
    only_targets: bool,
) -> dict[str, Value] | None:
    name, email, company = str(values["name"]), values.get("email"), values.get("company")
    if only_targets and not (company and profile.target(str(company))):
        merging.left_out.append(f"row {record.row}: {name} (at none of your target companies)")
        return None
    namesakes = seen.add(values)
    if namesakes is None:
        merging.known += 1
        return None
    if known.of_name(name):
        # A second bearer would make every reference to the first one ambiguous: that is the user's to settle.
        who = f"row {record.row}: another {name} ({email or company or 'no address'})"
        merging.conflicts.append(f"{who}: give the one you have an id, then add this one with jobnet add contact --id")
        return None
    if namesakes:  # two people of one name are told apart by an id
        slug = re.sub(r"[^a-z0-9]+", "-", fold(name)).strip("-") or "contact"
        values = {"name": name, "id": f"{slug}-{namesakes + 1}", **{k: v for k, v in values.items() if k != "name"}}
    merging.added.append(name + (f" <{email}>" if email else "") + (f" ({company})" if company else ""))
    return values


def _text(value: Value | None) -> str | None:
    return str(value) if value else None


def _complete_contact(
    source: Source, profile: Profile, found: Contact, record: Record, values: dict[str, Value], merging: Merging
) -> None:
    """Fill in what is not said yet; what is said otherwise is shown, never overwritten."""
    new: list[str] = []
    place = place_of(source, "contacts", profile.contacts, found)
    for key in _COMPLETED:
        theirs, ours = values.get(key), getattr(found, key) or merging.told.get((*place, key))
        if not isinstance(theirs, str) or not theirs:
            continue
        if ours is None:
            if key in {"honorific", "family"} and (found.known_as or found.salutation):
                continue
            merging.changes.append(Put(place, key, theirs))
            merging.told[*place, key] = theirs
            new.append(f"{key}: {theirs}")
        elif not _agree(key, ours, theirs, profile):
            merging.conflicts.append(
                f"row {record.row}: {found.name}: {key} is {ours!r} here and {theirs!r} there; kept {ours!r}"
            )
    if new:
        merging.completed.append(f"{found.name}: {', '.join(new)}")
    else:
        merging.known += 1


def _agree(key: str, ours: str, theirs: str, profile: Profile) -> bool:
    if key == "company":
        return profile.same_company(ours, theirs)
    if key == "phone":
        return re.sub(r"\D", "", ours) == re.sub(r"\D", "", theirs)
    return fold(ours) == fold(theirs)


def _is_same(one: dict[str, Value], other: dict[str, Value]) -> bool:
    if one.get("email") and other.get("email"):
        return fold(str(one["email"])) == fold(str(other["email"]))
    same_name = name_key(str(one["name"])) == name_key(str(other["name"]))
    return same_name and company_key(str(one.get("company", ""))) == company_key(str(other.get("company", "")))


# Applications


def _application(
    source: Source,
    profile: Profile,
    record: Record,
    values: dict[str, Value],
    merging: Merging,
    jobs: dict[tuple[str, str], dict[str, Value]],
) -> None:
    key = company_key(str(values["company"])), name_key(str(values["position"]))
    found = next(
        (each for each in profile.applications_at(str(values["company"])) if name_key(each.position) == key[1]), None
    )
    if found is not None:
        return _complete_application(source, profile, found, values, merging)
    if key in jobs:
        merging.known += 1
        jobs[key] = {**values, **jobs[key]}
        return None
    if not any(stage in values for stage in STAGES):
        merging.left_out.append(
            f"row {record.row}: {values['position']} at {values['company']} (no date for any stage)"
        )
        return None
    jobs[key] = values
    merging.added.append(f"{values['position']} at {values['company']}")
    return None


def _complete_application(
    source: Source, profile: Profile, found: Application, values: dict[str, Value], merging: Merging
) -> None:
    new: list[str] = []
    path = place_of(source, "applications", profile.applications, found)
    for key in ("url", "location", "source"):
        theirs = values.get(key)
        if isinstance(theirs, str) and theirs and getattr(found, key) is None and (*path, key) not in merging.told:
            merging.changes.append(Put(path, key, theirs))
            merging.told[*path, key] = theirs
            new.append(f"{key}: {theirs}")
    noted = {event.stage for event in found.events}
    for stage in STAGES:
        if stage in values and STAGES[stage][0] not in noted and (*path, stage) not in merging.told:
            merging.told[*path, stage] = str(values[stage])
            merging.changes += event_changes(source, profile, found, {"stage": stage, "date": values[stage]})
            new.append(f"{stage}: {values[stage]}")
    if new:
        merging.completed.append(f"{found.position} at {found.company}: {', '.join(new)}")
    else:
        merging.known += 1


# The seeker


def _seeker(source: Source, record: Record, values: dict[str, Value], merging: Merging) -> None:
    """What a résumé says of the seeker, where the profile says nothing yet."""
    root = source.root
    for key, theirs in values.items():
        ours = root.get(key) if root else None
        said = ours is not None and not (getattr(ours, "value", None) == "" and not getattr(ours, "style", ""))
        if not said:
            merging.changes.append(Put((), key, theirs))
            merging.completed.append(f"{key}: {theirs if isinstance(theirs, str) else ', '.join(map(str, theirs))}")
        elif isinstance(theirs, str) and fold(str(getattr(ours, "value", theirs))) != fold(theirs):
            merging.conflicts.append(
                f"row {record.row}: {key} is {getattr(ours, 'value', '')!r} here and {theirs!r} there; kept yours"
            )
        else:
            merging.known += 1
