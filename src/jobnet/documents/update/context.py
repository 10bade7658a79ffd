"""What the templates of an update place: everything chosen for this reader, ordered and counted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

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

    name: Annotated[str, "The company: Aldwark."]
    why: Annotated[Prose, "The reason: They do five-axis work, which is what I want to get into next."]


@dataclass(frozen=True)
class Advice:
    """A talk in which the reader gave the seeker advice."""

    on: Annotated[dt.date | None, "The day: 2026-10-14; None where only the month is known."]
    month: Annotated[dt.date, "A day of the month in which it was: 2026-10-01."]
    learned: Annotated[Prose | None, "What came of it: You told me to ask for the practice manager and not for HR."]
    tells_what_i_did: Annotated[bool, "Whether that says more than one thing, so also what was done with the advice."]
    is_thanked: Annotated[bool, "Whether the reader has been thanked for it."]

    @property
    def stays(self) -> bool:
        """Whether to say that it stays in mind: advice not thanked for yet, of which nothing more is told."""
        return bool(self.learned) and not (self.tells_what_i_did or self.is_thanked)


@dataclass(frozen=True)
class Update(LetterContext):
    """What one reader has not yet heard."""

    is_written_anyway: Annotated[bool, "Whether it is written though it tells nothing new."]
    already_told: Annotated[int, "How much of the days asked for was left out, since this reader has been told: 3."]
    document: Document = Document.UPDATE

    # What the letter begins with

    is_confidential: Annotated[bool, "Whether the search is to be kept quiet."] = False
    is_employed: Annotated[bool, "Whether that is for an employer's sake."] = False
    first_names: Annotated[bool, "Whether it goes to people on first-name terms, or to nobody in particular."] = False
    is_friend: Annotated[bool, "Whether the reader is a close friend or one of the family."] = False
    is_first: Annotated[bool, "Whether this reader was given neither an update nor a brief before."] = True
    finds: Annotated[tuple[Find, ...], "What is useful to the reader, one or two."] = ()
    tie: Annotated[Prose | None, "What the reader said, that makes the first of them theirs: You had a leak."] = None
    is_for_you: Annotated[bool, "Whether it is kept for this reader alone."] = False
    is_for_all: Annotated[bool, "Whether it is for nobody in particular: the reader may know who can use it."] = False
    deadline: Annotated[dt.date | None, "The last day to act on it: 2026-11-13."] = None

    # What has happened

    stories: Annotated[tuple[Story, ...], "The applications that are told, the most alive first."] = ()
    is_short: Annotated[bool, "Whether one thing is told that the reader half knows: the day of a talk."] = False
    all_ended: Annotated[bool, "Whether all that is told has ended."] = False
    is_list: Annotated[bool, "Whether a letter may list them: three or more, to somebody in the field."] = False
    turned_down_at: Annotated[tuple[str, ...], "Companies that said no before any talk: Aldwark, Wharfe."] = ()
    not_filled_at: Annotated[tuple[str, ...], "Companies that have decided not to fill the job: Pennine."] = ()
    unanswered_at: Annotated[tuple[str, ...], "Companies that have not answered: Rother Valley."] = ()
    more: Annotated[int, "How many applications are only counted: 3."] = 0
    talked_with: Annotated[tuple[str, ...], "Companies where somebody gave the seeker advice: Corrib Catering."] = ()
    in_trust: Annotated[int, "How many applications are told in trust, if more than one; they come first: 2."] = 0
    all_in_trust: Annotated[bool, "Whether those are all that are told."] = False
    wrote_on: Annotated[dt.date | None, "The day of the last letter, if all that is told is newer: 2026-09-15."] = None
    since: Annotated[dt.date | None, "The day asked for with `--since`, likewise."] = None

    # What is asked

    asks: Annotated[tuple[str, ...], "The places to ask about: Rother Valley, Aldwark."] = ()
    subject_asks: Annotated[tuple[str, ...], "One or two of them that are short enough for a subject."] = ()
    asks_where_it_hopes: Annotated[bool, 'Whether all `hopes` are among them, so that "there" will do.'] = False
    offered_what: str | None = None
    """What they offered, if it is to ask others: ask the ladies in the salon."""
    offered_place: Annotated[str | None, "What they offered otherwise: put in a word at Aldwark."] = None
    next_there: Annotated[Story | None, "The talk or test that comes where they gave a name or a lead."] = None
    may_ask: Annotated[bool, "To one who gave a name: whether there is more to ask than companies."] = False
    offered_time: Annotated[str | None, "What they offered for the time before a talk: look over my answers."] = None
    offered_reference: Annotated[str | None, "What they offered, if that is to speak up: be a reference."] = None
    knows_people_at: Annotated[str | None, "A company told of where they know people: Aldwark."] = None
    known_on: Annotated[dt.date | None, "The day of the next talk there: 2026-11-06."] = None
    asks_of_next: Annotated[bool, "Whether to ask what the reader can tell about the company of the next talk."] = False
    reasons: Annotated[tuple[Reason, ...], "Why the seeker would like to work there, where it is one place."] = ()
    is_mentor: Annotated[bool, "Whether the reader is a mentor, who is asked for advice and not for names."] = False
    asks_nothing: Annotated[bool, "Whether a name they gave is still open, so that nothing is asked."] = False
    offer_is_for_next: Annotated[bool, "Whether `offered_place` is about the company of the next talk."] = False
    may_stop: Annotated[bool, "Whether to say how to stop these letters."] = False

    next: Annotated[Story | None, "The application with the talk or test that comes next."] = None
    headline: Annotated[Story | None, "The same, if it may stand in the subject."] = None
    is_just_said: Annotated[bool, "Whether the sentence before the question tells of it: “there” will do."] = False
    hopes: Annotated[tuple[str, ...], "Companies where the seeker hopes to work and has not applied: Wharfe."] = ()
    asks_titles: Annotated[bool, "Whether people with these jobs are asked for, for want of a company."] = False
    known: Annotated[tuple[str, ...], "Up to two companies where the reader knows people: Pennine, Wharfe Travel."] = ()
    known_stories: Annotated[tuple[Story, ...], "What happened at these companies."] = ()
    asks_for_a_person: Annotated[bool, "Whether one of the questions is answered by a name."] = False
    nothing_applied: Annotated[bool, "Whether nothing has been applied for yet."] = False

    # What is looked for

    is_plain: Annotated[bool, "Whether jobs are named in everyday words."] = False
    reminds: Annotated[bool, "Whether to say again which jobs, and where."] = False
    titles: Annotated[tuple[str, ...], "The jobs: Depot Supervisor, Operations Supervisor."] = ()
    job: Annotated[str | None, "The first of them in the reader's words: running a bus depot."] = None
    places: Annotated[tuple[str, ...], "Where: Leeds, Bradford."] = ()
    is_remote: Annotated[bool, "Whether work from anywhere is among the places."] = False
    plain_summary: Annotated[Prose | None, "What the seeker does, in everyday words: I run daycares."] = None
    elsewhere: Annotated[tuple[str, ...], "Places that stand alone: within an hour of Leeds."] = ()
    starts: Annotated[str | None, "When, as it stands after “I can start”: from 1 December."] = None
    availability: Annotated[str | None, "What else is typed under `availability`."] = None
    work_mode: Annotated[str | None, "How, after a comma: early or late shifts."] = None
    resume: Annotated[Url | None, "Where the CV is, if the letter can hold a link: https://example.com/owen/cv"] = None
    is_enclosed: Annotated[bool, "Whether the CV goes with a letter on paper."] = False
    on_paper: Annotated[bool, "Whether the reader has no e-mail address."] = False
    contact_lines: Annotated[tuple[str, ...], "Under the name of a letter on paper: 0113 496 0119."] = ()
    phone: Annotated[str | None, "The seeker's telephone: 0113 496 0119."] = None

    # To somebody who works at one of the companies

    own_company: Annotated[str | None, "Their company: Aire Valley."] = None
    is_thanks_to_them: Annotated[bool, "Whether the seeker came there through this reader."] = False
    is_news_to_them: Annotated[bool, "Whether no letter before told them of an application there."] = False
    is_wanted: Annotated[bool, "Whether they said no, and the seeker would still like to work there."] = False

    # To an agency

    place: Annotated[str | None, "The first place, for the subject: Leeds."] = None
    starts_from: Annotated[str | None, "For the subject, when the seeker could start: from 1 December."] = None
    applied_to: Annotated[tuple[str, ...], "Up to six places where the seeker has applied: Pennine Coaches."] = ()
    others_applied_to: Annotated[int, "How many more there are, or that may not be named: 2."] = 0

    # To somebody who gave something, or was not heard of for long

    results: Annotated[tuple[Lead, ...], "Names and leads that came to something, or to no answer."] = ()
    contacted: Annotated[tuple[Lead, ...], "Those with a first step made, and no more known."] = ()
    received: Annotated[tuple[Lead, ...], "Those still to be followed up."] = ()
    is_thanked: Annotated[bool, "Whether the reader has been thanked for all of them before."] = False
    subject_name: Annotated[str | None, "Whom or what the first one was, if it is short: Brenda Ames."] = None
    advice: Annotated[Advice | None, "The talk in which the reader gave advice."] = None
    last_touch: Annotated[PartialDate | None, "When seeker and reader were last in touch, if known: March 2021."] = None
    how_we_met: Annotated[Prose | None, "How they know each other: We trained together at Bicton in 2009."] = None

    @property
    def leads(self) -> tuple[Lead, ...]:
        """All names and leads of which the letter tells, the furthest first."""
        return (*self.results, *self.contacted, *self.received)

    @property
    def led_to_interview(self) -> bool:
        """Whether one of them led to an interview."""
        return any(lead.led_to_interview for lead in self.leads)

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to write."""
        return super().is_empty and not self.is_written_anyway
