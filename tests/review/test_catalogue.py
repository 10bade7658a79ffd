"""The table of rules, and `docs/rules.md`, which says the same of each and why."""

from __future__ import annotations

from pathlib import Path

from jobnet.errors import Problem, Severity
from jobnet.facts.items import Document
from jobnet.facts.readers import general_reader
from jobnet.letters import Draft
from jobnet.profile.model import RULE_IDS, UNSILENCEABLE
from jobnet.review import ON_LETTERS, ON_PROFILES
from jobnet.review.catalogue import CATALOGUE, CODES, Rule
from tests.builders import a_profile
from tests.review.letters import a_context, a_letter

DOCS = Path(__file__).parents[2] / "docs" / "rules.md"
WITHDRAWN = {"BRIEF-06", "BRIEF-10", "FMT-02", "GEN-05", "GEN-16", "PRIV-08", "UPD-04", "UPD-10"}
"""Ids that `rules.ignore` still accepts: no rule objects to these any more, or no letter can break them."""


def test_the_page_says_of_each_rule_what_the_code_does() -> None:
    lines = DOCS.read_text(encoding="utf-8").splitlines()
    rows = [line.strip("| ").split(" | ") for line in lines if line.startswith("| ") and not line.startswith("| rule ")]
    assert all(len(row) == 6 for row in rows), "rule, severity, documents, objects to, why, what to do"
    assert {row[0]: (row[1], row[2], row[5]) for row in rows} == {rule.id: _row(rule) for rule in CATALOGUE}


def _row(rule: Rule) -> tuple[str, str, str]:
    marks = [
        " ⛔" if rule.final else "",
        ", sending" if rule.at_sending else "",
        ", own template" if rule.own_template else "",
    ]
    of_code = {code: document for document, code in CODES.items()}
    documents = [of_code[code] for code in rule.about]
    told = "all" if len(documents) == len(CODES) else ", ".join(documents)
    return f"{rule.severity}{''.join(marks)}", told or "profile", rule.remedy.replace("|", r"\|")


def test_what_cannot_be_silenced_is_what_would_leak_or_be_untrue() -> None:
    final = {rule.id for rule in CATALOGUE if rule.final}
    assert final == UNSILENCEABLE == {"PRIV-01", "PRIV-02", "PRIV-05", "GEN-01", "RUN-01", "RUN-09", "NAME-01"}


def test_every_judge_has_a_line_in_the_catalogue_and_each_id_one() -> None:
    ids = [rule.id for rule in CATALOGUE]
    assert len(ids) == len(set(ids))
    assert {rule.id for rule in CATALOGUE if rule.about} >= set(ON_LETTERS)
    assert set(ON_LETTERS) | set(ON_PROFILES) == set(ids)


def test_manners_are_errors_only_at_sending() -> None:
    manners = {rule.id for rule in CATALOGUE if rule.at_sending}
    assert manners == {"UPD-08", "REF-05", "BRIEF-08", "RUN-10", "RUN-13", "STAY-02"}


def test_force_overrides_errors_that_are_not_final() -> None:
    overridable, final = Problem("UPD-09", Severity.ERROR, "x"), Problem("PRIV-01", Severity.ERROR, "x", final=True)
    findings = (overridable, final, Problem("UPD-01", Severity.WARNING, "x"))
    draft = Draft(general_reader(a_profile()), a_letter(a_context(Document.BRIEF, a_profile()), "x"), findings)
    assert [draft.objections(force=force) for force in (False, True)] == [[overridable, final], [final]]


def test_every_rule_may_be_named_in_the_profile_and_those_withdrawn_too() -> None:
    assert {rule.id for rule in CATALOGUE}.isdisjoint(WITHDRAWN)
    assert {rule.id for rule in CATALOGUE} | WITHDRAWN == RULE_IDS
