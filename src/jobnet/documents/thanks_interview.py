"""The thanks after an interview, within a day and before the answer: to whoever held it, or to somebody else there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from jobnet.documents.addressees import held_by
from jobnet.documents.context import TalkContext, is_manager, letter_frame, speaks_of, unsaid
from jobnet.errors import JobnetError, quoted
from jobnet.facts.history import History, particular_item, thanks_item
from jobnet.facts.items import Document
from jobnet.facts.people import as_addressed, people_met, person_key, was_there
from jobnet.frozen import dataclass

if TYPE_CHECKING:
    import datetime as dt

    from jobnet.facts.progress import Progress
    from jobnet.facts.readers import Reader
    from jobnet.facts.snapshot import Snapshot
    from jobnet.profile.model import Application, Prose

_MOST_PARTICULARS = 2
_MOST_NAMES = 3


@dataclass(frozen=True)
class ThanksAfterInterview(TalkContext):
    """What somebody who interviewed the seeker is thanked for."""

    date: Annotated[dt.date, "The day of the last interview with this reader: 6 October."]
    is_call: Annotated[bool, "Whether it was a first call."]
    is_main: Annotated[bool, "Whether the reader held it, or decides; not somebody else who was there."]
    colleagues: Annotated[tuple[str, ...], "The others who were there, for whoever held it to thank: Mr Ruiz."]
    others_were_there: Annotated[bool, "Whether there were more than these."]
    of_work: Annotated[Prose | None, "A sentence about the work: A binder that dries in fog is worth it."]
    proof_point: Annotated[Prose | None, "What the seeker can do, for want of `of_work`: I doubled bookings."]
    promised: Annotated[Prose | None, "What the seeker promised: I'll bring my thermal camera readings next time."]
    next_interview: Annotated[dt.date | None, "The day of the next interview, where one is fixed: 14 October."]
    contact_lines: Annotated[tuple[str, ...], "Lines below the name: 0117 496 0182."]
    document: Document = Document.THANKS


def thanks_after_interview(
    snapshot: Snapshot, application: Application, reader: Reader, *, history: History, again: bool = False
) -> ThanksAfterInterview:
    """The thanks for the last interview that this reader took part in; empty when they have had it."""
    progress = snapshot.progress_of(application)
    _refuse_after_the_answer(progress)
    attended = [talk for talk in progress.talks if was_there(talk, reader.key) and talk.date]
    if not attended:
        raise JobnetError(f"{reader.name} was at no interview at {application.company}, and cannot be thanked for one.")
    talk, profile, impression = attended[-1], snapshot.profile, application.impression
    day = talk.date or snapshot.today
    holder = held_by(progress)
    is_main = is_manager(application, reader) or (holder is not None and person_key(holder) == reader.key)
    told = frozenset() if again else history.items_of(reader.key)
    own = reader.person.particular if reader.person else None
    of_reader = impression.of_reader if is_manager(application, reader) else None
    remembered = [each for each in impression.particulars if is_main and not speaks_of(each, reader)]
    particulars = (
        *unsaid(application, told, own, *remembered)[:_MOST_PARTICULARS],
        *unsaid(application, told, of_reader),
    )
    of_work = unsaid(application, told, impression.of_work) if is_main else ()
    promised = unsaid(application, told, impression.promised) if is_main else ()
    proof_points = profile.proof_points if is_main and not of_work and not talk.is_first_call else ()
    item = thanks_item(application, day)
    said = [particular_item(application, each) for each in (*particulars, *of_work, *promised)]
    met = people_met(progress, [talk]) if is_main else ()
    others = tuple(
        as_addressed(each, reader.locale.language, familiar=reader.familiar)
        for each in met
        if person_key(each) != reader.key
    )
    planned = (event.date for event in progress.planned if event.is_interview)
    return ThanksAfterInterview(
        **letter_frame(snapshot, reader, history, (item, *said) if item.id not in told else (), "interview"),
        application=application,
        date=day,
        is_call=talk.is_first_call,
        is_main=is_main,
        colleagues=others[:_MOST_NAMES],
        others_were_there=bool(talk.others or others[_MOST_NAMES:]),
        particulars=particulars,
        of_work=next(iter(of_work), None),
        proof_point=next(iter(proof_points), None),
        promised=next(iter(promised), None),
        next_interview=next(planned, None),
        contact_lines=(profile.phone,) if profile.phone and is_main else (),
    )


def _refuse_after_the_answer(progress: Progress) -> None:
    application = progress.application
    where = f"{application.position} at {application.company}"
    if progress.turn_down is not None:
        raise JobnetError(
            f"They have answered for {where}, so these thanks come too late. "
            f"Write: jobnet runnerup --company {quoted(application.company)}."
        )
    if not progress.is_open:
        raise JobnetError(f"{where} has come to its end, so these thanks come too late.")
    if progress.has_open_offer:
        raise JobnetError(f"There is an offer for {where}: answer that, and thank them there.")
