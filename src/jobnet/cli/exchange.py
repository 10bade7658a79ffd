"""`jobnet import`, `export` and `schema`: what comes from other programs, and goes to them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Literal

from jobnet.cli import console
from jobnet.cli.edit_profile import change
from jobnet.cli.options import Common, DryRun, Output, Overwrite, argument, form, option
from jobnet.cli.output import put
from jobnet.cli.session import open_profile
from jobnet.errors import Exit, JobnetError, UsageError
from jobnet.files import read_plain
from jobnet.importing.exporting import as_vcards, contacts_as_csv
from jobnet.importing.formats import KINDS, kind_of, read_foreign
from jobnet.importing.merging import merge
from jobnet.importing.records import ForeignFile, Merging, by_reason
from jobnet.profile.model import Profile
from jobnet.profile.records import profile_schema
from jobnet.yamltext import YamlText

_MOST_LINES = 12
_MOST_BYTES = 64 * 1024 * 1024
"""Of a file to import: an address book with pictures in it may have some."""


def import_(
    common: Common,
    file: Annotated[str, argument("The file that the other program wrote.", "FILE")],
    kind: Annotated[
        str | None, option("--as", metavar="KIND", says=f"What it is, if jobnet cannot tell: {', '.join(KINDS)}.")
    ] = None,
    match: Annotated[bool, option("--match", says="Only people at your target companies.")] = False,
    apply: Annotated[bool, option("--apply", says="Write it; without this, only the difference is shown.")] = False,
    dry_run: DryRun = False,
) -> None:
    """Bring in people and applications. Safe to repeat; nobody imported is written to until you say so."""
    wanted = kind and kind_of(kind)
    if kind is not None and wanted is None:
        raise UsageError(f"--as {kind!r}: known are {', '.join(KINDS)}.")
    reading = read_foreign(foreign_content(file), file=file, kind=wanted)
    done: list[Merging] = []

    def changed(source: YamlText, profile: Profile) -> YamlText | None:
        done[:] = [merge(source, profile, reading, only_targets=match)]
        return done[0].text if done[0].changes else None

    change(common, changed, dry_run=dry_run or not apply)
    _summary(reading, done[0], written=apply and not dry_run, only_targets=match, quiet=common.quiet)
    if not match and done[0].took_nothing:
        raise JobnetError(f"{file}: nothing in it could be used; see above.", Exit.REFUSED)


def foreign_content(file: str) -> bytes:
    """The bytes of a file to import: a plain one, of some size."""
    try:
        content = read_plain(file, _MOST_BYTES + 1, follow=True)
    except (OSError, ValueError) as exc:
        raise JobnetError(f"{file}: {getattr(exc, 'strerror', None) or exc}.", Exit.NO_INPUT) from None
    if len(content) > _MOST_BYTES:
        raise JobnetError(f"{file}: is larger than {_MOST_BYTES // 1024**2} MiB.", Exit.REFUSED)
    return content


def _summary(reading: ForeignFile, merging: Merging, *, written: bool, only_targets: bool, quiet: bool) -> None:
    did = "added" if written else "to add"
    console.say(
        f"jobnet: {reading.format}: {len(merging.added)} {did}, {len(merging.completed)} "
        f"{'completed' if written else 'to complete'}, {merging.known} known already, "
        f"{len(merging.conflicts)} in conflict, {len(merging.left_out) + len(reading.skipped)} passed over."
    )
    if quiet:
        return
    _show("Completed", merging.completed, most=_MOST_LINES)
    _show("In conflict, yours kept", merging.conflicts)
    _show("Passed over", by_reason(reading.skipped))
    _show("Passed over", merging.left_out, most=_MOST_LINES if only_targets else None)
    _show("Left out, a profile has room for one", merging.others, most=_MOST_LINES)
    _show("Note", reading.notes, most=_MOST_LINES)
    if merging.changes and not written:
        console.say("Nothing is written yet: add --apply.")


def _show(title: str, lines: Sequence[str], *, most: int | None = None) -> None:
    """Each line: whoever did not come in is named. Only what the user asked for, or can see otherwise, is cut short."""
    for line in lines[:most]:
        console.say(f"  {title}: {line}")
    if most is not None and len(lines) > most:
        console.say(f"  {title}: and {len(lines) - most} more")


def export(
    common: Common,
    what: Annotated[Literal["contacts"], argument("contacts.", "WHAT")] = "contacts",
    format: Annotated[Literal["vcf", "csv"], form("vCard, or a table.")] = "vcf",
    version: Annotated[Literal["3.0", "4.0"], option("--vcard", says="3.0, which phones read best, or 4.0.")] = "3.0",
    output: Output = None,
    overwrite: Overwrite = False,
) -> None:
    """Write the contacts as vCard or CSV, for your phone or a spreadsheet."""
    del what  # there is nothing else yet
    contacts = open_profile(common).contacts
    text = as_vcards(contacts, version) if format == "vcf" else contacts_as_csv(contacts)
    put(text.encode(), output, overwrite=overwrite)


def schema() -> None:
    """Print the JSON Schema of the profile, for editors that complete and check as you type."""
    console.show_json(profile_schema())
