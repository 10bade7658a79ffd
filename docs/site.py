"""The pages of the site that are made as it is built: the README and its like, and the letters of the examples."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from mkdocs.structure.files import File

from jobnet.cli import COMMANDS

ROOT = Path(__file__).parent.parent
EXAMPLES = sorted(folder.parent for folder in ROOT.glob("examples/*/profile.yaml"))
TOP = {
    "README.md": "index.md",
    "CONTRIBUTING.md": "contributing.md",
    "SECURITY.md": "security.md",
    "CHANGELOG.md": "changes.md",
    "LICENSE": "licence.md",
}
PLACES = TOP | {f"examples/{each.name}": f"{each.name}.md" for each in EXAMPLES} | {"examples/": "letters.md"}
"""Where on the site stands what a page links to in the repository."""


def on_files(files: Any, config: Any) -> Any:
    """The files of `docs/`, and the made ones."""
    made = {page: from_the_top((ROOT / name).read_text(encoding="utf-8")) for name, page in TOP.items()}
    made["licence.md"] = f"# Licence\n\n{made['licence.md']}"
    made["letters.md"] = each_letter()
    made["keys.md"] = every_key()
    made |= {f"letters/{letter.stem}.svg": picture(letter) for letter in kinds().values()}
    made |= {f"{folder.name}.md": whole_search(folder) for folder in EXAMPLES}
    for page, text in made.items():
        files.append(File.generated(config, page, content=text))
    return files


def on_page_markdown(markdown: str, **_: Any) -> str:
    """Links out of `docs/` lead to the page on the site, or are plain words; a pipe in a table's code is a pipe."""
    markdown = re.sub(r"\[([^\]]*)\]\(\.\./([^)#]*)\)", _link, markdown)
    return re.sub(r"^\|.*`.*\\\|.*$", lambda row: _pipes(row[0]), markdown, flags=re.MULTILINE)


def _link(found: re.Match[str]) -> str:
    text, target = found.groups()
    return f"[{text}]({PLACES[target]})" if target in PLACES else text


def _pipes(row: str) -> str:
    r"""`a\|b` between backticks, which would show the stroke, as HTML."""
    return re.sub(r"`([^`]*\\\|[^`]*)`", lambda code: f"<code>{code[1].replace(chr(92) + '|', '&#124;')}</code>", row)


def from_the_top(text: str) -> str:
    """A page of the top folder, as if it stood in `docs/`."""
    text = re.sub(r"\]\((?!docs/|\w+:|#)", "](../", text).replace("](docs/", "](")
    return text.replace("<details>", "<details markdown>")


def kinds() -> dict[str, Path]:
    """The first letter of each kind, from a search that goes on and one that is over."""
    shown: dict[str, Path] = {}
    for folder in (ROOT / "examples/pharmacist/letters", ROOT / "examples/landed/letters"):
        for letter in sorted(folder.glob("*"), key=lambda file: (file.stem.count("-") == 3, file.name)):  # to one first
            shown.setdefault(letter.name.partition("-")[0], letter)
    return {name: shown[name] for name in COMMANDS if name in shown}


def each_letter() -> str:
    """A picture of each, and its words."""
    text = (
        "# Each letter\n\nFrom the searches of [a pharmacist](pharmacist.md), and of [one who found work](landed.md).\n"
    )
    for name, letter in kinds().items():
        text += f"\n## {name.capitalize()}\n\n{COMMANDS[name].says} `jobnet {name}`\n\n"
        text += f"![The letter as it is read](letters/{letter.stem}.svg)\n\n"
        text += f'??? note "Its words"\n\n{indented(block(letter))}\n'
    return text


def indented(text: str) -> str:
    return "".join(f"    {line}\n" if line else "\n" for line in text.splitlines())


def picture(letter: Path) -> str:
    """The letter on a sheet of paper, as SVG."""
    lines = letter.read_text(encoding="utf-8").rstrip().splitlines()
    rows = "".join(
        f'<text x="40" y="{52 + 21 * row}"{FIRST if row == 0 else ""}>{escape(line)}</text>\n'
        for row, line in enumerate(lines)
    )
    height = 70 + 21 * len(lines)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 720 {height}">\n'
        f'<rect x="4" y="4" width="712" height="{height - 8}" rx="6" fill="#fff" stroke="#d0d7de"/>\n'
        f'<g font-family="Georgia, \'Times New Roman\', serif" font-size="15.5" fill="#1f2328">\n{rows}</g>\n</svg>\n'
    )


FIRST = ' font-weight="bold"'


def every_key() -> str:
    """All keys of a profile with what they mean, from `jobnet schema`."""
    printed = subprocess.run([sys.executable, "-m", "jobnet", "schema"], capture_output=True, text=True, check=True)
    schema = json.loads(printed.stdout)
    text = "# Every key\n\nAs `jobnet schema` has them; [the profile](profile.md) says how they are used.\n"
    for name, part in {"the profile": schema, **schema["$defs"]}.items():
        if keys := part.get("properties"):
            text += f"\n## {name.replace('_', ' ').capitalize()}\n\n| key | meaning |\n|---|---|\n"
            text += "".join(
                f"| `{key}` | {of.get('description', '').replace('|', '&#124;')} |\n" for key, of in keys.items()
            )
    return text


def whole_search(folder: Path) -> str:
    """The profile of an example, and all of its letters."""
    text = f"# {folder.name.capitalize()}\n\n{block(folder / 'profile.yaml', 'yaml')}"
    for letter in sorted(folder.glob("letters/*")):
        text += f"\n## {letter.stem}\n\n{block(letter)}"
    return text


def block(file: Path, kind: str = "text") -> str:
    return f"```{kind}\n{file.read_text(encoding='utf-8').rstrip()}\n```\n"
