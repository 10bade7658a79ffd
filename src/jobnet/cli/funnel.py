"""`jobnet funnel`: where the applications stand, as a table, for programs, and as a picture."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict
from typing import Annotated, Literal

from jobnet.cli import console
from jobnet.cli.options import Common, Overwrite, form, option
from jobnet.cli.output import put
from jobnet.cli.page import page
from jobnet.cli.session import open_profile, today_of
from jobnet.errors import Exit, JobnetError, UsageError
from jobnet.extras import wanted
from jobnet.facts.referrals import may_be_announced
from jobnet.profile.model import Profile, Stage
from jobnet.search.flow import WORDS, Flow, flow_of, many, sankeymatic
from jobnet.search.funnel import Funnel
from jobnet.search.funnel import funnel as funnel_of
from jobnet.search.sankey import FONTS, svg

FunnelForm = Annotated[
    Literal["text", "json", "svg", "html", "png", "sankeymatic"],
    form("Text, JSON for programs, a picture, a page, or what sankeymatic.com reads."),
]
_LONGEST, _BESIDE = 40, 30
"""Characters of the longest bar, and of what stands beside it."""
_EIGHTHS = " ▏▎▍▌▋▊▉"


def funnel(
    common: Common,
    format: FunnelForm = "text",
    output: Annotated[str | None, option("--output", "-o", metavar="FILE", says="Write it to this file.")] = None,
    overwrite: Overwrite = False,
) -> None:
    """Where the applications stand, and how they flowed from stage to stage; no name is in it."""
    profile, today = open_profile(common), today_of(common)
    if draw := PICTURES.get(format):
        if format == "png" and output is None and console.is_terminal(sys.stdout):
            raise UsageError("a terminal shows no PNG: add -o FILE.")
        flow = flow_of(profile.applications, today)
        put(draw(flow), output, overwrite=overwrite)
        if not common.quiet:
            for said in _before_posting(profile, flow):
                console.say(f"jobnet: {said}")
        return
    counts = funnel_of(profile, today)
    shown = _as_json(counts) if format == "json" else "".join(_as_text(counts, 0 if output else _room()))
    put(shown.encode(), output, overwrite=overwrite)


def _before_posting(profile: Profile, flow: Flow) -> Iterator[str]:
    """What the picture gives away without a name."""
    if profile.search.confidential:
        yield "your search is confidential, and whoever sees the picture knows of it"
    has_offer = Stage.ACCEPTED in flow.stages or any(link.start is Stage.OFFER and not link.end for link in flow.links)
    if has_offer and not may_be_announced(profile, flow.until):
        yield "the picture shows an offer that may not be told of yet (search.announce_after)"


def png(flow: Flow) -> bytes:
    """The picture in twice its size, for screens that show it so."""
    draw = wanted("resvg_py", "pictures").svg_to_bytes
    if draw(svg_string=_PROBE.format("Word")) == draw(svg_string=_PROBE.format("")):
        said = "no common font is on this machine: install one (fonts-dejavu-core), or use --format svg."
        raise JobnetError(said, Exit.UNAVAILABLE)
    return bytes(draw(svg_string=svg(flow), zoom=2, background="#fff"))


_PROBE = f'<svg xmlns="http://www.w3.org/2000/svg" font-family="{FONTS}"><text y="20">{{}}</text></svg>'


PICTURES: Mapping[str, Callable[[Flow], bytes]] = {
    "svg": lambda flow: svg(flow).encode(),
    "html": lambda flow: page(
        "funnel", "Where the applications went", flow=flow, picture=svg(flow), words=WORDS
    ).encode(),
    "png": png,
    "sankeymatic": lambda flow: sankeymatic(flow).encode(),
}


def _as_json(flow: Funnel) -> str:
    steps = [
        {"from": each.start, "to": each.end, "count": each.count, "median_days": each.median_days}
        for each in flow.steps
    ]
    return console.json_of(
        {
            "applications": flow.applications,
            "open": flow.open,
            "stages": list(map(asdict, flow.levels)),
            "steps": steps,
            "ends": flow.ends,
            "first_answer_days": flow.first_answer_days,
        }
    )


def _as_text(flow: Funnel, longest: int) -> Iterator[str]:
    """The table; each count with a bar, the longest of so many characters."""
    if not flow.applications:
        yield "No applications yet.\n"
        return
    yield f"{many(flow.applications, 'application')}, {flow.open} open\n\n{'':<12} {'reached':>8} {'now':>6}\n"
    scale = longest / flow.applications
    for level in flow.levels:
        if level.reached:
            yield f"{level.stage:<12} {level.reached:>8} {level.now:>6}  {_bar(level.reached * scale)}".rstrip() + "\n"
    if flow.ends:
        yield "\nended\n"
    for stage, count in flow.ends.items():
        yield f"{_worded(stage):<12} {count:>8} {'':>6}  {_bar(count * scale)}".rstrip() + "\n"
    if flow.steps:
        yield "\nfrom stage to stage\n"
    for step in flow.steps:
        took = "" if step.median_days is None else f", {many(step.median_days, 'day')} (median)"
        yield f"{_worded(step.start)} to {_worded(step.end)}: {step.count}{took}\n"
    if flow.first_answer_days is not None:
        yield f"\nfirst answer after applying: {many(flow.first_answer_days, 'day')} (median)\n"


def _room() -> int:
    """How long a bar may be on this terminal; 0 where it can show none."""
    if not console.is_colourful() or "utf" not in sys.stdout.encoding.lower():
        return 0
    return max(min(_LONGEST, shutil.get_terminal_size().columns - _BESIDE), 0)


def _bar(length: float) -> str:
    eighths = round(8 * length)
    return "█" * (eighths // 8) + _EIGHTHS[eighths % 8]


def _worded(stage: str) -> str:
    return str(stage).replace("_", " ")
