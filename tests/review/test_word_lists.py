"""Word lists look for words in lower case between single spaces: an entry written otherwise could never be found."""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules

import pytest

from jobnet import review
from jobnet.review.words import Phrases, parted, spaced

_MODULES = [import_module(f"jobnet.review.{module.name}") for module in iter_modules(review.__path__)]
_LISTS = {
    f"{module.__name__}.{name}": value
    for module in _MODULES
    for name, value in vars(module).items()
    if isinstance(value, Phrases)
}


@pytest.mark.parametrize("name", sorted(_LISTS))
def test_every_phrase_is_found_in_its_own_words(name: str) -> None:
    for language, phrases in _LISTS[name].phrases.items():
        assert _LISTS[name].found_in(spaced(". ".join(phrases)), language) == tuple(sorted(phrases))


def test_each_language_is_judged_by_its_own_words_and_the_others_not_at_all() -> None:
    words = Phrases("normal", "guys", de=("gestern",))

    assert words.found_in(" das ist normal gestern ", "de") == ("gestern",)
    assert words.found_in(" c'est normal guys ", "fr") == ()


@pytest.mark.parametrize("text", ["Am 25. Oktober ist Markt.", "Bis 3. Jänner ist Zeit."])
def test_the_stop_of_a_german_date_ends_no_sentence(text: str) -> None:
    assert list(parted(text)) == [text]
