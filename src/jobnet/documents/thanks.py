"""The thanks: what became of each name this reader gave, each at its own moment (`docs/content.md` 2.6)."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

from jobnet.documents.context import LetterContext, given_by, letter_frame
from jobnet.facts.applications import Applications
from jobnet.facts.disclosure import companies_shown, company_spoken, insider_company, spoken
from jobnet.facts.history import History, Known
from jobnet.facts.items import Document
from jobnet.facts.offers import may_be_given, names_day, offer_for
from jobnet.facts.progress import Progress
from jobnet.facts.readers import EMPLOYERS, RECRUITERS
from jobnet.facts.referrals import (
    Moment,
    application_after,
    application_from,
    ending_told,
    heard,
    is_over_there,
    is_thanked,
    is_with,
    moment_owed,
    referral_item,
    said_to_giver,
    talk_item,
    talks_with,
    was_thanked,
)
from jobnet.facts.since import Window
from jobnet.facts.stories import Story, Telling, telling
from jobnet.frozen import dataclass
from jobnet.profile.model import CompanyStatus, Profile, Prose, Referral, Stage, TouchKind, Touchpoint
from jobnet.profile.names import company_words, holds_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jobnet.facts.items import Item
    from jobnet.facts.readers import Reader
    from jobnet.facts.snapshot import Snapshot

_SUBJECT_LETTERS, _SUBJECT_WORDS = 32, 4
_PATIENCE = dt.timedelta(14)
"""So long an answer may take before a letter says that there is none."""


@dataclass(frozen=True)
class Ending:
    """How the application that came of a suggestion ended; at most one is true."""

    accepted: bool = False
    runner_up: bool = False
    rejected: bool = False
    cancelled: bool = False
    no_response: bool = False
    own_decision: bool = False


@dataclass(frozen=True)
class Lead:
    """One suggestion of this reader's, as they are told of it."""

    to: Annotated[str | None, "Whom or what they named: Brenda Ames; the landlord."]
    company: Annotated[str | None, "Where, unless the name says it already: Severn Cold Chain."]
    is_explained: Annotated[bool, "Whether words behind a comma say who that is: Carl Meeks, your old dispatcher."]
    position: Annotated[str | None, "For which job: Charge Nurse."]
    acted: Annotated[dt.date | None, "The day of the first step: 2 October."]
    in_vain_on: Annotated[dt.date | None, "The day of a letter or call not answered for two weeks: 3 February."]
    by_phone: Annotated[bool, "Whether it was a call."]
    applied: Annotated[dt.date | None, "The day the seeker applied there: 6 October."]
    result: Annotated[Prose | None, "What came of it: She asked for my CV."]
    learned: Annotated[Prose | None, "What the seeker learned by it: A dairy counts its stock at night."]
    stories: Annotated[tuple[Story, ...], "What has become of the application it led to, one or none."]
    ending: Annotated[Ending, "How the application ended, where there is neither `result` nor story."]
    went_well: Annotated[bool, "Whether it suited, and something came of it."]
    may_name_you: Annotated[bool, "Whether the seeker may say who gave the name."]
    is_new: Annotated[bool, "Whether it is to be followed up. Of these three one is true, or none."] = False
    is_under_way: Annotated[bool, "Whether a first step is made, and no more known."] = False
    may_bring_more: Annotated[bool, "Whether something came of it, and no end is known."] = False
    led_to_interview: Annotated[bool, "Whether an interview came of it that is new to the reader."] = False

    @property
    def is_well_spent(self) -> bool:
        """Whether to say that it was worth it: of what suited and is over, where nothing else says so."""
        return self.went_well and not (self.may_bring_more or self.led_to_interview or self.learned)

    @property
    def was_in_vain(self) -> bool:
        """Whether nobody has answered so far."""
        return self.in_vain_on is not None


@dataclass(frozen=True)
class Thanks(LetterContext):
    """Everything one reader gave, in one note."""

    leads: Annotated[tuple[Lead, ...], "The suggestions, the furthest first."]
    several: Annotated[bool, "Whether there are more than one."]
    is_thanked: Annotated[bool, "Whether the reader has been thanked for all of them before."]
    has_result: Annotated[bool, "Whether of one of them nothing more is to be told, or something came of it."]
    subject_name: Annotated[str | None, "Whom or what the one suggestion was, if short enough: Brenda Ames."]
    is_grateful: Annotated[bool, "Whether nothing good came of what was tried: then the thought is thanked for."]
    wished: Annotated[str | None, "In the first thanks, a company where the seeker hopes to work: The Bell."]
    gives_back: Annotated[bool, "Whether the reader is somebody to do something for in return, and it is time."]
    offer: Annotated[Prose | None, "What the seeker can then do for them: I'd gladly give a talk at yours."]
    looking_for: Annotated[tuple[str, ...], "The titles to say again, if a suggestion did not fit: Accountant."]
    places: Annotated[tuple[str, ...], "And where: Manchester."]
    talked_on: Annotated[dt.date | None, "The day of the last talk for advice that the reader gave: 9 October."]
    learned: Annotated[tuple[Prose, ...], "What the seeker took from the talks: You told me to bring one question."]
    is_over: Annotated[bool, "Whether a job is accepted: nothing is promised any more."]
    next_at: Annotated[str | None, "After a talk, where an interview comes next, if they may know: Aldwark."]
    next_on: Annotated[dt.date | None, "And when: 2026-11-06."]
    is_confidential: Annotated[bool, "Whether the search is to be kept quiet."]
    is_employed: Annotated[bool, "Whether that is for an employer's sake."]
    is_list: Annotated[bool, "Whether stories may stand in a list: not in this letter."] = False
    own_company: Annotated[str | None, "The company of which an insider hears alone: not said here."] = None
    document: Document = Document.THANKS

    @property
    def led_to_interview(self) -> bool:
        """Whether one of them led to an interview."""
        return any(lead.led_to_interview for lead in self.leads)


def thanks_for(snapshot: Snapshot, reader: Reader, *, history: History, again: bool = False) -> Thanks:
    """The note that tells this reader where everything they gave stands; empty when they know it all."""
    profile, today, contact = snapshot.profile, snapshot.today, reader.contact
    known = heard(history, contact) if contact else Known()
    given = given_by(snapshot, reader)
    owed = [(each, moment) for each in given if (moment := moment_owed(each, known, today=today, again=again))]
    talks = talks_with(profile, contact, today) if contact else ()
    talks = tuple(talk for talk in talks if contact and (again or not is_thanked(talk, history, contact)))
    tellings = _tellings(snapshot, reader, [each for each, _ in owed], Known() if again else known)
    leads = [lead_told(snapshot, each, at, known, told) for (each, at), told in zip(owed, tellings, strict=True)]
    leads.sort(key=lambda each: (each.is_new, each.is_under_way, not each.went_well))
    was_told = all(was_thanked(each, known, today) for each, _ in owed)
    has_result = any(not (lead.is_new or lead.is_under_way) for lead in leads)
    told = (*(referral_item(each, moment) for each, moment in owed), *map(talk_item, talks))
    told = (*told, *(item for each in tellings if each for item in each.items))
    unsuitable = [each for each, at in owed if at is Moment.RESULT and each.suitable is False and not each.learned]
    is_over = snapshot.accepted is not None
    is_lucky = any(lead.went_well or lead.led_to_interview or lead.ending.accepted for lead in leads)
    gives_back = may_be_given(reader) and (is_lucky or any(lead.may_bring_more for lead in leads))
    coming = _next_interview(snapshot, reader, history) if talks and not leads else None
    told = (*told, coming) if coming else told
    return Thanks(
        **letter_frame(snapshot, reader, history, told, "talk" if talks else ""),
        leads=tuple(leads),
        several=len(leads) > 1,
        is_thanked=was_told,
        has_result=has_result,
        is_grateful=has_result and not is_lucky,
        subject_name=name_for_subject(owed[0][0]) if len(owed) == 1 else None,
        wished=None if was_told or is_lucky else _wished(snapshot, reader, leads),
        gives_back=gives_back,
        offer=offer_for(profile, reader) if gives_back else None,
        looking_for=profile.jobs_sought[:3] if unsuitable and not is_over else (),
        places=profile.target_locations[:3],
        talked_on=next((talk.date.earliest for talk in reversed(talks) if talk.date.day), None),
        learned=tuple(talk.learned for talk in talks if talk.learned),
        is_over=is_over,
        next_at=coming.company if coming else None,
        next_on=coming.date if coming else None,
        is_confidential=profile.search.confidential,
        is_employed=profile.search.current_employer is not None,
    )


def _tellings(snapshot: Snapshot, reader: Reader, given: Sequence[Referral], known: Known) -> list[Telling | None]:
    """What is new to the reader in the application that each suggestion led to, of each application once."""
    applications = snapshot.once(Applications, snapshot.today)
    window, told = Window(None, snapshot.today), []
    tellings: list[Telling | None] = []
    for each in given:
        application = application_after(snapshot.profile, each)
        is_new = application is not None and application.key not in told
        there = applications.at(application.company) if application and is_new else ()
        seen = applications.seen_by(reader, [one for one in there if one.application is application])
        tellings.append(
            next((telling(applications, one, window, known, everyday=not reader.in_field) for one in seen), None)
        )
        told += [application.key] if application else []
    return tellings


def _next_interview(snapshot: Snapshot, reader: Reader, history: History) -> Item | None:
    """The interview that comes next, where this reader may hear of it by name, and has not yet."""
    hears_of_one = insider_company(snapshot.profile, reader) or reader.kind in EMPLOYERS | RECRUITERS
    if snapshot.accepted or snapshot.profile.search.confidential or hears_of_one:
        return None
    seen = snapshot.once(Applications, snapshot.today).seen_by(reader, snapshot.progress)
    named = (each for each in seen if each.shown.company and not each.is_in_trust)
    ahead = ((each, each.planned) for each in named if each.planned and each.planned.is_interview)
    items = (each.item(event) for each, event in ahead if not event.is_test)
    first = min(items, key=lambda item: item.date or dt.date.max, default=None)
    return first if first and first.id not in history.items_of(reader.key) else None


def _wished(snapshot: Snapshot, reader: Reader, leads: list[Lead]) -> str | None:
    """The company of the first lead, where the seeker would like to work and nothing has ended yet."""
    if not leads or not all(lead.is_new or lead.is_under_way or lead.may_bring_more for lead in leads):
        return None
    profile = snapshot.profile
    target = next((each for each in companies_shown(profile, reader) if spoken(each) == leads[0].company), None)
    if target is None or target.status is not CompanyStatus.ACTIVE:
        return None
    ended = any(snapshot.progress_of(each).end for each in profile.applications_at(target.name))
    return None if ended else leads[0].company


def lead_told(
    snapshot: Snapshot, referral: Referral, moment: Moment, known: Known, told: Telling | None = None
) -> Lead:
    """One suggestion as its giver is told of it, with what is new in the application it led to."""
    profile, today = snapshot.profile, snapshot.today
    application = application_from(profile, referral)
    progress = Progress(application, today) if application and moment is Moment.RESULT else None
    ending = _ending(ending_told(profile, progress)) if progress and not (referral.result or told) else Ending()
    stories = _stories_after(told.story, referral if moment is Moment.RESULT else None) if told else ()
    days = [day for story in stories for day in story.done_on]
    is_known = moment is Moment.RESULT and referral_item(referral, Moment.ACTED).id in known.items
    tried = _tried_in_vain(profile, referral, today) if moment is Moment.ACTED else None
    result = referral.result if moment is Moment.RESULT else None
    is_over = is_over_there(profile, referral, today) or bool(progress and progress.end)
    goes_on = snapshot.accepted is None and not is_over
    return Lead(
        to=said_to_giver(referral.to) if referral.to else None,
        company=_company_said(profile, referral),
        position=referral.position,
        is_explained=", " in (referral.to or ""),
        acted=None if is_known or referral.acted in days else referral.acted,
        in_vain_on=tried.date.earliest if tried else None,
        by_phone=tried is not None and tried.kind is TouchKind.CALL,
        applied=progress.applied_on if progress and not (result or told) else None,
        result=result,
        learned=referral.learned,
        stories=stories,
        ending=ending,
        went_well=result is not None and referral.suitable is True,
        led_to_interview=bool(told and stories and told.story.is_thanks_to_you and _is_interviewed(stories[0])),
        may_name_you=referral.name_use_ok or referral.giver.name_use_ok,
        is_new=goes_on and moment is Moment.RECEIVED,
        is_under_way=goes_on and moment is Moment.ACTED,
        may_bring_more=goes_on and result is not None and referral.suitable is not False,
    )


def _stories_after(story: Story, result: Referral | None) -> tuple[Story, ...]:
    """What has become of the application since the user's own words of what came of it, if there is anything."""
    since = result.result_on if result and result.result else None
    if result and result.result and since is None and story.has_ended:
        return ()
    done_on = tuple(day for day in story.done_on if since is None or day > since)
    is_later = bool(done_on or story.next_on or (since and story.ended_on and story.ended_on > since))
    says_next = bool(result and result.result and story.next_on and names_day(result.result, story.next_on))
    if (since and not is_later) or (says_next and not done_on):
        return ()
    if not story.has_ended:  # the user's own words have told what was held before
        held = min(story.held, len(done_on))
        story = replace(story, held=held, held_before=story.held_before + story.held - held)
    # The company has just been named.
    return (replace(story, done_on=done_on, here=True, is_thanks_to_you=False),)


def _is_interviewed(story: Story) -> bool:
    """Whether it tells of an interview, held or to come."""
    return bool(story.held or (story.next_on and not (story.next_is_call or story.next_is_test)))


def _ending(stage: Stage | None) -> Ending:
    if stage in {Stage.WITHDRAWN, Stage.DECLINED}:
        return Ending(own_decision=True)
    return Ending(**{stage.value: True}) if stage else Ending()


def _company_said(profile: Profile, referral: Referral) -> str | None:
    """The company, unless "the matron at Cole House" says it already or would have two of them."""
    if referral.company is None or referral.to is None:
        return referral.company and company_spoken(profile, referral.company)
    words = company_words(referral.to)
    keys = (tuple(key.split()) for key in profile.company_keys(referral.company))
    is_said = any(holds_words(words, key) for key in keys) or " at " in referral.to
    return None if is_said else company_spoken(profile, referral.company)


def name_for_subject(referral: Referral) -> str | None:
    """A person's name, else the company; what was named in other words only where there is nothing else."""
    name = said_to_giver(referral.to).partition(",")[0] if referral.to else None
    if name and name.casefold().startswith("the ") and referral.company:
        name = None
    names = (each for each in (name, referral.company) if each)
    return next((each for each in names if len(each) <= _SUBJECT_LETTERS and len(each.split()) <= _SUBJECT_WORDS), None)


def _tried_in_vain(profile: Profile, referral: Referral, today: dt.date) -> Touchpoint | None:
    """The last letter or call to the person named, where two weeks have brought no answer."""
    if referral.to is None:
        return None
    # "Elaine Marsden, a baker in Otley" is written to as Elaine Marsden.
    names = (referral.to, referral.to.partition(",")[0])
    since = referral.received or referral.acted or dt.date.min
    past = (touch for touch in profile.touchpoints if since <= touch.date.earliest <= today)
    touches = [touch for touch in past if any(is_with(touch, name) for name in names)]
    if not touches or any(touch.replied is not False for touch in touches):
        return None
    return touches[-1] if today - touches[-1].date.earliest >= _PATIENCE else None
