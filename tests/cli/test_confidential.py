"""A confidential search, by the program: nobody at the current employer is written to, under whatever spelling."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.program import run

if TYPE_CHECKING:
    from pathlib import Path

PROFILE = """\
name: Nia Pargeter
email: nia@pargeter.example
target_titles: [Quality Manager]
target_companies: [Fennel & Rye, Tamar Preserves, Quayside Dairy]
resume: https://pargeter.example/cv
search:
  current_employer: {employer}
{more}contacts:
  - name: Ann Ruiz
    known_as: Ann
    offered_help: 2026-10-02
    {ann}
  - Bo Lund <bo@lund.example>
"""


def written(folder: Path, ann: str, employer: str = "The Boeing Company", more: str = "") -> Path:
    path = folder / "profile.yaml"
    path.write_text(PROFILE.format(employer=employer, ann=ann, more=more), encoding="utf-8")
    path.chmod(0o600)
    return path


@pytest.mark.parametrize(
    ("employer", "ann"),
    [
        ("The Boeing Company", "company: Boeing"),
        ("The Boeing Company", "email: ann@boeing.com"),
        ("The Boeing Company", "email: ann@mail.boeing.co.uk"),
        ("Boeing Commercial Airplanes", "company: BCA"),
        ("Boeing Commercial Airplanes", "company: Boeing Defense"),
        ("{name: Corvane, email_domains: ['https://corvane.example']}", "email: ann@corvane.example"),
        ("{name: Mill, email_domains: ['www.corvane.example/']}", "email: ann@uk.corvane.example"),
        ("{name: Mill, email_domains: ['*.corvane.example']}", "email: ann@corvane.example"),
        ("{name: Mill, email_domains: ['hr@corvane.example.']}", "email: ann@corvane.example"),
        ("{name: Mill, email_domains: [bücher.example]}", "email: ann@xn--bcher-kva.example"),
        ("{name: Mill, email_domains: [xn--bcher-kva.example]}", "email: ann@bücher.example"),
    ],
)
def test_nobody_at_the_employer_gets_a_letter_under_another_spelling(employer: str, ann: str, tmp_path: Path) -> None:
    written(tmp_path, ann, employer)
    done = run("brief", "--to", "Ann Ruiz", "--force", cwd=tmp_path)
    assert (done.code, done.out) == (65, "")
    assert "[PRIV-02]" in done.err
    assert run("brief", "--all", cwd=tmp_path).code == 4


@pytest.mark.parametrize(
    ("ann", "others"),
    [
        ("email: both@ruiz.example", "  - {name: Eva Ruiz, email: Both@ruiz.example, company: Boeing}\n"),
        ("id: ann", "  - {name: Ann Ruiz, id: work, email: ann@boeing.com}\n"),
        ("email: ann@bcmail.example", "  - {name: Cid Poe, email: cid@bcmail.example, company: Boeing}\n"),
        ("groups: [Boeing]", ""),
        ("groups: [boeing-alumni]", ""),
        ("how_we_met: We share an office at Boeing.", ""),
        ("how_we_met: we shared an office at boeing", ""),
        ("relationship: recruiter\n    knows: [Boeing]", ""),
        ("email: ann@ruiz.example", "touchpoints:\n  - {date: 2026-10-03, contact: Ann Ruiz, company: Boeing}\n"),
        ("email: ann@ruiz.example", "referrals:\n  - {from: Bo Lund, to: Ann Ruiz, company: Boeing}\n"),
        (
            "email: ann@ruiz.example",
            "applications:\n  - {company: Quay, position: Buyer, hiring_manager: {name: Ann Ruiz, email: a@boeing.com}}\n",
        ),
    ],
    ids=[
        "mailbox",
        "twice",
        "domain",
        "group",
        "part of a group",
        "how we met",
        "small letters",
        "recruiter",
        "touchpoint",
        "referral",
        "address elsewhere",
    ],
)
def test_what_the_rest_of_the_profile_says_of_somebody_holds_them_back(ann: str, others: str, tmp_path: Path) -> None:
    path = written(tmp_path, ann)
    path.write_text(path.read_text(encoding="utf-8") + others, encoding="utf-8")
    done = run("brief", "--to", "ann" if ann == "id: ann" else "Ann Ruiz", "--force", cwd=tmp_path)
    assert (done.code, done.out) == (65, "")
    assert "[PRIV-02]" in done.err


@pytest.mark.parametrize(
    ("employer", "ann"),
    [
        ("Stadtwerke Olm", "how_we_met: Wir kennen uns von den Stadtwerken Olm."),
        ("Norddeutsche Mühlen", "title: Leiter der Norddeutschen Mühlen"),
        ("Städtisches Klinikum Olm", "title: Arzt am Städtischen Klinikum Olm"),
        ("Klinikum Olm", "title: Leiter des Klinikums Olm"),
        ("Hôpital Saint-Roch", "how_we_met: Nous travaillions à l’hôpital Saint-Roch."),
        ("Hôpital Saint-Roch", "title: Infirmier à l’Hôpital St Roch"),
        ("Städtisches Klinikum Olm", "company: Städt. Klinikum Olm"),
        ("Städtisches Klinikum Olm", "title: Ärztin, Städt. Klinikum Olm"),
        ("Städtisches Klinikum Olm", "post: [Haus Süd, Städt. Klinikum Olm, 89000 Olm]"),
        ("Quorvex", "post: [Quorvex Werk Süd, Werkstraße 2, 89000 Olm]"),
        ("Quorvex Mills", "post: [Quorvex, Werkstraße 2, 89000 Olm]"),
        ("Quorvex", "how_we_met: In Quorvexs Kantine."),
        ("Quorvex", "groups: [Quorvexs]"),
    ],
)
def test_an_employer_is_known_as_a_sentence_declines_and_elides_it(employer: str, ann: str, tmp_path: Path) -> None:
    written(tmp_path, ann, employer)
    assert "[PRIV-02]" in run("brief", "--to", "Ann Ruiz", "--force", cwd=tmp_path).err


@pytest.mark.parametrize(
    ("post", "more"),
    [
        ("[Quorvex Road 3, Bristol]", "  not_employer: [Quorvex Road 3]\n"),
        ("[3 Quorvex Road, Bristol]", ""),
        ("[Fennel 3, Quorvex NY 10001]", ""),
    ],
)
def test_a_street_or_town_of_the_employers_name_is_settled_or_no_matter(post: str, more: str, tmp_path: Path) -> None:
    written(tmp_path, f"post: {post}", "Quorvex Mills", more)
    assert run("brief", "--to", "Ann Ruiz", cwd=tmp_path).code == 0


def test_a_doubt_about_one_person_is_settled_by_their_address(tmp_path: Path) -> None:
    ann = "email: ann@ruiz.example\n    how_we_met: We met when I joined Boeing."
    written(tmp_path, ann)
    asked = "If they do not, write under `search:` the line `not_employer: [ann@ruiz.example]`"
    assert asked in run("brief", "--to", "Ann Ruiz", cwd=tmp_path).err
    assert asked in run("check", cwd=tmp_path).out
    written(tmp_path, ann, more="  not_employer: [ann@ruiz.example]\n")
    assert run("brief", "--to", "Ann Ruiz", cwd=tmp_path).code == 0
    assert "[PRIV-16]" not in run("check", cwd=tmp_path).out


def test_whoever_was_at_the_employer_once_is_not_told_a_line_that_the_profile_refuses(tmp_path: Path) -> None:
    written(tmp_path, "title: formerly Buyer at Boeing")
    for said in (run("brief", "--to", "Ann Ruiz", cwd=tmp_path).err, run("check", cwd=tmp_path).out):
        assert "If they are not there any more, take “Boeing” out of what you say of them." in said
        assert "not_employer" not in said


def test_what_looks_like_the_employer_is_no_target_until_the_user_says(tmp_path: Path) -> None:
    path = written(tmp_path, "email: ann@ruiz.example", "Boeing Defense")
    text = path.read_text(encoding="utf-8").replace("[Fennel & Rye,", "[Boeing, Fennel & Rye,")
    path.write_text(text, encoding="utf-8")
    done = run("brief", "--to", "Ann Ruiz", cwd=tmp_path)
    assert done.code == 0
    assert "Boeing" not in done.out
    assert "Boeing looks like your employer: letters are silent about it until you say. " in done.err
    assert "“Boeing” (Boeing) looks like your employer, Boeing Defense" in run("check", cwd=tmp_path).out
    path.write_text(text.replace("search:\n", "search:\n  not_employer: [Boeing]\n"), encoding="utf-8")
    done = run("brief", "--to", "Ann Ruiz", cwd=tmp_path)
    assert "Boeing" in done.out
    assert "[PRIV-13]" not in done.err


def test_whoever_hires_at_what_looks_like_the_employer_gets_no_letter(tmp_path: Path) -> None:
    path = written(tmp_path, "email: ann@ruiz.example", "Boeing Defense")
    applied = (
        "applications:\n  - {company: Boeing, position: Buyer, applied: 2026-10-01, runner_up: 2026-10-20,\n"
        "     interview: {date: 2026-10-14, with: Ruth Ab}, impression: [The walk stays with me., So does the talk.]}\n"
    )
    path.write_text(path.read_text(encoding="utf-8") + applied, encoding="utf-8")
    done = run("runnerup", "--company", "Boeing", cwd=tmp_path)
    assert (done.code, done.out) == (65, "")
    assert "[PRIV-02]" in done.err


def test_a_confidential_search_without_an_employer_is_asked_for_one(tmp_path: Path) -> None:
    path = written(tmp_path, "email: ann@ruiz.example")
    text = path.read_text(encoding="utf-8").replace("current_employer: The Boeing Company", "confidential: yes")
    path.write_text(text, encoding="utf-8")
    assert "names no employer, so nobody can be held back" in run("check", cwd=tmp_path).out


def test_what_only_looks_like_the_employer_is_asked_about_with_the_line_to_add(tmp_path: Path) -> None:
    written(tmp_path, "company: Boeing Street Dental")
    asked = "If it is not, write under `search:` the line `not_employer: [Boeing Street Dental]`"
    assert asked in run("brief", "--to", "Ann Ruiz", cwd=tmp_path).err
    assert asked in run("brief", "--all", cwd=tmp_path).err
    assert "Ann Ruiz" in run("next", cwd=tmp_path).out
    checked = run("check", cwd=tmp_path).out
    assert "“Boeing Street Dental” (Ann Ruiz) looks like your employer, The Boeing Company" in checked
    assert checked.count("[PRIV-16]") == 1

    written(tmp_path, "company: Boeing Street Dental", more="  not_employer: [Boeing Street Dental]\n")
    assert run("brief", "--to", "Ann Ruiz", cwd=tmp_path).code == 0
    assert "[PRIV-16]" not in run("check", cwd=tmp_path).out


def test_what_is_said_to_be_the_employer_is_not_asked_about_again(tmp_path: Path) -> None:
    written(tmp_path, "company: Boeing Street Dental", "{name: Boeing, aliases: [Boeing Street Dental]}")
    assert run("brief", "--to", "Ann Ruiz", cwd=tmp_path).code == 65
    checked = run("check", cwd=tmp_path)
    assert "[PRIV-16]" not in checked.out


@pytest.mark.parametrize(
    "domain", ["corvane", "Corvane Foods", "co.uk", "https://", "a@b@", "corvane.example corvane.org"]
)
def test_a_domain_that_is_none_is_a_mistake_at_its_line(domain: str, tmp_path: Path) -> None:
    written(tmp_path, "company: Mill", f"{{name: Mill, email_domains: ['{domain}']}}")
    done = run("check", cwd=tmp_path)
    assert done.code == 65
    assert done.err.startswith("jobnet: profile.yaml:7:")
    assert "is not a mail domain" in done.err


def test_the_employers_own_name_cannot_be_denied(tmp_path: Path) -> None:
    written(tmp_path, "company: Mill", "{name: Mill, email_domains: [mill.example]}", "  not_employer: [MILL Ltd]\n")
    done = run("check", cwd=tmp_path)
    assert done.code == 65
    assert done.err.startswith("jobnet: profile.yaml:8:17: search.not_employer: `MILL Ltd` stands under")


def test_mail_from_an_address_or_server_at_the_employer_is_warned_about(tmp_path: Path) -> None:
    written(tmp_path, "company: Mill", "{name: Corvane Foods, email_domains: [corvane.example]}")
    config = tmp_path / "config.yaml"
    config.write_text(
        "from: nia@mail.corvane.example\nreply_to: nia@pargeter.example\nsmtp: {host: smtp.corvane.example}\n"
    )
    config.chmod(0o600)
    env = {"JOBNET_CONFIG": str(config)}
    checked = run("check", cwd=tmp_path, env=env).out
    assert "nia@mail.corvane.example looks as if it were at Corvane Foods" in checked
    assert "smtp.corvane.example looks as if" in checked
    assert checked.count("[PRIV-12]") == 2
    assert "nia@mail.corvane.example looks as if" in run("doctor", "--via", "smtp", cwd=tmp_path, env=env).err


@pytest.mark.parametrize(
    ("settings", "what"),
    [
        ("from: nia@mail.corvane.example", "nia@mail.corvane.example"),
        ("sendmail: {command: [msmtp, -f, nia@corvane.example]}", "nia@corvane.example"),
        ("sendmail: {command: [msmtp, --host=mail.corvane.example]}", "mail.corvane.example"),
    ],
)
def test_nothing_is_sent_through_the_mail_of_the_employer(settings: str, what: str, tmp_path: Path) -> None:
    written(tmp_path, "email: ann@ruiz.example", "{name: Corvane Foods, email_domains: [corvane.example]}")
    config = tmp_path / "config.yaml"
    config.write_text(f"{settings}\ntransport: folder\nfolder: {{path: out}}\n")
    config.chmod(0o600)
    env = {"JOBNET_CONFIG": str(config)}
    done = run("brief", "--all", "--send", "--yes", cwd=tmp_path, env=env)
    assert done.code == 65
    assert f"jobnet: {what} looks as if it were at your employer, which may read what goes that" in done.err
    assert not (tmp_path / "out").exists()
    assert run("outbox", "send", "--yes", cwd=tmp_path, env=env).code == 65
    assert run("brief", "--all", "--send", "--yes", "--force", cwd=tmp_path, env=env).code == 0


@pytest.mark.parametrize(
    ("name", "text"),
    [
        (
            "c.vcf",
            "BEGIN:VCARD\nFN:Zoe Orr\nEMAIL;TYPE=pref:zoe@orr.example\nEMAIL:zoe@boeing.com\nEND:VCARD\n",
        ),
        ("c.csv", "Name,E-mail 1 - Value,E-mail 2 - Value\nZoe Orr,zoe@orr.example,zoe@boeing.com\n"),
        ("d.csv", "Name,Email,Email 2\nZoe Orr,zoe@orr.example,zoe@boeing.com\n"),
    ],
)
def test_an_address_at_the_employer_is_not_lost_in_an_import(name: str, text: str, tmp_path: Path) -> None:
    written(tmp_path, "email: ann@ruiz.example")
    (tmp_path / name).write_text(text, encoding="utf-8")
    done = run("import", name, "--apply", cwd=tmp_path)
    assert "the address zoe@orr.example (zoe@boeing.com shows where Zoe Orr works)" in done.err
    assert run("brief", "--to", "Zoe Orr", cwd=tmp_path).code == 65


@pytest.mark.parametrize("link", [False, True])
def test_a_file_is_searched_under_the_name_it_is_attached_by(link: bool, tmp_path: Path) -> None:
    path = written(tmp_path, "email: ann@ruiz.example")
    text = path.read_text().replace("resume: https://pargeter.example/cv", "resume: {file: cv.pdf}")
    text = text.replace("[Fennel & Rye,", "[Fennel & Rye, {name: Quorvex Mills, disclosure: private},")
    (tmp_path / "CV for Quorvex Mills.pdf").write_bytes(b"%PDF-1.4")
    if link:
        (tmp_path / "cv.pdf").symlink_to("CV for Quorvex Mills.pdf")
    else:
        text = text.replace("file: cv.pdf", "file: CV for Quorvex Mills.pdf")
    path.write_text(text)
    done = run("brief", "--to", "Ann Ruiz", "--force", "--format", "eml", cwd=tmp_path)
    assert (done.code, done.out) == (65, "")
    assert "“Quorvex Mills” (Quorvex Mills), but it stands in an attachment's name. " in done.err


@pytest.mark.parametrize("name", ["cv (quorvex).pdf", "quorvex_cv.pdf", "CV-QUORVEX.pdf", "quorvexmills.pdf"])
def test_a_file_has_capitals_or_not(name: str, tmp_path: Path) -> None:
    path = written(tmp_path, "email: ann@ruiz.example")
    text = path.read_text().replace("resume: https://pargeter.example/cv", f'resume: {{file: "{name}"}}')
    path.write_text(text.replace("[Fennel & Rye,", "[Fennel & Rye, {name: Quorvex Mills, disclosure: private},"))
    (tmp_path / name).write_bytes(b"%PDF-1.4")

    done = run("brief", "--to", "Ann Ruiz", "--format", "eml", cwd=tmp_path)

    assert (done.code, done.out) == (65, "")
    assert "in an attachment's name" in done.err


def test_a_report_names_nothing_private_in_any_column(tmp_path: Path) -> None:
    (tmp_path / "profile.yaml").write_text(PRIVATE, encoding="utf-8")
    whole = run("report", "--include-private", cwd=tmp_path)
    assert whole.out.count("\n") == 8
    for form in ("text", "csv", "json"):
        done = run("report", "--format", form, cwd=tmp_path)
        assert done.code == 0
        assert not [word for word in ("uorvex", "Vane", "QX-7", "Head Miller") if word in done.out]
        assert "Fennel" in done.out


PRIVATE = """\
name: Nia Pargeter
target_titles: [Quality Manager]
target_companies: [Fennel & Rye, {name: Quorvex Mills, aliases: [Quorvex], disclosure: private}, Tamar Preserves]
contacts: [Ann Ruiz]
applications:
  - {company: Quorvex Mills, position: Head Miller, applied: 2026-10-01}
  - {company: Fennel & Rye, position: Baker, applied: 2026-10-01}
  - {company: Tamar Preserves, position: Head Miller, private: yes, url: https://tamar.example/QX-7,
     hiring_manager: Iris Vane, interview: {date: 2026-10-03, with: Iris Vane}}
referrals:
  - {from: Ann Ruiz, to: Sam at Quorvex Mills, received: 2026-10-02}
  - {from: Ann Ruiz, company: Tamar Preserves, position: Head Miller, received: 2026-10-02}
touchpoints:
  - {date: 2026-10-04, kind: call, person: the recruiter of Quorvex}
  - {date: 2026-10-05, kind: call, person: Iris Vane}
  - {date: 2026-10-06, kind: email, person: jobs@quorvexmills.example}
"""
