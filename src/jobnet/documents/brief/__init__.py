"""The brief: what somebody who wants to help needs to know, and the one thing to do (`docs/content.md` 2.2)."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, Any

from jobnet.errors import JobnetError
from jobnet.facts.disclosure import companies_shown
from jobnet.facts.history import History
from jobnet.facts.items import Item, Kind
from jobnet.facts.readers import ReaderKind, is_dormant
from jobnet.profile.names import company_key, name_key

if TYPE_CHECKING:
    from jobnet.documents.brief.context import Brief
    from jobnet.facts.disclosure import CompanyStanding
    from jobnet.facts.readers import Reader
    from jobnet.facts.snapshot import Snapshot
    from jobnet.profile.model import Profile


def brief_for(snapshot: Snapshot, reader: Reader, *, history: History = History()) -> Brief:
    """What the brief says to this reader."""
    from jobnet.documents.brief.answers import answers, told_items
    from jobnet.documents.brief.askable import askable
    from jobnet.documents.brief.companies import asked_about
    from jobnet.documents.brief.context import Brief
    from jobnet.documents.brief.enclosed import enclosed
    from jobnet.documents.brief.search import search
    from jobnet.documents.brief.situations import BriefKind, situation_of

    profile = snapshot.profile
    _refuse_without_essentials(profile, reader)
    found = askable(snapshot, reader)
    dormant = is_dormant(snapshot, reader.contact, history)
    situation = situation_of(reader, found, dormant=dormant)
    places = asked_about(snapshot, reader, situation, found)
    answer = answers(snapshot, reader, situation, found.leads, history, dormant=dormant, places=places)
    return Brief(
        reader=reader,
        seeker=profile,
        today=snapshot.today,
        situations=() if situation is BriefKind.STANDARD else (situation.value,),
        items=(
            Item(brief_id(profile, reader), Kind.BRIEF, date=snapshot.today),
            *told_items(snapshot, reader, found.leads, history),
        ),
        **answer,
        **search(snapshot, reader, situation),
        **_without(places, answer["offered_at"]),
        **enclosed(profile, reader, situation, asks_others=answer["asks_others"]),
    )


def _without(places: dict[str, Any], offered: CompanyStanding | None) -> dict[str, Any]:
    """The companies to ask about but for the one where the reader has offered something."""
    if offered is None:
        return places
    return places | {
        "companies": tuple(each for each in places["companies"] if each != offered),
        "known": tuple(each for each in places["known"] if each != offered),
        "names": tuple(each for each in places["names"] if each != offered.short),
        "next": None if places["next"] == offered else places["next"],
    }


def brief_id(profile: Profile, reader: Reader) -> str:
    """The id of what a brief tells: new when the titles, or the companies this reader may know of, change."""
    titles = sorted(name_key(each.title) for each in profile.target_titles)
    companies = sorted(company_key(each.name) for each in companies_shown(profile, reader))
    return f"brief:{sha256(repr((titles, companies)).encode()).hexdigest()[:16]}"


def _refuse_without_essentials(profile: Profile, reader: Reader) -> None:
    if not profile.target_titles:
        raise JobnetError(
            "The brief needs `target_titles`: they tell a helper whom to think of. "
            "Add a line such as `target_titles: [Quality Manager, Technical Manager]`.",
            rule="profile",
        )
    if not profile.target_companies and reader.row not in {ReaderKind.RECRUITER_AGENCY, ReaderKind.RECRUITER_INHOUSE}:
        raise JobnetError(
            "The brief needs `target_companies`: a helper thinks of people by where they work. "
            "Add a line such as `target_companies: [Fennel & Rye, Harbourside Bakers]`.",
            rule="profile",
        )
