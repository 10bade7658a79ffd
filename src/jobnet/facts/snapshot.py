"""One search on one day: what everybody who asks would else have to work out anew."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jobnet.facts.people import parts_in, people_in
from jobnet.facts.progress import Progress
from jobnet.frozen import cached_property

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from jobnet.facts.people import Part
    from jobnet.profile.model import Application, Person, Profile


class Snapshot:
    """What is so of this search on this day. Made once a run and passed along; worked out as it is asked for."""

    def __init__(self, profile: Profile, today: dt.date) -> None:
        self.profile = profile
        self.today = today

    @cached_property
    def progress(self) -> tuple[Progress, ...]:
        """How each application stands, in the order of the file."""
        return tuple(Progress(each, self.today) for each in self.profile.applications)

    def progress_of(self, application: Application) -> Progress:
        """How this application stands; also of one that is not in the file as it is asked about here."""
        return self._progress_by_identity.get(id(application)) or Progress(application, self.today)

    @cached_property
    def _progress_by_identity(self) -> Mapping[int, Progress]:
        """By identity, for applications are slow to compare; the profile keeps them alive."""
        return {id(each.application): each for each in self.progress}

    @cached_property
    def accepted(self) -> Application | None:
        """The application that ended the search; None while it goes on."""
        return next((each.application for each in self.progress if each.is_accepted), None)

    @cached_property
    def people(self) -> Mapping[str, Person]:
        """Everybody whom any application names, by `person_key`."""
        return people_in(self.profile.applications)

    @cached_property
    def parts(self) -> Mapping[str, Part]:
        """The part of each of these people that is nearest to the decision."""
        return parts_in(self.profile.applications)
