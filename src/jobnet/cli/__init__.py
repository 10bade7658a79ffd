"""The only part that prints, asks, exits, or reads the clock and the environment.

This module gathers the commands: a table of them. `--help` reads the table only; a command's module is imported, and
its options built, when that command is called. Adding a command is a line here.
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from typing import Annotated, Any, NamedTuple

import typer
from typer.core import TyperCommand, TyperGroup

from jobnet.cli import console
from jobnet.cli.commands import add_command


class Entry(NamedTuple):
    """A command's place and line in the help of all, the module that has it, and the example in its own help."""

    panel: str
    module: str
    says: str
    example: str
    """What is typed after the command's name."""


LETTERS, SEARCH, PROFILE, SENDING = "Letters", "The search", "Your profile", "Sending"

COMMANDS = {
    "brief": Entry(
        LETTERS, "letters", "How to help me: the brief for those who offered.", '--to "Ted Alder" --format eml --open'
    ),
    "update": Entry(LETTERS, "letters", "What is new since a reader last heard.", "--all --output letters/"),
    "runnerup": Entry(
        LETTERS, "company_letters", "The thank-you letter after a turn-down.", '--company "Harbourside Bakers"'
    ),
    "tip": Entry(LETTERS, "letters", "Pass something useful on, asking for nothing.", "--to Ted --news 2"),
    "thanks": Entry(LETTERS, "company_letters", "Thank for an interview, a talk or a referral.", "--to Ted"),
    "touch": Entry(LETTERS, "company_letters", "Stay in touch with a company that said no.", "--company Tamar"),
    "pitch": Entry(LETTERS, "letters", "Talking points to keep in mind.", "--short"),
    "landed": Entry(LETTERS, "letters", "Tell everyone who helped that you found it.", "--all --output letters/"),
    "next": Entry(SEARCH, "search", "What is due today, and why.", "--format ics > due.ics"),
    "who": Entry(SEARCH, "search", "Who knows somebody at the target companies.", '"Tamar Preserves"'),
    "funnel": Entry(SEARCH, "funnel", "Where the applications stand.", "--format svg -o search.svg"),
    "history": Entry(SEARCH, "record", "What was sent to whom.", '--to "Ted Alder"'),
    "report": Entry(
        SEARCH, "record", "A dated list of activities, for an office or a coach.",
        "--since 2w --format csv > activities.csv",
    ),
    "batch": Entry(SEARCH, "batch", "One command over many seekers' profiles, for coaches.", "next seekers/ -o today/"),
    "init": Entry(PROFILE, "init", "Write a starter profile.", " # then edit profile.yaml"),
    "check": Entry(PROFILE, "check", "Find mistakes, give advice, look at the letters due.", "--strict"),
    "log": Entry(
        PROFILE, "log", "Note what happened with an application.",
        'Harbourside interview --on yesterday --with "Luis Ruiz"',
    ),
    "add": Entry(PROFILE, "add", "Add a contact, company, news, referral or touch.", "contact --help"),
    "set": Entry(PROFILE, "set_", "Change one value, or take it away.", "contact Ted updates=off"),
    "undo": Entry(
        PROFILE, "edit_profile", "Take back the last change that jobnet made to the profile.", "--dry-run"
    ),
    "import": Entry(
        PROFILE, "exchange", "Bring in people and applications from elsewhere.", "Connections.csv --match --apply"
    ),
    "export": Entry(
        PROFILE, "exchange", "Write the contacts as vCard or CSV.", "contacts --format vcf -o contacts.vcf"
    ),
    "schema": Entry(PROFILE, "exchange", "The JSON Schema of the profile, for editors.", "> profile.schema.json"),
    "templates": Entry(PROFILE, "templates", "List, show or copy the built-in templates.", "copy brief"),
    "demo": Entry(PROFILE, "init", "The product in one command: three letters from an example.", ""),
    "preview": Entry(SENDING, "preview", "One page with every letter that would go out today.", ""),
    "outbox": Entry(SENDING, "outbox", "Messages that wait, were refused, or are in doubt.", "resolve 3 --sent"),
    "config": Entry(SENDING, "configuration", "What is in force, and where it comes from.", ""),
    "doctor": Entry(SENDING, "configuration", "Try the transport without sending.", ""),
    "schedule": Entry(SENDING, "configuration", "The unattended set-up for this profile.", ""),
    "forget": Entry(SENDING, "record", "Remove a person from the record, on their request.", '"Bea Li"'),
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


def build(name: str) -> Any:
    """The command of this name with all its options: a function of that name, or what has commands of its own."""
    module = import_module(f"jobnet.cli.{COMMANDS[name].module}")
    target = getattr(module, name, None) or getattr(module, f"{name}_")  # where the word is Python's own
    example = f"jobnet {name} {COMMANDS[name].example}".rstrip()
    if isinstance(target, typer.Typer):
        target.rich_markup_mode = _markup()
        group: Any = typer.main.get_group(target)
        group.name, group.epilog = name, f"Example: {example}"
        return group
    app = typer.Typer(add_completion=False, rich_markup_mode=_markup(), pretty_exceptions_enable=False)
    add_command(app, name, target, example=example)
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
    from jobnet.cli.search import first_things

    return first_things()


def _markup() -> Any:
    return "rich" if console.is_colourful() else None
