"""Rules about who may learn what: leaks, the current employer, rivals, third persons."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from jobnet.facts.employer import (
    employer_reason,
    employer_ties,
    how_to_deny,
    is_current_employer,
    looks_like_the_employers,
)
from jobnet.facts.history import news_item
from jobnet.facts.items import Document, Kind
from jobnet.facts.people import people_in
from jobnet.facts.readers import ReaderKind
from jobnet.profile.emitting import flow
from jobnet.profile.model import CompanyStatus, Contact, NewsSource
from jobnet.profile.names import company_words
from jobnet.review.case import Phrases, of_application, place
from jobnet.review.catalogue import ALL, E, Found, H, W, kept_by_making, letter_rule, profile_rule
from jobnet.review.leaks import leaks, names_company, rivals, third_parties

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jobnet.profile.model import Person, Profile
    from jobnet.review.case import LetterUnderReview, ProfileUnderReview


def is_confidential(case: LetterUnderReview) -> bool:
    """Whether nobody at the current employer may hear of the search."""
    return case.profile.search.confidential


@letter_rule(
    "PRIV-01",
    E,
    ALL,
    "the finished letter names something above the reader's trust",
    why="one leak ends a confidential search; the output is searched, not the data",
    remedy="Raise the reader's `trust`, lower the record's `disclosure`, or take it out of your own sentences.",
    final=True,
)
def says_what_the_reader_may_not_learn(case: LetterUnderReview) -> Iterator[Found]:
    for leak in leaks(case):
        name = leak.name
        what = name.what.value
        may_not = f"{case.who} may not learn" if case.reader and case.reader.name else "Not everybody may learn"
        yield Found(
            f"{may_not} of {what} “{name.typed}” ({name.record}), but it stands in {leak.form}.",
            name.record,
            place(name.at),
        )


@letter_rule(
    "PRIV-02",
    E,
    ALL,
    "the reader belongs to the current employer of a confidential search",
    why="[HAMILTON] [UNC]",
    remedy="Write to nobody there; if the search is no secret, say `search: {confidential: no}`.",
    final=True,
)
def reader_is_at_the_current_employer(case: LetterUnderReview) -> Iterator[Found]:
    at = place(case.contact.at) if case.contact else None
    if case.reader is not None and (ties := employer_ties(case.profile, case.reader)):
        reason = employer_reason(case.profile, case.reader)
        hint = how_to_deny(case.profile, ties)
        yield Found(f"{case.who} {reason}: nobody there may learn of a confidential search.", case.who, at, hint=hint)
    elif case.profile.search.confidential and case.document in _TO_A_COMPANY:
        for application in case.applications:
            if is_current_employer(case.profile, application.company):
                yield Found(f"The letter goes to {application.company}, your current employer.", case.who, at)


_TO_A_COMPANY = frozenset({Document.RUNNERUP, Document.TOUCH})


@letter_rule(
    "PRIV-03",
    E,
    "BUP",
    "no discretion sentence in a confidential search; on the card: the employer's name",
    why="(J)",
    remedy="Ask the reader to keep it to themselves; keep the employer's name out of what you say aloud.",
)
def no_word_about_discretion(case: LetterUnderReview) -> Iterator[Found]:
    employer = case.profile.search.current_employer if case.profile.search.confidential else None
    if case.document is Document.PITCH:
        if employer and names_company(case, (employer.name, *employer.aliases)):
            yield Found(f"The card names your current employer, {employer.name}.")
    elif case.profile.search.confidential and not _DISCRETION.found_in(case.said, case.words):
        yield Found("Your search is confidential and the letter does not ask for discretion.")


_DISCRETION = Phrases(
    "between us", "between ourselves", "to yourself", "to yourselves", "confidential", "confidence",
    "confidentially", "discretion", "discreet", "discreetly", "in private", "not forward", "please do not pass",
    "quiet", "quietly", "does not know", "do not know yet", "not public",
)  # fmt: skip


@letter_rule(
    "PRIV-04",
    W,
    "UL",
    "a confidential search and a letter for more than one reader",
    why="forwards happen [HERALDNET]",
    remedy="Write to people one by one with --to, or call them.",
)
def wide_letter_in_a_confidential_search(case: LetterUnderReview) -> Iterator[Found]:
    general = case.reader is None or case.reader.kind is ReaderKind.GENERAL
    if case.profile.search.confidential and general and case.document is Document.UPDATE:
        yield Found("Your search is confidential, and a general update is soon forwarded.")


@letter_rule(
    "PRIV-05",
    E,
    "RSK",
    "a letter to one company names another target or applied company",
    why="rivalry; the reader feels one of many (J)",
    remedy="Take the other company out of your sentence.",
    final=True,
)
def names_a_rival(case: LetterUnderReview) -> Iterator[Found]:
    if case.document is Document.THANKS and getattr(case.context, "application", None) is None:
        return  # thanks for a name are no letter to a company
    for leak in rivals(case):
        yield Found(
            f"A letter to {case.who} must not name {leak.name.typed}, another company of your search; "
            f"it stands in {leak.form}.",
            leak.name.record,
            place(leak.name.at),
        )


_INSIDERS = frozenset(
    {ReaderKind.INSIDER, ReaderKind.HIRING_MANAGER, ReaderKind.INTERVIEWER, ReaderKind.RECRUITER_INHOUSE}
)


def is_insider(case: LetterUnderReview) -> bool:
    """Whether the reader works where the seeker would."""
    return case.reader is not None and case.reader.kind in _INSIDERS


@letter_rule(
    "PRIV-06",
    W,
    "U",
    "the reader works at a target company and the text names other live processes",
    why="(J)",
    remedy="Keep the others general for this reader.",
)
def names_other_processes_to_an_insider(case: LetterUnderReview) -> Iterator[Found]:
    for leak in rivals(case, live_only=True) if is_insider(case) else ():
        yield Found(f"{case.who} works where you applied, and reads of {leak.name.typed} too.", leak.name.record)


@letter_rule(
    "PRIV-07",
    E,
    "ULK",
    "a third person is named without `name_use_ok`",
    why="[NONOS] [USD-NAME]",
    remedy="Ask them, then set `name_use_ok: yes`; or leave the name out of your sentence.",
)
def names_somebody_without_leave(case: LetterUnderReview) -> Iterator[Found]:
    for leak in third_parties(case):
        yield Found(
            f"{leak.name.typed} is named, and has not said that their name may be used.",
            leak.name.record,
            place(leak.name.at),
        )


kept_by_making(
    "PRIV-08",
    W,
    "UL",
    "more than one address in To or Cc",
    room=__name__,
    why="[CUNI] [BCC-ICO]",
    remedy="Every letter is a message of its own to one address.",
)


_PRIVATE = Phrases(
    "salary", "salaries", "my pay", "pay rise", "pay raise", "day rate", "compensation package", "remuneration",
    "my health", "health reasons", "health problems", "health problem", "health issues", "health condition",
    "medical leave", "sick leave", "illness", "diagnosis", "my disability", "disabled", "burnout", "depression",
    "my family", "family reasons", "family plans", "pregnant", "pregnancy", "maternity", "paternity leave",
    "divorce", "my wife", "my husband", "my children", "my kids", "married", "single mother", "single father",
    "visa", "work permit", "green card", "immigration", "religion", "religious", "my faith", "my church",
    "years old", "my age", "social security number", "passport number", "national insurance number",
)  # fmt: skip


@letter_rule(
    "PRIV-09",
    W,
    ALL,
    "words about pay, health, family, visa, religion or age",
    why="bias and privacy (J)",
    remedy="Leave it out; it helps nobody to help you.",
)
def speaks_of_private_matters(case: LetterUnderReview) -> Iterator[Found]:
    yield from case.tone(_PRIVATE, "like a private matter that a letter should leave out")


@letter_rule(
    "PRIV-10",
    W,
    "TS",
    "news learnt in an interview or from a contact goes to somebody else",
    why="trust (J)",
    remedy="Ask whoever told you, or set `source: public` if it is public by now.",
)
def passes_on_what_was_said_in_confidence(case: LetterUnderReview) -> Iterator[Found]:
    told = {item.id for item in case.context.items if item.kind is Kind.NEWS}
    for news in case.profile.news:
        is_told = news_item(news).id in told
        if is_told and news.source is not NewsSource.PUBLIC:
            source = "an interview" if news.source is NewsSource.INTERVIEW else "a contact"
            yield Found(f"You have “{news.headline}” from {source}.", news.headline, place(news.at))


@profile_rule(
    "PRIV-11",
    W,
    "a résumé or LinkedIn link that readers cannot open, or that expires",
    why="the reader cannot open it; it may show the name of your machine",
    remedy="Give a public, lasting link.",
)
def link_others_cannot_open(advice: ProfileUnderReview) -> Iterator[Found]:
    profile = advice.profile
    resume = profile.resume.url if profile.resume else None
    for what, link in (("résumé", resume), ("LinkedIn", profile.linkedin), *profile.links.items()):
        if link and re.search(_UNOPENABLE, link, re.IGNORECASE):
            yield Found(f"The {what} link {link} may not open for others.", "you")


_UNOPENABLE = (
    r"^file:|//(?:localhost|127\.|192\.168\.|10\.)|[?&](?:token|expires?|x-amz-[a-z-]+|sig|signature)=|//(?:we\.tl|wetransfer)"
    r"|linkedin\.com/in/(?:me|edit)\b|linkedin\.com/(?:feed|mynetwork)|my\.sharepoint\.com|/edit\?usp=|^[A-Z]:\\|^/"
)


@profile_rule(
    "PRIV-12",
    W,
    "an address, link or server of the seeker's is at the current employer",
    why="employers may read it [LOFT]",
    remedy="Use a private one.",
)
def writes_from_the_employers_address(advice: ProfileUnderReview) -> Iterator[Found]:
    profile, named = advice.profile, advice.profile.search.current_employer
    links = (profile.resume.url if profile.resume else None, *profile.links.values())
    own = (*filter(None, (profile.email, *links)), *advice.mail)
    for each in looks_like_the_employers(profile, own) if named else ():
        where = "config.yaml" if each in advice.mail else "you"
        yield Found(f"{each} looks as if it were at {named.name if named else ''}, which may read it.", where)


@letter_rule(
    "PRIV-13",
    E,
    ALL,
    "the current employer is listed as target or application in a confidential search",
    why="(J)",
    remedy="Take it out of `target_companies` and `applications`, or say `search: {confidential: no}`.",
)
def employer_is_a_target(case: LetterUnderReview) -> Iterator[Found]:
    yield from _employer_listed(case.profile)


@profile_rule(
    "PRIV-14",
    H,
    "references in a confidential search",
    why="ask employers not to contact before an offer [SHRM]",
    remedy="Say so when you apply.",
)
def references_before_an_offer(advice: ProfileUnderReview) -> Iterator[Found]:
    employer = advice.profile.search.current_employer if advice.profile.search.confidential else None
    if employer and any(progress.is_open for progress in advice.progress):
        yield Found(f"Ask employers not to contact {employer.name} before an offer.", employer.name)


@profile_rule(
    "PRIV-15",
    H,
    "the company behind a label stands by name among the targets that the same readers see",
    why="two facts side by side (J)",
    remedy="Give the target the application's `disclosure`, or write a wider label, or none.",
)
def label_can_be_guessed(advice: ProfileUnderReview) -> Iterator[Found]:
    profile = advice.profile
    for application in profile.applications:
        label, target = application.public_label, profile.target(application.company)
        if label is None or target is None or target.status in _UNLISTED:
            continue
        level = max(application.disclosure, target.disclosure)
        if max(label.disclosure, target.disclosure) >= level:
            continue  # whoever sees the name among the targets sees no label
        others = [each for each in profile.target_companies if each is not target and each.disclosure < level]
        told = set(company_words(label.text)) & set(company_words(target.name)) - _SAY_NOTHING
        tells = told - {word for each in others for word in company_words(each.name)}
        yield Found(
            f"“{label.text}” can be guessed to be {target.name}, which the same readers see among your targets.",
            of_application(application),
            place(application.at),
            severity=W if tells else None,
        )


_UNLISTED = frozenset({CompanyStatus.PAUSED, CompanyStatus.DROPPED})
_SAY_NOTHING = frozenset({"a", "an", "the", "of", "in", "for", "group", "service", "services", "new", "one"})


def _employer_listed(profile: Profile) -> Iterator[Found]:
    if not profile.search.confidential:
        return
    for company in profile.target_companies:
        if any(is_current_employer(profile, name) for name in (company.name, *company.aliases)):
            yield Found(
                f"{company.name} is your current employer and among your targets.", company.name, place(company.at)
            )
    for application in profile.applications:
        if is_current_employer(profile, application.company):
            message = f"{application.company} is your current employer, and the search is confidential."
            yield Found(message, of_application(application), place(application.at))


@profile_rule(
    "PRIV-16",
    W,
    "a name or domain that looks like the current employer's",
    why="one spelling too few in the profile must not find the seeker out",
    remedy="Say once whether it is: in `aliases` or `email_domains` of the employer, or in `not_employer`.",
)
def looks_like_the_employer(advice: ProfileUnderReview) -> Iterator[Found]:
    profile, named = advice.profile, advice.profile.search.current_employer
    if named is None or not profile.search.confidential:
        return
    readers: list[Contact | Person] = [*profile.contacts]
    readers += [each for each in people_in(profile.applications).values() if each.contact is None]
    held: dict[str, list[Contact | Person]] = {}
    for reader in readers:
        for tie in employer_ties(profile, reader):
            if not tie.is_sure:
                held.setdefault(tie.name, []).append(reader)
    for name, people in held.items():
        who = people[0].name + (f" and {len(people) - 1} more" if len(people) > 1 else "")
        is_domain = "." in name and " " not in name
        yes = f"`{'email_domains' if is_domain else 'aliases'}` of `current_employer`"
        denied = flow((*profile.search.not_employer, name))
        yield Found(
            f"“{name}” ({who}) looks like your employer, {named.name}: nothing is written there until you say.",
            people[0].name,
            place(people[0].at) if isinstance(people[0], Contact) else None,
            hint=f"If it is, add it to {yes}; if not, write under `search:` the line `not_employer: {denied}`.",
        )
