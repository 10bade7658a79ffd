"""The page of `jobnet preview`: letters by reader, each as its reader will see it, and what there is to say of it."""

from __future__ import annotations

from base64 import b64encode
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Any

from jobnet.cli.options import Common
from jobnet.cli.output import eml
from jobnet.cli.own_programs import mailto
from jobnet.cli.page import page
from jobnet.cli.session import Session
from jobnet.errors import JobnetError, Problem, Severity
from jobnet.letters import Draft
from jobnet.profile.vocabulary import Locale
from jobnet.recipients import LeftOut
from jobnet.rendering.files import stem_of
from jobnet.rendering.languages import habits
from jobnet.rendering.letter import body
from jobnet.search.due import Due
from jobnet.search.sent_log import Teller

_LONGEST_LINK = 2000
"""Mail programs do nothing with a longer one, and do not say so."""
Outcomes = Sequence[tuple[Draft | LeftOut, Due | None]]


def preview_page(session: Session, outcomes: Outcomes, common: Common, *, is_watched: bool) -> tuple[str, str]:
    """How many letters are due, and the page that shows them."""
    day = habits(Locale("en", session.profile.locale.country)).long_day  # the page speaks English
    teller = Teller(session.profile, day)
    letters = [
        _shown(each, due, session)
        | {"told": list(map(teller.item, each.letter.items)), "command": common.named_in(f"{due.command} --mark-sent")}
        for each, due in outcomes
        if isinstance(each, Draft) and due
    ]
    first = {each["draft"].reader.key: place for place, each in reversed([*enumerate(letters)])}
    letters.sort(key=lambda each: first[each["draft"].reader.key])
    for before, each in pairwise(letters):
        each["is_second"] = before["draft"].reader.key == each["draft"].reader.key != ""
    written_to = {each["draft"].name for each in letters}
    without = [each for each, _ in outcomes if isinstance(each, LeftOut)]
    findings = Counter(finding for each in letters for finding in each["findings"])
    count = {0: "no letters", 1: "1 letter"}.get(len(letters), f"{len(letters)} letters")
    return count, page(
        "preview",
        f"{count.capitalize()} for {session.today}: {session.profile.name}",
        count=count,
        seeker=session.profile.name,
        day=day(session.today),
        letters=letters,
        several={finding: number for finding, number in findings.items() if number > 1},  # said once
        held_up=_by_reasons(each for each in without if each.is_error),
        left_out=_by_reasons(each for each in without if not each.is_error and each.name not in written_to),
        is_watched=is_watched,
    )


def _shown(draft: Draft, due: Due, session: Session) -> dict[str, Any]:
    """What the page shows of a letter."""
    return _carried(draft, session) | {
        "draft": draft,
        "due": due,
        "by": "" if str(due.due) in due.reason else f"by {due.due}",
        "is_late": due.due < session.today,
        "is_second": False,
        "body": body(draft.letter.markdown),
        "findings": list(dict.fromkeys(map(_alone, draft.findings))),
        "warnings": sum(each.severity is not Severity.HINT for each in draft.findings),
    }


def _carried(draft: Draft, session: Session) -> dict[str, str]:
    """What mail needs to carry the letter, without a script; or why it cannot."""
    try:
        message = b64encode(eml(draft.letter, session, unsent=True)).decode()
    except JobnetError as error:
        return {"trouble": str(error), "link": ""}
    link = mailto(draft.letter)
    shown = {"trouble": "", "message": message, "file": stem_of(draft.letter)}
    return shown | {"link": link if len(link) <= _LONGEST_LINK else ""}


def _by_reasons(left_out: Iterable[LeftOut]) -> dict[tuple[Problem, ...], list[str]]:
    """The names of those whom the same reasons leave without a letter."""
    names: dict[tuple[Problem, ...], list[str]] = {}
    for each in left_out:
        errors = tuple(_alone(found) for found in each.findings if found.severity is Severity.ERROR)
        names.setdefault(errors or (Problem("", Severity.ERROR, each.reason),), []).append(each.name)
    return names


def _alone(finding: Problem) -> Problem:
    """What is found, wherever it is: the same in two letters."""
    return Problem(finding.rule, finding.severity, finding.said)
