"""Spanish letters stand for every document and reader, hold no English, guess no gender, and keep to their form."""

from __future__ import annotations

import re
from itertools import accumulate
from typing import TYPE_CHECKING

import pytest

from jobnet.facts.offers import OfferKind, kind_of_offer
from jobnet.profile.model import Locale
from jobnet.rendering.languages import habits
from jobnet.rendering.spanish import before
from jobnet.rendering.templates import templates_folder
from jobnet.rendering.values import TOKEN, Values
from tests.program import run
from tests.rendering.a_language import printed, to_an_insider
from tests.rendering.test_template_form import DEEPEST, MOST_COLUMNS, MOST_IFS, MOST_LINES, TAG

if TYPE_CHECKING:
    from pathlib import Path

SPANISH = templates_folder() / "es"
TEMPLATES = sorted(SPANISH.glob("*.j2"))
QUOTED = re.compile(r"«.*?»|\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)
POLITE = re.compile(r"\b(?:ustedes|usted|perdone|prefiere|dígamelo|acuérdese)\b", re.IGNORECASE)
FAMILIAR = re.compile(
    r"\b(?:tú|tus?|te|ti|contigo|perdona|prefieres|dímelo|trabajas|conoces|vosotros|os|vuestr[oa]s?)\b",
    re.IGNORECASE,
)
GENDERED = re.compile(
    r"\b(?<!habría )(?:encantad[oa]|interesad[oa]|agradecid[oa]|segur[oa]|sol[oa] que|un[oa] mism[oa])\b"
)
PROFILE = """\
name: Jimena Treviño
known_as: Jimena
email: jimena@example.com
phone: "+52 81 5550 0147"
location: Monterrey
locale: es-MX
resume: {url: https://example.com/jimena/cv, updated: 2026-09}
summary: Me encargo de que los alimentos lleguen sanos a la mesa.
availability: a partir del 4 de enero
expertise: [auditorías, simulacros]
target_titles: [Gerente de Calidad, Gerente de Planta]
target_locations: [Monterrey, Saltillo]
target_companies:
  - {name: Panadería Santa Lucía S.A. de C.V., tier: A, added: 2026-09-01}
  - {name: Lácteos Mitras, added: 2026-09-01}
  - {name: Molino Huasteca, added: 2026-09-01}
search: {started: 2026-09-01}
contacts:
  - {name: Toño Ríos, email: t@example.com, known_as: Toño, relationship: close_friend, FORM offered_help: {date: 2026-09-28, what: preguntar en la planta}}
  - {name: Ana Vidal, email: a@example.com, honorific: Sra., family: Vidal, relationship: former_manager, FORM offered_help: 2026-09-30}
  - {name: Hugo Leal, email: u@example.com, honorific: Lic., family: Leal, relationship: recruiter_agency, company: Leal Talento, FORM offered_help: 2026-10-02}
  - {name: Inés Cano, email: i@example.com, honorific: Ing., family: Cano, relationship: colleague, company: Lácteos Mitras, FORM offered_help: 2026-10-03}
  - {name: Raúl Elizondo, email: r@example.com, honorific: Mtro., family: Elizondo, relationship: mentor, FORM offered_help: {date: 2026-10-04, what: revisar mi CV}}
  - {name: Maya Luna, email: m@example.com, known_as: Maya, relationship: other, in_field: no, FORM offered_help: {date: 2026-10-05, what: una llamada}}
  - {name: Omar Peña, email: o@example.com, honorific: Sr., family: Peña, relationship: colleague, FORM knows: [Molino Huasteca], offered_help: 2026-10-06}
  - {name: Eva Sada, email: e@example.com, honorific: Sra., family: Sada, relationship: colleague, FORM tie: dormant}
  - {name: Karla Busch, email: k@example.com, honorific: Lic., family: Busch, relationship: recruiter_inhouse, FORM company: Panadería Santa Lucía}
applications:
  - company: Panadería Santa Lucía
    position: Gerente de Planta
    hiring_manager: {name: Elena Mora, honorific: Ing., family: Mora, email: h@example.com}
    applied: 2026-09-08
    interview: [{date: 2026-09-29, with: [Elena Mora, {name: Jorge Paz, honorific: Ing., family: Paz}]}]
    rejected: {date: 2026-10-13, told_by: Elena Mora}
    impression: {of_reader: Me escuchó con atención., particulars: [El recorrido por los hornos no se me olvida., Tampoco el pizarrón.]}
  - {company: Lácteos Mitras, position: Gerente de Calidad, applied: 2026-09-20, interview: [{date: 2026-10-12, with: [Ilka Rosas]}]}
  - {company: Nortemaíz, position: Gerente de Calidad, applied: 2026-09-25, interview: 2026-10-22}
referrals:
  - {from: Ana Vidal, to: Pedro Galán, company: Molino Huasteca, received: 2026-10-10}
touchpoints:
  - {date: 2026-10-12, contact: Raúl Elizondo, kind: informational_interview, company: Quesos Dique}
news:
  - {date: 2026-10-10, headline: Ya salió la nueva norma de higiene., audience: all}
  - {date: 2026-10-11, headline: El sábado hay puertas abiertas., for: Maya Luna, deadline: 2026-11-02}
"""
COMMANDS = (
    "brief --all --force", "update --all --force", "update", "runnerup --company Lucía",
    "brief", "runnerup --company Lucía --to Paz", "thanks --company Mitras", "thanks --to Ana --force",
    "thanks --to Raúl --force", "tip --to Maya", "pitch", "pitch --to Hugo", "pitch --to Inés",
    "touch --company Lucía --to Mora --force", "touch --company Lucía --to Busch --force",
    "landed --all --force", "landed --force",
)  # fmt: skip


@pytest.fixture(params=["", "address_as: tú, "], ids=["polite", "familiar"])
def form(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.mark.parametrize("command", COMMANDS)
def test_letters_stand_and_are_spanish(form: str, command: str, tmp_path: Path) -> None:
    out = printed(PROFILE, form, command, tmp_path)
    assert re.search(r"\b(?:or|job)\b", out, re.IGNORECASE) is None
    assert re.search(r"\b(?:de|a) el\b", out) is None


def test_an_insider_reads_of_their_own_company_alone(form: str, tmp_path: Path) -> None:
    for out in to_an_insider(PROFILE, form, "Inés", tmp_path):
        assert "Mitras" in out
        assert re.search("Lucía|Huasteca|Nortemaíz", out) is None


@pytest.mark.parametrize(
    ("command", "said"),
    [
        ("brief --to Toño", "¿Podría preguntar si alguien conoce gente en"),
        ("brief --to Maya", "Muchas gracias por ofrecerse a ayudarme con una llamada"),
        ("brief --to Raúl", "Le tomo la palabra: ¿podría ser antes del jueves 22 de octubre?"),
        ("brief --to Hugo", "Puedo empezar a partir del 4 de enero."),
        ("runnerup --company Lucía", "dé las gracias de mi parte a Jorge Paz y al resto del equipo"),
        ("brief --to Ana --force", "Estimada Sra. Vidal:"),
        ("brief --to Inés", "Estimable Ing. Cano:"),
    ],
)
def test_what_the_facts_are_is_said_as_one_says_it(command: str, said: str, tmp_path: Path) -> None:
    (tmp_path / "profile.yaml").write_text(PROFILE.replace("FORM ", "address_as: usted, "), encoding="utf-8")

    ran = run(*command.split(), "-q", cwd=tmp_path)

    assert said in " ".join(ran.out.split())


def test_a_memory_of_a_few_words_gets_a_sentence_around_it(tmp_path: Path) -> None:
    remembered = PROFILE.replace("Tampoco el pizarrón.", "el pizarrón de los paros").replace("FORM ", "")
    (tmp_path / "profile.yaml").write_text(remembered, encoding="utf-8")

    ran = run("runnerup", "--company", "Lucía", "-q", cwd=tmp_path)

    assert "no se me olvida. Recuerdo con gusto el pizarrón de los paros." in " ".join(ran.out.split())


def test_only_friends_and_family_are_embraced(form: str, tmp_path: Path) -> None:
    (tmp_path / "profile.yaml").write_text(PROFILE.replace("FORM ", form), encoding="utf-8")

    to_friend, to_colleague = (run("brief", "--to", name, "-q", cwd=tmp_path).out for name in ("Toño", "Inés"))

    assert "\nUn abrazo,\nJimena" in to_friend
    assert "abrazo" not in to_colleague


@pytest.mark.parametrize(
    ("offer", "kind"),
    [
        ("preguntar entre los clientes", OfferKind.ASK_OTHERS),
        ("hablar con tu hermana", OfferKind.ASK_OTHERS),
        ("correr la voz", OfferKind.ASK_OTHERS),
        ("presentarme con el jefe de planta", OfferKind.NAME_PEOPLE),
        ("darme un par de nombres", OfferKind.NAME_PEOPLE),
        ("revisar mi CV", OfferKind.TIME),
        ("contarme cómo es el equipo", OfferKind.TIME),
        ("darme una carta de recomendación", OfferKind.REFERENCE),
        ("hablar conmigo", OfferKind.TIME),
        ("ser mi referencia", OfferKind.REFERENCE),
        ("echarme una mano", OfferKind.OTHER),
    ],
)
def test_spanish_offers_are_of_a_kind(offer: str, kind: OfferKind) -> None:
    assert kind_of_offer(offer) is kind


@pytest.mark.parametrize(
    ("company", "said"),
    [
        ("Hotel Ceibal", "en el "),
        ("Cervecería Norte", "en la "),
        ("Itzamal", "en "),
        ("Vidriera Mitras", "en la "),
        ("Panificadora Mitras", "en la "),
        ("Coordinadora de Cadena de Suministro", "en "),
        ("Vidriera La Corregidora", "en "),
        ("Hotel Los Arcos", "en "),
    ],
)
def test_a_company_has_one_article_at_most(company: str, said: str) -> None:
    assert before("en", company) == said


def test_words_for_the_reader_have_two_forms_and_a_capital() -> None:
    polite, familiar = (habits(Locale("es", "MX")).pronouns(familiar=familiar) for familiar in (False, True))

    assert [polite[name] for name in ("te", "se", "s", "Te_ofreciste")] == ["le", "se", "", "Se ofreció"]
    assert [familiar[name] for name in ("te", "se", "s", "Te_ofreciste")] == ["te", "te", "s", "Te ofreciste"]


def test_the_article_of_a_company_joins_the_word_before_it() -> None:
    values = Values()
    blank = values.put("el Mirador")

    said = habits(Locale("es", "ES")).spoken(f"de {blank}, a {blank}, en {blank}", values)

    assert TOKEN.sub(lambda found: values.of(found[1]).text, said) == "del Mirador, al Mirador, en el Mirador"


def test_spain_has_words_of_its_own() -> None:
    spain, mexico = (habits(Locale("es", country)) for country in ("ES", "MX"))

    assert [each.spoken("¿Alguien de ahí?", Values()) for each in (spain, mexico)] == [
        "¿Alguien de allí?",
        "¿Alguien de ahí?",
    ]
    assert spain.spoken("Gracias por estar ahí.", Values()) == "Gracias por estar ahí."
    assert spain.pronouns(familiar=True)["ustedes"] == "vosotros"
    assert spain.pronouns(familiar=False)["ayudaste"] == "ha ayudado"


def test_every_word_for_the_reader_is_in_a_template() -> None:
    known = habits(Locale("es", "MX")).pronouns(familiar=True)
    named = {name for path in TEMPLATES for name in re.findall(r"words\.(\w+)", path.read_text("utf-8"))}

    assert named <= {*known, "talk", "chat", "applied", "has_applied", "got", "resume"}
    assert {name.lower() for name in known} <= {name.lower() for name in named}


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_a_template_keeps_to_its_form_of_address_and_to_a_page(path: Path) -> None:
    written = path.read_text("utf-8")
    tags = [tag[1] for tag in TAG.finditer(written)]
    words = QUOTED.sub("", written.replace("{{ words.s }}", "_"))

    is_polite = "-general" in path.name or path.with_name(path.name.replace(".md", "-tu.md")).exists()
    assert is_polite or POLITE.search(words) is None
    assert path.name.endswith("-tu.md.j2") or FAMILIAR.search(words) is None
    assert GENDERED.search(words) is None
    assert max(map(len, written.splitlines())) <= MOST_COLUMNS
    assert len(written.splitlines()) <= MOST_LINES
    assert tags.count("if") <= MOST_IFS
    assert max(accumulate((tag == "if") - (tag == "endif") for tag in tags), default=0) <= DEEPEST
