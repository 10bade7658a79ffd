"""What the templates of an update place: everything chosen for this reader, ordered and counted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jobnet.facts.items import Document
from jobnet.frozen import dataclass

if TYPE_CHECKING:
    import datetime as dt
    from pathlib import Path

    from jobnet.documents.update.asks import Advice, NextTalk, OpenReferral
    from jobnet.documents.update.news import Find
    from jobnet.facts.items import Item
    from jobnet.facts.readers import Reader
    from jobnet.facts.stories import Story
    from jobnet.profile.model import PartialDate, Profile, Prose, Url


@dataclass(frozen=True)
class Update:
    """What one reader has not yet heard."""

    reader: Reader
    seeker: Profile
    situations: tuple[str, ...]
    items: tuple[Item, ...]
    today: dt.date
    """The letter's day: 2026-11-02."""
    is_empty: bool
    """Whether there is nothing to write."""
    already_told: int
    """How much of the days asked for was left out, since this reader has been told: 3."""
    attachments: tuple[Path, ...] = ()
    document: Document = Document.UPDATE

    # What the letter begins with

    opening: Prose | None = None
    """The personal line to this reader, once: Congratulations on the new flat!"""
    is_confidential: bool = False
    """Whether the search is to be kept quiet."""
    seeks_anybody: bool = False
    """Whether the letter is for nobody in particular."""
    first_names: bool = False
    """Whether the letter is for people on first-name terms, or for nobody in particular."""
    is_friend: bool = False
    """Whether the reader is a close friend or one of the family."""
    is_first: bool = True
    """Whether this reader was given neither an update nor a brief before."""
    finds: tuple[Find, ...] = ()
    """What is useful to the reader, one or two."""
    for_you: Find | None = None
    """The first of them, if it is kept for this reader alone."""
    deadline: dt.date | None = None
    """The last day to act on it: 2026-11-13."""

    # What has happened

    stories: tuple[Story, ...] = ()
    """The applications that are told, the most alive first."""
    story: Story | None = None
    """For somebody outside the field: the application that the question is about."""
    is_list: bool = False
    """Whether they stand in a list: two or more, in a letter to a colleague."""
    is_short: bool = False
    """Whether one thing is told that the reader half knows: the day of a talk."""
    is_over: bool = False
    """Whether all that is told has ended."""
    more: int = 0
    """How many applications are only counted: 3."""
    is_many: bool = False
    """Whether there are more than are counted."""
    talked_with: tuple[str, ...] = ()
    """The companies where somebody gave the seeker advice: Corrib Catering."""
    in_trust: int = 0
    """How many applications are told in trust, if more than one; they come first: 2."""
    all_in_trust: bool = False
    """Whether those are all that are told."""
    wrote_on: dt.date | None = None
    """The day of the last letter, if all that is told happened since: 2026-09-15."""
    since: dt.date | None = None
    """The day asked for with `--since`, likewise."""

    # What is asked

    next: NextTalk | None = None
    """The talk or test that comes next."""
    headline: NextTalk | None = None
    """The same, if it may stand in the subject."""
    hopes: tuple[str, ...] = ()
    """The companies where the seeker would like to work and has not applied: Wharfe Travel."""
    has_many_hopes: bool = False
    """Whether these are more than two."""
    hopes_in_trust: tuple[str, ...] = ()
    """Such companies of which only the trusted are told."""
    asks_at: tuple[str, ...] = ()
    """Where there is neither: companies applied to: Pennine, Metro Shuttle."""
    asks_titles: bool = False
    """Whether there is no company to ask about, so that people with these jobs are asked for."""
    asked_at: str | None = None
    """Outside the field: the first company of the question, for the subject: Aire Valley."""
    knows_people: bool = False
    """Whether the reader knows people there."""
    known: tuple[str, ...] = ()
    """The companies where the reader knows people, at most two: Pennine, Wharfe Travel."""
    known_is_one: bool = False
    """Whether it is one company."""
    known_stories: tuple[Story, ...] = ()
    """What happened at these companies."""
    known_hopes: tuple[str, ...] = ()
    """Those of them where nothing was tried yet."""
    asks_for_a_person: bool = False
    """Whether one of the questions is answered by a name."""
    asks_opinion: bool = False
    """Whether a mentor is asked if the seeker aims too high or too low."""
    nothing_applied: bool = False
    """Whether nothing has been applied for yet."""

    # What is looked for

    titles: tuple[str, ...] = ()
    """The jobs: Depot Supervisor, Operations Supervisor."""
    is_title_said: bool = False
    """Whether the letter has just named the only one."""
    job: str | None = None
    """The first of them in the reader's words: running a bus depot."""
    job_is_doing: bool = False
    """Whether `job` says what one does: then it follows "a job" without "as"."""
    places: tuple[str, ...] = ()
    """Where: Leeds, Bradford."""
    is_remote: bool = False
    """Whether work from anywhere is among the places."""
    plain_summary: Prose | None = None
    """What the seeker does, in everyday words: I run daycares where the staff stay."""
    availability: str | None = None
    """From when: from 1 December."""
    work_mode: str | None = None
    """How: early or late shifts."""
    resume: Url | None = None
    """Where the CV is, in a letter that can hold a link: https://example.com/owen/cv"""
    is_enclosed: bool = False
    """Whether the CV goes with a letter on paper."""
    on_paper: bool = False
    """Whether the reader has no e-mail address."""
    contact_lines: tuple[str, ...] = ()
    """Under the name of a letter on paper: 0113 496 0119."""
    phone: str | None = None
    """The seeker's telephone: 0113 496 0119."""

    # To somebody who works at one of the companies

    own_company: str | None = None
    """Their company: Aire Valley."""
    is_wanted: bool = False
    """Whether they said no, and the seeker would still like to work there."""
    is_favourite: bool = False
    """Whether it is one of the first among the targets."""

    positions: tuple[str, ...] = ()
    """For those who decide: the jobs applied for there that are still open: Technical Manager."""

    # To an agency

    subject_title: str | None = None
    """The first job, for the subject: Depot Supervisor."""
    place: str | None = None
    """The first place, for the subject: Leeds."""
    starts_from: str | None = None
    """When the seeker could start, for the subject, if it is short: from 1 December."""
    applied_to: tuple[str, ...] = ()
    """Where the seeker has applied already, whatever came of it, at most six: Pennine Coaches."""
    others_applied_to: int = 0
    """How many more there are, or that may not be named: 2."""

    # To somebody who gave something, or was not heard of for long

    referrals: tuple[OpenReferral, ...] = ()
    """The names and leads that this reader gave, and whose end they do not know."""
    lead_name: str | None = None
    """The first of the names: Brenda Ames."""
    lead_company: str | None = None
    """Else the company they pointed to: Wharfe Travel."""
    thanks_again: bool = False
    """Whether they were thanked for it before."""
    has_other_news: bool = False
    """Whether there is more to tell than what came of it."""
    advice: Advice | None = None
    """The talk in which the reader gave advice."""
    waiting_at: str | None = None
    """A company that has interviewed the seeker and not answered, as the reader knows: Kaveri College."""
    last_touch: PartialDate | None = None
    """When seeker and reader were last in touch, if it is known: March 2021."""
    how_we_met: Prose | None = None
    """How they know each other: We trained together at Bicton in 2009."""
