"""What the templates of an update place: everything chosen for this reader, ordered and counted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jobnet.documents.context import LetterContext
from jobnet.facts.items import Document
from jobnet.frozen import dataclass

if TYPE_CHECKING:
    import datetime as dt

    from jobnet.documents.thanks import Lead
    from jobnet.facts.offers import Find
    from jobnet.facts.stories import Story
    from jobnet.profile.model import PartialDate, Prose, Url


@dataclass(frozen=True)
class Reason:
    """A company where the seeker hopes to work, and why."""

    name: str
    """The company: Aldwark."""
    why: Prose
    """The reason: They do five-axis work, which is what I want to get into next."""


@dataclass(frozen=True)
class Advice:
    """A talk in which the reader gave the seeker advice."""

    on: dt.date | None
    """The day: 2026-10-14; None where only the month is known."""
    month: dt.date
    """A day of the month in which it was: 2026-10-01."""
    learned: Prose | None
    """What came of it: You told me to ask for the practice manager and not for HR."""
    tells_what_i_did: bool
    """Whether that says more than one thing: then what was done with the advice stands in it."""
    is_thanked: bool
    """Whether the reader has been thanked for it."""


@dataclass(frozen=True)
class Update(LetterContext):
    """What one reader has not yet heard."""

    is_written_anyway: bool
    """Whether it is written though it tells nothing new."""
    already_told: int
    """How much of the days asked for was left out, since this reader has been told: 3."""
    document: Document = Document.UPDATE

    # What the letter begins with

    is_confidential: bool = False
    """Whether the search is to be kept quiet."""
    first_names: bool = False
    """Whether the letter is for people on first-name terms, or for nobody in particular."""
    is_friend: bool = False
    """Whether the reader is a close friend or one of the family."""
    is_first: bool = True
    """Whether this reader was given neither an update nor a brief before."""
    finds: tuple[Find, ...] = ()
    """What is useful to the reader, one or two."""
    is_for_you: bool = False
    """Whether it is kept for this reader alone."""
    is_for_all: bool = False
    """Whether it is for nobody in particular, so that the reader may know somebody who can use it."""
    deadline: dt.date | None = None
    """The last day to act on it: 2026-11-13."""

    # What has happened

    stories: tuple[Story, ...] = ()
    """The applications that are told, the most alive first."""
    is_list: bool = False
    """Whether they stand in a list: two or more, in a letter to a colleague."""
    is_short: bool = False
    """Whether one thing is told that the reader half knows: the day of a talk."""
    all_ended: bool = False
    """Whether all that is told has ended."""
    more: int = 0
    """How many applications are only counted: 3."""
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

    asks: tuple[str, ...] = ()
    """The places to ask about: Rother Valley, Aldwark."""
    subject_asks: tuple[str, ...] = ()
    """One or two of them that are short enough for a subject."""
    asks_where_it_hopes: bool = False
    """Whether all `hopes` are among them, so that "there" will do."""
    offered_what: str | None = None
    """What the reader offered to do, where it is to ask others: ask the ladies in the salon."""
    offered_place: str | None = None
    """What the reader offered to do at one of the companies: ask your sister at Burren Legal."""
    may_ask: bool = False
    """To somebody who gave a name and knows how it ended: whether there is something to ask besides companies."""
    offered_time: str | None = None
    """What the reader offered to do for the seeker, if a talk comes first: look over my answers."""
    offered_reference: str | None = None
    """What they offered, if it is to speak for the seeker and a talk comes: be a reference."""
    knows_people_at: str | None = None
    """To somebody who gave a name: a company told of where they know people."""
    asks_of_next: bool = False
    """Whether to ask what the reader can tell about the company of the next talk."""
    reasons: tuple[Reason, ...] = ()
    """Why the seeker would like to work there, where it is one place."""
    is_mentor: bool = False
    """Whether the reader is a mentor, who is asked for advice and not for names."""
    may_stop: bool = False
    """Whether to say how to stop these letters."""

    next: Story | None = None
    """The application with the talk or test that comes next."""
    headline: Story | None = None
    """The same, if it may stand in the subject."""
    is_just_said: bool = False
    """Whether the last sentence before the question tells of it, so that "there" and "then" will do."""
    hopes: tuple[str, ...] = ()
    """The companies where the seeker would like to work and has not applied: Wharfe Travel."""
    asks_titles: bool = False
    """Whether there is no company to ask about, so that people with these jobs are asked for."""
    known: tuple[str, ...] = ()
    """The companies where the reader knows people, at most two: Pennine, Wharfe Travel."""
    known_stories: tuple[Story, ...] = ()
    """What happened at these companies."""
    asks_for_a_person: bool = False
    """Whether one of the questions is answered by a name."""
    nothing_applied: bool = False
    """Whether nothing has been applied for yet."""

    # What is looked for

    titles: tuple[str, ...] = ()
    """The jobs: Depot Supervisor, Operations Supervisor."""
    job: str | None = None
    """The first of them in the reader's words: running a bus depot."""
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
    is_thanks_to_them: bool = False
    """Whether the seeker came there through this reader."""
    is_news_to_them: bool = False
    """Whether no letter before told them of an application there."""
    is_wanted: bool = False
    """Whether they said no, and the seeker would still like to work there."""

    # To an agency

    place: str | None = None
    """The first place, for the subject: Leeds."""
    starts_from: str | None = None
    """When the seeker could start, for the subject, if it is short: from 1 December."""
    applied_to: tuple[str, ...] = ()
    """Where the seeker has applied already, whatever came of it, at most six: Pennine Coaches."""
    others_applied_to: int = 0
    """How many more there are, or that may not be named: 2."""

    # To somebody who gave something, or was not heard of for long

    results: tuple[Lead, ...] = ()
    """The names and leads that this reader gave and of which something came, or nobody answers."""
    contacted: tuple[Lead, ...] = ()
    """Those with a first step made, and no more known."""
    received: tuple[Lead, ...] = ()
    """Those still to be followed up."""
    is_thanked: bool = False
    """Whether the reader has been thanked for all of them before."""
    subject_name: str | None = None
    """Whom or what the first one was, if it is short: Brenda Ames."""
    advice: Advice | None = None
    """The talk in which the reader gave advice."""
    last_touch: PartialDate | None = None
    """When seeker and reader were last in touch, if it is known: March 2021."""
    how_we_met: Prose | None = None
    """How they know each other: We trained together at Bicton in 2009."""

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to write."""
        return super().is_empty and not self.is_written_anyway
