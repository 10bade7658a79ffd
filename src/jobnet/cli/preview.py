"""Letters to look at: `jobnet preview`, one page with all that are due; `--watch` writes it anew as they change."""

from __future__ import annotations

import dataclasses
import os
import tempfile
import time
from base64 import b64encode
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from itertools import pairwise
from pathlib import Path
from typing import Annotated, Any

from jobnet.cli import console
from jobnet.cli.folders import state_folder, user_templates
from jobnet.cli.load_profile import profile_name
from jobnet.cli.options import Common, option
from jobnet.cli.output import eml
from jobnet.cli.own_programs import launch, mailto
from jobnet.cli.page import page, write_page
from jobnet.cli.session import Session, open_session
from jobnet.errors import JobnetError, Problem, Severity, UsageError
from jobnet.letters import Draft
from jobnet.profile.vocabulary import Locale
from jobnet.recipients import LeftOut
from jobnet.rendering.files import stem_of
from jobnet.rendering.languages import habits
from jobnet.rendering.letter import body
from jobnet.search.agenda import letters_due
from jobnet.search.due import Due
from jobnet.search.sent_log import Teller

_EVERY = 1
"""Seconds between two looks at the files."""


def preview(
    common: Common,
    open_it: Annotated[bool, option("--open", says="Show it in the browser.")] = False,
    output: Annotated[str | None, option("--output", "-o", metavar="FILE", says="Write it to this file.")] = None,
    watch: Annotated[
        bool, option("--watch", says="Write it anew when the profile, a template or the record changes, until Ctrl-C.")
    ] = False,
) -> None:
    """One page with every letter that would go out today, to look at before --send."""
    if watch and common.profile == "-":
        raise UsageError("--watch needs a file that can change: name the profile with -p FILE.")
    if watch:  # the one there is now, also while an editor has moved it away
        common = dataclasses.replace(common, profile=profile_name(common.profile))
    # Without a name it goes where the browser will find it, and stays, for that reads it in its own time.
    path = Path(output) if output else Path(tempfile.mkdtemp(prefix="jobnet-")) / "preview.html"
    changes = _changes(common, page=path) if watch else iter([None])
    next(changes)
    wrote = _write(common, path, watched=watch)
    if open_it:
        launch(path.absolute().as_uri())
    if watch or (not open_it and (output is None or console.can_ask())):
        console.say(f"{wrote}; Ctrl-C ends watching" if watch else wrote)
    for _ in changes:
        try:
            console.say(_write(common, path, watched=True))
        except JobnetError as error:
            console.complain(error.problems)
            console.say("jobnet: the page stays as it was until that is mended")


def _write(common: Common, path: Path, *, watched: bool) -> str:
    """Write the page as the profile is now; says what was written."""
    session = open_session(common)
    count, shown = preview_page(session, letters_due(session.run(sending=True)), common, is_watched=watched)
    write_page(path, "preview", shown)
    return f"jobnet: wrote {console.one_line(str(path))} with {count}"


def _changes(common: Common, *, page: Path) -> Iterator[None]:
    """Once now, and again whenever the profile, a template of the user's or the record has changed; without end.

    The page itself may lie among the templates.
    """
    seen = None
    while True:
        now = _stamps(common)
        now.pop(page.absolute(), None)
        if now != seen:
            seen = now
            yield
        time.sleep(_EVERY)


def _stamps(common: Common) -> dict[Path, tuple[int, int, int]]:
    """Which file each of these is, when it was last written and how long it is; one that is not there has no stamp."""
    found = {}
    records = state_folder().glob("*/ledger.born")  # the marker that follows every change of a record
    for path in (Path(profile_name(common.profile)), *user_templates().rglob("*"), *records):
        with suppress(OSError):
            stat = os.stat(path)
            if not path.is_dir():  # whose time changes with each page
                found[path.absolute()] = (stat.st_ino, stat.st_mtime_ns, stat.st_size)
    return found


# The page: letters by reader, each as its reader will see it, and what there is to say of it


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
