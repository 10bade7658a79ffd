"""French letters stand for every document and reader, hold no English, guess no gender, and keep tu and vous apart."""

from __future__ import annotations

import re
from itertools import accumulate
from typing import TYPE_CHECKING

import pytest

from jobnet.rendering.templates import templates_folder
from tests.program import run
from tests.rendering.a_language import printed, to_an_insider
from tests.rendering.test_template_form import DEEPEST, MOST_COLUMNS, MOST_IFS, MOST_LINES, TAG

if TYPE_CHECKING:
    from pathlib import Path

FRENCH = templates_folder() / "fr"
TEMPLATES = sorted(FRENCH.glob("*.j2"))
POLITE = re.compile(
    r"\b(?:votre|vos|(?:pour|à|avec) vous|(?!(?:chez|assez|avez|choisirez)\b)[a-zéè]+ez)\b", re.IGNORECASE
)
FAMILIAR = re.compile(r"\b(?:tu|te|t'|toi|ton|ta|tes)\b", re.IGNORECASE)
OF_ONE_GENDER = re.compile(
    r"\(e\)|\b(?:ravie?|heureu(?:x|se)|sûre?|désolée?|reconnaissante?|tombée?|tenue?|invitée?|reçue?)\b"
)
PROFILE = """\
name: Camille Ferrand
known_as: Camille
email: camille.ferrand@example.com
phone: "+33 4 65 55 01 47"
location: Lyon
locale: fr-FR
resume: {url: https://example.com/camille/cv, updated: 2026-09}
summary: Je veille à ce que ce qui sort d'une usine alimentaire soit sûr.
expertise: [audits fournisseurs, exercices de rappel]
target_titles: [Responsable qualité, Ingénieur qualité]
target_locations: [Lyon, Isère]
target_companies:
  - {name: Biscuiterie Vauclin SAS, tier: A, added: 2026-09-01}
  - {name: Laiterie des Aubiers, added: 2026-09-01}
  - {name: Moulins Sarrazin, added: 2026-09-01}
search: {started: 2026-09-01}
contacts:
  - {name: Théo Brun, email: t@example.com, known_as: Théo, relationship: close_friend, FORM offered_help: {date: 2026-09-28, what: interroger tes collègues}}
  - {name: Anne Vogel, email: a@example.com, honorific: Mme, family: Vogel, relationship: former_manager, FORM offered_help: 2026-09-30}
  - {name: Paul Thil, email: u@example.com, honorific: M., family: Thil, relationship: recruiter_agency, company: Thil Conseil, FORM offered_help: 2026-10-02}
  - {name: Inès Cahn, email: i@example.com, honorific: Mme, family: Cahn, relationship: colleague, company: Laiterie des Aubiers, FORM offered_help: 2026-10-03}
  - {name: Rémi Hébert, email: r@example.com, honorific: M., family: Hébert, relationship: mentor, FORM offered_help: 2026-10-04}
  - {name: Maïa Lenz, email: m@example.com, known_as: Maïa, relationship: other, in_field: no, FORM offered_help: 2026-10-05}
  - {name: Olivier Roche, email: o@example.com, honorific: M., family: Roche, relationship: colleague, FORM knows: [Moulins Sarrazin], offered_help: 2026-10-06}
  - {name: Ève Sorel, email: e@example.com, honorific: Mme, family: Sorel, relationship: colleague, FORM tie: dormant}
  - {name: Karine Buis, email: k@example.com, honorific: Mme, family: Buis, relationship: recruiter_inhouse, FORM company: Biscuiterie Vauclin SAS}
applications:
  - company: Biscuiterie Vauclin SAS
    position: Responsable qualité
    hiring_manager: {name: Hélène Mohr, honorific: Mme, family: Mohr, email: h@example.com}
    applied: 2026-09-08
    interview: [{date: 2026-09-29, with: [Hélène Mohr, Jean Poli]}]
    rejected: {date: 2026-10-13, told_by: Hélène Mohr}
    impression: {of_reader: Votre écoute m'a fait plaisir., particulars: [La visite du fournil me reste en mémoire., Le tableau ouvert à tous aussi.]}
  - {company: Laiterie des Aubiers, position: Ingénieur qualité, applied: 2026-09-20, interview: [{date: 2026-10-12, with: [Iris Rohan]}]}
  - {company: Océane Surgelés, position: Responsable qualité, applied: 2026-09-25, interview: 2026-10-22}
referrals:
  - {from: Anne Vogel, to: Pierre Hann, company: Moulins Sarrazin, received: 2026-10-10}
touchpoints:
  - {date: 2026-10-12, contact: Rémi Hébert, kind: informational_interview, company: Fromages Deschamps}
news:
  - {date: 2026-10-10, headline: La nouvelle norme d'hygiène est parue., audience: all}
  - {date: 2026-10-11, headline: L'école hôtelière ouvre ses portes samedi., for: Maïa Lenz, deadline: 2026-11-02}
"""
COMMANDS = (
    "brief --all --force", "update --all --force", "update", "runnerup --company Vauclin",
    "brief", "runnerup --company Vauclin --to Poli", "thanks --company Aubiers", "thanks --to Vogel --force",
    "thanks --to Rémi --force", "tip --to Maïa", "pitch", "pitch --to Thil", "pitch --to Inès",
    "touch --company Vauclin --to Mohr --force", "touch --company Vauclin --to Buis --force",
    "landed --all --force", "landed --force",
)  # fmt: skip


@pytest.fixture(params=["", "address_as: tu, "], ids=["polite", "familiar"])
def form(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.mark.parametrize("command", COMMANDS)
def test_letters_stand_and_are_french(form: str, command: str, tmp_path: Path) -> None:
    printed(PROFILE, form, command, tmp_path)


def test_an_insider_reads_of_their_own_company_alone(form: str, tmp_path: Path) -> None:
    for out in to_an_insider(PROFILE, form, "Ines", tmp_path):
        assert "Aubiers" in out
        assert re.search("Vauclin|Sarrazin|Océane", out) is None


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_a_template_keeps_to_its_form_of_address_and_to_a_page(path: Path) -> None:
    words = re.sub(r"«.*?»|words\.\w+", "", path.read_text("utf-8"), flags=re.DOTALL)
    tags = [tag[1] for tag in TAG.finditer(words)]

    assert (POLITE if path.name.endswith("-tu.md.j2") else FAMILIAR).search(words) is None
    assert max(map(len, words.splitlines())) <= MOST_COLUMNS
    assert len(words.splitlines()) <= MOST_LINES
    assert tags.count("if") <= MOST_IFS
    assert max(accumulate((tag == "if") - (tag == "endif") for tag in tags), default=0) <= DEEPEST


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_no_gender_is_guessed(path: Path) -> None:
    assert OF_ONE_GENDER.search(path.read_text("utf-8")) is None


def test_a_letter_after_a_turn_down_keeps_french_measure(tmp_path: Path) -> None:
    (tmp_path / "profile.yaml").write_text(PROFILE.replace("FORM ", ""), encoding="utf-8")

    ran = run("runnerup", "--company", "Vauclin", "-q", cwd=tmp_path, today="2026-10-15")

    assert "Subject: Merci pour nos échanges\n\nMadame,\n" in ran.out
    assert "Je vous prie d'agréer, Madame, mes sincères salutations." in ran.out


def test_words_sound_with_what_stands_in_their_blanks(tmp_path: Path) -> None:
    (tmp_path / "profile.yaml").write_text(PROFILE.replace("FORM ", ""), encoding="utf-8")

    said = " ".join(run("brief", "--to", "Théo", "-q", cwd=tmp_path, today="2026-10-15").out.split())

    assert "Merci beaucoup d'avoir proposé d'interroger tes collègues" in said
    assert "un poste de responsable qualité ou d'ingénieur qualité à Lyon ou en Isère" in said


def test_every_situation_has_a_letter() -> None:
    english = {path.name for path in (FRENCH.parent / "en").glob("[!_]*.j2")}

    assert english <= {path.name for path in TEMPLATES}


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_a_pronoun_that_changes_with_its_noun_stands_before_no_feminine_one(path: Path) -> None:
    assert re.search(r"words\.ton }} (?:part|recherche|réponse|proposition)\b", path.read_text("utf-8")) is None


def test_an_application_is_one_sentence_with_what_comes(tmp_path: Path) -> None:
    begun = "applied: 2026-10-02, screening: {date: 2026-10-13, format: phone}"
    written = PROFILE.replace("FORM ", "").replace("applied: 2026-09-25", begun)
    (tmp_path / "profile.yaml").write_text(written, encoding="utf-8")

    said = " ".join(run("update", "--to", "Théo", "-q", cwd=tmp_path, today="2026-10-15").out.split())

    assert (
        "J'ai eu un premier échange téléphonique avec Océane Surgelés, et j'ai un entretien le jeudi 22 octobre."
    ) in said


def test_in_a_letter_with_a_list_what_came_of_a_name_is_still_a_whole_sentence(tmp_path: Path) -> None:
    third = "  - {company: Ferme Auvray, position: Responsable qualité, applied: 2026-10-01}\n"
    lead = "  - {from: Anne Vogel, to: Hélène Mohr, company: Biscuiterie Vauclin SAS, received: 2026-09-05}\n"
    written = PROFILE.replace("FORM ", "").replace("referrals:\n", f"{third}referrals:\n{lead}")
    (tmp_path / "profile.yaml").write_text(written, encoding="utf-8")

    said = " ".join(run("update", "--to", "Vogel", "-q", cwd=tmp_path, today="2026-10-15").out.split())

    assert "n'a pas été retenue après un entretien" in said
    assert ". ma" not in said


def test_who_works_there_and_gave_a_name_reads_of_the_interview_once(tmp_path: Path) -> None:
    lead = "referrals:\n  - {from: Inès Cahn, to: Iris Rohan, company: Laiterie des Aubiers, received: 2026-09-18}\n"
    written = PROFILE.replace("FORM ", "").replace("referrals:\n", lead)
    (tmp_path / "profile.yaml").write_text(written, encoding="utf-8")

    said = " ".join(run("brief", "--to", "Cahn", "-q", cwd=tmp_path, today="2026-10-15").out.split())

    assert "parlé d'Iris Rohan. " in said
    assert said.count("un entretien") == 1
    assert "là-bas" not in said


def test_what_the_reader_said_leads_to_what_is_for_them(tmp_path: Path) -> None:
    written = PROFILE.replace("FORM ", "").replace("for: Maïa Lenz,", "for: Maïa Lenz, why: Tu cherchais une école.,")
    (tmp_path / "profile.yaml").write_text(written, encoding="utf-8")

    said = " ".join(run("update", "--to", "Maïa", "-q", cwd=tmp_path, today="2026-10-15").out.split())

    assert "Tu cherchais une école, alors j'ai pensé à toi. L'école hôtelière ouvre ses portes samedi." in said


def test_which_job_where_and_from_when_is_one_sentence(tmp_path: Path) -> None:
    available = "availability: début janvier\ntarget_titles: [Data Analyst]"
    written = PROFILE.replace("FORM ", "").replace("target_titles: [Responsable qualité, Ingénieur qualité]", available)
    written = written.replace("[Lyon, Isère]", "[Lyon, province de Liège]")
    (tmp_path / "profile.yaml").write_text(written, encoding="utf-8")

    said = " ".join(run("brief", "--to", "Théo", "-q", cwd=tmp_path, today="2026-10-15").out.split())

    assert "un poste de Data Analyst à Lyon ou en province de Liège, et je suis disponible début janvier." in said


def test_no_line_ends_between_a_title_and_its_name(tmp_path: Path) -> None:
    written = PROFILE.replace("FORM ", "").replace("Jean Poli", "{name: Jean Poli, honorific: M., family: Poli}")
    (tmp_path / "profile.yaml").write_text(written, encoding="utf-8")

    said = run("runnerup", "--company", "Vauclin", "-q", cwd=tmp_path, today="2026-10-15").out.replace("\n", " ")
    assert "Je remercie aussi M.\u00a0Poli" in said


def test_one_place_is_asked_about_as_one(tmp_path: Path) -> None:
    (tmp_path / "profile.yaml").write_text(
        "name: Zoé Roy\nlocale: fr-CA\ntarget_titles: [Adjointe]\ntarget_companies: [Ville de Laval]\n"
        "applications: [{company: Ville de Laval, position: Adjointe, applied: 2026-10-02}]\n",
        encoding="utf-8",
    )

    said = " ".join(run("brief", "-q", cwd=tmp_path, today="2026-10-15").out.split())

    assert "Connaîtriez-vous quelqu'un à cet endroit? Peu importe le service, un nom suffit. - Ville de Laval" in said
