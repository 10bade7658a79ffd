"""What is due as an iCalendar file (RFC 5545), written by hand: one all-day event a thing, with an alarm.

The alarm is a DISPLAY with a duration before the start, the only sort that Outlook, Apple and Google all keep.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from hashlib import blake2b

from jobnet.content_lines import content, escaped
from jobnet.search.due import Due

_ALARM = "-PT15H"
"""Nine o'clock on the morning before."""


def calendar(dues: Iterable[Due], today: dt.date) -> str:
    """The things due as a calendar; the same thing has the same UID tomorrow, so importing again changes nothing."""
    lines = (
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//jobnet//jobnet//EN",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        *(line for due in dues for line in _event(due, today)),
        "END:VCALENDAR",
    )
    return content(lines)


def _event(due: Due, today: dt.date) -> Iterator[str]:
    day = max(due.due, today)
    yield "BEGIN:VEVENT"
    yield f"UID:{blake2b(due.identity.encode(), digest_size=16).hexdigest()}@jobnet"
    yield f"DTSTAMP:{today:%Y%m%d}T000000Z"
    yield f"DTSTART;VALUE=DATE:{day:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{day + dt.timedelta(1):%Y%m%d}"
    yield f"SUMMARY:{escaped(due.title)}"
    yield f"DESCRIPTION:{escaped(due.reason + chr(10) + due.command)}"
    yield "TRANSP:TRANSPARENT"
    yield "CLASS:PRIVATE"  # whoever shares the calendar sees no name of a secret search
    yield "BEGIN:VALARM"
    yield "ACTION:DISPLAY"
    yield f"DESCRIPTION:{escaped(due.title)}"
    yield f"TRIGGER:{_ALARM}"
    yield "END:VALARM"
    yield "END:VEVENT"
