"""Names match across case, accents, marks and legal forms; on whole words only."""

from __future__ import annotations

import pytest

from jobnet.profile.matching import find_companies, find_contacts
from jobnet.profile.names import company_key, fold, in_one_gender, job_spoken, name_key, without_legal_form
from jobnet.yamltext.nearest import nearest
from tests.builders import a_company, a_contact, a_profile, an_application


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Café Ost", "cafe ost"),
        ("Łódź", "Lodz"),
        ("Ørsted", "Orsted"),
        ("Ærø", "aero"),
        ("Weiß", "WEISS"),
        ("Işık", "isik"),
        ("İnci", "inci"),
        ("Аcme", "Acme"),
        ("Ｆｕｊｉ", "Fuji"),
        ("ﬁrst", "first"),
        ("Núñez", "Nunez"),
    ],
)
def test_spellings_of_a_name_fold_to_one(one: str, other: str) -> None:
    assert fold(one) == fold(other)
    assert name_key(one) == name_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Fennel & Rye", "fennel and rye"),
        ("Fennel & Rye", "Fennel und Rye GmbH & Co. KG"),
        ("Dulces Íñiguez, S.A. de C.V.", "dulces iniguez"),
        ("Tamar Preserves Pvt. Ltd.", "Tamar Preserves"),
        ("Nordlys ApS", "Nordlys A/S"),
        ("Kaffebolaget AB", "Kaffebolaget"),
        ("Moulin S.A.R.L.", "Moulin"),
        ("Moulin S.à r.l.", "Moulin"),
        ("Forno S.p.A.", "Forno"),
        ("Stroop B.V.", "Stroop N.V."),
        ("Lindner Stiftung & Co. KGaA", "Lindner Stiftung"),
        ("Młyn Sp. z o.o.", "Mlyn"),
        ("Pekárna s.r.o.", "Pekarna"),
        ("Harbourside Bakers (Holdings) Ltd", "Harbourside Bakers Holdings"),
        ("Kopi Sdn. Bhd.", "Kopi"),
        ("Molino S. de R.L. de C.V.", "Molino"),
        ("Molino SAPI de CV", "Molino, S.A.P.I. de C.V."),
        ("Fujikawa Co., Ltd.", "Fujikawa K.K."),
        ("株式会社富士", "富士"),
        ("Hafen Bäckerei e.V.", "Hafen Backerei"),
        ("Krone d.o.o.", "Krone"),
        ("Anker UG (haftungsbeschränkt)", "Anker"),
        ("Roti Pte. Ltd.", "Roti"),
        ("Padaria Ltda.", "Padaria"),
        ("Outback Grains Pty Ltd", "Outback Grains"),
        ("Sainsbury's", "Sainsbury’s"),
    ],
)
def test_spellings_of_a_company_fold_to_one(one: str, other: str) -> None:
    assert company_key(one) == company_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Fennel & Rye", "Fennel"), ("Rye", "Fennel & Rye"), ("Ash", "Nash"), ("Co", "Inc"), ("Ltd", "Inc")],
)
def test_different_companies_stay_different(one: str, other: str) -> None:
    assert company_key(one) != company_key(other)


BEA = a_contact("Bea Li", email="bea@example.com")
TED = a_contact("Ted Alder", email="ted@example.com", known_as="Teddy")
OTHER_TED = a_contact("Ted Birch", id="ted-b")
STED = a_contact("Sted Cole")
PEOPLE = a_profile(contacts=(BEA, TED, OTHER_TED, STED))


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("Ted Alder", (TED,)),
        ("ted alder", (TED,)),
        ("TED@example.com", (TED,)),
        ("teddy", (TED,)),
        ("ted-b", (OTHER_TED,)),
        ("Ted", (TED, OTHER_TED)),
        ("li", (BEA,)),
        ("te", ()),
        ("", ()),
        ("  ", ()),
    ],
)
def test_only_the_best_tier_of_contacts_is_found(typed: str, found: tuple[object, ...]) -> None:
    assert find_contacts(PEOPLE.contacts, typed) == found


COMPANIES = a_profile(
    target_companies=(
        a_company("Harbourside Bakers", legal_name="Harbourside Bakers (Holdings) Ltd", short_name="Harbourside"),
        a_company("Fennel & Rye", aliases=("F&R",)),
        a_company("Rye Mills"),
        a_company("L’Atelier du Marché"),
        a_company("Sall's Foods"),
    ),
    applications=(an_application("Tamar Preserves Ltd"), an_application("fennel und rye GmbH")),
)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("Harbourside", ("Harbourside Bakers",)),
        ("harbourside bakers holdings", ("Harbourside Bakers",)),
        ("bakers", ("Harbourside Bakers",)),
        ("f & r", ("Fennel & Rye",)),
        ("Fennel and Rye Ltd", ("Fennel & Rye",)),
        ("rye", ("Fennel & Rye", "Rye Mills")),
        ("Tamar", ("Tamar Preserves Ltd",)),
        ("arbour", ()),
        ("atelier du marche", ("L’Atelier du Marché",)),
        ("l'atelier", ("L’Atelier du Marché",)),
        ("s foods", ()),
        ("&", ()),
        ("", ()),
    ],
)
def test_only_the_best_tier_of_companies_is_found(typed: str, found: tuple[str, ...]) -> None:
    assert find_companies(COMPANIES, typed) == found


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("emial", "email"),
        ("Email", "email"),
        ("nmae", "name"),
        ("telephone", "phone"),
        ("birthday", None),
        ("", None),
        ("conatcts", "contacts"),
    ],
)
def test_the_nearest_word_looks_most_like_what_was_typed(typed: str, meant: str | None) -> None:
    assert nearest(typed, ["name", "email", "contacts", "phone"]) == meant


@pytest.mark.parametrize(
    ("name", "printed"),
    [
        ("Fennel & Rye Ltd", "Fennel & Rye"),
        ("Valvulas y Bombas del Centro, S.A. de C.V.", "Valvulas y Bombas del Centro"),
        ("[24]7 Pinturas S. de R.L.", "[24]7 Pinturas"),
        ("Smith, Jones & Søn ApS", "Smith, Jones & Søn"),
        ("Müller GmbH & Co. KG", "Müller"),
        ("Tiffany & Co.", "Tiffany & Co."),
        ("The Wander Company", "The Wander Company"),
        ("The Limited", "The Limited"),
        ("Help Me", "Help Me"),
        ("AG", "AG"),
    ],
)
def test_letters_print_a_company_without_its_legal_form_where_it_is_surely_one(name: str, printed: str) -> None:
    assert without_legal_form(name) == printed


@pytest.mark.parametrize(
    ("title", "own", "said"),
    [
        ("Jefe(a) de planta", "Jefa de Planta", "Jefa de Planta"),
        ("Ingeniero/a de procesos", "Ingeniera de procesos", "Ingeniera de procesos"),
        ("Director(a)", "Directora", "Directora"),
        ("Teamleiter(in) Fuhrpark", "Teamleiterin Fuhrpark", "Teamleiterin Fuhrpark"),
        ("Jefe(a) de planta", "Jefa de compras", "Jefe(a) de planta"),
        ("QA/QC Manager", "QC Manager", "QA/QC Manager"),
    ],
)
def test_a_title_in_both_genders_is_said_as_the_seeker_says_theirs(title: str, own: str, said: str) -> None:
    assert in_one_gender(title, [own]) == said


@pytest.mark.parametrize(
    ("title", "said"),
    [
        ("Shift Lead (Nights)", "Shift Lead"),
        ("Supervisor, Aquatic Programming (Permanent, Req. 26-118)", "Supervisor, Aquatic Programming"),
        ("Jefe(a) de mantenimiento", "Jefe(a) de mantenimiento"),
        ("Teamleiter(in) Fuhrpark (m/w/d)", "Teamleiter(in) Fuhrpark"),
    ],
)
def test_a_title_is_said_without_what_stands_behind_it_in_brackets(title: str, said: str) -> None:
    assert job_spoken(title) == said
