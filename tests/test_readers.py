"""`docs/readers.md`: what each kind of reader gets, in which order and how much, as the letters show it.

`--rewrite` writes it anew. The committed examples hold each kind of reader.
"""

from __future__ import annotations

import datetime as dt
import re
import shlex
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from jobnet.documents.brief import Part as BriefPart
from jobnet.documents.brief import brief_for
from jobnet.documents.runnerup import runnerup_for
from jobnet.documents.turn_down import reader_for, reader_named
from jobnet.documents.update import Part as UpdatePart
from jobnet.documents.update import parse_since, update_for, window
from jobnet.errors import JobnetError
from jobnet.facts.history import History
from jobnet.facts.readers import Reader, ReaderKind, general_reader, panel_reader, reader_of, reader_of_person
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
from tests.builders import a_contact, a_person, a_profile, a_snapshot, an_application, an_event, an_offer, day

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

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

SAYS: dict[str, str] = {
    "asks": "the questions", "work": "what I do", "titles": "titles", "companies": "companies",
    "terms": "place, way of working, availability", "submitted": "where I have applied", "resume": "résumé, LinkedIn",
    "blurb": "lines to forward", "discretion": "a word on discretion",
    "headline": "the one fact that matters", "met": "thanks, and how we know each other",
    "quiet": "that there is nothing new",
    "own": "where I stand with their company", "files": "facts for their files", "advice": "what came of their advice",
    "loops": "what came of their referral", "useful": "worth passing on", "status": "where things stand",
    "reminder": "what and where, résumé", "links": "résumé, LinkedIn", "stop": "how to stop these",
    "end": "something in return, how to stop these",
}  # fmt: skip


@dataclass(frozen=True)
class Row:
    """One line of a table."""

    reader: str
    order: str
    asks: str
    words: str
    without: str

    def __str__(self) -> str:
        return f"| {self.reader} | {self.order} | {self.asks} | {self.words} | {self.without} |\n"


def told(parts: Iterable[str]) -> str:
    return " → ".join(SAYS[part] for part in parts)


def between(numbers: Iterable[int]) -> str:
    low, high = min(found := list(numbers)), max(found)
    return str(low) if low == high else f"{low}–{high}"


def asked(numbers: Iterable[int]) -> str:
    return between(numbers).replace("0", "none") if set(numbers) == {0} else between(numbers)


def readers(profile: Profile) -> dict[str, Reader]:
    found = {who: reader_of(a_snapshot(profile), contact) for who, contact in CONTACTS.items()}
    return found | {GENERAL: general_reader(profile)}


def brief_rows() -> str:
    text = ""
    for who in readers(RICH):
        rich, small = (brief_for(each, readers(each)[who], today=TODAY) for each in (RICH, SMALL))
        confidential = brief_for(
            replace(RICH, search=replace(RICH.search, confidential=True)), readers(RICH)[who], today=TODAY
        )
        whole = list(confidential.parts)
        if BriefPart.BLURB in rich.parts:
            whole.append(BriefPart.BLURB)
        without = [SAYS[part] for part in BriefPart if part not in whole]
        for label, some, of in (
            ("company", len(rich.companies), len(RICH.target_companies)),
            ("title", len(rich.titles), len(RICH.target_titles)),
        ):
            if 0 < some < of and BriefPart(f"{label.replace('y', 'ie')}s") in whole:
                without.append(f"all but {some} {label if some == 1 else label.replace('y', 'ie') + 's'}")
        words = between(render(each).words for each in (rich, small))
        text += str(Row(who, told(whole), asked([len(rich.asks), len(small.asks)]), words, "; ".join(without) or "–"))
    return text


def update_rows() -> str:
    text = ""
    for who in readers(RICH):
        rich, small = (_update(each, readers(each)[who]) for each in (RICH, SMALL))
        parts = [part for part in UpdatePart if part in rich.parts]
        without = [SAYS[part] for part in (UpdatePart.USEFUL, UpdatePart.STATUS, UpdatePart.ASKS) if part not in parts]
        if 0 < len(rich.news) < len(RICH.news):
            without.append(f"all but {len(rich.news)} of the news")
        if not rich.companies:
            without.append("other companies")
        words = between(render(each).words for each in (rich, small))
        text += str(
            Row(who, told(rich.parts), asked([len(rich.asks), len(small.asks)]), words, "; ".join(without) or "–")
        )
    return text


def _update(profile: Profile, reader: Reader) -> Any:
    days = window(profile, reader, since=parse_since("2026-09-01", TODAY), until=None, today=TODAY, history=History())
    return update_for(profile, reader, days, today=TODAY, history=History())


MARKS: dict[str, str] = {
    "thanks": r"[Tt]hank|[Gg]rateful", "regard": "regard|impressed", "what I will remember": "gluten-free line",
    "the work": "gladly bake", "disappointment": "disappoint|hoped",
    "good wishes": "[Gg]ood wishes|[Bb]est wishes|I wish",
    "staying in contact": "contact with you|in contact|in touch|contact me|similar post",
    "hearing of openings first-hand": "openings",
    "what I will send": "allergen study",
    "their growth": "will grow|growing", "new roles": "[Nn]ew roles", "titles": "interested in",
}  # fmt: skip


def runnerup_rows() -> str:
    cancelled = replace(TURNED_DOWN, events=(*TURNED_DOWN.events[:-1], an_event(Stage.CANCELLED, "2026-10-13")))
    nobody = replace(
        TURNED_DOWN,
        hiring_manager=None,
        recruiter=None,
        events=tuple(replace(each, people=()) for each in TURNED_DOWN.events),
    )
    agency = replace(TURNED_DOWN, agency=CONTACTS["an agency's recruiter"])
    rows: tuple[tuple[str, Application, Callable[[Application], Reader]], ...] = (
        ("the hiring manager", TURNED_DOWN, lambda each: reader_for(a_snapshot(RICH, TODAY), each)),
        ("the hiring manager, of a post I no longer want", replace(TURNED_DOWN, wanted=False), _decider),
        ("the hiring manager, of a post cancelled", cancelled, _decider),
        ("another interviewer", TURNED_DOWN, lambda _: reader_of_person(a_snapshot(RICH), LUIS)),
        ("the company's own recruiter", TURNED_DOWN, lambda _: reader_of_person(a_snapshot(RICH), ODA)),
        ("the agency's consultant", agency, _decider),
        ("nobody named: the panel", nobody, lambda _: panel_reader(RICH, known=False)),
    )
    text = ""
    for who, application, reader in rows:
        letter = render(runnerup_for(a_snapshot(RICH, TODAY), application, reader(application)))
        found = {name: re.search(mark, letter.text) for name, mark in MARKS.items()}
        order = sorted((match.start(), name) for name, match in found.items() if match)
        questions = letter.text.count("?")
        without = [name for name, match in found.items() if match is None]
        text += str(
            Row(who, " → ".join(n for _, n in order), asked([questions]), str(letter.words), "; ".join(without) or "–")
        )
    with pytest.raises(JobnetError):
        reader_named(a_snapshot(RICH, TODAY), TURNED_DOWN, CONTACTS["a close friend, family"])
    return text + str(Row("a close friend who works there", "no letter: a thanks note instead", "–", "–", "–"))


def _decider(application: Application) -> Reader:
    return reader_for(a_snapshot(RICH, TODAY), application)


def page() -> str:
    heads = "| reader | what comes, in this order | asks | words | left out |\n|---|---|---|---|---|\n"
    limits = {
        name: f"Warned about over {LIMITS[f'{name}_words']} words, stopped over {LIMITS[f'{name}_words_most']}."
        for name in ("brief", "update", "runnerup")
    }
    return f"""\
# What each reader gets

The same facts, told to different readers, are different letters. This page is written by `tests/test_readers.py`
from the letters of two profiles, a full one and a small one: what stands in them, in which order, how many questions
are asked, and how many words they have between greeting and closing. A part whose facts the profile does not hold is
left out. Which contact is which kind of reader: [the profile](profile.md), under `relationship`, `tie`, `in_field`
and `company`.

## The brief

{heads}{brief_rows()}
{limits["brief"]}

## The update

With something new in the search and something worth passing on; when only the latter is there, the letter is that
and one question.

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
                named = find_contacts(profile, who)
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
    assert {kind for name, kind in example_readers() if name == document} == EVERY_KIND
