"""`jobnet undo`: the last change that jobnet made to the profile, taken back."""

from __future__ import annotations

from pathlib import Path

from jobnet.cli import console
from jobnet.cli.edit_profile import difference, name_to_edit
from jobnet.cli.folders import state_folder
from jobnet.cli.load_profile import profile_content
from jobnet.cli.options import Common, DryRun, NoQuestions
from jobnet.profile.saving import before_change, forget_change, locked, newest_backup, replace


def undo(
    common: Common,
    yes: NoQuestions = False,
    dry_run: DryRun = False,
) -> None:
    """Take back the last change that jobnet made to the profile; refused when the file was changed since."""
    name = name_to_edit(common)
    path = Path(name)
    now = profile_content(name)
    before = before_change(state_folder(), path, now)
    console.show(difference(now.decode("utf-8", "replace"), before.decode("utf-8", "replace"), name))
    if dry_run:
        return
    if not yes and not console.confirm("Take this change back?"):
        console.say("jobnet: nothing was changed.")
        return
    with locked(path):
        replace(path, now, before)
    forget_change(state_folder(), path)
    console.say(f"jobnet: {name} is as it was before; what was taken back is in {newest_backup(path).name}.")
