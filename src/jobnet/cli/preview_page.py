"""The page of `jobnet preview`: letters by reader, each as its reader will see it, and what there is to say of it."""

from __future__ import annotations

from base64 import b64encode
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from pathlib import Path

from jobnet.cli.options import Common
from jobnet.cli.output import eml
from jobnet.cli.own_programs import mailto
from jobnet.cli.page import page
from jobnet.cli.session import Session
from jobnet.errors import JobnetError, Problem
from jobnet.facts.items import Document
from jobnet.letters import Draft
from jobnet.patterns import pattern
from jobnet.profile.vocabulary import Locale
from jobnet.recipients import LeftOut
from jobnet.rendering.files import stem_of
from jobnet.rendering.languages import habits
from jobnet.rendering.letter import body
from jobnet.search.due import Due
from jobnet.search.sent_log import Teller

_LONGEST_LINK = 2000
"""Mail programs do nothing with a longer one, and do not say so."""
_TITLES = {
    Document.BRIEF: "Brief",
    Document.UPDATE: "Update",
    Document.RUNNERUP: "Thank-you letter after a no",
    Document.TIP: "Tip",
    Document.THANKS: "Thanks",
    Document.TOUCH: "Stay-in-touch note",
    Document.LANDED: "Good news",
}
_A_DAYS_WORK = 5
_LATE = '<span class="late">overdue</span>'
_KEY = pattern("`([^`]+)`")


class Preview:
    """What is due on one day, as a page."""

    def __init__(
        self,
        session: Session,
        outcomes: Sequence[tuple[Draft | LeftOut, Due | None]],
        common: Common,
        *,
        is_watched: bool = False,
    ) -> None:
        self._session = session
        self._common = common
        self._is_watched = is_watched
        self._day = habits(Locale("en", session.profile.locale.country)).long_day  # the page speaks English
        self._teller = Teller(session.profile, self._day)
        drafts = [(each, due) for each, due in outcomes if isinstance(each, Draft) and due]
        first = {each.reader.key: place for place, (each, _) in reversed([*enumerate(drafts)])}
        self._drafts = sorted(drafts, key=lambda each: first[each[0].reader.key])
        written_to = {each.name for each, _ in drafts}
        left_out = [each for each, _ in outcomes if isinstance(each, LeftOut)]
        self._held_up = [each for each in left_out if each.is_error]
        self._left_out = [each for each in left_out if not each.is_error and each.name not in written_to]
        findings = Counter(said for each, _ in self._drafts for said in dict.fromkeys(map(_said, each.findings)))
        self._several = {said: count for said, count in findings.items() if count > 1}
        """What is found in more than one letter, and is said once."""

    @property
    def count(self) -> str:
        return {0: "no letters", 1: "1 letter"}.get(len(self._drafts), f"{len(self._drafts)} letters")

    @property
    def page(self) -> str:
        """The whole page."""
        title = f"{self.count.capitalize()} for {self._session.today}: {self._session.profile.name}"
        script = Path(__file__).with_name("preview.js").read_text("utf-8")
        return page("preview", title, "".join(self._parts()), script)

    def _parts(self) -> Iterator[str]:
        yield '<a class="skip" href="#main">To the letters</a>\n<header>\n'
        yield f"<h1>{self.count.capitalize()} from {_named(self._session.profile.name)}</h1>\n"
        due = f"Due on {self._day(self._session.today)}. This page only shows them; it sends nothing."
        if len(self._drafts) > _A_DAYS_WORK:
            due += " The most urgent come first: three are a good day's work."
        yield f'<p class="soft">{due}</p>\n</header>\n<div class="letters">\n'
        yield '<nav aria-label="Letters by reader" id="list">\n<ol>\n'
        yield from (f"<li>{self._link(number, *each)}</li>\n" for number, each in enumerate(self._drafts, 1))
        yield from self._other_links()
        yield f'</ol>\n</nav>\n<main id="main"{" data-watched" if self._is_watched else ""}>\n'
        yield "" if self._drafts else '<p class="note">Nothing is due today.</p>\n'
        yield from self._said_once()
        for number, each in enumerate(self._drafts, 1):
            yield from self._article(number, *each)
        yield from self._without_letter()
        yield "</main>\n</div>\n"

    def _link(self, number: int, draft: Draft, due: Due) -> str:
        warnings = sum(each.severity != "hint" for each in draft.findings)
        marks = [
            _LATE if self._is_late(due) else "",
            f"{warnings} warning{'' if warnings == 1 else 's'}" if warnings else "",
        ]
        about = ", ".join(filter(None, (_TITLES[draft.letter.document], *marks)))
        return f'<a href="#letter-{number}"><b>{_named(due.who)}</b><small>{about}</small></a>'

    def _other_links(self) -> Iterator[str]:
        for part, head, of in (
            ("held-up", "Not ready yet", self._held_up),
            ("left-out", "Not written to", self._left_out),
        ):
            if of:
                yield f'<li><a href="#{part}">{head}: {len(of)}</a></li>\n'

    def _said_once(self) -> Iterator[str]:
        if self._several:
            listed = "".join(
                f"<li>{said} <small>({count} letters)</small></li>\n" for said, count in self._several.items()
            )
            yield '<section class="note" id="several" aria-labelledby="several-head">\n<h2 id="several-head">'
            yield f"About several letters</h2>\n<ul>\n{listed}</ul>\n</section>\n"

    def _article(self, number: int, draft: Draft, due: Due) -> Iterator[str]:
        letter, reader = draft.letter, draft.reader
        yield f'<article class="due" id="letter-{number}" aria-labelledby="head-{number}">\n<div class="top">\n'
        yield f'<h2 id="head-{number}">{_TITLES[letter.document]} to {_named(due.who)}</h2>\n'
        is_second = bool(reader.key) and number > 1 and self._drafts[number - 2][0].reader.key == reader.key
        yield self._why(due) + ("<p>Best a day after the letter above.</p>\n" if is_second else "")
        yield '</div>\n<div>\n<div class="mail">\n<dl>\n'
        address = f"&lt;{escape(reader.email)}&gt;" if reader.email else '<span class="soft">(no email address)</span>'
        yield f"<dt>To</dt><dd>{_named(due.who)} {address}</dd>\n"
        yield f'<dt>Subject</dt><dd class="subject" dir="auto">{escape(letter.subject)}</dd>\n'
        if letter.attachments:
            yield f"<dt>Attached</dt><dd>{escape(', '.join(each.name for each in letter.attachments))}</dd>\n"
        yield f'</dl>\n<div class="body" lang="{escape(letter.language)}">\n{body(letter.markdown)}</div>\n</div>\n'
        yield f'<div class="actions">\n{self._links(draft)}<span role="status"></span>\n</div>\n'
        yield f"{self._by_hand(due)}<details>\n"
        yield f"<summary>The letter as plain text ({letter.words} words)</summary>\n"
        yield f'<pre lang="{escape(letter.language)}" dir="auto">{escape(letter.flowing_text)}</pre>\n</details>\n'
        yield f'</div>\n<div class="beside">\n{"".join(self._beside(draft))}'
        yield '<a class="back" href="#list">Back to the list</a>\n</div>\n</article>\n'

    def _why(self, due: Due) -> str:
        by = "" if str(due.due) in due.reason else f"by {due.due}"
        when = ", ".join(filter(None, (by, _LATE if self._is_late(due) else "")))
        return f'<p class="soft">{escape(due.reason.rstrip("."))}{f" ({when})" if when else ""}.</p>\n'

    def _is_late(self, due: Due) -> bool:
        return due.due < self._session.today

    def _links(self, draft: Draft) -> str:
        """What can be done with a letter without a script; or why mail cannot carry it."""
        letter = draft.letter
        try:
            message = b64encode(eml(letter, self._session, unsent=True)).decode()
        except JobnetError as error:
            return f"<span>{escape(str(error))}</span>\n"
        data = f'href="data:message/rfc822;base64,{message}" download="{escape(stem_of(letter))}.eml"'
        link = mailto(letter)
        opened = f'<a class="button" href="{escape(link)}">Open in mail app</a>\n'
        return f'<a class="button" {data}>Save as .eml</a>\n{opened if len(link) <= _LONGEST_LINK else ""}'

    def _by_hand(self, due: Due) -> str:
        command = f"<code>{escape(self._common.named_in(f'{due.command} --mark-sent'))}</code>"
        return f'<p class="soft by-hand">Sent it yourself? Note it in the terminal, or it is due again: {command}</p>\n'

    def _beside(self, draft: Draft) -> Iterator[str]:
        """What is new to this reader, and what the rules say of this letter alone."""
        if draft.letter.items:
            told = "".join(f"<li>{escape(self._teller.item(each))}</li>\n" for each in draft.letter.items)
            yield f"<h3>New to {_named(draft.name)}</h3>\n<ul>\n{told}</ul>\n"
        found = dict.fromkeys(_said(each) for each in draft.findings)
        own = "".join(f"<li>{each}</li>\n" for each in found if each not in self._several)
        if more := len(found.keys() & self._several.keys()):
            own += f'<li><a href="#several">{more} more about several letters</a></li>\n'
        if own:
            yield f"<h3>Before you send it</h3>\n<ul>\n{own}</ul>\n"

    def _without_letter(self) -> Iterator[str]:
        if self._held_up:
            yield '<section class="note" id="held-up" aria-labelledby="held-up-head">\n'
            yield '<h2 id="held-up-head">Not ready yet</h2>\n<ul>\n'
            yield from _listed((each.name, _stopped(each)) for each in self._held_up)
            yield "</ul>\n</section>\n"
        if self._left_out:
            is_open = "" if self._drafts else " open"
            yield f'<details class="note" id="left-out"{is_open}>\n<summary>Not written to today: {len(self._left_out)}'
            yield "</summary>\n<ul>\n"
            yield from _listed((each.name, escape(each.reason)) for each in self._left_out)
            yield "</ul>\n</details>\n"


def _named(name: str) -> str:
    """A name, which may be written from right to left, and turns nothing around it."""
    return f"<bdi>{escape(name)}</bdi>"


def _listed(reasons: Iterable[tuple[str, str]]) -> Iterator[str]:
    """Each reason once, with the names of those whom it concerns."""
    concerned: dict[str, list[str]] = {}
    for name, reason in reasons:
        concerned.setdefault(reason, []).append(escape(name))
    for reason, names in concerned.items():
        named = "" if reason.startswith(names[0]) else f"{', '.join(f'<bdi>{each}</bdi>' for each in names)}: "
        yield f"<li>{named}{reason}</li>\n"


def _stopped(left_out: LeftOut) -> str:
    errors = (_said(each) for each in left_out.findings if each.severity == "error")
    return " ".join(errors) or escape(left_out.reason)


def _said(finding: Problem) -> str:
    rule = f" <small>{finding.rule}</small>" if finding.rule.isupper() else ""
    said = _KEY.sub(r"<code>\1</code>", escape(finding.said))
    return f"{'' if finding.severity == 'error' else f'{finding.severity.capitalize()}: '}{said}{rule}"
