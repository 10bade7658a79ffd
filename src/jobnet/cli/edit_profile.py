"""Writing to the profile: read, change, prove, show or replace; and `jobnet undo`, which takes that back."""

from __future__ import annotations

import dataclasses
import difflib
from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path

import typer

from jobnet.cli import console
from jobnet.cli.folders import state_folder
from jobnet.cli.load_profile import profile_content, profile_name
from jobnet.cli.options import Common, DryRun, NoQuestions
from jobnet.errors import Exit, JobnetError, Problem, Severity, UsageError
from jobnet.profile.additions import particular_changes
from jobnet.profile.editing import Change, NotSplicedError, bytes_of, edit
from jobnet.profile.model import Application, Profile
from jobnet.profile.reading import profile_of
from jobnet.profile.saving import (
    before_change,
    forget_change,
    locked,
    newest_backup,
    note_change,
    open_in_editor,
    replace,
)
from jobnet.yamltext import YamlText, parse

Changes = Callable[[YamlText, Profile], "list[Change] | YamlText | None"]
"""What is to change, or the text as it is to be; empty if nothing is to be done."""


def change(common: Common, changes: Changes, *, dry_run: bool) -> Profile | None:
    """Apply what `changes` says of the profile as it stands now; the new profile, or None if there was nothing to do.

    The file is read inside its lock, so that of two commands at once neither loses the other's change. If an
    editor saved it meanwhile, all is done once more from the start; the second time is an error.
    """
    name = _name_to_edit(common)
    try:
        return _changed(common, name, changes, dry_run=dry_run)
    except JobnetError as error:
        if error.exit_code is not Exit.TRY_LATER or "changed while" not in str(error):
            raise
    return _changed(common, name, changes, dry_run=dry_run)


def _changed(common: Common, name: str, changes: Changes, *, dry_run: bool) -> Profile | None:
    path = Path(name)
    with nullcontext() if dry_run else locked(path):
        old = profile_content(name)
        source = parse(old, name)
        before, known = profile_of(source, path=path)
        try:
            wanted = changes(source, before)
            if not wanted:
                return None
            new = edit(source, wanted) if isinstance(wanted, list) else wanted
        except NotSplicedError as refused:
            console.complain(refused.problems)
            console.say(refused.yaml)
            raise typer.Exit(refused.exit_code) from None
        after, asked = _accepted(new, path, name)
        if not common.quiet:
            said = {each.message for each in known}  # the change itself is asked about here, at its new line
            console.warn([each for each in asked if each.message not in said])
        if dry_run:
            console.show(_difference(source.text, new.text, name))
            return None
        if not common.quiet and (trace := open_in_editor(path)):
            console.say(console.one_line(f"jobnet: {name} seems to be open in an editor ({trace}); reload it there."))
        replace(path, old, bytes_of(new))
        note_change(state_folder(), path, old, bytes_of(new))
    return after


def keep_particulars(common: Common, application: Application, particulars: tuple[str, ...]) -> None:
    """Write what the seeker will remember of an application into the profile."""

    def changes(source: YamlText, profile: Profile) -> list[Change]:
        same = next((each for each in profile.applications if each.key == application.key), None)
        if same is None:
            raise JobnetError("The profile changed meanwhile and no longer has that application; nothing was kept.")
        return particular_changes(source, same, particulars)

    change(common, changes, dry_run=False)


def _name_to_edit(common: Common) -> str:
    """The profile's path as the user would write it; refused for one that is no file."""
    if common.profile == "-":
        raise UsageError("-p -: a profile on standard input cannot be changed; name its file.")
    return profile_name(common.profile)


def _accepted(new: YamlText, path: Path, name: str) -> tuple[Profile, tuple[Problem, ...]]:
    """The profile with the change, and what to warn about; or what is wrong with the change, which has no lines yet."""
    try:
        return profile_of(new, path=path)
    except JobnetError as error:
        wrong = [
            dataclasses.replace(each, place=None, message=f"{each.place.path}: {each.message}") if each.place else each
            for each in error.problems
            if each.severity is Severity.ERROR
        ]
        heading = Problem("profile", Severity.ERROR, f"{name}: nothing was changed, because of this:")
        raise JobnetError([heading, *wrong], error.exit_code) from None


def _difference(old: str, new: str, name: str) -> str:
    """What a change of the file changes, line by line."""
    shown = console.one_line(name)
    lines = difflib.unified_diff(old.splitlines(), new.splitlines(), shown, shown, lineterm="")
    return "".join(f"{line}\n" for line in lines)


def undo(common: Common, yes: NoQuestions = False, dry_run: DryRun = False) -> None:
    """Take back the last change that jobnet made to the profile; refused when the file was changed since."""
    name = _name_to_edit(common)
    path = Path(name)
    now = profile_content(name)
    before = before_change(state_folder(), path, now)
    console.show(_difference(now.decode("utf-8", "replace"), before.decode("utf-8", "replace"), name))
    if dry_run:
        return
    if not yes and not console.confirm("Take this change back?"):
        console.say("jobnet: nothing was changed.")
        return
    with locked(path):
        replace(path, now, before)
    forget_change(state_folder(), path)
    said = f"jobnet: {name} is as it was before; what was taken back is in {newest_backup(path).name}."
    console.say(console.one_line(said))
