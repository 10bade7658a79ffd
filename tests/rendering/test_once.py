"""`{% filter once %}`: rendered for the first letter, kept for all in which everything that it reads is the same."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings

from jobnet.errors import JobnetError
from jobnet.profile.model import Company, Prose
from jobnet.rendering import render, rendering, templates
from jobnet.rendering.plain import as_plain
from tests.rendering.a_context import Sample, a_reader, a_sample, template
from tests.rules.letters import every_letter
from tests.strategies import profiles

if TYPE_CHECKING:
    from pathlib import Path

    from jobnet.profile.model import Profile


@dataclass(frozen=True)
class Facts(Sample):
    """A sample with room for facts of any type."""

    first: Any = 0
    second: Any = 0
    both: tuple[Any, ...] = field(default=())


@pytest.fixture
def rendered(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The blocks that were rendered, one after the other."""
    blocks: list[str] = []
    keep = templates._Kept.keep

    def noted(self: templates._Kept, values: tuple[Any, ...], text: str) -> str:
        blocks.append(text)
        return keep(self, values, text)

    monkeypatch.setattr(templates._Kept, "keep", noted)
    return blocks


def said(body: str, folder: Path, **facts: Any) -> str:
    facts.setdefault("reader", a_reader())
    path = folder / "own.md.j2"
    if not path.exists():
        template(folder, body)
    known = {"seeker": a_sample().seeker, **facts}
    return render(Facts(**known), template=path).text


def test_is_rendered_once_for_all_in_which_it_reads_the_same(tmp_path: Path, rendered: list[str]) -> None:
    body = "{{ greeting }}\n\n{% filter once %}\nSaid {{ first }}.\n{% endfilter %}\n"
    assert said(body, tmp_path, first="a", second=1).endswith("Said a.")
    assert said(body, tmp_path, first="a", second=2, reader=a_reader("Bea Li")).endswith("Said a.")
    assert rendered == ["Said a.\n"]


@pytest.mark.parametrize(
    ("body", "one", "other"),
    [
        ("{{ first }} {{ second }}", {"second": "x"}, {"second": "y"}),
        ("{% if first %}{{ second }}{% endif %} it", {"first": 1, "second": 7}, {"first": 1, "second": 8}),
        ("{{ count }}", {"companies": (Company("A"),)}, {"companies": (Company("A"), Company("B"))}),
        ("{{ companies[0].name }}", {"companies": (Company("A"),)}, {"companies": (Company("B"),)}),
        ("{% for each in both %}{{ each }}{% endfor %}", {"both": ("a", "b")}, {"both": ("a", "c")}),
        ("{{ dt | day }}", {"today": dt.date(2026, 1, 5)}, {"today": dt.date(2026, 12, 5)}),
        (
            "{% for n in both %}{{ second }}{{ n }}{% endfor %}",
            {"both": (1,), "second": 2},
            {"both": (1,), "second": 3},
        ),
        ("{% set loop = 1 %}{{ first }}{{ loop }}", {"first": 5}, {"first": 6}),
        ("{{ first }}{% set first = 1 %}", {"first": 5}, {"first": 6}),
        ("{% if second %}{% set first = 1 %}{% endif %}{{ first }}", {"first": 5}, {"first": 6}),
        ("{% if second %}{% set first = 1 %}{% else %}{{ first }}{% endif %}", {"first": 5}, {"first": 6}),
        ("{% for n in [1, 2] %}{{ first }}{% set first = n %}{% endfor %}", {"first": 5}, {"first": 6}),
        ("{% set first = first ~ 1 %}{{ first }}", {"first": 5}, {"first": 6}),
        ("{{ {'a': first}['a'] }}", {"first": 5}, {"first": 6}),
        ("{{ today if second else first }}", {"first": 5}, {"first": 6}),
        ("{{ 'x' | heading }}{{ [1, first] | join(second) }}", {"first": 5, "second": ""}, {"first": 5, "second": "-"}),
    ],
)
def test_is_rendered_anew_for_whatever_it_reads(
    body: str, one: dict[str, Any], other: dict[str, Any], tmp_path: Path, rendered: list[str]
) -> None:
    text = "{% set dt = both[0] if both else today %}{{ greeting }}\n\n{% filter once %}" + body + "{% endfilter %}."
    if "dt" in body:
        one, other = ({**each, "both": (dt.date(2025, 10, 5),)} for each in (one, other))
    first, second = said(text, tmp_path, **one), said(text, tmp_path, **other)
    assert first != second
    assert len(rendered) == 2
    assert (said(text, tmp_path, **one), said(text, tmp_path, **other)) == (first, second)


def test_reads_through_macros_and_what_the_loop_around_it_sets(tmp_path: Path, rendered: list[str]) -> None:
    body = (
        "{% macro inner() %}{{ second }}{% endmacro %}{% macro outer(x) %}{{ x }}{{ inner() }}{% endmacro %}"
        "{{ greeting }}\n\n{% for n in both %}{% set name = n ~ first %}"
        "{% filter once %}{{ name }}{{ outer('-') }} {% endfilter %}{% endfor %}"
    )
    assert said(body, tmp_path, both=("a", "b"), first="1", second="x").endswith("a1-x b1-x")
    assert said(body, tmp_path, both=("b", "a"), first="1", second="x").endswith("b1-x a1-x")
    assert len(rendered) == 2
    assert said(body, tmp_path, both=("a",), first="2", second="x").endswith("a2-x")
    assert said(body, tmp_path, both=("a",), first="1", second="y").endswith("a1-y")


def test_a_macro_and_the_block_that_uses_it_may_mean_different_things_by_a_name(tmp_path: Path) -> None:
    body = (
        "{% set name = second %}{% macro theirs() %}{{ name }}{% endmacro %}"
        "{{ greeting }}\n\n{% for name in both %}{% filter once %}{{ name }}{{ theirs() }} {% endfilter %}{% endfor %}"
    )
    assert said(body, tmp_path, both=("a", "b"), second="x").endswith("ax bx")
    assert said(body, tmp_path, both=("a", "b"), second="y").endswith("ay by")


@pytest.mark.parametrize(
    ("one", "other"), [("*a*", Prose("*a*")), (1, True), (1, 1.0), (("a",), ["a"]), ({}, {}), ([1], [1])]
)
def test_values_that_are_equal_and_read_differently_are_not_the_same(one: object, other: object) -> None:
    kept = templates._Kept()
    kept.keep(("b", one), "one")
    assert (kept.get(("b", one)), kept.get(("b", other)), kept.get(("c", one))) == ("one", None, None)


def test_values_that_are_equal_and_of_one_type_are_the_same_though_not_the_very_same() -> None:
    kept = templates._Kept()
    one, other = dt.date(2026, 10, 15), dt.date(2026, 10, 15)
    kept.keep(("b", one), "one")
    assert [kept.get(("b", each)) for each in (other, other, one)] == ["one"] * 3


def test_a_dict_is_itself_and_no_other_even_when_it_is_gone() -> None:
    kept = templates._Kept()
    most = templates._Recent.MOST
    for number in range(2 * most + 5):
        values = ("b", {"number": number})  # each is forgotten at once, and its place in memory is free for the next
        assert kept.get(values) is None
        kept.keep(values, str(number))
    for recent in (kept.same, kept.equal):
        assert len(recent.now) + len(recent.before) <= 2 * most


def test_turns_of_phrase_are_the_readers_own(tmp_path: Path) -> None:
    body = (
        "{{ greeting }}\n\n{% filter once %}{{ ['a', 'b', 'c'][variant('x', 3)] }}{% endfilter %}{{ variant('x', 3) }}"
    )
    turns = {said(body, tmp_path, reader=a_reader(f"Reader {number}"))[-2:] for number in range(30)}
    assert turns == {"a0", "b1", "c2"}


@pytest.mark.parametrize(
    ("body", "says"),
    [
        ("{% include 'x' %}", "include"),
        ("{% set v = variant %}", "must be called"),
        ("{{ variant('x', first) }}", "as they stand"),
        ("{% set ns = namespace(a=1) %}{% set ns.a = 2 %}", "nsref"),
        ("{{ loop.index }}", "`loop` is never twice the same"),
    ],
)
def test_what_cannot_be_known_beforehand_is_refused_with_its_line(body: str, says: str, tmp_path: Path) -> None:
    with pytest.raises(JobnetError) as refused:
        said("{{ greeting }}\n\n{% filter once %}\n" + body + "\n{% endfilter %}", tmp_path)
    assert says in refused.value.problems[0].message
    assert refused.value.problems[0].place is not None
    assert refused.value.problems[0].place.line == 6


def test_a_block_may_have_loops_of_its_own_in_a_loop(tmp_path: Path) -> None:
    within = "{% filter once %}{% for each in both %}{{ loop.index }}{{ name }}{% endfor %} {% endfilter %}"
    assert "1b2b 1c2c" in said(
        "{{ greeting }}\n\n{% for name in ['b', 'c'] %}" + within + "{% endfor %}", tmp_path, both=(1, 2)
    )


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(profile=profiles())
def test_no_letter_of_a_search_depends_on_those_before_it_nor_on_what_is_made_plain_when(profile: Profile) -> None:
    together = [letter for _, letter in every_letter(profile)]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(templates._Kept, "get", lambda _self, _values: None)
        patch.setattr(rendering, "as_read", as_plain)
        alone = [letter for _, letter in every_letter(profile)]
    assert [(each.subject, each.text, each.markdown) for each in together] == [
        (each.subject, each.text, each.markdown) for each in alone
    ]


@settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))
@given(profile=profiles())
def test_a_built_in_template_says_the_same_as_one_of_the_users_own(profile: Profile) -> None:
    for context, letter in every_letter(profile):
        own = render(context, template=templates.template_for(str(context.document), "en").path)
        assert not own.built_in
        assert (own.subject, own.text, own.markdown) == (letter.subject, letter.text, letter.markdown)
