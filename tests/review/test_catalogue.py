"""`docs/rules.md` is made from the code; this proves it current, and `--rewrite` makes it anew."""

# ruff: noqa: E501 (prose of a document)

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from jobnet.errors import Problem, Severity
from jobnet.facts.items import Document
from jobnet.profile.model import RULE_IDS, UNSILENCEABLE
from jobnet.review import (
    allowed,
    at_sending,
    brief,
    catalogue,
    form,
    names,
    others,
    privacy,
    runnerup,
    seeker,
    update,
    wording,
)
from jobnet.review.catalogue import Rule, kept_by_making

DOCS = Path(__file__).parents[2] / "docs" / "rules.md"

_HEAD = """# What jobnet objects to, and why

Made from the code (`src/jobnet/review/`) by `pytest tests/review --rewrite`; do not edit by hand.

An **error** keeps a letter back (exit 65; `--force` overrides it unless it is marked ⛔); a **warning** or **hint** is advice on stderr.
`rules: {ignore: [ID, …]}` in the profile silences any rule that is not ⛔; `rules.limits` and `rules.cadence` change its numbers.
Rules marked *sending* are warnings when a letter is printed and errors at `--send` and `--mark-sent`.
Rules marked *own template* look at templates of the user's own: jobnet's keep them by their making. Keys in brackets are sources of `content.md`.
"""


ROOMS = (privacy, wording, seeker, brief, update, runnerup, others, names, form)
"""The order of the page: what must not go out first."""


def as_markdown() -> str:
    sections = []
    for room in ROOMS:
        rows = [rule for rule in catalogue() if _room(rule) == room.__name__]
        head = f"## {(room.__doc__ or '').splitlines()[0].removesuffix('.')}\n\n"
        table = "| rule | severity | documents | objects to | why | what to do |\n|---|---|---|---|---|---|\n"
        sections.append(head + table + "".join(_row(rule) for rule in rows))
    return "\n".join([_HEAD, *sections])


_ROOM_OF = {"PRIV": "privacy", "GEN": "wording", "PROF": "seeker", "BRIEF": "brief", "UPD": "update", "RUN": "runnerup"}
_ROOM_OF |= {"NAME": "names", "LOC": "form", "FMT": "form"}


def _room(rule: Rule) -> str:
    return f"jobnet.review.{_ROOM_OF.get(rule.id.partition('-')[0], 'others')}"


def _row(rule: Rule) -> str:
    marks = [
        " ⛔" if rule.final else "",
        ", sending" if rule.at_sending else "",
        ", own template" if rule.own_template else "",
    ]
    if rule.on_letter is None and rule.on_profile is None:
        marks.append(", kept by making")
    told = "all" if len(rule.documents) == len(Document) else ", ".join(rule.documents)
    said = f"{rule.severity}{''.join(marks)}"
    return f"| {rule.id} | {said} | {told or 'profile'} | {rule.check} | {rule.why} | {rule.remedy} |\n"


def test_a_room_is_entered_for_every_document_its_rules_look_at() -> None:
    for document in Document:
        wanted = {rule.id for rule in catalogue() if rule.on_letter and document in rule.documents}
        listed = f"from jobnet.review import _for_document as f; print(*[r.id for r in f({document.value!r})])"
        done = subprocess.run([sys.executable, "-c", listed], capture_output=True, text=True, check=True)
        assert set(done.stdout.split()) == wanted, document


def test_docs_are_current(rewrite: bool) -> None:
    if rewrite:
        DOCS.write_text(as_markdown(), encoding="utf-8")
    assert DOCS.read_text(encoding="utf-8") == as_markdown(), "run: pytest tests/review --rewrite"


def test_what_cannot_be_silenced_is_what_would_leak_or_be_untrue() -> None:
    final = {rule.id for rule in catalogue() if not rule.silenceable}
    assert final == {"PRIV-01", "PRIV-02", "PRIV-05", "GEN-01", "RUN-01", "RUN-09", "NAME-01"}


def test_two_rules_cannot_share_an_id() -> None:
    with pytest.raises(ValueError, match="two rules are called PRIV-08"):
        kept_by_making("PRIV-08", Severity.HINT, "B", "again", room="", why="", remedy="")


def test_manners_are_errors_only_at_sending() -> None:
    assert {rule.id for rule in catalogue() if rule.at_sending} == {
        "UPD-08",
        "REF-05",
        "BRIEF-08",
        "RUN-10",
        "RUN-13",
        "STAY-02",
    }
    printed = [
        Problem("UPD-08", Severity.WARNING, "x"),
        Problem("RUN-10", Severity.HINT, "x"),
        Problem("UPD-01", Severity.WARNING, "x"),
    ]
    assert [problem.severity for problem in at_sending(printed)] == [Severity.ERROR, Severity.HINT, Severity.WARNING]


def test_force_overrides_errors_that_are_not_final() -> None:
    overridable, final = Problem("UPD-09", Severity.ERROR, "x"), Problem("PRIV-01", Severity.ERROR, "x", final=True)
    assert [allowed([overridable], force=force) for force in (False, True)] == [False, True]
    assert [allowed([final], force=force) for force in (False, True)] == [False, False]
    assert allowed([Problem("UPD-01", Severity.WARNING, "x")], force=False)


def test_every_rule_may_be_named_in_the_profile_and_no_other() -> None:
    assert {rule.id for rule in catalogue()} == RULE_IDS
    assert {rule.id for rule in catalogue() if rule.final} == UNSILENCEABLE
