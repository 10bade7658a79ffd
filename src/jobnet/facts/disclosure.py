"""What this reader may know: levels, labels, those who work where the seeker applied.

And where things stand with one company, as far as they may know: so that nobody rings a company unaware.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Annotated, Any

from jobnet.facts.employer import is_current_employer, is_held_back
from jobnet.facts.people import people_of, person_key
from jobnet.facts.progress import Progress
from jobnet.facts.readers import EMPLOYERS, Reader, ReaderKind, is_interested_in, knows_people_at, works_at
from jobnet.facts.referrals import may_be_announced
from jobnet.facts.snapshot import Snapshot, level_of
from jobnet.frozen import dataclass
from jobnet.profile.model import (
    TURN_DOWNS,
    Application,
    Company,
    CompanyStatus,
    Disclosure,
    Event,
    Profile,
    Prose,
    Stage,
    Tier,
)
from jobnet.profile.names import in_one_gender, without_brackets, without_genders, without_legal_form
from jobnet.profile.vocabulary import TALKS

if TYPE_CHECKING:
    from collections.abc import Sequence

_SAID_NO = frozenset({Stage.REJECTED, Stage.RUNNER_UP})


@dataclass(frozen=True)
class Shown:
    """One application as one reader may see it: by name, or as no more than a label."""

    company: Annotated[str | None, "As said in running text; None when only the label may be shown."] = None
    position: str | None = None
    label: str | None = None
    """"a regional hospital group": in place of company and position."""
    own: Annotated[bool, "Whether the reader takes part in it."] = False


def takes_part(profile: Profile, application: Application, reader: Reader) -> bool:
    """Whether the reader has a hand in this application, and so may know of it whatever its level."""
    contact = reader.contact
    if reader.key and any(person_key(person) == reader.key for person in people_of(application)):
        return True
    if contact is None:
        return False
    if works_at(profile, contact, application.company) or contact in (application.referral_from, application.agency):
        return True
    return any(
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
    is_private = today is None or not may_be_announced(profile, today)  # a post won and not announced
    if is_private and not own and Progress(application, today or dt.date.max).is_accepted:
        return None
    if own or reader.may_know(level_of(profile, application)):
        return Shown(company_spoken(profile, application.company), position_spoken(profile, application), own=own)
    label = application.public_label
    if label is not None and reader.may_know(label.disclosure):
        return Shown(label=label.text)
    return None


def all_shown(profile: Profile, reader: Reader, today: dt.date) -> str:
    """All that letters may tell this reader of the search, a line each: a letter that waits is held against it."""
    shown = [] if profile.search.confidential else ["the search without being asked for discretion"]
    shown += (f"the company {each.name}" for each in companies_shown(profile, reader))
    for each in profile.applications:
        if seen := application_shown(profile, each, reader, today=today):
            label = each.public_label
            shown += [label.text] if label and reader.may_know(label.disclosure) else []
            shown += [f"the application to {each.company} as {each.position}"] if seen.company else []
    return "\n".join(shown)


def position_spoken(profile: Profile, application: Application) -> str:
    """The position without (m/f/d), and in one gender where the seeker looks for the job by that name."""
    return in_one_gender(without_genders(application.position), (each.title for each in profile.target_titles))


def company_spoken(profile: Profile, company: str) -> str:
    """The company's name in running text: the target's, else as an application there names it, else as typed."""
    target = profile.target(company)
    application = next(profile.applications_at(company), None)
    return spoken(target) if target else without_legal_form(application.company if application else company)


def spoken(company: Company) -> str:
    """A target's name in running text."""
    return company.short_name or without_legal_form(without_brackets(company.name))


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
    workplace = reader.contact.company if reader.contact else None
    if workplace:
        return company_spoken(profile, workplace) if is_interested_in(profile, workplace) else None
    if not reader.key or reader.kind is ReaderKind.RECRUITER_AGENCY:
        return None
    met_at = (a.company for a in profile.applications if any(person_key(p) == reader.key for p in people_of(a)))
    company = next(met_at, None)
    return company_spoken(profile, company) if company else None


def dealings(snapshot: Snapshot, reader: Reader) -> tuple[Application, ...]:
    """The applications under way or ended where this reader decides or recruits; nothing for anybody else."""
    own = insider_company(snapshot.profile, reader) if reader.kind in EMPLOYERS else None
    there = snapshot.profile.applications_at(own) if own else ()
    return tuple(
        each for each in there if any(e.stage is not Stage.INTERESTED for e in snapshot.progress_of(each).past)
    )


@dataclass(frozen=True)
class CompanyStanding:
    """One company, and the one thing to know before ringing there."""

    short: Annotated[str, "The name as one says it: Harbourside."]
    next_on: dt.date | None = None
    """The day of the interview, call or test that comes next there: 2026-11-06."""
    is_call: Annotated[bool, "Whether that is a first call,"] = False
    is_test: Annotated[bool, "or a test,"] = False
    is_final: Annotated[bool, "or the final interview; else it is an interview."] = False
    is_waiting: Annotated[bool, "Whether they have interviewed the seeker, and an answer is due."] = False
    is_applied: Annotated[bool, "Whether an application is open there."] = False
    is_in_touch: Annotated[bool, "Whether the seeker has followed up a name there, and nothing more."] = False
    not_filled: Annotated[bool, "Whether they decided not to fill the job."] = False
    is_over: bool = False
    """Whether an application there has come to nothing without a no: put on hold, withdrawn, never answered."""
    said_no: Annotated[bool, "Whether they said no."] = False
    came_second: Annotated[bool, "Whether that was said of the second."] = False
    ended_on: Annotated[dt.date | None, "The day of the no, or of whatever ended it: 2026-08-14."] = None
    still: bool = False
    """Whether to say that the seeker would still like to work there: once in a letter is enough."""
    still_too: Annotated[bool, "Whether that is so, and has been said of another."] = False
    in_trust: Annotated[bool, "Whether this reader is told of it only because they are trusted."] = False
    position: Annotated[str | None, "The job that this is about: Technical Manager."] = None
    why: Prose | None = None
    """Why the seeker would like to work there, where a letter says so: They do their own rebuilds."""
    applied_on: Annotated[dt.date | None, "The day of that application: 2026-09-21."] = None

    @property
    def is_open(self) -> bool:
        """Whether they have yet to decide something."""
        return bool(self.next_on or self.is_waiting or self.is_applied)

    @property
    def has_story(self) -> bool:
        """Whether anything happened there that one must know before ringing."""
        return self.is_open or self.is_in_touch or self.is_over or self.said_no


def standing_at(snapshot: Snapshot, reader: Reader, company: Company) -> CompanyStanding | None:
    """Where things stand with this company for this reader; None where they must not ring, and may not know why."""
    seen, hidden = _progress_at(snapshot, reader, company)
    if any(each.has_open_offer for each in (*seen, *hidden)) or any(map(_would_embarrass, hidden)):
        return None
    if any(each.ended_as is Stage.DECLINED for each in seen) and reader.ceiling is not Disclosure.TRUSTED:
        return None
    facts = _facts(seen)
    if not facts and company.status is CompanyStatus.TURNED_DOWN:
        if hidden:
            return None
        facts = {"said_no": True}
    if not facts and not hidden and _has_followed_up_a_name(snapshot, company):
        facts = {"is_in_touch": True}
    still = "said_no" in facts and company.status is CompanyStatus.ACTIVE
    in_trust = _is_in_trust(snapshot.profile, reader, company, seen)
    return CompanyStanding(spoken(company), still=still, in_trust=in_trust, **facts)


def standing_after(progress: Progress, company: str) -> CompanyStanding:
    """Where one application stands that has ended, wanted or not; the name alone of one that has not."""
    return CompanyStanding(company, **(_facts([progress]) if progress.end else {}))


def _is_in_trust(profile: Profile, reader: Reader, company: Company, seen: Sequence[Progress]) -> bool:
    """Whether the reader is told of it only because they are trusted; a secret search is told in trust as a whole."""
    told = [company.disclosure] if not works_at(profile, reader.contact, company.name) else []
    told += [level_of(profile, a) for a in (each.application for each in seen) if not takes_part(profile, a, reader)]
    return not profile.search.confidential and max(told, default=Disclosure.PUBLIC) > Disclosure.NETWORK


def _has_followed_up_a_name(snapshot: Snapshot, company: Company) -> bool:
    acted = (each.company for each in snapshot.profile.referrals if each.acted and each.acted <= snapshot.today)
    return any(each and snapshot.profile.same_company(each, company.name) for each in acted)


def _progress_at(snapshot: Snapshot, reader: Reader, company: Company) -> tuple[list[Progress], list[Progress]]:
    """How each wanted application there stands: those this reader may know of, and the others."""
    seen: list[Progress] = []
    hidden: list[Progress] = []
    for application in snapshot.profile.applications_at(company.name):
        progress = snapshot.progress_of(application)
        if application.wanted and progress.is_begun:
            shown = application_shown(snapshot.profile, application, reader, today=snapshot.today)
            (seen if shown and shown.company else hidden).append(progress)
    return seen, hidden


def _would_embarrass(progress: Progress) -> bool:
    """Whether a word from outside at this moment would come amiss: a no, or a talk behind or ahead."""
    talks = any(event.stage in TALKS for event in (*progress.round, *progress.planned))
    return talks or progress.ended_as in {*TURN_DOWNS, Stage.DECLINED}


def _facts(seen: Sequence[Progress]) -> dict[str, Any]:
    """What there is to say, the most alive first; nothing where nothing happened."""
    live = [each for each in seen if each.end is None]
    coming = [(event.date, event, each) for each in live for event in each.planned if event.stage in TALKS]
    if coming:
        day, event, progress = min(coming, key=lambda each: each[0] or dt.date.max)
        return {"next_on": day} | _kind_of(event) | _job([progress])
    done = {event.stage for each in live for event in each.past} - {Stage.INTERESTED}
    if any(each.held for each in live):
        return {"is_waiting": True} | _job(live)
    if done:  # after a first call alone nobody has applied
        return {"is_in_touch" if done == {Stage.SCREENING} else "is_applied": True} | _job(live)
    applied = [each for each in seen if each.has_applied or each.ended_as in _SAID_NO]
    return _over(applied) if applied and not live else {}


def _kind_of(event: Event) -> dict[str, bool]:
    """What the next talk is, if not a first interview."""
    if event.is_test:
        return {"is_test": True}
    if event.stage is Stage.SCREENING:
        return {"is_call": True}
    return {"is_final": event.stage is Stage.FINAL}


def _over(ended: Sequence[Progress]) -> dict[str, Any]:
    """A no weighs more than what ended by itself; of the same weight, the latest."""
    said_no = [each for each in ended if each.ended_as in _SAID_NO]
    last = max(said_no or ended, key=lambda each: (each.end and each.end.date) or dt.date.min)
    end = {"said_no" if said_no else "is_over": True, "ended_on": last.end and last.end.date}
    ways = {"not_filled": last.ended_as is Stage.CANCELLED, "came_second": last.ended_as is Stage.RUNNER_UP}
    return end | ways | _job([last])


def _job(progresses: Sequence[Progress]) -> dict[str, Any]:
    """Which job it is, where there is one only."""
    if len(progresses) != 1:
        return {}
    return {"position": without_brackets(progresses[0].application.position), "applied_on": progresses[0].applied_on}
