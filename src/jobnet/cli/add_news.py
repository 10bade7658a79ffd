"""`jobnet add news`: something worth passing on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from jobnet.cli.adding import (
    ProfileOption,
    QuietOption,
    TodayOption,
    add_record,
    asked,
    date_typed,
    needed,
    text,
)
from jobnet.cli.options import Common, DryRun

if TYPE_CHECKING:
    from jobnet.profile.emitting import Value


def add_news(
    headline: Annotated[str | None, typer.Argument(help="One sentence, as the reader shall read it.")] = None,
    date: Annotated[str | None, text("The day of it; today, unless the sentence begins with one.")] = None,
    detail: Annotated[str | None, text("More of it.")] = None,
    url: Annotated[str | None, text("Where to read it.")] = None,
    why: Annotated[str | None, text("Why it matters to the reader.")] = None,
    audience: Annotated[list[str] | None, text("everyone, or a topic; repeatable.")] = None,
    for_: Annotated[str | None, text("One contact: a private tip.", "--for")] = None,
    on: Annotated[str | None, text("When it takes place.")] = None,
    deadline: Annotated[str | None, text("Until when.")] = None,
    disclosure: Annotated[str | None, text("public, network, trusted or private.")] = None,
    source: Annotated[str | None, text("public, interview or contact.")] = None,
    id_: Annotated[str | None, text("To name it in --news.", "--id")] = None,
    dry_run: DryRun = False,
    profile: ProfileOption = None,
    today: TodayOption = None,
    quiet: QuietOption = False,
) -> None:
    """Add something worth passing on.

    Example: jobnet add news "The grant closes on 30 October." --for Ted
    """
    from jobnet.profile.field_types import DATED_NEWS

    common = Common(profile, today, quiet)
    said = needed(headline, "What is it, in one sentence?", instead="give the sentence")
    if headline is None:
        url = url or asked("Where to read it (a link)")
        for_ = for_ or asked("For one contact only: who")
    if date is None and (dated := DATED_NEWS.fullmatch(said)):  # as the profile takes it
        date, said = dated.groups()
    values: dict[str, Value | None] = {
        "id": id_,
        "date": date_typed(date or "today", common, "--date"),
        "headline": said,
        "detail": detail,
        "url": url,
        "why": why,
        "audience": tuple(audience or ()),
        "for": for_,
        "on": date_typed(on, common, "--on"),
        "deadline": date_typed(deadline, common, "--deadline"),
        "disclosure": disclosure,
        "source": source,
    }
    add_record(common, "news", values, dry_run=dry_run)
