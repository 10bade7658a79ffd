"""The letters in the README are what jobnet writes, and its links lead somewhere."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import pytest

from tests.program import run

ROOT = Path(__file__).parent.parent
README = ROOT / "README.md"
MARKED = re.compile(r"(<!-- begin: (\S+): (.*?) -->\n)(.*?)(<!-- end -->)", re.DOTALL)


@pytest.mark.slow
def test_letters_in_the_readme_are_current(tmp_path: Path, rewrite: bool) -> None:
    text = README.read_text(encoding="utf-8")
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    (tmp_path / "five.yaml").write_text(re.findall(r"```yaml\n(.*?)```", text, re.DOTALL)[0], encoding="utf-8")

    def written(mark: re.Match[str]) -> str:
        return mark[1] + letters(tmp_path, mark[2], mark[3]) + mark[5]

    current = MARKED.sub(written, text)
    if rewrite:
        README.write_text(current, encoding="utf-8")

    assert MARKED.search(text)
    assert current == README.read_text(encoding="utf-8")


def letters(folder: Path, profile: str, commands: str) -> str:
    """One letter as a code block; several, parted by `|`, side by side in a table."""
    document, *_ = shlex.split(commands)
    asked = [shlex.split(command) for command in commands.removeprefix(document).split("|")]
    texts = [run(document, *options, "-q", "-p", profile, cwd=folder).out for options in asked]
    assert all(text.startswith("Subject: ") for text in texts)
    if len(texts) == 1:
        return f"```text\n{texts[0].rstrip()}\n```\n"
    # A fence, not <pre>: an empty line inside a table would end the HTML block.
    cells = "\n".join(f'<td valign="top">\n\n```text\n{text.rstrip()}\n```\n\n</td>' for text in texts)
    heads = "".join(f"<th>--to {options[1]}</th>" for options in asked)
    return f"<table>\n<tr>{heads}</tr>\n<tr>\n{cells}\n</tr>\n</table>\n"


@pytest.mark.parametrize("page", sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md")]), ids=lambda p: p.name)
def test_links_between_pages_lead_somewhere(page: Path) -> None:
    text = re.sub(r"```.*?```|`[^`\n]*`", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
    links = re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", text)

    assert [link for link in links if not (page.parent / link).exists()] == []
