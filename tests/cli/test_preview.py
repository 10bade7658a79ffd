"""The page of `jobnet preview`, read without a browser (`tests/heavy/test_pages.py` looks at it in one)."""

from __future__ import annotations

import base64
import email
import email.policy
import hashlib
import os
import re
import signal
import subprocess
import sys
import time
import urllib.parse
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

import pytest

from tests.program import DAY, Ran, environment, listing, run

PROFILE = """\
name: Nia Pargeter
email: nia@example.com
target_titles: [Quality Manager]
target_companies: [Fennel & Rye, Harbourside Bakers]
contacts:
  - {name: "Bea </script><b>Li</b>", known_as: Bea, email: bea@example.com, updates: on}
  - {name: 'שרה "כהן"', known_as: שרה, email: sara@example.com, updates: on}
  - {name: Ted Alder, updates: on, phone: 01632 960123}
  - {name: Sue Opt, email: sue@example.com, updates: off}
  - {name: Ann Orr, email: ann@example.com, offered_help: 2026-10-09}
news:
  - 2026-10-09 Fennel & Rye are opening their test kitchen to visitors in November.
"""
EMPTY = "name: Nia Pargeter\nemail: nia@example.com\ntarget_titles: [Quality Manager]\n"


class Page(HTMLParser):
    """The texts of a page by the tags they stand in, and every tag with what it says."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[tuple[str, str]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self.texts.append((tag, ""))

    def handle_data(self, data: str) -> None:
        if self.texts:
            tag, text = self.texts[-1]
            self.texts[-1] = tag, text + data

    def said(self, attribute: str) -> list[str]:
        return [attrs[attribute] or "" for _, attrs in self.tags if attribute in attrs]


def unexpected(ran: Ran) -> list[str]:
    """What is said but that these odd names are greeted without their marks."""
    return [line for line in ran.err.splitlines() if "is greeted as" not in line]


@pytest.fixture
def html(tree: Path) -> str:
    (tree / "profile.yaml").write_text(PROFILE, "utf-8")
    ran = run("preview", "-o", "preview.html", cwd=tree)
    assert (ran.code, ran.out, unexpected(ran)) == (0, "", [])
    return (tree / "preview.html").read_text("utf-8")


def articles(html: str) -> list[str]:
    return re.findall(r"<article.*?</article>", html, re.DOTALL)


def words(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", html)).split())


def test_a_page_loads_nothing_and_runs_only_its_own_style_and_script(html: str) -> None:
    page = Page(html)
    (policy,) = (attrs["content"] or "" for tag, attrs in page.tags if attrs.get("http-equiv"))
    codes = re.findall(r"<(style|script)>(.*?)</\1>", html, re.DOTALL)
    hashes = [base64.b64encode(hashlib.sha256(code.encode()).digest()).decode() for _, code in codes]

    assert [tag for tag, _ in codes] == ["style", "script"]
    assert policy == (
        f"default-src 'none'; style-src 'sha256-{hashes[0]}'; script-src 'sha256-{hashes[1]}'; base-uri 'none'; form-action 'none'"
    )
    assert (page.said("src"), page.said("style"), page.said("onclick")) == ([], [], [])
    assert {each.partition(":")[0] for each in page.said("href") if not each.startswith("#")} <= {"mailto", "data"}


def test_no_name_is_more_than_text(html: str) -> None:
    page = Page(html)

    assert [tag for tag, _ in page.tags].count("script") == 1
    assert ("bdi", "Bea </script><b>Li</b>") in page.texts
    assert ("bdi", 'שרה "כהן"') in page.texts


def test_each_letter_has_its_reader_its_words_and_what_is_new(html: str) -> None:
    found = [words(each) for each in articles(html)]

    assert [each.partition(" To ")[0] for each in found] == [
        "Brief to Ann Orr Ann Orr offered help on 2026-10-09 and has had no brief (by 2026-10-12, overdue ).",
        "Update to Bea </script><b>Li</b> Bea </script><b>Li</b> has not heard from you yet, and there is something new (by 2026-10-15).",
        'Update to שרה "כהן" שרה "כהן" has not heard from you yet, and there is something new (by 2026-10-15).',
        "Update to Ted Alder Ted Alder has not heard from you yet, and there is something new; no email address: ring 01632 960123, with the printed note beside you (by 2026-10-15).",
    ]
    news = "this: Fennel & Rye are opening their test kitchen to visitors in November"
    assert [f"New to Ted Alder {news}" in each for each in found] == [False, False, False, True]
    assert "New to Ann Orr how to help you: the brief with your titles and companies" in found[0]
    assert 'jobnet brief --to "Ann Orr" --mark-sent' in found[0]


def test_what_mail_cannot_carry_is_said_and_the_rest_can_be_saved_and_opened(html: str) -> None:
    for article in articles(html):
        page = Page(article)
        links = [attrs["href"] or "" for _, attrs in page.tags if attrs.get("class") == "button"]
        if "Ted Alder" in article:
            assert links == []
            assert "Ted Alder has no email address: print the letter" in words(article)
            continue
        (data, link) = links
        message = email.message_from_bytes(base64.b64decode(data.partition(",")[2]), policy=email.policy.default)
        text = unescape(re.findall(r"<pre[^>]*>(.*?)</pre>", article, re.DOTALL)[0])
        assert message["X-Unsent"] == "1"
        assert message["Subject"] == urllib.parse.parse_qs(urllib.parse.urlsplit(link).query)["subject"][0]
        assert urllib.parse.parse_qs(urllib.parse.urlsplit(link).query)["body"][0].replace("\r\n", "\n") == text
        assert page.said("download")[0].endswith(".eml")


def test_a_letter_too_long_for_a_link_has_none(tree: Path) -> None:
    (tree / "profile.yaml").write_text(f"{PROFILE}plain_summary: {'I bake bread. ' * 140}\n", "utf-8")
    assert run("preview", "-o", "preview.html", cwd=tree).code == 0
    brief = next(each for each in articles((tree / "preview.html").read_text("utf-8")) if "Brief to" in each)

    assert "mailto:ann@example.com?" not in brief
    assert "data:message/rfc822" in brief


def test_what_holds_for_several_letters_is_said_once(tree: Path) -> None:
    two = PROFILE.replace("news:", "  - {name: Bo Orr, email: bo@example.com, offered_help: 2026-10-09}\nnews:")
    (tree / "profile.yaml").write_text(two, "utf-8")
    assert run("preview", "-o", "preview.html", cwd=tree).code == 0
    html = (tree / "preview.html").read_text("utf-8")

    assert html.count("The letter offers nothing in return.") == 1
    assert "BRIEF-05 (2 letters)" in words(html)
    assert html.count('<a href="#several">') == 2


def test_who_gets_none_and_why(html: str) -> None:
    (left_out,) = re.findall(r'<details class="note".*?</details>', html, re.DOTALL)

    assert words(left_out) == "Not written to today: 1 Sue Opt : asked for no more updates (updates: off)"


def test_a_letter_that_a_rule_stops_is_said_with_the_rule(tree: Path) -> None:
    (tree / "profile.yaml").write_text(
        PROFILE.replace("target_companies: [Fennel & Rye, Harbourside Bakers]\n", ""), "utf-8"
    )
    assert run("preview", "-o", "preview.html", cwd=tree).code == 0
    (held_up,) = re.findall(
        r'<section class="note" id="held-up".*?</section>', (tree / "preview.html").read_text("utf-8"), re.DOTALL
    )

    assert words(held_up).startswith("Not ready yet Ann Orr : The brief needs target_companies : a helper")


def test_the_good_news_is_due_and_can_be_noted(tree: Path) -> None:
    example = (Path(__file__).parents[2] / "examples/landed/profile.yaml").read_text("utf-8")
    (tree / "profile.yaml").write_text(example, "utf-8")
    assert run("preview", "-o", "preview.html", cwd=tree).code == 0
    news = [words(each) for each in articles((tree / "preview.html").read_text("utf-8")) if "Good news to" in each]

    assert len(news) == 6
    assert "Pauline Joyce does not know yet that you have landed (by 2026-10-12, overdue ). To Pauline" in news[-1]
    assert 'jobnet landed --to "Pauline Joyce" --mark-sent' in news[-1]
    assert sum("Best a day after the letter above." in each for each in news) == 3


def test_nothing_due_is_a_page_too(tree: Path) -> None:
    (tree / "profile.yaml").write_text(EMPTY, "utf-8")
    ran = run("preview", cwd=tree)
    (path,) = re.findall(r"jobnet: wrote (\S+/preview.html) with no letters\n", ran.err)

    assert "Nothing is due today." in Path(path).read_text("utf-8")


def test_the_same_day_gives_the_same_page_and_writes_nothing_else(tree: Path, html: str) -> None:
    assert run("preview", "-o", "preview.html", cwd=tree, env={"PYTHONHASHSEED": "7"}).code == 0

    assert (tree / "preview.html").read_text("utf-8") == html
    assert sorted(listing(tree)) == ["preview.html", "profile.yaml"]


@pytest.mark.skipif(sys.platform in {"win32", "darwin"}, reason="xdg-open is how the others open a page")
def test_open_hands_the_page_to_the_users_browser(tree: Path) -> None:
    (tree / "profile.yaml").write_text(PROFILE, "utf-8")
    (tree / "bin").mkdir()
    opener = tree / "bin" / "xdg-open"
    opener.write_text(f'#!/bin/sh\nprintf "%s\\n" "$@" >{tree}/opened\n', "utf-8")
    opener.chmod(0o755)
    env = {"PATH": f"{tree}/bin:/usr/bin:/bin", "TMPDIR": str(tree)}

    kept = run("preview", "--open", "-o", "page.html", cwd=tree, env=env)
    named = (tree / "opened").read_text("utf-8")
    passing = run("preview", "--open", cwd=tree, env=env)
    page = urllib.parse.urlparse((tree / "opened").read_text("utf-8").strip())

    assert [(each.code, each.out, unexpected(each)) for each in (kept, passing)] == [(0, "", [])] * 2
    assert named == f"{(tree / 'page.html').as_uri()}\n"
    assert Path(page.path).read_bytes() == (tree / "page.html").read_bytes()


def test_of_many_letters_the_page_says_where_to_begin(tree: Path) -> None:
    helpers = "".join(
        f"  - {{name: Ann Orr {n}, email: a{n}@example.com, offered_help: 2026-10-09}}\n" for n in range(6)
    )
    (tree / "profile.yaml").write_text(PROFILE.partition("contacts:")[0] + "contacts:\n" + helpers, "utf-8")
    assert run("preview", "-o", "many.html", cwd=tree).code == 0
    assert "The most urgent come first" in (tree / "many.html").read_text("utf-8")


@pytest.mark.slow
def test_watch_writes_the_page_anew_and_keeps_the_last_good_one(tree: Path) -> None:
    # With names that are greeted as they stand: a warning would be said at each look.
    plain = PROFILE.replace('"Bea </script><b>Li</b>"', "Bea Li").replace("'שרה \"כהן\"'", "Sara Cohn")
    profile, page = tree / "profile.yaml", tree / "page.html"
    profile.write_text(plain, "utf-8")
    env = environment(tree, today=DAY)
    templates = Path(env["XDG_CONFIG_HOME"], "jobnet/templates/en")
    templates.mkdir(parents=True)
    command = [sys.executable, "-m", "jobnet", "preview", "--watch", "-o", "page.html"]
    with subprocess.Popen(command, cwd=tree, env=env, stderr=subprocess.PIPE, text=True) as watching:
        assert watching.stderr is not None
        said = [watching.stderr.readline()]
        assert "data-watched" in page.read_text("utf-8")

        profile.write_text(plain.replace("Ted Alder", "Tad Older"), "utf-8")
        said.append(watching.stderr.readline())
        good = page.read_text("utf-8")
        profile.write_text(f"{plain}nonsense: 1\n", "utf-8")
        said += [watching.stderr.readline(), watching.stderr.readline()]
        assert page.read_text("utf-8") == good

        profile.write_text(plain, "utf-8")
        said.append(watching.stderr.readline())
        (templates / "update.md.j2").write_text("Subject: Seen\n\nMy own template.\n", "utf-8")
        said.append(watching.stderr.readline())
        assert "My own template." in page.read_text("utf-8")
        (templates / "update.md.j2").unlink()
        said.append(watching.stderr.readline())
        assert run("brief", "--to", "Ann", "--mark-sent", cwd=tree).code == 0
        while "with 3 letters" not in watching.stderr.readline():
            assert watching.poll() is None
        os.kill(watching.pid, signal.SIGINT)
        assert watching.wait(10) == 130

    assert "Tad Older" in good
    assert "Brief to" not in page.read_text("utf-8")
    assert said[0] == "jobnet: wrote page.html with 4 letters; Ctrl-C ends watching\n"
    assert "nonsense" in said[2]
    assert said[3] == "jobnet: the page stays as it was until that is mended\n"
    assert [said[1], *said[4:]] == ["jobnet: wrote page.html with 4 letters\n"] * 4


def test_watch_wants_a_file(tree: Path) -> None:
    ran = run("preview", "--watch", "-p", "-", cwd=tree, stdin=PROFILE)

    assert (ran.code, ran.err) == (2, "jobnet: --watch needs a file that can change: name the profile with -p FILE.\n")


def test_the_page_speaks_one_language_around_german_letters(tree: Path) -> None:
    (tree / "profile.yaml").write_text(PROFILE + "locale: de-DE\n", "utf-8")
    assert run("preview", "-o", "preview.html", cwd=tree).code == 0
    assert "Due on 15 October 2026." in (tree / "preview.html").read_text("utf-8")


@pytest.mark.skipif(sys.platform == "win32", reason="ended by a signal")
def test_watch_minds_neither_its_own_page_nor_how_an_editor_saves(tree: Path) -> None:
    profile = tree / "profile.yaml"
    profile.write_text("name: Dana\nemail: dana@example.com\n", "utf-8")
    env = environment(tree, today=DAY)
    templates = Path(env["XDG_CONFIG_HOME"], "jobnet/templates/en")
    templates.mkdir(parents=True)
    command = [sys.executable, "-m", "jobnet", "preview", "--watch", "-o", str(templates / "page.html")]
    with subprocess.Popen(command, cwd=tree, env=env, stderr=subprocess.PIPE, text=True) as watching:
        assert watching.stderr is not None
        said = [watching.stderr.readline()]
        time.sleep(3)
        profile.rename(tree / "profile.yaml~")
        said.append(watching.stderr.readline())  # not a page written because a page was written
        said.append(watching.stderr.readline())
        (tree / "profile.yaml~").rename(profile)
        said.append(watching.stderr.readline())
        (tree / "new").write_text("name: Dan\nemail: dana@example.com\n", "utf-8")
        (tree / "new").replace(profile)
        said.append(watching.stderr.readline())
        os.kill(watching.pid, signal.SIGINT)
        assert watching.wait(10) == 130

    assert [each.split(": ")[1].split()[0] for each in said] == ["wrote", "profile.yaml", "the", "wrote", "wrote"]
