"""No tests: letters of an invented search on paper, and what poppler reads on their pages."""

from __future__ import annotations

import re
import subprocess
from html import unescape
from typing import TYPE_CHECKING, NamedTuple

from tests.program import run

if TYPE_CHECKING:
    from pathlib import Path

MM = 25.4 / 72
PROFILE = """\
name: Nia Pargeter
known_as: Nia
email: nia@example.com
phone: 0117 496 0123
location: Bristol
address: ["12 Quay Street", Bristol BS1 4DB]
locale: en-GB
resume: https://example.com/nia/cv
linkedin: https://example.com/in/nia
summary: {en: "I make sure factory food is *safe* and tastes the same every day."}
expertise: [supplier audits, recall drills, allergen control]
target_titles: [Quality Manager, Technical Manager]
target_companies: [Fennel & Rye, Harbourside Bakers, Þórsmörk, Řezník, Quayside Dairy]
contacts:
  - {name: Jürgen Weiß, locale: de-DE, honorific: Herr Dr., family: Weiß, offered_help: 2026-10-02,
     post: [Fachhochschule Grünau, Institut für Lebensmittel, Grünstraße 5, Hinterhaus, 04109 Leipzig]}
  - {name: Ursina Caflisch, locale: de-CH, known_as: Ursina, post: [Bahnhofstrasse 7, 8001 Zürich], offered_help: 2026-10-02}
  - {name: Hélène Dupont, locale: fr-FR, honorific: Madame, family: Dupont, post: [3 rue des Lilas, 69003 Lyon], offered_help: 2026-10-02}
  - {name: Bea Li, locale: en-GB, known_as: Bea, post: [9 Hill Road, Bath BA1 2QR], offered_help: 2026-10-02}
  - {name: Minh Nguyễn, locale: en-US, honorific: Ms, family: Nguyễn, offered_help: 2026-10-02,
     post: [Cascade Foods Inc., 400 Elm Street, "Portland, OR 97205"]}
  - {name: Íñigo Muñoz, locale: es-MX, honorific: Ing., family: Muñoz, post: [Calle 5 de Mayo 12, 72000 Puebla], offered_help: 2026-10-02}
  - {name: Ted Alder, email: ted@example.com, known_as: Ted, offered_help: 2026-10-02}
"""


class Box(NamedTuple):
    """Edges in millimetres from the page's upper left corner."""

    left: float
    top: float
    right: float
    bottom: float

    def is_within(self, other: Box) -> bool:
        return (
            self.left >= other.left
            and self.top >= other.top
            and self.right <= other.right
            and self.bottom <= other.bottom
        )


def letter(tree: Path, who: str, form: str = "pdf", profile: str = PROFILE) -> Path:
    """The brief for this reader on paper."""
    (tree / "profile.yaml").write_text(profile, encoding="utf-8")
    path = tree / f"{who.split(maxsplit=1)[0]}.{form}"
    done = run("brief", "--to", who, "--format", form, "-o", path, "--overwrite", "-q", cwd=tree)
    assert done.code == 0, done.err
    return path


def read_by(*command: str | Path) -> str:
    """What a program says of a file. A program that is not there is a failure: `heavy.txt` lists the packages."""
    # pdfinfo prints words that a hyphen parts in bytes of its own
    return subprocess.run(command, check=True, capture_output=True, text=True, errors="backslashreplace").stdout


def text_of(pdf: Path) -> str:
    return read_by("pdftotext", "-layout", pdf, "-")


def about(pdf: Path) -> dict[str, str]:
    """What pdfinfo says, by name."""
    lines = (line.partition(":") for line in read_by("pdfinfo", pdf).splitlines())
    return {name: value.strip() for name, _, value in lines}


def box_of(pdf: Path, *lines: str) -> Box:
    """Around these lines, the first that read so, each word of them measured."""
    page = read_by("pdftotext", "-bbox-layout", "-l", "1", pdf, "-")
    found: list[tuple[float, ...]] = []
    for wanted in lines:
        for line in re.findall(r"<line .*?</line>", page, re.DOTALL):
            words = re.findall(r'<word xMin="(.*?)" yMin="(.*?)" xMax="(.*?)" yMax="(.*?)">(.*?)</word>', line)
            if " ".join(unescape(word[4]) for word in words) == wanted:
                found += [tuple(float(edge) * MM for edge in word[:4]) for word in words]
                break
        else:
            raise AssertionError(f"{wanted!r} is no line of the page")
    lefts, tops, rights, bottoms = zip(*found, strict=True)
    return Box(min(lefts), min(tops), max(rights), max(bottoms))
