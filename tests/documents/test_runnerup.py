"""The letter after a turn-down: which application, which reader, what may be said, and how it reads."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from jobnet.documents.runnerup import (
    RunnerUp,
    Wording,
    chosen_application,
    people_met,
    reader_for,
    reader_named,
    runnerup_for,
    turned_down_applications,
)
from jobnet.errors import Exit, JobnetError
from jobnet.facts.items import Item, Kind
from jobnet.facts.readers import Rung, reader_of_person
from jobnet.profile.model import (
    Application,
    Contact,
    Event,
    EventFormat,
    Impression,
    Locale,
    Person,
    Profile,
    Prose,
    Relationship,
    Stage,
    Url,
)
from jobnet.rendering.rendering import render
from tests.builders import a_company, a_contact, a_person, a_profile, a_snapshot, an_application, an_event, day

if TYPE_CHECKING:
    from jobnet.rendering.letter import Letter

TODAY = dt.date(2026, 10, 22)
RUTH = a_person("Ruth Abernathy", honorific="Ms", family="Abernathy", email="ruth@example.com")
LUIS = a_person("Luis Ruiz", honorific="Mr", family="Ruiz")
EVENTS = (
    an_event(Stage.APPLIED, "2026-09-21"),
    an_event(Stage.INTERVIEW, "2026-10-06"),
    an_event(Stage.INTERVIEW, "2026-10-14", people=(RUTH, LUIS)),
)
END = an_event(Stage.RUNNER_UP, "2026-10-20")
IMPRESSION = Impression(
    of_reader=Prose("Your questions made me think."),
    particulars=(
        Prose("Mr Ruiz's walk along the new gluten-free line stays with me."),
        Prose("So does the rule that any baker may stop a batch."),
    ),
    promised=Prose("When the allergen study we discussed is published, I will send it to you."),
)
TURNED_DOWN = an_application(hiring_manager=RUTH, events=(*EVENTS, END), impression=IMPRESSION)


def ending(stage: Stage, **changes: object) -> Application:
    return replace(TURNED_DOWN, **({"events": (*EVENTS, an_event(stage, "2026-10-20"))} | changes))  # type: ignore[arg-type]


def made(application: Application = TURNED_DOWN, who: Person | None = None, **changes: object) -> RunnerUp:
    profile = a_profile(**({"applications": (application,)} | changes))
    reader = reader_of_person(a_snapshot(profile), who) if who else reader_for(profile, application, today=TODAY)
    return runnerup_for(profile, application, reader, today=TODAY)


def letter(application: Application = TURNED_DOWN, who: Person | None = None, **changes: object) -> Letter:
    return render(made(application, who, **changes))


def refusal(application: Application) -> str:
    profile = a_profile(applications=(application,))
    with pytest.raises(JobnetError) as caught:
        runnerup_for(profile, application, reader_for(profile, application, today=TODAY), today=TODAY)
    problem = caught.value.problems[0]
    assert (caught.value.exit_code, problem.rule, problem.final) == (Exit.REFUSED, "RUN-01", True)
    return problem.message


def test_the_letter_to_the_hiring_manager_after_coming_second() -> None:
    profile = a_profile(applications=(TURNED_DOWN,))
    assert made() == RunnerUp(
        reader=reader_of_person(a_snapshot(profile), RUTH),
        seeker=profile,
        today=TODAY,
        items=(
            Item(
                "runnerup:harbourside bakers/technical manager:ruth abernathy",
                Kind.RUNNERUP,
                "Harbourside Bakers",
                "Technical Manager",
                TODAY,
            ),
        ),
        application=TURNED_DOWN,
        company="Harbourside Bakers",
        company_short="Harbourside Bakers",
        position="Technical Manager",
        wording=Wording.LETTER,
        ending=Stage.RUNNER_UP,
        told=day("2026-10-20"),
        assumed=False,
        wanted=True,
        dates=(day("2026-10-06"), day("2026-10-14")),
        interviews=2,
        reader_met=True,
        staff=(),
        others_met=1,
        staff_met=True,
        panel_met=True,
        of_reader=Prose("Your questions made me think."),
        of_company=None,
        of_staff=None,
        of_work=None,
        growth=None,
        particulars=IMPRESSION.particulars,
        promised=IMPRESSION.promised,
        opening=None,
        titles=("Quality Manager", "Technical Manager"),
        number=0,
        other_open=False,
        linkedin=Url("https://example.com/in/nia"),
        subject_position="Technical Manager",
    )


def test_a_colleague_is_named_once_as_the_user_names_them() -> None:
    assert "Mr Ruiz" in IMPRESSION.particulars[0]
    assert made().staff == ()
    silent = replace(IMPRESSION, particulars=IMPRESSION.particulars[1:])
    assert made(replace(TURNED_DOWN, impression=silent)).staff == ("Mr Ruiz",)


def test_its_words() -> None:
    assert letter().text == (Path(__file__).parent / "runnerup.txt").read_text("utf-8").rstrip("\n")


def test_two_letters_of_one_kind_share_few_of_the_sentences_that_the_user_did_not_write() -> None:
    last = []
    for name in ("Ann Abel", "Bea Bond", "Cy Cole", "Dot Dean", "Eve East", "Flo Ford", "Gil Gray", "Hal Hart"):
        who = a_person(name)
        meant = replace(TURNED_DOWN, hiring_manager=who, impression=replace(IMPRESSION, promised=None))
        said = " ".join(" ".join(letter(meant, who).text.split("\n\n")[3:5]).split())
        last.append(frozenset(re.split(r"(?<=[.:;]) ", said)))
    assert len(set(last)) == len(last)
    shared = [len(one & other) for one, other in combinations(last, 2)]
    assert sum(shared) <= len(shared)


def test_nobody_but_who_was_met_is_called_a_colleague() -> None:
    for today in (TODAY + dt.timedelta(days=n) for n in range(12)):
        profile = a_profile(applications=(TURNED_DOWN,))
        reader = reader_for(profile, TURNED_DOWN, today=TODAY)
        text = " ".join(render(runnerup_for(profile, TURNED_DOWN, reader, today=today)).text.split())
        assert "the colleague you" not in text
        assert re.search("to you,? and to the person you (chose|selected)", text, re.IGNORECASE)


def test_what_you_did_does_not_stand_bare_after_what_another_did() -> None:
    walk, you, more = (Prose("Mr Ruiz's walk stays with me."), Prose("You let a baker stop it."), Prose("You ask."))
    impression = replace(IMPRESSION, particulars=(walk, you, more))
    text = " ".join(letter(replace(TURNED_DOWN, impression=impression)).text.split())
    assert re.search(r"stays with me\. [^.]* remember[^.]*\. You let a baker stop it\. You ask\.", text)
    only = replace(IMPRESSION, particulars=(you, walk))
    assert "remember" not in letter(replace(TURNED_DOWN, impression=only)).text


def test_only_the_second_placed_speaks_of_a_close_decision() -> None:
    assert "close" in letter().text
    assert "close" not in letter(ending(Stage.REJECTED)).text


def test_a_cancelled_post_has_nobody_selected() -> None:
    text = letter(ending(Stage.CANCELLED)).text
    assert "is not going ahead" in text
    assert not re.search("select|candidate you|new colleague|person", text.replace("Technical", ""))


def test_what_is_not_wanted_is_thanked_for_and_no_more() -> None:
    text = letter(ending(Stage.REJECTED, wanted=False)).text
    assert not re.search("disappoint|contact|gladly|regard|hope|growth", text)


def test_the_reader_is_described_to_the_hiring_manager_only() -> None:
    assert made(who=LUIS).of_reader is None
    assert made(replace(TURNED_DOWN, agency=a_contact("Sam Reyes"))).of_reader is None


def test_another_interviewer_gets_two_sentences_of_their_own() -> None:
    others = tuple(a_person(name) for name in ("Luis Ruiz", "Olu Adeyemi", "Mei Lin"))
    application = replace(TURNED_DOWN, events=(an_event(Stage.INTERVIEW, "2026-10-14", people=(RUTH, *others)), END))
    notes = [letter(application, each).text for each in others]
    bodies = [" ".join(note.split("\n\n")[1].split()) for note in notes]
    assert [len(re.findall(r"[.!?](?: |$)", body)) for body in bodies] == [2, 2, 2]
    assert len(set(bodies)) == 3
    assert not any("batch" in body for body in bodies)


def test_a_note_thanks_for_the_talks_its_reader_took_part_in() -> None:
    assert (made(who=LUIS).wording, made(who=LUIS).dates) == (Wording.NOTE, (day("2026-10-14"),))


def test_the_companys_recruiter_is_thanked_for_the_process() -> None:
    pat = a_person("Pat Doyle")
    said = letter(replace(TURNED_DOWN, recruiter=pat), pat)
    assert (made(replace(TURNED_DOWN, recruiter=pat), pat).wording, 80 <= said.words <= 120) == (
        Wording.RECRUITER,
        True,
    )


def test_through_an_agency_it_goes_to_the_consultant_with_lines_to_forward() -> None:
    sam = a_contact("Sam Reyes", relationship=Relationship.RECRUITER_AGENCY)
    application = replace(TURNED_DOWN, agency=sam)
    said = letter(application)
    assert (made(application).reader.name, made(application).wording) == ("Sam Reyes", Wording.AGENCY)
    assert re.search("forward|pass these lines on", said.text)
    assert "batch" in said.text


def test_nobody_named_means_the_panel() -> None:
    panel = replace(TURNED_DOWN, hiring_manager=None, events=(an_event(Stage.INTERVIEW, "2026-10-06", others=3), END))
    nobody = replace(TURNED_DOWN, hiring_manager=None, events=(an_event(Stage.INTERVIEW, "2026-10-06"), END))
    said = [made(each).reader.greeting for each in (panel, nobody)]
    assert [(each.rung, each.text) for each in said] == [
        (Rung.ROLE, "members of the selection panel"),
        (Rung.ROLE, "Hiring Manager"),
    ]


def test_without_a_hiring_manager_the_last_interviewer_named_gets_the_letter() -> None:
    application = replace(TURNED_DOWN, hiring_manager=None)
    assert (made(application).reader.name, made(application).wording) == ("Ruth Abernathy", Wording.LETTER)
    assert made(application, LUIS).wording is Wording.NOTE


@pytest.mark.parametrize(
    "events",
    [
        (an_event(Stage.APPLIED, "2026-09-21"), END),
        (an_event(Stage.INTERVIEW, "2026-10-06", format=EventFormat.TEST), END),
        (an_event(Stage.SCREENING, "2026-10-06"), END),
        (an_event(Stage.INTERVIEW, "2026-11-06"), an_event(Stage.APPLIED, "2026-09-21")),
    ],
)
def test_without_an_interview_there_is_no_letter(events: tuple[object, ...]) -> None:
    message = refusal(replace(TURNED_DOWN, events=events))  # type: ignore[arg-type]
    assert message.startswith("No interview for Technical Manager at Harbourside Bakers is on record")


def test_a_screening_call_is_an_interview() -> None:
    call = an_event(Stage.SCREENING, "2026-10-06", format=EventFormat.PHONE)
    assert made(replace(TURNED_DOWN, events=(call, END))).dates == (day("2026-10-06"),)


@pytest.mark.parametrize(
    ("events", "said"),
    [
        ((*EVENTS, an_event(Stage.WITHDRAWN, "2026-10-20")), "You withdrew from Technical Manager"),
        ((*EVENTS, an_event(Stage.DECLINED, "2026-10-20")), "You declined Technical Manager"),
        ((*EVENTS, an_event(Stage.ACCEPTED, "2026-10-20")), "You accepted Technical Manager"),
        (
            (*EVENTS, END, an_event(Stage.REINSTATED, "2026-10-21")),
            "Technical Manager at Harbourside Bakers was reopened",
        ),
        ((*EVENTS, an_event(Stage.OFFER, "2026-10-20")), "There is an open offer for Technical Manager"),
    ],
)
def test_what_is_no_turn_down_gets_no_letter(events: tuple[object, ...], said: str) -> None:
    assert refusal(replace(TURNED_DOWN, events=events)).startswith(said)  # type: ignore[arg-type]


def test_the_news_may_come_from_the_command_line_minutes_after_it_came() -> None:
    profile = a_profile()
    application = chosen_application(profile, "Quayside Dairy", position="Shift Lead", today=TODAY)
    assert application == Application("Quayside Dairy", "Shift Lead")
    said = runnerup_for(
        profile,
        application,
        reader_for(profile, application, today=TODAY),
        today=TODAY,
        interviewed=day("2026-10-20"),
        told=TODAY,
        particulars=(Prose("The silent packing hall stays with me."),),
    )
    assert (said.dates, said.told, said.assumed, said.particulars, said.application.impression.particulars) == (
        (day("2026-10-20"),),
        TODAY,
        True,
        (Prose("The silent packing hall stays with me."),),
        (Prose("The silent packing hall stays with me."),),
    )
    assert "on 20 October" in " ".join(render(said).text.split())


@pytest.mark.parametrize("option", ["interviewed", "told"])
def test_what_has_not_happened_yet_is_refused(option: str) -> None:
    profile = a_profile(applications=(TURNED_DOWN,))
    reader = reader_for(profile, TURNED_DOWN, today=TODAY)
    with pytest.raises(JobnetError, match=f"--{option} 2026-10-23 is after 2026-10-22") as caught:
        runnerup_for(profile, TURNED_DOWN, reader, today=TODAY, **{option: day("2026-10-23")})  # type: ignore[arg-type]
    assert caught.value.exit_code is Exit.USAGE


def two_at_one_company(other: Stage) -> Profile:
    lead = replace(TURNED_DOWN, position="Food Safety Lead", events=(*EVENTS, an_event(other, "2026-10-21")))
    return a_profile(applications=(lead, TURNED_DOWN))


def test_of_two_applications_the_one_turned_down_is_meant() -> None:
    profile = two_at_one_company(Stage.FINAL)
    assert chosen_application(profile, "HARBOURSIDE BAKERS LTD", today=TODAY) == TURNED_DOWN
    assert turned_down_applications(profile, "Harbourside Bakers", today=TODAY) == (TURNED_DOWN,)
    named = chosen_application(profile, "Harbourside Bakers", position="food safety lead", today=TODAY)
    assert named == profile.applications[0]


def test_of_two_turned_down_the_user_says_which() -> None:
    with pytest.raises(JobnetError, match="Food Safety Lead; Technical Manager") as caught:
        chosen_application(two_at_one_company(Stage.REJECTED), "Harbourside Bakers", today=TODAY)
    assert caught.value.exit_code is Exit.USAGE


def test_nothing_of_the_other_open_application_is_said() -> None:
    profile = two_at_one_company(Stage.FINAL)
    context = runnerup_for(profile, TURNED_DOWN, reader_for(profile, TURNED_DOWN, today=TODAY), today=TODAY)
    text = render(context).text
    assert context.other_open
    assert not re.search("Food Safety Lead|openings|new roles", text)


@pytest.mark.parametrize(
    ("interview", "is_panel"),
    [
        (an_event(Stage.INTERVIEW, "2026-10-06"), False),
        (an_event(Stage.INTERVIEW, "2026-10-06", others=1), False),
        (an_event(Stage.INTERVIEW, "2026-10-06", others=2), True),
        (an_event(Stage.INTERVIEW, "2026-10-06", format=EventFormat.PANEL), True),
    ],
)
def test_a_panel_is_spoken_of_where_one_is_on_record(interview: Event, is_panel: bool) -> None:
    said = letter(replace(TURNED_DOWN, hiring_manager=None, events=(interview, END), impression=Impression())).text
    assert ("panel" in said.casefold()) is is_panel


def test_a_company_unknown_to_the_profile_needs_a_position() -> None:
    assert chosen_application(a_profile(), "Quayside Dairy", today=TODAY) is None


def test_the_reader_may_be_somebody_met_or_if_nobody_is_named_who_decides_there() -> None:
    decides = a_contact("Mei Lin", company="Harbourside Bakers Ltd", relationship=Relationship.HIRING_MANAGER)
    nobody = an_application(events=(an_event(Stage.INTERVIEW, "2026-10-06"), END))
    profile = a_profile(applications=(TURNED_DOWN,), contacts=(decides,))
    readers = [reader_named(profile, each, who, today=TODAY) for each, who in ((TURNED_DOWN, LUIS), (nobody, decides))]
    assert [(each.name, each.greeting.text) for each in readers] == [("Luis Ruiz", "Mr Ruiz"), ("Mei Lin", "Mei Lin")]
    assert people_met(TURNED_DOWN, today=TODAY) == (RUTH, LUIS)


@pytest.mark.parametrize(
    ("who", "said"),
    [
        (a_contact(), "Ted Alder is not on record as having interviewed you"),
        (
            a_contact("Mei Lin", company="Harbourside Bakers"),
            "Mei Lin is not on record as having interviewed you",
        ),
        (
            a_contact("Mei Lin", company="Harbourside Bakers", relationship=Relationship.INTERVIEWER),
            "Mei Lin is not on record as having interviewed you",
        ),
        (
            a_contact("Kim Vale", relationship=Relationship.CLOSE_FRIEND, company="Harbourside Bakers"),
            "Kim Vale is close to you and did not interview you",
        ),
    ],
)
def test_somebody_not_met_gets_no_letter(who: Contact, said: str) -> None:
    with pytest.raises(JobnetError, match=said) as caught:
        reader_named(a_profile(applications=(TURNED_DOWN,)), TURNED_DOWN, who, today=TODAY)
    assert caught.value.exit_code is Exit.REFUSED


def test_the_legal_name_stays_on_the_envelope() -> None:
    target = a_company("Harbourside Bakers", short_name="Harbourside", legal_name="Harbourside Bakers (Holdings) Ltd")
    application = replace(TURNED_DOWN, company="Harbourside Bakers (Holdings) Ltd")
    context = made(application, target_companies=(target,))
    assert (context.company, context.company_short) == ("Harbourside Bakers", "Harbourside")


CASES = {
    "second": TURNED_DOWN,
    "rejected": ending(Stage.REJECTED),
    "bare": ending(Stage.REJECTED, impression=Impression()),
    "cancelled": ending(Stage.CANCELLED, impression=Impression()),
    "full": ending(
        Stage.REJECTED,
        impression=replace(
            IMPRESSION,
            of_company=Prose("Harbourside runs its lines as I would."),
            of_staff=Prose("Every baker could say why."),
            of_work=Prose("I would love to bring the second line up."),
            growth=Prose("With Cardiff you are on the way up"),
        ),
    ),
    "one talk": ending(Stage.REJECTED, events=(EVENTS[1], END)),
    "four months": ending(
        Stage.REJECTED,
        events=(*(an_event(Stage.INTERVIEW, f"2026-0{n}-06") for n in range(4, 10)), END),
    ),
    "suffix": ending(
        Stage.REJECTED, company="Bar Sol Ltd.", position="Sous Chef (m/f/d) for the new Test Kitchen in Bath"
    ),
}


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("country", ["GB", "US", "DE"])
def test_letters_keep_to_their_length_and_have_no_seams(case: str, country: str) -> None:
    ruth = replace(RUTH, locale=Locale("en", country))
    for n in range(6):
        application = replace(CASES[case], hiring_manager=replace(ruth, name=f"Ruth Abernathy {n}"))
        made_letter = letter(application)
        assert 120 <= made_letter.words <= 260, made_letter.text
        assert len(made_letter.subject) <= 60
        assert len(made_letter.subject.split()) <= 8
        assert re.findall(r"  |\.\.|,,| [,.;:?!]|None|(?m:^ )", made_letter.markdown) == [], made_letter.markdown
        assert len(re.findall("disappoint", made_letter.text)) == 1


def test_dates_of_one_month_are_told_together() -> None:
    american = replace(TURNED_DOWN, hiring_manager=replace(RUTH, locale=Locale("en", "US")))
    assert "on 6 and 14 October" in " ".join(letter().text.split())
    assert "on October 6 and 14" in " ".join(letter(american).text.split())


def test_who_only_brought_the_news_is_thanked_for_the_process() -> None:
    pat = a_person("Pat Doyle")
    told_by_pat = replace(TURNED_DOWN, events=(*EVENTS, replace(END, told_by=pat)))
    assert made(told_by_pat, pat).wording is Wording.RECRUITER


@pytest.mark.parametrize("who", [LUIS, a_person("Pat Doyle"), None])
def test_a_name_that_ends_in_a_stop_is_not_given_another(who: Person | None) -> None:
    sam = None if who else a_contact("Sam Reyes", relationship=Relationship.RECRUITER_AGENCY)
    application = replace(
        ending(Stage.REJECTED),
        company="Bar Sol Ltd.",
        position="Nurse Sr.",
        recruiter=a_person("Pat Doyle"),
        agency=sam,
    )
    profile = a_profile(applications=(application,))
    reader = reader_of_person(a_snapshot(profile), who) if who else reader_for(profile, application, today=TODAY)
    for n in range(6):
        said = render(runnerup_for(profile, application, reader, today=TODAY + dt.timedelta(days=n))).markdown
        assert re.findall(r"  |\.\.|,,|(?<!Ltd|.Sr)\.,|,\.| [,.;:?!]|(?m:^ )", said) == [], said


def test_a_no_before_the_talk_is_a_slip() -> None:
    profile = a_profile(applications=(TURNED_DOWN,))
    reader = reader_for(profile, TURNED_DOWN, today=TODAY)
    talk, before = day("2026-10-20"), day("2026-10-19")
    with pytest.raises(JobnetError, match="--told 2026-10-19 lies before --interviewed 2026-10-20") as caught:
        runnerup_for(profile, TURNED_DOWN, reader, today=TODAY, told=before, interviewed=talk)
    assert caught.value.exit_code is Exit.USAGE
    assert runnerup_for(profile, TURNED_DOWN, reader, today=TODAY, told=talk, interviewed=talk).particulars
