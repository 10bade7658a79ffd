from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import pytest

from jobnet.documents.update import (
    LAST,
    About,
    Anchor,
    Ask,
    Done,
    Shape,
    Since,
    Update,
    Window,
    parse_date,
    parse_since,
    update_for,
    window,
)
from jobnet.errors import Exit, JobnetError
from jobnet.facts.history import BY_HAND, History, Told
from jobnet.facts.readers import general_reader, reader_of, reader_of_person
from jobnet.facts.status import Closed, Job, Line
from jobnet.profile.model import (
    LIMITS,
    CompanyStatus,
    Disclosure,
    EventFormat,
    News,
    Offer,
    PartialDate,
    Profile,
    Prose,
    PublicLabel,
    Referral,
    Relationship,
    Resume,
    Rules,
    Search,
    Stage,
    Tie,
    Tier,
    Title,
    TouchKind,
    Touchpoint,
)
from jobnet.rendering import render
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
    from jobnet.facts.readers import Reader
    from jobnet.profile.model import Application, Contact

TODAY = day("2026-10-15")
APPLIED, INTERVIEW, FINAL = Stage.APPLIED, Stage.INTERVIEW, Stage.FINAL


def a_search(*applications: Application, contact: Contact | None = None, **changes: Any) -> Profile:
    """A search with just these applications and no other targets."""
    known: dict[str, Any] = {"applications": applications, "target_companies": ()}
    if contact is not None:
        known["contacts"] = (contact,)
    return a_profile(**(known | changes))


def tell(
    profile: Profile, reader: Reader | None = None, *told: Told, again: bool = False, days: Window | None = None
) -> Update:
    """The update for this reader (the first contact by default), over everything there ever was by default."""
    reader = reader or reader_of(a_snapshot(profile), profile.contacts[0])
    days = days or Window(None, TODAY, asked=True)
    return update_for(profile, reader, days, today=TODAY, history=History(told), again=again)


def applied_to(
    company: str, *events: tuple[Stage, str], position: str = "Technical Manager", **more: Any
) -> Application:
    return an_application(company, position, events=tuple(an_event(*event) for event in events), **more)


def lists(update: Update) -> dict[str, list[str]]:
    """Every list that is not empty, its lines as `company: positions`."""
    found = {
        name: [": ".join((line.company, *line.positions)) for line in getattr(update.status, name)]
        for name in ("interviewed", "applied", "coming_up", "interested")
    }
    found["closed"] = [closed.company for closed in update.status.closed]
    return {name: each for name, each in found.items() if each}


class TestSince:
    @pytest.mark.parametrize(
        ("typed", "date"),
        [
            ("2026-09-15", "2026-09-15"),
            ("2026-10-15", "2026-10-15"),
            ("10d", "2026-10-05"),
            ("2w", "2026-10-01"),
            ("3 weeks", "2026-09-24"),
            ("1 WEEK", "2026-10-08"),
            ("1mo", "2026-09-15"),
            ("8mo", "2026-02-15"),
            ("2 months", "2026-08-15"),
            ("0d", "2026-10-15"),
        ],
    )
    def test_a_date_or_a_duration(self, typed: str, date: str) -> None:
        assert parse_since(typed, TODAY) == Since(day(date))

    def test_a_month_back_ends_where_the_shorter_month_does(self) -> None:
        assert parse_since("1mo", day("2026-03-31")) == Since(day("2026-02-28"))

    def test_everything_and_what_is_untold(self) -> None:
        assert parse_since("all", TODAY).everything
        assert parse_since("last", TODAY).is_last

    @pytest.mark.parametrize(
        "typed",
        ["20260301", "2026-W10-7", "2026-3-1", "2026-02-30", "yesterday", "", "2", "w", "1m", "-2w", "2w3d",
         "٢w", "2026-03-01T00:00", "9999999d", "99999mo"],
    )  # fmt: skip
    def test_nothing_else(self, typed: str) -> None:
        with pytest.raises(JobnetError) as refused:
            parse_since(typed, TODAY)
        assert refused.value.exit_code is Exit.USAGE

    def test_a_day_to_come_is_refused_and_both_days_are_named(self) -> None:
        with pytest.raises(JobnetError, match=r"2026-10-16.*2026-10-15") as refused:
            parse_since("2026-10-16", TODAY)
        assert refused.value.exit_code is Exit.USAGE

    def test_an_end_before_the_start_is_refused_and_both_days_are_named(self) -> None:
        profile = a_profile()
        with pytest.raises(JobnetError, match=r"2026-10-10.*2026-10-01"):
            window(
                profile,
                general_reader(profile),
                since=Since(day("2026-10-10")),
                until=day("2026-10-01"),
                today=TODAY,
                history=History(),
            )

    def test_an_end_to_come_is_refused(self) -> None:
        profile = a_profile()
        with pytest.raises(JobnetError, match=r"2026-10-16.*2026-10-15"):
            window(profile, general_reader(profile), until=day("2026-10-16"), today=TODAY, history=History())

    def test_until_takes_a_date_only(self) -> None:
        assert parse_date("2026-10-01", "--until") == day("2026-10-01")
        with pytest.raises(JobnetError, match="--until '2w'"):
            parse_date("2w", "--until")


class TestWindow:
    def reach(self, profile: Profile, *told: Told) -> Window:
        reader = reader_of(a_snapshot(profile), profile.contacts[0])
        return window(profile, reader, since=LAST, today=TODAY, history=History(told))

    def test_last_reaches_back_to_the_first_thing_told(self) -> None:
        ted = a_contact(offered_help=an_offer("2026-10-02"))
        told = Told("ted alder", "x", "brief", day("2026-09-28")), Told("ted alder", "y", "update", day("2026-10-09"))
        assert self.reach(a_profile(contacts=(ted,)), *told) == Window(day("2026-09-28"), TODAY)

    def test_else_to_the_offer_of_help(self) -> None:
        ted = a_contact(offered_help=an_offer("2026-10-02"))
        search = Search(started=day("2026-09-01"))
        assert self.reach(a_profile(contacts=(ted,), search=search)) == Window(day("2026-10-02"), TODAY)

    def test_else_to_the_start_of_the_search(self) -> None:
        assert self.reach(a_profile(search=Search(started=day("2026-09-01")))) == Window(day("2026-09-01"), TODAY)

    def test_else_four_weeks_which_is_said(self) -> None:
        assert self.reach(a_profile()) == Window(day("2026-09-17"), TODAY, assumed=True)


class TestLists:
    def test_each_application_stands_once_in_its_latest_state(self) -> None:
        update = tell(
            a_search(
                applied_to("Harbourside", (APPLIED, "2026-09-21"), (INTERVIEW, "2026-10-06")),
                applied_to("Fennel", (APPLIED, "2026-10-01")),
                applied_to("Quayside", (Stage.INTERESTED, "2026-10-02")),
                target_companies=(a_company("Tamar Preserves"), a_company("Fennel")),
            )
        )
        assert lists(update) == {
            "interviewed": ["Harbourside: Technical Manager"],
            "applied": ["Fennel: Technical Manager"],
            "interested": ["Quayside: Technical Manager", "Tamar Preserves"],
        }
        assert len(update.items) == len({item.id for item in update.items}) == 4

    def test_the_window_is_inclusive_and_judges_the_latest_event(self) -> None:
        profile = a_search(
            applied_to("On The Day", (APPLIED, "2026-10-01")),
            applied_to("Day Before", (APPLIED, "2026-09-30")),
            applied_to("Applied Before", (APPLIED, "2026-09-10"), (INTERVIEW, "2026-10-03")),
            applied_to("Added Late", (APPLIED, "2026-08-01")),
        )
        update = tell(profile, days=Window(day("2026-10-01"), TODAY, asked=True))
        assert lists(update) == {
            "interviewed": ["Applied Before: Technical Manager"],
            "applied": ["On The Day: Technical Manager"],
        }
        assert update.since == day("2026-10-01")

    def test_until_tells_things_as_they_stood_that_day(self) -> None:
        profile = a_search(applied_to("Fennel", (APPLIED, "2026-10-01"), (INTERVIEW, "2026-10-10")))
        update = tell(profile, days=Window(None, day("2026-10-05"), asked=True))
        assert lists(update) == {"applied": ["Fennel: Technical Manager"]}
        assert update.until == day("2026-10-05")

    def test_a_talk_to_come_is_coming_up_and_not_done(self) -> None:
        planned = an_event(INTERVIEW, "2026-10-20")
        profile = a_search(an_application("Fennel", events=(an_event(APPLIED, "2026-10-01"), planned)))
        update, applied = tell(profile), (day("2026-10-01"),)
        assert update.status.applied == (
            Line("Fennel", (Job("Technical Manager", planned, done_on=applied, applied_on=applied),)),
        )
        assert update.next_talk == planned
        assert not update.status.interviewed

    def test_a_talk_to_come_is_told_though_nothing_else_is_new(self) -> None:
        profile = a_search(applied_to("Fennel", (APPLIED, "2026-08-01"), (FINAL, "2026-10-20")))
        update = tell(profile, days=Window(day("2026-10-14"), TODAY))
        assert lists(update) == {"coming_up": ["Fennel: Technical Manager"]}
        told = [Told("ted alder", item.id, "update", day("2026-10-14")) for item in update.items]
        assert tell(profile, None, *told).is_empty

    def test_when_it_has_taken_place_it_is_new_again(self) -> None:
        profile = a_search(applied_to("Fennel", (APPLIED, "2026-09-01"), (INTERVIEW, "2026-10-20")))
        told = [Told("ted alder", item.id, "update", TODAY) for item in tell(profile).items]
        later = day("2026-10-21")
        days = Window(None, later)
        reader = reader_of(a_snapshot(profile), profile.contacts[0])
        update = update_for(profile, reader, days, today=later, history=History(tuple(told)))
        assert lists(update) == {"interviewed": ["Fennel: Technical Manager"]}

    def test_two_jobs_at_one_company_share_a_line(self) -> None:
        update = tell(
            a_search(
                applied_to("Fennel & Rye", (APPLIED, "2026-10-02"), position="Quality Manager"),
                applied_to("Fennel and Rye Ltd", (APPLIED, "2026-10-01"), position="Auditor"),
            )
        )
        assert lists(update) == {"applied": ["Fennel & Rye: Quality Manager: Auditor"]}
        assert update.done.applications == 2

    def test_a_test_alone_is_no_interview(self) -> None:
        test = an_event(INTERVIEW, "2026-10-05", format=EventFormat.TEST)
        profile = a_search(an_application("Fennel", events=(an_event(APPLIED, "2026-10-01"), test)))
        assert lists(tell(profile)) == {"applied": ["Fennel: Technical Manager"]}

    def test_a_reopened_application_is_one_line_without_its_past(self) -> None:
        profile = a_search(
            applied_to(
                "Fennel",
                (APPLIED, "2026-09-01"),
                (INTERVIEW, "2026-09-10"),
                (Stage.REJECTED, "2026-09-20"),
                (Stage.REINSTATED, "2026-10-12"),
            )
        )
        update = tell(profile)
        assert lists(update) == {"interviewed": ["Fennel: Technical Manager"]}
        assert update.status.interviewed[0].jobs[0].reopened

    def test_what_was_done_before_the_day_named_is_not_counted_as_done_since(self) -> None:
        profile = a_search(
            applied_to(
                "Reopened", (APPLIED, "2026-09-01"), (Stage.REJECTED, "2026-09-09"), (Stage.REINSTATED, "2026-10-12")
            ),
            applied_to("Fennel", (APPLIED, "2026-10-05")),
        )
        update = tell(profile, days=Window(day("2026-10-01"), TODAY, asked=True))
        assert len(update.status.applied) == 2
        assert (update.done.applications, update.main) == (1, update.status.applied[1])

    def test_what_is_counted_as_done_counts_whatever_came_of_it(self) -> None:
        profile = a_search(
            applied_to("Fennel", (APPLIED, "2026-10-02"), (INTERVIEW, "2026-10-05")),
            applied_to("Tamar", (APPLIED, "2026-10-03"), (INTERVIEW, "2026-10-06"), (Stage.REJECTED, "2026-10-09")),
            applied_to("Quayside", (APPLIED, "2026-10-04")),
            applied_to("Hidden", (APPLIED, "2026-10-04"), disclosure=Disclosure.PRIVATE),
            applied_to("Earlier", (APPLIED, "2026-09-04"), (INTERVIEW, "2026-10-07")),
        )
        update = tell(profile, days=Window(day("2026-10-01"), TODAY, asked=True))
        assert update.done == Done(interviews=3, applications=3, both=1, over=1)
        assert update.done.open_interviews == 2

    def test_what_was_done_names_the_company_only_while_it_is_open_there(self) -> None:
        steps = ((APPLIED, "2026-10-02"), (INTERVIEW, "2026-10-05"))
        beside = applied_to("Quayside", (APPLIED, "2026-09-04"), (Stage.REINSTATED, "2026-10-04"))
        days = Window(day("2026-10-01"), TODAY, asked=True)
        assert tell(a_search(beside, applied_to("Fennel", *steps)), days=days).done == Done(
            1, 1, "Fennel", "Fennel", both=1
        )
        over = applied_to("Fennel", *steps, (Stage.REJECTED, "2026-10-09"))
        assert tell(a_search(beside, over), days=days).done == Done(1, 1, over=1)

    def test_long_lists_are_cut_and_the_rest_is_told_another_time(self) -> None:
        profile = a_search(*(applied_to(f"Firm {n}", (APPLIED, f"2026-10-{n:02}")) for n in range(1, 9)))
        first = tell(profile)
        assert [line.company for line in first.status.applied] == [f"Firm {n}" for n in (8, 7, 6, 5, 4)]
        assert first.status.more_applied == 3
        told = [Told("ted alder", item.id, "update", TODAY) for item in first.items]
        second = tell(profile, None, *told)
        assert [line.company for line in second.status.applied] == ["Firm 3", "Firm 2", "Firm 1"]
        assert second.already_told == 5


class TestPrivate:
    def test_an_open_offer_is_shown_at_the_last_stage_before_it(self) -> None:
        events = (INTERVIEW, "2026-10-06"), (Stage.OFFER, "2026-10-12")
        profile = a_search(applied_to("Fennel", (APPLIED, "2026-09-21"), *events))
        assert lists(tell(profile)) == {"interviewed": ["Fennel: Technical Manager"]}
        assert tell(profile, days=Window(day("2026-10-10"), TODAY)).is_empty

    def test_an_offer_declined_is_nobodys_business(self) -> None:
        events = (Stage.OFFER, "2026-10-10"), (Stage.DECLINED, "2026-10-12")
        assert tell(a_search(applied_to("Fennel", (INTERVIEW, "2026-10-06"), *events))).is_empty

    def test_nothing_above_the_readers_level(self) -> None:
        profile = a_search(
            applied_to("Fennel", (APPLIED, "2026-10-01"), disclosure=Disclosure.TRUSTED),
            applied_to("Quayside", (APPLIED, "2026-10-02"), disclosure=Disclosure.PRIVATE),
            target_companies=(a_company("Tamar", disclosure=Disclosure.TRUSTED),),
        )
        assert tell(profile).is_empty
        trusted = a_contact(trust=Disclosure.TRUSTED)
        assert lists(tell(replace(profile, contacts=(trusted,)))) == {
            "applied": ["Fennel: Technical Manager"],
            "interested": ["Tamar"],
        }

    def test_a_label_stands_for_company_and_job_and_gives_nothing_away(self) -> None:
        label = PublicLabel("a regional bakery")
        application = applied_to("Fennel", (APPLIED, "2026-10-01"), disclosure=Disclosure.TRUSTED, public_label=label)
        update = tell(a_search(application))
        assert lists(update) == {"applied": ["a regional bakery"]}
        assert not update.status.applied[0].is_named
        assert "fennel" not in repr(update.items).casefold()
        assert all("bakery" not in name for ask in update.asks for name in ask.names)

    def test_the_giver_of_a_lead_may_know_what_came_of_it(self) -> None:
        ted = a_contact()
        mine = applied_to("Fennel", (APPLIED, "2026-10-01"), disclosure=Disclosure.PRIVATE, referral_from=ted)
        update = tell(a_search(mine, contact=ted))
        assert lists(update) == {"applied": ["Fennel: Technical Manager"]}
        assert update.came_through_reader == "Fennel"

    def test_an_insider_hears_of_their_own_company_only(self) -> None:
        ted = a_contact(company="Fennel & Rye Ltd", interests=("bakery",))
        rival = News(Prose("Quayside opens a second mill."), date=day("2026-10-10"))
        harmless = News(Prose("Flour prices fell."), date=day("2026-10-10"))
        profile = a_search(
            applied_to("Fennel & Rye", (APPLIED, "2026-10-01")),
            applied_to("Quayside", (INTERVIEW, "2026-10-02")),
            contact=ted,
            target_companies=(a_company("Tamar Preserves"),),
            news=(rival, harmless),
        )
        update = tell(profile)
        assert update.shape is Shape.INSIDER
        assert lists(update) == {"applied": ["Fennel & Rye: Technical Manager"]}
        assert [news.headline for news in update.news] == ["Flour prices fell."]
        assert update.companies == ()
        assert update.asks == (Ask(About.OWN, ("Fennel & Rye",)),)

    def test_an_insider_reads_of_every_application_that_is_then_known_to_them(self) -> None:
        ted = a_contact(company="Fennel & Rye Ltd", trust=Disclosure.TRUSTED)
        talk = an_event(INTERVIEW, "2026-10-20")
        profile = a_search(
            an_application(
                "Fennel & Rye", "Quality Manager", events=(an_event(INTERVIEW, "2026-10-05"), talk), id="quality"
            ),
            applied_to("Fennel & Rye", (APPLIED, "2026-10-01"), position="Site Manager", id="site"),
            applied_to("Fennel & Rye", (INTERVIEW, "2026-10-02"), position="Mill Manager", id="mill"),
            contact=ted,
        )
        update = tell(profile)
        letter = render(update)
        assert {item.id for item in letter.items} == {
            "event:quality/interview/1/done",
            "event:quality/interview/2/planned",
            "event:mill/interview/1/done",
            "event:site/applied/1/done",
        }
        assert " ".join(letter.text.split("\n\n")[1].split()) == (
            "I have an interview coming up at Fennel & Rye on 20 October, for the position of Quality Manager. "
            "I have already had an interview for it. I have also had an interview there for the position of "
            "Mill Manager. I have also applied there for the position of Site Manager. "
            "Since you are there, I wanted you to know."
        )

    def test_those_who_decided_are_not_told_what_they_decided(self) -> None:
        ruth = a_person()
        profile = a_search(
            applied_to("Fennel", (INTERVIEW, "2026-10-06"), (Stage.REJECTED, "2026-10-12"), hiring_manager=ruth)
        )
        assert tell(profile, reader_of_person(a_snapshot(profile), ruth)).is_empty

    def test_an_agency_hears_where_the_seeker_applied_and_no_stage(self) -> None:
        agency = a_contact("Felicity", relationship=Relationship.RECRUITER_AGENCY)
        profile = a_search(
            applied_to("Fennel", (INTERVIEW, "2026-10-06")),
            applied_to("Quayside", (APPLIED, "2026-10-01")),
            applied_to("Theirs", (APPLIED, "2026-10-01"), agency=agency),
            contact=agency,
        )
        update = tell(profile)
        assert update.status.submitted == ("Fennel", "Quayside")
        assert lists(update) == {}
        assert update.asks == (Ask(About.CLIENTS, ("Quality Manager", "Technical Manager")),)

    def test_an_agency_hears_of_applications_older_than_its_offer(self) -> None:
        agency = a_contact(
            "Felicity", relationship=Relationship.RECRUITER_AGENCY, offered_help=Offer(day("2026-10-05"))
        )
        profile = a_search(
            applied_to("Fennel", (APPLIED, "2026-10-02"), (INTERVIEW, "2026-10-20")),
            applied_to("Quayside", (APPLIED, "2026-10-09")),
            contact=agency,
        )
        assert set(tell(profile).status.submitted) == {"Fennel", "Quayside"}


class TestEnds:
    def test_one_calm_line_and_the_rest_counted(self) -> None:
        profile = a_search(
            applied_to("Fennel", (INTERVIEW, "2026-10-01"), (Stage.RUNNER_UP, "2026-10-10")),
            applied_to("Quayside", (APPLIED, "2026-10-01"), (Stage.REJECTED, "2026-10-09"), wanted=False),
            applied_to("Tamar", (APPLIED, "2026-10-01"), (Stage.WITHDRAWN, "2026-10-12")),
        )
        status = tell(profile).status
        assert status.closed == (
            Closed("Fennel", "Technical Manager", Stage.RUNNER_UP, wanted=True, in_touch=False, interviews=1),
        )
        assert status.more_closed == 2
        assert status.interviewed + status.applied == ()

    def test_the_user_decides_how_many_are_named(self) -> None:
        applications = [
            applied_to(name, (APPLIED, "2026-10-01"), (Stage.REJECTED, date))
            for name, date in (("Fennel", "2026-10-10"), ("Quayside", "2026-10-09"))
        ]
        named = {
            most: lists(
                tell(a_search(*applications, rules=Rules(limits=MappingProxyType({**LIMITS, "turn_downs": most}))))
            )
            for most in (0, 2)
        }
        assert named == {0: {}, 2: {"closed": ["Fennel", "Quayside"]}}

    def test_contact_after_the_no_is_told(self) -> None:
        touch = Touchpoint(PartialDate(2026, 10, 12), company="Fennel")
        profile = a_search(applied_to("Fennel", (Stage.REJECTED, "2026-10-10")), touchpoints=(touch,))
        assert tell(profile).status.closed[0].in_touch


class TestInterestedIn:
    def test_active_targets_without_application_tier_a_first_and_five_at_most(self) -> None:
        targets = [a_company(f"B{n}") for n in range(5)]
        profile = a_search(
            applied_to("Applied To Ltd", (APPLIED, "2026-08-01")),
            target_companies=(
                *targets,
                a_company("A1", tier=Tier.A),
                a_company("Applied To"),
                a_company("Dropped", status=CompanyStatus.DROPPED),
                a_company("Paused", status=CompanyStatus.PAUSED),
                a_company("Said No", status=CompanyStatus.TURNED_DOWN),
            ),
        )
        update = tell(profile, days=Window(day("2026-10-01"), TODAY))
        assert lists(update) == {"interested": ["A1", "B0", "B1", "B2", "B3"]}
        told = [Told("ted alder", item.id, "update", TODAY) for item in update.items]
        assert lists(tell(profile, None, *told, days=Window(day("2026-10-01"), TODAY))) == {"interested": ["B4"]}

    def test_with_a_day_it_is_news_from_that_day(self) -> None:
        targets = a_company("Old", added=day("2026-09-01")), a_company("New", added=day("2026-10-01"))
        update = tell(a_search(target_companies=targets), days=Window(day("2026-10-01"), TODAY))
        assert lists(update) == {"interested": ["New"]}


class TestTold:
    def test_what_was_told_is_left_out_and_counted_unless_again(self) -> None:
        profile = a_search(applied_to("Fennel", (APPLIED, "2026-10-01")))
        told = Told("ted alder", tell(profile).items[0].id, "update", day("2026-10-02"))
        assert tell(profile, None, told).is_empty
        assert tell(profile, None, told).already_told == 1
        assert lists(tell(profile, None, told, again=True)) == {"applied": ["Fennel: Technical Manager"]}

    def test_an_update_given_by_hand_is_not_repeated(self) -> None:
        profile = a_search(
            applied_to("Fennel", (APPLIED, "2026-10-01")),
            applied_to("Quayside", (APPLIED, "2026-10-08")),
            target_companies=(a_company("Tamar"),),
        )
        told = Told("ted alder", BY_HAND, "update", day("2026-10-05"))
        assert lists(tell(profile, None, told)) == {"applied": ["Quayside: Technical Manager"]}

    def test_the_heading_names_the_day_of_the_last_update(self) -> None:
        profile = a_search(applied_to("Fennel", (APPLIED, "2026-10-08")), applied_to("Late", (APPLIED, "2026-09-20")))
        last = Told("ted alder", "x", "update", day("2026-10-05"))
        untold = tell(profile, None, last, days=Window(day("2026-10-01"), TODAY))
        assert untold.since == day("2026-10-05")
        with_older = tell(profile, None, last, days=Window(day("2026-09-01"), TODAY))
        assert with_older.since is None


class TestNews:
    def news(self, profile: Profile) -> list[str]:
        return [each.headline for each in tell(profile, days=Window(day("2026-10-01"), TODAY)).news]

    def test_for_everyone_or_for_a_shared_interest(self) -> None:
        ted = a_contact(interests=("Bäckerei",))
        when = day("2026-10-09")
        news = (
            News(Prose("For all."), date=when),
            News(Prose("For bakers."), date=when, audience=("backerei",)),
            News(Prose("For brewers."), date=when, audience=("beer",)),
            News(Prose("For Ted alone."), date=when, reader=ted),
            News(Prose("Too early."), date=day("2026-10-16")),
            News(Prose("Too old."), date=day("2026-09-30")),
            News(Prose("Too late."), date=when, deadline=day("2026-10-14")),
            News(Prose("Trusted only."), date=when, disclosure=Disclosure.TRUSTED),
        )
        assert self.news(a_search(contact=ted, news=news)) == ["For bakers.", "For all."]

    def test_a_name_the_reader_may_not_know_keeps_news_back(self) -> None:
        news = News(Prose("Crumb & Crust opened a mill."), date=day("2026-10-09"))
        target = a_company("Crumb & Crust Ltd", disclosure=Disclosure.TRUSTED)
        assert self.news(a_search(news=(news,), target_companies=(target,))) == []

    def test_who_is_asked_first_does_not_decide_what_others_hear(self) -> None:
        ted = a_contact()
        rita = a_contact("Rita Vos", relationship=Relationship.INTERVIEWER, company="Elsewhere")
        news = News(Prose("Crumb & Crust opened a mill."), date=day("2026-10-09"))
        target = a_company("Crumb & Crust Ltd")

        def heard(*order: Contact) -> dict[str, int]:
            profile = a_search(contacts=(ted, rita), news=(news,), target_companies=(target,))
            return {each.name: len(tell(profile, reader_of(a_snapshot(profile), each)).news) for each in order}

        assert heard(ted, rita) == heard(rita, ted) == {"Ted Alder": 1, "Rita Vos": 0}

    def test_another_window_has_its_own_news(self) -> None:
        ted = a_contact()
        dated = (News(Prose(f"Day {n}."), date=day(f"2026-10-{n:02}")) for n in (2, 9))
        news = (*dated, News(Prose("Any.")))
        profile = a_search(contact=ted, news=news)
        windows = (Window(day("2026-10-05"), TODAY), Window(day("2026-10-01"), TODAY), Window(None, TODAY))
        told = [[each.headline for each in tell(profile, days=days).news] for days in windows]
        assert told == [["Day 9.", "Any."], ["Day 9.", "Day 2."], ["Day 9.", "Day 2."]]

    def test_three_at_most_the_latest_first(self) -> None:
        news = tuple(News(Prose(f"Day {n}."), date=day(f"2026-10-{n:02}")) for n in range(2, 7))
        assert self.news(a_search(applied_to("Fennel", (APPLIED, "2026-10-09")), news=news)) == [
            "Day 6.",
            "Day 5.",
            "Day 4.",
        ]

    def test_nothing_but_news_makes_a_quiet_letter_with_one_question(self) -> None:
        news = News(Prose("Flour prices fell."), date=day("2026-10-09"))
        update = tell(a_search(news=(news,)))
        assert (update.shape, len(update.asks), update.is_empty) == (Shape.QUIET, 1, False)


class TestAsks:
    def test_what_came_of_a_referral_is_not_told_twice(self) -> None:
        ted = a_contact()
        events = (APPLIED, "2026-10-01"), (Stage.REJECTED, "2026-10-10")
        result = Referral(ted, company="Fennel", received=day("2026-09-20"), result=Prose("They chose another."))
        applied = applied_to("Quayside", (APPLIED, "2026-10-02"))
        profile = a_search(applied_to("Fennel", *events), applied, contact=ted, referrals=(result,))
        update = tell(profile)
        assert (lists(update), [loop.result for loop in update.loops]) == (
            {"applied": ["Quayside: Technical Manager"]},
            ["They chose another."],
        )

    def test_where_the_reader_knows_people_comes_first(self) -> None:
        ted = a_contact(knows=("Tamar",))
        profile = a_search(
            applied_to("Fennel", (APPLIED, "2026-10-01")), contact=ted, target_companies=(a_company("Tamar Ltd"),)
        )
        assert tell(profile).asks == (Ask(About.KNOWN, ("Tamar",)), Ask(About.COMPANIES, ("Fennel",)))

    def test_a_title_is_asked_about_where_companies_make_one_question(self) -> None:
        profile = a_search(applied_to("Fennel", (APPLIED, "2026-10-01")))
        assert tell(profile).asks == (Ask(About.COMPANIES, ("Fennel",)), Ask(About.TITLE, ("Quality Manager",)))

    def test_a_name_before_the_day_of_a_talk_helps_most(self) -> None:
        profile = a_search(applied_to("Fennel", (APPLIED, "2026-10-01"), (INTERVIEW, "2026-10-20")))
        assert tell(profile).asks[0] == Ask(About.COMPANIES, ("Fennel",), before=day("2026-10-20"))

    def test_an_open_loop_is_reported_and_nothing_is_asked(self) -> None:
        ted = a_contact()
        referral = Referral(ted, to="Ruth Abernathy", received=day("2026-10-05"), acted=day("2026-10-06"))
        profile = a_search(applied_to("Fennel", (APPLIED, "2026-10-01")), contact=ted, referrals=(referral,))
        update = tell(profile)
        assert [(loop.to, loop.moment) for loop in update.loops] == [("Ruth Abernathy", "acted")]
        assert update.asks == ()
        closed = replace(referral, loop_closed=day("2026-10-07"))
        assert tell(replace(profile, referrals=(closed,))).asks != ()

    def test_the_same_companies_are_not_asked_about_twice_running_without_need(self) -> None:
        news = News(Prose("Flour prices fell."), date=day("2026-10-14"))
        targets = tuple(a_company(name, added=day("2026-01-01")) for name in ("A", "B", "C", "D"))
        profile = a_search(news=(news,), target_companies=targets)
        days = Window(day("2026-10-01"), TODAY)
        before = Told("ted alder", "x", "update", day("2026-09-01"))
        assert tell(profile, days=days).asks[0].names != tell(profile, None, before, days=days).asks[0].names


class TestReaders:
    def test_met_rarely_fewer_lines_and_one_question(self) -> None:
        ted = a_contact(tie=Tie.WEAK, how_we_met=Prose("We met at a fair."))
        profile = a_search(*(applied_to(f"Firm {n}", (APPLIED, f"2026-10-{n:02}")) for n in range(1, 6)), contact=ted)
        update = tell(profile)
        assert (update.shape, len(update.status.applied), len(update.asks)) == (Shape.SHORT, 3, 1)
        assert update.how_we_met == "We met at a fair."
        assert tell(profile, None, Told("ted alder", "x", "update", day("2026-10-01"))).how_we_met is None

    def test_the_title_of_the_talk_ahead_is_among_those_reminded_of(self) -> None:
        profile = a_search(
            applied_to("Fennel", (APPLIED, "2026-10-02"), (FINAL, "2026-10-22"), position="Cook"),
            contact=a_contact(relationship=Relationship.ACQUAINTANCE),
            target_titles=tuple(map(Title, ("Baker", "Miller", "Auditor", "Cook"))),
        )
        assert tell(profile).titles == ("Cook", "Baker", "Miller")

    def test_places_to_think_of_are_those_without_an_application(self) -> None:
        known = a_company("Orchard", added=day("2026-08-01"))
        targets = (*map(a_company, ("Fennel", "Tamar", "Quayside")), known)
        over = applied_to("Tamar", (APPLIED, "2026-10-02"), (Stage.REJECTED, "2026-10-05"))
        open_one = applied_to("Fennel", (APPLIED, "2026-10-02"))
        held_back = applied_to("Quayside", (APPLIED, "2026-10-02"), disclosure=Disclosure.PRIVATE)
        days = Window(day("2026-10-01"), TODAY, asked=True)
        assert tell(a_search(over, open_one, held_back, target_companies=targets), days=days).companies == ("Orchard",)
        assert tell(a_search(over, open_one, held_back, target_companies=targets[:3])).companies == ()
        quiet = Window(day("2026-10-10"), TODAY, asked=True)
        profile = a_search(over, open_one, held_back, target_companies=targets[:3])
        update = tell(profile, days=quiet)
        assert (update.asks[0].names, update.companies) == (("Fennel",), ())

    def test_no_place_is_named_twice(self) -> None:
        """What stands among the lines, or is asked about, is not in the reminder as well."""
        targets = tuple(map(a_company, ("Fennel", "Orchard", "Tamar")))
        profile = a_search(applied_to("Fennel", (APPLIED, "2026-10-02")), target_companies=targets)
        update = tell(profile)
        assert [line.company for line in update.status.interested] == ["Orchard", "Tamar"]
        assert update.companies == ()

    @pytest.mark.parametrize("changes", [{"in_field": False}, {"relationship": Relationship.CLOSE_FRIEND}])
    def test_in_confidence_nobody_is_told_what_to_say_to_others(self, changes: dict[str, Any]) -> None:
        ted = a_contact(**changes)
        open_search = a_search(
            applied_to("Fennel", (APPLIED, "2026-10-02")), contact=ted, target_titles=(Title("Cook"),)
        )
        secret = replace(open_search, search=a_confidential_search())
        said = {True: "", False: ""}
        for n in range(20):
            today = TODAY + timedelta(days=n)
            for profile in (open_search, secret):
                reader = reader_of(a_snapshot(profile), ted)
                made = update_for(profile, reader, Window(None, today), today=today, history=History())
                said[profile is secret] += render(made).text
        assert "body ask" in said[False]
        assert "body ask" not in said[True]

    def test_the_first_day_is_the_offer_or_the_last_update_where_it_is(self) -> None:
        ted = a_contact(offered_help=an_offer("2026-10-01"))
        profile = a_search(applied_to("Fennel", (APPLIED, "2026-10-02")), contact=ted)
        assert tell(profile, days=Window(day("2026-10-01"), TODAY)).anchor is Anchor.OFFER
        assert tell(profile, days=Window(day("2026-09-30"), TODAY)).anchor is None
        told = Told(ted.key, "x", "update", day("2026-10-05"))
        profile = a_search(applied_to("Fennel", (APPLIED, "2026-10-07")), contact=ted)
        assert tell(profile, None, told, days=Window(day("2026-10-01"), TODAY)).anchor is Anchor.LAST

    def test_outside_the_field_titles_are_in_everyday_words(self) -> None:
        ted = a_contact(in_field=False)
        titles = (Title("Technical Manager", plain="head of a factory's kitchen"),)
        profile = a_search(applied_to("Fennel", (APPLIED, "2026-10-01")), contact=ted, target_titles=titles)
        update = tell(profile)
        assert lists(update) == {"applied": ["Fennel: head of a factory's kitchen"]}
        assert update.titles == ("head of a factory's kitchen",)

    def test_advice_is_answered_once(self) -> None:
        ted = a_contact()
        talk = Touchpoint(
            PartialDate(2026, 10, 8), ted, kind=TouchKind.INFORMATIONAL_INTERVIEW, learned=Prose("I learned much.")
        )
        profile = a_search(applied_to("Fennel", (APPLIED, "2026-10-01")), contact=ted, touchpoints=(talk,))
        assert [advice.learned for advice in tell(profile).advice] == ["I learned much."]
        assert tell(profile, None, Told("ted alder", "x", "update", day("2026-10-09"))).advice == ()


def test_a_resume_that_is_a_file_is_on_request() -> None:
    search = a_search(applied_to("Harbourside Bakers", (APPLIED, "2026-10-05")), resume=Resume(file="cv/nia.pdf"))
    assert "My CV is yours on request.\nLinkedIn: " in render(tell(search)).text
    assert "on request" not in render(tell(replace(search, resume=None))).text


def test_places_are_not_said_twice_where_the_way_of_working_names_them() -> None:
    agency = a_contact("Sam Lee", relationship=Relationship.RECRUITER_AGENCY)
    search = a_search(contact=agency, target_locations=("Bristol", "Bath"), work_mode="Bristol or Bath, or remote")
    assert "- Where: Bristol or Bath, or remote\n" in render(tell(search)).text
    apart = replace(search, work_mode="Bristol, or partly remote")
    assert "- Where: Bristol or Bath; Bristol, or partly remote\n" in render(tell(apart)).text


def test_what_is_coming_up_leaves_the_heading_its_date() -> None:
    ahead = applied_to("Tamar Preserves", (APPLIED, "2026-08-20"), (INTERVIEW, "2026-11-05"))
    search = a_search(ahead, applied_to("Harbourside Bakers", (APPLIED, "2026-10-05")))
    told = tell(search, days=Window(day("2026-10-01"), TODAY, asked=True))
    assert told.since == day("2026-10-01")
    assert "Where things stand since 1 October\n- Coming up: " in render(told).text


READERS: dict[str, dict[str, Any]] = {
    "standard": {},
    "outsider": {"in_field": False},
    "friend": {"relationship": Relationship.CLOSE_FRIEND},
    "family": {"relationship": Relationship.FAMILY},
    "acquaintance": {"relationship": Relationship.ACQUAINTANCE},
    "alumni": {"relationship": Relationship.ALUMNI},
}
OFFERS = {"offer": an_offer("2026-10-01"), "errand": an_offer("2026-10-01", "ask around"), "none": None}
NAMES = [f"Ted {family}" for family in ("Alder", "Birch", "Cole", "Dean", "Elm", "Frost", "Gale", "Hart")]


def headlines(
    profile: Profile, contact: dict[str, Any], *, days: Window | None = None, last: str | None = None
) -> set[str]:
    """What stands before the status, in many wordings."""
    said = set()
    for name in NAMES:
        ted = a_contact(name, **contact)
        known = (Told(ted.key, BY_HAND, "update", day(last)),) if last else ()
        letter = render(tell(replace(profile, contacts=(ted,)), None, *known, days=days)).text
        said.add(" ".join(letter.partition("Where things stand")[0].split()))
    return said


@pytest.mark.parametrize("offer", OFFERS)
@pytest.mark.parametrize("kind", READERS)
class TestTheHeadlineSaysSinceWhen:
    """A count without its days would be untrue where more was done before them."""

    WINDOW = Window(day("2026-10-01"), TODAY, asked=True)
    BEFORE, INSIDE = applied_to("Fennel", (APPLIED, "2026-08-01")), applied_to("Tamar", (APPLIED, "2026-10-05"))

    def search(self) -> Profile:
        return a_search(self.BEFORE, self.INSIDE)

    def contact(self, kind: str, offer: str) -> dict[str, Any]:
        return {**READERS[kind], "offered_help": OFFERS[offer]}

    def test_in_a_first_letter(self, kind: str, offer: str) -> None:
        for said in headlines(self.search(), self.contact(kind, offer), days=self.WINDOW):
            assert "applied for one job" in said
            since_the_offer = [f"{lead}, I have applied" for lead in ("In the days since", "In the weeks since")]
            since_the_offer += ["Since then I have", "ince your offer I have", "ince you offered to help, I have"]
            known = since_the_offer if offer != "none" else []
            assert any(each in said for each in ("ince 1 October I have", *known)), said

    def test_from_a_day_given_by_hand(self, kind: str, offer: str) -> None:
        days = Window(day("2026-09-20"), TODAY, asked=True)
        for said in headlines(self.search(), self.contact(kind, offer), days=days):
            assert "ince 20 September I have applied for one job" in said, said

    def test_in_a_later_letter(self, kind: str, offer: str) -> None:
        for said in headlines(self.search(), self.contact(kind, offer), last="2026-10-01", days=self.WINDOW):
            assert "ince my last note I have applied for one job" in said or "Since I last wrote I have" in said, said

    def test_over_days_given_by_hand(self, kind: str, offer: str) -> None:
        days = Window(day("2026-10-02"), day("2026-10-10"), asked=True)
        for said in headlines(self.search(), self.contact(kind, offer), days=days):
            assert "Between 2 October and 10 October I have applied for one job" in said, said

    def test_from_the_beginning(self, kind: str, offer: str) -> None:
        for said in headlines(self.search(), self.contact(kind, offer)):
            assert "o far I have applied for two jobs" in said, said
        days = Window(None, day("2026-10-10"), asked=True)
        for said in headlines(self.search(), self.contact(kind, offer), days=days):
            assert "Up to 10 October I have applied for two jobs" in said, said

    def test_and_whose_talk_is_to_come(self, kind: str, offer: str) -> None:
        contact, ahead = self.contact(kind, offer), (INTERVIEW, "2026-10-20")
        earlier = a_search(applied_to("Fennel", (APPLIED, "2026-08-01"), ahead), self.INSIDE)
        for said in headlines(earlier, contact, days=self.WINDOW):
            assert "applied for one job. " in said
            assert "or an earlier application" in said
        counted = a_search(self.BEFORE, applied_to("Tamar", (APPLIED, "2026-10-05"), ahead))
        for said in headlines(counted, contact, days=self.WINDOW):
            assert "applied for one job, and have an interview for it on 20 October, at Tamar." in said
        one_of_two = a_search(applied_to("Fennel", (APPLIED, "2026-10-02"), ahead), self.INSIDE)
        for said in headlines(one_of_two, contact, days=self.WINDOW):
            assert "applied for two jobs. For one of these jobs, at Fennel, I have an interview on 20 October." in said
        again = a_search(applied_to("Fennel", (APPLIED, "2026-10-02"), (INTERVIEW, "2026-10-08"), ahead))
        for said in headlines(again, contact, days=self.WINDOW):
            assert "An interview for the same job follows on 20 October, at Fennel." in said
        other = a_search(
            applied_to("Fennel", (APPLIED, "2026-08-01"), (INTERVIEW, "2026-10-08")), *counted.applications
        )
        for said in headlines(other, contact, days=self.WINDOW):
            assert "For another of these jobs, at Tamar, I have an interview on 20 October." in said
        beside = a_search(*again.applications, self.INSIDE)
        for said in headlines(beside, contact, days=self.WINDOW):
            assert "interviewed for one of them. An interview for that one follows on 20 October, at Fennel." in said
        unknown = a_search(applied_to("Fennel", ahead), self.INSIDE)
        for said in headlines(unknown, contact, days=self.WINDOW):
            assert "earlier application" not in said
            assert "applied for one job. " in said


def test_a_title_stands_in_no_question_without_saying_that_it_is_one() -> None:
    search = a_search(applied_to("Tamar", (APPLIED, "2026-10-05")), target_titles=(Title("Diesel Mechanic"),))
    for name in NAMES:
        said = " ".join(render(tell(replace(search, contacts=(a_contact(name),)))).text.split())
        assert " with the title Diesel Mechanic, " in said


def test_what_is_coming_up_is_named_with_its_day() -> None:
    ahead = applied_to("Fennel", (APPLIED, "2026-08-01"), (FINAL, "2026-10-20"))
    search = a_search(ahead, target_titles=(Title("Technical Manager", plain="head of the machines"),))
    days = Window(day("2026-10-01"), TODAY, asked=True)
    said = " ".join(render(tell(search, days=days)).text.split())
    assert "- Coming up: final interview on 20 October for Technical Manager at Fennel " in said
    outsider = replace(search, contacts=(a_contact(in_field=False),))
    said = " ".join(render(tell(outsider, days=days)).text.split())
    assert "final interview on 20 October at Fennel, for a post as Technical Manager (head of the machines) " in said


def test_the_subject_tells_of_the_talk_that_comes_next_at_its_own_company() -> None:
    first = applied_to("Tamar", (APPLIED, "2026-10-03"), (FINAL, "2026-10-20"))
    later = applied_to("Fennel", (APPLIED, "2026-08-01"), (INTERVIEW, "2026-11-05"), position="Plant Lead")
    window = Window(day("2026-10-01"), TODAY, asked=True)
    subjects = set()
    for name in NAMES:
        told = tell(a_search(later, first, contact=a_contact(name)), days=window)
        assert "Coming up: interview on 5 November " in render(told).text
        subjects.add(render(told).subject)
    assert subjects == {"Final interview ahead at Tamar", "Final interview on 20 October, two questions"}


def test_one_company_is_said_once_in_the_headline() -> None:
    search = a_search(applied_to("Harbourside Bakers", (APPLIED, "2026-10-02"), (INTERVIEW, "2026-10-06")))
    said = " ".join(render(tell(search)).text.split())
    assert "I have applied for one job and had an interview. " in said
    assert "Harbourside Bakers" not in said.partition("Where things stand")[0], "the line says where"


def test_a_name_that_ends_in_a_mark_gets_no_stop_behind_it() -> None:
    for name in ("Jump!", "Foods etc."):
        said = " ".join(render(tell(a_search(applied_to(name, (APPLIED, "2026-10-02"))))).text.split())
        assert f"Technical Manager at {name} " in said
        assert f"{name}." not in said
