"""What the templates of a brief place: everything chosen for this reader, ordered and counted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jobnet.facts.items import Document
from jobnet.frozen import dataclass

if TYPE_CHECKING:
    import datetime as dt
    from pathlib import Path

    from jobnet.documents.brief.blurb import Blurb
    from jobnet.facts.company_standing import CompanyStanding
    from jobnet.facts.items import Item
    from jobnet.facts.readers import Reader
    from jobnet.profile.model import Profile, Prose, Url


@dataclass(frozen=True)
class Link:
    """Something to look at, under the seeker's own name for it."""

    label: str
    """What it is: Portfolio."""
    url: Url
    """Where: https://example.com/nia/work"""


@dataclass(frozen=True)
class Given:
    """A name or a lead that the reader has given."""

    to: str
    """Who or what they named: Brenda Ames."""
    company: str | None
    """The company, where the name does not tell it: Tamar Preserves."""
    got_in_touch_on: dt.date | None
    """The day the seeker wrote to a person or company: 2026-10-05."""
    followed_up_on: dt.date | None
    """The day the seeker followed up anything else, a fair or a website."""
    result: Prose | None
    """What came of it: Brenda has no opening before spring."""
    is_unsuitable: bool
    """Whether it did not fit."""
    is_thanked: bool
    """Whether they have been thanked for it."""
    is_closed: bool
    """Whether they have heard how it ended."""


@dataclass(frozen=True)
class Brief:
    """How this reader can help."""

    reader: Reader
    seeker: Profile
    situations: tuple[str, ...]
    items: tuple[Item, ...]
    attachments: tuple[Path, ...]
    today: dt.date
    """The letter's day: 2026-10-15."""
    first_names: bool
    """Whether the letter is in contractions: to people on first-name terms, and in the general sheet."""
    sign_as: str
    """The name under the letter: Nia; Nia Pargeter."""
    contact_lines: tuple[str, ...]
    """Under the name, where a call is asked for or the reader may not know the seeker: 0117 496 0182."""
    on_paper: bool
    """Whether the reader has no e-mail address, so that the letter is printed."""
    reader_name: str
    """The reader's name, for the heading of what is to be said on the phone: Peig Horgan."""
    reader_phone: str | None
    """Their telephone number: 021 555 0190."""

    # What the letter answers

    opening: Prose | None
    """The personal line of the contact: Congratulations on the new flat!"""
    offered: bool
    """Whether the reader offered help."""
    offered_what: str | None
    """With what: ask around at your site."""
    is_late: bool
    """Whether the offer is older than two weeks and not answered yet."""
    how_we_met: Prose | None
    """How reader and seeker know each other: We shared a bench in the lab in 2011."""
    given: Given | None
    """The last name or lead that the reader gave."""
    also_given: tuple[str, ...]
    """Others they gave: Sam Whitlock."""
    talked_on: dt.date | None
    """The day of the last talk for advice with them: 2026-10-02."""
    met_on: dt.date | None
    """The day of the last interview with them."""
    is_thanked: bool
    """Whether the letter begins with thanks."""
    is_dormant: bool
    """Whether reader and seeker have not heard of each other for years."""
    is_mentor: bool
    """Whether the reader is a mentor."""
    is_acquaintance: bool
    """Whether the reader is an acquaintance, who is asked one thing only."""
    is_former_manager: bool
    """Whether the reader was the seeker's manager."""

    # The search

    titles: tuple[str, ...]
    """The jobs looked for: Quality Manager, Technical Manager."""
    titles_in_plain: tuple[str, ...]
    """The same with everyday words in brackets, where there are any: QA Engineer (testing software)."""
    plain_titles: tuple[str, ...]
    """The everyday words alone, if every job has them: testing software."""
    places: tuple[str, ...]
    """Where, as it stands after “in”: Bristol, Bath."""
    is_remote: bool
    """Whether work from anywhere is among the places."""
    work_mode: str | None
    """The way of working, unless a place stands in it: hybrid or on site."""
    elsewhere: str | None
    """Where, if it cannot stand after “in”: anywhere along the coast."""
    work: Prose | None
    """What the seeker does, in a sentence that this reader understands: I make sure factory food is safe."""
    expertise: tuple[str, ...]
    """What the seeker is strongest in: supplier audits, recall drills."""
    topic: str | None
    """The first of these: supplier audits."""
    proof_point: Prose | None
    """A fact with a number: I cut complaints by half in two years."""
    background: Prose | None
    """Where the seeker comes from: I taught Grade 6 in Halifax for nine years."""
    availability: str | None
    """When the seeker could start: from 1 December."""
    not_a_fit: Prose | None
    """What would not fit: Laboratory jobs are not for me."""
    confidential: bool
    """Whether the search is a secret."""
    nothing_applied: bool
    """Whether nothing has been applied for yet."""
    applied_to: tuple[str, ...]
    """For a recruiter: where the seeker has applied already, whatever came of it: Tri-River Freight."""

    # The companies

    companies: tuple[CompanyStanding, ...]
    """The companies to ask about, with where things stand at each."""
    are_several: bool
    """Whether there are two or more of them."""
    are_two: bool
    """Whether there are two; of those where the reader knows people, in a letter about these."""
    company_names: tuple[str, ...]
    """Their names as one says them: Tallow, Severn Paper."""
    stories: tuple[CompanyStanding, ...]
    """Those of them where something happened, but for the next talk."""
    coming: tuple[CompanyStanding, ...]
    """The one with the next interview, call or test; nothing where none is coming."""
    known: tuple[CompanyStanding, ...]
    """Where the reader knows people and something happened; with `quiet` two at most."""
    quiet: tuple[str, ...]
    """Where the reader knows people and nothing happened: Quay Street Kitchen."""
    others: tuple[str, ...]
    """Up to three others, where nothing happened: Salthill Rooms."""
    asks_for_name: bool
    """Whether a name is asked for at one of those where the reader knows people."""
    company: CompanyStanding | None
    """Where the reader works, if it is a company of the search."""
    why: Prose | None
    """Why the seeker would like to work there: I like that you train everybody for the whole house."""
    has_other_targets: bool
    """Whether there are other companies that the seeker would like to work for."""

    # For the subject, and to read on

    subject_company: str | None
    """The company in the subject, if it is short enough."""
    subject_companies: tuple[str, ...]
    """Two of them, or for a friend one, if they are short enough."""
    subject_given: str | None
    """The name that was given, if it is short enough."""
    subject_title: str
    """The first job looked for."""
    subject_place: str | None
    """The first place, if it is short enough."""
    is_enclosed: bool
    """Whether a résumé is to lie with the printed letter."""
    is_attached: bool
    """Whether a résumé is attached."""
    resume: Url | None
    """Where it can be read: https://example.com/nia/cv"""
    linkedin: Url | None
    """https://example.com/in/nia"""
    links: tuple[Link, ...]
    """Two other things to look at, at most."""
    blurb: Blurb | None
    """A note to forward."""
    phone: str | None
    """The seeker's telephone number."""
    email: str | None
    """The seeker's address."""
    offer_in_return: Prose | None
    """What the seeker can do for this reader: My close calendar is yours if you can use it."""
    document: Document = Document.BRIEF
