"""What one reader takes part in, and so knows at any level: their company, their applications, their referrals."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jobnet.facts.items import Document
from jobnet.facts.people import mentions
from jobnet.profile.names import name_key
from jobnet.review.leaks.name import What, words_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from jobnet.facts.readers import Reader
    from jobnet.profile.model import Application, Referral
    from jobnet.review.leaks.index import Names
    from jobnet.review.leaks.name import Name


class Knowledge:
    """What the reader of one letter knows anyway."""

    def __init__(
        self,
        names: Names,
        document: Document,
        reader: Reader,
        about: Iterable[Application],
        referrals: Iterable[Referral],
    ) -> None:
        """`about`: the applications the letter is about. `referrals`: those the reader gave."""
        profile = names.profile
        self.reader = reader
        self.people = {name_key(profile.name)} | ({reader.key, name_key(reader.name)} if reader.key else set())
        self.companies: set[str] = set()
        self.applications: dict[int, Application] = {}
        if document is Document.LANDED:
            self._learn(names, names.won)
        if document in {Document.RUNNERUP, Document.TOUCH}:
            # Whoever gets these was there: the letter is about their own company.
            self.companies |= {names.id_of(each.company) for each in about}
        if reader.key:
            for person in dict.fromkeys((name_key(reader.name), reader.key)):
                self._learn(names, names.taking_part.get(person, ()))
            if reader.contact is not None and reader.contact.company:
                self.companies.add(names.id_of(reader.contact.company))
            for referral in referrals:
                self.companies |= {names.id_of(referral.company)} if referral.company else set()
                if referral.to:
                    self.people |= {name_key(referral.to), *_people_in(referral.to, names)}
        there = (each for company in self.companies for each in names.at_company.get(company, ()))
        self.applications |= {id(each): each for each in there}

    def _learn(self, names: Names, applications: Iterable[Application]) -> None:
        for application in applications:
            self.applications[id(application)] = application
            self.companies.add(names.id_of(application.company))
            self.people |= {name_key(person.name) for _, person in mentions(application)}

    def has(self, name: Name) -> bool:
        """Whether the reader takes part in it, and so may know it at any level."""
        if name.application is not None and id(name.application) in self.applications:
            return True
        match name.what:
            case What.COMPANY | What.DOMAIN:
                return name.subject in self.companies
            case What.PERSON:
                return name.subject in self.people
            case What.NEWS:
                return bool(name.subject) and name.subject == self.reader.key
            case _:
                return False


def _people_in(text: str, names: Names) -> Iterator[str]:
    """Contacts and people met whose whole name stands in a text ("Luis Ruiz in production")."""
    return (name.subject for name in names.whole_names.standing_in(words_of(text)))
