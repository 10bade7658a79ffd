"""The thanks after an interview, before the answer: to whom, for what, once. Whole letters: `tests/golden/thanks`."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from jobnet.documents.addressees import interviewed_application, reader_thanked
from jobnet.documents.thanks_interview import ThanksAfterInterview, thanks_after_interview
from jobnet.errors import JobnetError
from jobnet.facts.history import History, Told
from jobnet.profile.model import EventFormat, Impression, Prose, Stage
from jobnet.rendering.rendering import render
from tests.builders import a_person, a_profile, a_snapshot, an_application, an_event, day

if TYPE_CHECKING:
    from jobnet.facts.snapshot import Snapshot
    from jobnet.profile.model import Application, Event, Person

TODAY = dt.date(2026, 10, 15)
RUTH = a_person("Ruth Abernathy", honorific="Ms", family="Abernathy")
LUIS = a_person("Luis Ruiz", honorific="Mr", family="Ruiz", particular=Prose("Your map ought to be in a museum."))
WALK = Prose("The walk along the new line stays with me.")
RULE = Prose("So does the rule that any baker may stop a batch.")
THIRD = Prose("I liked the blackboard, too.")
FIRST = an_event(Stage.INTERVIEW, "2026-10-06", people=(RUTH,))
SECOND = an_event(Stage.INTERVIEW, "2026-10-14", people=(LUIS, RUTH))
WAITING = an_application(
    hiring_manager=RUTH, events=(FIRST, SECOND), impression=Impression(particulars=(WALK, RULE, THIRD))
)


def search(application: Application = WAITING) -> Snapshot:
    return a_snapshot(a_profile(applications=(application,)), TODAY)


def made(
    application: Application = WAITING,
    who: Person | None = None,
    history: History = History(),
) -> ThanksAfterInterview:
    snapshot = search(application)
    return thanks_after_interview(snapshot, application, reader_thanked(snapshot, application, who), history=history)


def told(context: ThanksAfterInterview) -> History:
    """What the reader knows once this has been sent."""
    return History(tuple(Told(context.reader.key, item.id, "thanks", TODAY) for item in context.items))


def test_whoever_held_the_last_interview_is_thanked_for_that_one() -> None:
    context = made()
    assert (context.reader.name, context.date, context.colleagues) == ("Ruth Abernathy", SECOND.date, ("Mr Ruiz",))
    said = render(context).flowing_text
    assert (
        "Thank you for the interview on Wednesday for the Technical Manager job at Harbourside Bakers, and please thank Mr Ruiz"
        in said
    )


def test_those_whose_names_are_not_known_are_thanked_as_the_others() -> None:
    text = render(made(replace(WAITING, events=(replace(SECOND, others=1),)))).flowing_text
    assert "and please thank Mr Ruiz and the others, too." in text


def test_whoever_decides_is_told_what_they_showed_and_one_thing_the_seeker_can_do() -> None:
    proof, you = Prose("I halved complaints in two years."), Prose("You knew every baker by name.")
    application = replace(WAITING, impression=replace(WAITING.impression, of_reader=you))
    snapshot = a_snapshot(a_profile(applications=(application,), proof_points=(proof,)), TODAY)
    ruth, luis = (
        thanks_after_interview(snapshot, application, reader_thanked(snapshot, application, who), history=History())
        for who in (RUTH, LUIS)
    )
    assert (ruth.particulars, ruth.proof_point) == ((WALK, RULE, you), proof)
    assert (luis.particulars, luis.proof_point) == ((LUIS.particular,), None)


@pytest.mark.parametrize(
    ("events", "name"),
    [
        ((FIRST, replace(SECOND, people=(LUIS,))), "Luis Ruiz"),
        ((FIRST, replace(SECOND, people=())), "Ruth Abernathy"),
        ((replace(FIRST, people=(LUIS,)), SECOND), "Ruth Abernathy"),
    ],
)
def test_it_is_whoever_was_there_else_the_hiring_manager(events: tuple[Event, ...], name: str) -> None:
    assert made(replace(WAITING, events=events)).reader.name == name


def test_others_who_were_there_get_a_note_with_what_is_theirs() -> None:
    context = made(who=LUIS)
    assert (context.is_main, context.particulars, context.promised) == (False, (LUIS.particular,), None)
    assert "please" not in render(context).flowing_text


def test_one_or_two_things_are_remembered_and_not_again_the_next_time() -> None:
    first = made(replace(WAITING, events=(FIRST,)))
    assert first.particulars == (WALK, RULE)
    assert made(history=told(first)).particulars == (THIRD,)


def test_what_was_promised_is_said_once_and_nothing_is_recorded_twice() -> None:
    promising = replace(WAITING, impression=replace(WAITING.impression, promised=Prose("I will bring the study.")))
    first = made(replace(promising, events=(FIRST,)))
    second = made(promising, history=told(first))
    assert (first.promised, second.promised) == ("I will bring the study.", None)
    assert {each.id for each in first.items}.isdisjoint(each.id for each in second.items)


def test_it_is_written_once_for_each_interview_and_reader() -> None:
    first = made(replace(WAITING, events=(FIRST,)))
    assert made(replace(WAITING, events=(FIRST,)), history=told(first)).is_empty
    assert not made(history=told(first)).is_empty
    assert not made(who=LUIS, history=told(made())).is_empty


def test_the_next_round_is_looked_forward_to_where_it_is_fixed() -> None:
    context = made(replace(WAITING, events=(FIRST, replace(SECOND, date=day("2026-10-20")))))
    assert context.next_interview == day("2026-10-20")
    assert "I am looking forward to the interview on Tuesday 20 October." in render(context).flowing_text
    assert "If you need anything more from me, please ask." in render(made()).flowing_text


def test_a_first_call_is_no_interview() -> None:
    call = an_event(Stage.SCREENING, "2026-10-14", people=(RUTH,), format=EventFormat.PHONE)
    text = render(made(replace(WAITING, events=(call,)))).flowing_text
    assert "Thank you for talking with me on Wednesday about the Technical Manager job at Harbourside Bakers." in text
    assert "interview" not in text


def test_nobody_is_told_of_themselves_by_name() -> None:
    of_ruth = Prose("Ms Abernathy let me hold the sieve.")
    application = replace(WAITING, impression=Impression(particulars=(of_ruth, Prose("The mill hums at night."))))
    said = render(made(application)).flowing_text
    assert ("Ms Abernathy let" in said, "The mill hums at night." in said) == (False, True)


def test_with_nothing_remembered_the_wish_stands_alone() -> None:
    bare = replace(WAITING, impression=Impression())
    assert "Mr Ruiz, too.\n\nI would be very glad to work with you." in (render(made(bare)).flowing_text)


@pytest.mark.parametrize(
    ("end", "message"),
    [
        (Stage.REJECTED, 'Write: jobnet runnerup --company "Harbourside Bakers".'),
        (Stage.RUNNER_UP, 'Write: jobnet runnerup --company "Harbourside Bakers".'),
        (Stage.WITHDRAWN, "has come to its end"),
        (Stage.ACCEPTED, "has come to its end"),
        (Stage.OFFER, "There is an offer"),
    ],
)
def test_once_there_is_an_answer_it_is_refused(end: Stage, message: str) -> None:
    with pytest.raises(JobnetError, match=message):
        made(replace(WAITING, events=(*WAITING.events, an_event(end, "2026-10-15"))))


def test_who_was_not_there_is_not_thanked_for_interviewing() -> None:
    manager = replace(WAITING, events=(replace(SECOND, people=(LUIS,)),))
    with pytest.raises(JobnetError, match="Ruth Abernathy was at no interview at Harbourside Bakers"):
        made(manager, RUTH)
    with pytest.raises(JobnetError, match="Otto Reuter is not on record as having interviewed you"):
        made(who=a_person("Otto Reuter"))


def test_where_nobody_is_named_the_user_says_who_it_was() -> None:
    with pytest.raises(JobnetError, match="nobody who interviewed you at Harbourside Bakers"):
        made(replace(WAITING, hiring_manager=None, events=(replace(SECOND, people=()),)))


def test_of_two_applications_the_one_that_waits_is_meant() -> None:
    closed = replace(WAITING, position="Baker", events=(FIRST, an_event(Stage.REJECTED, "2026-10-10")))
    snapshot = a_snapshot(a_profile(applications=(closed, WAITING)), TODAY)
    assert interviewed_application(snapshot, "Harbourside Bakers") == WAITING
    assert interviewed_application(snapshot, "Harbourside Bakers", "baker") == closed
    with pytest.raises(JobnetError, match="No interview for Nurse at Harbourside Bakers is on record"):
        interviewed_application(snapshot, "Harbourside Bakers", "Nurse")
