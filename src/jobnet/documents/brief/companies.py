"""Which companies a brief asks about, and where things stand there."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from jobnet.documents.brief.helper import LAYMEN, Helper
from jobnet.documents.context import TO_THEM, fitting, offered_words
from jobnet.errors import JobnetError
from jobnet.facts.disclosure import CompanyStanding, spoken, standing_at
from jobnet.facts.offers import FOR_THE_SEEKER, OfferKind, is_about
from jobnet.patterns import pattern
from jobnet.profile.model import Company, Profile, Prose, Tier
from jobnet.profile.vocabulary import is_sentence

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence


_MOST = {"": 6, "outside": 6, "friend": 5, "knows": 5, "advice": 3, "reconnect": 3}
"""How many companies a reader is told of, where it is not the usual number."""
_OF_ONE_COMPANY = frozenset({"employer", "insider"})
_NAMES_KNOWN = LAYMEN | {"knows"}
_QUESTIONS_ONLY = frozenset({"advice", "reconnect"})
"""Where companies are named in one question, which has no room for a story."""
_IN_ONE_SENTENCE = _QUESTIONS_ONLY | {"knows"}
_SAYS_WHY = LAYMEN | {"", "general"}
_IN_A_SENTENCE, _LIKED = 3, 2
_OF_THEM = pattern(r"\b(?:they|their|them|theirs|sie|ihre?[mnrs]?|ihnen|ils|elles|leurs?|ellos|ellas)\b", re.IGNORECASE)
_DONE_ALONE = FOR_THE_SEEKER | {OfferKind.OTHER}
"""What a helper does without asking anybody."""


def asked_about(helper: Helper) -> dict[str, Any]:
    """The companies of this letter, as `Brief` holds them."""
    situation, profile = helper.situation, helper.profile
    found = helper.own if situation in _OF_ONE_COMPANY else None
    own = _standing_of_own(helper, found) if found else None
    known = _still_once(sorted(helper.known, key=lambda each: not each.next_on)[:2])
    known = [replace(each, why=_why(profile, each)) for each in known] if situation in _NAMES_KNOWN else []
    listed = [each for each in _listed(helper) if each.short not in {one.short for one in known}]
    if situation == "reconnect":
        listed = [each for each in helper.known if not each.has_story][:2] or listed
    if helper.offer_kind is OfferKind.ASK_OTHERS:
        listed, known = ([each for each in some if not each.in_trust] for some in (listed, known))
    # Somebody outside the field can say little about a company before an interview there.
    can_tell = (each for each in listed if each.next_on and situation not in LAYMEN)
    coming = min(can_tell, key=lambda each: each.next_on or dt.date.max, default=None)
    listed = _still_once([each for each in listed if each is not coming])
    top = _most_wanted(profile, listed) if situation in _SAYS_WHY else None
    quiet = [each.short for each in listed if not each.has_story]
    is_sentence = situation in _IN_ONE_SENTENCE or (len(quiet) == len(listed) <= _IN_A_SENTENCE)
    offered_at = _named_in_offer(helper, [each for each in (*known, coming, own, *listed) if each])
    about = offered_at.short if offered_at else None
    about_theirs = [] if situation in LAYMEN else [each.short for each in (own, *known) if each]
    others = tuple(each for each in listed if each != offered_at)
    is_asked = bool(helper.offer and others) and not (helper.is_slight or helper.leads)
    places = [each for each in (coming, *known, *others) if each and each != offered_at]
    asked = _asked(helper, places, known, offered_at=offered_at)
    return {
        "companies": others,
        **asked,
        "names": _running(each for each in quiet if each != about) if is_sentence else (),
        "known": tuple(each for each in known if each != offered_at),
        "known_names": tuple(each.short for each in known if each != offered_at and not each.has_story),
        "offered_at": replace(offered_at, why=_why(profile, offered_at)) if offered_at else None,
        "asks_for_name": bool(quiet) or any(not (each.next_on or each.is_waiting) for each in known),
        "asks_titles": is_asked and offered_at is None and helper.offer_kind not in _DONE_ALONE,
        "next": coming if coming != offered_at else None,
        "company": own,
        "is_thanks_to_you": own is not None and _came_through(helper, own.short),
        "is_top": bool(found and found.tier is Tier.A),
        "why": (_to_them(found.why) if found and own and not own.said_no else None) or (top and top.why),
        "top": spoken(top) if top else None,
        "liked": _liked(profile, own) if own and own.said_no else (),
        "people_wanted": found.people_wanted if found else (),
        "subject_companies": () if profile.search.confidential else _for_subject(about_theirs, asked),
    }


def _liked(profile: Profile, own: CompanyStanding) -> tuple[Prose, ...]:
    """What the seeker thought of the company after a talk, but for what is put to somebody they met."""
    of = (each.impression for each in profile.applications_at(own.short) if each.wanted)
    every = (sentence for each in of for sentence in (each.of_work, each.of_company, *each.particulars) if sentence)
    return tuple(each for each in every if is_sentence(each) and not TO_THEM.search(each))[:_LIKED]


def _for_subject(theirs: Sequence[str], asked: Mapping[str, Any]) -> tuple[str, ...]:
    """The companies that are the reader's; else those asked about, if there is room for all of them."""
    all_asked = asked["asked_names"]
    names = fitting(_running(theirs) or all_asked)
    return names if theirs or names == all_asked else ()


def _asked(
    helper: Helper,
    standings: Sequence[CompanyStanding],
    known: Sequence[CompanyStanding],
    *,
    offered_at: CompanyStanding | None,
) -> dict[str, Any]:
    """The one list of where a name is asked for, or the names alone; and where the reader had best begin."""
    beside_an_offer = offered_at is not None or helper.offer_kind in FOR_THE_SEEKER
    asked_at = tuple(_still_once(_asked_at(helper, standings, beside_an_offer=beside_an_offer)))
    shorts = {each.short for each in asked_at}
    is_plain = len(asked_at) <= _IN_A_SENTENCE and not any(each.has_story or each.why for each in asked_at)
    return {
        "asked_at": asked_at,
        "asked_names": _running(each.short for each in asked_at) if is_plain else (),
        "starts_with": _running(each.short for each in known if each.short in shorts and not each.is_waiting),
    }


def _running(names: Iterable[str]) -> tuple[str, ...]:
    """Names as they stand inside a sentence: The Fenwick Hotel is the Fenwick Hotel there."""
    return tuple(name[0].lower() + name[1:] if name.startswith("The ") else name for name in names)


def _asked_at(
    helper: Helper, standings: Sequence[CompanyStanding], *, beside_an_offer: bool
) -> tuple[CompanyStanding, ...]:
    """Where a name is asked for; of whoever does something else for the seeker, only beside that."""
    if helper.situation in _IN_ONE_SENTENCE:
        return ()
    if beside_an_offer:
        return tuple(replace(each, why=None) for each in standings if not each.has_story)[:_IN_A_SENTENCE]
    top = _most_wanted(helper.profile, standings)
    return tuple(replace(each, why=top.why if top and spoken(top) == each.short else None) for each in standings)


def _came_through(helper: Helper, company: str) -> bool:
    """Whether the seeker applied there through this reader."""
    sources = (each.referral_from for each in helper.profile.applications_at(company))
    return helper.contact is not None and helper.contact in sources


def _standing_of_own(helper: Helper, own: Company) -> CompanyStanding:
    standing = standing_at(helper.snapshot, helper.reader, own)
    if standing is None:
        raise JobnetError(
            f"{own.spoken} has made you an offer: until you have answered it, there is nothing to ask "
            f"{helper.reader.name} about them.",
            rule="profile",
        )
    return standing


def _listed(helper: Helper) -> list[CompanyStanding]:
    """Those of which this reader is told: the next talk always."""
    situation = helper.situation
    if situation in _OF_ONE_COMPANY or situation == "recruiter":
        return []
    most = min(_MOST.get(situation, 10), helper.profile.rules.limits["brief_companies"])
    tellable = [
        each for each in helper.companies if situation not in _QUESTIONS_ONLY or each.next_on or not each.has_story
    ]
    tellable.sort(key=lambda each: each.is_in_touch or each.is_over)
    coming = [each for each in tellable[most:] if each.next_on]
    return [*tellable[: most - len(coming)], *coming]


def _still_once(standings: Sequence[CompanyStanding]) -> list[CompanyStanding]:
    """Only one says in full that the seeker would still like to work there."""
    first = next((each for each in standings if each.still), None)
    return [
        replace(each, still=False, still_too=True) if each.still and each is not first else each for each in standings
    ]


def _most_wanted(profile: Profile, listed: Sequence[CompanyStanding]) -> Company | None:
    """The first company of the first tier, if there is a reason to tell and they have not said no."""
    shorts = {each.short for each in listed if not each.said_no}
    tops = (each for each in profile.target_companies if each.tier is Tier.A and each.why)
    return next((each for each in tops if spoken(each) in shorts), None)


def _named_in_offer(helper: Helper, standings: Sequence[CompanyStanding]) -> CompanyStanding | None:
    """The company that an offer names: put in a word at Iziko."""
    what = offered_words(helper.offer) if helper.offer_kind else None
    return next((each for each in standings if is_about(what, each.short)), None)


def _why(profile: Profile, standing: CompanyStanding) -> Prose | None:
    target = profile.target(standing.short)
    return target.why if target and not standing.said_no else None


def _to_them(why: Prose | None) -> Prose | None:
    """A reason that can be said to somebody who works there: not one about "them"."""
    return None if why is None or _OF_THEM.search(why) else why
