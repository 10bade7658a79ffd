"""Rules about the talking points: said in one breath, and ending with a question."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from jobnet.profile.names import company_words, name_key
from jobnet.review.finding import Finding, about

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jobnet.review.under_review import LetterUnderReview

_CARD_WORDS, _BREATH_WORDS = 120, 35


def longer_than_a_breath(letter: LetterUnderReview) -> Iterator[Finding]:
    line = next((line for line in letter.text.split("\n") if line.strip() and not line.startswith("#")), "")
    words = len(line.split())
    if words > _BREATH_WORDS:
        yield Finding(f"The one-breath line has {words} words; {_BREATH_WORDS} can be said in one breath.")
    if letter.letter.words > _CARD_WORDS and getattr(letter.context, "short", True):
        yield Finding(f"The card has {letter.letter.words} words.")


def not_speakable(letter: LetterUnderReview) -> Iterator[Finding]:
    if not letter.letter.built_in and not letter.questions:
        yield Finding("The card asks nothing.", hint="End with: do you happen to know anyone at any of those?")
    for company in letter.profile.target_companies:
        name = company.spoken
        last = name_key(re.sub(r"[.'’]", "", name)).split()[-1:]
        if last and company_words(name)[-1:] != tuple(last) and name in letter.text:
            yield about(company, f"Nobody says “{name}” aloud.")


ON_LETTERS = {"TALK-01": longer_than_a_breath, "TALK-02": not_speakable}
