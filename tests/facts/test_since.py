"""From when to when an update tells."""

from __future__ import annotations

import pytest

from jobnet.errors import Exit, JobnetError
from jobnet.facts.history import History, Told
from jobnet.facts.readers import general_reader, reader_of
from jobnet.facts.since import Window, parse_date, parse_since, window
from jobnet.profile.model import Profile, Search
from tests.builders import a_contact, a_profile, a_snapshot, an_offer, day

TODAY = day("2026-10-15")


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
        assert parse_since(typed, TODAY) == day(date)

    def test_a_month_back_ends_where_the_shorter_month_does(self) -> None:
        assert parse_since("1mo", day("2026-03-31")) == day("2026-02-28")

    def test_everything_and_what_is_untold(self) -> None:
        assert parse_since("all", TODAY) == "all"
        assert parse_since("last", TODAY) == "last"

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
                since=day("2026-10-10"),
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
        with pytest.raises(JobnetError, match="--until: `2w`"):
            parse_date("2w", "--until")


class TestWindow:
    def reach(self, profile: Profile, *told: Told) -> Window:
        reader = reader_of(a_snapshot(profile), profile.contacts[0])
        return window(profile, reader, since="last", today=TODAY, history=History(told))

    def test_last_reaches_back_to_the_first_thing_told(self) -> None:
        ted = a_contact(offered_help=an_offer("2026-10-02"))
        told = Told("ted alder", "x", "brief", day("2026-09-28")), Told("ted alder", "y", "update", day("2026-10-09"))
        assert self.reach(a_profile(contacts=(ted,)), *told) == Window(day("2026-09-28"), TODAY)

    def test_no_letter_hides_what_it_had_no_room_for(self) -> None:
        ted = a_contact(offered_help=an_offer("2026-09-05"))
        brief = Told("ted alder", "x", "brief", day("2026-10-01"))
        update = Told("ted alder", "y", "update", day("2026-10-09"))
        assert self.reach(a_profile(contacts=(ted,)), brief).since == day("2026-09-05")
        assert self.reach(a_profile(contacts=(ted,)), brief, update).since == day("2026-09-05")
        started = a_profile(search=Search(started=day("2026-08-01")))
        assert self.reach(started, update).since == day("2026-08-01")
        assert self.reach(a_profile(), update).since == day("2026-09-11")

    def test_else_to_the_offer_of_help(self) -> None:
        ted = a_contact(offered_help=an_offer("2026-10-02"))
        search = Search(started=day("2026-09-01"))
        assert self.reach(a_profile(contacts=(ted,), search=search)) == Window(day("2026-10-02"), TODAY)

    def test_else_to_the_start_of_the_search(self) -> None:
        assert self.reach(a_profile(search=Search(started=day("2026-09-01")))) == Window(day("2026-09-01"), TODAY)

    def test_else_four_weeks_which_is_said(self) -> None:
        assert self.reach(a_profile()) == Window(day("2026-09-17"), TODAY, assumed=True)
