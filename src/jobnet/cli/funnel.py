"""`jobnet funnel`: where the applications stand, and how they flowed from stage to stage."""

from __future__ import annotations

from typing import Any

from jobnet.cli import console
from jobnet.cli.options import Common, Format
from jobnet.cli.session import open_profile, today_of
from jobnet.search.funnel import Funnel
from jobnet.search.funnel import funnel as flow_of


def funnel(common: Common, format: Format = "text") -> None:
    """Where the applications stand, and how they flowed from stage to stage."""
    flow = flow_of(open_profile(common), today_of(common))
    if format == "json":
        console.show_json(_as_json(flow))
    else:
        console.show("".join(_lines(flow)))


def _lines(flow: Funnel) -> list[str]:
    if not flow.applications:
        return ["No applications yet.\n"]
    many = "1 application" if flow.applications == 1 else f"{flow.applications} applications"
    lines = [f"{many}, {flow.open} open\n\n", f"{'':<12} {'reached':>8} {'now':>6}\n"]
    lines += [f"{level.stage.value:<12} {level.reached:>8} {level.now:>6}\n" for level in flow.levels if level.reached]
    if flow.ends:
        lines.append("\nended\n")
        lines += [f"{_worded(stage):<12} {count:>8}\n" for stage, count in flow.ends.items()]
    if flow.steps:
        lines.append("\nfrom stage to stage\n")
    for step in flow.steps:
        took = "" if step.median_days is None else f", {_days(step.median_days)} (median)"
        lines.append(f"{_worded(step.start)} to {_worded(step.end)}: {step.count}{took}\n")
    if flow.first_answer_days is not None:
        lines.append(f"\nfirst answer after applying: {_days(flow.first_answer_days)} (median)\n")
    return lines


def _worded(stage: str) -> str:
    return str(stage).replace("_", " ")


def _days(days: float) -> str:
    return "1 day" if days == 1 else f"{days:g} days"


def _as_json(flow: Funnel) -> dict[str, Any]:
    return {
        "applications": flow.applications,
        "open": flow.open,
        "stages": [{"stage": each.stage, "reached": each.reached, "now": each.now} for each in flow.levels],
        "steps": [
            {"from": each.start, "to": each.end, "count": each.count, "median_days": each.median_days}
            for each in flow.steps
        ],
        "ends": flow.ends,
        "first_answer_days": flow.first_answer_days,
    }
