"""What is said of letters on stderr: what stops them, what could be better, why somebody gets none."""

from __future__ import annotations

from collections.abc import Sequence

from jobnet.cli import console
from jobnet.cli.folders import user_templates
from jobnet.cli.session import Session
from jobnet.errors import Problem, Severity
from jobnet.facts.items import Document
from jobnet.letters import Draft, Plan
from jobnet.recipients import LeftOut
from jobnet.rendering.templates import ENDING


def complained(written: Plan, *, force: bool, together: bool = False) -> bool:
    """Say what stops these letters altogether: a finding in one, a reader who was named and may get none."""
    objections = [problem for each in written.drafts for problem in each.objections(force=force)]
    if not together:
        objections += [problem for each in written.left_out if each.is_error for problem in _as_problems(each)]
    console.complain(objections)
    return bool(objections)


def _as_problems(each: LeftOut) -> Sequence[Problem]:
    return each.findings or [Problem(each.rule or "usage", Severity.ERROR, f"{each.name} {each.reason}.")]


def warn_of_many(session: Session, drafts: Sequence[Draft]) -> None:
    """PRIV-04, where it is no single letter's matter: the more readers, the likelier that one passes it on."""
    if session.quiet or len(drafts) < 2 or not session.profile.search.confidential:
        return
    document = drafts[0].letter.document
    if document in {Document.UPDATE, Document.LANDED} and "PRIV-04" not in session.profile.rules.ignore:
        goes = f"this {document} goes to {len(drafts)} people; any of them may forward it"
        message = f"Your search is confidential, and {goes}."
        hint = "Write to people one by one with --to, or call them."
        console.warn([Problem("PRIV-04", Severity.WARNING, message, hint)])


def advise(each: Draft | LeftOut, session: Session, *, is_named: bool) -> None:
    """What could be better in a letter, or why there is none: at most three findings, and where the others are."""
    if isinstance(each, LeftOut):
        if each.is_error or not (session.quiet or is_named):
            rule = f" [{each.rule}]" if each.rule else ""
            console.say(f"jobnet: left out {console.one_line(each.name)}: {console.one_line(each.reason)}{rule}")
        elif is_named:
            console.say_to_somebody(f"jobnet: {console.one_line(each.name or 'nobody in particular')}: {each.reason}")
            _say_already_told(each.name, each.already_told, session)
        return
    if not session.quiet:
        console.warn(each.findings, most=console.MOST_ADVICE, more="jobnet check")
        _say_already_told(each.name, each.already_told, session)


def say_where_own_is_not_used(session: Session, drafts: Sequence[Draft]) -> None:
    """Whoever has changed the brief and sees nothing of it is told which template went before theirs."""
    if session.quiet:
        return
    for language, document, name in dict.fromkeys(map(_template_of, drafts)):
        if name and name != document and (user_templates() / language / f"{document}{ENDING}").exists():
            console.say(
                f"jobnet: hint: the built-in {name} fits better here and was used, not your {document}. "
                f"To change it too: jobnet templates copy {name}"
            )


def say_where_english_stands_in(session: Session, drafts: Sequence[Draft]) -> None:
    """Once for each language that has no templates: its letters are in English."""
    asked = {draft.reader.locale.language for draft in drafts} - {_template_of(draft)[0] for draft in drafts}
    if not session.quiet and asked:
        listed = ", ".join(f"`{language}`" for language in sorted(asked))
        console.say(f"jobnet: there are no templates for the language {listed}: written in English instead")


def _template_of(draft: Draft) -> tuple[str, str, str]:
    """Language, document and built-in template."""
    letter = draft.letter
    return letter.language.split("-")[0], str(letter.document), letter.template if letter.built_in else ""


def _say_already_told(name: str, count: int, session: Session) -> None:
    if count and not session.quiet:
        console.say(f"jobnet: {count} left out that {name} has been told; --again puts them back")
