"""The promise as a property: whatever happens in whatever order, nobody is handed an item twice, nobody is lost."""

from __future__ import annotations

import datetime as dt
import os
import shutil
import tempfile
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from jobnet.delivery import failpoints, outbox
from jobnet.delivery.ledger.location import LedgerFiles
from jobnet.delivery.ledger.open import open_to_write
from jobnet.delivery.ledger.records import State
from jobnet.delivery.replies import Outcome
from jobnet.delivery.transports.base import Envelope, Lost
from jobnet.errors import Exit, JobnetError
from tests.delivery.a_ledger import NOON, ATestClock, a_letter

if TYPE_CHECKING:
    from collections.abc import Callable

    from jobnet.delivery.ledger.records import Message
    from jobnet.delivery.ledger.transition import Ledger

RUNS, STEPS = (
    int(os.environ.get(f"JOBNET_TEST_{name}", few))
    for name, few in (("RUNS", 100 if os.environ.get("CI") else 30), ("STEPS", 30))
)
READERS = ("ada", "ben", "cid", "dee")
FAULTS = ("none", "lost", "refused", "later", "stop", "doubt-taken", "doubt-not-taken")


class _PowerCutError(BaseException):
    """What a fail-point does here instead of ending the process."""


def cut() -> None:
    raise _PowerCutError


class Post:
    """A transport that does what it is told, and remembers what really arrived."""

    name = "post"
    paced = False
    note = ""

    def __init__(self) -> None:
        self.arrived: Counter[str] = Counter()
        self.fault = "none"
        self.meanwhile: Callable[[], None] = lambda: None
        """What somebody else does while a message is being handed over."""

    def open(self) -> None: ...

    def close(self) -> None: ...

    def has(self, envelope: Envelope) -> bool | None:
        del envelope
        return None

    def hand_over(self, envelope: Envelope, claim: Callable[[], None]) -> Outcome:
        fault, self.fault = self.fault, "none"
        meanwhile, self.meanwhile = self.meanwhile, lambda: None
        meanwhile()
        if fault == "lost":
            raise Lost("gone")
        if fault in {"refused", "later", "stop"}:
            state = State.REFUSED if fault == "refused" else State.QUEUED
            return Outcome(state, fault, stop=Exit.TRY_LATER if fault == "stop" else None, later=fault == "later")
        claim()
        if fault != "doubt-not-taken":
            self.arrived[
                envelope.message_id.partition(".")[0][1:] + "/" + envelope.message_id.split(".")[1].partition("@")[0]
            ] += 1
        failpoints.here("handed-over")
        return Outcome(State.UNKNOWN if fault.startswith("doubt") else State.SENT, fault)


class Promise(RuleBasedStateMachine):
    """Plans, sends, faults, power cuts, decisions, edits, second processes and clock jumps in any order.

    The model is what arrived, who opted out, and what the user decided.
    """

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.place = LedgerFiles(self.folder / "ledger.db")
        self.clock = ATestClock()
        self.post = Post()
        self.planned: set[tuple[str, int]] = set()
        self.resent: Counter[str] = Counter()
        self.decided: set[int] = set()
        """Messages of which the user, and no server, said that they arrived."""
        self.backup: bytes | None = None
        self.out: set[str] = set()
        """Readers who have opted out."""

    def teardown(self) -> None:
        failpoints.arm(None)
        shutil.rmtree(self.folder)

    def during(self, work: Callable[[], None], point: str | None) -> None:
        """Do this, with the power cut at this point."""
        failpoints.arm(point, cut)
        try:
            work()
        except _PowerCutError:
            pass
        finally:
            failpoints.arm(None)

    @rule(
        reader=st.sampled_from(READERS),
        item=st.integers(1, 3),
        point=st.sampled_from([None, "recovered", "plan-committed", "marker-due", "marker-due:2"]),
    )
    def plan(self, reader: str, item: int, point: str | None) -> None:
        def work() -> None:
            with outbox.opened(self.place, self.clock) as ledger:
                if ledger.last_state(f"{reader}@example.org") is State.REFUSED:
                    return
                number = len(ledger.messages()) + 1
                message_id = f"<{reader}.{item}@{number}.example.com>"
                if ledger.plan([a_letter(reader, item, message_id=message_id)], self.clock.now()).queued:
                    self.planned.add((reader, item))

        self.during(work, point)
        with outbox.opened(self.place, self.clock) as ledger:
            self.planned |= {(m.person, int(m.items[0].id[5:])) for m in ledger.sent()}

    @rule(
        fault=st.sampled_from(FAULTS),
        point=st.sampled_from(
            [None, "row-chosen", "before-claim", "claimed", "handed-over", "settled", "settled:2", "marker-due:2"]
        ),
        hours=st.sampled_from([0, 1, 30, -40]),
        rival=st.sampled_from([None, None, "locked out", "unlocked"]),
    )
    def send(self, fault: str, point: str | None, hours: int, rival: str | None) -> None:
        self.clock.time = max(NOON, self.clock.time + dt.timedelta(hours=hours))
        self.post.fault = fault
        self.post.meanwhile = {"locked out": self.locked_out, "unlocked": self.rival}.get(rival or "", lambda: None)
        before = Counter(self.post.arrived)

        def work() -> None:
            with outbox.opened(self.place, self.clock) as ledger:
                self.all_due(ledger, self.post)

        self.during(work, point)
        self.post.meanwhile = lambda: None
        assert not {each.partition("/")[0] for each in self.post.arrived - before} & self.out

    def all_due(self, ledger: Ledger, post: Post) -> None:
        ready = outbox.due(ledger, self.clock.now(), even_stale=True).ready
        unwanted: Callable[[Message], str | None] = lambda message: "opted out" if message.person in self.out else None  # noqa: E731
        outbox.Run(ledger, post, self.clock, pace=outbox.Pace(0), unwanted=unwanted).send(ready)

    def locked_out(self) -> None:
        """A second process, while the first sends: it is told so, and does nothing."""
        with pytest.raises(JobnetError) as refused, outbox.opened(self.place, self.clock):
            pass
        assert refused.value.exit_code is Exit.TRY_LATER

    def rival(self) -> None:
        """A second process that the lock did not hold back: the claim alone must."""
        post = Post()
        post.arrived = self.post.arrived
        with open_to_write(self.place) as ledger:
            self.all_due(ledger, post)

    @rule(reader=st.sampled_from(READERS))
    def edit(self, reader: str) -> None:
        """The user edits the profile: this reader opts out, or in again."""
        self.out ^= {reader}

    @rule(
        choice=st.sampled_from([State.SENT, State.QUEUED, State.CANCELLED]),
        point=st.sampled_from([None, "resolve-committed"]),
    )
    def resolve(self, choice: State, point: str | None) -> None:
        def work() -> None:
            with outbox.opened(self.place, self.clock) as ledger:
                doubtful = ledger.messages(State.UNKNOWN, State.REFUSED)
                if doubtful and (choice is not State.CANCELLED or doubtful[0].state is State.REFUSED):
                    if doubtful[0].state is State.UNKNOWN and choice is State.QUEUED:
                        self.resent[f"{doubtful[0].person}/{doubtful[0].items[0].id[5:]}"] += 1
                    if choice is State.SENT:
                        self.decided.add(doubtful[0].id)
                    try:
                        ledger.resolve(doubtful[0].id, choice, "decided", self.clock.now())
                    except JobnetError as error:
                        assert error.exit_code in {Exit.REFUSED, Exit.USAGE}  # noqa: PT017

        self.during(work, point)

    @rule()
    def back_up(self) -> None:
        """Somebody copies the ledger, and not its marker."""
        if self.place.ledger.exists():
            self.backup = self.place.ledger.read_bytes()

    @rule()
    def restore(self) -> None:
        """The copy is put back: it is refused, or else it is as good as what it replaces, and the search goes on."""
        if self.backup is None:
            return
        newest = self.place.ledger.read_bytes()
        self.place.ledger.write_bytes(self.backup)
        try:
            with outbox.opened(self.place, self.clock):
                pass
        except JobnetError as refused:
            assert refused.exit_code is Exit.IO  # noqa: PT017
            self.place.ledger.write_bytes(newest)

    @invariant()
    def nobody_was_handed_an_item_twice(self) -> None:
        assert all(count <= 1 + self.resent[each] for each, count in self.post.arrived.items())

    @invariant()
    def nobody_was_lost(self) -> None:
        if not self.place.was_born:
            return
        with open_to_write(self.place) as ledger:
            messages = ledger.messages()
        told = {(m.person, m.items[0].id[5:]) for m in messages}
        assert {(reader, str(item)) for reader, item in self.planned} <= told
        for message in messages:
            letter = f"{message.person}/{message.items[0].id[5:]}"
            if message.state is State.SENT and message.id not in self.decided:
                assert self.post.arrived[letter], message
            if message.state is State.QUEUED and not self.resent[letter]:
                assert not self.post.arrived[letter], message


Promise.TestCase.settings = settings(max_examples=RUNS, stateful_step_count=STEPS, deadline=None)
TestPromise = pytest.mark.slow(Promise.TestCase)
