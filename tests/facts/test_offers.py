"""Something useful, as a letter passes it on."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from jobnet.facts.offers import OfferKind, find_of, is_about, kind_of_offer
from jobnet.profile.model import News, Prose, Url
from tests.builders import day

TODAY = day("2026-11-20")
GRANT = News(Prose("The guild gives grants."), deadline=day("2026-11-30"), on=day("2026-12-04"))


def find(**changes: Any) -> Any:
    return find_of(replace(GRANT, **changes), TODAY, on_paper=False)


def test_a_day_that_is_past_is_not_named() -> None:
    assert (find(deadline=day("2026-11-19")).deadline, find(on=TODAY).on) == (None, TODAY)


@pytest.mark.parametrize(
    "headline",
    [
        "Places close on 30 November.",
        "Places close on November 30.",
        "Places close on the 30th of November.",
        "Nov. 30 is the last day.",
        "Anmeldung bis zum 30. November.",
        "Anmeldung bis 30.11.",
        "Il faut s'inscrire avant le 30 novembre.",
        "La inscripción cierra el 30 de noviembre.",
    ],
)
def test_a_day_that_the_seekers_own_words_name_is_noticed(headline: str) -> None:
    found = find(headline=Prose(headline))
    assert (found.names_deadline, found.names_day) == (True, False)


@pytest.mark.parametrize("headline", ["There are 30 places.", "It opens in November.", "It is on 3 November."])
def test_a_number_or_a_month_alone_is_not_the_day(headline: str) -> None:
    assert not find(headline=Prose(headline)).names_deadline


@pytest.mark.parametrize(
    ("what", "kind"),
    [
        ("ask around at your site", OfferKind.ASK_OTHERS),
        ("pass the word at the club", OfferKind.ASK_OTHERS),
        ("sound out the farmers whose dogs you treat", OfferKind.ASK_OTHERS),
        ("pass on anything your graduates hear about", OfferKind.OTHER),
        ("tell me when somebody on your crew gives notice", OfferKind.OTHER),
        ("tell me about the trade", OfferKind.TIME),
        ("listen for openings among the parents", OfferKind.OTHER),
        ("hear my interview answers of an evening", OfferKind.TIME),
        ("go over my applications before they go out", OfferKind.TIME),
        ("dich in der Klinik umzuhören", OfferKind.ASK_OTHERS),
        ("mir etwas über das Team zu erzählen", OfferKind.TIME),
        ("meinen Lebenslauf weiterzuleiten", OfferKind.ASK_OTHERS),
        ("mit der Personalleitung zu sprechen", OfferKind.ASK_OTHERS),
        ("meinen Lebenslauf anzusehen", OfferKind.TIME),
        ("mit mir das Gespräch zu üben", OfferKind.TIME),
        ("mich Frau Meier vorzustellen", OfferKind.NAME_PEOPLE),
        ("als Referenz zu dienen", OfferKind.REFERENCE),
        ("einen Kaffee", OfferKind.OTHER),
    ],
)
def test_a_german_offer_is_judged_by_its_verb(what: str, kind: OfferKind) -> None:
    assert kind_of_offer(what) is kind


@pytest.mark.parametrize(
    ("what", "kind"),
    [
        ("demander autour de toi", OfferKind.ASK_OTHERS),
        ("parler de moi à ta directrice", OfferKind.ASK_OTHERS),
        ("relire mon CV", OfferKind.TIME),
        ("me dire comment se passe le premier entretien", OfferKind.TIME),
        ("m'appeler dimanche", OfferKind.TIME),
        ("me dire qui décide au service du patrimoine", OfferKind.NAME_PEOPLE),
        ("poser la question à vos clients", OfferKind.ASK_OTHERS),
        ("appeler le directeur des Charpentes", OfferKind.ASK_OTHERS),
        ("en toucher un mot à la directrice", OfferKind.ASK_OTHERS),
        ("m'aider à préparer l'entretien", OfferKind.TIME),
        ("me présenter à Mme Roux", OfferKind.NAME_PEOPLE),
        ("me servir de référence", OfferKind.REFERENCE),
        ("un café", OfferKind.OTHER),
    ],
)
def test_a_french_offer_is_judged_by_its_verb(what: str, kind: OfferKind) -> None:
    assert kind_of_offer(what) is kind


def test_on_paper_there_is_no_link() -> None:
    news = replace(GRANT, url=Url("https://example.org/grants"))
    assert [find_of(news, TODAY, on_paper=each).url for each in (False, True)] == [news.url, None]


@pytest.mark.parametrize(
    ("headline", "is_short"),
    [
        ("The guild gives grants.", True),
        ("The guild [gives grants](https://example.org).", False),
        ("Leeds College has two evening places left on its transport manager course.", False),
    ],
)
def test_a_short_headline_may_stand_in_a_subject(headline: str, *, is_short: bool) -> None:
    assert (find(headline=Prose(headline)).subject is not None) is is_short


@pytest.mark.parametrize(
    ("words", "alone"),
    [
        ({}, False),
        ({"headline": Prose("I have two tickets for the fair.")}, True),
        ({"headline": Prose("In Otley a depot opens.")}, False),
        ({"why": Prose("I thought of the ship in your window.")}, True),
        ({"why": Prose("You asked for it.")}, False),
    ],
)
def test_no_words_need_lead_to_what_the_seeker_says_of_themselves(words: dict[str, Any], *, alone: bool) -> None:
    assert find(**words).speaks_for_itself is alone


@pytest.mark.parametrize(
    ("what", "company", "is_there"),
    [
        ("ask your neighbor at Lakeshore who does the hiring there", "Lakeshore Utilities", True),
        ("put in a word at Iziko", "Iziko", True),
        ("call the owner at Maumee Valley", "Maumee Valley Mechanical", True),
        ("mit der Leitung von Nordlicht zu sprechen", "Nordlicht Schwertransporte", True),
        ("sit by the lakeshore with me", "Lakeshore Utilities", False),
        ("ask around in Bristol", "Bristol Robotics", False),
        ("put in a word at Harbour House", "Harbour Foods", False),
        ("ask around in the City", "City of Marlow Water", False),
    ],
)
def test_an_offer_names_a_company_by_its_name_or_by_what_one_calls_it(what: str, company: str, is_there: bool) -> None:
    assert is_about(what, company) is is_there
