"""Something useful, as a letter passes it on to one reader."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

from jobnet.frozen import dataclass
from jobnet.patterns import pattern
from jobnet.profile.model import Disclosure, Prose

if TYPE_CHECKING:
    from jobnet.profile.model import News, Url

_SUBJECT_LETTERS, _SUBJECT_WORDS = 60, 8
_OF_THE_SEEKER = pattern(r"(?:I|My|We|Our)\b")
_THOUGHT_OF = pattern(r"\bthought of\b", re.IGNORECASE)


@dataclass(frozen=True)
class Find:
    """Something useful to this reader."""

    headline: Prose
    """What it is: The wound care notes from Taunton are now online."""
    why: Prose | None = None
    """Why it matters to them: You said you were on the waiting list."""
    detail: Prose | None = None
    """More about it: Forty families answered."""
    url: Url | None = None
    """Where to read it, in a letter that can hold a link: https://example.org/course"""
    on: dt.date | None = None
    """The day it takes place, if it lies ahead: 2026-11-21."""
    names_day: bool = False
    """Whether the seeker's own sentences name that day."""
    deadline: dt.date | None = None
    """The last day to act on it, if it lies ahead: 2026-11-13."""
    names_deadline: bool = False
    """Whether the seeker's own sentences name that day."""
    is_in_trust: bool = False
    """Whether it is told only to those whom the seeker trusts."""

    @property
    def subject(self) -> Prose | None:
        """The headline, where it is short enough for a subject line."""
        is_short = len(self.headline) <= _SUBJECT_LETTERS and len(self.headline.split()) <= _SUBJECT_WORDS
        return self.headline if is_short and "](" not in self.headline else None

    @property
    def speaks_for_itself(self) -> bool:
        """Whether nothing need lead to it: it begins with "I", or the reason says "I thought of …"."""
        return bool(_OF_THE_SEEKER.match(self.headline) or (self.why and _THOUGHT_OF.search(self.why)))


def find_of(news: News, today: dt.date, *, on_paper: bool) -> Find:
    """A piece of news as a letter of this day gives it; on paper without its link."""
    said = " ".join(filter(None, (news.headline, news.why, news.detail)))
    on, deadline = _ahead(news.on, today), _ahead(news.deadline, today)
    return Find(
        headline=news.headline,
        why=news.why,
        detail=news.detail,
        url=None if on_paper else news.url,
        on=on,
        names_day=on is not None and _names(said, on),
        deadline=deadline,
        names_deadline=deadline is not None and _names(said, deadline),
        is_in_trust=news.disclosure is Disclosure.TRUSTED,
    )


def _ahead(day: dt.date | None, today: dt.date) -> dt.date | None:
    return day if day is not None and day >= today else None


def _names(said: str, day: dt.date) -> bool:
    """Whether a sentence names this day: "30 November", "Nov. 30", "the 30th", or "the end of November" of its last."""
    month = day.strftime("%b")
    is_last = (day + dt.timedelta(1)).day == 1
    if is_last and re.search(rf"\bend of {month}", said, re.IGNORECASE):
        return True
    if re.search(rf"\bthe {day.day}(?:st|nd|rd|th)\b", said, re.IGNORECASE):
        return True
    return bool(
        re.search(rf"\b{day.day}(?:st|nd|rd|th)? (?:of )?{month}|\b{month}[a-z]*\.? {day.day}\b", said, re.IGNORECASE)
    )
