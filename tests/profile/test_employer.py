"""What looks like the current employer, and what does not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobnet.profile.addresses import typed_domain
from jobnet.profile.employer import EmployerNames, Likeness
from tests import spellings

NAMES = (
    "Corvane Foods",
    "Boeing",
    "Klinikum Rosental",
    "St. Mary's Hospital",
    "Quorvex Mills",
    "Bücherwald",
    "Old Mill",
    "Øresund & Søn",
)
OTHERS = (
    "Fennel & Rye",
    "Tamar Preserves",
    "Quayside Dairy",
    "Airbus",
    "Next",
    "Hope Hospital",
    "Klinikum Nord",
    "University of Bath",
)


def employer(name: str, *aliases: str, domains: tuple[str, ...] = (), denied: tuple[str, ...] = ()) -> EmployerNames:
    return EmployerNames((name, *aliases), domains, denied=denied, places=("Bristol",))


def initials(name: str) -> str:
    return "".join(word[0] for word in name.replace("&", "").split()).upper()


SAME = [
    lambda name: f"The {name} Company",
    lambda name: f"the {name}",
    lambda name: f"{name} Company Ltd.",
    lambda name: f"{name} GmbH & Co. KG",
    lambda name: f"{name} Group",
    lambda name: f"{name} (UK) Ltd",
    lambda name: f"{name}®",
    lambda name: f"  {name.upper()},  Inc.",
    lambda name: name.lower().replace(" ", ""),
    lambda name: name.replace(" ", "-"),
    lambda name: name.replace(" & ", " and "),
    "\u200b".join,
    lambda name: f"{name[0]}\u034f{name[1:]}\ufe0f",
    lambda name: name.replace("o", "о"),
    lambda name: name.replace("ü", "ue").replace("ø", "oe").replace("Ø", "Oe"),
    lambda name: f"Grupo {name} S.A. de C.V.",
]
"""Ways in which people write one name."""
LIKE = [
    lambda name: f"{name} Bristol",
    lambda name: f"{name} Street Dental",
    lambda name: f"Airbus (formerly {name})",
    lambda name: f"Friends of {name}",
]
"""Names that hold it: somebody must say what they are."""
DOMAINS = [
    "{}.com",
    "{}.co.uk",
    "mail.{}.example",
    "{}-group.com",
    "the{}.com",
    "my{}.com",
    "{}careers.com",
    "{}.onmicrosoft.com",
    "{}ltd.example",
]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("change", SAME)
def test_another_spelling_of_the_name_is_surely_the_employers(name: str, change: object) -> None:
    other = change(name)  # type: ignore[operator]
    assert employer(name).of_company(other) is Likeness.SURE
    assert employer(other).of_company(name) is Likeness.SURE


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("change", LIKE)
def test_a_name_that_holds_the_employers_is_asked_about(name: str, change: object) -> None:
    other = change(name)  # type: ignore[operator]
    assert employer(name).of_company(other) is Likeness.NEAR
    assert employer(name, denied=(other,)).of_company(other) is Likeness.NONE
    assert employer(name, other).of_company(other) is Likeness.SURE


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("domain", DOMAINS)
def test_a_domain_that_says_the_name_is_asked_about(name: str, domain: str) -> None:
    label = "".join(c for c in name.casefold().translate(str.maketrans("üø", "uo")) if c.isalnum())
    found, where = employer(name).of_address(f"ann@{domain.format(label)}")
    assert (found, where) == (Likeness.NEAR, domain.format(label))
    assert employer(name, denied=(where,)).of_address(f"ann@sub.{where}")[0] is Likeness.NONE


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("Boeing Commercial Airplanes", "BCA"),
        ("Boeing Commercial Airplanes", "B.C.A."),
        ("BMW", "Bayerische Motoren Werke AG"),
        ("Boeing Commercial Airplanes", "Boeing Defense"),
        ("Boeing Commercial Airplanes", "Boeing"),
        ("University Hospital of Corvane", "Corvane University Hospital"),
        ("University Hospital of Corvane (UHC)", "UHC"),
        ("Royal Corvane Infirmary", "Royal Infirmary"),
        ("Marriott Hotels", "Mariott Hotels"),
        ("Saint Mary's Hospital", "St Marys Hosp"),
        ("Corvane Manufacturing", "Corvane Mfg. Co."),
        ("Quorvex", "Quorvexx"),
        ("Quorvex", "Qurvex"),
        ("AT&T", "ATT"),
        ("Procter & Gamble", "P&G"),
        ("Klinikum Rosental", "Rosental"),
        ("Klinikum Rosental gGmbH", "Rosental Clinic"),
        ("University of Corvane", "Corvane Uni"),
        ("Corvane", "www.corvane.com"),
        ("Ernst & Young", "EY"),
        ("Universität Corvane", "University of Corvane"),
        ("Universität Corvane", "Uni Corvane"),
        ("Corvane & Corvane", "CnC"),
        ("Bank of Corvane", "BofC"),
        ("University of Rosental, Corvane", "UR Corvane"),
        ("L'Orvane", "L ORVANE"),
        ("Corvanewagen", "CW"),
        ("Corvane Express", "CorEx"),
        ("Corvane Foods Ltd", "CorvaneFoodsLtd"),
        ("Corvane Foods Ltd", "The CorvaneFoodsCompany"),
        ("The Boeing Company", "TheBoeingCompany"),
        ("Markwell & Corvane", "TheMarkwell+Corvane"),
        ("Boeing", "BoeingInc"),
        ("L'Orvane Parfums SA", "L'OrvaneParfumsSA Group"),
        ("Établissements Rouvel", "Ets Rouvel"),
        ("Hermanos Olmedo", "Hnos. Olmedo"),
        ("Gebrüder Kranich", "Gebr. Kranich"),
        ("Corvane Foods Ltd", "www.corvanefoodsltd.com"),
    ],
)
def test_initials_parts_short_forms_and_slips_are_seen(name: str, other: str) -> None:
    assert employer(name).of_company(other)
    assert employer(other).of_company(name)


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("Städtisches Klinikum Olm", "Ärztin, Städt. Klinikum Olm"),
        ("Städtisches Klinikum Olm", "Ärztin am Städt. Klin. Olm"),
        ("Städtisches Klinikum Olm", "Ärztin, Klinikum Olm"),
        ("Städtisches Klinikum Olm", "Oberärztin Klinikum Olm"),
        ("Städt. Klinikum Olm", "Ärztin, Städtisches Klinikum Olm"),
        ("Norddeutsche Mühlen", "Leiter, Norddt. Mühlen"),
        ("Quorvex Mills", "Buyer, Quorv. Mills"),
        ("Quorvex", "Head of Quorvexs"),
        ("Olmex", "Olmexs Einkauf"),
        ("Brandt", "Brandts Leiter"),
        ("Quorvex Mills", "one of the Quorvexes"),
    ],
)
def test_a_name_may_be_cut_short_with_a_stop_or_bear_an_s(name: str, title: str) -> None:
    assert employer(name).of_title(title)[0] is Likeness.NEAR


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("Corporate Foods", "Buyer, Fennel Corp."),
        ("Drenmar", "Leiterin, Praxis Dr. Olm"),
        ("Klinikum Rosental", "Ärztin, Klin. Olm"),
        ("Incyte Labs", "Buyer, Fennel Inc."),
    ],
)
def test_what_is_short_for_something_else_is_no_employer(name: str, title: str) -> None:
    assert employer(name).of_title(title)[0] is Likeness.NONE


@pytest.mark.parametrize(("name", "said"), spellings.SAID_OTHERWISE)
def test_a_name_is_seen_in_another_number_case_and_order(name: str, said: str) -> None:
    likeness = employer(name).of_company(said)
    assert likeness
    assert likeness is Likeness.SURE or not employer(name, denied=(said,)).of_company(said)
    assert employer(name).of_title(f"Leiterin, {said}")[0]
    assert employer(name).holds_name(f"kennt mich von {said} her")


@pytest.mark.parametrize(("name", "other"), spellings.OTHERS)
def test_another_house_of_the_kind_is_left_alone(name: str, other: str) -> None:
    if other not in name:
        assert employer(name).of_company(other) is Likeness.NONE
    assert not employer(name).holds_name(f"kennt mich von {other} her")


def test_a_name_run_together_with_its_legal_form_is_surely_the_same() -> None:
    assert employer("Corvane Foods Ltd").of_company("CORVANEFOODSLTD") is Likeness.SURE
    assert employer("Boeing").of_company("Boeingham") is Likeness.NONE


@pytest.mark.parametrize(
    "other", ["Milltown (a Corvane company)", "Milltown / Corvane", "Freelance (Corvane)", "self-employed at Corvane"]
)
def test_a_part_of_a_name_may_be_the_employers(other: str) -> None:
    assert employer("Corvane Foods").of_company(other) is Likeness.NEAR
    assert employer("Corvane Foods", denied=(other,)).of_company(other) is Likeness.NONE


def test_brackets_of_full_width_part_a_name_as_others_do() -> None:
    own = employer("Ste Pemberlin Medical Services （Deutschland）")
    assert own.of_company("Ste Pemberlin Medical Services") is Likeness.SURE
    assert own.holds_whole_name("friends of Ste Pemberlin Medical Services")


def test_who_denies_a_longer_name_does_not_deny_the_employers_own() -> None:
    names = employer("Corvane", denied=("Corvane Holdings",))
    assert names.of_company("Corvane Holdings") is Likeness.NONE
    assert names.of_company("Corvane") is Likeness.SURE
    assert names.of_company("Corvane Group") is Likeness.SURE


def test_who_denies_an_address_does_not_deny_its_mail_host() -> None:
    names = employer("Corvane Foods", denied=("corvane.foods.al@gmail.com", "@corvane.example"))
    assert names.of_address("Corvane.Foods.Al@gmail.com")[0] is Likeness.NONE
    assert names.of_address("corvane.foods.bo@gmail.com")[0] is Likeness.NEAR
    assert names.of_address("bo@corvane.example")[0] is Likeness.NONE


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("other", OTHERS)
def test_other_companies_are_left_alone(name: str, other: str) -> None:
    names = employer(name, domains=("corvane.example",))
    assert names.of_company(other) is Likeness.NONE
    label = "".join(c for c in other.casefold() if c.isalnum())
    assert names.of_address(f"ann@{label}.example")[0] is Likeness.NONE
    assert names.of_title(f"Buyer at {other}")[0] is Likeness.NONE


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("University of Corvane", "University of Rosental"),
        ("St. Mary's Hospital", "St. Luke's Hospital"),
        ("Bristol Water", "Bristol Airport"),  # the place where the seeker looks tells nothing
        ("First National Bank", "First Choice Travel"),
        ("Alder", "Calderdale Crafts"),
        ("Next", "Nextdoor Bakery"),
        ("Hope", "Hopewell Trust"),
        ("Corvane Foods", "Cave"),
        ("Corvane Foods", "CFA"),
        ("Corvane Foods", "DCF"),
        ("Università Corvane", "Universität Rosental"),
        ("Best Ltd", "The Bestway Company"),
    ],
)
def test_one_common_word_makes_no_employer(name: str, other: str) -> None:
    assert employer(name).of_company(other) is Likeness.NONE
    label = "".join(c for c in other.casefold() if c.isalnum())
    assert employer(name).of_address(f"ann@{label}.example")[0] is Likeness.NONE


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("bo@corvane.example", Likeness.SURE),
        ("bo@Mail.Corvane.Example.", Likeness.SURE),
        ("bo@bücher.example", Likeness.SURE),
        ("bo@xn--bcher-kva.example", Likeness.SURE),
        ("bo@strasse.example", Likeness.SURE),
        ("bo@xn--strae-oqa.example", Likeness.SURE),
        ("bo@corvane.com", Likeness.NEAR),
        ("bo%corvane.example@relay.example", Likeness.NEAR),
        ("corvane.foods@gmail.com", Likeness.NEAR),
        ("bo@mycorvane.gmail.com", Likeness.NONE),
        ("bo@gmail.com", Likeness.NONE),
        ("bo@relay.example", Likeness.NONE),
    ],
)
def test_addresses_are_held_against_domains_in_both_forms(address: str, expected: Likeness) -> None:
    names = employer("Corvane Foods", domains=("corvane.example", "xn--bcher-kva.example", "straße.example"))
    assert names.of_address(address)[0] is expected


@pytest.mark.parametrize(
    ("name", "domain"),
    [
        ("Klinikum Rosental", "rosental.de"),
        ("Klinikum Rosental", "rosental-klinikum.de"),
        ("Städtisches Klinikum Olm", "klinikum-olm.de"),
        ("Marks & Spencer", "marksandspencer.com"),
        ("Marks & Spencer", "marks-and-spencer.com"),
        ("Boeing Commercial Airplanes", "boeing.com"),
        ("Boeing Commercial Airplanes", "boeingdefense.com"),
        ("Boeing Commercial Airplanes", "bca.example"),
        ("Ernst & Young", "uk.ey.com"),
        ("AT&T", "att.com"),
        ("University of Corvane", "corvane.ac.uk"),
        ("Corvane Foods", "mycorvane.com"),
        ("Corvane Foods", "corvane-group.com"),
        ("Corvane & Corvane", "uk.cnc.example"),
        ("Bank of Corvane", "bofc.example"),
        ("The New Rosental Times", "nrtimes.example"),
        ("Corvane y Rosental", "thecorvaneyrosentalsl.example"),
        ("Sparkasse Elsterland", "elsterlandsparkasse.de"),
        ("Goldener Hirsch", "zum-goldenen-hirschen.de"),
        ("Centre hospitalier de Saint-Brévin", "hopital-saint-brevin.fr"),
        ("Centre hospitalier de Saint-Brévin", "hopitalsaintbrevin.fr"),
        ("Auwaldstift", "stift-auwald.de"),
    ],
)
def test_a_domain_may_say_a_part_of_the_name(name: str, domain: str) -> None:
    assert employer(name).of_address(f"ann@{domain}")[0] is Likeness.NEAR


def test_a_family_is_not_the_company_of_its_name() -> None:
    names = employer("Alder")
    assert names.of_address("ted@alder.example", "Ted Alder")[0] is Likeness.NONE
    assert names.of_address("ted@alder.example", "Ted Rye")[0] is Likeness.NEAR
    assert names.of_address("ted@alderwood.example", "Ted Rye", "Alderwood Homes")[0] is Likeness.NONE


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Buyer at Corvane Foods", Likeness.NEAR),
        ("Buyer, Corvane Foods Ltd", Likeness.NEAR),
        ("Corvane Foods buyer", Likeness.NEAR),
        ("Corvane buyer", Likeness.NEAR),
        ("Buyer of Corvane", Likeness.NEAR),
        ("Buyer · Corvane", Likeness.NEAR),
        ("Corvane", Likeness.NEAR),
        ("Head of Foods", Likeness.NONE),
        ("Buyer at Fennel & Rye", Likeness.NONE),
    ],
)
def test_a_title_may_say_where_somebody_works(title: str, expected: Likeness) -> None:
    assert employer("Corvane Foods").of_title(title)[0] is expected


@pytest.mark.parametrize("behind", [" (UK)", " (USA)", ", Europe", ", KG", ", S.A. de C.V.", " | Group", ", The"])
def test_a_country_or_form_behind_another_company_is_no_employers_name(behind: str) -> None:
    names = employer("Universidad Sankt Corvanea Kegruppe Hospital")
    assert names.of_title(f"Buyer at Fennel & Rye{behind}")[0] is Likeness.NONE
    assert employer("United Kelp Industries").of_title("Buyer (UKI)")[0] is Likeness.NEAR
    assert employer("Union Savings Association").of_title("Buyer at USA")[0] is Likeness.NEAR
    assert employer("USA").of_title("Buyer, USA")[0] is Likeness.NEAR


@pytest.mark.parametrize("title", ["Professor at Universität-Wiesengrund", "Vice-University President"])
def test_a_hyphen_inside_a_name_parts_no_names(title: str) -> None:
    assert employer("Universität Corvanea").of_title(title)[0] is Likeness.NONE
    assert employer("Corvane Foods").of_title("Buyer -Corvane")[0] is Likeness.NEAR


def test_a_legal_form_may_stand_before_the_word_for_a_house() -> None:
    assert employer("Klinikum Rosentalau gGmbH Holding").of_company("Klinikum Rosentalau") is Likeness.SURE
    assert employer("Klinikum Rosentalau").of_company("Klinikum Rosentalau gGmbH Gruppe") is Likeness.SURE


def test_initials_may_have_one_of_two_legal_forms() -> None:
    assert employer("The Brantil Company Inc.").of_company("TBC") is Likeness.NEAR
    assert employer("The Brantil Company Inc.").of_company("TBCI") is Likeness.NEAR


def test_the_words_of_ones_own_trade_name_no_employer_in_a_title() -> None:
    names = EmployerNames(("Quality Foods",), (), trade=("Quality Manager",))
    assert names.of_title("Quality Engineer")[0] is Likeness.NONE


@pytest.mark.parametrize(
    "typed",
    ["corvane.example", "https://corvane.example", "http://www.corvane.example:8080/jobs?x#y", "www.corvane.example",
     "*.corvane.example", "@corvane.example", ".corvane.example", "hr@corvane.example", "mailto:hr@corvane.example",
     " CORVANE.example. ", "corvane.example/", "//corvane.example", "corvane。example"],
)  # fmt: skip
def test_a_domain_is_taken_out_of_whatever_was_typed(typed: str) -> None:
    assert typed_domain(typed) == "corvane.example"


@pytest.mark.parametrize("typed", ["", "corvane", "Corvane Foods", "co.uk", "com.au", "https://", "a b.example", "x@"])
def test_what_is_no_domain_is_not_taken_for_one(typed: str) -> None:
    assert typed_domain(typed) is None


@given(st.text(max_size=40), st.text(max_size=40))
def test_every_name_is_like_itself_and_nothing_breaks_the_comparison(name: str, other: str) -> None:
    names = employer(name)
    assert names.of_company(name) is Likeness.SURE
    names.of_company(other)
    names.of_title(other)
    names.of_role(other)
    names.of_address(f"{other}@{name}")
    typed_domain(other)
