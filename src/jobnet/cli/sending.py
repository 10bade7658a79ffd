"""`--send`, `--to-me` and `--mark-sent`: from letters to the outbox, with the question before and the account after."""

from __future__ import annotations

import os
from hashlib import sha256
from typing import TYPE_CHECKING

from jobnet.cli import console
from jobnet.cli.folders import state_folder
from jobnet.cli.settings import read_config_file, transport_name, transport_of
from jobnet.delivery import failpoints, outbox
from jobnet.delivery.addresses import address_key
from jobnet.delivery.clock import SystemClock
from jobnet.delivery.compose_message import by_hand, posted, sender_of
from jobnet.delivery.interrupt import Interrupt, Interrupted
from jobnet.delivery.ledger.find import place_to_write
from jobnet.delivery.ledger.open import open_to_read
from jobnet.delivery.ledger.records import Message, State
from jobnet.delivery.load_history import KnownPeople
from jobnet.delivery.transports.base import Envelope, Lost
from jobnet.errors import Exit, JobnetError

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable, Sequence

    from jobnet.cli.options import Letters
    from jobnet.cli.session import Session
    from jobnet.delivery.config import Config
    from jobnet.delivery.ledger.location import Place
    from jobnet.delivery.ledger.records import NewMessage
    from jobnet.delivery.ledger.transition import Ledger
    from jobnet.delivery.transports.base import Transport
    from jobnet.planning import Draft
    from jobnet.profile.model import Profile

PRECEDENCE = (
    Exit.INTERRUPTED, Exit.TERMINATED, Exit.USAGE, Exit.IN_DOUBT, Exit.IO, Exit.CANNOT_CREATE, Exit.NO_PERMISSION,
    Exit.CONFIG, Exit.REFUSED, Exit.NO_INPUT, Exit.UNAVAILABLE, Exit.SOME_LEFT_OUT, Exit.TRY_LATER,
    Exit.NOTHING_TO_SEND,
)  # fmt: skip


_MOST_NAMED = 3


def weightiest(exits: Iterable[Exit]) -> Exit:
    """The one exit code when several apply."""
    found = set(exits)
    return next((each for each in PRECEDENCE if each in found), Exit.DONE)


def send_plan(session: Session, asked: Letters, drafts: Sequence[Draft], *, some_refused: bool = False) -> int:
    """Send what waits, then these letters; each reader and occasion at most once."""
    config = read_config_file(quiet=session.quiet)
    clock = SystemClock()
    failpoints.arm(os.environ.get("JOBNET_FAILPOINT"))
    via = transport_name(config, asked.via)
    if asked.to_me:
        return _send_to_me(session, asked, drafts, config, via, some_refused=some_refused)
    place = place_to_write(session.profile, state_folder(), config.ledger)
    if drafts:
        _must_be_able_to_ask(asked.yes)
    elif not place.was_born:
        return _nothing(asked, some_refused=some_refused)
    interrupt = Interrupt()
    try:
        with interrupt.listening(), outbox.opened(place, clock, KnownPeople(session.profile)) as ledger:
            sending = Sending(
                session.profile,
                config,
                via,
                ledger,
                interrupt,
                today=session.today,
                quiet=session.quiet,
                limit=asked.limit,
            )
            new = sending.prepare(drafts, again=asked.again)
            waiting = outbox.due(ledger, clock.now())
            if not _agreed(waiting.ready[: asked.limit], new, asked.yes, via):
                console.say("jobnet: nothing sent")
                return Exit.DONE
            queued = sending.queue(new, session.profile, selection=_selection(asked))
            code = sending.send(waiting, queued)
    except Interrupted as stop:
        console.say("jobnet: stopped; nothing was sent")
        return stop.exit_code
    exits = {code, Exit.SOME_LEFT_OUT if some_refused else Exit.DONE}
    if asked.fail_if_empty and not sending.sent and not queued and not waiting.ready:
        exits.add(Exit.NOTHING_TO_SEND)
    return weightiest(exits)


def send_waiting(
    profile: Profile, today: dt.date, *, via: str | None, yes: bool, limit: int | None, quiet: bool
) -> int:
    """`jobnet outbox send`: what waits goes, even what is too old for cron."""
    config = read_config_file(quiet=quiet)
    clock = SystemClock()
    failpoints.arm(os.environ.get("JOBNET_FAILPOINT"))
    place = place_to_write(profile, state_folder(), config.ledger)
    if not place.was_born:
        return Exit.DONE
    interrupt = Interrupt()
    try:
        with interrupt.listening(), outbox.opened(place, clock, KnownPeople(profile)) as ledger:
            waiting = outbox.due(ledger, clock.now(), even_stale=True)
            name = transport_name(config, via) if waiting.ready else ""
            sending = Sending(profile, config, name, ledger, interrupt, today=today, quiet=quiet, limit=limit)
            if not _agreed(waiting.ready[:limit], [], yes, name):
                console.say("jobnet: nothing sent")
                return Exit.DONE
            return sending.send(waiting, ())
    except Interrupted as stop:
        console.say("jobnet: stopped; nothing was sent")
        return stop.exit_code


def mark_sent(session: Session, asked: Letters, drafts: Sequence[Draft], *, some_refused: bool = False) -> int:
    """Record these letters as handed over by the user."""
    config = read_config_file(quiet=session.quiet)
    clock = SystemClock()
    failpoints.arm(os.environ.get("JOBNET_FAILPOINT"))
    letters = [by_hand(draft.letter, again=asked.again) for draft in drafts]
    place = place_to_write(session.profile, state_folder(), config.ledger)
    _say_what_waits(place)
    if letters:
        with outbox.opened(place, clock, KnownPeople(session.profile)) as ledger:
            marked = ledger.mark_sent(letters, clock.now(), document=letters[0].document)
        for letter, why in marked.clashing:
            console.say(f"jobnet: not recorded for {letter.name}: {why}")
        for letter in marked.known:
            console.say(f"jobnet: {letter.name} is on record for this already")
        if console.can_ask():
            console.say(f"jobnet: recorded as sent: {len(marked.queued)}")
    elif not some_refused:
        return _nothing(asked, some_refused=False)
    return Exit.SOME_LEFT_OUT if some_refused else Exit.DONE


def _say_what_waits(place: Place) -> None:
    """Whoever notes a letter by hand may have sent the very one that waits: it would go a second time."""
    if not place.was_born:
        return
    with open_to_read(place) as ledger:
        waiting = ledger.messages(State.QUEUED)
    for message in waiting[:_MOST_NAMED]:
        console.say(
            f"jobnet: a letter to {message.name} ({message.document} of {message.day}) waits and goes with the next "
            f"--send; if that is the one you sent by hand: jobnet outbox resolve {message.id} --sent"
        )
    if len(waiting) > _MOST_NAMED:
        console.say(f"jobnet: and {len(waiting) - _MOST_NAMED} more wait: jobnet outbox")


class Sending:
    """One run of the outbox from the command line: the ledger is open, the letters are ready."""

    def __init__(
        self,
        profile: Profile,
        config: Config,
        via: str,
        ledger: Ledger,
        interrupt: Interrupt,
        *,
        today: dt.date,
        quiet: bool,
        limit: int | None,
    ) -> None:
        self._profile = profile
        self._today = today
        self._config = config
        self._via = via
        self._ledger = ledger
        self._interrupt = interrupt
        self._quiet = quiet
        self._limit = limit
        self._clock = SystemClock()
        self._exits: set[Exit] = set()
        self.sent = 0
        if warning := outbox.clock_warning(ledger, self._clock.now()):
            console.say(f"jobnet: warning: {warning}")
        outbox.settle_doubts(ledger, self._clock, self._settler)

    def prepare(self, drafts: Sequence[Draft], *, again: bool) -> list[NewMessage]:
        """The letters as messages, all of them past the guard before anything is written down."""
        earlier = threads(self._ledger.sent())
        ready = []
        for draft in drafts:
            reader = draft.letter.reader
            key = address_key(reader.email) if reader and reader.email else ""
            if self._ledger.last_state(key) is State.REFUSED:
                self._exits.add(Exit.SOME_LEFT_OUT)
                console.say(
                    f"jobnet: left out {draft.reader.name}: the last message to {draft.reader.email} was refused. "
                    "Correct the address, or settle it with: jobnet outbox"
                )
                continue
            ready.append(
                posted(
                    draft.letter, profile=self._profile, config=self._config, clock=self._clock,
                    earlier=earlier.get(key), again=again,
                )
            )  # fmt: skip
        if self._limit is not None:
            ready = ready[: max(0, self._limit - len(outbox.due(self._ledger, self._clock.now()).ready))]
        return ready

    def queue(self, new: Sequence[NewMessage], profile: Profile, *, selection: str) -> tuple[Message, ...]:
        """Commit the plan; from here on nobody in it can be skipped silently."""
        if not new:
            return ()
        planned = self._ledger.plan(
            new, self._clock.now(), document=new[0].document, profile_sha256=_fingerprint(profile), selection=selection
        )
        for letter, why in planned.clashing:
            if not self._quiet:
                console.say(f"jobnet: left out {letter.name}: {why}")
        numbers = set(planned.queued)
        return tuple(each for each in self._ledger.messages(State.QUEUED) if each.id in numbers)

    def send(self, waiting: outbox.Due, queued: Sequence[Message]) -> Exit:
        """Send what waited and what is new, then account for everything that is not settled."""
        ready = (*waiting.ready, *queued)
        if ready:
            self._send(ready, {each.id for each in queued})
        self._account(waiting)
        return weightiest(self._exits)

    def _send(self, ready: tuple[Message, ...], fresh: set[int]) -> None:
        transport = transport_of(self._via, self._config, self._clock, self._interrupt.is_urgent)
        pace = self._config.pace
        may = outbox.allowance(self._ledger, pace, self._clock.now(), paced=transport.paced)
        going = ready[: may if self._limit is None else min(may, self._limit)]
        unwanted = self._unwanted() if any(message.id not in fresh for message in going) else lambda _: None
        run = outbox.Run(
            self._ledger, transport, self._clock, pace=pace, interrupt=self._interrupt, tell=_progress,
            # What was planned a moment ago, perhaps with --force, was planned from this very profile.
            unwanted=lambda message: None if message.id in fresh else unwanted(message),
        )  # fmt: skip
        try:
            report = run.send(going)
        finally:
            console.progress_over()
        self.sent = len(report.sent)
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

    def _unwanted(self) -> Callable[[Message], str | None]:
        from jobnet.delivery.recheck import no_longer_wanted

        return no_longer_wanted(self._profile, self._today, lambda message: self._ledger.message(message.id).raw)

    def _account(self, waiting: outbox.Due) -> None:
        """Nobody is silently skipped: everything unsettled is named, and weighs in the exit code."""
        doubtful = self._ledger.messages(State.UNKNOWN)
        for message in doubtful:
            console.say(f"jobnet: {in_doubt(message)}")
        if doubtful:
            self._exits.add(Exit.IN_DOUBT)
        if waiting.stale:
            names = ", ".join(message.name for message in waiting.stale)
            console.say(
                f"jobnet: planned more than {outbox.STALE.days} days ago and not sent: {names}. Look at them: jobnet "
                "outbox; send them as they are: jobnet outbox send; write them anew: jobnet outbox refresh"
            )
        still = self._ledger.messages(State.QUEUED)
        if still:
            self._exits.add(Exit.TRY_LATER)
            if not waiting.stale or len(still) > len(waiting.stale):
                console.say(f"jobnet: {len(still)} waiting; the next --send goes on with them: jobnet outbox")

    def _settler(self, via: str) -> Transport | None:
        if via not in {"maildir", "folder", "drafts"}:
            return None
        try:
            return transport_of(via, self._config, self._clock, self._interrupt.is_urgent)
        except JobnetError:
            return None


def threads(messages: Iterable[Message]) -> dict[str, str]:
    """Folded address → Message-ID of the last letter jobnet sent there: what the next one answers to."""
    return {message.reader: message.message_id for message in messages if message.message_id}


def in_doubt(message: Message) -> str:
    """What the user must know to decide about a message in doubt."""
    return (
        f"in doubt: {message.name} <{message.address}>, {message.document} of {message.day}, handed over at "
        f"{message.at:%Y-%m-%d %H:%M} UTC, Message-ID {message.message_id}: {message.reply}. Look in your Sent folder "
        f"or ask; then: jobnet outbox resolve {message.id} --sent, or: jobnet outbox resolve {message.id} --resend"
    )


def _send_to_me(
    session: Session, asked: Letters, drafts: Sequence[Draft], config: Config, via: str, *, some_refused: bool
) -> int:
    """The letters go to the seeker, at the pace of all letters; nothing is recorded."""
    if not drafts:
        return _nothing(asked, some_refused=some_refused)
    clock = SystemClock()
    me = sender_of(session.profile, config)
    messages = [
        posted(draft.letter, profile=session.profile, config=config, clock=clock, to=me)
        for draft in drafts[: min(asked.limit or config.pace.most, config.pace.most)]
    ]
    _must_be_able_to_ask(asked.yes)
    if not asked.yes and not console.confirm(f"Send {len(messages)} to yourself, {me.address}, by {via}?"):
        return Exit.DONE
    transport = transport_of(via, config, clock)
    exits = {Exit.SOME_LEFT_OUT} if some_refused else set()
    transport.open()
    went = 0
    try:
        for number, message in enumerate(messages):
            if number and transport.paced:
                clock.sleep(config.pace.interval)
            outcome = transport.hand_over(_envelope(message), lambda: None)
            went += outcome.state is State.SENT
            if outcome.state is not State.SENT:
                console.say(f"jobnet: {message.name}: {outcome.reply}")
                exits.add(outcome.stop or _EXIT_OF[outcome.state])
            if outcome.stop is not None or outcome.reconnect:
                break
    except Lost as lost:
        raise JobnetError(str(lost), lost.exit_code) from lost
    finally:
        transport.close()
        if went < len(messages):
            console.say(f"jobnet: {went} of {len(messages)} letters went to you")
    return weightiest(exits)


_EXIT_OF = {State.REFUSED: Exit.SOME_LEFT_OUT, State.UNKNOWN: Exit.IN_DOUBT, State.QUEUED: Exit.TRY_LATER}


def _envelope(message: NewMessage) -> Envelope:
    if message.raw is None or message.address is None or message.sender is None or message.message_id is None:
        raise AssertionError("a message without bytes")
    return Envelope(
        message.document, message.day, message.name, message.sender, message.address, message.message_id, message.raw
    )


def _must_be_able_to_ask(yes: bool) -> None:
    if not yes and not console.can_ask():
        raise JobnetError("no terminal to ask on before sending: add --yes. Nothing was sent.", Exit.USAGE)


def _agreed(waiting: Sequence[Message], new: Sequence[NewMessage], yes: bool, via: str) -> bool:
    if yes or not (waiting or new):
        return True
    _must_be_able_to_ask(yes)
    for old in waiting:
        console.say(f"  waiting: {old.name} <{old.address}>: {old.subject}")
    for letter in new:
        console.say(f"  {letter.name} <{letter.address}>: {letter.subject}")
    return console.confirm(f"Send {len(waiting) + len(new)} by {via}?")


def _say_report(report: outbox.Report) -> None:
    if console.can_ask():
        console.say(f"jobnet: sent: {len(report.sent)}")
    for message, why in report.refused:
        console.say(f"jobnet: refused: {message.name} <{message.address}>: {why}")
    for message, why in report.delayed:
        console.say(f"jobnet: not taken yet: {message.name} <{message.address}>: {why}")
    for message, why in report.cancelled:
        console.say(f"jobnet: not sent: {message.name} {why}")
    for said in report.troubles:
        console.say(f"jobnet: {said}")


def _progress(message: Message, number: int, of: int) -> None:
    console.progress(number, of, message.name)


def _nothing(asked: Letters, *, some_refused: bool) -> int:
    if console.can_ask():
        console.say("jobnet: nothing new to send.")
    if some_refused:
        return Exit.SOME_LEFT_OUT
    return Exit.NOTHING_TO_SEND if asked.fail_if_empty else Exit.DONE


def _selection(asked: Letters) -> str:
    chosen = ["--all"] if asked.all else [f"--group {asked.group}"] if asked.group else []
    return " ".join([*chosen, *(f"--to {who}" for who in asked.to or ())])


def _fingerprint(profile: Profile) -> str:
    try:
        return sha256(profile.file.read_bytes()).hexdigest() if profile.file else ""
    except OSError:
        return ""
