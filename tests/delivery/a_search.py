"""A search on the disk that sends through a program of the test's own, which notes what it was given."""

from __future__ import annotations

import contextlib
import json
import shutil
import sqlite3
from collections import Counter
from typing import TYPE_CHECKING, Any

from tests.program import run

if TYPE_CHECKING:
    from pathlib import Path

    from tests.program import Ran

SEND = ("update", "--all", "--send", "--yes", "--quiet")
KITCHEN = "2026-10-09 Fennel & Rye are opening their test kitchen to visitors in November."
OVENS = "2026-11-09 Fennel & Rye have bought four new ovens."
LATER = "2026-11-20"
_SENDMAIL = """#!/bin/sh
for to; do :; done
cat > /dev/null
echo "$to" >> {log}
"""


def person(name: str, address: str | None = None, **more: Any) -> dict[str, Any]:
    return {
        "name": name,
        "email": address or f"{name.split(maxsplit=1)[0].lower()}@example.org",
        "updates": "on",
    } | more


ADA, BEN, CID = person("Ada Bell"), person("Ben Cole"), person("Cid Dorn")


class Search:
    """A profile that can be changed between two runs, its configuration, its state folder, and what was sent."""

    def __init__(self, tree: Path) -> None:
        self.tree = tree
        self.state = tree / "state"
        self.file = tree / "profile.yaml"
        self.log = tree / "sent.log"
        (tree / "sendmail").write_text(_SENDMAIL.format(log=self.log), "utf-8")
        (tree / "sendmail").chmod(0o755)
        self.config()
        self.profile(ADA, BEN, CID)

    def config(self, **more: Any) -> None:
        known = {
            "transport": "sendmail",
            "sendmail": {"command": [str(self.tree / "sendmail"), "-i"]},
            "from": "nia@example.com",
        }
        text = json.dumps(known | {"rate": "100000/min"} | more)
        (self.tree / "config.yaml").write_text(text, "utf-8")
        (self.tree / "config.yaml").chmod(0o600)

    def profile(self, *contacts: dict[str, Any], news: tuple[str, ...] = (KITCHEN,), **more: Any) -> None:
        known = {
            "name": "Nia Pargeter",
            "email": "nia@example.com",
            "target_titles": ["Baker"],
            "target_companies": ["Fennel & Rye"],
        }
        profile = known | {"contacts": list(contacts), "news": list(news)} | more
        text = json.dumps({key: value for key, value in profile.items() if value is not None}, ensure_ascii=False)
        self.file.write_text(text, "utf-8")

    def run(self, *arguments: str, today: str = "2026-10-15", **env: str) -> Ran:
        own = {"JOBNET_STATE": str(self.state), "JOBNET_CONFIG": str(self.tree / "config.yaml")}
        return run(*arguments, "-p", self.file.name, cwd=self.file.parent, env=own | env, today=today)

    @property
    def sent(self) -> Counter[str]:
        """How many letters each address was sent."""
        with contextlib.suppress(FileNotFoundError):
            return Counter(line.partition("@")[0] for line in self.log.read_text("utf-8").split())
        return Counter()

    @property
    def ledger(self) -> Path:
        (found,) = self.state.glob("*/ledger.db")
        return found

    @property
    def marker(self) -> Path:
        return self.ledger.with_suffix(".born")

    def states(self) -> dict[str, str]:
        with contextlib.closing(sqlite3.connect(self.ledger)) as opened:
            return dict(opened.execute("SELECT name, state FROM message ORDER BY id").fetchall())

    def move(self, name: str) -> None:
        """Give the profile another path; a name with a folder moves it there."""
        new = self.tree / name
        new.parent.mkdir(exist_ok=True)
        shutil.move(self.file, new)
        self.file = new
