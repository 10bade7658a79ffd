"""A valid thing of each kind, for tests that change one field: `a_profile(name="…")`. All people are invented."""

from __future__ import annotations

import datetime as dt
from typing import Any

from jobnet.facts.snapshot import Snapshot
from jobnet.profile.model import (
    Application,
    Company,
    Contact,
    Employer,
    Event,
    Locale,
    Offer,
    Person,
    Profile,
    Prose,
    Relationship,
    Resume,
    Search,
    Stage,
    Title,
    Url,
)

EN_GB = Locale("en", "GB")


def day(text: str) -> dt.date:
    """`2026-10-15` as a date."""
    return dt.date.fromisoformat(text)


def a_company(name: str = "Fennel & Rye", **changes: Any) -> Company:
    return Company(**({"name": name} | changes))


def a_person(name: str = "Ruth Abernathy", **changes: Any) -> Person:
    return Person(**({"name": name} | changes))


def a_contact(name: str = "Ted Alder", **changes: Any) -> Contact:
    """A colleague on first-name terms who has offered nothing yet."""
    known: dict[str, Any] = {"email": "ted@example.com", "known_as": "Ted", "relationship": Relationship.COLLEAGUE}
    return Contact(**({"name": name} | (known if name == "Ted Alder" else {}) | changes))


def an_offer(date: str = "2026-10-02", what: str | None = None) -> Offer:
    return Offer(day(date), what)


def an_event(stage: Stage, date: str | None, **changes: Any) -> Event:
    return Event(**({"stage": stage, "date": day(date) if date else None} | changes))


def an_application(
    company: str = "Harbourside Bakers", position: str = "Technical Manager", **changes: Any
) -> Application:
    """Applied for, and nothing more yet."""
    known: dict[str, Any] = {
        "company": company,
        "position": position,
        "events": (an_event(Stage.APPLIED, "2026-09-21"),),
    }
    return Application(**(known | changes))


def a_confidential_search(name: str = "Corvane Foods", **changes: Any) -> Search:
    return Search(confidential=True, current_employer=Employer(name, **changes))


def a_profile(**changes: Any) -> Profile:
    """A food quality manager near Bristol with three target companies and one contact."""
    known: dict[str, Any] = {
        "name": "Nia Pargeter",
        "known_as": "Nia",
        "email": "nia@example.com",
        "locale": EN_GB,
        "resume": Resume(url=Url("https://example.com/nia/cv")),
        "linkedin": Url("https://example.com/in/nia"),
        "summary": Prose("I make sure factory food is safe and tastes the same every day."),
        "plain_summary": Prose("I make sure the food in the shops is safe to eat."),
        "expertise": ("supplier audits", "recall drills", "allergen control"),
        "target_titles": (Title("Quality Manager", "keeps food safe"), Title("Technical Manager")),
        "target_locations": ("Bristol", "Bath"),
        "target_companies": (
            a_company("Fennel & Rye"),
            a_company("Harbourside Bakers"),
            a_company("Tamar Preserves"),
        ),
        "contacts": (a_contact(),),
    }
    return Profile(**(known | changes))


def a_snapshot(profile: Profile | None = None, today: str | dt.date = "2026-10-20") -> Snapshot:
    """This search on one day of autumn."""
    return Snapshot(profile or a_profile(), day(today) if isinstance(today, str) else today)
