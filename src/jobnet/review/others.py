"""Rules about tip, thanks, stay-in-touch, talking points and landing."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from jobnet.documents.landed import still_open
from jobnet.errors import quoted
from jobnet.facts.history import news_item
from jobnet.facts.items import Document
from jobnet.facts.progress import Progress, accepted
from jobnet.facts.readers import ReaderKind
from jobnet.facts.referrals import Moment, as_it_stands, is_told_of, referral_item
from jobnet.profile.model import CompanyStatus, Direction, Updates
from jobnet.profile.names import company_key, company_words, name_key
from jobnet.review.case import Phrases, of_application, place
from jobnet.review.catalogue import E, Found, H, W, letter_rule, profile_rule
from jobnet.review.runnerup import working_days

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from jobnet.profile.model import News, Referral
    from jobnet.review.case import LetterUnderReview, ProfileUnderReview

_ASK = Phrases(
    "do you know anyone", "do you know anybody", "who do you know", "do you know someone", "could you introduce",
    "can you introduce", "would you introduce", "keep me in mind", "let me know if you hear",
)  # fmt: skip
_SEARCH = Phrases(
    "my search", "job search", "my job hunt", "looking for work", "looking for a job", "looking for a role",
    "my cv", "my résumé", "my resume", "i have applied", "i interviewed",
)  # fmt: skip


@letter_rule(
    "TIP-01",
    E,
    "T",
    "an ask, or word of the search",
    why="S25",
    remedy="Take it out: a tip only gives; the signature says the rest.",
)
def tip_asks(case: LetterUnderReview) -> Iterator[Found]:
    for phrase in (*_ASK.found_in(case.said, case.words), *_SEARCH.found_in(case.said, case.words)):
        yield Found(f"The tip says “{phrase}”.", severity=E if f" {phrase} " in case.own else W)


@letter_rule("TIP-02", W, "T", "does not say why this reader", why="S24", remedy="Add `why:` to the news.")
def tip_without_why(case: LetterUnderReview) -> Iterator[Found]:
    for news in _news_told(case):
        if not news.why:
            yield Found(f"The tip does not say why {case.who} should care.", news.headline, place(news.at))


@letter_rule(
    "TIP-03", W, "T", "older than a week, or its deadline past", why="“immediately”", remedy="Tip sooner; or let it go."
)
def tip_too_late(case: LetterUnderReview) -> Iterator[Found]:
    for news in _news_told(case):
        if news.deadline and news.deadline < case.today:
            yield Found(f"The deadline, {news.deadline}, is past.", news.headline, place(news.at))
        elif news.date and case.today - news.date > timedelta(days=7):
            yield Found(f"The news is {(case.today - news.date).days} days old.", news.headline, place(news.at))


def _news_told(case: LetterUnderReview) -> tuple[News, ...]:
    told = {item.id for item in case.context.items}
    return tuple(news for news in case.profile.news if news_item(news).id in told)


@profile_rule(
    "TIP-04", H, "a find for one contact, untold for more than a day", why="S24", remedy="Tell it: jobnet tip --to …"
)
def tip_waits(advice: ProfileUnderReview) -> Iterator[Found]:
    for news in advice.profile.news:
        if news.reader is None or news.date is None or advice.today - news.date <= timedelta(days=1):
            continue
        told = advice.history.items(news.reader)
        by_hand = advice.history.last(news.reader, Document.TIP)
        past = news.deadline is not None and news.deadline < advice.today
        if not told & {news.key, news_item(news).id} and not (by_hand and by_hand >= news.date) and not past:
            yield Found(
                f"“{news.headline}” is for {news.reader.name} and has waited since {news.date}.",
                news.headline,
                place(news.at),
                hint=f"Tell it: jobnet tip --to {quoted(news.reader.typed)}",
            )


@profile_rule(
    "REF-01",
    W,
    "a referral received, and no thanks in two working days",
    why="[SIDEROAD] [JUMBL]",
    remedy="Thank them: jobnet thanks --to …",
)
def referral_unthanked(advice: ProfileUnderReview) -> Iterator[Found]:
    for referral in _leads(advice):
        received = referral.received
        if received is None or referral.thanked or referral.loop_closed or _thanked_since(advice, referral, received):
            continue
        days = working_days(received, advice.today)
        if days > advice.cadence["thanks_working_days"]:
            yield _of_referral(
                referral,
                f"the lead of {referral.giver.name}, {_what(referral)}, is {days} working days old and unthanked.",
            )


@profile_rule(
    "REF-02",
    W,
    "a referral not acted on in two working days; an error after five",
    why="delay reflects on both [AJC] [WISE]",
    remedy="Write to them today, then set `acted:`.",
)
def referral_not_acted_on(advice: ProfileUnderReview) -> Iterator[Found]:
    latest = advice.cadence["act_working_days"]
    if accepted(advice.profile.applications, advice.today):
        return
    for referral in _leads(advice):
        done = referral.acted or referral.result or referral.loop_closed or referral.suitable is False
        if referral.received is None or done:
            continue
        days = working_days(referral.received, advice.today)
        if days > latest:
            found = _of_referral(
                referral, f"the lead of {referral.giver.name}, {_what(referral)}, has waited {days} working days."
            )
            grave = E if days > latest + 3 else None
            yield Found(found.message, found.record, found.place, grave, "Write to them today, then set `acted:`.")


@profile_rule(
    "REF-03",
    W,
    "the result is known and its giver has not heard it",
    why="S7",
    remedy="Close the loop: jobnet thanks --to …",
)
def loop_left_open(advice: ProfileUnderReview) -> Iterator[Found]:
    for referral in _leads(advice):
        known = referral.result_on
        if known is None or referral.loop_closed or _thanked_since(advice, referral, known):
            continue
        if working_days(known, advice.today) > advice.cadence["close_working_days"]:
            yield _of_referral(referral, f"{referral.giver.name} has not heard what came of {_what(referral)}.")


def _leads(advice: ProfileUnderReview) -> Iterator[Referral]:
    """Every referral, with what the application that came of it says."""
    return (as_it_stands(advice.profile, referral, advice.today) for referral in advice.profile.referrals)


def _thanked_since(advice: ProfileUnderReview, referral: Referral, day: dt.date) -> bool:
    last = advice.history.last(referral.giver, Document.THANKS)
    return last is not None and last >= day


def _what(referral: Referral) -> str:
    return referral.to or referral.company or "a name"


def _of_referral(referral: Referral, message: str) -> Found:
    hint = f"Write: jobnet thanks --to {quoted(referral.giver.typed)}"
    return Found(
        message[0].upper() + message[1:], f"referral from {referral.giver.name}", place(referral.at), hint=hint
    )


@profile_rule(
    "REF-06",
    H,
    "an application came through somebody, and no referral says so",
    why="S7: only a referral opens a loop",
    remedy="Add it to `referrals`: then `next` sees to the thanks.",
)
def came_through_somebody(advice: ProfileUnderReview) -> Iterator[Found]:
    profile = advice.profile
    if accepted(profile.applications, advice.today):
        return
    known = {(r.giver.key, key) for r in profile.referrals if r.company for key in profile.company_keys(r.company)}
    for application in profile.applications:
        giver = application.referral_from
        keys = profile.company_keys(application.company)
        if giver is None or giver.updates is Updates.OFF or any((giver.key, key) in known for key in keys):
            continue
        where = f"--company {quoted(application.company)} --position {quoted(application.position)}"
        yield Found(
            f"{of_application(application)}: it came through {giver.name}, and nothing reminds you to thank them.",
            of_application(application),
            place(application.at),
            hint=f"Add it: jobnet add referral --from {quoted(giver.typed)} {where}",
        )


@letter_rule(
    "REF-04", W, "K", "no outcome told at the end, or a new ask in the thanks", why="2.6", remedy="Say what came of it."
)
def thanks_without_outcome(case: LetterUnderReview) -> Iterator[Found]:
    for phrase in _ASK.found_in(case.said, case.words):
        yield Found(f"The thanks asks again: “{phrase}”.", hint="Leave the ask for another day.")
    for referral in case.referrals:
        result = referral.result
        told = any(item.id == referral_item(referral, Moment.RESULT).id for item in case.context.items)
        if result and told and not case.letter.built_in and name_key(result)[:40] not in name_key(case.letter.text):
            yield _of_referral(referral, f"what came of {_what(referral)} is not told.")
        if told and not is_told_of(case.profile, referral, case.today):
            message = f"what came of {_what(referral)} is over, but not told."
            hint = "Say it in one sentence: `result:` of the referral."
            yield replace(_of_referral(referral, message), hint=hint)


@letter_rule(
    "STAY-01",
    E,
    "S",
    "no reason to write",
    why="always have something to offer [PLEASANT]",
    remedy='Give one: --reason "…", news of theirs, or what you promised.',
)
def no_reason(case: LetterUnderReview) -> Iterator[Found]:
    if not getattr(case.context, "has_reason", True):
        promised = next((each.impression.promised for each in case.applications if each.impression.promised), None)
        hint = f"You promised: “{promised}” Say in --reason that it is there." if promised else ""
        yield Found(f"There is no reason to write to {case.who} now.", hint=hint)


@letter_rule(
    "STAY-02",
    W,
    "S",
    "too soon after the last contact, or too many unanswered",
    why="4.3",
    at_sending=True,
    remedy="Wait; stopping to write is not giving up the company.",
)
def too_soon_again(case: LetterUnderReview) -> Iterator[Found]:
    cadence = case.profile.rules.cadence
    for application in case.applications:
        sent, heard = _contacts_with(case, application.company)
        if not sent:
            continue
        record, at = of_application(application), place(application.at)
        days = (case.today - sent[-1]).days
        silent = [day for day in sent if not heard or day > heard[-1]]
        recent = [day for day in silent if (case.today - day).days <= 365]  # noqa: PLR2004
        if days < cadence["touch_first_days"]:
            yield Found(f"{application.company} last heard from you {days} days ago.", record, at)
        elif len(recent) > cadence["touch_most"]:
            yield Found(f"{len(recent)} notes to {application.company} are unanswered.", record, at)
        elif len(silent) > 1 and days < cadence["touch_slow_days"]:
            yield Found(f"The last two notes to {application.company} are unanswered.", record, at)


def _contacts_with(case: LetterUnderReview, company: str) -> tuple[list[dt.date], list[dt.date]]:
    """When the seeker wrote to this company, and when it answered, each oldest first."""
    keys = case.profile.company_keys(company)
    there = {c.key for c in case.profile.contacts if c.company and company_key(c.company) in keys}
    there |= {name_key(p.name) for a in case.profile.applications_at(company) for e in a.events for p in e.people}
    if case.reader:
        there.add(case.reader.key)
    sent = [
        t.date for t in case.history.told if t.person in there and t.document in {Document.TOUCH, Document.RUNNERUP}
    ]
    heard: list[dt.date] = []
    for touch in case.profile.touchpoints:
        is_theirs = (touch.company and company_key(touch.company) in keys) or (
            touch.contact and touch.contact.key in there
        )
        if not is_theirs or touch.date.day is None:
            continue
        if touch.direction is Direction.OUT and touch.document not in {None, Document.TOUCH, Document.RUNNERUP}:
            continue  # a brief or thanks to a friend who works there
        (sent if touch.direction is Direction.OUT else heard).append(touch.date.earliest)
        if touch.replied:
            heard.append(touch.date.earliest)
    today = case.today
    return sorted({day for day in sent if day <= today}), sorted({day for day in heard if day <= today})


@letter_rule(
    "STAY-03",
    W,
    "S",
    "only “checking in”, or the rejection again",
    why="2.7",
    remedy="Begin with what is useful to them.",
)
def only_checking_in(case: LetterUnderReview) -> Iterator[Found]:
    # Who works there and had no part in it is told of the no, once.
    own = case.own if getattr(case.context, "tells_no", False) else ""
    for phrase in _CHECKING.found_in(case.said, case.words):
        if f" {phrase} " not in own:
            yield Found(f"“{phrase}” gives the reader nothing.")


_CHECKING = Phrases(
    "checking in", "check in", "following up", "any openings", "anything come up", "anything has come up",
    "turned me down", "rejection", "rejected", "not selected", "did not get the job", "candidate you chose",
)  # fmt: skip


@profile_rule(
    "STAY-04",
    W,
    "a target dropped within thirty days of a no",
    why="S29",
    remedy="Set `status: turned_down`, and stay in touch; or say in `why` what changed.",
)
def dropped_after_a_no(advice: ProfileUnderReview) -> Iterator[Found]:
    for company in advice.profile.target_companies:
        if company.status is not CompanyStatus.DROPPED:
            continue
        for application in advice.profile.applications_at(company.name):
            down = Progress(application, advice.today).turn_down
            if down and down.date and advice.today - down.date <= timedelta(days=30) and application.wanted:
                yield Found(
                    f"{company.name} was dropped soon after its no of {down.date}.", company.name, place(company.at)
                )
                break


_CARD_WORDS = 120
_BREATH_WORDS = 35


@letter_rule(
    "TALK-01",
    W,
    "P",
    "the first line longer than a breath, or the card than a glance",
    why="spoken length",
    remedy="Shorten `summary`.",
)
def longer_than_a_breath(case: LetterUnderReview) -> Iterator[Found]:
    line = next((line for line in case.lines if line.strip() and not line.startswith("#")), "")
    words = len(line.split())
    if words > _BREATH_WORDS:
        yield Found(f"The one-breath line has {words} words; {_BREATH_WORDS} can be said in one breath.")
    if case.letter.words > _CARD_WORDS and getattr(case.context, "short", True):
        yield Found(f"The card has {case.letter.words} words.")


@letter_rule(
    "TALK-02",
    W,
    "P",
    "no question, or a legal suffix in a spoken name",
    why="S13",
    remedy="Give the company a `short_name`.",
)
def not_speakable(case: LetterUnderReview) -> Iterator[Found]:
    if not case.questions:
        yield Found("The card asks nothing.", hint="End with: do you happen to know anyone at any of those?")
    for company in case.profile.target_companies:
        name = company.spoken
        last = name_key(re.sub(r"[.'’]", "", name)).split()[-1:]
        if last and company_words(name)[-1:] != tuple(last) and name in case.letter.text:
            yield Found(f"Nobody says “{name}” aloud.", company.name, place(company.at))


@letter_rule(
    "LAND-01",
    E,
    "L",
    "`announce_after` missing or still to come, or other processes open",
    why="[WAPO] [CLEARED]",
    remedy="Set `search.announce_after`; withdraw from the others first.",
)
def announced_too_early(case: LetterUnderReview) -> Iterator[Found]:
    announce = case.profile.search.announce_after
    if announce is None:
        yield Found(
            "Your profile does not say from when the new post may be told.",
            "search",
            hint="Set `search.announce_after`.",
        )
    elif announce > case.today:
        yield Found(f"The new post may be told from {announce}.", "search", hint="Wait until then.")
    for application in still_open(case.profile, case.today):
        message = f"{application.position} at {application.company} is still open."
        hint = f"Tell them first, then note it: jobnet log {quoted(application.company)} withdrawn"
        yield Found(message, of_application(application), place(application.at), hint=hint)


@letter_rule(
    "LAND-02",
    W,
    "L",
    "an ask, or a helper not thanked in person",
    why="2.9",
    remedy="Thank whoever referred you with a letter of their own.",
)
def landing_asks(case: LetterUnderReview) -> Iterator[Found]:
    for phrase in _ASK.found_in(case.said, case.words):
        yield Found(f"The announcement asks: “{phrase}”.", hint="Leave it out.")
    if case.reader is None or case.reader.kind is ReaderKind.GENERAL:
        givers = dict.fromkeys(referral.giver.name for referral in case.profile.referrals)
        owed = [name for name in givers if not _heard_of_landing(case, name)]
        if owed:
            more = f" and {len(owed) - 3} more" if len(owed) > 3 else ""  # noqa: PLR2004
            yield Found(f"Those who referred you are owed a letter of their own: {', '.join(owed[:3])}{more}.", owed[0])


def _heard_of_landing(case: LetterUnderReview, name: str) -> bool:
    giver = next((r.giver for r in case.profile.referrals if r.giver.name == name), None)
    return giver is not None and case.history.last(giver, Document.LANDED) is not None


@profile_rule(
    "LAND-03",
    W,
    "accepted more than two weeks ago, and helpers not told",
    why="[EOFE]",
    remedy="Tell them: jobnet landed --all",
)
def helpers_not_told(advice: ProfileUnderReview) -> Iterator[Found]:
    landed = accepted(advice.profile.applications, advice.today)
    if landed is None:
        return
    progress = Progress(landed, advice.today)
    since = next((event.date for event in progress.past if event.stage.value == "accepted" and event.date), None)
    announce = advice.profile.search.announce_after
    if since is None or advice.today - since <= timedelta(days=14) or (announce and announce > advice.today):
        return
    told = {each.person for each in advice.history.told if each.document == Document.LANDED}
    helped = {each.person for each in advice.history.told if each.document in {Document.BRIEF, Document.UPDATE}}
    helped |= {referral.giver.key for referral in advice.profile.referrals}
    people = (c for c in advice.profile.contacts if c.updates is not Updates.OFF)
    waiting = [c.name for c in people if c.key in helped - told]
    if waiting:
        some = "One of those who helped does" if len(waiting) == 1 else f"{len(waiting)} of those who helped do"
        yield Found(f"{some} not know yet that you landed.", waiting[0], place(landed.at))
