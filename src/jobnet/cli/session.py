"""What lies on the session before anything is written: the profile, the day, and what readers already know."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from jobnet.cli import console
from jobnet.cli.folders import config_folder, state_folder
from jobnet.cli.load_profile import open_profile, today_of
from jobnet.errors import Exit, JobnetError
from jobnet.facts.history import History, told_by_hand
from jobnet.facts.snapshot import Snapshot
from jobnet.frozen import cached_property, dataclass

if TYPE_CHECKING:
    import datetime as dt

    from jobnet.cli.options import Common, Letters
    from jobnet.facts.readers import Reader
    from jobnet.profile.model import Contact, Locale, Person, Profile


@dataclass(frozen=True)
class Session:
    """Everything a document is made from."""

    profile: Profile
    today: dt.date
    history: History
    quiet: bool = False
    locale: Locale | None = None
    """`--locale`, in place of the reader's own."""
    template: Path | None = None
    """`--template`, in place of the built-in one."""

    @cached_property
    def snapshot(self) -> Snapshot:
        return Snapshot(self.profile, self.today)

    def reader(self, person: Contact | Person) -> Reader:
        """This person as a reader of a letter in their language, or in that of `--locale`."""
        from jobnet.facts.readers import reader_of, reader_of_person
        from jobnet.profile.model import Contact

        as_reader = reader_of if isinstance(person, Contact) else reader_of_person
        return as_reader(self.snapshot, person, locale=self.locale)  # type: ignore[arg-type]


def open_session(common: Common, letters: Letters | None = None) -> Session:
    """The profile that the options name, with the day and the history."""
    today = today_of(common)
    locale = _locale(letters.locale) if letters and letters.locale is not None else None
    template = Path(letters.template) if letters and letters.template is not None else None
    profile = open_profile(common)
    return Session(profile, today, history_of(profile), common.quiet, locale, template)


def history_of(profile: Profile) -> History:
    """What the ledger and the profile's touchpoints say that readers know; a ledger that cannot be read is said."""
    ledger = configured_ledger()
    if ledger is None and not state_folder().exists():  # nothing was ever sent from here
        return History(told_by_hand(profile))
    from jobnet.delivery.load_history import history_of as past
    from jobnet.delivery.load_history import sent_messages

    messages, warnings = sent_messages(profile, state_folder(), ledger)
    console.warn(warnings)
    return past(profile, messages)


def configured_ledger() -> Path | None:
    """The ledger that config.yaml names; the file is not even looked into where there is none."""
    if not has_config():
        return None
    from jobnet.cli.settings import read_config_file

    ledger: Path | None = read_config_file().ledger
    return ledger


def has_config() -> bool:
    """Whether there is a configuration to look into."""
    return bool(os.environ.get("JOBNET_CONFIG")) or (config_folder() / "config.yaml").exists()


def _locale(typed: str) -> Locale:
    from jobnet.profile.model import Locale

    language, _, country = typed.replace("_", "-").partition("-")
    if not language.isalpha() or not (country.isalnum() or not country) or not typed.isascii():
        raise JobnetError(f"--locale: {typed!r} is not a locale; write it as en-GB or de-DE.", Exit.USAGE)
    return Locale(language.lower(), country.upper())
