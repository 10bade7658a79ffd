"""The thanks: three moments, suitable or not, several suggestions in one note. Whole letters: `tests/golden/thanks`."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest

from jobnet.documents.thanks import Ending, Lead, Thanks, name_for_subject, thanks_for
from jobnet.facts.history import BY_HAND, History, Told
from jobnet.facts.items import Document, Item, Kind
from jobnet.facts.readers import reader_of
from jobnet.facts.referrals import Moment, as_it_stands, moment_of
from jobnet.profile.model import (
    CompanyStatus,
    Contact,
    Direction,
    Disclosure,
    Locale,
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
from jobnet.review import ProfileUnderReview, letter_findings
from tests.builders import a_company, a_contact, a_profile, a_snapshot, an_application, an_event, day

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


def thanks(*referrals: Referral, history: History = History(), again: bool = False, **changes: Any) -> Thanks:
    profile = a_profile(**({"contacts": (TED, ANA), "referrals": referrals} | changes))
    snapshot = a_snapshot(profile, TODAY)
    return thanks_for(snapshot, reader_of(snapshot, TED), history=history, again=again)


def said(context: Thanks) -> str:
    """The letter without greeting and name."""
    return "\n\n".join(render(context).flowing_text.split("\n\n")[1:-1])


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
    ("referral", "words"),
    [
        (
            a_referral(),
            "I'll get in touch in the next few days, mention you only if you say I may, and tell you how it",
        ),
        (a_referral(acted=day("2026-10-05")), "I got in touch on 5 October. I'll let you know what comes of it."),
        (a_referral(acted=day("2026-11-18")), "I got in touch on Wednesday. I'll let you know what comes of it."),
        (a_result(), "She asked for my CV. I'll let you know what comes of it."),
        (
            a_result(suitable=True),
            "She asked for my CV. I'll let you know what comes",
        ),
    ],
)
def test_each_moment_has_words_of_its_own(referral: Referral, words: str) -> None:
    assert words in said(thanks(referral))


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
    assert [lead.to for lead in thanks(acted, result, history=by_hand).leads] == ["Jo Marsh"]


def test_again_tells_everything_anew() -> None:
    known = History((Told(TED.key, f"referral:{a_result().key}/result", "thanks", TODAY),))
    assert thanks(a_result(), history=known).is_empty
    assert len(thanks(a_result(), history=known, again=True).leads) == 1


@pytest.mark.parametrize(
    ("referral", "history", "is_thanked"),
    [
        (a_result(), History(), False),
        (a_result(thanked=day("2026-10-02")), History(), True),
        (a_result(), History((Told(TED.key, f"referral:{a_result().key}/received", "thanks", TODAY),)), True),
        (a_result(), History((Told(TED.key, BY_HAND, "thanks", day("2026-10-03")),)), True),
    ],
)
def test_thank_you_again_is_said_to_those_who_were_thanked(
    referral: Referral, history: History, is_thanked: bool
) -> None:
    text = said(thanks(referral, history=history))
    assert text.startswith("Thank you again for pointing" if is_thanked else "Thank you for pointing")


def test_every_suggestion_of_a_reader_stands_in_one_note_the_furthest_first() -> None:
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
    assert render(context).subject == "Your three suggestions"
    assert said(context).split("\n\n") == [
        ("Thank you for pointing me to Jo Marsh. She was generous with her time. I'll let you know what comes of it."),
        (
            "You also pointed me to Ruth Abernathy at Harbourside Bakers. I got in touch on 5 October. "
            "I'll let you know what comes of it."
        ),
        (
            "You also pointed me to the alumni board. I'll get in touch in the next few days, mention you only if you "
            "say I may, and tell you how it goes."
        ),
        "I'm grateful that you thought of me.",
    ]


def tried(**changes: Any) -> Touchpoint:
    known: dict[str, Any] = {"person": "Ruth Abernathy", "kind": TouchKind.EMAIL, "replied": False}
    return Touchpoint(PartialDate(2026, 10, 5), **(known | changes))


@pytest.mark.parametrize(
    ("touch", "to", "words"),
    [
        (tried(), "Ruth Abernathy", "I wrote on 5 October and have had no answer so far."),
        (tried(kind=TouchKind.CALL), "Ruth Abernathy", "I rang on 5 October and have had no answer so far."),
        (tried(person="Ada Quill"), "Ada Quill, who chairs the board", "I wrote on 5 October and have had no answer"),
        (tried(replied=None), "Ruth Abernathy", "I got in touch on 5 October. I'll let you know"),
        (tried(replied=True), "Ruth Abernathy", "I got in touch on 5 October. I'll let you know"),
        (tried(direction=Direction.IN, replied=None), "Ruth Abernathy", "I got in touch on 5 October. I'll let you"),
    ],
)
def test_the_giver_hears_that_nobody_answered_where_the_profile_says_so(touch: Touchpoint, to: str, words: str) -> None:
    assert words in said(thanks(a_referral(to=to, acted=day("2026-10-05")), touchpoints=(touch,)))


def test_an_answer_may_take_two_weeks() -> None:
    late = replace(tried(), date=PartialDate(2026, 11, 10))
    assert not thanks(a_referral(acted=day("2026-11-10")), touchpoints=(late,)).leads[0].was_in_vain


@pytest.mark.parametrize(
    ("stage", "words"),
    [
        (Stage.REJECTED, "I was turned down for the Technical Manager job there."),
        (Stage.RUNNER_UP, "I came second for the Technical Manager job there."),
        (Stage.CANCELLED, "They've decided not to fill the Technical Manager job there."),
        (Stage.WITHDRAWN, "I've withdrawn my application for the Technical Manager job there."),
        (Stage.DECLINED, "I've decided against the Technical Manager job there."),
        (
            Stage.NO_RESPONSE,
            "I haven't heard back about the Technical Manager job there, so I'm counting that as a no.",
        ),
    ],
)
def test_an_ending_the_user_has_not_put_into_words_is_told_as_it_was(stage: Stage, words: str) -> None:
    application = an_application(
        referral_from=TED, events=(an_event(Stage.APPLIED, "2026-10-06"), an_event(stage, "2026-10-20"))
    )
    referral = a_referral(acted=day("2026-10-06"), result_on=day("2026-10-20"))
    assert f" {words}" in said(thanks(referral, applications=(application,)))


def test_a_result_in_the_users_words_stands_in_for_the_steps_that_led_to_it() -> None:
    application = an_application(
        referral_from=TED,
        events=(an_event(Stage.APPLIED, "2026-10-05"), an_event(Stage.INTERVIEW, "2026-10-09")),
    )
    text = said(thanks(a_result("I was interviewed and came second."), applications=(application,)))
    assert f"{POINTED} I was interviewed and came second." in text
    assert "interview on" not in text


def test_a_talk_ahead_that_the_users_words_name_is_not_named_again() -> None:
    application = an_application(
        referral_from=TED,
        events=(an_event(Stage.APPLIED, "2026-10-05"), an_event(Stage.INTERVIEW, "2026-11-28")),
    )
    told = [a_result(f"They asked me in for {when}.") for when in ("28 November", "a talk")]
    texts = [said(thanks(each, applications=(application,))) for each in told]

    assert texts[0].count("28 November") == 1
    assert "28 November" in texts[1]


def test_what_has_happened_since_is_told_and_recorded() -> None:
    events = (an_event(Stage.APPLIED, "2026-10-13"), an_event(Stage.INTERVIEW, "2026-11-03"))
    context = thanks(a_result(suitable=True), applications=(an_application(referral_from=TED, events=events),))
    letter = render(context)
    assert letter.subject == "Your tip has led to an interview"
    assert (
        "She asked for my CV. I had an interview for the Technical Manager job there on 3 November and am "
        "waiting to hear. I have you to thank for that. I'll let you know how it goes."
    ) in letter.flowing_text
    assert [item.kind for item in letter.items].count(Kind.EVENT) == 2


@pytest.mark.parametrize(("language", "country"), [("de", "DE"), ("fr", "FR"), ("es", "MX")])
def test_what_has_happened_since_is_told_in_every_language(language: str, country: str) -> None:
    events = (an_event(Stage.APPLIED, "2026-10-13"), an_event(Stage.INTERVIEW, "2026-11-03"))
    application = an_application(referral_from=TED, events=events)
    text = said(thanks(a_result(), applications=(application,), locale=Locale(language, country)))
    assert re.search(r"(?:am|le|el) 3\b", text)


ENDED = {
    Stage.REJECTED: ("turned down", "nicht bekommen", "n'a pas été retenue", "me dijeron que no"),
    Stage.RUNNER_UP: ("came second", "an jemand anderen", "fini deuxième", "en segundo lugar"),
    Stage.CANCELLED: ("not to fill the job", "nicht besetzt", "pas été pourvu", "no contrataron a nadie"),
    Stage.NO_RESPONSE: ("haven't heard back", "nichts mehr gehört", "pas eu de réponse", "no me han contestado"),
    Stage.WITHDRAWN: ("withdrawn my application", "selbst abgesagt", "ne pas donner suite", "preferí no seguir"),
}
LOCALES = (Locale("en", "GB"), Locale("de", "DE"), Locale("fr", "FR"), Locale("es", "MX"))


@pytest.mark.parametrize("end", ENDED)
@pytest.mark.parametrize("locale", LOCALES, ids=lambda each: each.language)
def test_how_it_ended_is_told_in_every_language(end: Stage, locale: Locale) -> None:
    events = (an_event(Stage.INTERVIEW, "2026-11-03"), an_event(end, "2026-11-10"))
    application = an_application(referral_from=TED, events=events)
    text = said(thanks(a_referral(), applications=(application,), locale=locale))
    assert ENDED[end][LOCALES.index(locale)] in text


def test_an_application_by_another_way_is_not_told_to_the_giver() -> None:
    application = an_application(referral_from=ANA)
    referral = a_referral(result_on=day("2026-10-20"))
    lead = thanks(referral, applications=(application,)).leads[0]
    assert (lead.applied, lead.ending) == (None, Ending())


POST = an_application("Tamar Preserves", events=(an_event(Stage.ACCEPTED, "2026-11-02"),))
POINTED = "Thank you for pointing me to Ruth Abernathy at Harbourside Bakers."


@pytest.mark.parametrize("announce", [None, "2026-11-15", "2026-11-21"])
def test_once_a_post_is_accepted_nothing_more_is_promised(announce: str | None) -> None:
    search = Search(announce_after=day(announce) if announce else None)
    text = said(thanks(a_referral(), applications=(POST,), search=search))
    assert text == f"{POINTED}\n\nI'm grateful that you thought of me."
    assert "I'll" not in said(thanks(a_referral(), a_result(to="Jo Marsh"), applications=(POST,), search=search))


def test_what_did_not_fit_makes_the_target_clearer_unless_something_was_learned_or_the_search_is_over() -> None:
    unsuitable = a_result(suitable=False)
    assert thanks(unsuitable).looking_for == ("Quality Manager", "Technical Manager")
    assert "a job as Quality Manager or Technical Manager in Bristol or Bath." in said(thanks(unsuitable))
    learned = replace(unsuitable, learned=Prose("I should have said factory rather than restaurant."))
    assert thanks(learned).looking_for == ()
    assert thanks(unsuitable, applications=(POST,)).looking_for == ()


def test_a_post_that_came_of_it_is_told_when_it_may_be() -> None:
    taken = an_application(referral_from=TED, events=(an_event(Stage.ACCEPTED, "2026-11-02"),))
    referral = a_referral(acted=day("2026-10-05"), result_on=day("2026-11-02"))
    leads = [
        thanks(referral, applications=(taken,), search=Search(announce_after=day(date))).leads[0]
        for date in ("2026-11-20", "2026-11-21")
    ]
    assert [lead.ending.accepted for lead in leads] == [True, False]


@pytest.mark.parametrize(
    ("referral", "words"),
    [
        (a_referral(to="Elaine Marsden, a baker"), "Elaine Marsden, a baker, at Harbourside Bakers"),
        (a_referral(position="Baker"), "Ruth Abernathy at Harbourside Bakers"),
        (a_referral(to=None, position="Food Safety Lead"), "the position of Food Safety Lead at Harbourside Bakers"),
        (a_referral(to=None, company="Harbourside Bakers Ltd"), "Harbourside Bakers"),
        (a_referral(to=None, company=None, position="Food Safety Lead"), "the position of Food Safety Lead"),
        (a_referral(company=None, to="the alumni board"), "the alumni board"),
        (a_referral(to="the matron at Cole House", company="Cole House Ltd"), "the matron at Cole House"),
        (a_referral(to="Ana at the food bank"), "Ana at the food bank"),
    ],
)
def test_a_suggestion_is_named_by_whatever_is_known_of_it(referral: Referral, words: str) -> None:
    assert said(thanks(referral)).startswith(f"Thank you for pointing me to {words}. I'll get in touch")


def test_a_suggestion_of_which_nothing_is_known_is_one_all_the_same() -> None:
    letter = render(thanks(a_referral(to=None, company=None)))
    assert letter.subject == "Thank you"
    assert "Thank you for pointing me to a lead. I'll get in touch" in letter.flowing_text


@pytest.mark.parametrize(
    ("referral", "subject"),
    [
        (a_referral(), "Thank you for pointing me to Ruth Abernathy"),
        (a_referral(to="Elaine Marsden, a baker in Otley"), "Thank you for pointing me to Elaine Marsden"),
        (a_referral(to="the landlord", company="The Bell"), "Thank you for pointing me to The Bell"),
        (a_referral(to="the landlord", company=None), "Thank you for pointing me to the landlord"),
        (a_referral(to=None, company="A" * 40), "Thank you"),
    ],
)
def test_the_subject_names_a_person_or_a_place(referral: Referral, subject: str) -> None:
    assert render(thanks(referral)).subject == subject


@pytest.mark.parametrize(("use", "words"), [(False, "mention you only if you say I may"), (True, "mention your name")])
def test_the_use_of_the_givers_name_is_settled(use: bool, words: str) -> None:
    assert words in said(thanks(a_referral(name_use_ok=use)))


def applied_there(**changes: Any) -> Any:
    events = (an_event(Stage.APPLIED, "2026-10-04"), an_event(Stage.REJECTED, "2026-10-30"))
    return an_application(**({"events": events} | changes))


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
    profile = a_profile(contacts=(TED, ANA), applications=(application,))
    settled = as_it_stands(profile, referral, TODAY)
    assert (settled.acted, settled.result_on) == (acted and day(acted), result_on and day(result_on))


def test_the_end_of_the_application_is_what_came_of_the_referral() -> None:
    """Nobody writes the same ending down twice."""
    text = said(thanks(a_referral(to=None), applications=(applied_there(referral_from=TED),)))
    assert "I was turned down for the Technical Manager job there." in text


def test_an_end_without_a_word_promises_no_story_and_draws_advice() -> None:
    profile: Profile = a_profile(contacts=(TED,), referrals=(a_result(result=None),))
    snapshot = a_snapshot(profile, TODAY)
    context = thanks_for(snapshot, reader_of(snapshot, TED), history=History())
    letter = render(context)
    assert said(context) == (f"{POINTED} I got in touch on 5 October.\n\nI'm grateful that you thought of me.")
    found = letter_findings(letter, context, ProfileUnderReview(a_snapshot(profile, context.today), History()))
    assert [each.rule for each in found] == ["REF-04"]


def a_talk(date: PartialDate = PartialDate(2026, 11, 18), **changes: Any) -> Touchpoint:
    return Touchpoint(date, contact=TED, kind=TouchKind.INFORMATIONAL_INTERVIEW, **changes)


def test_thanks_for_a_talk_say_what_came_of_the_advice_once() -> None:
    talk = a_talk(learned=Prose("You told me to put recall drills first, and it has brought me an interview."))
    context = thanks(touchpoints=(talk,))
    assert render(context).subject == "Thank you for your time"
    assert said(context) == (
        "Thank you for talking with me on Wednesday. You told me to put recall drills first, and it has brought me "
        "an interview. That helped me a lot, and I'll tell you how it goes."
    )
    thanked = History((Told(TED.key, context.items[0].id, "thanks", day("2026-11-19")),))
    assert thanks(touchpoints=(talk,), history=thanked).is_empty


NEXT = {
    "en": "My next interview is at Tamar Preserves on 1 December",
    "de": "am 1. Dezember bei Tamar Preserves",
    "fr": "le 1er décembre chez Tamar Preserves",
    "es": "el 1 de diciembre en Tamar Preserves",
}


def a_talk_with(who: Contact, locale: Locale, *told: Told) -> Thanks:
    ahead = an_application("Tamar Preserves", events=(an_event(Stage.INTERVIEW, "2026-12-01"),))
    talk = replace(a_talk(), contact=who)
    profile = a_profile(contacts=(who,), touchpoints=(talk,), applications=(ahead,), locale=locale)
    snapshot = a_snapshot(profile, TODAY)
    return thanks_for(snapshot, reader_of(snapshot, who), history=History(told))


@pytest.mark.parametrize("locale", LOCALES, ids=lambda each: each.language)
@pytest.mark.parametrize(
    ("relationship", "is_told"),
    [(Relationship.MENTOR, True), (Relationship.HIRING_MANAGER, False), (Relationship.RECRUITER_AGENCY, False)],
)
def test_thanks_for_a_talk_tell_of_the_next_interview_but_not_to_those_who_place_people(
    relationship: Relationship, is_told: bool, locale: Locale
) -> None:
    context = a_talk_with(replace(TED, relationship=relationship), locale)
    assert (NEXT[locale.language] in said(context)) is is_told
    assert any(item.company == "Tamar Preserves" for item in context.items) is is_told


def test_thanks_for_a_talk_tell_of_no_interview_that_the_reader_knows_of() -> None:
    item = a_talk_with(TED, LOCALES[0]).items[-1]
    known = Told(TED.key, item.id, "update", day("2026-11-17"))
    assert (item.company, "Tamar" in said(a_talk_with(TED, LOCALES[0], known))) == ("Tamar Preserves", False)


def test_thanks_for_something_else_since_are_no_thanks_for_a_talk() -> None:
    talk = a_talk()
    for_a_name = History((Told("ted alder", "referral:brenda ames/received", "thanks", day("2026-11-19")),))
    by_hand = History((Told("ted alder", BY_HAND, "thanks", day("2026-11-19")),))
    assert not thanks(touchpoints=(talk,), history=for_a_name).is_empty
    assert thanks(touchpoints=(talk,), history=by_hand).is_empty


def test_a_talk_remembered_by_the_month_names_no_day() -> None:
    assert said(thanks(touchpoints=(a_talk(PartialDate(2026, 10)),))).startswith("Thank you for talking with me. That")


def test_a_name_that_came_of_a_talk_is_thanked_for_in_the_same_note() -> None:
    text = said(thanks(a_referral(), touchpoints=(a_talk(),)))
    assert text.split("\n\n") == [
        "Thank you for talking with me on Wednesday. That helped me a lot.",
        (
            "You also pointed me to Ruth Abernathy at Harbourside Bakers. I'll get in touch in the next few "
            "days, mention you only if you say I may, and tell you how it goes."
        ),
    ]


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
        a_result(suitable=True),
    ],
)
def test_no_note_asks_for_anything_or_trips_a_rule(referral: Referral) -> None:
    profile: Profile = a_profile(contacts=(TED,), referrals=(referral,))
    snapshot = a_snapshot(profile, TODAY)
    context = thanks_for(snapshot, reader_of(snapshot, TED), history=History())
    letter = render(context)
    assert "?" not in letter.text
    assert letter.words <= 130
    assert letter_findings(letter, context, ProfileUnderReview(a_snapshot(profile, TODAY), History())) == ()


def test_where_something_came_of_it_something_is_offered_in_return_but_not_to_a_recruiter() -> None:
    offer = (OfferInReturn(Prose("My checklist is yours.")),)
    assert said(thanks(a_result(), offer_in_return=offer)).endswith("thought of me. My checklist is yours.")
    assert said(thanks(a_result(), offer_in_return=())).endswith("thought of me.")
    assert "checklist" not in said(thanks(a_referral(), a_result(suitable=False), offer_in_return=offer))
    kim = a_contact("Kim Seo-yeon", relationship=Relationship.RECRUITER_AGENCY)
    profile = a_profile(contacts=(kim,), referrals=(a_result(giver=kim),), offer_in_return=offer)
    snapshot = a_snapshot(profile, TODAY)
    assert not thanks_for(snapshot, reader_of(snapshot, kim), history=History()).gives_back


TARGET = a_company("Harbourside Bakers")
WISH = "Harbourside Bakers is one of the places where I'd really like to work, so I'm especially grateful that you"


@pytest.mark.parametrize(
    ("referral", "changes", "is_said"),
    [
        (a_referral(), {}, True),
        (a_result(), {}, True),
        (a_referral(thanked=day("2026-10-02"), acted=day("2026-10-05")), {}, False),
        (a_result(suitable=False), {}, False),
        (a_referral(), {"target_companies": ()}, False),
        (a_referral(), {"target_companies": (replace(TARGET, status=CompanyStatus.TURNED_DOWN),)}, False),
        (a_referral(), {"target_companies": (replace(TARGET, disclosure=Disclosure.PRIVATE),)}, False),
        (a_result(), {"applications": (an_application(events=(an_event(Stage.REJECTED, "2026-10-01"),)),)}, False),
        (a_referral(), {"applications": (POST,)}, False),
    ],
)
def test_the_first_thanks_say_that_one_would_like_to_work_there_while_that_is_so(
    referral: Referral, changes: dict[str, Any], is_said: bool
) -> None:
    assert (WISH in said(thanks(referral, **({"target_companies": (TARGET,)} | changes)))) is is_said


def test_a_lead_holds_what_its_moment_may_tell() -> None:
    assert thanks(a_result(suitable=True)).leads[0] == Lead(
        to="Ruth Abernathy",
        company="Harbourside Bakers",
        is_explained=False,
        position=None,
        acted=day("2026-10-05"),
        in_vain_on=None,
        by_phone=False,
        applied=None,
        result=Prose("She asked for my CV."),
        learned=None,
        stories=(),
        ending=Ending(),
        went_well=True,
        may_name_you=False,
        may_bring_more=True,
    )


def test_the_subject_says_to_the_giver_whose_cousin_it_was() -> None:
    assert name_for_subject(a_referral(to="his cousin")) == "your cousin"
