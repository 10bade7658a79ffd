"""Draws docs/terminal.svg, five lines of YAML and the brief they give, and docs/funnel.svg, a search of three months.

.venv/bin/python docs/make_picture.py
"""

from __future__ import annotations

import datetime as dt
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from xml.sax.saxutils import escape

DOCS = Path(__file__).parent
WIDTH, LINE, LEFT, TOP = 760, 19, 22, 54
PAGE = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img" aria-label="{label}">
<rect width="{width}" height="{height}" rx="10" fill="#1c2128"/>
<g><circle cx="24" cy="22" r="6" fill="#ff5f57"/><circle cx="44" cy="22" r="6" fill="#febc2e"/>\
<circle cx="64" cy="22" r="6" fill="#28c840"/></g>
<g font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, monospace" font-size="14" xml:space="preserve">
{lines}
</g>
</svg>
"""

STEPS = ("applied", "screening", "interview", "final", "offer", "accepted")
WAYS = {
    "applied no_response": 17, "applied rejected": 9, "applied cancelled": 2, "applied withdrawn": 1, "applied": 4,
    "applied screening rejected": 3, "applied screening": 1, "applied interview": 2,
    "applied screening interview rejected": 3, "applied screening interview runner_up": 1,
    "applied screening interview final runner_up": 2, "applied screening interview final offer declined": 1,
    "applied screening interview final offer accepted": 1,
}  # fmt: skip
"""An invented search: how many applications went which way."""


def main() -> None:
    draw_terminal()
    draw_funnel()


def draw_funnel() -> None:
    begun = dt.date(2026, 7, 20)
    lines = ["name: Nia Pargeter", "target_titles: [Quality Manager]", "applications:"]
    for number, way in enumerate(way for way, many in WAYS.items() for _ in range(many)):
        lines.append(f"  - company: Example {number}\n    position: Quality Manager")
        days = (begun + dt.timedelta(number + 8 * place) for place in range(len(STEPS)))
        lines += [f"    {stage}: {day}" for stage, day in zip(way.split(), days, strict=False)]
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "profile.yaml").write_text("\n".join(lines), encoding="utf-8")
        command = [
            sys.executable,
            "-m",
            "jobnet",
            "funnel",
            "-f",
            "svg",
            "-o",
            DOCS / "funnel.svg",
            "--overwrite",
            "-q",
        ]
        environment = {"PATH": os.environ["PATH"], "HOME": folder, "JOBNET_TODAY": "2026-10-15"}
        subprocess.run(command, cwd=folder, env=environment, check=True)


def draw_terminal() -> None:
    profile = re.findall(r"```yaml\n(.*?)```", (DOCS.parent / "README.md").read_text(encoding="utf-8"), re.DOTALL)[0]
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "profile.yaml").write_text(profile, encoding="utf-8")
        command = [sys.executable, "-m", "jobnet", "brief", "--to", "Jo", "--quiet"]
        environment = {"PATH": os.environ["PATH"], "HOME": folder, "JOBNET_TODAY": "2026-10-15"}
        ran = subprocess.run(command, cwd=folder, env=environment, check=True, capture_output=True, text=True)
    shown = ["$ cat profile.yaml", *profile.splitlines(), "$ jobnet brief --to Jo", *ran.stdout.splitlines()]
    lines = "\n".join(line(text, row) for row, text in enumerate(cut(shown)))
    height = TOP + LINE * len(cut(shown)) + 10
    label = "A terminal: five lines of YAML, and the brief that jobnet writes from them"
    (DOCS / "terminal.svg").write_text(
        PAGE.format(width=WIDTH, height=height, label=label, lines=lines), encoding="utf-8"
    )


def cut(lines: list[str]) -> list[str]:
    """No line wider than the picture."""
    return [text if len(text) <= 86 else text[:85] + "…" for text in lines]


def line(text: str, row: int) -> str:
    colour = "#7ee787" if text.startswith("$ ") else "#e6edf3"
    return f'<text x="{LEFT}" y="{TOP + row * LINE}" fill="{colour}">{escape(text)}</text>'


if __name__ == "__main__":
    main()
