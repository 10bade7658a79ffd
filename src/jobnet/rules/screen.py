"""Which rules need not judge a letter: those of which none of its paragraphs shows a sign, or whose matter it is not.

The letters of a run share most of their paragraphs, and most paragraphs give no rule anything to object to. So a rule
may have a sign: words to look for, or a look at one paragraph, that finds something in at least one paragraph, or in
the subject, of every letter that the rule objects to. What each paragraph shows is kept; a letter that shows no sign
of a rule is spared it, and any other is judged by the whole rule as if there were no screen.

And a rule may say `when` it has anything to object to at all: in a confidential search, to somebody who has referred
the seeker. That is asked of each letter, but once for all rules that say the same. What else it may object to in a
letter without a sign, it asks of the letter in the same way: a file that goes with it and is not mentioned.

The first letter is judged by all rules: where it is the only one, making ready for more would cost more than it spares.

The HTML form is looked over in the same way, in pieces.

A sign is given the paragraph and nothing else: nothing that it might depend on can be forgotten. It may see too much,
never too little. A rule that counts over the letter, or misses something in it, has none.
"""

from __future__ import annotations

from functools import lru_cache, reduce
from itertools import compress
from operator import or_
from typing import TYPE_CHECKING

from jobnet.frozen import cached_property
from jobnet.pieces import items_in
from jobnet.rules.case import KEPT, Phrases, said_in

if TYPE_CHECKING:
    from jobnet.rules.case import Case
    from jobnet.rules.catalogue import Rule

_NOTHING: frozenset[str] = frozenset()
_BEGUN = "a phrase is begun"
"""Among the signs of a paragraph that ends within a phrase: only the next one shows whether it is one."""


class Screen:
    """The rules for one kind of letter, before which its letters are looked over."""

    def __init__(self, rules: tuple[Rule, ...]) -> None:
        self.rules = rules
        asked = (question for rule in rules for question in (rule.when, rule.even_so) if question is not None)
        self._conditions = tuple(dict.fromkeys(asked))
        self._words = {rule.id: rule.sign for rule in rules if isinstance(rule.sign, Phrases)}
        self._looks = {
            rule.id: rule.sign for rule in rules if rule.sign is not None and not isinstance(rule.sign, Phrases)
        }
        self._page_looks = {rule.id: rule.page_sign for rule in rules if rule.page_sign is not None}
        self._shown_in = lru_cache(maxsize=KEPT)(self._signs_in)
        self._begun_in = lru_cache(maxsize=KEPT)(self._phrases_begun_in)
        self._shown_on_page = lru_cache(maxsize=KEPT)(self._signs_on_page)
        self._left = lru_cache(maxsize=KEPT)(self._less_the_spared)
        self._is_first = True

    def rules_for(self, case: Case) -> tuple[Rule, ...]:
        """Those that may object to this letter, in their order."""
        if self._is_first:
            self._is_first = False
            return self.rules
        on_page = map(self._shown_on_page, case.parts_of_page if self._page_looks else ())
        shown = self._shown_in_all(case.subject_and_pieces).union(*on_page)
        return self._left(shown, tuple([bool(is_so(case)) for is_so in self._conditions]))

    def _less_the_spared(self, shown: frozenset[str], is_so: tuple[bool, ...]) -> tuple[Rule, ...]:
        true = {*compress(self._conditions, is_so)}
        return tuple(
            rule
            for rule in self.rules
            if (rule.when is None or rule.when in true)
            and (rule.id in shown or rule.even_so in true or (rule.sign is None and rule.page_sign is None))
        )

    @cached_property
    def _all_words(self) -> Phrases:
        return reduce(or_, self._words.values(), Phrases())

    def _shown_in_all(self, pieces: list[str]) -> frozenset[str]:
        """The rules of which one of these shows a sign, or two that follow one another do."""
        signs = list(map(self._shown_in, pieces))
        shown = _NOTHING.union(*signs)
        if _BEGUN not in shown:
            return shown
        going_on: list[str] = []
        for at in [at for at, sign in enumerate(signs) if _BEGUN in sign]:
            said = next((said for each in pieces[at + 1 :] if (said := said_in(each).text)), None)
            going_on += (_BEGUN,) if said is None else self._begun_in(pieces[at]).get(said.partition(" ")[0], ())
        return (shown - {_BEGUN}).union(going_on)

    def _signs_in(self, paragraph: str) -> frozenset[str]:
        """The rules of which this paragraph shows a sign, by their ids; and whether it ends within a phrase."""
        items = items_in(paragraph)
        if len(items) > 1:
            return self._shown_in_all(items)
        shown = [name for name, look in self._looks.items() if look(paragraph)]
        if self._all_words.are_in(paragraph):  # seldom, so it is asked of all at once
            shown += [name for name, words in self._words.items() if words.are_in(paragraph)]
        if self._all_words.begun_in(paragraph):
            shown.append(_BEGUN)
        return frozenset(shown)

    def _phrases_begun_in(self, paragraph: str) -> dict[str, list[str]]:
        """The rules with a phrase that this paragraph ends within, by the word with which it would go on."""
        found: dict[str, list[str]] = {}
        for name, words in self._words.items():
            for after in words.begun_in(paragraph):
                found.setdefault(after, []).append(name)
        return found

    def _signs_on_page(self, piece: str) -> frozenset[str]:
        """The rules of which this piece of a page shows a sign."""
        return frozenset(name for name, look in self._page_looks.items() if look(piece))
