"""What holds of the letters of every language but English: that they stand, and hold no English."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tests.program import run

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

ENGLISH_WORDS = re.compile(r"\b(?:the|and|with|you|my)\b", re.IGNORECASE)


def printed(profile: str, form: str, command: str, folder: Path) -> str:
    """What the command prints of this profile, `FORM` in it replaced: without a word of English or an open blank."""
    written = profile.replace("FORM ", form)
    if command.startswith("landed"):
        written = written.replace("interview: 2026-10-22", "interview: 2026-10-10, accepted: {date: 2026-10-14}")
    (folder / "profile.yaml").write_text(written, encoding="utf-8")
    ran = run(*command.split(), cwd=folder, today="2026-11-20" if command.startswith("touch") else "2026-10-15")
    assert ran.code == 0, ran.err
    assert ENGLISH_WORDS.search(ran.out.replace("Subject: ", "")) is None, ran.out
    assert "{{" not in ran.out
    return ran.out


def to_an_insider(profile: str, form: str, who: str, folder: Path) -> Iterator[str]:
    """The brief and the update to this reader."""
    (folder / "profile.yaml").write_text(profile.replace("FORM ", form), encoding="utf-8")
    for document in ("brief", "update"):
        yield run(document, "--to", who, "--force", "-q", cwd=folder).out
