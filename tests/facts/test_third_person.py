"""A sentence about oneself as somebody else can say it, or not at all."""

from __future__ import annotations

import pytest

from jobnet.facts.third_person import as_met, did, does, is_somebody, with_subject
from jobnet.profile.model import Prose


@pytest.mark.parametrize(
    ("sentence", "rest"),
    [
        ("I make sure food is safe and tastes the same.", "make sure food is safe and tastes the same."),
        ("I do payroll for factories", "payroll for factories"),
        ("I set and run lathes, and I get the first part right.", "set and run lathes, and get the first part right."),
        ("I plan the trucks and I've driven them.", None),
        ("I run my own crew.", None),
        ("I like bread.", None),
        ("We run a bakery.", None),
        ("I planned the trucks.", None),
        ("I teach in the US.", "teach in the US."),
    ],
)
def test_what_one_does(sentence: str, rest: str | None) -> None:
    assert does(Prose(sentence)) == rest


@pytest.mark.parametrize(
    ("sentence", "rest"),
    [
        ("I cut complaints by half in two years.", "cut complaints by half in two years."),
        ("I trained five apprentices and four are still there.", "trained five apprentices and four are still there."),
        ("I helped write the protocol that cut our days from 6 to 5.", None),
        ("I need 3 ovens.", None),
        ("I bake 400 loaves.", None),
        ("My course went from 61% to 88%.", None),
    ],
)
def test_what_one_did(sentence: str, rest: str | None) -> None:
    assert did(Prose(sentence)) == rest


@pytest.mark.parametrize(
    ("sentence", "rest"),
    [
        ("I'm the person who minds the old boats.", "the person who minds the old boats."),
        ("I am a nurse, and I find the vein.", None),
        ("I'm good with bread.", None),
        ("I am a cook who loves my oven.", None),
    ],
)
def test_who_one_is(sentence: str, rest: str | None) -> None:
    assert is_somebody(Prose(sentence)) == rest


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("at PyCon in 2024", "We met at PyCon in 2024"),
        ("the lime course at Charlestown in 2019", "We know each other from the lime course at Charlestown in 2019"),
        ("Curling league", "We know each other from Curling league"),
        ("we were both at Emory", "we were both at Emory"),
        ("You rigged our panto.", "You rigged our panto."),
        ("The council put us at one desk in 2015.", "The council put us at one desk in 2015."),
    ],
)
def test_how_two_people_met_is_a_sentence(typed: str, said: str) -> None:
    assert as_met(Prose(typed)) == said


def test_of_nothing_nothing_is_said() -> None:
    assert (does(None), did(None), is_somebody(None)) == (None, None, None)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("led the parapet repairs", "I led the parapet repairs"),
        ("Cut debtor days from 61 to 38.", "I cut debtor days from 61 to 38."),
        ("Trained 140 line leaders.", "I trained 140 line leaders."),
        ("Trained nurse with ten years of nights.", "Trained nurse with ten years of nights."),
        ("United Way honored the team.", "United Way honored the team."),
        ("Guests named me in 112 reviews.", "Guests named me in 112 reviews."),
        ("Led Zeppelin played at my bar.", "Led Zeppelin played at my bar."),
        ("I cut waste.", "I cut waste."),
        ("Put in charge of 30 people.", "Put in charge of 30 people."),
        ("Built in 1990, the plant never stopped.", "Built in 1990, the plant never stopped."),
    ],
)
def test_what_was_done_is_said_to_have_been_done_by_the_seeker(typed: str, said: str) -> None:
    assert with_subject(Prose(typed)) == said
