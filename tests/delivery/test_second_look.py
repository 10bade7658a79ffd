"""A letter that waits passes the same review as a fresh one, whoever it is for."""

from __future__ import annotations

import contextlib
import json
import sqlite3
from typing import TYPE_CHECKING, Any

import pytest

from tests.delivery.smtp_server import Fault, SmtpServer
from tests.program import run

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.program import Ran

RUTH: dict[str, Any] = {"name": "Ruth Abernathy", "honorific": "Ms", "family": "Abernathy"}
AT_EMPLOYER = "ruth@oldmill.example"
EMPLOYER = {"current_employer": {"name": "Old Mill", "email_domains": ["oldmill.example"]}}
WHERE: dict[str, Callable[[dict[str, Any]], dict[str, Any]]] = {
    "hiring manager": lambda who: {"hiring_manager": who, "interview": "2026-09-20", "rejected": "2026-10-13"},
    "interviewer": lambda who: {"interview": {"date": "2026-09-20", "with": who}, "rejected": "2026-10-13"},
    "recruiter": lambda who: {"recruiter": who, "interview": "2026-09-20", "rejected": "2026-10-13"},
    "who told": lambda who: {"interview": "2026-09-20", "rejected": {"date": "2026-10-13", "told_by": who}},
}


class World:
    """A profile that changes between two runs, and a server that takes nothing the first time."""

    def __init__(self, tree: Path, server: SmtpServer) -> None:
        self.tree, self.server = tree, server
        smtp = f"{{host: 127.0.0.1, port: {server.port}, security: none}}"
        (tree / "config.yaml").write_text(f"transport: smtp\nsmtp: {smtp}\nrate: 100000/min\n", "utf-8")

    def profile(self, application: dict[str, Any], **more: Any) -> None:
        whole = {
            "name": "Nia Pargeter",
            "email": "nia@example.com",
            "target_titles": ["Baker"],
            "target_companies": ["Fennel & Rye"],
            "applications": [{
                "company": "Harbourside Bakers", "position": "Technical Manager", "applied": "2026-09-01",
                "impression": {"particulars": ["The new line runs without a fault.", "Any baker may stop a batch."]},
            } | application],
        } | more  # fmt: skip
        (self.tree / "profile.yaml").write_text(json.dumps(whole, ensure_ascii=False), "utf-8")

    def run(self, *arguments: str) -> Ran:
        env = {"JOBNET_STATE": str(self.tree / "state"), "JOBNET_CONFIG": str(self.tree / "config.yaml")}
        return run(*arguments, cwd=self.tree, env=env)

    def wait(self, *arguments: str) -> None:
        """A letter that the server does not take yet."""
        self.server.faults.append(Fault("RCPT", "421", 1))
        ran = self.run(*arguments, "--send", "--yes")
        assert ran.code == 75, ran.err


@pytest.fixture
def world(tree: Path) -> Iterator[World]:
    with SmtpServer() as server:
        yield World(tree, server)


@pytest.mark.parametrize("where", WHERE)
@pytest.mark.parametrize("is_contact", [False, True])
def test_letter_that_waits_for_somebody_an_application_names_goes(world: World, where: str, is_contact: bool) -> None:
    person = RUTH | {"email": "ruth@bakers.example"}
    contacts = [{"name": RUTH["name"], "email": "ruth.private@example.com"}] if is_contact else []
    world.profile(WHERE[where](person), contacts=contacts)
    world.wait("runnerup", "--company", "Harbourside")

    ran = world.run("outbox", "send", "--yes")

    assert (ran.code, ran.err, world.server.recipients) == (0, "", ["ruth@bakers.example"])


@pytest.mark.parametrize("where", [*WHERE, "agency"])
@pytest.mark.parametrize("is_contact", [False, True])
def test_letter_to_the_current_employer_is_held_back_waiting_as_fresh(
    world: World, where: str, is_contact: bool
) -> None:
    contacts = [{"name": RUTH["name"], "email": AT_EMPLOYER}] if is_contact or where == "agency" else []
    past = {"interview": "2026-09-20", "rejected": "2026-10-13"}
    application = {"agency": RUTH["name"]} | past if where == "agency" else WHERE[where](RUTH | {"email": AT_EMPLOYER})
    world.profile(application, contacts=contacts)
    world.wait("runnerup", "--company", "Harbourside")
    world.profile(application, contacts=contacts, search=EMPLOYER)

    waited = world.run("outbox", "send", "--yes")
    fresh = world.run("runnerup", "--company", "Harbourside", "--send", "--yes", "--again")

    assert f"not sent: {RUTH['name']} has an address at oldmill.example: nobody there may learn" in waited.err
    assert (fresh.code, "PRIV-02" in fresh.err) == (65, True)
    assert world.server.recipients == []


def test_letter_that_waits_for_somebody_named_only_in_the_application_leaks_nothing(world: World) -> None:
    """What its reader may not learn any more holds it back, though they are no contact."""
    said = {"particulars": ["You asked about Tamar Valley Foods.", "Any baker may stop a batch."]}
    application = WHERE["hiring manager"](RUTH | {"email": "ruth@bakers.example"}) | {"impression": said}
    world.profile(application)
    world.wait("runnerup", "--company", "Harbourside")
    private = {"name": "Tamar Valley Foods", "disclosure": "private"}
    world.profile(application, target_companies=["Fennel & Rye", private])

    ran = world.run("outbox", "send", "--yes")

    assert "Ruth Abernathy would read what must not go any more (Ruth Abernathy may not learn" in ran.err
    assert (ran.code, world.server.recipients) == (0, [])


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE message SET address = 'mallory@evil.example'",
        "UPDATE message SET raw = CAST(replace(CAST(raw AS TEXT), 'Subject:', 'Bcc: m@evil.example' || char(13, 10) || 'Subject:') AS BLOB)",
        "UPDATE message SET raw = CAST(replace(CAST(raw AS TEXT), 'ruth@bakers.example', 'mallory@evil.example') AS BLOB)",
    ],
    ids=["another address", "a Bcc", "another To"],
)
def test_letter_that_goes_to_somebody_else_in_a_changed_record_does_not_go(world: World, change: str) -> None:
    """A state folder may come from somebody else, and the address beside a letter that waits may not be its reader's."""
    world.profile(WHERE["hiring manager"](RUTH | {"email": "ruth@bakers.example"}))
    world.wait("runnerup", "--company", "Harbourside")
    (ledger,) = (world.tree / "state").glob("*/ledger.db")
    with contextlib.closing(sqlite3.connect(ledger)) as record:
        record.executescript(change)

    ran = world.run("outbox", "send", "--yes")

    assert (ran.code, world.server.recipients) == (0, [])
    assert "not sent: Ruth Abernathy is not as jobnet wrote it: in the record it goes to somebody else" in ran.err


BEA: dict[str, Any] = {"name": "Bea Li", "known_as": "Bea", "email": "bea@example.com"} | {"updates": "on"}
HELPER = BEA | {"offered_help": "2026-10-01", "relationship": "colleague"}
POST = {"position": "Baker", "applied": "2026-10-12"}
WON = POST | {"offer": "2026-10-13", "accepted": "2026-10-14"}
TARGETS = ["Fennel & Rye", "Harbourside Bakers"]
OPEN_DAY = {"headline": "Fennel & Rye opens", "date": "2026-10-14"}
A_BAKERY = POST | {"disclosure": "private", "public_label": "a regional bakery"}
NOW: dict[str, Any] = {"announce_after": "2026-10-14"}
BRIEF = {"document": "brief", "contact": "Bea Li", "date": "2026-10-02"}


def a_search(application: dict[str, Any] = POST, contact: dict[str, Any] = HELPER, **more: Any) -> dict[str, Any]:
    """What `World.profile` takes, as one value."""
    return {"application": application, "contacts": [contact], "target_companies": TARGETS} | more


HELD_BACK: dict[str, tuple[str, dict[str, Any], dict[str, Any]]] = {
    "application made private": ("brief", a_search(), a_search(POST | {"disclosure": "private"})),
    "of an update": ("update", a_search(), a_search(POST | {"disclosure": "private"})),
    "of an update to a friend": (
        "update",
        a_search(contact=BEA | {"relationship": "close_friend"}),
        a_search(POST | {"disclosure": "private"}, BEA | {"relationship": "close_friend"}),
    ),
    "application for the trusted only": ("brief", a_search(), a_search(POST | {"disclosure": "trusted"})),
    "application taken out": ("brief", a_search(), a_search(POST | {"company": "Tamar Preserves"})),
    "company renamed and made private": (
        "update",
        a_search(target_companies=["Fennel & Rye"]),
        a_search(POST | {"company": "Zentor", "private": True}, target_companies=["Fennel & Rye"]),
    ),
    "company made private": ("brief", a_search(), a_search(target_companies=["Fennel & Rye"])),
    "reader trusted less": ("brief", a_search(), a_search(contact=HELPER | {"trust": "public"})),
    "label taken away": ("update", a_search(A_BAKERY), a_search(POST | {"disclosure": "private"})),
    "search made confidential": (
        "brief",
        a_search(contact=HELPER | {"locale": "fr-FR"}),
        a_search(contact=HELPER | {"locale": "fr-FR"}, search={"confidential": True, **EMPLOYER}),
    ),
    "news made private": (
        "update",
        a_search(news=[OPEN_DAY | {"audience": "everyone"}]),
        a_search(news=[OPEN_DAY | {"audience": "everyone", "disclosure": "private"}]),
    ),
    "news kept for another": (
        "tip",
        a_search(news=[OPEN_DAY | {"for": "Bea Li"}]),
        a_search(contacts=[HELPER, {"name": "Cy Ng"}], news=[OPEN_DAY | {"for": "Cy Ng"}]),
    ),
    "announced later": (
        "landed",
        a_search(WON, touchpoints=[BRIEF], search=NOW),
        a_search(WON, touchpoints=[BRIEF], search={"announce_after": "2026-12-01"}),
    ),
    "post not taken after all": (
        "landed",
        a_search(WON, touchpoints=[BRIEF], search=NOW),
        a_search(WON | {"declined": "2026-10-15"}, touchpoints=[BRIEF], search=NOW),
    ),
}


@pytest.mark.parametrize("case", HELD_BACK)
def test_letter_that_waits_does_not_tell_what_its_reader_may_not_know_any_more(world: World, case: str) -> None:
    document, before, after = HELD_BACK[case]
    world.profile(**before)
    world.wait(document, "--to", "Bea")
    world.profile(**after)

    ran = world.run("outbox", "send", "--yes")

    assert "not sent: Bea Li would read" in ran.err
    assert (ran.code, world.server.accepted) == (0, [])
    assert world.run("outbox").out == ""


@pytest.mark.parametrize(
    "search",
    [a_search(), a_search(A_BAKERY), a_search(POST | {"private": True}), a_search(news=[OPEN_DAY])],
    ids=["open", "by a label", "private", "with news"],
)
@pytest.mark.parametrize("document", ["brief", "update"])
def test_letter_that_waits_goes_while_its_reader_may_know_what_they_might(
    world: World, document: str, search: dict[str, Any]
) -> None:
    world.profile(**search)
    world.wait(document, "--to", "Bea")
    world.profile(**search | {"contacts": [HELPER, {"name": "Cy Ng"}], "target_locations": ["Bristol"]})

    ran = world.run("outbox", "send", "--yes")

    assert (ran.code, world.server.recipients) == (0, ["bea@example.com"])


def test_letter_that_waits_goes_to_nobody_else_when_two_addresses_were_mixed_up(world: World) -> None:
    bea, cy = ({"name": name, "email": f"{name[:3].strip().lower()}@example.com"} for name in ("Bea Li", "Cy Ng"))
    world.profile({}, contacts=[bea | {"updates": "on"}, cy | {"updates": "on"}])
    world.wait("update", "--to", "Bea")
    world.profile({}, contacts=[bea | {"email": cy["email"]}, cy | {"email": bea["email"]}])
    ran = world.run("outbox", "send", "--yes")
    assert "not sent: Bea Li has another address in the profile now" in ran.err
    assert world.server.accepted == []


def test_letter_that_was_given_by_hand_while_it_waited_does_not_go(world: World) -> None:
    """What the seeker has handed over since would be told twice."""
    ted = {"name": "Ted Alder", "email": "ted@example.com", "offered_help": "2026-10-05"}
    world.profile({}, contacts=[ted])
    world.wait("brief", "--to", "Ted")
    world.profile({}, contacts=[ted], touchpoints=[{"date": "2026-10-15", "contact": "Ted Alder", "document": "brief"}])

    ran = world.run("outbox", "send", "--yes")

    assert (ran.err, world.server.recipients) == ("jobnet: not sent: Ted Alder has been given the brief by hand\n", [])
