"""`jobnet history`, `report` and `forget`: what was sent to whom and what was done, by date; and its removal."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import asdict, fields
from typing import Annotated, Any, Literal

from jobnet.cli import console
from jobnet.cli.options import Common, Company, Overwrite, To, argument, form, option
from jobnet.cli.output import item_as_json, put
from jobnet.cli.resolve import one_company, one_contact
from jobnet.cli.session import Session, open_session
from jobnet.delivery.clock import Clock
from jobnet.delivery.load_history import KnownPeople
from jobnet.errors import Exit, UsageError
from jobnet.facts.items import Item
from jobnet.facts.people import people_in
from jobnet.facts.since import Window, parse_date, parse_since
from jobnet.importing.exporting import as_csv
from jobnet.profile.matching import find_contacts
from jobnet.profile.model import Person, Profile
from jobnet.profile.names import name_key
from jobnet.profile.vocabulary import Locale
from jobnet.rendering.languages import habits
from jobnet.search.report import Activity, Withheld
from jobnet.search.report import report as activities_of
from jobnet.search.sent_log import STAGES, SentLetter, Teller, by_hand, letters_about

TableForm = Annotated[Literal["text", "json", "csv"], form("Text for people, JSON for programs, CSV for spreadsheets.")]
_COLUMNS = "date document who email via subject kind company position item_date said state".split()


def history(common: Common, to: To = None, company: Company = None, format: TableForm = "text") -> Exit:
    """What was sent to whom, when, with what in it; --to says it in plain sentences."""
    session = open_session(common)
    profile = session.profile
    letters = _letters(session)
    if to:
        keys = {key for typed in to for key in _met(profile, typed) or (one_contact(profile, typed).key,)}
        letters = tuple(letter for letter in letters if letter.person in keys)
    if company is not None:
        letters = letters_about(profile, letters, one_company(profile, company))
    teller = Teller(profile, habits(Locale("en", profile.locale.country)).long_day)
    if format == "json":
        console.show_json([_as_json(letter, teller.item) for letter in letters])
    elif format == "csv":
        told = [_as_json(letter, teller.item) for letter in letters]
        rows = (
            letter | item | {"item_date": item.get("date"), "date": letter["date"]}
            for letter in told
            for item in letter["items"] or [{}]
        )
        console.show(as_csv(_COLUMNS, rows))
    else:
        lines = [line for each in letters for line in (teller.sentences(each) if to else (_line(each),))]
        nothing = "" if session.record_code else "Nothing is on record as sent.\n"
        console.show("".join(f"{line}\n" for line in lines) or nothing)
    return session.record_code


def _letters(session: Session) -> tuple[SentLetter, ...]:
    """What the ledger sent, and what the touchpoints say was given by hand, oldest first."""
    known = KnownPeople(session.profile)
    sent = [
        SentLetter(
            date=message.day,
            document=message.document,
            person=known.reader_of(message),
            who=message.name,
            email=message.address,
            subject=message.subject,
            via=message.via,
            items=message.items,
            state=message.state.said,
        )
        for message in session.sent
    ]
    return tuple(sorted((*by_hand(session.profile), *sent), key=lambda letter: letter.date))


def _line(letter: SentLetter) -> str:
    how_many = "1 item" if len(letter.items) == 1 else f"{len(letter.items)} items"
    state = "" if letter.state == "sent" else f"; {letter.state}"
    return f"{letter.date}  {letter.document:<9} {letter.who}  ({how_many + state if letter.items else letter.via})"


def _as_json(letter: SentLetter, said: Callable[[Item], str]) -> dict[str, Any]:
    items = [item_as_json(item) | {"said": said(item)} for item in letter.items]
    keys = ("date", "document", "who", "email", "subject", "via", "state")
    return {key: getattr(letter, key) for key in keys} | {"items": items}


def report(
    common: Common,
    since: Annotated[str | None, option("--since", metavar="WHEN", says="The first day: a date, 2w, 1mo, all.")] = None,
    until: Annotated[str | None, option("--until", metavar="DATE", says="The last day; default: today.")] = None,
    include_private: Annotated[bool, option("--include-private", says="Private applications too.")] = False,
    format: Annotated[
        Literal["text", "json", "csv", "html"],
        form("Text for people, JSON for programs, CSV for spreadsheets, a page for a coach."),
    ] = "text",
    output: Annotated[str | None, option("--output", "-o", metavar="FILE", says="Write it to this file.")] = None,
    overwrite: Overwrite = False,
) -> None:
    """A dated list of activities, for an employment office or a coach; as a page, also what is due and what waits."""
    session = open_session(common)
    reach = parse_since(since, session.today) if since is not None else "all"
    start = reach if isinstance(reach, dt.date) else None
    end = min(parse_date(until, "--until"), session.today) if until is not None else session.today
    days = Window(start, end)
    if format == "html":
        put(_report_page(session, days, private=include_private).encode(), output, overwrite=overwrite)
        return
    withheld = None if include_private else Withheld(session.profile)
    activities = activities_of(session.profile, days, session.history, withheld)
    if format == "json":
        text = console.json_of(list(map(asdict, activities)))
    elif format == "csv":
        text = as_csv([each.name for each in fields(Activity)], map(asdict, activities))
    else:
        text = "".join(f"{each.line}\n" for each in activities) or "Nothing is dated in these days.\n"
    put(text.encode(), output, overwrite=overwrite)


def _report_page(session: Session, days: Window, *, private: bool) -> str:
    """The page that a seeker and a coach look at together."""
    from jobnet.cli.page import page
    from jobnet.cli.search import headline
    from jobnet.search.coach import coach_report
    from jobnet.search.flow import WORDS, many
    from jobnet.search.sankey import svg
    from jobnet.search.weeks import weeks

    report = coach_report(session.run(), days, private=private)
    of_days = f"from {days.since} to" if days.since else "until"
    return page(
        "report",
        f"The job search of {session.profile.name} {of_days} {days.until}",
        report=report,
        picture=svg(report.flow),
        weeks=weeks(report.activities, days),
        is_confidential=session.profile.search.confidential,
        today=session.today,
        words=WORDS,
        stages=STAGES,
        many=many,
        headline=headline,
    )


def forget(common: Common, who: Annotated[str, argument("A name or an address.", "WHO")]) -> None:
    """Remove a person from the record and its frozen messages, on their request."""
    session = open_session(common)
    profile = session.profile
    contacts = find_contacts(profile.contacts, who) if who.strip() else ()
    if not who.strip() or len(contacts) > 1:
        listed = "; ".join(f"{each.name} <{each.email or 'no address'}>" for each in contacts)
        raise UsageError(f"forget {who!r}: who is meant? {listed}".rstrip())
    gone, met = 0, {} if contacts else _met(profile, who)
    if session.ledger_place.was_born:
        with session.opened_ledger(renamed=False) as ledger:
            keys = {*(each.key for each in contacts), *met}
            theirs = KnownPeople(profile).messages_of(ledger.messages(), keys, who)
            gone = ledger.forget(theirs, Clock().now())
    if not gone and not contacts and not met:
        raise UsageError(f"forget {who!r}: nobody of that name or address is on record.")
    console.say(f"jobnet: removed {gone} message{'' if gone == 1 else 's'} from the record")
    for name in (each.name for each in contacts or met.values()):
        console.say(
            f"jobnet: {name} is still in the profile, and would count as never told: remove them there too"
            + (", or write `updates: off`" if contacts else "")
        )


def _met(profile: Profile, who: str) -> Mapping[str, Person]:
    """Whom of this name or address only applications name, by key."""
    people = people_in(profile.applications).items()
    return {
        key: each
        for key, each in people
        if each.contact is None and (each.email == who.strip() or name_key(each.name) == name_key(who))
    }
