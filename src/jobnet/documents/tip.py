"""The tip: one useful thing, to one person, at once; no ask and no word about the search (`docs/content.md` 2.5)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from jobnet.documents.context import LetterContext, is_timely, letter_frame
from jobnet.errors import Exit, JobnetError, Problem, Severity
from jobnet.facts.history import History, news_item
from jobnet.facts.items import Document
from jobnet.facts.offers import Find, find_of
from jobnet.facts.readers import RECRUITERS, Reader, ReaderKind
from jobnet.frozen import dataclass
from jobnet.profile.names import name_key

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from jobnet.facts.snapshot import Snapshot
    from jobnet.profile.model import News, Profile, Prose

_MAY_NOT_PLACE_ME = RECRUITERS | {ReaderKind.ACQUAINTANCE, ReaderKind.ALUMNI}


@dataclass(frozen=True)
class Tip(LetterContext):
    """One find for one reader."""

    find: Annotated[Find, "What is passed on."]
    how_we_met: Annotated[Prose | None, "How a reader who may not place the seeker knows them: We met in Taunton."]
    on_paper: Annotated[bool, "Whether the reader has no e-mail address, so that the letter is printed."]
    document: Document = Document.TIP


def tip_for(snapshot: Snapshot, reader: Reader, news: News, *, history: History) -> Tip:
    """What this reader is told of this find, under the id that an update would tell it by.

    What is above the reader's trust, or kept for somebody else, is refused.
    """
    _refuse_what_is_not_theirs(reader, news)
    contact, on_paper = reader.contact, reader.on_paper
    knows_me = reader.first_names or contact is None or history.of(contact) or snapshot.touches.get(contact.key)
    is_placed = bool(knows_me) or reader.row not in _MAY_NOT_PLACE_ME
    return Tip(
        **letter_frame(snapshot, reader, history, (news_item(news),)),
        find=find_of(news, snapshot.today, on_paper=on_paper),
        how_we_met=contact.how_we_met if contact and not is_placed else None,
        on_paper=on_paper,
    )


def tip_to_tell(snapshot: Snapshot, reader: Reader, chosen: str | None, *, history: History) -> News:
    """The news of `--news` (an id, or its number in the file from 1), else the oldest untold one for this reader.

    Where nothing was kept for them, the latest that meets their interests.
    """
    if chosen is not None:
        return _chosen(snapshot.profile, chosen)
    kept: Sequence[News] = snapshot.news_for.get(reader.key, ())
    told = history.items_of(reader.key)
    possible = kept or _of_interest(snapshot, reader)
    for news in possible:
        if news_item(news).id not in told:
            return news
    raise JobnetError(
        f"{reader.name} has been told what you kept for them. Choose another find with --news, "
        "by its id or its number in the file."
        if kept
        else f"No news in your profile is for {reader.name}. Add one under `news:` with `for: {reader.name}`, "
        "or choose one with --news and its id or number.",
        rule="TIP-02",
    )


def _of_interest(snapshot: Snapshot, reader: Reader) -> Iterator[News]:
    for tag in reader.contact.interests if reader.contact else ():
        for news in snapshot.news_by_tag.get(name_key(tag), ()):
            if reader.may_know(news.disclosure) and is_timely(news, snapshot.today):
                yield news


def _chosen(profile: Profile, chosen: str) -> News:
    for news in profile.news:
        if news.id == chosen:
            return news
    if chosen.isdecimal() and 0 < int(chosen) <= len(profile.news):
        return profile.news[int(chosen) - 1]
    known = ", ".join(news.id or str(number) for number, news in enumerate(profile.news, 1))
    raise JobnetError(
        f"No news is called {chosen!r}; there are: {known}." if known else "Your profile holds no news yet.",
        Exit.USAGE,
    )


def _refuse_what_is_not_theirs(reader: Reader, news: News) -> None:
    if news.reader is not None and (reader.contact is None or news.reader.key != reader.contact.key):
        raise JobnetError(f"This find is kept for {news.reader.name} alone (its key `for`), not for {reader.name}.")
    if not reader.may_know(news.disclosure):
        message = (
            f"This find is `{news.disclosure.name.lower()}` and {reader.name} may know what is "
            f"`{reader.ceiling.name.lower()}`: change `disclosure` of the news or `trust` of the contact."
        )
        raise JobnetError([Problem("PRIV-01", Severity.ERROR, message, place=news.at, final=True)])
