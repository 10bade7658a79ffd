"""What was told to whom, in plain sentences."""

from __future__ import annotations

import pytest

from jobnet.facts.history import event_items, interested_item, news_item
from jobnet.facts.items import Document, Item, Kind
from jobnet.profile.model import Direction, News, PartialDate, Prose, Referral, Stage, Touchpoint
from jobnet.rendering.languages import habits
from jobnet.search.sent_log import LETTERS, STAGES, SentLetter, Teller, by_hand, letters_about
from tests.builders import EN_GB, a_company, a_contact, a_profile, an_application, an_event, day

TED = a_contact()
FIND = News(Prose("The Guild lists interim posts."), id="guild", date=day("2026-10-01"))
APPLICATION = an_application(
    events=(
        an_event(Stage.APPLIED, "2026-09-21"),
        an_event(Stage.RUNNER_UP, "2026-10-01"),
        an_event(Stage.FINAL, "2026-11-01"),
    )
)
PROFILE = a_profile(contacts=(TED,), news=(FIND,), applications=(APPLICATION,))
EVENTS = event_items(APPLICATION, today=day("2026-10-15"))
POST = ("Harbourside Bakers", "Technical Manager")


@pytest.mark.parametrize(
    ("item", "said"),
    [
        (EVENTS[0], "that you applied on 21 September 2026: Technical Manager, Harbourside Bakers"),
        (EVENTS[1], "that you came second on 1 October 2026: Technical Manager, Harbourside Bakers"),
        (EVENTS[2], "that a talk was coming up on 1 November 2026: Technical Manager, Harbourside Bakers"),
        (news_item(FIND), "this: The Guild lists interim posts"),
        (Item("news:gone", Kind.NEWS), "of a find that is no longer in your profile"),
        (interested_item(a_company("Tamar Preserves")), "that you are interested in Tamar Preserves"),
        (Item("brief:1", Kind.BRIEF), "how to help you: the brief with your titles and companies"),
        (Item("runnerup:x:y", Kind.RUNNERUP, *POST), "your thanks after the no: Technical Manager, Harbourside Bakers"),
        (Item("referral:x/acted", Kind.REFERRAL, "The Galley"), "that you had followed up their lead (The Galley)"),
        (Item("referral:x/result", Kind.REFERRAL), "what came of their lead"),
        (Item("talk:2026-10-06", Kind.TALK, date=day("2026-10-06")), "your thanks for the talk on 6 October 2026"),
        (Item("touch:x/2", Kind.TOUCH, *POST), "that you stay in touch: Technical Manager, Harbourside Bakers"),
        (Item("landed", Kind.LANDED, *POST), "that you have accepted a post: Technical Manager, Harbourside Bakers"),
    ],
)
def test_each_item_is_said_in_plain_words(item: Item, said: str) -> None:
    assert Teller(PROFILE, habits(EN_GB).long_day).item(item) == said


def test_a_letter_is_one_sentence_an_item() -> None:
    letter = SentLetter(day("2026-10-09"), Document.UPDATE, TED.key, "Ted Alder", items=(EVENTS[0], news_item(FIND)))
    given = SentLetter(day("2026-10-03"), Document.BRIEF, TED.key, "Ted Alder")
    teller = Teller(PROFILE, habits(EN_GB).long_day)
    assert (*teller.sentences(given), *teller.sentences(letter)) == (
        "On 3 October 2026 you gave Ted Alder the brief by hand.",
        f"On 9 October 2026 you told Ted Alder that you applied on 21 September 2026: {', '.join(reversed(POST))}.",
        "On 9 October 2026 you told Ted Alder this: The Guild lists interim posts.",
    )


def test_what_was_handed_over_by_hand_is_a_letter_too() -> None:
    touchpoints = (
        Touchpoint(PartialDate(2026, 10, 3), contact=TED, document="brief"),
        Touchpoint(PartialDate(2026, 10, 4), contact=TED),
        Touchpoint(PartialDate(2026, 10, 5), contact=TED, document="update", direction=Direction.IN),
        Touchpoint(PartialDate(2026, 10, 6), person="Jo Marsh", document="thanks"),
    )
    assert list(by_hand(a_profile(contacts=(TED,), touchpoints=touchpoints))) == [
        SentLetter(day("2026-10-03"), "brief", "ted alder", "Ted Alder", "ted@example.com"),
        SentLetter(day("2026-10-06"), "thanks", "", "Jo Marsh"),
    ]


def test_letters_about_a_company_told_of_it_or_went_there() -> None:
    insider = a_contact("Bea Li", company="Harbourside Bakers Ltd")
    profile = a_profile(contacts=(TED, insider), referrals=(Referral(TED, to="Jo"),))
    told = SentLetter(day("2026-10-09"), Document.UPDATE, TED.key, "Ted Alder", items=(EVENTS[0],))
    other = SentLetter(day("2026-10-09"), Document.UPDATE, TED.key, "Ted Alder", items=(news_item(FIND),))
    inside = SentLetter(day("2026-10-09"), Document.UPDATE, insider.key, "Bea Li", items=(news_item(FIND),))
    assert letters_about(profile, (told, other, inside), "harbourside bakers") == (told, inside)


def test_every_step_and_every_letter_has_its_words() -> None:
    assert (set(STAGES), set(LETTERS)) == (set(Stage), set(Document))
