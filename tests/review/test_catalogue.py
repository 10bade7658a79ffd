"""`docs/rules.md` is made from the code; this proves it current, and `--rewrite` makes it anew."""

from __future__ import annotations

from pathlib import Path

from jobnet import review
from jobnet.errors import Problem, Severity
from jobnet.facts.items import Document
from jobnet.profile.model import RULE_IDS, UNSILENCEABLE
from jobnet.review import ON_LETTERS, ON_PROFILES, allowed
from jobnet.review.catalogue import CATALOGUE, WITHDRAWN, Rule

DOCS = Path(__file__).parents[2] / "docs" / "rules.md"

_HEAD = """# What jobnet objects to, and why

Made from the code (`src/jobnet/review/`) by `pytest tests/review --rewrite`; do not edit by hand.

An **error** keeps a letter back (exit 65; `--force` overrides it unless it is marked ⛔); a **warning** or **hint** is advice on stderr.
`rules: {ignore: [ID, …]}` in the profile silences any rule that is not ⛔; `rules.limits` and `rules.cadence` change its numbers.
Rules marked *sending* are warnings when a letter is printed and errors at `--send` and `--mark-sent`.
Rules marked *own template* look at templates of the user's own: jobnet's keep them by their making. Keys in brackets are sources of `content.md`.
"""


FAMILIES = (
    (review.privacy, "PRIV"), (review.wording, "GEN LOC"), (review.seeker, "PROF"), (review.brief, "BRIEF"),
    (review.update, "UPD"), (review.runnerup, "RUN"), (review.thanks, "REF"), (review.tip, "TIP"),
    (review.touch, "STAY"), (review.pitch, "TALK"), (review.landed, "LAND"), (review.names, "NAME"),
    (review.form, "FMT"),
)  # fmt: skip
"""The order of the page: what must not go out first."""


def as_markdown() -> str:
    sections = []
    for module, families in FAMILIES:
        rows = [rule for rule in CATALOGUE if rule.id.partition("-")[0] in families.split()]
        head = f"## {(module.__doc__ or '').splitlines()[0].removesuffix('.')}\n\n"
        table = "| rule | severity | documents | objects to | why | what to do |\n|---|---|---|---|---|---|\n"
        sections.append(head + table + "".join(_row(rule) for rule in rows))
    return "\n".join([_HEAD, *sections])


def _row(rule: Rule) -> str:
    marks = [
        " ⛔" if rule.final else "",
        ", sending" if rule.at_sending else "",
        ", own template" if rule.own_template else "",
    ]
    told = "all" if len(rule.documents) == len(Document) else ", ".join(rule.documents)
    said = f"{rule.severity}{''.join(marks)}"
    return f"| {rule.id} | {said} | {told or 'profile'} | {rule.objects_to} | {rule.why} | {rule.remedy} |\n"


def test_docs_are_current(rewrite: bool) -> None:
    if rewrite:
        DOCS.write_text(as_markdown(), encoding="utf-8")
    assert DOCS.read_text(encoding="utf-8") == as_markdown(), "run: pytest tests/review --rewrite"


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
    assert [allowed([overridable], force=force) for force in (False, True)] == [False, True]
    assert [allowed([final], force=force) for force in (False, True)] == [False, False]
    assert allowed([Problem("UPD-01", Severity.WARNING, "x")], force=False)


def test_every_rule_may_be_named_in_the_profile_and_those_withdrawn_too() -> None:
    assert {rule.id for rule in CATALOGUE} | WITHDRAWN == RULE_IDS
