"""The landing note: good news, thanks, and please stop helping now (`docs/content.md` 2.9)."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from jobnet.documents.landed import Landed, landed_for, still_open
from jobnet.errors import JobnetError
from jobnet.facts.history import History, Told
from jobnet.facts.items import Document, Item, Kind
from jobnet.facts.readers import reader_of
from jobnet.profile.model import (
    Contact,
    Event,
    News,
    OfferInReturn,
    PartialDate,
    Profile,
    Prose,
    Referral,
    Relationship,
    Search,
    Stage,
    Title,
    TouchKind,
    Touchpoint,
)
from jobnet.rendering.rendering import render
from jobnet.review import ProfileUnderReview, letter_findings
from tests.builders import a_contact, a_profile, a_snapshot, an_application, an_event, an_offer, day

TODAY = day("2026-11-20")
TED = a_contact()
ANA = a_contact("Ana Ruiz", relationship=Relationship.ACQUAINTANCE)
RECRUITER = a_contact("Kim Seo-yeon", relationship=Relationship.RECRUITER_AGENCY)
ALUMNA = a_contact("Jo Li", relationship=Relationship.ALUMNI)
POST = an_application(
    referral_from=TED,
    events=(
        an_event(Stage.APPLIED, "2026-09-01"),
        an_event(Stage.ACCEPTED, "2026-11-02", starts=day("2026-12-01")),
    ),
)
GIVEN = (
    Referral(TED, to="Ruth Abernathy", company="Harbourside Bakers Ltd"),
    Referral(ANA, to="Jo Marsh", company="The Galley"),
)


def a_landing(**changes: Any) -> Profile:
    known = {
        "applications": (POST,),
        "contacts": (TED, ANA, RECRUITER, ALUMNA),
        "referrals": GIVEN,
        "search": Search(announce_after=day("2026-11-15")),
    }
    return a_profile(**(known | changes))


def landed(contact: Contact | None = None, *, history: History = History(), **changes: Any) -> Landed:
    profile = a_landing(**changes)
    return landed_for(
        profile, reader_of(a_snapshot(profile), contact) if contact else None, today=TODAY, history=history
    )


def flat(context: Landed) -> str:
    return " ".join(render(context).text.split())


def test_outside_the_field_the_post_is_named_in_everyday_words_too() -> None:
    titles = (Title("Technical Manager", plain="keeps a factory's food safe"),)
    bea = a_contact("Bea Li", in_field=False)
    said = "a post as Technical Manager{} at Harbourside Bakers"
    assert said.format(" (keeps a factory's food safe)") in flat(landed(bea, target_titles=titles))
    assert said.format("") in flat(landed(TED, target_titles=titles))


def test_the_list_hears_the_news_thanks_and_that_it_may_stop_helping() -> None:
    assert (
        render(landed()).text
        == """\
The search is over: I have accepted a post as Technical Manager at
Harbourside Bakers, and I start on 1 December.

Thank you to everyone who read my notes, passed on a name or asked how
it was going. Two of you gave me introductions. A search is easier with
people like you around it.

If I can do for you, or for somebody you know, what you did for me,
please ask.

Please stop looking out on my behalf now: my search is closed, and my CV
need travel no further. From now on you can reach me here:

nia@example.com
LinkedIn: https://example.com/in/nia

With thanks,
Nia Pargeter"""
    )


def test_whoever_opened_the_door_is_thanked_for_just_that() -> None:
    context = landed(TED)
    assert (context.led_here, context.came_through_them, context.referrals) == (GIVEN[0], True, ())
    assert "It was your introduction to Ruth Abernathy that led to this job. Thank you." in flat(context)


@pytest.mark.parametrize(
    ("contact", "changes", "said"),
    [
        (ANA, {}, "Thank you for pointing me to Jo Marsh."),
        (
            replace(ANA, offered_help=an_offer(what="ask around.")),
            {"referrals": ()},
            "Thank you for offering to ask around.",
        ),
        (
            replace(ANA, offered_help=an_offer()),
            {"referrals": ()},
            "Thank you for the help you offered me on 2 October.",
        ),
        (ANA, {"referrals": ()}, "Thank you: a search is easier with people like you around it."),
        (TED, {"referrals": ()}, "It came about through you. Thank you."),
    ],
)
def test_the_thanks_are_for_what_this_reader_did(contact: Contact, changes: dict[str, Any], said: str) -> None:
    assert said in flat(landed(contact, **({"contacts": (contact,)} | changes)))


def test_advice_is_thanked_for_with_what_came_of_it() -> None:
    talk = Touchpoint(
        PartialDate(2026, 9, 8),
        contact=ALUMNA,
        kind=TouchKind.INFORMATIONAL_INTERVIEW,
        learned=Prose("Your advice to ask for the night shift made the difference."),
    )
    said = flat(landed(ALUMNA, touchpoints=(talk,)))
    assert (
        "Thank you for your time and your advice. Your advice to ask for the night shift made the difference." in said
    )


def test_names_that_cannot_be_listed_clearly_are_leads() -> None:
    given = (Referral(ANA, to="Jo Marsh, a baker"), Referral(ANA, to="Luis Ruiz"))
    assert "Thank you for the leads you gave me." in flat(landed(ANA, referrals=given))
    assert "Thank you for pointing me to Jo Marsh, a baker." in flat(landed(ANA, referrals=given[:1]))
    assert "Thank you for the lead you gave me." in flat(landed(ANA, referrals=(Referral(ANA, position="Baker"),)))


def test_advice_is_thanked_for_beside_a_name() -> None:
    talk = Touchpoint(PartialDate(2026, 9, 8), contact=ANA, kind=TouchKind.INFORMATIONAL_INTERVIEW)
    assert "for pointing me to Jo Marsh. Thank you, too, for your time and your advice." in flat(
        landed(ANA, touchpoints=(talk,))
    )


def test_whoever_followed_along_is_thanked_for_reading() -> None:
    history = History((Told(ANA.key, "brief:1", Document.BRIEF, day("2026-10-01")),))
    assert "Thank you for reading my notes along the way." in flat(landed(ANA, referrals=(), history=history))


def test_no_helper_is_named_to_anybody_else() -> None:
    ted = replace(TED, name_use_ok=True)
    profile = a_landing(contacts=(ted, ANA))
    for reader in (None, reader_of(a_snapshot(profile), ANA)):
        text = render(landed_for(profile, reader, today=TODAY, history=History())).text
        assert "Ted" not in text
        assert "Ruth" not in text


def test_each_kind_of_reader_is_offered_what_suits_them() -> None:
    endings = (
        (RECRUITER, "I would be glad to hear from you again, as a client or in some years."),
        (ALUMNA, "I will gladly talk with students about the work"),
        (ANA, "If there is something I can do for you in turn, please ask."),
    )
    assert all(said in flat(landed(contact)) for contact, said in endings)
    assert "My checklist is yours." in flat(
        landed(ANA, offer_in_return=(OfferInReturn(Prose("My checklist is yours.")),))
    )


def test_one_find_for_everybody_goes_along_if_this_reader_has_not_had_it() -> None:
    finds = (
        News(Prose("An old one."), id="old", date=day("2026-10-01")),
        News(Prose("A new one."), id="new", date=day("2026-11-01")),
        News(Prose("For bakers."), date=day("2026-11-02"), audience=("bakery",)),
        News(Prose("For Ted."), date=day("2026-11-03"), reader=TED),
        News(Prose("Over."), date=day("2026-11-04"), deadline=day("2026-11-10")),
    )
    heard = History((Told(ANA.key, "news:new", Document.UPDATE, day("2026-11-05")),))
    told = [landed(ANA, news=finds, history=history).worth_knowing for history in (History(), heard)]
    assert told == [finds[1], finds[0]]


@pytest.mark.parametrize(
    ("starts", "said"),
    [
        ("2026-12-01", "at Harbourside Bakers, and I start on 1 December."),
        ("2026-11-16", "at Harbourside Bakers, and I started on 16 November."),
        (None, "at Harbourside Bakers."),
    ],
)
def test_the_first_day_is_told_in_the_right_tense(starts: str | None, said: str) -> None:
    event = an_event(Stage.ACCEPTED, "2026-11-02", starts=day(starts) if starts else None)
    assert said in flat(landed(applications=(replace(POST, events=(event,)),)))


def test_landing_is_one_item_told_once() -> None:
    assert landed(TED).items == (
        Item("landed", Kind.LANDED, "Harbourside Bakers", "Technical Manager", day("2026-11-02")),
    )


def test_without_an_accepted_post_there_is_nothing_to_announce() -> None:
    with pytest.raises(JobnetError, match="accepted"):
        landed(applications=(an_application(),))


def findings(**changes: Any) -> list[str]:
    profile = a_landing(**changes)
    context = landed_for(profile, reader_of(a_snapshot(profile), ANA), today=TODAY, history=History())
    found = letter_findings(render(context), context, ProfileUnderReview(profile, History(), TODAY))
    return [each.rule for each in found if each.severity == "error"]


def test_nobody_is_told_before_the_day_the_user_set_or_while_others_still_wait() -> None:
    waiting = an_application("Tamar Preserves")
    withdrawn = replace(waiting, events=(*waiting.events, an_event(Stage.WITHDRAWN, "2026-11-03")))
    assert findings() == []
    assert findings(applications=(POST, withdrawn)) == []
    assert findings(search=Search()) == ["LAND-01"]
    assert findings(search=Search(announce_after=day("2026-11-21"))) == ["LAND-01"]
    assert findings(applications=(POST, waiting)) == ["LAND-01"]


def test_a_process_is_open_until_it_is_withdrawn_or_ended() -> None:
    waiting = an_application("Tamar Preserves")
    noticed = an_application("Fennel & Rye", events=(an_event(Stage.INTERESTED, "2026-10-01"),))
    ended = an_application("The Galley", events=(an_event(Stage.REJECTED, "2026-10-01"),))
    profile = a_landing(applications=(POST, waiting, noticed, ended))
    assert still_open(profile, TODAY) == (waiting,)


@pytest.mark.parametrize("then", [(), (an_event(Stage.INTERVIEW, "2026-12-01"),)])
def test_a_reopened_process_is_open_before_anything_more_has_happened_in_it(then: tuple[Event, ...]) -> None:
    reopened = (an_event(Stage.REJECTED, "2026-10-20"), an_event(Stage.REINSTATED, "2026-11-01"), *then)
    planned = an_application("Fennel & Rye", events=(an_event(Stage.INTERVIEW, "2026-12-02"),))
    again = an_application("Tamar Preserves", events=reopened)
    assert still_open(a_landing(applications=(POST, again, planned)), TODAY) == (again, planned)
    assert findings(applications=(POST, again)) == ["LAND-01"]


@pytest.mark.parametrize("contact", [TED, ANA, RECRUITER, ALUMNA, None])
def test_no_landing_note_draws_an_objection_on_any_day(contact: Contact | None) -> None:
    profile = a_landing(news=(News(Prose("The Bakers' Guild now lists interim posts."), date=day("2026-11-01")),))
    reader = reader_of(a_snapshot(profile), contact) if contact else None
    for number in range(16, 31):
        today = day(f"2026-11-{number}")
        context = landed_for(profile, reader, today=today, history=History())
        letter = render(context)
        found = letter_findings(letter, context, ProfileUnderReview(profile, History(), today))
        assert [each.rule for each in found if contact or each.rule != "LAND-02"] == []
        assert letter.words <= (120 if contact else 200)
