"""Each rule over letters: what it objects to, and the nearest thing it lets pass."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest

from jobnet.errors import Place
from jobnet.facts.history import BY_HAND, History, Told, news_item
from jobnet.facts.items import Document, Item, Kind
from jobnet.facts.readers import Greeting, Reader, ReaderKind, Rung, reader_of
from jobnet.profile.model import (
    Direction,
    Disclosure,
    EventFormat,
    Impression,
    Locale,
    News,
    NewsSource,
    OfferInReturn,
    PartialDate,
    Prose,
    Referral,
    Relationship,
    Rules,
    Search,
    Stage,
    Touchpoint,
    Updates,
)
from jobnet.review import ON_LETTERS
from tests.builders import (
    a_company,
    a_confidential_search,
    a_contact,
    a_person,
    a_profile,
    a_snapshot,
    an_application,
    an_event,
    an_offer,
    day,
)
from tests.review.letters import a_context, a_letter, found

B, U, R, T = Document.BRIEF, Document.UPDATE, Document.RUNNERUP, Document.TIP
K, S, P, L = Document.THANKS, Document.TOUCH, Document.PITCH, Document.LANDED
TED = a_contact()
RUTH = a_person(honorific="Ms", family="Abernathy")
ASK = "Who do you know at any of these places?"


@dataclass(frozen=True)
class Judged:
    """One letter, and whether this rule objects to it."""

    rule: str
    objects: bool
    document: Document
    text: str = "Dear Ted,\n\nWho do you know there?\n\nNia Pargeter"
    profile: dict[str, Any] = field(default_factory=dict)
    contact: Any = TED
    context: dict[str, Any] = field(default_factory=dict)
    letter: dict[str, Any] = field(default_factory=dict)
    told: tuple[Told, ...] = ()


def yes(rule: str, document: Document, text: str = Judged.text, **more: Any) -> Judged:
    return Judged(rule, True, document, text, **more)


def no(rule: str, document: Document, text: str = Judged.text, **more: Any) -> Judged:
    return Judged(rule, False, document, text, **more)


DECIDER = a_contact(
    "Ruth Abernathy", relationship=Relationship.HIRING_MANAGER, company="Harbourside Bakers", offered_help=an_offer()
)
OFFERED = an_application(
    events=(an_event(Stage.INTERVIEW, "2026-10-06"), an_event(Stage.OFFER, "2026-10-10")),
)


def turned_down(*events: Any, **changes: Any) -> Any:
    known = (an_event(Stage.APPLIED, "2026-09-21"), an_event(Stage.INTERVIEW, "2026-10-06", people=(RUTH,)))
    end = events or (an_event(Stage.RUNNER_UP, "2026-10-13"),)
    kept = Impression(
        particulars=(Prose("The gluten-free line stays with me."), Prose("So does the rule on stopping."))
    )
    world: dict[str, Any] = {"events": (*known, *end), "impression": kept, "hiring_manager": RUTH}
    return an_application(**(world | changes))


ANONYMOUS = (an_event(Stage.INTERVIEW, "2026-10-06"), an_event(Stage.RUNNER_UP, "2026-10-13"))


SAID_NO = turned_down(
    events=(an_event(Stage.INTERVIEW, "2026-07-06", people=(RUTH,)), an_event(Stage.RUNNER_UP, "2026-07-13"))
)


def touched(*days: str) -> tuple[Told, ...]:
    return tuple(
        Told("ruth abernathy", f"touch:{SAID_NO.key}/{n}", "touch", day(each)) for n, each in enumerate(days, 1)
    )


def after_no(application: Any = None, **profile: Any) -> dict[str, Any]:
    """A runner-up letter or touch about this application, to Ms Abernathy."""
    about = application or turned_down()
    whole = {"applications": (about,)} | profile
    reader = reader_of(a_snapshot(a_profile(**whole)), RUTH)
    item = Item("runnerup/1", Kind.RUNNERUP, about.company, about.position)
    return {"profile": whole, "contact": None, "context": {"reader": reader, "application": about, "items": (item,)}}


def to(**reader: Any) -> dict[str, Any]:
    known: dict[str, Any] = {
        "name": "Ted Alder",
        "kind": ReaderKind.STANDARD,
        "greeting": Greeting(Rung.KNOWN_AS, "Ted"),
        "key": "ted alder",
    }
    return {"context": {"reader": Reader(**(known | {"locale": Locale("en", "GB")} | reader))}}


def at_trust(level: Disclosure, name: str = "Quorvex Mills") -> dict[str, Any]:
    return {"profile": {"target_companies": (a_company(name, disclosure=level),)}}


def passing_on(news: News) -> dict[str, Any]:
    return {"profile": {"news": (news,)}, "context": {"items": (news_item(news),)}}


def own(text: str) -> dict[str, Any]:
    """The same letter with all of it the template's own words."""
    return {"letter": {"own_words": text}}


FINE = "Dear Ms Abernathy,\n\nThank you for the talk. I was disappointed. My best wishes to you all.\n\nNia Pargeter"
LONG = "word " * 130
NINE = "one two three four five six seven eight nine"
WORDS30 = " ".join(["quiet"] * 36) + "."
FINDS = News(Prose("A grant for bakers closes soon."), date=day("2026-10-14"), why=Prose("You bake."))
INTERVIEWED = Item("a/interview/1", Kind.EVENT, "Harbourside Bakers", "Technical Manager", day("2026-10-06"))
NEWS_ITEM = Item("n1", Kind.NEWS)
LEAD = Referral(TED, to="Luis Ruiz", company="Tamar Preserves", received=day("2026-10-01"))
ANNOUNCED = Search(announce_after=day("2026-10-01"))
WON = an_application(events=(an_event(Stage.INTERVIEW, "2026-09-01"), an_event(Stage.ACCEPTED, "2026-09-20")))

CASES = (
    # Leaks and safety
    yes("PRIV-01", B, "Dear Ted,\n\nWho do you know at Quorvex Mills?\n\nNia Pargeter", **at_trust(Disclosure.TRUSTED)),
    no("PRIV-01", B, "Dear Ted,\n\nWho do you know at Quorvex Mills?\n\nNia Pargeter", **at_trust(Disclosure.NETWORK)),
    yes("PRIV-02", T, profile={"search": a_confidential_search()}, contact=a_contact(company="Corvane Foods Ltd")),
    yes("PRIV-02", B, profile={"search": a_confidential_search(email_domains=("corvane.example.org",))},
        contact=a_contact(email="ted@mail.corvane.example.org")),
    yes("PRIV-02", B, profile={"search": a_confidential_search(aliases=("CF Group",))}, contact=a_contact(company="CF Group")),
    yes("PRIV-02", B, profile={"search": a_confidential_search()}, contact=a_contact(email="t@corvane-foods.co.uk")),
    yes("PRIV-02", B, profile={"search": a_confidential_search()}, contact=a_contact(email="t@corvane.example.org")),
    yes("PRIV-02", R, **after_no(turned_down(company="Corvane Foods Ltd"), search=a_confidential_search())),
    no("PRIV-02", B, profile={"search": a_confidential_search()}, contact=a_contact(email="t@rosental.example.org")),
    no("PRIV-02", B, profile={"search": a_confidential_search("Alder")}, contact=a_contact(email="t@alder.example.org")),
    no("PRIV-02", B, profile={"search": a_confidential_search()}, contact=a_contact(company="Corvellis")),
    no("PRIV-02", B, contact=a_contact(company="Corvane Foods Ltd")),
    yes("PRIV-03", B, profile={"search": a_confidential_search()}),
    no("PRIV-03", B, "Dear Ted,\n\nPlease keep this between us.\n\nNia", profile={"search": a_confidential_search()}),
    yes("PRIV-03", P, "Not Corvane Foods.\nWho do you know?", profile={"search": a_confidential_search()}),
    no("PRIV-03", P, "Who do you know?", profile={"search": a_confidential_search()}),
    yes("PRIV-04", U, contact=None, profile={"search": a_confidential_search()}),
    no("PRIV-04", U, profile={"search": a_confidential_search()}),
    yes("PRIV-05", R, f"{FINE}\nTamar Preserves will do.", **after_no()),
    no("PRIV-05", R, f"{FINE}\nHarbourside Bakers is where I would like to be.", **after_no()),
    yes("PRIV-06", U, "Interviewed at Harbourside Bakers.", profile={"applications": (an_application(),)},
        contact=a_contact(company="Fennel & Rye")),
    no("PRIV-06", U, "Interviewed at Harbourside Bakers.", profile={"applications": (an_application(),)}),
    yes("PRIV-07", U, "Luis Ruiz says hello.", profile={"contacts": (TED, a_contact("Luis Ruiz"))}),
    no("PRIV-07", U, "Luis Ruiz says hello.", profile={"contacts": (TED, a_contact("Luis Ruiz", name_use_ok=True))}),
    no("PRIV-07", U, "Ted Alder says hello."),
    yes("PRIV-09", B, "My salary was low."),
    no("PRIV-09", B, "I run public health and family services."),
    no("PRIV-09", B, "- Visa", profile={"target_companies": (a_company("Visa Inc."),)}),
    yes("PRIV-09", B, "I need a visa.", profile={"target_companies": (a_company("Fennel"),)}),
    yes("PRIV-10", T, profile={"news": (replace(FINDS, source=NewsSource.INTERVIEW),)}, context={"items": (news_item(FINDS),)}),
    no("PRIV-10", T, profile={"news": (FINDS,)}, context={"items": (news_item(FINDS),)}),
    yes("PRIV-13", B, profile={"search": a_confidential_search("Fennel and Rye")}),
    yes("PRIV-13", B, profile={"search": a_confidential_search("Rye")}),
    no("PRIV-13", B, profile={"search": replace(a_confidential_search("Rye"), not_employer=("Fennel & Rye",))}),
    yes("PRIV-17", B, "Dear Ted,\n\nI liked Quorvex.\n\nNia Pargeter", **at_trust(Disclosure.TRUSTED)),
    no("PRIV-17", B, "Dear Ted,\n\nI liked it.\n\nNia Pargeter", **at_trust(Disclosure.TRUSTED)),
    # Words
    yes("GEN-01", B, "Dear Ted, TODO", **own("Dear, TODO")),
    yes("GEN-01", B, "Dear [name],", **own("Dear [name],")),
    yes("GEN-01", B, "It is None today.", **own("It is None today.")),
    no("GEN-01", B, "Who do you know at [24]7.ai? Null does. TBD Ltd too.", **own("Who do you know at ? does. too.")),
    yes("GEN-03", B, "Strongest in audits, including ."),
    yes("GEN-03", B, "I applied to Harbourside Bakers Ltd.. Good."),
    yes("GEN-03", B, "Two  spaces."),
    yes("GEN-03", B, "Worth passing on:\n- \n\nHello."),
    no("GEN-03", B, "I like this. And that... See https://example.com/a..b (or not)."),
    yes("GEN-04", B, letter={"words": 401}),
    no("GEN-04", B, letter={"words": 400}),
    yes("GEN-06", B, WORDS30, **own(WORDS30)),
    yes("GEN-06", B, WORDS30, profile={"summary": Prose(WORDS30)}, letter={"built_in": True}),
    no("GEN-06", B, "Ask at " + ", ".join(f"Company Number {n}" for n in range(14)) + "."),
    yes("GEN-07", B, "They ignored me."),
    no("GEN-07", B, "I halved the waste of two plants, at least once a year."),
    yes("GEN-08", B, "I urgently need a post."),
    no("GEN-08", B, "Do you know anyone there, in any job?"),
    yes("GEN-09", B, "Thank you! So much!"),
    yes("GEN-09", B, "An amazing, incredible dream."),
    no("GEN-09", B, "Thank you! I see Yahoo! and Yahoo! there.", letter={"prose": (Prose("Thank you!"),)}),
    yes("GEN-10", B, "May I pick your brain?"),
    no("GEN-10", B, "May I ask for your view?"),
    yes("GEN-11", B, "We spoke yesterday."),
    no("GEN-11", B, "We spoke on 2 October, last year too."),
    yes("GEN-12", B, "I interviewed on 2 November 2026.", letter={"built_in": False}),
    no("GEN-12", B, "I interviewed on 2 October 2026.", letter={"built_in": False}),
    yes("GEN-13", B, "I haven't heard back from you."),
    no("GEN-13", B, "I have heard good things."),
    yes("GEN-14", B, letter={"subject": ""}),
    yes("GEN-14", B, letter={"subject": "Re: your offer"}),
    yes("GEN-14", B, letter={"subject": NINE, "own_words": f"{NINE}\n\nHello."}),
    no("GEN-14", B, letter={"subject": f"{NINE} ten", "own_words": "ten\n\nHello."}),
    yes("GEN-14", U, letter={"subject": "Update #7"}),
    yes("GEN-14", B, letter={"subject": "HELP ME NOW"}),
    no("GEN-14", R, letter={"subject": "Thank you: Deputy Head of Technical Standards and Food Safety interviews"},
       context={"items": (replace(INTERVIEWED, position="Deputy Head of Technical Standards and Food Safety"),)}),
    yes("GEN-15", B, profile={"email": None}),
    yes("GEN-15", B, "Who do you know?"),
    no("GEN-15", B),
    yes("GEN-17", B, "We are a team of young guys."),
    no("GEN-17", B, "Ask Tom Young of Young Normal Ltd.", profile={"contacts": (a_contact("Tom Young"),),
       "target_companies": (a_company("Young Normal Ltd"),)}),
    yes("GEN-18", B, "I run HACCP drills.", contact=a_contact(in_field=False)),
    no("GEN-18", B, "My CV names HACCP (hazards and how to stop them).", contact=a_contact()),
    no("GEN-18", B, "My CV is here; ask the NHS.", contact=a_contact(in_field=False)),
    # The brief
    yes("PROF-06", B, ", ".join(f"Mill {n}" for n in range(11)), profile={"target_companies":
        tuple(a_company(f"Mill {n}") for n in range(11))}),
    no("PROF-06", B, ", ".join(f"Mill {n}" for n in range(10)), profile={"target_companies":
       tuple(a_company(f"Mill {n}") for n in range(11))}),
    yes("PROF-21", B, "I run docks. The yard walk. Who do you know?", profile={"proof_points": (Prose("the yard walk"),)}),
    no("PROF-21", B, "I run docks. Who do you know?", profile={"proof_points": (Prose("the yard walk"),)}),
    yes("BRIEF-01", B, "Let me know if you hear of anything."),
    yes("BRIEF-01", B, "Keep me in mind, will you?"),
    no("BRIEF-01", B, ASK),
    yes("BRIEF-02", B, "Who bakes? Who brews? Who knows anyone?"),
    no("BRIEF-02", B, "Would you like to help? Who bakes? Who brews?"),
    yes("BRIEF-03", B, "Could you hire me?"),
    no("BRIEF-03", B, "Who hires bakers?"),
    yes("BRIEF-04", B, letter={"built_in": False}),
    no("BRIEF-04", B, "I will tell you what came of it.", letter={"built_in": False}),
    yes("BRIEF-05", B),
    no("BRIEF-05", B, profile={"offer_in_return": (OfferInReturn(Prose("My allergen checklist is yours.")),)}),
    yes("BRIEF-07", B, context={"attachments": (Path("cv.pdf"),)}),
    no("BRIEF-07", B, context={"attachments": (Path("cv.pdf"),)}, contact=a_contact(offered_help=an_offer())),
    yes("BRIEF-08", B, "Thank you for offering to help."),
    no("BRIEF-08", B, "Thank you for offering to help.", contact=a_contact(offered_help=an_offer())),
    yes("BRIEF-09", B),
    no("BRIEF-09", B, profile={"not_a_fit": Prose("Laboratory posts are not for me.")}),
    yes("BRIEF-11", B, contact=DECIDER, profile={"applications": (an_application(),)}),
    no("BRIEF-11", B, contact=DECIDER, profile={"applications": ()}),
    no("BRIEF-11", B, contact=a_contact(company="Harbourside Bakers"), profile={"applications": (an_application(),)}),
    yes("REF-05", U, ASK, profile={"referrals": (LEAD,)}),
    no("REF-05", U, "Luis Ruiz and I have not spoken yet.", profile={"referrals": (LEAD,)}),
    no("REF-05", U, ASK, profile={"referrals": (replace(LEAD, loop_closed=day("2026-10-10")),)}),
    yes("PROF-18", B, profile={"applications": (OFFERED,)}),
    yes("PROF-18", U, profile={"applications": (OFFERED,)}),
    no("PROF-18", U, profile={"applications": (an_application(),)}),
    # The update
    yes("UPD-01", U),
    no("UPD-01", U, context={"items": (NEWS_ITEM,)}),
    yes("UPD-01", U, profile={"news": (replace(FINDS, date=day("2026-01-12")),)}),
    yes("UPD-02", U, "All is well."),
    no("UPD-02", U, ASK),
    no("UPD-02", U, "All is well.", profile={"referrals": (LEAD,)}),
    yes("UPD-03", U, "- Technical Manager, Harbourside Bakers\n- Technical Manager, Harbourside Bakers",
        context={"items": (INTERVIEWED,)}, letter={"built_in": False}),
    no("UPD-03", U, "- Technical Manager, Harbourside Bakers", context={"items": (INTERVIEWED,)}, letter={"built_in": False}),
    yes("UPD-05", U, "\n".join("- a line" for _ in range(6))),
    no("UPD-05", U, "\n".join("- a line" for _ in range(5))),
    yes("UPD-06", U, "Technical Manager", context={"items": (INTERVIEWED,)}, letter={"built_in": False}),
    no("UPD-06", U, "Technical Manager, Harbourside Bakers", context={"items": (INTERVIEWED,)}, letter={"built_in": False}),
    yes("UPD-07", U, letter={"built_in": False}),
    no("UPD-07", U, "Reminder: Quality Manager roles.", letter={"built_in": False}),
    yes("UPD-08", U, told=(Told("ted alder", "x", "update", day("2026-10-05")),)),
    no("UPD-08", U, told=(Told("ted alder", "x", "update", day("2026-10-01")),)),
    yes("UPD-09", U, contact=a_contact(updates=Updates.OFF)),
    yes("UPD-09", B, profile={"applications": (WON,)}),
    no("UPD-09", U, contact=a_contact(updates=Updates.ON)),
    yes("UPD-11", U, profile={"referrals": (LEAD,)}),
    no("UPD-11", U, "Luis Ruiz and I will speak.", profile={"referrals": (LEAD,)}),
    yes("UPD-12", U, letter={"built_in": False}),
    no("UPD-12", U, "If you would rather not get these notes, tell me.", letter={"built_in": False}),
    no("UPD-12", U, "Just say so if these are too many.", letter={"built_in": False}),
    yes("UPD-13", U),
    no("UPD-13", U, context={"items": (INTERVIEWED,)}),
    yes("UPD-14", U, context={"items": (INTERVIEWED, Item("i", Kind.INTERESTED, "Harbourside Bakers"))}),
    no("UPD-14", U, context={"items": (INTERVIEWED, Item("i", Kind.INTERESTED, "Tamar Preserves"))}),
    # The runner-up letter
    yes("RUN-01", R, FINE, **after_no(an_application(events=(an_event(Stage.APPLIED, "2026-09-21"),
                                                              an_event(Stage.REJECTED, "2026-10-13"))))),
    yes("RUN-01", R, FINE, **after_no(an_application(events=(an_event(Stage.INTERVIEW, "2026-10-01", format=EventFormat.TEST),)))),
    no("RUN-01", R, FINE, **after_no()),
    yes("RUN-02", R, FINE, **after_no(turned_down(impression=Impression()))),
    yes("RUN-02", R, FINE, **after_no(turned_down(impression=Impression(particulars=(Prose("Great culture."),))))),
    no("RUN-02", R, FINE, **after_no()),
    yes("RUN-03", R, "Thank you.", letter={"built_in": False}, **after_no()),
    no("RUN-03", R, "Thank you, Harbourside Bakers: Technical Manager.", letter={"built_in": False}, **after_no()),
    yes("RUN-04", R, "Thank you.", letter={"built_in": False}, **after_no()),
    no("RUN-04", R, "Thank you and your colleagues.", letter={"built_in": False}, **after_no()),
    yes("RUN-05", R, "I was disappointed. Unfortunately.", **after_no()),
    yes("RUN-05", R, "Thank you.", letter={"built_in": False}, **after_no()),
    no("RUN-05", R, "I had hoped for another answer and was disappointed.", **after_no()),
    yes("RUN-06", R, "Thank you.", letter={"built_in": False}, **after_no()),
    no("RUN-06", R, FINE, letter={"built_in": False}, **after_no()),
    yes("RUN-07", R, "Good wishes to whoever was selected.", **after_no(turned_down(an_event(Stage.CANCELLED, "2026-10-13")))),
    no("RUN-07", R, "Good wishes to whoever was selected.", **after_no()),
    yes("RUN-08", R, "Thank you.", letter={"built_in": False}, **after_no()),
    no("RUN-08", R, "I would like to stay in contact.", letter={"built_in": False}, **after_no()),
    yes("RUN-09", R, "Please reconsider.", letter={"own_words": "Please reconsider."}, **after_no()),
    yes("RUN-09", R, "Should it not work out, call me.", **after_no()),
    no("RUN-09", R, FINE, **after_no()),
    yes("RUN-10", R, FINE, **after_no(turned_down(an_event(Stage.RUNNER_UP, "2026-10-15")))),
    yes("RUN-10", R, FINE, **after_no(turned_down(an_event(Stage.RUNNER_UP, "2026-10-07")))),
    no("RUN-10", R, FINE, **after_no()),
    yes("RUN-11", R, FINE, **(after_no() | {"context": after_no()["context"] | to(email="no-reply@example.com")["context"]})),
    no("RUN-11", R, FINE, **after_no()),
    yes("RUN-12", R, "I hope for new roles.", letter={"built_in": False}, **after_no(applications=(turned_down(), an_application(position="Baker")))),
    no("RUN-12", R, "I hope for new roles.", letter={"built_in": False}, **after_no()),
    yes("RUN-13", R, FINE, told=(Told("luis", "runnerup/1", "runnerup", day("2026-10-14")),), **after_no()),
    yes("RUN-13", R, FINE, told=(Told("ruth abernathy", BY_HAND, "runnerup", day("2026-10-14")),), **after_no()),
    no("RUN-13", R, FINE, told=(Told("ruth abernathy", BY_HAND, "runnerup", day("2026-09-14")),), **after_no()),
    no("RUN-13", R, FINE, told=(Told("luis", BY_HAND, "runnerup", day("2026-10-14")),), **after_no()),
    no("RUN-13", R, FINE, told=(Told("luis", "runnerup/2", "runnerup", day("2026-10-14")),), **after_no()),
    yes("RUN-14", R, letter={"words": 261}, **after_no()),
    yes("RUN-14", R, letter={"words": 119}, **after_no()),
    no("RUN-14", R, letter={"words": 200}, **after_no()),
    yes("RUN-15", R, "Thank you for the rejection.", **after_no()),
    no("RUN-15", R, "Thank you for the talk.", **after_no()),
    yes("RUN-16", R, FINE, **after_no(turned_down(agency=a_contact("Ada Agent")))),
    no("RUN-16", R, FINE, **after_no()),
    yes("RUN-18", R, "Could you give me some feedback?", **after_no()),
    no("RUN-18", R, "Could you give me some feedback, only if you have a moment?", **after_no()),
    # Tip, thanks, touch, talking points, landing
    yes("TIP-01", T, "Do you know anyone there?"),
    no("TIP-01", T, "The grant closes soon. No reply needed."),
    yes("TIP-02", T, **passing_on(replace(FINDS, why=None))),
    no("TIP-02", T, **passing_on(FINDS)),
    no("TIP-02", T, **passing_on(replace(FINDS, why=None, audience=("baking",))), contact=a_contact(interests=("baking",))),
    yes("TIP-03", T, **passing_on(replace(FINDS, date=day("2026-10-01")))),
    yes("TIP-03", T, **passing_on(replace(FINDS, deadline=day("2026-10-14")))),
    no("TIP-03", T, **passing_on(FINDS)),
    yes("REF-04", K, "Thank you. Do you know anyone else?"),
    no("REF-04", K, "Thank you. We spoke."),
    yes("STAY-01", S, context={"has_reason": False}),
    no("STAY-01", S),
    yes("STAY-02", S, told=touched("2026-10-01"), **after_no(SAID_NO)),
    no("STAY-02", S, told=touched("2026-09-01"), **after_no(SAID_NO)),
    yes("STAY-02", S, told=touched("2026-08-01", "2026-09-01"), **after_no(SAID_NO)),
    yes("STAY-03", S, "I am just checking in."),
    no("STAY-03", S, "Your new line opened."),
    yes("TALK-01", P, "quiet " * 36),
    no("TALK-01", P, "I keep food safe. Who do you know?"),
    yes("TALK-02", P, "I keep food safe."),
    yes("TALK-02", P, "Who do you know at Mill Ltd?", profile={"target_companies": (a_company("Mill Ltd"),)}),
    no("TALK-02", P, "Who do you know at Fennel & Rye?"),
    no("TALK-02", P, "Who do you know at Maison Bérard?", profile={"target_companies": (a_company("Maison Bérard"),)}),
    no("TALK-02", P, "Who do you know at Moe's?", profile={"target_companies": (a_company("Moe's"),)}),
    yes("LAND-01", L),
    yes("LAND-01", L, profile={"search": ANNOUNCED, "applications": (an_application(),)}),
    no("LAND-01", L, profile={"search": ANNOUNCED}),
    yes("LAND-02", L, "Do you know anyone who wants my old post?"),
    no("LAND-02", L, "Thank you all."),
    # Names, places, form
    yes("NAME-01", B, "Dear Mr Alder,\n\nHello."),
    yes("NAME-01", B, "Dear Ted,\n\nHello.", contact=a_contact(known_as=None)),
    yes("NAME-01", B, "Dear R.,\n\nHello.", contact=a_contact("R. Kavitha")),
    yes("NAME-01", B, "Dear ,\n\nHello."),
    yes("NAME-01", B, "Dear Amara Obi, RN,\n\nHello.", contact=a_contact("Amara Obi, RN")),
    no("NAME-01", B, "Dear Amara Obi,\n\nHello.", contact=a_contact("Amara Obi, RN")),
    yes("NAME-01", B, "Hallo Amara, RN,\n\nvielen Dank.", contact=a_contact(known_as="Amara, RN"), letter={"built_in": True}),
    no("NAME-01", B, "Dear Ted Alder,\n\nHello."),
    no("NAME-01", R, FINE, **after_no()),
    no("NAME-01", B, "Sehr geehrte Frau Dr. Weiß,\n\nHello.",
       contact=a_contact("Ada Weiß", salutation="Sehr geehrte Frau Dr. Weiß")),
    yes("NAME-02", B, "Dear Jos\u00c3\u00a9,\n\nHello.", contact=a_contact("José")),
    yes("NAME-02", B, "Dear Jose,\n\nHello.", contact=a_contact("José")),
    yes("NAME-02", B, "Dear Jose\u0301,\n\nHello.", contact=a_contact("José")),
    yes("NAME-02", B, "Dear Ted,\n\nThe caf\u00c3\u00a9 is fine."),
    no("NAME-02", B, "Dear José,\n\nHello.", contact=a_contact("José")),
    yes("NAME-03", B, contact=a_contact("Björk")),
    yes("NAME-03", B, contact=a_contact("Kim Seo-yeon", locale=Locale("en", "KR"))),
    *(yes("NAME-03", B, contact=a_contact(name)) for name in ("Dr. Ingrid Haugen", "Dear Dr. Ingrid Haugen", "Liebe Ada Weiß")),
    *(no("NAME-03", B, contact=a_contact(name)) for name in ("Drew Haugen", "Dearing Ng", "Frauke Weiß", "Ada Prof")),
    no("NAME-03", B),
    yes("NAME-04", B, "Dear Sirs,\n\nHello."),
    yes("NAME-04", B, "Dear Mrs Alder,\n\nHello."),
    no("NAME-04", B, "Dear Ted,\n\nI miss our talks."),
    yes("NAME-05", R, "Thank you, Mill GmbH.", **after_no(turned_down(company="Mill GmbH"))),
    no("NAME-05", R, "Thank you, Harbourside Bakers.", **after_no()),
    yes("NAME-06", R, FINE, **(after_no() | {"context": after_no()["context"] | to(
        name="", key="", greeting=Greeting(Rung.ROLE, "panel"))["context"]})),
    yes("NAME-06", R, FINE, **(after_no(turned_down(events=ANONYMOUS)) | {
        "context": after_no(turned_down(events=ANONYMOUS))["context"]
        | to(name="", key="", greeting=Greeting(Rung.ROLE, "panel"))["context"]})),
    no("NAME-06", R, FINE, **after_no()),
    yes("NAME-07", B, contact=a_contact("Bea Li", relationship=Relationship.MENTOR)),
    no("NAME-07", B, contact=a_contact("Bea Li", relationship=Relationship.ACQUAINTANCE)),
    yes("LOC-01", B, "We spoke on October 2.", **own("We spoke on October 2.")),
    no("LOC-01", B, "We spoke on 2 October.", letter={"built_in": False}),
    yes("LOC-02", B, "We spoke on 05/06/2026."),
    no("LOC-02", B, "We spoke on 25/06/2026, and 24/7."),
    yes("LOC-03", B, "A favour is a favor.", **own("A favour is a favor.")),
    no("LOC-03", B, "A favour at the Color Centre.", profile={"target_companies": (a_company("Color Centre"),)}),
    yes("FMT-01", B, "Fennel &amp; Rye", **own("Fennel &amp; Rye")),
    no("FMT-01", B, "Fennel & Rye", **own("Fennel & Rye")),
    yes("FMT-03", B, letter={"markdown": "[click here](https://example.com)"}),
    yes("FMT-03", B, letter={"markdown": "![](https://example.com/a.png)"}),
    no("FMT-03", B),
    yes("FMT-04", B, "Thank you \U0001f600."),
    yes("FMT-04", B, "PLEASE help."),
    no("FMT-04", B, "I run HACCP and NEBOSH drills.", profile={"expertise": ("NEBOSH drills", "HACCP")}),
    yes("FMT-05", B, letter={"subject": "Names\nBcc: x@example.com"}),
    yes("FMT-05", B, **to(email="no address")),
    no("FMT-05", B),
    yes("FMT-06", B, "My CV is attached.", **own("My CV is attached.")),
    yes("FMT-06", B, "I enclose my CV.", **own("I enclose my CV.")),
    yes("FMT-06", B, context={"attachments": (Path("cv.pdf"),)}),
    no("FMT-06", B, "My CV is attached.", context={"attachments": (Path("cv.pdf"),)}),
    no("FMT-06", B, "The clinic is attached to a school."),
)  # fmt: skip


def test_news_older_than_the_update_is_spoken_of() -> None:
    context = a_context(U, a_profile(news=(replace(FINDS, date=day("2026-01-12")),)), a_contact())
    said = [each.message for each in found(context, a_letter(context, "Hello.")) if each.rule == "UPD-01"]
    assert said == ["“A grant for bakers closes soon.” of 2026-01-12 is older than what Ted Alder is told of."]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.rule}-{'yes' if case.objects else 'no'}")
def test_rule_objects_to_this_letter_and_not_to_the_next(case: Judged) -> None:
    profile = a_profile(**case.profile)
    context = a_context(case.document, profile, case.contact, **case.context)
    letter = a_letter(context, case.text, **case.letter)
    problems = found(context, letter, history=History(case.told))
    assert (case.rule in {problem.rule for problem in problems}) is case.objects, problems


def test_every_rule_over_letters_has_a_case_that_triggers_it_and_one_that_does_not() -> None:
    over_letters = set(ON_LETTERS) - {"FMT-07"}  # of the page itself: tests/heavy/test_pdf.py
    assert {case.rule for case in CASES if case.objects} == over_letters
    assert {case.rule for case in CASES if not case.objects} == over_letters


def test_silenced_advice_is_silent_and_what_may_not_be_silenced_is_not() -> None:
    quiet = Rules(ignore=("BRIEF-09", "BRIEF-05", "PRIV-01"))
    profile = a_profile(rules=quiet, target_companies=(a_company("Quorvex Mills", disclosure=Disclosure.PRIVATE),))
    context = a_context(B, profile, TED)
    letter = a_letter(context, "Dear Ted,\n\nWho do you know at Quorvex Mills?\n\nNia Pargeter", built_in=True)
    assert [problem.rule for problem in found(context, letter)] == ["PRIV-01"]


def test_tone_is_an_error_in_a_template_and_a_warning_in_the_users_prose() -> None:
    context = a_context(B, a_profile(summary=Prose("I was ignored for years.")), TED)
    text = "Dear Ted,\n\nI was ignored for years. Who do you know?\n\nNia Pargeter"
    users = [p for p in found(context, a_letter(context, text)) if p.rule == "GEN-07"]
    templates = [p for p in found(context, a_letter(context, text, own_words=text)) if p.rule == "GEN-07"]
    assert [(p.severity, p.record) for p in users] == [("warning", "you")]
    assert [p.severity for p in templates] == ["error"]


def test_changed_numbers_are_honoured() -> None:
    shorter = a_profile(rules=Rules(limits={**Rules().limits, "brief_words": 10}))
    context = a_context(B, shorter, TED)
    problems = found(context, a_letter(context, Judged.text, words=11))
    assert [problem.message for problem in problems if problem.rule == "GEN-04"] == [
        "The letter has 11 words; 10 are enough."
    ]


def test_findings_name_the_reader_the_document_and_what_to_do() -> None:
    context = a_context(U, a_profile(), a_contact(updates=Updates.OFF))
    problem = next(p for p in found(context, a_letter(context, ASK)) if p.rule == "UPD-09")
    assert (problem.message, problem.hint, problem.record, problem.document, problem.recipient, problem.final) == (
        "Ted Alder asked for no more updates.",
        "Tell them when you speak.",
        "Ted Alder",
        "update",
        "Ted Alder",
        False,
    )


@pytest.mark.parametrize(
    ("company", "ask"),
    [
        ("St. Mary's", "Who do you know at St. Mary's?"),
        ("Yahoo!", "Who do you know at Yahoo! or elsewhere?"),
        ("Harbourside", "Who do you know with the title Sr. Engineer?"),
    ],
)
def test_a_stop_within_a_name_ends_no_question(company: str, ask: str) -> None:
    context = a_context(U, a_profile(target_companies=(a_company(company),)), a_contact())
    assert "UPD-02" not in {each.rule for each in found(context, a_letter(context, f"Dear Ted,\n\n{ask}\n\nNia"))}
    apart = f"You know people at {company}. Would you like to go there?"
    assert "UPD-02" in {each.rule for each in found(context, a_letter(context, f"Dear Ted,\n\n{apart}\n\nNia"))}


def test_of_two_sentences_with_the_same_words_the_one_in_the_letter_is_pointed_to() -> None:
    said = [Prose("I met your sister the other day."), Prose("We spoke the other day.")]
    ann, bob = (
        a_contact(name, opening=opening, at=Place("profile.yaml", line, 3))
        for name, opening, line in (("Ann Low", said[0], 4), ("Bob Low", said[1], 5))
    )
    profile = a_profile(contacts=(ann, bob))
    context = a_context(B, profile, bob)
    problems = found(context, a_letter(context, f"Dear Bob Low,\n\n{said[1]}\n\nNia Pargeter"))
    assert [(each.record, each.place and each.place.line) for each in problems if each.rule == "GEN-11"] == [
        ("Bob Low", 5)
    ]


def test_an_inbound_answer_ends_the_silence() -> None:
    touches = (
        Touchpoint(
            PartialDate(2026, 9, 2), person="Ruth Abernathy", company="Harbourside Bakers", direction=Direction.IN
        ),
    )
    world = after_no(SAID_NO, touchpoints=touches)
    context = a_context(S, a_profile(**world["profile"]), None, **world["context"])
    told = touched("2026-08-01", "2026-09-01")
    assert [p for p in found(context, a_letter(context, FINE), history=History(told)) if p.rule == "STAY-02"] == []


def test_who_had_the_runner_up_letter_is_named_as_typed() -> None:
    profile = a_profile(applications=(turned_down(hiring_manager=RUTH),))
    context = a_context(
        R, profile, reader=reader_of(a_snapshot(profile), RUTH), application=profile.applications[0],
        items=(Item("runnerup/1", Kind.RUNNERUP, "Harbourside Bakers", "Technical Manager"),),
    )  # fmt: skip
    history = History((Told("ruth abernathy", "runnerup/1", "runnerup", day("2026-10-14")),))
    said = [each.message for each in found(context, a_letter(context, FINE), history=history) if each.rule == "RUN-13"]
    assert said == ["Ruth Abernathy was written this letter on 2026-10-14."]
