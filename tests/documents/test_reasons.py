"""What gives the seeker a reason to write to a company that said no."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from jobnet.documents.touch import Occasion, occasion_for
from jobnet.facts.history import History, Told
from jobnet.facts.items import Document
from jobnet.facts.readers import reader_of
from jobnet.profile.model import Application, Contact, Disclosure, News, NewsSource, Prose, Relationship, Stage
from tests.builders import a_contact, a_person, a_profile, a_snapshot, an_application, an_event, day

TODAY = day("2026-11-20")
RUTH = a_person()
AWARD = News(Prose("Harbourside Bakers have won the Good Food award."), id="award", date=day("2026-11-10"))
SESAME = News(Prose("A new test finds sesame."), id="sesame", date=day("2026-11-01"), audience=("Allergens",))
OPENING = an_application(position="Quality Manager", events=(an_event(Stage.APPLIED, "2026-11-15"),))


def a_no(**changes: Any) -> Application:
    events = (an_event(Stage.INTERVIEW, "2026-09-06", people=(RUTH,)), an_event(Stage.RUNNER_UP, "2026-09-20"))
    known: dict[str, Any] = {"hiring_manager": RUTH, "events": events}
    return an_application(**(known | changes))


def best(
    *news: News,
    contact: Contact | None = None,
    others: tuple[Application, ...] = (),
    history: History = History(),
    **changes: Any,
) -> Occasion | None:
    contacts = (contact,) if contact else ()
    snapshot = a_snapshot(a_profile(applications=(a_no(), *others), news=news, contacts=contacts, **changes), TODAY)
    reader = reader_of(snapshot, contact) if contact else reader_of(snapshot, RUTH)
    return occasion_for(snapshot, history, a_no(), reader)


def because(*news: News, **changes: Any) -> object:
    """What the reason is: a position, a piece of news, or only that there is one."""
    reason = best(*news, **changes)
    return reason and (reason.posting or reason.news or AVAILABILITY)


KEEN = a_contact("Ruth Abernathy", interests=("allergens",))
KEPT = News(Prose("The checklist is printed."), id="kept", reader=KEEN)
AVAILABILITY = "availability"
RECRUITER = a_contact("Kim Seo-yeon", relationship=Relationship.RECRUITER_AGENCY)


@pytest.mark.parametrize(
    ("news", "changes", "reason"),
    [
        ((KEPT, AWARD, SESAME), {"contact": KEEN, "others": (OPENING,)}, OPENING),
        ((KEPT, AWARD, SESAME), {"contact": KEEN}, KEPT),
        ((AWARD, SESAME), {"contact": KEEN}, AWARD),
        ((SESAME,), {"contact": KEEN}, SESAME),
        ((SESAME,), {}, None),
        ((), {"contact": RECRUITER}, AVAILABILITY),
        ((), {}, None),
    ],
)
def test_the_best_reason_the_profile_holds_is_given(
    news: tuple[News, ...], changes: dict[str, Any], reason: object
) -> None:
    assert because(*news, **changes) == reason


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
        {"deadline": day("2026-11-19")},
        {"on": day("2026-11-19")},
    ],
)
def test_news_is_no_reason_unless_it_is_theirs_public_fresh_and_names_no_other_company(changes: dict[str, Any]) -> None:
    assert best(replace(AWARD, **changes)) is None


@pytest.mark.parametrize(
    ("changes", "item"),
    [
        ({"news": (AWARD,)}, "news:award"),
        ({"others": (OPENING,)}, f"posting:{OPENING.key}"),
    ],
)
def test_a_reason_is_given_once(changes: dict[str, Any], item: str) -> None:
    news = changes.get("news", ())
    rest = {key: value for key, value in changes.items() if key != "news"}
    reason = best(*news, **rest)
    assert reason is not None
    assert [each.id for each in reason.items] == [item]
    assert best(*news, **rest, history=History((Told("ruth abernathy", item, Document.TOUCH, TODAY),))) is None


def test_what_one_looks_for_is_told_a_recruiter_again_once_it_has_changed() -> None:
    reason = best(contact=RECRUITER)
    assert reason is not None
    told = History((Told(RECRUITER.key, reason.items[0].id, Document.TOUCH, day("2026-10-30")),))
    assert because(contact=RECRUITER, history=told) is None
    assert because(contact=RECRUITER, history=told, availability="from 1 December") == AVAILABILITY


def test_the_latest_of_two_reasons_is_given_first() -> None:
    older = replace(AWARD, id="older", date=day("2026-11-02"))
    reason = best(older, AWARD)
    assert reason is not None
    assert reason.news is AWARD
