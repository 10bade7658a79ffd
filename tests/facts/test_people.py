"""Whom an application names: one answer, wherever it is asked for."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, cast

import pytest

from jobnet.cli.completion import people as completed
from jobnet.cli.resolve import one_person
from jobnet.delivery.load_history import KnownPeople
from jobnet.facts.disclosure import takes_part
from jobnet.facts.history import History
from jobnet.facts.people import Part, parts_in, people_in, people_of, person_key
from jobnet.facts.readers import reader_of
from jobnet.facts.snapshot import Snapshot
from jobnet.profile.model import Disclosure, Stage
from jobnet.review import ProfileUnderReview, letter_findings
from jobnet.search.report import Activity, Withheld
from tests.builders import a_person, a_profile, a_snapshot, an_application, an_event, day
from tests.program import run

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import typer

    from jobnet.profile.model import Application, Person, Profile

RUTH = a_person("Ruth Abernathy", email="ruth@example.com")
WHERE: dict[str, Callable[[Person], Application]] = {
    "the hiring manager": lambda who: an_application(hiring_manager=who),
    "who interviewed": lambda who: an_application(events=(an_event(Stage.INTERVIEW, "2026-10-01", people=(who,)),)),
    "the recruiter": lambda who: an_application(recruiter=who),
    "who told": lambda who: an_application(events=(an_event(Stage.REJECTED, "2026-10-01", told_by=who),)),
}


def completes(profile: Profile) -> bool:
    context = cast("typer.Context", SimpleNamespace(info_name="runnerup", params={}))
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("jobnet.cli.completion.read_with_warnings", lambda _named: (profile, ()))
        return any("Ruth" in each for each in completed(context, "Ru"))


def leaks(profile: Profile) -> bool:
    """Whether a letter to somebody else that names Ruth is held back while the application is private."""
    from jobnet.facts.items import Document
    from jobnet.facts.readers import general_reader
    from jobnet.rendering.letter import Letter

    text, today = "Ruth Abernathy says hello.", day("2026-10-20")
    letter = Letter(Document.UPDATE, general_reader(profile), today, "News", text, "", "en-GB", 4, built_in=False)
    found = letter_findings(letter, letter, ProfileUnderReview(a_snapshot(profile, today), History()))
    return any(each.rule == "PRIV-01" and "Ruth Abernathy" in each.message for each in found)


ASKED: dict[str, Callable[[Profile], bool]] = {
    "people_of": lambda profile: RUTH in people_of(profile.applications[0]),
    "people_in": lambda profile: person_key(RUTH) in people_in(profile.applications),
    "parts_in": lambda profile: person_key(RUTH) in parts_in(profile.applications),
    "a snapshot": lambda profile: person_key(RUTH) in Snapshot(profile, day("2026-10-20")).people,
    "who takes part": lambda profile: takes_part(
        profile, profile.applications[0], reader_of(a_snapshot(profile), RUTH)
    ),
    "--to": lambda profile: one_person(profile, profile.applications[0], ["Ruth"]) == RUTH,
    "TAB": completes,
    "the record": lambda profile: (
        KnownPeople(profile).reader_of(cast("Any", SimpleNamespace(person="", name="", reader="ruth@example.com")))
        == person_key(RUTH)
    ),
    "the leak scan": leaks,
    "the report": lambda profile: Withheld(profile).is_in(Activity(day("2026-10-01"), "", person="Ruth Abernathy")),
}


@pytest.mark.parametrize("asks", ASKED)
@pytest.mark.parametrize("where", WHERE)
def test_every_place_that_asks_finds_everybody_whom_an_application_names(asks: str, where: str) -> None:
    application = WHERE[where](RUTH)
    is_secret = asks in {"the leak scan", "the report"}
    changes: dict[str, Any] = {"disclosure": Disclosure.PRIVATE} if is_secret else {}
    application = type(application)(**(vars(application) | changes))
    assert ASKED[asks](a_profile(applications=(application,), contacts=(), target_companies=()))


def test_the_part_nearest_to_the_decision_counts() -> None:
    told = WHERE["who told"](RUTH)
    assert parts_in((told,)) == {"ruth abernathy": Part.TELLS}
    assert parts_in((told, WHERE["who interviewed"](RUTH))) == {"ruth abernathy": Part.INTERVIEWS}
    assert parts_in((told, WHERE["the recruiter"](RUTH), WHERE["the hiring manager"](RUTH))) == {
        "ruth abernathy": Part.DECIDES
    }


def test_whoever_only_told_gets_a_letter_and_stands_in_the_report_by_name(tree: Path) -> None:
    (tree / "profile.yaml").write_text(
        "name: Nia Pargeter\nemail: nia@example.com\ntarget_titles: [Baker]\ntarget_companies: [Fennel & Rye]\n"
        "applications:\n  - {company: Harbourside, position: Baker, interview: 2026-09-20, rejected: {date: 2026-10-13,"
        " told_by: Ruth ABERNATHY}}\n"
    )
    particulars = ("--particular", "The new line runs without a fault.", "--particular", "Any baker may stop a batch.")
    ran = run("runnerup", "--company", "Harbourside", "--to", "Ruth", *particulars, "--mark-sent", cwd=tree)
    assert ran.code == 0, ran.err
    assert "Ruth ABERNATHY" in run("report", cwd=tree).out
