"""The flow of the applications as a part of a page: the picture, and below it the same as a table."""

from __future__ import annotations

from jobnet.cli.page import page
from jobnet.search.flow import WORDS, Flow
from jobnet.search.sankey import svg


def flow_page(flow: Flow) -> str:
    """A page with the picture and nothing else."""
    title = "Where the applications went"
    return page("funnel", title, f"<main>\n<h1>{title}</h1>\n{flow_figure(flow)}{flow_table(flow)}</main>\n")


def flow_figure(flow: Flow) -> str:
    """The picture; where the screen is narrow, it is moved."""
    return f'<figure class="wide" tabindex="0" role="group" aria-label="{flow.title}">\n{svg(flow)}</figure>\n'


def flow_table(flow: Flow) -> str:
    """What the picture shows, to be read aloud; nothing before the first application."""
    heads = "".join(f'<th scope="col">{head}</th>' for head in ("From", "To"))
    rows = "".join(
        f'<tr><td data-head="From">{WORDS[link.start]}</td><td data-head="To">{WORDS[link.end]}</td>'
        f'<td class="number">{link.count}</td></tr>\n'
        for link in flow.links
    )
    head = f'<thead><tr>{heads}<th scope="col" class="number">Applications</th></tr></thead>'
    return f"<table>\n{head}\n<tbody>\n{rows}</tbody>\n</table>\n" if rows else ""
