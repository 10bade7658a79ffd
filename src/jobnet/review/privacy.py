"""Rules about who may learn what: leaks, the current employer, rivals, third persons."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from jobnet.facts.history import news_item
from jobnet.facts.items import Document, Kind
from jobnet.facts.readers import ReaderKind
from jobnet.profile.model import CompanyStatus, NewsSource
from jobnet.profile.names import company_key, company_words, holds_words, is_domain_of, name_key
from jobnet.review.case import Phrases, of_application, place
from jobnet.review.catalogue import ALL, E, Found, H, W, kept_by_making, letter_rule, profile_rule
from jobnet.review.leaks import decoded, leaks, names_company, rivals, third_parties

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jobnet.profile.model import Employer, Profile
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
    employer = _secret_employer(case.profile)
    if employer is None or case.reader is None:
        return
    company = case.contact.company if case.contact else None
    at = place(case.contact.at) if case.contact else None
    if company and any(_is_employer(employer, spelling) for spelling in (company, *_aliases(case.profile, company))):
        yield Found(f"{case.who} works at {company}, your current employer.", case.who, at)
    elif case.reader.email and (
        _is_inside(employer, case.reader.email) or _is_named_in(employer, case.reader.email, case.reader.name)
    ):
        yield Found(f"{case.who} has an address at your current employer, {employer.name}.", case.who, at)


@letter_rule(
    "PRIV-03",
    E,
    "BUP",
    "no discretion sentence in a confidential search; on the card: the employer's name",
    why="(J)",
    remedy="Ask the reader to keep it to themselves; keep the employer's name out of what you say aloud.",
)
def no_word_about_discretion(case: LetterUnderReview) -> Iterator[Found]:
    employer = _secret_employer(case.profile)
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
    "RS",
    "a letter to one company names another target or applied company",
    why="rivalry; the reader feels one of many (J)",
    remedy="Take the other company out of your sentence.",
    final=True,
)
def names_a_rival(case: LetterUnderReview) -> Iterator[Found]:
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
    "the sender's address is at the current employer",
    why="employers may read it [LOFT]",
    remedy="Use a private address.",
)
def writes_from_the_employers_address(advice: ProfileUnderReview) -> Iterator[Found]:
    employer, email = advice.profile.search.current_employer, advice.profile.email
    if employer and email and (_is_inside(employer, email) or _is_named_in(employer, email, advice.profile.name)):
        yield Found(f"{email} is an address at {employer.name}, which may read your mail.", "you")


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
    employer = _secret_employer(advice.profile)
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
    employer = _secret_employer(profile)
    if employer is None:
        return
    for company in profile.target_companies:
        if any(_is_employer(employer, key) for key in (company.name, *company.aliases)):
            yield Found(
                f"{company.name} is your current employer and among your targets.", company.name, place(company.at)
            )
    for application in profile.applications:
        if _is_employer(employer, application.company):
            message = f"{application.company} is your current employer, and the search is confidential."
            yield Found(message, of_application(application), place(application.at))


def _secret_employer(profile: Profile) -> Employer | None:
    return profile.search.current_employer if profile.search.confidential else None


def _is_employer(employer: Employer, company: str) -> bool:
    """The employer by any name, or a house that bears the whole of a name of several words."""
    words = company_words(company)
    return any(
        company_key(name) == company_key(company)
        or (len(company_words(name)) > 1 and holds_words(words, company_words(name)))
        for name in (employer.name, *employer.aliases)
    )


def _aliases(profile: Profile, company: str) -> tuple[str, ...]:
    target = profile.target(company)
    return (target.name, *target.aliases) if target else ()


def _is_inside(employer: Employer, address: str) -> bool:
    domain = _domain(address)
    return any(domain == own or domain.endswith(f".{own}") for own in map(_domain, employer.email_domains) if own)


def _is_named_in(employer: Employer, address: str, reader: str) -> bool:
    """Whether the address says the employer's name, and the reader does not bear it."""
    own = name_key(reader).split()
    names = (name for name in (employer.name, *employer.aliases) if company_key(name) not in own)
    return any(is_domain_of(_domain(address), name) for name in names)


def _domain(address: str) -> str:
    return decoded(address.rpartition("@")[2].strip().strip(".").casefold())
