"""What passes between seeker and reader: what each offers the other, and something useful that is passed on."""

from __future__ import annotations

import datetime as dt
import re
from enum import StrEnum
from typing import Annotated

from jobnet.facts.readers import EMPLOYERS, Reader, ReaderKind, is_interested_in
from jobnet.frozen import dataclass
from jobnet.patterns import pattern
from jobnet.profile.model import Contact, Disclosure, News, OfferInReturn, Profile, Prose, Url
from jobnet.profile.names import company_words, holds_words, name_key

_NEVER = EMPLOYERS | {ReaderKind.RECRUITER_AGENCY, ReaderKind.GENERAL}
"""Those who decide and those who place people: an offer would look like a bribe. And whoever a sheet is handed to."""
_EVERYONE = name_key("everyone")
_SUBJECT_LETTERS, _SUBJECT_WORDS = 60, 8
_SAYS_ENOUGH, _BEGINNING = 5, 2
"""Letters of a word, and words of a longer name, that tell which company is meant."""
_OF_MANY = frozenset(
    "American Bank British Central City College County First General Grand Great Hospital Hotel House Museum National"
    " North Northern Royal Saint School South Southern United University West Western".split()
)
"""First words that too many companies share to be one's name."""
_AT = pattern(r"\b(?:at|of|bei|von) ([A-Z][\w'’-]+)(?![\w'’-]| [A-Z])")
"""One capitalised word behind "at", "of" or the German for them: neither "in Bristol" nor "at Harbour House"."""
_OF_THE_SEEKER = pattern(
    r"(?:I|My|We|Our|Ich|Meine?[mnrs]?|Wir|Unsere?[mnrs]?|Je|J['’]|Mon|Ma|Mes|Nous|Notre|Nos|Yo|Mis?)\b"
)
_THOUGHT_OF = pattern(r"\b(?:thought of|gedacht|pensé|pensado|acordé)\b", re.IGNORECASE)


def may_be_given(reader: Reader) -> bool:
    """Whether the reader is one to whom something is offered in return."""
    return reader.kind not in _NEVER and reader.contact is not None


def offer_for(profile: Profile, reader: Reader) -> Prose | None:
    """The first offer meant for this reader by name, else by what interests them, else for all of their kind."""
    contact = reader.contact
    if contact is None or not may_be_given(reader):
        return None
    near = [(far, each) for each in profile.offer_in_return if (far := _distance(profile, each, reader, contact))]
    return min(near, key=lambda pair: pair[0])[1].text if near else None


def _distance(profile: Profile, offer: OfferInReturn, reader: Reader, contact: Contact) -> int | None:
    """How near an offer is meant for this reader, 1 the nearest; None if it is not."""
    if offer.reader is not None:
        return 1 if offer.reader == contact else None
    tags = {name_key(tag) for tag in offer.audience}
    if tags & {name_key(tag) for tag in contact.interests}:
        return 2
    if _EVERYONE in tags:
        return 3
    # Said without a word about whom it is for, it is meant for those who know the work, and for friends;
    # not for who works where the seeker would like to.
    is_inside = contact.company is not None and is_interested_in(profile, contact.company)
    is_meant = not tags and not is_inside and (reader.in_field or reader.row is ReaderKind.CLOSE_FRIEND)
    return 4 if is_meant else None


class OfferKind(StrEnum):
    """What a helper offered to do, as far as its words tell: the letter builds on it."""

    ASK_OTHERS = "ask others"
    """A word with other people: ask around, put the word out."""
    NAME_PEOPLE = "name people"
    """Think of people for the seeker to talk to; introduce them."""
    TIME = "time"
    """Something for the seeker alone: look over a CV, talk it through."""
    REFERENCE = "reference"
    """Speak for the seeker when asked: be a reference."""
    OTHER = "other"


FOR_THE_SEEKER = frozenset({OfferKind.TIME, OfferKind.REFERENCE})
"""What is done for the seeker alone, with nobody to ask."""
_ENGLISH = {
    OfferKind.NAME_PEOPLE: r"(?:think (?:of|about)|tell me who|(?:an )?intro\b|introduce|suggest|connect|put me)\b",
    OfferKind.TIME: r"(?:look|read|go|run|talk|think|walk) (?:it |this |things |that )?(?:all )?(?:over|through|at)\b"
    r"|(?:call|ring|phone|meet|coach|advise|listen to|talk to|chat with|see|hear|tell|show) (?:you|me|my)\b"
    r"(?! (?:if|when|whenever|where|whether|who)\b)"
    r"|(?:(?:have|get|grab|meet for) )?an? (?:\w+ )?(?:call|chat|coffee|drink|lunch|talk)\b"
    r"|(?:check|review|read|edit|proofread|practi[sc]e|rehearse|chat|lend an ear|be there)\b",
    OfferKind.REFERENCE: r"(?:be|(?:act|stand|serve) as) (?:an?|my|your|one of (?:my|your))"
    r" refer(?:ence|ee)s?\b(?! number)"
    r"|(?:give|write|provide) (?:me |you )?(?:an?|my|your) reference\b(?! number)",
    OfferKind.ASK_OTHERS: r"(?:.*\band )?(?:(?:ask|call|circulate|e-?mail|give|message|phone|ring|send|speak|talk"
    r"|tell|write)(?! me\b)|find out|forward|listen out|mention|pass (?:it|this|the word|word)|post"
    r"|put the word|put it|put something|share|sound (?:out|them)|spread|make (?:a few|some) calls"
    r"|keep (?:an|your|my|a sharp|both) (?:ears?|eyes?))\b(?! my\b| on my\b)",
}
_GERMAN = {
    OfferKind.REFERENCE: r".*\bReferenz",
    OfferKind.NAME_PEOPLE: r".*(?:\bKontakten zu helfen|bekannt ?zu ?machen"
    r"|\b(?:vorzustellen|herzustellen|zu (?:nennen|vermitteln|vernetzen|überlegen))|zusammenzubringen|nachzudenken)",
    OfferKind.ASK_OTHERS: r".*(?:anzusprechen|herauszufinden|\b(?:um|herum|rum|nach)zu(?:fragen|hören)"
    r"|\bzu (?:er)?(?:fragen|kundigen)"
    r"|\bweiterzu(?:geben|leiten|sagen|erzählen)|\bmit (?!mir\b).+ zu (?:sprechen|reden)|\boffenzuhalten|\boffen zu)",
    OfferKind.TIME: r".*(?:\bmir\b.+\bzu (?:erzählen|berichten|verraten|sagen)"
    r"|\b(?:an|durch|gegen|drüber)zu\w+|\bzuzuhören|\bvorzubereiten"
    r"|\bzu (?:lesen|üben|proben|beraten|treffen|telefonieren|sprechen|reden|zeigen|erklären|helfen))",
}
"""Of a German offer the verb stands last: "dich umzuhören"."""
_FRENCH = {
    OfferKind.REFERENCE: r".*\bréférences?\b",
    OfferKind.NAME_PEOPLE: r"(?:me |de |m['’])?(?:présenter|mettre en|penser à|réfléchir|(?:dire|indiquer) (?:à )?qui\b"
    r"|donner (?:un|des|le|les) (?:nom|contact))",
    OfferKind.ASK_OTHERS: r"(?:me |en |l['’])?(?:demander|interroger|poser la question|parler (?!avec moi)|toucher un"
    r"|(?:appeler|téléphoner|écrire) |passer (?:le mot|mon )|transmettre|signaler|transférer|recommander|diffuser"
    r"|relayer|faire (?:passer|suivre|circuler|savoir)|glisser|tendre l|ouvrir l)",
    OfferKind.TIME: r"m['’]appeler\b|(?:me |m['’]|en )?(?:relire|regarder|jeter un|aider|conseiller|montrer|raconter"
    r"|recevoir|voir|écouter|discuter|prendre un|répéter|préparer|expliquer|dire|parler avec moi|faire répéter)\b",
}
_SPANISH = {
    OfferKind.REFERENCE: r"(?:dar|ser|escribir|servir)\w*\b.*\b(?:referencias?|recomendaci[oó]n)\b",
    OfferKind.NAME_PEOPLE: r"(?:presentar|conectar|contactar|sugerir|recomendar)(?:me|te)\b"
    r"|(?:dar|pasar|decir)(?:me|te)\b.*\b(?:nombres?|contactos?|quién(?:es)?)\b"
    r"|poner(?:me|te) en contacto\b|pensar (?:en quién|con quién)\b",
    OfferKind.ASK_OTHERS: r"(?:preguntar(?:le|les)?|consultar|averiguar|comentar(?:lo)?|difundir|compartir|reenviar"
    r"|(?:correr|pasar) la voz|mover|avisar(?:le|les)?|decir(?:le|les)|escribir(?:le|les)|llamar(?:le|les)? a"
    r"|(?:hablar|platicar|charlar) con(?! (?:migo|usted)\b|migo|tigo))\b",
    OfferKind.TIME: r"(?:revisar|leer|ver|mirar|repasar|ensayar|practicar|ayudar|asesorar|aconsejar|escuchar|orientar"
    r"|acompañar|explicar|enseñar|contar|hablar|platicar|charlar|llamar)(?:me|te|lo)?\b|tomar(?:nos|me|te)? un café\b",
}
_PATTERNS = [
    (kind, pattern(words, re.IGNORECASE))
    for language in (_ENGLISH, _GERMAN, _FRENCH, _SPANISH)
    for kind, words in language.items()
]


def kind_of_offer(what: str | None) -> OfferKind | None:
    """What kind of offer these words make ("ask around at your site"); None where nothing particular was offered."""
    if not what:
        return None
    return next((kind for kind, words in _PATTERNS if words.match(what)), OfferKind.OTHER)


def may_be_taken_up(kind: OfferKind | None, *, quietly: bool) -> bool:
    """Whether to take such an offer up; `quietly`: only what stays between the two, in a secret search for instance."""
    return kind is OfferKind.TIME if quietly else kind is not None


def reaches_others(kind: OfferKind | None) -> bool:
    """Whether such an offer, as far as its words tell, is a word with other people: a secret search would be out."""
    return kind in {OfferKind.ASK_OTHERS, OfferKind.NAME_PEOPLE, OfferKind.REFERENCE}


def is_about(what: str | None, company: str) -> bool:
    """Whether an offer names this company: put in a word at Iziko; "at Lakeshore", "Maumee Valley"."""
    said, name, first = company_words(what or ""), company_words(company), company.split(maxsplit=1)[0]
    if holds_words(said, name):
        return True
    if first in _OF_MANY:
        return False
    is_begun = len(name) > _BEGINNING and holds_words(said, name[:_BEGINNING])
    return is_begun or (len(first) >= _SAYS_ENOUGH and first in _AT.findall(what or ""))


@dataclass(frozen=True)
class Find:
    """Something useful to this reader."""

    headline: Annotated[Prose, "What it is: The wound care notes from Taunton are now online."]
    why: Annotated[Prose | None, "Why it matters to them: You said you were on the waiting list."] = None
    detail: Annotated[Prose | None, "More about it: Forty families answered."] = None
    url: Annotated[Url | None, "Where to read it, in a letter that can hold a link: https://example.org/course"] = None
    on: Annotated[dt.date | None, "The day it takes place, if it lies ahead: 2026-11-21."] = None
    names_day: Annotated[bool, "Whether the seeker's own sentences name that day."] = False
    deadline: Annotated[dt.date | None, "The last day to act on it, if it lies ahead: 2026-11-13."] = None
    names_deadline: Annotated[bool, "Whether the seeker's own sentences name that day."] = False
    is_in_trust: Annotated[bool, "Whether it is told only to those whom the seeker trusts."] = False

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
        names_day=on is not None and names_day(said, on),
        deadline=deadline,
        names_deadline=deadline is not None and names_day(said, deadline),
        is_in_trust=news.disclosure is Disclosure.TRUSTED,
    )


def _ahead(day: dt.date | None, today: dt.date) -> dt.date | None:
    return day if day is not None and day >= today else None


_MONTHS = (
    "jan|ene", "feb|fév", "mar|mär", "apr|avr|abr", "ma[iy]", "jun|juin", "jul|juil", "aug|aoû|ago", "sep", "o[ck]t",
    "nov", "de[cz]|déc|dic",
)  # fmt: skip
"""How each begins in the languages that there are letters in."""


def names_day(said: str, day: dt.date) -> bool:
    """Whether a sentence names this day: "30 November", "Nov. 30", "the 30th", "le 30", "30.11.", "end of November"."""
    month, number = f"(?:{_MONTHS[day.month - 1]})", day.day
    ways = [rf"the {number}(?:st|nd|rd|th)\b", rf"{number}(?:st|nd|rd|th|er|\.)? (?:of |de )?{month}"]
    ways += [rf"{month}[a-z]*\.? {number}\b", rf"{number}\. ?{day.month}\."]
    ways += [rf"(?:le|el|am) {number}\b(?!\.? (?:de )?(?:{'|'.join(_MONTHS)}))"]
    if (day + dt.timedelta(1)).day == 1:
        ways += [rf"(?:end of|Ende|fin|finales de) {month}"]
    return re.search(rf"\b(?:{'|'.join(ways)})", said, re.IGNORECASE) is not None
