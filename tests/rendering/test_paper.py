"""What stands on the page of a letter that is printed. The pages themselves are looked at in `tests/heavy`."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from jobnet.facts.items import Document
from jobnet.facts.readers import Greeting, Reader, Rung, general_reader, reader_of
from jobnet.facts.snapshot import Snapshot
from jobnet.profile.model import Locale
from jobnet.rendering.languages import habits
from jobnet.rendering.paper.customs import before_subject, custom
from jobnet.rendering.paper.pdf import _data
from jobnet.rendering.paper.sheet import Passage, Sheet, passages, sheet_of
from tests.builders import a_company, a_confidential_search, a_contact, a_person, a_profile, day
from tests.program import DAY, run

TODAY = day(DAY)
SENDER: dict[str, Any] = {
    "phone": "0117 496 0123",
    "location": "Bristol, England",
    "address": ("12 Quay Street", "Bristol BS1 4DB"),
}


def a_sheet(reader: Reader | None = None, locale: str = "en-GB", **changes: Any) -> Sheet:
    profile, spoken = a_profile(**(SENDER | changes)), Locale(*locale.split("-"))
    who = reader or general_reader(profile, locale=spoken)
    return sheet_of(Document.BRIEF, who, profile, TODAY, (), locale=spoken, conventions=habits(spoken))


def reading(**changes: Any) -> Reader:
    return reader_of(Snapshot(a_profile(**SENDER), TODAY), a_contact(**changes))


@pytest.mark.parametrize(
    ("locale", "paper", "left", "top"),
    [
        ("en-US", "us-letter", 25.4, 54),
        ("en-CA", "us-letter", 25.4, 54),
        ("fr-CA", "us-letter", 25.4, 54),
        ("es-MX", "us-letter", 25.4, 54),
        ("en-GB", "a4", 25, 57),
        ("en-IN", "a4", 25, 57),
        ("es-ES", "a4", 25, 57),
        ("de-DE", "a4", 25, 63.7),
        ("de-AT", "a4", 25, 63.7),
        ("en-DE", "a4", 25, 63.7),
        ("de-", "a4", 25, 63.7),
        ("de-CH", "a4", 118, 52),
        ("fr-CH", "a4", 118, 52),
        ("fr-FR", "a4", 110, 55),
        ("en-FR", "a4", 110, 55),
    ],
)
def test_paper_and_place_of_the_address_are_those_of_the_readers_country(
    locale: str, paper: str, left: float, top: float
) -> None:
    page = custom(*locale.split("-"))
    assert (page.paper, *page.window[:2]) == (paper, left, top)


def test_the_subject_is_called_so_only_where_letters_do() -> None:
    said = {each: before_subject(*each.split("-")) for each in ("de-DE", "en-GB", "en-US", "en-IN", "fr-FR", "es-MX")}
    assert [said[each] for each in ("de-DE", "en-GB", "en-US")] == ["", "", ""]
    assert (said["en-IN"], said["fr-FR"], said["es-MX"]) == ("Subject: ", "Objet\u00a0: ", "Asunto: ")


def test_the_day_stands_as_its_country_writes_it() -> None:
    lines = [a_sheet(locale=each).dateline for each in ("en-US", "en-GB", "en-DE", "de-DE", "fr-FR", "es-MX")]
    assert lines == [
        "October 15, 2026",
        "15 October 2026",
        "15 October 2026",
        "Bristol, 15. Oktober 2026",
        "Bristol, le 15 octobre 2026",
        "Bristol, 15 de octubre de 2026",
    ]
    assert a_sheet(locale="fr-FR", location=None).dateline == "Le 15 octobre 2026"
    assert a_sheet(locale="de-DE", location=None).dateline == "15. Oktober 2026"


def test_the_sender_has_an_address_and_ways_to_answer() -> None:
    ways = "0117 496 0123 · nia@example.com"
    assert a_sheet().sender == ("Nia Pargeter", "12 Quay Street", "Bristol BS1 4DB", ways)
    assert a_sheet(address=()).sender == ("Nia Pargeter", "Bristol, England", ways)
    named = ("Nia Pargeter", "12 Quay Street")
    assert a_sheet(address=named).sender == ("Nia Pargeter", "12 Quay Street", ways)
    long = a_sheet(address=("Flat 2", "12 Quay Street", "Old Town", "Bristol", "BS1 4DB"))
    assert long.sender == ("Nia Pargeter", "Flat 2, 12 Quay Street, Old Town, Bristol, BS1 4DB", ways)


def test_a_search_in_confidence_gives_strangers_no_telephone_number() -> None:
    assert a_sheet(search=a_confidential_search()).sender[-1] == "nia@example.com"


def test_the_reader_has_name_and_address() -> None:
    post = ("9 Hill Road", "Bath BA1 2QR")
    assert a_sheet(reading(post=post)).reader == ("Ted Alder", *post)
    assert a_sheet(reading(post=("Mr Ted Alder", *post))).reader == ("Mr Ted Alder", *post)
    assert a_sheet().reader == ()


def test_without_an_address_there_is_the_company_by_its_legal_name_but_not_for_a_friend() -> None:
    mill = a_company("Harbourside Bakers", legal_name="Harbourside Bakers (Holdings) Ltd")
    at_work = {"company": "Harbourside Bakers", "title": "Site Manager"}
    stranger = a_sheet(reading(name="Ruth Abernathy", **at_work), target_companies=(mill,))
    assert stranger.reader == ("Ruth Abernathy", "Site Manager", "Harbourside Bakers (Holdings) Ltd")
    assert a_sheet(reading(**at_work), target_companies=(mill,)).reader == ("Ted Alder",)


def test_somebody_met_at_a_company_is_written_to_there() -> None:
    from jobnet.facts.items import Item, Kind

    profile = a_profile(target_companies=(a_company("Harbourside Bakers", legal_name="Harbourside Bakers Ltd"),))
    met = reader_of(Snapshot(profile, TODAY), a_person("Ruth Abernathy", title="Technical Director"))
    told = (Item("x", Kind.EVENT, "Harbourside Bakers", "Technical Manager"),)
    british = Locale("en", "GB")
    page = sheet_of(Document.RUNNERUP, met, profile, TODAY, told, locale=british, conventions=habits(british))
    assert page.reader == ("Ruth Abernathy", "Technical Director", "Harbourside Bakers Ltd")


def test_a_return_line_stands_above_the_address_in_germany() -> None:
    reader = reading(post=("Grünstraße 5", "04109 Leipzig"))
    assert a_sheet(reader, "de-DE").return_line == "Nia Pargeter · 12 Quay Street · Bristol BS1 4DB"
    assert [a_sheet(reader, each).return_line for each in ("de-CH", "en-GB")] == ["", ""]


def test_paragraphs_lists_emphasis_and_links_are_told_apart() -> None:
    markdown = (
        "Hi Ted,\n\nDo you know *anyone* at **these**?\n- Fennel &amp; Rye \\*\n- two\\\n  lines\n\n"
        "See [the page](https://example.com/a) and [https://example.com](https://example.com).\n\nThank you,\\\nNia"
    )
    assert passages(markdown, a_sheet()) == (
        Passage(((("Hi Ted,", ""),),)),
        Passage(((("Do you know ", ""), ("anyone", "i"), (" at ", ""), ("these", "b"), ("?", "")),)),
        Passage(((),), items=(((("Fennel & Rye *", ""),),), ((("two", ""),), (("lines", ""),)))),
        Passage(
            ((("See ", ""), ("the page", ""), (" (https://example.com/a)", ""), (" and ", ""),
              ("https://example.com", ""), (".", "")),)
        ),
        Passage(((("Thank you,", ""),), (("Nia", ""),)), name_at=1),
    )  # fmt: skip


def test_the_signature_says_no_more_what_the_head_of_the_page_says() -> None:
    markdown = "Sincerely,\\\nNia Pargeter\\\n[nia@example.com](mailto:nia@example.com)\\\n0117 496 0123"
    (signature,) = passages(markdown, a_sheet())
    assert signature == Passage(((("Sincerely,", ""),), (("Nia Pargeter", ""),)), name_at=1)


def test_what_the_user_wrote_reaches_the_page_as_data() -> None:
    odd = '#read("/etc/passwd") $x$ = [a](b) @ref \\u{41} <b>'
    data = _data(a_sheet(), odd, (Passage((((odd, ""),),)),))
    assert (data["subject"], data["passages"][0]["lines"]) == (odd, (((odd, ""),),))
    assert "sys.inputs.letter" in Path("src/jobnet/rendering/paper/letter.typ").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("rung", "ends"), [(Rung.HONORIFIC, ":"), (Rung.FULL_NAME, ":"), (Rung.ROLE, ":"), (Rung.KNOWN_AS, ",")]
)
def test_america_writes_a_colon_on_paper_after_all_but_first_names(rung: Rung, ends: str) -> None:
    greeting = Greeting(rung, "Minh", "Ms", "Tran")
    american, british = habits(Locale("en", "US")), habits(Locale("en", "GB"))
    assert american.greeting(greeting, formal=True, on_paper=True).endswith(ends)
    assert american.greeting(greeting, formal=True).endswith(",")
    assert british.greeting(greeting, formal=True, on_paper=True).endswith(",")


def test_paper_is_without_links_whatever_else_there_is_to_reach_them() -> None:
    reader = reading()
    assert (reader.on_paper, replace(reader, paper="pdf").on_paper, replace(reader, email=None).on_paper) == (
        False,
        True,
        True,
    )


PROFILE = """\
name: Nia Pargeter
email: nia@example.com
resume: https://example.com/nia/cv
target_titles: [Quality Manager]
target_companies: [Fennel & Rye]
contacts:
  - {name: Bea Li, email: bea@example.com, offered_help: 2026-10-02}
  - {name: Aunt Eda, post: [9 Hill Road, Bath], offered_help: 2026-10-02}
  - {name: Aunt Ida, post: [9 Hill Road, Bath], offered_help: 2026-10-02}
"""


@pytest.fixture
def without_extra(tree: Path) -> dict[str, str]:
    """An environment in which the extra is not installed, and a profile."""
    (tree / "profile.yaml").write_text(PROFILE, encoding="utf-8")
    for name in ("typst", "docx"):
        (tree / f"{name}.py").write_text("raise ImportError", encoding="utf-8")
    return {"PYTHONPATH": str(tree)}


@pytest.mark.parametrize("form", ["pdf", "docx"])
def test_where_the_extra_is_missing_one_line_says_how_to_get_it(
    form: str, tree: Path, without_extra: dict[str, str]
) -> None:
    done = run("brief", "--to", "Bea", "--format", form, "-o", f"a.{form}", cwd=tree, env=without_extra)
    assert (done.code, done.out) == (69, "")
    assert done.err == "jobnet: this needs typst: pip install 'jobnet[paper]'\n"
    assert not (tree / f"a.{form}").exists()


def test_without_the_extra_letters_for_the_post_are_text_and_that_is_said_once(
    tree: Path, without_extra: dict[str, str]
) -> None:
    done = run("brief", "--all", "-o", "out/", cwd=tree, env=without_extra)
    assert done.code == 0
    assert sorted(path.name for path in (tree / "out").iterdir()) == [
        "brief-2026-10-15-aunt-eda.txt",
        "brief-2026-10-15-aunt-ida.txt",
        "brief-2026-10-15-bea-li.txt",
    ]
    assert done.err.count("pip install 'jobnet[paper]'") == 1
