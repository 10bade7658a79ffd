"""Rules about the profile and the search as a whole: what a coach would say on reading it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from jobnet.errors import quoted
from jobnet.facts.disclosure import dealings
from jobnet.facts.employer import may_hear_from
from jobnet.facts.items import Document
from jobnet.facts.people import people_of
from jobnet.facts.readers import reader_of
from jobnet.patterns import pattern
from jobnet.profile.addresses import address_key
from jobnet.profile.matching import target_like
from jobnet.profile.model import CompanyStatus, Relationship, Stage, Tie, Updates, grouped
from jobnet.profile.names import fold, name_key
from jobnet.profile.vocabulary import ENDS, is_sentence
from jobnet.review.catalogue import W
from jobnet.review.finding import Finding, about, called, place
from jobnet.review.words import parted, spaced, without_addresses

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jobnet.profile.model import Application, Company, Contact, Event
    from jobnet.review.under_review import LetterUnderReview, ProfileUnderReview
    from jobnet.review.words import Typed

_AS_I = pattern(r"\bI\b")
_FIGURE = pattern(r"\d")
_RESUME_STALE = timedelta(days=90)
_SUMMARY_WORDS = 25
_LEAST_COMPANIES = 3
_YEARS = 2
_NUDGE_FROM, _NUDGE_UNTIL = 7, 21


def no_resume(search: ProfileUnderReview) -> Iterator[Finding]:
    if search.profile.resume is None:
        yield Finding("Your profile has no résumé; it is the first thing to hand to somebody who offers help.", "you")


def no_linkedin(search: ProfileUnderReview) -> Iterator[Finding]:
    if search.profile.linkedin is None:
        yield Finding("Your profile has no LinkedIn link; nothing is printed in its place.", "you")


def weak_summary(search: ProfileUnderReview) -> Iterator[Finding]:
    profile = search.profile
    titles = {name_key(title.title) for title in profile.target_titles}
    if not profile.summary:
        yield Finding("Your profile does not say what you do (`summary`).", "you")
    elif len(profile.summary.split()) > _SUMMARY_WORDS:
        yield Finding(f"Your summary has {len(profile.summary.split())} words; nobody can repeat it.", "you")
    elif name_key(profile.summary) in titles:
        yield Finding("Your summary is only a title.", "you")
    outside = next((contact for contact in profile.contacts if not contact.in_field), None)
    if outside and not profile.plain_summary:
        yield about(outside, f"{outside.name} is outside your field, and there is no `plain_summary`.")


_LEVELS = {
    "junior": 0, "assistant": 0, "trainee": 0, "graduate": 0, "intern": 0, "senior": 2, "lead": 2, "manager": 2,
    "director": 4, "head": 3, "vp": 4, "president": 5, "chief": 5, "ceo": 5, "cto": 5, "cfo": 5, "coo": 5,
}  # fmt: skip
_MOST_TITLES = 8
_LEVELS_APART = 4


def too_few_or_many_titles(search: ProfileUnderReview) -> Iterator[Finding]:
    titles = [each.title for each in search.profile.target_titles]
    if len(titles) < 2:
        yield Finding("Your profile has one target title; people think of more names with two or three.", "you")
    elif len(titles) > _MOST_TITLES:
        yield Finding(f"Your profile has {len(titles)} target titles; a helper cannot keep them in mind.", "you")
    levels = sorted((_LEVELS[word], title) for title in titles for word in name_key(title).split() if word in _LEVELS)
    if levels and levels[-1][0] - levels[0][0] >= _LEVELS_APART:
        message = f"{levels[0][1]} and {levels[-1][1]} are far apart; helpers will wonder which it is."
        yield Finding(message, "you")


def too_few_or_many_companies(search: ProfileUnderReview) -> Iterator[Finding]:
    count, most = len(search.profile.target_companies), search.limits["target_companies"]
    active = sum(each.status is CompanyStatus.ACTIVE for each in search.profile.target_companies)
    if count < _LEAST_COMPANIES:
        named = f"{count} target {'company' if count == 1 else 'companies'}" if count else "no target company"
        yield Finding(f"Your profile names {named}; three are the least.", "you")
    elif active > most:
        yield Finding(f"{active} target companies are active; {most} are as many as one can work at.", "you")


def listed_twice(search: ProfileUnderReview) -> Iterator[Finding]:
    known: dict[str, Company] = {}
    for company in search.profile.target_companies:
        same = [known.setdefault(key, company) for key in sorted(company.keys)]
        if first := next((each for each in same if each is not company), None):
            yield about(company, f"{company.name} and {first.name} are the same company.")
    by_place: dict[tuple[str, ...], Contact] = {}
    for contact in search.profile.contacts:
        places = {"address": (contact.email or "",), "name and company": (contact.name, contact.company or "")}
        for shared, typed in places.items():
            before = by_place.setdefault(tuple(map(fold, typed)), contact) if typed[-1] else contact
            if before is not contact:
                yield about(contact, f"{contact.name} has the same {shared} as {before.name}.")
                break


def share_a_name(search: ProfileUnderReview) -> Iterator[Finding]:
    for contacts in search.profile.contacts_by_name.values():
        nameless = [contact for contact in contacts if contact.id is None]
        if len(contacts) > 1 and nameless:
            yield about(nameless[0], f"{len(contacts)} contacts are called {contacts[0].name}.")
    called = grouped(search.profile.contacts, lambda each: name_key(each.name).split(" ")[0])
    for application in search.profile.applications:
        for person in people_of(application):
            like = called.get(name_key(person.name), ()) if person.contact is None else ()
            if like:
                message = f"“{person.name}” of {application.company} is not taken for {like[0].name} of your contacts."
                yield about(application, message, hint="Write the whole name there, whoever it is.")
            taken_for = person.contact.email if person.contact else None
            if taken_for and person.email and address_key(taken_for) != address_key(person.email):
                message = f"{person.name} <{person.email}> of {application.company} is taken for {taken_for}."
                hint = "If these are two people, write the name there otherwise; if one, give one address."
                yield about(application, message, hint=hint)


def impossible_dates(search: ProfileUnderReview) -> Iterator[Finding]:
    profile = search.profile
    for application in profile.applications:
        dated = [event for event in application.events if event.date]
        odd = next((e for e in dated if e.date and abs(e.date.year - search.today.year) > _YEARS), None)
        if odd:
            yield _of_event(application, odd, f"{odd.stage} on {odd.date} is more than {_YEARS} years away.")
        yield from _out_of_order(application, [each for each in dated if each.date and each.date <= search.today])
    for news in profile.news:
        if news.date and news.date > search.today + timedelta(days=366):
            yield about(news, f"“{news.headline}” is dated {news.date}, more than a year ahead.")
    yield from _done_on_a_day_to_come(search)
    for referral in profile.referrals:
        days = [day for day in (referral.received, referral.acted, referral.result_on) if day]
        if days != sorted(days):
            yield about(referral, f"The {called(referral)} was acted on or answered before it came.")


def _done_on_a_day_to_come(search: ProfileUnderReview) -> Iterator[Finding]:
    for contact in search.profile.contacts:
        offer = contact.offered_help
        if offer and offer.date > search.today:
            said = f"{contact.name} is said to offer help on {offer.date}, a day to come: no letter takes it up before."
            yield about(contact, said)
    for touch in search.profile.touchpoints:
        if touch.document and touch.date.earliest > search.today:
            yield about(touch, f"The {touch.document} handed over on {touch.date}, a day to come, counts as given.")


def _out_of_order(application: Application, dated: list[Event]) -> Iterator[Finding]:
    if any(event.stage is Stage.REINSTATED for event in dated):
        return
    applied = next((event for event in dated if event.stage is Stage.APPLIED), None)
    talked = next((event for event in dated if event.is_talk), None)
    if applied and talked and applied.date and talked.date and talked.date < applied.date:
        said = f"the interview on {talked.date} was before the application on {applied.date}."
        yield _of_event(application, talked, said)
    standing = set(map(id, application.standing))  # compared one by one, thousands of events would take minutes
    left_out = next((event for event in dated if id(event) not in standing), None)
    end = next((event for event in dated if event.stage in ENDS - {Stage.NO_RESPONSE}), None)
    if left_out and end:
        said = f"it ended on {end.date}, so the interview on {left_out.date} is taken for one that was not held."
        hint = "If it was, add `reinstated` with its day before it; else take it out."
        yield replace(_of_event(application, left_out, said), hint=hint)


def _of_event(application: Application, event: Event, said: str) -> Finding:
    at = place(event.at) or place(application.at)
    return Finding(f"{called(application)}: {said}", called(application), at)


def stages_in_conflict(search: ProfileUnderReview) -> Iterator[Finding]:
    for progress in search.snapshot.progress:
        application = progress.application
        if any(event.stage is Stage.OFFER for event in progress.past) and not progress.talks:
            yield about(application, f"{called(application)}: an offer without an interview.")


def stale_resume(search: ProfileUnderReview) -> Iterator[Finding]:
    resume = search.profile.resume
    if resume and resume.updated and search.today - resume.updated.earliest > _RESUME_STALE:
        days = (search.today - resume.updated.earliest).days
        if resume.updated.day is not None or days > _RESUME_STALE.days + 31:
            yield Finding(f"Your résumé is of {resume.updated}.", "you", place(resume.at))


_SOFT = frozenset({
    "hard working", "hardworking", "team player", "motivated", "self motivated", "flexible", "reliable",
    "punctual", "communication", "communication skills", "good communicator", "problem solver", "problem solving",
    "fast learner", "quick learner", "detail oriented", "enthusiastic", "leadership", "people skills", "dedicated",
    "loyal", "honest", "creative", "organised", "organized", "team work", "teamwork", "multitasking",
})  # fmt: skip


def only_soft_traits(search: ProfileUnderReview) -> Iterator[Finding]:
    expertise = search.profile.expertise
    if expertise and all(name_key(each) in _SOFT for each in expertise):
        yield Finding("Your expertise names only traits that everybody claims.", "you")


def offered_but_never_briefed(search: ProfileUnderReview) -> Iterator[Finding]:
    for contact in _helpers(search):
        offer, snapshot = contact.offered_help, search.snapshot
        if offer is None or search.history.dates(contact, Document.BRIEF) or not may_hear_from(snapshot, contact):
            continue
        days = (search.today - offer.date).days
        if days >= search.cadence["brief_remind_days"] and not dealings(snapshot, reader_of(snapshot, contact)):
            message = f"{contact.name} offered help {days} days ago and has no brief yet."
            yield about(contact, message, hint=f"Write it now: jobnet brief --to {quoted(contact.typed)}")


def only_close_ties(search: ProfileUnderReview) -> Iterator[Finding]:
    contacts = search.profile.contacts
    if len(contacts) < 5:
        return
    if all(contact.in_field for contact in contacts):
        yield Finding("All your contacts are in your field.", "you")
    rare = (each.tie in {Tie.WEAK, Tie.DORMANT} or each.relationship is Relationship.ACQUAINTANCE for each in contacts)
    if not any(rare):
        yield Finding("None of your contacts is somebody you rarely see.", "you")


def nobody_known_there(search: ProfileUnderReview) -> Iterator[Finding]:
    profile = search.profile
    reached = {key for contact in profile.contacts for name in (contact.company, *contact.knows) if name
               for key in profile.company_keys(name)}  # fmt: skip
    reached |= {key for application in profile.applications for key in profile.company_keys(application.company)}
    cold = [
        company.spoken
        for company in profile.target_companies
        if company.status is CompanyStatus.ACTIVE and not company.keys & reached
        and (company.added is None or (search.today - company.added).days >= search.cadence["ask_days"])
    ]  # fmt: skip
    if cold and profile.contacts:
        named = ", ".join(cold[:3]) + (f" and {len(cold) - 3} more" if len(cold) > 3 else "")
        yield Finding(f"You know nobody at {named.removesuffix('.')}.", cold[0])


def no_channel(search: ProfileUnderReview) -> Iterator[Finding]:
    for contact in search.profile.contacts:
        if contact.offered_help and not (contact.email or contact.phone or contact.post):
            yield about(contact, f"{contact.name} has no address of any kind.")


def applied_beside_the_list(search: ProfileUnderReview) -> Iterator[Finding]:
    profile = search.profile
    told: set[str] = set()
    for progress in search.snapshot.progress:
        application = progress.application
        if profile.target(application.company) is not None or fold(application.company) in told:
            continue
        told.add(fold(application.company))
        near = target_like(profile, application.company)
        if near:
            yield about(application, f"{application.company} is no target; is it {near}?", W)
        elif application.wanted and (progress.is_open or progress.turn_down):  # a no crosses nobody off the list
            yield about(application, f"{application.company} is not among your target companies.")


def open_offers(search: ProfileUnderReview) -> Iterator[Finding]:
    for application in search.snapshot.open_offers:
        message = f"{called(application)}: an offer is open. No letter speaks of it, and your search goes on."
        yield about(application, message)


def brief_unanswered(search: ProfileUnderReview) -> Iterator[Finding]:
    """Between a week and three; later the next update takes its place."""
    for contact in _helpers(search):
        given = search.history.last(contact, Document.BRIEF)
        if given is None or not _NUDGE_FROM <= (search.today - given).days <= _NUDGE_UNTIL:
            continue
        since = max(_last_word(search, contact), search.history.of(contact)[-1].date)
        if since <= given and may_hear_from(search.snapshot, contact):
            note = f"jobnet add touch --contact {quoted(contact.typed)} --kind message"
            hint = f"One line in your own words, or a call, then leave it at the updates; note it: {note}"
            yield about(contact, f"{contact.name} has had your brief since {given} and has not answered.", hint=hint)


def tie_gone_quiet(search: ProfileUnderReview) -> Iterator[Finding]:
    days, quiet = search.cadence["stale_days"], []
    for contact in _helpers(search):
        updates = search.history.dates(contact, Document.UPDATE)
        silent = (search.today - _last_word(search, contact, updates[0])).days if updates else 0
        if silent > days and may_hear_from(search.snapshot, contact):
            quiet.append(contact)
    if quiet:
        more = f" and {len(quiet) - 1} more" if len(quiet) > 1 else ""
        yield about(quiet[0], f"Nothing has come back from {quiet[0].name}{more} for {days} days.")


def _helpers(search: ProfileUnderReview) -> Iterator[Contact]:
    """Those who may be written to while the search goes on."""
    if search.accepted is None:
        yield from (contact for contact in search.profile.contacts if contact.updates is not Updates.OFF)


def _last_word(search: ProfileUnderReview, contact: Contact, at_first: date = date.min) -> date:
    """The last day on which they gave a sign of life, or `at_first`, or the seeker spoke to them without jobnet."""
    return max(search.snapshot.signs.get(contact.key, at_first), search.spoken.get(contact.key, date.min))


def few_words_for_a_sentence(search: ProfileUnderReview) -> Iterator[Finding]:
    yield from map(_few_words, search.fragments)


def says_few_words_for_a_sentence(letter: LetterUnderReview) -> Iterator[Finding]:
    sentences = [each for prose in letter.letter.prose for each in parted(prose)]
    # A stop may be the template's. Where all are whole, nobody need go through all that was ever typed.
    if not all(is_sentence(each.removesuffix(".")) for each in sentences):
        said = set(map(spaced, map(without_addresses, sentences)))
        yield from (_few_words(each) for each in letter.search.fragments if each.words in said)


def _few_words(typed: Typed) -> Finding:
    return Finding(f"“{typed.text}” is not a whole sentence ({typed.record}).", typed.record, typed.place)


def no_blurb(search: ProfileUnderReview) -> Iterator[Finding]:
    profile = search.profile
    if profile.blurb is None:
        if not profile.search.confidential and any(contact.offered_help for contact in _helpers(search)):
            yield Finding("Helpers get a paragraph to forward that is put together from your other lines.", "you")
    elif _AS_I.search(profile.blurb):
        yield Finding("Your `blurb` says “I”; whoever forwards it would speak as you.", "you")
    elif not _FIGURE.search(profile.blurb):
        yield Finding("Your `blurb` has no number in it.", "you")


ON_LETTERS = {"PROF-18": lambda letter: open_offers(letter.search), "PROF-21": says_few_words_for_a_sentence}
ON_PROFILES = {
    "PROF-01": no_resume,
    "PROF-02": no_linkedin,
    "PROF-03": weak_summary,
    "PROF-04": too_few_or_many_titles,
    "PROF-05": too_few_or_many_companies,
    "PROF-07": listed_twice,
    "PROF-08": share_a_name,
    "PROF-09": impossible_dates,
    "PROF-10": stages_in_conflict,
    "PROF-11": stale_resume,
    "PROF-12": only_soft_traits,
    "PROF-13": offered_but_never_briefed,
    "PROF-14": only_close_ties,
    "PROF-15": nobody_known_there,
    "PROF-16": no_channel,
    "PROF-17": applied_beside_the_list,
    "PROF-18": open_offers,
    "PROF-19": brief_unanswered,
    "PROF-20": tie_gone_quiet,
    "PROF-21": few_words_for_a_sentence,
    "PROF-22": no_blurb,
}
