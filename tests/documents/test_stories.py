"""Every course an application can take, told to somebody who has heard of its beginning and to somebody who has not.

The sentences stand in `stories.txt`, read by eye: `--rewrite` writes them anew, and the difference is read, whole.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING

from jobnet.documents.update import update_for
from jobnet.facts.history import History, Told
from jobnet.facts.readers import reader_of
from jobnet.facts.since import Window
from jobnet.profile.model import EventFormat, Stage
from jobnet.rendering.environment import Templates
from jobnet.rendering.rendering import render
from tests.builders import a_contact, a_profile, a_snapshot, an_application, an_event, day

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jobnet.facts.items import Item
    from jobnet.profile.model import Event, Profile

TABLE = Path(__file__).with_name("stories.txt")
TOLD_ON, TODAY = day("2026-09-15"), day("2026-10-15")
BEFORE = ("", "applied", "applied call", "applied interview", "applied interview interview")
SINCE = ("", "call", "test", "interview", "interview interview", "final")
THEN = (
    "", "call ahead", "test ahead", "interview ahead", "final ahead",
    "rejected", "runner_up", "cancelled", "withdrawn", "declined", "no_response",
)  # fmt: skip
REOPENED = tuple(
    ("applied interview rejected", f"reinstated{since}", then) for since in ("", " interview") for then in THEN[:6]
)
TEMPLATE = """Subject: A story

{{ greeting }}

{% for story in stories %}
{% include "_story.md.j2" %}
{% endfor %}
"""


def is_possible(before: str, since: str, then: str) -> bool:
    """Nobody is called for the first time, or tested, after an interview; nor interviewed before applying."""
    if before.count("interview") > 1 and since not in {"", "interview"}:
        return False  # told as after one
    interviewed = "interview" in before or since.startswith(("interview", "final"))
    return not (interviewed and ("call" in since or "test" in since or then in {"call ahead", "test ahead"}))


def event(word: str, on: str) -> Event:
    if word == "test":
        return an_event(Stage.INTERVIEW, on, format=EventFormat.TEST)
    stage = Stage.SCREENING if word == "call" else Stage(word)
    return an_event(stage, on, format=EventFormat.PHONE if word == "call" else None)


def events(before: str, since: str, then: str) -> tuple[list[Event], list[Event]]:
    """What this reader has heard of, and the rest."""
    told = [event(word, f"2026-09-{n:02}") for n, word in enumerate(before.split(), 1)]
    beginning = since.split() if before else ["applied", *since.split()]
    new = [event(word, f"2026-10-{n:02}") for n, word in enumerate(beginning, 1)]
    ahead = then.removesuffix(" ahead")
    return told, [*new, *([event(ahead, "2026-10-20" if ahead != then else "2026-10-14")] if then else [])]


def told_of(profile: Profile, on: str, *known: Told) -> tuple[Item, ...]:
    snapshot = a_snapshot(profile, on)
    window = Window(None, day(on))
    return update_for(snapshot, reader_of(snapshot, profile.contacts[0]), window, history=History(known)).items


def rows(tmp_path: Path) -> Iterator[str]:
    template = tmp_path / "story.md.j2"
    template.write_text(TEMPLATE, "utf-8")
    courses = [course for course in product(BEFORE, SINCE, THEN) if is_possible(*course)]
    for before, since, then in (*courses, *REOPENED):
        told, new = events(before, since, then)
        if not (told and new) and not new:
            continue
        application = an_application("Aire Valley", "Rota Planner", events=(*told, *new))
        profile = a_profile(applications=(application,), target_companies=(), contacts=(a_contact(),))
        earlier = replace(profile, applications=(replace(application, events=tuple(told)),))
        known = [
            Told("ted alder", item.id, "update", TOLD_ON) for item in (told_of(earlier, "2026-09-15") if told else ())
        ]
        snapshot = a_snapshot(profile, TODAY)
        reader = reader_of(snapshot, profile.contacts[0])
        update = update_for(snapshot, reader, Window(None, TODAY), history=History(tuple(known)))
        letters = [] if update.is_empty else [update]
        forms = [render(each, Templates(template)).flowing_text.split("\n\n")[1] for each in letters] or ["(nothing)"]
        heard = ", ".join(before.split()) or "nothing"
        yield "\n".join([f"Heard of: {heard} | since: {', '.join(since.split())} | {then}".rstrip(" |"), *forms, ""])


def test_every_story_is_told_as_it_was_read(tmp_path: Path, rewrite: bool) -> None:
    table = "\n".join(rows(tmp_path))
    if rewrite:
        TABLE.write_text(table, "utf-8")
    assert TABLE.read_text("utf-8") == table
