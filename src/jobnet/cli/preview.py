"""`jobnet preview`: one page with every letter that would go out today."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from jobnet.cli import console
from jobnet.cli.options import Common
from jobnet.cli.preview_page import page
from jobnet.cli.session import open_session
from jobnet.errors import Exit


def preview(
    common: Common,
    open_it: Annotated[bool, typer.Option("--open", help="Show it in the browser.")] = False,
    output: Annotated[str | None, typer.Option("--output", "-o", metavar="FILE", help="Write it to this file.")] = None,
) -> int:
    """One page with every letter that would go out today, to look at before --send."""
    html, count = page(open_session(common))
    path = Path(output) if output else _temporary_page()
    if output:
        from jobnet.rendering.files import write_file

        write_file(path, html.encode(), overwrite=True)
    else:
        path.write_text(html, "utf-8")
    if open_it:
        from jobnet.cli.open_external import launch

        launch(path.absolute().as_uri())
    elif output is None or console.can_ask():
        console.say(f"jobnet: wrote {path} with {count} letter{'' if count == 1 else 's'}")
    return Exit.DONE


def _temporary_page() -> Path:
    """Where the browser will find it; it stays, for the browser reads it in its own time."""
    import tempfile

    return Path(tempfile.mkdtemp(prefix="jobnet-")) / "preview.html"
