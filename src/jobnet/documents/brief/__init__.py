"""The brief: what somebody who wants to help needs to know, and the one thing to do (`docs/content.md` 2.2)."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

from jobnet.documents.brief.answers import answers, told_items
from jobnet.documents.brief.companies import asked_about
from jobnet.documents.brief.context import Brief
from jobnet.documents.brief.helper import Helper
from jobnet.documents.brief.search import search
from jobnet.documents.context import letter_frame
from jobnet.errors import JobnetError
from jobnet.facts.disclosure import companies_shown
from jobnet.facts.history import History
from jobnet.facts.items import Item, Kind
from jobnet.facts.readers import RECRUITERS
from jobnet.profile.names import company_key, name_key

if TYPE_CHECKING:
    from jobnet.facts.readers import Reader
    from jobnet.facts.snapshot import Snapshot
    from jobnet.profile.model import Profile


def brief_for(snapshot: Snapshot, reader: Reader, *, history: History = History()) -> Brief:
    """What the brief says to this reader."""
    _refuse_without_essentials(snapshot.profile, reader)
    helper = Helper(snapshot, reader, history)
    places = asked_about(helper)
    item = Item(brief_id(snapshot.profile, reader), Kind.BRIEF, date=snapshot.today)
    return Brief(
        **letter_frame(snapshot, reader, history, (item, *told_items(helper)), helper.situation),
        **answers(helper, places),
        **search(helper),
        **places,
    )


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
    if not profile.target_companies and reader.row not in RECRUITERS:
        raise JobnetError(
            "The brief needs `target_companies`: a helper thinks of people by where they work. "
            "Add a line such as `target_companies: [Fennel & Rye, Harbourside Bakers]`.",
            rule="profile",
        )
