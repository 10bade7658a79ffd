"""What the seeker did, by date."""

from __future__ import annotations

from typing import Any

from jobnet.facts.history import BY_HAND, History, Told
from jobnet.facts.items import Document
from jobnet.facts.since import Window
from jobnet.profile.model import (
    Direction,
    Disclosure,
    EventFormat,
    PartialDate,
    Referral,
    Search,
    Stage,
    TouchKind,
    Touchpoint,
    Url,
)
from jobnet.search.report import Activity, Withheld, report
from tests.builders import a_company, a_contact, a_person, a_profile, an_application, an_event, day

TED = a_contact()
EVERYTHING = Window(None, day("2026-10-15"))


def activities(days: Window = EVERYTHING, *told: Told, private: bool = False, **changes: Any) -> tuple[Activity, ...]:
    profile = a_profile(**({"contacts": (TED,)} | changes))
    return report(profile, days, History(told), None if private else Withheld(profile))


def test_everything_dated_oldest_first() -> None:
    application = an_application(
        requisition_id="HB-7",
        url=Url("https://example.com/jobs/7"),
        events=(
            an_event(Stage.APPLIED, "2026-09-21", note="stays here"),
            an_event(
                Stage.INTERVIEW, "2026-10-06", format=EventFormat.VIDEO, people=(a_person(), a_person("Luis Ruiz"))
            ),
            an_event(Stage.FINAL, "2026-11-01"),
        ),
    )
    found = activities(
        EVERYTHING,
        Told(TED.key, "news:1", Document.UPDATE, day("2026-10-09")),
        Told(TED.key, "event:1", Document.UPDATE, day("2026-10-09")),
        Told(TED.key, BY_HAND, Document.BRIEF, day("2026-10-03")),
        Told("ruth abernathy", f"runnerup:{application.key}:ruth abernathy", Document.RUNNERUP, day("2026-10-14")),
        applications=(application,),
        referrals=(
            Referral(TED, to="Jo Marsh", company="The Galley", received=day("2026-10-01"), acted=day("2026-10-02")),
        ),
        touchpoints=(
            Touchpoint(
                PartialDate(2026, 10, 4), contact=TED, kind=TouchKind.CALL, direction=Direction.IN, note="stays"
            ),
            Touchpoint(PartialDate(2026, 10, 5), person="Jo Marsh", company="The Galley", kind=TouchKind.MEETING),
            Touchpoint(PartialDate(2026, 10), contact=TED),
        ),
    )
    position = {"company": "Harbourside Bakers", "position": "Technical Manager"}
    assert found == (
        Activity(day("2026-09-21"), "Applied", **position, reference="HB-7"),
        Activity(day("2026-10-01"), "Received a referral", "The Galley", None, "Jo Marsh, from Ted Alder"),
        Activity(day("2026-10-02"), "Followed up a referral", "The Galley", None, "Jo Marsh, from Ted Alder"),
        Activity(day("2026-10-03"), "Sent a brief (by hand)", person="Ted Alder"),
        Activity(day("2026-10-04"), "Phone call (incoming)", person="Ted Alder"),
        Activity(day("2026-10-05"), "Meeting", "The Galley", person="Jo Marsh"),
        Activity(
            day("2026-10-06"), "Interview (video)", **position, person="Ruth Abernathy, Luis Ruiz", reference="HB-7"
        ),
        Activity(day("2026-10-09"), "Sent a progress update", person="Ted Alder"),
        Activity(day("2026-10-14"), "Sent a thank-you letter after a turn-down", **position, person="Ruth Abernathy"),
    )


def test_what_was_given_by_hand_to_somebody_who_is_no_contact_bears_their_name_and_company() -> None:
    given = Touchpoint(
        PartialDate(2026, 10, 14), person="Renée O'Hara", company="The Galley", document=Document.RUNNERUP
    )
    told = Told("renee o hara", BY_HAND, Document.RUNNERUP, day("2026-10-14"))
    said = "Sent a thank-you letter after a turn-down (by hand)"
    assert activities(EVERYTHING, told, touchpoints=(given,)) == (
        Activity(day("2026-10-14"), said, "The Galley", person="Renée O'Hara"),
    )


def test_both_ends_of_the_range_belong_to_it() -> None:
    events = tuple(an_event(Stage.SCREENING, f"2026-10-0{n}") for n in range(1, 6))
    found = activities(Window(day("2026-10-02"), day("2026-10-04")), applications=(an_application(events=events),))
    assert [each.date.day for each in found] == [2, 3, 4]


def test_private_applications_are_told_only_when_asked_for() -> None:
    secret = an_application("Secret Spoon", disclosure=Disclosure.PRIVATE, id="spoon")
    told = (Told("ruth abernathy", "touch:spoon/2", Document.TOUCH, day("2026-10-14")),)
    touchpoint = Touchpoint(PartialDate(2026, 10, 4), person="Jo Marsh", company="Secret Spoon Ltd")
    changes: dict[str, Any] = {"applications": (secret,), "touchpoints": (touchpoint,)}
    assert activities(EVERYTHING, *told, **changes) == ()
    assert len(activities(EVERYTHING, *told, private=True, **changes)) == 3


def test_a_private_company_is_not_told_by_its_short_name_either() -> None:
    def met(company: str) -> Touchpoint:
        return Touchpoint(PartialDate(2026, 10, 3), person="Zoe Orr", company=company, kind=TouchKind.MEETING)

    private = a_company("Quorvex Mills", disclosure=Disclosure.PRIVATE)
    touchpoints = tuple(map(met, ("Quorvex", "QUORVEX MILLS Ltd", "Mills Hall")))
    found = activities(target_companies=(private,), touchpoints=touchpoints)
    assert [each.company for each in found] == ["Mills Hall"]


def test_a_private_company_and_its_people_are_not_told_in_other_words_either() -> None:
    def met(company: str | None, person: str = "Zoe Orr") -> Touchpoint:
        return Touchpoint(PartialDate(2026, 10, 3), person=person, company=company, kind=TouchKind.MEETING)

    secret = an_application("Klinikum Auwald", disclosure=Disclosure.PRIVATE,
                            events=(an_event(Stage.INTERVIEW, "2026-10-01", people=(a_person("Otto Vane"),)),))  # fmt: skip
    said = ("Auwaldklinik", "la clínica Auwald", "klinikum auwald", "jobs.klinikumauwald.example", "Auwald-Kliniken")
    touchpoints = (*map(met, (*said, "Klinikum Leipzig", "Auwald")), met(None, "Kollege Vane"), met(None, "Herr Ruiz"))
    found = activities(applications=(secret,), touchpoints=touchpoints)
    assert [(each.company, each.person) for each in found] == [("Klinikum Leipzig", "Zoe Orr"), ("Auwald", "Zoe Orr"),
                                                               (None, "Herr Ruiz")]  # fmt: skip


def test_a_post_won_is_private_until_it_may_be_announced() -> None:
    application = an_application(events=(an_event(Stage.ACCEPTED, "2026-10-01"),))
    later, now = (Search(announce_after=day(f"2026-10-{number}")) for number in (16, 15))
    assert activities(applications=(application,), search=later) == ()
    assert [each.activity for each in activities(applications=(application,), search=now)] == ["Accepted an offer"]


def test_an_offer_is_private() -> None:
    application = an_application(events=(an_event(Stage.OFFER, "2026-10-01"),))
    assert activities(applications=(application,)) == ()
    assert [each.activity for each in activities(private=True, applications=(application,))] == ["Received an offer"]
