"""`jobnet history`: what was sent to whom, when, with what in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from jobnet.cli import console
from jobnet.cli.options import Common, companies, people
from jobnet.cli.tables import Table, TableForm, as_csv, as_json, iso

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jobnet.cli.session import Session
    from jobnet.profile.model import Profile
    from jobnet.search.sent_log import SentLetter


def history(
    common: Common,
    to: Annotated[
        list[str] | None, typer.Option("--to", metavar="WHO", help="What this contact was told.", autocompletion=people)
    ] = None,
    company: Annotated[
        str | None,
        typer.Option("--company", metavar="X", help="What was told about this company.", autocompletion=companies),
    ] = None,
    format: TableForm = Table.TEXT,
) -> None:
    """What was sent to whom, when, with what in it; --to says it in plain sentences."""
    from jobnet.cli.session import open_session
    from jobnet.search.sent_log import letters_about

    session = open_session(common)
    profile = session.profile
    letters = _letters(session)
    if to:
        from jobnet.cli.resolve import one_contact

        keys = {one_contact(profile, typed).key for typed in to}
        letters = tuple(letter for letter in letters if letter.person in keys)
    if company is not None:
        from jobnet.cli.resolve import one_company

        letters = letters_about(profile, letters, one_company(profile, company))
    if format is Table.JSON:
        tell = _teller(profile)
        console.show(as_json([_letter_as_json(tell, letter) for letter in letters]))
    elif format is Table.CSV:
        tell = _teller(profile)
        console.show(as_csv(_LETTER_COLUMNS, [row for letter in letters for row in _letter_rows(tell, letter)]))
    else:
        console.show(_history_text(profile, letters, sentences=bool(to)) or "Nothing has been sent yet.\n")


history.example = 'jobnet history --to "Ted Alder"'  # type: ignore[attr-defined]


def _letters(session: Session) -> tuple[SentLetter, ...]:
    """What the ledger sent, and what the touchpoints say was given by hand, oldest first."""
    from jobnet.delivery.load_history import KnownPeople
    from jobnet.search.sent_log import SentLetter, by_hand

    profile, messages = session.profile, session.sent
    known = KnownPeople(profile)
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
        for message in messages
    ]
    return tuple(sorted((*by_hand(profile), *sent), key=lambda letter: letter.date))


def _history_text(profile: Profile, letters: Sequence[SentLetter], *, sentences: bool) -> str:
    if not sentences:
        return "".join(
            f"{letter.date}  {letter.document:<9} {letter.who}  ({_how_many(letter)})\n" for letter in letters
        )
    tell = _teller(profile)
    return "".join(f"{sentence}\n" for letter in letters for sentence in tell.sentences(letter))


def _how_many(letter: SentLetter) -> str:
    if not letter.items:
        return letter.via
    items = "1 item" if len(letter.items) == 1 else f"{len(letter.items)} items"
    return items if letter.state == "sent" else f"{items}; {letter.state}"


def _teller(profile: Profile) -> Any:
    from jobnet.rendering.locales import habits
    from jobnet.search.sent_log import Teller

    return Teller(profile, habits(profile.locale).long_day)


def _letter_as_json(tell: Any, letter: SentLetter) -> dict[str, Any]:
    return {
        "date": letter.date.isoformat(),
        "document": str(letter.document),
        "who": letter.who,
        "email": letter.email,
        "subject": letter.subject,
        "via": letter.via,
        "state": letter.state,
        "items": [
            {
                "id": item.id,
                "kind": item.kind.value,
                "company": item.company,
                "position": item.position,
                "date": iso(item.date),
                "said": tell.item(item),
            }
            for item in letter.items
        ],
    }


_LETTER_COLUMNS = (
    "date",
    "document",
    "who",
    "email",
    "via",
    "subject",
    "kind",
    "company",
    "position",
    "item_date",
    "said",
    "state",
)


def _letter_rows(tell: Any, letter: SentLetter) -> list[Sequence[str | None]]:
    about = (letter.date.isoformat(), letter.document, letter.who, letter.email, letter.via, letter.subject)
    return [
        (*about, item.kind.value, item.company, item.position, iso(item.date), tell.item(item), letter.state)
        for item in letter.items
    ] or [(*about, None, None, None, None, None, letter.state)]
