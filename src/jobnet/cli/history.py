"""`jobnet history`: what was sent to whom, when, with what in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from jobnet.cli import console
from jobnet.cli.options import Common, Company, To
from jobnet.cli.output import item_as_json
from jobnet.cli.resolve import one_company, one_contact
from jobnet.cli.session import Session, open_session
from jobnet.cli.tables import TableForm, as_csv
from jobnet.delivery.load_history import KnownPeople
from jobnet.facts.items import Item
from jobnet.rendering.locales import habits
from jobnet.search.sent_log import SentLetter, Teller, by_hand, letters_about

_COLUMNS = "date document who email via subject kind company position item_date said state".split()


def history(common: Common, to: To = None, company: Company = None, format: TableForm = "text") -> None:
    """What was sent to whom, when, with what in it; --to says it in plain sentences."""
    session = open_session(common)
    profile = session.profile
    letters = _letters(session)
    if to:
        keys = {one_contact(profile, typed).key for typed in to}
        letters = tuple(letter for letter in letters if letter.person in keys)
    if company is not None:
        letters = letters_about(profile, letters, one_company(profile, company))
    teller = Teller(profile, habits(profile.locale).long_day)
    if format == "json":
        console.show_json([_as_json(letter, teller.item) for letter in letters])
    elif format == "csv":
        console.show(as_csv(_COLUMNS, (row for letter in letters for row in _rows(letter, teller.item))))
    else:
        lines = [line for each in letters for line in (teller.sentences(each) if to else (_line(each),))]
        console.show("".join(f"{line}\n" for line in lines) or "Nothing has been sent yet.\n")


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


def _rows(letter: SentLetter, said: Callable[[Item], str]) -> Iterator[tuple[object, ...]]:
    about = (letter.date, letter.document, letter.who, letter.email, letter.via, letter.subject)
    for item in letter.items:
        yield *about, item.kind, item.company, item.position, item.date, said(item), letter.state
    if not letter.items:
        yield *about, None, None, None, None, None, letter.state
