"""The only part that prints, asks, exits, or reads the clock and the environment.

This module gathers the commands: a table of where each one lives. `--help` reads the table only; the module of
a command is imported, and its options built, when that command is called. Adding a command is a line here.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

import typer
from typer.core import TyperCommand, TyperGroup

from jobnet.cli import console
from jobnet.cli.spread import spread

if TYPE_CHECKING:
    from collections.abc import Sequence


class Entry(NamedTuple):
    """Where a command lives, and its line in the help."""

    module: str
    function: str
    panel: str
    says: str


LETTERS, SEARCH, PROFILE, SENDING = "Letters", "The search", "Your profile", "Sending"

COMMANDS: dict[str, Entry] = {
    "brief": Entry("brief", "brief", LETTERS, "How to help me: the brief for those who offered."),
    "update": Entry("update", "update", LETTERS, "What is new since a reader last heard."),
    "runnerup": Entry("runnerup", "runnerup", LETTERS, "The thank-you letter after a turn-down."),
    "tip": Entry("tip", "tip", LETTERS, "Pass something useful on, asking for nothing."),
    "thanks": Entry("thanks", "thanks", LETTERS, "Thank for an interview, a talk or a referral."),
    "touch": Entry("touch", "touch", LETTERS, "Stay in touch with a company that said no."),
    "pitch": Entry("pitch", "pitch", LETTERS, "Talking points to keep in mind."),
    "landed": Entry("landed", "landed", LETTERS, "Tell everyone who helped that you found it."),
    "next": Entry("next_", "next_", SEARCH, "What is due today, and why."),
    "who": Entry("who", "who", SEARCH, "Who knows somebody at the target companies."),
    "funnel": Entry("funnel", "funnel", SEARCH, "Where the applications stand."),
    "history": Entry("history", "history", SEARCH, "What was sent to whom."),
    "report": Entry("report", "report", SEARCH, "A dated list of activities, for an office or a coach."),
    "init": Entry("init", "init", PROFILE, "Write a starter profile."),
    "check": Entry("check", "check", PROFILE, "Find mistakes, give advice, look at the letters due."),
    "log": Entry("log", "log", PROFILE, "Note what happened with an application."),
    "add": Entry("add", "add", PROFILE, "Add a contact, company, news, referral or touch."),
    "set": Entry("set_", "set_", PROFILE, "Change one value, or take it away."),
    "undo": Entry("undo", "undo", PROFILE, "Take back the last change that jobnet made to the profile."),
    "import": Entry("import_", "import_", PROFILE, "Bring in people and applications from elsewhere."),
    "export": Entry("export", "export", PROFILE, "Write the contacts as vCard or CSV."),
    "schema": Entry("schema", "schema", PROFILE, "The JSON Schema of the profile, for editors."),
    "templates": Entry("templates", "templates", PROFILE, "List, show or copy the built-in templates."),
    "demo": Entry("demo", "demo", PROFILE, "The product in one command: three letters from an example."),
    "preview": Entry("preview", "preview", SENDING, "One page with every letter that would go out today."),
    "outbox": Entry("outbox", "outbox", SENDING, "Messages that wait, were refused, or are in doubt."),
    "config": Entry("config", "config", SENDING, "What is in force, and where it comes from."),
    "doctor": Entry("doctor", "doctor", SENDING, "Try the transport without sending."),
    "schedule": Entry("schedule", "schedule", SENDING, "The unattended set-up for this profile."),
    "forget": Entry("forget", "forget", SENDING, "Remove a person from the record, on their request."),
}

EXAMPLES = "Begin with: jobnet init, then edit profile.yaml, then: jobnet brief. Or look first: jobnet demo"


class Panels(TyperCommand):
    """A command whose plain help keeps its options under the headings of its panels."""

    def format_options(self, ctx: Any, formatter: Any) -> None:
        _write_panels(formatter, ((p.rich_help_panel, p.get_help_record(ctx)) for p in self.get_params(ctx)))  # type: ignore[attr-defined]


class Commands(TyperGroup):
    """The commands of the table, built when called."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        self.commands = {
            name: TyperCommand(name=name, help=entry.says, rich_help_panel=entry.panel, rich_markup_mode=None)
            for name, entry in COMMANDS.items()
        }

    def resolve_command(self, ctx: Any, args: list[str]) -> tuple[str | None, Any, list[str]]:
        name, _, rest = super().resolve_command(ctx, args)
        return name, name and build(name), rest

    def format_options(self, ctx: Any, formatter: Any) -> None:
        _write_panels(formatter, ((None, param.get_help_record(ctx)) for param in self.get_params(ctx)))
        _write_panels(formatter, ((entry.panel, (name, entry.says)) for name, entry in COMMANDS.items()))


def build(name: str) -> Any:
    """The command of this name with all its options."""
    entry = COMMANDS[name]
    target = getattr(import_module(f"jobnet.cli.{entry.module}"), entry.function)
    if isinstance(target, typer.Typer):
        target.rich_markup_mode = _markup()
        command: Any = typer.main.get_group(target)
        command.name = name
        command.epilog = command.epilog or f"Example: jobnet {name} {next(iter(command.commands))} --help"
        return command
    app = typer.Typer(add_completion=False, rich_markup_mode=_markup(), pretty_exceptions_enable=False)
    example = getattr(target, "example", f"jobnet {name}")
    app.command(name, cls=Panels, epilog=f"Example: {example}")(spread(target))
    return typer.main.get_command(app)


def run(arguments: Sequence[str] | None = None) -> int:
    """Run one command line; what the command returned, or 0."""
    app = typer.Typer(
        cls=Commands,
        invoke_without_command=True,
        rich_markup_mode=_markup(),
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.callback(epilog=EXAMPLES)(jobnet)
    command = typer.main.get_command(app)
    result = command.main(args=arguments and list(arguments), prog_name="jobnet", standalone_mode=False)
    return result if isinstance(result, int) else 0


def _version(asked: bool) -> None:
    if asked:
        from jobnet import __version__

        console.show(f"jobnet {__version__}\n")
        raise typer.Exit


def jobnet(
    ctx: typer.Context,
    version: Annotated[
        bool, typer.Option("--version", help="Show the version.", callback=_version, is_eager=True)
    ] = False,
) -> int | None:
    """Letters that help people help you find work, from one profile that you own."""
    del version
    if ctx.invoked_subcommand is not None:
        return None
    from jobnet.cli.today import first_things

    return first_things()


def _markup() -> Any:
    return "rich" if console.is_colourful() else None


def _write_panels(formatter: Any, rows: Any) -> None:
    panels: dict[str, list[tuple[str, str]]] = {}
    for panel, row in rows:
        if row is not None:
            panels.setdefault(panel or "Options", []).append(row)
    for panel, lines in panels.items():
        with formatter.section(panel):
            formatter.write_dl(lines)
