"""The one promise: nobody is handed the same thing twice, nobody is silently skipped.

For each message: hand over everything but the last byte, commit "sending", hand over the last byte, hear the answer,
commit the outcome. What falls between the two commits is in doubt, and only the user decides about it.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from jobnet.delivery import failpoints
from jobnet.delivery.clock import Clock, stamp
from jobnet.delivery.interrupt import Interrupt, Interrupted
from jobnet.delivery.ledger.location import LedgerFiles, make_private
from jobnet.delivery.ledger.open import check_header, open_to_write
from jobnet.delivery.ledger.records import Message, State
from jobnet.delivery.ledger.transition import Ledger
from jobnet.delivery.load_history import KnownPeople
from jobnet.delivery.replies import Outcome
from jobnet.delivery.transports.base import Envelope, Lost, Transport, envelope_of
from jobnet.errors import Exit, JobnetError
from jobnet.files import is_there, read_plain, write_whole

PAUSES = tuple(dt.timedelta(minutes=each) for each in (15, 60, 240, 720, 1440))
"""How long to wait after the first, second … temporary refusal; after the last the message counts as refused."""
RECONNECTS = 5
REFUSED_IN_A_ROW = 5
UNKNOWN_IN_A_ROW = 2
STALE = dt.timedelta(days=3)
DAY = dt.timedelta(hours=24)


@dataclass(frozen=True)
class Pace:
    """How fast and how many."""

    interval: float = 2.1
    """Seconds between two messages."""
    daily_cap: int = 450
    most: int = 200
    """Most messages one run sends."""
    batch_size: int = 50
    """Messages on one connection."""


@dataclass
class Report:
    """What a run did, in the order it did it."""

    sent: list[Message] = field(default_factory=list)
    refused: list[tuple[Message, str]] = field(default_factory=list)
    cancelled: list[tuple[Message, str]] = field(default_factory=list)
    delayed: list[tuple[Message, str]] = field(default_factory=list)
    troubles: list[str] = field(default_factory=list)
    """Why the run ended early, in sentences."""
    exits: set[Exit] = field(default_factory=set)

    def trouble(self, sentence: str, exit_code: Exit) -> None:
        self.troubles.append(sentence)
        self.exits.add(exit_code)


@contextlib.contextmanager
def locked(place: LedgerFiles, clock: Clock) -> Iterator[None]:
    """One sender at a time. The kernel's lock: it dies with its holder."""
    from filelock import FileLock, Timeout

    place.refuse_links()
    if is_there(place.ledger):
        check_header(place.ledger)  # a note in `known/` may name any file: nothing is put beside one of others
    make_private(place.lock.parent)
    lock = FileLock(place.lock, timeout=0, mode=0o600)
    try:
        lock.acquire()
    except Timeout as exc:
        raise JobnetError(
            f"another jobnet is sending{_holder(place)}. Try again when it has finished.", Exit.TRY_LATER
        ) from exc
    except OSError as exc:
        raise JobnetError(f"{place.lock}: cannot be locked: {exc.strerror}", Exit.CANNOT_CREATE) from exc
    try:
        write_whole(place.holder, f"{os.getpid()} {stamp(clock.now())}".encode())
        failpoints.here("lock-taken")
        yield
    finally:
        lock.release()


@contextlib.contextmanager
def opened(place: LedgerFiles, clock: Clock, people: KnownPeople | None = None) -> Iterator[Ledger]:
    """The ledger for writing: locked, checked, cleared of what a dead run left; told how all is called now."""
    with locked(place, clock), open_to_write(place) as ledger:
        ledger.recover(clock.now())
        if people is not None:
            sent = ledger.sent()
            ledger.follow(people.followed((*sent, *ledger.messages(State.REFUSED))))  # a refused one may yet go
            ledger.rename(people.renames(sent))
        yield ledger


def clock_warning(ledger: Ledger, now: dt.datetime) -> str | None:
    """A sentence, if the clock seems to have gone back since the last entry."""
    latest = ledger.latest_time()
    if latest is not None and now < latest - dt.timedelta(minutes=5):
        before = f"{latest:%Y-%m-%d %H:%M}"
        return f"the clock says {now:%Y-%m-%d %H:%M} UTC, but the last entry was made at {before}. Is it right?"
    return None


def settle_doubts(ledger: Ledger, clock: Clock, transport_of: Callable[[str], Transport | None]) -> None:
    """Where the other side can be asked whether it has the message, ask it."""
    for message in ledger.messages(State.UNKNOWN, raw=True):
        transport = transport_of(message.via)
        if transport is None or message.raw is None:
            continue
        with contextlib.closing(transport):
            has: bool | None = None
            with contextlib.suppress(JobnetError, Lost, OSError):
                transport.open()
                has = transport.has(envelope_of(message))
        if has is not None:
            state = State.SENT if has else State.QUEUED
            answer = "found there" if has else "not found there"
            ledger.settle(message.id, state, answer, clock.now(), was=(State.UNKNOWN,))


@dataclass(frozen=True)
class Waiting:
    """The waiting messages, sorted by what may happen to them now."""

    ready: tuple[Message, ...]
    stale: tuple[Message, ...]
    """Planned so long ago that somebody should look at them first."""


def due(ledger: Ledger, now: dt.datetime, *, even_stale: bool = False) -> Waiting:
    """Those that were refused for a time rest until it is over; they are in neither list."""
    ready: list[Message] = []
    stale: list[Message] = []
    for message in ledger.messages(State.QUEUED):
        # Further ahead than any pause we set: the clock went back, and the time means nothing.
        rests = message.not_before is not None and now < message.not_before <= now + PAUSES[-1]
        if abs(now - message.queued_at) > STALE and not even_stale:
            stale.append(message)
        elif not rests:
            ready.append(message)
    return Waiting(tuple(ready), tuple(stale))


def allowance(ledger: Ledger, pace: Pace, now: dt.datetime, *, paced: bool = True) -> int:
    """How many messages may go now: the most of one run, and what is left of the day's."""
    if not paced:
        return pace.most
    # A little of the future too: what was sent before the clock was set back counts.
    gone = ledger.handed_over_since(now - DAY, now + DAY)
    return max(0, min(pace.most, pace.daily_cap - gone))


@dataclass
class Run:
    """One run over the waiting messages. The ledger is open and locked."""

    ledger: Ledger
    transport: Transport
    clock: Clock
    pace: Pace = Pace()
    interrupt: Interrupt = field(default_factory=Interrupt)
    unwanted: Callable[[Message], str | None] = lambda _: None
    """Why a message must not go any more."""
    tell: Callable[[Message, int, int], None] = lambda *_: None
    """Says which message is about to go, the how many-th it is, and of how many."""
    report: Report = field(default_factory=Report, init=False)
    _is_open: bool = field(default=False, init=False)
    _on_connection: int = field(default=0, init=False)
    _last: float | None = field(default=None, init=False)
    _unknown: int = field(default=0, init=False)
    _refused: int = field(default=0, init=False)

    def send(self, messages: tuple[Message, ...]) -> Report:
        """Send these, one after the other; ends early when going on would do harm."""
        try:
            for number, message in enumerate(messages, 1):
                failpoints.here("row-chosen")
                if not self._one(message, number, len(messages)):
                    break
        except Interrupted as stop:
            self.report.trouble("stopped; what was sent is recorded, the rest waits", stop.exit_code)
        except JobnetError as error:
            self.report.trouble(str(error), error.exit_code)
            if self.interrupt.number is not None:
                self.report.exits.add(Interrupted(self.interrupt.number).exit_code)
        finally:
            self.transport.close()
            self.interrupt.is_claimed = False
        return self.report

    def _one(self, message: Message, number: int, of: int) -> bool:
        """Send one message; whether to go on."""
        if reason := self.unwanted(message):
            self.ledger.settle(message.id, State.CANCELLED, reason, self.clock.now(), was=(State.QUEUED,))
            self.report.cancelled.append((message, reason))
            return True
        self._keep_pace()
        if not self._is_open or self._on_connection >= self.pace.batch_size:
            self._connect()
        self.tell(message, number, of)
        envelope = envelope_of(self.ledger.message(message.id))
        self._on_connection += 1
        outcome = self._hand_over(message, envelope)
        self._last = self.clock.monotonic()
        self._write_down(message, outcome)
        if outcome.reconnect:
            self._disconnect()
        self.interrupt.leave()
        return self._goes_on(message, outcome)

    def _hand_over(self, message: Message, envelope: Envelope) -> Outcome:
        """Try until it is handed over or refused; what is lost before that is safe to try again."""

        def claim() -> None:
            failpoints.here("before-claim")
            self.interrupt.is_claimed = True
            self.ledger.claim(message.id, self.transport.name, self.clock.now())
            failpoints.here("claimed")

        pause = 1.0
        for attempt in range(RECONNECTS + 1):
            try:
                if not self._is_open:
                    self._connect()
                return self.transport.hand_over(envelope, claim)
            except (Lost, JobnetError) as exc:
                self._disconnect()
                if isinstance(exc, JobnetError) and (
                    exc.exit_code is not Exit.UNAVAILABLE or self.interrupt.is_claimed
                ):
                    raise
                if attempt == RECONNECTS:
                    return Outcome(State.QUEUED, str(exc), stop=exc.exit_code)
                self.clock.sleep(pause)
                pause *= 2
        raise AssertionError("unreachable")

    def _write_down(self, message: Message, outcome: Outcome) -> None:
        now = self.clock.now()
        state, not_before = outcome.state, None
        tried = not self.interrupt.is_claimed
        if outcome.later and message.attempts < len(PAUSES):
            not_before = now + PAUSES[message.attempts]
        elif outcome.later:
            state = State.REFUSED
        self.ledger.settle(
            message.id, state, outcome.reply, now, not_before=not_before, via=self.transport.name,
            tried=tried and outcome.later, was=(State.QUEUED,) if tried else (State.SENDING, State.UNKNOWN),
        )  # fmt: skip
        if state is State.SENT:
            self.report.sent.append(message)
        elif state is State.REFUSED:
            self.report.refused.append((message, outcome.reply))
        elif state is State.QUEUED:
            until = f"; not before {not_before:%Y-%m-%d %H:%M} UTC" if not_before else ""
            self.report.delayed.append((message, outcome.reply + until))
        self._refused = self._refused + 1 if state is State.REFUSED else 0
        self._unknown = self._unknown + 1 if state is State.UNKNOWN else 0

    def _goes_on(self, message: Message, outcome: Outcome) -> bool:
        if outcome.stop is not None:
            why, code = f"{message.name}: {outcome.reply}", outcome.stop
        elif self._unknown >= UNKNOWN_IN_A_ROW:
            why, code = f"{self._unknown} messages in a row are in doubt", Exit.IN_DOUBT
        elif self._refused >= REFUSED_IN_A_ROW:
            why = f"{self._refused} in a row were refused: that is probably about us, not them"
            code = Exit.TRY_LATER
        else:
            return True
        self.report.trouble(f"{why}. Stopped; the rest waits.", code)
        return False

    def _connect(self) -> None:
        self._disconnect()
        self.transport.open()
        self._is_open, self._on_connection = True, 0

    def _disconnect(self) -> None:
        if self._is_open:
            self._is_open = False
            self.transport.close()

    def _keep_pace(self) -> None:
        if self.transport.paced and self._last is not None:
            left = self._last + self.pace.interval - self.clock.monotonic()
            if left > 0:
                self.clock.sleep(left)


def _holder(place: LedgerFiles) -> str:
    try:
        number, since = read_plain(place.holder, 200).decode("ascii").split()
    except (OSError, ValueError):
        return ""
    return f" (process {number}, since {since})"
