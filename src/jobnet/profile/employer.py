"""Does a name or an address look like the current employer's? Generously: it is asked in a confidential search.

What is surely the employer's is told apart from what looks like it: of that, the user is asked once, and answers by the
employer's `aliases` and `email_domains`, or by `search.not_employer`.
"""

from __future__ import annotations

import re
from enum import IntEnum
from itertools import accumulate, chain, pairwise
from typing import TYPE_CHECKING, TypeVar

from jobnet.patterns import pattern
from jobnet.profile.addresses import domain_of, is_within, own_labels, spellings, typed_domain
from jobnet.profile.names import bare, company_key, company_words, fold, holds_words, name_key, one_slip_apart
from jobnet.profile.wordings import (
    ACRONYM,
    COMMON,
    LEAST_INITIALS,
    Words,
    cut_short,
    initials_of,
    is_cut_out_of,
    is_form_of,
    less_its_house,
    names_in,
    stem_runs,
    stems_of,
    wordings_of,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

_S = TypeVar("_S")
_T = TypeVar("_T")

_ROLES = frozenset(
    (
        "hr careers jobs recruiting recruitment recruiters talent team office department personnel "
        "personal personalabteilung bewerbung bewerbungen karriere rh recrutement rrhh seleccion"
    ).split()
)
_AROUND_A_LABEL = frozenset(
    (
        "the my get go team mail email e jobs careers career hr group co company corp inc ltd llc plc gmbh ag uk us "
        "usa eu de"
    ).split()
)
MAIL_HOSTS = frozenset(
    (
        "gmail.com googlemail.com outlook.com hotmail.com live.com msn.com yahoo.com ymail.com icloud.com me.com "
        "mac.com proton.me protonmail.com gmx.de gmx.net gmx.com web.de t-online.de aol.com mail.com fastmail.com "
        "zoho.com qq.com hotmail.co.uk yahoo.co.uk yahoo.de yahoo.fr btinternet.com comcast.net att.net verizon.net "
        "orange.fr wanadoo.fr free.fr laposte.net freenet.de arcor.de bluewin.ch gmx.at gmx.ch 163.com"
    ).split()
)
_AT = pattern(r"\b(?:at|bei|chez|en|for|with)\b|[,;|@/()–—]|\s-|-\s", re.IGNORECASE)
_PARTS = pattern(r"\b(?:at|bei|chez)\b|[,;|@/()·:]|\s[–—-]\s", re.IGNORECASE)
"""What parts the names in one: "Milltown (a Corvane company)"."""
_WORD = pattern(r"[^\W_]+")
_WORD_OR_SHORT = pattern(r"[^\W\d_]+\.?")
_AT_A_PLACE = frozenset(("at", "bei", "chez"))
_LONG = 7
"""Letters from which a part of a word, or a word with one slip, is enough to make one ask."""
_LEAST = 4
_LEAST_INSIDE = 5


class Likeness(IntEnum):
    """How much a name or a domain looks like the employer's."""

    NONE = 0
    NEAR = 1
    SURE = 2


class EmployerNames:
    """The current employer, under every name and domain that the profile knows."""

    def __init__(
        self,
        typed: Iterable[str],
        domains: Iterable[str],
        *,
        denied: Iterable[str] = (),
        places: Iterable[str] = (),
        trade: Iterable[str] = (),
        companies: Iterable[frozenset[str]] = (),
    ) -> None:
        """`denied`: names, domains and addresses that are somebody else's. `trade`: titles and fields of the seeker.

        `companies`: the folded spellings of each target.
        """
        self._answers: dict[str, Likeness] = {}
        self.names = _each_once(names_in, typed)
        self.domains = frozenset(_each_once(spellings, domains))
        self._wordings = _each_once(wordings_of, self.names)
        self._runs = _each_once(stem_runs, self.names)
        self._own_words = _each_once(_WORD_OR_SHORT.findall, map(fold, self.names))
        keys = frozenset(company_key(bare(name)) for name in self.names)
        self._together = frozenset(map(_together, self.names))
        self._keys = keys.union(*(each for each in companies if not keys.isdisjoint(each)))
        self._initials = frozenset(_each_once(initials_of, self.names))
        self._cut = frozenset(chain.from_iterable(map(cut_short, self._wordings)))
        denied = tuple(each.strip() for each in denied)
        self._wholes = frozenset(map("".join, self._wordings))
        self._denied_keys = frozenset(company_key(bare(name)) for name in denied)
        # Who denies "Corvane Holdings" does not deny Corvane.
        self._denied = frozenset(map("".join, _each_once(wordings_of, denied))) - self._wholes
        self._denied_addresses = frozenset(fold(each) for each in denied if each.find("@") > 0)
        denied_domains = filter(None, (typed_domain(each) for each in denied if each.find("@") <= 0))
        self._denied_domains = frozenset(_each_once(spellings, denied_domains))
        self._tells_nothing = COMMON | {word for place in places for word in _WORD.findall(fold(place))}
        labels = {label: label == own[-1] for own in map(own_labels, self.domains) for label in own}
        self._labels = {each for each, is_last in labels.items() if self._tells(each, 1 if is_last else _LEAST)}
        in_trade = {word for each in trade for word in _WORD.findall(fold(each))}
        self._firsts = {own[0] for own in self._wordings if self._tells(own[0])} - in_trade
        no_name = self._tells_nothing | in_trade
        self._pairs = {pair for pair in _each_once(pairwise, self._wordings) if not no_name.issuperset(pair)}

    def of_company(self, name: str) -> Likeness:
        """How much the name of a company looks like the employer's; the same are asked about for every reader."""
        if name not in self._answers:
            self._answers[name] = self._likeness(name)
        return self._answers[name]

    def _likeness(self, name: str) -> Likeness:
        wordings = _each_once(wordings_of, names_in(name))
        wholes = frozenset(map("".join, wordings))
        if (key := company_key(bare(name))) in self._keys or _together(name) in self._together:
            return Likeness.SURE
        if key in self._denied_keys or not self._denied.isdisjoint(wholes):
            return Likeness.NONE
        if not self._wholes.isdisjoint(wholes):
            return Likeness.SURE
        name = self._in_full(name)
        wordings = _each_once(wordings_of, names_in(name))
        parts = _each_once(wordings_of, filter(str.strip, _PARTS.split(name)))
        near = (*wordings, *(words for words in parts if any(map(self._tells, words))))
        is_near = any(self._is_near(words, own) for words in near for own in self._wordings)
        is_near = is_near or self.holds_whole_name(name) or self._is_acronym(name, wordings)
        return Likeness.NEAR if is_near else Likeness.NONE

    def denies(self, typed: str) -> bool:
        """Whether the user has said of a person's address or name, or of a domain, that it is not the employer's."""
        is_denied = fold(typed.strip()) in self._denied_addresses or company_key(bare(typed)) in self._denied_keys
        return is_denied or is_within(typed, self._denied_domains)

    def first_word_in(self, sentence: str) -> str:
        """The word by which the employer is called for short, where a sentence has it as a name; else nothing."""
        words = _WORD.findall(bare(sentence))
        for before, word in zip(["", *words], words, strict=False):
            is_name = not word.islower() or before.casefold() in _AT_A_PLACE
            if is_name and fold(self._in_full(word)) in self._firsts and self.of_company(word):
                return str(word)
        return ""

    def holds_name(self, sentence: str) -> bool:
        """Whether a sentence has the whole name, or two words of it together."""
        pairs = _each_once(pairwise, wordings_of(self._in_full(sentence)))
        return self.holds_whole_name(sentence) or not self._pairs.isdisjoint(pairs)

    def holds_whole_name(self, name: str) -> bool:
        """Whether the whole of a name of several words stands there in some form: "bei Corvane Foods Logistics"."""
        said = stems_of(self._in_full(name))
        return any(holds_words(said, run) for run in self._runs)

    def is_part(self, company: str) -> bool:
        """Whether a company has the whole of a name of several words in its own, word for word: no near one is sure."""
        said = tuple(wordings_of(company))
        return any(holds_words(words, own) for own in self._wordings if len(own) > 1 for words in said)

    def _in_full(self, name: str) -> str:
        """With the employer's own words where they bear an s, or are cut short: "Quorvexs", "Städt. Klinikum"."""

        def own(found: re.Match[str]) -> str:
            word = fold(found[0])
            meant = next((each for each in self._own_words if is_form_of(each, word)), "").removesuffix(".")
            return (meant.title() if found[0][0].isupper() else meant) or found[0]

        return _WORD_OR_SHORT.sub(own, name)

    def _is_near(self, words: Words, own: Words) -> bool:
        joined, whole = "".join(words), "".join(own)
        shared = {word for word in {*words} & {*own} if self._tells(word)}
        rest = {*words, *own} - shared
        return (
            joined in accumulate(own)  # "Oldmill Bakery" begins with "Old Mill"
            or whole in accumulate(words)
            or set(own) <= set(words)
            or self._is_glued(words, own)
            or self._is_glued(own, words)
            or (bool(shared) and (set(words) <= set(own) or words[0] == own[0]))
            or not self._pairs.isdisjoint(pairwise(words))  # "Klinikum Olm" of "Städtisches Klinikum Olm"
            or (bool(shared) and not any(map(self._tells, rest)))  # "Rosental Clinic" and "Klinikum Rosental"
            or (max(len(joined), len(whole)) >= _LONG and one_slip_apart(joined, whole))
        )

    def _is_glued(self, words: Words, own: Words) -> bool:
        """Whether a name stands in one word with its legal form or more: "CorvaneFoodsLtd", "TheBoeingCompany"."""
        whole = "".join(own)
        if not self._tells(whole):
            return False
        found = (*words, "".join(words))
        return any(_less_its_ends(word, whole) == whole or (len(whole) >= _LONG and whole in word) for word in found)

    def _tells(self, word: str, least: int = _LEAST) -> bool:
        return len(word) >= least and word not in self._tells_nothing

    def _is_acronym(self, name: str, wordings: Iterable[Words]) -> bool:
        """Whether it is the employer's initials or some of its letters, or the employer is called by its."""
        short = {fold(word).replace(".", "").replace("&", "") for word in ACRONYM.findall(name)}
        short |= {words[0] for words in wordings if len(words) == 1 and len(words[0]) >= LEAST_INITIALS}
        return (
            not short.isdisjoint(self._initials)
            or not self._cut.isdisjoint(map("".join, wordings))
            or any(len(own) == 1 and own[0] in initials_of(name) for own in self._wordings)
            or is_cut_out_of(name, self._wordings)
            or any(is_cut_out_of(own, wordings) for own in self.names)
        )

    def of_address(self, address: str, bearer: str = "", company: str = "") -> tuple[Likeness, str]:
        """How much a mail address looks like one at the employer, and what in it.

        A domain may be called as the family is of whoever bears it, or as the other company where they work.
        """
        domain = domain_of(address)
        if is_within(domain, self.domains):
            return Likeness.SURE, domain
        if self.denies(address) or is_within(domain, self._denied_domains):
            return Likeness.NONE, domain
        explained = frozenset(name_key(bearer).split())
        own = {"".join(words) for words in wordings_of(company)} if company else set()
        if self._is_named_in_domain(domain, explained, own):
            return Likeness.NEAR, domain
        before = fold(address.rpartition("@")[0])
        if any(other in before for other in self.domains) or self._is_named_before_the_at(before, explained):
            return Likeness.NEAR, address
        return Likeness.NONE, domain

    def _is_named_in_domain(self, domain: str, bearer: frozenset[str], own: set[str]) -> bool:
        labels = {label for each in spellings(domain) for label in own_labels(each)}
        joined = {label.replace("-", "") for label in labels}
        if is_within(domain, MAIL_HOSTS):
            return any("".join(words) in joined for words in self._wordings)
        if not self._labels.isdisjoint(labels | set(map(_less_what_is_around, labels))):
            return True  # corvane.com and corvane-group.com beside corvane.example
        if any(label.startswith(name) or name.startswith(label) for label in joined for name in own):
            return any("".join(words) in joined - bearer for words in self._wordings)
        return any(
            self._is_called(label, words) for label in labels for words in self._wordings if words[0] not in bearer
        )

    def _is_called(self, label: str, own: Words) -> bool:
        parts, joined, whole = label.split("-"), label.replace("-", ""), "".join(own)
        bare = _less_what_is_around(label)
        telling = [word for word in own if self._tells(word)]
        return (
            bare == whole
            or any(_less_its_ends(joined, word) == word for word in (whole, *telling))
            or (len(whole) >= _LEAST and whole in parts)
            or (len(whole) >= _LEAST_INSIDE and joined.startswith(whole))
            or (len(whole) >= _LONG and whole in joined)
            or (len(joined) >= _LONG and one_slip_apart(joined, whole))
            or any(word == parts[0] or (len(word) > _LEAST_INSIDE and joined.startswith(word)) for word in telling)
            or any(part in joined for part in map("".join, self._pairs) if len(part) >= _LONG)
            or self.holds_whole_name(label.replace("-", " "))
            or joined in self._cut | self._initials | set(accumulate(own)) - {own[0]}
            or any(len(part) >= LEAST_INITIALS and part in self._initials for part in (bare, *parts))
        )

    def _is_named_before_the_at(self, before: str, bearer: frozenset[str]) -> bool:
        parts = _WORD.findall(before)
        names = [own for own in self._wordings if bearer.isdisjoint(own) and len("".join(own)) >= _LEAST_INSIDE]
        return any("".join(own) in parts or (len(own) > 1 and "".join(own) in "".join(parts)) for own in names)

    def of_title(self, title: str) -> tuple[Likeness, str]:
        """How much what somebody says of their post names the employer ("Buyer at Corvane"), and the part that does."""
        for name in filter(None, map(str.strip, _AT.split(title)[1:])):
            if (likeness := self.of_company(name)) and (likeness is Likeness.SURE or self._is_more_than_a_house(name)):
                return Likeness.NEAR, name
        is_named = self.holds_name(title) and not self.denies(title)
        name = title if is_named else self.first_word_in(title)
        return (Likeness.NEAR, name) if name else (Likeness.NONE, "")

    def _is_more_than_a_house(self, name: str) -> bool:
        """Not "(USA)" or "GmbH" behind another company's name, which has letters of the employer's by chance."""
        return fold(name) in self._initials or less_its_house(company_words(f"x {bare(name)}")) != ("x",)

    def of_role(self, name: str) -> Likeness:
        """How much a contact who is no person is called as the employer: "Corvane Foods HR"."""
        words = company_words(name)
        is_role = bool(set(words) & _ROLES) and any(holds_words(words, own) for own in self._wordings)
        return self.of_company(name) if is_role or self.holds_whole_name(name) else Likeness.NONE


def _each_once(function: Callable[[_S], Iterable[_T]], things: Iterable[_S]) -> tuple[_T, ...]:
    """What the function gives of all of these."""
    return tuple(dict.fromkeys(chain.from_iterable(map(function, things))))


def _together(name: str) -> str:
    """All its letters and digits, folded, legal form and all: "CorvaneFoodsLtd"."""
    return "".join(_WORD.findall(fold(bare(name)))) or name


def _less_what_is_around(label: str) -> str:
    """A label without the parts that may stand beside a name in one: `corvane-group` is `corvane`."""
    return "".join(part for part in label.split("-") if part not in _AROUND_A_LABEL)


def _less_its_ends(label: str, whole: str) -> str:
    """A label without what may stand around a name in one: `theboeingco` is `boeing`."""
    before, found, behind = label.partition(whole)
    fits = found and (not before or before in _AROUND_A_LABEL) and (not behind or behind in _AROUND_A_LABEL)
    return whole if fits else label
