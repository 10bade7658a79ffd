"""What a brief says of the search: which jobs, where, from when, and who the seeker is, in words this reader knows."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from jobnet.documents.brief.answers import FIGURE
from jobnet.documents.brief.context import Submitted
from jobnet.documents.brief.helper import LAYMEN, WITH_BLURB, Helper
from jobnet.documents.sought import from_when, where
from jobnet.facts.disclosure import application_shown, standing_after, standing_at
from jobnet.facts.offers import FOR_THE_SEEKER
from jobnet.facts.readers import LONG_KNOWN, ReaderKind
from jobnet.facts.third_person import with_subject
from jobnet.profile.model import Company, Relationship, Stage

if TYPE_CHECKING:
    from collections.abc import Sequence

_MOST, _FEW = 6, 2
_ABOUT_PLACES = frozenset({"insider", "employer", "knows", "reconnect"})
"""The letters that ask about companies, to which the jobs are no more than a hint."""


def search(helper: Helper) -> dict[str, Any]:
    """What is looked for, as `Brief` holds it."""
    profile, reader, situation = helper.profile, helper.reader, helper.situation
    plainly = not reader.in_field or situation in {"friend", "general"}
    is_agency, is_close = situation == "recruiter", reader.row is ReaderKind.CLOSE_FRIEND
    has_number = situation in WITH_BLURB and not profile.search.confidential and FIGURE.search(profile.blurb or "")
    knows_my_work = reader.relationship in LONG_KNOWN
    tells_no_fact = plainly or knows_my_work or has_number
    facts = () if tells_no_fact and situation != "general" else profile.proof_points[: 2 if is_agency else 1]
    titles = profile.target_titles[: _FEW if plainly or situation in _ABOUT_PLACES else _MOST]
    said = profile.jobs_sought[: len(titles)]
    home = (profile.location or "").partition(",")[0] or None
    is_friend = is_close and bool(helper.contact and helper.contact.offered_help)
    knows_me = is_friend or situation == "advice" or knows_my_work
    is_boss = reader.relationship is Relationship.FORMER_MANAGER
    return {
        "titles": tuple(
            f"{title} ({each.plain})" if plainly and each.plain else title
            for title, each in zip(said, titles, strict=True)
        ),
        "jobs": said,
        "plain_jobs": tuple(each.plain for each in titles) if plainly and all(each.plain for each in titles) else (),
        **where(profile, reader.locale.language),
        "summary": (profile.plain_summary if plainly else None) or profile.summary or profile.plain_summary,
        "knows_my_work": knows_my_work,
        "may_be_asked": not (helper.leads or helper.offer_kind in FOR_THE_SEEKER)
        and not (profile.search.confidential and (is_close or knows_my_work)),
        # A list of strengths says less than a fact.
        "expertise": () if plainly or is_boss or profile.proof_points else profile.expertise[:_MOST],
        "background": None if knows_me or situation in LAYMEN else profile.background,
        "proof_points": tuple(map(with_subject, facts)) if reader.locale.language == "en" else facts,
        **from_when(profile, reader.locale.language),
        "not_a_fit": profile.not_a_fit,
        "confidential": profile.search.confidential,
        "is_employed": profile.search.current_employer is not None,
        "nothing_applied": helper.is_mentor and helper.nothing_applied,
        **(_with_agency(helper) if is_agency else {}),
        "subject_title": said[0],
        "subject_place": _only(profile.target_locations, home),
    }


def _only(places: Sequence[str], home: str | None) -> str | None:
    """The one place, where there is but one: a subject names no less than the letter."""
    return None if len(places) > 1 else next(iter(places), home)


def _with_agency(helper: Helper) -> dict[str, Any]:
    """What the agency has put the seeker forward for; and where the seeker has applied alone, as far as it may know."""
    profile, through, alone, been_at = helper.profile, [], [], []
    for progress in helper.snapshot.progress:
        each = progress.application
        if each.agency is not None and each.agency == helper.contact:
            is_sent = progress.end is None and any(event.stage is not Stage.INTERESTED for event in progress.past)
            through += [Submitted(each.position, each.company)] if is_sent else []
            continue
        if not progress.has_applied:
            continue
        shown = application_shown(profile, each, helper.reader, today=helper.snapshot.today)
        if shown and shown.company and shown.company not in alone:
            alone.append(shown.company)
            target = profile.target(each.company) or Company(each.company)
            standing = standing_at(helper.snapshot, helper.reader, target)
            if standing is None or not standing.has_story:
                standing = standing_after(progress, shown.company)
            been_at.append(replace(standing, still=False))
    been_at.sort(key=lambda each: (each.next_on or dt.date.max, not each.is_open))
    return {"submitted": tuple(through), "applied_to": tuple(alone), "been_at": tuple(been_at)}
