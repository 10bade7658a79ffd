"""The pages of the site that are made as it is built: the README and its like, and the letters of the examples."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

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


def each_letter() -> str:
    """The first letter of each kind, from a search that goes on and one that is over."""
    text = (
        "# Each letter\n\nFrom the searches of [a pharmacist](pharmacist.md), and of [one who found work](landed.md).\n"
    )
    shown: dict[str, Path] = {}
    for folder in (ROOT / "examples/pharmacist/letters", ROOT / "examples/landed/letters"):
        for letter in sorted(folder.glob("*"), key=lambda file: (file.stem.count("-") == 3, file.name)):  # to one first
            shown.setdefault(letter.name.partition("-")[0], letter)
    for name in [each for each in COMMANDS if each in shown]:
        text += f"\n## {name.capitalize()}\n\n{COMMANDS[name].says} `jobnet {name}`\n\n{block(shown[name])}"
    return text


def whole_search(folder: Path) -> str:
    """The profile of an example, and all of its letters."""
    text = f"# {folder.name.capitalize()}\n\n{block(folder / 'profile.yaml', 'yaml')}"
    for letter in sorted(folder.glob("letters/*")):
        text += f"\n## {letter.stem}\n\n{block(letter)}"
    return text


def block(file: Path, kind: str = "text") -> str:
    return f"```{kind}\n{file.read_text(encoding='utf-8').rstrip()}\n```\n"
