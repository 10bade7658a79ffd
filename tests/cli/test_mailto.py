"""A link that begins a new message: the mail program wraps, not jobnet."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

from jobnet.cli.own_programs import mailto
from tests.rendering.a_context import a_letter, a_reader, a_sample


def test_a_mailto_link_holds_each_paragraph_in_one_line() -> None:
    letter = a_letter(a_sample(a_reader(email="ted@example.com")))
    link = urlsplit(mailto(letter))
    body = parse_qs(link.query)["body"][0]
    assert link.path == "ted@example.com"
    assert body.split("\r\n\r\n") == letter.flowing_text.replace("\n", "\r\n").split("\r\n\r\n")
    assert max(map(len, body.split("\r\n"))) > 72
