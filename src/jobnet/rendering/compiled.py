"""Where compiled templates are kept between runs: told once by the command line, which alone knows the machine."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_folder: list[Path] = []


def keep_compiled_in(folder: Path | None) -> None:
    """Keep compiled templates in this folder of the user's cache; None: compile them in every run."""
    _folder[:] = [folder] if folder is not None else []


def cache_folder() -> Path | None:
    return _folder[0] if _folder else None
