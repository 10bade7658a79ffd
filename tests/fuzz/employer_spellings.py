"""Spellings of an employer: whoever works there under one of them gets no letter, and nobody reads the name.

Made from names as companies of several countries have them, all invented. Not tried, as not promised: letters that only
look alike beyond those that `profile/names.py` knows, translations beyond the words for a house, and what a company is called after a sale.
"""

from __future__ import annotations

import datetime as dt
import json
import re
import unicodedata
from typing import TYPE_CHECKING

from jobnet.errors import JobnetError, Severity
from jobnet.facts.employer import employer_ties, may_hear_from
from jobnet.facts.items import Document
from jobnet.facts.snapshot import Snapshot
from jobnet.letters import plan
from jobnet.profile.model import Application, Company, Disclosure, Stage
from jobnet.profile.names import fold
from jobnet.profile.reading import read_profile
from jobnet.recipients import Chosen, LetterRun
from jobnet.review import ProfileUnderReview
from jobnet.review.privacy import looks_like_the_employer
from tests.builders import a_company, a_contact, a_person, a_profile, an_application, an_event
from tests.review.letters import a_context, a_letter, every_letter, found

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path
    from random import Random

    from jobnet.profile.model import Profile

TODAY = dt.date(2026, 10, 15)
COMPANIES = (
    ("Corvane Foods", "Ltd"), ("The Brantil Company", "Inc."), ("Zelkova Keramik", "GmbH & Co. KG"),
    ("Vautrel Frères", "S.A.S."), ("Grupo Nimrosa", "S.A. de C.V."), ("Quorvex & Søn", "A/S"),
    ("Łazarz Młynek", "Sp. z o.o."), ("Kőrösfalvi Malom", "Kft."), ("Bjørkvik Tre", "AS"), ("Šumavská Sklárna", "s.r.o."),
    ("Östervall Bruk", "AB"), ("L'Orvane Parfums", "SA"), ("St. Pemberlyn's Hospital", ""), ("Ostravik-Lindquell", "plc"),
    ("Kramdon24 Logistics", "B.V."), ("O'Fallowmere Forge", "LLC"), ("Müllereigold Nord", "eG"), ("Peñarrubia y Hijos", "S.L."),
    ("Markwell & Dunleavy", "LLP"), ("Vistulia Bank", "N.V."), ("Hålogastrand Håndverk", "ASA"), ("Torvaldsen", "Oyj"),
    ("Café Noruegamar", "Lda."), ("Università Brezzolina", ""), ("Klinikum Rosentalau", "gGmbH"), ("IJsselmondeveld", "BV"),
    ("Universidad Sankt Corvanea Hospital", ""), ("Ste Pemberlin Medical Ctr Services", ""), ("Quorvex Mfg Bros Intl", "Co."),
)  # fmt: skip
"""Name and legal form."""
OTHERS = (
    "Fennel & Rye", "Tamar Preserves Ltd", "Quayside Dairy", "Boulangerie Petitpas SARL", "Hotel Almendro S.L.",
    "Zürcher Uhrenhaus AG", "Aldgate Insurance plc", "Nordlys Fisk AS", "Universität Wiesengrund", "Hope Hospital",
    "Gemeente Duinweer", "Yildiz Tekstil A.Ş.", "Ferguson Tyres (Pty) Ltd", "Ivybridge Town Council", "Ümit Gıda",
    "Deutsche Wetterwarte", "Banque du Ponant", "Jardines Xochitl", "Ebony & Ash", "Upland Wool Co.",
)  # fmt: skip
"""Truly other companies."""
FORMS = (
    "Ltd",
    "Limited",
    "Inc.",
    "Corp.",
    "GmbH",
    "AG",
    "S.A.",
    "S.L.",
    "B.V.",
    "Pty Ltd",
    "LLC",
    "plc",
    "AB",
    "Oy",
    "KG",
    "SE",
)
_LOOKALIKES = str.maketrans("aeopcyx", "аеорсух")
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa", "Ö": "Oe", "Ø": "Oe", "Å": "Aa"})
_STROKES = str.maketrans("łŁøØ", "lLoO")
_HIDDEN = "\u200b\u00ad\u2060\ufe0f\u034f"

Change = tuple[str, "Callable[[str, Random], str]"]
SPELLINGS: tuple[Change, ...] = (
    ("upper", lambda name, _: name.upper()),
    ("lower", lambda name, _: name.lower()),
    ("article", lambda name, _: name if name.startswith("The ") else f"The {name}"),
    ("another form", lambda name, chance: f"{name} {chance.choice(FORMS)}"),
    ("comma form", lambda name, chance: f"{name}, {chance.choice(FORMS)}"),
    ("company", lambda name, _: name if "Company" in name else f"{name} Company"),
    (
        "group",
        lambda name, chance: f"{name} {chance.choice(('Group', 'Holding', 'Holdings', 'International', 'Gruppe'))}",
    ),
    ("and", lambda name, chance: name.replace(" & ", chance.choice((" and ", " + ", " und ", " &amp ")[:3]))),
    ("no accents", lambda name, _: _without_accents(name)),
    ("umlauts", lambda name, _: name.translate(_UMLAUTS)),
    ("decomposed", lambda name, _: unicodedata.normalize("NFD", name)),
    ("wide", lambda name, _: "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in name)),
    ("lookalikes", lambda name, _: name.translate(_LOOKALIKES)),
    ("hyphens", lambda name, _: name.replace(" ", "-")),
    ("hard spaces", lambda name, _: name.replace(" ", "\u00a0")),
    ("many spaces", lambda name, _: name.replace(" ", "   ")),
    ("together", lambda name, _: name.replace(" ", "")),
    ("hidden", lambda name, chance: _inserted(name, chance.choice(_HIDDEN), chance)),
    ("apostrophe", lambda name, chance: name.replace("'", chance.choice(("’", "ʼ", "", "`")[:3]))),
    ("sign", lambda name, chance: f"{name}{chance.choice('™®©')}"),
    ("quotes", lambda name, _: f"“{name}”"),
    ("country", lambda name, chance: f"{name} ({chance.choice(('UK', 'USA', 'Deutschland', 'Europe'))})"),
)
"""Ways to write one name; any two or three of them on top of one another too."""
NEAR: tuple[Change, ...] = (
    ("place", lambda name, _: f"{name} Bristol"),
    ("formerly", lambda name, _: f"Airbus (formerly {name})"),
    ("slash", lambda name, _: f"Milltown / {name}"),
    ("part", lambda name, _: f"{name} Logistics Services"),
    ("domain", lambda name, _: f"www.{_label(name)}.com"),
    ("slip", lambda name, chance: f"{_slip(name, chance)} Ltd"),
    ("cut short", lambda name, _: _cut_short(name)),
    (
        "genitive",
        lambda name, _: (
            f"{name}s" if name[-1].isalpha() and _initials(name)[-1:] == name.split()[-1][0].upper() else name
        ),
    ),
    ("initials", lambda name, _: _initials(name) if len(_initials(name)) > 2 else name),
)
"""What is called like it, so that somebody must say whether it is."""
HOUSES = (
    ("de", "Sparkasse Sparkassen"), ("de", "Klinikum Kliniken"), ("de", "Stift Stifte"), ("de", "Apotheke Apotheken"),
    ("de", "Brauerei Brauereien"), ("de", "Verlag Verlage"), ("de", "Krankenhaus Krankenhäuser"), ("de", "Haus Häuser"),
    ("de", "Bäckerei Bäckereien"), ("de", "Museum Museen"), ("de", "Werft Werften"),
    ("es", "clínica clínicas"), ("es", "hotel hoteles"), ("es", "bodega bodegas"), ("es", "panadería panaderías"),
    ("es", "hospital hospitales"), ("es", "escuela escuelas"), ("es", "laboratorio laboratorios"),
    ("fr", "hôpital hôpitaux"), ("fr", "clinique cliniques"), ("fr", "atelier ateliers"), ("fr", "moulin moulins"),
    ("fr", "école écoles"), ("fr", "pharmacie pharmacies"), ("fr", "laboratoire laboratoires"),
    ("en", "hospital hospitals"), ("en", "bakery bakeries"), ("en", "clinic clinics"), ("en", "mill mills"),
)  # fmt: skip
"""What a house is, one and several, by language."""
PLACES = {
    "de": ("Elsterland", "Auwald", "Olmental", "Birkenau", "Linde", "Nordkap", "Quorvex"),
    "es": ("Vértice", "Almendro", "Olmedo", "Nimrosa", "Peñaflor"),
    "fr": ("Saint-Brévin", "Vautrel", "Ormeraie", "Rouvel", "Hautepierre"),
    "en": ("Quorvex", "Corvane", "Pemberlyn", "Drenmar", "Vistulia"),
}
SIGNS = (
    "golden Hirsch Hirsches Hirschen",
    "rot Mühle Mühle Mühlen",
    "neu Löwe Löwen Löwen",
    "grün Stern Sterns Sternen",
)
"""An adjective and a noun, in the nominative, genitive and dative."""
TITLES = (
    "Dr.",
    "Doktor",
    "le docteur",
    "el doctor",
    "Prof.",
    "profesor",
    "professeur",
    "colega",
    "mon collègue",
    "Ing.",
)
MENS = ("Herr", "Herrn Dr.", "Kollege", "Herrn Kollegen", "Mr", "M.", "monsieur", "Sr.", "el señor", "don", "Mister")
WOMENS = (
    "Frau",
    "Frau Dr.",
    "Kollegin",
    "Ms",
    "Mrs.",
    "Mme",
    "madame",
    "Sra.",
    "la Dra.",
    "doña",
    "la señora",
    "Srta.",
)
IN_A_LETTER = tuple(
    change
    for change in SPELLINGS
    if change[0] not in {"article", "company", "group", "country", "together", "lower", "quotes"}
)
"""What the scan of a finished letter finds as well, where a name is one of several words."""


def one(chance: Random, folder: Path) -> str | None:
    """One employer, one spelling; three ways in which it may come out."""
    company, form = chance.choice(COMPANIES)
    whole = f"{company} {form}".strip()
    ways = (
        _is_a_house,
        _is_a_person,
        _works_there,
        _has_an_address_there,
        _is_another_company,
        _is_searched_for,
        _stands_in_a_letter,
    )
    try:
        return chance.choice(ways)(chance, chance.choice((company, whole)))
    except JobnetError as refused:  # the profile cannot be read: nobody is written to
        wrong = [problem for problem in refused.problems if problem.severity is Severity.ERROR]
        return None if all("U+" in problem.message for problem in wrong) else f"{whole!r}: {refused}"


def spelt(name: str, chance: Random, changes: tuple[Change, ...]) -> tuple[str, str]:
    """The name under one to three of these changes, and which."""
    done = []
    for _ in range(chance.choice((1, 1, 2, 3))):
        how, change = chance.choice(changes)
        name = change(name, chance)
        done.append(how)
    return name.strip(), "+".join(done)


def _works_there(chance: Random, name: str) -> str | None:
    """Ann works at the employer, by another spelling of it; in half of the rounds it is the profile's that is odd."""
    other, how = spelt(name, chance, SPELLINGS)
    if chance.random() < 0.3:
        near, change = chance.choice(NEAR)
        other, how = change(name, chance), near
    ours, theirs = (name, other) if chance.random() < 0.7 else (other, name)
    key, value = chance.choice(
        (("company", theirs), ("company", theirs), ("title", f"Buyer at {theirs}"), ("groups", [theirs]))
    )
    if key == "groups" and (how in dict(NEAR) or "together" in how):
        key, value = "company", theirs
    said = f"employer {ours!r}, Ann's {key} {value!r} ({how})"
    return _held_back(_profile(ours, ann={key: value}), said)


def _has_an_address_there(chance: Random, name: str) -> str | None:
    """Ann's address is at a domain that is called as the employer, or at one of its `email_domains`."""
    label = _label(name)
    domain = chance.choice((f"{label}.com", f"mail.{label}.co.uk", f"{label}-group.com", f"the{label}.com",
                            f"{label}careers.com", f"{_hyphened(name)}.de", f"{label}.onmicrosoft.com"))  # fmt: skip
    domains: list[str] = []
    if chance.random() < 0.5:
        foreign = chance.choice(("bücherwald", "söndergård", "peñaflor", "łódka", label, "straßenbau"))
        coded = f"xn--{foreign.encode('punycode').decode()}" if not foreign.isascii() else foreign
        typed, domain = (chance.choice((foreign, coded)) + ".example" for _ in range(2))
        before, after = chance.choice(
            (("https://www.", "/jobs?x"), ("*.", ""), ("@", ""), ("hr@", ""), ("WWW.", "."), ("", ":8080/"))
        )
        domains = [f"{before}{typed}{after}"]
        domain = chance.choice(("", "uk.", "mail.corp.")) + domain
    address = f"ann@{chance.choice((domain, domain.upper(), domain.title()))}"
    return _held_back(
        _profile(name, domains, ann={"email": address}), f"employer {name!r} {domains}, Ann's email {address!r}"
    )


def _is_another_company(chance: Random, name: str) -> str | None:
    """Ann works elsewhere: she is written to, under whatever spelling of that name."""
    other, how = spelt(chance.choice(OTHERS), chance, SPELLINGS)
    label = _label(other)
    ann = chance.choice(({"company": other}, {"title": f"Buyer at {other}"}, {"email": f"ann@{label}.example"}))
    profile = _profile(name, ann=ann)
    if ties := employer_ties(Snapshot(profile, TODAY), profile.contacts[0]):
        return f"employer {name!r}, held back for {ties}: {ann} ({how})"
    return None


def a_house(chance: Random) -> tuple[str, str, str]:
    """A house as its employees write it, as others say it in a sentence, and another house of its kind."""
    if chance.random() < 0.2:
        (adjective, first, genitive, dative), other = (each.split() for each in chance.sample(SIGNS, 2))
        ending = "e" if first[-1] == "e" and dative != genitive else "er"
        name = f"{adjective.title()}{ending} {first}"
        said = chance.choice((f"Zum {adjective.title()}en {dative}", f"des {adjective.title()}en {genitive}", name))
        return name, said, f"{other[0].title()}er {other[1]}"
    language, kinds = chance.choice(HOUSES)
    one, several = kinds.split()
    place, elsewhere = chance.sample(PLACES[language], 2)
    ways = ["{0} {1}", "{0} {2} {1}"]
    if language in {"de", "en"}:
        ways = ["{0} {1}", "{0}-{1}", "{1} {0}", "{1}-{0}"]
    if language == "de":
        joint = "n" if place.endswith("e") else chance.choice(("", "s"))
        ways += ["{0} {2} {1}", f"{{1}}{joint}{{0.lower}}", *([] if place.endswith("e") else ["{1}er {0}"])]
    small = {"de": ("am", "zur", "von der"), "es": ("de", "del", "de la"), "fr": ("de", "de l’", "des"), "en": ("of",)}

    def written(at: str, kind: str) -> str:
        way = chance.choice(ways).replace("{0.lower}", kind.lower())
        return way.format(kind, at, chance.choice(small[language])).replace("’ ", "’")

    name = written(place, chance.choice((one, several)))
    typed = name[0].upper() + name[1:]
    return typed, written(place, chance.choice((one, several))), written(elsewhere, one)


def _is_a_house(chance: Random, _: str) -> str | None:
    """A name said in another number, case and order, or as one word, is seen by both guards; another house is not."""
    name, said, other = a_house(chance)
    if wrong := _held_back(_profile(name, ann={"company": said}), f"employer {name!r}, Ann's company {said!r}"):
        return wrong
    ties = employer_ties(Snapshot(profile := _profile(name, ann={"company": other}), TODAY), profile.contacts[0])
    if ties:
        return f"employer {name!r}, held back for {ties}: {other!r}"
    if not _is_stopped(f"I asked {said} about it.", a_company(name, disclosure=Disclosure.TRUSTED)):
        return f"hidden {name!r} was not seen as {said!r}"
    if _is_stopped(f"I asked {other} about it.", a_company(name, disclosure=Disclosure.TRUSTED)):
        return f"hidden {name!r} was seen in {other!r}"
    return None


def _is_a_person(chance: Random, _: str) -> str | None:
    """Somebody hidden is seen by their family name behind any title of theirs; another family, or sex, is not."""
    first, family, other = chance.choice(("Otto", "Lucía")), *chance.sample(("Vanegas", "Vane", "Brantil", "Hansen"), 2)
    own, others = (MENS, WOMENS) if first == "Otto" else (WOMENS, MENS)
    honorific = chance.choice(own).split()[-1] if chance.random() < 0.7 else None
    if honorific in {"Kollege", "Kollegen", "Kollegin", "Dr.", "don", "doña"}:
        honorific = own[0]
    known = {"honorific": honorific, "family": family} if honorific else {}
    met = an_event(Stage.INTERVIEW, "2026-10-06", people=(a_person(f"{first} {family}", **known),))
    held = an_application("Quayside Dairy", events=(met,), disclosure=Disclosure.TRUSTED)
    said = f"{chance.choice((*own, *TITLES))} {family}{chance.choice(('', '', 's' * (family[-1] != 's')))}"
    near = [f"{chance.choice((*own, *TITLES))} {other}", family, first]
    near += [f"{others[0]} {family}"] if honorific else []
    if not _is_stopped(f"I asked {said} about it.", held):
        return f"hidden {first} {family} ({honorific}) was not seen as {said!r}"
    wrong = [each for each in near if _is_stopped(f"I asked {each} about it.", held)]
    return f"hidden {first} {family} ({honorific}) was seen in {wrong}" if wrong else None


def _is_stopped(sentence: str, hidden: Company | Application) -> bool:
    """Whether a letter with this sentence is refused for what stands in it."""
    targets = (*((hidden,) if isinstance(hidden, Company) else ()), a_company("Tamar Preserves"))
    applications = (hidden,) if isinstance(hidden, Application) else ()
    context = a_context(Document.BRIEF, a_profile(target_companies=targets, applications=applications), a_contact())
    letter = a_letter(context, f"Dear Ted,\n\n{sentence}\n\nNia Pargeter")
    return any(problem.rule == "PRIV-01" for problem in found(context, letter))


def _is_searched_for(chance: Random, name: str) -> str | None:
    """The employer stands among targets and applications by another spelling: no letter to anybody speaks of it."""
    other, how = spelt(name, chance, SPELLINGS)
    if chance.random() < 0.4:
        how, change = chance.choice(NEAR[:4])
        other = change(name, chance)
    profile = _profile(name, target=other, application=chance.choice((other, spelt(name, chance, SPELLINGS)[0])))
    mark = max(_words(name), key=len).casefold()
    for context, letter in every_letter(profile):
        if not context.reader.name and context.document in {Document.TOUCH, Document.RUNNERUP}:
            continue  # the program asks to whom first
        said = fold(f"{letter.subject}\n{letter.text}\n{letter.html}")
        if fold(mark) in said and not any(each.severity is Severity.ERROR for each in found(context, letter)):
            return (
                f"employer {name!r}, target {other!r} ({how}): named in a {context.document} to {context.reader.name}"
            )
    return None


def _stands_in_a_letter(chance: Random, name: str) -> str | None:
    """A company that a reader may not know of stands in a sentence of the user's: the letter is stopped."""
    other, how = spelt(name, chance, IN_A_LETTER)
    profile = a_profile(target_companies=(a_company(name, disclosure=Disclosure.TRUSTED), a_company("Tamar Preserves")))
    context = a_context(Document.BRIEF, profile, a_contact())
    sentence = chance.choice(
        ("Ask at {}.", "Do you know anyone at {} or nearby?", "{} is hiring.", "I like {}’s ovens.", "({})")
    )
    letter = a_letter(context, f"Dear Ted,\n\n{sentence.format(other)}\n\nNia Pargeter")
    if any(problem.rule in {"PRIV-01", "PRIV-17"} for problem in found(context, letter)):
        return None
    return f"hidden {name!r} was not seen in {sentence.format(other)!r} ({how})"


# The profile


def _profile(
    employer: str,
    domains: list[str] | None = None,
    *,
    ann: Mapping[str, object] | None = None,
    target: str = "",
    application: str = "",
) -> Profile:
    """Ann is first among the contacts; Otto, who may know all, is second."""
    known: dict[str, object] = {
        "name": "Nia Pargeter",
        "email": "nia@pargeter.example",
        "locale": "en-GB",
        "resume": "https://pargeter.example/cv",
        "target_titles": ["Quality Manager"],
        "target_locations": ["Bristol"],
        "target_companies": ["Copperfield Teas", *([target] if target else [])],
        "search": {"current_employer": {"name": employer} | ({"email_domains": domains} if domains else {})},
        "contacts": [
            {"name": "Ann Ruiz", "known_as": "Ann", "offered_help": "2026-10-02", **(ann or {})},
            {
                "name": "Otto Lund",
                "known_as": "Otto",
                "trust": "trusted",
                "offered_help": "2026-10-02",
                "updates": "on",
            },
        ],
    }
    if application:
        days = {"applied": "2026-09-21", "interview": "2026-10-02", "rejected": "2026-10-09"}
        known["applications"] = [{"company": application, "position": "Technical Manager"} | days]
    return read_profile(json.dumps(known, ensure_ascii=False).encode("utf-8", "surrogatepass"), file="profile.yaml")[0]


def _held_back(profile: Profile, said: str) -> str | None:
    """Ann gets nothing, and `check` says so where it is only a likeness."""
    snapshot, ann = Snapshot(profile, TODAY), profile.contacts[0]
    if may_hear_from(snapshot, ann):
        return f"{said}: would be written to"
    run = LetterRun(snapshot)
    for document in (Document.BRIEF, Document.UPDATE):
        if (
            plan(document, run, Chosen.NAMED, [run.reader(ann)]).drafts
            and not plan(document, run, Chosen.NAMED, [run.reader(ann)]).has_errors
        ):
            return f"{said}: got a {document}"
    if not any(tie.is_sure for tie in employer_ties(snapshot, ann)):
        listed = [each.message for each in looks_like_the_employer(ProfileUnderReview(snapshot, run.history))]
        if not any("Ann Ruiz" in message for message in listed):
            return f"{said}: held back in silence, {listed}"
    return None


# Words and letters


def _words(name: str) -> list[str]:
    return [word for word in name.replace("&", " ").replace("-", " ").split() if any(map(str.isalnum, word))]


def _initials(name: str) -> str:
    """Of what stands before the legal form."""
    company = next((company for company, form in COMPANIES if name == f"{company} {form}"), name)
    return "".join(word[0] for word in _words(company)).upper()


def _cut_short(name: str) -> str:
    """The first long word as people shorten it: Städt. Klinikum."""
    return re.sub(r"\b([^\W\d_]{4})[^\W\d_]{3,}", r"\1.", name, count=1)


def _without_accents(name: str) -> str:
    plain = unicodedata.normalize("NFD", name.translate(_STROKES))
    return "".join(c for c in plain if not unicodedata.combining(c))


def _label(name: str) -> str:
    return "".join(c for c in fold(name.replace("(", " ").split(" (")[0]) if c.isascii() and c.isalnum())[:60] or "x"


def _hyphened(name: str) -> str:
    return "-".join(
        filter(None, ("".join(c for c in fold(word) if c.isascii() and c.isalnum()) for word in name.split()))
    )


def _inserted(name: str, mark: str, chance: Random) -> str:
    place = chance.randrange(1, max(2, len(name)))
    return name[:place] + mark + name[place:]


def _slip(name: str, chance: Random) -> str:
    """A letter doubled, left out, or in the place of the next, in a word that is long enough to be told by it."""
    words = name.split()
    longest = max(range(len(words)), key=lambda n: len(words[n]))
    word = words[longest]
    place = chance.randrange(1, max(2, len(word) - 1))
    a, b = word[:place], word[place:]
    words[longest] = chance.choice((a + a[-1] + b, a + b[1:], a + b[1:2] + b[:1] + b[2:]))
    return " ".join(words)
