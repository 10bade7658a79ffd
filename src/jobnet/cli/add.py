"""`jobnet add`: a contact, company, news, referral or touch.

The options are the keys of the record, as the profile's own tables name and explain them.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterator
from keyword import iskeyword
from typing import Annotated, Any, NamedTuple

import typer

from jobnet.cli import console
from jobnet.cli.commands import add_command
from jobnet.cli.edit_profile import change
from jobnet.cli.options import Common, DryRun, argument, option
from jobnet.cli.resolve import one_contact
from jobnet.cli.sentences import fragment
from jobnet.cli.session import day_of, today_of
from jobnet.errors import UsageError, quoted
from jobnet.profile import additions
from jobnet.profile.editing import Append, Change
from jobnet.profile.emitting import Value
from jobnet.profile.field_types import DATED_NEWS, NAME, TEXT, Day, PartialDay, Several
from jobnet.profile.model import Company, Contact, News, Profile, Referral, Touchpoint
from jobnet.profile.records import keys_of
from jobnet.profile.vocabulary import is_sentence
from jobnet.yamltext import YamlText
from jobnet.yamltext.schema import Key, ListOf

Typed = dict[str, Any]
"""What was typed, by the record's keys: a text, a list where an option may be repeated, None where nothing was."""

_SINGULAR = {"aliases": "alias", "groups": "group", "interests": "interest", "people_wanted": "person_wanted"}
"""How a repeatable option is spelled, where its key is not spelled so."""
_INSTEAD_OF = {
    "offered_help": (
        Key("offered", Day(), "The day they offered help."),
        Key("offered_what", TEXT, "Completes “you offered to …”."),
    ),
    "private": (),  # --disclosure private says it
}
_SET = {"contacts": "contact", "target_companies": "company"}
"""What `jobnet set` calls a record of this section."""
_SENTENCES = ("headline", "how_we_met", "opening")
"""What letters say as it stands."""
_REFERENCES = {"from": "--from", "contact": "--contact", "for": "--for"}


def _contact(typed: Typed, common: Common) -> Typed:
    name = _needed(typed["name"], "Name:", instead="give the name")
    if mailbox := re.fullmatch(r"(.*\S)\s*<([^<>\s]+@[^<>\s]+)>", name):
        name = re.sub(r'^"(.*)"$', r"\1", mailbox[1])  # as mail programs write "Alder, Ted" <…>
        typed["email"] = typed["email"] or mailbox[2]
    if re.fullmatch(r"<?[^<>\s]+@[^<>\s]+>?", name):
        raise UsageError(f'{name}: give the name too: "Ted Alder <ted@example.com>".')
    day, what = typed.pop("offered"), typed.pop("offered_what")
    day = _day(day or ("today" if what else None), common, "--offered")
    return typed | {"name": name, "offered_help": {"date": day, "what": what} if what else day}


def _company(typed: Typed, _common: Common) -> Typed:
    name = _needed(typed["name"], "Company:", instead="give its name")
    return typed | {"name": name, "added": typed["added"] or "today"}


def _news(typed: Typed, _common: Common) -> Typed:
    headline = _needed(typed["headline"], "What is it, in one sentence?", instead="give the sentence")
    date = typed["date"]
    if date is None and (dated := DATED_NEWS.fullmatch(headline)):  # as the profile takes it
        date, headline = dated.groups()
    return typed | {"date": date or "today", "headline": headline}


def _referral(typed: Typed, _common: Common) -> Typed:
    typed["from"] = _needed(typed["from"], "Who passed you the name?", instead="add --from")
    if not typed["to"] and not typed["company"]:
        typed["to"] = _needed(None, "Whom or what did they name?", instead="add --to or --company")
    return typed | {"received": typed["received"] or "today"}


def _touch(typed: Typed, _common: Common) -> Typed:
    who = typed.pop("who")
    if sum(map(bool, (who, typed["contact"], typed["person"]))) > 1:
        raise UsageError("Name one: the contact, or --person for somebody who is none.")
    typed["contact"] = typed["contact"] or who
    if not typed["contact"] and not typed["person"]:
        typed["contact"] = _needed(None, "With whom?", instead="add --contact or --person")
    return typed | {"date": typed["date"] or "today", "kind": typed["kind"] or "email"}


def _needed(typed: str | None, question: str, *, instead: str) -> str:
    """What no record can do without: as given, or asked for."""
    answer = (typed or "").strip() or console.ask(question, instead=instead)
    if not any(map(str.isalnum, answer)):
        what = f"{answer!r} has no letter in it; write it as one says it" if answer else "empty"
        raise UsageError(f"{question.rstrip(':?')}: {what}; nothing was changed.")
    return answer


class Addition(NamedTuple):
    """One kind of thing that can be added."""

    section: str
    noun: type
    completed: Callable[[Typed, Common], Typed]
    """What was typed, with what was asked for and what goes without saying."""
    first: Key | None
    """What is typed first, without an option's name."""
    says: str
    example: str


_ADDITIONS = {
    "contact": Addition(
        "contacts", Contact, _contact, Key("name", NAME, '"Ted Alder", or "Ted Alder <ted@example.com>".'),
        "Add a person.", 'jobnet add contact "Ted Alder" --known-as Ted --offered today',
    ),
    "company": Addition(
        "target_companies", Company, _company, Key("name", NAME, "Its name."),
        "Add a target company.", 'jobnet add company "Tamar Preserves" --tier A',
    ),
    "news": Addition(
        "news", News, _news, Key("headline", TEXT, "One sentence, as the reader shall read it."),
        "Add something worth passing on.", 'jobnet add news "The grant closes on 30 October." --for Ted',
    ),
    "referral": Addition(
        "referrals", Referral, _referral, None,
        "Add a name somebody passed you.", 'jobnet add referral --from Ted --to "Ruth Abernathy"',
    ),
    "touch": Addition(
        "touchpoints", Touchpoint, _touch, Key("who", NAME, "The contact; the same as --contact."),
        "Add a call, a meeting, a letter.", "jobnet add touch --contact Ted --kind call --date yesterday",
    ),
}  # fmt: skip


def _command(addition: Addition) -> Callable[..., None]:
    """The command that adds a thing of this kind."""
    keys = keys_of(addition.noun)
    options = [each for key in keys for each in _INSTEAD_OF.get(key.name, (key,))]

    def added(common: Common, dry_run: bool, **given: Any) -> None:
        typed = addition.completed({name.rstrip("_"): value for name, value in given.items()}, common)
        values = {key.name: _written(key, typed[key.name], common) for key in keys if key.name in typed}
        day_first = {"date": values["date"]} if "date" in values else {}
        _add_record(common, addition.section, day_first | values, dry_run=dry_run)

    added.__signature__ = inspect.Signature(list(_parameters(addition, options)))  # type: ignore[attr-defined]
    return added


def _written(key: Key, value: Any, common: Common) -> Any:
    """What was typed for this key, as the profile writes it."""
    if isinstance(key.shape, PartialDay) and re.fullmatch(r"\d{4}(-\d{2})?", value or "", re.ASCII):
        return value
    if isinstance(key.shape, Day | PartialDay):
        return _day(value, common, _spelled(key))
    if isinstance(key.shape, Several) and value and len(value) == 1 and "," in value[0]:
        return value[0]  # one text with commas stays one text, which the profile asks about
    return tuple(value) if isinstance(value, list) else value


def _day(typed: str | None, common: Common, option: str) -> str | None:
    """The day as the profile has it."""
    return str(day_of(typed, today_of(common), option)) if typed else None


def _add_record(common: Common, section: str, values: dict[str, Value | None], *, dry_run: bool) -> None:
    tidy = {key: value.strip() if isinstance(value, str) else value for key, value in values.items()}
    record: dict[str, Value] = {key: value for key, value in tidy.items() if value}

    def changes(_: YamlText, profile: Profile) -> list[Change]:
        for key in [each for each in _REFERENCES if each in record]:
            contact = one_contact(profile, str(record[key]), _REFERENCES[key])
            record[key] = contact.id or contact.name
        if there := additions.duplicate(profile, section, record):
            kind = _SET.get(section)
            change_it = f" To change it: jobnet set {kind} {quoted(there)} KEY=VALUE" if kind else ""
            console.say(console.one_line(f"jobnet: there already: {there}. Nothing was changed.{change_it}"))
            return []
        return [Append((section,), (record,))]

    if change(common, changes, dry_run=dry_run) is not None:
        console.say(f"jobnet: added to {section}.")
        said = (str(record[key]) for key in _SENTENCES if key in record)
        if not common.quiet and (text := next((each for each in said if not is_sentence(each)), None)):
            console.say(console.one_line(f"jobnet: warning: {fragment(text)} [PROF-21]"))


def _parameters(addition: Addition, keys: list[Key]) -> Iterator[inspect.Parameter]:
    if first := addition.first:
        yield _parameter(first.name, Annotated[str | None, argument(first.says)])
    for key in keys:
        if not first or key.name != first.name:
            of, more = (list[str], " Repeatable.") if isinstance(key.shape, ListOf) else (str, "")
            yield _parameter(key.name, Annotated[of | None, option(_spelled(key), says=key.says + more)])
    yield _parameter("dry_run", DryRun, default=False)
    yield inspect.Parameter("common", inspect.Parameter.KEYWORD_ONLY, annotation=Common)


def _parameter(name: str, annotation: Any, default: object = None) -> inspect.Parameter:
    named = f"{name}_" if iskeyword(name) else name
    return inspect.Parameter(named, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=annotation)


def _spelled(key: Key) -> str:
    return f"--{_SINGULAR.get(key.name, key.name).replace('_', '-')}"


add = typer.Typer(name="add", help="Add a record to the profile.", no_args_is_help=True, add_completion=False)
for _name, _addition in _ADDITIONS.items():
    add_command(add, _name, _command(_addition), says=_addition.says, example=_addition.example)
