"""`jobnet export`: the contacts as vCard or CSV, for a phone or a spreadsheet."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

from jobnet.cli import console
from jobnet.cli.options import Common, Output, Overwrite, argument, form, option
from jobnet.cli.session import open_profile
from jobnet.errors import UsageError
from jobnet.importing.exporting import as_csv, as_vcards
from jobnet.rendering.files import write_file


def export(
    common: Common,
    what: Annotated[str, argument("contacts.", "WHAT")] = "contacts",
    format: Annotated[Literal["vcf", "csv"], form("vCard, or a table.")] = "vcf",
    version: Annotated[str, option("--vcard", says="3.0, which phones read best, or 4.0.")] = "3.0",
    output: Output = None,
    overwrite: Overwrite = False,
) -> None:
    """Write the contacts as vCard or CSV, for your phone or a spreadsheet."""
    if what != "contacts":
        raise UsageError(f"{what!r}: what can be exported is contacts.")
    if version not in {"3.0", "4.0"}:
        raise UsageError(f"--vcard {version!r}: 3.0 or 4.0.")
    contacts = open_profile(common).contacts
    text = as_vcards(contacts, version) if format == "vcf" else as_csv(contacts)
    if output is None:
        console.show_bytes(text.encode())
        return
    write_file(Path(output), text.encode(), overwrite=overwrite)
