"""`jobnet who`: which contacts work at, or know people at, the target companies."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from jobnet.cli import console
from jobnet.cli.options import Common, Format, Listing, companies
from jobnet.cli.tables import as_json

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jobnet.profile.model import Contact, Profile
    from jobnet.search.who import Coverage


def who(
    common: Common,
    company: Annotated[
        str | None,
        typer.Argument(metavar="[COMPANY]", help="One company; default: all targets.", autocompletion=companies),
    ] = None,
    format: Format = Listing.TEXT,
) -> None:
    """Which contacts work at, or know people at, the target companies."""
    from jobnet.cli.load_profile import open_profile
    from jobnet.search.who import who as covering

    profile = open_profile(common)
    found = covering(profile, None if company is None else _companies_meant(profile, company))
    if format is Listing.JSON:
        console.show(as_json([_coverage_as_json(each) for each in found]))
    else:
        console.show("".join(map(_coverage_lines, found)) or "The profile has no target companies.\n")
        _say_uncovered(found, common, company)


who.example = 'jobnet who "Tamar Preserves"'  # type: ignore[attr-defined]


def _companies_meant(profile: Profile, typed: str) -> tuple[str, ...]:
    """The company as the profile has it, or as typed: contacts may work at places that are nobody's target."""
    from jobnet.errors import Exit, JobnetError
    from jobnet.profile.matching import find_companies

    found = find_companies(profile, typed)
    if len(found) > 1:
        raise JobnetError(f"{typed!r} means several companies: {'; '.join(found)}. Name one in full.", Exit.USAGE)
    return found or (typed,)


def _say_uncovered(found: Sequence[Coverage], common: Common, company: str | None) -> None:
    bare = [each.company for each in found if not each.is_covered]
    if bare and company is None and not common.quiet:
        console.say(f"jobnet: nobody covers {len(bare)} of {len(found)} companies; the brief asks for names there.")


def _coverage_lines(coverage: Coverage) -> str:
    if not coverage.is_covered:
        target = "" if coverage.is_target else " (not one of your target companies)"
        return f"{coverage.company}{target}: no match; none of your contacts works there or knows people there.\n"
    lines = [f"{coverage.company}\n"]
    lines += [f"  works there: {_described(contact)}\n" for contact in coverage.works_there]
    lines += [f"  knows people there: {_described(contact)}\n" for contact in coverage.knows_people]
    return "".join(lines)


def _described(contact: Contact) -> str:
    return ", ".join(part for part in (contact.name, contact.title, contact.email or contact.phone) if part)


def _coverage_as_json(coverage: Coverage) -> dict[str, Any]:
    return {
        "company": coverage.company,
        "target": coverage.is_target,
        "works_there": [_contact_as_json(contact) for contact in coverage.works_there],
        "knows_people": [_contact_as_json(contact) for contact in coverage.knows_people],
    }


def _contact_as_json(contact: Contact) -> dict[str, Any]:
    return {
        "name": contact.name,
        "id": contact.id,
        "email": contact.email,
        "phone": contact.phone,
        "title": contact.title,
    }
