"""What is due today, in which order, and what is not (`docs/content.md` 4)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from jobnet.errors import quoted
from jobnet.facts.history import BY_HAND, History, Told, thanks_item
from jobnet.facts.items import Document
from jobnet.facts.snapshot import Snapshot
from jobnet.profile.model import (
    CompanyStatus,
    Contact,
    Direction,
    Disclosure,
    Impression,
    News,
    PartialDate,
    Profile,
    Prose,
    Referral,
    Relationship,
    Search,
    Stage,
    TouchKind,
    Touchpoint,
    Updates,
)
from jobnet.recipients import LetterRun
from jobnet.search.agenda import HANDFUL, due
from jobnet.search.due import Due, DueKind
from tests.builders import (
    a_company,
    a_confidential_search,
    a_contact,
    a_person,
    a_profile,
    an_application,
    an_event,
    an_offer,
    day,
)

if TYPE_CHECKING:
    import datetime as dt

TODAY = day("2026-11-20")  # a Friday
TED = a_contact()
RUTH = a_person(honorific="Ms", family="Abernathy", email="ruth@example.com")
HELPER = a_contact("Bea Li", email="bea@example.com", offered_help=an_offer("2026-11-19"))


def a_turned_down(company: str = "Harbourside Bakers", told: str = "2026-11-18", **changes: Any) -> Any:
    events = (
        an_event(Stage.APPLIED, "2026-08-03"),
        an_event(Stage.INTERVIEW, "2026-08-20", people=(RUTH,)),
        an_event(Stage.RUNNER_UP, told),
    )
    known: dict[str, Any] = {"hiring_manager": RUTH, "events": events}
    return an_application(company, **(known | changes))


def told(contact: Contact, document: Document, date: str, item: str = BY_HAND) -> Told:
    return Told(contact.key, item, document, day(date))


def agenda(*history: Told, today: str = "2026-11-20", **changes: Any) -> tuple[Due, ...]:
    known: dict[str, Any] = {"contacts": (TED,)}
    profile: Profile = a_profile(**(known | changes))
    return everything_due(profile, History(history), day(today))


def everything_due(profile: Profile, history: History = History(), today: dt.date = TODAY) -> tuple[Due, ...]:
    return due(LetterRun(Snapshot(profile, today), history))


def kinds(found: tuple[Due, ...]) -> list[str]:
    return [each.kind.value for each in found]


BRIEFED = told(TED, Document.BRIEF, "2026-10-01")
FIND = News(Prose("A course in Leeds."), id="course", date=day("2026-11-19"), reader=TED)
LEAD = Referral(TED, to="Jo Marsh", company="Tamar Preserves", received=day("2026-11-19"))
EVERYBODYS = News(Prose("The Guild lists interim posts."), id="guild", date=day("2026-11-12"))


def test_everything_due_in_the_order_in_which_to_do_it() -> None:
    bea = replace(HELPER, updates=None)
    zoe = a_contact("Zoe Park", updates=Updates.ON, phone="0117 555 0101")
    found = agenda(
        contacts=(zoe, bea, TED),
        referrals=(LEAD,),
        news=(FIND, EVERYBODYS),
        applications=(
            a_turned_down(),
            a_turned_down("The Galley", "2026-10-01", hiring_manager=a_person("Sam Orr"), position="Head Baker"),
        ),
    )
    assert found == (
        Due(
            DueKind.LOOP,
            "Ted Alder",
            "Tamar Preserves",
            day("2026-11-19"),
            "Ted Alder pointed you to Jo Marsh on 2026-11-19: say thank you",
            'jobnet thanks --to "Ted Alder"',
            person="ted alder",
        ),
        Due(
            DueKind.TIP,
            "Ted Alder",
            None,
            day("2026-11-19"),
            "You kept this for them: A course in Leeds.",
            'jobnet tip --to "Ted Alder" --news course',
            about="course",
            person="ted alder",
        ),
        Due(
            DueKind.RUNNERUP,
            "Ruth Abernathy",
            "Harbourside Bakers",
            day("2026-11-25"),
            "Harbourside Bakers said no to Technical Manager on 2026-11-18; "
            "the thank-you letter is best within two days and at the latest by 2026-11-25",
            'jobnet runnerup --company "Harbourside Bakers" --position "Technical Manager"',
            about="harbourside bakers/technical manager",
            person="ruth abernathy",
        ),
        Due(
            DueKind.REFERRAL,
            "Jo Marsh",
            "Tamar Preserves",
            day("2026-11-23"),
            "Ted Alder pointed you to Jo Marsh at Tamar Preserves; write or ring by 2026-11-23, then note it",
            'jobnet set referral "Jo Marsh" acted=2026-11-20',
            about="ted alder/jo marsh/tamar preserves",
        ),
        Due(
            DueKind.BRIEF,
            "Bea Li",
            None,
            day("2026-11-20"),
            "Bea Li offered help on 2026-11-19 and has had no brief",
            'jobnet brief --to "Bea Li"',
            person="bea li",
        ),
        Due(
            DueKind.TOUCH,
            "Sam Orr",
            "The Galley",
            day("2026-11-02"),
            "contact 1 of about 6 since The Galley said no on 2026-10-01; it needs a reason: news of theirs, "
            "something for them, or --reason",
            'jobnet touch --company "The Galley"',
            about="the galley/head baker/1",
            person="sam orr",
        ),
        Due(
            DueKind.UPDATE,
            "Zoe Park",
            None,
            TODAY,
            "Zoe Park has not heard from you yet, and there is something new",
            'jobnet update --to "Zoe Park"',
            person="zoe park",
            otherwise="ring 0117 555 0101, with the printed note beside you",
        ),
    )


def test_nothing_is_due_in_a_quiet_search() -> None:
    assert agenda() == ()


@pytest.mark.parametrize(
    ("changes", "by"),
    [
        ({}, "2026-11-19"),
        ({"acted": day("2026-11-19")}, "2026-11-24"),
        (
            {"acted": day("2026-11-02"), "result": Prose("She knew of nothing."), "result_on": day("2026-11-19")},
            "2026-11-24",
        ),
        ({"suitable": False}, "2026-11-20"),
    ],
)
def test_a_loop_is_due_the_same_day_or_within_three_working_days(changes: dict[str, Any], by: str) -> None:
    found = [each for each in agenda(referrals=(replace(LEAD, **changes),)) if each.kind is DueKind.LOOP]
    assert [each.due for each in found] == [day(by)]


def test_all_that_one_giver_is_owed_is_one_note() -> None:
    other = replace(LEAD, to="the alumni board", company=None, acted=day("2026-11-18"))
    talk = Touchpoint(PartialDate(2026, 11, 17), contact=TED, kind=TouchKind.INFORMATIONAL_INTERVIEW)
    loops = [each for each in agenda(referrals=(LEAD, other), touchpoints=(talk,)) if each.kind is DueKind.LOOP]
    reason = (
        "Ted Alder gave you a talk on 2026-11-17: say thank you; pointed you to Jo Marsh on 2026-11-19: say thank you; "
        "does not know yet that you followed up the alumni board on 2026-11-18"
    )
    assert [(each.company, each.due, each.reason) for each in loops] == [(None, day("2026-11-19"), reason)]


def test_a_loop_closed_or_thanked_for_is_not_due() -> None:
    closed = replace(LEAD, acted=day("2026-11-19"), loop_closed=day("2026-11-20"))
    assert kinds(agenda(referrals=(closed,))) == []
    assert kinds(agenda(told(TED, Document.THANKS, "2026-11-19"), referrals=(LEAD,))) == ["referral"]


def test_a_tip_waits_no_longer_than_its_deadline_and_is_given_once() -> None:
    second = replace(FIND, id="second")
    past = replace(FIND, deadline=day("2026-11-19"))
    assert kinds(agenda(news=(past,))) == []
    assert [each.about for each in agenda(news=(FIND, second))] == ["course"]
    heard = told(TED, Document.TIP, "2026-11-19", "news:course")
    assert [each.about for each in agenda(heard, news=(FIND, second))] == ["second"]


def an_interviewed(on: str, **changes: Any) -> Any:
    events = (an_event(Stage.APPLIED, "2026-08-03"), an_event(Stage.INTERVIEW, on, people=(RUTH,)))
    return an_application(**({"events": events} | changes))


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        ("2026-11-21", []),
        ("2026-11-20", ["Ruth Abernathy"]),
        ("2026-11-18", ["Ruth Abernathy"]),
        ("2026-11-17", []),
    ],
)
def test_thanks_for_an_interview_are_due_from_its_day_for_three_days(on: str, expected: list[str]) -> None:
    found = everything_due(a_profile(contacts=(), applications=(an_interviewed(on),)))
    assert [each.who for each in found if each.kind is DueKind.THANKS] == expected


def test_thanks_for_an_interview_are_due_once_and_only_while_an_answer_is_awaited() -> None:
    application = an_interviewed("2026-11-19")
    profile = a_profile(contacts=(), applications=(application,))
    (found,) = everything_due(profile)
    assert (found.kind, found.due, found.command) == (
        DueKind.THANKS,
        day("2026-11-20"),
        'jobnet thanks --company "Harbourside Bakers"',
    )
    item = thanks_item(application, day("2026-11-19"))
    thanked = History((Told("ruth abernathy", item.id, Document.THANKS, TODAY),))
    assert everything_due(profile, thanked) == ()
    by_hand = History((Told("ruth abernathy", BY_HAND, Document.THANKS, TODAY),))
    assert everything_due(profile, by_hand) == ()
    for stage in (Stage.REJECTED, Stage.OFFER, Stage.WITHDRAWN):
        ended = replace(application, events=(*application.events, an_event(stage, "2026-11-20")))
        kinds = [each.kind for each in everything_due(replace(profile, applications=(ended,)))]
        assert DueKind.THANKS not in kinds


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        ("2026-11-18", []),  # not in the first hours
        ("2026-11-19", ["runnerup"]),
        ("2026-11-25", ["runnerup"]),
        ("2026-12-17", ["runnerup"]),
        ("2026-12-18", ["touch"]),  # a month later the note to stay in touch takes its place
    ],
)
def test_the_runner_up_letter_is_due_from_the_day_after(today: str, expected: list[str]) -> None:
    assert kinds(agenda(today=today, applications=(a_turned_down(),))) == expected


@pytest.mark.parametrize(
    "application",
    [
        a_turned_down(wanted=False),
        a_turned_down(events=(an_event(Stage.APPLIED, "2026-08-03"), an_event(Stage.REJECTED, "2026-11-18"))),
        a_turned_down(events=(an_event(Stage.INTERVIEW, "2026-08-03"), an_event(Stage.WITHDRAWN, "2026-11-18"))),
        a_turned_down(events=(*a_turned_down().events, an_event(Stage.REINSTATED, "2026-11-19"))),
    ],
)
def test_no_letter_without_an_interview_a_no_and_the_wish_to_work_there(application: Any) -> None:
    assert kinds(agenda(applications=(application,))) == []


def test_the_runner_up_letter_is_written_once_by_jobnet_or_by_hand() -> None:
    application = a_turned_down()
    sent = Told("ruth abernathy", f"runnerup:{application.key}:ruth abernathy", Document.RUNNERUP, day("2026-11-19"))
    by_hand = Touchpoint(PartialDate(2026, 11, 19), person="Ruth Abernathy", document="runnerup")
    assert kinds(agenda(sent, applications=(application,))) == []
    assert kinds(agenda(applications=(application,), touchpoints=(by_hand,))) == []


def test_no_brief_is_due_to_who_recruits_where_i_applied() -> None:
    pat = a_contact("Pat Doyle", relationship=Relationship.RECRUITER_INHOUSE, company="Harbourside Bakers")
    pat = replace(pat, offered_help=an_offer("2026-11-18"))
    assert kinds(agenda(contacts=(pat,), applications=())) == ["brief"]
    assert kinds(agenda(contacts=(pat,), applications=(an_application(),))) == []


def test_an_offer_is_answered_with_a_brief_once_for_the_same_titles() -> None:
    assert kinds(agenda(contacts=(HELPER,))) == ["brief"]
    assert kinds(agenda(told(HELPER, Document.BRIEF, "2026-11-19"), contacts=(HELPER,))) == []
    assert kinds(agenda(told(HELPER, Document.BRIEF, "2026-11-01", "brief:other"), contacts=(HELPER,))) == []
    changed = agenda(told(HELPER, Document.BRIEF, "2026-10-01", "brief:other"), contacts=(HELPER,))
    assert [(each.kind, each.due) for each in changed] == [(DueKind.BRIEF, day("2026-11-02"))]


def test_nobody_is_asked_anew_while_a_loop_with_them_is_open() -> None:
    lead = replace(LEAD, giver=HELPER, acted=day("2026-11-19"), thanked=day("2026-11-19"))
    acted = Told(HELPER.key, "referral:bea li/jo marsh/tamar preserves/acted", Document.THANKS, day("2026-11-19"))
    closed = replace(lead, loop_closed=day("2026-11-20"))
    assert kinds(agenda(acted, contacts=(HELPER,), referrals=(lead,))) == []
    found = agenda(acted, contacts=(HELPER,), referrals=(closed,))
    assert [(each.kind, each.due) for each in found] == [(DueKind.BRIEF, day("2026-11-23"))]


def test_a_touch_is_one_a_company_and_none_while_another_application_there_is_open() -> None:
    first = a_turned_down(told="2026-10-01")
    second = a_turned_down(told="2026-10-05", position="Head Baker")
    found = agenda(applications=(first, second))
    assert [each.command for each in found] == ['jobnet touch --company "Harbourside Bakers" --position "Head Baker"']
    assert kinds(agenda(applications=(first, an_application(position="Quality Manager")))) == []


@pytest.mark.parametrize(
    ("applied", "touched", "expected"),
    [
        ("2026-11-20", (), ["2026-11-20"]),
        ("2026-11-13", (), ["2026-11-13"]),
        ("2026-11-12", (), []),  # no news any more, and the process is open
        ("2026-11-20", ("2026-10-21",), ["2026-11-20"]),
        ("2026-11-20", ("2026-10-22",), []),  # they heard less than thirty days ago
    ],
)
def test_a_new_application_there_goes_with_a_note_the_same_day(
    applied: str, touched: tuple[str, ...], expected: list[str]
) -> None:
    first = a_turned_down(told="2026-10-01")
    again = an_application(position="Quality Manager", events=(an_event(Stage.APPLIED, applied),))
    history = [Told("ruth abernathy", f"touch:{first.key}/1", Document.TOUCH, day(date)) for date in touched]
    found = agenda(*history, applications=(first, again))
    assert [str(each.due) for each in found if each.kind is DueKind.TOUCH] == expected


def test_a_post_that_was_called_off_is_not_a_no() -> None:
    cancelled = an_application(
        events=(
            an_event(Stage.INTERVIEW, "2026-09-10", people=(a_person(),)),
            an_event(Stage.CANCELLED, "2026-10-01"),
        )
    )
    for today, said in (
        ("2026-10-05", "called the Technical Manager post off on"),
        ("2026-11-20", "called the post off on"),
    ):
        assert f"Harbourside Bakers {said} 2026-10-01" in agenda(applications=(cancelled,), today=today)[0].reason


def test_a_touch_that_has_a_reason_goes_before_those_that_need_one_and_updates_do_too() -> None:
    bare = tuple(a_turned_down(f"Mill {n}", "2026-09-01", hiring_manager=a_person(f"Boss {n}")) for n in range(9))
    ready = a_turned_down("The Galley", "2026-10-10", hiring_manager=a_person("Sam Orr"))
    helpers = tuple(a_contact(f"Helper {n}", updates=Updates.ON) for n in range(3))
    oven = News(Prose("The Galley has a new oven."), date=day("2026-11-12"))
    found = agenda(applications=(*bare, ready), contacts=helpers, news=(EVERYBODYS, oven))
    assert [each.who for each in found] == ["Boss 0", "Sam Orr", "Helper 0", "Helper 1", "Helper 2"]
    assert found[1].reason.endswith("; the reason: news of theirs, “The Galley has a new oven.”")


def test_a_promise_is_recalled_where_there_is_no_reason_yet() -> None:
    promise = Impression(promised=Prose("I will send you the rota."))
    kept = a_turned_down("The Galley", "2026-10-10", hiring_manager=a_person("Sam Orr"), impression=promise)
    found = agenda(applications=(kept,))
    assert [each.reason.partition("; ")[2] for each in found] == [
        "you promised: “I will send you the rota.” Keep it with --reason"
    ]


@pytest.mark.parametrize("status", [CompanyStatus.DROPPED, CompanyStatus.PAUSED])
def test_a_company_given_up_is_left_in_peace(status: CompanyStatus) -> None:
    companies = (a_company("Harbourside Bakers", status=status),)
    for when in ("2026-10-01", "2026-11-18"):
        assert kinds(agenda(applications=(a_turned_down(told=when),), target_companies=companies)) == []


def test_touches_stop_when_nobody_answers() -> None:
    application = a_turned_down(told="2026-01-05")
    silent = [
        Told("ruth abernathy", f"touch:{application.key}/{n}", Document.TOUCH, day(f"2026-0{n + 1}-10"))
        for n in range(1, 5)
    ]
    assert kinds(agenda(*silent[:3], applications=(application,))) == ["touch"]
    assert kinds(agenda(*silent, applications=(application,))) == []


@pytest.mark.parametrize(
    ("contact", "history", "today", "expected"),
    [
        (replace(TED, updates=Updates.ON), (), "2026-11-20", ["update"]),
        (TED, (), "2026-11-20", []),  # never offered help
        (TED, (BRIEFED,), "2026-10-28", []),
        (TED, (BRIEFED,), "2026-10-29", ["update"]),
        (TED, (BRIEFED, told(TED, Document.TIP, "2026-11-01", "news:x")), "2026-11-14", []),
        (TED, (BRIEFED, told(TED, Document.TIP, "2026-11-01", "news:x")), "2026-11-15", ["update"]),
        (replace(TED, trust=Disclosure.TRUSTED), (told(TED, Document.BRIEF, "2026-11-05"),), "2026-11-20", ["update"]),
        (replace(TED, relationship=Relationship.RECRUITER_AGENCY, updates=Updates.ON), (), "2026-11-20", []),
    ],
)
def test_updates_are_counted_from_the_last_one_or_a_brief_and_keep_two_weeks_from_any_note(
    contact: Contact, history: tuple[Told, ...], today: str, expected: list[str]
) -> None:
    assert kinds(agenda(*history, today=today, contacts=(contact,), news=(EVERYBODYS,))) == expected


@pytest.mark.parametrize(
    ("direction", "day_of_call", "expected"),
    [
        (Direction.OUT, 10, []),
        (Direction.OUT, 6, ["update"]),
        (Direction.IN, 10, ["update"]),  # whoever rings may be written to
    ],
)
def test_a_call_to_them_counts_as_a_note(direction: Direction, day_of_call: int, expected: list[str]) -> None:
    rang = Touchpoint(PartialDate(2026, 11, day_of_call), contact=TED, kind=TouchKind.CALL, direction=direction)
    assert kinds(agenda(BRIEFED, news=(EVERYBODYS,), touchpoints=(rang,))) == expected


@pytest.mark.parametrize(
    ("has_gone", "since"),
    [(True, "last heard from you on 2026-10-01"), (False, "has a letter from you that waits or is in doubt")],
)
def test_nobody_is_said_to_have_heard_from_a_letter_that_waits(has_gone: bool, since: str) -> None:
    (found,) = agenda(replace(BRIEFED, has_gone=has_gone), contacts=(TED,), news=(EVERYBODYS,))
    assert found.reason == f"Ted Alder {since}, and there is something new"


def test_no_update_without_anything_new() -> None:
    assert kinds(agenda(contacts=(replace(TED, updates=Updates.ON),), target_companies=())) == []


def test_what_can_wait_makes_no_more_than_a_handful_of_a_day() -> None:
    many = tuple(a_contact(f"Helper {n}", updates=Updates.ON) for n in range(20))
    assert len(agenda(contacts=many, news=(EVERYBODYS,))) == HANDFUL
    offers = tuple(a_contact(f"Friend {n}", offered_help=an_offer("2026-11-19")) for n in range(8))
    found = kinds(agenda(contacts=(*many, *offers), news=(EVERYBODYS,)))
    assert (found.count("brief"), found.count("update")) == (8, 2)


def test_at_most_three_notes_a_month_to_one_person_loops_excepted() -> None:
    written = [told(TED, Document.UPDATE, f"2026-11-0{n}", f"news:{n}") for n in (1, 2, 3)]
    assert kinds(agenda(*written[:2], news=(FIND,), referrals=(LEAD,))) == ["loop", "tip", "referral"]
    assert kinds(agenda(*written, news=(FIND,), referrals=(LEAD,))) == ["loop", "referral"]
    assert kinds(agenda(*written[:2], news=(FIND,), contacts=(replace(TED, offered_help=an_offer()),))) == ["tip"]


def test_nothing_is_suggested_for_whoever_opted_out() -> None:
    out = replace(TED, updates=Updates.OFF, offered_help=an_offer())
    boss = a_contact("Ruth Abernathy", updates=Updates.OFF)
    application = a_turned_down(hiring_manager=a_person(contact=boss))
    found = agenda(
        contacts=(out, boss),
        news=(replace(FIND, reader=out), EVERYBODYS),
        referrals=(replace(LEAD, giver=out, acted=day("2026-11-19")),),
        applications=(application,),
    )
    assert found == ()


def test_nothing_is_suggested_for_colleagues_in_a_confidential_search() -> None:
    colleague = replace(HELPER, company="Corvane Foods Ltd")
    assert agenda(contacts=(colleague,), search=a_confidential_search()) == ()


ACCEPTED = an_application("Tamar Preserves", events=(an_event(Stage.ACCEPTED, "2026-11-10"),))


def test_after_a_yes_only_the_good_news_is_due() -> None:
    waiting = an_application("Fennel & Rye")
    changes: dict[str, Any] = {
        "contacts": (TED, HELPER),
        "referrals": (LEAD,),
        "news": (FIND,),
        "search": Search(announce_after=day("2026-11-16")),
    }
    first = agenda(BRIEFED, applications=(ACCEPTED, waiting), **changes)
    assert [(each.kind, each.command) for each in first] == [
        (DueKind.LANDED, 'jobnet log "Fennel & Rye" withdrawn --position "Technical Manager"')
    ]
    second = agenda(BRIEFED, applications=(ACCEPTED,), **changes)
    assert [(each.who, each.command) for each in second] == [("Ted Alder", "jobnet landed --all")]
    heard = told(TED, Document.LANDED, "2026-11-17", "landed")
    assert agenda(BRIEFED, heard, applications=(ACCEPTED,), **changes) == ()


def test_the_good_news_waits_for_the_day_the_user_set() -> None:
    early = Search(announce_after=day("2026-11-23"))
    assert agenda(BRIEFED, applications=(ACCEPTED,), search=early) == ()
    unset = agenda(BRIEFED, applications=(ACCEPTED,), search=Search())
    assert "Set search.announce_after" in unset[0].reason


@pytest.mark.parametrize(
    ("word", "written"),
    [
        ("Ted", "Ted"),
        ("Ted Alder", '"Ted Alder"'),
        ("O'Neill", '"O\'Neill"'),
        ('Bo "B" Li', "'Bo \"B\" Li'"),
        ("$x", "'$x'"),
    ],
)
def test_a_word_of_a_command_is_quoted_for_every_shell(word: str, written: str) -> None:
    assert quoted(word) == written


def test_a_reopened_process_with_an_interview_planned_is_ended_before_the_news_is_told() -> None:
    reopened = an_application(
        events=(
            an_event(Stage.REJECTED, "2026-10-20"),
            an_event(Stage.REINSTATED, "2026-11-01"),
            an_event(Stage.INTERVIEW, "2026-12-01"),
        )
    )
    found = agenda(BRIEFED, applications=(ACCEPTED, reopened), search=Search(announce_after=day("2026-11-16")))
    assert [(each.kind, each.who) for each in found] == [(DueKind.LANDED, "Harbourside Bakers")]
