"""`docs/readers.md`: what each kind of reader gets, in which order and how much, as the letters show it.

`--rewrite` writes it anew. The committed examples hold each kind of reader.
"""

from __future__ import annotations

import datetime as dt
import shlex
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from jobnet.documents.addressees import reader_for, reader_named
from jobnet.documents.brief import brief_for
from jobnet.documents.runnerup import runnerup_for
from jobnet.documents.update import update_for
from jobnet.errors import JobnetError
from jobnet.facts.history import History
from jobnet.facts.readers import Reader, ReaderKind, general_reader, reader_of
from jobnet.facts.since import parse_since, window
from jobnet.profile.matching import find_contacts
from jobnet.profile.model import (
    LIMITS,
    Application,
    Company,
    Contact,
    Impression,
    News,
    OfferInReturn,
    Profile,
    Prose,
    Relationship,
    Stage,
    Tie,
    Title,
)
from jobnet.profile.reading import read_profile
from jobnet.rendering.rendering import render
from jobnet.rendering.templates import letter_template, purpose, templates_folder
from tests.builders import a_contact, a_person, a_profile, a_snapshot, an_application, an_event, an_offer, day

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "readers.md"
TODAY = dt.date(2026, 10, 15)

RUTH = a_person("Ruth Abernathy", honorific="Ms", family="Abernathy")
LUIS = a_person("Luis Ruiz", honorific="Mr", family="Ruiz")
ODA = a_person("Oda Brekke")


def helper(name: str, relationship: Relationship, **changes: Any) -> Contact:
    known = {"email": "x@example.com", "relationship": relationship, "offered_help": an_offer(what="ask around")}
    return a_contact(name, **(known | changes))


CONTACTS = {
    "a colleague, mentor or former manager": helper("Ted Alder", Relationship.COLLEAGUE),
    "a close friend, family": helper("Kim Vale", Relationship.CLOSE_FRIEND),
    "an acquaintance, any tie gone quiet": helper(
        "Bea Li", Relationship.ACQUAINTANCE, tie=Tie.WEAK, how_we_met=Prose("We met at the food fair in Leeds.")
    ),
    "an old classmate": helper("Ida Roth", Relationship.ALUMNI, how_we_met=Prose("We both studied in Leeds.")),
    "somebody outside the field": helper("Max Oyelaran", Relationship.COLLEAGUE, in_field=False),
    "somebody who works at a target company": helper("Ana Ruiz", Relationship.COLLEAGUE, company="Fennel & Rye"),
    "an agency's recruiter": helper("Cy Moss", Relationship.RECRUITER_AGENCY, company="Moss & Moss"),
    "a company's own recruiter": helper("Oda Brekke", Relationship.RECRUITER_INHOUSE, company="Harbourside Bakers"),
    "a hiring manager": helper("Ruth Abernathy", Relationship.HIRING_MANAGER, company="Harbourside Bakers"),
    "an interviewer": helper("Luis Ruiz", Relationship.INTERVIEWER, company="Harbourside Bakers"),
}
GENERAL = "nobody in particular"
TURNED_DOWN = an_application(
    hiring_manager=RUTH,
    recruiter=ODA,
    events=(
        an_event(Stage.APPLIED, "2026-09-21"),
        an_event(Stage.INTERVIEW, "2026-10-06", people=(RUTH, LUIS)),
        an_event(Stage.RUNNER_UP, "2026-10-13"),
    ),
    impression=Impression(
        of_work=Prose("I would gladly bake under that rule one day"),
        growth=Prose("A bakery run like yours will grow"),
        particulars=(Prose("The walk along the gluten-free line stays with me"), Prose("So does the rule on stops")),
        promised=Prose("I will send you the allergen study"),
    ),
)
RICH = a_profile(
    expertise=("supplier audits", "recall drills", "allergen control", "training line leaders", "labelling"),
    proof_points=(Prose("Recalls at two sites fell from five a year to one."), Prose("I trained 140 line leaders.")),
    background=Prose("I studied food science in Leeds."),
    not_a_fit=Prose("Laboratory posts are not what I am after."),
    offer_in_return=(OfferInReturn(Prose("If the allergen checklist I built is of use to you, say so.")),),
    availability="from 1 December",
    work_mode="on site, or partly remote",
    target_fields=("food manufacturing", "public inspection"),
    target_titles=(
        *(Title(f"{each} Manager", "keeps food safe") for each in ("Quality", "Technical", "Hygiene", "Plant", "Food")),
        Title("Head of Food Safety", "keeps food safe"),
    ),
    target_companies=(
        *map(Company, ("Fennel & Rye", "Harbourside Bakers", "Tamar Preserves", "Quayside Dairy", "Westbrook Mills")),
        *map(Company, ("Upland Oats", "Severn Salt", "Wye Cider", "Bath Buns", "Dale Cheese")),
    ),
    contacts=tuple(CONTACTS.values()),
    applications=(
        TURNED_DOWN,
        an_application("Fennel & Rye", "Quality Manager", events=(an_event(Stage.APPLIED, "2026-10-02"),)),
        an_application("Tamar Preserves", "Hygiene Manager", events=(an_event(Stage.INTERVIEW, "2026-10-09"),)),
    ),
    news=tuple(
        News(Prose(said), date=day("2026-10-10"))
        for said in (
            "The test kitchen in Bath opens its doors to visitors in November.",
            "A free course on allergen labels begins in the spring.",
            "Three plant managers told me that letting line leaders stop the line cut their recalls.",
        )
    ),
)
SMALL = Profile(
    "Ines Duarte",
    target_titles=(Title("Line Cook", "cooks in a restaurant"),),
    target_companies=(Company("Fennel & Rye"), Company("Harbourside Bakers")),
    contacts=RICH.contacts,
    applications=(replace(TURNED_DOWN, impression=Impression(particulars=TURNED_DOWN.impression.particulars)),),
    news=(News(Prose("A free course on knives begins in the spring."), date=day("2026-10-10")),),
)


@dataclass(frozen=True)
class Row:
    """One line of a table: which letter a reader gets, and how long it is."""

    reader: str
    template: str
    words: str

    def __str__(self) -> str:
        says = purpose(templates_folder() / "en" / self.template)
        return f"| {self.reader} | `{self.template}` | {says} | {self.words} |\n"


def row(who: str, *contexts: Any) -> str:
    """What this reader gets, of a full profile and of a small one."""
    template = letter_template(str(contexts[0].document), contexts[0].situations, "en").name
    words = sorted({render(each).words for each in contexts})
    return str(Row(who, template, "–".join(map(str, (words[0], words[-1])[: len(words)]))))


def readers(profile: Profile) -> dict[str, Reader]:
    found = {who: reader_of(a_snapshot(profile, TODAY), contact) for who, contact in CONTACTS.items()}
    return found | {GENERAL: general_reader(profile)}


def brief_rows() -> str:
    return "".join(
        row(who, *(brief_for(a_snapshot(each, TODAY), readers(each)[who]) for each in (RICH, SMALL)))
        for who in readers(RICH)
    )


def update_rows() -> str:
    return "".join(row(who, *(_update(each, readers(each)[who]) for each in (RICH, SMALL))) for who in readers(RICH))


def _update(profile: Profile, reader: Reader) -> Any:
    days = window(profile, reader, since=parse_since("2026-09-01", TODAY), until=None, today=TODAY, history=History())
    return update_for(a_snapshot(profile, TODAY), reader, days, history=History())


def runnerup_rows() -> str:
    cancelled = replace(TURNED_DOWN, events=(*TURNED_DOWN.events[:-1], an_event(Stage.CANCELLED, "2026-10-13")))
    nobody = replace(
        TURNED_DOWN,
        hiring_manager=None,
        recruiter=None,
        events=tuple(replace(each, people=()) for each in TURNED_DOWN.events),
    )
    agency = replace(TURNED_DOWN, agency=CONTACTS["an agency's recruiter"])
    snapshot = a_snapshot(RICH, TODAY)
    rows: tuple[tuple[str, Application, Reader], ...] = (
        ("the hiring manager", TURNED_DOWN, reader_for(snapshot, TURNED_DOWN)),
        (
            "the hiring manager, of a post I no longer want",
            replace(TURNED_DOWN, wanted=False),
            readers(RICH)["a hiring manager"],
        ),
        ("the hiring manager, of a post cancelled", cancelled, reader_for(snapshot, cancelled)),
        ("another interviewer", TURNED_DOWN, reader_of(snapshot, LUIS)),
        ("the company's own recruiter", TURNED_DOWN, reader_of(snapshot, ODA)),
        ("the agency's consultant", agency, reader_for(snapshot, agency)),
        ("nobody named: the panel", nobody, reader_for(snapshot, nobody)),
    )
    text = "".join(row(who, runnerup_for(snapshot, application, reader)) for who, application, reader in rows)
    with pytest.raises(JobnetError):
        reader_named(snapshot, TURNED_DOWN, CONTACTS["a close friend, family"])
    return f"{text}| a close friend who works there | – | no letter: a thanks note instead | – |\n"


def page() -> str:
    heads = "| reader | template | what it is | words |\n|---|---|---|---|\n"
    limits = {
        name: f"Warned about over {LIMITS[f'{name}_words']} words, stopped over {LIMITS[f'{name}_words_most']}."
        for name in ("brief", "update", "runnerup")
    }
    return f"""\
# What each reader gets

The same facts, told to different readers, are different letters. This page is written by `tests/test_readers.py`
from the letters of two profiles, a full one and a small one: which template each reader gets, what it says of itself,
and how many words there are between greeting and closing. Which contact is which kind of reader:
[the profile](profile.md), under `relationship`, `tie`, `in_field`, `knows` and `company`.

## The brief

{heads}{brief_rows()}
{limits["brief"]} To somebody who decides or recruits where you have applied it is printed with `--force` only.

## The update

{heads}{update_rows()}
{limits["update"]}

## The letter after a turn-down

{heads}{runnerup_rows()}
{limits["runnerup"]} It asks nothing of anybody.
"""


def test_the_page_is_what_the_letters_are(rewrite: bool) -> None:
    if rewrite:
        PAGE.write_text(page(), encoding="utf-8")

    assert PAGE.read_text(encoding="utf-8") == page()


def example_readers() -> set[tuple[str, ReaderKind]]:
    """Which document goes to which kind of reader in the examples, by their lists of letters."""
    found = set()
    for folder in sorted(path.parent for path in (ROOT / "examples").glob("*/profile.yaml")):
        source = folder / "profile.yaml"
        profile = read_profile(source.read_bytes(), file=str(source), path=source)[0]
        for command in (folder / "letters.txt").read_text(encoding="utf-8").splitlines():
            document, *words = shlex.split(command)
            typed = [words[n + 1] for n, word in enumerate(words) if word == "--to"]
            if not typed and document in {"brief", "update"}:
                found.add((document, ReaderKind.GENERAL))
            for who in typed:
                named = find_contacts(profile.contacts, who)
                if not named:
                    continue  # somebody met, who is no contact
                reader = reader_of(a_snapshot(profile), named[0])
                found |= {(document, reader.kind), (document, reader.row)}
                if not reader.in_field:
                    found.add((document, OUTSIDER))
    return found


OUTSIDER: Any = "outside the field"
EVERY_KIND = {*ReaderKind, OUTSIDER}


@pytest.mark.parametrize("document", ["brief", "update"])
def test_the_examples_hold_each_kind_of_reader(document: str) -> None:
    written_to = EVERY_KIND - {ReaderKind.INTERVIEWER} if document == "brief" else EVERY_KIND
    assert {kind for name, kind in example_readers() if name == document} >= written_to
