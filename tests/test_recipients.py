"""Who gets what, and why somebody gets none: the policies of the documents and the road of their letters."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from jobnet.documents.brief import brief_id
from jobnet.errors import Exit, JobnetError
from jobnet.facts.history import BY_HAND, History, Told
from jobnet.facts.items import Document
from jobnet.facts.readers import reader_of
from jobnet.facts.snapshot import Snapshot
from jobnet.letters import Draft, Plan, plan, written
from jobnet.profile.model import (
    Direction,
    Disclosure,
    News,
    PartialDate,
    Profile,
    Prose,
    Relationship,
    Stage,
    TouchKind,
    Touchpoint,
    Updates,
)
from jobnet.recipients import Chosen, LeftOut, LetterRun
from tests.builders import (
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
    from jobnet.profile.model import Contact

TODAY = day("2026-10-15")
OFFER = an_offer("2026-09-01")
BRIEF, UPDATE = Document.BRIEF, Document.UPDATE


def a_helper(name: str = "Bea Li", **changes: Any) -> Contact:
    """Somebody who offered help and gets letters."""
    address = f"{name.split(maxsplit=1)[0].lower()}@example.com"
    return a_contact(name, **({"email": address, "offered_help": OFFER} | changes))


def a_search(*contacts: Contact, **changes: Any) -> Profile:
    known: dict[str, Any] = {"contacts": contacts, "applications": (an_application(),)}
    return a_profile(**(known | changes))


def told(contact: Contact, date: str, document: Document = UPDATE, item: str = "x") -> Told:
    return Told(contact.key, item, document, day(date))


def a_run(profile: Profile, *known: Told, **changes: Any) -> LetterRun:
    return replace(LetterRun(Snapshot(profile, TODAY), History(known)), **changes)


def everybody(document: Document, profile: Profile, *known: Told, **changes: Any) -> Plan:
    return plan(document, a_run(profile, *known, **changes), Chosen.ALL)


def names(found: Plan) -> tuple[list[str], dict[str, str]]:
    """Who gets a letter, and why others do not."""
    return [each.reader.name for each in found.drafts], {each.name: each.reason for each in found.left_out}


def named(document: Document, profile: Profile, contact: Contact, *known: Told, **changes: Any) -> Draft | LeftOut:
    run = a_run(profile, *known, **changes)
    return written(document, run, run.reader(contact), Chosen.NAMED)


class TestBriefs:
    def test_for_those_who_offered_help_and_have_none_yet(self) -> None:
        briefed, by_hand = a_helper("Ada Ruiz"), a_helper("Cem Oz")
        profile = a_search(a_helper(), briefed, by_hand, a_contact("Stranger", email="s@example.com"))
        current = brief_id(profile, reader_of(a_snapshot(profile), briefed))
        known = told(briefed, "2026-10-01", BRIEF, current), told(by_hand, "2026-10-01", BRIEF, BY_HAND)
        assert names(everybody(BRIEF, profile, *known)) == (
            ["Bea Li"],
            dict.fromkeys(
                ("Ada Ruiz", "Cem Oz"), "has the brief for your present titles and companies; --again writes it anew"
            ),
        )
        assert [each.reader.name for each in everybody(BRIEF, profile, *known, again=True).drafts] == [
            "Bea Li",
            "Ada Ruiz",
            "Cem Oz",
        ]

    def test_of_a_brief_that_waits_nobody_says_that_they_have_it(self) -> None:
        helper = a_helper()
        profile = a_search(helper)
        current = brief_id(profile, reader_of(a_snapshot(profile), helper))
        waits = replace(told(helper, "2026-10-14", BRIEF, current), has_gone=False)
        says = {"Bea Li": "has a brief that waits to go or is in doubt: jobnet outbox"}
        assert names(everybody(BRIEF, profile, waits)) == ([], says)

    def test_a_brief_for_other_titles_does_not_count(self) -> None:
        helper = a_helper()
        profile = a_search(helper)
        drafts = everybody(BRIEF, profile, told(helper, "2026-09-15", BRIEF, "brief:old")).drafts
        assert [each.reader.name for each in drafts] == ["Bea Li"]
        asked_lately = everybody(BRIEF, profile, told(helper, "2026-09-16", BRIEF, "brief:old"))
        assert names(asked_lately) == (
            [],
            {"Bea Li": "had a brief on 2026-09-16; the next is due on 2026-10-16 (--now writes it today)"},
        )

    def test_those_who_decide_get_theirs_only_by_name(self) -> None:
        manager = a_helper(relationship=Relationship.HIRING_MANAGER)
        profile = a_search(manager)
        found = everybody(BRIEF, profile)
        assert (found.drafts, len(found.left_out)) == ((), 1)
        assert isinstance(named(BRIEF, profile, manager), Draft)

    def test_a_companys_own_recruiter_who_offered_help_gets_one_before_an_application_and_no_update(self) -> None:
        recruiter = a_helper("Oda Brekke", relationship=Relationship.RECRUITER_INHOUSE, company="Fennel & Rye")
        by_part = a_helper("Cem Oz")
        posted = an_application(recruiter=a_person("Cem Oz", contact=by_part))
        profile = a_search(recruiter, by_part, applications=(posted,))
        assert names(everybody(BRIEF, profile)) == (
            ["Oda Brekke"],
            {"Cem Oz": "takes part in a decision where you have applied"},
        )
        assert names(everybody(UPDATE, profile)) == (
            [],
            {
                "Oda Brekke": "recruits or decides on applications; write to them with --to",
                "Cem Oz": "recruits or decides on applications; write to them with --to",
            },
        )


class TestUpdates:
    def test_for_those_who_want_them_and_have_something_to_hear(self) -> None:
        off = a_helper("Ada Ruiz", updates=Updates.OFF)
        asked = a_contact("Cem Oz", email="c@example.com", updates=Updates.ON)
        recruiter = a_helper("Dee Poe", relationship=Relationship.RECRUITER_AGENCY)
        late = a_helper("Eve Fox", offered_help=an_offer("2026-10-15"))
        silent = a_contact("From An Address Book", email="f@example.com")
        profile = a_search(a_helper(), off, asked, recruiter, late, silent, target_companies=())
        applied = an_application(events=(an_event(Stage.APPLIED, "2026-10-01"),))
        found = everybody(UPDATE, replace(profile, applications=(applied,)))
        assert names(found) == (
            ["Bea Li", "Cem Oz"],
            {
                "Ada Ruiz": "asked for no more updates (updates: off)",
                "Dee Poe": "recruits or decides on applications; write to them with --to",
                "Eve Fox": "there is nothing new to tell them",
            },
        )
        assert not found.has_errors

    @pytest.mark.parametrize(
        ("trust", "last", "is_due"),
        [
            (Disclosure.NETWORK, "2026-09-17", True),
            (Disclosure.NETWORK, "2026-09-18", False),
            (Disclosure.TRUSTED, "2026-10-01", True),
            (Disclosure.TRUSTED, "2026-10-02", False),
        ],
    )
    def test_the_calendar_waits_four_weeks_or_two_for_the_trusted(
        self, trust: Disclosure, last: str, is_due: bool
    ) -> None:
        helper = a_helper(trust=trust)
        profile = a_search(helper, applications=(an_application(events=(an_event(Stage.APPLIED, "2026-10-14"),)),))
        known = told(helper, last)
        assert bool(everybody(UPDATE, profile, known).drafts) is is_due
        assert everybody(UPDATE, profile, known, now=True).drafts

    def test_those_left_for_later_are_told_of_with_both_days(self) -> None:
        helper = a_helper()
        found = everybody(UPDATE, a_search(helper), told(helper, "2026-10-01"))
        assert found.left_out == (
            LeftOut("Bea Li", "had an update on 2026-10-01; the next is due on 2026-10-29 (--now writes it today)"),
        )

    def test_after_four_without_a_sign_of_life_no_fifth(self) -> None:
        helper = a_helper()
        profile = a_search(helper)
        known = [told(helper, f"2026-0{month}-01") for month in (5, 6, 7, 8)]
        helper_silent = replace(helper, offered_help=an_offer("2026-04-01"))
        assert names(everybody(UPDATE, replace(profile, contacts=(helper_silent,)), *known)) == (
            [],
            {"Bea Li": "has given no sign of life through four updates; they hear again when you land"},
        )
        answer = Touchpoint(PartialDate(2026, 6, 2), helper_silent, direction=Direction.IN, kind=TouchKind.EMAIL)
        answered = replace(profile, contacts=(helper_silent,), touchpoints=(answer,))
        assert [each.reader.name for each in everybody(UPDATE, answered, *known).drafts] == ["Bea Li"]
        call = replace(answer, direction=Direction.OUT, kind=TouchKind.CALL)
        for replied, read in ((None, ["Bea Li"]), (False, [])):
            rung = replace(answered, touchpoints=(replace(call, replied=replied),))
            assert [each.reader.name for each in everybody(UPDATE, rung, *known).drafts] == read

    def test_an_opt_out_is_refused_by_name_too(self) -> None:
        helper = a_helper(updates=Updates.OFF)
        refused = named(UPDATE, a_search(helper), helper)
        assert isinstance(refused, LeftOut)
        assert (refused.is_error, refused.rule) == (True, "UPD-09")
        assert isinstance(named(UPDATE, a_search(helper), helper, force=True), Draft)

    def test_by_name_neither_the_calendar_nor_the_kind_of_reader_stands_in_the_way(self) -> None:
        recruiter = a_helper(relationship=Relationship.RECRUITER_AGENCY)
        known = told(recruiter, "2026-09-01"), told(recruiter, "2026-10-14")
        assert isinstance(named(UPDATE, a_search(recruiter), recruiter, *known), Draft)

    def test_what_they_have_heard_is_counted(self) -> None:
        helper = a_helper()
        profile = a_search(helper, target_companies=())
        first = named(UPDATE, profile, helper)
        assert isinstance(first, Draft)
        known = [told(helper, "2026-09-21", UPDATE, item.id) for item in first.letter.items]
        assert named(UPDATE, profile, helper, *known) == LeftOut(
            "Bea Li", "there is nothing new to tell them", already_told=1
        )


class TestEverybody:
    def test_an_offer_still_to_come_owes_nothing_yet(self) -> None:
        helper = a_helper(offered_help=an_offer("2026-10-16"))
        for document in (BRIEF, UPDATE):
            assert everybody(document, a_search(helper)) == Plan()

    def test_the_same_address_gets_one_letter_and_that_is_said(self) -> None:
        one, other = a_helper("Bea Li"), a_helper("Theo Li", email="BEA@example.com")
        for document in (BRIEF, UPDATE):
            assert names(everybody(document, a_search(one, other))) == (
                ["Bea Li"],
                {"Theo Li": "has the same address as Bea Li, who gets the letter"},
            )

    def test_nobody_at_the_current_employer_gets_anything(self) -> None:
        inside, outside = a_helper("Ada Ruiz", company="Corvane Foods Ltd"), a_helper()
        profile = a_search(inside, outside, search=a_confidential_search())
        for document in (BRIEF, UPDATE):
            found = everybody(document, profile)
            assert [each.reader.name for each in found.drafts] == ["Bea Li"]
            assert [(each.name, each.rule, each.findings[0].final) for each in found.left_out] == [
                ("Ada Ruiz", "PRIV-02", True)
            ]
            assert isinstance(named(document, profile, inside, force=True), LeftOut)

    def test_no_email_is_ordinary_among_many_and_an_error_by_name(self) -> None:
        helper = a_helper(email=None, phone="+44 20 7946 0000")
        profile = a_search(helper)
        many = everybody(UPDATE, profile, needs_email=True).left_out
        assert [(each.is_error, "over the phone (+44 20 7946 0000)" in each.reason) for each in many] == [(False, True)]
        single = named(UPDATE, profile, helper, needs_email=True)
        assert isinstance(single, LeftOut)
        assert single.is_error
        assert everybody(UPDATE, profile).drafts

    def test_when_a_post_is_accepted_neither_brief_nor_update(self) -> None:
        taken = an_application(events=(an_event(Stage.ACCEPTED, "2026-10-10"),))
        profile = a_search(a_helper(), applications=(taken,))
        for document in (BRIEF, UPDATE):
            with pytest.raises(JobnetError, match="You accepted Technical Manager") as refused:
                everybody(document, profile)
            assert refused.value.exit_code is Exit.REFUSED
        assert everybody(BRIEF, profile, force=True).drafts

    def test_a_letter_that_cannot_be_made_leaves_only_its_reader_out(self) -> None:
        ada, bea = a_helper("Ada Ruiz"), a_helper()
        find = News(Prose("A course in Leeds."), date=day("2026-10-14"), reader=bea)
        run = a_run(a_search(ada, bea, news=(find,)))

        found = plan(Document.TIP, run, Chosen.GROUP, map(run.reader, (ada, bea)))

        assert [(each.name, each.is_error) for each in found.left_out] == [("Ada Ruiz", True)]
        assert [each.name for each in found.drafts] == ["Bea Li"]
        with pytest.raises(JobnetError, match="Ada Ruiz"):
            plan(Document.TIP, run, Chosen.NAMED, map(run.reader, (ada, bea)))

    def test_a_group_is_not_asked_to_wait_but_an_opt_out_holds(self) -> None:
        early, off = a_helper(), a_helper("Ada Ruiz", updates=Updates.OFF)
        profile = a_search(early, off, applications=(an_application(events=(an_event(Stage.APPLIED, "2026-10-14"),)),))
        run = a_run(profile, told(early, "2026-10-13"))
        found = plan(UPDATE, run, Chosen.GROUP, map(run.reader, profile.contacts))
        assert names(found) == (["Bea Li"], {"Ada Ruiz": "asked for no more updates (updates: off)"})

    def test_nobody_in_particular_gets_a_general_letter(self) -> None:
        profile = a_search()
        run = a_run(profile)
        found = plan(UPDATE, run, Chosen.NAMED, [run.reader(None)])
        assert [(each.reader.name, each.letter.text[:4] != "Dear") for each in found.drafts] == [("", True)]

    def test_the_same_run_gives_the_same_letters(self) -> None:
        profile = a_search(a_helper(), a_helper("Ada Ruiz"))
        assert [each.letter.text for each in everybody(UPDATE, profile).drafts] == [
            each.letter.text for each in everybody(UPDATE, profile).drafts
        ]


def test_today_decides_and_not_the_clock() -> None:
    profile = a_search(a_helper())
    before = a_run(profile, snapshot=Snapshot(profile, day("2026-09-10")))
    assert plan(UPDATE, before, Chosen.ALL).drafts[0].letter.today == dt.date(2026, 9, 10)
