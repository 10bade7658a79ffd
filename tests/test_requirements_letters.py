"""What the two founding articles ask of the letters, read off the letters themselves, on every day of a month.

`docs/requirements.md` says which test shows which requirement.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Any

from jobnet.documents.brief import brief_for
from jobnet.documents.pitch import pitch_for
from jobnet.documents.runnerup import runnerup_for
from jobnet.documents.tip import tip_for, tips_for
from jobnet.documents.turn_down import reader_for
from jobnet.documents.update import update_for
from jobnet.facts.history import History
from jobnet.facts.readers import general_reader, reader_of
from jobnet.facts.since import Window
from jobnet.profile.model import Impression, News, OfferInReturn, Profile, Prose, Relationship, Stage, Title
from jobnet.rendering.rendering import render
from tests.builders import (
    a_company,
    a_contact,
    a_person,
    a_profile,
    a_snapshot,
    an_application,
    an_event,
    an_offer,
    day,
)

if TYPE_CHECKING:
    from jobnet.profile.model import Application, Contact

TODAY = dt.date(2026, 10, 15)
MONTH = [TODAY + dt.timedelta(days=n) for n in range(30)]
RUTH = a_person("Ruth Abernathy", honorific="Ms", family="Abernathy", email="ruth@example.com")
LUIS = a_person("Luis Ruiz", honorific="Mr", family="Ruiz")
TED = a_contact(offered_help=an_offer("2026-10-02", "ask around at your site"))
TURNED_DOWN = an_application(
    "Quayside Dairy",
    "Technical Manager",
    hiring_manager=RUTH,
    events=(
        an_event(Stage.INTERVIEW, "2026-10-06", people=(RUTH, LUIS)),
        an_event(Stage.REJECTED, "2026-10-13"),
    ),
    impression=Impression(
        particulars=(
            Prose("The walk along the gluten-free line stays with me."),
            Prose("So does the rule that anybody may stop a batch."),
        )
    ),
)
PROFILE = a_profile(
    target_titles=(Title("Quality Manager", "keeps food safe"), Title("Technical Manager"), Title("Head of Safety")),
    target_fields=("food manufacturing",),
    not_a_fit=Prose("Laboratory-only posts are not what I am after."),
    offer_in_return=(OfferInReturn(Prose("I would gladly read a job advert for your team.")),),
    target_companies=tuple(map(a_company, ("Fennel & Rye", "Harbourside Bakers", "Tamar Preserves", "Quayside Dairy"))),
    contacts=(TED,),
    applications=(
        an_application("Harbourside Bakers", "Plant Manager", events=(an_event(Stage.INTERVIEW, "2026-10-06"),)),
        an_application("Fennel & Rye", "Quality Lead", events=(an_event(Stage.APPLIED, "2026-10-02"),)),
        TURNED_DOWN,
    ),
    news=(News(Prose("A free course on allergens begins in spring."), date=day("2026-10-09")),),
)


def flat(text: str) -> str:
    return " ".join(text.split())


def brief(today: dt.date = TODAY, contact: Contact | None = TED, **changes: Any) -> str:
    profile = replace(PROFILE, **({"contacts": (contact,) if contact else ()} | changes))
    reader = reader_of(a_snapshot(profile), contact) if contact else general_reader(profile)
    return render(brief_for(a_snapshot(profile, today), reader)).text


def update(today: dt.date = TODAY, contact: Contact = TED, **changes: Any) -> str:
    profile = replace(PROFILE, **({"contacts": (contact,)} | changes))
    context = update_for(
        profile, reader_of(a_snapshot(profile), contact), Window(None, today), today=today, history=History()
    )
    return render(context).text


def runnerup(today: dt.date = TODAY, application: Application = TURNED_DOWN, **changes: Any) -> str:
    profile: Profile = replace(PROFILE, **({"applications": (application,)} | changes))
    snapshot = a_snapshot(profile, today)
    return render(runnerup_for(snapshot, application, reader_for(snapshot, application))).text


@cache
def briefs() -> tuple[str, ...]:
    return tuple(flat(brief(today)) for today in MONTH)


@cache
def updates() -> tuple[str, ...]:
    return tuple(flat(update(today)) for today in MONTH)


@cache
def runnerups() -> tuple[str, ...]:
    return tuple(flat(runnerup(today)) for today in MONTH)


def all_hold(letters: tuple[str, ...], *patterns: str) -> None:
    """Each letter holds each of these."""
    for pattern in patterns:
        assert [text for text in letters if not re.search(pattern, text)] == [], pattern


def none_holds(letters: tuple[str, ...], *patterns: str) -> None:
    for pattern in patterns:
        assert [found[0] for text in letters if (found := re.search(pattern, text, re.IGNORECASE))] == [], pattern


# Helping people help you


def test_a_brief_can_be_handed_to_anybody_not_to_a_chosen_few() -> None:
    text = brief(contact=None)
    assert "Dear" not in text
    assert all(company.name in text for company in PROFILE.target_companies)


def test_a_brief_teaches_what_to_do_with_verbs_and_a_name_is_enough() -> None:
    all_hold(
        briefs(),
        r"1\. .*\?.*2\. ",
        r"[Ww]ho|[Dd]o you know",
        "within two working days",
        "no need to reply|no reply needed|that is fine|no reply is needed|let me know",
    )


def test_a_brief_refers_to_the_offer_its_day_and_its_words() -> None:
    all_hold(briefs(), "2 October", "ask around at your site")


def test_a_brief_says_what_i_do_and_what_i_know_best() -> None:
    all_hold(briefs(), "I make sure factory food is safe", "supplier audits, recall drills", "allergen control")


def test_a_brief_says_what_would_not_fit() -> None:
    all_hold(briefs(), r"Laboratory-only posts are not what I am after\.")


def test_a_brief_hands_over_the_resume_and_leaves_no_line_without_one() -> None:
    all_hold(briefs(), "https://example.com/nia/cv")
    without = brief(resume=None)
    assert not re.search(r"\b(CV|r[eé]sum[eé])\b", without)
    assert "\n\n\n" not in without


def test_linkedin_is_shared_if_there_is_one_and_leaves_no_line_if_not() -> None:
    for letters in (briefs(), updates()):
        all_hold(letters, "https://example.com/in/nia")
    for text in (brief(linkedin=None), update(linkedin=None)):
        assert "linkedin" not in text.lower()
        assert "\n\n\n" not in text


def test_a_brief_lists_every_title_and_asks_for_people_who_bear_or_hire_them_and_for_openings() -> None:
    all_hold(
        briefs(),
        "Quality Manager, Technical Manager,? and Head of Safety|Quality Manager, Technical Manager",
        "Head of Safety",
    )
    all_hold(briefs(), "hires? for", "[Oo]pening", "food manufacturing")


def test_the_question_is_who_do_you_know_there_in_any_department() -> None:
    all_hold(
        briefs(),
        r"(?i)who do you know|do you know any|whom do you know|who .*?do you know",
        "(?i)any (department|role|job)|whatever (department|role)|however slightly|a name",
    )


def test_places_are_named_as_hopes_in_modest_words() -> None:
    all_hold(briefs(), "foot in the door|places I have in mind|list of places")
    none_holds(briefs(), "dream", "perfect", "deserve")


def test_an_update_names_job_and_company_applied_to_interviewed_at_and_interested_in() -> None:
    all_hold(
        updates(),
        "- Interviewed: Plant Manager at Harbourside Bakers",
        "- Applied: Quality Lead at Fennel & Rye",
        "- Interested in: Tamar Preserves",
    )


def test_an_update_restates_what_and_where() -> None:
    all_hold(updates(), "Quality Manager, Technical Manager,? or Head of Safety", "Bristol", "Tamar Preserves")


def test_an_update_gives_the_reader_something_and_offers_something_back() -> None:
    all_hold(updates(), "A free course on allergens", "I would gladly read a job advert")
    all_hold(briefs(), "I would gladly read a job advert")


def test_a_find_for_one_person_is_in_their_tip_and_in_nobodys_update() -> None:
    find = News(Prose("A grant for bakers closes on 30 November."), date=day("2026-10-14"), reader=TED)
    bea = a_contact("Bea Li", offered_help=an_offer())
    profile = replace(PROFILE, news=(*PROFILE.news, find), contacts=(TED, bea))

    tips = {each.name: tips_for(profile, each) for each in (TED, bea)}
    tip = render(tip_for(profile, reader_of(a_snapshot(profile), TED), find, today=TODAY, history=History())).text

    assert tips == {"Ted Alder": (find,), "Bea Li": ()}
    assert "A grant for bakers" in flat(tip)
    for contact in (TED, bea):
        assert "grant" not in update(contact=contact, news=profile.news)


def test_no_letter_blames_a_helper_or_reminds_of_a_silence() -> None:
    for letters in (briefs(), updates()):
        none_holds(
            letters,
            r"you (never|did not|didn't|have not|haven't)",
            "heard from you",
            "still waiting",
            "as promised",
            "you forgot",
            "remind you",
        )


# After a turn-down


def test_a_turn_down_takes_no_company_off_the_list() -> None:
    pitch = render(pitch_for(PROFILE, today=TODAY, reader=general_reader(PROFILE))).text
    for text in (brief(), pitch, brief(contact=None)):
        assert "Quayside Dairy" in flat(text)


def test_brief_card_and_reminder_draw_on_one_list() -> None:
    for companies in (("Upland Oats", "Severn Salt"), ("Wye Cider", "Severn Salt", "Bath Buns")):
        changes: dict[str, Any] = {"target_companies": tuple(map(a_company, companies)), "applications": ()}
        card = render(pitch_for(replace(PROFILE, **changes), today=TODAY, reader=general_reader(PROFILE))).text
        for text in (brief(**changes), update(**changes), card):
            assert [name for name in (*companies, "Fennel & Rye") if name in flat(text)] == list(companies)


def test_the_letter_opens_with_the_readers_name_and_thanks_person_and_company_for_the_interview() -> None:
    all_hold(
        runnerups(),
        r"Dear Ms Abernathy, ",
        "everyone at Quayside Dairy|to you and to Quayside Dairy",
        "(?i)thank|grateful",
        "interview|talk",
        "6 October",
    )


def test_the_letter_names_the_position() -> None:
    all_hold(runnerups(), "the position of Technical Manager")


def test_the_letter_admires_reader_staff_company_and_the_job_and_would_join_the_work_one_day() -> None:
    all_hold(
        runnerups(), r"\b[Yy]ou\b[^.]*Ruiz[^.]*Quayside Dairy[^.]*(regard|impressed)|regard for you[^.]*Ruiz", "the job"
    )
    all_hold(runnerups(), "one day|at some stage|some time|part of", "work")
    none_holds(runnerups(), "by (next|the end|January)", "as soon as possible")


def test_the_letter_tells_particulars_of_the_interviews() -> None:
    all_hold(runnerups(), "gluten-free line", "anybody may stop a batch")


def test_the_letter_admits_disappointment_once_and_wishes_both_well() -> None:
    second = replace(TURNED_DOWN, events=(TURNED_DOWN.events[0], an_event(Stage.RUNNER_UP, "2026-10-13")))
    for text in (*runnerups(), *(runnerup(today, second) for today in MONTH)):
        assert len(re.findall(r"disappoint|unfortunately|\bsad", text)) == 1, text
    all_hold(
        runnerups(),
        r"(best|good) wishes (go )?to you|I wish you|To you and to the person",
        "(colleague|person) (you )?(selected|chose)",
    )


def test_the_letter_wants_to_stay_in_contact_to_hear_of_openings_first_hand() -> None:
    all_hold(runnerups(), "stay in contact", "at first hand|from you directly")


def test_the_letter_links_their_growth_to_new_roles_and_to_being_ready_for_one() -> None:
    all_hold(
        runnerups(),
        r"grow(ing)?\b[^?]*[Nn]ew roles|growth[^?]*new roles|[Nn]ew roles come with growth",
        "keeping in touch|in touch",
    )


def test_letters_after_a_turn_down_are_adapted_not_copied() -> None:
    """Two letters of a month are alike in what the user wrote and in little else."""
    bodies = {re.sub(r"^.*?Dear Ms Abernathy, ", "", text) for text in runnerups()}
    openings = {re.split(r"(?<=\.) ", body)[0] for body in bodies}
    assert len(openings) >= 3
    assert len(bodies) >= 9


def test_the_letter_never_counts_on_the_candidate_failing_and_never_asks_or_argues() -> None:
    none_holds(
        runnerups(), r"\?", "reconsider", "work out", "does not start", "should (he|she|they|the candidate)", "backup",
        "second choice", "why ", "although I", "better qualified", "feedback",
    )  # fmt: skip


def test_the_letter_makes_no_sales_talk_of_being_screened_already() -> None:
    none_holds(runnerups(), "save", "expense", "already (been )?(screened|interviewed)", "cost", "proven track")
    none_holds(runnerups(), "supplier audits", "recall drills")


def test_the_letter_is_short_and_no_more_than_half_its_sentences_begin_with_i() -> None:
    for text in runnerups():
        body = text.partition("Ms Abernathy, ")[2].partition(" Yours sincerely")[0]
        sentences = re.split(r"(?<=[.]) (?=[A-Z])", body)
        assert 100 <= len(body.split()) <= 230
        assert sum(each.startswith("I ") for each in sentences) * 2 <= len(sentences)


def test_every_relationship_has_a_brief_with_a_question() -> None:
    for relationship in Relationship:
        text = brief(contact=a_contact("Bea Li", relationship=relationship, offered_help=an_offer()))
        assert text.startswith("Dear Bea Li")
        assert "?" in text
