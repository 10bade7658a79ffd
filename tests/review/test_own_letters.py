"""What jobnet's own templates say draws no finding: not as they are, and not as an unchanged copy of the user's."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from jobnet.facts.history import History
from jobnet.profile.reading import read_profile
from jobnet.review import ProfileUnderReview, letter_findings
from jobnet.review.catalogue import RULES
from tests.builders import a_snapshot
from tests.program import run
from tests.review.letters import every_letter

if TYPE_CHECKING:
    from jobnet.profile.model import Profile

EXAMPLES = sorted(Path(__file__).parents[2].glob("examples/*/profile.yaml"))
ABOUT_WORDS = ("GEN-", "LOC-", "FMT-", "BRIEF-0", "TIP-01", "STAY-03", "TALK-02", "RUN-05", "RUN-09", "RUN-15")
ABOUT_FACTS = {"GEN-04", "GEN-15", "GEN-18", "BRIEF-05", "BRIEF-07", "BRIEF-08", "BRIEF-09", "FMT-05"}


def example(path: Path) -> Profile:
    return read_profile(path.read_bytes(), file=str(path), path=path)[0]


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.parent.name)
def test_a_rule_about_words_objects_to_no_letter_of_an_example_but_for_a_sentence_of_the_user(path: Path) -> None:
    profile = example(path)
    for context, letter in every_letter(profile):
        search = ProfileUnderReview(a_snapshot(profile, letter.today), History())
        for own in (letter, replace(letter, built_in=False)):
            found = [each for each in letter_findings(own, context, search) if each.place is None]
            words = [each for each in found if each.rule.startswith(ABOUT_WORDS) or RULES[each.rule].own_template]
            assert [each for each in words if each.rule not in ABOUT_FACTS] == [], letter.text


def test_an_unchanged_copy_of_a_template_says_what_the_built_in_one_says(tmp_path: Path) -> None:
    profile = EXAMPLES[0].parents[1] / "pharmacist" / "profile.yaml"
    day = str(dt.date(2026, 11, 20))
    about = ("brief", "--profile", profile, "--to", "Tomasz Łukasik", "--force")
    before = run(*about, cwd=tmp_path, today=day)
    assert run("templates", "copy", "brief", cwd=tmp_path).code == 0
    assert run(*about, cwd=tmp_path, today=day) == before
