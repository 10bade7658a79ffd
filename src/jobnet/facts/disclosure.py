"""What this reader may know: levels, labels, those who work where the seeker applied."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from jobnet.facts.employer import is_current_employer, is_held_back
from jobnet.facts.people import people_of, person_key
from jobnet.facts.progress import Progress
from jobnet.facts.readers import EMPLOYERS, Reader, ReaderKind, is_interested_in, knows_people_at, works_at
from jobnet.facts.snapshot import Snapshot, level_of
from jobnet.frozen import dataclass
from jobnet.profile.model import Application, Company, CompanyStatus, Profile, Stage, Tier
from jobnet.profile.names import without_legal_form


@dataclass(frozen=True)
class Shown:
    """One application as one reader may see it: by name, or as no more than a label."""

    application: Application
    """Without the events that are nobody's business: open offers, a post not yet announced."""
    company: str | None = None
    """As said in running text; None when only the label may be shown."""
    position: str | None = None
    label: str | None = None
    """"a regional hospital group": in place of company and position."""
    own: bool = False
    """Whether the reader takes part in it."""


def takes_part(profile: Profile, application: Application, reader: Reader) -> bool:
    """Whether the reader has a hand in this application, and so may know of it whatever its level."""
    contact = reader.contact
    if works_at(profile, contact, application.company):
        return True
    if contact is not None and contact in (application.referral_from, application.agency):
        return True
    if reader.key and any(person_key(person) == reader.key for person in people_of(application)):
        return True
    return contact is not None and any(
        referral.giver == contact
        and referral.company is not None
        and profile.same_company(referral.company, application.company)
        and referral.position in (None, application.position)
        for referral in profile.referrals
    )


def application_shown(
    profile: Profile, application: Application, reader: Reader, *, today: dt.date | None = None
) -> Shown | None:
    """How this reader may see this application, if at all. Without `today`, a post won stays private."""
    if is_held_back(profile, application.company):
        return None
    own = takes_part(profile, application, reader)
    if not own and _is_unannounced(profile, application, today):
        return None
    public = without_private_events(profile, application, today)
    if own or reader.may_know(level_of(profile, application)):
        return Shown(public, company_spoken(profile, application.company), application.position, own=own)
    label = application.public_label
    if label is not None and reader.may_know(label.disclosure):
        return Shown(public, label=label.text)
    return None


def without_private_events(profile: Profile, application: Application, today: dt.date | None = None) -> Application:
    """The application with no offer in it, and no acceptance before it may be announced."""
    hidden = {Stage.OFFER}
    if _is_unannounced(profile, application, today):
        hidden.add(Stage.ACCEPTED)
    return replace(application, events=tuple(e for e in application.events if e.stage not in hidden))


def _is_unannounced(profile: Profile, application: Application, today: dt.date | None) -> bool:
    progress = Progress(application, today or dt.date.max)
    announce = profile.search.announce_after
    return progress.is_accepted and (today is None or announce is None or today < announce)


def company_spoken(profile: Profile, company: str) -> str:
    """The company's name in running text: the target's, else as an application there names it, else as typed."""
    target = profile.target(company)
    application = next(profile.applications_at(company), None)
    return spoken(target) if target else without_legal_form(application.company if application else company)


def spoken(company: Company) -> str:
    """A target's name in running text."""
    return company.short_name or without_legal_form(company.name)


def companies_shown(profile: Profile, reader: Reader) -> tuple[Company, ...]:
    """The target companies this reader may know of: theirs first, then tier A, then as in the file."""
    known = [company for company in profile.target_companies if _may_be_listed(profile, company, reader)]
    if reader.kind in EMPLOYERS:
        own = insider_company(profile, reader)
        known = [company for company in known if own and profile.same_company(company.name, own)]
    return tuple(sorted(known, key=lambda company: (_distance(profile, company, reader), company.tier is not Tier.A)))


def _may_be_listed(profile: Profile, company: Company, reader: Reader) -> bool:
    if company.status in {CompanyStatus.PAUSED, CompanyStatus.DROPPED} or is_current_employer(profile, company.name):
        return False
    if any(is_held_back(profile, name) for name in (company.name, *company.aliases)):
        return False
    applications = tuple(profile.applications_at(company.name))
    if applications and not any(each.wanted for each in applications):
        return False
    return reader.may_know(company.disclosure) or works_at(profile, reader.contact, company.name)


def _distance(profile: Profile, company: Company, reader: Reader) -> int:
    if works_at(profile, reader.contact, company.name):
        return 0
    return 1 if knows_people_at(profile, reader.contact, company.name) else 2


def insider_company(profile: Profile, reader: Reader) -> str | None:
    """The target or applied company where this reader works, as said in running text."""
    contact = reader.contact
    if contact and contact.company and is_interested_in(profile, contact.company):
        return company_spoken(profile, contact.company)
    if contact and contact.company:
        return None
    if not reader.key or reader.kind is ReaderKind.RECRUITER_AGENCY:
        return None
    met_at = (a for a in profile.applications if any(person_key(p) == reader.key for p in people_of(a)))
    application = next(met_at, None)
    return company_spoken(profile, application.company) if application else None


def dealings(snapshot: Snapshot, reader: Reader) -> tuple[Application, ...]:
    """The applications under way or ended where this reader decides or recruits; nothing for anybody else."""
    own = insider_company(snapshot.profile, reader) if reader.kind in EMPLOYERS else None
    there = snapshot.profile.applications_at(own) if own else ()
    return tuple(
        each for each in there if any(e.stage is not Stage.INTERESTED for e in snapshot.progress_of(each).past)
    )
