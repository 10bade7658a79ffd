"""What the article asks of the letter after a turn-down, read off the letter whatever else the profile holds.

`docs/requirements.md` says which test shows which requirement; whole letters stand in `golden/runnerup`.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from jobnet.documents.addressees import reader_for
from jobnet.documents.runnerup import runnerup_for
from jobnet.facts.history import History
from jobnet.profile.model import EventFormat, Impression, Profile, Prose, Stage
from jobnet.rendering.rendering import render
from tests.builders import a_company, a_person, a_profile, a_snapshot, an_application, an_event

if TYPE_CHECKING:
    from jobnet.profile.model import Application
    from jobnet.rendering.letter import Letter

RUTH = a_person("Ruth Abernathy", honorific="Ms", family="Abernathy")
LUIS = a_person("Luis Ruiz", honorific="Mr", family="Ruiz")
INTERVIEW = an_event(Stage.INTERVIEW, "2026-10-06", people=(RUTH, LUIS))
REMEMBERED = Impression(
    particulars=(
        Prose("The walk along the gluten-free line stays with me."),
        Prose("So does the rule that anybody may stop a batch."),
    )
)
EVERYTHING = replace(
    REMEMBERED,
    of_reader=Prose("You let me finish every answer."),
    of_company=Prose("I have never seen a quieter dairy."),
    of_staff=Prose("Every baker could say why."),
    of_work=Prose("A cheese that travels well is work worth doing."),
    growth=Prose("The second line opens in the spring."),
    promised=Prose("I will send you the allergen study."),
)
REJECTED = an_event(Stage.REJECTED, "2026-10-13")
TURNED_DOWN = an_application(
    "Quayside Dairy", "Technical Manager", hiring_manager=RUTH, events=(INTERVIEW, REJECTED), impression=REMEMBERED
)
CASES = {
    "as it comes": TURNED_DOWN,
    "all that a profile can hold": replace(TURNED_DOWN, impression=EVERYTHING),
    "told that they came second": replace(TURNED_DOWN, events=(INTERVIEW, an_event(Stage.RUNNER_UP, "2026-10-13"))),
    "told by telephone": replace(
        TURNED_DOWN, events=(INTERVIEW, replace(REJECTED, told_by=RUTH, format=EventFormat.PHONE))
    ),
    "something promised": replace(
        TURNED_DOWN, impression=replace(REMEMBERED, promised=Prose("I will send you the allergen study."))
    ),
    "after a first call": replace(
        TURNED_DOWN,
        events=(an_event(Stage.SCREENING, "2026-10-01", format=EventFormat.PHONE, people=(LUIS,)), INTERVIEW, REJECTED),
    ),
}
every_case = pytest.mark.parametrize("case", CASES)


def letter(application: Application, **changes: Any) -> Letter:
    profile: Profile = a_profile(
        **({"applications": (application,), "target_companies": (a_company("Quayside Dairy"),)} | changes)
    )
    snapshot = a_snapshot(profile, "2026-10-15")
    return render(runnerup_for(snapshot, application, reader_for(snapshot, application), history=History()))


def said(case: str) -> str:
    return letter(CASES[case]).flowing_text


@every_case
def test_it_opens_with_the_readers_name_and_thanks_person_and_company_for_interview_and_position(case: str) -> None:
    text = said(case)
    told = "ringing to tell me yourself, and for " if case == "told by telephone" else ""
    assert text.startswith(
        f"Dear Ms Abernathy,\n\nThank you for {told}the interview on 6 October for the position of Technical Manager "
        "at Quayside Dairy."
    )
    assert "Please give my thanks to Mr Ruiz, and to everyone else I met there." in text


@every_case
def test_it_admires_reader_staff_company_and_job_and_would_join_the_work_one_day(case: str) -> None:
    text = said(case)
    of_work = CASES[case].impression.of_work
    joins = "." if of_work else ", and it is work I would love to be part of one day."
    assert f"I came away with a very good impression of you, of your team and of Quayside Dairy{joins}" in text
    assert (of_work or "") in text


@every_case
def test_it_tells_particulars_of_the_interviews(case: str) -> None:
    assert "The walk along the gluten-free line stays with me. So does the rule that anybody may stop a batch." in (
        said(case)
    )


@every_case
def test_it_admits_disappointment_once_and_wishes_both_well(case: str) -> None:
    text = said(case)
    assert text.count("disappoint") == 1
    second = case == "told that they came second"
    why, chosen = ("to come second", "chose") if second else ("not to get it", "choose")
    assert f"I was disappointed {why}, but I wish you and the person you {chosen} every success." in text


@every_case
def test_it_wants_to_stay_in_contact_and_to_hear_of_openings_first_hand(case: str) -> None:
    text = said(case)
    assert "I would like to stay in touch." in text
    assert "I would be very glad to hear from you." in text


@every_case
def test_it_is_sure_of_their_growth_which_brings_openings_and_hopes_to_be_right_for_one(case: str) -> None:
    text = said(case)
    growth = CASES[case].impression.growth
    grows = "I am sure Quayside Dairy will continue to do well and grow"
    hope = "that might suit me, I would be very glad to hear from you."
    if growth:
        assert f"{grows}. {growth} And if a new opening comes of it {hope}" in text
    else:
        assert f"{grows}, and if that brings a new opening {hope}" in text


@every_case
def test_it_never_counts_on_the_candidate_failing_and_never_asks_or_argues(case: str) -> None:
    text = said(case).casefold()
    assert "?" not in text
    for phrase in (
        "reconsider",
        "work out",
        "why not",
        "why you",
        "why i was",
        "although i",
        "better qualified",
        "feedback",
        "backup",
    ):
        assert phrase not in text


@every_case
def test_it_makes_no_sales_talk_of_being_screened_already(case: str) -> None:
    text = said(case).casefold()
    for phrase in ("save", "expense", "already", "proven", "supplier audits", "recall drills"):
        assert phrase not in text


@every_case
def test_it_is_short_and_no_more_than_half_its_sentences_begin_with_i(case: str) -> None:
    made = letter(CASES[case])
    sentences = re.split(r"(?<=[.]) (?=[A-Z])", " ".join(made.flowing_text.split("\n\n")[1:-1]))
    assert 120 <= made.words <= 230
    assert sum(each.startswith("I ") for each in sentences) * 2 <= len(sentences)


def test_where_another_application_there_is_open_all_is_said_but_the_openings() -> None:
    other = an_application("Quayside Dairy", "Plant Manager")
    text = letter(TURNED_DOWN, applications=(TURNED_DOWN, other)).flowing_text
    for part in ("very good impression of you", "gluten-free line", "disappointed", "every success", "in touch"):
        assert part in text
    assert "I am sure Quayside Dairy will continue to do well and grow." in text
    assert not re.search("opening|Plant Manager|think of me", text)
