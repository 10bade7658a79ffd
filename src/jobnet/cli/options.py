"""The options that many commands share: each spelled once, gathered into small groups.

A command takes a group as one parameter (`common: Common`); `commands.py` lays its fields out as single options.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Annotated, Any, Literal

import typer

from jobnet.errors import quoted
from jobnet.frozen import dataclass

Form = Literal["text", "md", "html", "eml", "json", "pdf", "docx"]
"""The forms of a letter."""
_ONE_FORM = frozenset({"json", "pdf", "docx"})
"""Forms in which all letters are made, whoever they are for."""


Tab = str | tuple[str, ...]
"""What TAB offers: these words, or those that a function of `completion.py` knows."""


def completed(tab: Tab) -> Callable[[typer.Context, str], list[str]]:
    """What Typer calls when TAB is pressed; only then is what it needs imported."""

    def offered(ctx: typer.Context, incomplete: str) -> list[str]:
        if not isinstance(tab, str):
            return list(tab)
        from jobnet.cli import completion

        words: list[str] = getattr(completion, tab)(ctx, incomplete)
        return words

    return offered


def option(*spellings: str, says: str, tab: Tab = (), panel: str = "About", **more: Any) -> Any:
    """An option, under the heading `panel` in the help."""
    if tab:
        more["autocompletion"] = completed(tab)
    return typer.Option(*spellings, rich_help_panel=panel, help=says, show_default=False, **more)


_profile, _readers, _output, _sending = (
    partial(option, panel=panel) for panel in ("Profile", "Readers", "Output", "Sending")
)


def argument(says: str, metavar: str | None = None, tab: Tab = ()) -> Any:
    """What is typed without an option's name."""
    return typer.Argument(
        help=says, metavar=metavar, show_default=False, autocompletion=completed(tab) if tab else None
    )


def form(says: str) -> Any:
    """The form of what is printed; the help names those there are, and the one that is not said."""
    return typer.Option("--format", "-f", rich_help_panel="Output", help=says)


Format = Annotated[Literal["text", "json"], form("Text for people, JSON for programs.")]
Output = Annotated[
    str | None, _output("--output", "-o", metavar="PATH", says="A file, or a folder for one file a letter.")
]
Overwrite = Annotated[bool, _output("--overwrite", says="Replace files that exist.")]
DryRun = Annotated[bool, option("--dry-run", says="Show the difference; write nothing.")]
NoQuestions = Annotated[bool, option("--yes", "-y", says="No questions.")]
Locale = Annotated[str | None, _output("--locale", metavar="LOCALE", says="Language and conventions: en-GB, de-DE.")]
Today = Annotated[str | None, _profile("--today", metavar="DATE", says="The date to act on.")]
To = Annotated[
    list[str] | None, _readers("--to", metavar="WHO", says="A contact by id, email or name; repeatable.", tab="people")
]
Company = Annotated[str | None, option("--company", metavar="X", says="The company.", tab="companies")]
Position = Annotated[str | None, option("--position", metavar="Y", says="The position, where there are several.")]
ViaTransport = Annotated[
    Literal["smtp", "sendmail", "maildir", "drafts", "folder"] | None,
    _sending("--via", says="This transport instead of the configured one."),
]
Yes = Annotated[bool, _sending("--yes", "-y", says="No question before sending.")]
Limit = Annotated[int | None, _sending("--limit", min=1, metavar="N", says="Send at most N this time.")]


@dataclass(frozen=True)
class Common:
    """Options of every command on a profile."""

    profile: Annotated[
        str | None,
        _profile("--profile", "-p", metavar="FILE", says="The profile; - reads standard input."),
    ] = None
    today: Today = None
    quiet: Annotated[bool, _profile("--quiet", "-q", says="No advice; errors are still shown.")] = False

    def named_in(self, command: str) -> str:
        """A suggested command with the profile named where the user named it."""
        return command if self.profile in {None, "-"} else f"{command} -p {quoted(str(self.profile))}"


@dataclass(frozen=True)
class Letters:
    """Options of every document command."""

    to: To = None
    group: Annotated[str | None, _readers("--group", metavar="NAME", says="The contacts of this group.")] = None
    all: Annotated[bool, _readers("--all", says="Everybody this document is for today.")] = False
    again: Annotated[bool, _readers("--again", says="Include what a reader has already been told.")] = False
    now: Annotated[bool, _readers("--now", says="Include readers whose turn has not come yet.")] = False
    force: Annotated[bool, _readers("--force", says="In spite of errors that can be overridden.")] = False
    format: Annotated[Form, form("The form of the letter.")] = "text"
    output: Output = None
    overwrite: Overwrite = False
    line: Annotated[str | None, _output("--line", metavar="TEXT", says="A personal sentence for this letter.")] = None
    no_ask: Annotated[bool, _output("--no-ask", says="Do not ask for a personal sentence.")] = False
    edit: Annotated[bool, _output("--edit", says="Open it in your editor first; then it is checked again.")] = False
    open: Annotated[bool, _output("--open", says="Open it in your mail program or browser.")] = False
    template: Annotated[
        str | None, _output("--template", metavar="FILE", says="Use this template, not the built-in one.")
    ] = None
    locale: Locale = None
    send: Annotated[bool, _sending("--send", says="Deliver, at most once per reader and occasion.")] = False
    to_me: Annotated[bool, _sending("--to-me", says="With --send: to your own address, recorded as nothing.")] = False
    via: ViaTransport = None
    mark_sent: Annotated[bool, _sending("--mark-sent", says="Record as sent by hand, without sending.")] = False
    yes: Yes = False
    limit: Limit = None
    fail_if_empty: Annotated[bool, _sending("--fail-if-empty", says="Exit 5 when there was nothing to send.")] = False

    @property
    def delivers(self) -> bool:
        return self.send or self.mark_sent

    @property
    def paper(self) -> str:
        """The form of letters that are made for paper; empty where they are sent, or made for a screen."""
        return self.format if self.format in {"pdf", "docx"} and not self.delivers else ""

    @property
    def posts(self) -> bool:
        """Whether letters to several go into a folder, those for the post as PDF."""
        return self.together and self.output is not None and not self.delivers and self.format not in _ONE_FORM

    @property
    def together(self) -> bool:
        """Whether several are written to at once: the good letters go, and who gets none is listed."""
        return self.all or self.group is not None
