"""What an update tells whom, what it asks, and what it has told: facts of whole letters."""

from __future__ import annotations

import re
from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import pytest

from jobnet.documents.update import update_for
from jobnet.facts.history import BY_HAND, History, Told
from jobnet.facts.items import Kind
from jobnet.facts.readers import general_reader, reader_of
from jobnet.facts.since import Window
from jobnet.profile.model import (
    LIMITS,
    CompanyStatus,
    Disclosure,
    EventFormat,
    News,
    PartialDate,
    Profile,
    Prose,
    PublicLabel,
    Referral,
    Relationship,
    Resume,
    Rules,
    Stage,
    Tie,
    Tier,
    Title,
    TouchKind,
    Touchpoint,
    Url,
)
from jobnet.rendering.rendering import render
from tests.builders import (
    a_company,
    a_confidential_search,
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
    from jobnet.documents.update.context import Update
    from jobnet.facts.readers import Reader
    from jobnet.profile.model import Application, Contact

TODAY = day("2026-10-15")
APPLIED, INTERVIEW, FINAL = Stage.APPLIED, Stage.INTERVIEW, Stage.FINAL
ALWAYS = Window(None, TODAY)


def a_search(*applications: Application, contact: Contact | None = None, **changes: Any) -> Profile:
    """A search with just these applications and no other targets."""
    known: dict[str, Any] = {"applications": applications, "target_companies": ()}
    if contact is not None:
        known["contacts"] = (contact,)
    return a_profile(**(known | changes))


def applied_to(
    company: str, *events: tuple[Stage, str], position: str = "Technical Manager", **more: Any
) -> Application:
    return an_application(company, position, events=tuple(an_event(*event) for event in events), **more)


def tell(
    profile: Profile, reader: Reader | None = None, *told: Told, again: bool = False, days: Window = ALWAYS
) -> Update:
    """The update for this reader (the first contact by default), over everything there ever was by default."""
    snapshot = a_snapshot(profile, days.until)
    reader = reader or reader_of(snapshot, profile.contacts[0])
    return update_for(snapshot, reader, days, history=History(told), again=again)


def said(update: Update) -> str:
    return render(update).flowing_text


def news(update: Update) -> str:
    """The paragraph of its news, without the words that lead to it."""
    first = update.stories[0].starts_with
    return next(text for text in said(update).split("\n\n") if first in text).partition("is going. ")[2]


def items(update: Update) -> list[str]:
    """What it has told: company and stage, or the sort of thing."""
    found = [item.id.rsplit("/", 3) for item in update.items]
    return [f"{item.company} {parts[1]}" for item, parts in zip(update.items, found, strict=True) if item.company]


def as_told(update: Update, on: str) -> list[Told]:
    return [Told("ted alder", item.id, "update", day(on)) for item in update.items]


class TestWhatIsTold:
    def test_each_application_once_the_most_alive_first(self) -> None:
        update = tell(
            a_search(
                applied_to("Metro", (INTERVIEW, "2026-10-02"), (Stage.REJECTED, "2026-10-09")),
                applied_to("Fennel", (APPLIED, "2026-10-01")),
                applied_to("Harbourside", (APPLIED, "2026-09-21"), (INTERVIEW, "2026-10-06")),
                applied_to("Aire", (APPLIED, "2026-09-21"), (FINAL, "2026-10-20")),
            )
        )
        assert news(update) == (
            "I have the final interview for the Technical Manager job at Aire on Tuesday 20 October. "
            "I had an interview at Harbourside on 6 October and am waiting to hear. I've also applied to Fennel. "
            "I was turned down at Metro after an interview. "
            "I was sorry about that one, and I'd still like to work there."
        )

    def test_two_interviews_are_two_and_what_is_recorded_is_what_is_said(self) -> None:
        twice = applied_to(
            "Buckeye", (APPLIED, "2026-09-01"), (INTERVIEW, "2026-10-07"), (INTERVIEW, "2026-10-09"),
            (Stage.REJECTED, "2026-10-14"),
        )  # fmt: skip
        ahead = applied_to(
            "Scioto",
            (APPLIED, "2026-09-20"),
            (INTERVIEW, "2026-10-03"),
            (INTERVIEW, "2026-10-12"),
            (FINAL, "2026-10-20"),
        )
        update = tell(a_search(twice, ahead))
        assert news(update) == (
            "I've had two interviews for the Technical Manager job at Scioto, and the final one is on Tuesday 20 October. "
            "I was turned down at Buckeye after two interviews. "
            "I was sorry about that one, and I'd still like to work there."
        )
        assert items(update) == [
            "Scioto applied", "Scioto interview", "Scioto interview", "Scioto final",
            "Buckeye interview", "Buckeye interview", "Buckeye rejected",
        ]  # fmt: skip

    @pytest.mark.parametrize("status", [CompanyStatus.DROPPED, CompanyStatus.PAUSED])
    def test_of_a_company_given_up_it_is_not_said_that_one_would_like_to_work_there(
        self, status: CompanyStatus
    ) -> None:
        metro = applied_to("Metro", (INTERVIEW, "2026-10-02"), (Stage.REJECTED, "2026-10-09"))
        update = tell(a_search(metro, target_companies=(a_company("Metro", status=status),)))
        assert "turned down for the Technical Manager job at Metro after an interview.\n" in said(update)

    def test_nobody_is_told_of_waiting_where_there_is_an_offer(self) -> None:
        kallang = applied_to("Kallang", (INTERVIEW, "2026-09-02"), (Stage.OFFER, "2026-10-09"))
        assert news(tell(a_search(kallang))).endswith(
            "an interview for the Technical Manager job at Kallang on 2 September."
        )

    def test_one_application_is_a_sentence_and_no_list(self) -> None:
        update = tell(a_search(applied_to("Fennel", (APPLIED, "2026-10-01"))))
        assert news(update) == "I applied for the Technical Manager job at Fennel on 1 October."

    def test_the_window_is_inclusive_and_judges_the_latest_event(self) -> None:
        profile = a_search(
            applied_to("On The Day", (APPLIED, "2026-10-01")),
            applied_to("Day Before", (APPLIED, "2026-09-30")),
            applied_to("Applied Before", (APPLIED, "2026-09-10"), (INTERVIEW, "2026-10-03")),
        )
        update = tell(profile, days=Window(day("2026-10-01"), TODAY, asked=True))
        assert (
            "Here's how things have gone since 1 October. "
            "I had an interview for the Technical Manager job at Applied Before on 3 October and am waiting "
            "to hear. I've also applied to On The Day." in said(update)
        )
        assert "Day Before" not in said(update)

    def test_until_tells_things_as_they_stood_that_day(self) -> None:
        profile = a_search(applied_to("Fennel", (APPLIED, "2026-10-01"), (INTERVIEW, "2026-10-10")))
        reader = reader_of(a_snapshot(profile, TODAY), profile.contacts[0])
        days = Window(None, day("2026-10-05"), asked=True)
        update = update_for(a_snapshot(profile, TODAY), reader, days, history=History())
        assert news(update) == "I applied for the Technical Manager job at Fennel on 1 October."

    def test_what_was_told_is_left_out_and_counted_unless_again(self) -> None:
        profile = a_search(applied_to("Fennel", (APPLIED, "2026-10-01")))
        told = as_told(tell(profile), "2026-10-02")
        assert (tell(profile, None, *told).is_empty, tell(profile, None, *told).already_told) == (True, 1)
        assert "job at Fennel" in said(tell(profile, None, *told, again=True))

    def test_an_update_given_by_hand_is_not_repeated(self) -> None:
        profile = a_search(
            applied_to("Fennel", (APPLIED, "2026-10-01")),
            applied_to("Quayside", (APPLIED, "2026-10-08")),
            target_companies=(a_company("Tamar"),),
        )
        update = tell(profile, None, Told("ted alder", BY_HAND, "update", day("2026-10-05")))
        assert items(update) == ["Quayside applied"]

    def test_a_talk_to_come_is_told_once_and_when_it_was_held_again(self) -> None:
        profile = a_search(applied_to("Fennel", (APPLIED, "2026-08-01"), (INTERVIEW, "2026-10-20")))
        first = tell(profile, days=Window(day("2026-10-14"), TODAY))
        told = as_told(first, "2026-10-15")
        assert items(first) == ["Fennel interview"]
        assert "I have an interview for the Technical Manager job at Fennel on Tuesday 20 October." in said(first)
        assert tell(profile, None, *told).is_empty
        after = tell(profile, None, *told, days=Window(None, day("2026-10-21")))
        assert "I had an interview at Fennel on 20 October and am waiting to hear." in said(after)

    def test_who_was_told_of_an_interview_hears_of_the_second(self) -> None:
        first = applied_to("Fennel", (APPLIED, "2026-09-01"), (INTERVIEW, "2026-09-20"))
        told = as_told(tell(a_search(first), days=Window(None, day("2026-09-21"))), "2026-09-21")
        second = applied_to("Fennel", (APPLIED, "2026-09-01"), (INTERVIEW, "2026-09-20"), (INTERVIEW, "2026-10-05"))
        update = tell(a_search(second), None, *told)
        assert "I had a second interview at Fennel on 5 October and am waiting to hear." in said(update)
        assert len(update.items) == 1

    def test_two_jobs_at_one_company_stand_side_by_side(self) -> None:
        update = tell(
            a_search(
                applied_to("Fennel & Rye", (APPLIED, "2026-10-02"), position="Quality Manager"),
                applied_to("Tamar", (APPLIED, "2026-10-02")),
                applied_to("Fennel and Rye Ltd", (APPLIED, "2026-10-01"), position="Auditor"),
                target_companies=(a_company("Fennel & Rye"),),
            )
        )
        assert news(update) == (
            "I applied for the Quality Manager job at Fennel & Rye on 2 October. "
            "I've also applied for the Auditor job there. "
            "I applied for the Technical Manager job at Tamar on 2 October."
        )

    def test_another_job_where_one_has_ended_is_named(self) -> None:
        ended = applied_to("Fennel", (APPLIED, "2026-08-01"), (Stage.REJECTED, "2026-08-20"), position="Auditor")
        told = as_told(tell(a_search(ended), days=Window(None, day("2026-09-01"))), "2026-09-01")
        now = (applied_to(name, (APPLIED, "2026-10-01")) for name in ("Fennel", "Tamar", "Aire", "Corrib"))
        told_now = said(tell(a_search(ended, *now), None, *told))
        assert "I applied for the Technical Manager job at Fennel on 1 October." in told_now

    def test_a_first_call_is_no_interview_and_a_test_alone_neither(self) -> None:
        call = an_event(Stage.SCREENING, "2026-10-05", format=EventFormat.PHONE)
        test = an_event(INTERVIEW, "2026-10-06", format=EventFormat.TEST)
        profile = a_search(an_application("Fennel", events=(call,)), an_application("Tamar", events=(test,)))
        assert news(tell(profile)) == (
            "I had a first call for the Technical Manager job at Fennel on 5 October. "
            "I had a test at Tamar on 6 October."
        )

    def test_a_reopened_application_is_told_without_its_past(self) -> None:
        again = applied_to(
            "Fennel", (INTERVIEW, "2026-09-10"), (Stage.REJECTED, "2026-09-20"), (Stage.REINSTATED, "2026-10-12"),
            (INTERVIEW, "2026-10-20"),
        )  # fmt: skip
        update = tell(a_search(again))
        assert news(update) == (
            "I'm back in the running. "
            "I have an interview for the Technical Manager job at Fennel on Tuesday 20 October."
        )
        assert items(update) == ["Fennel reinstated", "Fennel interview"]

    def test_five_are_listed_and_the_rest_counted_and_then_known(self) -> None:
        profile = a_search(*(applied_to(f"Firm {n}", (APPLIED, f"2026-10-{n:02}")) for n in range(1, 9)))
        update = tell(profile)
        assert list(dict.fromkeys(re.findall(r"Firm \d", news(update)))) == [f"Firm {n}" for n in (8, 7, 6, 5, 4)]
        assert "I've also applied to three other places." in said(update)
        assert len(update.items) == 8
        assert tell(profile, None, *as_told(update, "2026-10-15")).is_empty

    def test_the_user_decides_how_many_turn_downs_are_told(self) -> None:
        days = (("Fennel", "2026-10-10"), ("Quayside", "2026-10-09"), ("Tamar", "2026-10-08"))
        ended = [applied_to(name, (INTERVIEW, "2026-10-01"), (Stage.REJECTED, on)) for name, on in days]

        def told(most: int) -> list[str]:
            return items(tell(a_search(*ended, rules=Rules(limits=MappingProxyType({**LIMITS, "turn_downs": most})))))

        assert told(0) == []
        assert {each for each in told(2) if "rejected" in each} == {"Fennel rejected", "Quayside rejected"}


class TestSinceWhen:
    def test_the_day_of_the_last_letter_is_named_where_all_is_newer(self) -> None:
        profile = a_search(applied_to("Fennel", (APPLIED, "2026-10-08")), applied_to("Late", (APPLIED, "2026-09-20")))
        last = Told("ted alder", "x", "update", day("2026-10-05"))
        assert "since I wrote on 5 October" in said(tell(profile, None, last, days=Window(day("2026-10-01"), TODAY)))
        older = said(tell(profile, None, last, days=Window(day("2026-09-01"), TODAY)))
        assert "since I wrote" not in older
        assert "Here's how my job search is going." in older

    def test_a_talk_to_come_leaves_the_heading_its_date(self) -> None:
        ahead = applied_to("Tamar Preserves", (APPLIED, "2026-08-20"), (INTERVIEW, "2026-11-05"))
        search = a_search(ahead, applied_to("Harbourside Bakers", (APPLIED, "2026-10-05")))
        assert "since 1 October." in said(tell(search, days=Window(day("2026-10-01"), TODAY, asked=True)))

    def test_the_brief_is_a_letter_too(self) -> None:
        profile = a_search(applied_to("Fennel", (APPLIED, "2026-10-08")))
        assert "since I wrote on 5 October" in said(
            tell(profile, None, Told("ted alder", "x", "brief", day("2026-10-05")))
        )


class TestPrivate:
    def test_an_open_offer_is_shown_at_the_last_stage_before_it_and_nobody_is_waited_for(self) -> None:
        events = (INTERVIEW, "2026-10-06"), (Stage.OFFER, "2026-10-12")
        profile = a_search(applied_to("Fennel", (APPLIED, "2026-09-21"), *events))
        assert "I had an interview for the Technical Manager job at Fennel on 6 October.\n" in said(tell(profile))
        assert tell(profile, days=Window(day("2026-10-10"), TODAY)).is_empty

    def test_an_offer_declined_is_told_to_nobody_but_those_who_wait_to_hear(self) -> None:
        before = applied_to("Fennel", (INTERVIEW, "2026-10-06"))
        after = replace(
            before,
            events=(*before.events, an_event(Stage.OFFER, "2026-10-10"), an_event(Stage.DECLINED, "2026-10-12")),
        )
        assert tell(a_search(after)).is_empty
        told = as_told(tell(a_search(before), days=Window(None, day("2026-10-07"))), "2026-10-07")
        text = said(tell(a_search(after), None, *told))
        assert "I've decided against the job at Fennel." in text
        assert "offer" not in text

    def test_nothing_above_the_readers_level(self) -> None:
        profile = a_search(
            applied_to("Fennel", (APPLIED, "2026-10-01"), disclosure=Disclosure.TRUSTED),
            applied_to("Quayside", (APPLIED, "2026-10-02"), disclosure=Disclosure.PRIVATE),
            target_companies=(a_company("Tamar", disclosure=Disclosure.TRUSTED),),
        )
        assert tell(profile).is_empty
        text = said(tell(replace(profile, contacts=(a_contact(trust=Disclosure.TRUSTED),))))
        assert (
            "I applied for the Technical Manager job at Fennel on 1 October. Please keep that one between us." in text
        )
        assert [name for name in ("Quayside", "Tamar") if name in text] == []

    def test_several_things_in_trust_come_first_and_one_sentence_asks_for_silence(self) -> None:
        trusted: dict[str, Any] = {"disclosure": Disclosure.TRUSTED}
        profile = a_search(
            applied_to("Open", (INTERVIEW, "2026-10-10")),
            applied_to("Fennel", (APPLIED, "2026-10-01"), **trusted),
            applied_to("Tamar", (APPLIED, "2026-10-02"), **trusted),
            contact=a_contact(trust=Disclosure.TRUSTED),
        )
        update = tell(profile)
        assert [story.company for story in update.stories] == ["Tamar", "Fennel", "Open"]
        assert "Please keep the first two between us." in said(update)

    def test_nobody_is_asked_to_ask_around_about_what_is_told_in_trust(self) -> None:
        ahead = applied_to("Fennel", (INTERVIEW, "2026-10-20"), disclosure=Disclosure.TRUSTED)
        letter = render(tell(a_search(ahead, contact=a_contact(trust=Disclosure.TRUSTED))))
        assert letter.subject == "News of my job search"
        assert "Is there anything I should know about Fennel before 20 October?" in letter.flowing_text
        assert "know anyone" not in letter.flowing_text

    def test_a_label_stands_for_company_and_job_and_gives_nothing_away(self) -> None:
        label = PublicLabel("a regional bakery")
        held_back = applied_to("Fennel", (APPLIED, "2026-10-01"), disclosure=Disclosure.TRUSTED, public_label=label)
        update = tell(a_search(held_back, applied_to("Tamar", (APPLIED, "2026-09-30"))))
        assert "I applied to a regional bakery on 1 October." in said(update)
        assert "fennel" not in repr(update.items).casefold()
        assert "know anyone at a regional bakery" not in said(update)

    def test_the_giver_of_a_lead_may_know_what_came_of_it(self) -> None:
        ted = a_contact()
        mine = applied_to("Fennel", (APPLIED, "2026-10-01"), disclosure=Disclosure.PRIVATE, referral_from=ted)
        assert "the Technical Manager job at Fennel" in said(tell(a_search(mine, contact=ted)))

    def test_in_a_confidential_search_the_request_comes_last_and_nothing_is_linked(self) -> None:
        trusted = a_contact(trust=Disclosure.TRUSTED)
        profile = a_search(
            applied_to("Fennel", (INTERVIEW, "2026-10-20"), disclosure=Disclosure.TRUSTED),
            contact=trusted,
            search=a_confidential_search(),
        )
        letter = render(tell(profile))
        assert letter.subject == "A private note"
        request = "My employer doesn't know I'm looking, so please keep all of this between us."
        assert letter.flowing_text.split("\n\n")[-3] == request
        assert "http" not in letter.text
        assert letter.flowing_text.count("between us") == 1


class TestInsiders:
    def test_an_insider_hears_of_their_own_company_only(self) -> None:
        ted = a_contact(company="Fennel & Rye Ltd", interests=("bakery",))
        news = (
            News(Prose("Quayside opens a second mill."), date=day("2026-10-10")),
            News(Prose("Flour prices fell."), date=day("2026-10-10")),
        )
        profile = a_search(
            applied_to("Fennel & Rye", (APPLIED, "2026-10-01")),
            applied_to("Quayside", (INTERVIEW, "2026-10-02")),
            contact=ted,
            target_companies=(a_company("Tamar Preserves"),),
            news=news,
        )
        text = said(tell(profile))
        assert "I applied for the Technical Manager job at Fennel & Rye on" in text
        assert "since you work there" in text
        assert "Flour prices fell." in text
        assert [name for name in ("Quayside", "Tamar") if name in text] == []

    def test_those_who_decided_are_not_told_what_they_decided(self) -> None:
        ruth = a_person()
        over = applied_to("Fennel", (INTERVIEW, "2026-10-06"), (Stage.REJECTED, "2026-10-12"), hiring_manager=ruth)
        profile = a_search(over)
        assert tell(profile, reader_of(a_snapshot(profile), ruth)).is_empty

    def test_nobody_who_decides_is_told_what_they_know(self) -> None:
        ruth = a_person()
        profile = a_search(applied_to("Fennel", (INTERVIEW, "2026-10-06"), hiring_manager=ruth))
        assert tell(profile, reader_of(a_snapshot(profile), ruth)).is_empty


class TestRecruiters:
    AGENCY = a_contact("Felicity", relationship=Relationship.RECRUITER_AGENCY, email="f@example.com")

    def test_an_agency_reads_where_not_to_submit_whatever_came_of_it(self) -> None:
        profile = a_search(
            applied_to("Fennel Ltd", (INTERVIEW, "2026-10-06")),
            applied_to("Quayside", (APPLIED, "2026-08-01"), (Stage.REJECTED, "2026-08-20")),
            applied_to("Theirs", (INTERVIEW, "2026-10-05"), agency=self.AGENCY),
            contact=self.AGENCY,
        )
        text = said(tell(profile))
        assert "I have applied to Fennel and Quayside myself, so please do not put me forward there." in text
        assert "I had an interview for the Technical Manager job at Theirs on 5 October and am waiting to hear." in text

    def test_what_may_not_be_named_is_asked_about(self) -> None:
        hidden = applied_to("Fennel", (APPLIED, "2026-10-06"), disclosure=Disclosure.PRIVATE)
        text = said(tell(a_search(hidden, applied_to("Quayside", (APPLIED, "2026-10-06")), contact=self.AGENCY)))
        assert "so please check with me before you put me forward." in text
        assert "Quayside" not in text


class TestHopes:
    def test_active_targets_without_application_tier_a_first(self) -> None:
        profile = a_search(
            applied_to("Applied To Ltd", (APPLIED, "2026-08-01")),
            target_companies=(
                a_company("B1"),
                a_company("A1", tier=Tier.A),
                a_company("Applied To"),
                a_company("Dropped", status=CompanyStatus.DROPPED),
                a_company("Paused", status=CompanyStatus.PAUSED),
                a_company("Said No", status=CompanyStatus.TURNED_DOWN),
            ),
        )
        update = tell(profile, days=Window(day("2026-10-01"), TODAY))
        assert "I'm hoping for a way into A1 or B1. Do you know anyone at one of them?" in said(update)
        assert tell(profile, None, *as_told(update, "2026-10-15"), days=Window(day("2026-10-01"), TODAY)).is_empty

    def test_with_a_day_it_is_news_from_that_day(self) -> None:
        targets = a_company("Old", added=day("2026-09-01")), a_company("New", added=day("2026-10-01"))
        update = tell(a_search(target_companies=targets), days=Window(day("2026-10-01"), TODAY))
        assert "a way into New." in said(update)

    def test_a_company_one_has_talked_with_is_not_hoped_for(self) -> None:
        talk = Touchpoint(
            PartialDate(2026, 10, 8), person="Ana", company="Tamar", kind=TouchKind.INFORMATIONAL_INTERVIEW
        )
        profile = a_search(target_companies=(a_company("Tamar"),), touchpoints=(talk,))
        text = said(tell(profile))
        assert "I've talked with someone at Tamar, just for advice." in text
        assert "a way into" not in text


class TestFinds:
    def finds(self, profile: Profile, *told: Told) -> list[str]:
        return [find.headline for find in tell(profile, None, *told, days=Window(day("2026-10-01"), TODAY)).finds]

    def test_what_is_theirs_comes_first_and_alone_then_what_meets_their_interests(self) -> None:
        ted = a_contact(interests=("Bäckerei",))
        when = day("2026-10-09")
        theirs = News(Prose("For Ted alone."), date=day("2026-08-01"), reader=ted)
        others = (
            News(Prose("For all."), date=when),
            News(Prose("For bakers."), date=when, audience=("backerei",)),
            News(Prose("For brewers."), date=when, audience=("beer",)),
            News(Prose("For Bea alone."), date=when, reader=a_contact("Bea Li")),
            News(Prose("Too early."), date=day("2026-10-16")),
            News(Prose("Too old."), date=day("2026-09-30")),
            News(Prose("Too late."), date=when, deadline=day("2026-10-14")),
            News(Prose("Trusted only."), date=when, disclosure=Disclosure.TRUSTED),
        )
        profile = a_search(contact=ted, news=(theirs, *others))
        assert self.finds(profile) == ["For Ted alone."]
        assert self.finds(profile, *as_told(tell(profile), "2026-10-10")) == ["For bakers."]
        assert self.finds(a_search(news=others)) == ["For all."]

    def test_a_find_of_theirs_that_was_not_sent_begins_their_next_update_and_is_then_told(self) -> None:
        ted = a_contact()
        news = News(
            Prose("The archive gives away its cabinets."), date=day("2026-09-01"), reader=ted,
            why=Prose("You were looking for some."), url=Url("https://example.org/x"), deadline=day("2026-11-13"),
        )  # fmt: skip
        profile = a_search(applied_to("Fennel", (APPLIED, "2026-10-01")), contact=ted, news=(news,))
        letter = render(tell(profile))
        assert letter.subject == "Something for you, before 13 November"
        assert letter.flowing_text.split("\n\n")[1] == (
            "You were looking for some, so this is for you. The archive gives away its cabinets. "
            "The deadline is Friday 13 November, and the details are at https://example.org/x."
        )
        assert [item.kind for item in letter.items].count(Kind.NEWS) == 1

    def test_a_name_the_reader_may_not_know_keeps_news_back(self) -> None:
        news = News(Prose("Crumb & Crust opened a mill."), date=day("2026-10-09"))
        target = a_company("Crumb & Crust Ltd", disclosure=Disclosure.TRUSTED)
        assert self.finds(a_search(news=(news,), target_companies=(target,))) == []

    def test_who_works_there_gets_no_news_of_their_own_company_unless_it_was_kept_for_them(self) -> None:
        gus = a_contact(company="Fennel")
        own = News(Prose("Fennel is adding four ovens."), date=day("2026-10-09"))
        for news, is_told in ((own, False), (replace(own, reader=gus), True)):
            profile = a_search(contact=gus, target_companies=(a_company("Fennel"),), news=(news,))
            assert ("four ovens" in said(tell(profile))) is is_told

    def test_an_offer_to_ask_around_keeps_nobody_from_the_question_about_the_next_talk(self) -> None:
        ted = a_contact(offered_help=an_offer("2026-10-01", "ask around at your site"))
        ahead = applied_to("Fennel", (APPLIED, "2026-10-01"), (INTERVIEW, "2026-10-20"))
        letter = said(tell(a_search(ahead, contact=ted, target_companies=(a_company("Tamar"),))))
        assert (
            "Would you ask whether anyone knows somebody there? A name at Fennel would help, too, best before 20 October."
        ) in letter

    def test_the_subject_asks_what_the_letter_asks(self) -> None:
        ahead = applied_to("Bradfield Royal Infirmary Trust", (APPLIED, "2026-10-01"), (INTERVIEW, "2026-10-20"))
        letter = render(tell(a_search(ahead, target_companies=(a_company("Tamar"),))))
        assert letter.subject == "Do you know anyone at Tamar?"

    def test_what_is_offered_later_was_not_offered_yet(self) -> None:
        ted = a_contact(offered_help=an_offer("2026-12-01", "ask around at your site"))
        assert "You offered" not in said(tell(a_search(contact=ted, target_companies=(a_company("Tamar"),))))

    def test_in_a_secret_search_somebody_inside_is_not_taken_up_on_asking_around(self) -> None:
        gus = a_contact(company="Tamar", offered_help=an_offer("2026-10-01", "ask around at your site"))
        profile = a_search(contact=gus, target_companies=(a_company("Tamar"),))
        assert "You offered to ask around" in said(tell(profile))
        assert "You offered" not in said(tell(replace(profile, search=a_confidential_search())))

    def test_what_was_offered_is_said_in_its_own_words(self) -> None:
        ted = a_contact(offered_help=an_offer("2026-10-01", "give me a reference"))
        ahead = applied_to("Fennel", (APPLIED, "2026-10-01"), (INTERVIEW, "2026-10-20"))
        assert "You offered to give me a reference. If Fennel asks for one" in said(tell(a_search(ahead, contact=ted)))

    def test_nothing_but_a_find_makes_a_short_letter(self) -> None:
        letter = render(tell(a_search(news=(News(Prose("Flour prices fell."), date=day("2026-10-09")),))))
        assert letter.subject == "Something for you"
        assert (
            "Here's something that may be of use to you. Flour prices fell.\n\nI'm still looking" in letter.flowing_text
        )
        assert letter.words <= 120


class TestAsks:
    def test_the_talk_that_comes_leads_the_question_and_a_hope_follows(self) -> None:
        ahead = applied_to("Fennel", (INTERVIEW, "2026-10-02"), (FINAL, "2026-10-20"))
        profile = a_search(ahead, target_companies=(a_company("Tamar"),))
        letter = render(tell(profile))
        assert letter.subject == "Final interview at Fennel on 20 October"
        assert (
            "I'm also hoping for a way into Tamar. Do you know anyone there? "
            "And is there anyone at Fennel I could talk to before 20 October?"
        ) in letter.flowing_text

    def test_without_either_it_is_about_what_was_applied_for_and_else_about_the_titles(self) -> None:
        applied = (applied_to("Fennel", (APPLIED, "2026-10-01")), applied_to("Tamar", (APPLIED, "2026-10-02")))
        assert "Do you know anyone at Tamar or Fennel? Any department will do; a name is enough." in said(
            tell(a_search(*applied))
        )
        waiting = applied_to("Fennel", (INTERVIEW, "2026-10-01"))
        assert "Do you know anyone who works as Quality Manager or Technical Manager, or who hires them?" in said(
            tell(a_search(waiting))
        )

    def test_who_knows_people_at_the_companies_is_asked_for_one_favour_each(self) -> None:
        ted = a_contact(knows=("Tamar", "Fennel Ltd"))
        profile = a_search(
            applied_to("Fennel", (APPLIED, "2026-10-01")),
            applied_to("Quayside", (INTERVIEW, "2026-10-01")),
            contact=ted,
            target_companies=(a_company("Tamar Ltd"),),
        )
        letter = render(tell(profile))
        assert letter.subject == "Fennel and Tamar"
        assert "You know people at Fennel and Tamar, so here are two small questions." in letter.flowing_text
        assert "Who at Tamar would be good to talk to?" in letter.flowing_text
        assert "My other news: I had an interview for the Technical Manager job at Quayside" in letter.flowing_text

    def test_who_pointed_to_a_company_and_knows_people_there_is_asked_about_it(self) -> None:
        ted = a_contact(knows=("Fennel",))
        given = Referral(
            ted, to="Anne", company="Fennel", received=day("2026-09-20"), suitable=True, loop_closed=day("2026-09-25")
        )
        ahead = applied_to("Fennel", (APPLIED, "2026-10-01"), (INTERVIEW, "2026-10-20"))
        text = said(tell(a_search(ahead, contact=ted, referrals=(given,))))
        assert "I have you to thank for that." in text
        assert "You know people at Fennel. Who there would be good to talk to before 20 October?" in text

    def test_no_letter_asks_more_than_two_questions(self) -> None:
        targets = tuple(map(a_company, ("Orchard", "Tamar", "Elm")))
        profile = a_search(applied_to("Fennel", (INTERVIEW, "2026-10-20")), target_companies=targets)
        for changes in ({}, {"in_field": False}, {"knows": ("Orchard", "Tamar", "Elm")}):
            assert said(tell(replace(profile, contacts=(a_contact(**changes),)))).count("?") <= 2

    def test_an_open_loop_is_reported_and_nothing_is_asked(self) -> None:
        ted = a_contact()
        referral = Referral(ted, to="Ruth Abernathy", received=day("2026-10-05"), acted=day("2026-10-06"))
        profile = a_search(applied_to("Fennel", (APPLIED, "2026-10-01")), contact=ted, referrals=(referral,))
        text = said(tell(profile))
        assert (
            "Thank you for pointing me to Ruth Abernathy. I got in touch on 6 October. "
            "I'll let you know what comes of it." in text
        )
        assert "?" not in text
        closed = replace(referral, loop_closed=day("2026-10-07"))
        assert "?" in said(tell(replace(profile, referrals=(closed,))))

    def test_what_came_of_a_referral_is_not_told_twice(self) -> None:
        ted = a_contact()
        events = (APPLIED, "2026-10-01"), (Stage.REJECTED, "2026-10-10")
        result = Referral(ted, company="Fennel", received=day("2026-09-20"), result=Prose("They chose another."))
        applied = applied_to("Quayside", (APPLIED, "2026-10-02"))
        profile = a_search(applied_to("Fennel", *events), applied, contact=ted, referrals=(result,))
        update = tell(profile)
        text = said(update)
        assert "They chose another." in text
        assert "turned down" not in text
        assert "As for the rest of my search: I applied for the Technical Manager job at Quayside on" in text
        assert tell(profile, None, *as_told(update, "2026-10-15")).is_empty


class TestReaders:
    def test_the_personal_line_is_said_once(self) -> None:
        ted = a_contact(opening=Prose("Thanks again for breakfast."))
        profile = a_search(applied_to("Fennel", (APPLIED, "2026-10-01")), contact=ted)
        first = tell(profile)
        assert said(first).split("\n\n")[1] == "Thanks again for breakfast."
        later = replace(profile, applications=(*profile.applications, applied_to("Tamar", (APPLIED, "2026-10-10"))))
        assert "breakfast" not in said(tell(later, None, *as_told(first, "2026-10-05")))

    def test_how_they_met_is_said_in_the_first_letter(self) -> None:
        ted = a_contact(tie=Tie.WEAK, how_we_met=Prose("We met at a fair."))
        profile = a_search(applied_to("Fennel", (APPLIED, "2026-10-10")), contact=ted)
        assert "We met at a fair." in said(tell(profile))
        assert "We met" not in said(tell(profile, None, Told("ted alder", "x", "update", day("2026-10-01"))))

    def test_a_friend_reads_three_sentences_and_no_list_and_no_link(self) -> None:
        ted = a_contact(relationship=Relationship.CLOSE_FRIEND)
        profile = a_search(
            applied_to("Fennel", (INTERVIEW, "2026-10-20")),
            applied_to("Tamar", (INTERVIEW, "2026-10-01"), (Stage.REJECTED, "2026-10-05")),
            *(applied_to(f"Firm {n}", (APPLIED, f"2026-10-0{n}")) for n in range(1, 4)),
            contact=ted,
            target_titles=(Title("Technical Manager", plain="keeping a factory safe"),),
        )
        update = tell(profile)
        text = said(update)
        assert "\n- " not in text
        assert "http" not in text
        assert text.split("\n\n")[1] == (
            "Good news: I have an interview for a job keeping a factory safe at Fennel on Tuesday 20 October. "
            "I was turned down at Tamar after an interview. "
            "I was sorry about that one, and I'd still like to work there. "
            "I've also applied to three other places."
        )

    def test_outside_the_field_the_subject_asks_and_jobs_are_in_everyday_words(self) -> None:
        ted = a_contact(in_field=False)
        profile = a_search(
            applied_to("Fennel", (APPLIED, "2026-10-01")),
            contact=ted,
            target_titles=(Title("Technical Manager", plain="head of a factory's kitchen"),),
            target_companies=(a_company("Tamar"),),
        )
        letter = render(tell(profile))
        assert letter.subject == "Do you know anyone at Tamar?"
        assert "I applied for the Technical Manager job at Fennel on 1 October." in letter.flowing_text
        assert "into Tamar. Do you know anyone there?" in letter.flowing_text

    def test_advice_is_answered_once(self) -> None:
        ted = a_contact()
        talk = Touchpoint(
            PartialDate(2026, 10, 8), ted, kind=TouchKind.INFORMATIONAL_INTERVIEW, learned=Prose("You said: call.")
        )
        profile = a_search(applied_to("Fennel", (APPLIED, "2026-10-10")), contact=ted, touchpoints=(talk,))
        assert "Thank you for talking with me on 8 October. You said: call." in said(tell(profile))
        assert "You said" not in said(tell(profile, None, Told("ted alder", "x", "update", day("2026-10-09"))))

    def test_somebody_not_heard_of_for_years_gets_a_letter_that_says_so(self) -> None:
        ted = a_contact(tie=Tie.DORMANT, how_we_met=Prose("We trained together in 2009."))
        profile = a_search(applied_to("Fennel", (APPLIED, "2026-10-01")), contact=ted)
        letter = render(tell(profile))
        assert letter.subject == "Hello again, and a question"
        assert "It's been a long time. We trained together in 2009." in letter.flowing_text
        assert "Fennel" not in letter.flowing_text
        since = replace(profile, contacts=(replace(ted, offered_help=an_offer("2026-10-01")),))
        assert "a long time" not in said(tell(since))

    def test_on_paper_nothing_is_linked(self) -> None:
        ted = a_contact(email=None, post=("1 High Street",), interests=("bakery",))
        news = News(Prose("A fair."), date=day("2026-10-09"), audience=("bakery",), url=Url("https://example.org/x"))
        text = said(tell(a_search(applied_to("Fennel", (APPLIED, "2026-10-01")), contact=ted, news=(news,))))
        assert "http" not in text
        assert "My CV is enclosed." in text

    def test_a_resume_that_is_a_file_is_not_linked(self) -> None:
        search = a_search(applied_to("Fennel", (APPLIED, "2026-10-05")), resume=Resume(file="cv/nia.pdf"))
        assert "CV" not in said(tell(search))

    @pytest.mark.parametrize("changes", [{}, {"in_field": False}, {"relationship": Relationship.CLOSE_FRIEND}])
    @pytest.mark.parametrize("titles", [(), (Title("Cook"),)])
    def test_the_smallest_profile_makes_a_letter_that_reads_well(
        self, changes: dict[str, Any], titles: tuple[Title, ...]
    ) -> None:
        smallest = Profile(
            name="Nia Pargeter",
            target_titles=titles,
            applications=(an_application("Fennel", "Cook"),),
            contacts=(a_contact(**changes),),
        )
        text = said(tell(smallest))
        assert re.search(r"I applied (?:for the Cook job at|to) Fennel on ", text)
        assert [gap for gap in (" .", " ,", "  ", "None", "()") if gap in text] == []

    def test_nobody_in_particular_is_not_thought_to_have_had_a_letter(self) -> None:
        profile = a_search(applied_to("Fennel", (APPLIED, "2026-10-05")), target_companies=(a_company("Tamar"),))
        reader = general_reader(profile)
        text = said(tell(profile, reader, days=Window(day("2026-10-01"), TODAY, asked=True)))
        assert text.startswith("Hello,")
        assert "since 1 October" in text
        assert "I wrote" not in text
        assert text.endswith("Nia Pargeter")


def test_why_the_seeker_would_love_to_work_there_is_said_once_of_what_is_open() -> None:
    why = Prose("They bake through the night.")
    profile = a_search(
        applied_to("Fennel", (APPLIED, "2026-10-01")),
        applied_to("Tamar", (INTERVIEW, "2026-10-01"), (Stage.REJECTED, "2026-10-05")),
        target_companies=(a_company("Fennel", why=why), a_company("Tamar", why=why)),
    )
    assert said(tell(profile)).count("I'd love to work there, because they bake through the night.") == 1


def test_who_works_where_an_application_ended_long_ago_hears_of_the_rest() -> None:
    ended = applied_to("Mulkear", (APPLIED, "2026-07-01"), (Stage.CANCELLED, "2026-08-19"))
    other = applied_to("Fennel", (APPLIED, "2026-10-01"))
    there = a_contact(company="Mulkear", relationship=Relationship.COLLEAGUE)
    assert "Fennel" in said(tell(a_search(ended, other, contact=there)))
    assert "Fennel" not in said(tell(a_search(ended, other, contact=there, target_companies=(a_company("Mulkear"),))))


def test_an_offer_is_not_taken_up_where_it_was_done_or_all_has_ended() -> None:
    helper = a_contact(offered_help=an_offer(what="put in a word at Tamar"))
    ended = applied_to("Tamar", (INTERVIEW, "2026-10-01"), (Stage.REJECTED, "2026-10-05"))
    open_there = applied_to("Tamar", (APPLIED, "2026-10-01"))
    taken_up = "You offered to put in a word at Tamar"
    assert taken_up in said(tell(a_search(open_there, contact=helper)))
    assert taken_up not in said(tell(a_search(ended, contact=helper)))
    long_name = replace(ended, company="The Tamar Preserves Company")
    short = (a_company("The Tamar Preserves Company", short_name="Tamar"),)
    assert taken_up not in said(tell(a_search(long_name, contact=helper, target_companies=short)))
    assert taken_up not in said(tell(a_search(replace(open_there, referral_from=helper), contact=helper)))


@pytest.mark.parametrize("what", ["ask around at Tamar", "tell me how they work at Tamar"])
def test_what_was_offered_of_a_company_where_all_has_ended_is_not_recalled_before_a_talk_elsewhere(what: str) -> None:
    helper = a_contact(offered_help=an_offer(what=what))
    ended = applied_to("Tamar", (INTERVIEW, "2026-10-01"), (Stage.REJECTED, "2026-10-05"))
    assert what not in said(tell(a_search(ended, applied_to("Fennel", (INTERVIEW, "2026-10-20")), contact=helper)))


def test_what_was_offered_and_done_for_one_company_is_not_asked_for_another() -> None:
    helper = a_contact(offered_help=an_offer(what="speak to the manager at Tamar"))
    through = replace(applied_to("Tamar", (APPLIED, "2026-10-01")), referral_from=helper)
    text = said(tell(a_search(through, contact=helper, target_companies=(a_company("Wye"),))))
    assert "into Wye. Do you know anyone there?" in text
    assert "You offered" not in text


def test_one_place_left_over_is_told_and_not_counted() -> None:
    ended = [applied_to(name, (INTERVIEW, "2026-10-02"), (Stage.REJECTED, "2026-10-09")) for name in ("Tamar", "Wye")]
    ahead = applied_to("Fennel", (INTERVIEW, "2026-10-20"))
    friend = a_contact(relationship=Relationship.CLOSE_FRIEND, trust=Disclosure.TRUSTED)
    text = said(tell(a_search(*ended, ahead, applied_to("Quayside", (APPLIED, "2026-10-03")), contact=friend)))
    assert "I've also applied to Quayside." in text
    assert "other place" not in text


def test_a_mentor_is_asked_of_the_hope_and_of_the_next_talk() -> None:
    mentor = a_contact(relationship=Relationship.MENTOR)
    profile = a_search(
        applied_to("Fennel", (INTERVIEW, "2026-10-20")), contact=mentor, target_companies=(a_company("Tamar"),)
    )
    asked = "into Tamar. Who would you talk to there, in my place? And what would you ask at Fennel?"
    assert asked in said(tell(profile))
    assert asked in said(tell(replace(profile, search=a_confidential_search())))


def test_where_a_name_has_led_to_something_nobody_hopes_for_a_way_in() -> None:
    sam = a_contact("Sam", email="sam@example.com")
    led = Referral(sam, company="Tamar", result=Prose("There is nothing before July."))
    profile = a_search(target_companies=(a_company("Tamar"), a_company("Wye")), referrals=(led,))
    assert "for a way into Wye." in said(tell(profile))


def test_what_the_reader_said_ties_a_find_to_them() -> None:
    find = News(Prose("The council runs a course."), date=day("2026-10-12"), audience=("everyone",))
    letters = [
        said(tell(a_search(news=(replace(find, why=Prose(why)),)))) for why in ("You asked for one.", "It is free.")
    ]
    assert "You asked for one, so this is for you. The council runs a course." in letters[0]
    assert "for you" not in letters[0].split("course.")[1]
    assert "something that may be of use to you. The council runs a course. It is free." in letters[1]


def test_a_hope_has_a_question_of_its_own_beside_an_offer_for_the_next_talk() -> None:
    ted = a_contact(offered_help=an_offer("2026-10-01", "give me a reference"))
    ahead = applied_to("Fennel", (APPLIED, "2026-10-01"), (INTERVIEW, "2026-10-20"))
    text = said(tell(a_search(ahead, contact=ted, target_companies=(a_company("Tamar"),))))
    assert "into Tamar. Do you know anyone there? You offered to give me a reference. If Fennel asks" in text
