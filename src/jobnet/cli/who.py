"""`jobnet who`: which contacts work at, or know people at, the target companies."""

from __future__ import annotations

from typing import Annotated, Any

from jobnet.cli import console
from jobnet.cli.options import Common, Format, argument
from jobnet.cli.resolve import known_company
from jobnet.cli.session import open_profile
from jobnet.profile.model import Contact
from jobnet.search.who import Coverage
from jobnet.search.who import who as covering


def who(
    common: Common,
    company: Annotated[str | None, argument("One company; default: all targets.", "[COMPANY]", tab="companies")] = None,
    format: Format = "text",
) -> None:
    """Which contacts work at, or know people at, the target companies."""
    profile = open_profile(common)
    covered = covering(profile, None if company is None else (known_company(profile, company, "COMPANY"),))
    if format == "json":
        console.show_json(list(map(_as_json, covered)))
        return
    console.show("".join(map(_lines, covered)) or "The profile has no target companies.\n")
    bare = sum(not each.is_covered for each in covered)
    if bare and company is None and not common.quiet:
        console.say(f"jobnet: nobody covers {bare} of {len(covered)} companies; the brief asks for names there.")


def _lines(coverage: Coverage) -> str:
    if not coverage.is_covered:
        target = "" if coverage.is_target else " (not one of your target companies)"
        return f"{coverage.company}{target}: no match; none of your contacts works there or knows people there.\n"
    lines = [f"{coverage.company}\n"]
    lines += [f"  works there: {_described(contact)}\n" for contact in coverage.works_there]
    lines += [f"  knows people there: {_described(contact)}\n" for contact in coverage.knows_people]
    return "".join(lines)


def _described(contact: Contact) -> str:
    return ", ".join(part for part in (contact.name, contact.title, contact.email or contact.phone) if part)


def _as_json(coverage: Coverage) -> dict[str, Any]:
    def shown(contact: Contact) -> dict[str, Any]:
        return {key: getattr(contact, key) for key in ("name", "id", "email", "phone", "title")}

    return {
        "company": coverage.company,
        "target": coverage.is_target,
        "works_there": list(map(shown, coverage.works_there)),
        "knows_people": list(map(shown, coverage.knows_people)),
    }
