"""No letter promises a step that can no longer come."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from tests.program import run

if TYPE_CHECKING:
    from pathlib import Path

BEA = {"name": "Bea Li", "known_as": "Bea", "relationship": "colleague", "offered_help": "2026-09-20", "updates": "on"}
OVER: dict[str, dict[str, Any]] = {
    "declined": {"interview": "2026-09-25", "offer": "2026-10-02", "declined": "2026-10-08"},
    "accepted": {"interview": "2026-09-25", "offer": "2026-10-02", "accepted": "2026-10-08"},
    "withdrawn": {"applied": "2026-09-02", "withdrawn": "2026-10-08"},
    "rejected": {"applied": "2026-09-02", "interview": "2026-09-25", "rejected": "2026-10-08"},
    "came second": {"applied": "2026-09-02", "interview": "2026-09-25", "runner_up": "2026-10-08"},
    "unanswered": {"applied": "2026-09-02", "no_response": "2026-10-08"},
    "not wanted": {"applied": "2026-09-02", "rejected": "2026-09-08", "wanted": False},
}
GOES_ON: dict[str, dict[str, Any]] = {
    "applied": {"applied": "2026-09-02"},
    "a no before": {"applied": "2026-08-02", "rejected": "2026-09-01"},
}
PROMISES = {
    "en": ("get in touch in the next", "what comes of it", "how it goes"),
    "de": ("Ich melde mich dort in den nächsten Tagen", "was daraus wird"),
    "fr": ("dans les prochains jours", "raconterai la suite"),
    "es": ("Voy a escribir en estos días", "en los próximos días", "n cuanto sepa"),
}


def letter(tree: Path, document: str, events: dict[str, Any], language: str, **referral: Any) -> str:
    """What Bea, who pointed to this company, reads, as one line."""
    given = {"from": "Bea Li", "company": "Quorvex Mills", "received": "2026-09-28"} | referral
    profile = {
        "name": "Nia Pargeter",
        "email": "nia@example.com",
        "target_titles": ["Baker"],
        "target_companies": ["Fennel & Rye"],
        "contacts": [BEA | {"locale": language}],
        "applications": [{"company": "Quorvex Mills", "position": "Baker"} | events],
        "referrals": [given],
    }
    (tree / "profile.yaml").write_text(json.dumps(profile), "utf-8")
    ran = run(document, "--to", "Bea", "--force", cwd=tree)
    assert (ran.code, "Quorvex" in ran.out) == (0, True), ran.err
    return " ".join(ran.out.split())


@pytest.mark.parametrize("language", PROMISES)
@pytest.mark.parametrize(
    "referral", [{"to": "Ruth Kent"}, {}, {"acted": "2026-09-29"}], ids=["person", "place", "acted"]
)
@pytest.mark.parametrize("document", ["thanks", "brief", "update"])
@pytest.mark.parametrize("end", OVER)
def test_nobody_is_promised_a_step_where_all_is_over(
    tree: Path, end: str, document: str, referral: dict[str, Any], language: str
) -> None:
    text = letter(tree, document, OVER[end], language, **referral)

    assert not any(promise in text for promise in PROMISES[language])


@pytest.mark.parametrize("document", ["thanks", "brief", "update"])
@pytest.mark.parametrize("state", GOES_ON)
def test_giver_of_a_name_is_promised_a_step_that_can_come(tree: Path, state: str, document: str) -> None:
    assert PROMISES["en"][0] in letter(tree, document, GOES_ON[state], "en", to="Ruth Kent")


def test_trusted_helper_is_not_asked_about_a_company_whose_offer_was_declined(tree: Path) -> None:
    contact = {"knows": "Quorvex Mills", "trust": "trusted"}
    profile = {
        "name": "Nia Pargeter",
        "target_titles": ["Baker"],
        "target_companies": ["Fennel & Rye", "Quorvex Mills"],
        "contacts": [BEA | contact],
        "applications": [{"company": "Quorvex Mills", "position": "Baker"} | OVER["declined"]],
    }
    (tree / "profile.yaml").write_text(json.dumps(profile), "utf-8")

    ran = run("brief", "--to", "Bea", cwd=tree)

    assert ("Fennel" in ran.out, "Quorvex" in ran.out) == (True, False), ran.out
