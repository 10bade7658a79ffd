"""What a shell completes from the profile: people and companies, in the form that shell wants a word in."""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Iterable

import typer

from jobnet.cli.load_profile import read_with_warnings
from jobnet.errors import JobnetError
from jobnet.facts.people import people_of
from jobnet.profile.matching import known_companies
from jobnet.profile.model import Profile
from jobnet.profile.names import fold, name_key


class _Found(str):
    """A completion found in our way, and quoted: Typer would drop what does not begin exactly as typed."""

    __slots__ = ()

    def startswith(self, *_: object) -> bool:
        return True


_APOSTROPHES = "'’‘ʼ"
"""In the name of a company they join (`Sainsbury's`), in that of a person they part, as every sign does."""
_TO_PEOPLE_MET = frozenset({"runnerup", "thanks", "touch"})


def people(context: typer.Context, typed: str) -> list[str]:
    """Contacts, and for the letters to companies everybody met, of whose name a word begins so."""
    profile = _profile(context)
    names = _contact_names(profile)
    if context.info_name in _TO_PEOPLE_MET:
        names += [person.name for each in profile.applications for person in people_of(each)]
    return _words(names, typed)


def companies(context: typer.Context, typed: str) -> list[str]:
    """Targets, and companies applied to, of whose name a word begins so."""
    return _words(known_companies(_profile(context)), typed, joins=_APOSTROPHES)


def records(context: typer.Context, typed: str) -> list[str]:
    """What `set` can change, by the kind named before."""
    profile = _profile(context)
    match context.params.get("kind"):
        case "company" | "application":
            return companies(context, typed)
        case "contact":
            return _words(_contact_names(profile), typed)
        case "referral":
            named = _words([each.to for each in profile.referrals if each.to], typed)
            there = [each.company for each in profile.referrals if each.company]
            return named + _words(there, typed, joins=_APOSTROPHES)
    return []


def _profile(context: typer.Context) -> Profile:
    """The profile this line is about, or an empty one: TAB complains of nothing and never waits for the keyboard."""
    named = context.params.get("profile")
    try:
        return read_with_warnings(named and os.path.expanduser(named))[0] if named != "-" else Profile("")
    except (JobnetError, OSError):
        return Profile("")


def _contact_names(profile: Profile) -> list[str]:
    """What names each contact and nobody else: the name, else the id."""
    names = [name_key(each.name) for each in profile.contacts]
    return [
        each.id if each.id and names.count(key) > 1 else each.name
        for each, key in zip(profile.contacts, names, strict=True)
    ]


def _words(names: Iterable[str], typed: str, *, joins: str = "") -> list[str]:
    """Those of the names that begin so, or else have a word that does; accents and case need not be typed."""
    wanted = fold(typed.strip())
    names = tuple(dict.fromkeys(names))
    offered = [name for name in names if fold(name).startswith(wanted)]
    offered = offered or [
        name for name in names if any(word.startswith(wanted) for word in re.split(r"\W+", fold(name)))
    ]
    return [_Found(word) for name in offered if (word := _as_word(name, joins))]


def _as_word(name: str, joins: str) -> str:
    """One word of the shell that asks, in which no shell finds anything to do.

    Typer's scripts put a completion in as it stands, some through `eval`, and the profile may come from somebody else.
    So only what names are compared by is offered, as `profile/names.py` has it, and quoted only where that is sure.
    """
    shell = os.environ.get("_JOBNET_COMPLETE", "")
    if shell == "complete_bash" and not _is_within_quotes():
        return re.sub(r"([^\w.,-])", r"\\\1", _plain(name, kept="&'"))
    plain = _plain(name, joins)
    return f"'{plain}'" if shell in {"complete_powershell", "complete_pwsh"} and not plain.isalnum() else plain


def _plain(name: str, joins: str = "", kept: str = "") -> str:
    """The name without signs: letters with their marks, digits, and what stands in many names and in no shell."""
    plain = [
        character if character.isalnum() or character in f"_.,-{kept}" or unicodedata.combining(character) else " "
        for character in name
        if character not in joins
    ]
    return " ".join("".join(plain).split()).strip(" .,-")


def _is_within_quotes() -> bool:
    """Whether the user has opened a quotation mark in the word at the cursor."""
    words = os.environ.get("COMP_WORDS", "").split("\n")
    number = os.environ.get("COMP_CWORD", "")
    return number.isdigit() and int(number) < len(words) and words[int(number)][:1] in {"'", '"'}
