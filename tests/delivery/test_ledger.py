"""The record: what it refuses, what it remembers, where it is found."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from jobnet.delivery import outbox
from jobnet.delivery.ledger.find import place_to_write, records_of
from jobnet.delivery.ledger.location import LedgerFiles
from jobnet.delivery.ledger.open import open_to_write
from jobnet.delivery.ledger.records import Planned, State
from jobnet.delivery.load_history import history_of, sent_messages
from jobnet.errors import Exit, JobnetError
from jobnet.facts.history import Told
from tests.builders import a_contact, a_profile
from tests.delivery.a_ledger import DAY, NOON, ATestClock, a_ledger, a_letter, states

if TYPE_CHECKING:
    from pathlib import Path


def test_nobody_is_planned_for_the_same_item_twice(tmp_path: Path) -> None:
    with a_ledger(tmp_path, a_letter("ada")) as ledger:
        again = a_letter("ada", address="Ada@Example.ORG", message_id="<2@example.com>")

        assert ledger.plan([again], NOON) == Planned(known=(again,))


def test_again_is_planned_all_the_same(tmp_path: Path) -> None:
    with a_ledger(tmp_path, a_letter("ada")) as ledger:
        again = a_letter("ada", message_id="<2@example.com>", again=True)

        assert ledger.plan([again], NOON).queued == (2,)


@pytest.mark.parametrize("state", [State.REFUSED, State.CANCELLED])
def test_what_was_not_delivered_can_be_told_again(tmp_path: Path, state: State) -> None:
    with a_ledger(tmp_path, a_letter("ada")) as ledger:
        ledger.settle(1, state, "no", NOON)

        assert ledger.plan([a_letter("ada", 1, message_id="<2@example.com>")], NOON).queued == (2,)


def test_only_what_waits_can_be_claimed(tmp_path: Path) -> None:
    with a_ledger(tmp_path, a_letter("ada")) as ledger:
        ledger.claim(1, "smtp", NOON)

        with pytest.raises(JobnetError, match="taken by another run"):
            ledger.claim(1, "smtp", NOON)


def test_a_dead_run_s_claim_is_in_doubt_and_only_the_user_settles_it(tmp_path: Path) -> None:
    with a_ledger(tmp_path, a_letter("ada")) as ledger:
        ledger.claim(1, "smtp", NOON)
        ledger.recover(NOON)
        assert states(ledger) == {"ada": State.UNKNOWN}
        assert outbox.due(ledger, NOON).ready == ()

        ledger.resolve(1, State.QUEUED, "again", NOON)
        assert [message.id for message in outbox.due(ledger, NOON).ready] == [1]


def test_bytes_of_sent_messages_are_forgotten_after_thirty_days(tmp_path: Path) -> None:
    with a_ledger(tmp_path, a_letter("ada")) as ledger:
        ledger.claim(1, "smtp", NOON)
        ledger.settle(1, State.SENT, "250", NOON)
        ledger.recover(NOON + dt.timedelta(days=29))
        assert ledger.message(1).raw is not None
        ledger.recover(NOON + dt.timedelta(days=31))
        assert ledger.message(1).raw is None


def test_forgotten_person_leaves_no_trace_in_the_file(tmp_path: Path) -> None:
    with a_ledger(tmp_path, a_letter("ada"), a_letter("ben")) as ledger:
        assert ledger.forget([1], NOON) == 1
        assert states(ledger) == {"ben": State.QUEUED}
    assert b"ada@example.org" not in (tmp_path / "state" / "ledger.db").read_bytes()


def test_old_batches_wait_for_somebody_to_look_at_them(tmp_path: Path) -> None:
    with a_ledger(tmp_path, a_letter("ada")) as ledger:
        found = outbox.due(ledger, NOON + dt.timedelta(days=4))
        assert (found.ready, len(found.stale)) == ((), 1)
        assert len(outbox.due(ledger, NOON + dt.timedelta(days=4), even_stale=True).ready) == 1


def test_daily_cap_counts_what_went_in_the_last_day(tmp_path: Path) -> None:
    with a_ledger(tmp_path, a_letter("ada"), a_letter("ben")) as ledger:
        for number in (1, 2):
            ledger.claim(number, "smtp", NOON)
            ledger.settle(number, State.SENT, "250", NOON)
        pace = outbox.Pace(daily_cap=5)
        assert outbox.allowance(ledger, pace, NOON + dt.timedelta(hours=1)) == 3
        assert outbox.allowance(ledger, pace, NOON + dt.timedelta(hours=25)) == 5


def test_second_sender_is_turned_away(tmp_path: Path) -> None:
    place = LedgerFiles(tmp_path / "state" / "ledger.db")
    with outbox.locked(place, ATestClock()), pytest.raises(JobnetError, match="another jobnet is sending") as refused:  # noqa: SIM117
        with outbox.locked(place, ATestClock()):
            pass
    assert refused.value.exit_code == 75


def test_ledger_is_found_by_address_or_by_path_whichever_is_known(tmp_path: Path) -> None:
    profile = a_profile(file=tmp_path / "profile.yaml")
    place = place_to_write(profile, tmp_path / "state")
    open_to_write(place).close()

    new_address = a_profile(file=tmp_path / "profile.yaml", email="nia@example.org")
    new_path = a_profile(file=tmp_path / "moved.yaml")
    stranger = a_profile(file=tmp_path / "other.yaml", email="other@example.org")
    found = [
        [each.ledger for each in records_of(p, tmp_path / "state").places]
        for p in (profile, new_address, new_path, stranger)
    ]

    assert found == [[place.ledger], [place.ledger], [place.ledger], []]


def test_history_knows_people_by_key_and_by_address(tmp_path: Path) -> None:
    ted, ann = a_contact(), a_contact("Ann New-Name", email="ada@example.org")
    profile = a_profile(contacts=(ted, ann), file=tmp_path / "profile.yaml")
    with open_to_write(place_to_write(profile, tmp_path / "state")) as ledger:
        ledger.plan([a_letter("ada"), a_letter("ted alder", address="old@example.org")], NOON)

    messages, warnings, _ = sent_messages(profile, tmp_path / "state")
    told = history_of(profile, messages, DAY).told

    assert warnings == ()
    assert told == tuple(Told(each.key, "news/1", "update", DAY, has_gone=False) for each in (ann, ted))


def test_reading_the_history_makes_nothing(tmp_path: Path) -> None:
    assert sent_messages(a_profile(file=tmp_path / "profile.yaml"), tmp_path / "state") == ((), (), Exit.DONE)
    assert list(tmp_path.iterdir()) == []
