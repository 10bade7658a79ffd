"""A line of one's own, for this letter only: from `--line`, or asked for once on a terminal."""

from __future__ import annotations

from collections.abc import Sequence

from jobnet.cli import console
from jobnet.cli.options import Letters
from jobnet.cli.session import Session
from jobnet.errors import Exit, JobnetError
from jobnet.facts.items import Document, Kind
from jobnet.facts.readers import Reader
from jobnet.letters import Plan
from jobnet.profile.model import Prose
from jobnet.recipients import Chosen


def own_line(typed: str, readers: Sequence[Reader], how: Chosen) -> Prose:
    """What `--line` says: whole sentences, to one reader."""
    from jobnet.cli.runnerup_prompts import sentence

    if how is not Chosen.NAMED or len(readers) != 1:
        raise JobnetError("--line is for one letter: name one reader with --to.", Exit.USAGE)
    return Prose(sentence(typed, "--line"))


def asked_line(session: Session, asked: Letters, written: Plan) -> Prose | None:
    """What somebody at the terminal would like to say to this one reader, where the profile has no line for them."""
    is_quiet = asked.no_ask or asked.yes or asked.mark_sent or session.quiet
    if is_quiet or len(asked.to or ()) != 1 or len(written.drafts) != 1 or not console.can_ask():
        return None
    draft = written.drafts[0]
    has_one = any(item.kind is Kind.OPENING for item in draft.letter.items)
    if has_one or draft.letter.document is Document.PITCH or draft.objections(force=asked.force):
        return None
    from jobnet.cli.runnerup_prompts import ask_sentence

    contact = draft.reader.contact
    name = (contact.known_as if contact else None) or (
        draft.name.split()[0] if draft.reader.first_names else draft.name
    )
    answer = ask_sentence(f"Anything you'd like to say to {name} first? Enter for nothing:", "--line")
    return Prose(answer) if answer else None


def refuse_lost_line(written: Plan, line: Prose) -> None:
    """Nobody's sentence is dropped without a word: not every template has a place for it."""
    from jobnet.rendering.prose import prose_forms

    words = prose_forms(line).text.rstrip(".!?… ")
    for each in written.drafts:
        if words not in each.letter.flowing_text:
            what = f"{each.letter.document} for {each.name or 'nobody in particular'}"
            raise JobnetError(
                f"The {what} has no place for a line of your own (`opening`): leave --line out, and add --edit.",
                Exit.USAGE,
            )
