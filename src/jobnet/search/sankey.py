"""The flow of the applications as a picture: a column a stage; what ended at a stage hangs below the next."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from html import escape
from itertools import pairwise

from jobnet.frozen import dataclass
from jobnet.profile.model import Stage
from jobnet.search.flow import COLOURS, WORDS, Flow, FlowLink

_WIDTH, _LEFT, _TOP, _BELOW = 1200, 40, 190, 36
_FOR_WORDS = 185
"""What is kept free for the words behind the last column."""
_WIDEST_STEP = 420
_NODE, _GAP, _LINE = 14, 10, 24
_THICKEST, _ALL_TOGETHER = 44, 430
"""Of the band of one application, and of all."""
_INK, _GREY = "#1b1f24", "#57606a"
FONTS = (
    "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, 'Noto Sans', 'Liberation Sans', "
    "'DejaVu Sans', Ubuntu, Cantarell, 'Adwaita Sans', sans-serif"
)
"""Whoever draws the picture without a browser knows no `sans-serif`, only names."""
_NUMBER = f'font-size="15" fill="{_INK}" text-anchor="middle" stroke="#fff" stroke-width="3" paint-order="stroke"'


def svg(flow: Flow) -> str:
    """The picture, on a light ground of its own: no script, nothing from elsewhere."""
    places = _places(flow)
    said = " ".join(f"{WORDS[link.start]} to {WORDS[link.end]}: {link.count}." for link in flow.links)
    frame = f'width="{_WIDTH - 2}" height="{places.height - 2:.0f}" rx="14" fill="#fff" stroke="#d0d7de"'
    title = _text(_LEFT, 62, flow.title, f'font-size="32" font-weight="700" fill="{_INK}"')
    below = _text(_LEFT, 90, flow.subtitle, f'font-size="16" fill="{_GREY}"')
    drawn = [
        title,
        below,
        *_headings(flow, places),
        *(_band(link, places) for link in flow.links),
        *_nodes(flow, places),
    ]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {places.height:.0f}" width="{_WIDTH}" '
        f'height="{places.height:.0f}" role="img" aria-labelledby="flow-title flow-desc" font-family="{FONTS}">\n'
        f'<title id="flow-title">{flow.title}</title>\n<desc id="flow-desc">{flow.subtitle}. {said}</desc>\n'
        f'<rect x="1" y="1" {frame}/>\n' + "".join(drawn) + "</svg>\n"
    )


@dataclass(frozen=True)
class _Places:
    """Where everything stands, and how thick the band of one application is."""

    unit: float
    xs: Sequence[float]
    """Of the columns, and of the ends behind the last."""
    columns: Mapping[Stage | None, int]
    nodes: Mapping[Stage, float]
    ways: Mapping[FlowLink, Sequence[tuple[float, float]]]
    """The upper edge of each band, from node to node, and over those that it passes by."""
    height: float


def _places(flow: Flow) -> _Places:
    """Nothing crosses what goes on: bands that pass a stage by go above it, ends hang below all to their right."""
    unit = min(_THICKEST, _ALL_TOGETHER / max(flow.applications, 1))
    columns: dict[Stage | None, int] = {stage: column for column, stage in enumerate(flow.stages)}
    ends_in = {link: columns.get(link.end, columns[link.start] + 1) for link in flow.links}
    step = min(_WIDEST_STEP, (_WIDTH - _LEFT - _FOR_WORDS) / max([1, *ends_in.values()]))
    xs = [_LEFT + column * step for column in range(len(columns) + 1)]
    nodes: dict[Stage, float] = {}
    ways: dict[FlowLink, list[tuple[float, float]]] = {link: [] for link in flow.links}
    for stage, column in zip(flow.stages, columns.values(), strict=True):
        y = float(_TOP)
        passing = [link for link in flow.links if columns[link.start] < column < ends_in[link]]
        for link in sorted(passing, key=lambda link: (-ends_in[link], columns[link.start])):
            ways[link].append((xs[column], y))
            y += max(link.count * unit, _LINE) + _GAP
        nodes[stage] = y
    left, come = dict(nodes), dict(nodes)
    for link in flow.links:
        ways[link].insert(0, (xs[columns[link.start]] + _NODE, left[link.start]))
        left[link.start] += link.count * unit
        if link.end in come:
            ways[link].append((xs[ends_in[link]], come[link.end]))
            come[link.end] += link.count * unit
    floor = float(_TOP)
    for stage in reversed(flow.stages):
        for link in flow.links:
            if link.start is stage and link.end not in columns:
                slot = max(link.count * unit, _LINE)
                ways[link].append((xs[ends_in[link]], floor + _GAP + (slot - link.count * unit) / 2))
                floor += slot + _GAP
        floor = max(floor, nodes[stage] + flow.through(stage) * unit)
    return _Places(unit, xs, columns, nodes, ways, floor + _BELOW)


def _headings(flow: Flow, places: _Places) -> Iterator[str]:
    """Above each column how many came so far, and the share of all."""
    for stage in flow.stages:
        count, x = flow.through(stage), places.xs[places.columns[stage]]
        percent = f"{100 * count / flow.applications:.0f}%"
        share = "" if stage is flow.stages[0] else percent if percent != "0%" else "<1%"
        number = f'<tspan font-size="26" font-weight="700" fill="{_INK}">{count}</tspan>'
        yield _text(x, 140, WORDS[stage], f'font-size="16" fill="{_INK}"')
        yield _text(x, 168, f'{number}<tspan dx="8">{escape(share)}</tspan>', f'font-size="15" fill="{_GREY}"')


def _band(link: FlowLink, places: _Places) -> str:
    """One flow, with its number where more than one comes to the same node."""
    thick, way = link.count * places.unit, places.ways[link]
    upper = "".join(f" C{_bend(start, end)}" for start, end in pairwise(way))
    back = [(x, y + thick) for x, y in reversed(way)]
    lower = "".join(f" C{_bend(start, end)}" for start, end in pairwise(back))
    path = f"M{_at(*way[0])}{upper} L{_at(*back[0])}{lower} Z"
    said = f"{WORDS[link.start]} to {WORDS[link.end]}: {link.count}"
    return f'<path d="{path}" fill="{COLOURS[link.end]}" fill-opacity=".5"><title>{said}</title></path>\n'


def _bend(start: tuple[float, float], end: tuple[float, float]) -> str:
    middle = (start[0] + end[0]) / 2
    return f"{_at(middle, start[1])} {_at(middle, end[1])} {_at(*end)}"


def _at(x: float, y: float) -> str:
    return f"{x:.1f},{y:.1f}"


def _nodes(flow: Flow, places: _Places) -> Iterator[str]:
    for stage, y in places.nodes.items():
        yield _bar(places.xs[places.columns[stage]], y, flow.through(stage) * places.unit, COLOURS[stage])
    for link in flow.links:
        (x, y), thick = places.ways[link][-1], link.count * places.unit
        if link.end not in places.columns:
            words = f'<tspan font-weight="700">{link.count}</tspan> {WORDS[link.end]}'
            yield _bar(x, y, thick, COLOURS[link.end])
            yield _text(x + _NODE + 8, y + thick / 2 + 5.5, words, f'font-size="16" fill="{_INK}"')
        elif sum(each.end is link.end for each in flow.links) > 1:
            yield _text(*_where(places.ways[link], thick), str(link.count), _NUMBER)


def _where(way: Sequence[tuple[float, float]], thick: float) -> tuple[float, float]:
    """The middle of a band: where it passes a stage by, else half-way."""
    middle = way[1:-1] or [((way[0][0] + way[-1][0]) / 2, (way[0][1] + way[-1][1]) / 2)]
    return middle[0][0], middle[0][1] + thick / 2 + 5


def _bar(x: float, y: float, thick: float, colour: str) -> str:
    return f'<rect x="{x:.1f}" y="{y:.1f}" width="{_NODE}" height="{thick:.1f}" fill="{colour}"/>\n'


def _text(x: float, y: float, words: str, look: str) -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" {look}>{words}</text>\n'
