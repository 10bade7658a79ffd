"""What lies ready before anything is done: the profile, the day, the configuration, what readers already know."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jobnet.cli import console
from jobnet.cli.folders import config_folder, state_folder, user_templates
from jobnet.cli.load_profile import read_with_warnings
from jobnet.cli.options import Common, Letters
from jobnet.errors import Exit, Problem, UsageError
from jobnet.facts.history import History, told_by_hand
from jobnet.facts.snapshot import Snapshot
from jobnet.frozen import dataclass
from jobnet.profile.model import Locale, Profile

if TYPE_CHECKING:
    from jobnet.delivery.config import Config
    from jobnet.delivery.ledger.location import LedgerFiles
    from jobnet.delivery.ledger.records import Message
    from jobnet.delivery.ledger.transition import Ledger
    from jobnet.recipients import LetterRun
    from jobnet.review import ProfileUnderReview


@dataclass(frozen=True)
class Session:
    """One run of the program on one profile. What costs something is read when it is first asked for, and once."""

    profile: Profile
    today: dt.date
    quiet: bool = False
    locale: Locale | None = None
    """`--locale`, in place of the reader's own."""
    template: Path | None = None
    """`--template`, in place of the built-in one."""

    @cached_property
    def snapshot(self) -> Snapshot:
        """What is so of this search today."""
        return Snapshot(self.profile, self.today)

    @cached_property
    def _config(self) -> tuple[Config, tuple[Problem, ...]]:
        from jobnet.cli.settings import read_config_file

        return read_config_file()

    @property
    def config(self) -> Config:
        """config.yaml."""
        return self._config[0]

    @property
    def mail(self) -> tuple[str, ...]:
        """The addresses that config.yaml writes from and to; none where there is no such file."""
        return self.config.mail if _is_configured() else ()

    def say_what_is_odd(self) -> None:
        """Warn of what is odd in config.yaml: where it is about to matter."""
        if not self.quiet:
            console.warn(self._config[1])

    @cached_property
    def _record(self) -> tuple[tuple[Message, ...], Exit]:
        ledger = self.config.ledger if _is_configured() else None
        if ledger is None and not state_folder().exists():  # nothing was ever sent from here
            return (), Exit.DONE
        from jobnet.delivery.load_history import sent_messages

        messages, warnings, code = sent_messages(self.profile, state_folder(), ledger)
        console.warn(warnings)
        return messages, code

    @property
    def sent(self) -> tuple[Message, ...]:
        """What the record says was sent or is about to be; a record that cannot be read is said."""
        return self._record[0]

    @property
    def record_code(self) -> Exit:
        """The exit code of whoever shows the record: not 0 where it cannot be the whole (bad-input rows 113 to 115)."""
        return self._record[1]

    @cached_property
    def threads(self) -> dict[str, str]:
        """Of each reader the Message-ID of the last letter, which the next one answers to."""
        return last_letters(self.sent)

    @cached_property
    def history(self) -> History:
        """What readers already know, by the record and by the profile's touchpoints."""
        if not self.sent:
            return History(told_by_hand(self.profile))
        from jobnet.delivery.load_history import history_of

        return history_of(self.profile, self.sent, self.today)

    @cached_property
    def under_review(self) -> ProfileUnderReview:
        """The search before the rules."""
        from jobnet.review import ProfileUnderReview

        return ProfileUnderReview(self.snapshot, self.history, self.mail)

    @cached_property
    def ledger_place(self) -> LedgerFiles:
        """Where this search's record of what was sent is, or will be."""
        from jobnet.delivery.ledger.find import place_to_write

        return place_to_write(self.profile, state_folder(), self.config.ledger)

    @contextmanager
    def opened_ledger(self, *, renamed: bool = True) -> Iterator[Ledger]:
        """The record, locked for writing; `renamed`: it is told first how people are called now."""
        from jobnet.delivery import failpoints, outbox
        from jobnet.delivery.clock import Clock
        from jobnet.delivery.load_history import KnownPeople

        failpoints.arm(os.environ.get("JOBNET_FAILPOINT"))
        people = KnownPeople(self.profile) if renamed else None
        with outbox.opened(self.ledger_place, Clock(), people) as ledger:
            yield ledger

    def run(self, **more: Any) -> LetterRun:
        """What all letters of this run share."""
        from jobnet.recipients import LetterRun

        known = {"history": self.history, "locale": self.locale, "template": self.template}
        return LetterRun(self.snapshot, user_folder=user_templates(), **(known | more))


def last_letters(messages: Iterable[Message]) -> dict[str, str]:
    """Folded address → Message-ID of the last letter jobnet sent there."""
    return {message.reader: message.message_id for message in messages if message.message_id}


def open_session(common: Common, letters: Letters | None = None) -> Session:
    """The profile that the options name, on the day that they name."""
    today = today_of(common)
    locale = locale_of(letters.locale) if letters and letters.locale is not None else None
    template = Path(letters.template) if letters and letters.template is not None else None
    return Session(open_profile(common), today, common.quiet, locale, template)


def open_profile(common: Common) -> Profile:
    """The profile that the options name; its warnings are said."""
    profile, warnings = read_with_warnings(common.profile)
    if not common.quiet:
        console.warn(warnings)
    return profile


def today_of(common: Common) -> dt.date:
    """The day to act on: `--today`, `$JOBNET_TODAY`, else the local date."""
    typed = common.today or os.environ.get("JOBNET_TODAY")
    if not typed:
        return dt.date.today()  # noqa: DTZ011 (the user's calendar, not an instant)
    from jobnet.facts.since import parse_date

    return parse_date(typed, "--today" if common.today else "JOBNET_TODAY")


def day_of(text: str, today: dt.date, option: str) -> dt.date:
    """The day that an option names as people say it: yesterday, last friday, 2026-10-06."""
    from jobnet.profile.dates import FORMS, spoken_date

    day = spoken_date(text, today)
    if day is None:
        raise UsageError(f"{option} {text!r} is not a day. Write it like one of: {FORMS}.")
    return day


def _is_configured() -> bool:
    """Whether there is a config.yaml: what reads it is not even imported where there is none."""
    return bool(os.environ.get("JOBNET_CONFIG")) or (config_folder() / "config.yaml").exists()


def locale_of(typed: str) -> Locale:
    language, _, country = typed.replace("_", "-").partition("-")
    if not language.isalpha() or not (country.isalnum() or not country) or not typed.isascii():
        raise UsageError(f"--locale: {typed!r} is not a locale; write it as en-GB or de-DE.")
    return Locale(language.lower(), country.upper())
