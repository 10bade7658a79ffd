"""The options that many commands share: each spelled once, gathered into small groups.

A command takes a group as one parameter (`common: Common`); `commands.py` lays its fields out as single options.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any, Literal

import typer

from jobnet.frozen import dataclass

_PROFILE, _READERS, _OUTPUT, _SENDING, _ABOUT = "Profile", "Readers", "Output", "Sending", "About"

Form = Literal["text", "md", "html", "eml", "json"]
"""The forms of a letter."""


def completed(what: str) -> Callable[[typer.Context, str], list[str]]:
    """For TAB: a function of `completion.py`, which is imported when TAB is pressed."""

    def offered(ctx: typer.Context, incomplete: str) -> list[str]:
        from jobnet.cli import completion

        words: list[str] = getattr(completion, what)(ctx, incomplete)
        return words

    return offered


def option(
    *spellings: str, says: str, metavar: str | None = None, panel: str = _ABOUT, tab: Callable[..., Any] | None = None
) -> Any:
    """An option, under the heading `panel` in the help; `tab` knows what can be completed."""
    return typer.Option(
        *spellings, rich_help_panel=panel, help=says, metavar=metavar, show_default=False, autocompletion=tab
    )


def form(says: str) -> Any:
    """The form of what is printed; the help names those there are."""
    return typer.Option("--format", "-f", rich_help_panel=_OUTPUT, help=says)


Format = Annotated[Literal["text", "json"], form("Text for people, JSON for programs.")]
Output = Annotated[
    str | None,
    option("--output", "-o", panel=_OUTPUT, metavar="PATH", says="A file, or a folder for a file a letter."),
]
Overwrite = Annotated[bool, option("--overwrite", panel=_OUTPUT, says="Replace files that exist.")]
DryRun = Annotated[bool, option("--dry-run", says="Show the difference; write nothing.")]
NoQuestions = Annotated[bool, option("--yes", "-y", says="No questions.")]
Today = Annotated[str | None, option("--today", panel=_PROFILE, metavar="DATE", says="The date to act on.")]
To = Annotated[
    list[str] | None,
    option(
        "--to",
        panel=_READERS,
        metavar="WHO",
        says="A contact by id, email or name; repeatable.",
        tab=completed("people"),
    ),
]
Company = Annotated[str | None, option("--company", metavar="X", says="The company.", tab=completed("companies"))]
Position = Annotated[str | None, option("--position", metavar="Y", says="The position, where there are several.")]
ViaTransport = Annotated[
    Literal["smtp", "sendmail", "maildir", "drafts", "folder"] | None,
    option("--via", panel=_SENDING, says="This transport instead of the configured one."),
]
Yes = Annotated[bool, option("--yes", "-y", panel=_SENDING, says="No question before sending.")]
Limit = Annotated[
    int | None, typer.Option("--limit", min=1, rich_help_panel=_SENDING, metavar="N", help="Send at most N this time.")
]


@dataclass(frozen=True)
class Common:
    """Options of every command on a profile."""

    profile: Annotated[
        str | None,
        option("--profile", "-p", panel=_PROFILE, metavar="FILE", says="The profile; - reads stdin."),
    ] = None
    today: Today = None
    quiet: Annotated[bool, option("--quiet", "-q", panel=_PROFILE, says="No advice; errors are still shown.")] = False


@dataclass(frozen=True)
class Letters:
    """Options of every document command."""

    to: To = None
    group: Annotated[
        str | None, option("--group", panel=_READERS, metavar="NAME", says="The contacts of this group.")
    ] = None
    all: Annotated[bool, option("--all", panel=_READERS, says="Everybody this document is for today.")] = False
    again: Annotated[bool, option("--again", panel=_READERS, says="Include what a reader has been told.")] = False
    now: Annotated[bool, option("--now", panel=_READERS, says="Include readers whose turn has not come yet.")] = False
    force: Annotated[bool, option("--force", panel=_READERS, says="In spite of errors that can be overridden.")] = False
    format: Annotated[Form, form("The form of the letter.")] = "text"
    output: Output = None
    overwrite: Overwrite = False
    line: Annotated[
        str | None, option("--line", panel=_OUTPUT, metavar="TEXT", says="A personal sentence for this letter.")
    ] = None
    no_ask: Annotated[bool, option("--no-ask", panel=_OUTPUT, says="Do not ask for a personal sentence.")] = False
    edit: Annotated[
        bool, option("--edit", panel=_OUTPUT, says="Open it in your editor first; then it is checked again.")
    ] = False
    open: Annotated[bool, option("--open", panel=_OUTPUT, says="Open it in your mail program or browser.")] = False
    template: Annotated[
        str | None, option("--template", panel=_OUTPUT, metavar="FILE", says="Use this template, not the built-in one.")
    ] = None
    locale: Annotated[
        str | None, option("--locale", panel=_OUTPUT, metavar="LOCALE", says="Language, conventions: en-GB, de-DE.")
    ] = None
    send: Annotated[bool, option("--send", panel=_SENDING, says="Deliver, once per reader and occasion.")] = False
    to_me: Annotated[
        bool, option("--to-me", panel=_SENDING, says="With --send: to your own address, recorded as nothing.")
    ] = False
    via: ViaTransport = None
    mark_sent: Annotated[
        bool, option("--mark-sent", panel=_SENDING, says="Record as sent by hand, without sending.")
    ] = False
    yes: Yes = False
    limit: Limit = None
    fail_if_empty: Annotated[
        bool, option("--fail-if-empty", panel=_SENDING, says="Exit 5 when there was nothing to send.")
    ] = False

    @property
    def delivers(self) -> bool:
        return self.send or self.mark_sent
