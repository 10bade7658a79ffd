"""The starter profile: a commented file that passes `check`, from a few plain answers or an invented person."""

from __future__ import annotations

from dataclasses import dataclass

INVENTED_NAME = "Jordan Example"
INVENTED_EMAIL = "jordan@example.com"
"""Nobody is called this: `--send` refuses to write in this name or from this address."""


@dataclass(frozen=True)
class Answers:
    """What a starter profile is made of."""

    name: str = INVENTED_NAME
    email: str = INVENTED_EMAIL
    titles: tuple[str, ...] = ("Warehouse Manager", "Logistics Coordinator")
    companies: tuple[str, ...] = ("Harbour Freight Example", "Northgate Example", "Quayside Example")
    resume: str = ""
    summary: str = ""
    locale: str = "en-US"
    helper: str = "Robin Sample"
    helper_email: str = "robin@example.com"
    helped_on: str = "2026-01-15"


YES = Answers(resume="https://example.com/jordan/resume", summary="I keep goods moving and people safe.")


def starter(answers: Answers) -> str:
    """The whole text of a starter profile."""
    return f"""\
# Your profile for jobnet. It is yours: edit it freely, keep it private. Check it with: jobnet check
name: {_quoted(answers.name)}
email: {_optional(answers.email, "you@example.com")}
resume: {_optional(answers.resume, "https://example.com/where-your-resume-is")}
summary: {_optional(answers.summary, "One sentence that says what you do.")}
target_titles:        # the jobs you are looking for
{_listed(answers.titles)}
target_companies:     # where you would like to work; 10 to 40 is a good number
{_listed(answers.companies)}
contacts:             # the people who offered to help
{_contact(answers)}
locale: {answers.locale}         # language and country of your letters: en-GB, de-DE, es-MX, …

# That is enough for a brief: jobnet brief. All that follows is optional: take away the # in front to use it.

# applications:       # what you applied for, and what came of it
#   - company: A Company
#     position: The title as advertised
#     hiring_manager: Ruth Abernathy
#     applied: 2026-02-01
#     interview: [2026-02-10, {{date: 2026-02-17, with: Ruth Abernathy}}]
#     rejected: 2026-02-20
#     impression:     # two things from the interviews that you will remember, as whole sentences
#       - The walk along the new line stays with me.
#       - So does the rule that anybody may stop it.

# news:               # one sentence each, useful to your readers, not only about you
#   - 2026-02-12 The harbour museum is looking for volunteers with a forklift licence.

# Every key: docs/profile.md, or for your editor: jobnet schema
"""


def quoted(text: str) -> str:
    """The text as a YAML scalar on one line: plain where nothing can be mistaken, else in double quotes."""
    plain = text and text == text.strip() and all(c.isalnum() or c in " .-'" for c in text) and text[0].isalnum()
    if plain:
        return text
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in escaped) + '"'


_quoted = quoted


def _optional(text: str, example: str) -> str:
    return quoted(text) if text else f"       # {example}"


def _listed(entries: tuple[str, ...]) -> str:
    return "\n".join(f"  - {quoted(entry)}" for entry in entries)


def _contact(answers: Answers) -> str:
    if not answers.helper:
        return "  # - {name: Robin Sample, email: robin@example.com, offered_help: 2026-01-15}"
    lines = [f"  - name: {quoted(answers.helper)}"]
    if answers.helper_email:
        lines.append(f"    email: {quoted(answers.helper_email)}")
    lines.append(f"    offered_help: {answers.helped_on}   # the day they offered")
    return "\n".join(lines)
