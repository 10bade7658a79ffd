"""German puts the right preposition and article before a company that is called by a common noun."""

from __future__ import annotations

import datetime as dt

import pytest

from jobnet.profile.model import Prose
from jobnet.profile.names import without_genders
from jobnet.rendering.filters import FILTERS, Manner
from jobnet.rendering.german import German
from jobnet.rendering.german_nouns import behind
from jobnet.rendering.values import TOKEN, Piece, Values

HABITS = German("de", "DE")


@pytest.mark.parametrize(
    ("preposition", "company", "said"),
    [
        ("bei", "Brammer Kühllogistik", "bei Brammer Kühllogistik"),
        ("bei", "Karstadt", "bei Karstadt"),
        ("bei", "Elstermesse", "bei der Elstermesse"),
        ("bei", "Weserland Spedition", "bei der Weserland Spedition"),
        ("bei", "Theater am Lindenhof", "am Theater am Lindenhof"),
        ("bei", "Sonnenhof Markkleeberg", "im Sonnenhof Markkleeberg"),
        ("bei", "Neues Theater Halle", "am Neuen Theater Halle"),
        ("bei", "Deutsche Telekom", "bei der Deutschen Telekom"),
        ("bei", "Leipziger Messe", "bei der Leipziger Messe"),
        ("bei", "Städtische Werke", "bei den Städtischen Werken"),
        ("bei", "Die Brücke", "bei der Brücke"),
        ("bei", "Brammer, Kongresshalle Plagwitz", "bei Brammer, Kongresshalle Plagwitz"),
        ("bei", "Kantonsspital Zug", "im Kantonsspital Zug"),
        ("bei", "Landesamt für Umwelt", "beim Landesamt für Umwelt"),
        ("bei", "Heimstätte", "in der Heimstätte"),
        ("bei", "Küche & Bad Meier", "bei Küche & Bad Meier"),
        ("bei", "Käserei Obersee", "bei der Käserei Obersee"),
        ("bei", "Bücherei Lindenau", "in der Bücherei Lindenau"),
        ("mit", "Schauspielhaus Saaletal", "mit dem Schauspielhaus Saaletal"),
        ("zu", "Kongresshalle Plagwitz", "zur Kongresshalle Plagwitz"),
        ("von", "Haus Kranichsee", "vom Haus Kranichsee"),
    ],
)
def test_a_preposition_takes_the_article_of_the_noun(preposition: str, company: str, said: str) -> None:
    assert " ".join(behind(preposition, company)) == said


@pytest.mark.parametrize(
    ("companies", "said"),
    [
        (("Hansekontor", "Brammer"), "Bei Hansekontor oder Brammer"),
        (
            ("Elstermesse", "Puppentheater Gohlis", "Brammer"),
            "Bei der Elstermesse, am Puppentheater Gohlis oder bei Brammer",
        ),
        (("Deutsches Theater", "Neues Theater"), "Am Deutschen Theater oder am Neuen Theater"),
        (("Braun und Söhne",), "Bei Braun und Söhne"),
    ],
)
def test_each_of_several_has_its_own(companies: tuple[str, ...], said: str) -> None:
    values = Values()
    separators = HABITS.separators(companies, "oder bei")
    listed = "".join(map("".join, zip(separators, companies, strict=True)))
    first, _, token = HABITS.spoken(f"Bei {values.put(Piece(listed, listed))}", values).partition(" ")

    found = TOKEN.fullmatch(token)
    assert found is not None
    assert f"{first} {values.of(found[1]).text}" == said


@pytest.mark.parametrize(
    ("advertised", "said"),
    [
        ("Bühnenmeister (m/w/d)", "Bühnenmeister"),
        ("Leitung (w/m/divers) Technik", "Leitung Technik"),
        ("Comptable H/F", "Comptable"),
        ("H/W Engineer (Nights)", "H/W Engineer (Nights)"),
    ],
)
def test_nobody_says_the_genders_of_an_advertisement(advertised: str, said: str) -> None:
    assert without_genders(advertised) == said


@pytest.mark.parametrize(
    ("sentence", "said"),
    [
        ("Dass jeder fragen darf, bleibt mir.", "dass jeder fragen darf, bleibt mir."),
        ("Mareks Rundgang geht mir nach.", "Mareks Rundgang geht mir nach."),
        ("Sie haben gut gefragt.", "Sie haben gut gefragt."),
    ],
)
def test_behind_other_words_only_what_is_surely_no_noun_is_small(sentence: str, said: str) -> None:
    assert FILTERS["small"](Manner(HABITS, dt.date(2026, 11, 30)), sentence) == said


def test_the_days_of_one_month_name_it_once() -> None:
    days = [dt.date(2026, 10, 20), dt.date(2026, 10, 28)]
    assert HABITS.days(days, is_far=False) == "20. und 28. Oktober"
    assert HABITS.days([*days[:1], dt.date(2026, 11, 12)], is_far=False) == "20. Oktober und am 12. November"


def test_the_seekers_own_words_begin_small_behind_the_greeting_and_no_name_does() -> None:
    values = Values()
    for sentence, said in (("Wir haben zusammen gebacken.", "wir haben"), ("Anna lässt grüßen.", "Anna lässt")):
        groups = HABITS.begun([["Hallo Nele,"], [f"{values.put(Prose(sentence))} Und sonst?"]], values)
        found = TOKEN.match(groups[1][0])
        assert found is not None
        assert values.of(found[1]).text.startswith(said)
