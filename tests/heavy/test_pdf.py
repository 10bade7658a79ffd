"""Letters as PDF, read back by programs that others wrote."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.heavy.paper import PROFILE, Box, about, box_of, letter, read_by, text_of
from tests.program import run

if TYPE_CHECKING:
    from pathlib import Path

WINDOWS = {
    # The window of the country's long envelope as it lies over the page, whose fold rests on the envelope's lower edge.
    "Jürgen": Box(20, 45, 110, 90),  # DIN 5008 form B: 90 x 45, 20 and 15 from the corner of 110 x 220
    "Ursina": Box(98, 39, 198, 84),  # SN: 100 x 45, 12 and 21 from the right corner of 114 x 229
    "Hélène": Box(90, 44, 190, 79),  # 100 x 35, 20 and 20 from the right corner of 110 x 220
    "Bea": Box(20, 46, 110, 81),  # 90 x 35, 20 and 18 from the left corner of 110 x 220
    "Minh": Box(22.2, 51.9, 136.5, 80.4),  # 4 1/2" x 1 1/8", 7/8" and 1/2" from the left corner of 4 1/8" x 9 1/2"
    "Íñigo": Box(22.2, 51.9, 136.5, 80.4),
}
BLOCKS = {
    "Jürgen": (
        "Jürgen Weiß", "Fachhochschule Grünau", "Institut für Lebensmittel", "Grünstraße 5", "Hinterhaus", "04109 Leipzig",
    ),
    "Ursina": ("Ursina Caflisch", "Bahnhofstrasse 7", "8001 Zürich"),
    "Hélène": ("Hélène Dupont", "3 rue des Lilas", "69003 Lyon"),
    "Bea": ("Bea Li", "9 Hill Road", "Bath BA1 2QR"),
    "Minh": ("Minh Nguyễn", "Cascade Foods Inc.", "400 Elm Street", "Portland, OR 97205"),
    "Íñigo": ("Íñigo Muñoz", "Calle 5 de Mayo 12", "72000 Puebla"),
}  # fmt: skip


@pytest.mark.parametrize("who", WINDOWS)
def test_the_address_shows_through_the_window_and_nothing_else_of_the_letter_does(who: str, tree: Path) -> None:
    pdf = letter(tree, who)
    block, window = box_of(pdf, *BLOCKS[who]), WINDOWS[who]
    assert block.is_within(window), f"{block} is not within {window}"
    sender = box_of(pdf, "Nia Pargeter", "0117 496 0123 · nia@example.com")
    assert sender.bottom < window.top
    greetings = (
        "Dear",
        "Hallo",
        "Salut",
        "Hi ",
        "Hola",
        "Sehr",
        "Guten",
        "Lieb",
        "Bonjour",
        "Madame",
        "Monsieur",
        "Estim",
        "Buen",
    )
    first = next(line for line in text_of(pdf).splitlines() if line.strip().startswith(greetings))
    assert box_of(pdf, " ".join(first.split())).top > window.bottom


def test_in_germany_the_address_is_in_its_zone_and_the_return_line_above_it(tree: Path) -> None:
    pdf = letter(tree, "Jürgen")
    assert box_of(pdf, *BLOCKS["Jürgen"]).is_within(Box(24.9, 62.7, 105, 90))
    assert box_of(pdf, "Nia Pargeter · 12 Quay Street · Bristol BS1 4DB").is_within(Box(24.9, 45, 105, 62.7))


def test_a_long_address_is_set_smaller_and_still_shows_through(tree: Path) -> None:
    more = "Fachhochschule Grünau, Fachbereich Ernährung, Haus 4, 2. Stock, Institut"
    pdf = letter(tree, "Jürgen", profile=PROFILE.replace("Fachhochschule Grünau, Institut", more))
    rows = ("Jürgen Weiß", "Fachbereich Ernährung", "Haus 4", "2. Stock", "04109 Leipzig")
    assert box_of(pdf, *rows).is_within(Box(24.9, 62.7, 105, 90))


@pytest.mark.parametrize("who", WINDOWS)
def test_fonts_are_embedded_and_hold_every_sign(who: str, tree: Path) -> None:
    pdf = letter(tree, who)
    rows = read_by("pdffonts", pdf).splitlines()[2:]
    assert rows
    assert all(row.split()[-5:-2] == ["yes", "yes", "yes"] for row in rows), "embedded, subset, mapped to Unicode"
    assert {row.split("+")[1].split("-")[0] for row in rows} == {"LibertinusSerif"}
    for name in ("Þórsmörk", "Řezník", BLOCKS[who][0]):
        assert name in text_of(pdf)


@pytest.mark.parametrize(
    ("who", "size", "language"), [("Jürgen", "A4", "de-DE"), ("Minh", "letter", "en-US"), ("Bea", "A4", "en-GB")]
)
def test_the_file_is_sound_tagged_and_has_title_language_and_size(
    who: str, size: str, language: str, tree: Path
) -> None:
    pdf = letter(tree, who)
    read_by("qpdf", "--check", pdf)
    told = about(pdf)
    assert (told["Tagged"], told["Pages"], told["Author"]) == ("yes", "1", "Nia Pargeter")
    assert told["Title"] in {"Wie Sie mir bei der Stellensuche helfen können", "How you can help with my job search"}
    assert f"({size})" in told["Page size"]
    plain = read_by("qpdf", "--json", pdf)
    assert f'"/Lang": "u:{language}"' in plain
    structure = read_by("pdfinfo", "-struct-text", pdf)
    assert [kind for kind in ("H1", "L (", "LI", "P (") if kind not in structure] == []


def test_the_same_letter_is_the_same_bytes_and_dated_today(tree: Path) -> None:
    first = letter(tree, "Bea")
    before = first.read_bytes()
    assert letter(tree, "Bea").read_bytes() == before
    assert about(first)["CreationDate"].startswith("Thu Oct 15")


def test_the_words_are_those_for_paper(tree: Path) -> None:
    text = text_of(letter(tree, "Ted"))
    assert "My CV is enclosed." in text
    assert "example.com/" not in text, "no links, though he has an e-mail address"
    assert text.count("0117 496 0123") == 1
    assert "Dear Ted," in text
    assert "Dear Ms. Nguyễn:" in text_of(letter(tree, "Minh"))


def test_what_the_user_wrote_is_no_markup(tree: Path) -> None:
    odd = '#read("letter.typ") $x$ @ref ~ -- "quoted" <b> = [a] \\u{41}'
    profile = PROFILE.replace("Fennel & Rye", f"'{odd}'").replace("12 Quay Street", "12 Quay #Street $1$")
    text = " ".join(text_of(letter(tree, "Bea", profile=profile)).split())
    assert odd in text
    assert "12 Quay #Street $1$" in text


def test_a_letter_too_long_for_a_page_says_by_how_much_and_where(tree: Path) -> None:
    sentence = "I have looked after recipes, suppliers and people in four factories, and I like all three of them. "
    long = PROFILE.replace("every day.", "every day. " + sentence * 38)
    (tree / "profile.yaml").write_text(long, encoding="utf-8")
    done = run("brief", "--to", "Bea", "--format", "pdf", "-o", "long.pdf", "--force", cwd=tree)
    assert about(tree / "long.pdf")["Pages"] == "2"
    (said,) = (line for line in done.err.splitlines() if "FMT-07" in line or "too long for a page" in line)
    assert "its longest paragraph begins “If somebody asks what I do: I make sure" in said


def test_a_letter_a_little_too_long_is_set_smaller(tree: Path) -> None:
    sentence = "I have looked after recipes, suppliers and people in four factories, and I like all three of them. "
    sizes = set()
    for count in range(6, 26, 2):
        pdf = letter(tree, "Bea", profile=PROFILE.replace("every day.", "every day. " + sentence * count))
        sizes.add(about(pdf)["Pages"])
        if about(pdf)["Pages"] != "1":
            break
    assert "1" in sizes


def test_a_sign_that_no_font_has_is_an_error_that_names_it(tree: Path) -> None:
    (tree / "profile.yaml").write_text(PROFILE.replace("Bea Li", "Bea \U00012000"), encoding="utf-8")
    done = run("brief", "--to", "Bea \U00012000", "--format", "pdf", "-o", "x.pdf", cwd=tree)
    assert (done.code, (tree / "x.pdf").exists()) == (65, False)
    assert "\U00012000" in done.err.replace("\\U00012000", "\U00012000")


def test_readers_without_email_get_a_pdf_among_the_letters_to_all(tree: Path) -> None:
    (tree / "profile.yaml").write_text(PROFILE, encoding="utf-8")
    for form, ending in (("text", "txt"), ("eml", "eml")):
        done = run("brief", "--all", "--format", form, "-o", f"{form}/", cwd=tree)
        assert done.code == 0, done.err
        names = sorted(path.name for path in (tree / form).iterdir())
        assert [name.rpartition(".")[2] for name in names] == ["pdf"] * 5 + [ending, "pdf"], names
        assert "pip install" not in done.err


def test_talking_points_and_a_brief_for_anybody_are_a_page_without_address(tree: Path) -> None:
    (tree / "profile.yaml").write_text(PROFILE, encoding="utf-8")
    for document in ("pitch", "brief"):
        done = run(document, "--format", "pdf", "-o", f"{document}.pdf", "-q", cwd=tree)
        assert done.code == 0, done.err
        assert about(tree / f"{document}.pdf")["Pages"] == "1"


def test_several_need_a_folder_and_a_batch_writes_a_file_a_seeker(tree: Path) -> None:
    (tree / "profile.yaml").write_text(PROFILE, encoding="utf-8")
    several = run("brief", "--to", "Bea", "--to", "Ted", "--format", "pdf", cwd=tree)
    assert (several.code, several.out) == (2, "")
    done = run("batch", "brief --format pdf", tree, "-o", "out", cwd=tree)
    assert done.code == 0, done.err
    (made,) = (tree / "out").iterdir()
    assert (made.suffix, made.read_bytes()[:5]) == (".pdf", b"%PDF-")
