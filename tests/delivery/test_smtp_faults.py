"""Every phase of SMTP times everything a server can do wrong, each against the table of `docs/reliability.md`."""

from __future__ import annotations

import datetime as dt
import ssl
from collections import Counter
from typing import TYPE_CHECKING

import pytest
import trustme

from jobnet.delivery import outbox
from jobnet.delivery.ledger.records import State
from jobnet.delivery.transports.server import Credentials, Server
from jobnet.delivery.transports.smtp import Smtp, stuffed
from jobnet.errors import Exit
from tests.delivery.a_ledger import PEOPLE, ATestClock, a_ledger, a_letter, raw, states
from tests.delivery.smtp_server import ACTIONS, PHASES, Fault, SmtpServer

if TYPE_CHECKING:
    from pathlib import Path

    from jobnet.delivery.ledger.transition import Ledger
    from jobnet.delivery.outbox import Report

Q, S, R, U = State.QUEUED, State.SENT, State.REFUSED, State.UNKNOWN
NONE_SENT, ALL_SENT, ONE_REFUSED, ONE_IN_DOUBT, ONE_LATER, FIRST_ONLY = "QQQ", "SSS", "SRS", "SUS", "SQS", "SQQ"
LETTERS = {"Q": Q, "S": S, "R": R, "U": U}
OK, LATER, DOWN, LOGIN = Exit.DONE, Exit.TRY_LATER, Exit.UNAVAILABLE, Exit.NO_PERMISSION

# What becomes of the three messages, and the run's own trouble. Faults of the connection meet the first connection;
# faults of a message meet the second message.
_BROKEN = ("close", "rst", "silence", "drip", "garbage", "overlong")
EXPECTED: dict[tuple[str, str], tuple[str, Exit]] = {
    **{(phase, "ok"): (ALL_SENT, OK) for phase in PHASES},
    **{(phase, action): (NONE_SENT, DOWN) for phase in ("connect", "banner", "EHLO", "EHLO2") for action in _BROKEN},
    **{(phase, "4xx"): (NONE_SENT, LATER) for phase in ("connect", "banner", "EHLO", "EHLO2")},
    **{(phase, "421"): (NONE_SENT, LATER) for phase in ("connect", "banner", "EHLO", "EHLO2", "AUTH")},
    **{(phase, "5xx"): (NONE_SENT, DOWN) for phase in ("connect", "banner", "EHLO", "EHLO2")},
    **{(phase, "extra"): (NONE_SENT, DOWN) for phase in ("connect", "banner", "EHLO", "EHLO2")},
    **{("STARTTLS", action): (NONE_SENT, LOGIN) for action in ("4xx", "5xx", "421", "extra")},
    **{("STARTTLS", action): (NONE_SENT, DOWN) for action in _BROKEN},
    **{("handshake", action): (NONE_SENT, LOGIN) for action in ("4xx", "5xx", "421", "garbage", "overlong", "extra")},
    **{("handshake", action): (NONE_SENT, DOWN) for action in ("close", "rst", "silence", "drip")},
    **{("AUTH", action): (NONE_SENT, DOWN) for action in _BROKEN},
    ("AUTH", "4xx"): (NONE_SENT, LATER),
    ("AUTH", "5xx"): (NONE_SENT, LOGIN),
    ("AUTH", "extra"): (ALL_SENT, OK),
    # Before the dot nothing was accepted: a broken connection is made anew, and the message goes after all.
    **{(phase, action): (ALL_SENT, OK) for phase in ("MAIL", "RCPT", "DATA") for action in (*_BROKEN, "extra")},
    ("MAIL", "4xx"): (FIRST_ONLY, LATER),
    ("MAIL", "5xx"): (FIRST_ONLY, DOWN),
    **{(phase, "421"): (FIRST_ONLY, LATER) for phase in ("MAIL", "RCPT", "DATA")},
    **{(phase, "4xx"): (ONE_LATER, OK) for phase in ("RCPT", "DATA")},
    **{(phase, "5xx"): (ONE_REFUSED, OK) for phase in ("RCPT", "DATA")},
    **{("body", action): (ALL_SENT, OK) for action in ("4xx", "5xx", "421", "close", "rst", "garbage", "overlong", "extra")},
    **{("body", action): (ALL_SENT, OK) for action in ("silence", "drip")},
    ("dot", "4xx"): (ONE_LATER, OK),
    ("dot", "5xx"): (ONE_REFUSED, OK),
    ("dot", "421"): (FIRST_ONLY, LATER),
    ("dot", "extra"): (ALL_SENT, OK),
    **{("dot", action): (ONE_IN_DOUBT, OK) for action in _BROKEN},
    **{("QUIT", action): (ALL_SENT, OK) for action in ACTIONS},
}  # fmt: skip
CASES = [(phase, action, accepts) for phase in PHASES for action in ACTIONS for accepts in ((False, True) if phase == "dot" else (False,))]  # fmt: skip


@pytest.fixture(scope="module")
def tls() -> tuple[trustme.CA, ssl.SSLContext]:
    authority = trustme.CA()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("localhost", "127.0.0.1").configure_cert(context)
    return authority, context


@pytest.fixture
def trusted(tls: tuple[trustme.CA, ssl.SSLContext], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ssl.SSLContext:
    """The server's context, trusted by this process."""
    authority, context = tls
    authority.cert_pem.write_to_path(tmp_path / "ca.pem")
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "ca.pem"))
    return context


def a_transport(server: SmtpServer, clock: ATestClock, security: str = "starttls", patience: float = 10) -> Smtp:
    return Smtp(
        Server(
            "127.0.0.1", server.port, security, timeout=patience, patience=patience,
            login=lambda: Credentials("nia", "secret"),
        ),
        clock,
    )  # fmt: skip


def run(ledger: Ledger, server: SmtpServer, clock: ATestClock | None = None, **changes: object) -> Report:
    clock = clock or ATestClock()
    transport = a_transport(server, clock, **changes)  # type: ignore[arg-type]
    pace = outbox.Pace(interval=0)
    return outbox.Run(ledger, transport, clock, pace=pace).send(outbox.due(ledger, clock.now()).ready)


@pytest.mark.slow
@pytest.mark.parametrize(("phase", "action", "accepts"), CASES)
def test_fault_leads_to_what_the_table_says_and_a_rerun_completes_it(
    phase: str, action: str, accepts: bool, tmp_path: Path, trusted: ssl.SSLContext
) -> None:
    is_about_a_message = phase in {"MAIL", "RCPT", "DATA", "body", "dot"}
    body = "x" * 70 + "\r\n"
    # So large that it does not fit into the buffers of the connection: the fault meets us in the middle of it.
    long = {"ben"} if phase == "body" else set()
    letters = [a_letter(name, raw=raw(name, body=body * (100_000 if name in long else 1))) for name in PEOPLE]
    fault = Fault(phase, action, 2 if is_about_a_message else 1, accepts)
    # Little patience only where it is to run out: elsewhere a busy machine is not to be taken for a silent server.
    patience = 0.6 if action in {"silence", "drip"} else 10
    with a_ledger(tmp_path, *letters) as ledger, SmtpServer(fault, tls=trusted) as server:
        report = run(ledger, server, patience=patience)

        expected, trouble = EXPECTED[phase, action]
        assert states(ledger) == dict(zip(PEOPLE, (LETTERS[each] for each in expected), strict=True))
        assert report.exits == ({trouble} if trouble else set())

        server.faults.clear()
        run(ledger, server, ATestClock(dt.datetime(2026, 10, 16, 13, tzinfo=dt.UTC)))

        assert states(ledger) == {
            p: s if s in {R, U} else S for p, s in zip(PEOPLE, map(LETTERS.get, expected), strict=True)
        }
        arrived = Counter(server.recipients)
        doubtful = {f"{p}@example.org" for p, s in states(ledger).items() if s is U}
        # A server that takes a message and then says that it did not is the one thing nobody can help.
        lied = {"ben@example.org"} if accepts and action in {"4xx", "5xx", "421"} else set()
        assert all(count == 1 for address, count in arrived.items() if address not in lied)
        assert all(
            arrived[f"{p}@example.org"] == 1
            for p, s in states(ledger).items()
            if s is S and f"{p}@example.org" not in lied
        )
        assert {each for each in doubtful if arrived[each]} == (doubtful if accepts else set())


def test_body_arrives_as_it_was_written(tmp_path: Path, trusted: ssl.SSLContext) -> None:
    nasty = "One\r\n.\r\n..two\r\n.MAIL FROM:<x@example.org>\r\nFrom me\r\n"
    with a_ledger(tmp_path, a_letter("ada", raw=raw("ada", body=nasty))) as ledger, SmtpServer(tls=trusted) as server:
        run(ledger, server)

        assert [each.data for each in server.accepted] == [raw("ada", body=nasty)]


def test_stuffing_makes_every_line_end_crlf_and_hides_every_leading_dot() -> None:
    assert stuffed(b"a\n.\r.b\r\n\r\n..") == b"a\r\n..\r\n..b\r\n\r\n...\r\n"


def test_two_in_doubt_in_a_row_end_the_run(tmp_path: Path, trusted: ssl.SSLContext) -> None:
    faults = [Fault("dot", "close", n) for n in (1, 2, 3)]
    with a_ledger(tmp_path, *map(a_letter, PEOPLE)) as ledger, SmtpServer(*faults, tls=trusted) as server:
        report = run(ledger, server)

        assert states(ledger) == {"ada": U, "ben": U, "cid": Q}
        assert report.exits == {Exit.IN_DOUBT}


def test_five_refused_in_a_row_end_the_run(tmp_path: Path, trusted: ssl.SSLContext) -> None:
    names = [f"p{n}" for n in range(7)]
    faults = [Fault("RCPT", "5xx", n) for n in range(1, 8)]
    with a_ledger(tmp_path, *map(a_letter, names)) as ledger, SmtpServer(*faults, tls=trusted) as server:
        report = run(ledger, server)

        assert list(states(ledger).values()) == [R] * 5 + [Q] * 2
        assert report.exits == {Exit.TRY_LATER}


def test_a_connection_lost_five_times_more_ends_the_run_with_growing_pauses(
    tmp_path: Path, trusted: ssl.SSLContext
) -> None:
    clock = ATestClock()
    faults = [Fault("MAIL", "close", n) for n in range(1, 8)]
    with a_ledger(tmp_path, a_letter("ada")) as ledger, SmtpServer(*faults, tls=trusted) as server:
        report = run(ledger, server, clock)

        assert states(ledger) == {"ada": Q}
        assert (clock.slept, report.exits) == ([1, 2, 4, 8, 16], {Exit.TRY_LATER})


def test_greylisted_reader_is_tried_again_at_growing_distances_and_then_counts_as_refused(
    tmp_path: Path, trusted: ssl.SSLContext
) -> None:
    faults = [Fault("RCPT", "4xx", n) for n in range(1, 8)]
    waits = []
    with a_ledger(tmp_path, a_letter("ada")) as ledger, SmtpServer(*faults, tls=trusted) as server:
        clock = ATestClock()
        for _ in range(6):
            run(ledger, server, clock)
            message = ledger.messages()[0]
            if message.not_before is not None:
                waits.append(round((message.not_before - clock.time).total_seconds() / 60))
                clock.time = message.not_before

        assert waits == [15, 60, 240, 720, 1440]
        assert states(ledger) == {"ada": R}


def test_a_new_connection_after_a_batch(tmp_path: Path, trusted: ssl.SSLContext) -> None:
    with a_ledger(tmp_path, *map(a_letter, PEOPLE)) as ledger, SmtpServer(tls=trusted) as server:
        clock = ATestClock()
        transport = a_transport(server, clock)
        outbox.Run(ledger, transport, clock, pace=outbox.Pace(0, batch_size=2)).send(ledger.messages())

        assert (states(ledger), server.connections) == (dict.fromkeys(PEOPLE, S), 2)


def test_messages_keep_their_distance(tmp_path: Path, trusted: ssl.SSLContext) -> None:
    with a_ledger(tmp_path, *map(a_letter, PEOPLE)) as ledger, SmtpServer(tls=trusted) as server:
        clock = ATestClock()
        outbox.Run(ledger, a_transport(server, clock), clock, pace=outbox.Pace(2.1)).send(ledger.messages())

        assert len(clock.slept) == 2
        assert all(1 < each <= 2.1 for each in clock.slept), "what is left of the 2.1 s, however busy the machine"


# Encryption


def bad_context(kind: str) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority = trustme.CA()
    if kind == "expired":
        past = dt.datetime(2020, 1, 1, tzinfo=dt.UTC)
        authority.issue_cert("127.0.0.1", not_after=past).configure_cert(context)
    else:
        authority.issue_cert("127.0.0.1").configure_cert(context)
    return context


@pytest.mark.parametrize("security", ["starttls", "tls"])
@pytest.mark.parametrize("kind", ["self-signed", "wrong-host", "expired"])
def test_certificate_that_cannot_be_trusted_stops_everything(
    security: str, kind: str, tmp_path: Path, tls: tuple[trustme.CA, ssl.SSLContext], trusted: ssl.SSLContext
) -> None:
    context = bad_context(kind)
    if kind != "self-signed":
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        past = dt.datetime(2020, 1, 1, tzinfo=dt.UTC)
        host = "mail.example.com" if kind == "wrong-host" else "127.0.0.1"
        tls[0].issue_cert(host, not_after=past if kind == "expired" else None).configure_cert(context)
    with (
        a_ledger(tmp_path, a_letter("ada")) as ledger,
        SmtpServer(tls=context, implicit_tls=security == "tls") as server,
    ):
        report = run(ledger, server, security=security)

        assert (states(ledger), report.exits, server.heard[-1:] != ["AUTH"]) == ({"ada": Q}, {LOGIN}, True)
        assert not any("AUTH" in line for line in server.heard)


def test_no_starttls_means_no_letter(tmp_path: Path) -> None:
    with a_ledger(tmp_path, a_letter("ada")) as ledger, SmtpServer() as server:
        report = run(ledger, server)

        assert (states(ledger), report.exits) == ({"ada": Q}, {LOGIN})
        assert "refusing to go on without encryption" in report.troubles[0]


def test_implicit_tls_works(tmp_path: Path, trusted: ssl.SSLContext) -> None:
    with a_ledger(tmp_path, a_letter("ada")) as ledger, SmtpServer(tls=trusted, implicit_tls=True) as server:
        run(ledger, server, security="tls")

        assert (states(ledger), server.recipients) == ({"ada": S}, ["ada@example.org"])


def test_address_that_needs_smtputf8_is_refused_by_a_server_without_it_and_others_are_sent(
    tmp_path: Path, trusted: ssl.SSLContext
) -> None:
    letters = [a_letter("ada", address="jürgen@bücher.example"), a_letter("ben")]
    with a_ledger(tmp_path, *letters) as ledger, SmtpServer(tls=trusted, features=("AUTH PLAIN",)) as server:
        run(ledger, server)

        assert (states(ledger), server.recipients) == ({"ada": R, "ben": S}, ["ben@example.org"])


def test_address_that_needs_smtputf8_goes_where_it_is_offered(tmp_path: Path, trusted: ssl.SSLContext) -> None:
    with (
        a_ledger(tmp_path, a_letter("ada", address="jürgen@bücher.example")) as ledger,
        SmtpServer(tls=trusted) as server,
    ):
        run(ledger, server)

        assert (states(ledger), server.recipients) == ({"ada": S}, ["jürgen@xn--bcher-kva.example"])


@pytest.mark.parametrize(
    ("features", "is_token"), [("AUTH PLAIN", False), ("AUTH LOGIN", False), ("AUTH XOAUTH2", True)]
)
def test_every_way_to_log_in(features: str, is_token: bool, tmp_path: Path, trusted: ssl.SSLContext) -> None:
    with a_ledger(tmp_path, a_letter("ada")) as ledger, SmtpServer(tls=trusted, features=(features,)) as server:
        login = Credentials("nia", "secret", is_token)
        clock = ATestClock()
        transport = Smtp(Server("127.0.0.1", server.port, timeout=1, patience=1, login=lambda: login), clock)
        outbox.Run(ledger, transport, clock, pace=outbox.Pace(0)).send(ledger.messages())

        assert states(ledger) == {"ada": S}
        assert not any("secret" in str(message) for message in ledger.messages())
