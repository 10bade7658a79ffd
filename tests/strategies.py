"""Random job searches for property tests: every name is unlike every other, every level and relation may occur."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

from jobnet.profile.model import (
    Application,
    Company,
    CompanyStatus,
    Contact,
    Disclosure,
    Employer,
    Event,
    EventFormat,
    Impression,
    Locale,
    News,
    NewsSource,
    Offer,
    OfferInReturn,
    PartialDate,
    Person,
    Profile,
    Prose,
    PublicLabel,
    Referral,
    Relationship,
    Resume,
    Search,
    Stage,
    Tie,
    Tier,
    Title,
    Touchpoint,
    Updates,
    Url,
)

if TYPE_CHECKING:
    from collections.abc import Callable

TODAY = dt.date(2026, 10, 15)

_COMPANIES = (
    "Quorvex Mills", "Brantil & Hoe", "Zelkova Ceramics GmbH", "Ostrava-Linde", "Pemberlyn", "Torvald",
    "O'Fallon's Forge", "[24]7 Kramdon", "Vistule Sp. z o.o.", "Nimrosa Tide", "Łazarz und Söhne",
    "Café Noruega S.A. de C.V.",
)  # fmt: skip
_SURNAMES = (
    "Wickerby", "Ostrander", "Delacroix-Vance", "O'Dunleavy", "Mikkelborg", "Thistlewood", "Ñamandú", "Szczygieł",
    "van Oosterzee", "Abiodunwe", "Ferrabosco", "Grimsditch",
)  # fmt: skip
_GIVEN = (
    "Agathe", "Bertil", "Celestyn", "Dagny", "Eluned", "Fyodor",
    "Gwendal", "Hjordis", "Ignaz", "Jorunn", "Kestrel", "Ludo",
)  # fmt: skip
_POSITIONS = (
    "Kiln Superintendent", "Ledger Archivist", "Orchard Surveyor", "Ferry Dispatcher", "Bindery Foreman-Designate",
    "Beacon Keeper", "Loom Technologist", "Quarry Auditor", "Harbour Pilot (Deputy)", "Seed Librarian",
)  # fmt: skip
_FACTS = (
    "The guild of lamplighters opened its archive to visitors.", "A tram museum wants volunteers who can weld.",
    "Four glassworks now share one furnace and halved their bills.", "The salt barge runs on Sundays again.",
    "Nettle fibre passed its first strength test.", "A school of clockmaking takes guests on Fridays.",
)  # fmt: skip
_LABELS = (
    "a maker of fine instruments upriver",
    "an employer in the old customs quarter",
    "a cooperative beyond the canal",
)
_REMEMBERED = (
    "The wall of broken shuttles, each with its date, stays with me.",
    "So does the bell that any apprentice may ring.",
    "Nobody spoke of targets before speaking of people.",
)  # fmt: skip
NOTE = "nobody must read this pelargonium"
"""What every note says: it leaves the file in no letter."""

levels = st.sampled_from(list(Disclosure))
locales = st.sampled_from([Locale("en", country) for country in ("US", "GB", "IN", "DE", "FR", "MX")])
days = st.dates(TODAY - dt.timedelta(days=60), TODAY + dt.timedelta(days=20))
past_days = st.dates(TODAY - dt.timedelta(days=60), TODAY)


def maybe(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Said, or not said."""
    return st.none() | strategy


def some(strategy: st.SearchStrategy[Any], most: int) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(strategy, max_size=most).map(tuple)


@st.composite
def profiles(draw: st.DrawFn, *, confidential: bool | None = None) -> Profile:
    """A whole search, valid as the reader of profiles would make it."""
    secret = draw(st.booleans()) if confidential is None else confidential
    names = _named(draw, _GIVEN, _SURNAMES)
    companies = draw(st.permutations(_COMPANIES))
    targets = tuple(_company(draw, name) for name in companies[: draw(st.integers(0, 6))])
    contacts = tuple(_contact(draw, names(), companies) for _ in range(draw(st.integers(0, 4))))
    applications = _applications(draw, companies, contacts, names, private=secret)
    return Profile(
        name="Nia Pargeter",
        known_as=draw(maybe(st.just("Nia"))),
        email="nia@example.com",
        locale=draw(locales),
        resume=draw(maybe(st.just(Resume(url=Url("https://example.com/nia/cv"))))),
        linkedin=draw(maybe(st.just(Url("https://example.com/in/nia")))),
        summary=draw(maybe(st.just(Prose("I keep old machines running and teach others how.")))),
        plain_summary=draw(maybe(st.just(Prose("I mend big machines.")))),
        expertise=draw(some(st.sampled_from(["steam valves", "belt drives", "apprentice training"]), 3)),
        target_titles=draw(st.lists(st.sampled_from(_TITLES), max_size=3, unique=True).map(tuple)),
        target_locations=draw(some(st.sampled_from(["Bristol", "Bath"]), 2)),
        target_companies=targets,
        not_a_fit=draw(maybe(st.just(Prose("Posts at sea are not for me.")))),
        offer_in_return=draw(st.sampled_from([(), (OfferInReturn(Prose("I will gladly look at your boiler.")),)])),
        search=Search(secret, _EMPLOYER if secret else None, started=draw(maybe(past_days))),
        contacts=contacts,
        applications=applications,
        news=tuple(_news(draw, fact, contacts) for fact in _FACTS[: draw(st.integers(0, 4))]),
        referrals=tuple(_referral(draw, contact, companies) for contact in contacts if draw(st.booleans())),
        touchpoints=tuple(
            Touchpoint(PartialDate(2026, 9, 3), contact=contact, note=NOTE)
            for contact in contacts
            if draw(st.booleans())
        ),
    )


_EMPLOYER = Employer("Marchbanks Oil", ("MBO",), ("marchbanks.example.org",))
_TITLES = (
    Title("Works Engineer", "keeps the factory running"),
    Title("Maintenance Lead"),
    Title(_POSITIONS[1]),
    Title("Plant Keeper"),
)


def _named(draw: st.DrawFn, given: tuple[str, ...], family: tuple[str, ...]) -> Callable[[], str]:
    pairs = iter(list(zip(draw(st.permutations(given)), draw(st.permutations(family)), strict=True)) * 3)
    seen: dict[str, int] = {}

    def name() -> str:
        pair = " ".join(next(pairs, ("Zdenka", f"Palmgren{len(seen)}")))
        seen[pair] = seen.get(pair, 0) + 1
        return pair if seen[pair] == 1 else f"{pair} {'I' * seen[pair]}"

    return name


def _company(draw: st.DrawFn, name: str) -> Company:
    return Company(
        name=name,
        why=draw(maybe(st.just(Prose("They mend what they make.")))),
        tier=draw(st.sampled_from(Tier)),
        status=draw(st.sampled_from([CompanyStatus.ACTIVE, CompanyStatus.ACTIVE, *CompanyStatus])),
        disclosure=draw(st.sampled_from([Disclosure.NETWORK, *Disclosure])),
        added=draw(maybe(past_days)),
    )


def _contact(draw: st.DrawFn, name: str, companies: list[str]) -> Contact:
    return Contact(
        name=name,
        email=f"{name.split(maxsplit=1)[0].casefold()}{len(name)}@example.com",
        known_as=draw(maybe(st.just(name.split(maxsplit=1)[0]))),
        honorific=draw(maybe(st.just("Ms"))),
        relationship=draw(st.sampled_from(Relationship)),
        tie=draw(maybe(st.sampled_from(Tie))),
        in_field=draw(st.booleans()),
        company=draw(maybe(st.sampled_from(companies))),
        knows=draw(some(st.sampled_from(companies), 2)),
        locale=draw(maybe(locales)),
        trust=draw(st.sampled_from([Disclosure.PUBLIC, Disclosure.NETWORK, Disclosure.TRUSTED])),
        interests=draw(some(st.sampled_from(["glass", "trams"]), 2)),
        offered_help=draw(maybe(st.builds(Offer, past_days, maybe(st.just("ask around"))))),
        updates=draw(maybe(st.just(Updates.ON))),
        name_use_ok=draw(st.booleans()),
        how_we_met=draw(maybe(st.just(Prose("We shared a bench at night school.")))),
        opening=draw(maybe(st.just(Prose("Your photograph of the weir made my week.")))),
    )


def _applications(
    draw: st.DrawFn, companies: list[str], contacts: tuple[Contact, ...], names: Callable[[], str], *, private: bool
) -> tuple[Application, ...]:
    positions = draw(st.permutations(_POSITIONS))
    usual = Disclosure.TRUSTED if private else Disclosure.NETWORK
    somebody = maybe(st.sampled_from(contacts)) if contacts else st.none()
    return tuple(
        Application(
            company=draw(st.sampled_from(companies[:9])),
            position=positions[index],
            requisition_id=draw(maybe(st.just(f"REQ-77{index}31"))),
            referral_from=draw(somebody),
            agency=draw(somebody),
            hiring_manager=draw(maybe(st.just(Person(names(), honorific="Mr", family=f"Tollemache{index}")))),
            wanted=draw(st.sampled_from([True, True, False])),
            disclosure=draw(st.sampled_from([usual, usual, *Disclosure])),
            public_label=draw(maybe(st.builds(PublicLabel, st.sampled_from(_LABELS), levels))),
            events=_events(draw, names),
            impression=Impression(particulars=tuple(Prose(each) for each in _REMEMBERED[: draw(st.integers(0, 3))])),
            notes=NOTE,
        )
        for index in range(draw(st.integers(0, 5)))
    )


def _events(draw: st.DrawFn, names: Callable[[], str]) -> tuple[Event, ...]:
    dates = sorted(draw(st.lists(days, min_size=1, max_size=4, unique=True)))
    stages = draw(st.sampled_from(_COURSES))
    events = []
    for date, stage in zip(dates, stages, strict=False):
        talk = stage in {Stage.INTERVIEW, Stage.FINAL, Stage.SCREENING}
        people = (
            tuple(Person(names(), name_use_ok=draw(st.booleans())) for _ in range(draw(st.integers(0, 2))))
            if talk
            else ()
        )
        form = draw(maybe(st.sampled_from(EventFormat))) if talk else None
        events.append(Event(stage, date, people=people, format=form, note=NOTE))
    return tuple(events)


_COURSES = (
    (Stage.APPLIED,),
    (Stage.INTERESTED, Stage.APPLIED),
    (Stage.APPLIED, Stage.SCREENING, Stage.INTERVIEW, Stage.FINAL),
    (Stage.APPLIED, Stage.INTERVIEW, Stage.RUNNER_UP),
    (Stage.APPLIED, Stage.INTERVIEW, Stage.REJECTED, Stage.REINSTATED),
    (Stage.APPLIED, Stage.INTERVIEW, Stage.CANCELLED),
    (Stage.APPLIED, Stage.REJECTED),
    (Stage.APPLIED, Stage.INTERVIEW, Stage.OFFER),
    (Stage.APPLIED, Stage.INTERVIEW, Stage.WITHDRAWN),
)


def _news(draw: st.DrawFn, fact: str, contacts: tuple[Contact, ...]) -> News:
    return News(
        headline=Prose(fact),
        date=draw(maybe(past_days)),
        why=draw(maybe(st.just(Prose("You once asked me about just this.")))),
        audience=draw(st.sampled_from([("everyone",), ("glass",), ("trams",)])),
        reader=draw(maybe(st.sampled_from(contacts))) if contacts else None,
        disclosure=draw(levels),
        source=draw(st.sampled_from(NewsSource)),
    )


def _referral(draw: st.DrawFn, giver: Contact, companies: list[str]) -> Referral:
    received = draw(maybe(past_days))
    return Referral(
        giver=giver,
        to="Perpetua Quillfeather",
        company=draw(maybe(st.sampled_from(companies))),
        received=received,
        acted=draw(maybe(st.just(TODAY - dt.timedelta(days=1)))) if received else None,
        result=draw(maybe(st.just(Prose("We spoke for half an hour about furnaces.")))),
        suitable=draw(maybe(st.booleans())),
    )
