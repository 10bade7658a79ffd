"""The built-in letters against the program's own rules: no phrase of theirs is one that a rule objects to."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from jobnet.documents.addressees import reader_named
from jobnet.documents.brief import brief_for
from jobnet.documents.runnerup import runnerup_for
from jobnet.documents.update import update_for
from jobnet.errors import Severity
from jobnet.facts.history import History
from jobnet.facts.readers import general_reader, reader_of
from jobnet.facts.since import Window
from jobnet.profile.model import Impression, News, Person, Profile, Prose, Stage
from jobnet.rendering.rendering import render
from jobnet.review import ProfileUnderReview, letter_findings
from tests.builders import a_person, a_snapshot, an_application, an_event
from tests.documents.test_brief import READERS, RICH, TODAY

if TYPE_CHECKING:
    from jobnet.rendering.letter import Context

DAYS = tuple(TODAY + dt.timedelta(days=n) for n in range(40))
NEWS = (
    News(Prose("Flour prices fell by a tenth."), date=TODAY, on=dt.date(2026, 12, 4), deadline=dt.date(2026, 12, 1)),
)
RUTH = a_person(honorific="Ms", family="Abernathy")
TURNED_DOWN = an_application(
    events=(
        an_event(Stage.APPLIED, "2026-09-21"),
        an_event(Stage.INTERVIEW, "2026-10-06", people=(RUTH, a_person("Otto Reuter"))),
        an_event(Stage.REJECTED, "2026-10-14"),
    ),
    hiring_manager=RUTH,
    recruiter=a_person("Pat Doyle"),
    impression=Impression(
        particulars=(Prose("The walk along the new line stays with me."), Prose("So does the smell of rye at six."))
    ),
)
"""With two particulars and no other impression: all else is the template's."""


def objections(context: Context, profile: Profile) -> list[str]:
    letter = render(context)
    found = letter_findings(
        letter, context, ProfileUnderReview(a_snapshot(profile, context.today), History()), html=False
    )
    # Who reads it, their name, and how old the news is, are no matter of phrases.
    ours = (
        each
        for each in found
        if each.severity is not Severity.HINT and each.rule not in {"NAME-07", "RUN-10", "BRIEF-11"}
    )
    return [f"{each.rule}: {each.message}" for each in ours]


@pytest.mark.parametrize("who", [*READERS, None])
def test_no_phrase_of_a_brief_or_update_trips_a_rule(who: str | None) -> None:
    events = (an_event(Stage.APPLIED, "2026-10-08"), an_event(Stage.INTERVIEW, "2026-10-14"))
    applications = (
        an_application("Quayside Dairy Co-operative", events=events),
        an_application("Tamar Preserves", events=events[:1]),
        an_application("Harbourside Bakers", events=(*events, an_event(Stage.REJECTED, "2026-10-15"))),
    )
    profile = replace(RICH, applications=applications, contacts=tuple(READERS.values()), news=NEWS)
    reader = reader_of(a_snapshot(profile), READERS[who]) if who else general_reader(profile)
    days = Window(dt.date(2026, 10, 1), TODAY)
    for today in DAYS:
        made = brief_for(a_snapshot(profile, today), reader)
        assert objections(made, profile) == []
        for told in (profile, replace(profile, applications=())):
            update = update_for(a_snapshot(told, today), reader, replace(days, until=today), history=History())
            if not update.is_empty:
                assert objections(update, told) == []


@pytest.mark.parametrize("who", [RUTH, a_person("Otto Reuter"), a_person("Pat Doyle")])
def test_no_phrase_of_a_letter_after_a_no_trips_a_rule(who: Person) -> None:
    for end in (Stage.REJECTED, Stage.RUNNER_UP, Stage.CANCELLED):
        events = (*TURNED_DOWN.events[:-1], an_event(end, "2026-10-14"))
        application = replace(TURNED_DOWN, events=events)
        profile = replace(RICH, applications=(application,))
        for today in DAYS:
            reader = reader_named(a_snapshot(profile, today), application, who)
            assert objections(runnerup_for(a_snapshot(profile, today), application, reader), profile) == []
