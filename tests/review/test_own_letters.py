"""What jobnet's own templates say draws no finding: not as they are, and not as an unchanged copy of the user's."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from jobnet.facts.history import History
from jobnet.facts.items import Document, Kind
from jobnet.facts.progress import Progress
from jobnet.profile.reading import read_profile
from jobnet.review import ProfileUnderReview, letter_findings
from jobnet.review.catalogue import CATALOGUE
from tests.builders import a_snapshot
from tests.program import run
from tests.review.letters import every_letter

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jobnet.profile.model import Profile
    from jobnet.rendering.letter import Letter

EXAMPLES = sorted(Path(__file__).parents[2].glob("examples/*/profile.yaml"))
OF_A_TEMPLATE = {rule.id for rule in CATALOGUE if rule.own_template}
ABOUT_WORDS = ("GEN-", "LOC-", "FMT-", "BRIEF-0", "TIP-01", "STAY-03", "TALK-02", "RUN-05", "RUN-09", "RUN-15")
ABOUT_FACTS = {"GEN-04", "GEN-15", "GEN-18", "BRIEF-05", "BRIEF-07", "BRIEF-08", "BRIEF-09", "FMT-05"}


def example(path: Path) -> Profile:
    return read_profile(path.read_bytes(), file=str(path), path=path)[0]


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.parent.name)
def test_a_rule_about_words_objects_to_no_letter_of_an_example_but_for_a_sentence_of_the_user(path: Path) -> None:
    profile = example(path)
    for context, letter in every_letter(profile):
        search = ProfileUnderReview(a_snapshot(profile, letter.today), History())
        for own in (letter, replace(letter, built_in=False)):
            found = [each for each in letter_findings(own, context, search) if each.place is None]
            words = [each for each in found if each.rule.startswith(ABOUT_WORDS) or each.rule in OF_A_TEMPLATE]
            assert [each for each in words if each.rule not in ABOUT_FACTS] == [], letter.text


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.parent.name)
def test_what_no_rule_looks_for_is_kept_by_the_making_of_the_letters(path: Path) -> None:
    profile = example(path)
    for context, letter in every_letter(profile):
        wrong = _MADE_SO.get(letter.document, lambda *_: ())(context, letter, profile)
        assert [*wrong, *dates_of_another_country(letter), *days_in_the_wrong_tense(letter)] == [], letter.text


def of_a_brief(context: Any, letter: Letter, profile: Profile) -> Iterator[str]:
    """At most two questions of the template's own, and no more companies than a reader keeps in mind."""
    asked = [
        each
        for each in letter.flowing_text.split("?")[:-1]
        if re.search(r"\b[Ww]ho(m|se)?\b|\b[Aa]ny(one|body)\b", each)
    ]
    if len(asked) > 2 + sum(prose.count("?") for prose in letter.prose):
        yield f"{len(asked)} questions"
    named = [company for company in profile.target_companies if company.name in letter.text]
    if len(named) > profile.rules.limits["brief_companies"]:
        yield f"{len(named)} companies"


def of_an_update(context: Any, letter: Letter, profile: Profile) -> Iterator[str]:
    """Each application once, job and company together; short lists; one state a company; a reminder."""
    text, lines = letter.flowing_text, letter.flowing_text.split("\n")
    events = {(item.company or "", item.position) for item in letter.items if item.kind is Kind.EVENT and item.position}
    for company, position in events:
        if sum(company in line and str(position) in line for line in lines) > len(events):
            yield f"{position}, {company} twice"
    interested = {item.company for item in letter.items if item.kind is Kind.INTERESTED}
    applied = {key for company, _ in events for key in profile.company_keys(company)}
    yield from (str(company) for company in interested if profile.company_keys(company or "") & applied)
    lists = [len(found.strip().split("\n")) for found in re.findall(r"(?m)(?:^- .*\n?)+", text)]
    if max(lists, default=0) > 5 or sum(lists) > 12:
        yield f"lists of {lists} lines"


def of_a_runnerup(context: Any, letter: Letter, profile: Profile) -> Iterator[str]:
    """No word of openings where another application is open there."""
    about = context.application
    others = (each for each in profile.applications_at(about.company) if each.position != about.position)
    if any(Progress(each, letter.today).is_open for each in others) and re.search(
        r"openings?|new roles?", letter.own_words
    ):
        yield "openings, and another application is open"


_MADE_SO = {Document.BRIEF: of_a_brief, Document.UPDATE: of_an_update, Document.RUNNERUP: of_a_runnerup}
_MONTHS = tuple(calendar.month_name)[1:]
_NAMED = "|".join(_MONTHS)


def dates_of_another_country(letter: Letter) -> Iterator[str]:
    """The template's own words hold no date: values do, in the order of the reader's country."""
    yield from re.findall(rf"\b(?:{_NAMED}) \d{{1,2}}\b|\b\d{{1,2}} (?:{_NAMED})\b", letter.own_words)


def days_in_the_wrong_tense(letter: Letter) -> Iterator[str]:
    for line in letter.flowing_text.split("\n"):
        for day, month, year in re.findall(rf"\b(\d{{1,2}}) ({_NAMED}) (\d{{4}})\b", line):
            date = dt.date(int(year), _MONTHS.index(month) + 1, int(day))
            tense = r"\b(interviewed|met|spoke|applied)\b" if date > letter.today else r"\b(upcoming|coming up|will)\b"
            if date != letter.today and re.search(tense, line):
                yield line


def test_an_unchanged_copy_of_a_template_says_what_the_built_in_one_says(tmp_path: Path) -> None:
    profile = EXAMPLES[0].parents[1] / "pharmacist" / "profile.yaml"
    day = str(dt.date(2026, 11, 20))
    about = ("brief", "--profile", profile, "--to", "Tomasz Łukasik", "--force")
    before = run(*about, cwd=tmp_path, today=day)
    assert run("templates", "copy", "brief", cwd=tmp_path).code == 0
    assert run(*about, cwd=tmp_path, today=day) == before
