"""The reply table: what a server's words mean for a message, the run and the person."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobnet.delivery.ledger.records import State
from jobnet.delivery.replies import MOST_KEPT, Outcome, Phase, Reply, classify, shown
from jobnet.errors import Exit

TABLE = [
    # phase, code, text → state, stop, later
    (Phase.AUTH, 535, "5.7.8 bad credentials", State.QUEUED, Exit.NO_PERMISSION, False),
    (Phase.AUTH, 534, "5.7.9 app password needed", State.QUEUED, Exit.NO_PERMISSION, False),
    (Phase.AUTH, 454, "4.7.0 not now", State.QUEUED, Exit.TRY_LATER, False),
    (Phase.MAIL, 530, "5.7.0 authentication required", State.QUEUED, Exit.NO_PERMISSION, False),
    (Phase.MAIL, 451, "4.3.0 try later", State.QUEUED, Exit.TRY_LATER, False),
    (Phase.MAIL, 550, "5.1.8 sender unknown", State.QUEUED, Exit.UNAVAILABLE, False),
    (Phase.MAIL, 552, "message size exceeds limit", State.REFUSED, None, False),
    (Phase.RCPT, 451, "4.7.1 Greylisted, see you later", State.QUEUED, None, True),
    (Phase.RCPT, 450, "4.2.0 Recipient address rejected: Greylisting policy", State.QUEUED, None, True),
    (Phase.RCPT, 452, "4.2.2 mailbox full, over quota", State.QUEUED, None, True),
    (Phase.RCPT, 450, "4.7.1 rate limit exceeded", State.QUEUED, Exit.TRY_LATER, False),
    (Phase.RCPT, 421, "4.7.0 closing", State.QUEUED, Exit.TRY_LATER, False),
    (Phase.RCPT, 432, "4.3.2 too many connections", State.QUEUED, Exit.TRY_LATER, False),
    (Phase.RCPT, 550, "5.1.1 no such user", State.REFUSED, None, False),
    (Phase.RCPT, 550, "mailbox unavailable", State.REFUSED, None, False),
    (Phase.RCPT, 552, "5.2.2 mailbox over quota", State.REFUSED, None, False),
    (Phase.RCPT, 550, "5.4.5 Daily user sending limit exceeded", State.QUEUED, Exit.TRY_LATER, False),
    (Phase.RCPT, 554, "5.2.0 SubmissionQuotaExceededException", State.QUEUED, Exit.TRY_LATER, False),
    (Phase.RCPT, 550, "5.7.1 blocked by policy", State.QUEUED, Exit.TRY_LATER, False),
    (Phase.RCPT, 554, "Your message looks like spam", State.QUEUED, Exit.TRY_LATER, False),
    (Phase.DATA, 451, "4.3.0 later", State.QUEUED, None, True),
    (Phase.DATA, 554, "no", State.REFUSED, None, False),
    (Phase.DATA, 250, "what", State.QUEUED, Exit.UNAVAILABLE, False),
    (Phase.DOT, 250, "2.0.0 taken", State.SENT, None, False),
    (Phase.DOT, 251, "will forward", State.SENT, None, False),
    (Phase.DOT, 451, "4.3.0 later", State.QUEUED, None, True),
    (Phase.DOT, 550, "5.6.0 I do not like it", State.REFUSED, None, False),
    (Phase.DOT, 552, "5.3.4 Message size exceeds fixed limit", State.REFUSED, None, False),
    (Phase.DOT, 552, "message too large", State.REFUSED, None, False),
    (Phase.DOT, 550, "5.4.5 Daily user sending limit exceeded", State.QUEUED, Exit.TRY_LATER, False),
    (Phase.DOT, 354, "go on", State.UNKNOWN, None, False),
]


@pytest.mark.parametrize(("phase", "code", "text", "state", "stop", "later"), TABLE)
def test_reply_means_what_the_table_says(
    phase: Phase, code: int, text: str, state: State, stop: Exit | None, later: bool
) -> None:
    found = classify(phase, Reply(code, text))

    assert (found.state, found.stop, found.later) == (state, stop, later)


@given(st.sampled_from(list(Phase)), st.integers(200, 599), st.text(max_size=80))
def test_every_reply_has_a_meaning(phase: Phase, code: int, text: str) -> None:
    found = classify(phase, Reply(code, text))

    assert isinstance(found, Outcome)
    assert (found.state is State.SENT) == (phase is Phase.DOT and code // 100 == 2)
    assert found.state is not State.UNKNOWN or phase is Phase.DOT


@given(st.text(max_size=2000))
def test_what_is_kept_of_a_reply_is_one_short_line_that_no_terminal_obeys(text: str) -> None:
    kept = shown(text)

    assert kept.isprintable()
    assert len(kept) <= MOST_KEPT
