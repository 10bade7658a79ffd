"""The brief: what each kind of reader is asked and told, in which order, and in how many words."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from itertools import combinations, pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from jobnet.documents.brief import Ask, Blurb, Brief, Errand, Part, ResumeForm, Target, brief_for, brief_id
from jobnet.errors import JobnetError
from jobnet.facts.items import Item, Kind
from jobnet.facts.readers import general_reader, reader_of
from jobnet.profile.model import (
    Contact,
    Disclosure,
    Event,
    Locale,
    Offer,
    PartialDate,
    Profile,
    Prose,
    Relationship,
    Resume,
    Stage,
    Tier,
    Title,
    TouchKind,
    Touchpoint,
    Url,
)
from jobnet.rendering.rendering import render
from tests.builders import a_company, a_confidential_search, a_contact, a_profile, a_snapshot, an_application, an_offer

if TYPE_CHECKING:
    from jobnet.rendering.letter import Letter

TODAY = dt.date(2026, 10, 15)

RICH = a_profile(
    expertise=("supplier audits", "recall drills", "allergen control", "training line leaders"),
    proof_points=(
        Prose("Recalls at two sites fell from five a year to one."),
        Prose("I trained 140 line leaders in three years."),
    ),
    not_a_fit=Prose("Laboratory and inspection-only posts are not what I am after."),
    offer_in_return=Prose("If your site could still use the allergen checklist I built, say so and it is yours."),
    background=Prose("I studied food science in Leeds."),
    availability="from 1 December",
    work_mode="on site, or partly remote",
    target_fields=("food manufacturing", "public inspection"),
    languages=("English", "Welsh"),
    target_titles=(
        Title("Quality Manager", "keeps food safe"),
        Title("Technical Manager", "runs safety and recipes"),
        Title("Head of Food Safety"),
    ),
    target_companies=(
        a_company(
            "Harbourside Bakers",
            tier=Tier.A,
            location="Bristol",
            why=Prose("Any baker there may stop a batch."),
            people_wanted=("the plant manager", "Ana Ruiz"),
        ),
        *map(a_company, ("Fennel & Rye", "Quayside Dairy Co-operative", "Tamar Preserves", "Westbrook Standards")),
    ),
    applications=(an_application(), an_application("Quayside Dairy Co-operative", disclosure=Disclosure.TRUSTED)),
)
MINIMAL = Profile(
    "Ines Duarte",
    target_titles=(Title("Line Cook"),),
    target_companies=(a_company("Bar Sol Ltd."),),
    locale=Locale("en", "US"),
)
READERS = {
    "offer": a_contact(offered_help=an_offer(what="ask around at your site")),
    "plain offer": a_contact(offered_help=an_offer()),
    "no offer": a_contact("Bea Li", known_as="Bea"),
    "knows": a_contact("Olu Adeyemi", honorific="Dr", family="Adeyemi", knows=("Tamar Preserves", "Bar Sol")),
    "friend": a_contact("Kim Vale", known_as="Kim", relationship=Relationship.CLOSE_FRIEND, offered_help=an_offer()),
    "acquaintance": a_contact(
        "Maria O'Neill", relationship=Relationship.ACQUAINTANCE, how_we_met=Prose("We met at the forum in March.")
    ),
    "agency": a_contact("Sam Reyes", relationship=Relationship.RECRUITER_AGENCY),
    "inhouse": a_contact("Pat Doyle", relationship=Relationship.RECRUITER_INHOUSE, company="Harbourside Bakers"),
    "alumni": a_contact("Lena Weiß", relationship=Relationship.ALUMNI, how_we_met=Prose("We were both in Leeds.")),
    "outsider": a_contact("Rosa Lindt", in_field=False),
    "outside friend": a_contact("Jon Vale", relationship=Relationship.FAMILY, in_field=False),
    "insider": a_contact("Gus Hale", known_as="Gus", company="Harbourside Bakers Ltd"),
    "manager": a_contact("Ruth Abernathy", relationship=Relationship.HIRING_MANAGER, company="Harbourside Bakers"),
}


def brief(who: str | Contact | None, profile: Profile = RICH, today: dt.date = TODAY) -> Brief:
    contact = READERS[who] if isinstance(who, str) else who
    reader = reader_of(a_snapshot(profile), contact) if contact else general_reader(profile)
    return brief_for(profile, reader, today=today)


def letter(who: str | Contact | None, profile: Profile = RICH, today: dt.date = TODAY) -> Letter:
    return render(brief(who, profile, today))


def test_a_brief_to_a_colleague_who_offered_help() -> None:
    assert brief("offer", a_profile()) == Brief(
        reader=reader_of(a_snapshot(a_profile()), READERS["offer"]),
        seeker=a_profile(),
        today=TODAY,
        items=(Item(brief_id(a_profile(), general_reader(a_profile())), Kind.BRIEF, date=TODAY),),
        attachments=(),
        row=reader_of(a_snapshot(a_profile()), READERS["offer"]).kind,
        parts=(Part.ASKS, Part.WORK, Part.TITLES, Part.COMPANIES, Part.TERMS, Part.RESUME, Part.BLURB),
        asks=(Ask.NAMES_AT_LISTED, Ask.TITLES),
        plain=False,
        opening=None,
        how_we_met=None,
        offer=an_offer(what="ask around at your site"),
        errand=Errand.CARRY,
        work=a_profile().summary,
        expertise=("supplier audits", "recall drills", "allergen control"),
        proof_points=(),
        background=None,
        titles=a_profile().target_titles,
        fields=(),
        not_a_fit=None,
        companies=(Target("Fennel & Rye"), Target("Harbourside Bakers"), Target("Tamar Preserves")),
        own_company=None,
        why_own=None,
        applied_at_own=(),
        drawn_by=None,
        known_companies=(),
        submitted=(),
        through_reader=(),
        talk=None,
        learned=None,
        wanted_at_own=(),
        is_asked_for_counsel=False,
        resume=ResumeForm.LINKED,
        resume_url=Url("https://example.com/nia/cv"),
        linkedin=Url("https://example.com/in/nia"),
        links=(),
        blurb=Blurb(
            ("Quality Manager", "Technical Manager"),
            a_profile().summary,
            ("supplier audits", "recall drills", "allergen control"),
            ("Bristol", "Bath"),
        ),
        confidential=False,
        subject_name="Nia",
        subject_company=None,
        subject_title="Quality Manager",
    )


def test_its_words() -> None:
    assert letter("offer", a_profile()).text == (Path(__file__).parent / "brief.txt").read_text("utf-8").rstrip("\n")


@pytest.mark.parametrize(
    ("who", "asks", "order"),
    [
        ("offer", (Ask.NAMES_AT_LISTED, Ask.TITLES), "asks work titles companies terms resume blurb"),
        ("knows", (Ask.NAMES_AT_KNOWN, Ask.TITLES), "asks work titles companies terms resume blurb"),
        ("insider", (Ask.NAMES_AT_OWN, Ask.TITLES), "asks work titles companies terms resume blurb"),
        ("friend", (Ask.NAMES_AT_LISTED, Ask.TITLES), "asks companies work titles terms resume blurb"),
        ("acquaintance", (Ask.NAMES_AT_LISTED,), "asks work titles companies terms resume"),
        ("agency", (Ask.CLIENTS,), "titles asks work terms submitted resume"),
        ("inhouse", (Ask.TEAMS,), "titles asks work terms submitted resume"),
        ("alumni", (Ask.ADVICE, Ask.NEXT_VOICE), "asks work titles companies terms resume"),
        ("outsider", (Ask.NEIGHBOURS, Ask.TITLES), "asks companies work titles terms resume blurb"),
        ("outside friend", (Ask.NEIGHBOURS, Ask.TITLES), "asks companies work titles terms resume blurb"),
        ("manager", (Ask.TEAMS,), "work titles asks terms resume"),
        (None, (Ask.NAMES_AT_LISTED, Ask.TITLES), "asks work titles companies terms resume blurb"),
    ],
)
def test_each_reader_is_asked_what_they_can_answer_in_their_order(
    who: str | None, asks: tuple[Ask, ...], order: str
) -> None:
    made = brief(who, replace(RICH, proof_points=()))
    assert (made.asks, " ".join(made.parts)) == (asks, order)


def test_companies_of_the_reader_come_first() -> None:
    assert [each.name for each in brief("knows").companies][:2] == ["Tamar Preserves", "Harbourside Bakers"]
    insider = brief("insider")
    assert insider.companies[0] == Target("Harbourside Bakers")
    assert len(insider.companies) > 1
    assert letter("insider").text.index("- Harbourside Bakers\n") < letter("insider").text.index("- Fennel & Rye")
    assert (insider.own_company, insider.why_own) == ("Harbourside Bakers", Prose("Any baker there may stop a batch."))


def test_somebody_who_works_there_learns_of_the_live_application_there_and_nobody_else_does() -> None:
    assert brief("insider").applied_at_own == ("Technical Manager",)
    assert "I have applied there for Technical Manager." in " ".join(letter("insider").text.split())
    ended = tuple(replace(each, events=(*each.events, Event(Stage.REJECTED, TODAY))) for each in RICH.applications)
    assert brief("insider", replace(RICH, applications=ended)).applied_at_own == ()
    private = tuple(replace(each, disclosure=Disclosure.PRIVATE) for each in RICH.applications)
    assert brief("insider", replace(RICH, applications=private)).applied_at_own == ()
    for who in ("offer", "knows", "outsider", None):
        assert brief(who).applied_at_own == ()


def test_outside_the_field_nothing_is_in_the_language_of_the_trade() -> None:
    made = brief("outsider")
    assert (made.work, made.expertise, made.proof_points) == (RICH.plain_summary, (), ())
    assert "- Quality Manager: keeps food safe\n" in render(made).text


def test_a_portfolio_stands_with_the_resume_under_its_own_name() -> None:
    shows = replace(RICH, links={"Portfolio": Url("https://example.com/nia/plans")})
    for who in ("offer", "outsider", "agency", None):
        assert (
            "LinkedIn: https://example.com/in/nia\nPortfolio: https://example.com/nia/plans\n"
            in letter(who, shows).text
        )
    bare = replace(shows, resume=None, linkedin=None)
    assert "\n\nPortfolio: https://example.com/nia/plans\n\n" in letter("offer", bare).text


def test_agency_recruiters_learn_where_not_to_send_the_seeker_and_no_targets() -> None:
    made = brief("agency")
    assert (made.submitted, made.companies, made.known_companies) == (("Harbourside Bakers",), (), ())


def test_the_companys_own_recruiter_learns_of_no_other_company() -> None:
    assert brief("inhouse").submitted == ("Technical Manager",)
    for other in ("Fennel", "Quayside", "Tamar", "Westbrook"):
        assert other not in letter("inhouse").text
        assert other not in letter("manager").text


@pytest.mark.parametrize(
    ("who", "form"),
    [
        ("offer", ResumeForm.ATTACHED),
        ("agency", ResumeForm.ATTACHED),
        ("no offer", ResumeForm.ON_REQUEST),
        (replace(READERS["alumni"], offered_help=an_offer()), ResumeForm.ON_REQUEST),
        (None, ResumeForm.ON_REQUEST),
    ],
)
def test_a_resume_file_goes_to_those_who_offered_and_to_agencies(who: str | Contact | None, form: ResumeForm) -> None:
    profile = replace(RICH, resume=Resume(file="cv/nia.pdf"), file=Path("/home/nia/search/profile.yaml"))
    made = brief(who, profile)
    attached = (Path("/home/nia/search/cv/nia.pdf"),) if form is ResumeForm.ATTACHED else ()
    assert (made.resume, made.attachments) == (form, attached)


def test_a_link_stands_beside_the_attached_file() -> None:
    profile = replace(RICH, resume=Resume(url=Url("https://example.com/nia/cv"), file="nia.pdf"))
    assert brief("no offer", profile).resume is ResumeForm.LINKED
    assert "My CV is attached; it is also here:\nCV: https://example.com/nia/cv\n" in letter("offer", profile).text


def test_a_confidential_search_asks_for_discretion_and_gives_nothing_to_forward() -> None:
    made = brief("offer", replace(RICH, search=a_confidential_search()))
    text = render(made).text
    assert (made.blurb, Part.DISCRETION in made.parts, "confidential" in text) == (None, True, True)
    assert "Corvane" not in text


def test_without_an_offer_none_is_presumed() -> None:
    for who in ("no offer", "acquaintance", "outsider", None):
        assert "offer" not in re.sub("offer_in_return", "", letter(who, replace(RICH, offer_in_return=None)).text)


def test_the_id_changes_with_titles_and_targets_and_with_nothing_else() -> None:
    reader = general_reader(RICH)
    known = brief_id(RICH, reader)
    assert brief_id(replace(RICH, summary=None, target_titles=RICH.target_titles[::-1]), reader) == known
    held_back = a_company("Secret", disclosure=Disclosure.PRIVATE)
    assert brief_id(replace(RICH, target_companies=(*RICH.target_companies, held_back)), reader) == known
    assert brief_id(replace(RICH, target_companies=RICH.target_companies[1:]), reader) != known
    assert brief_id(replace(RICH, target_titles=RICH.target_titles[1:]), reader) != known


@pytest.mark.parametrize("key", ["target_titles", "target_companies"])
def test_what_a_brief_cannot_do_without_is_asked_for_with_the_line_to_type(key: str) -> None:
    with pytest.raises(JobnetError, match=rf"`{key}: \["):
        brief("offer", replace(RICH, **{key: ()}))  # type: ignore[arg-type]


def test_a_blurb_comes_to_forty_to_sixty_words() -> None:
    text = letter(None, replace(RICH, proof_points=(), background=None)).text
    said = re.search(r"Nia Pargeter is looking.*?welcome\.", text, re.DOTALL)
    assert said is not None
    assert 40 <= len(said.group().split()) <= 60


_MOST = {"agency": 200, "inhouse": 200, "manager": 200, "acquaintance": 250, "alumni": 250}
DAYS = [TODAY + dt.timedelta(days=n) for n in range(8)]


@pytest.mark.parametrize("who", [*READERS, None])
@pytest.mark.parametrize("profile", [RICH, MINIMAL], ids=["rich", "minimal"])
def test_letters_keep_to_their_length_and_have_no_seams(who: str | None, profile: Profile) -> None:
    for today in DAYS:
        made = letter(who, profile, today)
        assert made.words <= _MOST.get(who or "", 360)
        assert len(made.subject) <= 60
        assert len(made.subject.split()) <= 8
        flat = made.markdown
        assert re.findall(r"  |\.\.|,,| [,.;:?!]|None|(?m:^ )", flat) == []
        assert [line for line in _headings(flat) if not line.startswith(("- ", "1. ", "Nia Pargeter is", "[CV]"))] == []
        assert made.text.count("?") <= 2


def _headings(text: str) -> list[str]:
    """What follows each line that ends in a colon."""
    lines = [line for line in text.split("\n") if line]
    return [after for line, after in pairwise(lines) if line.endswith(":")]


def test_two_readers_do_not_get_one_letter_with_two_names() -> None:
    texts = [letter(a_contact(f"Reader {n}")).text.split("\n", 1)[1] for n in range(6)]
    assert len(set(texts)) == len(texts)


KINDS = {
    "friend": READERS["friend"],
    "family": replace(READERS["friend"], relationship=Relationship.FAMILY),
    "colleague": READERS["plain offer"],
    "acquaintance": replace(READERS["acquaintance"], offered_help=an_offer()),
    "outsider": replace(READERS["outsider"], offered_help=an_offer()),
}


@pytest.mark.parametrize(("one", "other"), list(combinations(KINDS, 2)))
def test_each_kind_of_reader_is_written_to_in_words_of_their_own(one: str, other: str) -> None:
    """Over a month, no opening with its questions is the same for two kinds of reader, nor is an ending."""
    days = [TODAY + dt.timedelta(days=n) for n in range(30)]

    def said(who: str) -> tuple[set[str], set[str]]:
        bodies = [
            letter(KINDS[who], replace(RICH, offer_in_return=None), today)
            .text.partition("With thanks")[0]
            .split("\n\n")
            for today in days
        ]
        return {" ".join(body[1:3]) for body in bodies}, {" ".join(body[-3:]) for body in bodies}

    for mine, theirs in zip(said(one), said(other), strict=True):
        assert mine & theirs == set()


def test_a_hiring_manager_of_no_target_is_asked_about_titles_already_named() -> None:
    said = letter(a_contact("Ruth Abernathy", relationship=Relationship.HIRING_MANAGER)).text
    assert "below" not in said


def test_the_list_names_companies_in_full_for_whoever_looks_for_them_without_their_legal_form() -> None:
    target = a_company("Aireside Teaching Hospitals Ltd", short_name="Aireside")
    made = brief("offer", replace(RICH, target_companies=(target, a_company("Fennel & Rye"))))
    assert made.companies == (Target("Aireside Teaching Hospitals"), Target("Fennel & Rye"))


@pytest.mark.parametrize(
    ("availability", "said"),
    [
        ("from 1 December", "I am available from 1 December."),
        ("Available immediately", "I am available immediately."),
        ("three months' notice", "My availability: three months' notice."),
    ],
)
def test_any_availability_makes_a_sentence(availability: str, said: str) -> None:
    assert said in " ".join(letter("offer", replace(RICH, availability=availability)).text.split())


def test_thanks_come_before_how_reader_and_seeker_know_each_other() -> None:
    met = replace(READERS["acquaintance"], offered_help=an_offer())
    first = " ".join(letter(met).text.split("\n\n")[1].split())
    assert 0 <= first.lower().index("thank you") < first.index("We met at the forum in March")


def test_how_reader_and_seeker_know_each_other_leads_to_the_reason_for_writing_where_it_is_one_sentence() -> None:
    met = READERS["acquaintance"]
    longer = replace(met, how_we_met=Prose("We met at the forum in March. You spoke on bread."))
    for today in DAYS:
        assert "We met at the forum in March, and " in " ".join(letter(met, RICH, today).text.split())
        assert "You spoke on bread. " in " ".join(letter(longer, RICH, today).text.split())


@pytest.mark.parametrize(
    ("what", "errand"),
    [
        ("mention me to the parents you know", Errand.CARRY),
        ("Ask around at your site", Errand.CARRY),
        ("tell me how the team works", Errand.OTHER),
        ("speak with me about it", Errand.OTHER),
        ("tell your team about me", Errand.CARRY),
        ("think about who is building up a team", Errand.THINK),
        ("introduce me to the plant", Errand.OTHER),
        (None, None),
    ],
)
def test_the_questions_go_with_what_was_offered(what: str | None, errand: Errand | None) -> None:
    ted = a_contact(offered_help=an_offer(what=what))
    assert brief(ted).errand is errand


def test_in_confidence_nothing_is_given_to_carry_about() -> None:
    ted = a_contact(offered_help=an_offer(what="ask around at your site"))
    assert brief(ted, replace(RICH, search=a_confidential_search())).errand is Errand.OTHER


@pytest.mark.parametrize(
    ("why", "said"),
    [
        ("Any baker there may stop a batch.", ": any baker there may stop a batch."),
        ("Mei Lin's rye wins prizes.", ". Mei Lin's rye wins prizes."),
        ("You can ring their bakers.", ". You can ring their bakers."),
    ],
)
def test_what_draws_me_there_stands_after_a_colon_only_where_it_can_be_written_small(why: str, said: str) -> None:
    target = a_company("Harbourside Bakers", why=Prose(why))
    for name in NAMES:
        for offer in (None, an_offer()):
            gus = replace(READERS["insider"], known_as=name, name=f"{name} Hale", offered_help=offer)
            text = " ".join(letter(gus, replace(RICH, target_companies=(target,))).text.split())
            lead, _, rest = text.partition(said)
            assert rest, text
            assert "what draws me" in lead[-60:].lower()


NAMES = ("Gus", "Ann", "Bea", "Cy", "Dot", "Eve", "Flo", "Hal")


@pytest.mark.parametrize("offer", [None, an_offer(), an_offer(what="ask around")])
@pytest.mark.parametrize("kind", ["acquaintance", "alumni", "insider", "manager", "inhouse", "agency"])
def test_whoever_may_not_know_learns_first_that_a_job_is_looked_for(kind: str, offer: Offer | None) -> None:
    for name in NAMES:
        reader = replace(READERS[kind], name=f"{name} Hale", known_as=None, offered_help=offer)
        first = letter(reader).text.split("\n\n")[1]
        said = " ".join(first.split())
        assert re.search("look(ing)? for my next post|new post|to place me", said), said


@pytest.mark.parametrize("what", [None, "ask around"])
def test_no_date_for_what_a_mother_offered_nor_a_town_under_the_name(what: str | None) -> None:
    for name in NAMES:
        for row in (Relationship.FAMILY, Relationship.CLOSE_FRIEND):
            rosa = a_contact(f"{name} Lindt", relationship=row, offered_help=an_offer(what=what))
            text = letter(rosa, replace(RICH, location="Bath, England")).text
            assert ("2 October" not in text) is (row is Relationship.FAMILY)
            assert text.endswith("\nBath, England") is (row is not Relationship.FAMILY)


def test_no_question_to_carry_about_is_one_only_the_reader_can_answer() -> None:
    for name in NAMES:
        gus = replace(READERS["insider"], name=f"{name} Hale", offered_help=an_offer(what="ask around"))
        assert "\nTwo questions for you:\n1. " in letter(gus).text


def test_an_outsider_forwards_everyday_words() -> None:
    made = brief("outsider", replace(RICH, background=None, proof_points=()))
    assert made.blurb is not None
    assert (made.blurb.quote, made.blurb.expertise) == (RICH.plain_summary, ())


def test_somebody_who_gave_a_talk_is_thanked_for_it_and_not_asked_for_it_again() -> None:
    lena = READERS["alumni"]
    talk = Touchpoint(kind=TouchKind.INFORMATIONAL_INTERVIEW, date=PartialDate(2026, 10, 3), contact=lena)
    after = a_profile(contacts=(lena,), touchpoints=(talk,))
    assert brief(lena, a_profile()).asks == (Ask.ADVICE, Ask.NEXT_VOICE)
    assert (brief(lena, after).asks, brief(lena, after).talk) == ((Ask.NEXT_VOICE,), dt.date(2026, 10, 3))
    text = letter(lena, after).text
    assert "on 3 October" in text
    assert "15 to 20 minutes" not in text


def test_an_agency_is_told_apart_what_went_through_it() -> None:
    sam = READERS["agency"]
    mine = an_application("Tamar Preserves", agency=sam)
    known = brief(sam, a_profile(contacts=(sam,), applications=(an_application("Fennel & Rye"), mine)))
    assert (known.submitted, known.through_reader) == (("Fennel & Rye",), ("Tamar Preserves",))
    assert "through you to Tamar Preserves" in " ".join(render(known).text.split())


def test_an_insider_is_asked_for_the_people_wanted_at_their_company_which_heads_the_list_without_them() -> None:
    told = brief("insider")
    assert told.wanted_at_own == ("the plant manager", "Ana Ruiz")
    assert told.companies[0] == Target("Harbourside Bakers")
