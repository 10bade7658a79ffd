"""What a brief answers: an offer of help, a name that was given; how it is signed, and what goes with it."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from jobnet.documents.brief.context import Blurb, Given, Link
from jobnet.documents.brief.helper import LAYMEN, WITH_BLURB, Helper
from jobnet.documents.context import offered_words
from jobnet.facts.disclosure import company_spoken, standing_at
from jobnet.facts.offers import FOR_THE_SEEKER, OfferKind, may_be_taken_up, offer_for, reaches_others
from jobnet.facts.readers import ReaderKind, Rung
from jobnet.facts.referrals import (
    heard,
    is_over_there,
    moment_owed,
    referral_item,
    said_to_giver,
    talk_item,
    was_thanked,
)
from jobnet.facts.third_person import as_met, did, does, is_somebody, makes
from jobnet.patterns import pattern
from jobnet.profile.model import Company, Profile, Prose, Referral, Relationship, Url
from jobnet.profile.names import company_words, holds_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from jobnet.facts.items import Item

FIGURE = pattern(r"\d")
"""What a reader remembers."""
_NOT_DIGITS = pattern(r"\D+")
_WITH_PEOPLE = frozenset({OfferKind.OTHER, OfferKind.NAME_PEOPLE})
"""What somebody does with a person they have in mind: refer one, introduce one to the boss."""
_LATE = dt.timedelta(days=14)
_TO_STRANGERS = frozenset({"recruiter", "general"})
_BUSINESS = _TO_STRANGERS | {"employer"}


def answers(helper: Helper, places: Mapping[str, Any]) -> dict[str, Any]:
    """What the letter answers, and how it is signed, as `Brief` holds it."""
    profile, reader, contact, talk = helper.profile, helper.reader, helper.contact, helper.talk
    situation, offer, leads, kind = helper.situation, helper.offer, helper.leads, helper.offer_kind
    own = places["company"]
    # Nobody is sent round to ask in a secret search, nor about a job on which their own company is about to decide.
    is_quiet = bool((profile.search.confidential and situation != "recruiter") or (own and own.is_open))
    is_secret = profile.search.confidential or (own and own.is_waiting)
    may_ask = not (is_quiet or situation in _BUSINESS)
    asks_others = kind is OfferKind.ASK_OTHERS and may_ask and places["offered_at"] is None
    is_elder = reader.greeting.rung is Rung.TYPED and reader.greeting.text.startswith("Dear ")
    is_polite = is_elder or reader.locale.country == "IN"
    return {
        "first_names": (reader.first_names and not is_elder) or situation == "general",
        "sign_as": _signed(helper),
        "contact_lines": _contact_lines(helper),
        "on_paper": helper.on_paper,
        "is_courteous": is_polite and situation not in _BUSINESS and not helper.is_dormant,
        "offered": offer is not None,
        "offered_what": offered_words(offer),
        "asks_others": asks_others,
        "names_people": kind is OfferKind.NAME_PEOPLE,
        "finds_people": kind in {OfferKind.ASK_OTHERS, OfferKind.NAME_PEOPLE} and not is_secret,
        "gives_time": kind is OfferKind.TIME,
        "is_referee": kind is OfferKind.REFERENCE and not is_quiet,
        "may_still_help": bool(own and own.is_applied and kind in _WITH_PEOPLE and not is_secret),
        "takes_up": may_be_taken_up(kind, quietly=is_quiet) and (may_ask or kind is not OfferKind.ASK_OTHERS),
        "must_wait": profile.search.confidential and reaches_others(kind),
        "is_late": not leads and _is_late(helper),
        "is_unasked": not (offer or leads or talk or places["is_thanks_to_you"] or situation in _BUSINESS),
        "how_we_met": _how_we_met(helper) if helper.must_place_me else None,
        "given": _given(helper, leads[0]) if leads else None,
        "talked_on": talk.date.earliest if talk else None,
        "learned": talk.learned if talk and not helper.is_talk_thanked else None,
        "is_talk_thanked": helper.is_talk_thanked,
        "is_dormant": helper.is_dormant,
        "may_be_named": contact is not None and contact.name_use_ok,
        **_enclosed(helper, asks_others=asks_others),
    }


def told_items(helper: Helper) -> Iterator[Item]:
    """What is told besides: what the giver of a lead hears of it, or thanks for a talk."""
    for lead in helper.leads[:1]:
        moment = moment_owed(lead, heard(helper.history, lead.giver), today=helper.snapshot.today)
        if moment:
            yield referral_item(lead, moment)
    if helper.talk and helper.contact and not (helper.leads or helper.is_talk_thanked):
        yield talk_item(helper.talk)


def _how_we_met(helper: Helper) -> Prose | None:
    met = helper.contact.how_we_met if helper.contact else None
    return as_met(met) if met and helper.reader.locale.language == "en" else met


def _is_late(helper: Helper) -> bool:
    """Whether the offer is old, and no letter or talk has answered it."""
    offer, today = helper.offer, helper.snapshot.today
    since = [each.date for each in helper.history.of_person(helper.reader.key)]
    since += [touch.date.earliest for touch in helper.touches]
    return offer is not None and today - offer.date > _LATE and not any(day > offer.date for day in since)


def _given(helper: Helper, lead: Referral) -> Given:
    """A lead as its giver hears of it: what they have heard already is not told again."""
    known, today = heard(helper.history, lead.giver), helper.snapshot.today
    to = said_to_giver(lead.to or lead.company or "")
    is_said = not lead.to or holds_words(company_words(to), company_words(lead.company or ""))
    is_closed = moment_owed(lead, known, today=today) is None
    is_over = is_over_there(helper.profile, lead, today)
    is_of_it = lead.company is not None and _came_after(helper, lead)
    standing = standing_at(helper.snapshot, helper.reader, Company(lead.company or "")) if is_of_it else None
    return Given(
        to=to,
        is_company=lead.to is None,
        company=None if is_said or not lead.company else company_spoken(helper.profile, lead.company),
        followed_up_on=None if is_closed or is_over else lead.acted,
        result=None if is_closed else lead.result,
        standing=standing if standing and standing.has_story else None,
        is_thanked=was_thanked(lead, known, today),
        is_closed=is_closed or is_over,
    )


def _came_after(helper: Helper, lead: Referral) -> bool:
    """Whether nothing had happened at the company of a lead before it was given."""
    there = helper.profile.applications_at(lead.company or "")
    days = [event.date for each in there for event in each.events if event.date]
    return lead.received is None or min(days, default=lead.received) >= lead.received


def _signed(helper: Helper) -> str:
    profile, reader = helper.profile, helper.reader
    knows_me = reader.row is not ReaderKind.ACQUAINTANCE and reader.relationship is not Relationship.ALUMNI
    if reader.first_names and knows_me and not helper.is_dormant and helper.situation not in _TO_STRANGERS:
        return profile.sign_as
    with_credentials = reader.in_field and (not reader.first_names or helper.situation == "recruiter")
    return ", ".join((profile.name, *(profile.credentials if with_credentials else ())))


def _contact_lines(helper: Helper) -> tuple[str, ...]:
    """The telephone number, since most answers are easiest said; the address where the reader may not have it."""
    profile = helper.profile
    is_secret = profile.search.confidential and helper.situation == "general"
    phone = (profile.phone,) if profile.phone and not is_secret else ()
    wants_email = helper.situation in _TO_STRANGERS or (helper.on_paper and not phone)
    return (*phone, *((Url(f"mailto:{profile.email}"),) if profile.email and wants_email else ()))


def _enclosed(helper: Helper, *, asks_others: bool) -> dict[str, Any]:
    """The résumé, links, something in return; and the note that a helper says or passes on."""
    profile, contact, situation, resume = helper.profile, helper.contact, helper.situation, helper.profile.resume
    is_alumni, may_read = helper.reader.relationship is Relationship.ALUMNI, not helper.on_paper
    # Nobody who was only asked for something gets a file (BRIEF-07).
    may_have_file = situation == "recruiter" or bool(contact and contact.offered_help)
    is_attached = bool(resume and resume.file) and may_read and may_have_file and not is_alumni
    is_printed = bool(resume and helper.on_paper and (helper.reader.paper or (contact and contact.post)))
    may_read_more = may_read and situation not in LAYMEN
    speaks_for_me = helper.offer_kind not in FOR_THE_SEEKER
    wants_blurb = profile.blurb is not None or (asks_others and situation in LAYMEN)
    may_have_blurb = situation in WITH_BLURB and may_read and not profile.search.confidential
    return {
        "has_resume_with_it": is_attached or is_printed,
        "resume": resume.url if resume and may_read and not (is_attached or is_alumni) else None,
        "linkedin": profile.linkedin if may_read_more else None,
        "links": tuple(Link(*each) for each in profile.links.items())[:2] if may_read_more and not is_alumni else (),
        "blurb": _blurb_for(helper) if wants_blurb and may_have_blurb and speaks_for_me else None,
        "offer_in_return": offer_for(profile, helper.reader),
    }


def _blurb_for(helper: Helper) -> Blurb | None:
    """The note for this reader to pass on; None where nobody could answer it."""
    profile, relationship = helper.profile, helper.reader.relationship
    name = profile.sign_as if helper.reader.first_names else profile.name
    contact = ", ".join(filter(None, (profile.email, profile.phone)))
    if profile.blurb is None and not contact:
        return None
    pronoun = (profile.pronouns or "").casefold().partition("/")[0].strip()
    who = pronoun if pronoun in {"she", "he", "they"} else name
    summary = profile.plain_summary or profile.summary
    is_told = does(summary) or is_somebody(summary)
    return Blurb(
        own=profile.blurb,
        contact="" if profile.blurb and _tells_how_to_answer(profile, profile.blurb) else contact,
        name=name,
        titles=profile.jobs_sought[:2],
        who=who,
        is_friend=relationship is Relationship.CLOSE_FRIEND,
        is_relative=relationship is Relationship.FAMILY,
        makes=makes(summary, who),
        does=does(summary),
        is_somebody=is_somebody(summary),
        own_words=None if is_told else summary,
        did=next(filter(None, map(did, filter(FIGURE.search, profile.proof_points))), None),
    )


def _tells_how_to_answer(profile: Profile, blurb: str) -> bool:
    digits = _NOT_DIGITS.sub("", profile.phone or "")
    by_mail = profile.email is not None and profile.email.casefold() in blurb.casefold()
    return by_mail or bool(digits and digits in _NOT_DIGITS.sub("", blurb))
