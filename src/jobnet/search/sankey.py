"""The flow of the applications as a picture: a column a stage; what ended at a stage hangs below the next."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from pathlib import Path

from jobnet.frozen import dataclass
from jobnet.profile.model import Stage
from jobnet.rendering.environment import page_template
from jobnet.search.flow import COLOURS, WORDS, Flow, FlowLink

_WIDTH, _LEFT, _TOP, _BELOW = 1200, 40, 190, 36
_FOR_WORDS = 185
"""What is kept free for the words behind the last column."""
_WIDEST_STEP = 420
_NODE, _GAP, _LINE = 14, 10, 24
_THICKEST, _ALL_TOGETHER = 44, 430
"""Of the band of one application, and of all."""
FONTS = (
    "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, 'Noto Sans', 'Liberation Sans', "
    "'DejaVu Sans', Ubuntu, Cantarell, 'Adwaita Sans', sans-serif"
)
"""Whoever draws the picture without a browser knows no `sans-serif`, only names."""


def svg(flow: Flow) -> str:
    """The picture, on a light ground of its own: no script, nothing from elsewhere."""
    return page_template(Path(__file__).parent, "sankey.svg.j2").render(
        flow=flow, places=_places(flow), words=WORDS, colours=COLOURS, fonts=FONTS, node=_NODE
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
    width: int = _WIDTH

    def thick(self, count: int) -> float:
        """How thick so many applications are."""
        return count * self.unit

    def outline(self, link: FlowLink) -> str:
        """The band of one flow."""
        way, thick = self.ways[link], self.thick(link.count)
        upper = "".join(f" C{_bend(start, end)}" for start, end in pairwise(way))
        back = [(x, y + thick) for x, y in reversed(way)]
        lower = "".join(f" C{_bend(start, end)}" for start, end in pairwise(back))
        return f"M{_at(*way[0])}{upper} L{_at(*back[0])}{lower} Z"

    def middle(self, link: FlowLink) -> tuple[float, float]:
        """The middle of a band: where it passes a stage by, else half-way."""
        way = self.ways[link]
        x, y = next(iter(way[1:-1]), ((way[0][0] + way[-1][0]) / 2, (way[0][1] + way[-1][1]) / 2))
        return x, y + self.thick(link.count) / 2 + 5


def _bend(start: tuple[float, float], end: tuple[float, float]) -> str:
    middle = (start[0] + end[0]) / 2
    return f"{_at(middle, start[1])} {_at(middle, end[1])} {_at(*end)}"


def _at(x: float, y: float) -> str:
    return f"{x:.1f},{y:.1f}"


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
