"""Staying in touch with a company that said no (`docs/content.md` 2.7 and 4.3)."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from jobnet.documents.touch import (
    Because,
    Stay,
    Touch,
    TouchLog,
    touch_for,
    turned_down_at,
    whom_to_touch,
)
from jobnet.errors import JobnetError
from jobnet.facts.history import History, Told
from jobnet.facts.items import Document, Item, Kind
from jobnet.facts.readers import reader_of, reader_of_person
from jobnet.profile.model import (
    Application,
    Direction,
    Disclosure,
    Impression,
    News,
    NewsSource,
    PartialDate,
    Profile,
    Prose,
    Relationship,
    Stage,
    TouchKind,
    Touchpoint,
)
from jobnet.rendering.rendering import render
from jobnet.review import ProfileUnderReview, letter_findings
from tests.builders import a_contact, a_person, a_profile, a_snapshot, an_application, an_event, day

TODAY = day("2026-11-20")
RUTH = a_person(honorific="Ms", family="Abernathy", email="ruth@example.com")
LUIS = a_person("Luis Ruiz")
REASON = "The study on resting dough that we spoke of has come out, and your method is in it."


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
    reason: str | None = None,
    history: History = History(),
    **changes: Any,
) -> Touch:
    found = application or a_no()
    profile = a_profile(**({"applications": (found,)} | changes))
    return touch_for(
        profile, found, reader_of_person(a_snapshot(profile), RUTH), reason=reason, today=TODAY, history=history
    )


def the_stay(*touchpoints: Touchpoint, told: tuple[Told, ...] = (), today: str = "2026-11-20") -> Stay:
    profile = a_profile(applications=(a_no(),), touchpoints=touchpoints)
    stay = TouchLog(profile, History(told), day(today)).stay(a_no())
    assert stay is not None
    return stay


def a_letter(date: str) -> Told:
    return Told("ruth abernathy", f"runnerup:{a_no().key}:ruth abernathy", Document.RUNNERUP, day(date))


def a_touch(number: int, date: str) -> Told:
    return Told("ruth abernathy", f"touch:{a_no().key}/{number}", Document.TOUCH, day(date))


def a_reply(date: str) -> Touchpoint:
    when = day(date)
    return Touchpoint(
        PartialDate(when.year, when.month, when.day), company="Harbourside Bakers", direction=Direction.IN
    )


def test_the_note_reminds_gives_its_reason_and_asks_for_no_reply() -> None:
    assert (
        render(touch(reason=REASON)).text
        == """\
Dear Ms Abernathy,

We spoke in September, when I interviewed for the Technical Manager
position at Harbourside Bakers.

The study on resting dough that we spoke of has come out, and your
method is in it.

No reply needed, of course. All good wishes to you and your colleagues.

With kind regards,
Nia Pargeter
nia@example.com"""
    )


def test_the_note_is_told_by_its_number_and_its_reason() -> None:
    news = News(Prose("Harbourside Bakers have won the Good Food award."), id="award", date=day("2026-11-10"))
    assert touch(news=(news,), history=History((a_letter("2026-09-22"),))).items == (
        Item(
            "touch:harbourside bakers/technical manager/2", Kind.TOUCH, "Harbourside Bakers", "Technical Manager", TODAY
        ),
        Item("news:award", Kind.NEWS, date=day("2026-11-10")),
    )


AWARD = News(Prose("Harbourside Bakers have won the Good Food award."), id="award", date=day("2026-11-10"))
PROMISE = Prose("When the allergen study is published, I will send it to you.")
OPENING = an_application(position="Quality Manager", events=(an_event(Stage.APPLIED, "2026-11-15"),))
KEEN = a_no(impression=Impression(promised=PROMISE))


@pytest.mark.parametrize(
    ("typed", "applications", "news", "because"),
    [
        (REASON, (KEEN, OPENING), (AWARD,), Because.TYPED),
        (None, (KEEN, OPENING), (AWARD,), Because.POSTING),
        (None, (KEEN,), (AWARD,), Because.COMPANY_NEWS),
        (None, (KEEN,), (), Because.PROMISED),
        (None, (a_no(),), (), None),
    ],
)
def test_the_best_reason_the_profile_holds_is_given(
    typed: str | None, applications: tuple[Application, ...], news: tuple[News, ...], because: Because | None
) -> None:
    found = touch(applications[0], reason=typed, applications=applications, news=news).reason
    assert (found.because if found else None) is because


@pytest.mark.parametrize(
    "changes",
    [
        {"headline": Prose("Harbour seals are back.")},
        {"headline": Prose("Harbourside Bakers and Fennel & Rye share a van.")},
        {"detail": Prose("Tamar Preserves came second.")},
        {"source": NewsSource.INTERVIEW},
        {"source": NewsSource.CONTACT},
        {"reader": a_contact()},
        {"disclosure": Disclosure.TRUSTED},
        {"date": day("2026-09-10")},
        {"date": day("2026-11-25")},
        {"date": None},
    ],
)
def test_news_is_no_reason_unless_it_is_theirs_public_fresh_and_names_no_other_company(changes: dict[str, Any]) -> None:
    assert touch(news=(replace(AWARD, **changes),)).reason is None


@pytest.mark.parametrize("item", ["news:award", "promise:harbourside bakers/technical manager"])
def test_a_reason_is_given_once(item: str) -> None:
    history = History((Told("ruth abernathy", item, Document.TOUCH, day("2026-11-12")),))
    kinds = {"news:award": ((a_no(),), (AWARD,)), "promise:harbourside bakers/technical manager": ((KEEN,), ())}
    applications, news = kinds[item]
    assert touch(applications[0], applications=applications, news=news, history=history).reason is None


def test_something_the_reader_cares_about_is_a_reason() -> None:
    ruth = a_contact("Ruth Abernathy", interests=("allergens",))
    news = replace(AWARD, headline=Prose("A new test finds sesame in ten minutes."), audience=("Allergens",))
    profile = a_profile(applications=(a_no(),), contacts=(ruth,), news=(news,))
    found = touch_for(
        profile, a_no(), reader_of(a_snapshot(profile), ruth), reason=None, today=TODAY, history=History()
    )
    assert found.reason is not None
    assert found.reason.because is Because.INTEREST


def test_without_a_reason_the_rules_refuse_the_note() -> None:
    profile = a_profile(applications=(a_no(),))
    context = touch()
    found = letter_findings(render(context), context, ProfileUnderReview(profile, History(), TODAY))
    assert [(each.rule, each.severity) for each in found if each.rule == "STAY-01"] == [("STAY-01", "error")]


def test_interest_is_said_every_other_time_and_never_of_a_job_not_wanted() -> None:
    once, twice = (), (a_letter("2026-09-22"),)
    said = [touch(reason=REASON, history=History(told)).says_interest for told in (once, twice)]
    unwanted = touch(a_no(wanted=False), reason=REASON, history=History(twice)).says_interest
    assert (said, unwanted) == ([False, True], False)


def test_contacts_are_counted_from_the_first_after_the_no_one_a_day() -> None:
    stay = the_stay(
        Touchpoint(PartialDate(2026, 9, 10), company="Harbourside Bakers"),
        Touchpoint(PartialDate(2026, 10, 1), company="Harbourside Bakers", kind=TouchKind.CALL),
        Touchpoint(PartialDate(2026, 10, 2), company="Tamar Preserves"),
        Touchpoint(PartialDate(2026, 10, 20), person="Ruth Abernathy"),
        told=(a_letter("2026-09-22"), a_touch(2, "2026-10-20")),
    )
    assert [str(each.date) for each in stay.contacts] == ["2026-09-22", "2026-10-01", "2026-10-20"]
    assert (stay.number, stay.before) == (4, 3)


def test_what_a_friend_who_works_there_is_handed_is_no_contact_with_the_company() -> None:
    ted = a_contact(company="Harbourside Bakers")
    given = Touchpoint(PartialDate(2026, 10, 1), contact=ted, document=Document.THANKS)
    rung = Touchpoint(PartialDate(2026, 10, 2), contact=ted, kind=TouchKind.CALL)
    assert [str(each.date) for each in the_stay(given, rung).contacts] == ["2026-10-02"]


def test_a_note_about_one_application_counts_for_the_other_there() -> None:
    other = a_no(position="Food Safety Lead")
    profile = a_profile(applications=(a_no(), other))
    stay = TouchLog(profile, History((a_letter("2026-09-22"),)), TODAY).stay(other)
    assert stay is not None
    assert (stay.number, stay.last) == (2, day("2026-09-22"))
    assert not TouchLog(profile, History((a_letter("2026-09-22"),)), TODAY).has_letter(stay)


@pytest.mark.parametrize(
    ("told", "replies", "due"),
    [
        ((), (), "2026-10-20"),  # thirty days after the news
        ((a_letter("2026-09-22"),), (), "2026-10-22"),
        ((a_letter("2026-10-10"),), (), "2026-11-09"),
        ((a_letter("2026-09-22"), a_touch(2, "2026-10-25")), (), "2027-01-23"),  # two unanswered: ninety days
        ((a_letter("2026-09-22"), a_touch(2, "2026-10-25")), ("2026-10-26",), "2026-12-24"),  # then day 90 to 120
        ((a_touch(1, "2026-11-01"), a_touch(2, "2026-12-01")), ("2026-12-02",), "2027-01-30"),
    ],
)
def test_the_next_note_waits_its_time(told: tuple[Told, ...], replies: tuple[str, ...], due: str) -> None:
    assert the_stay(*map(a_reply, replies), told=told, today="2026-12-31").due == day(due)


def test_four_unanswered_a_year_of_silence_or_about_six_are_enough() -> None:
    four = tuple(a_touch(n, f"2026-1{n % 3}-0{n}") for n in range(1, 5))
    six = tuple(a_touch(n, f"2026-10-0{n}") for n in range(1, 7))
    stops = [
        the_stay(told=four[:3], today="2026-12-31").stopped(day("2026-12-31")),
        the_stay(told=four, today="2026-12-31").stopped(day("2026-12-31")),
        the_stay().stopped(day("2027-09-20")),
        the_stay().stopped(day("2027-09-21")),
        the_stay(a_reply("2026-10-07"), told=six).stopped(TODAY),
    ]
    assert stops == [
        None,
        "4 notes in a row were not answered",
        None,
        "nobody there has answered for a year",
        "you have been in contact 6 times since the no",
    ]


def test_a_company_that_has_not_said_no_gets_no_such_note() -> None:
    reopened = a_no(events=(*a_no().events, an_event(Stage.REINSTATED, "2026-10-10")))
    for application in (an_application(), reopened):
        with pytest.raises(JobnetError, match="has not said no"):
            touch(application, reason=REASON)


def test_of_several_turn_downs_the_latest_is_meant_or_the_position_named() -> None:
    later = an_application(
        position="Quality Manager",
        events=(an_event(Stage.INTERVIEW, "2026-10-01"), an_event(Stage.REJECTED, "2026-10-09")),
    )
    profile = a_profile(applications=(later, a_no()))
    assert turned_down_at(profile, "harbourside bakers ltd", None, TODAY) is later
    assert turned_down_at(profile, "Harbourside Bakers", "technical manager", TODAY).key == a_no().key
    with pytest.raises(JobnetError, match="no turn-down by Tamar Preserves"):
        turned_down_at(profile, "Tamar Preserves", None, TODAY)


INSIDER = a_contact("Bea Li", company="Harbourside Bakers Ltd")
AGENCY = a_contact("Kim Seo-yeon", relationship=Relationship.RECRUITER_AGENCY)


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
    profile = a_profile(applications=(application,), contacts=(INSIDER, AGENCY))
    found = whom_to_touch(profile, application, history=History(told), today=TODAY)
    assert found is not None
    assert found.name == name


def test_nobody_known_there_means_nobody_to_write_to() -> None:
    application = a_no(hiring_manager=None, events=(an_event(Stage.REJECTED, "2026-09-20"),))
    profile = a_profile(applications=(application,))
    assert whom_to_touch(profile, application, history=History(), today=TODAY) is None


def test_writing_to_a_second_person_there_is_noticed() -> None:
    profile = a_profile(applications=(a_no(),))
    history = History((a_letter("2026-09-22"),))
    others = [
        touch_for(
            profile, a_no(), reader_of_person(a_snapshot(profile), who), reason=REASON, today=TODAY, history=history
        ).others_written
        for who in (RUTH, LUIS)
    ]
    assert others == [False, True]


@pytest.mark.parametrize(
    ("events", "said"),
    [
        (a_no().events, "September"),
        ((an_event(Stage.APPLIED, "2025-12-01"), an_event(Stage.REJECTED, "2026-09-20")), "applied for the Technical"),
        (
            (an_event(Stage.INTERVIEW, "2025-12-01"), an_event(Stage.REJECTED, "2026-09-20")),
            "In December 2025 I interviewed",
        ),
    ],
)
def test_the_reminder_is_true_whatever_happened(events: tuple[Any, ...], said: str) -> None:
    assert said in " ".join(render(touch(a_no(events=events), reason=REASON)).text.split())


@pytest.mark.parametrize(
    ("typed", "applications", "news", "subject"),
    [
        (REASON, (a_no(),), (), "The study on resting dough"),
        (
            "I passed the diploma in bread science with distinction last week.",
            (a_no(),),
            (),
            "Some news since September",
        ),
        (None, (a_no(), OPENING), (), "My application: Quality Manager"),
        (None, (a_no(),), (AWARD,), "Harbourside Bakers have won the Good Food award"),
        (
            None,
            (a_no(),),
            (
                replace(
                    AWARD, headline=Prose("In York the bakers of Harbourside Bakers bake bread by night and by day.")
                ),
            ),
            "Harbourside Bakers in the news",
        ),
        (None, (KEEN,), (), "What I promised you"),
        (
            None,
            (a_no(impression=Impression(promised=Prose("I promised you the allergen sheet, and will send it."))),),
            (),
            "The allergen sheet",
        ),
    ],
)
def test_the_subject_is_the_reason_in_whole_words(
    typed: str | None, applications: tuple[Application, ...], news: tuple[News, ...], subject: str
) -> None:
    assert render(touch(applications[0], reason=typed, applications=applications, news=news)).subject == subject


def test_an_alumna_who_works_there_is_asked_for_advice_and_not_for_a_place() -> None:
    alumna = a_contact("Jo Li", relationship=Relationship.ALUMNI, company="Harbourside Bakers")
    profile = a_profile(applications=(a_no(),), contacts=(alumna,))
    told = History((a_letter("2026-09-22"),))
    for number in range(16, 31):
        today = day(f"2026-11-{number}")
        context = touch_for(
            profile, a_no(), reader_of(a_snapshot(profile), alumna), reason=REASON, today=today, history=told
        )
        text = " ".join(render(context).text.split())
        assert "advice" in text or "how you see the work" in text
        assert "gladly work" not in text


def test_a_promise_is_said_plainly() -> None:
    assert render(touch(KEEN)).text.split("\n\n")[2] == (
        "There is one thing I have not forgotten. When the allergen study is\npublished, I will send it to you."
    )


def test_only_those_who_had_a_hand_in_it_may_remember() -> None:
    profile = a_profile(applications=(a_no(),), contacts=(INSIDER,))
    for number in range(16, 31):
        context = touch_for(
            profile,
            a_no(),
            reader_of(a_snapshot(profile), INSIDER),
            reason=REASON,
            today=day(f"2026-11-{number}"),
            history=History(),
        )
        assert "remember" not in render(context).text


CASES: list[tuple[Application, tuple[Application, ...], tuple[News, ...], str | None]] = [
    (a_no(), (a_no(),), (), REASON),
    (KEEN, (KEEN,), (), None),
    (a_no(), (a_no(),), (AWARD,), None),
    (a_no(), (a_no(), OPENING), (), None),
    (a_no(), (a_no(), replace(OPENING, events=(an_event(Stage.INTERESTED, "2026-11-15"),))), (), None),
]


@pytest.mark.parametrize(("application", "applications", "news", "reason"), CASES)
def test_no_note_mentions_the_no_or_draws_an_objection_on_any_day(
    application: Application, applications: tuple[Application, ...], news: tuple[News, ...], reason: str | None
) -> None:
    profile: Profile = a_profile(applications=applications, news=news)
    alumna = a_contact("Jo Li", relationship=Relationship.ALUMNI, company="Harbourside Bakers")
    readers = [
        reader_of_person(a_snapshot(profile), RUTH),
        reader_of(a_snapshot(profile), AGENCY),
        reader_of(a_snapshot(profile), alumna),
    ]
    for number in range(16, 31):
        for reader in readers:
            for told in ((), (a_letter("2026-09-22"),)):
                history = History(told)
                today = day(f"2026-11-{number}")
                context = touch_for(profile, application, reader, reason=reason, today=today, history=history)
                letter = render(context)
                assert letter.words <= 120
                assert letter_findings(letter, context, ProfileUnderReview(profile, history, today)) == ()
