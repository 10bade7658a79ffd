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
from jobnet.documents.tip import tip_for
from jobnet.documents.update import update_for
from jobnet.facts.history import History
from jobnet.facts.readers import general_reader, reader_of
from jobnet.facts.since import Window
from jobnet.profile.model import Impression, News, OfferInReturn, Prose, Relationship, Stage, Title
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
    from jobnet.profile.model import Contact

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
        a_snapshot(profile, today), reader_of(a_snapshot(profile), contact), Window(None, today), history=History()
    )
    return render(context).text


@cache
def briefs() -> tuple[str, ...]:
    return tuple(flat(brief(contact=each)) for each in (TED, replace(TED, known_as=None)))


@cache
def updates() -> tuple[str, ...]:
    return tuple(flat(update(today)) for today in MONTH)


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
        r"Here(?:'|’| i)s what to ask: does anyone know somebody at any of these places\? .* a name is enough\..* - Tamar",
        r"I(?:'|’| wi)ll write to them within a few days",
        "fine too",
    )


def test_a_brief_refers_to_the_offer_in_its_words() -> None:
    all_hold(briefs(), "Thank you for offering to ask around at your site")


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
    all_hold(briefs(), "https://example.com/in/nia")
    without = brief(linkedin=None)
    assert "linkedin" not in without.lower()
    assert "\n\n\n" not in without


def test_a_brief_lists_every_title_and_asks_for_people_who_bear_or_hire_them() -> None:
    all_hold(
        briefs(),
        "Quality Manager, Technical Manager or Head of Safety",
        "so anybody who does one of those jobs, or hires for it, is just as good to know",
    )


def test_a_brief_says_where_things_stand_so_that_nobody_is_rung_unaware() -> None:
    all_hold(
        briefs(),
        r"Harbourside Bakers \(I(?:'ve| have) been interviewed and am waiting to hear\)",
        r"Fennel & Rye \(I(?:'ve| have) applied there\)",
        r"Quayside Dairy \(they said no in October; I(?:'d| would) still like to work there\)",
    )


def test_places_are_named_in_modest_words() -> None:
    none_holds(briefs(), "dream", "perfect", "deserve")


def test_an_update_names_job_and_company_applied_to_interviewed_at_and_interested_in() -> None:
    all_hold(
        updates(),
        r"I had an interview for the Plant Manager job at Harbourside Bakers on",
        r"I(?:'ve also| have also)? applied for the Quality Lead job at Fennel & Rye",
        "hoping for a way into Tamar Preserves",
    )


def test_an_update_restates_what_and_where() -> None:
    all_hold(updates(), "Quality Manager, Technical Manager,? or Head of Safety", "Bristol", "Tamar Preserves")


def test_an_update_gives_the_reader_something_and_offers_something_back() -> None:
    all_hold(updates(), "may be of use to you. A free course on allergens")
    all_hold(briefs(), "I would gladly read a job advert")


def test_a_find_for_one_person_is_in_their_tip_and_in_nobody_elses_update() -> None:
    find = News(Prose("A grant for bakers closes on 30 November."), date=day("2026-10-14"), reader=TED)
    bea = a_contact("Bea Li", offered_help=an_offer())
    profile = replace(PROFILE, news=(*PROFILE.news, find), contacts=(TED, bea))

    tip = render(tip_for(a_snapshot(profile, TODAY), reader_of(a_snapshot(profile), TED), find, history=History())).text

    assert "A grant for bakers" in flat(tip)
    assert "First, something that may be of use to you. A grant for bakers" in flat(
        update(contact=TED, news=profile.news)
    )
    assert "grant" not in update(contact=bea, news=profile.news)


def test_no_letter_blames_a_helper_or_reminds_of_a_silence() -> None:
    for letters in (briefs(), updates()):
        none_holds(
            letters,
            r"you (never|did not|didn't|have not|haven't)",
            "heard from you",
            "as promised",
            "you forgot",
            "remind you",
        )


# After a turn-down


def test_a_turn_down_takes_no_company_off_the_list() -> None:
    wanted = replace(PROFILE, target_companies=PROFILE.target_companies[1:])
    pitch = render(pitch_for(a_snapshot(wanted, TODAY))).text
    for text in (brief(), pitch, brief(contact=None)):
        assert "Quayside Dairy" in flat(text)


def test_brief_card_and_reminder_draw_on_one_list() -> None:
    for companies in (("Upland Oats", "Severn Salt"), ("Wye Cider", "Severn Salt", "Bath Buns")):
        changes: dict[str, Any] = {"target_companies": tuple(map(a_company, companies)), "applications": ()}
        card = render(pitch_for(a_snapshot(replace(PROFILE, **changes), TODAY))).text
        for text in (brief(**changes), update(**changes), card):
            assert [name for name in (*companies, "Fennel & Rye") if name in flat(text)] == list(companies)


def test_every_relationship_has_a_brief_with_a_question() -> None:
    for relationship in Relationship:
        text = brief(contact=a_contact("Bea Li", relationship=relationship, offered_help=an_offer()))
        assert text.startswith(("Dear Bea Li", "Hello"))
        assert "?" in text
