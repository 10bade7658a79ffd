"""The landing note: good news, thanks, and please stop helping now (`docs/content.md` 2.9)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from jobnet.documents.context import (
    ApplicationContext,
    is_timely,
    letter_frame,
    may_hear,
    offer_of,
    offered_words,
)
from jobnet.errors import JobnetError
from jobnet.facts.disclosure import company_spoken
from jobnet.facts.history import History, news_item
from jobnet.facts.items import Document, Item, Kind
from jobnet.facts.offers import Find, find_of, offer_for
from jobnet.facts.readers import RECRUITERS, Reader, ReaderKind, general_reader, works_at
from jobnet.facts.referrals import talks_with
from jobnet.facts.third_person import is_doing
from jobnet.frozen import dataclass
from jobnet.profile.model import Application, News, NewsSource, Profile, Prose, Referral, Relationship, Stage
from jobnet.profile.names import name_key

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from jobnet.facts.snapshot import Snapshot

LANDED_ITEM = "landed"
_EVERYONE = "everyone"


@dataclass(frozen=True)
class Landed(ApplicationContext):
    """The good news, for one reader or for everybody."""

    first_names: Annotated[bool, "Whether the letter is for people on first-name terms, or for nobody in particular."]
    sign_as: Annotated[str, "The name under the letter: Nia; Nia Pargeter."]
    plain: Annotated[str | None, "The job in everyday words, outside the field and for friends: running a bus depot."]
    plain_is_doing: Annotated[bool, "Whether these follow “a job” at once: “a job running a bus depot”."]
    starts: Annotated[dt.date | None, "The first working day: 2027-01-04."]
    has_started: Annotated[bool, "Whether that day has come."]
    is_known: Annotated[bool, "Whether this reader has been told of the application, or had a hand in it."]
    heard_along: Annotated[bool, "Whether this reader was written to along the way."]
    is_helping: Annotated[bool, "Whether this reader was asked for help, or offered or gave some, and may stop now."]
    began_with_them: Annotated[bool, "Whether what this reader gave led to this job."]
    named: Annotated[str | None, "Whom or what they named then: Moira Keane."]
    named_position: Annotated[bool, "Whether they named the position."]
    named_on: Annotated[dt.date | None, "When: 2026-09-08."]
    pointed_to: Annotated[tuple[str, ...], "Others whom they named: Seamus Lally."]
    gave_leads: Annotated[int, "How many leads they gave that cannot be listed: 2."]
    gave_a_talk: Annotated[bool, "Whether they gave a talk for advice."]
    offered: Annotated[str | None, "What help they offered: ask around at your site."]
    placed_by_them: Annotated[bool, "Whether they are the agency that put the seeker forward."]
    works_there: Annotated[bool, "Whether they work at that company."]
    is_alumni: Annotated[bool, "Whether they are from the same school."]
    find: Annotated[Find | None, "Something useful that they have not been told."]
    offer_in_return: Annotated[Prose | None, "What the seeker can do for this reader: My close calendar is yours."]
    email: Annotated[str | None, "The seeker's address: nia@example.com."]
    phone: Annotated[str | None, "The seeker's telephone number, where there is no address: 0117 496 0182."]
    on_paper: Annotated[bool, "Whether the reader has no e-mail address, so that the letter is printed."]
    contact_lines: Annotated[tuple[str, ...], "None: the letter says how to reach the seeker."] = ()
    document: Document = Document.LANDED


def landed_for(snapshot: Snapshot, to: Reader | None, *, history: History) -> Landed:
    """The good news for this reader, or for everybody. What stands against it today is LAND-01's to say."""
    profile, today = snapshot.profile, snapshot.today
    application = accepted_post(snapshot)
    event = next(e for e in reversed(snapshot.progress_of(application).past) if e.stage is Stage.ACCEPTED)
    reader = to or general_reader(profile)
    contact, is_general = reader.contact, reader.kind is ReaderKind.GENERAL
    given = snapshot.referrals.get(reader.key, ())
    led_here = next((each for each in given if _led_to(snapshot, each, application)), None)
    through = application.referral_from
    began_with_them = led_here is not None or (through is not None and through.key == reader.key)
    others = [each for each in given if each is not led_here]
    pointed_to = _pointed_to(profile, others)
    offer = offer_of(reader, today)
    heard_along = bool(contact and history.of(contact))
    gave_a_talk = bool(contact and talks_with(profile, contact, today))
    is_friend = reader.row is ReaderKind.CLOSE_FRIEND
    plain = _plain(profile, application.position) if is_friend or not reader.in_field else None
    situation = "helper" if began_with_them else ""
    if reader.row in RECRUITERS:
        situation = "recruiter"
    elif is_friend:
        situation = "friend"
    on_paper = reader.on_paper
    told = history.items_of(reader.key)
    news = _worth_knowing(snapshot, reader, told) if not situation else None
    item = Item(LANDED_ITEM, Kind.LANDED, application.company, application.position, event.date)
    return Landed(
        **letter_frame(snapshot, reader, history, (item, *((news_item(news),) if news else ())), situation),
        application=application,
        first_names=reader.first_names or is_general,
        sign_as=profile.sign_as if reader.first_names else profile.name,
        plain=plain,
        plain_is_doing=is_doing(plain),
        starts=event.starts,
        has_started=event.starts is not None and event.starts <= today,
        is_known=began_with_them or any(item.startswith(f"event:{application.key}/") for item in told),
        heard_along=heard_along,
        is_helping=bool(is_general or heard_along or offer or given or gave_a_talk),
        began_with_them=began_with_them,
        works_there=works_at(profile, contact, application.company),
        named=led_here.to if led_here else None,
        named_position=bool(led_here and led_here.position),
        named_on=led_here.received if led_here else None,
        pointed_to=pointed_to,
        gave_leads=0 if pointed_to else len(others),
        gave_a_talk=gave_a_talk,
        offered=offered_words(offer),
        placed_by_them=application.agency is not None and application.agency.key == reader.key,
        is_alumni=reader.relationship is Relationship.ALUMNI,
        find=find_of(news, today, on_paper=on_paper) if news else None,
        offer_in_return=offer_for(profile, reader),
        email=profile.email,
        phone=None if profile.email and not on_paper else profile.phone,
        on_paper=on_paper,
    )


def accepted_post(snapshot: Snapshot) -> Application:
    """The application that ended the search."""
    if snapshot.accepted is None:
        raise JobnetError(
            "No application is marked `accepted` yet: jobnet log COMPANY accepted (and `starts`, if you know the day)."
        )
    return snapshot.accepted


def still_open(snapshot: Snapshot) -> tuple[Application, ...]:
    """The other processes that have not been withdrawn: whoever is still considering the seeker."""
    live = (each.application for each in snapshot.progress if each.is_live)
    return tuple(each for each in live if each is not snapshot.accepted)


def _led_to(snapshot: Snapshot, referral: Referral, application: Application) -> bool:
    """Whether this suggestion led to this job: nobody else's did, and it came before anything happened there."""
    through = application.referral_from
    is_other_job = referral.position is not None and name_key(referral.position) != name_key(application.position)
    if not referral.company or is_other_job or not snapshot.profile.same_company(referral.company, application.company):
        return False
    if through is not None:
        return through.key == referral.giver.key
    first = next((event.date for event in application.events if event.date), None)
    return referral.received is not None and first is not None and referral.received <= first


def _plain(profile: Profile, position: str) -> str | None:
    wanted = name_key(position)
    titles = (each for each in profile.target_titles if wanted in map(name_key, (each.title, *each.aliases)))
    return next((each.plain for each in titles), None)


def _pointed_to(profile: Profile, referrals: Sequence[Referral]) -> tuple[str, ...]:
    named = [r.to or (company_spoken(profile, r.company) if r.company else None) for r in referrals]
    names = tuple(dict.fromkeys(name for name in named if name))
    # "Elaine Marsden, a practice manager, and Jo Marsh" are two people or three.
    return () if len(names) > 1 and any("," in name for name in names) else names


def _worth_knowing(snapshot: Snapshot, reader: Reader, told: frozenset[str]) -> News | None:
    """What the search taught that may help others: the latest find for everybody that this reader has not had."""
    public = (each for each in snapshot.news_by_tag.get(_EVERYONE, ()) if each.source is NewsSource.PUBLIC)
    untold = (each for each in public if news_item(each).id not in told and is_timely(each, snapshot.today))
    return next((each for each in untold if may_hear(snapshot, reader, each)), None)
