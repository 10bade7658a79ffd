"""The landing note: news, thanks, please stop helping now (`docs/content.md` 2.9). Letters: `tests/golden/landed`."""

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
    Disclosure,
    Event,
    News,
    NewsSource,
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
ANA = a_contact("Ana Ruiz", email="ana@example.com", relationship=Relationship.ACQUAINTANCE)
FRIEND = a_contact("Bea Li", known_as="Bea", email="bea@example.com", relationship=Relationship.CLOSE_FRIEND)
RECRUITER = a_contact("Kim Seo-yeon", email="kim@example.com", relationship=Relationship.RECRUITER_AGENCY)
ALUMNA = a_contact("Jo Li", email="jo@example.com", relationship=Relationship.ALUMNI)
POST = an_application(
    referral_from=TED,
    events=(
        an_event(Stage.APPLIED, "2026-09-01"),
        an_event(Stage.ACCEPTED, "2026-11-02", starts=day("2026-12-01")),
    ),
)
LEAD = Referral(TED, to="Ruth Abernathy", company="Harbourside Bakers Ltd", received=day("2026-08-20"))
GIVEN = (LEAD, Referral(ANA, to="Jo Marsh", company="The Galley"))


def a_landing(**changes: Any) -> Profile:
    known = {
        "applications": (POST,),
        "contacts": (TED, ANA, FRIEND, RECRUITER, ALUMNA),
        "referrals": GIVEN,
        "search": Search(announce_after=day("2026-11-15")),
    }
    return a_profile(**(known | changes))


def landed(contact: Contact | None = None, *, history: History = History(), **changes: Any) -> Landed:
    snapshot = a_snapshot(a_landing(**changes), TODAY)
    return landed_for(snapshot, reader_of(snapshot, contact) if contact else None, history=history)


@pytest.mark.parametrize(
    ("contact", "changes", "situations"),
    [
        (None, {}, ()),
        (ANA, {}, ()),
        (TED, {}, ("helper",)),
        (TED, {"applications": (replace(POST, referral_from=None),)}, ("helper",)),
        (FRIEND, {}, ("friend",)),
        (RECRUITER, {}, ("recruiter",)),
    ],
)
def test_helpers_friends_and_recruiters_get_a_letter_of_their_own(
    contact: Contact | None, changes: dict[str, Any], situations: tuple[str, ...]
) -> None:
    assert landed(contact, **changes).situations == situations


@pytest.mark.parametrize(
    ("referral", "through", "led"),
    [
        (LEAD, TED, True),
        (LEAD, None, True),
        (LEAD, ANA, False),
        (replace(LEAD, received=day("2026-09-02")), None, False),
        (replace(LEAD, received=None), None, False),
        (replace(LEAD, position="Head Baker"), TED, False),
        (replace(LEAD, company="The Galley"), TED, False),
    ],
)
def test_a_name_led_to_the_job_if_it_came_first_and_nothing_else_is_said_to_have(
    referral: Referral, through: Contact | None, *, led: bool
) -> None:
    context = landed(TED, referrals=(referral,), applications=(replace(POST, referral_from=through),))
    assert (context.named == "Ruth Abernathy") is led
    assert context.began_with_them is (led or through is TED)
    assert (context.pointed_to == ()) is led


@pytest.mark.parametrize(
    ("given", "pointed_to", "leads"),
    [
        (("Jo Marsh", "Luis Ruiz"), ("Jo Marsh", "Luis Ruiz"), 0),
        (("Jo Marsh, a baker",), ("Jo Marsh, a baker",), 0),
        (("Jo Marsh, a baker", "Luis Ruiz"), (), 2),  # two people or three?
        ((None,), (), 1),
    ],
)
def test_names_are_listed_where_that_is_clear(
    given: tuple[str | None, ...], pointed_to: tuple[str, ...], leads: int
) -> None:
    context = landed(ANA, referrals=tuple(Referral(ANA, to=each) for each in given))
    assert (context.pointed_to, context.gave_leads) == (pointed_to, leads)


HEARD = History((Told(ANA.key, "brief:1", Document.BRIEF, day("2026-10-01")),))
TALK = Touchpoint(PartialDate(2026, 9, 8), contact=ANA, kind=TouchKind.INFORMATIONAL_INTERVIEW)


@pytest.mark.parametrize(
    ("contact", "changes", "helps"),
    [
        (None, {}, True),
        (ANA, {}, True),
        (ANA, {"referrals": ()}, False),
        (ANA, {"referrals": (), "history": HEARD}, True),
        (ANA, {"referrals": (), "touchpoints": (TALK,)}, True),
        (replace(ANA, offered_help=an_offer(what="ask around.")), {"referrals": ()}, True),
        (replace(ANA, offered_help=an_offer("2026-12-01")), {"referrals": ()}, False),
    ],
)
def test_only_those_who_help_are_told_to_stop(contact: Contact | None, changes: dict[str, Any], *, helps: bool) -> None:
    assert landed(contact, **changes).is_helping is helps


def test_what_was_offered_completes_a_sentence() -> None:
    said = ("ask around.", "to ask around")
    assert [landed(replace(ANA, offered_help=an_offer(what=each))).offered for each in said] == ["ask around"] * 2


def test_no_helper_is_named_to_anybody_else() -> None:
    ted = replace(TED, name_use_ok=True)
    for reader in (None, ANA):
        text = render(landed(reader, contacts=(ted, ANA))).text
        assert "Ted" not in text
        assert "Ruth" not in text


def test_friends_and_outsiders_hear_the_job_in_everyday_words() -> None:
    titles = (Title("Technical Manager", plain="keeping a factory's food safe"),)
    readers = (FRIEND, replace(ANA, in_field=False), ANA, None)
    said = [landed(each, target_titles=titles) for each in readers]
    assert [bool(each.plain) for each in said] == [True, True, False, False]
    assert said[0].plain_is_doing


def test_a_friend_is_told_of_the_job_as_of_one_they_know_or_do_not() -> None:
    told = History((Told(FRIEND.key, f"event:{POST.key}/applied/1/done", Document.UPDATE, day("2026-09-10")),))
    assert [landed(FRIEND, history=each).is_known for each in (History(), told)] == [False, True]


def test_only_the_agency_between_is_thanked_for_the_job() -> None:
    through = replace(POST, agency=RECRUITER)
    assert [landed(RECRUITER, applications=(each,)).placed_by_them for each in (POST, through)] == [False, True]


def test_an_offer_in_return_goes_to_those_whom_it_fits() -> None:
    offers = (OfferInReturn(Prose("My checklist is yours.")),)
    said = [landed(each, offer_in_return=offers).offer_in_return for each in (ANA, RECRUITER, None)]
    assert said == ["My checklist is yours.", None, None]


def test_one_find_for_everybody_goes_along_if_this_reader_has_not_had_it() -> None:
    finds = (
        News(Prose("An old one."), id="old", date=day("2026-10-01")),
        News(Prose("A new one."), id="new", date=day("2026-11-01")),
        News(Prose("For bakers."), date=day("2026-11-02"), audience=("bakery",)),
        News(Prose("For Ted."), date=day("2026-11-03"), reader=TED),
        News(Prose("Over."), date=day("2026-11-04"), deadline=day("2026-11-10")),
        News(Prose("In trust."), date=day("2026-11-05"), disclosure=Disclosure.TRUSTED),
        News(Prose("From a talk."), date=day("2026-11-05"), source=NewsSource.INTERVIEW),
        News(Prose("To come."), date=day("2026-12-05")),
    )
    heard = History((Told(ANA.key, "news:new", Document.UPDATE, day("2026-11-05")),))
    said = [landed(ANA, news=finds, history=history) for history in (History(), heard)]
    assert [each.find and each.find.headline for each in said] == ["A new one.", "An old one."]
    assert [each.id for each in said[0].items] == ["landed", "news:new"]
    assert [landed(each, news=finds).find for each in (TED, FRIEND, RECRUITER)] == [None] * 3


@pytest.mark.parametrize(("starts", "begun"), [("2026-12-01", False), ("2026-11-20", True), (None, False)])
def test_the_first_day_has_come_or_not(starts: str | None, *, begun: bool) -> None:
    event = an_event(Stage.ACCEPTED, "2026-11-02", starts=day(starts) if starts else None)
    assert landed(applications=(replace(POST, events=(event,)),)).has_started is begun


def test_landing_is_one_item_told_once() -> None:
    assert landed(TED).items == (
        Item("landed", Kind.LANDED, "Harbourside Bakers", "Technical Manager", day("2026-11-02")),
    )


def test_without_an_accepted_post_there_is_nothing_to_announce() -> None:
    with pytest.raises(JobnetError, match="accepted"):
        landed(applications=(an_application(),))


def findings(**changes: Any) -> list[str]:
    context = landed(ANA, **changes)
    found = letter_findings(render(context), context, ProfileUnderReview(a_snapshot(context.seeker, TODAY), History()))
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
    assert still_open(a_snapshot(profile, TODAY)) == (waiting,)


@pytest.mark.parametrize("then", [(), (an_event(Stage.INTERVIEW, "2026-12-01"),)])
def test_a_reopened_process_is_open_before_anything_more_has_happened_in_it(then: tuple[Event, ...]) -> None:
    reopened = (an_event(Stage.REJECTED, "2026-10-20"), an_event(Stage.REINSTATED, "2026-11-01"), *then)
    planned = an_application("Fennel & Rye", events=(an_event(Stage.INTERVIEW, "2026-12-02"),))
    again = an_application("Tamar Preserves", events=reopened)
    assert still_open(a_snapshot(a_landing(applications=(POST, again, planned)), TODAY)) == (again, planned)
    assert findings(applications=(POST, again)) == ["LAND-01"]


@pytest.mark.parametrize("contact", [TED, ANA, FRIEND, RECRUITER, ALUMNA, None])
def test_no_landing_note_draws_an_objection(contact: Contact | None) -> None:
    news = (News(Prose("The Bakers' Guild now lists interim posts."), date=day("2026-11-01")),)
    context = landed(contact, news=news)
    letter = render(context)
    found = letter_findings(letter, context, ProfileUnderReview(a_snapshot(context.seeker, TODAY), History()))
    assert [each.rule for each in found if contact or each.rule != "LAND-02"] == []
    assert letter.words <= (120 if contact else 200)
