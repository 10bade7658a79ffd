from __future__ import annotations

import datetime as dt

from jobnet.facts.history import BY_HAND, History, Told, event_items, interested_item, news_item, told_by_hand
from jobnet.facts.items import Document, Item, Kind
from jobnet.profile.model import Direction, News, PartialDate, Prose, Stage, Touchpoint
from tests.builders import a_company, a_contact, a_profile, an_application, an_event, day

TODAY = day("2026-10-15")


def a_handing_over(date: str = "2026-10-01", document: str | None = "update", **changes: object) -> Touchpoint:
    when = day(date)
    known = {"date": PartialDate(when.year, when.month, when.day), "contact": a_contact(), "document": document}
    return Touchpoint(**(known | changes))  # type: ignore[arg-type]


def test_what_was_handed_over_counts_as_given() -> None:
    profile = a_profile(touchpoints=(a_handing_over("2026-10-01", "brief"), a_handing_over("2026-10-05")))
    assert told_by_hand(profile) == (
        Told("ted alder", BY_HAND, "brief", day("2026-10-01")),
        Told("ted alder", BY_HAND, "update", day("2026-10-05")),
    )


def test_a_person_named_like_a_contact_is_that_contact() -> None:
    ted = a_contact(id="ted")
    by_name = a_handing_over(contact=None, person="TED  Alder")
    stranger = a_handing_over(contact=None, person="Bea Li")
    told = told_by_hand(a_profile(contacts=(ted,), touchpoints=(by_name, stranger)))
    assert [each.person for each in told] == ["ted", "bea li"]


def test_a_talk_or_a_letter_received_hands_nothing_over() -> None:
    talk = a_handing_over(document=None)
    received = a_handing_over(direction=Direction.IN)
    assert told_by_hand(a_profile(touchpoints=(talk, received))) == ()


def test_an_update_given_by_hand_told_everything_up_to_its_day() -> None:
    history = History((Told("ted alder", BY_HAND, "update", day("2026-10-05")),))
    known = history.known_to(a_contact())
    dated = [Item(f"n{date}", Kind.NEWS, date=day(date)) for date in ("2026-10-04", "2026-10-05", "2026-10-06")]
    undated = Item("interested:tamar", Kind.INTERESTED)
    assert [item in known for item in (*dated, undated)] == [True, True, False, True]


def test_a_brief_given_by_hand_tells_no_news() -> None:
    history = History((Told("ted alder", BY_HAND, "brief", day("2026-10-05")),))
    assert Item("n", Kind.NEWS, date=day("2026-10-01")) not in history.known_to(a_contact())


def test_the_ledger_and_the_touchpoints_together_count_a_day_once() -> None:
    hand = Told("ted alder", BY_HAND, "brief", day("2026-10-01"))
    ledger = Told("ted alder", "brief:1", "brief", day("2026-10-01"))
    assert History((ledger, hand)).dates(a_contact(), Document.BRIEF) == (day("2026-10-01"),)


def test_an_event_is_known_by_its_stage_and_number_and_not_by_its_date() -> None:
    events = (
        an_event(Stage.APPLIED, "2026-09-21"),
        an_event(Stage.INTERVIEW, "2026-10-06"),
        an_event(Stage.INTERVIEW, "2026-10-20"),
    )
    application = an_application(events=events)
    ids = [item.id for item in event_items(application, today=TODAY).values()]
    assert ids == [
        "event:harbourside bakers/technical manager/applied/1/done",
        "event:harbourside bakers/technical manager/interview/1/done",
        "event:harbourside bakers/technical manager/interview/2/planned",
    ]
    moved = an_application(events=(*events[:2], an_event(Stage.INTERVIEW, "2026-10-22")))
    assert [item.id for item in event_items(moved, today=TODAY).values()] == ids


def test_news_and_targets_keep_their_ids_when_reworded() -> None:
    one = News(Prose("A thing."), id="thing", date=dt.date(2026, 10, 1))
    other = News(Prose("Another wording."), id="thing", date=dt.date(2026, 10, 2))
    assert news_item(one).id == news_item(other).id == "news:thing"
    assert interested_item(a_company("Fennel & Rye Ltd")).id == interested_item(a_company("fennel and rye")).id
