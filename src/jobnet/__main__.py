"""`python -m jobnet`, and the command `jobnet`."""

from __future__ import annotations

import gc

gc.set_threshold(200_000, 20, 50)  # before anything is loaded: hardly any cycles are made until a profile is read

from jobnet.cli.program import main, program  # noqa: E402

__all__ = ["main", "program"]

if __name__ == "__main__":
    program()
