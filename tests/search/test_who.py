"""Who works at, or knows people at, the companies hoped for."""

from __future__ import annotations

from jobnet.profile.model import CompanyStatus, Tier
from jobnet.search.who import Coverage, who
from tests.builders import a_company, a_contact, a_profile

BEA = a_contact("Bea Li", company="HARBOURSIDE BAKERS LTD", knows=("Harbourside Bakers", "Tamar Preserves"))
JO = a_contact("Jo Li", company="Tamar Preserves Museum", knows=("Fennel and Rye",))
PROFILE = a_profile(
    contacts=(BEA, JO),
    target_companies=(
        a_company("Fennel & Rye"),
        a_company("Harbourside Bakers", tier=Tier.A),
        a_company("Tamar Preserves"),
        a_company("Quayside Dairy"),
        a_company("Dropped Dumplings", status=CompanyStatus.DROPPED),
    ),
)


def test_each_target_with_those_who_work_there_and_those_who_know_people_there() -> None:
    assert who(PROFILE) == (
        Coverage("Harbourside Bakers", True, (BEA,), ()),
        Coverage("Fennel & Rye", True, (), (JO,)),
        Coverage("Tamar Preserves", True, (), (BEA,)),
        Coverage("Quayside Dairy", True, (), ()),
    )


def test_a_company_that_is_no_target_can_be_asked_for() -> None:
    assert who(PROFILE, ["tamar preserves museum"]) == (Coverage("tamar preserves museum", False, (JO,), ()),)


def test_a_part_of_a_name_is_no_match() -> None:
    assert who(PROFILE, ["Harbourside"]) == (Coverage("Harbourside", False, (), ()),)
