"""Whatever the search looks like: no letter says what its reader may not learn, and the scan stops no honest letter."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from hypothesis import HealthCheck, given, settings

from jobnet.facts.items import Document
from jobnet.facts.people import mentions, person_key
from jobnet.profile.model import Disclosure
from jobnet.profile.names import company_key, fold
from tests.review.letters import every_letter, found
from tests.strategies import NOTE, profiles

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jobnet.facts.readers import Reader
    from jobnet.profile.model import Application, Profile
    from jobnet.rendering.letter import Letter

EXAMPLES = 1000 if os.environ.get("CI") else 60
FEWER = 200 if os.environ.get("CI") else 40


@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
@given(profile=profiles())
def test_nothing_above_the_readers_trust_is_in_any_form_of_any_letter(profile: Profile) -> None:
    for context, letter in every_letter(profile):
        about = getattr(context, "application", None)
        forbidden = set(secrets(profile, context.reader, about))
        said = everything_in(letter)
        assert {secret for secret in forbidden if fold(secret) in said} == set(), letter.text
        assert fold(NOTE) not in said


@settings(max_examples=FEWER, deadline=None, suppress_health_check=list(HealthCheck))
@given(profile=profiles(confidential=False))
def test_ordinary_letters_of_an_open_search_are_never_refused_for_what_they_say(profile: Profile) -> None:
    refused = {"PRIV-01", "PRIV-02", "PRIV-05", "PRIV-07", "GEN-01", "GEN-03", "NAME-01", "NAME-02", "FMT-01", "FMT-05"}
    for context, letter in every_letter(profile):
        errors = [problem for problem in found(context, letter) if problem.rule in refused]
        assert errors == [], letter.text


def everything_in(letter: Letter) -> str:
    """Every form of a letter in one folded text."""
    files = " ".join(path.name for path in letter.attachments)
    return fold(f"{letter.subject}\n{letter.text}\n{letter.markdown}\n{letter.html}\n{files}")


def secrets(profile: Profile, reader: Reader, about: Application | None) -> Iterator[str]:
    """What this reader may not learn, by marks that occur in nothing else. Worked out from levels alone."""
    ceiling = reader.ceiling
    theirs = {id(each) for each in profile.applications if takes_part(profile, each, reader, about)}
    known = {
        company_key(each.company)
        for each in profile.applications
        if id(each) in theirs or level(profile, each) <= ceiling
    }
    known |= {company_key(company.name) for company in profile.target_companies if company.disclosure <= ceiling}
    contact = reader.contact
    if contact is not None:
        known |= {company_key(contact.company)} if contact.company else set()
        known |= {company_key(each.company) for each in profile.referrals if each.giver == contact and each.company}
    names = [company.name for company in profile.target_companies] + [each.company for each in profile.applications]
    yield from (mark_of(name) for name in names if company_key(name) not in known)
    open_people = {person.name for each in profile.applications if id(each) in theirs or level(profile, each) <= ceiling
                   for _, person in mentions(each)}  # fmt: skip
    titles = {title.title for title in profile.target_titles}
    for each in profile.applications:
        if id(each) in theirs or level(profile, each) <= ceiling:
            continue
        yield from (person.name for _, person in mentions(each) if person.name not in open_people)
        if each.position not in titles:
            yield each.position
        if each.requisition_id:
            yield each.requisition_id
    for news in profile.news:
        mine = news.reader is None or (contact is not None and news.reader == contact)
        if news.disclosure > ceiling or news.disclosure is Disclosure.PRIVATE or not mine:
            yield news.headline.rstrip(".")


def level(profile: Profile, application: Application) -> Disclosure:
    """An application is as secret as its company."""
    targets = (each for each in profile.target_companies if company_key(each.name) == company_key(application.company))
    return max([application.disclosure, *(each.disclosure for each in targets)])


def takes_part(profile: Profile, application: Application, reader: Reader, about: Application | None) -> bool:
    contact = reader.contact
    if about is not None and company_key(about.company) == company_key(application.company):
        return True
    if contact is not None:
        if contact.company and company_key(contact.company) == company_key(application.company):
            return True
        if contact in (application.referral_from, application.agency):
            return True
        if any(
            each.giver == contact and each.company and company_key(each.company) == company_key(application.company)
            for each in profile.referrals
        ):
            return True
    return any(person_key(person) == reader.key for _, person in mentions(application))


def mark_of(company: str) -> str:
    """The longest word of a company's name: none of them is part of anything else."""
    return max(company.replace("'", " ").replace("-", " ").split(), key=len)


def test_the_oracle_sees_a_planted_secret() -> None:
    """A guard that was never seen to fail is no guard."""
    from jobnet.facts.history import History
    from tests.builders import a_company, a_contact, a_profile
    from tests.review.letters import a_context, a_letter

    profile = a_profile(target_companies=(a_company("Quorvex Mills", disclosure=Disclosure.TRUSTED),))
    context = a_context(Document.BRIEF, profile, a_contact())
    letter = a_letter(context, "Dear Ted,\n\nDo you know anyone at Quorvex Mills?\n\nNia Pargeter")
    assert [secret for secret in secrets(profile, context.reader, None) if fold(secret) in everything_in(letter)] == [
        "Quorvex"
    ]
    assert [problem.rule for problem in found(context, letter, history=History())][:1] == ["PRIV-01"]
