"""What a recruiter reads of where the seeker has applied: where they have, and nowhere else."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from tests.program import run

if TYPE_CHECKING:
    from pathlib import Path

AGENT = {"name": "Ada Bell", "relationship": "recruiter_agency", "updates": "on", "offered_help": "2026-10-01"}
NOT_APPLIED: dict[str, dict[str, Any]] = {
    "a first call": {"screening": "2026-10-12"},
    "a first call given up": {"screening": "2026-10-05", "withdrawn": "2026-10-12"},
    "a first call, then a no": {"screening": "2026-10-05", "rejected": "2026-10-12"},
    "a first call, and no job": {"screening": "2026-10-05", "cancelled": "2026-10-12"},
    "an interest": {"interested": "2026-10-12"},
    "an interest given up": {"interested": "2026-10-05", "withdrawn": "2026-10-12"},
    "a plan to apply": {"interested": "2026-10-05", "applied": "2026-10-20"},
    "a call to come": {"screening": "2026-10-20"},
}
APPLIED: dict[str, dict[str, Any]] = {
    "applied": {"applied": "2026-10-12"},
    "after a call": {"screening": "2026-10-05", "applied": "2026-10-12"},
    "interviewed": {"interview": "2026-10-12"},
    "said no": {"rejected": "2026-10-12"},
    "withdrawn": {"applied": "2026-10-05", "withdrawn": "2026-10-12"},
}
LANGUAGES = ["en", "de", "fr", "es"]


def letter(tree: Path, document: str, events: dict[str, Any], language: str, **more: Any) -> str:
    """What the recruiter reads, as one line."""
    profile = {
        "name": "Nia Pargeter",
        "email": "nia@example.com",
        "target_titles": ["Baker"],
        "target_companies": ["Fennel & Rye"],
        "contacts": [AGENT | {"locale": language}],
        "applications": [{"company": "Quorvex Mills", "position": "Baker"} | events | more],
    }
    (tree / "profile.yaml").write_text(json.dumps(profile), "utf-8")
    ran = run(document, "--to", "Ada", "--force", cwd=tree)
    assert ran.code == 0, ran.err
    return " ".join(ran.out.split())


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("document", ["brief", "update"])
@pytest.mark.parametrize("case", NOT_APPLIED)
def test_recruiter_reads_of_no_company_where_nobody_has_applied(
    tree: Path, case: str, document: str, language: str
) -> None:
    text = letter(tree, document, NOT_APPLIED[case], language)

    assert "Quorvex" not in text
    assert not any(
        said in text for said in ("applied to", "beworben habe", "'ai postulé", "Por mi cuenta", "otras empresas")
    )


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("document", ["brief", "update"])
@pytest.mark.parametrize("case", APPLIED)
def test_recruiter_reads_of_every_company_where_the_seeker_applied(
    tree: Path, case: str, document: str, language: str
) -> None:
    assert "Quorvex Mills" in letter(tree, document, APPLIED[case], language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_recruiter_is_not_thanked_for_putting_the_seeker_forward_before_they_have(tree: Path, language: str) -> None:
    plan = letter(tree, "brief", {"applied": "2026-10-20"}, language, agency="Ada Bell")
    done = letter(tree, "brief", {"applied": "2026-10-12"}, language, agency="Ada Bell")

    assert ("Quorvex" in plan, "Quorvex" in done) == (False, True)


@pytest.mark.parametrize("events", [NOT_APPLIED["a first call given up"], NOT_APPLIED["a first call, and no job"]])
def test_helper_does_not_read_of_an_application_where_there_was_a_first_call_only(
    tree: Path, events: dict[str, Any]
) -> None:
    colleague = {"relationship": "colleague", "name": "Bea Li", "offered_help": "2026-10-01"}
    text = letter(tree, "brief", events, "en", company="Fennel & Rye")
    profile = json.loads((tree / "profile.yaml").read_text("utf-8"))
    (tree / "profile.yaml").write_text(json.dumps(profile | {"contacts": [colleague]}), "utf-8")
    text = run("brief", "--to", "Bea", cwd=tree).out

    assert "Fennel & Rye" in text
    assert "applied" not in text
