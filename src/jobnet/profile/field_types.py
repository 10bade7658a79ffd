"""The kinds of value that only a profile has: prose, dates, addresses, people, references."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping as Map
from types import MappingProxyType
from typing import Annotated, Any

from jobnet.patterns import pattern
from jobnet.profile.addresses import address_trouble, email_trouble, header_trouble, typed_domain, url_trouble
from jobnet.profile.dates import date_of, partial_date_of
from jobnet.profile.names import company_key, without_quotes
from jobnet.profile.rules import CADENCE, LIMITS, RULE_IDS, UNSILENCEABLE
from jobnet.profile.vocabulary import Disclosure, Locale, PartialDate, Prose, Url, Wording
from jobnet.yamltext.nodes import Mapping, Node, Scalar
from jobnet.yamltext.parsing import forbidden, named
from jobnet.yamltext.schema import (
    Choice,
    Key,
    Leaf,
    ListOf,
    MapOf,
    Number,
    RecordShape,
    Shape,
    Text,
    TreeReading,
    YesNo,
    is_slot,
    shown,
)  # fmt: skip

LONGEST_NAME, LONGEST_PROSE = 200, 5000
_SILENCEABLE = sorted(RULE_IDS - UNSILENCEABLE)

DATED_NEWS = pattern(r"([0-9]{4}-[0-9]{2}-[0-9]{2}):?\s+(.+)", re.DOTALL)
_NAMED_ADDRESS = pattern(
    r"(?P<name>[^<>]*[^<>\s])\s*<(?P<email>[^<>]*@[^<>]*)>|(?P<said>[^<>@]*[^<>@\s,(])[\s,(]+(?P<bare>[^<>@\s()]+@[^<>@\s()]+)\)?"
)
_AROUND_A_NAME = ' \t":;–—-'
_AN_ADDRESS = pattern(
    r"(?:javascript|data|mailto|file):|www\.|[\w-]+(?:\.[\w-]+)+/(?!.*\.(?:pdf|docx?|odt|txt)$)", re.IGNORECASE
)
_SEVERAL = pattern("[,;]")
_LANGUAGE = pattern(r"[a-z]{2,3}")
_BLOCK = pattern(r"^[ \t]*(?:#{1,6}(?:\s|$)|[-*+](?:\s|$)|[0-9]{1,9}[.)](?:\s|$)|>|```|~~~)", re.MULTILINE)
_UNDERLINE = pattern(r"\n[ \t]*(?:=+|-+)[ \t]*(?:\n|$)")
_ELSEWHERE = pattern(
    r"\[\s*(?:https?://|(?=www\.))(?:www\.)?+([\w.-]++)[^\]\s]*\s*\]\(\s*<?(?!https?://(?:[\w-]+\.)*\1(?::\d+)?[/?#)>\s])[^)]*\)",
    re.IGNORECASE,
)
"""A link that says one address and leads to another."""
_HTML = pattern(r"</?[A-Za-z][A-Za-z0-9-]*(?:\s[^<>]*)?/?>|<!--|<\?|<![A-Z]")
_TURNS = pattern("[\u202a-\u202e]")  # isolates may stay: they turn only what is meant
_SPACES = pattern(r"\s*\n\s*")


# Texts


class OneLine(Text):
    """Literal text that an address or a subject may come from: what no e-mail can carry is warned about."""

    def meant(self, reading: Any, node: Scalar, text: str) -> str | None:
        value: str | None = super().meant(reading, node, text)
        if value and (trouble := header_trouble(value, self.most)):
            reading.warn(node, f"no e-mail can carry `{shown(value)}`: it {trouble}")
        return value


class NameLine(OneLine):
    """A name, and what else a letter says as it stands."""

    def meant(self, reading: Any, node: Scalar, text: str) -> str | None:
        value = super().meant(reading, node, text)
        _warn_of_quotes(reading, node, value)
        return value


def _warn_of_quotes(reading: TreeReading, node: Scalar, value: str | None) -> None:
    """YAML knows straight quotes only; those that a word processor makes of them are part of the text."""
    if value and (bare := without_quotes(value)) != value:
        reading.warn(node, f"the quotes around `{shown(value)}` are printed.", f"Without them: `{shown(bare)}`")


class Note(Leaf):
    """What never leaves the file: any text, of any number of lines."""

    def meant(self, reading: Any, node: Scalar, text: str) -> str | None:
        if not text or is_slot(reading, node, text):
            return None
        trouble = self.trouble(text)
        return reading.mistake(node, *trouble) if trouble else text

    def trouble(self, text: str) -> tuple[str, str] | None:
        """A character that no text may hold, of however many lines."""
        character = forbidden(text)
        return (f"a {named(character)} in the text.", "Take it out.") if character else None


class InLanguages(Leaf):
    """Words of a letter: one text in the profile's language, or a map of languages, `{en: …, de: …}`."""

    def read(self, reading: Any, node: Node, path: str = "") -> Any:
        keys = [key.value.strip().lower() for key, _ in node.pairs] if isinstance(node, Mapping) else []
        if not (isinstance(node, Mapping) and keys and all(map(_LANGUAGE.fullmatch, keys))):
            return super().read(reading, node, path)
        texts = {}
        reading.speaks_several = True
        for language, (_, below) in zip(keys, node.pairs, strict=True):
            if (text := super().read(reading, below, path)) is not None:
                texts[language] = text
        return next((type(text)(text, text.at, MappingProxyType(texts)) for text in texts.values()), None)

    def schema(self) -> dict[str, Any]:
        one = super().schema()
        return {"anyOf": [one, {"type": "object", "patternProperties": {"^[a-z]{2,3}$": one}}]}


class WordingText(InLanguages, OneLine):
    """Literal words that a letter says."""

    def meant(self, reading: Any, node: Scalar, text: str) -> Wording | None:
        value = super().meant(reading, node, text)
        return Wording(value, reading.source.place(node.start)) if value else None


class ProseText(InLanguages, Note):
    """¶: sentences with inline Markdown. Line breaks are spaces: the program wraps."""

    def meant(self, reading: Any, node: Scalar, text: str) -> Prose | None:
        value = super().meant(reading, node, text)
        _warn_of_quotes(reading, node, value)
        return Prose(_SPACES.sub(" ", value), reading.source.place(node.start)) if value else None

    def trouble(self, text: str) -> tuple[str, str] | None:
        return super().trouble(text) or _unfit(text) or _markup_trouble(text)


def _unfit(value: str) -> tuple[str, str] | None:
    """What would keep every rule busy for minutes, and marks that show a reader other words than stand there."""
    if len(value) > LONGEST_PROSE:
        return f"this text has {len(value)} characters; the limit is {LONGEST_PROSE}.", "Shorten it."
    turn = None if value.isprintable() else _TURNS.search(value)
    return turn and (f"an invisible {named(turn.group())} in the text.", "Take it out, or type the text anew.")


def _markup_trouble(value: str) -> tuple[str, str] | None:
    """Markdown that is more than emphasis and links."""
    hint = "Write plain sentences; emphasis and links are all the Markdown there is here."
    if "![" in value:
        return "images cannot stand in a sentence.", hint
    if html := _HTML.search(value):
        return f"raw HTML (`{shown(html.group())}`) cannot stand in a sentence.", hint
    if link := _ELSEWHERE.search(value):
        return f"the link `{shown(link.group())}` says one address and leads to another.", "Write where it leads."
    if _BLOCK.search(value) or _UNDERLINE.search(value):
        line = next((line for line in value.splitlines() if _BLOCK.match(line)), value).strip()
        what = (
            "a heading" if line.startswith("#") else "a quotation or code" if line[0] in ">`~" else "a list or heading"
        )
        return f"{what} cannot stand in a sentence (`{shown(line)}`).", hint
    return None


class Several(ListOf):
    """A list of names. One text with commas in it may be one name or several: it is read as one, and asked about."""

    def of_one(self, reading: Any, node: Node, path: str) -> Any:
        typed = _SEVERAL.split(node.value) if isinstance(node, Scalar) else ()
        parts = [part for each in typed if (part := each.strip())]
        if len(parts) > 1 and not any(company_key(f"x {part}") == "x" for part in parts[1:]):  # "Foods, Inc."
            one = shown(node.value)  # type: ignore[union-attr]
            hint = f'If these are several, write `[{", ".join(parts)}]`; if it is one, write `["{one}"]`.'
            mark = "a semicolon" if ";" in one else "a comma"
            reading.warn(node, f"`{one}` is taken as one, with {mark} in it.", hint)
        return super().of_one(reading, node, path)


# Dates


class Day(Leaf):
    """A date, whole."""

    looks = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"

    def meant(self, reading: Any, node: Scalar, text: str) -> dt.date | None:
        day = date_of(text)
        return reading.mistake(node, *day) if isinstance(day, tuple) else day


class PartialDay(Leaf):
    """A date that may stop at the month or year."""

    looks = "^[0-9]{4}(-[0-9]{2}){0,2}$"

    def meant(self, reading: Any, node: Scalar, text: str) -> PartialDate | None:
        day = partial_date_of(text)
        return reading.mistake(node, *day) if isinstance(day, tuple) else day


# Addresses


class Email(Leaf):
    """One address."""

    def meant(self, reading: Any, node: Scalar, text: str) -> Any:
        if not text or is_slot(reading, node, text):
            return None
        if trouble := email_trouble(text):
            what = f"`{shown(text)}` is not one email address: {trouble}."
            return reading.mistake(node, what, "Write it as `name@example.com`.")
        if trouble := address_trouble(text):
            reading.warn(node, f"no e-mail can be sent there: {trouble}.", "Correct it.")
        return text


class WebAddress(Text):
    """An http or https address; in `links`, a mailto link too."""

    def __init__(self, *, mail: bool = False) -> None:
        super().__init__()
        self.mail = mail

    def meant(self, reading: Any, node: Scalar, text: str) -> Any:
        value = super().meant(reading, node, text)
        if value and (trouble := url_trouble(value, mail=self.mail)):
            return reading.mistake(node, f"`{shown(value)}`: {trouble[0]}", trouble[1])
        return Url(value) if value else None


class Domain(Text):
    """A mail domain, also out of an address, a web address or a pattern."""

    def meant(self, reading: Any, node: Scalar, text: str) -> str | None:
        value = super().meant(reading, node, text)
        domain = typed_domain(value) if value else None
        if value and domain is None:
            hint = "Write what stands behind the @: `example.com`; a name of the company goes to `aliases`."
            reading.mistake(node, f"`{shown(value)}` is not a mail domain.", hint)
        return domain


# Names with a meaning


class LocaleName(Text):
    """`de-DE`: language and country; whether the language has templates is asked where a letter is written."""

    looks = "^([A-Za-z]{2,3})(?:[-_]([A-Za-z]{2}))?$"

    def meant(self, reading: Any, node: Scalar, text: str) -> Any:
        value = super().meant(reading, node, text)
        if value is None:
            return None
        if parts := re.fullmatch(self.looks, value):
            return Locale(parts[1].lower(), (parts[2] or "").upper())
        return reading.mistake(node, f"`{shown(value)}` is not a locale.", "Write language and country: `en-GB`.")


class Salutation(Text):
    """The whole greeting, or one for each language."""

    def __init__(self) -> None:
        super().__init__(LONGEST_NAME)
        self._of_languages = MapOf(Text(LONGEST_NAME), says="en")

    def read(self, reading: Any, node: Node, path: str = "") -> Any:
        if isinstance(node, Mapping):
            return self._of_languages.read(reading, node, path)
        return super().read(reading, node, path)

    def schema(self) -> dict[str, Any]:
        return {"anyOf": [super().schema(), self._of_languages.schema()]}


class RuleId(OneLine):
    """The id of a rule that may be silenced."""

    def meant(self, reading: Any, node: Scalar, text: str) -> Any:
        value = super().meant(reading, node, text)
        rule = value.upper() if value else None
        if rule is None or rule in _SILENCEABLE:
            return rule
        if rule in UNSILENCEABLE:
            what = f"{rule} cannot be silenced: it guards against leaks and untruths."
            return reading.mistake(node, what, "Take it out.")
        hint = reading.did_you_mean(rule, _SILENCEABLE) or "`jobnet check` shows each rule's id."
        return reading.mistake(node, f"there is no rule `{shown(rule)}`.", hint)

    def schema(self) -> dict[str, Any]:
        return {"enum": _SILENCEABLE}


# Texts that stand for a whole record: each reads into a dict of its fields


class NamedAddress(Text):
    """The text that stands for a person: a name, or `Ruth Abernathy <ruth@example.com>`."""

    def meant(self, reading: Any, node: Scalar, text: str) -> dict[str, Any] | None:
        value = super().meant(reading, node, text)
        parts = _NAMED_ADDRESS.fullmatch(value) if value else None
        if parts:
            email = Email().meant(reading, node, (parts["email"] or parts["bare"]).strip())
            name = (parts["name"] or parts["said"]).strip(_AROUND_A_NAME)
            return {"name": name or email, "email": email} if email else None
        name = NAME.meant(reading, node, text) if value else None
        return {"name": name} if name else None


class UrlOrFile(Text):
    """A text that stands for one of two first keys, told apart by how it looks: `resume: https://…`."""

    def meant(self, reading: Any, node: Scalar, text: str) -> dict[str, Any] | None:
        value = super().meant(reading, node, text)
        if value is None:
            return None
        if "://" not in value and not _AN_ADDRESS.match(value):
            return {"file": value}
        url = WebAddress().meant(reading, node, text)
        return None if url is None else {"url": url}


class Headline(ProseText):
    """A headline, optionally after its date: `2026-10-11 Three plant managers told me …`."""

    def meant(self, reading: Any, node: Scalar, text: str) -> Any:
        headline = super().meant(reading, node, text)
        if headline is None:
            return None
        dated = DATED_NEWS.fullmatch(headline)
        if dated is None:
            return {"headline": headline}
        day = Day().meant(reading, node, dated[1])
        return {"date": day, "headline": Prose(dated[2], headline.at)} if day else None


# What the model's fields are written with

NAME, TEXT = NameLine(LONGEST_NAME), OneLine()
_LEVELS = {level.name.lower(): level for level in Disclosure}
_TRUST = Choice({word: level for word, level in _LEVELS.items() if level is not Disclosure.PRIVATE})
Name = Annotated[str, NAME]
Names = Annotated[tuple[str, ...], Several(NAME)]
Texts = Annotated[tuple[str, ...], Several(TEXT)]
Phrase = Annotated[str, WordingText()]
Phrases = Annotated[tuple[str, ...], Several(WordingText())]


def _numbers(name: str, defaults: Map[str, int]) -> RecordShape:
    """Changes to a table of default numbers: only its keys, the rest as they are."""
    keys = [Key(key, Number(most=100_000), f"Default {value}.") for key, value in defaults.items()]
    return RecordShape(name, lambda **changed: MappingProxyType({**defaults, **changed}), keys)


Lines = Annotated[tuple[str, ...], ListOf(OneLine(LONGEST_NAME))]
Domains = Annotated[tuple[str, ...], ListOf(Domain())]
EmailAddress = Annotated[str, Email()]
PrivateNote = Annotated[str, Note()]
Greeting = Annotated[str, Salutation()]
AddressAs = Annotated[bool, Choice({"du": True, "Sie": False, "tu": True, "vous": False, "tú": True, "usted": False})]
"""Whether a reader is addressed in the familiar form."""
Trust = Annotated[Disclosure, _TRUST]
Links = Annotated[Map[str, Url], MapOf(WebAddress(mail=True), says="Portfolio")]
Limits = Annotated[Map[str, int], _numbers("limits", LIMITS)]
Cadence = Annotated[Map[str, int], _numbers("cadence", CADENCE)]
RuleIds = Annotated[tuple[str, ...], ListOf(RuleId())]

SHAPES_OF_TEXTS: dict[Any, Shape] = {
    str: TEXT,
    bool: YesNo(),
    dt.date: Day(),
    PartialDate: PartialDay(),
    Prose: ProseText(),
    Url: WebAddress(),
    Locale: LocaleName(),
    Disclosure: Choice(_LEVELS),
}
"""How a value of each type is read where its field says no more."""
