"""The screen spares letters the rules of which they show no sign: it must never spare them a finding."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from jobnet.documents.items import Document, Item, Kind
from jobnet.profile.model import Stage
from jobnet.profile.reading import read_profile
from jobnet.rules import catalogue, form
from jobnet.rules.case import Case, Phrases, spaced
from jobnet.rules.screen import Screen
from tests.builders import a_company, a_contact, a_profile, an_application, an_event, day
from tests.rules.letters import TODAY, a_context, a_letter, every_letter, found
from tests.rules.test_letter_rules import CASES
from tests.strategies import profiles

if TYPE_CHECKING:
    from collections.abc import Iterable

    from jobnet.errors import Problem
    from jobnet.profile.model import Profile
    from jobnet.rendering.letter import Letter
    from jobnet.rules.catalogue import Rule
    from tests.rules.letters import Plain
    from tests.rules.test_letter_rules import Judged

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*/profile.yaml"))
SIGNED = [rule for rule in catalogue() if rule.sign is not None]
QUIET = "The two of them said so on Monday.\n\n{}\n\nAll of it went well, as far as we know."


def unscreened(context: Plain, letter: Letter) -> tuple[Problem, ...]:
    """What the rules find where every one of them judges the letter."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Screen, "rules_for", lambda self, _: self.rules)
        return found(context, letter)


def screened(context: Plain, letter: Letter) -> tuple[Problem, ...]:
    """What is found where this is not the first letter."""
    found(context, letter)
    return found(context, letter)


def suspected(rules: Iterable[Rule], text: str, subject: str = "Names and places") -> set[str]:
    """The rules that may object to a letter that says this."""
    profile = a_profile()
    context = a_context(Document.BRIEF, profile, a_contact())
    letter = a_letter(context, text, subject=subject)
    case = Case(letter, context, profile, None, TODAY)  # type: ignore[arg-type]
    screen = Screen(tuple(rules))
    assert screen.rules_for(case) == screen.rules, "the first letter is judged by all"
    return {rule.id for rule in screen.rules_for(case)}


@pytest.mark.parametrize("case", [case for case in CASES if case.objects], ids=lambda case: case.rule)
def test_a_paragraph_that_is_objected_to_is_so_between_any_others(case: Judged) -> None:
    profile = a_profile(**case.profile)
    context = a_context(case.document, profile, case.contact, **case.context)
    for text in (QUIET.format(case.text), *(QUIET.format(each) for each in case.text.split("\n\n"))):
        for subject in ("Names and places", text):
            letter = a_letter(context, text, **({"subject": subject} | case.letter))
            assert screened(context, letter) == unscreened(context, letter)


@pytest.mark.parametrize("rule", [rule for rule in SIGNED if isinstance(rule.sign, Phrases)], ids=lambda rule: rule.id)
def test_a_phrase_is_seen_wherever_the_letter_parts_it(rule: Rule) -> None:
    assert isinstance(rule.sign, Phrases)
    for phrase in rule.sign.phrases:
        if spaced(phrase).strip() != phrase:
            continue  # nothing said is ever like it
        for text in (phrase, f"So, {phrase.upper()}.", phrase.replace(" ", "\n"), phrase.replace(" ", "\n\n")):
            assert suspected([rule], QUIET.format(text)) == {rule.id}, phrase
            assert suspected([rule], "Fine.", subject=text) == {rule.id}, phrase
        for at in (space.start() for space in re.finditer(" ", phrase)):
            for parting in ("\n\n", "\n\n—\n\n", "\n- ", "\n- —\n- ", "\n- —\n\n"):
                assert suspected([rule], QUIET.format(f"- {phrase[:at]}{parting}{phrase[at:]}")) == {rule.id}, phrase
            assert suspected([rule], phrase[at:], subject=phrase[:at]) == {rule.id}, phrase


@pytest.mark.parametrize("end", ["Thank you.", "I beg to talk to.", "- To whom\n- —"])
def test_a_phrase_that_the_next_paragraph_does_not_go_on_with_is_none(end: str) -> None:
    begun = [rule for rule in SIGNED if rule.id in {"GEN-10", "GEN-13", "NAME-04"}]
    for after in ("Zebras it may concern, in advance.", "—", "- Zebras\n- in advance"):
        assert suspected(begun, QUIET.format(f"{end}\n\n{after}")) == set()


def test_a_letter_without_any_sign_is_spared_the_rules_that_have_one() -> None:
    assert suspected(SIGNED, QUIET.format("We met. They are bakers.")) == set()


def test_a_rule_without_a_sign_judges_every_letter() -> None:
    others = [rule for rule in catalogue() if not (rule.sign or rule.page_sign or rule.when)]
    assert suspected(others, "Fine.") == {rule.id for rule in others}


SAID = sorted({paragraph for case in CASES for paragraph in case.text.split("\n\n")})
PHRASES = [phrase for rule in SIGNED if isinstance(rule.sign, Phrases) for phrase in rule.sign.phrases]
WORDS = sorted({word for phrase in PHRASES for word in phrase.split()})
PARAGRAPH = st.one_of(st.sampled_from(SAID), st.lists(st.sampled_from(WORDS), min_size=1, max_size=3).map(" ".join))
TEXT = st.lists(PARAGRAPH, min_size=1, max_size=8).map("\n\n".join)


@settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
@given(judged=st.sampled_from(CASES), text=TEXT, subject=PARAGRAPH, built_in=st.booleans())
def test_whatever_paragraphs_make_a_letter_all_rules_find_no_more(
    judged: Judged, text: str, subject: str, built_in: bool
) -> None:
    profile = a_profile(**judged.profile)
    context = a_context(judged.document, profile, judged.contact, **judged.context)
    letter = a_letter(context, text, **({"subject": subject, "built_in": built_in, "own_words": text} | judged.letter))
    assert screened(context, letter) == unscreened(context, letter)


TAG = st.sampled_from((
    "<p>", "</p>", "<li>", "</li>", "<ul>", "</ul>", "<ul class=a>", "<h2>", "</h2>", "<h4 id=b>", "</h4>", "</main>",
    "<body>", "</body>", " ", "\n", "Fine.", "<P>", "</P>",
    "<UL>", "</Ul>", "<H2>", "</H2>", "<a>", "</a>", "Here", "&",
    "<img src=x>", "&amp;amp;",
))  # fmt: skip
LONG_HEAD = f"{' ' * 400}<html lang=en><body>"
HEAD = st.sampled_from(('<!DOCTYPE html><html lang="en"><body>', "<html><body>", '<html lang="en">', LONG_HEAD, ""))


@settings(max_examples=500, deadline=None)
@example("Fine.", '<html lang="en"><body>', "<h2>Fine.</h2>\n<h2>")
@example("Fine.", '<html lang="en"><body>', "<h2>Fine.</h2><h4>Fine.</h4>")
@example("Fine.", '<html lang="en"><body>', "<UL></Ul>")
@example("Fine.", '<html lang="en"><body>', "<p></p>")
@example("Fine &amp; well.", '<html lang="en"><body>', "Fine.")
@given(text=st.sampled_from(("Fine.", "Fine &amp; well.")), head=HEAD, body=st.lists(TAG, max_size=8).map("".join))
def test_whatever_makes_a_page_all_rules_find_no_more(text: str, head: str, body: str) -> None:
    context = a_context(Document.BRIEF, a_profile(), a_contact())
    letter = a_letter(context, text, html=head + body)
    assert screened(context, letter) == unscreened(context, letter)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.parent.name)
def test_all_rules_find_no_more_in_the_letters_of_the_examples(path: Path) -> None:
    for context, letter in every_letter(read_profile(path.read_bytes(), file=path.name, path=path)[0]):
        assert screened(context, letter) == unscreened(context, letter)


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(profile=profiles())
def test_all_rules_find_no_more_in_the_letters_of_any_profile(profile: Profile) -> None:
    for context, letter in every_letter(profile):
        assert screened(context, letter) == unscreened(context, letter)


def test_what_a_paragraph_showed_in_one_search_says_nothing_of_it_in_another() -> None:
    text = "Dear Ted,\n\nI run NEBOSH drills.\n\nNia Pargeter"
    named, unnamed = a_profile(expertise=("NEBOSH drills",)), a_profile()
    said = []
    for profile in (named, unnamed, named, unnamed):
        context = a_context(Document.BRIEF, profile, a_contact())
        said.append("FMT-04" in {problem.rule for problem in screened(context, a_letter(context, text))})
    assert said == [False, True, False, True]


def test_the_sentences_of_a_paragraph_are_those_of_this_search() -> None:
    """A stop within a name ends no sentence, and names are the profile's."""
    text = "Dear Ted,\n\nWe saw Jump! Street Bakers. It was fine. Who is at Jump! Street Bakers?\n\nNia Pargeter"
    known, unknown = a_profile(target_companies=(a_company("Jump! Street Bakers"),)), a_profile()
    for profile, sentences in ((known, 3), (unknown, 5), (known, 3)):
        context = a_context(Document.BRIEF, profile, a_contact())
        case = Case(a_letter(context, text), context, profile, None, TODAY)  # type: ignore[arg-type]
        assert len(case.sentences) == sentences
        assert case.questions == (("Who is at Jump! Street Bakers?",) if profile is known else ("Street Bakers?",))
        assert bool(case.asks_for_a_name) is (profile is known)


def test_what_items_come_to_is_never_said_of_others() -> None:
    """They are known by identity: thousands that come and go must not be taken for one another."""
    profile = a_profile()
    news, event = Item("n", Kind.NEWS), Item("e", Kind.EVENT, "Harbourside Bakers", "Technical Manager")
    for number in range(2000):
        kept = replace((news, event)[number % 2], id=str(number))
        context = a_context(Document.UPDATE, profile, a_contact(), items=(kept,))
        case = Case(a_letter(context, "Fine."), context, profile, None, TODAY)  # type: ignore[arg-type]
        assert case.tally.kinds == (kept.kind,)
        assert len(case.tally.events) == number % 2


def test_the_same_items_are_told_of_another_application_or_on_another_day() -> None:
    no = an_event(Stage.REJECTED, "2026-10-14")
    one, other = an_application(events=(no,)), an_application(position="Baker", events=(no,))
    profile = a_profile(applications=(one, other))
    told = Item("e", Kind.EVENT, one.company, one.position)
    for about, today, ended in (
        (one, TODAY, (one,)),
        (other, TODAY, (other,)),
        (None, TODAY, (one,)),
        (None, day("2026-10-13"), ()),
        (None, TODAY, (one,)),
    ):
        context = a_context(Document.UPDATE, profile, a_contact(), application=about, items=(told,))
        case = Case(a_letter(context, "Fine."), context, profile, None, today)  # type: ignore[arg-type]
        assert case.applications == (about or one,)
        assert tuple(application for application, _ in case.tally.turned_down) == ended


@pytest.mark.parametrize("document", Document)
@pytest.mark.parametrize(
    ("rule", "text"),
    [
        ("GEN-07", "Unfortunately it rained. Unfortunately it snowed."),
        ("GEN-07", "You could at least have rung."),
        ("GEN-10", "I will reach out to them. You may reach out too."),
    ],
)
def test_what_is_objected_to_in_some_letters_or_from_the_second_time_on_is_a_sign(
    document: Document, rule: str, text: str
) -> None:
    profile = a_profile()
    context = a_context(document, profile, a_contact())
    letter = a_letter(context, QUIET.format(text))
    assert screened(context, letter) == unscreened(context, letter)
    is_objected_to = rule in {problem.rule for problem in screened(context, letter)}
    assert is_objected_to is ("least" not in text or document is Document.RUNNERUP)


def test_both_spellings_of_any_word_are_seen_wherever_they_stand() -> None:
    for one, other in form._PAIRS:
        for first, second in ((one, other), (other, one)):
            assert "LOC-03" in suspected(SIGNED, f"A {first} it is.\n\nSo is this {second}."), (one, other)


@pytest.mark.parametrize("said", ["I am", "I’m", "Ich bin", "Je suis", "J'ai", "J’ai", "Yo soy"])
def test_a_sentence_that_begins_with_i_is_seen_wherever_it_begins(said: str) -> None:
    rules = [rule for rule in SIGNED if rule.id == "GEN-05"]
    for text in (said, f"*{said}*", f'We met. "{said}', f"(They met.) {said}", f"So it is!\n{said}", f"- x\n{said} x"):
        assert suspected(rules, f"{text} here.") == {"GEN-05"}, text
    assert suspected(rules, f"We say: {said} here.") == set()
