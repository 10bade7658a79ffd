"""German letters stand for every document and reader, hold no English, and name no other company to an insider."""

from __future__ import annotations

import re
from itertools import accumulate
from typing import TYPE_CHECKING

import pytest

from jobnet.rendering.german_nouns import behind
from jobnet.rendering.templates import templates_folder
from tests.program import run
from tests.rendering.a_language import ENGLISH_WORDS, printed, to_an_insider
from tests.rendering.test_template_form import DEEPEST, MOST_COLUMNS, MOST_IFS, MOST_LINES, TAG

if TYPE_CHECKING:
    from pathlib import Path

GERMAN = templates_folder() / "de"
TEMPLATES = sorted(GERMAN.glob("*.j2"))
POLITE = re.compile(r"\b(?:Ihnen|Ihre?[mnrs]?|Sie)\b")
FAMILIAR = re.compile(r"\b(?:du|dich|dir|deine?[mnrs]?)\b", re.IGNORECASE)
ALWAYS_POLITE = {"brief-general", "update-general"}
"""To nobody in particular."""
PROFILE = """\
name: Jana Winkler
known_as: Jana
email: jana.winkler@example.com
phone: "+49 341 5550147"
location: Leipzig
locale: de-DE
resume: {url: https://example.com/jana/cv, updated: 2026-09}
summary: Ich sorge dafür, dass Lebensmittel aus der Fabrik sicher sind.
expertise: [Lieferantenaudits, Rückrufübungen]
target_titles: [Leitung Qualitätssicherung, Betriebsleitung]
target_locations: [Leipzig, Halle]
target_companies:
  - {name: Saalebäcker GmbH, tier: A, added: 2026-09-01}
  - {name: Elbmolkerei, added: 2026-09-01}
  - {name: Muldemühle, added: 2026-09-01}
search: {started: 2026-09-01}
contacts:
  - {name: Tilo Brandt, email: t@example.com, known_as: Tilo, relationship: close_friend, FORM offered_help: {date: 2026-09-28, what: dich umzuhören}}
  - {name: Anke Vogt, email: a@example.com, honorific: Frau, family: Vogt, relationship: former_manager, FORM offered_help: 2026-09-30}
  - {name: Uwe Thal, email: u@example.com, honorific: Herr, family: Thal, relationship: recruiter_agency, company: Thal Personal, FORM offered_help: 2026-10-02}
  - {name: Ines Kahl, email: i@example.com, honorific: Frau, family: Kahl, relationship: colleague, company: Elbmolkerei, FORM offered_help: 2026-10-03}
  - {name: Rolf Ebert, email: r@example.com, honorific: Herr, family: Ebert, relationship: mentor, FORM offered_help: 2026-10-04}
  - {name: Maja Lenz, email: m@example.com, known_as: Maja, relationship: other, in_field: no, FORM offered_help: 2026-10-05}
  - {name: Olaf Reich, email: o@example.com, honorific: Herr, family: Reich, relationship: colleague, FORM knows: [Muldemühle], offered_help: 2026-10-06}
  - {name: Eva Sorge, email: e@example.com, honorific: Frau, family: Sorge, relationship: colleague, FORM tie: dormant}
  - {name: Karin Busch, email: k@example.com, honorific: Frau, family: Busch, relationship: recruiter_inhouse, FORM company: Saalebäcker GmbH}
applications:
  - company: Saalebäcker GmbH
    position: Betriebsleitung
    hiring_manager: {name: Heike Mohr, honorific: Frau, family: Mohr, email: h@example.com}
    applied: 2026-09-08
    interview: [{date: 2026-09-29, with: [Heike Mohr, Jens Pohl]}]
    rejected: {date: 2026-10-13, told_by: Heike Mohr}
    impression: {of_reader: Sie haben gut zugehört., particulars: [Der Gang durch die Backstube bleibt mir im Kopf., Die offene Tafel auch.]}
  - {company: Elbmolkerei, position: Leitung Qualitätssicherung, applied: 2026-09-20, interview: [{date: 2026-10-12, with: [Ilka Roth]}]}
  - {company: Nordkost, position: Leitung Qualitätssicherung, applied: 2026-09-25, interview: 2026-10-22}
referrals:
  - {from: Anke Vogt, to: Peter Hahn, company: Muldemühle, received: 2026-10-10}
touchpoints:
  - {date: 2026-10-12, contact: Rolf Ebert, kind: informational_interview, company: Deichkäse}
news:
  - {date: 2026-10-10, headline: Die neue Hygienenorm ist da., audience: all}
  - {date: 2026-10-11, headline: Am Samstag ist Tag der offenen Tür., for: Maja Lenz, deadline: 2026-11-02}
"""
COMMANDS = (
    "brief --all --force", "update --all --force", "update", "runnerup --company Saalebäcker",
    "brief", "runnerup --company Saalebäcker --to Pohl", "thanks --company Elbmolkerei", "thanks --to Anke --force",
    "thanks --to Rolf --force", "tip --to Maja", "pitch", "pitch --to Uwe", "pitch --to Ines",
    "touch --company Saalebäcker --to Mohr --force", "touch --company Saalebäcker --to Busch --force",
    "landed --all --force", "landed --force",
)  # fmt: skip


@pytest.fixture(params=["", "address_as: du, "], ids=["polite", "familiar"])
def form(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.mark.parametrize("command", COMMANDS)
def test_letters_stand_and_are_german(form: str, command: str, tmp_path: Path) -> None:
    printed(PROFILE, form, command, tmp_path)


def test_an_insider_reads_of_their_own_company_alone(form: str, tmp_path: Path) -> None:
    for out in to_an_insider(PROFILE, form, "Ines", tmp_path):
        assert "Elbmolkerei" in out
        assert re.search("Saalebäcker|Muldemühle|Nordkost", out) is None


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_a_template_keeps_to_its_form_of_address_and_to_a_page(path: Path) -> None:
    words = re.sub(r"„.*?“|{{ words.*?}}", "", path.read_text("utf-8"), flags=re.DOTALL)
    tags = [tag[1] for tag in TAG.finditer(words)]

    is_familiar, name = path.name.endswith("-du.md.j2"), path.name.removesuffix(".md.j2")
    if is_familiar or not (GERMAN / f"{name}-du.md.j2").exists():  # for both forms, unless it is polite by itself
        assert POLITE.search(words) is None or name in ALWAYS_POLITE
    assert is_familiar or FAMILIAR.search(words) is None
    assert max(map(len, words.splitlines())) <= MOST_COLUMNS
    assert len(words.splitlines()) <= MOST_LINES
    assert tags.count("if") <= MOST_IFS
    assert max(accumulate((tag == "if") - (tag == "endif") for tag in tags), default=0) <= DEEPEST


def test_every_situation_has_a_letter() -> None:
    english = {path.name for path in (GERMAN.parent / "en").glob("[!_]*.j2")}

    assert english <= {path.name for path in TEMPLATES}


@pytest.mark.parametrize("command", ["brief --all --force", "update --all --force", "pitch", "brief"])
def test_without_a_german_sentence_of_the_users_letters_stand_and_the_keys_are_named(
    command: str, tmp_path: Path
) -> None:
    english = re.sub(r"(summary|headline|of_reader): ([^.\n]+\.)", r'\1: {en: "The \2"}', PROFILE.replace("FORM ", ""))
    english = english.replace("what: dich umzuhören", "what: {en: ask the others}")
    english = english.replace("[Lieferantenaudits, Rückrufübungen]", "[{en: The audits}, {en: The recalls}]")
    (tmp_path / "profile.yaml").write_text(english, encoding="utf-8")

    ran = run(*command.split(), cwd=tmp_path)

    assert ran.code == 0, ran.err
    assert ENGLISH_WORDS.search(ran.out.replace("Subject: ", "")) is None, ran.out
    assert "stellensuche" in ran.out.casefold() or "Stelle als" in ran.out
    if command != "pitch":
        assert "`summary`, `expertise` have no words in `de`" in ran.err.replace(", `offered_help.what`", "")
        assert "Add them, as in `summary: {de: …}`." in ran.err


def test_tone_is_judged_by_german_words(tmp_path: Path) -> None:
    bitter = PROFILE.replace("FORM ", "").replace(
        "dass Lebensmittel", "dass die normale Frechheit gestern aufhört und Essen"
    )
    (tmp_path / "profile.yaml").write_text(bitter, encoding="utf-8")

    said = run("brief", "--to", "Maja", cwd=tmp_path).err

    assert "“frechheit” sounds bitter" in said
    assert "“gestern” means another day when it is read" in said
    assert "normal" not in said.replace("normale Frechheit", "")


def test_whoever_gave_a_name_hears_what_came_of_it(tmp_path: Path) -> None:
    applied = "  - {company: Muldemühle, position: Müllerin, applied: 2026-10-12, interview: 2026-10-21}\nreferrals:"
    written = PROFILE.replace("FORM ", "").replace("referrals:", applied)
    (tmp_path / "profile.yaml").write_text(
        written.replace("2026-10-10}\ntouch", "2026-10-10, acted: 2026-10-11}\ntouch")
    )

    for command in ("thanks --to Anke --force", "update --to Anke"):
        said = " ".join(run(*command.split(), cwd=tmp_path).out.split())
        assert "den Hinweis auf Peter Hahn bei der Muldemühle" in said
        assert "Dort habe ich am 21. Oktober ein Vorstellungsgespräch" in said


@pytest.mark.parametrize(
    "stiff",
    [
        "Das nehme ich",
        "dieser Adressen",
        "Kollegin oder dem",
        "arbeitet es sich",
        "wie es bei mir steht",
        "genügt ein Wort",
        "gutes Wort bitte ich nicht",
        "sicher gut weiter",
    ],
)
def test_what_nobody_would_say_does_not_come_back(stiff: str) -> None:
    assert [path.name for path in TEMPLATES if stiff in " ".join(path.read_text("utf-8").split())] == []


@pytest.mark.parametrize(
    ("label", "said"),
    [
        ("ein Netzbetreiber", "bei einem Netzbetreiber"),
        ("ein städtischer Träger", "bei einem städtischen Träger"),
        ("eine kleine Klinik am Meer", "bei einer kleinen Klinik am Meer"),
    ],
)
def test_a_label_in_place_of_a_name_is_declined(label: str, said: str) -> None:
    assert " ".join(behind("bei", label)) == said


def test_laymen_read_titles_in_everyday_words_too(tmp_path: Path) -> None:
    plain = "target_titles: [{title: Leitung Qualitätssicherung, plain: für sicheres Essen zuständig}, {title: Betriebsleitung, plain: Chefin der Bäcker}]"
    written = re.sub(r"target_titles: .*", plain, PROFILE.replace("FORM ", ""))
    (tmp_path / "profile.yaml").write_text(written, encoding="utf-8")

    said = " ".join(run("brief", "--to", "Maja", cwd=tmp_path).out.split())

    assert (
        "als Leitung Qualitätssicherung (für sicheres Essen zuständig) oder Betriebsleitung (Chefin der Bäcker) "
        "in Leipzig oder Halle." in said
    )


@pytest.mark.parametrize(
    ("ahead", "subject"),
    [
        (", interview: 2026-10-22", "Gespräch am 22. Oktober bei Nordkost"),
        (", screening: {date: 2026-10-22, format: phone}", "Ein erstes Telefonat am 22. Oktober"),
        ("", "Kennst du jemanden bei der Muldemühle?"),
    ],
)
def test_the_subject_of_an_update_is_what_comes_else_what_is_asked(ahead: str, subject: str, tmp_path: Path) -> None:
    written = PROFILE.replace("FORM ", "").replace(", interview: 2026-10-22", ahead)
    (tmp_path / "profile.yaml").write_text(written, encoding="utf-8")

    assert f"Subject: {subject}\n" in run("update", "--to", "Maja", "--force", cwd=tmp_path).out
