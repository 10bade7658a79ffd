"""What the headline of an update counts, found by day, is what counting all applications gives."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from hypothesis import given, settings

from jobnet.documents.update import Done, _done
from jobnet.facts.readers import reader_of
from jobnet.facts.standing import Board, Dated, Heading, board
from jobnet.facts.status import Status
from tests.builders import a_snapshot
from tests.strategies import TODAY, profiles

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from jobnet.facts.readers import Reader
    from jobnet.facts.standing import Entry
    from jobnet.profile.model import Profile


def _is_since(since: dt.date | None, days: Iterable[dt.date]) -> bool:
    return any(since is None or day >= since for day in days)


def counted(found: Board, reader: Reader, since: dt.date | None, status: Status) -> Done:
    """One application after the other."""
    part = found.by_part.get(reader.key, ())
    mine = {id(each) for each in part}
    others = [each for each in found.columns(reader.ceiling).entries if id(each.standing) not in mine]
    entries = [*found.entries(part, reader), *others]
    interviewed = [each for each in entries if _is_since(since, each.standing.interviews)]
    applied = [each for each in entries if _is_since(since, each.standing.applied)]
    ids = set(map(id, applied))
    both = [each for each in interviewed if id(each) in ids]
    ended = {each.item: each for each in interviewed if each.standing.heading is Heading.CLOSED and each.item}
    told = [id(ended[item]) in ids for item in status.endings if item in ended]
    return Done(len(interviewed), len(applied), _only(interviewed), _only(applied), len(both) - sum(told), len(told))


def _only(entries: Sequence[Entry]) -> str | None:
    is_one = len(entries) == 1 and entries[0].standing.heading is not Heading.CLOSED
    return entries[0].shown.company if is_one else None


@settings(max_examples=200)
@given(profiles())
def test_deeds_by_day_are_those_counted_one_by_one(profile: Profile) -> None:
    found = board(profile, TODAY, TODAY)
    days = {day for each in (Dated.INTERVIEWS, Dated.APPLYING) for day in found._dated(each) if day}
    for contact in profile.contacts:
        reader = reader_of(a_snapshot(profile), contact)
        entries = list(found.entries(found.standings, reader))
        others_see = {id(each.standing) for each in found.columns(reader.ceiling).entries}
        assert others_see <= {id(each.standing) for each in entries}, "who takes part in something sees it"
        endings = tuple(dict.fromkeys(each.item for each in entries if each.item is not None))
        status = Status(interviewed=(None,), endings=endings)  # type: ignore[arg-type]
        for since in (None, *days, *(day + dt.timedelta(1) for day in days)):
            assert _done(found, reader, since, status) == counted(found, reader, since, status)
