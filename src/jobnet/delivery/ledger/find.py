"""Which record belongs to a search, found by what is known of it: `search.id`, its e-mail address, its profile's path.

Each of these leads to the record by a note in `known/`, so that changing one of them opens no empty record. Where
nothing leads anywhere although a record here knows the same people, or where the configuration names another record
than the one that was written to last, sending stops: nobody is to be written to anew without a word.
"""

from __future__ import annotations

import contextlib
import os
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from jobnet.delivery.ledger.location import FOLDER, LedgerFiles
from jobnet.delivery.ledger.records import called
from jobnet.errors import Exit, JobnetError, Problem, Severity, quoted
from jobnet.facts.people import people_in, person_key
from jobnet.files import read_plain
from jobnet.frozen import dataclass
from jobnet.profile.addresses import address_key

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterator, Mapping

    from jobnet.delivery.ledger.query import LedgerReader
    from jobnet.profile.model import Profile

_Answer = TypeVar("_Answer")
_MOST_NAMED = 3
_LONGEST_NOTE = 4096


@dataclass(frozen=True)
class Records:
    """The records that a search has: one; several where its keys lead to different ones; or none yet."""

    places: tuple[LedgerFiles, ...]
    troubles: tuple[str, ...] = ()
    """Why none of them may be written to before the user has said which it is."""


def place_to_write(profile: Profile, state: Path, configured: Path | None = None) -> LedgerFiles:
    """The one record that sending and noting write to; it need not exist yet. JobnetError where that is in doubt."""
    records = records_of(profile, state, configured)
    keys = _keys(profile)
    is_new = not records.places
    if records.troubles and not (is_new and profile.search.id):  # who names a new search by an id has answered
        raise JobnetError([Problem("ledger", Severity.ERROR, each) for each in records.troubles], Exit.IO)
    if records.places:
        return records.places[0]
    if configured is not None:
        return _place(state, _real(configured), keys, leads=True)
    if not keys:
        raise JobnetError(
            "the profile has no `email` and comes from standard input: there is nothing to keep the record under. "
            "Add `email:` to the profile.",
            Exit.REFUSED,
        )
    return _place(state, _in(state, keys[0]), keys)


def records_of(profile: Profile, state: Path, configured: Path | None = None) -> Records:
    """The records of this search, and what is amiss with them."""
    keys = _keys(profile)
    noted = _noted(profile, state, keys)
    if configured is not None:
        return _configured(profile, state, configured, keys, noted)
    if len(noted) > 1:
        one, other, *_ = (each.parent.name for each in noted)
        several = (
            "two records of what was sent are known for this profile, one by its address, one by its path: "
            f"{' and '.join(map(str, noted))}. Say which is this search's, in the profile: `search: {{id: {one}}}` or "
            f"`search: {{id: {other}}}`."
        )
        return Records(tuple(_place(state, each, keys) for each in noted), (several,))
    if noted:
        place = _place(state, noted[0], keys)
        return Records((place,), () if place.was_born else (_gone(place, state, keys),))
    return Records((), tuple(_strangers_who_know_us(profile, state)))


def _configured(profile: Profile, state: Path, configured: Path, keys: tuple[str, ...], noted: list[Path]) -> Records:
    place = _place(state, _real(configured), keys, leads=True)
    others = [each for each in noted if _real(each) != place.ledger and LedgerFiles(each).was_born]
    if not place.was_born:
        if others:
            return Records(tuple(_place(state, each, keys) for each in others), (_not_there(place, others[0]),))
        return Records((), tuple(_strangers_who_know_us(profile, state)))
    latest = _latest(place.ledger)
    newer = [each for each in others if (time := _latest(each)) and (latest is None or time > latest)]
    return Records((place,), tuple(_outrun(place, each) for each in newer))


def _noted(profile: Profile, state: Path, keys: tuple[str, ...]) -> list[Path]:
    """The ledgers that the keys lead to. An id that leads somewhere is the whole answer."""
    if profile.search.id:
        own = _in(state, profile.search.id) if FOLDER.fullmatch(profile.search.id) else None
        if own is not None and LedgerFiles(own).was_born:
            return [own]
        if ledger := _lead(state, keys[0]):
            return [ledger]
    return list(dict.fromkeys(ledger for key in keys if (ledger := _lead(state, key))))


def _keys(profile: Profile) -> tuple[str, ...]:
    """What the notes that lead to this search's record are called, the surest first."""
    said = []
    if profile.search.id:
        said.append(f"id:{profile.search.id}")
    if profile.email:
        said.append(f"email:{address_key(profile.email)}")
    if profile.file is not None:
        said.append(f"path:{os.path.realpath(profile.file)}")
    return tuple(sha256(each.encode("utf-8", "surrogateescape")).hexdigest()[:24] for each in said)


def _lead(state: Path, key: str) -> Path | None:
    """The ledger this key leads to: noted, or made under this very key by a run that died before noting it."""
    with contextlib.suppress(OSError):
        text = os.fsdecode(read_plain(state / "known" / key, _LONGEST_NOTE).strip())
        if FOLDER.fullmatch(text):
            return _in(state, text)
        if Path(text).is_absolute() and "\0" not in text:
            return Path(text)
    return _in(state, key) if LedgerFiles(_in(state, key)).was_born else None


def _real(ledger: Path) -> Path:
    """The file itself: a link to it must not have a lock and a marker of its own."""
    return Path(os.path.realpath(ledger))


def _in(state: Path, name: str) -> Path:
    return state / name / "ledger.db"


def _place(state: Path, ledger: Path, keys: tuple[str, ...], *, leads: bool = False) -> LedgerFiles:
    return LedgerFiles(ledger, keys, state / "known", leads)


# Records of others, or so it seems


def _strangers_who_know_us(profile: Profile, state: Path) -> Iterator[str]:
    """For each record here that has told somebody of this profile something: that it may be this search's own."""
    people = _mailboxes(profile)
    notes = (note.name for note in sorted((state / "known").glob("*")) if FOLDER.fullmatch(note.name))
    noted = (ledger for note in notes if (ledger := _lead(state, note)) is not None and ledger.exists())
    for ledger in dict.fromkeys((*sorted(state.glob("*/ledger.db")), *noted)):
        readers = _asked(ledger, lambda opened: opened.readers()) or frozenset()
        if known := list(dict.fromkeys(name for reader, name in people.items() if reader in readers)):
            yield _stranger(profile, ledger, known)


def _asked(ledger: Path, question: Callable[[LedgerReader], _Answer]) -> _Answer | None:
    """What this record answers; nothing, if it cannot be read."""
    from jobnet.delivery.ledger.open import open_to_read

    with contextlib.suppress(JobnetError), open_to_read(LedgerFiles(ledger)) as opened:
        return question(opened)
    return None


def _latest(ledger: Path) -> dt.datetime | None:
    """When it was last written to."""
    return _asked(ledger, lambda opened: opened.latest_time())


def _mailboxes(profile: Profile) -> Mapping[str, str]:
    """Whom the hard rule protects, as the record calls them → the name."""
    people = people_in(profile.applications)
    named = [(person_key(each), each.name, each.email) for each in people.values()]
    named += [(each.key, each.name, each.email) for each in profile.contacts]
    by_name = {called(name): name for _, name, _ in named if " " in name}  # one name is many people's
    return by_name | {(address_key(email) if email else f"person:{key}"): name for key, name, email in named}


# What to say


def _gone(place: LedgerFiles, state: Path, keys: tuple[str, ...]) -> str:
    notes = " ".join(quoted(str(state / "known" / key)) for key in keys if (state / "known" / key).exists())
    return (
        f"{place.ledger}: the record of who was told is missing. Restore it from a backup. To "
        f"begin again, knowing that everybody may be written to a second time: rm {notes}"
    )


def _not_there(place: LedgerFiles, other: Path) -> str:
    move = " && ".join(
        f"mv {quoted(str(old))} {quoted(str(new))}"
        for old, new in ((other, place.ledger), (LedgerFiles(other).marker, place.marker))
        if old.exists()
    )
    return (
        f"config.yaml names {place.ledger} as the record of who was told, which is not there; this search's record is "
        f"{other}. A new one would write to everybody a second time; nothing was sent. To take the record there: "
        f"{move}. To leave it where it is, take `ledger:` out of config.yaml."
    )


def _outrun(place: LedgerFiles, other: Path) -> str:
    return (
        f"config.yaml names {place.ledger} as the record of who was told, but {other} was written to after it, for "
        "this very search. What was sent since would be sent a second time; nothing was sent. Take `ledger:` out of "
        f"config.yaml to go on with {other}; or put that one away: mv {quoted(str(other))} {quoted(f'{other}.old')}"
    )


def _stranger(profile: Profile, ledger: Path, known: list[str]) -> str:
    more = f" and {len(known) - _MOST_NAMED} more" if len(known) > _MOST_NAMED else ""
    names = ", ".join(known[:_MOST_NAMED]) + more
    where = f"{profile.file}: " if profile.file else ""
    last = _latest(ledger)
    used = f", last written to on {last:%Y-%m-%d}" if last else ""
    inside = FOLDER.fullmatch(ledger.parent.name)
    tie = f"`search: {{id: {ledger.parent.name}}}` in the profile" if inside else f"`ledger: {ledger}` in config.yaml"
    return (
        f"{where}no record of what was sent belongs to this profile, but one knows people in it ({names}): "
        f"{ledger}{used}. With a new record they would be written to a second time. If the profile was renamed or "
        f"moved, or its address was changed, tie it to its record: write {tie}. If this is another search, give it a "
        "name of its own in the profile: `search: {id: a-word}`."
    )
