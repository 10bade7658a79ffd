"""The flow of the applications: its numbers sum and are those of the table, its picture is one, and nobody is named."""

from __future__ import annotations

import random
import re
from itertools import combinations
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest

from jobnet.profile.model import ENDS, Application, Stage
from jobnet.search.flow import COLOURS, OUTCOMES, STAGES, WORDS, Flow, FlowLink, flow_of, sankeymatic
from jobnet.search.funnel import funnel
from jobnet.search.sankey import svg
from tests.builders import a_profile, an_application, an_event, day

if TYPE_CHECKING:
    from collections.abc import Iterable

TODAY = day("2026-10-15")
SVG = "{http://www.w3.org/2000/svg}"


def application(*stages: Stage, company: str = "A") -> Application:
    """With these stages, two days apart."""
    dated = (an_event(stage, f"2026-09-{1 + 2 * place:02}") for place, stage in enumerate(stages))
    return an_application(company, events=tuple(dated))


EVERY_WAY = [
    application(*stages, *([end] if end else []), company=f"Company {number}")
    for number, (stages, end) in enumerate(
        (
            (stages, end)
            for many in range(4)
            for stages in combinations([Stage.INTERESTED, *STAGES], many)
            for end in [None, *sorted(ENDS)]
        ),
    )
]
REOPENED = application(Stage.APPLIED, Stage.INTERVIEW, Stage.REJECTED, Stage.REINSTATED, Stage.SCREENING)


def some(many: int) -> list[Application]:
    return random.Random(many).sample(EVERY_WAY * 2, many)


def passing(flow: Flow, stage: Stage) -> int:
    """How many came as far as this stage or farther, as the links say."""
    place = STAGES.index(stage)
    beyond = (
        link for link in flow.links if link.end in STAGES and STAGES.index(link.start) < place <= STAGES.index(link.end)
    )
    return sum(link.count for link in beyond) if place else flow.applications


@pytest.mark.parametrize("applications", [[], EVERY_WAY[:1], some(1), some(8), some(40), some(300), EVERY_WAY])
def test_what_comes_into_a_node_goes_out_and_the_numbers_are_those_of_the_table(
    applications: list[Application],
) -> None:
    flow = flow_of(applications, TODAY)
    table = funnel(a_profile(applications=tuple(applications)), TODAY)
    links = {(link.start, link.end): link.count for link in flow.links}

    for stage in STAGES[:-1]:
        assert sum(count for (start, _), count in links.items() if start is stage) == flow.through(stage)
    ended = sum(count for (_, end), count in links.items() if end not in STAGES)
    out_of_the_last = sum(count for (start, _), count in links.items() if start is STAGES[-1])
    assert flow.applications == ended + flow.through(STAGES[-1]) - out_of_the_last
    for end in ENDS:
        assert sum(count for (_, to), count in links.items() if to is end) == table.ends.get(end, 0)
    for level in table.levels[1:]:
        stands = links.get((level.stage, None), 0)
        if level.stage is not Stage.APPLIED:  # all begin there, be their letter on record or not
            assert stands == level.now or level.stage is Stage.ACCEPTED
            assert passing(flow, level.stage) == level.reached
    for step in table.steps:
        if step.start in STAGES[1:]:
            assert links[step.start, step.end] == step.count


def test_who_is_in_the_flow_and_where_they_are() -> None:
    planned = an_application(
        "P", events=(an_event(Stage.APPLIED, "2026-09-01"), an_event(Stage.INTERVIEW, "2026-10-20"))
    )
    only_noted = [application(Stage.INTERESTED), an_application("N", events=()), application(Stage.REINSTATED)]
    called = [application(Stage.SCREENING, Stage.OFFER), application(Stage.OFFER, Stage.ACCEPTED), REOPENED]
    withdrawn = application(Stage.INTERESTED, Stage.WITHDRAWN)
    flow = flow_of([*only_noted, *called, planned, withdrawn], TODAY)

    assert flow.links == (
        FlowLink(Stage.APPLIED, Stage.OFFER, 1),
        FlowLink(Stage.APPLIED, Stage.SCREENING, 2),
        FlowLink(Stage.APPLIED, None, 1),
        FlowLink(Stage.APPLIED, Stage.WITHDRAWN, 1),
        FlowLink(Stage.SCREENING, Stage.OFFER, 1),
        FlowLink(Stage.SCREENING, Stage.INTERVIEW, 1),
        FlowLink(Stage.INTERVIEW, None, 1),
        FlowLink(Stage.OFFER, Stage.ACCEPTED, 1),
        FlowLink(Stage.OFFER, None, 1),
    )
    assert flow.title == "5 applications in 6 weeks"
    assert flow.subtitle == "3 waiting · half of the answers within 2 days · 2026-10-15"


@pytest.mark.parametrize(
    ("days_ago", "title"),
    [(0, "1 application in 1 day"), (12, "1 application in 13 days"), (13, "1 application in 2 weeks")],
)
def test_how_long_it_took(days_ago: int, title: str) -> None:
    applied = an_event(Stage.APPLIED, f"2026-10-{15 - days_ago:02}")
    assert flow_of([an_application(events=(applied,))], TODAY).title == title


def test_sankeymatic_reads_it() -> None:
    flow = flow_of(
        [application(Stage.APPLIED, Stage.INTERVIEW), application(Stage.APPLIED, Stage.NO_RESPONSE)] * 2, TODAY
    )
    assert sankeymatic(flow) == (
        "// 4 applications in 6 weeks\n"
        "Applications [2] Interview\nApplications [2] No answer\nInterview [2] Waiting\n\n"
        ":Waiting #e69f00\n:Applications #0072b2\n:Interview #0072b2\n:No answer #c0c0c0\n"
    )


def texts(picture: ET.Element) -> list[str]:
    return ["".join(each.itertext()) for each in picture.iter(f"{SVG}text")]


@pytest.mark.parametrize("many", [0, 1, 2, 8, 40, 300, len(EVERY_WAY)])
def test_the_picture_shows_each_flow_with_its_number_and_nothing_outside_of_it(many: int) -> None:
    flow = flow_of(some(many) if many < len(EVERY_WAY) else EVERY_WAY, TODAY)
    drawn = svg(flow)
    picture = ET.fromstring(drawn)
    width, height = float(picture.attrib["width"]), float(picture.attrib["height"])

    for element in ("script", "style", "image", "use", "foreignObject", "a"):
        assert picture.find(f".//{SVG}{element}") is None
    assert "href" not in drawn
    assert "url(" not in drawn
    assert [each.tag for each in picture][:3] == [f"{SVG}title", f"{SVG}desc", f"{SVG}rect"]
    assert picture.findtext(f"{SVG}title") == flow.title
    bands = [each.findtext(f"{SVG}title") for each in picture.iter(f"{SVG}path")]
    assert bands == [f"{WORDS[link.start]} to {WORDS[link.end]}: {link.count}" for link in flow.links]
    for end in (f"{link.count} {WORDS[link.end]}" for link in flow.links if link.end not in STAGES):
        assert end in texts(picture)
    bars = [each.attrib for each in picture.iter(f"{SVG}rect")][1:]
    assert all(float(bar["y"]) + float(bar["height"]) < height - 20 for bar in bars)
    assert all(float(bar["x"]) < width - 180 for bar in bars)


def test_no_words_stand_upon_others() -> None:
    for many in (1, 8, 40, 300, len(EVERY_WAY)):
        picture = ET.fromstring(svg(flow_of(some(many), TODAY)))
        places: Iterable[tuple[float, float]] = [
            (float(each.attrib["x"]), float(each.attrib["y"])) for each in picture.iter(f"{SVG}text")
        ]
        for (x, y), (other_x, other_y) in combinations(places, 2):
            assert abs(x - other_x) > 40 or abs(y - other_y) >= 15, (many, x, y, other_x, other_y)


def test_the_same_search_gives_the_same_picture() -> None:
    assert svg(flow_of(some(40), TODAY)) == svg(flow_of(some(40), TODAY))


def test_no_name_is_in_a_picture() -> None:
    hostile = "<script>alert(1)</script> & 'Söhne' ]]> \u202e"
    flow = flow_of([an_application(hostile, position=hostile), *some(40)], TODAY)
    for drawn in (svg(flow), sankeymatic(flow)):
        assert not re.search(r"alert|Söhne|Company \d|Technical Manager", drawn)


# Machado, Oliveira and Fernandes (2009): how those see who lack one of the three cones, in linear RGB.
SIGHT = {
    "all three": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deuteranopia": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "tritanopia": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}


def lab(colour: str, sight: tuple[tuple[float, ...], ...]) -> tuple[float, float, float]:
    """The colour as such eyes see it, in a space where distances are those that people see."""
    typed = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in typed]
    red, green, blue = (min(max(sum(a * b for a, b in zip(row, linear, strict=True)), 0), 1) for row in sight)
    xyz = (
        (0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.9505,
        0.2126 * red + 0.7152 * green + 0.0722 * blue,
        (0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.089,
    )
    x, y, z = (t ** (1 / 3) if t > 0.008856 else 7.787 * t + 16 / 116 for t in xyz)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


@pytest.mark.parametrize("sight", SIGHT)
def test_colours_are_told_apart_by_everybody(sight: str) -> None:
    seen = {colour: lab(colour, SIGHT[sight]) for colour in COLOURS.values()}
    for one, other in combinations(seen, 2):
        difference = sum((a - b) ** 2 for a, b in zip(seen[one], seen[other], strict=True)) ** 0.5
        assert difference > 15, (one, other)


def test_every_stage_and_end_has_a_word_and_a_colour_and_its_place() -> None:
    nodes = {None, *Stage} - {Stage.INTERESTED, Stage.REINSTATED}
    assert set(WORDS) == set(COLOURS) == {*STAGES, *OUTCOMES} == nodes
