"""The names of a profile under every spelling, and how secret each is."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from jobnet.facts.employer import is_held_back
from jobnet.facts.people import mentions, person_key
from jobnet.profile.addresses import domain_of, readable, typed_domain
from jobnet.profile.employer import MAIL_HOSTS
from jobnet.profile.model import NOWHERE, Disclosure
from jobnet.profile.names import company_key, company_words, holds_words, name_key
from jobnet.review.finding import of_application
from jobnet.review.leaks.name import (
    Index,
    Name,
    What,
    name_of,
    names_of_advert,
    names_of_company,
    names_of_person,
    typed_names,
    words_of,
)
from jobnet.review.leaks.searchable import Searchable
from jobnet.review.leaks.spellings import nicknames_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from jobnet.errors import Place
    from jobnet.facts.snapshot import Snapshot
    from jobnet.profile.model import Application, Company, Contact, Person, Profile

_SENTENCE_LEAST = 4


class Names:
    """Everything in a search that has a name, and who may learn it. Made once for all letters of a run."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.profile: Profile = snapshot.profile
        self._snapshot = snapshot
        self._above: dict[int, Index] = {}
        self._nicknames: dict[int, Index] = {}

    def above(self, ceiling: int) -> Index:
        """Everything that readers of this ceiling may not learn."""
        if ceiling not in self._above:
            self._above[ceiling] = Index(self._names_above(ceiling))
        return self._above[ceiling]

    def nicknames_above(self, ceiling: int) -> Index:
        """The first words and initials of companies that readers of this ceiling may not learn of."""
        if ceiling not in self._nicknames:
            self._nicknames[ceiling] = Index(self._nicknames_of(self._hidden(ceiling)))
        return self._nicknames[ceiling]

    def stand_in(self, text: str, *indexes: Index, knows: Callable[[Name], bool] = lambda _: False) -> bool:
        """Whether what was said to the seeker names one of these, or whom a confidential search is kept from."""
        form, employer = Searchable("", text), self.profile.employer if self.profile.search.confidential else None
        if employer and (employer.first_word_in(text) or form.holds(self.employer)):
            return True
        there = (name for index in indexes for name in form.names_of(index) if not (name.beside or knows(name)))
        return any(map(form.spans_of, there))  # a position that counts beside its company is found by that

    @cached_property
    def employer(self) -> Index:
        """The current employer with its domains, and the companies that look like it."""
        profile, own = self.profile, self.profile.employer
        typed = [*own.names, *own.domains] if own else []
        companies = [name for each in profile.target_companies for name in typed_names(each)]
        companies += [each.company for each in profile.applications]
        typed += [each for each in companies if is_held_back(profile, each)]
        return Index(name for each in typed for name in names_of_company(each, company_key(each), "", NOWHERE))

    def _nicknames_of(self, hidden: set[str]) -> Iterator[Name]:
        profile = self.profile
        # A word of a place, of somebody's name, or of a company that may be named is no company's short name.
        typed = [*(each.name for each in self.everybody), *(each.location for each in profile.target_companies)]
        typed += [application.location for application in profile.applications]
        others = (words for company, words in self.company_spellings if company not in hidden)
        said = {word for words in (*others, *self.own, *(words_of(each) for each in typed if each)) for word in words}
        called = [(each.company, of_application(each), each.at) for each in profile.applications]
        for company in profile.target_companies:
            called += [(name, company.name, company.at) for name in (company.name, *company.aliases)]
        for name, record, at in called:
            for word, as_typed in nicknames_of(name).items() if self.id_of(name) in hidden else ():
                for form in (word, f"{word}s") if word not in said else ():  # as the genitive of many languages
                    yield Name((form,), name, What.COMPANY, self.id_of(name), record, at, as_typed)

    @cached_property
    def everybody(self) -> tuple[Contact | Person, ...]:
        """Contacts and people met."""
        return (*self.profile.contacts, *(p for each in self.profile.applications for _, p in mentions(each)))

    @cached_property
    def companies(self) -> Index:
        """Every target and applied company."""
        targets = (name for company in self.profile.target_companies for name in self._of_company(company))
        return Index((*targets, *(name for each in self.profile.applications for name in self._of_employer(each))))

    @cached_property
    def people(self) -> Index:
        """Everybody who has not said that their name may be used."""
        known = {name_key(each.name) for each in self.everybody if each.name_use_ok}
        known |= {name_key(each.to) for each in self.profile.referrals if each.to and each.name_use_ok}
        names: list[Name] = []
        for each in reversed(self.everybody):  # of two records of one name the first counts
            if name_key(each.name) not in known and not each.name.startswith("The "):
                names += names_of_person(each, each.name, getattr(each, "at", NOWHERE))
        return Index(names)

    # How secret things are

    def level(self, application: Application) -> Disclosure:
        """Who may know of an application: nobody below its company, nobody from a post won to its announcement."""
        announced, target = self.profile.search.announce_after, self.profile.target(application.company)
        is_announced = announced is not None and announced <= self._snapshot.today
        if self._snapshot.progress_of(application).is_accepted and not is_announced:
            return Disclosure.PRIVATE
        return max(application.disclosure, target.disclosure) if target else application.disclosure

    @cached_property
    def _levels(self) -> list[tuple[Application, Disclosure]]:
        return [(each, self.level(each)) for each in self.profile.applications]

    @cached_property
    def won(self) -> tuple[Application, ...]:
        """The applications that were accepted."""
        return tuple(each.application for each in self._snapshot.progress if each.is_accepted)

    def shown(self, ceiling: int) -> list[Application]:
        """The applications that readers of this ceiling may know of."""
        return [each for each, level in self._levels if level <= ceiling]

    @cached_property
    def company_levels(self) -> Mapping[str, Disclosure]:
        """The lowest level at which each company may be known, in any role."""
        roles = [(company.name, company.disclosure) for company in self.profile.target_companies]
        roles += [(each.company, level) for each, level in self._levels]
        levels: dict[str, Disclosure] = {}
        for name, level in roles:
            key = self.id_of(name)
            levels[key] = min(levels.get(key, Disclosure.PRIVATE), level)
        return levels

    def _hidden(self, ceiling: int) -> set[str]:
        """The companies that readers of this ceiling may not know in any role."""
        return {key for key, lowest in self.company_levels.items() if lowest > ceiling}

    @cached_property
    def live(self) -> frozenset[str]:
        """The companies where something is open."""
        return frozenset(self.id_of(each.application.company) for each in self._snapshot.progress if each.is_open)

    def id_of(self, company: str) -> str:
        """One identity for a company under all its names."""
        target = self.profile.target(company)
        return company_key(target.name if target else company)

    def taken_part_in(self, who: set[str]) -> Iterator[Application]:
        """The applications in which somebody of this `person_key` has a part."""
        for application in self.profile.applications:
            helpers = filter(None, (application.agency, application.referral_from))
            people = {*(person_key(person) for _, person in mentions(application)), *(each.key for each in helpers)}
            if people & who:
                yield application

    @cached_property
    def own(self) -> Mapping[tuple[str, ...], str | None]:
        """What the seeker says of themselves to everybody, by its words; as typed where they describe freely."""
        profile = self.profile
        fixed = (profile.name, profile.known_as, profile.email, profile.phone, profile.location, *profile.address,
                 profile.linkedin, *profile.links.values(), profile.resume.url if profile.resume else None,
                 *profile.target_locations)  # fmt: skip
        free = [name for title in profile.target_titles for name in (title.title, title.plain, *title.aliases)]
        free += [*profile.links, *profile.expertise, *profile.target_fields, *profile.languages, *profile.credentials]
        free += [profile.availability, profile.work_mode]
        said = {words_of(text): text for text in free if text}
        return {words_of(text): None for text in fixed if text} | said

    @cached_property
    def company_spellings(self) -> frozenset[tuple[str, tuple[str, ...]]]:
        """The words of every name of every company, with the company's id."""
        named = [(each.company, each.company) for each in self.profile.applications]
        for company in self.profile.target_companies:
            names = filter(None, (company.name, company.short_name, *company.aliases))
            named += [(company.name, name) for name in names]
        return frozenset((self.id_of(company), company_words(name)) for company, name in named)

    # The names of each kind of thing

    def _names_above(self, ceiling: int) -> Iterator[Name]:
        profile, shown = self.profile, self.shown(ceiling)
        hidden = self._hidden(ceiling)
        for company in profile.target_companies:
            if self.id_of(company.name) in hidden:
                yield from self._of_company(company)
        open_people = self._open_people(ceiling, shown)
        open_labels = {words_of(each.public_label.text) for each in profile.applications
                       if each.public_label and each.public_label.disclosure <= ceiling}  # fmt: skip
        described = [*self.own, *(words_of(each.position) for each in shown)]
        for application, level in self._levels:
            if level <= ceiling:
                continue
            is_hidden = self.id_of(application.company) in hidden
            yield from self._of_employer(application) if is_hidden else self._of_held_back(application, described)
            yield from names_of_advert(application)
            for _, person in mentions(application):
                if name_key(person.name) not in open_people:
                    yield from names_of_person(person, of_application(application), application.at, application)
            label = words_of(application.public_label.text) if application.public_label else ()
            if application.public_label and label not in open_labels and len(label) >= _SENTENCE_LEAST:
                yield name_of(application, label, application.public_label.text, What.LABEL)
        yield from self._met_at(hidden, open_people)
        yield from self._domains(hidden) if hidden else ()
        for news in profile.news:
            words, is_hidden = words_of(news.headline), news.disclosure > ceiling
            if (is_hidden or news.reader is not None) and len(words) >= _SENTENCE_LEAST:
                whose = news.reader.key if news.reader and not is_hidden else ""
                yield Name(words, news.headline, What.NEWS, whose, news.headline, news.at)

    def _open_people(self, ceiling: int, shown: Iterable[Application]) -> frozenset[str]:
        """People whom readers of this ceiling may hear of for another reason."""
        profile = self.profile
        names = [profile.name, *(contact.name for contact in profile.contacts if contact.name_use_ok)]
        names += [each for company in profile.target_companies if company.disclosure <= ceiling
                  for each in company.people_wanted]  # fmt: skip
        names += [person.name for each in shown for _, person in mentions(each)]
        return frozenset(map(name_key, names))

    def _met_at(self, hidden: set[str], open_people: frozenset[str]) -> Iterator[Name]:
        """Whoever a referral or a touchpoint places at a hidden company."""
        met = [(each.to, each.company, each.at) for each in self.profile.referrals]
        met += [(each.person, each.company, each.at) for each in self.profile.touchpoints]
        for name, company, at in met:
            words, is_hidden = words_of(name or ""), company and self.id_of(company) in hidden
            if name and len(words) > 1 and is_hidden and name_key(name) not in open_people:
                yield Name(words, name, What.PERSON, name_key(name), name, at)

    def _of_company(self, company: Company) -> Iterator[Name]:
        for typed in typed_names(company):
            yield from names_of_company(typed, self.id_of(company.name), company.name, company.at)

    def _of_employer(self, application: Application) -> Iterator[Name]:
        company, record = application.company, of_application(application)
        yield from names_of_company(company, self.id_of(company), record, application.at, application)

    def _of_held_back(self, application: Application, described: Iterable[tuple[str, ...]]) -> Iterator[Name]:
        """What would show an application that is kept back, while its company may be named as a target."""
        position, target = words_of(application.position), self.profile.target(application.company)
        typed = (application.company, *((target.name, target.short_name, *target.aliases) if target else ()))
        companies = tuple(dict.fromkeys(company_words(name) for name in typed if name))
        name = name_of(application, position, application.position, What.POSITION)
        if any(holds_words(words, position) for words in described):
            yield from (replace(name, as_typed=None, beside=words) for words in companies)
        elif position:
            yield name
        for words in companies:
            yield name_of(application, words, application.company, What.DATE)

    def _domains(self, hidden: set[str]) -> Iterator[Name]:
        """Mail domains of hidden companies, unless somebody else in the profile uses them too."""
        profile = self.profile
        links = (*profile.links.values(), profile.linkedin)
        outside = {typed_domain(each) for each in (profile.email, *links) if each} | MAIL_HOSTS
        inside: dict[str, Name] = {}
        for email, company, record, at in self._addresses():
            domain = readable(domain_of(email))
            if company and self.id_of(company) in hidden:
                inside[domain] = Name(words_of(domain), domain, What.DOMAIN, self.id_of(company), record, at)
            else:
                outside.add(domain)
        for domain, name in inside.items():
            if not any(domain == other or domain.endswith(f".{other}") for other in outside if other):
                yield name

    def _addresses(self) -> Iterator[tuple[str, str | None, str, Place]]:
        """Every address with the company it speaks of, if it does."""
        for contact in self.profile.contacts:
            if contact.email:
                yield contact.email, contact.company, contact.name, contact.at
        for each in self.profile.applications:
            for _, person in mentions(each):
                if person.email:
                    is_agency = person.contact is not None and person.contact == each.agency
                    yield person.email, None if is_agency else each.company, of_application(each), each.at
