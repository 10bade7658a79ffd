"""The filters of templates: dates, lists and numbers as the reader's country writes them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sized
from typing import TYPE_CHECKING, Any

from jobnet.frozen import dataclass
from jobnet.patterns import pattern
from jobnet.profile.model import Prose
from jobnet.profile.vocabulary import has_ended
from jobnet.rendering.locales import ends_in_abbreviation
from jobnet.rendering.values import Own, Piece, TemplateStopError, forms

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from jobnet.rendering.locales import LocaleConventions

_FAR = 183
"""Days after which a day and month alone would be misread."""
_WEEK = 7
_SMALL_WORD = pattern(r"[a-zß-öø-ÿ]+(?:['’][a-zß-öø-ÿ]+)?[,:;]?(?=\s|$)")


@dataclass(frozen=True)
class Manner:
    """What filters need to know of the letter."""

    conventions: LocaleConventions
    today: dt.date


def day(manner: Manner, value: Any) -> str:
    """With the year where it is far from the letter's."""
    date = _date(value)
    return manner.conventions.long_day(date) if _is_far(date, manner) else manner.conventions.day(date)


def nth(_manner: Manner, value: Any) -> str:
    """A day of a month that has just been named."""
    number = _date(value).day
    ending = {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{'th' if number in range(11, 14) else ending}"


def days(manner: Manner, values: Iterable[Any]) -> str:
    """Several days: "6 and 14 October"; each with its month where that changes."""
    dates = [_date(each) for each in values]
    return manner.conventions.days(dates, is_far=any(_is_far(each, manner) for each in dates))


def long_day(manner: Manner, value: Any) -> str:
    """A date that stops at the month or the year is written as far as it goes."""
    if not isinstance(value, dict):
        return manner.conventions.long_day(_date(value))
    if value["month"] is None:
        return str(value["year"])
    date = value["earliest"]
    return manner.conventions.long_day(date) if value["day"] else manner.conventions.month_of_year(date)


def weekday_day(manner: Manner, value: Any) -> str:
    """With the year in place of the weekday where it is far from the letter's."""
    date = _date(value)
    return manner.conventions.long_day(date) if _is_far(date, manner) else manner.conventions.weekday_day(date)


def weekday(manner: Manner, value: Any) -> str:
    """A day of the week up to the letter's day by its name alone, any other as `day` writes it."""
    date = _date(value)
    return manner.conventions.weekday(date) if 0 <= (manner.today - date).days < _WEEK else day(manner, date)


def month(manner: Manner, value: Any) -> str:
    """With the year where it is far from the letter's."""
    date = _date(value)
    return manner.conventions.month_of_year(date) if _is_far(date, manner) else manner.conventions.month(date)


def _date(value: Any) -> dt.date:
    if isinstance(value, dict):
        value = value.get("earliest")
    if isinstance(value, dt.date):
        return value
    raise TemplateStopError("a date is missing here" if value is None else "this is no date")


def _is_far(date: dt.date, manner: Manner) -> bool:
    return date.year != manner.today.year and abs((date - manner.today).days) > _FAR


def number(manner: Manner, count: Any) -> Own:
    """In words up to twelve; of a list its length."""
    return Own(manner.conventions.number(_count(count)))


def plural(_manner: Manner, count: Any, one: str, many: str) -> str:
    return one if _count(count) == 1 else many


def _count(count: Any) -> int:
    if isinstance(count, int):
        return count
    if isinstance(count, Sized) and not isinstance(count, str):
        return len(count)
    raise TemplateStopError("this is neither a number nor a list")


def listing(manner: Manner, items: Iterable[Any], conjunction: str = "") -> Piece:
    """`A, B and C`."""
    listed = [forms(each) for each in items]
    habits = manner.conventions
    between = habits.separators([each.text for each in listed], conjunction or habits.conjunction)
    parts = list(zip(between, listed, strict=True))
    return Piece(
        "".join([before + each.text for before, each in parts]),
        "".join([before + each.markdown for before, each in parts]),
    )


def placed(manner: Manner, places: Iterable[Any], conjunction: str) -> Piece:
    """Places as a language says where: `in Leipzig oder im Raum Halle`."""
    named = [forms(each) for each in places]
    habits = manner.conventions
    words = [habits.before_place(each.text) for each in named]
    said = (word if word != before else "" for word, before in zip(words, ["", *words], strict=False))
    pieces = (Piece(word + each.text, word + each.markdown) for word, each in zip(said, named, strict=True))
    return listing(manner, pieces, conjunction)


def offered(manner: Manner, value: Any) -> Any:
    """What was offered: `offering to ask around`, `offering a coffee`; `dein Angebot, dich umzuhören`."""
    return _changed(value, lambda text: manner.conventions.before_offer(text) + _clause(text))


def dative(manner: Manner, value: Any) -> Any:
    """A name, or each of several, behind a preposition: `Herrn Busch`."""
    return _each(value, manner.conventions.dative)


def job(manner: Manner, value: Any) -> Any:
    """A title, or each of several, as one says it: `responsable achats`, of "Responsable achats (H/F)"."""
    return _each(value, manner.conventions.job) if value else Own()


def _each(value: Any, change: Callable[[str], str]) -> Any:
    return tuple(_each(each, change) for each in value) if isinstance(value, tuple) else _changed(value, change)


def in_brackets(_manner: Manner, value: Any) -> Any:
    """` (x)`, or nothing where there is nothing; what has brackets of its own follows a comma."""
    if not value:
        return Own()
    piece = forms(value)
    before, after = (", ", "") if "(" in piece.text else (" (", ")")
    return Piece(f"{before}{piece.text}{after}", f"{before}{piece.markdown}{after}")


def sentence(_manner: Manner, value: Any) -> Any:
    """With a capital at the start, if it is the user's, and its final stop, none doubled."""
    return _changed(value, lambda text: _sentence(_begun(text) if isinstance(value, Prose) else text))


def inside(manner: Manner, value: Any) -> Any:
    """A few words, or each of several, inside a sentence: "the yard walk", of "The yard walk."."""
    if isinstance(value, tuple):
        return tuple(inside(manner, each) for each in value)
    return _changed(value, lambda text: manner.conventions.inside(_clause(text)))


def clause(_manner: Manner, value: Any) -> Any:
    """Without its final stop, to be followed by more words; the stop of "Ltd." stays."""
    return _changed(value, _clause)


def because(manner: Manner, value: Any) -> Any:
    """A reason behind words that it explains: ", because they bake."; a stop alone where there is none."""
    if not value:
        return Own(".")
    piece, join = forms(value), manner.conventions.because
    if join(_sentence(piece.text)).startswith(" "):  # the user's own prose loses the space before it
        return Piece(join(_sentence(piece.text)), join(_sentence(piece.markdown)))
    return _changed(value, lambda text: join(_sentence(text)))


def small(manner: Manner, value: Any) -> Any:
    """A sentence behind a colon: small, where the language writes it so and it begins with no name."""
    return _changed(value, lambda text: manner.conventions.inside(_sentence(text)))


def behind(manner: Manner, value: Any, words: str) -> Any:
    """A sentence with these words before it, where the language lets it go on small; else alone."""

    def said(text: str) -> str:
        begun = _sentence(text)
        small_one = manner.conventions.inside(begun)
        return begun if small_one == begun else f"{words} {small_one}"

    return _changed(value, said)


def capital(_manner: Manner, value: Any) -> Any:
    """With a capital at the start, the rest as it is."""
    return _changed(value, lambda text: text[:1].upper() + text[1:])


def _changed(value: Any, change: Callable[[str], str]) -> Any:
    """Changed, and still of its kind: the user's prose, the program's own word, or both forms of a list."""
    if isinstance(value, Piece):
        return Piece(change(value.text), change(value.markdown))
    if isinstance(value, (Prose, Own)):
        return type(value)(change(value))
    return change(forms(value).text)


def _begun(text: str) -> str:
    """A hurried sentence with its capital; "iPhones" and addresses stay as they are."""
    said = text.lstrip()
    return said[0].upper() + said[1:] if _SMALL_WORD.match(said) else text


def _sentence(text: str) -> str:
    said = text.strip()
    return said if not said or has_ended(said) else f"{said}."


def _clause(text: str) -> str:
    said = text.strip()
    return said if said.endswith("..") or ends_in_abbreviation(said) else said.rstrip(".!")


FILTERS: Mapping[str, Callable[..., Any]] = {
    each.__name__: each
    for each in (
        day, nth, days, long_day, weekday_day, weekday, month, number, plural, listing, placed, offered, dative, job,
        in_brackets, sentence, inside, clause, because, small, behind, capital,
    )
}  # fmt: skip
