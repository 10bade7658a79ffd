"""What was told stays told when its entry gets an id, another name, or a mended word; and two alike stay two."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.delivery.a_search import SEND, Search, person

if TYPE_CHECKING:
    from pathlib import Path

TED = person("Ted Alder", known_as="Ted", relationship="colleague", offered_help="2026-09-01")
FIRST = "2026-09-05 The old mill is open to visitors again."
HEARD = [{"date": f"2026-{month}-01", "contact": "Ted Alder", "direction": "in"} for month in ("10", "11", "12")]
MILL: dict[str, Any] = {
    "company": "Quayside Mills",
    "position": "Shift Lead",
    "hiring_manager": {"name": "Ruth Hale", "honorific": "Ms", "family": "Hale", "email": "ruth@example.org"},
    "applied": "2026-09-10",
    "interview": [{"date": "2026-10-06", "with": "Ruth Hale"}],
}
NO = {"rejected": "2026-10-14", "impression": ["Your walk along the line stays with me.", "So does the rule on stops."]}


@pytest.fixture
def search(tree: Path) -> Search:
    """A search in which Ted has had a first update."""
    search = Search(tree)
    search.profile(TED, news=(FIRST,))
    assert search.run(*SEND, today="2026-09-08").code == 0
    return search


def told(search: Search, today: str, *letter: str, **profile: Any) -> int:
    """How many letters this run sends."""
    search.profile(*profile.pop("contacts", (TED,)), **{"news": (), "touchpoints": HEARD} | profile)
    before = sum(search.sent.values())
    ran = search.run(*(letter or SEND), *(("--send", "--yes") if letter else ()), today=today)
    assert ran.code in {0, 65}, ran.err
    return sum(search.sent.values()) - before


# Applications

ANOTHER = {
    "id": {"id": "qm"},
    "position": {"position": "Shift Leader"},
    "company": {"company": "Quayside Milling"},
}


@pytest.mark.parametrize("change", ANOTHER.values(), ids=ANOTHER)
def test_application_under_another_key_is_not_told_again(search: Search, change: dict[str, str]) -> None:
    assert told(search, "2026-10-08", applications=[MILL]) == 1
    assert told(search, "2026-11-08", applications=[MILL | change]) == 0
    assert told(search, "2026-12-08", applications=[MILL | change | {"rejected": "2026-12-01"}]) == 1


def test_application_whose_position_and_then_company_change_is_followed(search: Search) -> None:
    assert told(search, "2026-10-08", applications=[MILL]) == 1
    assert told(search, "2026-11-08", applications=[MILL | {"position": "Shift Leader"}]) == 0
    renamed = MILL | {"position": "Shift Leader", "company": "Quayside Milling"}
    assert told(search, "2026-12-08", applications=[renamed]) == 0


@pytest.mark.parametrize("first", [{}, {"id": "mill"}])
def test_application_of_which_all_but_the_company_changes_is_followed(search: Search, first: dict[str, str]) -> None:
    assert told(search, "2026-10-08", applications=[MILL | first]) == 1
    now = {"id": "lead", "company": "Quayside Mills Ltd.", "position": "Baker", "applied": "2026-09-11"}
    assert told(search, "2026-11-08", applications=[now | {"interview": [{"date": "2026-10-07"}]}]) == 0


def test_later_application_in_the_place_of_another_at_one_company_is_told(search: Search) -> None:
    assert told(search, "2026-10-08", applications=[MILL]) == 1
    assert (
        told(
            search, "2026-11-08", applications=[MILL | {"position": "Baker", "applied": "2026-10-30", "interview": []}]
        )
        == 1
    )


def test_another_application_of_the_same_day_is_told(search: Search) -> None:
    mill = {"company": "Quayside Mills", "position": "Shift Lead", "applied": "2026-09-10"}
    assert told(search, "2026-10-08", applications=[mill]) == 1
    other = mill | {"company": "Ochre Bakery"}
    assert told(search, "2026-11-08", applications=[other]) == 1


@pytest.mark.parametrize("change", ANOTHER.values(), ids=ANOTHER)
def test_whoever_interviewed_is_thanked_once(search: Search, change: dict[str, str]) -> None:
    thanks = ("thanks", "--company", "Quayside")
    assert told(search, "2026-10-07", *thanks, applications=[MILL]) == 1
    assert told(search, "2026-10-08", *thanks, applications=[MILL | change]) == 0


def test_thanks_survive_a_corrected_day_and_a_second_interview_has_its_own(search: Search) -> None:
    thanks = ("thanks", "--company", "Quayside")
    assert told(search, "2026-10-07", *thanks, applications=[MILL]) == 1
    corrected = MILL | {"interview": [{"date": "2026-10-05", "with": "Ruth Hale"}]}
    assert told(search, "2026-10-08", *thanks, applications=[corrected]) == 0
    twice = [*corrected["interview"], {"date": "2026-10-09", "with": "Ruth Hale"}]
    assert told(search, "2026-10-10", *thanks, applications=[MILL | {"interview": twice}]) == 1


def test_application_whose_day_and_company_were_corrected_is_not_told_again(search: Search) -> None:
    first = {"company": "Quayside Mills", "position": "Shift Lead", "applied": "2026-09-10"}
    assert told(search, "2026-10-08", applications=[first]) == 1
    assert told(search, "2026-11-08", applications=[first | {"company": "Quayside Mill", "applied": "2026-09-11"}]) == 0
    assert told(search, "2026-12-08", applications=[first | {"company": "Ochre Bakery", "applied": "2026-09-11"}]) == 1


@pytest.mark.parametrize("change", ANOTHER.values(), ids=ANOTHER)
def test_whoever_said_no_gets_one_letter(search: Search, change: dict[str, str]) -> None:
    letter = ("runnerup", "--company", "Quayside")
    assert told(search, "2026-10-15", *letter, applications=[MILL | NO]) == 1
    assert told(search, "2026-10-16", *letter, applications=[MILL | NO | change]) == 0


def test_whoever_said_no_gets_one_letter_whatever_the_company_is_called_now(search: Search) -> None:
    no = MILL | NO
    assert told(search, "2026-10-15", "runnerup", "--company", "Quayside", applications=[no]) == 1
    renamed = no | {"company": "Corvane Foods"}
    assert told(search, "2026-10-16", "runnerup", "--company", "Corvane", applications=[renamed]) == 0
    other = renamed | {"position": "Night Baker"}
    assert told(search, "2026-10-16", "runnerup", "--company", "Corvane", applications=[other]) == 1


def test_interview_noted_late_does_not_make_the_known_one_new(search: Search) -> None:
    assert told(search, "2026-10-08", applications=[MILL]) == 1
    late = MILL | {"interview": ["2026-10-01", *MILL["interview"]]}
    assert told(search, "2026-11-08", applications=[late]) == 0
    assert told(search, "2026-12-08", applications=[late | {"rejected": "2026-12-01"}]) == 1


def test_second_application_for_the_same_position_is_told(search: Search) -> None:
    first = MILL | {"rejected": "2026-10-14"}
    assert told(search, "2026-10-20", applications=[first]) == 1
    again = {"company": "Quayside Mills", "position": "Shift Lead", "applied": "2026-11-10"}
    assert told(search, "2026-11-20", applications=[again, first]) == 1
    assert told(search, "2026-12-20", applications=[first, again]) == 0


# News

NEWS = {"date": "2026-09-10", "headline": "The mill has bought a new oven."}
MENDED = {
    "id": {"id": "oven"},
    "url": {"url": "https://example.com/oven"},
    "headline": {"headline": "The mill has bought a brand new oven."},
    "day": {"date": "2026-09-11"},
}


@pytest.mark.parametrize("change", MENDED.values(), ids=MENDED)
def test_news_is_told_once(search: Search, change: dict[str, str]) -> None:
    assert told(search, "2026-10-08", news=[NEWS]) == 1
    assert told(search, "2026-11-08", news=[NEWS | change]) == 0
    assert told(search, "2026-12-08", news=[NEWS | change, "2026-11-20 Flour has become a little cheaper."]) == 1


@pytest.mark.parametrize("change", MENDED.values(), ids=MENDED)
def test_tip_is_passed_on_once(search: Search, change: dict[str, str]) -> None:
    kept = NEWS | {"for": "Ted Alder", "why": "You bake."}
    assert told(search, "2026-09-11", "tip", "--to", "Ted", news=[kept]) == 1
    assert told(search, "2026-09-12", "tip", "--to", "Ted", news=[kept | change]) == 0


REWORDED = "Fresh ovens at Quayside"


@pytest.mark.parametrize("same", [{}, {"id": "oven"}, {"url": "https://example.com/oven"}], ids=["day", "id", "link"])
def test_news_in_other_words_is_told_once(search: Search, same: dict[str, str]) -> None:
    assert told(search, "2026-10-08", news=[NEWS | same]) == 1
    assert told(search, "2026-11-08", news=[NEWS | same | {"headline": REWORDED}]) == 0
    assert told(search, "2026-12-08", news=[NEWS | same, NEWS | {"headline": REWORDED}]) == 1


@pytest.mark.parametrize(
    ("first", "mended"),
    [({"url": "https://example.com/ovne"}, {"url": "https://example.com/oven"}),
     ({"url": "https://example.com/ovne"}, {}), ({"id": "oven"}, {})],
    ids=["another link", "no link", "no id"],
)  # fmt: skip
def test_news_is_told_once_without_what_it_was_known_by(
    search: Search, first: dict[str, str], mended: dict[str, str]
) -> None:
    assert told(search, "2026-10-08", news=[NEWS | first]) == 1
    assert told(search, "2026-11-08", news=[NEWS | mended]) == 0


def test_news_of_the_same_day_with_an_id_of_its_own_is_other_news(search: Search) -> None:
    assert told(search, "2026-10-08", news=[NEWS]) == 1
    assert told(search, "2026-11-08", news=[NEWS | {"headline": REWORDED, "id": "fresh"}]) == 1


def test_news_in_other_words_is_told_once_to_whom_the_server_refused_at_first(search: Search) -> None:
    program = search.tree / "sendmail"
    takes_all, both = program.read_text("utf-8"), (TED, person("Ada Bell"))
    assert told(search, "2026-10-01", contacts=both, news=[FIRST]) == 1
    program.write_text(takes_all.replace("done\n", "done\ncase $to in ted*) exit 67; esac\n"), "utf-8")
    first: dict[str, Any] = {"news": [NEWS], "touchpoints": HEARD}
    search.profile(*both, **first)
    assert search.run(*SEND, today="2026-11-05").code == 4
    program.write_text(takes_all, "utf-8")
    search.profile(*both, **first | {"news": [NEWS | MENDED["headline"]]})
    assert search.run(*SEND, today="2026-11-06").code == 4
    assert search.run("outbox", "resolve", "3", "--resend").code == 0
    assert search.run("outbox", "send", "--yes").code == 0
    assert search.sent["ted"] == 2
    assert told(search, "2026-12-15", contacts=both, news=[NEWS | MENDED["headline"]]) == 0


def test_two_news_of_one_page_are_two(search: Search) -> None:
    page = {"url": "https://example.com/events"}
    one, two = NEWS | page, {"date": "2026-10-20", "headline": "The mill is looking for two bakers."} | page
    assert told(search, "2026-10-08", news=[one]) == 1
    assert told(search, "2026-11-08", news=[one, two]) == 1
    assert told(search, "2026-12-08", news=[one, two]) == 0


# Referrals and hopes

LEAD = {"from": "Ted Alder", "company": "Ochre Bakery", "received": "2026-09-12"}
THANKS = ("thanks", "--to", "ted@example.org")


@pytest.mark.parametrize(
    ("contact", "lead"),
    [
        (TED | {"id": "ted"}, LEAD | {"from": "ted"}),
        (TED | {"name": "Ted Birch"}, LEAD | {"from": "Ted Birch"}),
        (TED, LEAD | {"to": "Ruth Hale"}),
        (TED, LEAD | {"id": "ochre"}),
        (TED, LEAD | {"company": "Ochre Bakeries"} | {"to": "the owner"}),
    ],
    ids=["an id", "another name", "whom", "its own id", "company and whom"],
)
def test_giver_is_thanked_once(search: Search, contact: dict[str, Any], lead: dict[str, str]) -> None:
    first = LEAD | ({"to": "the owner"} if lead["company"] != LEAD["company"] else {})
    assert told(search, "2026-09-13", *THANKS, referrals=[first], touchpoints=()) == 1
    assert told(search, "2026-09-14", *THANKS, contacts=(contact,), referrals=[lead], touchpoints=()) == 0
    acted = lead | {"acted": "2026-09-20"}
    assert told(search, "2026-09-21", *THANKS, contacts=(contact,), referrals=[acted], touchpoints=()) == 1


def test_two_referrals_to_one_company_are_two(search: Search) -> None:
    second = LEAD | {"position": "Driver", "received": "2026-09-20"}
    assert told(search, "2026-09-13", *THANKS, referrals=[LEAD]) == 1
    assert told(search, "2026-09-21", *THANKS, referrals=[second, LEAD]) == 1
    assert told(search, "2026-09-22", *THANKS, referrals=[LEAD, second]) == 0
    known = [each | {"from": "ted"} for each in (second, LEAD)]
    assert told(search, "2026-09-23", *THANKS, contacts=(TED | {"id": "ted"},), referrals=known) == 0


def test_company_under_its_fuller_name_is_no_new_hope(search: Search) -> None:
    assert told(search, "2026-10-08", target_companies=["Fennel & Rye", "Tamar"]) == 1
    full = {"name": "Tamar Preserves", "short_name": "Tamar"}
    assert told(search, "2026-11-08", target_companies=["Fennel & Rye", full]) == 0


# Advice, and people

TALK = {
    "date": "2026-09-09",
    "contact": "Ted Alder",
    "kind": "informational_interview",
    "learned": "You told me to bring one question, and I will.",
}


def test_thanks_for_advice_are_not_said_again_with_nothing_new(search: Search) -> None:
    assert told(search, "2026-09-12", *THANKS, touchpoints=[TALK]) == 1
    assert told(search, "2026-10-20", touchpoints=[TALK]) == 0
    assert told(search, "2026-11-20", touchpoints=[TALK], applications=[MILL]) == 1


def test_talk_whose_day_was_corrected_is_not_thanked_for_again(search: Search) -> None:
    assert told(search, "2026-10-02", *THANKS, touchpoints=[TALK | {"date": "2026-10-01"}]) == 1
    assert told(search, "2026-10-03", *THANKS, touchpoints=[TALK | {"date": "2026-09-30"}]) == 0
    both = [TALK | {"date": "2026-09-30"}, TALK | {"date": "2026-10-20"}]
    assert told(search, "2026-10-21", *THANKS, touchpoints=both) == 1


def test_update_that_thanks_for_advice_has_thanked(search: Search) -> None:
    assert told(search, "2026-10-08", touchpoints=[TALK | {"date": "2026-10-01"}]) == 1
    assert "gave you a talk" not in search.run("next", today="2026-10-09").out
    assert told(search, "2026-10-23", *THANKS, touchpoints=[TALK | {"date": "2026-10-01"}]) == 0


def test_whoever_shares_a_mailbox_is_left_out_for_the_true_reason(search: Search) -> None:
    eva = person("Eva Alder", TED["email"], offered_help="2026-09-01")
    search.profile(TED, eva, news=(FIRST,), touchpoints=HEARD)
    said = search.run("update", "--all", "--now", today="2026-10-08").err
    assert "left out Eva Alder: has the same address as Ted Alder, who had it on 2026-09-08" in said
    assert "left out Ted Alder: there is nothing new to tell them" in said


@pytest.mark.parametrize(
    "changes",
    [
        ({"id": "ted"}, {"email": "ted@elsewhere.example"}),
        ({"id": "ted"}, {"id": "alder", "email": "ted@elsewhere.example"}),
        ({"id": "ted"}, {}, {"email": "ted@elsewhere.example"}),
    ],
)
def test_contact_whose_id_and_address_change_is_known_by_name(tree: Path, changes: tuple[dict[str, str], ...]) -> None:
    search = Search(tree)
    sent = [told(search, "2026-10-28", contacts=(TED | each,), news=(FIRST,)) for each in changes]
    assert (sent[0], sum(sent)) == (1, 1)


def test_whoever_took_over_an_address_shares_no_mailbox(search: Search) -> None:
    ted, eva = TED | {"email": "alder@example.org"}, person("Eva Alder", TED["email"], offered_help="2026-09-01")
    search.profile(ted, eva, news=(FIRST,), touchpoints=HEARD)
    ran = search.run("update", "--all", "--now", today="2026-10-08")
    assert (ran.code, ran.err.count("there is nothing new to tell them")) == (0, 2)
