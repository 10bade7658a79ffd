"""The starter profile: a commented file that passes `check`, from a few plain answers or an invented person."""

from __future__ import annotations

import datetime as dt

from jobnet.frozen import dataclass
from jobnet.profile.emitting import scalar
from jobnet.profile.model import Profile

INVENTED_NAME = "Jordan Example"
INVENTED_EMAIL = "jordan@example.com"


@dataclass(frozen=True)
class Answers:
    """What a starter profile is made of; an empty answer leaves its key to be filled in."""

    name: str
    titles: tuple[str, ...]
    companies: tuple[str, ...]
    email: str = ""
    resume: str = ""
    summary: str = ""
    locale: str = ""
    helper: str = ""
    helper_email: str = ""


INVENTED = Answers(
    name=INVENTED_NAME,
    email=INVENTED_EMAIL,
    resume="https://example.com/jordan/resume",
    summary="I keep goods moving and people safe.",
    titles=("Warehouse Manager", "Logistics Coordinator"),
    companies=("Harbour Example Stores", "Northgate Example", "Quayside Example"),
    helper="Robin Sample",
    helper_email="robin@example.com",
)


def is_invented(profile: Profile) -> bool:
    """Whether this is still the starter's person, in whose name nothing may be sent."""
    return profile.name == INVENTED_NAME or profile.email == INVENTED_EMAIL


def starter(answers: Answers, today: dt.date) -> str:
    """The whole text of a starter profile."""
    return f"""\
# Your profile for jobnet: a plain text file that you own. What follows a # is a note to you.

name: {scalar(answers.name)}
email: {_optional(answers.email, "your address, as in: you@example.com")}
resume: {_optional(answers.resume, "where it can be read, as in: https://example.com/you/resume")}
summary: {_optional(answers.summary, "one sentence: what you do, as you would say it to a neighbour")}

target_titles:        # the jobs you are looking for
{_listed(answers.titles)}

target_companies:     # where you would like to work; add as many as you can name
{_listed(answers.companies)}

contacts:             # people who offered to help, and the day they did
{_contact(answers, today)}

# That is enough. Now type:
#   jobnet check      to see whether anything is wrong
#   jobnet brief      to print the brief for the people who offered to help
#
# Everything below is for later. Take away the # in front of a line to use it.

{"" if answers.locale else "# "}locale: {answers.locale or "en-US"}       # language and country of your letters

# applications:       # what you applied for, and what came of it
#   - company: A Company
#     position: The title as advertised
#     hiring_manager: Ruth Abernathy
#     applied: 2026-02-01
#     interview: [2026-02-10, {{date: 2026-02-17, with: Ruth Abernathy}}]
#     rejected: 2026-02-20
#     impression:     # two things you will remember, as whole sentences
#       - The walk along the new line stays with me.
#       - So does the rule that anybody may stop it.

# news:               # one sentence each: something useful to your readers
#   - 2026-02-12 The harbour museum is looking for volunteers who can drive a forklift.

# All keys are in docs/profile.md; for help while typing, give your editor: jobnet schema
"""


def _optional(text: str, example: str) -> str:
    return scalar(text) if text else f"               # {example}"


def _listed(entries: tuple[str, ...]) -> str:
    return "\n".join(f"  - {scalar(entry)}" for entry in entries)


def _contact(answers: Answers, today: dt.date) -> str:
    if not answers.helper:
        return f"  # - {{name: Robin Sample, email: robin@example.com, offered_help: {today}}}"
    email = f", email: {scalar(answers.helper_email, flow=True)}" if answers.helper_email else ""
    name = scalar(answers.helper, flow=True)
    return f"  - {{name: {name}{email}, offered_help: {today}}}"
