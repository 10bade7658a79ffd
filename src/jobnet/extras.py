"""What only an extra brings: imported where it is used, and where it is missing, said how to get it."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from jobnet.errors import Exit, JobnetError


def has(module: str) -> bool:
    """Whether this module is there."""
    try:
        import_module(module)
    except ImportError:
        return False
    return True


def wanted(module: str, extra: str) -> Any:
    """A module that only an extra brings; what to install where it is missing."""
    try:
        return import_module(module)
    except ImportError as missing:
        said = f"this needs {module.partition('.')[0]}: pip install 'jobnet[{extra}]'"
        raise JobnetError(said, Exit.UNAVAILABLE) from missing
