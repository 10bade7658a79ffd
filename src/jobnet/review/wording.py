"""Rules about words and form: placeholders, seams, length, tone, dates, spelling, subject, capitals, attachments."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

from jobnet.errors import JobnetError
from jobnet.facts.items import Document
from jobnet.facts.readers import ReaderKind
from jobnet.patterns import pattern
from jobnet.profile.addresses import email_trouble
from jobnet.review.catalogue import E, W
from jobnet.review.finding import Finding
from jobnet.review.under_review import objecting_to
from jobnet.review.words import Phrases, parted, sentences_in, spaced, without_addresses

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jobnet.profile.model import Profile
    from jobnet.review.under_review import LetterUnderReview

_PLACEHOLDER = pattern(
    r"\bXX+\b|\bTBD\b|\bTODO\b|\[[^\]\n]{0,200}\]|\{[^}\n]{0,200}\}|<[^>\n]{0,200}>|\(Company Name\)"
    r"|\bNone\b(?! of\b)|\bnull\b|\bnan\b|\b[Ll]orem\b"
)
_SEAM = pattern(
    r"[^\s.]\.\.(?![.\w/])|,,|;;|::(?!\w)|[^\s] {2,}[^\s]|(?<=\w) [,;.](?=\s|$)|\( ?\)|,\."
    r"|\b(?:including|such as|namely|and|or)(?:[.;](?=\s|$))|\b(?:including|such as|namely),(?=\s|$)",
    re.MULTILINE,
)
_EMPTY_ITEM = pattern(r"^\s*(?:[-*•]|#+)\s*$", re.MULTILINE)
_MOST_WORDS = {Document.TIP: 110, Document.THANKS: 130, Document.TOUCH: 120, Document.LANDED: 200}
_LONG_SENTENCE, _LISTING_COMMAS = 35, 4
"""Words from which nobody follows a sentence, unless it lists things."""
_LONG_ON_AVERAGE, _FEW_SENTENCES = 22, 4
_MOST_LETTERS, _MOST_SUBJECT_WORDS = 60, 8
_MONTHS = "January February March April May June July August September October November December".split()
_NAMED = "|".join(_MONTHS)
_LONG_DATE = pattern(rf"\b(?:(\d{{1,2}}) ({_NAMED})|({_NAMED}) (\d{{1,2}}),) (\d{{4}})\b")
_MONTH_FIRST = frozenset({"", "US", "CA", "PH"})
_MOST_BIG_WORDS = 2
_IN_FIGURES = pattern(r"(?<![\w/.-])(\d{1,2})/(\d{1,2})/(\d{4}|\d{2})(?![\w/])")
_ABBREVIATION = pattern(r"(?<![\w@/.-])[A-Z][A-Z0-9&]{1,5}(?![\w@/-])")

_BITTER = Phrases(
    "unfair", "unfairly", "ignored", "ghosted", "ghosting", "disgust", "disgusted", "disgusting", "disgusted by",
    "waste of time", "waste of my time", "a waste", "wasted my", "toxic", "despite my", "even though i was",
    "fed up", "sick of", "betrayed", "humiliating", "ridiculous", "incompetent", "rude",
    de=("unfair", "ignoriert", "frechheit", "unverschämt", "zeitverschwendung", "lächerlich", "unfähig", "demütigend",
        "hingehalten", "abgespeist"),
)  # fmt: skip
_BITTER_AFTER_A_NO = Phrases("at least", "although i was", "surprised by your decision")
_DESPERATE = Phrases(
    "desperate", "desperately", "any job at all", "any job will", "any job would", "any job you", "any job is",
    "any job i", "any job that", "take any job", "accept any job", "need any job", "want any job", "for any job",
    "just any job", "anything at all", "anything would do", "beg",
    "begging", "please please", "last hope", "urgently need", "at the end of my rope", "i'll take anything",
    "i will take anything",
    de=("verzweifelt", "dringend einen job", "dringend eine stelle", "irgendeinen job", "irgendeine stelle",
        "egal welche stelle", "egal was", "ich nehme alles", "letzte hoffnung", "ich flehe"),
)  # fmt: skip
_MARKS = pattern(r"!+(?=[\s\"'”)]|$)")
_GRAND = pattern(r"(?<= )(?:amazing|incredible|dream|passionate|thrilled|honou?red|awesome|ecstatic)(?= )")
_CLICHES = Phrases(
    "pick your brain", "touch base", "hope this finds you well", "hope this email finds you well",
    "to whom it may concern", "tia", "thanks in advance", "thank you in advance", "circle back",
    "low hanging fruit",
    de=("hiermit", "anbei", "bezugnehmend", "zeitnah", "vorab vielen dank", "ich verbleibe", "verbleibe ich",
        "würde mich freuen wenn sie", "nach dem motto", "auf augenhöhe"),
)  # fmt: skip
_RELATIVE = Phrases(
    "yesterday", "tomorrow", "tonight", "last week", "last month", "next week", "next month", "this week",
    "the other day",
    *(f"{when} {day}" for when in ("last", "next", "this")
      for day in ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")),
    de=("gestern", "vorgestern", "übermorgen", "heute abend", "letzte woche", "nächste woche", "diese woche",
        "letzten monat", "nächsten monat", "neulich", "kommende woche", "vergangene woche"),
)  # fmt: skip
_GUILT = Phrases(
    "i haven't heard", "i have not heard", "haven't heard back", "have not heard back", "haven't heard from you",
    "as you promised", "you promised", "you never", "sorry to bother", "sorry for bothering", "sorry to trouble",
    "sorry for writing", "apologies for writing", "hate to ask", "hate to bother", "forgive me for writing",
    de=("du hast versprochen", "sie haben versprochen", "du hattest versprochen", "sie hatten versprochen",
        "entschuldige die störung", "entschuldigen sie die störung", "nichts von dir gehört",
        "nichts von ihnen gehört"),
)  # fmt: skip
_GENERIC_SUBJECTS = frozenset({
    "hello", "hi", "hey", "checking in", "update", "question", "help", "job search", "following up", "follow up",
    "touching base", "still looking", "news",
})  # fmt: skip
_BIASED = Phrases(
    "young", "native speaker", "native speakers", "digital native", "digital natives", "rock star", "rockstar",
    "ninja", "guys", "manpower", "chairman", "salesman", "foreman", "normal", "elderly", "crazy",
    de=("muttersprachler", "muttersprachlerin", "digital native", "digital natives", "junges team", "rockstar"),
)  # fmt: skip
_KNOWN_TO_ALL = frozenset({
    "CV", "CVS", "UK", "US", "USA", "EU", "UN", "PDF", "HR", "IT", "OK", "TV", "DVD", "GPS", "NHS", "BBC", "PS",
    "ID", "AM", "PM", "CEO", "PHD", "MBA", "II", "III", "IV", "NB", "NGO", "FAQ", "SMS", "USB", "PIN", "VIP",
    "DIY", "NY", "LA", "DC", "PC", "WC",
})  # fmt: skip
_SPELLINGS = (
    ("favour", "favor"), ("organisation", "organization"), ("colour", "color"), ("programme", "program"),
    ("neighbour", "neighbor"), ("centre", "center"), ("honour", "honor"), ("résumé", "cv"), ("resume", "cv"),
    ("organise", "organize"), ("recognise", "recognize"),
)  # fmt: skip
_ESCAPED = pattern(r"&(?:amp|lt|gt|quot|#39|#34|nbsp);")
_VAGUE_LINK = pattern(r"\[(click here|here|this link|link|read more)\]\(", 2)
_PICTURE = pattern(r"!\[\s*\]\(")
_EMOJI = pattern("[\U0001f300-\U0001faff\u2600-\u26ff\u2700-\u27bf\U0001f1e6-\U0001f1ff]")
_CAPITALS = pattern(r"(?<![\w/@.-])[A-ZÀ-Þ]{5,}(?![\w@-])")
_ATTACHED = Phrases(
    "attached", "i attach", "attach", "attaching", "enclosed", "i enclose", "see attachment", "in the attachment",
    "the attachment",
)  # fmt: skip
_OF_THE_USER = Phrases("i attach", "i enclose", "attached is", "attached you")


def placeholder_left(letter: LetterUnderReview) -> Iterator[Finding]:
    # What the user typed is theirs: a company may be called [24]7.ai, a person Null.
    found = dict.fromkeys(_PLACEHOLDER.findall(letter.letter.own_words))
    if letter.letter.language.startswith("de"):
        found.pop("null", None)  # a number
    for slot in found:
        yield Finding(f"The template still says “{slot}”.")


def seam_shows(letter: LetterUnderReview) -> Iterator[Finding]:
    text = f"{letter.letter.subject}\n{letter.text}"
    for seam in _SEAM.finditer(text):
        start = max(text.rfind(sign, 0, seam.start()) for sign in " \n") + 1
        if not letter.search.is_typed(text[start : seam.end()]):
            yield Finding(f"A seam shows at “{text[start : seam.end()].strip()}”.")
            return
    if _EMPTY_ITEM.search(text):
        yield Finding("A heading or list is empty.")


def too_long(letter: LetterUnderReview) -> Iterator[Finding]:
    words, name, limits = letter.letter.words, letter.document.value, letter.search.limits
    most, second = _MOST_WORDS.get(letter.document) or limits[f"{name}_words"], limits.get(f"{name}_words_most", words)
    if words > second:
        yield Finding(f"The letter has {words} words; more than {second} are not read.", severity=E)
    elif words > most:
        yield Finding(f"The letter has {words} words; {most} are enough.")


def long_sentences(letter: LetterUnderReview) -> Iterator[Finding]:
    for sentence in (each for prose in letter.letter.prose for each in parted(prose)):
        if _is_too_long(sentence) and (typed := letter.where_typed(spaced(without_addresses(sentence)).strip())):
            message = f"The sentence “{' '.join(sentence.split()[:6])} …” has {len(sentence.split())} words."
            yield Finding(message, typed.record, typed.place)
    running = tuple(sentences_in(letter.template))
    words = sum(len(each.split()) for each in running)
    if any(_is_too_long(each) for line in letter.template.split("\n") for each in parted(line)):
        yield Finding(f"A sentence of the template has more than {_LONG_SENTENCE} words.")
    elif len(running) > _FEW_SENTENCES and words > _LONG_ON_AVERAGE * len(running):
        yield Finding(f"Sentences of the template have {words // len(running)} words on average.")


def _is_too_long(sentence: str) -> bool:
    return len(sentence.split()) > _LONG_SENTENCE and sentence.count(",") + sentence.count(";") < _LISTING_COMMAS


def bitter(letter: LetterUnderReview) -> Iterator[Finding]:
    yield from letter.objections(_BITTER, "“{}” sounds bitter.", template=E)
    if letter.users.count(" unfortunately ") > 1:
        yield Finding("“Unfortunately” stands there more than once.")
    if letter.document is Document.RUNNERUP:
        yield from letter.objections(_BITTER_AFTER_A_NO, "“{}” sounds bitter.", template=E)


def excited(letter: LetterUnderReview) -> Iterator[Finding]:
    marks = _MARKS.findall(letter.users_text)
    if len(marks) > 1 or any(len(mark) > 1 for mark in marks):
        severity = E if letter.template.count("!") > 1 else W
        yield Finding("The letter has more than one exclamation mark.", severity=severity)
    if len(grand := _GRAND.findall(letter.users)) > _MOST_BIG_WORDS:
        severity = E if len(_GRAND.findall(spaced(letter.template))) > _MOST_BIG_WORDS else W
        yield Finding(f"Too many big words: {', '.join(dict.fromkeys(grand))}.", severity=severity)


def cliche(letter: LetterUnderReview) -> Iterator[Finding]:
    yield from letter.objections(_CLICHES, "“{}” is a phrase readers skip.")
    if letter.users.count(" reach out ") > 1:
        yield Finding("“reach out” stands there twice.")


def wrong_tense(letter: LetterUnderReview) -> Iterator[Finding]:
    for line in letter.text.split("\n"):
        said = spaced(line)
        for found in _LONG_DATE.finditer(line):
            day, month, month2, day2, year = found.groups()
            try:
                date = dt.date(int(year), _MONTHS.index(month or month2) + 1, int(day or day2))
            except ValueError:
                continue
            if date > letter.today and re.search(r" (?:interviewed|met|spoke|applied|was interviewed) ", said):
                yield Finding(f"{found.group()} is still to come, and is told as past.")
            elif date < letter.today and re.search(r" (?:coming up|upcoming|will take place|i will meet) ", said):
                yield Finding(f"{found.group()} is past, and is told as coming up.")


def poor_subject(letter: LetterUnderReview) -> Iterator[Finding]:
    subject = letter.letter.subject.strip()
    plain = subject.casefold().rstrip(".!? ")
    if not subject:
        yield Finding("The letter has no subject.")
    elif re.match(r"(?:re|aw|fwd?)\s*:", subject, re.IGNORECASE):
        yield Finding(f"The subject “{subject}” pretends to be an answer.")
    elif plain in _GENERIC_SUBJECTS or re.fullmatch(r"update #?\d+", plain):
        yield Finding(f"The subject “{subject}” says nothing.")
    elif subject.isupper() and len(subject.split()) > 1:
        yield Finding(f"The subject “{subject}” shouts.")
    else:
        # What the template itself says: a long position or company name is not its fault.
        first = letter.letter.own_words.partition("\n")[0]
        own = first if all(word in subject for word in first.split()) else ""
        if len(own) > _MOST_LETTERS or len(own.split()) > _MOST_SUBJECT_WORDS:
            yield Finding(f"The subject has {len(subject)} letters; phones show the first 30.")


def cannot_be_answered(letter: LetterUnderReview) -> Iterator[Finding]:
    seeker, text = letter.profile, letter.letter.text
    if not letter.letter.built_in and seeker.name not in text and seeker.sign_as not in text:
        yield Finding("The letter is not signed.", hint="Close with {{ sign_as }} in your template.")
    if not (seeker.email or seeker.phone):
        yield Finding("The profile gives no way to reply: no e-mail address and no telephone.")


def jargon_for_outsiders(letter: LetterUnderReview) -> Iterator[Finding]:
    if letter.reader.in_field or letter.reader.kind is ReaderKind.GENERAL:
        return
    known = _KNOWN_TO_ALL | _names_in_capitals(letter.profile)
    short = (word for word in _ABBREVIATION.findall(letter.text) if word not in known)
    if jargon := [word for word in dict.fromkeys(short) if f"({word})" not in letter.text]:
        yield Finding(f"{letter.who} is outside your field and may not know: {', '.join(jargon)}.")


def _names_in_capitals(profile: Profile) -> frozenset[str]:
    """Capitals that are part of a name: companies, people, credentials in the signature."""
    names: list[str | None] = [profile.name, profile.known_as, profile.location, *profile.credentials]
    names += [*profile.target_locations, *profile.links, *profile.address]
    for company in profile.target_companies:
        names += [company.name, company.short_name, company.legal_name, *company.aliases]
    names += [application.company for application in profile.applications]
    for contact in profile.contacts:
        names += [contact.name, contact.known_as, contact.company, contact.family]
    return frozenset(word for name in names if name for word in re.findall(r"[^\W_]+", name) if word.isupper())


def date_of_another_country(letter: LetterUnderReview) -> Iterator[Finding]:
    locale = letter.reader.locale
    month_first = re.search(rf"\b(?:{_NAMED}) \d{{1,2}}\b(?! ?\d)", letter.letter.own_words)
    day_first = re.search(rf"\b\d{{1,2}} (?:{_NAMED})\b", letter.letter.own_words)
    if locale.language == "en" and month_first and day_first:
        yield Finding(f"“{month_first.group()}” and “{day_first.group()}” are two styles of dates.")
    elif locale.language == "en" and (strange := day_first if locale.country in _MONTH_FIRST else month_first):
        yield Finding(f"“{strange.group()}” is not how {locale} writes dates.")


def ambiguous_date(letter: LetterUnderReview) -> Iterator[Finding]:
    for date in _IN_FIGURES.finditer(letter.users_text):
        if int(date[1]) <= 12 and int(date[2]) <= 12:
            yield Finding(f"“{date[0]}” is one day in London and another in New York.")


def mixed_spelling(letter: LetterUnderReview) -> Iterator[Finding]:
    for one, other in _SPELLINGS:
        if any(f" {word} " in letter.users for word in (one, other)) and {one, other} <= set(letter.said.split()):
            yield Finding(f"The letter says both “{one}” and “{other}”.")
            return


def wrongly_escaped(letter: LetterUnderReview) -> Iterator[Finding]:
    if found := _ESCAPED.search(letter.letter.own_words):
        yield Finding(f"The text shows “{found.group()}”.")


def hard_to_hear(letter: LetterUnderReview) -> Iterator[Finding]:
    if vague := _VAGUE_LINK.search(letter.letter.markdown):
        yield Finding(f"A link only says “{vague.group(1)}”.")
    if _PICTURE.search(letter.letter.markdown):
        yield Finding("A picture has no `alt` text.")


def hard_to_read_aloud(letter: LetterUnderReview) -> Iterator[Finding]:
    if (emoji := _EMOJI.search(letter.users_text)) and not _is_named(letter, emoji.group()):
        yield Finding(f"The letter has a sign that is read aloud oddly: {emoji.group()}.")
    if loud := [word for word in dict.fromkeys(_CAPITALS.findall(letter.users_text)) if not _is_named(letter, word)]:
        yield Finding(f"Capitals shout: {', '.join(loud)}.")


def _is_named(letter: LetterUnderReview, sign: str) -> bool:
    """Whether the user writes it so where things are named: titles, companies, expertise."""
    return any(sign in each.text for each in letter.search.typed if not each.is_prose)


def header_is_broken(letter: LetterUnderReview) -> Iterator[Finding]:
    # Whether mail can carry it is asked where it goes as mail: printing must not wait for that.
    reader = letter.reader
    for what, value in (("subject", letter.letter.subject), ("reader's name", reader.name)):
        if odd := next((sign for sign in value if sign < " " or sign in "\x7f\x85\u2028\u2029"), None):
            yield Finding(f"The {what} holds a control character, \\x{ord(odd):02x}.")
    if reader.email and (trouble := email_trouble(reader.email)):
        yield Finding(f"{reader.email} is not an e-mail address: {trouble}.", reader.name)


def attachment_and_text_differ(letter: LetterUnderReview) -> Iterator[Finding]:
    attached, is_said = letter.context.attachments, _ATTACHED.found_in(letter.said)
    # "I enclosed" may speak of something else, unless the template says it or the user clearly does.
    phrases = _ATTACHED if _ATTACHED.found_in(spaced(letter.template)) else _OF_THE_USER
    if attached and not letter.letter.built_in and not is_said:
        yield Finding(f"{attached[0].name} is attached, and the letter does not say so.")
    elif not attached and (mentioned := phrases.found_in(letter.users)):
        yield Finding(f"The letter says “{mentioned[0]}”, and nothing is attached.")


def longer_than_a_page(letter: LetterUnderReview) -> Iterator[Finding]:
    try:
        printed = letter.letter.printed
    except JobnetError as refused:  # some sign of it is in no font
        if letter.reader.paper == "pdf":
            yield Finding(str(refused).partition(": ")[2], severity=E)
        return
    if printed and printed.lines_over:
        longest = max(letter.text.split("\n"), key=len)
        over, begin = printed.lines_over, longest[:40].rpartition(" ")[0]
        many = "1 line" if over == 1 else f"{over} lines"
        yield Finding(f"The letter is about {many} too long for a page; its longest paragraph begins “{begin} …”.")


ON_LETTERS = {
    "GEN-01": placeholder_left,
    "GEN-03": seam_shows,
    "GEN-04": too_long,
    "GEN-06": long_sentences,
    "GEN-07": bitter,
    "GEN-08": objecting_to(_DESPERATE, "“{}” sounds desperate.", template=E),
    "GEN-09": excited,
    "GEN-10": cliche,
    "GEN-11": objecting_to(_RELATIVE, "“{}” means another day when it is read."),
    "GEN-12": wrong_tense,
    "GEN-13": objecting_to(_GUILT, "“{}” makes the reader feel guilty, or you sorry."),
    "GEN-14": poor_subject,
    "GEN-15": cannot_be_answered,
    "GEN-17": objecting_to(_BIASED, "“{}” sounds as if it shut somebody out.", template=E),
    "GEN-18": jargon_for_outsiders,
    "LOC-01": date_of_another_country,
    "LOC-02": ambiguous_date,
    "LOC-03": mixed_spelling,
    "FMT-01": wrongly_escaped,
    "FMT-03": hard_to_hear,
    "FMT-04": hard_to_read_aloud,
    "FMT-05": header_is_broken,
    "FMT-06": attachment_and_text_differ,
    "FMT-07": longer_than_a_page,
}
