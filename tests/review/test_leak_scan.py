"""The leak scan by itself: every disguise of a name is seen, and nothing that only looks like one."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from jobnet.facts.items import Document
from jobnet.profile.model import (
    Disclosure,
    News,
    PartialDate,
    Prose,
    PublicLabel,
    Referral,
    Search,
    Stage,
    Title,
    Touchpoint,
    Url,
)
from tests.builders import a_company, a_contact, a_person, a_profile, an_application, an_event, day
from tests.review.letters import a_context, a_letter, found
from tests.spellings import OTHERS, SAID_OTHERWISE

B = Document.BRIEF
SECRET = Disclosure.TRUSTED


def refusals(
    text: str, *, contact: Any = None, letter: dict[str, Any] | None = None, document: Document = B, **profile: Any
) -> list[str]:
    context = a_context(document, a_profile(**profile), contact or a_contact())
    made = a_letter(context, f"Dear Ted,\n\n{text}\n\nNia Pargeter", **(letter or {}))
    return [problem.message for problem in found(context, made) if problem.rule == "PRIV-01"]


def hidden(name: str, **changes: Any) -> dict[str, Any]:
    return {"target_companies": (a_company(name, disclosure=SECRET, **changes), a_company("Tamar Preserves"))}


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Quorvex Mills", "Ask at QUORVEX MILLS."),
        ("Quorvex Mills", "Ask at Quorvex\nMills."),
        ("Quorvex Mills", "Ask at Quorvex-Mills."),
        ("Quorvex Mills", "Ask at Quorvex Mills's gate."),
        ("Quorvex Mills", "Ask at Quor\u00advex Mi\u200blls."),
        ("Quorvex Mills", "Ask at \uff31uorvex \uff2dills."),
        ("Quorvex Mills", "Ask at *Quorvex* Mills."),
        ("Quorvex Mills GmbH & Co. KG", "Ask at Quorvex Mills."),
        ("Quorvex Mills", "Ask at Quorvex Mills Ltd."),
        ("Fennel & Rye", "Ask at Fennel and Rye."),
        ("Fennel und Rye", "Ask at fennel & rye."),
        ("Peña y Hijos", "Ask at Pena Hijos."),
        ("Müller Works", "Ask at Mueller works."),
        ("Łódź Glass", "Ask at Lodz Glass."),
        ("Sainsbrook's", "Ask at Sainsbrook's or Sainsbrooks."),
        ("Cafe\u0301 Noir", "Ask at Café Noir."),
        ("Quorvex Mills", "See https://example.org/jobs/quorvex-mills?x=1"),
        ("Quorvex Mills", "See https://quorvexmills.example.org/"),
        ("Quorvex Mills", "See https://example.org/Quorvex%20Mills"),
        ("Quorvex", "See https://www.quorvex.example.org/jobs"),
        ("Müllerei Nord", "See https://xn--mllerei-n2a.example.org/ and https://xn--mllereinord-thb.example.org"),
        ("Quorvex", "Ask at Quorvex."),
        ("Quorvex", "Quorvexs Leute sind gut."),
        ("Q.M.V.", "Ask at QMV."),
        ("October", "Ask at October, not on 5 October."),
        ("Q.M.V.", "Ask at Q.M.V. today."),
        ("Quorvex Mills", "Ask at Quorvex Mills\u02bc gate."),
        ("Quorvex Mills", "Ask at Quor\ufe0fvex Mil\u034fls."),
        ("Quorvex Mills", "Ask at Quor\u2061vex\u115f Mills."),
        ("Quorvex Mills", "Ask at Quo\u0335rvex Mi\u20ddlls."),
        ("Quorvex Mills", "Ask at Quorvex (Mills)."),
        ("Quorvex Mills", "Ask at “Quorvex” Mills."),
        ("Quorvex Mills", "Ask at Quorvex | Mills, Quorvex → Mills."),
        ("Quorvex Mills", "Ask at Quorvex, Mills."),
        ("Quorvex Mills", "Ask at Quorvex™ Mills®."),
        ("Quorvex Mills", "Ask at Quorvex\u2028Mills."),
        ("Quorvex Mills", "Ask at Quorvex 🏭 Mills."),
        ("Quorvex Mills\u02bc", "Ask at Quorvex Mills."),
        ("Quorvex\ufe0f Mills", "Ask at Quorvex Mills."),
        ("Quorvex", "Ask at Quor\u034fvex."),
        ("Quorvex", "Ask at Quorvex\u02bcs gate."),
        ("IKEA", "Ask at Ikea."),
        ("FedEx", "Ask at Fedex."),
        ("Quorvex", "Ask at QUORVEX."),
        ("Quorvex", "Ask at Quоrvеx."),
        ("Quorvex", "See quorvex.example for it."),
        ("Quorvex", "See https://jobs-quorvex.example/a and https://example.org/buyer-at-quorvex-12"),
        ("Quorvex", "See https://example.org/quorvex and https://example.org/more for it."),
        ("SAP", "See https://jobs.sap.example/a"),
        ("OpenTable", "Ask at Open Table."),
        ("Red Hat", "Ask at RedHat."),
        ("St. Mary's Hospital", "Ask at Saint Mary's Hospital."),
        ("Saint Mary's Hospital", "Ask at St Mary\u2019s Hospital."),
        ("Quorvex Manufacturing", "Ask at Quorvex Mfg. today."),
        ("Mueller", "Ask at Müller."),
        ("Müller", "Ask at Mueller."),
        ("Baeckerei Mueller", "Ask at Bäckerei Müller."),
        ("Voltwerk", "I like Voltwerks ovens."),
        ("Stadtwerke Olm", "Ich war bei den Stadtwerken Olm."),
        ("Norddeutsche Mühlen", "Ich war bei den Norddeutschen Mühlen."),
        ("Städtisches Klinikum Olm", "Ich war am Städtischen Klinikum Olm."),
        ("Krankenhaus Olm", "Der Leiter des Krankenhauses Olm war da."),
        ("Rotes Kreuz Olm", "Das Rote Kreuz Olm war da."),
        ("Goldener Hirsch", "Der Goldene Hirsch war voll."),
        ("Auwaldstift", "Der Neubau des Auwaldstiftes ist fertig."),
        ("Saint Mary's Hospital", "Ask at St. Mary's Hospital."),
        ("Universidad de Quorvex", "Una charla en la Univ. de Quorvex."),
        ("Royal Quorvex Infirmary (RQI)", "Ask at RQI."),
        ("QMV", "Ask at Q.M.V. today."),
        ("AT&T", "Ask at ATT."),
        ("Quorvex Group", "Ask at Quorvex."),
        ("Quorvex (UK)", "Ask at Quorvex."),
        ("Quorvex Mills", "Ask at Quor*vex* Mills."),
        ("Universidad Sankt Quorvex Hospital", "Ask at Universidad Sankt Quorvex Hospital."),
    ],
)  # fmt: skip
def test_a_hidden_company_is_seen_in_every_disguise(name: str, said: str) -> None:
    assert len(refusals(said, **hidden(name))) == 1


@pytest.mark.parametrize(("name", "said"), SAID_OTHERWISE)
def test_a_hidden_company_is_seen_in_another_number_case_and_order(name: str, said: str) -> None:
    assert len(refusals(f"I was at {said} once.", **hidden(name))) == 1


@pytest.mark.parametrize(("name", "other"), OTHERS)
def test_a_company_that_is_called_alike_is_no_leak(name: str, other: str) -> None:
    assert refusals(f"I was at {other} once.", **hidden(name)) == []


def test_another_company_that_is_known_may_be_called_nearly_so() -> None:
    known: dict[str, Any] = {"target_companies": (a_company("Hansen Bau", disclosure=SECRET), a_company("Hanse Bau"))}
    assert refusals("I was at Hanse Bau.", **known) == []
    assert len(refusals("I was at Hansens Bau.", **known)) == 1


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Quorvex Mills", "Ask at Quorvex. Mills are nearby."),
        ("Klinikum Olm", "I know the hospitals in Olm."),
        ("Clínicas Vértice", "El vértice de una clínica. Vértice es otra cosa."),
        ("Museum der Arbeit", "Museen für Arbeit, und meine Arbeit im Museum."),
        ("Goldener Hirsch", "Der Hirsch war golden, wie goldene Hirsche sind."),
        ("Garden Market", "I know a market garden."),
        ("Quorvex Mills", "- Quorvex\n- Mills"),
        ("Quorvex Mills", "Quorvex\n\nMills"),
        ("Fennel Rye", "Bread with fennel, rye and salt."),
        ("Quorvex Mills", "Ask at Quorvexia Millstone."),
        ("Next", "What comes next? The target is hope."),
        ("Hope", "See https://example.org/hope-springs"),
        ("Tamar", "Ask at Tamar Preserves."),
        ("Tamar Group", "Ask at Tamar Preserves."),
        ("IT", "It is late. See https://it.example.org/"),
        ("Quorvex (UK)", "Ask in the UK."),
        ("Neue Werke", "Neu sind die Werke und ein neues Werk."),
        ("Quorvex Mary Hospital", "Ask at Quorvex. Mary Hospital is nearby."),
        ("Best Group", "Best of all."),
        ("???", "Is it so???"),
        ("October", "We spoke on 5 October, on October 6 and in the October update of October 2025."),
    ],
)
def test_words_that_only_look_like_a_name_are_no_leak(name: str, said: str) -> None:
    assert refusals(said, **hidden(name)) == []


def short_names(text: str, **profile: Any) -> list[str]:
    context = a_context(B, a_profile(**profile), a_contact())
    made = a_letter(context, f"Dear Ted,\n\n{text}\n\nNia Pargeter")
    return [problem.message for problem in found(context, made) if problem.rule == "PRIV-17"]


def test_a_hidden_company_is_seen_by_its_first_word_and_its_initials() -> None:
    assert short_names("I liked Quorvex.", **hidden("Quorvex Mills")) == [
        "Ted Alder may not learn of Quorvex Mills (Quorvex Mills), and “Quorvex” in the text may be read as it."
    ]
    assert len(short_names("I liked RQI.", **hidden("Royal Quorvex Infirmary"))) == 1
    assert len(short_names("Auwalds neue Station gefiel mir.", **hidden("Auwald Kinderklinik"))) == 1
    assert short_names("I liked Quorvex Mills.", **hidden("Quorvex Mills")) == []  # PRIV-01 says it


@pytest.mark.parametrize(
    ("name", "more"),
    [
        ("Bristol Crafts", {"target_locations": ("Bristol",)}),
        ("Bristol Crafts", {"contacts": (a_contact("Ann Bristol"),)}),
        ("Bristol Crafts", {"expertise": ("Bristol boards",)}),
        ("Royal Crafts", {}),
        ("March Crafts", {}),
    ],
)
def test_a_word_that_means_something_else_is_no_companys_short_name(name: str, more: dict[str, Any]) -> None:
    assert short_names("We met at Bristol in March. The Royal is there.", **(hidden(name) | more)) == []
    known = hidden("Tamar Crafts")  # while Tamar Preserves may be named
    assert short_names("I liked Tamar.", **known) == []


def test_aliases_short_legal_and_spoken_names_count() -> None:
    company = hidden(
        "Quorvex Mills",
        aliases=("QM Group",),
        short_name="Kornhaus",
        legal_name="Brantil Trading Ltd",
        say_as="kwor vex",
    )
    said = ["QM group", "Kornhaus", "Brantil Trading", "kwor-vex"]
    assert [len(refusals(f"Ask at {name}.", **company)) for name in said] == [1, 1, 1, 1]


def test_fixed_words_of_the_built_in_template_are_no_leak_and_one_more_is() -> None:
    fixed: dict[str, Any] = {"own_words": "Dear Ted,\n\nNext steps:", "built_in": True}
    assert refusals("Next steps:", letter=fixed, **hidden("Next")) == []
    assert len(refusals("Next steps: ask at Next.", letter=fixed, **hidden("Next"))) == 1
    assert len(refusals("Next steps:", letter=fixed | {"built_in": False}, **hidden("Next"))) == 1


def test_every_form_of_the_letter_is_searched() -> None:
    page = '<html lang="en"><head><title>{}</title></head><body><p>Hello</p>{}</body></html>'
    forms: list[dict[str, Any]] = [
        {"subject": "Ask at Quorvex Mills"},
        {"markdown": "Ask at Quorvex Mills"},
        {"html": page.format("Quorvex Mills", "")},
        {"html": page.format("x", '<a href="https://example.org/quorvex-mills">a page</a>')},
        {"html": page.format("x", '<img alt="Quorvex &#77;ills" src="x">')},
        {"html": page.format("x", "<p>Quorvex <b>Mills</b></p>")},
        {"html": page.format("x", "<p><b>Quorvex</b>\n<i>Mills</i></p>")},
        {"html": page.format("x", "<pre>Hello.\nQuorvex\nMills</pre>")},
        {"html": page.format("x", "<!-- Quorvex Mills -->")},
        {"attachments": (Path("cv-quorvex-mills.pdf"),)},
    ]
    assert [len(refusals("Hello.", letter=form, **hidden("Quorvex Mills"))) for form in forms] == [1] * len(forms)


def test_a_company_is_judged_at_the_lowest_level_at_which_it_may_be_known() -> None:
    target = a_company("Quorvex Mills", disclosure=Disclosure.NETWORK)
    held_back = an_application("Quorvex Mills", "Baker", disclosure=Disclosure.PRIVATE)
    assert refusals("Ask at Quorvex Mills.", target_companies=(target,), applications=(held_back,)) == []


def test_an_application_says_no_name_that_its_target_keeps_back() -> None:
    target = a_company("Quorvex Mills", disclosure=Disclosure.PRIVATE, aliases=("QM Group",))
    usual = an_application("Quorvex Mills", "Baker", disclosure=Disclosure.NETWORK)
    for said in ("Ask at Quorvex Mills.", "Ask at QM Group."):
        assert len(refusals(said, target_companies=(target,), applications=(usual,))) == 1


def a_held_back(**changes: Any) -> dict[str, Any]:
    """An application nobody below `trusted` may know of, at a company everybody may."""
    events = (an_event(Stage.INTERVIEW, "2026-10-06", people=(a_person("Luis Ruiz", honorific="Mr", family="Ruiz"),)),)
    known: dict[str, Any] = {
        "disclosure": SECRET,
        "requisition_id": "REQ-4411",
        "events": events,
        "position": "Kiln Keeper",
    }
    return {"applications": (an_application("Tamar Preserves", **(known | changes)),)}


@pytest.mark.parametrize(
    "said",
    [
        "I applied as kiln keeper.",
        "The number is REQ-4411.",
        "Luis Ruiz was kind.",
        "Mr Ruiz was kind.",
        "Mr. Ruiz was kind.",
        "I was at Tamar Preserves on 6 October.",
        "I was at Tamar Preserves (2026-10-06).",
        "I was at Tamar Preserves, which is the place I like best in all of the county, on\n6 October.",
        "I was at Tamar Preserves on 6th October.",
        "Am 6. Oktober war ich bei Tamar Preserves.",
        "Am 06.10. war ich bei Tamar Preserves.",
        "Le 6 octobre, je suis allée chez Tamar Preserves.",
        "Estuve en Tamar Preserves el 6 de octubre.",
        "I was at Tamar Preserves on 10/6.",
        "Ich sprach mit Herrn Ruiz.",
        "J’ai vu Monsieur Ruiz.",
        "Hablé con el señor Ruiz.",
    ],
)
def test_an_application_held_back_is_seen_by_what_gives_it_away(said: str) -> None:
    assert len(refusals(said, **a_held_back())) == 1


@pytest.mark.parametrize("honorific", ["Herr Dr.", "Dr.", None])
def test_somebody_met_is_seen_in_the_genitive_and_by_a_part_of_their_title(honorific: str | None) -> None:
    met = an_event(Stage.INTERVIEW, "2026-10-06", people=(a_person("Otto Vane", honorific=honorific, family="Vane"),))
    held = a_held_back(events=(met,))
    assert len(refusals("Otto Vanes Vortrag war gut.", **held)) == 1
    assert len(refusals("Ich mag Dr. Vanes Vortrag.", **held)) == 1


@pytest.mark.parametrize(
    ("name", "said", "others"),
    [
        (("Lucía Vanegas", "Sra.", "Vanegas"),
         ["la Dra. Vanegas", "doña Lucía", "Frau Dr. Vanegas", "Frau Kollegin Vanegas", "la colega Vanegas",
          "le docteur Vanegas", "Madame Vanegas", "Ms Vanegas"], ["el Sr. Vanegas", "Herr Vanegas", "la Dra. Ortiz"]),
        (("Otto Vane", None, None),
         ["Kollege Vane", "Herrn Prof. Dr. Vane", "mon collègue Vane", "el doctor Vane", "don Otto", "Dr. Vanes Vortrag",
          "my colleague Vane"], ["Vane", "Otto", "Kollege Vanek", "Dr. Ruiz"]),
        (("Otto van der Berg", "Herr", "van der Berg"), ["Kollege van der Berg", "Dr. van der Berg"], ["Herr van der Au"]),
        (("Frau Vanegas", None, None), ["Frau Dr. Vanegas", "die Kollegin Vanegas"], ["Herr Vanegas"]),
        (("Lucía Vanegas Ortiz", None, None), ["la Dra. Vanegas", "la Sra. Vanegas Ortiz"], ["la Dra. Lopez"]),
        (("Lucía Vanegas Ortiz", "Sra.", "Vanegas Ortiz"), ["la Dra. Vanegas", "la Sra. Vanegas Ortiz"], ["la Dra. Lopez"]),
        (("Ann M. Vane", None, None), ["Frau Vane", "Ms. M. Vane"], ["Frau M. Ruiz"]),
        (("Anne Hansen", "Dr.", "Hansen"), ["Mme Hansen", "Frau Hansens Vortrag", "le Dr Hansen"], ["Herr Hans", "Dr. Hanse"]),
    ],
)  # fmt: skip
def test_somebody_is_seen_behind_any_title_that_may_be_theirs(
    name: tuple[Any, ...], said: list[str], others: list[str]
) -> None:
    who = a_person(name[0], honorific=name[1], family=name[2])
    held = a_held_back(events=(an_event(Stage.INTERVIEW, "2026-10-06", people=(who,)),))
    assert [each for each in said if not refusals(f"I met {each} there.", **held)] == []
    assert [each for each in others if refusals(f"I met {each} there.", **held)] == []


@pytest.mark.parametrize("said", ["bei der Tamar Preserves", "de Tamar Preserves", "chez Tamar Preserves"])
def test_ones_own_title_beside_the_company_gives_it_away_in_other_languages(said: str) -> None:
    own: dict[str, Any] = {"target_titles": (Title("Kiln Keeper"),)}
    assert len(refusals(f"Als Kiln Keeper {said}.", **a_held_back(), **own)) == 1


@pytest.mark.parametrize(
    "said",
    [
        "I would like to work at Tamar Preserves.",
        "I was in Bath on 6 October.\nTamar Preserves",
        "Mr. Luis knows Ruiz.",
        "Keeper of a kiln.",
        "Tamar Preserves have 6 ovens for 10.6 euros each.",
        "Frau Ruiz works at Tamar Preserves.",
    ],
)
def test_what_may_be_known_of_the_company_is_no_leak_of_the_application(said: str) -> None:
    assert refusals(said, **a_held_back()) == []


def test_a_person_is_known_without_titles_and_degrees_too() -> None:
    for name in ("Dr. Luis Ruiz, PhD", "Prof. Dr. Luis Ruiz", "Luis Ruiz RN"):
        met = (an_event(Stage.INTERVIEW, "2026-10-06", people=(a_person(name),)),)
        assert len(refusals("Luis Ruiz was kind.", **a_held_back(events=met))) == 1
        assert refusals("Luis was kind, and so was Ruiz.", **a_held_back(events=met)) == []


def test_whoever_is_named_at_a_hidden_company_is_kept_back_with_it() -> None:
    bea = a_contact("Bea Li", email="bea@example.com")
    named = Referral(bea, to="Zed Quo", company="Quorvex Mills")
    met = Touchpoint(PartialDate(2026, 10, 3), person="Zed Quo", company="Quorvex Mills")
    for world in ({"referrals": (named,)}, {"touchpoints": (met,)}):
        assert len(refusals("Zed Quo was kind.", **(hidden("Quorvex Mills") | world))) == 1
        assert refusals("Zed Quo was kind.", **(hidden("Mills Hall") | world)) == []
    own = {"referrals": (Referral(a_contact(), to="Zed Quo", company="Quorvex Mills"),)}
    assert refusals("Zed Quo was kind.", **(hidden("Quorvex Mills") | own)) == []


def test_the_advertisement_of_a_hidden_company_is_a_leak() -> None:
    advert: dict[str, Any] = {"requisition_id": "REQ-4411", "url": Url("https://jobs.example.org/9/4411")}
    world: dict[str, Any] = {"applications": (an_application("Quorvex Mills", disclosure=SECRET, **advert),)}
    for said in ("The number is REQ 4411.", "See https://jobs.example.org/9/4411 for it."):
        assert len(refusals(said, **world)) == 1
    assert refusals("See https://jobs.example.org/ for it.", **world) == []


def test_a_position_that_is_also_a_target_title_counts_only_beside_its_company() -> None:
    world = a_held_back(position="Quality Manager")
    assert refusals("Titles: Quality Manager.\nPlaces: Tamar Preserves.", **world) == []
    assert len(refusals("Interviewed: Quality Manager, Tamar Preserves", **world)) == 1
    assert len(refusals("I hope to be Quality Manager at Tamar Preserves.", **world)) == 1


def test_readers_may_know_what_they_take_part_in() -> None:
    ted = a_contact()
    world = hidden("Quorvex Mills")
    says = "You know Quorvex Mills."
    application = an_application("Quorvex Mills", disclosure=SECRET)
    assert refusals(says, contact=a_contact(company="Quorvex Mills Ltd"), **world) == []
    assert refusals(says, referrals=(Referral(ted, company="Quorvex Mills"),), **world) == []
    assert (
        refusals(says, applications=(an_application("Quorvex Mills", disclosure=SECRET, referral_from=ted),), **world)
        == []
    )
    assert len(refusals(says, applications=(application,), **world)) == 1


def test_the_seekers_own_name_links_titles_and_places_are_no_leak() -> None:
    own: dict[str, Any] = {
        "name": "Nia Pargeter",
        "email": "nia@pargeter.example.com",
        "linkedin": Url("https://example.com/in/bristol"),
        "target_titles": (Title("Salesforce Administrator"),),
        "expertise": ("Salesforce",),
    }
    says = "Salesforce Administrator near Bristol, good at Salesforce: https://example.com/in/bristol nia@pargeter.example.com"
    for name in ("Pargeter", "Salesforce", "Bristol"):
        assert refusals(says, **(own | hidden(name))) == []


def test_what_the_seeker_says_of_themselves_may_name_no_company_of_several_words() -> None:
    learning = hidden("Machine Learning Ltd") | {"expertise": ("machine learning",)}
    assert refusals("My strengths: machine learning.", **learning) == []
    for key, said in (
        ("expertise", ("audits for Quorvex Mills",)),
        ("target_fields", ("Quorvex Mills",)),
        ("availability", "as soon as Quorvex Mills lets me go"),
        ("work_mode", "anywhere but Quorvex Mills"),
        ("links", {"My case study for Quorvex Mills": Url("https://example.org/x")}),
    ):
        text = said if isinstance(said, str) else next(iter(said))
        assert len(refusals(f"More: {text}.", **(hidden("Quorvex Mills") | {key: said}))) == 1


def test_a_position_elsewhere_may_name_no_hidden_company_of_several_words() -> None:
    world = hidden("Quorvex Mills") | {"applications": (an_application(position="Liaison to Quorvex Mills"),)}
    assert len(refusals("I applied for the Liaison to Quorvex Mills job.", **world)) == 1


def test_mail_domains_of_hidden_companies_count_and_shared_ones_do_not() -> None:
    insider = a_contact("Bea Li", email="bea@qvx.example.net", company="Quorvex Mills")
    world = hidden("Quorvex Mills") | {"contacts": (a_contact(), insider)}
    assert len(refusals("Write to jobs@qvx.example.net.", **world)) == 1
    shared = hidden("Quorvex Mills") | {"contacts": (a_contact(email="ted@qvx.example.net"), insider)}
    assert refusals("Write to jobs@qvx.example.net.", **shared) == []


def test_news_above_the_reader_or_for_another_is_a_leak() -> None:
    bea = a_contact("Bea Li", email="bea@example.com")
    for news in (
        News(Prose("The tram museum wants welders."), disclosure=SECRET),
        News(Prose("The tram museum wants welders."), reader=bea),
    ):
        assert len(refusals("Worth passing on: the tram museum wants welders.", news=(news,))) == 1
    mine = News(Prose("The tram museum wants welders."), reader=a_contact())
    assert refusals("The tram museum wants welders.", news=(mine,)) == []


def test_a_post_won_is_private_until_it_is_announced() -> None:
    won = an_application("Tamar Preserves", "Kiln Keeper", events=(an_event(Stage.ACCEPTED, "2026-10-01"),))
    says = "I start as Kiln Keeper."
    assert len(refusals(says, document=Document.TIP, applications=(won,))) == 1
    assert (
        refusals(says, document=Document.TIP, applications=(won,), search=Search(announce_after=day("2026-10-10")))
        == []
    )
    assert refusals(says, document=Document.LANDED, applications=(won,)) == []


def test_a_label_is_judged_by_its_own_level() -> None:
    label = PublicLabel("a maker of fine instruments upriver", Disclosure.TRUSTED)
    world: dict[str, Any] = {
        "applications": (an_application("Quorvex Mills", disclosure=Disclosure.PRIVATE, public_label=label),)
    }
    assert len(refusals("Interviewed: a maker of fine instruments upriver.", **world)) == 1


def test_trusted_readers_learn_what_is_trusted() -> None:
    assert refusals("Ask at Quorvex Mills.", contact=a_contact(trust=SECRET), **hidden("Quorvex Mills")) == []


@pytest.mark.parametrize(
    ("sentence", "is_seen"),
    [
        ("I applied to Tamar Preserves on 17 September, and again on 16 August.", False),
        ("I applied to Tamar Preserves on 16 September.", True),
        ("I was at Tamar Preserves on September 4 and 16.", True),
        ("J'étais chez Tamar Preserves le 4 et le 16 septembre.", True),
        ("Tamar Preserves, 16.9., said so.", True),
    ],
)
def test_a_day_of_what_is_held_back_is_seen_beside_its_month_and_not_another(sentence: str, is_seen: bool) -> None:
    applied = (an_event(Stage.APPLIED, "2026-09-16"),)
    held = a_held_back(position="Orchard Surveyor", requisition_id=None, events=applied)

    seen = refusals(sentence, target_companies=(a_company("Tamar Preserves"),), **held)

    assert bool(seen) == is_seen
