"""What the templates of an update place: everything chosen for this reader, ordered and counted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jobnet.documents.update.asks import (
    Advice,
    KnownPlace,
    NextTalk,
    OpenReferral,
    advice_from,
    as_here,
    came_of,
    each_known,
    hopes_in_trust,
    hopes_to_recall,
    known_places,
    new_hopes,
    next_talk,
    open_referrals,
    referral_news,
    waiting_at,
)
from jobnet.documents.update.headline import Situation, heading_day, last_letter, situation_of
from jobnet.documents.update.news import Chosen, Find, View, as_find, finds_for, the_most_alive, what_matters
from jobnet.facts.history import news_item
from jobnet.facts.items import Document
from jobnet.facts.openings import opening_for, opening_item
from jobnet.frozen import dataclass
from jobnet.profile.model import Relationship, Tier

if TYPE_CHECKING:
    import datetime as dt
    from pathlib import Path

    from jobnet.facts.courses import Hope
    from jobnet.facts.history import History
    from jobnet.facts.items import Item
    from jobnet.facts.readers import Reader
    from jobnet.facts.since import Window
    from jobnet.facts.snapshot import Snapshot
    from jobnet.facts.stories import Story, Telling
    from jobnet.profile.model import News, Profile, Prose, Referral, Url


@dataclass(frozen=True)
class Update:
    """What one reader has not yet heard."""

    reader: Reader
    seeker: Profile
    situations: tuple[str, ...]
    items: tuple[Item, ...]
    is_empty: bool
    """Whether there is nothing to write."""
    already_told: int
    """How much in the days asked for was left out, since this reader has been told."""
