"""The guard lets through what was meant, and nothing else."""

from __future__ import annotations

import time
from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobnet.delivery.guard import GuardError, check_message
from jobnet.delivery.message import message
from jobnet.profile.addresses import Mailbox
from tests.delivery.a_message import LETTER, NIA, TED, a_letter

GOOD = message(LETTER, sender=NIA, to=TED)


def check(raw: bytes, subject: str = LETTER.subject, to: Mailbox = TED, reply_to: Mailbox | None = None) -> None:
    check_message(raw, sender=NIA, to=to, subject=subject, reply_to=reply_to)


def test_good_message_passes() -> None:
    check(GOOD)


SUBJECT = b"Subject: Two interviews, one question\r\n"
TO = b"To: Ted Alder <ted@example.com>\r\n"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        # The ten of the experiment: eight injections, two NULs.
        (SUBJECT, b"Subject: Two interviews, one question\r\nBcc: v@example.com\r\n"),
        (SUBJECT, b"Subject: Two interviews, one question\nBcc: v@example.com\r\n"),
        (SUBJECT, b"Subject: =?utf-8?q?Two_interviews=2C_one_question=0D=0ABcc=3A_v=40x=2Eexample?=\r\n"),
        (TO, b"To: =?utf-8?q?Ted_Alder=0D=0ABcc=3A_v=40x=2Eexample?= <ted@example.com>\r\n"),
        (TO, b"To: Ted Alder <ted@example.com>, <v@example.com>\r\n"),
        (TO, b"To: Ted Alder <ted@x.example>, <ted@example.com>\r\n"),
        (TO, TO + TO),
        (b"\r\n\r\n", b"\r\n\r\nBcc: v@example.com\r\n\r\n"),
        (SUBJECT, b"Subject: Two interviews, one question\0\r\n"),
        (b"thank you.", b"thank\0you."),
        # And more of the kind.
        (TO, b"To: Ted Alder <other@example.com>\r\n"),
        (TO, b"To: Somebody Else <ted@example.com>\r\n"),
        (TO, b"To: Ted Alder <ted@example.com>\r\nCc: v@example.com\r\n"),
        (TO, b"To: group: Ted Alder <ted@example.com>;\r\n"),
        (TO, b"to: Ted Alder <ted@example.com>\r\n"),
        (b"From: Nia Pargeter <nia@example.com>", b"From: Nia Pargeter <boss@example.com>"),
        (b"From: Nia Pargeter", b"Sender: x@example.com\r\nFrom: Nia Pargeter"),
        (TO, TO + b"Reply-To: <v@example.com>\r\n"),
        (SUBJECT, SUBJECT + SUBJECT),
        (SUBJECT, b""),
        (SUBJECT, b"Subject: Two interviews\r\n"),
        (SUBJECT, b"Subject: =?latin-1?q?Two?=\r\n"),
        (SUBJECT, b"Subject: =?utf-8?b?VHdv\r\n"),
        (SUBJECT, b"Subject: =?utf-8?b?!!!!?=\r\n"),
        (SUBJECT, b"Subject: Two interviews, one question\x1b[0m\r\n"),
        (SUBJECT, b"Subject: Two interviews, one question \xff\r\n"),
        (SUBJECT, b"Subject : Two interviews, one question\r\n"),
        (SUBJECT, b" " + SUBJECT),
        (SUBJECT, SUBJECT[:-2] + b"\r\n \r\n"),
        (b"+0000", b"GMT"),
        (b"Message-ID: <", b"Message-ID: "),
        (b"MIME-Version: 1.0", b"MIME-Version: 1.0, 2"),
        (b"multipart/alternative", b"text/plain"),
        (b"Dear Ted,\r\n", b"Dear Ted,\n"),
        (b"Dear Ted,\r\n", b"Dear Ted,\r"),
        (b"Dear Ted,\r\n", b"x" * 999 + b"\r\n"),
        (b"--\r\n", b"--"),
        (b"\r\n\r\n", b"\r\n"),
    ],
)
def test_changed_message_is_blocked(old: bytes, new: bytes) -> None:
    changed = GOOD.replace(old, new) if old == b"\r\n\r\n" and len(new) == 2 else GOOD.replace(old, new, 1)
    assert changed != GOOD
    with pytest.raises(GuardError):
        check(changed)


def test_what_was_refused_once_is_refused_again() -> None:
    other = Mailbox("Nia Pargeter", "nia@example.org")
    for _ in range(3):
        check(GOOD)
        for own in (b"From: Nia Pargeter <nia@example.org>", b"From: Nia <nia@example.com>"):
            with pytest.raises(GuardError, match="From has another"):
                check(GOOD.replace(b"From: Nia Pargeter <nia@example.com>", own))
        with pytest.raises(GuardError, match="From has another"):
            check_message(GOOD, sender=other, to=TED, subject=LETTER.subject)


def test_second_recipient_through_the_domain_is_blocked() -> None:
    raw = GOOD.replace(b"<ted@example.com>", b"<ted@x.org>, <y@z.org>", 1)
    with pytest.raises(GuardError, match="To is not one address"):
        check(raw)


@pytest.mark.parametrize("subject", ["=?utf-8?q?a=0D=0ABcc=3A_v=40x.example?=", "Zoë" * 60])
def test_what_pythons_own_message_makes_of_a_trick_is_blocked(subject: str) -> None:
    made = EmailMessage()
    made["From"], made["To"], made["Subject"] = "Nia Pargeter <nia@example.com>", "Ted Alder <ted@example.com>", subject
    made["Date"], made["Message-ID"] = "Thu, 15 Oct 2026 12:00:00 +0000", "<a@example.com>"
    made.set_content("x")
    with pytest.raises(GuardError):
        check(made.as_bytes(), subject)


def test_reply_to_that_was_asked_for_must_be_there() -> None:
    with pytest.raises(GuardError, match="Reply-To"):
        check(GOOD, reply_to=NIA)


@given(
    st.integers(0, GOOD.index(b"\r\nDate")),
    st.sampled_from([b"\r\nX: y\r\n", b"\n", b"\0", b",", b"<", b"@", b"x", b"=?"]),
)
def test_nothing_can_be_put_into_the_first_headers(place: int, what: bytes) -> None:
    with pytest.raises(GuardError):
        check(GOOD[:place] + what + GOOD[place:])


@given(st.binary(max_size=300))
def test_any_bytes_are_judged_and_never_crash_the_guard(raw: bytes) -> None:
    with pytest.raises(GuardError):
        check(raw)
    with pytest.raises(GuardError):
        check(raw + GOOD) if raw else check(GOOD[1:])


@pytest.mark.parametrize("place", [0, 1, 500, 997, 998, 1500])
@pytest.mark.parametrize(("length", "fits"), [(998, True), (999, False)])
def test_line_of_998_bytes_is_the_longest(place: int, length: int, fits: bool) -> None:
    lines = [b"a" * (place % 998)] * (place // 998 + 1) + [b"b" * length, b"c", b"d" * 998]
    raw = GOOD.replace(b"Dear Ted,", b"\r\n".join(lines), 1)
    if fits:
        check(raw)
    else:
        with pytest.raises(GuardError, match="998"):
            check(raw)


@given(st.lists(st.sampled_from([b"\r\n", b"\r", b"\n", b"a", b"\0", b"b" * 997, b"c" * 1000]), max_size=12))
def test_lines_are_as_they_should_be_or_blocked(said: list[bytes]) -> None:
    raw = GOOD.replace(b"Dear Ted,", b"".join(said))
    pairs = raw.count(b"\r\n")
    good = raw.count(b"\r") == raw.count(b"\n") == pairs and b"\0" not in raw
    if good and max(map(len, raw.split(b"\r\n"))) <= 998:
        check(raw)
    else:
        with pytest.raises(GuardError):
            check(raw)


@pytest.mark.parametrize("header", [b"X-Unsent: 1\r\n ", b"X-Unsent:\r\n 1", b"X-Unsent: 1\x7f", b"X-Unsent: \xc2\x85"])
def test_header_that_nothing_else_looks_at_is_blocked_if_odd(header: bytes) -> None:
    check(GOOD.replace(b"\r\nMIME", b"\r\nX-Unsent: 1\r\nMIME"))
    with pytest.raises(GuardError):
        check(GOOD.replace(b"\r\nMIME", b"\r\n" + header + b"\r\nMIME"))


def test_guard_takes_a_fifth_of_a_millisecond_at_most() -> None:
    long = a_letter(text="A line of an ordinary letter, as long as lines are.\n" * 60, page="<p>A line</p>\n" * 120)
    raw = message(long, sender=NIA, to=TED)
    times = []
    for _ in range(200):
        start = time.perf_counter()
        check(raw)
        times.append(time.perf_counter() - start)
    assert min(times) < 0.0002
