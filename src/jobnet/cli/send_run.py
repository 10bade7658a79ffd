"""One run of the outbox from the command line: what waits and what is new goes, and all of it is accounted for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from jobnet.cli import console
from jobnet.cli.session import Session, last_letters
from jobnet.cli.settings import transport_name, transport_of
from jobnet.delivery import outbox
from jobnet.delivery.clock import Clock
from jobnet.delivery.compose_message import posted
from jobnet.delivery.interrupt import Interrupt
from jobnet.delivery.ledger.records import Message, NewMessage, State
from jobnet.delivery.ledger.transition import Ledger
from jobnet.delivery.recheck import SecondLook
from jobnet.delivery.transports.base import Transport
from jobnet.errors import Exit, JobnetError
from jobnet.letters import Draft
from jobnet.profile.addresses import SUBJECT_LIMIT, address_key, header_trouble

_PRECEDENCE = (
    Exit.INTERRUPTED, Exit.TERMINATED, Exit.USAGE, Exit.IN_DOUBT, Exit.IO, Exit.CANNOT_CREATE, Exit.NO_PERMISSION,
    Exit.CONFIG, Exit.REFUSED, Exit.NO_INPUT, Exit.UNAVAILABLE, Exit.SOME_LEFT_OUT, Exit.TRY_LATER,
    Exit.NOTHING_TO_SEND, Exit.DONE,
)  # fmt: skip


def weightiest(exits: Iterable[Exit]) -> Exit:
    """The one exit code when several apply."""
    return min(exits, key=_PRECEDENCE.index, default=Exit.DONE)


class SendRun:
    """One run of the outbox from the command line: the ledger is open, the letters are ready."""

    def __init__(
        self, session: Session, via: str | None, ledger: Ledger, interrupt: Interrupt, limit: int | None
    ) -> None:
        self._session = session
        self._asked_via = via
        self.ledger = ledger
        self._interrupt = interrupt
        self._limit = limit
        self._clock = Clock()
        self._exits: set[Exit] = set()
        if warning := outbox.clock_warning(ledger, self._clock.now()):
            console.say(f"jobnet: warning: {warning}")
        outbox.settle_doubts(ledger, self._clock, self._settler)

    @property
    def via(self) -> str:
        """The transport, which must be configured once there is something to send."""
        return transport_name(self._session.config, self._asked_via)

    def due(self, *, even_stale: bool = False) -> outbox.Waiting:
        """What waits and may go now."""
        return outbox.due(self.ledger, self._clock.now(), even_stale=even_stale)

    def prepare(self, drafts: Iterable[Draft], *, again: bool) -> list[NewMessage]:
        """The letters as messages, all of them past the guard before anything is written down."""
        earlier, ready = last_letters(self.ledger.sent()), []
        for draft in drafts:
            key = address_key(draft.reader.email) if draft.reader.email else ""
            if trouble := self._trouble(draft, key):
                self._exits.add(Exit.SOME_LEFT_OUT)
                console.say(f"jobnet: left out {draft.reader.name}: {trouble}")
                continue
            ready.append(
                posted(
                    draft.letter, profile=self._session.profile, config=self._session.config, clock=self._clock,
                    earlier=earlier.get(key), again=again,
                )
            )  # fmt: skip
        going = ready if self._limit is None else ready[: max(0, self._limit - len(self.due().ready))]
        if len(going) < len(ready) and not self._session.quiet:
            console.say(f"jobnet: {len(ready) - len(going)} left for another run (--limit {self._limit})")
        return going

    def _trouble(self, draft: Draft, key: str) -> str | None:
        """Why this one reader cannot be written to: no reason to write to nobody."""
        if self.ledger.last_state(key) is State.REFUSED:
            return (
                f"the last message to {draft.reader.email} was refused. Correct the address, or settle it with: "
                "jobnet outbox"
            )
        subject = header_trouble(draft.letter.subject, SUBJECT_LIMIT)
        return subject and f"the subject {subject}"

    def queue(self, new: Sequence[NewMessage]) -> tuple[Message, ...]:
        """Commit the plan; from here on nobody in it can be skipped silently."""
        if not new:
            return ()
        transport_of(self.via, self._session.config, self._clock)  # what has no settings is said while nobody waits
        planned = self.ledger.plan(new, self._clock.now())
        left_out = [*planned.clashing, *((letter, "has been told all of it meanwhile") for letter in planned.known)]
        for letter, why in () if self._session.quiet else left_out:
            console.say(f"jobnet: left out {letter.name}: {why}")
        numbers = set(planned.queued)
        return tuple(each for each in self.ledger.messages(State.QUEUED) if each.id in numbers)

    def send(self, waiting: outbox.Waiting, queued: Sequence[Message]) -> Exit:
        """Send what waited and what is new, then account for everything that is not settled."""
        ready = (*waiting.ready, *queued)
        if ready:
            self._send(ready, {each.id for each in queued})
        self._account(waiting)
        return weightiest(self._exits)

    def _send(self, ready: tuple[Message, ...], fresh: set[int]) -> None:
        transport = transport_of(self.via, self._session.config, self._clock, self._interrupt.is_urgent)
        pace = self._session.config.pace
        may = outbox.allowance(self.ledger, pace, self._clock.now(), paced=transport.paced)
        going = ready[: may if self._limit is None else min(may, self._limit)]
        second = SecondLook(self._session.run(sending=True), self.ledger)
        run = outbox.Run(
            self.ledger, transport, self._clock, pace=pace, interrupt=self._interrupt,
            tell=lambda message, number, of: console.progress(number, of, message.name),
            # What was planned a moment ago, perhaps with --force, was planned from this very profile.
            unwanted=lambda message: None if message.id in fresh else second.reason(message),
        )  # fmt: skip
        try:
            report = run.send(going)
        finally:
            console.progress_over()
        if report.sent and transport.note and console.can_ask():
            console.say(f"jobnet: {transport.note}")
        if len(going) < len(ready) and (self._limit is None or may < self._limit):
            left = len(ready) - len(going)
            limit = f"daily_cap of {pace.daily_cap}" if may < pace.most else f"max_messages of {pace.most}"
            report.trouble(f"the {limit} is reached: {left} waiting; run again later", Exit.TRY_LATER)
        if report.refused:
            report.exits.add(Exit.SOME_LEFT_OUT)
        _say_report(report)
        self._exits |= report.exits

    def _account(self, waiting: outbox.Waiting) -> None:
        """Nobody is silently skipped: everything unsettled is named, and weighs in the exit code."""
        doubtful = self.ledger.messages(State.UNKNOWN)
        for each in doubtful:
            console.say(
                f"jobnet: in doubt: {each.name} <{each.address}>, {each.document} of {each.day}, handed over at "
                f"{each.at:%Y-%m-%d %H:%M} UTC, Message-ID {each.message_id}: {each.reply}. Look in your Sent or "
                f"Drafts folder, or ask; then: jobnet outbox resolve {each.id} --sent, or: jobnet outbox resolve "
                f"{each.id} --resend"
            )
        if doubtful:
            self._exits.add(Exit.IN_DOUBT)
        if waiting.stale:
            names = ", ".join(message.name for message in waiting.stale)
            console.say(
                f"jobnet: planned more than {outbox.STALE.days} days ago and not sent: {names}. Look at them: jobnet "
                "outbox; send them as they are: jobnet outbox send; write them anew: jobnet outbox refresh"
            )
        if still := self.ledger.messages(State.QUEUED):
            self._exits.add(Exit.TRY_LATER)
            if len(still) > len(waiting.stale):
                console.say(f"jobnet: {len(still)} waiting; the next --send goes on with them: jobnet outbox")

    def _settler(self, via: str) -> Transport | None:
        if via not in {"maildir", "folder", "drafts"}:
            return None
        try:
            return transport_of(via, self._session.config, self._clock, self._interrupt.is_urgent)
        except JobnetError:
            return None


def _say_report(report: outbox.Report) -> None:
    if console.can_ask():
        console.say(f"jobnet: sent: {len(report.sent)}")
    for what, messages in (("refused", report.refused), ("not taken yet", report.delayed)):
        for message, why in messages:
            console.say(f"jobnet: {what}: {message.name} <{message.address}>: {why}")
    for message, why in report.cancelled:
        console.say(f"jobnet: not sent: {message.name} {why}")
    for trouble in report.troubles:
        console.say(f"jobnet: {trouble}")
