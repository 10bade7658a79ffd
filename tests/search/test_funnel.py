"""How the applications flowed from stage to stage."""

from __future__ import annotations

from jobnet.profile.model import Stage
from jobnet.search.funnel import Funnel, Level, Step, funnel
from tests.builders import a_profile, an_application, an_event, day

TODAY = day("2026-10-15")


def test_counts_and_times_come_from_the_dated_history() -> None:
    applications = (
        an_application(
            "A",
            events=(
                an_event(Stage.APPLIED, "2026-09-01"),
                an_event(Stage.INTERVIEW, "2026-09-11"),
                an_event(Stage.REJECTED, "2026-09-20"),
            ),
        ),
        an_application(
            "B",
            events=(
                an_event(Stage.APPLIED, "2026-09-01"),
                an_event(Stage.SCREENING, "2026-09-05"),
                an_event(Stage.INTERVIEW, "2026-09-21"),
                an_event(Stage.FINAL, "2026-10-30"),
            ),
        ),
        an_application(
            "C",
            events=(an_event(Stage.APPLIED, "2026-09-01"), an_event(Stage.NO_RESPONSE, None)),
        ),
        an_application("D", events=(an_event(Stage.INTERESTED, "2026-10-01"),)),
    )
    assert funnel(a_profile(applications=applications), TODAY) == Funnel(
        applications=4,
        open=2,
        levels=(
            Level(Stage.INTERESTED, 4, 1),
            Level(Stage.APPLIED, 3, 0),
            Level(Stage.SCREENING, 2, 0),
            Level(Stage.INTERVIEW, 2, 1),
            Level(Stage.FINAL, 0, 0),
            Level(Stage.OFFER, 0, 0),
            Level(Stage.ACCEPTED, 0, 0),
        ),
        steps=(
            Step(Stage.APPLIED, Stage.SCREENING, 1, 4),
            Step(Stage.APPLIED, Stage.INTERVIEW, 1, 10),
            Step(Stage.SCREENING, Stage.INTERVIEW, 1, 16),
        ),
        ends={Stage.REJECTED: 1, Stage.NO_RESPONSE: 1},
        first_answer_days=7,
    )


def test_a_reopened_application_stands_where_it_stood() -> None:
    application = an_application(
        events=(
            an_event(Stage.INTERVIEW, "2026-09-01"),
            an_event(Stage.REJECTED, "2026-09-10"),
            an_event(Stage.REINSTATED, "2026-10-01"),
        )
    )
    flow = funnel(a_profile(applications=(application,)), TODAY)
    now = [level.stage for level in flow.levels if level.now]
    assert (flow.open, flow.ends, now) == (1, {}, [Stage.INTERVIEW])


def test_no_applications_no_flow() -> None:
    flow = funnel(a_profile(), TODAY)
    assert (flow.applications, flow.steps, flow.first_answer_days) == (0, (), None)
