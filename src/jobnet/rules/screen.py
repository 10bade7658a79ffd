"""Which rules need not judge a letter: those of which none of its paragraphs shows a sign, or whose matter it is not.

The letters of a run share most of their paragraphs, and most paragraphs give no rule anything to object to. So a rule
may have a sign: words to look for, or a look at one paragraph, that finds something in at least one paragraph, or in
the subject, of every letter that the rule objects to. What each paragraph shows is kept; a letter that shows no sign
of a rule is spared it, and any other is judged by the whole rule as if there were no screen.

And a rule may say `when` it has anything to object to at all: in a confidential search, to somebody who has referred
the seeker. That is asked of each letter, but once for all rules that say the same.

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
from jobnet.rules.case import KEPT, Phrases

if TYPE_CHECKING:
    from jobnet.rules.case import Case
    from jobnet.rules.catalogue import Rule

_NOTHING: frozenset[str] = frozenset()


class Screen:
    """The rules for one kind of letter, before which its letters are looked over."""

    def __init__(self, rules: tuple[Rule, ...]) -> None:
        self.rules = rules
        self._conditions = tuple(dict.fromkeys(rule.when for rule in rules if rule.when is not None))
        self._words = {rule.id: rule.sign for rule in rules if isinstance(rule.sign, Phrases)}
        self._looks = {
            rule.id: rule.sign for rule in rules if rule.sign is not None and not isinstance(rule.sign, Phrases)
        }
        self._page_looks = {rule.id: rule.page_sign for rule in rules if rule.page_sign is not None}
        self._shown_in = lru_cache(maxsize=KEPT)(self._signs_in)
        self._shown_on_page = lru_cache(maxsize=KEPT)(self._signs_on_page)
        self._left = lru_cache(maxsize=KEPT)(self._less_the_spared)
        self._is_first = True

    def rules_for(self, case: Case) -> tuple[Rule, ...]:
        """Those that may object to this letter, in their order."""
        if self._is_first:
            self._is_first = False
            return self.rules
        on_page = map(self._shown_on_page, case.page_pieces if self._page_looks else ())
        shown = _NOTHING.union(*map(self._shown_in, case.subject_and_pieces), *on_page)
        return self._left(shown, tuple([bool(is_so(case)) for is_so in self._conditions]))

    def _less_the_spared(self, shown: frozenset[str], is_so: tuple[bool, ...]) -> tuple[Rule, ...]:
        true = {None, *compress(self._conditions, is_so)}
        return tuple(
            rule
            for rule in self.rules
            if rule.when in true and (rule.id in shown or (rule.sign is None and rule.page_sign is None))
        )

    @cached_property
    def _all_words(self) -> Phrases:
        return reduce(or_, self._words.values(), Phrases())

    def _signs_in(self, paragraph: str) -> frozenset[str]:
        """The rules of which this paragraph shows a sign, by their ids."""
        items = items_in(paragraph)
        if len(items) > 1:
            return _NOTHING.union(*map(self._shown_in, items))
        shown = [name for name, look in self._looks.items() if look(paragraph)]
        if self._all_words.may_be_in(paragraph):  # seldom, so it is asked of all at once
            shown += [name for name, words in self._words.items() if words.may_be_in(paragraph)]
        return frozenset(shown)

    def _signs_on_page(self, piece: str) -> frozenset[str]:
        """The rules of which this piece of a page shows a sign."""
        return frozenset(name for name, look in self._page_looks.items() if look(piece))
