"""The letter after a turn-down: which application, which reader, which letter, and what may be said in it.

Whole letters stand in `tests/golden/runnerup`.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from jobnet.documents.addressees import chosen_application, reader_for, reader_named
from jobnet.documents.runnerup import RunnerUp, needs_particulars, runnerup_for
from jobnet.errors import Exit, JobnetError
from jobnet.facts.history import History, Told, particular_item
from jobnet.facts.items import Item, Kind
from jobnet.facts.people import HowTold
from jobnet.facts.readers import Reader, Rung, reader_of
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
)
from jobnet.rendering.rendering import render
from tests.builders import (
    a_company,
    a_confidential_search,
    a_contact,
    a_person,
    a_profile,
    a_snapshot,
    an_application,
    an_event,
    day,
)

if TYPE_CHECKING:
    from jobnet.rendering.letter import Letter

TODAY = dt.date(2026, 10, 22)
RUTH = a_person("Ruth Abernathy", honorific="Ms", family="Abernathy", email="ruth@example.com")
LUIS = a_person("Luis Ruiz", honorific="Mr", family="Ruiz")
ODA = a_person("Oda Brekke")
SAM = a_contact("Sam Reyes", relationship=Relationship.RECRUITER_AGENCY)
EVENTS = (
    an_event(Stage.APPLIED, "2026-09-21"),
    an_event(Stage.INTERVIEW, "2026-10-06"),
    an_event(Stage.INTERVIEW, "2026-10-14", people=(RUTH, LUIS)),
)
END = an_event(Stage.REJECTED, "2026-10-20")
CALL = an_event(Stage.SCREENING, "2026-10-01", format=EventFormat.PHONE, people=(LUIS,))
WALK = Prose("The walk along the new gluten-free line stays with me.")
RULE = Prose("So does the rule that any baker may stop a batch.")
TURNED_DOWN = an_application(
    hiring_manager=RUTH,
    events=(*EVENTS, END),
    impression=Impression(of_reader=Prose("Your questions made me think."), particulars=(WALK, RULE)),
)


def ending(stage: Stage, **changes: object) -> Application:
    return replace(TURNED_DOWN, **({"events": (*EVENTS, an_event(stage, "2026-10-20"))} | changes))  # type: ignore[arg-type]


def made(
    application: Application = TURNED_DOWN,
    who: Person | None = None,
    history: History = History(),
    **changes: object,
) -> RunnerUp:
    snapshot = a_snapshot(a_profile(**({"applications": (application,)} | changes)), TODAY)
    reader = reader_of(snapshot, who) if who else reader_for(snapshot, application)
    return runnerup_for(snapshot, application, reader, history=history)


def letter(application: Application = TURNED_DOWN, who: Person | None = None, **changes: object) -> Letter:
    return render(made(application, who, **changes))  # type: ignore[arg-type]


def text(application: Application = TURNED_DOWN, who: Person | None = None, **changes: object) -> str:
    return letter(application, who, **changes).flowing_text


def refusal(application: Application, who: Person | None = None) -> str:
    with pytest.raises(JobnetError) as caught:
        made(application, who)
    problem = caught.value.problems[0]
    assert (caught.value.exit_code, problem.rule, problem.final) == (Exit.REFUSED, "RUN-01", True)
    return problem.message


class TestWhichLetter:
    def test_the_letter_goes_to_the_hiring_manager_and_is_recorded_as_theirs(self) -> None:
        assert (made().reader.name, made().situations, made().items) == (
            "Ruth Abernathy",
            ("standard",),
            (
                Item(
                    "runnerup:harbourside bakers/technical manager:ruth abernathy",
                    Kind.RUNNERUP,
                    "Harbourside Bakers",
                    "Technical Manager",
                    TODAY,
                ),
            ),
        )

    @pytest.mark.parametrize(
        ("application", "who", "situations"),
        [
            (ending(Stage.RUNNER_UP), None, ("standard",)),
            (ending(Stage.CANCELLED), None, ("standard",)),
            (ending(Stage.REJECTED, wanted=False), None, ("unwanted",)),
            (TURNED_DOWN, LUIS, ("note",)),
            (ending(Stage.REJECTED, wanted=False), LUIS, ("unwanted",)),
            (replace(TURNED_DOWN, wanted=False, agency=SAM), None, ("agency",)),
            (replace(TURNED_DOWN, recruiter=ODA), ODA, ("recruiter",)),
            (ending(Stage.REJECTED, events=(*EVENTS, replace(END, told_by=ODA))), ODA, ("recruiter",)),
            (replace(TURNED_DOWN, agency=SAM), None, ("agency",)),
            (replace(TURNED_DOWN, hiring_manager=None, events=(EVENTS[1], END)), None, ("standard",)),
            (replace(TURNED_DOWN, hiring_manager=None), None, ("standard",)),
            (replace(TURNED_DOWN, events=(CALL, END)), None, ("standard",)),
        ],
    )
    def test_each_situation_has_its_own(
        self, application: Application, who: Person | None, situations: tuple[str, ...]
    ) -> None:
        assert made(application, who).situations == situations

    def test_without_a_hiring_manager_the_last_interviewer_named_gets_the_letter(self) -> None:
        application = replace(TURNED_DOWN, hiring_manager=None)
        assert made(application).reader.name == "Ruth Abernathy"
        assert made(application, LUIS).situations == ("note",)

    def test_after_a_first_call_alone_whoever_called_gets_it_and_no_other_is_thanked_for_it(self) -> None:
        called = replace(TURNED_DOWN, events=(CALL, END))
        assert made(called).reader.name == "Luis Ruiz"
        message = "Ruth Abernathy did not talk with you for Technical Manager at Harbourside Bakers."
        assert refusal(called, RUTH) == message

    def test_nobody_named_means_the_panel(self) -> None:
        panel = replace(
            TURNED_DOWN, hiring_manager=None, events=(an_event(Stage.INTERVIEW, "2026-10-06", others=3), END)
        )
        nobody = replace(TURNED_DOWN, hiring_manager=None, events=(EVENTS[1], END))
        greetings = [made(each).reader.greeting for each in (panel, nobody)]
        assert [(each.rung, each.text) for each in greetings] == [
            (Rung.ROLE, "members of the selection panel"),
            (Rung.ROLE, "Hiring Manager"),
        ]

    @pytest.mark.parametrize(
        ("application", "who", "needs"),
        [
            (TURNED_DOWN, None, True),
            (replace(TURNED_DOWN, agency=SAM), None, True),
            (ending(Stage.CANCELLED), None, False),
            (ending(Stage.REJECTED, wanted=False), None, False),
            (TURNED_DOWN, LUIS, False),
        ],
    )
    def test_what_is_a_form_without_particulars_needs_them(
        self, application: Application, who: Person | None, needs: bool
    ) -> None:
        assert needs_particulars(made(application, who)) is needs


class TestWhatIsSaid:
    def test_after_a_first_call_alone_nothing_is_said_of_an_interview_or_of_people_met(self) -> None:
        beside = replace(TURNED_DOWN, events=(EVENTS[0], CALL, *EVENTS[1:], END))
        assert not made(beside).is_call
        said = text(replace(TURNED_DOWN, events=(CALL, END)))
        assert (
            "Thank you for talking with me on 1 October about the position of Technical Manager at Harbourside Bakers."
            in said
        )
        assert "I was disappointed that it went no further, but I wish you and the person you choose" in said
        assert (
            "a very good impression of you and of Harbourside Bakers, and it is work I would love to be part of" in said
        )
        assert not re.search("interview|your team|I saw|you chose ", said)

    def test_who_was_not_there_is_not_praised_for_it(self) -> None:
        with_luis = an_event(Stage.INTERVIEW, "2026-10-09", people=(LUIS,))
        assert "a very good impression of everyone I met and of" in text(replace(TURNED_DOWN, events=(with_luis, END)))
        assert "a very good impression of everyone I met and of" in text(CASES["unknown"])

    def test_those_met_are_thanked_by_name_where_they_are_few(self) -> None:
        assert "give my thanks to Mr Ruiz, and to everyone else I met there." in text()
        crowd = tuple(a_person(f"Ann Abel {letter}") for letter in "ABCD")
        many = replace(TURNED_DOWN, events=(an_event(Stage.INTERVIEW, "2026-10-06", people=(RUTH, *crowd)), END))
        assert "give my thanks to everyone I met there." in text(many)

    @pytest.mark.parametrize(
        ("end", "told", "said"),
        [
            ({}, HowTold(), None),
            (
                {"told_by": RUTH},
                HowTold(on=END.date, by_reader=True),
                "Thank you for telling me yourself on Tuesday, and for the interviews on 6 and 14 October",
            ),
            (
                {"told_by": RUTH, "format": EventFormat.PHONE},
                HowTold(rang=True, on=END.date, by_reader=True),
                "Thank you for ringing to tell me yourself, and for the interviews on 6 and 14 October",
            ),
            (
                {"told_by": RUTH, "format": EventFormat.ONSITE},
                HowTold(in_person=True, on=END.date, by_reader=True),
                "Thank you for telling me in person, and for the interviews on 6 and 14 October",
            ),
            ({"told_by": LUIS, "format": EventFormat.PHONE}, HowTold(), None),
            ({"told_by": LUIS}, HowTold(), None),
        ],
    )
    def test_how_the_news_came_is_thanked_for(self, end: dict[str, object], told: HowTold, said: str | None) -> None:
        application = replace(TURNED_DOWN, events=(*EVENTS, replace(END, **end)))  # type: ignore[arg-type]
        assert made(application).told == told
        assert (said or "Thank you for the interviews on 6 and 14 October") in text(application)

    @pytest.mark.parametrize(
        ("language", "country", "thanks", "never"),
        [
            ("en", "GB", "Thank you for telling me yourself on Tuesday", "have heard"),
            ("de", "DE", "danke, dass Sie mir die Entscheidung", "habe erfahren"),
            ("fr", "FR", "Merci de m'avoir annoncé vous-même la nouvelle", "J'ai appris"),
            ("es", "MX", "Gracias por avisarme personalmente", "Supe"),
        ],
    )
    def test_who_brought_the_news_is_not_told_that_it_was_heard(
        self, language: str, country: str, thanks: str, never: str
    ) -> None:
        luis = replace(LUIS, locale=Locale(language, country))
        events = (an_event(Stage.INTERVIEW, "2026-10-14", people=(RUTH, luis)), replace(END, told_by=luis))
        said = text(replace(TURNED_DOWN, events=events), luis)
        assert (thanks in said, never in said) == (True, False)

    def test_only_the_second_placed_speaks_of_having_come_second(self) -> None:
        assert "I was disappointed to come second" in text(ending(Stage.RUNNER_UP))
        assert "second" not in text()

    def test_a_cancelled_post_has_nobody_selected(self) -> None:
        for who in (None, LUIS):
            said = text(ending(Stage.CANCELLED), who)
            assert re.search("is not going ahead|will not be filled", said)
            assert "continue to do well" not in said
            assert not re.search("select|chose|new colleague", said)

    def test_what_is_not_wanted_is_thanked_for_and_no_more(self) -> None:
        unwanted = ending(Stage.RUNNER_UP, wanted=False)
        for application in (unwanted, replace(unwanted, agency=SAM)):
            said = text(application)
            assert not re.search("disappoint|touch|love|impression|hope|grow|second|gluten|pass this", said)

    def test_the_reader_is_described_to_the_hiring_manager_only(self) -> None:
        assert made().regard == ("Your questions made me think.",)
        assert made(who=LUIS).regard == ()
        assert made(replace(TURNED_DOWN, agency=SAM)).regard == ()

    def test_what_one_person_showed_stands_in_letters_to_them_only(self) -> None:
        map_ = Prose("Your map ought to be in a museum.")
        luis = replace(LUIS, particular=map_)
        application = replace(TURNED_DOWN, events=(replace(EVENTS[2], people=(RUTH, luis)), END))
        assert made(application, luis).particulars == (map_,)
        assert "I will not forget" not in text(application, luis)
        assert made(application).particulars == (WALK, RULE)
        to_ruth = replace(TURNED_DOWN, hiring_manager=replace(RUTH, particular=map_))
        assert made(to_ruth).particulars == (map_, WALK, RULE)

    def test_a_note_answers_what_its_reader_did_and_says_how_to_ring(self) -> None:
        luis = replace(LUIS, particular=Prose("You let me taste the first loaf."))
        note = text(replace(TURNED_DOWN, events=(replace(EVENTS[2], people=(RUTH, luis)), END)), luis)
        assert "You let me taste the first loaf. I will not forget that. I had hoped" in note
        assert made(TURNED_DOWN, LUIS, phone="0117 496 0182").contact_lines == ("0117 496 0182",)

    def test_memories_are_joined_and_earn_the_conclusion(self) -> None:
        remembered = Impression(of_reader=Prose("You listened to me."), particulars=(Prose("The yard was quiet."),))
        said = text(replace(TURNED_DOWN, impression=remembered))
        assert "You listened to me. And the yard was quiet. Please give my thanks" in said
        assert said.index("quiet") < said.index("a very good impression")
        assert not made(
            replace(TURNED_DOWN, impression=Impression(particulars=(WALK, Prose("Ann was quiet."))))
        ).joins_the_last

    def test_nobody_is_told_of_themselves_by_name(self) -> None:
        of_luis = Prose("Mr Ruiz let me taste the first loaf.")
        application = replace(TURNED_DOWN, hiring_manager=LUIS, impression=Impression(particulars=(of_luis, RULE)))
        assert made(application).particulars == (RULE,)
        only = replace(application, impression=Impression(particulars=(of_luis,)))
        assert made(only).particulars == (of_luis,)

    def test_what_the_thank_you_said_is_not_said_again_while_there_is_something_else(self) -> None:
        told = History((Told("ruth abernathy", particular_item(TURNED_DOWN, WALK).id, "thanks", day("2026-10-15")),))
        assert made(history=told).particulars == (RULE,)
        only = replace(TURNED_DOWN, impression=Impression(of_company=WALK, particulars=(WALK,)))
        assert (made(only, history=told).regard, made(only, history=told).particulars) == ((), (WALK,))

    def test_where_another_application_there_is_open_nothing_is_said_of_it_or_of_openings(self) -> None:
        other = an_application("Harbourside Bakers", "Food Safety Lead")
        for stage in (Stage.REJECTED, Stage.CANCELLED):
            closed = ending(stage)
            said = text(closed, applications=(closed, other))
            assert not re.search("Food Safety Lead|opening|think of me|another", said)

    def test_the_legal_name_stays_on_the_envelope(self) -> None:
        target = a_company(
            "Harbourside Bakers", short_name="Harbourside", legal_name="Harbourside Bakers (Holdings) Ltd"
        )
        application = replace(TURNED_DOWN, company="Harbourside Bakers (Holdings) Ltd")
        context = made(application, target_companies=(target,))
        assert (context.company, context.company_short) == ("Harbourside Bakers", "Harbourside")


class TestRefusals:
    @pytest.mark.parametrize(
        "events",
        [
            (an_event(Stage.APPLIED, "2026-09-21"), END),
            (an_event(Stage.INTERVIEW, "2026-10-06", format=EventFormat.TEST), END),
            (an_event(Stage.SCREENING, "2026-10-06"), END),
            (an_event(Stage.INTERVIEW, "2026-11-06"), an_event(Stage.APPLIED, "2026-09-21")),
        ],
    )
    def test_without_an_interview_there_is_no_letter(self, events: tuple[Event, ...]) -> None:
        message = refusal(replace(TURNED_DOWN, events=events))
        assert message.startswith("No interview for Technical Manager at Harbourside Bakers is on record")

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
    def test_what_is_no_turn_down_gets_no_letter(self, events: tuple[Event, ...], said: str) -> None:
        assert refusal(replace(TURNED_DOWN, events=events)).startswith(said)

    @pytest.mark.parametrize(
        ("who", "said"),
        [
            (a_contact(), "Ted Alder is not on record as having interviewed you"),
            (a_contact("Mei Lin", company="Harbourside Bakers"), "Mei Lin is not on record as having interviewed you"),
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
    def test_somebody_not_met_gets_no_letter(self, who: Contact, said: str) -> None:
        with pytest.raises(JobnetError, match=said) as caught:
            reader_named(a_snapshot(a_profile(applications=(TURNED_DOWN,)), TODAY), TURNED_DOWN, who)
        assert caught.value.exit_code is Exit.REFUSED

    def test_where_nobody_is_named_whoever_decides_there_may_have_interviewed(self) -> None:
        decides = a_contact("Mei Lin", company="Harbourside Bakers Ltd", relationship=Relationship.HIRING_MANAGER)
        nobody = an_application(events=(EVENTS[1], END))
        snapshot = a_snapshot(a_profile(applications=(nobody,), contacts=(decides,)), TODAY)
        reader = reader_named(snapshot, nobody, decides)
        assert (reader.name, runnerup_for(snapshot, nobody, reader).situations) == ("Mei Lin", ("standard",))


class TestOptions:
    def of(self, profile: Profile, application: Application, **options: object) -> RunnerUp:
        snapshot = a_snapshot(profile, TODAY)
        reader: Reader = reader_for(snapshot, application)
        return runnerup_for(snapshot, application, reader, **options)  # type: ignore[arg-type]

    def test_the_news_may_come_from_the_command_line_minutes_after_it_came(self) -> None:
        application = chosen_application(a_snapshot(a_profile(), TODAY), "Quayside Dairy", "Shift Lead")
        assert application == Application("Quayside Dairy", "Shift Lead")
        said = self.of(
            a_profile(),
            application,
            interviewed=day("2026-10-20"),
            told=TODAY,
            particulars=(Prose("The silent packing hall stays with me."),),
        )
        assert said.particulars == (Prose("The silent packing hall stays with me."),)
        assert "for the position of Shift Lead at Quayside Dairy." in render(said).flowing_text

    @pytest.mark.parametrize("option", ["interviewed", "told"])
    def test_what_has_not_happened_yet_is_refused(self, option: str) -> None:
        with pytest.raises(JobnetError, match=f"--{option} 2026-10-23 is after 2026-10-22") as caught:
            self.of(a_profile(), TURNED_DOWN, **{option: day("2026-10-23")})
        assert caught.value.exit_code is Exit.USAGE

    def test_a_no_before_the_talk_is_a_slip(self) -> None:
        talk, before = day("2026-10-20"), day("2026-10-19")
        with pytest.raises(JobnetError, match="--told 2026-10-19 lies before --interviewed 2026-10-20") as caught:
            self.of(a_profile(), TURNED_DOWN, told=before, interviewed=talk)
        assert caught.value.exit_code is Exit.USAGE
        assert self.of(a_profile(), TURNED_DOWN, told=talk, interviewed=talk).particulars


def two_at_one_company(other: Stage) -> Profile:
    lead = replace(TURNED_DOWN, position="Food Safety Lead", events=(*EVENTS, an_event(other, "2026-10-21")))
    return a_profile(applications=(lead, TURNED_DOWN))


def test_of_two_applications_the_one_turned_down_is_meant() -> None:
    snapshot = a_snapshot(two_at_one_company(Stage.FINAL), TODAY)
    assert chosen_application(snapshot, "HARBOURSIDE BAKERS LTD") == TURNED_DOWN
    named = chosen_application(snapshot, "Harbourside Bakers", "food safety lead")
    assert named == snapshot.profile.applications[0]


def test_of_two_turned_down_the_user_says_which() -> None:
    with pytest.raises(JobnetError, match="Food Safety Lead; Technical Manager") as caught:
        chosen_application(a_snapshot(two_at_one_company(Stage.REJECTED), TODAY), "Harbourside Bakers")
    assert caught.value.exit_code is Exit.USAGE


def test_a_company_unknown_to_the_profile_needs_a_position() -> None:
    assert chosen_application(a_snapshot(today=TODAY), "Quayside Dairy") is None


EVERYTHING = replace(
    TURNED_DOWN.impression,
    of_company=Prose("Harbourside runs its lines as I would."),
    of_staff=Prose("Every baker could say why."),
    of_work=Prose("Bringing the second line up is the work I am best at."),
    growth=Prose("With Cardiff you are on the way up"),
    promised=Prose("I will send you the study."),
)
CASES = {
    "second": ending(Stage.RUNNER_UP),
    "rejected": TURNED_DOWN,
    "bare": ending(Stage.REJECTED, impression=Impression()),
    "cancelled": ending(Stage.CANCELLED, impression=Impression()),
    "everything": ending(Stage.REJECTED, impression=EVERYTHING),
    "one talk": ending(Stage.REJECTED, events=(EVENTS[1], END)),
    "a first call": ending(Stage.REJECTED, events=(CALL, END)),
    "seven months": ending(
        Stage.REJECTED, events=(*(an_event(Stage.INTERVIEW, f"2026-0{n}-06") for n in range(3, 10)), END)
    ),
    "suffix": ending(
        Stage.REJECTED, company="Bar Sol Ltd.", position="Sous Chef (m/f/d) for the new Test Kitchen in Bath"
    ),
    "stops": ending(Stage.REJECTED, company="Jump!", position="Nurse Sr.", impression=EVERYTHING),
    "agency": replace(TURNED_DOWN, agency=SAM, impression=EVERYTHING),
    "agency, nobody named": replace(TURNED_DOWN, agency=SAM, hiring_manager=None, events=(EVENTS[1], END)),
    "unknown": replace(TURNED_DOWN, hiring_manager=None, events=(EVENTS[1], END), impression=EVERYTHING),
}


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("country", ["GB", "US", "DE"])
def test_letters_keep_to_their_length_and_have_no_seams(case: str, country: str) -> None:
    ruth = replace(RUTH, locale=Locale("en", country))
    application = CASES[case]
    application = replace(application, hiring_manager=ruth if application.hiring_manager else None)
    said = letter(application)
    assert 120 <= said.words <= 260, said.text
    assert len(said.subject) <= 60
    assert re.findall(r"  |\.\.|,,|!\.| [,.;:?!]|None|(?m:^ )", said.markdown) == [], said.markdown
    assert len(re.findall("disappoint", said.text)) == 1


def test_what_they_promised_is_what_the_seeker_hopes_for() -> None:
    depot = Prose("You mentioned that the depot will need somebody.")
    theirs = replace(TURNED_DOWN, impression=replace(TURNED_DOWN.impression, promised=depot))
    assert f"{depot} If anything comes up that might suit me, " in text(theirs)
    mine = replace(theirs, impression=replace(theirs.impression, promised=Prose("I will send you the study.")))
    assert "I would like to stay in touch. I will send you the study." in text(mine)


def test_nobody_is_wished_a_new_colleague_where_none_is_known() -> None:
    assert "new colleague" not in text(who=LUIS)
    assert "your new colleague" in text(ending(Stage.RUNNER_UP), LUIS)


def test_who_is_still_employed_asks_for_silence() -> None:
    assert "nobody at work must hear that I am looking" in text(search=a_confidential_search())
    assert "nobody at work" not in text()


def test_a_recruiter_is_told_of_no_promise_and_of_no_team_of_theirs() -> None:
    mine = replace(TURNED_DOWN.impression, promised=Prose("You promised me the slides."))
    recruits = a_person("Rex Moor", honorific="Mr", family="Moor")
    said = text(replace(TURNED_DOWN, impression=mine, recruiter=recruits), recruits)
    assert "slides" not in said
    assert "your team" not in said
    assert "slides" in text(replace(TURNED_DOWN, impression=mine, recruiter=recruits))


def test_the_passage_for_the_company_knows_of_nobody_chosen_where_none_is_known() -> None:
    theirs = replace(TURNED_DOWN, agency=SAM)
    assert "the person you choose every success" in text(theirs, a_person("Sam Reyes", contact=SAM), contacts=(SAM,))


def test_a_promise_that_was_told_is_not_told_again() -> None:
    theirs = Prose("You promised me the slides.")
    application = replace(TURNED_DOWN, impression=replace(TURNED_DOWN.impression, promised=theirs))
    first = made(application)
    told = Told(first.reader.key, particular_item(application, theirs).id, "runnerup", TODAY)
    assert "slides" not in render(made(application, history=History((told,)))).text
