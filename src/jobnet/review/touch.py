"""Rules about staying in touch with a company that said no: for a reason, and not too often."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from jobnet.facts.items import Document
from jobnet.facts.people import mentions
from jobnet.profile.model import CompanyStatus, Direction
from jobnet.profile.names import company_key, name_key
from jobnet.review.finding import Finding, about
from jobnet.review.under_review import objecting_to
from jobnet.review.words import Phrases

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from jobnet.review.under_review import LetterUnderReview, ProfileUnderReview

_CHECKING = Phrases(
    "checking in", "check in", "following up", "any openings", "anything come up", "anything has come up",
    "turned me down", "rejection", "rejected", "not selected", "did not get the job", "candidate you chose",
)  # fmt: skip
_TO_A_COMPANY = frozenset({Document.TOUCH, Document.RUNNERUP})
_YEAR, _MONTH = 365, timedelta(days=30)


def no_reason(letter: LetterUnderReview) -> Iterator[Finding]:
    if getattr(letter.context, "has_reason", True):
        return
    promised = next((each.impression.promised for each in letter.applications if each.impression.promised), None)
    hint = f"You promised: “{promised}” Say in --reason that it is there." if promised else ""
    yield Finding(f"There is no reason to write to {letter.who} now.", hint=hint)


def too_soon_again(letter: LetterUnderReview) -> Iterator[Finding]:
    cadence = letter.search.cadence
    for application in letter.applications:
        company = application.company
        sent, heard = _contacts_with(letter, company)
        if not sent:
            continue
        days = (letter.today - sent[-1]).days
        silent = [day for day in sent if not heard or day > heard[-1]]
        recent = [day for day in silent if (letter.today - day).days <= _YEAR]
        if days < cadence["touch_first_days"]:
            yield about(application, f"{company} last heard from you {days} days ago.")
        elif len(recent) > cadence["touch_most"]:
            yield about(application, f"{len(recent)} notes to {company} are unanswered.")
        elif len(silent) > 1 and days < cadence["touch_slow_days"]:
            yield about(application, f"The last two notes to {company} are unanswered.")


def _contacts_with(letter: LetterUnderReview, company: str) -> tuple[list[dt.date], list[dt.date]]:
    """When the seeker wrote to this company, and when it answered, each oldest first."""
    profile = letter.profile
    keys = profile.company_keys(company)
    there = {each.key for each in profile.contacts if each.company and company_key(each.company) in keys}
    there |= {name_key(person.name) for each in profile.applications_at(company) for _, person in mentions(each)}
    there.add(letter.reader.key)
    sent = [told.date for told in letter.history.told if told.person in there and told.document in _TO_A_COMPANY]
    heard: list[dt.date] = []
    for touch in profile.touchpoints:
        with_them = touch.contact is not None and touch.contact.key in there
        if touch.date.day is None or not (with_them or (touch.company and company_key(touch.company) in keys)):
            continue
        if touch.direction is Direction.OUT and touch.document not in {None, *_TO_A_COMPANY}:
            continue  # a brief or thanks to a friend who works there
        (sent if touch.direction is Direction.OUT else heard).append(touch.date.earliest)
        if touch.replied:
            heard.append(touch.date.earliest)
    today = letter.today
    return sorted({day for day in sent if day <= today}), sorted({day for day in heard if day <= today})


def dropped_after_a_no(search: ProfileUnderReview) -> Iterator[Finding]:
    for company in search.profile.target_companies:
        there = search.profile.applications_at(company.name) if company.status is CompanyStatus.DROPPED else ()
        noes = (search.snapshot.progress_of(each).turn_down for each in there if each.wanted)
        day = next((no.date for no in noes if no and no.date and search.today - no.date <= _MONTH), None)
        if day:
            yield about(company, f"{company.name} was dropped soon after its no of {day}.")


ON_LETTERS = {
    "STAY-01": no_reason,
    "STAY-02": too_soon_again,
    "STAY-03": objecting_to(_CHECKING, "“{}” gives the reader nothing."),
}
ON_PROFILES = {"STAY-04": dropped_after_a_no}
