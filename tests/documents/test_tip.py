"""The tip: private, why you, no ask (`docs/content.md` 2.5)."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from jobnet.documents.tip import tip_for, tip_to_tell, tips_for, topic_of
from jobnet.errors import Exit, JobnetError
from jobnet.facts.history import History, Told
from jobnet.facts.items import Document, Item, Kind
from jobnet.facts.readers import reader_of
from jobnet.profile.model import Disclosure, News, NewsSource, PartialDate, Prose, Relationship, Touchpoint, Url
from jobnet.rendering.rendering import render
from jobnet.review import ProfileUnderReview, letter_findings
from tests.builders import a_contact, a_profile, a_snapshot, day

TODAY = day("2026-11-20")
TED = a_contact(interests=("Bakery",), company="Quayside Dairy")
GRANT = "The Bakers' Guild is giving grants of up to £2,000 for training line leaders."


def a_find(headline: str = GRANT, **changes: Any) -> News:
    known: dict[str, Any] = {"id": "grant", "date": day("2026-11-19")}
    return News(Prose(headline), **(known | changes))


def told(news: News, contact: Any = TED, **changes: Any) -> Any:
    profile = a_profile(contacts=(contact,), news=(news,))
    return tip_for(profile, reader_of(a_snapshot(profile), contact), news, today=TODAY, history=History(), **changes)


def test_a_tip_reads_as_a_friend_would_write_it() -> None:
    find = a_find(
        why=Prose("You said in June that your new line leaders want a course."),
        deadline=day("2026-11-30"),
        url=Url("https://example.org/grants"),
        reader=TED,
    )
    letter = render(told(find))
    assert letter.subject == "The Bakers' Guild: deadline 30 November"
    assert (
        letter.text
        == """\
Dear Ted,

You came to mind when I saw this. You said in June that your new line
leaders want a course.

The Bakers' Guild is giving grants of up to £2,000 for training line
leaders. The deadline is 30 November.

The details: https://example.org/grants

No need to write back, of course.

All the best,
Nia
nia@example.com"""
    )


def test_a_tip_tells_the_news_under_the_id_an_update_would_use() -> None:
    assert told(a_find()).items == (Item("news:grant", Kind.NEWS, date=day("2026-11-19")),)


def test_why_you_is_the_users_words_else_shared_interests_else_the_workplace() -> None:
    with_why = told(a_find(why=Prose("Your field is bread."), audience=("bakery",)))
    shared = told(a_find(audience=("bakery", "dairy")))
    neither = told(a_find())
    said = [(each.why, each.shared, each.workplace) for each in (with_why, shared, neither)]
    assert said == [("Your field is bread.", (), None), (None, ("bakery",), None), (None, (), "Quayside Dairy")]


def test_the_first_sentence_answers_why_you_on_every_day() -> None:
    find = a_find(audience=("bakery",))
    profile = a_profile(contacts=(TED,), news=(find,))
    for number in range(1, 29):
        today = day(f"2026-11-{number:02d}")
        letter = render(tip_for(profile, reader_of(a_snapshot(profile), TED), find, today=today, history=History()))
        assert "bakery" in letter.text.split("\n\n")[1]


def test_a_tip_without_any_reason_says_so_to_the_rules() -> None:
    assert not told(a_find(), a_contact("Kim Seo-yeon")).says_why_you


def test_a_tip_asks_nothing_and_says_nothing_of_the_search() -> None:
    profile = a_profile(contacts=(TED,))
    for number in range(1, 29):
        context = tip_for(
            profile,
            reader_of(a_snapshot(profile), TED),
            a_find(),
            today=day(f"2026-11-{number:02d}"),
            history=History(),
        )
        letter = render(context)
        found = letter_findings(letter, context, ProfileUnderReview(profile, History(), context.today))
        assert [each.rule for each in found if each.rule in {"TIP-01", "TIP-02"}] == []
        assert "https://example.com/nia/cv" not in letter.text
        assert "?" not in letter.text


def test_somebody_met_rarely_is_told_how_we_met_in_the_first_letter_only() -> None:
    ana = a_contact("Ana Ruiz", relationship=Relationship.ACQUAINTANCE, how_we_met=Prose("We met in Leeds."))
    profile = a_profile(contacts=(ana,))
    earlier = History((Told(ana.key, "brief:1", Document.BRIEF, day("2026-10-01")),))
    spoken = replace(profile, touchpoints=(Touchpoint(PartialDate(2026, 10), contact=ana),))
    first, later, after_a_talk = (
        tip_for(known, reader_of(a_snapshot(known), ana), a_find(), today=TODAY, history=history)
        for known, history in ((profile, History()), (profile, earlier), (spoken, History()))
    )
    assert (first.how_we_met, later.how_we_met, after_a_talk.how_we_met) == ("We met in Leeds.", None, None)


def test_a_why_that_points_back_follows_the_find() -> None:
    text = " ".join(render(told(a_find(why=Prose("Your two boys eat there.")))).text.split())
    assert text.index(str(a_find().headline)) < text.index("Your two boys eat there.")


def test_a_subject_is_not_just_the_name_of_where_the_reader_works() -> None:
    ana = a_contact("Ana Ruiz", company="Mill Lane Bakers Ltd")
    profile = a_profile(contacts=(ana,))
    find = a_find(headline=Prose("Mill Lane Bakers have won the regional prize for their rye."))
    context = tip_for(profile, reader_of(a_snapshot(profile), ana), find, today=TODAY, history=History())
    assert render(context).subject == "Mill Lane Bakers in the news"


def test_a_deadline_that_is_past_is_not_named() -> None:
    context = told(a_find(deadline=day("2026-11-19"), on=day("2026-11-20")))
    assert (context.deadline, context.on) == (None, day("2026-11-20"))


def test_a_find_kept_for_somebody_else_is_refused() -> None:
    bea = a_contact("Bea Li")
    with pytest.raises(JobnetError, match="kept for Bea Li alone"):
        told(a_find(reader=bea))


@pytest.mark.parametrize("level", [Disclosure.TRUSTED, Disclosure.PRIVATE])
def test_a_find_above_the_readers_trust_is_refused_and_no_force_helps(level: Disclosure) -> None:
    with pytest.raises(JobnetError) as refused:
        told(a_find(disclosure=level))
    assert [(each.rule, each.final) for each in refused.value.problems] == [("PRIV-01", True)]


def test_what_was_learned_in_an_interview_draws_a_warning() -> None:
    find = a_find(source=NewsSource.INTERVIEW, why=Prose("It is your field."))
    profile = a_profile(contacts=(TED,), news=(find,))
    context = told(find)
    found = letter_findings(render(context), context, ProfileUnderReview(profile, History(), TODAY))
    assert "PRIV-10" in {each.rule for each in found}


def test_the_oldest_untold_find_of_a_reader_is_told_first() -> None:
    first, second = a_find(id="one", reader=TED), a_find(id="two", reader=TED)
    profile = a_profile(contacts=(TED,), news=(a_find(id="for all"), first, second))
    reader = reader_of(a_snapshot(profile), TED)
    heard_one = History((Told(TED.key, "news:one", Document.TIP, TODAY),))
    chosen = [tip_to_tell(profile, reader, None, history=history) for history in (History(), heard_one)]
    assert chosen == [first, second]
    assert tips_for(profile, TED) == (first, second)


def test_news_is_chosen_by_id_or_by_its_number_in_the_file() -> None:
    first, second = a_find(id="one"), a_find(id="two")
    profile = a_profile(contacts=(TED,), news=(first, second))
    reader = reader_of(a_snapshot(profile), TED)
    assert [tip_to_tell(profile, reader, typed, history=History()) for typed in ("two", "1")] == [second, first]
    with pytest.raises(JobnetError, match="there are: one, two") as unknown:
        tip_to_tell(profile, reader, "3", history=History())
    assert unknown.value.exit_code is Exit.USAGE


def test_without_a_find_for_the_reader_the_way_to_add_one_is_said() -> None:
    profile = a_profile(contacts=(TED,), news=(a_find(),))
    with pytest.raises(JobnetError, match="for: Ted Alder"):
        tip_to_tell(profile, reader_of(a_snapshot(profile), TED), None, history=History())


@pytest.mark.parametrize(
    ("headline", "topic"),
    [
        ("A course in Leeds.", "A course in Leeds"),
        ("Three plant managers told me that letting line leaders stop the line helps.", "Three plant managers"),
        (
            "The discharge audit is out, and wards with a pharmacist on the round do better.",
            "The discharge audit is out",
        ),
        ("The Bradford tutors are looking for two volunteer examiners for the spring.", "The Bradford tutors"),
        ("The study on dough that we spoke of has come out, and your method is in it.", "The study on dough"),
        ("The kitchen opens. Everybody in the town may come and see it from Monday on.", "The kitchen opens"),
        ("*Fennel* and [Rye](https://example.org) open.", "Fennel and Rye open"),
        ("They are opening their kitchen to the visitors of the town", None),
        ("Antidisestablishmentarianism-and-floccinaucinihilipilification rise again in the north", None),
    ],
)
def test_a_subject_is_the_thing_itself_in_a_few_words(headline: str, topic: str | None) -> None:
    assert topic_of(headline) == topic


LONG = "They are opening their kitchen to the visitors of the town."


@pytest.mark.parametrize(
    ("find", "subject"),
    [
        (a_find("A course in Leeds."), "A course in Leeds"),
        (a_find("A course in Leeds.", deadline=day("2026-11-30")), "A course in Leeds: deadline 30 November"),
        (a_find(LONG, audience=("bakery",), deadline=day("2026-11-30")), "On bakery: deadline 30 November"),
        (a_find(LONG, audience=("bakery",)), "Something on bakery for you"),
        (a_find(LONG, deadline=day("2026-11-30")), "For you: deadline 30 November"),
        (a_find(LONG, on=day("2026-11-30")), "For your diary: 30 November"),
        (a_find(LONG), "Something for you"),
    ],
)
def test_the_subject_is_whole_words_with_the_deadline(find: News, subject: str) -> None:
    assert render(told(find)).subject == subject


def test_words_of_the_find_and_not_of_the_reader_follow_it() -> None:
    find = a_find("The audit is out.", why=Prose("Any bakery can show the same figures."), audience=("bakery",))
    letter = render(told(find))
    assert letter.text.split("\n\n")[1:3] == [
        "You came to mind when I saw this, as it is about bakery.",
        "The audit is out. Any bakery can show the same figures.",
    ]


def test_a_day_that_the_find_names_itself_is_not_named_again() -> None:
    find = a_find("Places close on 30 November.", deadline=day("2026-11-30"), on=day("2026-12-04"))
    assert "Places close on 30 November. The date is 4 December.\n" in render(told(find)).text
