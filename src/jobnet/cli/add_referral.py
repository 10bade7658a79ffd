"""`jobnet add referral`: a name somebody passed on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

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


def add_referral(
    from_: Annotated[str | None, text("The contact who passed the name.", "--from")] = None,
    to: Annotated[str | None, text("Who or what they named.")] = None,
    company: Annotated[str | None, text("Where.")] = None,
    position: Annotated[str | None, text("For which job.")] = None,
    received: Annotated[str, text("The day.")] = "today",
    acted: Annotated[str | None, text("The day you followed it up.")] = None,
    result: Annotated[str | None, text("What came of it, one sentence.")] = None,
    result_on: Annotated[str | None, text("The day that was known.")] = None,
    suitable: Annotated[str | None, text("Whether it fits: yes or no.")] = None,
    learned: Annotated[str | None, text("What you learned from it, one sentence.")] = None,
    thanked: Annotated[str | None, text("The day you thanked them.")] = None,
    loop_closed: Annotated[str | None, text("The day you told them how it ended.")] = None,
    name_use_ok: Annotated[str | None, text("yes: you may say who passed it.")] = None,
    id_: Annotated[str | None, text("For references.", "--id")] = None,
    dry_run: DryRun = False,
    profile: ProfileOption = None,
    today: TodayOption = None,
    quiet: QuietOption = False,
) -> None:
    """Add a name somebody passed you.

    Example: jobnet add referral --from Ted --to "Ruth Abernathy"
    """
    common = Common(profile, today, quiet)
    from_ = needed(from_, "Who passed you the name?", instead="add --from")
    if not to and not company:
        to = needed(to, "Whom or what did they name?", instead="add --to or --company")
        company = asked("At which company")
        position = position or asked("For which job")
    values: dict[str, Value | None] = {
        "id": id_,
        "from": from_,
        "to": to,
        "company": company,
        "position": position,
        "received": date_typed(received, common, "--received"),
        "acted": date_typed(acted, common, "--acted"),
        "result": result,
        "result_on": date_typed(result_on, common, "--result-on"),
        "suitable": suitable,
        "learned": learned,
        "thanked": date_typed(thanked, common, "--thanked"),
        "loop_closed": date_typed(loop_closed, common, "--loop-closed"),
        "name_use_ok": name_use_ok,
    }
    add_record(common, "referrals", values, dry_run=dry_run)
