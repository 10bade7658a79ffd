"""A small context of no real document, with a bit of everything a template can be given."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jobnet.facts.items import Document, Item
from jobnet.facts.readers import Greeting, Reader, ReaderKind, Rung
from jobnet.profile.model import Company, Locale, PartialDate, Profile, Prose, Stage, Url
from jobnet.rendering.environment import Templates
from jobnet.rendering.rendering import render

if TYPE_CHECKING:
    from jobnet.rendering.letter import Letter

HERE = Path(__file__).parent
SAMPLE = HERE / "sample.md.j2"
FACT = Prose("I saw *three* plants and wrote [a note](https://example.com/a_b?x=1&y=2) on each")
CV = Url("https://example.com/nia/cv_2026")
TODAY = dt.date(2026, 10, 15)
MET = PartialDate(2024, 5)


@dataclass(frozen=True)
class Sample:
    """Facts for `sample.md.j2`."""

    reader: Reader
    seeker: Profile
    document: Document = Document.UPDATE
    situations: tuple[str, ...] = ()
    today: dt.date = TODAY
    fact: Prose = FACT
    companies: tuple[Company, ...] = (Company("Fennel & Rye"), Company("[24]7.ai"))
    cv: Url | None = CV
    met: PartialDate = MET
    stage: Stage = Stage.INTERVIEW
    nothing: str | None = None
    items: tuple[Item, ...] = ()
    attachments: tuple[Path, ...] = ()
    tags: frozenset[str] = field(default_factory=lambda: frozenset({"b", "a"}))

    @property
    def count(self) -> int:
        return len(self.companies)


def a_reader(name: str = "Ted Alder", country: str = "GB", **changes: Any) -> Reader:
    known: dict[str, Any] = {
        "kind": ReaderKind.STANDARD,
        "greeting": Greeting(Rung.KNOWN_AS, "Ted"),
        "locale": Locale("en", country),
        "key": name.casefold(),
        "first_names": True,
    }
    return Reader(name, **(known | changes))


def a_sample(reader: Reader | None = None, **changes: Any) -> Sample:
    known: dict[str, Any] = {"seeker": Profile(name="Nia Pargeter", known_as="Nia"), "reader": reader or a_reader()}
    return Sample(**(known | changes))


def a_letter(context: Sample | None = None, template: Path = SAMPLE) -> Letter:
    return render(context or a_sample(), Templates(template))


def template(folder: Path, body: str, head: str = "Subject: A word\n\n") -> Path:
    """A template of one's own, in a file."""
    path = folder / "own.md.j2"
    path.write_text(head + body, encoding="utf-8")
    return path
