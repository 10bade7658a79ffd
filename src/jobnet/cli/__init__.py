"""The only part that prints, asks, exits, or reads the clock and the environment.

This module gathers the commands: a table of them. `--help` reads the table only; the module of a command, which has
its name, is imported, and its options built, when that command is called. Adding a command is a line here.
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from typing import Annotated, Any, NamedTuple

import typer
from typer.core import TyperCommand, TyperGroup

from jobnet.cli import console
from jobnet.cli.commands import add_command, write_panels


class Entry(NamedTuple):
    """A command's place and line in the help of all, and the example in its own."""

    panel: str
    says: str
    example: str


LETTERS, SEARCH, PROFILE, SENDING = "Letters", "The search", "Your profile", "Sending"

COMMANDS = {
    "brief": Entry(
        LETTERS, "How to help me: the brief for those who offered.",
        'jobnet brief --to "Ted Alder" --format eml --open',
    ),
    "update": Entry(LETTERS, "What is new since a reader last heard.", "jobnet update --all --output letters/"),
    "runnerup": Entry(
        LETTERS, "The thank-you letter after a turn-down.", 'jobnet runnerup --company "Harbourside Bakers"'
    ),
    "tip": Entry(LETTERS, "Pass something useful on, asking for nothing.", "jobnet tip --to Ted --news 2"),
    "thanks": Entry(LETTERS, "Thank for an interview, a talk or a referral.", "jobnet thanks --to Ted"),
    "touch": Entry(LETTERS, "Stay in touch with a company that said no.", "jobnet touch --company Tamar"),
    "pitch": Entry(LETTERS, "Talking points to keep in mind.", "jobnet pitch --short"),
    "landed": Entry(LETTERS, "Tell everyone who helped that you found it.", "jobnet landed --all --output letters/"),
    "next": Entry(SEARCH, "What is due today, and why.", "jobnet next --format ics > due.ics"),
    "who": Entry(SEARCH, "Who knows somebody at the target companies.", 'jobnet who "Tamar Preserves"'),
    "funnel": Entry(SEARCH, "Where the applications stand.", "jobnet funnel"),
    "history": Entry(SEARCH, "What was sent to whom.", 'jobnet history --to "Ted Alder"'),
    "report": Entry(
        SEARCH, "A dated list of activities, for an office or a coach.",
        "jobnet report --since 2w --format csv > activities.csv",
    ),
    "init": Entry(PROFILE, "Write a starter profile.", "jobnet init  (then edit profile.yaml)"),
    "check": Entry(PROFILE, "Find mistakes, give advice, look at the letters due.", "jobnet check --strict"),
    "log": Entry(
        PROFILE, "Note what happened with an application.",
        'jobnet log Harbourside interview --on yesterday --with "Luis Ruiz"',
    ),
    "add": Entry(PROFILE, "Add a contact, company, news, referral or touch.", "jobnet add contact --help"),
    "set": Entry(PROFILE, "Change one value, or take it away.", "jobnet set contact Ted updates=off"),
    "undo": Entry(PROFILE, "Take back the last change that jobnet made to the profile.", "jobnet undo --dry-run"),
    "import": Entry(
        PROFILE, "Bring in people and applications from elsewhere.", "jobnet import Connections.csv --match --apply"
    ),
    "export": Entry(
        PROFILE, "Write the contacts as vCard or CSV.", "jobnet export contacts --format vcf -o contacts.vcf"
    ),
    "schema": Entry(
        PROFILE, "The JSON Schema of the profile, for editors.", "jobnet schema > profile.schema.json"
    ),
    "templates": Entry(PROFILE, "List, show or copy the built-in templates.", "jobnet templates copy brief"),
    "demo": Entry(PROFILE, "The product in one command: three letters from an example.", "jobnet demo"),
    "preview": Entry(SENDING, "One page with every letter that would go out today.", "jobnet preview"),
    "outbox": Entry(SENDING, "Messages that wait, were refused, or are in doubt.", "jobnet outbox resolve 3 --sent"),
    "config": Entry(SENDING, "What is in force, and where it comes from.", "jobnet config"),
    "doctor": Entry(SENDING, "Try the transport without sending.", "jobnet doctor"),
    "schedule": Entry(SENDING, "The unattended set-up for this profile.", "jobnet schedule"),
    "forget": Entry(SENDING, "Remove a person from the record, on their request.", 'jobnet forget "Bea Li"'),
}  # fmt: skip

EXAMPLES = "Begin with: jobnet init, then edit profile.yaml, then: jobnet brief. Or look first: jobnet demo"


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
        write_panels(formatter, ((None, param.get_help_record(ctx)) for param in self.get_params(ctx)))
        write_panels(formatter, ((entry.panel, (name, entry.says)) for name, entry in COMMANDS.items()))


def build(name: str) -> Any:
    """The command of this name with all its options: a function of that name, or what has commands of its own."""
    function = f"{name}_" if name in _TAKEN else name
    target = getattr(import_module(f"jobnet.cli.{function}"), function)
    if isinstance(target, typer.Typer):
        target.rich_markup_mode = _markup()
        group: Any = typer.main.get_group(target)
        group.name, group.epilog = name, f"Example: {COMMANDS[name].example}"
        return group
    app = typer.Typer(add_completion=False, rich_markup_mode=_markup(), pretty_exceptions_enable=False)
    add_command(app, name, target, example=COMMANDS[name].example)
    return typer.main.get_command(app)


_TAKEN = {"import", "next", "set"}
"""Words of Python's own."""


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
    from jobnet.cli.next_ import first_things

    return first_things()


def _markup() -> Any:
    return "rich" if console.is_colourful() else None
