"""Writes a large, valid, invented profile.

    python benchmarks/large_profile.py APPLICATIONS [--contacts N] [--under-way] > profile.yaml

The same numbers give the same bytes. There are half as many contacts as applications unless said. `--under-way`: the
first half of the applications is of the last two months and still open, and everybody gets updates, so that there is a
full letter for each contact.
"""

from __future__ import annotations

import argparse
import datetime as dt
import random
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

GIVEN = [
    "Ada",
    "Bea",
    "Carl",
    "Dina",
    "Emre",
    "Finn",
    "Greta",
    "Hugo",
    "Iris",
    "Jonas",
    "Kira",
    "Luis",
    "María",
    "Nils",
    "Oda",
    "Pia",
    "Quirin",
    "Ruth",
    "Søren",
    "Ted",
]
FAMILY = [
    "Abel",
    "Brandt",
    "Cole",
    "Duarte",
    "Ek",
    "Fuchs",
    "Grant",
    "Holm",
    "Ito",
    "Jansen",
    "Kaya",
    "Li",
    "Moreau",
    "Núñez",
    "Okafor",
    "Park",
    "Quist",
    "Rao",
]
FIRST = [
    "Amber",
    "Birch",
    "Cedar",
    "Dune",
    "Elm",
    "Fennel",
    "Garnet",
    "Harbour",
    "Indigo",
    "Juniper",
    "Kestrel",
    "Linden",
    "Maple",
    "North",
    "Orchard",
]
SECOND = [
    "Bakers",
    "Clinics",
    "Dairies",
    "Energy",
    "Foods",
    "Grids",
    "Homes",
    "Instruments",
    "Labs",
    "Mills",
    "Optics",
    "Press",
    "Rail",
    "Tools",
]
FORMS = ["Ltd", "GmbH", "Inc.", "S.A.", "AB", "plc", ""]
TITLES = ["Quality Manager", "Technical Manager", "Process Engineer", "Plant Lead", "Auditor, Food Safety"]
ENDS = ["rejected", "runner_up", "no_response", "withdrawn", "cancelled"]
START = dt.date(2024, 1, 1)
TODAY = dt.date(2026, 10, 15)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("applications", type=int)
    parser.add_argument("--contacts", type=int)
    parser.add_argument("--under-way", action="store_true")
    asked = parser.parse_args()
    contacts = asked.applications // 2 if asked.contacts is None else asked.contacts
    sys.stdout.reconfigure(encoding="utf-8", newline="\n")  # type: ignore[union-attr]
    sys.stdout.writelines(f"{line}\n" for line in profile(asked.applications, contacts, under_way=asked.under_way))


def profile(applications: int, contacts: int, *, under_way: bool = False, seed: int = 20261015) -> Iterator[str]:
    """The lines of the file."""
    chance = random.Random(seed)
    # In proportion, or the more applications there are, the more readers would work where the seeker has applied.
    employers = 60 * max(applications, 1) if under_way else 3000
    yield from SEEKER.splitlines()
    yield "target_companies:"
    for number in range(30):
        why = "I like how they work with their growers."
        yield f"  - {{name: {company(number)}, tier: {'AB'[number % 2]}, why: {why}}}"
    yield "contacts:" if contacts else "contacts: []"
    for number in range(contacts):
        yield from contact(number, chance, employers=employers, under_way=under_way)
    yield "applications:" if applications else "applications: []"
    for number in range(applications):
        if under_way and number < applications // 2:
            yield from open_application(number, chance)
        else:
            yield from application(number, contacts, chance)
    yield "news:"
    for number in range(max(applications // 20, 3)):
        yield f"  - {day(chance)} {company(number)} told visitors that their new line saves a third of the water."


def name(number: int) -> str:
    return f"{GIVEN[number % len(GIVEN)]} {FAMILY[number // len(GIVEN) % len(FAMILY)]} {number // 360 + 1}"


def company(number: int) -> str:
    form = FORMS[number % len(FORMS)]
    second = SECOND[number // len(FIRST) % len(SECOND)]
    return f"{FIRST[number % len(FIRST)]} {second} {number // 210 + 1} {form}".strip()


def day(chance: random.Random) -> dt.date:
    return START + dt.timedelta(days=chance.randrange(1000))


def contact(number: int, chance: random.Random, *, employers: int, under_way: bool) -> Iterator[str]:
    yield f"  - name: {name(number)}"
    yield f"    email: reader{number}@example.com"
    if number % 2:
        yield f"    known_as: {GIVEN[number % len(GIVEN)]}"
    yield f"    relationship: {chance.choice(['colleague', 'acquaintance', 'alumni', 'close_friend', 'mentor'])}"
    yield f"    company: {company(chance.randrange(employers))}"
    yield "    how_we_met: We worked on the same recall drill in the spring of 2023."
    if number % 3 == 0:
        yield f"    offered_help: {{date: {day(chance)}, what: ask around at your site}}"
    yield "    interests: [bakery, audits]"
    yield f"    updates: {'on' if under_way else chance.choice(['on', 'on', 'off'])}"


def application(number: int, contacts: int, chance: random.Random) -> Iterator[str]:
    applied = day(chance)
    yield f"  - company: {company(number % 3000)}"
    yield f'    position: "{chance.choice(TITLES)} {number}"'
    yield f"    url: https://example.com/jobs/{number}"
    yield f"    source: {chance.choice(['job board', 'a contact', 'their own site'])}"
    if contacts and number % 5 == 0:
        yield f"    referral_from: {name(chance.randrange(contacts))}"
    boss = f"{GIVEN[number % 20]} {FAMILY[number % 18]}"
    family = FAMILY[number % 18]
    yield f"    hiring_manager: {{name: {boss}, honorific: Ms, family: {family}, email: boss{number}@example.com}}"
    yield f"    applied: {applied}"
    if number % 4 == 0:
        yield f"    interview: [{applied + dt.timedelta(14)}, {{date: {applied + dt.timedelta(21)}, with: [{boss}]}}]"
    elif number % 4 == 1:
        yield "    events:"
        yield f"      - {{date: {applied + dt.timedelta(7)}, stage: screening, format: phone, with: {boss}}}"
        yield f"      - date: {applied + dt.timedelta(20)}"
        yield "        stage: interview"
        yield "        note: They asked about the audit of last year and about shifts."
    yield f"    {chance.choice(ENDS)}: {applied + dt.timedelta(35)}"
    if number % 4 == 0:
        yield "    impression:"
        yield "      - The walk along the new gluten-free line stays with me."
        yield "      - So does the rule that any baker may stop a batch."
    yield "    notes: Second call planned; ask about the team, the shifts and the new line."


def open_application(number: int, chance: random.Random) -> Iterator[str]:
    applied = TODAY - dt.timedelta(chance.randrange(10, 60))
    yield f"  - company: {company(number % 3000)}"
    yield f'    position: "{chance.choice(TITLES)} {number}"'
    yield f"    url: https://example.com/jobs/{number}"
    yield f"    applied: {applied}"
    if number % 3 == 0:
        day = applied + dt.timedelta(8) if number % 2 else TODAY + dt.timedelta(2 + number % 20)
        yield f"    interview: {day}"


SEEKER = """\
# An invented seeker with far too many records, for measuring.
name: Nia Pargeter
email: nia@example.com
locale: en-GB
resume: https://example.com/nia/cv
summary: I make sure factory food is safe and tastes the same every day.
expertise: [supplier audits, recall drills, allergen control]
target_titles: [Quality Manager, {title: Technical Manager, plain: the person who keeps the plant right}]
search: {started: 2026-01-01}"""

if __name__ == "__main__":
    main()
