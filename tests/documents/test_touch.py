"""Staying in touch with a company that said no (`docs/content.md` 2.7). Whole letters: `tests/golden/touch`."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from jobnet.documents.addressees import turned_down_application, whom_to_touch
from jobnet.documents.touch import Touch, touch_for
from jobnet.errors import JobnetError
from jobnet.facts.history import History, Told
from jobnet.facts.items import Document, Item, Kind
from jobnet.facts.readers import reader_of
from jobnet.profile.model import (
    Application,
    Contact,
    EventFormat,
    Impression,
    News,
    Person,
    Prose,
    Relationship,
    Stage,
)
from jobnet.rendering.rendering import render
from jobnet.review import ProfileUnderReview, letter_findings
from tests.builders import a_contact, a_person, a_profile, a_snapshot, an_application, an_event, day
from tests.program import run

if TYPE_CHECKING:
    from pathlib import Path

TODAY = day("2026-11-20")
RUTH = a_person(honorific="Ms", family="Abernathy", email="ruth@example.com")
LUIS = a_person("Luis Ruiz")
REASON = "The study on resting dough that we spoke of has come out, and your method is in it."
AWARD = News(Prose("Harbourside Bakers have won the Good Food award."), id="award", date=day("2026-11-10"))
OPENING = an_application(position="Quality Manager", events=(an_event(Stage.APPLIED, "2026-11-15"),))
INSIDER = a_contact("Bea Li", company="Harbourside Bakers Ltd")
AGENCY = a_contact("Kim Seo-yeon", relationship=Relationship.RECRUITER_AGENCY)
ALUMNA = a_contact("Jo Li", relationship=Relationship.ALUMNI, company="Harbourside Bakers")


def a_no(**changes: Any) -> Application:
    """Second of two on 20 September, after an interview with Ruth."""
    events = (
        an_event(Stage.APPLIED, "2026-09-01"),
        an_event(Stage.INTERVIEW, "2026-09-06", people=(RUTH,)),
        an_event(Stage.RUNNER_UP, "2026-09-20"),
    )
    known: dict[str, Any] = {"hiring_manager": RUTH, "events": events}
    return an_application(**(known | changes))


def touch(
    application: Application | None = None,
    *,
    to: Contact | Person = RUTH,
    reason: str | None = REASON,
    told: tuple[Told, ...] = (),
    **changes: Any,
) -> Touch:
    turned_down = application or a_no()
    contacts = (to,) if isinstance(to, Contact) else ()
    snapshot = a_snapshot(a_profile(**({"applications": (turned_down,), "contacts": contacts} | changes)), TODAY)
    reader = reader_of(snapshot, to)
    return touch_for(snapshot, turned_down, reader, reason=reason, history=History(told))


def a_letter(date: str, person: str = "ruth abernathy") -> Told:
    return Told(person, f"runnerup:{a_no().key}:{person}", Document.RUNNERUP, day(date))


def test_the_note_is_told_by_its_number_and_its_reason() -> None:
    assert touch(reason=None, news=(AWARD,), told=(a_letter("2026-09-22"),)).items == (
        Item(
            "touch:harbourside bakers/technical manager/2", Kind.TOUCH, "Harbourside Bakers", "Technical Manager", TODAY
        ),
        Item("news:award", Kind.NEWS, date=day("2026-11-10")),
    )


PROMISE = Prose("I will send you the allergen study as soon as it is published.")
KEEN = a_no(impression=Impression(promised=PROMISE))
KEPT = "The allergen study has been published."


@pytest.mark.parametrize(
    ("changes", "situations"),
    [
        ({}, ()),
        ({"to": LUIS, "application": a_no(hiring_manager=LUIS)}, ()),
        ({"reason": None, "application": a_no(), "applications": (a_no(), OPENING)}, ("posting",)),
        ({"application": KEEN, "reason": KEPT}, ("promise",)),
        ({"application": KEEN}, ()),
        ({"application": replace(KEEN, hiring_manager=LUIS), "reason": KEPT}, ()),
        ({"to": AGENCY}, ("recruiter",)),
        ({"to": replace(INSIDER, relationship=Relationship.RECRUITER_INHOUSE)}, ("recruiter",)),
        ({"to": INSIDER}, ("insider",)),
    ],
)
def test_the_reason_and_the_readers_part_say_which_letter_it_is(
    changes: dict[str, Any], situations: tuple[str, ...]
) -> None:
    assert touch(**changes).situations == situations


def test_a_promise_is_kept_once() -> None:
    first = touch(KEEN, reason=KEPT)
    item = f"promise:{KEEN.key}"
    assert item in {each.id for each in first.items}
    assert touch(KEEN, reason=KEPT, told=(Told("ruth abernathy", item, "touch", day("2026-11-01")),)).situations == ()


def test_a_promise_alone_is_no_reason_and_the_way_to_keep_it_is_said(tree: Path) -> None:
    (tree / "profile.yaml").write_text(
        """\
name: Nia Pargeter
email: nia@example.com
target_titles: [Technical Manager]
target_companies: [Harbourside Bakers]
applications:
  - company: Harbourside Bakers
    position: Technical Manager
    hiring_manager: {name: Ruth Abernathy, email: ruth@example.com}
    interview: 2026-08-06
    rejected: 2026-08-20
    impression: {promised: I will send you the allergen study as soon as it is published.}
"""
    )
    refused = run("touch", "--company", "Harbourside", cwd=tree)
    assert (refused.code, refused.out) == (65, "")
    assert "You promised: “I will send you the allergen study as soon as it is published.”" in refused.err

    advised = run("next", cwd=tree).out
    assert "you promised: “I will send you the allergen study" in " ".join(advised.split())

    fragment = run("touch", "--company", "Harbourside", "--reason", "expansion", cwd=tree)
    assert (fragment.code, fragment.out) == (2, "")
    assert "“expansion” is no whole sentence" in fragment.err

    kept = run("touch", "--company", "Harbourside", "--reason", KEPT, cwd=tree)
    assert kept.out.startswith("Subject: As promised\n")


def where(**changes: Any) -> dict[str, str]:
    """The day of the first acquaintance, under the name of what it was."""
    context = touch(**changes)
    names = ("met_on", "talked_on", "interviewed_on", "first_call_on", "applied_on")
    return {name: str(day) for name in names if (day := getattr(context, name))}


CALL = an_event(Stage.SCREENING, "2026-09-06", format=EventFormat.PHONE)
RUNG = an_event(Stage.INTERVIEW, "2026-09-06", people=(RUTH,), format=EventFormat.PHONE)
UNNAMED = an_event(Stage.INTERVIEW, "2026-09-06")
APPLIED, NO = an_event(Stage.APPLIED, "2026-09-01"), an_event(Stage.REJECTED, "2026-09-20")


@pytest.mark.parametrize(
    ("changes", "known"),
    [
        ({}, {"met_on": "2026-09-06"}),
        ({"to": INSIDER}, {"interviewed_on": "2026-09-06"}),
        ({"application": a_no(events=(UNNAMED, NO))}, {"met_on": "2026-09-06"}),
        ({"application": a_no(events=(UNNAMED, NO), recruiter=LUIS), "to": LUIS}, {"interviewed_on": "2026-09-06"}),
        ({"application": a_no(events=(RUNG, NO))}, {"talked_on": "2026-09-06"}),
        ({"application": a_no(events=(CALL, NO))}, {"talked_on": "2026-09-06"}),
        ({"application": a_no(events=(CALL, NO)), "to": INSIDER}, {"first_call_on": "2026-09-06"}),
        ({"application": a_no(events=(APPLIED, NO))}, {"applied_on": "2026-09-01"}),
        ({"application": a_no(events=(NO,))}, {}),
    ],
)
def test_the_reminder_is_of_what_this_reader_may_remember(changes: dict[str, Any], known: dict[str, str]) -> None:
    assert where(**changes) == known


def test_interest_is_said_every_other_time_and_never_of_a_job_not_wanted_nor_beside_an_open_application() -> None:
    twice = (a_letter("2026-09-22"),)
    assert [touch(told=told).says_interest for told in ((), twice)] == [False, True]
    assert not touch(a_no(wanted=False), told=twice).says_interest
    assert not touch(told=twice, applications=(a_no(), OPENING)).says_interest


def test_somebody_who_works_there_is_told_of_the_no_once() -> None:
    first = touch(to=INSIDER)
    told = [each for each in first.items if each.kind is Kind.EVENT]
    assert (first.tells_no, [each.date for each in told]) == (True, [day("2026-09-20")])
    again = touch(to=INSIDER, told=(Told(INSIDER.key, told[0].id, Document.TOUCH, day("2026-10-22")),))
    assert (again.tells_no, [each for each in again.items if each.kind is Kind.EVENT]) == (False, [])
    assert not touch().tells_no


@pytest.mark.parametrize(
    ("to", "letters", "asks"), [(ALUMNA, 1, True), (ALUMNA, 0, False), (INSIDER, 1, False), (RUTH, 1, False)]
)
def test_advice_is_asked_of_an_alumna_every_other_time(to: Contact | Person, letters: int, *, asks: bool) -> None:
    no = next(each for each in touch(to=ALUMNA).items if each.kind is Kind.EVENT)
    key = to.key if isinstance(to, Contact) else "ruth abernathy"
    knows = Told(key, no.id, Document.UPDATE, day("2026-09-25"))
    assert touch(to=to, told=(knows, *[a_letter("2026-09-22")] * letters)).asks_advice is asks


def test_only_recruiters_are_told_titles_and_availability() -> None:
    said = [touch(to=each, availability="from 1 December") for each in (AGENCY, RUTH)]
    assert [(each.titles, each.starts) for each in said] == [
        (("Quality Manager", "Technical Manager"), "from 1 December"),
        ((), None),
    ]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("from 1 January", "I can start from 1 January."),
        ("immediately", "I can start immediately."),
        ("two weeks after an offer", "I can start two weeks after an offer."),
        ("three months' notice", "I can start after three months' notice."),
        ("Mondays only", "Availability: Mondays only."),
    ],
)
def test_when_the_seeker_can_start_is_said_in_a_sentence(typed: str, said: str) -> None:
    text = render(touch(to=AGENCY, availability=typed)).flowing_text
    assert said in text.replace("’", "'")
    assert "When I could start" not in text


def test_without_a_reason_the_rules_refuse_the_note() -> None:
    context = touch(reason=None)
    found = letter_findings(render(context), context, ProfileUnderReview(a_snapshot(context.seeker, TODAY), History()))
    assert [(each.rule, each.severity) for each in found if each.rule == "STAY-01"] == [("STAY-01", "error")]


def test_a_company_that_has_not_said_no_gets_no_such_note() -> None:
    reopened = a_no(events=(*a_no().events, an_event(Stage.REINSTATED, "2026-10-10")))
    for application in (an_application(), reopened):
        with pytest.raises(JobnetError, match="has not said no"):
            touch(application)


def test_of_several_turn_downs_the_latest_is_meant_or_the_position_named() -> None:
    later = an_application(
        position="Quality Manager",
        events=(an_event(Stage.INTERVIEW, "2026-10-01"), an_event(Stage.REJECTED, "2026-10-09")),
    )
    snapshot = a_snapshot(a_profile(applications=(later, a_no())), TODAY)
    assert turned_down_application(snapshot, "harbourside bakers ltd", None) is later
    assert turned_down_application(snapshot, "Harbourside Bakers", "technical manager").key == a_no().key
    with pytest.raises(JobnetError, match="no turn-down by Tamar Preserves"):
        turned_down_application(snapshot, "Tamar Preserves", None)


@pytest.mark.parametrize(
    ("application", "told", "name"),
    [
        (a_no(), (), "Ruth Abernathy"),
        (a_no(hiring_manager=None), (), "Ruth Abernathy"),
        (a_no(hiring_manager=LUIS), (a_letter("2026-09-22"),), "Ruth Abernathy"),
        (a_no(hiring_manager=LUIS), (Told(INSIDER.key, f"touch:{a_no().key}/2", "touch", TODAY),), "Bea Li"),
        (a_no(hiring_manager=None, events=(an_event(Stage.REJECTED, "2026-09-20"),)), (), "Bea Li"),
        (a_no(agency=AGENCY), (a_letter("2026-09-22"),), "Kim Seo-yeon"),
    ],
)
def test_one_person_a_company_whoever_was_written_to_last(
    application: Application, told: tuple[Told, ...], name: str
) -> None:
    snapshot = a_snapshot(a_profile(applications=(application,), contacts=(INSIDER, AGENCY)), TODAY)
    person = whom_to_touch(snapshot, application, history=History(told))
    assert person is not None
    assert person.name == name


def test_nobody_known_there_means_nobody_to_write_to() -> None:
    application = a_no(hiring_manager=None, events=(an_event(Stage.REJECTED, "2026-09-20"),))
    snapshot = a_snapshot(a_profile(applications=(application,)), TODAY)
    assert whom_to_touch(snapshot, application, history=History()) is None


INTERESTED = replace(OPENING, events=(an_event(Stage.INTERESTED, "2026-11-15"),))
CASES: list[dict[str, Any]] = [
    {},
    {"application": KEEN, "reason": KEPT},
    {"reason": None, "news": (AWARD,)},
    {"reason": None, "news": (replace(AWARD, detail=Prose("I had some of it on the day.")),)},
    {"reason": None, "applications": (a_no(), OPENING)},
    {"reason": None, "applications": (a_no(), INTERESTED)},
]


@pytest.mark.parametrize("told", [(), (a_letter("2026-09-22"),)])
@pytest.mark.parametrize("to", [RUTH, AGENCY, INSIDER, ALUMNA])
@pytest.mark.parametrize("case", CASES)
def test_no_note_draws_an_objection_and_none_but_an_insiders_mentions_the_no(
    case: dict[str, Any], to: Contact | Person, told: tuple[Told, ...]
) -> None:
    context = touch(**case, to=to, told=told)
    letter = render(context)
    assert letter_findings(letter, context, ProfileUnderReview(a_snapshot(context.seeker, TODAY), History(told))) == ()
    assert letter.words <= 120
    assert ("get the job" in letter.flowing_text) is context.tells_no
