"""Rules about who may learn what: leaks, the current employer, rivals, third persons."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from jobnet.facts.employer import (
    employer_likeness,
    employer_reason,
    employer_ties,
    how_to_deny,
    is_current_employer,
    is_held_back,
    is_surely_the_employers,
    looks_like_the_employers,
)
from jobnet.facts.history import news_item
from jobnet.facts.items import Document
from jobnet.facts.people import people_in
from jobnet.facts.readers import EMPLOYERS, ReaderKind
from jobnet.patterns import pattern
from jobnet.profile.emitting import flow
from jobnet.profile.employer import Likeness
from jobnet.profile.model import NOWHERE, CompanyStatus, NewsSource
from jobnet.profile.names import company_words
from jobnet.review.catalogue import E, W
from jobnet.review.finding import Finding, about, place
from jobnet.review.under_review import objecting_to
from jobnet.review.words import Phrases

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jobnet.errors import Place
    from jobnet.profile.model import Contact, Person
    from jobnet.review.under_review import LetterUnderReview, ProfileUnderReview

_UNLISTED = frozenset({CompanyStatus.PAUSED, CompanyStatus.DROPPED})
_SAY_NOTHING = frozenset({"a", "an", "the", "of", "in", "for", "group", "service", "services", "new", "one"})
_DISCRETION = Phrases(
    "between us", "between ourselves", "to yourself", "to yourselves", "confidential", "confidence",
    "confidentially", "discretion", "discreet", "discreetly", "in private", "not forward", "please do not pass",
    "quiet", "quietly", "does not know", "doesn't know", "do not know yet", "not public",
    de=("unter uns", "für dich", "für sich", "vertraulich", "diskret", "diskretion", "nicht weitergeben"),
)  # fmt: skip
_PRIVATE = Phrases(
    "salary", "salaries", "my pay", "pay rise", "pay raise", "day rate", "compensation package", "remuneration",
    "my health", "health reasons", "health problems", "health problem", "health issues", "health condition",
    "medical leave", "sick leave", "illness", "diagnosis", "my disability", "disabled", "burnout", "depression",
    "my family", "family reasons", "family plans", "pregnant", "pregnancy", "maternity", "paternity leave",
    "divorce", "my wife", "my husband", "my children", "my kids", "married", "single mother", "single father",
    "visa", "work permit", "green card", "immigration", "religion", "religious", "my faith", "my church",
    "years old", "my age", "social security number", "passport number", "national insurance number",
    de=("gehalt", "gehaltsvorstellung", "mein lohn", "krankgeschrieben", "meine krankheit", "schwerbehinderung",
        "burnout", "schwanger", "schwangerschaft", "elternzeit", "scheidung", "mein mann", "meine frau", "meine kinder",
        "alleinerziehend", "verheiratet", "aufenthaltstitel", "arbeitserlaubnis", "jahre alt", "mein alter"),
)  # fmt: skip
_UNOPENABLE = pattern(
    r"^file:|//(?:localhost|127\.|192\.168\.|10\.)|[?&](?:token|expires?|x-amz-[a-z-]+|sig|signature)=|//(?:we\.tl|wetransfer)"
    r"|linkedin\.com/in/(?:me|edit)\b|linkedin\.com/(?:feed|mynetwork)|my\.sharepoint\.com|/edit\?usp=|^[A-Z]:\\|^/",
    re.IGNORECASE,
)


def what_the_reader_may_not_learn(letter: LetterUnderReview) -> Iterator[Finding]:
    for name, form in letter.scan.leaks:
        message = f"{_may_not(letter)} of {name.what.value} “{name.typed}” ({name.record}), but it stands in {form}."
        yield Finding(message, name.record, place(name.at))


def what_may_be_read_as_a_hidden_company(letter: LetterUnderReview) -> Iterator[Finding]:
    for name, form in () if letter.scan.leaks else letter.scan.nicknames():  # else more than a word of it is there
        what = f"“{name.as_typed}” in {form} may be read as it"
        yield Finding(f"{_may_not(letter)} of {name.typed} ({name.record}), and {what}.", name.record, place(name.at))


def _may_not(letter: LetterUnderReview) -> str:
    return f"{letter.who} may not learn" if letter.reader.name else "Not everybody may learn"


def reader_at_the_current_employer(letter: LetterUnderReview) -> Iterator[Finding]:
    profile, at = letter.profile, place(letter.contact.at) if letter.contact else None
    if ties := employer_ties(letter.search.snapshot, letter.reader):
        reason, hint = employer_reason(letter.search.snapshot, letter.reader), how_to_deny(profile, ties)
        message = f"{letter.who} {reason}: nobody there may learn of a confidential search."
        yield Finding(message, letter.who, at, hint=hint)
    elif profile.search.confidential and _is_to_a_company(letter):
        for application in letter.applications:
            if is_current_employer(profile, application.company):
                yield Finding(f"The letter goes to {application.company}, your current employer.", letter.who, at)


def _is_to_a_company(letter: LetterUnderReview) -> bool:
    """Whether it is about an application; the thanks for a name are not."""
    is_thanks_for_a_talk = letter.document is Document.THANKS and getattr(letter.context, "application", None)
    return bool(is_thanks_for_a_talk) or letter.document in {Document.RUNNERUP, Document.TOUCH}


def no_word_about_discretion(letter: LetterUnderReview) -> Iterator[Finding]:
    search = letter.profile.search
    if letter.document is Document.PITCH:
        employer = search.current_employer if search.confidential else None
        is_said = letter.profile.employer and letter.profile.employer.first_word_in(letter.letter.text)
        if employer and (is_said or any(letter.scan.hits(letter.search.names.employer, lambda _: True))):
            yield Finding(f"The card names your current employer, {employer.name}.")
        return
    language = letter.letter.language.partition("-")[0]
    is_judged = search.confidential and not letter.letter.built_in and language in _DISCRETION.phrases
    if is_judged and not _DISCRETION.found_in(letter.said, language):
        yield Finding("Your search is confidential and the letter does not ask for discretion.")


def wide_letter_in_a_confidential_search(letter: LetterUnderReview) -> Iterator[Finding]:
    general = letter.reader.kind is ReaderKind.GENERAL
    if letter.profile.search.confidential and general and letter.document is Document.UPDATE:
        yield Finding("Your search is confidential, and a general update is soon forwarded.")


def names_a_rival(letter: LetterUnderReview) -> Iterator[Finding]:
    if not _is_to_a_company(letter):
        return
    names = letter.search.names
    own = set(letter.scan.knowledge.companies) | {names.id_of(each.company) for each in letter.applications}
    own |= {names.id_of(item.company) for item in letter.context.items if item.company}
    for name, form in letter.scan.hits(names.companies, lambda name: name.subject not in own):
        message = f"A letter to {letter.who} must not name {name.typed}, another company of your search"
        yield Finding(f"{message}; it stands in {form}.", name.record, place(name.at))


def names_other_processes_to_an_insider(letter: LetterUnderReview) -> Iterator[Finding]:
    if letter.reader.kind not in {ReaderKind.INSIDER, *EMPLOYERS}:
        return
    names, own = letter.search.names, letter.scan.knowledge.companies
    for name, _ in letter.scan.hits(names.companies, lambda name: name.subject in names.live - own):
        yield Finding(f"{letter.who} works where you applied, and reads of {name.typed} too.", name.record)


def names_somebody_without_leave(letter: LetterUnderReview) -> Iterator[Finding]:
    scan = letter.scan
    # A name is written out in the text if it is anywhere: the other forms are not searched for manners' sake.
    forms = (scan.text, scan.files)
    for name, _ in scan.hits(letter.search.names.people, lambda name: name.subject not in scan.knowledge.people, forms):
        message = f"{name.typed} is named, and has not said that their name may be used."
        yield Finding(message, name.record, place(name.at))


def passes_on_what_was_said_in_confidence(letter: LetterUnderReview) -> Iterator[Finding]:
    told = {item.id for item in letter.context.items}
    for news in letter.profile.news:
        if news.source is not NewsSource.PUBLIC and news_item(news).id in told:
            source = "an interview" if news.source is NewsSource.INTERVIEW else "a contact"
            yield about(news, f"You have “{news.headline}” from {source}.")


def link_others_cannot_open(search: ProfileUnderReview) -> Iterator[Finding]:
    profile = search.profile
    resume = profile.resume.url if profile.resume else None
    for what, link in (("résumé", resume), ("LinkedIn", profile.linkedin), *profile.links.items()):
        if link and _UNOPENABLE.search(link):
            yield Finding(f"The {what} link {link} may not open for others.", "you")


def something_of_ones_own_is_at_the_employer(search: ProfileUnderReview) -> Iterator[Finding]:
    profile, employer = search.profile, search.profile.search.current_employer
    links = (profile.resume.url if profile.resume else None, *profile.links.values())
    for each in looks_like_the_employers(profile, (*filter(None, (profile.email, *links)), *search.mail)):
        where = "config.yaml" if each in search.mail else "you"
        yield Finding(f"{each} looks as if it were at {employer.name if employer else ''}, which may read it.", where)


def employer_is_a_target(letter: LetterUnderReview) -> Iterator[Finding]:
    profile = letter.profile
    if not profile.search.confidential or profile.employer is None:
        return
    for company in profile.target_companies:
        names = (company.name, *company.aliases)
        if any(is_current_employer(profile, name) for name in names):
            yield about(company, f"{company.name} is your current employer and among your targets.")
        elif any(is_held_back(profile, name) for name in names):
            message = f"{company.name} looks like your employer: letters are silent about it until you say."
            yield about(company, message, severity=W)
    for application in profile.applications:
        if is_current_employer(profile, application.company):
            message = f"{application.company} is your current employer, and the search is confidential."
            yield about(application, message)


def references_before_an_offer(search: ProfileUnderReview) -> Iterator[Finding]:
    employer, is_open = search.profile.search.current_employer, any(each.is_open for each in search.snapshot.progress)
    if employer and search.profile.search.confidential and is_open:
        yield Finding(f"Ask employers not to contact {employer.name} before an offer.", employer.name)


def label_can_be_guessed(search: ProfileUnderReview) -> Iterator[Finding]:
    profile = search.profile
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
        message = f"“{label.text}” can be guessed to be {target.name}, which the same readers see among your targets."
        yield about(application, message, severity=W if tells else None)


def looks_like_the_employer(search: ProfileUnderReview) -> Iterator[Finding]:
    profile, employer = search.profile, search.profile.search.current_employer
    if profile.search.confidential and employer is None:
        message = "Your search is confidential and names no employer, so nobody can be held back."
        yield Finding(message, "you", hint="Say under `search:` who it is: `current_employer: …`.")
    if employer is None or not profile.search.confidential:
        return
    held: dict[str, list[tuple[str, Place]]] = {}
    companies = [(name, each.at) for each in profile.target_companies for name in (each.name, *each.aliases)]
    for company, at in (*companies, *((each.company, each.at) for each in profile.applications)):
        if employer_likeness(profile, company) is Likeness.NEAR:
            held.setdefault(company, []).append((company, at))
    met = (each for each in people_in(profile.applications).values() if each.contact is None)
    everybody: tuple[Contact | Person, ...] = (*profile.contacts, *met)
    for person in everybody:
        at = getattr(person, "at", NOWHERE)
        for tie in employer_ties(search.snapshot, person):
            if tie.is_personal or (not tie.is_sure and is_surely_the_employers(profile, tie.name)):
                reason = f"{person.name} {tie.says}: they may belong to your employer, {employer.name}"
                message = f"{reason}, and nothing is written to them until you say."
                yield Finding(message, person.name, place(at), hint=how_to_deny(profile, (tie,)))
            elif not tie.is_sure:
                held.setdefault(tie.name, []).append((person.name, at))
    for name, people in held.items():
        first, at = people[0]
        who = first + (f" and {len(people) - 1} more" if len(people) > 1 else "")
        message = f"“{name}” ({who}) looks like your employer, {employer.name}: nothing is written there until you say."
        yes = "email_domains" if "." in name and " " not in name else "aliases"
        no = f"write under `search:` the line `not_employer: {flow((*profile.search.not_employer, name))}`."
        hint = f"If it is, add it to `{yes}` of `current_employer`; if not, {no}"
        yield Finding(message, first, place(at), hint=hint)


ON_LETTERS = {
    "PRIV-01": what_the_reader_may_not_learn,
    "PRIV-02": reader_at_the_current_employer,
    "PRIV-03": no_word_about_discretion,
    "PRIV-04": wide_letter_in_a_confidential_search,
    "PRIV-05": names_a_rival,
    "PRIV-06": names_other_processes_to_an_insider,
    "PRIV-07": names_somebody_without_leave,
    "PRIV-09": objecting_to(_PRIVATE, "“{}” is a private matter that a letter should leave out.", template=E),
    "PRIV-10": passes_on_what_was_said_in_confidence,
    "PRIV-13": employer_is_a_target,
    "PRIV-17": what_may_be_read_as_a_hidden_company,
}
ON_PROFILES = {
    "PRIV-11": link_others_cannot_open,
    "PRIV-12": something_of_ones_own_is_at_the_employer,
    "PRIV-14": references_before_an_offer,
    "PRIV-15": label_can_be_guessed,
    "PRIV-16": looks_like_the_employer,
}
