"""What the templates of a brief place: everything chosen for this reader, ordered and counted."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from jobnet.documents.context import LetterContext
from jobnet.facts.items import Document
from jobnet.frozen import dataclass

if TYPE_CHECKING:
    import datetime as dt

    from jobnet.facts.disclosure import CompanyStanding
    from jobnet.profile.model import Prose, Url


@dataclass(frozen=True)
class Link:
    """Something to look at, under the seeker's own name for it."""

    label: Annotated[str, "What it is: Portfolio."]
    url: Annotated[Url, "Where: https://example.com/nia/work"]


@dataclass(frozen=True)
class Submitted:
    """A job for which the agency has put the seeker forward."""

    position: Annotated[str, "The job: Quality Manager."]
    company: Annotated[str, "The company: Tamar Preserves."]


@dataclass(frozen=True)
class Given:
    """A name or a lead that the reader has given."""

    to: Annotated[str, "Who or what they named: Brenda Ames."]
    is_company: Annotated[bool, "Whether that is a company, and nobody there: Tamar Preserves."]
    company: Annotated[str | None, "The company, where the name does not tell it: Tamar Preserves."]
    followed_up_on: Annotated[dt.date | None, "The day the seeker followed it up: 2026-10-05."]
    result: Annotated[Prose | None, "What came of it: Brenda has no opening before spring."]
    standing: Annotated[CompanyStanding | None, "Where things stand there now, if something does."]
    is_thanked: Annotated[bool, "Whether they have been thanked for it."]
    is_closed: Annotated[bool, "Whether they have heard how it ended."]


@dataclass(frozen=True)
class Blurb:
    """A few sentences about the seeker that stand alone and end with a way to answer."""

    own: Annotated[Prose | None, "The key `blurb`, as it stands."]
    contact: Annotated[str, "How to answer: nia@example.com, 0117 496 0182. Empty where that stands in `own` already."]
    name: Annotated[str, "The seeker's name, as the helper says it: Nia."]
    titles: Annotated[tuple[str, ...], "The first two jobs looked for: Quality Manager, Technical Manager."]
    who: Annotated[str, "The seeker once more: she; without `pronouns` the name again."]
    is_friend: Annotated[bool, "Whether the helper is a close friend."]
    is_relative: Annotated[bool, "Whether the helper is of the family."]
    makes: Annotated[Prose | None, "What the seeker does, behind “she”: makes sure factory food is safe."] = None
    does: Annotated[Prose | None, "What the seeker does, behind “What Nia does is”: make sure food is safe."] = None
    is_somebody: Prose | None = None
    """Who the seeker is, behind “Nia is”: the person who runs school groups."""
    own_words: Annotated[Prose | None, "The same in the seeker's words, where need be: I was a teacher."] = None
    did: Annotated[Prose | None, "A fact with a number, behind “she”: cut complaints by half in two years."] = None


@dataclass(frozen=True)
class Brief(LetterContext):
    """How this reader can help."""

    first_names: Annotated[bool, "Whether it says “I'm”: to people on first-name terms, and in the general sheet."]
    sign_as: Annotated[str, "The name under the letter: Nia; Nia Pargeter."]
    contact_lines: Annotated[tuple[str, ...], "Under the name: 0117 496 0182."]
    on_paper: Annotated[bool, "Whether the reader has no e-mail address, so that the letter is printed."]
    is_courteous: Annotated[bool, "Whether it begins by asking after the reader's health: in India, and to elders."]

    # What the letter answers

    offered: Annotated[bool, "Whether the reader offered help."]
    offered_what: Annotated[str | None, "With what: ask around at your site."]
    asks_others: Annotated[bool, "Whether that means a word with other people."]
    names_people: Annotated[bool, "Whether it means thinking of people for the seeker to talk to."]
    finds_people: Annotated[bool, "Whether it means finding a person, by asking or by thinking of one."]
    gives_time: Annotated[bool, "Whether it means something for the seeker alone: look over a CV."]
    offered_at: Annotated[CompanyStanding | None, "The company that the offer names: of put in a word at Iziko, Iziko."]
    is_referee: Annotated[bool, "Whether it is to be a reference."]
    may_still_help: Annotated[bool, "Whether what an insider offered may still be of use, now one has applied."]
    takes_up: Annotated[bool, "Whether to take it up: something particular, from somebody who gave no name yet."]
    must_wait: Annotated[bool, "Whether it would tell others of a secret search, and is to wait."]
    is_late: Annotated[bool, "Whether the offer is older than two weeks and not answered yet."]
    is_unasked: Annotated[bool, "Whether the reader has offered nothing, and given nothing yet."]
    how_we_met: Annotated[Prose | None, "How reader and seeker know each other: We shared a bench in the lab in 2011."]
    given: Annotated[Given | None, "The last name or lead that the reader gave."]
    talked_on: Annotated[dt.date | None, "The day of the last talk with them, if it was lately: 2026-10-02."]
    is_talk_thanked: Annotated[bool, "Whether they have been thanked for it."]
    learned: Annotated[Prose | None, "What the seeker learned in it: You told me to ask for the practice manager."]
    is_dormant: Annotated[bool, "Whether reader and seeker have not heard of each other for years."]
    may_be_named: Annotated[bool, "Whether the reader's name may be used."]

    # The search

    titles: Annotated[tuple[str, ...], "The jobs, to laymen and friends with everyday words: Quality Manager."]
    jobs: Annotated[tuple[str, ...], "The jobs by their titles alone: Quality Manager."]
    plain_jobs: Annotated[tuple[str, ...], "To laymen and friends the same in everyday words: head of the bakers."]
    places: Annotated[tuple[str, ...], "Where, as it stands after “in”: Bristol, Bath."]
    elsewhere: Annotated[tuple[str, ...], "Where else, as it stands after a comma: within an hour of Leeds."]
    is_remote: Annotated[bool, "Whether work from anywhere is among the places."]
    work_mode: Annotated[str | None, "What else is said of it, after a comma: hybrid or on site."]
    summary: Annotated[Prose | None, "What the seeker does, as this reader understands it: I make sure food is safe."]
    knows_my_work: Annotated[bool, "Whether the reader has worked with the seeker, and need not be told."]
    may_be_asked: Annotated[bool, "Whether somebody may ask the reader what the seeker does."]
    expertise: Annotated[tuple[str, ...], "What the seeker is strongest in: supplier audits, recall drills."]
    background: Annotated[Prose | None, "Where the seeker comes from: I taught Grade 6 in Halifax for nine years."]
    proof_points: Annotated[tuple[Prose, ...], "Facts, the best with a number: I cut complaints by half in two years."]
    starts: Annotated[str | None, "When, as it stands after “I can start”: on 1 December; straight away."]
    availability: Annotated[str | None, "What else is typed under `availability`."]
    not_a_fit: Annotated[Prose | None, "What would not fit: Laboratory jobs are not for me."]
    confidential: Annotated[bool, "Whether the search is a secret."]
    is_employed: Annotated[bool, "Whether that is for an employer's sake."]
    nothing_applied: Annotated[bool, "Whether nothing has been applied for yet; for mentors."]

    # The companies

    companies: Annotated[tuple[CompanyStanding, ...], "Whom the reader may know, and where things stand there."]
    names: Annotated[tuple[str, ...], "The same in a sentence, if they are few and without a story: Tamar."]
    asked_at: Annotated[tuple[CompanyStanding, ...], "All of these: the next talk, where they know people, the rest."]
    asked_names: Annotated[tuple[str, ...], "The same in a sentence, if they are few and without a story: Tamar."]
    starts_with: Annotated[tuple[str, ...], "Those of them where the reader knows people, outside the field: Tamar."]
    known: Annotated[tuple[CompanyStanding, ...], "One or two where the reader knows people."]
    known_names: Annotated[tuple[str, ...], "Those of them without a story: Tamar."]
    asks_for_name: Annotated[bool, "Whether such a letter asks for a name anywhere."]
    asks_titles: Annotated[bool, "Whether people with such jobs are asked for, too: of whoever offered just help."]
    next: Annotated[CompanyStanding | None, "Where an interview, call or test comes next."]
    company: Annotated[CompanyStanding | None, "Where the reader works, if it is a company of the search."]
    is_thanks_to_you: Annotated[bool, "Whether the seeker applied there through the reader."]
    is_top: Annotated[bool, "Whether that is one of those the seeker wants most."]
    top: Annotated[str | None, "The company on the list that the seeker wants most, if there is a `why`: Harbourside."]
    why: Annotated[Prose | None, "Why the seeker would like to work there: I like that you train everybody."]
    liked: Annotated[tuple[Prose, ...], "After a no, what the seeker liked there: The drivers get a hot breakfast."]
    people_wanted: Annotated[tuple[str, ...], "Whom the seeker would like to meet there: the plant manager."]
    subject_companies: Annotated[tuple[str, ...], "Theirs, or all that are asked about, if short enough for a subject."]

    # For the subject, and to read on

    subject_title: Annotated[str, "The first job looked for."]
    subject_place: Annotated[str | None, "The place, if there is but one."]
    has_resume_with_it: Annotated[bool, "Whether a résumé is attached, or is to lie with the printed letter."]
    resume: Annotated[Url | None, "Where it can be read: https://example.com/nia/cv"]
    linkedin: Annotated[Url | None, "https://example.com/in/nia"]
    links: Annotated[tuple[Link, ...], "Two other things to look at, at most."]
    blurb: Annotated[Blurb | None, "Something to say or pass on."]
    offer_in_return: Annotated[Prose | None, "What the seeker can do for this reader: My close calendar is yours."]
    submitted: Annotated[tuple[Submitted, ...], "For a recruiter: what they have put the seeker forward for."] = ()
    applied_to: tuple[str, ...] = ()
    """To a recruiter: where the seeker has applied alone: Tri-River Freight."""
    been_at: Annotated[
        tuple[CompanyStanding, ...], "The same, and where things stand there, the most alive first."
    ] = ()
    document: Document = Document.BRIEF

    @property
    def attachments(self) -> tuple[Path, ...]:
        """The résumé, unless it is to lie with a printed letter."""
        resume, profile = self.seeker.resume, self.seeker
        if resume is None or resume.file is None or self.on_paper or not self.has_resume_with_it:
            return ()
        return ((profile.file.parent if profile.file else Path()) / resume.file,)
