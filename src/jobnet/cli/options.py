"""The options that many commands share: each spelled once, gathered into small groups.

A command takes a group as one parameter (`common: Common`); `spread.py` lays its fields out as single options.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from jobnet.frozen import dataclass

if TYPE_CHECKING:
    from collections.abc import Callable

_PROFILE, _READERS, _OUTPUT, _SENDING, _ABOUT = "Profile", "Readers", "Output", "Sending", "About"


class Form(StrEnum):
    """The forms of a letter."""

    TEXT = "text"
    MD = "md"
    HTML = "html"
    EML = "eml"
    JSON = "json"


class Listing(StrEnum):
    """The forms of a list."""

    TEXT = "text"
    JSON = "json"


class Via(StrEnum):
    """The transports."""

    SMTP = "smtp"
    SENDMAIL = "sendmail"
    MAILDIR = "maildir"
    DRAFTS = "drafts"
    FOLDER = "folder"


def people(ctx: typer.Context, incomplete: str) -> list[str]:
    """For TAB: the people of the profile. What that needs is imported when TAB is pressed."""
    from jobnet.cli import completion

    return completion.people(ctx, incomplete)


def companies(ctx: typer.Context, incomplete: str) -> list[str]:
    """For TAB: the companies of the profile."""
    from jobnet.cli import completion

    return completion.companies(ctx, incomplete)


def _option(
    *spellings: str, panel: str, says: str, metavar: str | None = None, completes: Callable[..., Any] | None = None
) -> Any:
    return typer.Option(
        *spellings, rich_help_panel=panel, help=says, metavar=metavar, show_default=False, autocompletion=completes
    )


def about(*spellings: str, metavar: str, says: str, completes: Callable[..., Any] | None = None) -> Any:
    """An option of one document alone."""
    return _option(*spellings, panel=_ABOUT, says=says, metavar=metavar, completes=completes)


def flag(spelling: str, *, says: str) -> Any:
    """A yes or no of one document alone."""
    return typer.Option(spelling, rich_help_panel=_ABOUT, help=says)


ProfileFile = Annotated[
    str | None,
    _option("--profile", "-p", panel=_PROFILE, metavar="FILE", says="The profile; - reads standard input."),
]
Today = Annotated[str | None, _option("--today", panel=_PROFILE, metavar="DATE", says="The date to act on.")]
Quiet = Annotated[bool, _option("--quiet", "-q", panel=_PROFILE, says="No advice; errors are still shown.")]
Format = Annotated[
    Listing, typer.Option("--format", "-f", rich_help_panel=_OUTPUT, help="Text for people, JSON for programs.")
]


@dataclass(frozen=True)
class Common:
    """Options of every command on a profile."""

    profile: ProfileFile = None
    today: Today = None
    quiet: Quiet = False


DryRun = Annotated[bool, typer.Option("--dry-run", help="Show the difference; write nothing.", show_default=False)]

To = Annotated[
    list[str] | None,
    _option(
        "--to", panel=_READERS, metavar="WHO", says="A contact by id, email or name; repeatable.", completes=people
    ),
]
Group = Annotated[str | None, _option("--group", panel=_READERS, metavar="NAME", says="The contacts of this group.")]
All = Annotated[bool, _option("--all", panel=_READERS, says="Everybody this document is for today.")]
Again = Annotated[bool, _option("--again", panel=_READERS, says="Include what a reader has already been told.")]
Now = Annotated[bool, _option("--now", panel=_READERS, says="Include readers whose turn has not come yet.")]
Force = Annotated[bool, _option("--force", panel=_READERS, says="In spite of errors that can be overridden.")]

Output = Annotated[
    str | None,
    _option("--output", "-o", panel=_OUTPUT, metavar="PATH", says="A file, or a folder for one file a letter."),
]
LetterForm = Annotated[Form, typer.Option("--format", "-f", rich_help_panel=_OUTPUT, help="The form of the letter.")]
Overwrite = Annotated[bool, _option("--overwrite", panel=_OUTPUT, says="Replace files that exist.")]
Line = Annotated[
    str | None, _option("--line", panel=_OUTPUT, metavar="TEXT", says="A personal sentence for this letter.")
]
NoAsk = Annotated[bool, _option("--no-ask", panel=_OUTPUT, says="Do not ask for a personal sentence.")]
Edit = Annotated[bool, _option("--edit", panel=_OUTPUT, says="Open it in your editor first; then it is checked again.")]
Open = Annotated[bool, _option("--open", panel=_OUTPUT, says="Open it in your mail program or browser.")]
Template = Annotated[
    str | None, _option("--template", panel=_OUTPUT, metavar="FILE", says="Use this template, not the built-in one.")
]
LocaleName = Annotated[
    str | None, _option("--locale", panel=_OUTPUT, metavar="LOCALE", says="Language and conventions: en-GB, de-DE.")
]

Send = Annotated[bool, _option("--send", panel=_SENDING, says="Deliver, at most once per reader and occasion.")]
ToMe = Annotated[
    bool, _option("--to-me", panel=_SENDING, says="With --send: to your own address, recorded as nothing.")
]
ViaTransport = Annotated[
    Via | None, _option("--via", panel=_SENDING, says="This transport instead of the configured one.")
]
MarkSent = Annotated[bool, _option("--mark-sent", panel=_SENDING, says="Record as sent by hand, without sending.")]
Yes = Annotated[bool, _option("--yes", "-y", panel=_SENDING, says="No question before sending.")]
Limit = Annotated[
    int | None, typer.Option("--limit", min=1, rich_help_panel=_SENDING, metavar="N", help="Send at most N this time.")
]
FailIfEmpty = Annotated[bool, _option("--fail-if-empty", panel=_SENDING, says="Exit 5 when there was nothing to send.")]


@dataclass(frozen=True)
class Letters:
    """Options of every document command."""

    to: To = None
    group: Group = None
    all: All = False
    again: Again = False
    now: Now = False
    force: Force = False
    format: LetterForm = Form.TEXT
    output: Output = None
    overwrite: Overwrite = False
    line: Line = None
    no_ask: NoAsk = False
    edit: Edit = False
    open: Open = False
    template: Template = None
    locale: LocaleName = None
    send: Send = False
    to_me: ToMe = False
    via: ViaTransport = None
    mark_sent: MarkSent = False
    yes: Yes = False
    limit: Limit = None
    fail_if_empty: FailIfEmpty = False

    @property
    def delivers(self) -> bool:
        return self.send or self.mark_sent


Company = Annotated[str | None, about("--company", metavar="X", says="The company.", completes=companies)]
Position = Annotated[str | None, about("--position", metavar="Y", says="The position, where there are several.")]
