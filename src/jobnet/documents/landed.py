"""The landing note: good news, thanks, and please stop helping now (`docs/content.md` 2.9)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jobnet.errors import JobnetError
from jobnet.facts.disclosure import company_spoken
from jobnet.facts.items import Document, Item, Kind
from jobnet.facts.offers import offer_for
from jobnet.facts.progress import Progress, accepted
from jobnet.facts.readers import ReaderKind, general_reader
from jobnet.facts.referrals import talks_with
from jobnet.frozen import dataclass
from jobnet.profile.model import Disclosure, NewsSource, Stage
from jobnet.profile.names import name_key

if TYPE_CHECKING:
    import datetime as dt
    from pathlib import Path

    from jobnet.facts.history import History
    from jobnet.facts.readers import Reader
    from jobnet.profile.model import Application, News, Offer, Profile, Prose, Referral

LANDED_ITEM = "landed"


@dataclass(frozen=True)
class Landed:
    """The announcement, to one reader or to the list."""

    reader: Reader
    seeker: Profile
    today: dt.date
    application: Application
    company: str
    position: str
    plain: str | None
    """The same in everyday words, for readers outside the field."""
    starts: dt.date | None
    has_started: bool
    led_here: Referral | None
    """This reader's introduction, where it led to this very job."""
    came_through_them: bool
    """The profile says that this job came through this reader."""
    referrals: tuple[Referral, ...]
    """Other introductions of this reader."""
    pointed_to: tuple[str, ...]
    """To whom or where they led; empty where that cannot be listed."""
    advice: Prose | None
    """What came of the talk this reader gave."""
    gave_a_talk: bool
    offer: Offer | None
    """The help this reader offered."""
    heard_along: bool
    """Whether this reader was written to along the way."""
    helpers: int
    """How many people gave names; said to the list, without any of their names."""
    worth_knowing: News | None
    offer_in_return: Prose | None
    opening: Prose | None
    items: tuple[Item, ...]
    attachments: tuple[Path, ...] = ()
    document: Document = Document.LANDED

    @property
    def is_individual(self) -> bool:
        return self.reader.kind is not ReaderKind.GENERAL

    @property
    def row(self) -> ReaderKind:
        return self.reader.row


def landed_for(profile: Profile, reader: Reader | None, *, today: dt.date, history: History) -> Landed:
    """The good news for this reader, or for the list. What stands against it today is LAND-01's to say."""
    application = accepted_post(profile, today)
    event = next(e for e in reversed(Progress(application, today).past) if e.stage is Stage.ACCEPTED)
    contact = reader.contact if reader else None
    given = tuple(r for r in profile.referrals if contact and r.giver.key == contact.key)
    through = bool(contact and application.referral_from and application.referral_from.key == contact.key)
    led_here = next((r for r in given if through and _is_for(profile, r, application)), None)
    talks = talks_with(profile, contact, today) if contact else ()
    others = tuple(r for r in given if r is not led_here)
    return Landed(
        reader=reader or general_reader(profile),
        seeker=profile,
        today=today,
        application=application,
        company=company_spoken(profile, application.company),
        position=application.position,
        plain=None if reader is None or reader.in_field else _plain(profile, application.position),
        starts=event.starts,
        has_started=event.starts is not None and event.starts <= today,
        led_here=led_here,
        came_through_them=through,
        referrals=others,
        pointed_to=_pointed_to(profile, others),
        advice=next((talk.learned for talk in reversed(talks) if talk.learned), None),
        gave_a_talk=bool(talks),
        offer=contact.offered_help if contact else None,
        heard_along=bool(contact and history.of(contact)),
        helpers=len({referral.giver.key for referral in profile.referrals}),
        worth_knowing=_worth_knowing(profile, reader, today, history),
        offer_in_return=offer_for(profile, reader) if reader else None,
        opening=contact.opening if contact else None,
        items=(Item(LANDED_ITEM, Kind.LANDED, application.company, application.position, event.date),),
    )


def accepted_post(profile: Profile, today: dt.date) -> Application:
    """The application that ended the search."""
    application = accepted(profile.applications, today)
    if application is None:
        raise JobnetError(
            "No application is marked `accepted` yet: jobnet log COMPANY accepted (and `starts`, if you know the day)."
        )
    return application


def still_open(profile: Profile, today: dt.date) -> tuple[Application, ...]:
    """The other processes that have not been withdrawn: whoever is still considering the seeker."""
    taken = accepted(profile.applications, today)
    return tuple(each for each in profile.applications if each is not taken and Progress(each, today).is_live)


def _plain(profile: Profile, position: str) -> str | None:
    wanted = name_key(position)
    titles = (each for each in profile.target_titles if wanted in map(name_key, (each.title, *each.aliases)))
    return next((each.plain for each in titles), None)


def _pointed_to(profile: Profile, referrals: tuple[Referral, ...]) -> tuple[str, ...]:
    named = [r.to or (company_spoken(profile, r.company) if r.company else None) for r in referrals]
    names = tuple(dict.fromkeys(name for name in named if name))
    # "Elaine Marsden, a practice manager, and Jo Marsh" are two people or three.
    return () if len(names) > 1 and any("," in name for name in names) else names


def _is_for(profile: Profile, referral: Referral, application: Application) -> bool:
    return referral.company is not None and profile.same_company(referral.company, application.company)


def _worth_knowing(profile: Profile, reader: Reader | None, today: dt.date, history: History) -> News | None:
    """What the search taught that may help others: the latest find for everybody that this reader has not had."""
    told = history.items(reader.contact) if reader and reader.contact else frozenset()
    ceiling = reader.ceiling if reader else Disclosure.NETWORK
    for news in sorted(profile.news, key=lambda each: str(each.date or ""), reverse=True):
        is_for_all = news.reader is None and "everyone" in news.audience and news.source is NewsSource.PUBLIC
        is_fresh = f"news:{news.key}" not in told and not (news.date and news.date > today)
        is_over = any(day is not None and day < today for day in (news.deadline, news.on))
        if is_for_all and is_fresh and not is_over and news.disclosure <= ceiling:
            return news
    return None
