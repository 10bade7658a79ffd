"""What German, French and Spanish letters look like, country by country (`docs/content.md` 2.1)."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from jobnet.facts.items import Document
from jobnet.facts.readers import Greeting, Rung
from jobnet.profile.model import Locale
from jobnet.rendering.filters import FILTERS, Manner
from jobnet.rendering.languages import habits
from jobnet.rendering.values import TOKEN, Values

if TYPE_CHECKING:
    from jobnet.rendering.locales import LocaleConventions

DAY = dt.date(2026, 1, 1)


def of(locale: str) -> LocaleConventions:
    return habits(Locale(*locale.split("-")))


@pytest.mark.parametrize(
    ("locale", "day", "long_day", "weekday_day"),
    [
        ("de-DE", "1. Januar", "1. Januar 2026", "Donnerstag, 1. Januar"),
        ("de-AT", "1. Jänner", "1. Jänner 2026", "Donnerstag, 1. Jänner"),
        ("fr-FR", "1er janvier", "1er janvier 2026", "jeudi 1er janvier"),
        ("es-MX", "1 de enero", "1 de enero de 2026", "jueves 1 de enero"),
    ],
)
def test_dates(locale: str, day: str, long_day: str, weekday_day: str) -> None:
    habit = of(locale)
    assert (habit.day(DAY), habit.long_day(DAY), habit.weekday_day(DAY)) == (day, long_day, weekday_day)


TYPED = Greeting(Rung.TYPED, "Moin Karen!")
KNOWN = Greeting(Rung.KNOWN_AS, "Karen")
FULL = Greeting(Rung.FULL_NAME, "Kim Seo-yeon")
ROLE = Greeting(Rung.ROLE, "Hiring Manager")


def honoured(honorific: str, family: str = "Weiß") -> Greeting:
    return Greeting(Rung.HONORIFIC, f"{honorific} {family}", honorific, family)


@pytest.mark.parametrize(
    ("locale", "greeting", "expected"),
    [
        ("de-DE", TYPED, "Moin Karen!"),
        ("de-DE", KNOWN, "Hallo Karen,"),
        ("de-DE", FULL, "Guten Tag Kim Seo-yeon,"),
        ("de-DE", ROLE, "Sehr geehrte Damen und Herren,"),
        ("de-DE", replace(honoured("Herr Dr."), is_known=True), "Lieber Herr Dr. Weiß,"),
        ("de-DE", honoured("Frau Dr."), "Sehr geehrte Frau Dr. Weiß,"),
        ("de-DE", honoured("Herr"), "Sehr geehrter Herr Weiß,"),
        ("de-DE", honoured("Ms"), "Sehr geehrte Frau Weiß,"),
        ("de-DE", honoured("Dr."), "Guten Tag Dr. Weiß,"),
        ("de-CH", honoured("Frau", "Weiss"), "Sehr geehrte Frau Weiss"),
        ("de-CH", KNOWN, "Hallo Karen"),
        ("fr-FR", KNOWN, "Bonjour Karen,"),
        ("fr-FR", FULL, "Bonjour Kim Seo-yeon,"),
        ("fr-FR", ROLE, "Madame, Monsieur,"),
        ("fr-FR", honoured("Mme", "Petit"), "Bonjour Madame Petit,"),
        ("fr-FR", honoured("Mr", "Petit"), "Bonjour Monsieur Petit,"),
        ("fr-FR", honoured("Dr", "Petit"), "Bonjour Dr Petit,"),
        ("es-ES", KNOWN, "Hola, Karen:"),
        ("es-ES", honoured("Sra.", "López"), "Estimada Sra. López:"),
        ("es-MX", honoured("Ing.", "Muñoz Íñiguez"), "Estimable Ing. Muñoz Íñiguez:"),
        ("es-MX", honoured("Dr.", "Arce"), "Estimado Dr. Arce:"),
        ("es-ES", FULL, "Buenos días, Kim Seo-yeon:"),
        ("es-MX", FULL, "Estimable Kim Seo-yeon:"),
        ("es-MX", ROLE, "A quien corresponda:"),
        ("es-ES", Greeting(Rung.NONE), ""),
    ],
)
def test_greetings_say_a_gender_only_where_the_honorific_does(locale: str, greeting: Greeting, expected: str) -> None:
    assert of(locale).greeting(greeting) == expected


def test_a_formal_french_letter_says_no_bonjour() -> None:
    assert of("fr-FR").greeting(honoured("Mme", "Petit"), formal=True) == "Madame,"
    assert of("fr-FR").greeting(FULL, formal=True) == "Bonjour Kim Seo-yeon,"


@pytest.mark.parametrize(
    ("locale", "greeting", "first_names", "expected"),
    [
        ("de-DE", honoured("Frau"), False, "Mit freundlichen Grüßen"),
        ("de-DE", KNOWN, True, "Viele Grüße"),
        ("fr-FR", FULL, False, "Cordialement,"),
        ("fr-BE", FULL, False, "Bien à vous,"),
        (
            "fr-FR",
            honoured("Mme", "Petit"),
            False,
            "Je vous prie d'agréer, Madame, mes sincères salutations.",
        ),
        ("es-MX", honoured("Sra.", "López"), False, "Atentamente,"),
        ("es-ES", honoured("Sra.", "López"), False, "Un cordial saludo,"),
    ],
)
def test_closings_after_a_turn_down(locale: str, greeting: Greeting, first_names: bool, expected: str) -> None:
    assert of(locale).closing(Document.RUNNERUP, greeting, first_names=first_names) == expected


@pytest.mark.parametrize(
    ("items", "conjunction", "expected"),
    [
        (("A", "B", "C"), "y", "A, B y C"),
        (("Ana", "Iberdrola"), "y", "Ana e Iberdrola"),
        (("Ana", "Hielo SA"), "y", "Ana y Hielo SA"),
        (("siete", "ocho"), "o", "siete u ocho"),
    ],
)
def test_spanish_lists_keep_their_sound(items: tuple[str, ...], conjunction: str, expected: str) -> None:
    between = of("es-ES").separators(items, conjunction)
    assert "".join(before + item for before, item in zip(between, items, strict=True)) == expected


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        ("Lyon", "à "),
        ("Bretagne", "en "),
        ("Brabant wallon", "dans le "),
        ("Hauts-de-France", "dans les "),
        ("province de Liège", "en "),
        ("agglomération lyonnaise", "dans l'"),
        ("Le Mans", "vers "),
        ("près de Rennes", ""),
        ("en Savoie", ""),
    ],
)
def test_french_places(place: str, expected: str) -> None:
    assert of("fr-FR").before_place(place) == expected


@pytest.mark.parametrize(
    ("offer", "expected"),
    [("relire mon CV", " de "), ("interroger tes collègues", " d'"), ("me présenter", " de "), ("votre aide", " ")],
)
def test_french_offers(offer: str, expected: str) -> None:
    assert of("fr-FR").before_offer(offer) == expected


def test_a_close_friend_is_greeted_as_one_in_french() -> None:
    assert of("fr-FR").greeting(Greeting(Rung.KNOWN_AS, "Karen", is_close=True)) == "Salut Karen,"


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Responsable achats (H/F)", "responsable achats"),
        ("Technicien de maintenance H/F", "technicien de maintenance"),
        ("DRH - F/H/X", "DRH"),
        ("Data Analyst", "Data Analyst"),
        ("Responsable RH", "responsable RH"),
        ("Chargé(e) de mission", "chargé de mission"),
        ("Directeur·rice adjoint·e", "directeur adjoint"),
        ("Comptable (temps partiel)", "comptable (temps partiel)"),
    ],
)
def test_a_french_title_is_said_small_and_without_what_advertisements_add(title: str, expected: str) -> None:
    assert FILTERS["job"](Manner(of("fr-FR"), DAY), title) == expected
    assert FILTERS["job"](Manner(of("de-DE"), DAY), ("Dreher (m/w/d)", "Koch")) == ("Dreher", "Koch")


def test_te_is_elided_in_french() -> None:
    assert of("fr-FR").spoken("Je te écris et te dis que cela te intéresse.", Values()) == (
        "Je t'écris et te dis que cela t'intéresse."
    )
    assert of("fr-FR").pronouns(familiar=False)["ton"] == "votre"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Ils brassent en ville.", "ils brassent en ville."),
        ("J'aime vos pains.", "j'aime vos pains."),
        ("La Rochelle recrute.", "La Rochelle recrute."),
        ("L'Oréal recrute.", "L'Oréal recrute."),
        ("L'entrée est libre.", "l'entrée est libre."),
        ("Demy passe lundi", "Demy passe lundi."),
    ],
)
def test_a_french_sentence_goes_on_small_behind_a_colon_where_it_holds_no_name(words: str, expected: str) -> None:
    assert FILTERS["small"](Manner(of("fr-FR"), DAY), words) == expected
    assert FILTERS["small"](Manner(of("de-DE"), DAY), "Sie backen nachts") == "Sie backen nachts."
    assert FILTERS["small"](Manner(of("es-MX"), DAY), "Me encargo de todo.") == "me encargo de todo."


def test_a_french_sentence_is_joined_to_words_before_it_where_it_can_go_on_small() -> None:
    joined = [
        FILTERS["behind"](Manner(of("fr-FR"), DAY), each, "De mon côté,") for each in ("Ma grille est là", "Audits")
    ]

    assert joined == ["De mon côté, ma grille est là.", "Audits."]


def test_french_days_of_one_month_share_it() -> None:
    days = [DAY, DAY.replace(day=14)]
    assert of("fr-FR").days(days, is_far=False) == "1er et 14 janvier"
    assert of("fr-FR").days([DAY, DAY.replace(month=2)], is_far=False) == "1er janvier et 1er février"


@pytest.mark.parametrize(("locale", "closing"), [("es-MX", "Saludos,"), ("es-ES", "Un saludo,"), ("es-AR", "Saludos,")])
def test_spanish_friends_embrace_and_nobody_else_does(locale: str, closing: str) -> None:
    friend = Greeting(Rung.KNOWN_AS, "Karen", is_close=True)
    assert of(locale).closing(Document.TIP, friend, first_names=True) == "Un abrazo,"
    assert of(locale).closing(Document.TIP, KNOWN, first_names=True) == closing


@pytest.mark.parametrize(
    ("offer", "expected"),
    [("preguntar en la planta", " a "), ("presentármela", " a "), ("una llamada", " a ayudarme con ")],
)
def test_what_was_offered_in_spanish(offer: str, expected: str) -> None:
    assert of("es-MX").before_offer(offer) == expected


def test_the_month_of_a_year() -> None:
    assert of("es-MX").month_of_year(DAY) == "enero de 2026"
    assert of("de-AT").month_of_year(DAY) == "Jänner 2026"


def test_own_words_as_the_country_writes_them() -> None:
    assert of("es-MX").finished("Diga «sí».") == "Diga “sí”."
    assert of("es-ES").finished("Diga «sí».") == "Diga «sí»."
    assert of("de-CH").finished("„Viele Grüße“") == "«Viele Grüsse»"
    assert of("de-DE").finished("„Viele Grüße“") == "„Viele Grüße“"
    assert of("fr-CA").finished("Pourriez-vous\u202f? Oui\u00a0: ici\u202f!") == "Pourriez-vous? Oui\u00a0: ici!"
    assert of("fr-FR").finished("Oui : « ici » ! Vous ?") == "Oui\u00a0: «\u00a0ici\u00a0»\u202f! Vous\u202f?"
    assert of("fr-CH").finished("Oui : « ici » !") == "Oui\u202f: «\u202fici\u202f»\u202f!"


@pytest.mark.parametrize(
    ("words", "items", "conjunction", "expected"),
    [
        ("un poste de ", ("Ingénieur", "Chef", "Hôtesse"), "ou de", "un poste d'Ingénieur, de Chef ou d'Hôtesse"),
        ("un poste de ", ("Hotliner",), "ou de", "un poste de Hotliner"),
        ("Nul doute que ", ("Airbus",), "et", "Nul doute qu'Airbus"),
        ("parlé de ", ("le gardien",), "et", "parlé du gardien"),
        ("chez ", ("Fonderie Roy", "Arbor", "Brio"), "ou chez", "à la Fonderie Roy, chez Arbor ou Brio"),
        ("à propos de ", ("CHU de Nantes", "Hôtel Roy"), "et de", "à propos du CHU de Nantes et de l'Hôtel Roy"),
        ("avec ", ("Chantiers Roy",), "et", "avec les Chantiers Roy"),
        ("que ", ("Chantiers Roy",), "et", "que Chantiers Roy"),
        ("parlé de ", ("Le Goff",), "et", "parlé de Le Goff"),
        ("parlé de ", ("Hubert",), "et", "parlé d'Hubert"),
        (
            "chez ",
            ("le CPAS", "Arbor", "l'Escale", "les Tilleuls"),
            "ou chez",
            "au CPAS, chez Arbor, à l'Escale ou aux Tilleuls",
        ),
        ("Chez ", ("le CPAS",), "et", "Au CPAS"),
        ("chez ", ("L'Atelier Roy", "L'Oréal"), "ou chez", "à L'Atelier Roy ou chez L'Oréal"),
        ("un poste de\n  ", ("assistant",), "et", "un poste d'assistant"),
        ("sur ", ("Charpentes de la Limagne",), "et", "sur les Charpentes de la Limagne"),
        ("parlé de ", ("Yves", "le gardien", "les voisins"), "et de", "parlé d'Yves, du gardien et des voisins"),
        ("parlé de ", ("Yann", "Yves"), "et de", "parlé de Yann et d'Yves"),
        ("à propos de ", ("Fonderies du Sillon",), "et", "à propos des Fonderies du Sillon"),
        ("chez ", ("Groupe Tessandier", "Scierie Jarsot"), "ou chez", "au Groupe Tessandier ou à la Scierie Jarsot"),
        ("chez ", ("Groupe Roy", "CHU Roy"), "ou chez", "au Groupe Roy ou au CHU Roy"),
        ("Chez ", ("Imprimerie Roy",), "et", "À l'Imprimerie Roy"),
        ("chez ", ("A, B", "C", "D"), "ou", "chez A, B\u202f; C\u202f; ou D"),
    ],
)
def test_french_words_sound_with_what_follows_them(
    words: str, items: tuple[str, ...], conjunction: str, expected: str
) -> None:
    habit, values = of("fr-FR"), Values()
    listed = "".join(before + each for before, each in zip(habit.separators(items, conjunction), items, strict=True))
    said = habit.spoken(f"{words}{values.put(listed)}", values)

    assert TOKEN.sub(lambda token: values.of(token[1]).text, said) == expected


def test_a_german_letter_goes_on_small_after_the_comma_and_begins_each_other_paragraph_with_a_capital() -> None:
    groups = [["Hallo Karen,"], ["vielen Dank."], ["kennst du jemanden?", "so geht es."]]
    assert of("de-DE").begun(groups, Values()) == [
        ["Hallo Karen,"],
        ["vielen Dank."],
        ["Kennst du jemanden?", "so geht es."],
    ]
    assert of("de-CH").begun(groups, Values())[1] == ["Vielen Dank."]
    assert of("fr-FR").begun(groups, Values()) == groups


@pytest.mark.parametrize(
    ("places", "said"),
    [
        (("Leipzig", "Halle"), "in Leipzig oder Halle"),
        (("Leipzig", "Raum Halle", "Dresden"), "in Leipzig, im Raum Halle oder in Dresden"),
        (("Großraum Wien", "Schweiz"), "im Großraum Wien oder in der Schweiz"),
        (("Graz", "Südsteiermark"), "in Graz oder in der Südsteiermark"),
    ],
)
def test_german_says_where_as_the_place_takes_it(places: tuple[str, ...], said: str) -> None:
    assert FILTERS["placed"](Manner(of("de-DE"), DAY), places, "oder").text == said


@pytest.mark.parametrize(
    ("offer", "said"),
    [
        ("dich umzuhören", ", dich umzuhören"),
        ("deine Schwester zu fragen.", ", deine Schwester zu fragen"),
        ("ein Anruf bei der Leitung", ": ein Anruf bei der Leitung"),
    ],
)
def test_a_german_offer_follows_a_comma_where_it_is_a_clause(offer: str, said: str) -> None:
    assert FILTERS["offered"](Manner(of("de-DE"), DAY), offer) == said
