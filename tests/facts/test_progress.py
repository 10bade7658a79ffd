"""Where an application stands: what counts as a talk, and what as an interview."""

from __future__ import annotations

import pytest

from jobnet.facts.progress import Progress
from jobnet.profile.model import EventFormat, Stage
from tests.builders import a_person, an_application, an_event, day

CALLED = an_event(Stage.SCREENING, "2026-10-02", format=EventFormat.PHONE)
MET = an_event(Stage.INTERVIEW, "2026-10-09")


def test_a_first_call_can_be_thanked_for_and_is_not_counted_among_the_interviews() -> None:
    progress = Progress(an_application(events=(CALLED, MET)), day("2026-10-15"))

    assert progress.talks == (CALLED, MET)
    assert progress.interviews == (MET,)


@pytest.mark.parametrize(
    ("changes", "is_first_call"),
    [
        ({"format": EventFormat.PHONE}, True),
        ({"format": EventFormat.VIDEO}, True),
        ({"people": (a_person(),)}, True),
        ({}, False),
        ({"format": EventFormat.TEST}, False),
        ({"format": EventFormat.TEST, "people": (a_person(),)}, False),
    ],
)
def test_a_screening_is_a_talk_where_a_human_took_part(changes: dict[str, object], is_first_call: bool) -> None:
    event = an_event(Stage.SCREENING, "2026-10-02", **changes)

    assert (event.is_first_call, event.is_talk, event.is_interview) == (is_first_call, is_first_call, False)
