"""The seeker's own sentences, as an option or asked for on a terminal: whole ones, for letters print them so."""

from __future__ import annotations

from jobnet.cli import console
from jobnet.cli.options import Letters
from jobnet.cli.session import Session
from jobnet.errors import UsageError
from jobnet.facts.items import Document, Kind
from jobnet.letters import Plan
from jobnet.profile.model import Prose
from jobnet.profile.vocabulary import is_sentence
from jobnet.yamltext.parsing import literal_trouble


def asked_line(session: Session, asked: Letters, written: Plan) -> Prose | None:
    """What somebody at the terminal would like to say to this one reader, where the profile has no line for them."""
    is_quiet = asked.no_ask or asked.yes or asked.mark_sent or session.quiet
    if is_quiet or len(asked.to or ()) != 1 or len(written.drafts) != 1 or not console.can_ask():
        return None
    draft = written.drafts[0]
    has_one = any(item.kind is Kind.OPENING for item in draft.letter.items)
    if has_one or draft.letter.document is Document.PITCH or draft.objections(force=asked.force):
        return None
    contact = draft.reader.contact
    name = draft.name.split()[0] if draft.reader.first_names else draft.name
    name = (contact.known_as if contact else None) or name
    answer = ask_sentence(f"Anything you'd like to say to {name} first? Enter for nothing:", "--line")
    return Prose(answer) if answer else None


def refuse_lost_line(written: Plan, line: Prose) -> None:
    """Nobody's sentence is dropped without a word: not every template has a place for it."""
    from jobnet.rendering.values import prose_forms

    words = prose_forms(line).text.rstrip(".!?… ")
    for each in written.drafts:
        if words not in each.letter.flowing_text:
            what = f"{each.letter.document} for {each.name or 'nobody in particular'}"
            raise UsageError(
                f"The {what} has no place for a line of your own (`opening`): leave --line out, and add --edit."
            )


def ask_sentence(question: str, option: str) -> str:
    """A whole sentence, asked for again where a few words come; empty where Enter comes."""
    answer = console.ask(question, instead=f"add {option}")
    while answer and not is_sentence(answer):
        console.say(fragment(answer))
        answer = console.ask(question, instead=f"add {option}")
    return plain_text(answer, option) if answer else ""


def sentence(typed: str, option: str) -> str:
    """The text on one line, if it is a whole sentence: letters print it as it stands."""
    text = plain_text(typed, option)
    if not is_sentence(text):
        raise UsageError(f"{option}: {fragment(text)}")
    return text


def fragment(text: str) -> str:
    """What to say of a text that letters would print as a sentence, and that is none."""
    return f"“{text}” is no whole sentence. Write it as you would to them: “The walk through the yard stays with me.”"


def plain_text(typed: str, option: str) -> str:
    """The text on one line; nothing that could begin a line of its own in a letter's head (bad-input row 54)."""
    text = typed.strip()
    if not text:
        raise UsageError(f"{option}: empty.")
    if trouble := literal_trouble(text):
        raise UsageError(f"{option}: {trouble[0]} {trouble[1]}")
    return text
