"""What a brief says of the search: which jobs, where, and what the seeker does, in words that this reader knows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jobnet.documents.brief.blurb import has_figure
from jobnet.documents.brief.situations import BriefKind
from jobnet.facts.disclosure import application_shown
from jobnet.patterns import pattern
from jobnet.profile.model import Relationship, Stage
from jobnet.profile.names import name_key

if TYPE_CHECKING:
    from jobnet.facts.progress import Progress
    from jobnet.facts.readers import Reader
    from jobnet.facts.snapshot import Snapshot
    from jobnet.profile.model import Application, Profile, Prose

_MOST = 6
_REMOTE = frozenset({"remote", "remotely", "anywhere", "work from home", "home office"})
_PLACE = pattern(r"(?:the )?[^\W\d_a-zß-öø-ÿ]")
"""How a name begins that may follow “in”: with a capital; “within an hour of Leeds” may not."""


def search(snapshot: Snapshot, reader: Reader, situation: BriefKind) -> dict[str, Any]:
    """What is looked for, as `Brief` holds it."""
    profile = snapshot.profile
    titles = profile.target_titles[: 2 if situation is BriefKind.PHONE else _MOST]
    plain = [each.plain for each in titles if each.plain]
    outside = situation is BriefKind.OUTSIDE
    work = _work(profile, situation)
    speaks_plainly = outside or (situation is BriefKind.GENERAL and work is not None and work == profile.plain_summary)
    relationship = reader.contact.relationship if reader.contact else None
    tells_number = (
        has_figure(profile.blurb)
        and not profile.search.confidential
        and situation in {BriefKind.STANDARD, BriefKind.OUTSIDE}
    )
    return {
        "titles": tuple(each.title for each in titles),
        "titles_in_plain": tuple(f"{each.title} ({each.plain})" if each.plain else each.title for each in titles),
        "plain_titles": tuple(plain) if len(plain) == len(titles) else (),
        **_where(profile),
        "work": work,
        "expertise": () if speaks_plainly else profile.expertise[:_MOST],
        "topic": next(iter(profile.expertise), None),
        "proof_point": None if outside or tells_number else next(iter(profile.proof_points), None),
        "background": profile.background if relationship is Relationship.ALUMNI else None,
        "availability": profile.availability,
        "not_a_fit": profile.not_a_fit,
        "confidential": profile.search.confidential,
        "nothing_applied": relationship is Relationship.MENTOR
        and not any(_has_begun(each) for each in profile.applications),
        "applied_to": _applied_to(snapshot, reader) if situation is BriefKind.RECRUITER else (),
        "subject_title": titles[0].title,
    }


def _work(profile: Profile, situation: BriefKind) -> Prose | None:
    if situation is BriefKind.OUTSIDE:
        return profile.plain_summary
    if situation is BriefKind.GENERAL:
        return profile.plain_summary or profile.summary
    return profile.summary or profile.plain_summary


def _where(profile: Profile) -> dict[str, Any]:
    """The places: each as it stands after “in”, or all of them together where one of them cannot."""
    named = [each for each in profile.target_locations if name_key(each) not in _REMOTE]
    mode = profile.work_mode
    names_a_place = mode is not None and any(name_key(each) in name_key(mode) for each in profile.target_locations)
    stands_after_in = all(_PLACE.match(each) for each in named)
    elsewhere = None
    if names_a_place or (mode and not named):
        elsewhere = mode
    elif not stands_after_in:
        elsewhere = ", ".join(filter(None, (*profile.target_locations, mode)))
    places = tuple(named) if stands_after_in else ()
    return {
        "places": places,
        "is_remote": len(named) < len(profile.target_locations),
        "work_mode": None if elsewhere else mode,
        "elsewhere": elsewhere,
        "subject_place": next(iter(places), None),
    }


def _has_begun(application: Application) -> bool:
    return any(event.stage is not Stage.INTERESTED for event in application.events)


def _applied_to(snapshot: Snapshot, reader: Reader) -> tuple[str, ...]:
    """Where the seeker has applied without this agency, as far as it may know: so that nobody is put forward twice."""
    shown = (
        application_shown(snapshot.profile, each, reader, today=snapshot.today)
        for each in snapshot.profile.applications
        if _has_applied(snapshot.progress_of(each)) and (each.agency is None or each.agency != reader.contact)
    )
    return tuple(dict.fromkeys(each.company for each in shown if each and each.company))


def _has_applied(progress: Progress) -> bool:
    return any(event.stage is not Stage.INTERESTED for event in progress.past)
