"""An office's morning, as `docs/coaches.md` has it: every command in it, in its order, over the examples."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

from tests.program import listing, run

ROOT = Path(__file__).parent.parent
PAGE = (ROOT / "docs/coaches.md").read_text("utf-8")
COMMANDS = [line for block in re.findall(r"```sh\n(.*?)```", PAGE, re.DOTALL) for line in block.splitlines()]
SHARES = re.search(r"```yaml\nsearch:\n  (\w+): (\w+)\n```", PAGE)


def test_the_morning(tmp_path: Path) -> None:
    for example in sorted(ROOT.glob("examples/*")):
        shutil.copytree(example, tmp_path / "seekers" / example.name)
    assert SHARES is not None
    assert run("set", "search", f"{SHARES[1]}={SHARES[2]}", cwd=tmp_path / "seekers/pharmacist").code == 0
    before = listing(tmp_path / "seekers")

    assert len(COMMANDS) == 7
    for command in COMMANDS:
        words, _, table = command.partition(" > ")
        ran = run(*shlex.split(words)[1:], cwd=tmp_path)
        assert (ran.code, ran.err) == (0, ""), command
        if table:
            (tmp_path / table).write_text(ran.out)

    assert listing(tmp_path / "seekers") == before
    for made in ("today/pharmacist.txt", "letters/pharmacist.html"):
        assert (tmp_path / made).stat().st_size > 500
    page = (tmp_path / "today.html").read_text()
    assert page.count("<details>") == 1
    assert page.count("<tr>") == 1 + len(list(ROOT.glob("examples/*")))
    assert (tmp_path / "findings.csv").read_text().startswith("seeker,profile,result,code,says\n")
    assert "Subject: Thank you" in (tmp_path / "after-a-no/engineer.txt").read_text()
