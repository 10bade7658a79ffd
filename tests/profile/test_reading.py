"""A profile's text becomes the nouns: every key, every shorthand, nothing guessed; every mistake at its place."""

from __future__ import annotations

import datetime as dt
import json
import time
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from jobnet.errors import JobnetError
from jobnet.profile.model import (
    Application,
    Company,
    Contact,
    Disclosure,
    Employer,
    Event,
    EventFormat,
    Impression,
    Locale,
    News,
    Offer,
    PartialDate,
    Person,
    Profile,
    Prose,
    PublicLabel,
    Referral,
    Resume,
    Rules,
    Search,
    Stage,
    Tier,
    Title,
    TouchKind,
    Touchpoint,
    Updates,
    Url,
)
from jobnet.profile.reading import read_profile
from jobnet.profile.records import profile_schema

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
BROKEN = sorted((HERE.parent / "broken").glob("*.yaml"))
GOOD = sorted(ROOT.glob("examples/*/profile.yaml"))


def read(text: str) -> Profile:
    return read_profile(text.encode(), file="p.yaml")[0]


def mistakes(text: str) -> list[str]:
    """Everything that is wrong with a profile, as printed, without the file's name."""
    try:
        _, warnings = read_profile(text.encode(), file="p.yaml")
    except JobnetError as error:
        return [str(problem).removeprefix("p.yaml:") for problem in error.problems]
    return [f"warning {str(problem).removeprefix('p.yaml:')}" for problem in warnings]


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


RICH = """\
name: Nia Pargeter
known_as: Nia
email: nia@example.com
phone: +44 117 496 0000
location: Bristol
address: [1 Mill Lane, Bristol]
locale: en-GB
resume: {url: https://example.com/cv, file: cv.pdf, updated: 2026-08}
linkedin: https://example.com/in/nia
links: {Portfolio: https://example.com/p, Mail: "mailto:nia@example.com"}
summary: I make sure food is *safe*.
expertise: [audits, recall drills]
proof_points: [Cut recalls by 40 per cent.]
credentials: [RN, MSN]
target_titles: [Quality Manager, {title: Technical Manager, plain: runs the plant, aliases: [TM]}]
target_companies:
  - Fennel & Rye
  - {name: Harbourside Bakers, tier: A, added: 2026-09-01, private: yes, aliases: Harbourside}
search: {started: 2026-08-01, current_employer: {name: Oldmill, email_domains: ["@oldmill.example.com"]}}
contacts:
  - Bea Li <bea@example.com>
  - name: Ted Alder
    id: ted
    known_as: Ted
    salutation: {en: Dear Ted, de: Lieber Ted}
    trust: trusted
    in_field: no
    offered_help: {date: 2026-10-02, what: ask around at your site}
    updates: off
applications:
  - company: Harbourside Bakers
    position: "Technical Manager: nights"
    referral_from: ted
    hiring_manager: {name: Ruth Abernathy, honorific: Ms, family: Abernathy, email: ruth@example.com}
    runner_up: 2026-10-20
    applied: 2026-09-21
    interview: [2026-10-06, {date: 2026-10-14, with: [Ruth Abernathy, Bea Li]}]
    events: [{stage: phone_screen, date: 2026-09-28, format: phone, others: 2}]
    public_label: a regional bakery
    impression: [The new line stays with me.]
  - {company: Tamar, position: Auditor, disclosure: public, ghosted: {note: gone}, onsite: 2026-01-05}
news:
  - 2026-10-09 Fennel & Rye open their kitchen.
  - {headline: A tip., for: Bea Li, audience: [bakery]}
referrals: [{from: Ted Alder, to: Luis Ruiz, received: 2026-10-03}]
touchpoints: [{date: 2026-09, contact: ted, kind: call}, {date: 2026-10-01, person: bea li, document: brief}]
rules: {ignore: GEN-04, limits: {brief_words: 300}}
x-mine: {anything: [goes]}
"""


def test_every_kind_of_key_is_read() -> None:
    bea = Contact("Bea Li", email="bea@example.com")
    ted = Contact(
        "Ted Alder",
        id="ted",
        known_as="Ted",
        salutations={"en": "Dear Ted", "de": "Lieber Ted"},
        trust=Disclosure.TRUSTED,
        in_field=False,
        offered_help=Offer(day("2026-10-02"), "ask around at your site"),
        updates=Updates.OFF,
    )
    ruth = Person("Ruth Abernathy", honorific="Ms", family="Abernathy", email="ruth@example.com")
    profile = read(RICH)
    assert profile == Profile(
        name="Nia Pargeter",
        known_as="Nia",
        email="nia@example.com",
        phone="+44 117 496 0000",
        location="Bristol",
        address=("1 Mill Lane", "Bristol"),
        locale=Locale("en", "GB"),
        resume=Resume(Url("https://example.com/cv"), "cv.pdf", PartialDate(2026, 8)),
        linkedin=Url("https://example.com/in/nia"),
        links={"Portfolio": Url("https://example.com/p"), "Mail": Url("mailto:nia@example.com")},
        summary=Prose("I make sure food is *safe*."),
        expertise=("audits", "recall drills"),
        proof_points=(Prose("Cut recalls by 40 per cent."),),
        credentials=("RN", "MSN"),
        target_titles=(Title("Quality Manager"), Title("Technical Manager", "runs the plant", ("TM",))),
        target_companies=(
            Company("Fennel & Rye"),
            Company(
                "Harbourside Bakers",
                tier=Tier.A,
                added=day("2026-09-01"),
                disclosure=Disclosure.PRIVATE,
                aliases=("Harbourside",),
            ),
        ),
        search=Search(True, Employer("Oldmill", (), ("oldmill.example.com",)), started=day("2026-08-01")),
        contacts=(bea, ted),
        applications=(
            Application(
                "Harbourside Bakers",
                "Technical Manager: nights",
                referral_from=ted,
                hiring_manager=ruth,
                disclosure=Disclosure.TRUSTED,
                public_label=PublicLabel("a regional bakery"),
                events=(
                    Event(Stage.APPLIED, day("2026-09-21")),
                    Event(Stage.SCREENING, day("2026-09-28"), format=EventFormat.PHONE, others=2),
                    Event(Stage.INTERVIEW, day("2026-10-06")),
                    Event(
                        Stage.INTERVIEW,
                        day("2026-10-14"),
                        people=(Person("Ruth Abernathy"), Person("Bea Li", contact=bea)),
                    ),
                    Event(Stage.RUNNER_UP, day("2026-10-20")),
                ),
                impression=Impression(particulars=(Prose("The new line stays with me."),)),
            ),
            Application(
                "Tamar",
                "Auditor",
                disclosure=Disclosure.PUBLIC,
                events=(
                    Event(Stage.INTERVIEW, day("2026-01-05"), format=EventFormat.ONSITE),
                    Event(Stage.NO_RESPONSE, note="gone"),
                ),
            ),
        ),
        news=(
            News(Prose("Fennel & Rye open their kitchen."), date=day("2026-10-09")),
            News(Prose("A tip."), reader=bea, audience=("bakery",)),
        ),
        referrals=(Referral(ted, to="Luis Ruiz", received=day("2026-10-03")),),
        touchpoints=(
            Touchpoint(PartialDate(2026, 9), ted, kind=TouchKind.CALL),
            Touchpoint(PartialDate(2026, 10, 1), bea, "bea li", document="brief"),
        ),
        rules=Rules(("GEN-04",), limits=profile.rules.limits),
    )
    assert profile.rules.limits["brief_words"] == 300
    assert str(profile.applications[0].events[2].at) == "p.yaml:37:17: applications[0].interview[0]"
    assert str(profile.contacts[1].at) == "p.yaml:22:5: contacts[1]"


@pytest.mark.parametrize(
    "order", ["applications search contacts", "search applications contacts", "news contacts search applications"]
)
def test_the_order_of_the_keys_does_not_matter(order: str) -> None:
    parts = {
        "contacts": "contacts: [Bea Li, {name: Ted Alder}]\n",
        "search": "search: {confidential: yes}\n",
        "applications": (
            "applications:\n  - {company: A, position: P, agency: Bea Li, "
            "interview: {date: 2026-01-01, with: Ted Alder}}\n"
        ),
        "news": "news: [{headline: A tip., for: Ted Alder}]\n",
    }
    whole = [*order.split(), *(name for name in parts if name not in order)]
    profile = read("name: N\n" + "".join(parts[name] for name in whole))
    bea, ted = Contact("Bea Li"), Contact("Ted Alder")
    assert profile == Profile(
        "N",
        search=Search(True),
        contacts=(bea, ted),
        applications=(
            Application(
                "A",
                "P",
                agency=bea,
                disclosure=Disclosure.TRUSTED,
                events=(Event(Stage.INTERVIEW, day("2026-01-01"), (Person("Ted Alder", contact=ted),)),),
            ),
        ),
        news=(News(Prose("A tip."), reader=ted),),
    )


@pytest.mark.parametrize(
    ("short", "long"),
    [
        ("target_companies: Fennel", "target_companies: [{name: Fennel}]"),
        ("target_titles: [Clerk]", "target_titles: [{title: Clerk}]"),
        ("expertise: audits", "expertise: [audits]"),
        ("resume: https://example.com/cv", "resume: {url: https://example.com/cv}"),
        ("resume: cv.pdf", "resume: {file: cv.pdf}"),
        ("contacts: [Ruth A <r@example.com>]", "contacts: [{name: Ruth A, email: r@example.com}]"),
        ("contacts: [{name: R, offered_help: 2026-01-02}]", "contacts: [{name: R, offered_help: {date: 2026-01-02}}]"),
        ("search: {current_employer: Old}", "search: {current_employer: {name: Old}, confidential: yes}"),
        ("news: 2026-01-02 It was so.", "news: [{date: 2026-01-02, headline: It was so.}]"),
        ("target_companies: [{name: F, private: yes}]", "target_companies: [{name: F, disclosure: private}]"),
        ("target_companies: [{name: F, private: no}]", "target_companies: [{name: F}]"),
        ("name: N # a comment", "name: N"),
        ("email:", ""),
        ("contacts: []", ""),
        ("contacts: [~]", "contacts: [{name: '~'}]"),
    ],
)
def test_each_shorthand_reads_as_its_long_form(short: str, long: str) -> None:
    name = "" if short.startswith("name") else "name: N\n"
    assert read(name + short) == read(("" if long.startswith("name") else "name: N\n") + long)


HEAD = "company: A, position: P, "


@pytest.mark.parametrize(
    ("short", "long"),
    [
        ("applied: 2026-01-02", "events: [{stage: applied, date: 2026-01-02}]"),
        (
            "interview: [2026-01-02, {date: 2026-01-03, with: Bo}]",
            "events: [{stage: interview, date: 2026-01-02}, {stage: interview, date: 2026-01-03, with: [{name: Bo}]}]",
        ),
        ("phone_screen: 2026-01-02", "events: [{stage: screening, date: 2026-01-02, format: phone}]"),
        ("onsite: 2026-01-02", "events: [{stage: interview, date: 2026-01-02, format: onsite}]"),
        ("turned_down: 2026-01-02", "events: [{stage: rejected, date: 2026-01-02}]"),
        ("ghosted: 2026-01-02", "events: [{stage: no_response, date: 2026-01-02}]"),
        ("impression: It stays.", "impression: {particulars: [It stays.]}"),
        ("impression: [It stays., So does this.]", "impression: {particulars: [It stays., So does this.]}"),
        ("public_label: a group", "public_label: {text: a group}"),
        ("private: yes", "disclosure: private"),
        ("recruiter: Bo <bo@example.com>", "recruiter: {name: Bo, email: bo@example.com}"),
    ],
)
def test_each_shorthand_of_an_application_reads_as_its_long_form(short: str, long: str) -> None:
    assert read(f"name: N\napplications: [{{{HEAD}{short}}}]") == read(f"name: N\napplications: [{{{HEAD}{long}}}]")


@pytest.mark.parametrize(
    ("link", "leads_elsewhere"),
    [
        ("[https://bank.example](https://other.example/)", True),
        ("[www.bank.example/login](https://bank.example.other.example/login)", True),
        ("[https://bank.example](https://bank.example:80@other.example/)", True),
        ("[https://bank.example](https://bank.example/jobs)", False),
        ("[https://www.bank.example](https://jobs.bank.example)", False),
        ("[Node.js](https://nodejs.example)", False),
        ("[see https://bank.example/a](https://bank.example/b)", False),
    ],
)
def test_a_link_that_says_an_address_leads_there(link: str, leads_elsewhere: bool) -> None:
    text = f"name: N\nsummary: 'I bake, see {link} for it.'\n"

    if leads_elsewhere:
        assert "says one address and leads to another" in mistakes(text)[0]
    else:
        read_profile(text.encode(), file="p")


def test_only_the_beginning_of_a_line_makes_a_list_of_a_sentence() -> None:
    assert read("name: N\nsummary: |\n  I bake - bread > cake,\n  since 3. May.\n").summary == (
        "I bake - bread > cake, since 3. May."
    )
    assert "a list or heading" in mistakes("name: N\nsummary: |\n  I bake:\n  - bread\n")[0]


@pytest.mark.parametrize("path", BROKEN, ids=[path.stem for path in BROKEN])
def test_broken_profiles_say_exactly_this(path: Path, rewrite: bool) -> None:
    found = "".join(f"{line}\n" for line in mistakes(path.read_text("utf-8")))
    expected = path.with_suffix(".txt")
    if rewrite:
        expected.write_text(found, "utf-8")
    assert found == expected.read_text("utf-8")


@pytest.mark.parametrize(
    "address",
    [
        "nia@example.com", "nia.p+jobs@mail.example.co.uk", "o'neill@example.com", "nía@example.com",
        "nia@bäcker.example.com",
        "nia@xn--bcker-gra.example.com", "nia@localhost", "NIA@EXAMPLE.COM", "_nia_@example.com", "n@1.example.com",
    ],
)  # fmt: skip
def test_usable_addresses_are_taken(address: str) -> None:
    assert read(f"name: N\nemail: {address}\n").email == address


@pytest.mark.parametrize(
    ("address", "reason"),
    [
        ("a@x, b@y", "several"),
        ("<a@x>", "without brackets"),
        ("a@x> NOTIFY=NEVER", "without brackets"),
        ("x>, <y@z", "without brackets"),
        ("a@b@c", "more than one @"),
        ("nobody", "no @"),
        ("a b@x.org", "without spaces"),
        ("a@x..org", "a dot too many"),
        ("a@x.org\\u200b", "invisible"),
        ("a\\u2800@x.org", "invisible"),
        ("a\\u3164@x.org", "invisible"),
        ("a\\ufe0f@x.org", "invisible"),
        ("a\\uff20x.org", "full-width"),
        ("a@-x.org", "`-x` cannot be part"),
        ("a@x-.org", "`x-` cannot be part"),
        (".a@x.org", "dots before"),
        ("a@", "missing"),
        ("@x.org", "missing"),
        ("a@x.org.", "a dot too many"),
        ("a@[127.0.0.1]", "without brackets"),
        ("a\\r\\nBcc: b@x.org", "invisible"),
        ("a" * 65 + "@x.org", "64 bytes"),
        ("a@" + "x" * 64 + ".org", "too long"),
    ],
)
def test_unusable_addresses_say_why(address: str, reason: str) -> None:
    (found,) = mistakes(f'name: N\nemail: "{address}"\n')
    assert found.startswith("2:8: email: ")
    assert reason in found


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("2026-02-30", "no such day: `2026-02-30`; that month has 28 days. Write for example `2026-02-28`."),
        ("01/02/2026", "`01/02/2026` is ambiguous. Write `2026-02-01` (1 Feb) or `2026-01-02` (2 Jan)."),
        ("31.1.26", "`31.1.26` is not written as a date here. Write `2026-01-31`."),
        ("1.2.26", "`1.2.26` is ambiguous. Write `2026-02-01` (1 Feb) or `2026-01-02` (2 Jan)."),
        ("2026-3-1", "`2026-3-1` is not written as a date here. Write `2026-03-01`."),
        ("20260301", "`20260301` is not written as a date here. Write `2026-03-01`."),
        ("2026-03-01T10:00:00Z", "`2026-03-01T10:00:00Z` has a time in it; a date is enough. Write `2026-03-01`."),
        ("2026-03-01 10:00", "`2026-03-01 10:00` has a time in it; a date is enough. Write `2026-03-01`."),
        ("1 March 2026", "`1 March 2026` is not written as a date here. Write `2026-03-01`."),
        ("March 1st, 2026", "`March 1st, 2026` is not written as a date here. Write `2026-03-01`."),
        ("2026-W10-7", "`2026-W10-7` is not a date. Write it as year-month-day: `2026-01-31`."),
        ("soon", "`soon` is not a date. Write it as year-month-day: `2026-01-31`."),
        ("0000-01-01", "`0000-01-01` is out of range. Years go from 1970 to 2100."),
        ("1900-01-01", "`1900-01-01` is out of range. Years go from 1970 to 2100."),
        ("9999-12-31", "`9999-12-31` is out of range. Years go from 1970 to 2100."),
        ("2026-31-01", "there is no month 31 (`2026-31-01`). Dates are written year-month-day: `2026-01-31`?"),
        (
            "\uff12026-03-01",
            "the date `\uff12026-03-01` has a character U+FF12 (fullwidth digit two) in it. Write `2026-03-01`.",
        ),
        (
            "2026\u201103\u201101",
            "the date `2026\u201103\u201101` has a character U+2011 (non-breaking hyphen) in it. Write `2026-03-01`.",
        ),
    ],
)
def test_dates_are_iso_and_the_right_one_is_shown(typed: str, said: str) -> None:
    assert mistakes(f"name: N\nsearch:\n  started: {typed}\n") == [f"3:12: search.started: {said}"]


@given(st.binary(max_size=200))
def test_any_bytes_give_a_profile_or_our_error(data: bytes) -> None:
    try:
        read_profile(data, file="p.yaml")
    except JobnetError as error:
        told = bool(error.problems)
    else:
        told = True
    assert told


LINES = st.sampled_from(RICH.splitlines()) | st.text(alphabet="abc:-#[]{}'\"&*!|> \té\u200b", max_size=12)


@settings(max_examples=150)
@given(st.lists(LINES, max_size=25).map("\n".join))
def test_any_lines_give_a_profile_or_our_error(text: str) -> None:
    try:
        profile, _ = read_profile(text.encode("utf-8", "surrogatepass"), file="p.yaml")
    except JobnetError as error:
        sound = all(problem.place for problem in error.problems)
    else:
        sound = bool(profile.name)
    assert sound


def quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=True)


LITERAL = st.text(st.characters(exclude_categories=("C", "Z"), include_characters=" "), min_size=1, max_size=60).filter(
    lambda text: text == text.strip() and text[0] not in "[<{" and text not in ("TODO", "TBD")
)


@given(LITERAL)
def test_literal_text_survives_as_typed(text: str) -> None:
    escaped = "".join(f"\\U{ord(c):08X}" for c in text)
    assert read(f'name: "{escaped}"\n').name == text


@given(
    st.text(alphabet="0123456789:._+-eExXoONnYyTtFf~", min_size=1, max_size=12).filter(
        lambda t: t[0] not in "-:" and not t.endswith(":")
    )
)
def test_plain_scalars_that_yaml_would_guess_stay_text(text: str) -> None:
    assert read(f"name: N\nphone: {text}\n").phone == text


RICH_TREE: dict[str, Any] = yaml.load(RICH, yaml.BaseLoader)


def valid(tree: object) -> bool:
    return jsonschema.Draft202012Validator(profile_schema()).is_valid(tree)


def test_the_schema_is_one_and_knows_the_good_profiles() -> None:
    jsonschema.Draft202012Validator.check_schema(profile_schema())
    assert valid(RICH_TREE)
    assert all(valid(yaml.load(path.read_text("utf-8"), yaml.BaseLoader)) for path in GOOD)
    assert valid(yaml.safe_load("name: No\nphone: 0123\ncontacts:\n  - name: 1:30\n    in_field: no\n    email:\n"))


@pytest.mark.parametrize(
    "change",
    [
        {"emial": "x"},
        {"contacts": [{"name": "A", "trust": "private"}]},
        {"contacts": [{"email": "a@example.com"}]},
        {"applications": [{"company": "A", "position": "B", "interviewed": "2026-01-01"}]},
        {"search": {"started": "1.2.2026"}},
        {"rules": {"ignore": ["PRIV-01"]}},
    ],
)
def test_the_schema_refuses_what_the_reader_refuses(change: dict[str, Any]) -> None:
    assert not valid(RICH_TREE | change)
    assert mistakes(yaml.safe_dump(RICH_TREE | change, allow_unicode=True))


def test_namesakes_without_id_are_told_apart_by_their_addresses() -> None:
    data = b"name: A\ncontacts: [{name: Bea Li, email: a@x.example}, {name: BEA LI, email: b@x.example}, Bea Li]\n"

    profile, warnings = read_profile(data, file="p")

    assert [contact.key for contact in profile.contacts] == ["bea li", "bea li/b@x.example", "bea li/3"]
    assert "3 contacts are called" in warnings[0].message


def test_a_key_with_a_dash_before_it_wants_a_space() -> None:
    told = mistakes("name: N\ncontacts:\n  - name: Bea\n    offered_help: {-date: 2026-10-01}\n")
    assert any("Put a space after the `-`: `- date: …`." in each for each in told)


def test_many_mistakes_take_no_longer_each_than_few() -> None:
    started = time.process_time()
    with pytest.raises(JobnetError) as refused:
        read_profile(("name: A\n" + "".join(f"k{number}: x\n" for number in range(40_000))).encode(), file="p")

    assert len(refused.value.problems) == 40_000
    assert time.process_time() - started < 20
