"""What is due as an iCalendar file, read back by a parser of another make."""

from __future__ import annotations

import datetime as dt

import icalendar

from jobnet.content_lines import LINE_BYTES
from jobnet.search.calendar import calendar
from jobnet.search.due import Due, DueKind
from tests.builders import day

TODAY = day("2026-11-20")
LOOP = Due(
    DueKind.LOOP,
    "Ångström, Zoë; née \\ Ødegård",
    "Übergrößen-Bäckerei Æther & Söhne in der Nähe von Königswinter am Rhein",
    day("2026-11-18"),
    "pointed you to Jo: say thank you\nsoon",
    'jobnet thanks --to "Ångström, Zoë"',
    person="zoe",
)
LATER = Due(DueKind.UPDATE, "Ted Alder", None, day("2026-12-01"), "there is something new", "jobnet update --to Ted")


def test_another_parser_reads_what_was_written() -> None:
    parsed = icalendar.Calendar.from_ical(calendar((LOOP, LATER), TODAY))
    events = list(parsed.walk("VEVENT"))
    read = [
        (
            str(event["SUMMARY"]),
            str(event["DESCRIPTION"]),
            event.decoded("DTSTART"),
            event.decoded("DTEND"),
            event.decoded("DTSTAMP"),
            str(event["TRANSP"]),
        )
        for event in events
    ]
    stamp = dt.datetime(2026, 11, 20, tzinfo=dt.UTC)
    assert read == [
        (
            f"Thank {LOOP.who}, {LOOP.company}",
            f"{LOOP.reason}\n{LOOP.command}",
            TODAY,
            day("2026-11-21"),
            stamp,
            "TRANSPARENT",
        ),
        (
            "Update for Ted Alder",
            "there is something new\njobnet update --to Ted",
            day("2026-12-01"),
            day("2026-12-02"),
            stamp,
            "TRANSPARENT",
        ),
    ]
    assert {str(event["CLASS"]) for event in events} == {"PRIVATE"}  # no name for those who share the calendar
    alarms = [alarm for event in events for alarm in event.walk("VALARM")]
    assert [(str(alarm["ACTION"]), alarm.decoded("TRIGGER")) for alarm in alarms] == [
        ("DISPLAY", dt.timedelta(hours=-15)),
        ("DISPLAY", dt.timedelta(hours=-15)),
    ]
    assert all(str(alarm["DESCRIPTION"]) for alarm in alarms)
    assert all(not component.errors for component in parsed.walk())


def test_lines_end_as_the_standard_says_and_none_is_too_long() -> None:
    written = calendar((LOOP, LATER), TODAY).encode()
    lines = written.split(b"\r\n")
    assert lines[-1] == b""
    assert b"\n" not in written.replace(b"\r\n", b"")
    assert max(map(len, lines)) <= LINE_BYTES
    assert all(line.decode() is not None for line in lines)  # no character is cut in two


def test_the_same_thing_has_the_same_uid_tomorrow() -> None:
    def uids(today: dt.date) -> list[str]:
        found = icalendar.Calendar.from_ical(calendar((LOOP, LATER), today)).walk("VEVENT")
        return [str(event["UID"]) for event in found]

    assert uids(TODAY) == uids(day("2026-11-25"))
    assert len(set(uids(TODAY))) == 2


def test_nothing_due_is_a_valid_calendar_still() -> None:
    parsed = icalendar.Calendar.from_ical(calendar((), TODAY))
    assert (str(parsed["VERSION"]), list(parsed.walk("VEVENT"))) == ("2.0", [])
