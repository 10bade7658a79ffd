"""How the steps of an application, and the letters, are called: as an activity in a report, and as something told."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from jobnet.facts.items import Document
from jobnet.profile.model import Stage


class Said(NamedTuple):
    """The same thing twice: "Applied", and "On 3 October you told Ted that you applied"."""

    activity: str
    told: str


STAGES: Mapping[str, Said] = {
    Stage.INTERESTED: Said("Found an opening", "that you are interested"),
    Stage.APPLIED: Said("Applied", "that you applied"),
    Stage.SCREENING: Said("Screening", "of a screening"),
    Stage.INTERVIEW: Said("Interview", "of an interview"),
    Stage.FINAL: Said("Final interview", "of a final interview"),
    Stage.OFFER: Said("Received an offer", "of an offer"),
    Stage.ACCEPTED: Said("Accepted an offer", "that you accepted an offer"),
    Stage.REJECTED: Said("Turned down", "that they chose somebody else"),
    Stage.RUNNER_UP: Said("Turned down (second)", "that you came second"),
    Stage.CANCELLED: Said("Position cancelled", "that the post was cancelled"),
    Stage.DECLINED: Said("Declined", "that you declined an offer"),
    Stage.WITHDRAWN: Said("Withdrew", "that you withdrew"),
    Stage.NO_RESPONSE: Said("No response", "that there was no answer"),
    Stage.REINSTATED: Said("Application reopened", "that the application was reopened"),
}
LETTERS: Mapping[str, Said] = {
    Document.BRIEF: Said("Sent a brief", "the brief"),
    Document.UPDATE: Said("Sent a progress update", "a progress update"),
    Document.RUNNERUP: Said("Sent a thank-you letter after a turn-down", "the thank-you letter"),
    Document.TIP: Said("Passed on a tip", "a tip"),
    Document.THANKS: Said("Sent thanks", "your thanks"),
    Document.TOUCH: Said("Wrote to stay in touch", "a note to stay in touch"),
    Document.PITCH: Said("Handed out talking points", "the talking points"),
    Document.LANDED: Said("Announced the new post", "the good news"),
}
