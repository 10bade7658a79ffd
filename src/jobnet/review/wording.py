"""Rules about words: placeholders, seams, length, tone, dates, the subject line."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING

from jobnet.facts.items import Document
from jobnet.facts.readers import ReaderKind
from jobnet.frozen import dataclass
from jobnet.patterns import pattern
from jobnet.review.case import (
    KEPT,
    Phrases,
    has_stop,
    is_typed,
    names_of,
    outline,
    remembered,
    sentences_in,
    spaced,
    where_typed,
)
from jobnet.review.catalogue import ALL, E, Found, H, W, kept_by_making, letter_rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jobnet.profile.model import Profile
    from jobnet.review.case import LetterUnderReview, Stops

_PLACEHOLDER = pattern(
    r"\bXX+\b|\bTBD\b|\bTODO\b|\[[^\]\n]*\]|\{[^}\n]*\}|<[^>\n]*>|\(Company Name\)"
    r"|\bNone\b(?! of\b)|\bnull\b|\bnan\b|\b[Ll]orem\b"
)

_SLOT_SIGNS = (b"AA", b"[", b"(Aompany", b"Aone", b"null", b"nan", b"orem")


def _placeholders(text: str) -> tuple[str, ...]:
    return tuple(_PLACEHOLDER.findall(text)) if any(map(outline(text).__contains__, _SLOT_SIGNS)) else ()


@letter_rule(
    "GEN-01",
    E,
    ALL,
    "a placeholder is left in what the template says",
    why="the article's own sample has such slots",
    remedy="Fill it in your template.",
    final=True,
)
def placeholder_left(case: LetterUnderReview) -> Iterator[Found]:
    # What the user typed is theirs: a company may be called [24]7.ai, a person Null.
    if not (_placeholders(case.letter.subject) or _placeholders(case.letter.text)):
        return
    for found in dict.fromkeys(_placeholders(case.letter.own_words)):
        yield Found(f"The template still says “{found}”.")


_SEAM = pattern(
    r"[^\s.]\.\.(?![.\w/])|,,|;;|::(?!\w)|[^\s] {2,}[^\s]|(?<=\w) [,;.](?=\s|$)|\( ?\)|,\."
    r"|\b(?:including|such as|namely|and|or)(?:[.;](?=\s|$))|\b(?:including|such as|namely),(?=\s|$)",
    re.MULTILINE,
)
_MAY_END_A_SEAM = pattern(
    r"[,.;:)](?:(?<=[ (,.;:].)|(?<=\band.)|(?<=\bor.)|(?<=\bincluding.)|(?<=\bsuch as.)|(?<=\bnamely.))"
)
"""How any seam ends but doubled spaces; it begins with one of a few signs, which are looked for fast."""
_EMPTY_HTML = pattern(
    r"<(?i:h(\d)[^>]*>[^<]*</h\1>\s*(?=<h\d|</(?:main|body|section|article)>)|ul[^>]*>\s*</ul>|li>\s*</li>|p>\s*</p>"
    r"|h(\d)[^>]*>\s*</h\2>)"
)
"""It begins with one sign, which is looked for fast."""


def _seams_in(paragraph: str) -> tuple[str, ...]:
    """Each with what stands before it in its line."""
    has_spaces = "  " in paragraph and "  " in paragraph.replace("\n  ", "\n")  # not just before the words of a list
    if not has_spaces and not _MAY_END_A_SEAM.search(paragraph):
        return ()
    ends = ((found.start(), found.end()) for found in _SEAM.finditer(paragraph))
    return tuple(paragraph[max(paragraph.rfind(sign, 0, start) for sign in " \n") + 1 : end] for start, end in ends)


@letter_rule(
    "GEN-03",
    E,
    ALL,
    "an empty heading or list, a dangling “including .”, doubled spaces or marks",
    why="template seams",
    remedy="Make the line depend on its value in your template.",
)
def seam_shows(case: LetterUnderReview) -> Iterator[Found]:
    for seam in chain.from_iterable(map(_seams_in, case.subject_and_pieces)):
        if not is_typed(case.profile, seam):
            yield Found(f"A seam shows at “{seam.strip()}”.")
            return
    if case.page and _EMPTY_HTML.search(case.page):
        yield Found("A heading or list is empty.")


_MOST_WORDS = {Document.TIP: 110, Document.THANKS: 130, Document.TOUCH: 120, Document.LANDED: 200}


@letter_rule(
    "GEN-04",
    W,
    "BUTKSL",
    "longer than people read; an error at the second limit",
    why="[BOOMERANG] [WATERLOO]",
    remedy="Shorten the longest sentences of yours; `rules.limits` changes the numbers.",
)
def too_long(case: LetterUnderReview) -> Iterator[Found]:
    words, most, second = case.letter.words, _MOST_WORDS.get(case.document), None
    if most is None:
        limits, name = case.profile.rules.limits, case.document.value
        most, second = limits[f"{name}_words"], limits[f"{name}_words_most"]
    if second is not None and words > second:
        yield Found(f"The letter has {words} words; more than {second} are not read.", severity=E)
    elif words > most:
        yield Found(f"The letter has {words} words; {most} are enough.")


_FIRST_PERSON = {"en": r"I(?:['’]\w+)?\b", "de": r"Ich\b", "fr": r"J(?:e\b|['’])", "es": r"Yo\b"}
_FEW_SENTENCES = 4


@letter_rule(
    "GEN-05",
    W,
    "BUTKSRL",
    "more than half of the sentences begin with “I”, or three in a row",
    why="coaches: do not start the letter and each paragraph with I [BYU] [NEWLEAF]; the article has half",
    remedy="Begin one of your own sentences with what the reader cares about.",
)
def begins_with_i(case: LetterUnderReview) -> Iterator[Found]:
    pattern = _FIRST_PERSON.get(case.letter.language[:2], _FIRST_PERSON["en"])
    starts = [_starts(each, case.stops, pattern) for each in case.pieces]
    sentences, begin = sum([each.sentences for each in starts]), sum([each.with_i for each in starts])
    if sentences < _FEW_SENTENCES:
        return
    if 2 * begin > sentences:
        yield Found(f"{begin} of {sentences} sentences begin with “I”.")
    elif "III" in "".join([each.row for each in starts]):
        yield Found("Three sentences in a row begin with “I”.")


@dataclass(frozen=True)
class _Starts:
    """How the sentences of a paragraph begin."""

    sentences: int
    with_i: int
    row: str
    """A letter a sentence, and one for a line without any: a list or a link parts what is read one after the other."""


@lru_cache(maxsize=KEPT)
def _starts(paragraph: str, stops: Stops, pattern: str) -> _Starts:
    found = sentences_in(paragraph, stops)
    lines = ["".join("I" if _begins_with(pattern, each) else "-" for each in line) for line in found]
    begins = "".join(lines)
    return _Starts(len(begins), begins.count("I"), "".join(line or "-" for line in lines))


def _begins_with(pattern: str, sentence: str) -> bool:
    return re.match(pattern, sentence.lstrip("*_\"'“")) is not None


_LISTING_COMMAS = 4
_LONG_SENTENCE = 35
_LONG_ON_AVERAGE = 22


@letter_rule(
    "GEN-06",
    W,
    ALL,
    "sentences too long: 22 words on average, or one over 35",
    why="short words win replies [BOOMERANG]",
    remedy="Cut it in two.",
)
def long_sentences(case: LetterUnderReview) -> Iterator[Found]:
    stops, sentences, words, longest = case.stops, 0, 0, _NOT_RUNNING
    for found in [_running(each, stops) for each in case.pieces]:
        sentences += found.sentences
        words += found.words
        if found.most > longest.most:
            longest = found
    if longest.most > _LONG_SENTENCE:
        source = where_typed(case, " ".join(spaced(longest.sentence).split()[:6]))
        start = " ".join(longest.sentence.split()[:6])
        record = source.record if source else ""
        yield Found(f"The sentence “{start} …” has {longest.most} words.", record, source.place if source else None)
    elif sentences > _FEW_SENTENCES and words > _LONG_ON_AVERAGE * sentences:
        yield Found(f"Sentences have {words // sentences} words on average.")


@dataclass(frozen=True)
class _Running:
    """The sentences of a paragraph that list nothing."""

    sentences: int
    words: int
    most: int
    sentence: str
    """The first of those with the most words."""


_NOT_RUNNING = _Running(0, 0, 0, "")


@lru_cache(maxsize=KEPT)
def _running(paragraph: str, stops: Stops) -> _Running:
    sentences = [each for line in sentences_in(paragraph, stops) for each in line] if has_stop(paragraph) else []
    if not sentences:
        return _NOT_RUNNING
    running = [each for each in sentences if each.count(",") + each.count(";") < _LISTING_COMMAS]
    lengths = [len(each.split()) for each in running]
    most = max(lengths, default=0)
    return _Running(len(running), sum(lengths), most, running[lengths.index(most)] if running else "")


_BITTER = Phrases(
    "unfair", "unfairly", "ignored", "ghosted", "ghosting", "disgust", "disgusted", "disgusting", "disgusted by",
    "waste of time", "waste of my time", "a waste", "wasted my", "toxic", "despite my", "even though i was",
    "fed up", "sick of", "betrayed", "humiliating", "ridiculous", "incompetent", "rude",
)  # fmt: skip
_BITTER_AFTER_A_NO = Phrases("at least", "although i was", "surprised by your decision")


@letter_rule(
    "GEN-07",
    W,
    ALL,
    "bitter words",
    why="[HORIZONS] [JJ-MAD]",
    remedy="Say what happened, without the sting; people protect their own standing.",
)
def bitter(case: LetterUnderReview) -> Iterator[Found]:
    yield from case.tone(_BITTER, "bitter")
    if case.said.count(" unfortunately ") > 1:
        yield Found("“Unfortunately” stands there more than once.")
    if case.document is Document.RUNNERUP:
        yield from case.tone(_BITTER_AFTER_A_NO, "bitter")


_DESPERATE = Phrases(
    "desperate", "desperately", "any job at all", "any job will", "any job would", "any job you", "any job is",
    "any job i", "any job that", "take any job", "accept any job", "need any job", "want any job", "for any job",
    "just any job", "anything at all", "anything would do", "beg",
    "begging", "please please", "last hope", "urgently need", "at the end of my rope", "i'll take anything",
    "i will take anything",
)  # fmt: skip


@letter_rule(
    "GEN-08",
    W,
    ALL,
    "desperate words",
    why="[HORIZONS]",
    remedy="Say what you are looking for; calm gets answers.",
)
def desperate(case: LetterUnderReview) -> Iterator[Found]:
    yield from case.tone(_DESPERATE, "desperate")


_GRAND = ("amazing", "incredible", "dream", "passionate", "thrilled", "honored", "honoured", "awesome", "ecstatic")


@letter_rule(
    "GEN-09",
    W,
    ALL,
    "superlatives and exclamation marks in excess",
    why="extremes get no more answers [BOOMERANG]",
    remedy="One is enough.",
)
def excited(case: LetterUnderReview) -> Iterator[Found]:
    text = case.letter.text
    if text.count("!") > 1:
        marks = re.findall(r"!+(?=[\s\"'”)]|$)", text)
        named = sum(text.count(name) for name in remembered(case.profile, "names with !", _shouting_names))
        if len(marks) - named > 1 or any(len(mark) > 1 for mark in marks):
            own = case.letter.own_words.count("!") > 1
            yield Found("The letter has more than one exclamation mark.", severity=E if own else W)
    grand = [word for word in _GRAND if word in case.words]
    told = sum(case.said.count(f" {word} ") for word in grand)
    if told > 2:  # noqa: PLR2004
        own = sum(case.own.count(f" {word} ") for word in grand) > 2  # noqa: PLR2004
        yield Found(f"Too many big words: {', '.join(grand)}.", severity=E if own else W)


def _shouting_names(profile: Profile) -> tuple[str, ...]:
    companies = [company.name for company in profile.target_companies] + [each.company for each in profile.applications]
    positions = [each.position for each in profile.applications]
    return tuple(dict.fromkeys(name for name in (*companies, *positions) if "!" in name))


_CLICHES = Phrases(
    "pick your brain", "touch base", "hope this finds you well", "hope this email finds you well",
    "to whom it may concern", "tia", "thanks in advance", "thank you in advance", "circle back",
    "low hanging fruit",
)  # fmt: skip


@letter_rule(
    "GEN-10",
    H,
    ALL,
    "clichés",
    why="[WATERLOO] on acronyms; readers skip these (J)",
    remedy="Say it in your own words.",
)
def cliche(case: LetterUnderReview) -> Iterator[Found]:
    for phrase in _CLICHES.found_in(case.said, case.words):
        yield Found(f"“{phrase}” is a phrase readers skip.")
    if case.said.count(" reach out ") > 1:
        yield Found("“reach out” stands there twice.")


_RELATIVE = Phrases(
    "yesterday", "tomorrow", "tonight", "last week", "last month", "next week", "next month", "this week",
    "the other day",
    *(f"{when} {day}" for when in ("last", "next", "this")
      for day in ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")),
)  # fmt: skip


@letter_rule(
    "GEN-11",
    W,
    ALL,
    "dates that depend on the day of reading",
    why="sent later than written",
    remedy="Write the date: “15 October”.",
)
def relative_dates(case: LetterUnderReview) -> Iterator[Found]:
    for phrase in _RELATIVE.found_in(case.said, case.words):
        source = where_typed(case, phrase)
        record, at = (source.record, source.place) if source else ("", None)
        yield Found(f"“{phrase}” means another day when it is read.", record, at)


@letter_rule(
    "GEN-12",
    E,
    ALL,
    "a coming day told as past, or a past day as coming up",
    why="trust",
    own_template=True,
    remedy="Let the template ask whether the day is past.",
)
def wrong_tense(case: LetterUnderReview) -> Iterator[Found]:
    import datetime as dt  # noqa: PLC0415 - at use

    for line in case.lines:
        for found in re.finditer(_LONG_DATE, line):
            day, month, month2, day2, year = found.groups()
            try:
                date = dt.date(int(year), _MONTHS.index((month or month2).casefold()) + 1, int(day or day2))
            except ValueError:
                continue
            said = spaced(line)
            if date > case.today and re.search(r" (?:interviewed|met|spoke|applied|was interviewed) ", said):
                yield Found(f"{found.group()} is still to come, and is told as past.")
            elif date < case.today and re.search(r" (?:coming up|upcoming|will take place|i will meet) ", said):
                yield Found(f"{found.group()} is past, and is told as coming up.")


_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
)  # fmt: skip
_NAMED = "|".join(month.capitalize() for month in _MONTHS)
_LONG_DATE = rf"\b(?:(\d{{1,2}}) ({_NAMED})|({_NAMED}) (\d{{1,2}}),) (\d{{4}})\b"


_GUILT = Phrases(
    "i haven't heard", "i have not heard", "haven't heard back", "have not heard back", "haven't heard from you",
    "as you promised", "you promised", "you never", "sorry to bother", "sorry for bothering", "sorry to trouble",
    "sorry for writing", "apologies for writing", "hate to ask", "hate to bother", "forgive me for writing",
)  # fmt: skip


@letter_rule(
    "GEN-13",
    W,
    ALL,
    "an apology for writing, or guilt",
    why="S26",
    remedy="Nobody owes an answer: leave it out.",
)
def guilt(case: LetterUnderReview) -> Iterator[Found]:
    for phrase in _GUILT.found_in(case.said, case.words):
        yield Found(f"“{phrase}” makes the reader feel guilty, or you sorry.")


_LONG_VALUE = 24
_GENERIC_SUBJECTS = frozenset({
    "hello", "hi", "hey", "checking in", "update", "question", "help", "job search", "following up", "follow up",
    "touching base", "still looking", "news",
})  # fmt: skip


@letter_rule(
    "GEN-14",
    W,
    "BURTKSL",
    "subject missing, too long, shouting or saying nothing",
    why="messages with no subject: 14% answered [BOOMERANG]",
    remedy="Name the one thing the letter is about.",
)
def poor_subject(case: LetterUnderReview) -> Iterator[Found]:
    subject = case.letter.subject.strip()
    poor = _poor(subject)
    if poor is not None:
        yield Found(poor)
    else:
        yield from _long_subject(case, subject)


@lru_cache(maxsize=KEPT)
def _poor(subject: str) -> str | None:
    plain = subject.casefold().rstrip(".!? ")
    letters = re.sub(r"[^^\W\d_]", "", subject)
    if not subject:
        return "The letter has no subject."
    if re.match(r"(?:re|aw|fwd?)\s*:", subject, re.IGNORECASE):
        return f"The subject “{subject}” pretends to be an answer."
    if plain in _GENERIC_SUBJECTS or re.fullmatch(r"update #?\d+", plain):
        return f"The subject “{subject}” says nothing."
    if subject.isupper() and len(subject.split()) > 1 and len(letters) < len(subject):
        return f"The subject “{subject}” shouts."
    return None


def _long_subject(case: LetterUnderReview, subject: str) -> Iterator[Found]:
    """A long position or company name counts as one word: it is not the letter's fault."""
    if len(subject) <= 60 and subject.count(" ") < 8:  # noqa: PLR2004
        return
    short = spaced(subject)
    for name in sorted(remembered(case.profile, "as phrases", _as_phrases).found_in(short), key=len, reverse=True):
        if len(name) > _LONG_VALUE // 2:
            short = short.replace(f" {name} ", " name ")
    if len(short) > 62 or len(short.split()) > 8:  # noqa: PLR2004
        yield Found(
            f"The subject has {len(subject)} letters and {len(subject.split())} words; phones show the first 30."
        )


def _as_phrases(profile: Profile) -> Phrases:
    return Phrases(*(name.strip() for name in names_of(profile)))


@letter_rule(
    "GEN-15",
    W,
    "BURTKSL",
    "no name under the letter, or no way to reply",
    why="an answer needs an address",
    remedy="Add `email:` or `phone:` to the profile.",
)
def cannot_be_answered(case: LetterUnderReview) -> Iterator[Found]:
    seeker = case.context.seeker
    if seeker.name not in case.letter.text and seeker.sign_as not in case.letter.text:
        yield Found("The letter is not signed.", hint="Close with {{ signature }} in your template.")
    if not (seeker.email or seeker.phone):
        yield Found("The profile gives no way to reply: no e-mail address and no telephone.")


kept_by_making(
    "GEN-16",
    H,
    ALL,
    "the same opening sentence as in the last letter to this reader",
    room=__name__,
    why="sounds automated",
    remedy="Openings are chosen among equals, never the same twice running for one reader.",
)


_BIASED = Phrases(
    "young", "native speaker", "native speakers", "digital native", "digital natives", "rock star", "rockstar",
    "ninja", "guys", "manpower", "chairman", "salesman", "foreman", "normal", "elderly", "crazy",
)  # fmt: skip


@letter_rule(
    "GEN-17",
    W,
    ALL,
    "words that shut somebody out",
    why="content 2.1, fairness",
    remedy="Say what is needed, not who.",
)
def shuts_out(case: LetterUnderReview) -> Iterator[Found]:
    yield from case.tone(_BIASED, "as if it shut somebody out")


_KNOWN_TO_ALL = frozenset({
    "CV", "CVS", "UK", "US", "USA", "EU", "UN", "PDF", "HR", "IT", "OK", "TV", "DVD", "GPS", "NHS", "BBC", "PS",
    "ID", "AM", "PM", "CEO", "PHD", "MBA", "II", "III", "IV", "NB", "NGO", "FAQ", "SMS", "USB", "PIN", "VIP",
    "DIY", "NY", "LA", "DC", "PC", "WC",
})  # fmt: skip


def _abbreviations(text: str) -> tuple[str, ...]:
    drawn = outline(text)
    if b"AA" not in drawn and b"A0" not in drawn:
        return ()
    found = re.findall(r"(?<![\w@/.-])[A-Z][A-Z0-9&]{1,5}(?![\w@/-])", text)
    return tuple(word for word in found if word not in _KNOWN_TO_ALL)


@letter_rule(
    "GEN-18",
    W,
    "BUKPL",
    "an abbreviation of the trade for somebody outside the field",
    why="S15",
    remedy="Spell it out, or give the title a `plain` form.",
)
def jargon_for_outsiders(case: LetterUnderReview) -> Iterator[Found]:
    if case.reader is None or case.reader.in_field or case.reader.kind is ReaderKind.GENERAL:
        return
    names, short = names_in_capitals(case), dict.fromkeys(_abbreviations(case.letter.text))
    jargon = [word for word in short if word not in names and f"({word})" not in case.letter.text]
    if jargon:
        yield Found(f"{case.who} is outside your field and may not know: {', '.join(jargon)}.")


def names_in_capitals(case: LetterUnderReview) -> frozenset[str]:
    """Capitals that are part of a name: companies, people, credentials in the signature."""
    return remembered(case.profile, "capitals", _names_in_capitals)  # type: ignore[no-any-return]


def _names_in_capitals(profile: Profile) -> frozenset[str]:
    names: list[str | None] = [profile.name, profile.location, *profile.credentials, *profile.target_locations]
    names += [*profile.links, *profile.address, profile.known_as]
    for company in profile.target_companies:
        names += [company.name, company.short_name, company.legal_name, *company.aliases]
    names += [application.company for application in profile.applications]
    for contact in profile.contacts:
        names += [contact.name, contact.known_as, contact.company, contact.family]
    return frozenset(word for name in names if name for word in re.findall(r"[^\W_]+", name) if word.isupper())
