"""The options that many commands share: each spelled once, gathered into small groups.

A command takes a group as one parameter (`common: Common`); `spread` lays its fields out as single options for Typer.
"""

from __future__ import annotations

import inspect
from dataclasses import MISSING, fields, is_dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any, get_type_hints

import typer

from jobnet.frozen import dataclass

if TYPE_CHECKING:
    from collections.abc import Callable

_PROFILE, _READERS, _OUTPUT, _SENDING = "Profile", "Readers", "Output", "Sending"


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


def spread(command: Callable[..., Any]) -> Callable[..., Any]:
    """The command with its option groups laid out as single parameters, as Typer wants them."""
    hints = get_type_hints(command, include_extras=True)
    own = inspect.signature(command).parameters
    groups = {name: hints[name] for name in own if is_dataclass(hints.get(name))}
    if not groups:
        return command
    parameters = []
    for name, parameter in own.items():
        if name in groups:
            parameters += _fields_of(groups[name])
        else:
            parameters.append(
                parameter.replace(kind=inspect.Parameter.KEYWORD_ONLY, annotation=hints.get(name, parameter.annotation))
            )

    def called(**given: Any) -> Any:
        gathered = {
            name: group(**{field.name: given.pop(field.name) for field in fields(group)})
            for name, group in groups.items()
        }
        return command(**given, **gathered)

    called.__name__ = command.__name__
    called.__doc__ = command.__doc__
    called.__annotations__ = {parameter.name: parameter.annotation for parameter in parameters}
    called.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    return called


def _fields_of(group: Any) -> list[inspect.Parameter]:
    hints = get_type_hints(group, include_extras=True)
    return [
        inspect.Parameter(
            field.name,
            inspect.Parameter.KEYWORD_ONLY,
            default=inspect.Parameter.empty if field.default is MISSING else field.default,
            annotation=hints[field.name],
        )
        for field in fields(group)
    ]
