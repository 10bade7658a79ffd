"""`jobnet report --format html` and `jobnet funnel --format html`, run as a user runs them."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest

from tests.program import run

EXAMPLES = sorted(Path(__file__).parents[2].glob("examples/*/profile.yaml"))
HIDDEN = """\
name: Nia Pargeter
email: nia@example.com
target_titles: [Quality Manager]
target_companies:
  - Fennel & Rye
  - {name: Zyxwand Foods, aliases: [Zyxwand], disclosure: private}
contacts:
  - {name: Bea Li, email: bea@example.com, company: Zyxwand Foods, offered_help: 2026-10-01}
  - {name: Ted Alder, phone: 0117 555 0101, offered_help: 2026-10-02}
applications:
  - {company: Harbourside Bakers, position: Technical Manager, applied: 2026-09-21}
  - {company: Harbourside Bakers, position: Zyxtaster, private: yes, applied: 2026-09-01, final: 2026-10-01, offer: 2026-10-14}
  - company: Zyxspoon
    position: Head Zyxtaster
    private: yes
    hiring_manager: {name: Zyxa Zyxford, email: zyxa@example.com}
    applied: 2026-09-02
    interview: [{date: 2026-10-13, with: Zyxa Zyxford}, 2026-10-20]
  - {company: Zyxladle, position: Zyxtaster, private: yes, hiring_manager: Zyxo Zyxman, interview: 2026-09-20, runner_up: 2026-10-12}
  - {company: Fennel & Rye, position: Envoy to Zyxwand, applied: 2026-09-05, interview: 2026-10-21}
news:
  - {date: 2026-10-01, headline: The hall at the Zyxkitchen is free on Saturdays., for: Ted Alder, disclosure: private}
referrals:
  - {from: Bea Li, to: Zyxa Zyxford, company: Zyxspoon, received: 2026-10-10}
touchpoints:
  - {date: 2026-10-03, person: Zyxa Zyxford, company: Zyxspoon, kind: email}
"""
HOSTILE = "<script>alert('1')</script>&\\\" ]] -->"


def elements(page: str) -> set[str]:
    """What there is; each that is opened is closed again, in order."""
    seen: set[str] = set()
    opened: list[str] = []
    for closes, name, is_empty in re.findall(r"<(/?)(\w+)[^<>]*?(/?)>", page):
        seen.add(name)
        if closes:
            assert opened.pop() == name
        elif not is_empty and name not in {"meta", "br"}:
            opened.append(name)
    assert opened == []
    return seen


def page_of(command: str, folder: Path, *options: str) -> str:
    ran = run(command, "--format", "html", "--quiet", *options, cwd=folder)
    assert (ran.code, ran.err) == (0, "")
    assert not elements(ran.out) & {"script", "link", "img", "iframe", "form", "a"}
    assert "default-src 'none'" in ran.out
    assert not re.search(r"\sstyle=|\son\w+=", ran.out)
    return ran.out


@pytest.mark.parametrize("profile", EXAMPLES, ids=lambda each: each.parent.name)
@pytest.mark.parametrize("options", [(), ("--since", "2w"), ("--until", "2026-09-30"), ("--include-private",)])
def test_the_page_lists_by_date_what_the_text_lists(profile: Path, options: tuple[str, ...], tmp_path: Path) -> None:
    (tmp_path / "profile.yaml").write_bytes(profile.read_bytes())
    text = run("report", *options, "--quiet", cwd=tmp_path).out.splitlines()
    listed = re.findall(r"<li>(.*)</li>", page_of("report", tmp_path, *options).partition("<h2>All by date</h2>")[2])
    assert [unescape(line) for line in listed] == [line for line in text if not line.startswith("Nothing")]


@pytest.mark.parametrize(("example", "is_said"), [("confidential", True), ("leipzig", False)])
def test_a_confidential_search_says_so_and_an_offer_is_quoted(example: str, is_said: bool, tmp_path: Path) -> None:
    (profile,) = (each for each in EXAMPLES if each.parent.name == example)
    (tmp_path / "profile.yaml").write_bytes(profile.read_bytes())
    page = page_of("report", tmp_path, "--today", "2026-10-15")
    assert ("Confidential: show this page only to" in page) is is_said
    offer = "think about who is building up a team" if is_said else "dich bei deinen Kolleginnen umzuhören"
    assert f"offered help (“{offer}”) on 2026-10-" in page


@pytest.mark.parametrize("command", ["report", "funnel"])
def test_nothing_private_is_on_the_page_unless_asked(command: str, tmp_path: Path) -> None:
    (tmp_path / "profile.yaml").write_text(HIDDEN, "utf-8")
    page = page_of(command, tmp_path)
    assert "zyx" not in page.lower()
    if command == "report":
        assert "555 0101" not in page
        assert "1 application in 4 weeks" in page
        asked = page_of(command, tmp_path, "--include-private")
        assert {"Zyxspoon", "Zyxladle", "Zyxtaster", "Zyxa Zyxford"} <= set(re.findall(r"Zyx\w+(?: Zyxford)?", asked))
        assert "Coming</h2>\n<ul>\n<li>2026-10-20: Interview, Head Zyxtaster, Zyxspoon</li>" in asked


def test_hostile_names_are_shown_and_do_nothing(tmp_path: Path) -> None:
    profile = f"""\
name: "{HOSTILE}"
target_titles: [Quality Manager]
contacts:
  - {{name: "{HOSTILE}", offered_help: 2026-10-02}}
applications:
  - {{company: "{HOSTILE}", position: "{HOSTILE}", applied: 2026-09-21, interview: [{{date: 2026-10-20, with: "{HOSTILE}"}}]}}
  - {{company: "{HOSTILE} 2", position: "{HOSTILE}", url: "https://example.com/?a=1&b=2", applied: 2026-09-21}}
touchpoints:
  - {{date: 2026-10-03, contact: "{HOSTILE}", kind: email}}
"""
    (tmp_path / "profile.yaml").write_text(profile, "utf-8")
    assert "alert(" not in page_of("funnel", tmp_path)
    page = page_of("report", tmp_path)
    assert page.count("&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;&amp;&#34; ]] --&gt;") >= 10
    assert "<script" not in page


@pytest.mark.parametrize(
    "applications", ["", "applications: [{company: Tamar, position: Manager, applied: 2026-10-15}]\n"]
)
def test_a_search_that_has_just_begun(applications: str, tmp_path: Path) -> None:
    (tmp_path / "profile.yaml").write_text(f"name: Nia\ntarget_titles: [Manager]\n{applications}", "utf-8")
    begun = "1 application in 1 day" if applications else "No applications yet"
    assert begun in page_of("funnel", tmp_path)
    page = page_of("report", tmp_path)
    assert begun in page
    assert page.count("Nothing is dated in these days.") == (0 if applications else 2)


def test_pages_as_files(tmp_path: Path) -> None:
    (tmp_path / "profile.yaml").write_text(HIDDEN, "utf-8")
    for command in ("report", "funnel"):
        shown = page_of(command, tmp_path)
        assert run(command, "-f", "html", "-q", "-o", "page.html", "--overwrite", cwd=tmp_path).out == ""
        assert (tmp_path / "page.html").read_text("utf-8") == shown
    assert run("report", "-o", "page.html", cwd=tmp_path).code == 73


def test_the_calendar_has_a_line_a_week_and_one_for_a_pause(tmp_path: Path) -> None:
    touches = ["2026-07-01", "2026-10-07", "2026-10-07", "2026-10-07", "2026-10-07", "2026-10-08"]
    listed = "".join(f"  - {{date: {date}, person: Jo, kind: call}}\n" for date in touches[:2])
    listed += "".join(
        f"  - {{date: {date}, person: Jo {number}, kind: call}}\n" for number, date in enumerate(touches[2:])
    )
    (tmp_path / "profile.yaml").write_text(f"name: Nia\ntarget_titles: [Manager]\ntouchpoints:\n{listed}", "utf-8")

    rows = re.findall(r'<tr><th scope="row">(.*?)</th>(.*)</tr>', page_of("report", tmp_path))

    assert [(head, re.findall(r'"a(\d)"[^>]*>(\d*)', cells)) for head, cells in rows] == [
        ("2026-06-29", [("1", "1"), ("0", ""), ("0", ""), ("0", ""), ("0", "")]),
        ("13 weeks", []),
        ("2026-10-05", [("0", ""), ("0", ""), ("3", "4"), ("1", "1"), ("0", ""), ("0", ""), ("0", "")]),
        ("2026-10-12", [("0", ""), ("0", ""), ("0", ""), ("0", "")]),
    ]
