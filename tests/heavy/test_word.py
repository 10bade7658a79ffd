"""Letters for Word, read back by python-docx and opened by LibreOffice."""

from __future__ import annotations

import subprocess
import zipfile
from typing import TYPE_CHECKING, Any

import docx
import pytest

from tests.heavy.paper import about, box_of, letter, text_of
from tests.heavy.test_pdf import BLOCKS, WINDOWS
from tests.program import DAY

if TYPE_CHECKING:
    from pathlib import Path


def opened(file: Path) -> Any:
    return docx.Document(str(file))


def converted(file: Path) -> Path:
    """The file as LibreOffice prints it."""
    home = file.parent / "office"
    subprocess.run(
        ["soffice", f"-env:UserInstallation={home.as_uri()}", "--headless", "--convert-to", "pdf", "--outdir",
         str(file.parent / "made"), str(file)],
        check=True, capture_output=True, timeout=180,
    )  # fmt: skip
    return file.parent / "made" / f"{file.stem}.pdf"


def test_the_file_says_what_the_letter_says(tree: Path) -> None:
    word = opened(letter(tree, "Minh", "docx"))
    said = [each.text for each in word.paragraphs]
    assert said[:3] == ["Nia Pargeter", "12 Quay Street", "Bristol BS1 4DB"]
    assert [each for each in BLOCKS["Minh"] if each not in said] == []
    assert "Dear Ms. Nguyễn:" in said
    assert [each.text for each in word.paragraphs if each.style.name == "List Bullet"][2] == "Þórsmörk"
    (heading,) = [each for each in word.paragraphs if each.style.name == "Heading 1"]
    assert heading.text == word.core_properties.title
    assert said[-2:] == ["Sincerely,", "Nia Pargeter"]
    (safe,) = [run for each in word.paragraphs for run in each.runs if run.italic]
    assert safe.text == "safe"


def test_title_author_language_day_and_paper_are_those_of_the_letter(tree: Path) -> None:
    for who, language, width in (("Minh", "en-US", 215.9), ("Jürgen", "de-DE", 210)):
        word = opened(letter(tree, who, "docx"))
        told = word.core_properties
        assert (told.author, told.language, str(told.created.date())) == ("Nia Pargeter", language, DAY)
        assert word.sections[0].page_width.mm == pytest.approx(width, abs=0.1)
        assert f'w:lang w:val="{language}"' in word.styles["Normal"].element.xml


def test_the_same_letter_is_the_same_bytes(tree: Path) -> None:
    file = letter(tree, "Bea", "docx")
    before = file.read_bytes()
    assert letter(tree, "Bea", "docx").read_bytes() == before
    assert {part.date_time for part in zipfile.ZipFile(file).infolist()} == {(1980, 1, 1, 0, 0, 0)}


@pytest.mark.parametrize("who", ["Jürgen", "Minh", "Ursina"])
def test_opened_and_printed_the_address_shows_through_the_window(who: str, tree: Path) -> None:
    pdf = converted(letter(tree, who, "docx"))
    assert about(pdf)["Pages"] == "1"
    block = box_of(pdf, *BLOCKS[who])
    assert block.is_within(WINDOWS[who]), f"{block} is not within {WINDOWS[who]}"
    assert "Þórsmörk" in text_of(pdf)
