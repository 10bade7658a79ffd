"""The tip: one find for one reader, no ask (`docs/content.md` 2.5). Whole letters: `tests/golden/tip`."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from jobnet.documents.tip import Tip, tip_for, tip_to_tell
from jobnet.errors import Exit, JobnetError
from jobnet.facts.history import History, Told, opening_item
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


def tip(news: News, contact: Any = TED, *, history: History = History(), **changes: Any) -> Tip:
    profile = a_profile(contacts=(contact,), news=(news,), **changes)
    snapshot = a_snapshot(profile, TODAY)
    return tip_for(snapshot, reader_of(snapshot, contact), news, history=history)


def test_a_tip_tells_the_news_under_the_id_an_update_would_use() -> None:
    assert tip(a_find()).items == (Item("news:grant", Kind.NEWS, date=day("2026-11-19")),)


def test_a_personal_line_goes_with_the_first_letter_only() -> None:
    line = Prose("Thanks again for breakfast.")
    ted, item = replace(TED, opening=line), opening_item(line)
    first = tip(a_find(), ted)
    later = tip(a_find(), ted, history=History((Told(ted.key, item.id, Document.UPDATE, day("2026-10-01")),)))
    assert (first.opening, later.opening) == (line, None)
    assert item in first.items


def test_somebody_met_rarely_is_told_how_we_met_in_the_first_letter_only() -> None:
    ana = a_contact("Ana Ruiz", relationship=Relationship.ACQUAINTANCE, how_we_met=Prose("We met in Leeds."))
    earlier = History((Told(ana.key, "brief:1", Document.BRIEF, day("2026-10-01")),))
    spoken = (Touchpoint(PartialDate(2026, 10), contact=ana),)
    said = [tip(a_find(), ana), tip(a_find(), ana, history=earlier), tip(a_find(), ana, touchpoints=spoken)]
    assert [each.how_we_met for each in said] == ["We met in Leeds.", None, None]


def test_nobody_without_an_email_address_gets_a_link_on_paper() -> None:
    find = a_find(url=Url("https://example.org/grants"))
    assert (tip(find).find.url, tip(find, replace(TED, email=None)).find.url) == (find.url, None)


@pytest.mark.parametrize("relationship", list(Relationship))
def test_a_tip_asks_nothing_and_says_nothing_of_the_search(relationship: Relationship) -> None:
    context = tip(a_find(why=Prose("Your line leaders want a course.")), replace(TED, relationship=relationship))
    letter = render(context)
    found = letter_findings(letter, context, ProfileUnderReview(a_snapshot(context.seeker, TODAY), History()))
    assert found == ()
    assert "?" not in letter.text
    assert "example.com/nia" not in letter.text


def test_where_the_seeker_has_it_from_is_not_invented() -> None:
    said = [render(tip(a_find(), replace(TED, relationship=each))).own_words.lower() for each in Relationship]
    assert [words for words in said if any(verb in words.split() for verb in ("saw", "read", "heard", "found"))] == []


def test_a_tip_that_does_not_say_why_draws_a_warning() -> None:
    context = tip(a_find())
    found = letter_findings(render(context), context, ProfileUnderReview(a_snapshot(context.seeker, TODAY), History()))
    assert [each.rule for each in found] == ["TIP-02"]


def test_a_find_kept_for_somebody_else_is_refused() -> None:
    bea = a_contact("Bea Li")
    with pytest.raises(JobnetError, match="kept for Bea Li alone"):
        tip(a_find(reader=bea))


@pytest.mark.parametrize("level", [Disclosure.TRUSTED, Disclosure.PRIVATE])
def test_a_find_above_the_readers_trust_is_refused_and_no_force_helps(level: Disclosure) -> None:
    with pytest.raises(JobnetError) as refused:
        tip(a_find(disclosure=level))
    assert [(each.rule, each.final) for each in refused.value.problems] == [("PRIV-01", True)]


def test_what_was_learned_in_an_interview_draws_a_warning() -> None:
    context = tip(a_find(source=NewsSource.INTERVIEW, why=Prose("It is your field.")))
    found = letter_findings(render(context), context, ProfileUnderReview(a_snapshot(context.seeker, TODAY), History()))
    assert "PRIV-10" in {each.rule for each in found}


def chosen(*news: News, typed: str | None = None, history: History = History()) -> News:
    snapshot = a_snapshot(a_profile(contacts=(TED,), news=news), TODAY)
    return tip_to_tell(snapshot, reader_of(snapshot, TED), typed, history=history)


def test_the_oldest_untold_find_of_a_reader_is_told_first() -> None:
    first, second = a_find(id="one", reader=TED), a_find(id="two", reader=TED)
    news = (a_find(id="for all", audience=("bakery",)), first, second)
    heard_one = History((Told(TED.key, "news:one", Document.TIP, TODAY),))
    assert [chosen(*news), chosen(*news, history=heard_one)] == [first, second]


def test_where_nothing_was_kept_the_latest_that_meets_their_interests_is_told() -> None:
    finds = (
        a_find(id="old", audience=("bakery",), date=day("2026-10-01")),
        a_find(id="new", audience=("bakery",)),
        a_find(id="over", audience=("bakery",), date=TODAY, deadline=day("2026-11-19")),
        a_find(id="secret", audience=("bakery",), date=TODAY, disclosure=Disclosure.TRUSTED),
        a_find(id="other", audience=("dairy",), date=TODAY),
    )
    assert chosen(*finds).id == "new"
    assert chosen(*finds, history=History((Told(TED.key, "news:new", Document.UPDATE, TODAY),))).id == "old"


def test_news_is_chosen_by_id_or_by_its_number_in_the_file() -> None:
    news = a_find(id="one"), a_find(id="two")
    assert [chosen(*news, typed="two"), chosen(*news, typed="1")] == [news[1], news[0]]
    with pytest.raises(JobnetError, match="there are: one, two") as unknown:
        chosen(*news, typed="3")
    assert unknown.value.exit_code is Exit.USAGE


def test_without_a_find_for_the_reader_the_way_to_add_one_is_said() -> None:
    with pytest.raises(JobnetError, match="for: Ted Alder"):
        chosen(a_find())
    heard = History((Told(TED.key, "news:grant", Document.TIP, TODAY),))
    with pytest.raises(JobnetError, match="has been told what you kept"):
        chosen(a_find(reader=TED), history=heard)
