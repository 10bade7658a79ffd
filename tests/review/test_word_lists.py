"""Word lists look for words in lower case between single spaces: an entry written otherwise could never be found."""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules

import pytest

from jobnet import review
from jobnet.review.words import Phrases, spaced

_MODULES = [import_module(f"jobnet.review.{module.name}") for module in iter_modules(review.__path__)]
_LISTS = {
    f"{module.__name__}.{name}": value
    for module in _MODULES
    for name, value in vars(module).items()
    if isinstance(value, Phrases)
}


@pytest.mark.parametrize("name", sorted(_LISTS))
def test_every_phrase_is_found_in_its_own_words(name: str) -> None:
    words = _LISTS[name]
    assert words.found_in(spaced(". ".join(words.phrases))) == tuple(sorted(words.phrases))
