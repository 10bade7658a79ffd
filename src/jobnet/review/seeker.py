"""Rules about the profile and the search as a whole: what a coach would say on reading it."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from typing import TYPE_CHECKING

from jobnet.errors import quoted
from jobnet.facts.employer import employer_reason, may_hear_from
from jobnet.facts.items import Document
from jobnet.facts.progress import Progress, accepted
from jobnet.profile.model import CompanyStatus, Relationship, Stage, Tie, Updates
from jobnet.profile.names import company_words, fold, holds_words, name_key
from jobnet.review.case import of_application, place, spaced
from jobnet.review.catalogue import E, Found, H, W, letter_rule, profile_rule

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Mapping

    from jobnet.profile.model import Application, Company, Contact, Event, Profile
    from jobnet.review.case import LetterUnderReview, ProfileUnderReview

_RESUME_STALE = timedelta(days=90)
_SUMMARY_WORDS = 25


@profile_rule("PROF-01", W, "no résumé", why="S8", remedy="Add `resume:` with a link or a file.")
def no_resume(advice: ProfileUnderReview) -> Iterator[Found]:
    if advice.profile.resume is None:
        yield Found("Your profile has no résumé; it is the first thing to hand to somebody who offers help.", "you")


@profile_rule(
    "PROF-02", H, "no LinkedIn profile", why="S9: share it if you have one", remedy="Add `linkedin:` if you have one."
)
def no_linkedin(advice: ProfileUnderReview) -> Iterator[Found]:
    if advice.profile.linkedin is None:
        yield Found("Your profile has no LinkedIn link; nothing is printed in its place.", "you")


@profile_rule(
    "PROF-03",
    W,
    "summary missing, too long or only a title; no plain summary for outsiders",
    why="S5",
    remedy="Write one sentence that a neighbour could repeat.",
)
def weak_summary(advice: ProfileUnderReview) -> Iterator[Found]:
    profile = advice.profile
    titles = {name_key(title.title) for title in profile.target_titles}
    if not profile.summary:
        yield Found("Your profile does not say what you do (`summary`).", "you")
    elif len(profile.summary.split()) > _SUMMARY_WORDS:
        yield Found(f"Your summary has {len(profile.summary.split())} words; nobody can repeat it.", "you")
    elif name_key(profile.summary) in titles:
        yield Found("Your summary is only a title.", "you")
    outside = next((contact for contact in profile.contacts if not contact.in_field), None)
    if outside and not profile.plain_summary:
        yield Found(
            f"{outside.name} is outside your field, and there is no `plain_summary`.", outside.name, place(outside.at)
        )


_LEVELS = {
    "junior": 0, "assistant": 0, "trainee": 0, "graduate": 0, "intern": 0, "senior": 2, "lead": 2, "manager": 2,
    "director": 4, "head": 3, "vp": 4, "president": 5, "chief": 5, "ceo": 5, "cto": 5, "cfo": 5, "coo": 5,
}  # fmt: skip
_MOST_TITLES = 8
_LEVELS_APART = 4


@profile_rule(
    "PROF-04",
    W,
    "fewer than two or more than eight target titles, or titles far apart",
    why="S10; [HUMBLEDMBA]",
    remedy="Three to six titles of one level are best.",
)
def too_few_or_many_titles(advice: ProfileUnderReview) -> Iterator[Found]:
    titles = advice.profile.target_titles
    if len(titles) < 2:  # noqa: PLR2004
        yield Found("Your profile has one target title; people think of more names with two or three.", "you")
    elif len(titles) > _MOST_TITLES:
        yield Found(f"Your profile has {len(titles)} target titles; a helper cannot keep them in mind.", "you")
    levels = {
        _LEVELS[word]: title.title for title in titles for word in name_key(title.title).split() if word in _LEVELS
    }
    if levels and max(levels) - min(levels) >= _LEVELS_APART:
        low, high = levels[min(levels)], levels[max(levels)]
        yield Found(f"{low} and {high} are far apart; helpers will wonder which it is.", "you")


@profile_rule(
    "PROF-05",
    W,
    "fewer than three target companies, or more than forty",
    why="S12; [DALTON] [IMFIRED]",
    remedy="Name five to forty places where you would like to get a foot in the door.",
)
def too_few_or_many_companies(advice: ProfileUnderReview) -> Iterator[Found]:
    active = [each for each in advice.profile.target_companies if each.status is CompanyStatus.ACTIVE]
    most = advice.limits["target_companies"]
    if len(advice.profile.target_companies) < 3:  # noqa: PLR2004
        count = len(advice.profile.target_companies)
        named = f"{count} target {'company' if count == 1 else 'companies'}" if count else "no target company"
        yield Found(f"Your profile names {named}; three are the least.", "you")
    elif len(active) > most:
        yield Found(f"{len(active)} target companies are active; {most} are as many as one can work at.", "you")


@letter_rule(
    "PROF-06",
    W,
    "BP",
    "more companies than a reader keeps in mind",
    why="readability (J)",
    remedy="Mark the best with `tier: A`, pause some, or change `rules.limits`.",
)
def too_many_companies_shown(case: LetterUnderReview) -> Iterator[Found]:
    limits, targets = case.profile.rules.limits, case.profile.target_companies
    most = limits["pitch_companies"] if case.document is Document.PITCH else limits["brief_companies"]
    if len(targets) > most:
        shown = sum(
            1 for company in targets if spaced(company.spoken) in case.said or spaced(company.name) in case.said
        )
        if shown > most:
            yield Found(f"The list has {shown} companies; {most} are as many as people read.")


@profile_rule("PROF-07", W, "the same company or contact twice", why="one record each", remedy="Make one of the two.")
def listed_twice(advice: ProfileUnderReview) -> Iterator[Found]:
    known: dict[str, Company] = {}
    for company in advice.profile.target_companies:
        first = next((known[key] for key in sorted(company.keys) if key in known), None)
        if first is not None:
            yield Found(f"{company.name} and {first.name} are the same company.", company.name, place(company.at))
        for key in company.keys:
            known.setdefault(key, company)
    by_email: dict[str, Contact] = {}
    by_place: dict[tuple[str, str], Contact] = {}
    for contact in advice.profile.contacts:
        email = (contact.email or "").casefold()
        where = (name_key(contact.name), name_key(contact.company or ""))
        same = by_email.get(email) if email else None
        if same is None and contact.company:
            same = by_place.get(where)
        if same is not None:
            shared = "address" if email and by_email.get(email) is same else "name and company"
            yield Found(f"{contact.name} has the same {shared} as {same.name}.", contact.name, place(contact.at))
        by_email.setdefault(email, contact)
        by_place.setdefault(where, contact)


@profile_rule(
    "PROF-08",
    W,
    "two contacts share a name",
    why="a letter may go to the wrong one",
    remedy="Give each an `id`.",
)
def share_a_name(advice: ProfileUnderReview) -> Iterator[Found]:
    by_name: dict[str, list[Contact]] = defaultdict(list)
    for contact in advice.profile.contacts:
        by_name[name_key(contact.name)].append(contact)
    for contacts in by_name.values():
        nameless = [contact for contact in contacts if contact.id is None]
        if len(contacts) > 1 and nameless:
            yield Found(
                f"{len(contacts)} contacts are called {contacts[0].name}.", contacts[0].name, place(nameless[0].at)
            )


_ORDER = {Stage.INTERESTED: 0, Stage.APPLIED: 1, Stage.OFFER: 5, Stage.ACCEPTED: 6}
_YEARS = 2


@profile_rule(
    "PROF-09",
    W,
    "dates that cannot be",
    why="every letter is built on them",
    remedy="Check the dates.",
)
def impossible_dates(advice: ProfileUnderReview) -> Iterator[Found]:
    profile = advice.profile
    for application in profile.applications:
        record, at = of_application(application), place(application.at)
        dated = [event for event in application.events if event.date]
        odd = next((each for each in dated if abs(_year(each.date, advice) - advice.today.year) > _YEARS), None)
        if odd:
            yield Found(
                f"{record}: {odd.stage} on {odd.date} is more than {_YEARS} years away.", record, place(odd.at) or at
            )
        yield from _out_of_order(application, dated)
    for news in profile.news:
        if news.date and news.date > advice.today + timedelta(days=366):
            yield Found(
                f"“{news.headline}” is dated {news.date}, more than a year ahead.", news.headline, place(news.at)
            )
    for referral in profile.referrals:
        days = [referral.received, referral.acted, referral.result_on]
        named = [day for day in days if day]
        if named != sorted(named):
            who = f"referral from {referral.giver.name}"
            yield Found(f"The {who} was acted on or answered before it came.", who, place(referral.at))


def _year(day: dt.date | None, advice: ProfileUnderReview) -> int:
    return day.year if day else advice.today.year


def _out_of_order(application: Application, dated: list[Event]) -> Iterator[Found]:
    record = of_application(application)
    if any(event.stage is Stage.REINSTATED for event in dated):
        return
    applied = next((event for event in dated if event.stage is Stage.APPLIED), None)
    talked = next((event for event in dated if event.is_talk), None)
    if applied and talked and applied.date and talked.date and talked.date < applied.date:
        message = f"{record}: the interview on {talked.date} was before the application on {applied.date}."
        yield Found(message, record, place(talked.at) or place(application.at))
    ends = [event for event in dated if event.stage in {Stage.REJECTED, Stage.RUNNER_UP, Stage.CANCELLED}]
    last = next((event for event in reversed(dated) if event.is_talk), None)  # events stand by date
    if ends and last and last.date and ends[0].date and ends[0].date < last.date:
        message = f"{record}: it ended on {ends[0].date}, before the interview on {last.date}."
        yield Found(message, record, place(ends[0].at) or place(application.at))


@profile_rule(
    "PROF-10",
    W,
    "stages that contradict each other",
    why="a letter would tell the wrong story",
    remedy="Add the missing step, or `reinstated` where a case was reopened.",
)
def stages_in_conflict(advice: ProfileUnderReview) -> Iterator[Found]:
    for progress in advice.progress:
        application = progress.application
        record, at = of_application(application), place(application.at)
        if any(event.stage is Stage.OFFER for event in progress.past) and not progress.talks:
            yield Found(f"{record}: an offer without an interview.", record, at)
        if progress.end is not None and progress.end.date is not None:
            later = next((e for e in application.events if e.date and e.date > advice.today and e.is_talk), None)
            if later:
                message = f"{record} ended on {progress.end.date}, and an interview is planned for {later.date}."
                yield Found(message, record, place(later.at) or at, E)


@profile_rule(
    "PROF-11",
    W,
    "a résumé not updated for 90 days, or since the last job",
    why="(G)",
    remedy="Bring it up to date and set `resume.updated`.",
)
def stale_resume(advice: ProfileUnderReview) -> Iterator[Found]:
    resume = advice.profile.resume
    if resume and resume.updated and advice.today - resume.updated.earliest > _RESUME_STALE:
        days = (advice.today - resume.updated.earliest).days
        if resume.updated.day is not None or days > _RESUME_STALE.days + 31:
            yield Found(f"Your résumé is of {resume.updated}.", "you", place(resume.at))


_SOFT = frozenset({
    "hard working", "hardworking", "team player", "motivated", "self motivated", "flexible", "reliable",
    "punctual", "communication", "communication skills", "good communicator", "problem solver", "problem solving",
    "fast learner", "quick learner", "detail oriented", "enthusiastic", "leadership", "people skills", "dedicated",
    "loyal", "honest", "creative", "organised", "organized", "team work", "teamwork", "multitasking",
})  # fmt: skip


@profile_rule(
    "PROF-12", H, "expertise is only soft traits", why="S5", remedy="Name what you know: methods, machines, markets."
)
def only_soft_traits(advice: ProfileUnderReview) -> Iterator[Found]:
    expertise = advice.profile.expertise
    if expertise and all(name_key(each) in _SOFT for each in expertise):
        yield Found("Your expertise names only traits that everybody claims.", "you")


@profile_rule(
    "PROF-13",
    W,
    "somebody offered help and was never briefed",
    why="S4: check before feeling let down",
    remedy="Write it now: jobnet brief --to …",
)
def offered_but_never_briefed(advice: ProfileUnderReview) -> Iterator[Found]:
    remind = timedelta(days=advice.cadence["brief_remind_days"])
    if accepted(advice.profile.applications, advice.today):
        return
    for contact in advice.profile.contacts:
        offer = contact.offered_help
        if contact.updates is Updates.OFF or employer_reason(advice.profile, contact):
            continue
        if offer and advice.today - offer.date >= remind and not advice.history.dates(contact, Document.BRIEF):
            days = (advice.today - offer.date).days
            message = f"{contact.name} offered help {days} days ago and has no brief yet."
            yield Found(
                message,
                contact.name,
                place(contact.at),
                hint=f"Write it now: jobnet brief --to {quoted(contact.typed)}",
            )


@profile_rule(
    "PROF-14",
    H,
    "nobody outside the field, or only close ties",
    why="S15, [MIT2022] [DORMANT]",
    remedy="Add people you rarely see, and people of other trades; they know other people.",
)
def only_close_ties(advice: ProfileUnderReview) -> Iterator[Found]:
    contacts = advice.profile.contacts
    if len(contacts) < 5:  # noqa: PLR2004 - at the beginning of a list this is no news
        return
    weak = any(
        each.tie in {Tie.WEAK, Tie.DORMANT} or each.relationship is Relationship.ACQUAINTANCE for each in contacts
    )
    if all(contact.in_field for contact in contacts):
        yield Found("All your contacts are in your field.", "you")
    if not weak:
        yield Found("None of your contacts is somebody you rarely see.", "you")


@profile_rule(
    "PROF-15",
    H,
    "a target company where nobody is known",
    why="S14",
    remedy="Ask for it by name in the next update.",
)
def nobody_known_there(advice: ProfileUnderReview) -> Iterator[Found]:
    profile = advice.profile
    reached = {key for contact in profile.contacts for name in (contact.company, *contact.knows) if name
               for key in profile.company_keys(name)}  # fmt: skip
    reached |= {key for application in profile.applications for key in profile.company_keys(application.company)}
    cold = [
        company.spoken
        for company in profile.target_companies
        if company.status is CompanyStatus.ACTIVE and not company.keys & reached
        and (company.added is None or (advice.today - company.added).days >= advice.cadence["ask_days"])
    ]  # fmt: skip
    if cold and profile.contacts:
        named = ", ".join(cold[:3]) + (f" and {len(cold) - 3} more" if len(cold) > 3 else "")  # noqa: PLR2004
        yield Found(f"You know nobody at {named.removesuffix('.')}.", cold[0])


@profile_rule(
    "PROF-16",
    W,
    "a helper who cannot be written to",
    why="nobody is dropped silently",
    remedy="Print the letter or read it out; or add `email`, `phone` or `post`.",
)
def no_channel(advice: ProfileUnderReview) -> Iterator[Found]:
    for contact in advice.profile.contacts:
        if contact.offered_help and not (contact.email or contact.phone or contact.post):
            yield Found(f"{contact.name} has no address of any kind.", contact.name, place(contact.at))


@profile_rule(
    "PROF-17",
    H,
    "an application at a company that is not a target",
    why="S55: it is all one list",
    remedy="Add it to `target_companies`, or correct its name.",
)
def applied_beside_the_list(advice: ProfileUnderReview) -> Iterator[Found]:
    profile = advice.profile
    told: set[str] = set()
    for progress in advice.progress:
        application = progress.application
        if profile.target(application.company) is not None or fold(application.company) in told:
            continue
        told.add(fold(application.company))
        near = _near(application.company, profile.target_companies)
        record, at = of_application(application), place(application.at)
        if near:
            yield Found(f"{application.company} is no target; is it {near}?", record, at, W)
        elif application.wanted and (progress.is_open or progress.turn_down):  # a no crosses nobody off the list
            yield Found(f"{application.company} is not among your target companies.", record, at)


def open_offers(advice: ProfileUnderReview) -> Iterator[Found]:
    yield from _offers(advice.profile, advice.today)


@letter_rule(
    "PROF-18",
    W,
    "BU",
    "an offer is open: it is private, and the search goes on",
    why="offer details are `private`; an offer is not yet a post",
    remedy="Keep it to yourself until you decide, then note it: jobnet log COMPANY accepted (or declined).",
    on_profile=open_offers,
)
def writes_while_an_offer_is_open(case: LetterUnderReview) -> Iterator[Found]:
    yield from _offers(case.profile, case.today)


_last_offers: list[tuple[Profile, dt.date, tuple[Found, ...]]] = []


def _offers(profile: Profile, today: dt.date) -> tuple[Found, ...]:
    """The open offers, found once for all letters of a run. By identity: a profile is slow to compare."""
    if not _last_offers or _last_offers[0][0] is not profile or _last_offers[0][1] != today:
        offering = (each for each in profile.applications if any(e.stage is Stage.OFFER for e in each.events))
        found = tuple(_offer_found(each) for each in offering if Progress(each, today).has_open_offer)
        _last_offers[:] = [(profile, today, found)]
    return _last_offers[0][2]


def _offer_found(application: Application) -> Found:
    record = of_application(application)
    message = f"{record}: an offer is open. No letter speaks of it, and your search goes on."
    return Found(message, record, place(application.at))


def _near(typed: str, companies: tuple[Company, ...]) -> str | None:
    from difflib import get_close_matches  # noqa: PLC0415 - at use

    words = company_words(typed)
    for company in companies:
        others = company_words(company.name)
        if holds_words(others, words) or holds_words(words, others):
            return company.name
    close = get_close_matches(" ".join(words), [" ".join(company_words(each.name)) for each in companies], 1, 0.85)
    return next((each.name for each in companies if close and " ".join(company_words(each.name)) == close[0]), None)


@profile_rule(
    "PROF-19",
    H,
    "a brief that had no answer for a week: one nudge, then none",
    why="4.1, [CARLETON]",
    remedy="One line in your own words, or a call; then leave it at the updates.",
)
def brief_unanswered(advice: ProfileUnderReview) -> Iterator[Found]:
    """Between a week and three; later the next update takes its place."""
    for contact in _helpers(advice):
        given = advice.history.last(contact, Document.BRIEF)
        if given is None or not _NUDGE_FROM <= (advice.today - given).days <= _NUDGE_UNTIL:
            continue
        since = max(_day(advice.signs, contact), _day(advice.words, contact), advice.history.of(contact)[-1].date)
        if since <= given and may_hear_from(advice.profile, contact):
            note = f"jobnet add touch --contact {quoted(contact.typed)} --kind message"
            yield Found(
                f"{contact.name} has had your brief since {given} and has not answered.",
                contact.name,
                place(contact.at),
                hint=f"One line in your own words, or a call, then leave it at the updates; note it: {note}",
            )


_NUDGE_FROM, _NUDGE_UNTIL = 7, 21


@profile_rule(
    "PROF-20",
    H,
    "helpers from whom nothing has come back for ninety days",
    why="4.1: a quiet tie wants a personal note, not an update",
    remedy="Write them a line of your own, or ring; then note it: jobnet add touch.",
)
def tie_gone_quiet(advice: ProfileUnderReview) -> Iterator[Found]:
    days = advice.cadence["stale_days"]
    quiet = [
        contact
        for contact in _helpers(advice)
        if (updates := advice.history.dates(contact, Document.UPDATE))
        and (advice.today - max(_day(advice.signs, contact, updates[0]), _day(advice.words, contact))).days > days
        and may_hear_from(advice.profile, contact)
    ]
    if quiet:
        more = f" and {len(quiet) - 1} more" if len(quiet) > 1 else ""
        message = f"Nothing has come back from {quiet[0].name}{more} for {days} days."
        yield Found(message, quiet[0].name, place(quiet[0].at))


def _helpers(advice: ProfileUnderReview) -> Iterator[Contact]:
    """Those who may be written to while the search goes on."""
    if accepted(advice.profile.applications, advice.today) is None:
        yield from (contact for contact in advice.profile.contacts if contact.updates is not Updates.OFF)


def _day(days: Mapping[str, dt.date], contact: Contact, otherwise: dt.date = date.min) -> dt.date:
    return days.get(contact.key, otherwise)
