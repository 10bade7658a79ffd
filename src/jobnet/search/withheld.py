"""What is private and stays out of everything made for others: one filter for every column of every such output."""

from __future__ import annotations

from collections.abc import Iterable

from jobnet.facts.people import people_of
from jobnet.facts.snapshot import level_of
from jobnet.patterns import pattern
from jobnet.profile.model import Application, Disclosure, Profile
from jobnet.profile.names import bare, company_key, company_words, holds_words, name_key
from jobnet.review.leaks.spellings import nicknames_of

_WORD = pattern(r"[^\W_]+")
_SAFE_INSIDE = 7
"""Letters from which a name run together tells itself in an address: `jobs.quorvexmills.example`."""


class Withheld:
    """The companies, people and applications of this profile that nobody may learn of."""

    def __init__(self, profile: Profile) -> None:
        self._profile = profile
        private, told = _parted(profile)
        named = [(company.name, company.disclosure) for company in profile.target_companies]
        shown = {key for name, level in named if level is not Disclosure.PRIVATE for key in profile.company_keys(name)}
        shown |= {key for each in told for key in profile.company_keys(each.company)}
        hidden = [name for name, level in named if level is Disclosure.PRIVATE] + [each.company for each in private]
        self._companies = {key for name in hidden for key in profile.company_keys(name)} - shown
        known = {name_key(person.name) for each in told for person in people_of(each)}
        known |= {name_key(contact.name) for contact in profile.contacts}
        said = {word for key in shown | known for word in key.split()}
        self._companies |= {word for name in hidden for word in nicknames_of(name)} - said
        self._people = {name_key(person.name) for each in private for person in people_of(each)} - known
        self._posts = {(company_key(each.company), name_key(each.position)) for each in private}
        self._single = {word for name in hidden for word in _WORD.findall(bare(name))}

    def has(self, application: Application) -> bool:
        """Whether this application is private, by its own level or its company's."""
        return level_of(self._profile, application) is Disclosure.PRIVATE

    def is_about(self, company: str | None, position: str | None) -> bool:
        """Whether a private application is told of, though its company may be named."""
        return bool(company and position) and (company_key(company or ""), name_key(position or "")) in self._posts

    def is_named_in(self, texts: Iterable[str | None]) -> bool:
        """Whether one of these texts names a company or person who is private."""
        return any(self._names(text) for text in texts if text)

    def _names(self, text: str) -> bool:
        if company_key(text) in self._companies or name_key(text) in self._people:
            return True
        words, joined = company_words(bare(text)), "".join(_WORD.findall(bare(text).lower()))
        for key in self._companies:
            wanted = tuple(key.split())
            # A name of one word counts as it is written: "Next" is a company, and the next one is not.
            is_there = holds_words(words, wanted) and (len(wanted) > 1 or self._is_as_typed(text, key))
            if is_there or (len(wanted) > 1 and len("".join(wanted)) >= _SAFE_INSIDE and "".join(wanted) in joined):
                return True
        people = tuple(name_key(text).split())
        return any(holds_words(people, tuple(key.split())) for key in self._people)

    def _is_as_typed(self, text: str, word: str) -> bool:
        return any(said.lower() == word and said in self._single for said in _WORD.findall(bare(text)))


def _parted(profile: Profile) -> tuple[list[Application], list[Application]]:
    """The private applications, and the others."""
    private: list[Application] = []
    told: list[Application] = []
    for application in profile.applications:
        (private if level_of(profile, application) is Disclosure.PRIVATE else told).append(application)
    return private, told
