"""The thanks: three moments, suitable or not, several loops in one note (`docs/content.md` 2.6)."""

from __future__ import annotations

from typing import Any

import pytest

from jobnet.documents.thanks import Moment, Reached, Thanks, as_it_stands, moment_of, thanks_for
from jobnet.facts.history import BY_HAND, History, Told
from jobnet.facts.items import Document, Item, Kind
from jobnet.facts.readers import reader_of
from jobnet.profile.model import (
    Direction,
    OfferInReturn,
    PartialDate,
    Profile,
    Prose,
    Referral,
    Relationship,
    Search,
    Stage,
    TouchKind,
    Touchpoint,
)
from jobnet.rendering.rendering import render
from jobnet.review import letter_findings
from tests.builders import a_contact, a_profile, a_snapshot, an_application, an_event, day

TODAY = day("2026-11-20")
TED = a_contact()
ANA = a_contact("Ana Ruiz", relationship=Relationship.ACQUAINTANCE)


def a_referral(**changes: Any) -> Referral:
    """Received and nothing more."""
    known: dict[str, Any] = {
        "giver": TED,
        "to": "Ruth Abernathy",
        "company": "Harbourside Bakers",
        "received": day("2026-10-02"),
    }
    return Referral(**(known | changes))


def a_result(text: str = "She asked for my CV.", **changes: Any) -> Referral:
    known = {"acted": day("2026-10-05"), "result": Prose(text), "result_on": day("2026-10-12")}
    return a_referral(**(known | changes))


def thanks(*referrals: Referral, history: History = History(), again: bool = False, **changes: Any) -> Thanks:  # noqa: B008
    profile = a_profile(**({"contacts": (TED, ANA), "referrals": referrals} | changes))
    return thanks_for(profile, reader_of(a_snapshot(profile), TED), today=TODAY, history=history, again=again)


def text_of(context: Thanks) -> str:
    return render(context).text


def test_at_once_the_note_says_thank_you_and_promises_to_act() -> None:
    assert (
        text_of(thanks(a_referral()))
        == """\
Dear Ted,

Thank you for pointing me to Ruth Abernathy at Harbourside Bakers. I
will follow it up within two working days and tell you what comes of it.
I will not mention your name there unless you tell me that I may.

With thanks,
Nia
nia@example.com"""
    )


def test_a_company_that_stands_in_the_lead_is_not_said_again() -> None:
    for to, company in (("the matron at Cole House", "Cole House Ltd"), ("Ms Vale, Cole House", "Cole House")):
        assert [loop.company for loop in thanks(a_referral(to=to, company=company)).loops] == [None]
    assert [loop.company for loop in thanks(a_referral(to="Ms Cole", company="Cole House")).loops] == ["Cole House"]


def test_a_result_that_did_not_fit_sharpens_the_target_kindly() -> None:
    referral = a_result("She runs a restaurant kitchen and was generous with her time.", suitable=False)
    context = thanks(referral, not_a_fit=Prose("Restaurant kitchens are not what I'm after."))
    assert (
        text_of(context)
        == """\
Dear Ted,

You pointed me to Ruth Abernathy at Harbourside Bakers, and you should
hear what came of it. I followed it up on 5 October. She runs a
restaurant kitchen and was generous with her time.

It was not quite the right match. I should have said more clearly what I
am looking for: a role as Quality Manager or Technical Manager.
Restaurant kitchens are not what I'm after.

Thank you for thinking of me and for passing it on.

With thanks,
Nia
nia@example.com"""
    )


def test_what_was_learned_sharpens_in_the_users_own_words() -> None:
    learned = Prose("It helped me see that I should have said factory rather than restaurant.")
    context = thanks(a_result(suitable=False, learned=learned))
    assert (context.sharpen, context.loops[0].learned) == ((), learned)


@pytest.mark.parametrize(
    ("referral", "moment"),
    [
        (a_referral(), Moment.RECEIVED),
        (a_referral(received=None), Moment.RECEIVED),
        (a_referral(acted=day("2026-10-05")), Moment.ACTED),
        (a_referral(acted=day("2026-12-05")), Moment.RECEIVED),
        (a_result(), Moment.RESULT),
        (a_result(acted=None), Moment.RESULT),
        (a_result(result_on=day("2026-12-01")), Moment.ACTED),
        (a_referral(suitable=False), Moment.RESULT),
        (a_referral(received=day("2026-12-01")), None),
    ],
)
def test_a_referral_stands_at_one_of_three_moments(referral: Referral, moment: Moment | None) -> None:
    assert moment_of(referral, TODAY) is moment


@pytest.mark.parametrize(
    ("referral", "told", "is_empty"),
    [
        (a_referral(thanked=day("2026-10-02")), (), True),
        (a_referral(thanked=day("2026-10-02"), acted=day("2026-10-05")), (), False),
        (a_result(loop_closed=day("2026-10-13")), (), True),
        (a_result(thanked=day("2026-10-02")), (), False),
        (a_referral(), ("received",), True),
        (a_result(), ("acted",), False),
        (a_result(), ("result",), True),
        (a_referral(acted=day("2026-10-05")), ("result",), True),
    ],
)
def test_a_moment_is_told_once(referral: Referral, told: tuple[str, ...], is_empty: bool) -> None:
    known = tuple(Told(TED.key, f"referral:{referral.key}/{moment}", "thanks", day("2026-10-14")) for moment in told)
    assert thanks(referral, history=History(known)).is_empty is is_empty


def test_thanks_given_by_hand_cover_what_had_happened_by_then() -> None:
    by_hand = History((Told(TED.key, BY_HAND, Document.THANKS, day("2026-10-06")),))
    acted, result = a_referral(acted=day("2026-10-05")), a_result(to="Jo Marsh")
    assert [loop.referral for loop in thanks(acted, result, history=by_hand).loops] == [result]


def test_again_tells_everything_anew() -> None:
    known = History((Told(TED.key, f"referral:{a_result().key}/result", "thanks", TODAY),))
    assert [loop.moment for loop in thanks(a_result(), history=known, again=True).loops] == [Moment.RESULT]


def test_every_open_loop_of_a_reader_stands_in_one_note_each_at_its_own_moment() -> None:
    referrals = (
        a_referral(acted=day("2026-10-05")),
        a_result("She was generous with her time.", to="Jo Marsh", company=None),
        a_referral(to="the alumni board", company=None),
        a_referral(giver=ANA, to="Somebody Else"),
    )
    context = thanks(*referrals)
    assert context.items == (
        Item(
            "referral:ted alder/ruth abernathy/harbourside bakers/acted",
            Kind.REFERRAL,
            "Harbourside Bakers",
            date=day("2026-10-05"),
        ),
        Item("referral:ted alder/jo marsh/result", Kind.REFERRAL, date=day("2026-10-12")),
        Item("referral:ted alder/the alumni board/received", Kind.REFERRAL, date=day("2026-10-02")),
    )
    assert [line for line in render(context).markdown.split("\n") if line.startswith("- ")] == [
        "- Ruth Abernathy at Harbourside Bakers: I followed it up on 5 October.",
        "- Jo Marsh: I followed it up on 5 October. She was generous with her time.",
        "- The alumni board: this one I will follow up within two working days.",
    ]


@pytest.mark.parametrize(
    ("touch", "reached", "could_not_reach", "said"),
    [
        (
            {"kind": TouchKind.EMAIL, "replied": False},
            Reached.WROTE,
            True,
            "I wrote on 5 October. So far I have had no",
        ),
        ({"kind": TouchKind.CALL}, Reached.CALLED, False, "I rang on 5 October."),
        ({"kind": TouchKind.MEETING}, Reached.MET, False, "We met on 5 October."),
        ({"kind": TouchKind.EMAIL, "direction": Direction.IN}, Reached.FOLLOWED_UP, False, "I followed it up on"),
    ],
)
def test_the_giver_hears_how_the_person_was_tried_and_whether_they_could_be_reached(
    touch: dict[str, Any], reached: Reached, could_not_reach: bool, said: str
) -> None:
    touchpoint = Touchpoint(PartialDate(2026, 10, 5), person="Ruth Abernathy", **touch)
    context = thanks(a_referral(acted=day("2026-10-05")), touchpoints=(touchpoint,))
    loop = context.loops[0]
    assert (loop.reached, loop.could_not_reach) == (reached, could_not_reach)
    assert said in " ".join(text_of(context).split())


def test_the_application_that_came_of_it_is_part_of_the_result() -> None:
    application = an_application(
        referral_from=TED,
        events=(
            an_event(Stage.APPLIED, "2026-10-06"),
            an_event(Stage.INTERVIEW, "2026-10-14"),
            an_event(Stage.REJECTED, "2026-10-20"),
        ),
    )
    referral = a_referral(acted=day("2026-10-05"), result_on=day("2026-10-20"))
    text = " ".join(text_of(thanks(referral, applications=(application,))).split())
    assert "I applied on 6 October and was interviewed on 14 October. In the end the answer was no." in text


@pytest.mark.parametrize(
    ("stage", "said"),
    [
        (Stage.RUNNER_UP, "In the end I came second."),
        (Stage.CANCELLED, "In the end nobody was taken on."),
        (Stage.WITHDRAWN, "In the end I withdrew."),
        (Stage.DECLINED, "In the end I turned it down."),
        (Stage.NO_RESPONSE, "I have had no answer since."),
    ],
)
def test_an_ending_the_user_has_not_put_into_words_is_told_as_it_was(stage: Stage, said: str) -> None:
    application = an_application(
        referral_from=TED, events=(an_event(Stage.APPLIED, "2026-10-06"), an_event(stage, "2026-10-20"))
    )
    referral = a_referral(acted=day("2026-10-06"), result_on=day("2026-10-20"))
    context = thanks(referral, applications=(application,))
    assert f" I applied on 6 October. {said}" in " ".join(text_of(context).split())


def test_a_result_in_the_users_words_stands_in_for_the_steps_that_led_to_it() -> None:
    application = an_application(
        referral_from=TED,
        events=(an_event(Stage.APPLIED, "2026-10-05"), an_event(Stage.INTERVIEW, "2026-10-09")),
    )
    said = " ".join(
        text_of(thanks(a_result("I was interviewed and came second."), applications=(application,))).split()
    )
    assert "I followed it up on 5 October. I was interviewed and came second. Thank you" in said


POST = an_application("Tamar Preserves", events=(an_event(Stage.ACCEPTED, "2026-11-02"),))


@pytest.mark.parametrize(
    ("announce", "said"),
    [
        (None, "Thank you for pointing me to Ruth Abernathy at Harbourside Bakers."),
        ("2026-11-21", "Thank you for pointing me to Ruth Abernathy at Harbourside Bakers."),
        (
            "2026-11-15",
            (
                "Thank you for pointing me to Ruth Abernathy at Harbourside Bakers. I have since accepted a post, so I "
                "will not follow it up, but I am grateful that you thought of me."
            ),
        ),
    ],
)
def test_once_a_post_is_accepted_nothing_more_is_promised(announce: str | None, said: str) -> None:
    search = Search(announce_after=day(announce) if announce else None)
    text = text_of(thanks(a_referral(), applications=(POST,), search=search))
    assert " ".join(text.split("\n\n")[1].split()) == said


def test_of_several_leads_those_not_needed_any_more_are_told_so() -> None:
    text = text_of(
        thanks(a_referral(), a_result(to="Jo Marsh"), applications=(POST,), search=Search(announce_after=TODAY))
    )
    assert (
        "- Ruth Abernathy at Harbourside Bakers: thank you. I have since accepted a post, so I will not follow it up."
        in " ".join(text.split())
    )


def test_once_a_post_is_accepted_no_target_is_sharpened() -> None:
    context = thanks(a_result(suitable=False), applications=(POST,), not_a_fit=Prose("No kitchens."))
    assert (context.sharpen, context.not_a_fit) == ((), None)


def test_a_post_that_came_of_it_is_told_when_it_may_be() -> None:
    taken = an_application(referral_from=TED, events=(an_event(Stage.ACCEPTED, "2026-11-02"),))
    referral = a_referral(acted=day("2026-10-05"), result_on=day("2026-11-02"))
    endings = [
        thanks(referral, applications=(taken,), search=Search(announce_after=day(date))).loops[0].ending
        for date in ("2026-11-20", "2026-11-21")
    ]
    assert endings == [Stage.ACCEPTED, None]


@pytest.mark.parametrize(
    ("referral", "said"),
    [
        (a_referral(to="Elaine Marsden, a baker in Otley"), "Elaine Marsden, a baker in Otley (Harbourside Bakers)"),
        (a_referral(to=None, position="Food Safety Lead"), "the Food Safety Lead post at Harbourside Bakers"),
        (a_referral(to=None, company="Harbourside Bakers Ltd"), "Harbourside Bakers"),
        (a_referral(company=None, to="the alumni board"), "the alumni board"),
        (a_referral(to="the baker at Harbourside"), "the baker at Harbourside (Harbourside Bakers)"),
    ],
)
def test_a_lead_is_named_by_whatever_is_known_of_it(referral: Referral, said: str) -> None:
    assert f"pointing me to {said}. I will follow" in " ".join(text_of(thanks(referral)).split())


def test_a_lead_of_which_nothing_is_known_is_a_lead() -> None:
    text = text_of(thanks(a_referral(to=None, company=None)))
    assert "Thank you for the lead you gave me. I will follow it up" in text


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({}, "I will not mention your name there"),
        ({"name_use_ok": True}, "I will say that the lead came from you."),
        ({"to": None}, None),
    ],
)
def test_the_use_of_the_givers_name_is_settled_where_there_is_somebody_to_say_it_to(
    changes: dict[str, Any], said: str | None
) -> None:
    text = " ".join(text_of(thanks(a_referral(**changes))).split())
    assert said in text if said else "name" not in text


def test_an_application_by_another_way_is_not_told_to_the_giver() -> None:
    application = an_application(referral_from=ANA)
    assert thanks(a_result(), applications=(application,)).loops[0].applied is None


def applied_there(**changes: Any) -> Any:
    events = (an_event(Stage.APPLIED, "2026-10-04"), an_event(Stage.REJECTED, "2026-10-30"))
    return an_application(**({"events": events} | changes))


def settled(referral: Referral, application: Any) -> Referral:
    return as_it_stands(a_profile(contacts=(TED, ANA), applications=(application,)), referral, TODAY)


def test_the_end_of_the_application_is_what_came_of_the_referral() -> None:
    """Nobody writes the same ending down twice."""
    application = applied_there(referral_from=TED)
    text = " ".join(text_of(thanks(a_referral(to=None), applications=(application,))).split())
    assert "I applied on 4 October. In the end the answer was no. " in text


@pytest.mark.parametrize(
    ("referral", "application", "acted", "result_on"),
    [
        (a_referral(to=None), applied_there(referral_from=TED), "2026-10-04", "2026-10-30"),
        (a_referral(to=None), applied_there(agency=TED), "2026-10-04", "2026-10-30"),
        (a_referral(to=None), applied_there(), "2026-10-04", "2026-10-30"),
        (a_referral(position="Technical Manager"), applied_there(), None, "2026-10-30"),
        (a_referral(to=None, position="Baker"), applied_there(referral_from=TED), None, None),
        (a_referral(to=None, received=day("2026-10-05")), applied_there(), None, None),
        (a_referral(to=None), applied_there(referral_from=ANA), None, None),
        (a_referral(), applied_there(), None, None),
        (a_referral(acted=day("2026-10-03")), applied_there(referral_from=TED), "2026-10-03", "2026-10-30"),
        (a_result(), applied_there(referral_from=TED), "2026-10-05", "2026-10-12"),
        (a_referral(to=None), applied_there(events=(an_event(Stage.ACCEPTED, "2026-10-30"),)), None, None),
    ],
)
def test_what_an_application_says_of_a_referral(
    referral: Referral, application: Any, acted: str | None, result_on: str | None
) -> None:
    found = settled(referral, application)
    assert (found.acted, found.result_on) == (acted and day(acted), result_on and day(result_on))


def test_whoever_was_named_with_a_word_about_them_is_known_by_the_name() -> None:
    tried = Touchpoint(PartialDate(2026, 10, 5), person="Ada Quill", kind=TouchKind.CALL, replied=False)
    context = thanks(a_referral(to="Ada Quill, who chairs the board", acted=day("2026-10-05")), touchpoints=(tried,))
    assert "I rang on 5 October. So far I have had no answer." in " ".join(text_of(context).split())


def test_an_end_without_a_word_promises_no_story_and_draws_advice() -> None:
    profile: Profile = a_profile(contacts=(TED,), referrals=(a_result(result=None),))
    context = thanks_for(profile, reader_of(a_snapshot(profile), TED), today=TODAY, history=History())
    letter = render(context)
    assert "Harbourside Bakers. I followed it up on 5 October. That was settled on 12 October. " in " ".join(
        letter.text.split()
    )
    found = letter_findings(letter, context, profile, history=History(), today=context.today)
    assert [each.rule for each in found] == ["REF-04"]


def test_thanks_for_a_talk_say_what_came_of_the_advice_once() -> None:
    talk = Touchpoint(
        PartialDate(2026, 11, 18),
        contact=TED,
        kind=TouchKind.INFORMATIONAL_INTERVIEW,
        learned=Prose("Your advice to put recall drills first has already brought me one interview."),
    )
    context = thanks(touchpoints=(talk,))
    assert render(context).subject == "Thank you for your time on 18 November"
    assert "on 18 November and for your advice. Your advice to put" in " ".join(text_of(context).split())
    thanked = History((Told(TED.key, context.items[0].id, "thanks", day("2026-11-19")),))
    assert thanks(touchpoints=(talk,), history=thanked).is_empty


def test_a_talk_remembered_by_the_month_names_no_day() -> None:
    talk = Touchpoint(PartialDate(2026, 10), contact=TED, kind=TouchKind.INFORMATIONAL_INTERVIEW)
    context = thanks(touchpoints=(talk,))
    assert (render(context).subject, context.talks[0].date) == ("Thank you for your time", None)


def test_nothing_given_nothing_to_thank_for() -> None:
    assert thanks().is_empty


@pytest.mark.parametrize(
    "referral",
    [
        a_referral(),
        a_referral(to=None),
        a_referral(to=None, company=None, position="Food Safety Lead"),
        a_referral(acted=day("2026-10-05")),
        a_result(),
        a_result(suitable=False),
    ],
)
def test_no_note_asks_for_anything_or_sounds_wrong_on_any_day(referral: Referral) -> None:
    profile: Profile = a_profile(contacts=(TED,), referrals=(referral,))
    for number in range(13, 31):
        context = thanks_for(
            profile, reader_of(a_snapshot(profile), TED), today=day(f"2026-11-{number}"), history=History()
        )
        letter = render(context)
        assert "?" not in letter.text
        assert letter.words <= 130
        assert letter_findings(letter, context, profile, history=History(), today=context.today) == ()


def test_a_recruiter_is_offered_nothing_in_return() -> None:
    kim = a_contact("Kim Seo-yeon", relationship=Relationship.RECRUITER_AGENCY)
    profile = a_profile(
        contacts=(kim,),
        referrals=(a_result(giver=kim),),
        offer_in_return=(OfferInReturn(Prose("My checklist is yours.")),),
    )
    context = thanks_for(profile, reader_of(a_snapshot(profile), kim), today=TODAY, history=History())
    assert context.offer_in_return is None
