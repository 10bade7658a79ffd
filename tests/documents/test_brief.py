"""The brief: which letter a reader gets, and the facts that it places; `golden/brief` has the letters whole."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from jobnet.documents.brief import brief_for, brief_id
from jobnet.errors import JobnetError
from jobnet.facts.history import BY_HAND, History, Told
from jobnet.facts.readers import general_reader, reader_of
from jobnet.profile.model import (
    CompanyStatus,
    Contact,
    Disclosure,
    OfferInReturn,
    PartialDate,
    Profile,
    Prose,
    Referral,
    Relationship,
    Resume,
    Stage,
    Tie,
    Tier,
    Title,
    TouchKind,
    Touchpoint,
    Url,
)
from jobnet.profile.vocabulary import Locale
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
    an_offer,
    day,
)
from tests.program import run

if TYPE_CHECKING:
    from jobnet.documents.brief.context import Brief

TODAY = dt.date(2026, 10, 15)
RUTH = a_person("Ruth Abernathy", honorific="Ms", family="Abernathy")

RICH = a_profile(
    expertise=("supplier audits", "recall drills", "allergen control", "training line leaders"),
    proof_points=(Prose("Recalls at two sites fell from five a year to one."), Prose("I trained 140 line leaders.")),
    not_a_fit=Prose("Laboratory posts are not what I am after."),
    offer_in_return=(OfferInReturn(Prose("My allergen checklist is yours if your site can use it.")),),
    background=Prose("I studied food science in Leeds."),
    availability="from 1 December",
    target_titles=(Title("Quality Manager", "keeping food safe"), Title("Technical Manager", "running recipes")),
    target_companies=(
        a_company(
            "Harbourside Bakers", short_name="Harbourside", tier=Tier.A, why=Prose("Any baker may stop a batch.")
        ),
        *map(a_company, ("Fennel & Rye", "Quayside Dairy", "Tamar Preserves", "Westbrook Mills")),
    ),
    applications=(
        an_application("Fennel & Rye", events=(an_event(Stage.APPLIED, "2026-10-01"),)),
        an_application("Quayside Dairy", events=(an_event(Stage.REJECTED, "2026-08-14"),)),
    ),
)
MINIMAL = Profile("Ines Duarte", target_titles=(Title("Line Cook"),), target_companies=(a_company("Bar Sol Ltd."),))
READERS = {
    "offer": a_contact(offered_help=an_offer(what="ask around at your site")),
    "plain offer": a_contact(offered_help=an_offer()),
    "no offer": a_contact("Bea Li", known_as="Bea", email="bea@example.com"),
    "knows": a_contact("Olu Adeyemi", email="olu@example.com", knows=("Tamar Preserves", "Bar Sol")),
    "friend": a_contact("Kim Vale", known_as="Kim", email="k@example.com", relationship=Relationship.CLOSE_FRIEND),
    "agency": a_contact("Sam Reyes", email="sam@example.com", relationship=Relationship.RECRUITER_AGENCY),
    "alumni": a_contact("Lena Weiß", email="lena@example.com", relationship=Relationship.ALUMNI),
    "mentor": a_contact("Judith Marsh", email="judith@example.com", relationship=Relationship.MENTOR),
    "outsider": a_contact("Rosa Lindt", email="rosa@example.com", in_field=False),
    "outside friend": a_contact("Jon Vale", email="j@example.com", relationship=Relationship.FAMILY, in_field=False),
    "asking outsider": a_contact(
        "Sal Orr", email="sal@example.com", in_field=False, offered_help=an_offer(what="ask in the salon")
    ),
    "asking friend": a_contact(
        "Dee Orr",
        known_as="Dee",
        email="d@example.com",
        relationship=Relationship.CLOSE_FRIEND,
        offered_help=an_offer(what="put the word out"),
    ),
    "asking family": a_contact(
        "Ray Orr",
        known_as="Ray",
        email="ray@example.com",
        relationship=Relationship.FAMILY,
        offered_help=an_offer(what="ask your clients"),
    ),
    "insider": a_contact("Gus Hale", known_as="Gus", email="gus@example.com", company="Harbourside Bakers Ltd"),
    "inside friend": a_contact(
        "Ada Vale", email="a@example.com", company="Fennel & Rye", relationship=Relationship.CLOSE_FRIEND
    ),
    "manager": a_contact(
        "Ruth Abernathy", email="r@example.com", relationship=Relationship.HIRING_MANAGER, company="Harbourside Bakers"
    ),
    "inhouse": a_contact("Pat Doyle", email="pat@example.com", relationship=Relationship.RECRUITER_INHOUSE),
    "dormant": a_contact("Owen Teller", email="owen@example.com", tie=Tie.DORMANT),
    "phone only": a_contact("Peig Horgan", phone="021 555 0190"),
    "by post": a_contact("Art Nyberg", phone="021 555 0191", post=("4 Elm Road",)),
}


def brief(
    who: str | Contact | None, profile: Profile = RICH, today: dt.date = TODAY, history: History | None = None
) -> Brief:
    contact = READERS[who] if isinstance(who, str) else who
    reader = reader_of(a_snapshot(profile, today), contact) if contact else general_reader(profile)
    return brief_for(a_snapshot(profile, today), reader, history=history or History())


def text(who: str | Contact | None, profile: Profile = RICH, today: dt.date = TODAY) -> str:
    return render(brief(who, profile, today)).flowing_text


def lead(**changes: Any) -> Referral:
    known: dict[str, Any] = {"giver": READERS["offer"], "to": "Brenda Ames", "company": "Tamar Preserves"}
    return Referral(**(known | changes))


# Which letter


@pytest.mark.parametrize(
    ("who", "situation"),
    [
        ("offer", ""), ("no offer", ""), ("by post", ""), ("knows", "knows"), ("friend", "friend"),
        ("agency", "recruiter"), ("alumni", "advice"), ("mentor", "advice"), ("outsider", "outside"),
        ("outside friend", "friend"), ("insider", "insider"), ("inside friend", "insider"), ("manager", "employer"),
        ("inhouse", "employer"), ("dormant", "reconnect"), ("phone only", ""), (None, "general"),
    ],
)  # fmt: skip
def test_each_reader_gets_the_letter_of_their_situation(who: str | None, situation: str) -> None:
    assert "".join(brief(who).situations) == situation


def test_an_offer_a_name_a_talk_or_a_letter_since_ends_a_silence() -> None:
    owen = READERS["dormant"]
    talk = Touchpoint(PartialDate(2026, 5), contact=owen, kind=TouchKind.CALL)
    long_ago = replace(talk, date=PartialDate(2021))
    assert brief(replace(owen, offered_help=an_offer())).situations == ()
    assert brief(owen, replace(RICH, referrals=(lead(giver=owen),))).situations == ()
    assert brief(owen, replace(RICH, touchpoints=(talk,))).situations == ()
    assert brief(owen, history=History((Told(owen.key, BY_HAND, "update", day("2026-06-01")),))).situations == ()
    assert brief(owen, replace(RICH, touchpoints=(long_ago,))).situations == ("reconnect",)


def test_three_years_without_a_touch_are_a_silence_where_touches_are_known() -> None:
    bea, kim = READERS["no offer"], READERS["friend"]
    touches = tuple(Touchpoint(PartialDate(2023, 1, 5), contact=each) for each in (bea, kim))
    profile = replace(RICH, touchpoints=touches)
    assert brief(bea, profile).situations == ("reconnect",)
    assert brief(kim, profile).situations == ("friend",)
    assert brief(replace(bea, tie=Tie.STRONG), profile).situations == ()
    assert brief(READERS["plain offer"], profile).situations == ()


@pytest.mark.parametrize("key", ["target_titles", "target_companies"])
def test_what_a_brief_cannot_do_without_is_asked_for_with_the_line_to_type(key: str) -> None:
    with pytest.raises(JobnetError, match=rf"`{key}: \["):
        brief("offer", replace(RICH, **{key: ()}))  # type: ignore[arg-type]


def test_the_id_changes_with_titles_and_targets_and_with_nothing_else() -> None:
    reader = general_reader(RICH)
    known = brief_id(RICH, reader)
    assert brief_id(replace(RICH, summary=None, target_titles=RICH.target_titles[::-1]), reader) == known
    held_back = a_company("Secret", disclosure=Disclosure.PRIVATE)
    assert brief_id(replace(RICH, target_companies=(*RICH.target_companies, held_back)), reader) == known
    assert brief_id(replace(RICH, target_companies=RICH.target_companies[1:]), reader) != known
    assert brief_id(replace(RICH, target_titles=RICH.target_titles[1:]), reader) != known


# What it answers


def test_an_offer_is_named_as_it_was_made() -> None:
    assert brief("offer").offered_what == "ask around at your site"
    ted = a_contact(offered_help=an_offer(what="to ask around."))
    assert brief(ted).offered_what == "ask around"
    assert (brief("plain offer").offered, brief("plain offer").offered_what) == (True, None)
    assert brief(a_contact(offered_help=an_offer("2026-12-01"))).offered is False


def test_only_an_offer_that_has_waited_for_two_weeks_is_answered_late() -> None:
    ted = a_contact(offered_help=an_offer("2026-10-01"))
    written = History((Told(ted.key, BY_HAND, "brief", day("2026-10-03")),))
    rung = replace(RICH, touchpoints=(Touchpoint(PartialDate(2026, 10, 4), contact=ted, kind=TouchKind.CALL),))
    assert not brief(ted).is_late
    assert brief(ted, today=TODAY + dt.timedelta(1)).is_late
    assert not brief(ted, today=TODAY + dt.timedelta(1), history=written).is_late
    assert not brief(ted, rung, today=TODAY + dt.timedelta(1)).is_late


def test_whoever_gave_a_name_is_thanked_for_it_and_not_asked_for_it_again() -> None:
    profile = replace(RICH, referrals=(lead(acted=day("2026-10-05")),))
    made = brief("offer", profile)
    assert made.given
    assert (made.given.to, made.given.company, made.given.followed_up_on) == (
        "Brenda Ames", "Tamar Preserves", day("2026-10-05"),
    )  # fmt: skip
    for who in READERS.values():
        letter = text(who, replace(profile, referrals=(lead(giver=who),)))
        if who.relationship not in {Relationship.HIRING_MANAGER, Relationship.RECRUITER_INHOUSE}:
            assert "pointing me to Brenda Ames" in letter, who.name
        assert letter.count("Tamar") <= 1, who.name


def test_of_several_names_the_last_is_told_of() -> None:
    older = lead(to="Sam Whitlock", company=None, received=day("2026-09-01"))
    made = brief("offer", replace(RICH, referrals=(older, lead(received=day("2026-10-03")))))
    assert made.given
    assert made.given.to == "Brenda Ames"


def test_a_talk_already_given_is_not_asked_for_again() -> None:
    lena = READERS["alumni"]
    talk = Touchpoint(PartialDate(2026, 10, 2), contact=lena, kind=TouchKind.INFORMATIONAL_INTERVIEW)
    letter = text(lena, replace(RICH, touchpoints=(talk,)))
    assert "Thank you again for talking to me on 2 October." in letter
    assert "twenty minutes" not in letter


def test_only_a_mentor_is_told_that_nothing_was_applied_for_yet() -> None:
    fresh = replace(RICH, applications=())
    assert [who for who in READERS if brief(who, fresh).nothing_applied] == ["mentor"]
    assert not brief("mentor").nothing_applied


# The search, in the reader's words


def test_outside_the_field_nothing_is_in_the_language_of_the_trade() -> None:
    made = brief("outsider")
    assert (made.summary, made.expertise, made.proof_points) == (RICH.plain_summary, (), ())
    assert made.titles[0] == "Quality Manager (keeping food safe)"
    assert brief("outsider", replace(RICH, plain_summary=None)).summary == RICH.summary  # rather than nothing


@pytest.mark.parametrize(
    ("locations", "mode", "where"),
    [
        (("Cork", "the Midlands"), None, " in Cork or the Midlands."),
        (("Cork", "Remote"), "part-time", " in Cork, or remotely, part-time."),
        (("remote",), None, ", remotely."),
        (("within an hour of Cork",), None, ", within an hour of Cork."),
        (("Cork", "within an hour's drive"), "days", " in Cork, or within an hour's drive, days."),
        (("Cork",), "Cork, or partly remote", " in Cork, or partly remote."),
        ((), "on site", ", on site."),
        ((), "Hybrid", ", Hybrid."),
        ((), "Tucson or fully remote", " in Tucson or fully remote."),
        ((), "days or nights, Rotherham", ", days or nights, Rotherham."),
        ((), None, "."),
    ],
)
def test_places_are_said_as_they_stand(locations: tuple[str, ...], mode: str | None, where: str) -> None:
    profile = replace(RICH, target_locations=locations, work_mode=mode, location="Bristol, England", availability=None)
    titles = "Quality Manager (keeping food safe) or Technical Manager (running recipes)"
    assert f"I'm looking for a job as {titles}{where}" in text("friend", profile)
    titles = "Quality Manager or Technical Manager"
    assert f"I'm looking for a job as {titles}{where[:-1]}, so anybody who does one" in text("plain offer", profile)


@pytest.mark.parametrize(
    ("availability", "sentence"),
    [
        ("immediate", "I can start immediately."),
        ("Straight away", "I can start straight away."),
        ("any time", "I can start any time."),
        ("from 1 December", "I can start from 1 December."),
        ("1 December", "I can start on 1 December."),
        ("December 1", "I can start on December 1."),
        ("two weeks after an offer", "I can start two weeks after an offer."),
        ("three months' notice", "I can start after three months' notice."),
        ("4 weeks notice.", "I can start after 4 weeks notice."),
        ("negotiable", None),
    ],
)
def test_from_when_is_a_sentence_or_for_recruiters_only(availability: str, sentence: str | None) -> None:
    profile = replace(RICH, availability=availability)
    assert (sentence or "") in text("offer", profile)
    assert ("I can start" in text("offer", profile)) is bool(sentence)
    assert ("Availability: negotiable." in text("agency", profile)) is (sentence is None)


def test_a_number_stands_once_in_the_letter_or_in_the_note_to_forward() -> None:
    own = replace(RICH, blurb=Prose("Nia Pargeter cut recalls by 80% at two sites."))
    helper = replace(READERS["offer"], relationship=Relationship.OTHER)
    assert brief(helper).proof_points == RICH.proof_points[:1]
    assert brief(helper, own).proof_points == ()


# What goes with it


@pytest.mark.parametrize(
    ("who", "attached"),
    [("offer", True), ("agency", True), ("no offer", False), ("alumni", False), ("by post", False), (None, False)],
)
def test_a_resume_file_goes_by_mail_to_those_who_offered_and_to_agencies(who: str | None, attached: bool) -> None:
    profile = replace(RICH, resume=Resume(file="cv/nia.pdf"), file=Path("/home/nia/search/profile.yaml"))
    made = brief(who, profile)
    assert (made.attachments != ()) is attached
    assert made.attachments == ((Path("/home/nia/search/cv/nia.pdf"),) if attached else ())


@pytest.mark.parametrize("who", ["by post", "phone only"])
def test_what_is_printed_or_read_out_has_no_web_address_in_it(who: str) -> None:
    letter = text(who, replace(RICH, links={"Portfolio": Url("https://example.com/nia/plans")}))
    assert "http" not in letter
    assert ("My CV is enclosed" in letter) is (who == "by post")


def test_the_note_to_forward_is_the_seekers_own_with_a_way_to_answer() -> None:
    own = replace(RICH, blurb=Prose("Nia Pargeter makes food safe."), phone="0117 496 0182")
    assert '"Nia Pargeter makes food safe. nia@example.com, 0117 496 0182"' in text("offer", own)
    told = replace(own, blurb=Prose("Nia makes food safe. Ring her on 0117 4960182."))
    assert '"Nia makes food safe. Ring her on 0117 4960182."' in text("offer", told)


@pytest.mark.parametrize(
    ("pronouns", "who"), [("she/her", "She"), ("They/them", "They"), ("xe/xem", "Nia Pargeter"), (None, "Nia Pargeter")]
)
def test_a_note_made_of_facts_is_in_the_helpers_mouth_with_a_number(pronouns: str | None, who: str) -> None:
    letter = text("asking outsider", replace(RICH, pronouns=pronouns))
    assert '"Somebody I know, Nia Pargeter, is looking for a job as Quality Manager or Technical Manager' in letter
    verb = "make" if who == "They" else "makes"
    assert f"{who} {verb} sure the food in the shops is safe to eat." in letter
    assert f"{who} trained 140 line leaders." in letter
    assert "Do you know anyone who would be good to talk to? nia@example.com" in letter


@pytest.mark.parametrize(
    ("summary", "words"),
    [
        (
            "I'm the person who tastes the soup.",
            "Nia Pargeter is the person who tastes the soup. Nia Pargeter trained 140 line leaders.",
        ),
        ("I bake bread and sell it.", "What Nia Pargeter does is bake bread and sell it."),
        ("I make cakes and decorate them.", "What Nia Pargeter does is make cakes and decorate them."),
        ("I was a cook and now I teach.", "In short: 'I was a cook and now I teach.'"),
    ],
)
def test_a_note_says_who_the_seeker_is_in_the_third_person_or_quotes(summary: str, words: str) -> None:
    letter = text("asking outsider", replace(RICH, plain_summary=Prose(summary)))
    assert words.removeprefix("Nia Pargeter ") in letter


@pytest.mark.parametrize(
    ("who", "mouth"), [("asking friend", "A friend of mine, Nia, is"), ("asking family", "A relative of mine, Nia, is")]
)
def test_a_note_is_in_the_mouth_of_a_friend_or_of_the_family(who: str, mouth: str) -> None:
    assert f'"{mouth} looking for a job' in text(who)


def test_nobody_forwards_what_nobody_could_answer_nor_a_search_in_confidence() -> None:
    assert brief("offer", replace(RICH, email=None, phone=None)).blurb is None
    assert brief("offer", replace(RICH, search=a_confidential_search())).blurb is None


@pytest.mark.parametrize("who", [*READERS, None])
def test_a_confidential_search_asks_for_silence_and_its_subject_gives_nothing_away(who: str | None) -> None:
    letter = render(brief(who, replace(RICH, search=a_confidential_search(), contacts=())))
    words = "My employer does not know that I am looking" if who == "agency" else "quietly"
    assert words in letter.flowing_text or who in {"manager", "inhouse"}
    assert "Corvane" not in letter.text
    if who not in {"agency", "manager", "inhouse", "dormant"}:
        assert letter.subject in {"A favour to ask", "A question"}


# What is offered in return


def test_an_offer_in_return_fits_its_reader_or_there_is_none() -> None:
    fits = {who for who in READERS if brief(who).offer_in_return}
    assert fits >= {"offer", "friend", "knows", "outside friend"}
    assert not fits & {"agency", "manager", "inhouse", "outsider", "insider", "inside friend"}


def test_offers_of_a_list_go_by_name_then_by_interest_then_to_everyone() -> None:
    ted, bea, rosa = READERS["offer"], replace(READERS["no offer"], interests=("Rye",)), READERS["outsider"]
    offers = (
        OfferInReturn(Prose("For all."), audience=("everyone",)),
        OfferInReturn(Prose("For bakers."), audience=("rye", "wheat")),
        OfferInReturn(Prose("For Ted."), reader=ted),
    )
    profile = replace(RICH, offer_in_return=offers, contacts=(ted, bea, rosa))
    assert [brief(each, profile).offer_in_return for each in (ted, bea, rosa)] == [
        "For Ted.",
        "For bakers.",
        "For all.",
    ]
    assert (
        brief("agency", replace(profile, offer_in_return=(OfferInReturn(Prose("Hm."), ("everyone",)),))).offer_in_return
        is None
    )


# The companies


def test_the_reader_who_knows_people_is_asked_about_two_companies_and_the_others_in_one_line() -> None:
    olu = replace(READERS["knows"], knows=("Tamar Preserves", "Fennel & Rye", "Westbrook Mills"))
    made = brief(olu)
    assert [each.short for each in made.known] == ["Fennel & Rye", "Tamar Preserves"]
    assert made.names == ("Westbrook Mills", "Harbourside")


def test_the_reader_who_knows_people_is_asked_one_thing_about_all_of_them() -> None:
    olu = replace(READERS["knows"], knows=("Tamar Preserves", "Fennel & Rye"))
    letter = text(olu)
    assert "You know people at Fennel & Rye (I have applied there) and at Tamar Preserves. Who would" in letter
    assert letter.count("?") == 1


def test_whoever_asks_others_starts_where_they_know_people_and_hears_of_nothing_told_in_trust() -> None:
    secret = replace(RICH.applications[0], disclosure=Disclosure.TRUSTED)
    dee = replace(READERS["asking friend"], knows=("Tamar Preserves",), trust=Disclosure.TRUSTED)
    made = brief(dee, replace(RICH, applications=(secret,)))
    assert (made.starts_with, made.asked_at[0].short) == (("Tamar Preserves",), "Tamar Preserves")
    assert "Best start with Tamar Preserves, where you know people yourself." in render(made).flowing_text
    assert "Fennel" not in render(made).text


def test_what_is_told_in_trust_is_asked_to_be_kept_so() -> None:
    secret = replace(RICH.applications[0], disclosure=Disclosure.TRUSTED)
    bea = replace(READERS["no offer"], trust=Disclosure.TRUSTED)
    assert "- Fennel & Rye (I've applied there): please keep that one between us" in text(
        bea, replace(RICH, applications=(secret,))
    )
    assert "between us" not in text(bea)


def test_of_whoever_does_something_alone_names_are_asked_beside_and_nothing_is_explained() -> None:
    boss = a_contact(relationship=Relationship.FORMER_MANAGER, offered_help=an_offer(what="give me a reference"))
    talk = an_application("Upland Oats", events=(an_event(Stage.INTERVIEW, "2026-10-29"),))
    letter = text(boss, replace(RICH, applications=(talk,)))
    assert "I have an interview at Upland Oats on Thursday 29 October; may I give your name if they ask" in letter
    assert "And do you know anyone at Harbourside, Fennel & Rye or Quayside Dairy?" in letter
    assert not re.search("somebody asks|If you give me a name|just forward", letter)


def test_a_former_manager_is_given_no_list_of_strengths_nor_a_fact_about_work_they_know() -> None:
    boss = a_contact(relationship=Relationship.FORMER_MANAGER, offered_help=an_offer())
    made = brief(boss)
    assert (made.expertise, made.proof_points, made.background) == ((), (), None)
    assert f"If somebody asks what I do: {RICH.summary}" in text(boss)


def test_a_company_that_took_somebody_else_is_told_of_as_that() -> None:
    second = an_application("Quayside Dairy", events=(an_event(Stage.RUNNER_UP, "2026-08-14"),))
    assert "- Quayside Dairy (I came second there in August; I'd still" in text(
        "plain offer", replace(RICH, applications=(second,))
    )


def test_where_a_name_has_led_to_an_interview_its_giver_hears_of_that() -> None:
    talk = an_application("Tamar Preserves", events=(an_event(Stage.INTERVIEW, "2026-10-29"),))
    profile = replace(RICH, applications=(talk,), referrals=(lead(acted=day("2026-10-05")),))
    assert "Brenda Ames at Tamar Preserves. I now have an interview there on Thursday 29 October." in text(
        "offer", profile
    )


def test_who_offers_to_ask_at_one_company_is_told_what_to_ask_there() -> None:
    dee = replace(READERS["asking friend"], offered_help=an_offer(what="ask at Tamar Preserves"))
    letter = text(dee)
    assert "Yes, please. I'd love to work there. Who there would be good to talk to?" in letter
    assert render(brief(dee)).subject == "Taking you up on your offer"


def test_whom_somebody_named_is_said_as_to_themselves() -> None:
    profile = replace(RICH, referrals=(lead(to="his sister-in-law", company="Tamar Preserves Ltd"),))
    assert "for pointing me to your sister-in-law at Tamar Preserves." in text("offer", profile)


def test_hurried_facts_and_titles_read_as_one_would_say_them() -> None:
    hurried = replace(
        RICH,
        summary=Prose("baker, 14 years"),
        proof_points=(Prose("led the new line in 7 weeks"),),
        not_a_fit=Prose("no laboratories"),
        target_titles=(Title("Site Supervisor (Conservation)"),),
    )
    letter = text("no offer", replace(hurried, background=None))
    assert "I'm looking for a job as Site Supervisor in" in letter
    assert "No laboratories." in letter
    colleague = text(replace(READERS["no offer"], relationship=Relationship.OTHER), hurried)
    assert (
        "If somebody asks what I do: Baker, 14 years. I studied food science in Leeds. I led the new line" in colleague
    )


@pytest.mark.parametrize("who", ["knows", "insider"])
def test_two_applications_at_one_company_have_no_one_job_and_day(who: str) -> None:
    contact = replace(READERS[who], company="Tamar Preserves" if who == "insider" else None)
    twice = tuple(an_application("Tamar Preserves", position) for position in ("Baker", "Miller"))
    assert "I have applied" in text(contact, replace(RICH, applications=twice)).replace("I've", "I have")


def test_an_insider_hears_of_their_own_company_alone() -> None:
    for who in ("insider", "inside friend", "manager", "inhouse"):
        own = READERS[who].company
        for company in RICH.target_companies:
            if company.name not in (own or ""):
                assert company.spoken not in text(who).replace(f"{own}", ""), who


def test_recruiters_learn_where_not_to_send_the_seeker_but_through_them() -> None:
    sam = READERS["agency"]
    through = an_application("Tamar Preserves", agency=sam)
    profile = replace(RICH, applications=(*RICH.applications, through), contacts=(sam,))
    made = brief(sam, profile)
    assert (made.applied_to, made.companies) == (("Fennel & Rye", "Quayside Dairy"), ())
    talk = an_application("Westbrook Mills", events=(an_event(Stage.INTERVIEW, "2026-10-29"),))
    letter = text(sam, replace(profile, applications=(*profile.applications, talk)))
    assert (
        "this is where I have applied myself:\n- Westbrook Mills, Technical Manager (I have an interview there on 29"
        " October)\n- Fennel & Rye, Technical Manager (I have applied there)\n- Quayside Dairy, Technical Manager (they"
        " said no in August)\n\nCould we talk for ten minutes about which of your other clients" in letter
    )


def test_a_recruiter_reads_how_it_ended_where_the_seeker_wants_to_work_no_more() -> None:
    ended = an_application(
        "Lion Gate", events=(an_event(Stage.APPLIED, "2026-08-01"), an_event(Stage.REJECTED, "2026-09-01"))
    )
    letter = text("agency", replace(RICH, applications=(replace(ended, wanted=False),)))
    assert "- Lion Gate, Technical Manager (they said no in September)" in letter


def test_what_a_recruiter_sends_to_a_company_given_up_is_not_said_to_be_of_interest() -> None:
    left = replace(RICH, target_companies=(a_company("Quayside Dairy", status=CompanyStatus.TURNED_DOWN),))
    assert "- Quayside Dairy, Technical Manager (they said no in August)\n\n" in text("agency", left)
    made = brief(replace(READERS["agency"], offered_help=an_offer(what="put me forward")))
    assert made.expertise == ()
    assert render(made).flowing_text.split("\n\n")[-2] == "What else do you need from me?"


def test_a_friend_is_told_of_the_next_talk_always() -> None:
    talk = an_application("Westbrook Mills", events=(an_event(Stage.INTERVIEW, "2026-10-29"),))
    made = brief(
        "friend",
        replace(
            RICH, applications=(talk,), rules=replace(RICH.rules, limits={**RICH.rules.limits, "brief_companies": 3})
        ),
    )
    assert [each.short for each in made.companies] == ["Harbourside", "Fennel & Rye", "Westbrook Mills"]
    assert made.next is None  # They can hardly say what it is like there.


def test_where_a_talk_is_coming_comes_first_with_what_would_help_there() -> None:
    talk = an_application("Upland Oats", events=(an_event(Stage.INTERVIEW, "2026-10-29"),))
    letter = text("plain offer", replace(RICH, applications=(talk,)))
    assert (
        "a name is enough.\n- Upland Oats (I have an interview there on 29 October): anything you can tell me "
        "before then would help\n- Harbourside" in letter
    )


def test_after_a_no_only_where_the_seeker_still_looks_is_listed_and_says_so() -> None:
    noes = tuple(an_application(each, events=(an_event(Stage.REJECTED, "2026-09-14"),)) for each in ("A", "B", "C"))
    left = a_company("C", status=CompanyStatus.TURNED_DOWN)
    letter = text("friend", replace(RICH, target_companies=(a_company("A"), a_company("B"), left), applications=noes))
    assert "- A (they said no in September; I'd still like to work there)" in letter
    assert "- B (they said no in September, but I'm still interested)" in letter
    assert "- C" not in letter


def test_where_somebody_has_said_already_how_things_are_nobody_else_is_asked_for() -> None:
    told = lead(giver=READERS["no offer"], acted=day("2026-10-05"), company="Tamar Preserves")
    names = [each.short for each in brief("offer", replace(RICH, referrals=(told,))).companies]
    assert names[-1] == "Tamar Preserves"
    told = replace(told, result=Prose("There is nothing before July."))
    assert "Tamar" not in text("offer", replace(RICH, referrals=(told,)))


@pytest.mark.parametrize("who", ["asking outsider", "asking friend", "friend", "outsider"])
@pytest.mark.parametrize("own", [None, Prose("Nia Pargeter makes food safe.")])
def test_friends_and_laymen_always_read_which_jobs_where_and_from_when(who: str, own: Prose | None) -> None:
    profile = replace(RICH, blurb=own, target_locations=("Bristol",))
    letter = text(who, profile)
    assert re.search(r"Quality Manager.* in Bristol", letter)
    assert "I can start from 1 December." in letter
    if own:
        assert f"If somebody asks what I do: {RICH.plain_summary} I'm" in letter.replace("I am", "I'm")
        assert 'in writing, forward this:\n\n"Nia Pargeter makes' in letter


def test_the_subject_names_all_that_are_asked_about_or_none() -> None:
    two = replace(RICH, target_companies=tuple(map(a_company, ("Tamar", "Rye"))), applications=())
    said = [render(brief(who, each)).subject for who in ("no offer", "offer", "plain offer") for each in (two, RICH)]
    asked = "Do you know anyone at Tamar or Rye?"
    assert said == [
        asked, "Could you help with my job search?", asked, "A question to ask around",
        asked, "How you can help with my job search",
    ]  # fmt: skip


def test_a_name_with_an_article_is_small_inside_a_sentence_and_not_in_a_list() -> None:
    few = replace(RICH, target_companies=(a_company("The Fenwick Hotel"),), applications=())
    assert "Do you know anyone at the Fenwick Hotel?" in text("no offer", few)
    many = replace(few, target_companies=tuple(map(a_company, ("The Fenwick Hotel", "B", "C", "D"))))
    assert "\n- The Fenwick Hotel\n" in text("no offer", many)


def test_where_little_is_to_be_gained_comes_last_and_falls_away_first() -> None:
    over = an_application("Harbourside Bakers", events=(an_event(Stage.WITHDRAWN, "2026-10-01"),))
    names = ("Harbourside Bakers", "Fennel & Rye", "Quayside Dairy", "Tamar Preserves", "A", "B", "C")
    profile = replace(RICH, target_companies=tuple(map(a_company, names)), applications=(over,))
    assert [each.short for each in brief("plain offer", profile).companies] == [*names[1:]]


def test_four_companies_and_more_are_a_list() -> None:
    letter = text("no offer", replace(RICH, applications=()))
    assert (
        "at any of these places? It doesn't matter what they do there; a name is enough.\n- Harbourside, where"
        in letter
    )


@pytest.mark.parametrize(
    ("what", "kind"),
    [
        ("ask around at your site", "asks_others"),
        ("put the word out", "asks_others"),
        ("find out who hires there", "asks_others"),
        ("talk to your walking group", "asks_others"),
        ("keep me sane and ask your sister", "asks_others"),
        ("mention me to the parents", "asks_others"),
        ("make a few calls", "asks_others"),
        ("keep your ears open", "asks_others"),
        ("tell me who to talk to", "names_people"),
        ("think of somebody", "names_people"),
        ("introduce me to the plant", "names_people"),
        ("put me in touch with Sam", "names_people"),
        ("tell me what it is like", "gives_time"),
        ("look over my CV", "gives_time"),
        ("talk it all through", "gives_time"),
        ("ring me on Sunday", "gives_time"),
        ("a coffee", "gives_time"),
        ("meet for a quick chat", "gives_time"),
        ("an intro to the plant", "names_people"),
        ("be a reference", None),
        ("put in a word at the plant", None),
        ("pass on my CV", None),
    ],
)
def test_the_letter_builds_on_what_was_offered(what: str, kind: str | None) -> None:
    made = brief(a_contact(offered_help=an_offer(what=what)))
    kinds = ("asks_others", "names_people", "gives_time")
    assert [name for name in kinds if getattr(made, name)] == ([kind] if kind else [])
    letter = render(made).flowing_text
    assert ("I'd love to take you up on that" in letter) is (kind != "asks_others")
    assert ("Here's what to ask: does anyone know somebody at" in letter) is (kind == "asks_others")


def test_beside_what_is_offered_at_one_company_only_a_few_names_are_asked_about() -> None:
    ted = a_contact(offered_help=an_offer(what="an introduction at Tamar Preserves"))
    letter = text(ted)
    assert "Thank you for offering an introduction at Tamar Preserves. Yes, please. I'd love to work there." in letter
    assert "And do you know anyone at Harbourside or Westbrook Mills? It doesn't matter" in letter


def test_an_offer_of_ones_time_or_at_one_company_is_tied_to_the_interview() -> None:
    talk = an_application("Tamar Preserves", events=(an_event(Stage.INTERVIEW, "2026-10-29"),))
    profile = replace(RICH, applications=(talk,))
    look = text(a_contact(offered_help=an_offer(what="look over my CV")), profile)
    word = text(a_contact(offered_help=an_offer(what="put in a word at Tamar Preserves")), profile)
    assert "take you up on that, best of all before my interview at Tamar Preserves on Thursday 29 October." in look
    assert "take you up on that: I have an interview there on Thursday 29 October, and anything" in word
    assert word.count("Tamar Preserves") == 1


def test_an_offer_that_was_done_or_is_over_is_thanked_for_and_not_taken_up() -> None:
    helper = a_contact(offered_help=an_offer(what="put in a word at Tamar Preserves"))
    done = an_application("Tamar Preserves", events=(an_event(Stage.APPLIED, "2026-10-01"),), referral_from=helper)
    over = an_application("Tamar Preserves", events=(an_event(Stage.REJECTED, "2026-10-01"),))
    for application in (done, over):
        letter = text(helper, replace(RICH, applications=(application,)))
        assert "Thank you for offering to put in a word at Tamar Preserves" in letter
        assert "take you up" not in letter


def test_a_call_that_nobody_answered_is_no_talk() -> None:
    ted = READERS["plain offer"]
    call = Touchpoint(PartialDate(2026, 10, 9), contact=ted, kind=TouchKind.CALL, replied=False)
    assert brief(ted, replace(RICH, touchpoints=(call,))).talked_on is None


def test_a_talk_is_thanked_for_once() -> None:
    ted = READERS["alumni"]
    talk = Touchpoint(PartialDate(2026, 10, 9), contact=ted, kind=TouchKind.CALL, learned=Prose("You said: go north."))
    profile = replace(RICH, touchpoints=(talk,))
    made = brief(ted, profile)
    told = History(tuple(Told(ted.key, item.id, "brief", day("2026-10-10")) for item in made.items))
    again = render(brief(ted, profile, history=told)).flowing_text
    assert "Thank you again for talking to me on 9 October. You said: go north." in render(made).flowing_text
    assert "Thank you again for talking to me on 9 October." in again
    assert "go north" not in again


@pytest.mark.parametrize("what", ["pass on my CV", "put in a word at Tamar Preserves", "introduce me to the plant"])
def test_in_a_secret_search_nothing_is_taken_up_that_would_carry_it_on(what: str) -> None:
    ted = a_contact(offered_help=an_offer(what=what))
    assert brief(ted).takes_up
    assert not brief(ted, replace(RICH, search=a_confidential_search())).takes_up
    look = a_contact(offered_help=an_offer(what="look over my CV"))
    assert brief(look, replace(RICH, search=a_confidential_search())).takes_up


@pytest.mark.parametrize("what", ["put in a word for me", "introduce me to the bakers"])
def test_whoever_offered_a_word_where_an_application_is_open_is_left_free(what: str) -> None:
    gus = replace(READERS["insider"], offered_help=an_offer(what=what))
    talk = an_application("Harbourside Bakers", events=(an_event(Stage.APPLIED, "2026-10-02"),))
    letter = text(gus, replace(RICH, applications=(talk,)))
    assert "If you can still do that, I'd be very glad; if not, no harm done." in letter
    assert ("take you up" in letter, "?" in letter) == (False, False)


def test_whoever_offered_to_find_somebody_at_their_own_company_is_asked_for_just_that() -> None:
    gus = replace(READERS["insider"], offered_help=an_offer(what="find out who does what in the bakery"))
    talk = an_application("Harbourside Bakers", events=(an_event(Stage.APPLIED, "2026-10-02"),))
    applied = text(gus, replace(RICH, applications=(talk,)))
    assert (
        "I applied to Harbourside on 2 October for the job of Technical Manager.\n\nWho there does that kind of work, or runs it"
        in applied
    )
    assert "ten minutes? A name is enough. I'm not asking you to put in a word." in applied
    assert (applied.count("?"), "since you work there" in applied) == (1, False)
    assert "Which of your colleagues would be good to talk to? A name is enough, and you needn't put in" in text(gus)


@pytest.mark.parametrize(
    ("language", "what", "asked"),
    [
        ("de", "herauszufinden, wer in der Bäckerei was macht", "Mit wem könnte ich dazu am besten einmal sprechen?"),
        ("fr", "demander qui fait quoi à la boulangerie", "À ton avis, à qui"),
        ("es", "averiguar quién hace qué en la panadería", "¿Con quién me recomendarías hablar ahí?"),
    ],
)
def test_so_it_is_in_other_languages(language: str, what: str, asked: str) -> None:
    gus = replace(READERS["insider"], offered_help=an_offer(what=what), locale=Locale(language, "XX"))
    talk = an_application("Harbourside Bakers", events=(an_event(Stage.APPLIED, "2026-10-02"),))
    letter = text(gus, replace(RICH, applications=(talk,)))
    assert asked in letter
    assert letter.count("?") == 1


def test_a_reference_number_is_no_reference() -> None:
    assert brief(a_contact(offered_help=an_offer(what="be a reference"))).is_referee
    assert brief(a_contact(offered_help=an_offer(what="give me a reference"))).is_referee
    assert not brief(a_contact(offered_help=an_offer(what="give me the reference number of the job"))).is_referee


def test_a_secret_search_speaks_of_work_only_where_there_is_some() -> None:
    unemployed = replace(RICH, search=replace(a_confidential_search(), current_employer=None))
    assert "nobody at work must hear of it" in text("offer", replace(RICH, search=a_confidential_search()))
    assert "looking quietly, so please keep this to yourself and don't ask around" in text("offer", unemployed)
    assert "at work" not in text("offer", unemployed)


def test_a_talk_since_is_thanked_for_with_what_was_learned() -> None:
    ted = READERS["plain offer"]
    talk = Touchpoint(PartialDate(2026, 10, 9), contact=ted, kind=TouchKind.CALL, learned=Prose("You said: go north."))
    letter = text(ted, replace(RICH, touchpoints=(talk,)))
    assert "help with my job search and for talking to me on 9 October. You said: go north." in letter
    assert "talking to me" not in text(ted, replace(RICH, touchpoints=(replace(talk, date=PartialDate(2026, 7, 1)),)))


def test_an_elder_is_asked_after_their_health_and_hears_no_contractions() -> None:
    uncle = a_contact("S. Rao", salutation="Dear Uncle", email="s@example.com", relationship=Relationship.FAMILY)
    letter = text(uncle)
    assert letter.startswith("Dear Uncle,\n\nI hope you are keeping well.")
    assert letter.endswith("Thank you,\nNia")
    assert "'m" not in letter


def test_a_recruiters_letter_begins_with_what_they_have_done() -> None:
    sam = READERS["agency"]
    through = an_application("Tamar Preserves", agency=sam)
    letter = text(sam, replace(RICH, applications=(through,), contacts=(sam,)))
    thanks = "Thank you for putting me forward for the job of Technical Manager at Tamar Preserves."
    assert letter.split("\n\n")[1].startswith(thanks)
    assert "which of your other clients" in letter


LONG = "The Royal and Ancient Wiltshire and Somerset Society of Millers"


@pytest.mark.parametrize("who", [*READERS, None])
@pytest.mark.parametrize("profile", [RICH, MINIMAL], ids=["rich", "minimal"])
def test_letters_are_short_and_their_subjects_too(who: str | None, profile: Profile) -> None:
    made = render(brief(who, profile))
    assert made.words <= 250
    assert "None" not in made.text
    long = replace(profile, target_companies=(a_company(LONG), a_company(f"{LONG} Two")))
    assert len(render(brief(who, long)).subject) <= 60


def test_an_acquaintance_is_reminded_and_asked_one_thing() -> None:
    bea = replace(READERS["no offer"], tie=Tie.WEAK, how_we_met=Prose("We met at the forum in March."))
    letter = text(bea)
    assert letter.count("?") == 1
    assert "We met at the forum in March. I could use your help with my job search." in letter


def test_how_we_met_is_not_recited_to_somebody_who_offered_gave_a_name_or_was_in_touch() -> None:
    bea = replace(READERS["no offer"], how_we_met=Prose("We met at the forum in March."))
    talk = Touchpoint(PartialDate(2026, 5), contact=bea, kind=TouchKind.CALL)
    assert brief(bea).how_we_met
    assert not brief(replace(bea, offered_help=an_offer(), tie=Tie.WEAK)).how_we_met
    assert not brief(bea, replace(RICH, referrals=(lead(giver=bea),))).how_we_met
    assert not brief(bea, replace(RICH, touchpoints=(talk,))).how_we_met
    assert brief(bea, replace(RICH, touchpoints=(replace(talk, date=PartialDate(2025, 5)),))).how_we_met


def test_to_friends_and_laymen_the_only_link_is_that_of_the_cv() -> None:
    linked = replace(RICH, links={"Field books": Url("https://example.com/nia/books")})
    assert "Field books" in text("offer", linked)
    for who in ("friend", "outsider"):
        assert "Field books" not in text(who, linked)


def test_a_personal_line_is_said_once() -> None:
    ted = replace(READERS["offer"], opening=Prose("Congratulations on the twins!"))
    made = brief(ted)
    told = History(tuple(Told(ted.key, item.id, "update", day("2026-10-10")) for item in made.items[1:]))
    assert made.opening == "Congratulations on the twins!"
    assert brief(ted, history=told).opening is None


def test_what_came_of_a_name_is_told_once() -> None:
    profile = replace(
        RICH,
        referrals=(
            lead(
                acted=day("2026-10-05"),
                result=Prose("She has no opening."),
            ),
        ),
    )
    made = brief("offer", profile)
    told = History(tuple(Told("ted alder", item.id, "brief", day("2026-10-10")) for item in made.items[1:]))
    assert "She has no opening." in text("offer", profile)
    again = brief("offer", profile, history=told).given
    assert again
    assert (again.is_thanked, again.is_closed) == (True, True)


DECIDED = """\
name: Nia Pargeter
email: nia@example.com
target_titles: [Quality Manager]
target_companies: [Harbourside Bakers, Fennel & Rye]
contacts:
  - name: Ruth Abernathy
    email: ruth@example.com
    relationship: hiring_manager
    company: Harbourside Bakers
    offered_help: 2026-10-14
applications:
  - {company: Harbourside Bakers, position: Technical Manager, applied: 2026-09-21, EVENT}
"""


@pytest.mark.parametrize(
    ("event", "letter"),
    [
        ("interview: {date: 2026-10-06, with: Ruth Abernathy}, rejected: 2026-10-13", "jobnet runnerup --company"),
        ("rejected: 2026-10-13", "jobnet touch --company"),
        ("interview: 2026-10-06", "jobnet thanks --company"),
        ("screening: 2026-11-02", "after an interview, thank them: jobnet thanks --company"),
    ],
)
def test_who_decides_where_i_applied_gets_no_brief_but_the_letter_that_fits(
    tmp_path: Path, event: str, letter: str
) -> None:
    (tmp_path / "profile.yaml").write_text(DECIDED.replace("EVENT", event), encoding="utf-8")

    refused = run("brief", "--to", "Ruth Abernathy", cwd=tmp_path)
    forced = run("brief", "--to", "Ruth Abernathy", "--force", cwd=tmp_path)

    assert (refused.code, refused.out) == (65, "")
    assert f'{letter} "Harbourside Bakers" [BRIEF-11]' in refused.err
    assert forced.code == 0
    assert "Harbourside Bakers" in forced.out
    assert "Fennel" not in forced.out


def test_who_offered_to_ask_is_asked_about_the_jobs_where_there_is_no_company_to_ask_about() -> None:
    asker = a_contact(offered_help=an_offer(what="ask around at your site"))
    talk = an_application(company="Fennel", events=(an_event(Stage.INTERVIEW, "2026-10-22"),))
    profile = a_profile(contacts=(asker,), target_companies=(a_company("Fennel"),), applications=(talk,))
    assert (
        "does anyone know somebody at this place? It doesn't matter what they do there; a name is enough.\n- Fennel"
        in _said(profile, asker)
    )


def test_in_a_secret_search_nobody_is_told_what_to_say_and_a_done_offer_is_not_stopped() -> None:
    manager = a_contact(relationship=Relationship.FORMER_MANAGER, offered_help=an_offer(what="ask around"))
    profile = a_profile(contacts=(manager,), search=a_confidential_search())
    assert "somebody asks" in _said(replace(profile, search=a_profile().search), manager)
    assert "somebody asks" not in _said(profile, manager)
    assert "Please don't do that just yet" in _said(profile, manager)
    named = replace(profile, referrals=(Referral(giver=manager, to="Some One", received=day("2026-10-10")),))
    assert "just yet" not in _said(named, manager)


@pytest.mark.parametrize(
    ("what", "waits"),
    [
        ("read my CV", False),
        ("a mock interview", False),
        ("your spare room in Leeds", False),
        ("ask around", True),
        ("introduce me to the plant manager", True),
        ("be a reference", True),
    ],
)
def test_in_a_secret_search_only_an_offer_that_tells_others_is_to_wait(what: str, waits: bool) -> None:
    friend = a_contact(offered_help=an_offer(what=what))
    said = _said(a_profile(contacts=(friend,), search=a_confidential_search()), friend)
    assert ("just yet" in said) is waits
    assert "keep this to yourself" in said


def _said(profile: Profile, contact: Contact) -> str:
    snapshot = a_snapshot(profile, TODAY)
    return render(brief_for(snapshot, reader_of(snapshot, contact))).flowing_text


@pytest.mark.parametrize(("applied", "is_said"), [("2026-09-20", False), ("2026-10-05", True)])
def test_what_had_begun_before_a_name_was_given_is_not_said_to_have_come_of_it(applied: str, is_said: bool) -> None:
    giver = a_contact("Ted Alder", known_as="Ted")
    there = an_application(
        "Fennel & Rye",
        "Baker",
        events=(an_event(Stage.APPLIED, applied), an_event(Stage.INTERVIEW, "2026-10-08")),
    )
    lead = Referral(giver=giver, to="Ann Oak", company="Fennel & Rye", received=day("2026-10-01"))
    profile = a_profile(contacts=(giver,), applications=(there,), referrals=(lead,))

    assert ("I've been interviewed there since" in text(giver, profile)) == is_said


LEFT = """\
name: Nia Pargeter
target_titles: [Quality Manager]
resume: https://pargeter.example/cv
target_companies: [Fennel & Rye, Tamar Preserves]
contacts:
  - {name: Ann Ruiz, offered_help: 2026-10-02, company: Fennel & Rye%s}
applications:
  - {company: Fennel & Rye, position: Buyer, applied: 2026-09-03, interview: 2026-09-20, %s}
"""


@pytest.mark.parametrize("trust", ["", ", trust: trusted"])
@pytest.mark.parametrize("end", ["offer: 2026-10-01, declined: 2026-10-08", "withdrawn: 2026-10-08"])
def test_whoever_works_where_the_seeker_would_not_go_is_asked_about_other_places(
    end: str, trust: str, tmp_path: Path
) -> None:
    (tmp_path / "profile.yaml").write_text(LEFT % (trust, end))
    done = run("brief", "--to", "Ann", cwd=tmp_path)
    assert done.code == 0, done.err
    assert "do you know anyone at Tamar Preserves?" in " ".join(done.out.split())
    assert "Fennel" not in done.out
    assert "still" not in done.out


def test_after_another_application_there_they_are_asked_about_their_own_place_again(tmp_path: Path) -> None:
    again = "  - {company: Fennel & Rye, position: Quality Manager, applied: 2026-10-10}\n"
    (tmp_path / "profile.yaml").write_text(LEFT % ("", "withdrawn: 2026-10-08") + again)
    assert "Subject: A question about Fennel & Rye" in run("brief", "--to", "Ann", cwd=tmp_path).out


def test_an_open_offer_is_why_nothing_is_asked(tmp_path: Path) -> None:
    (tmp_path / "profile.yaml").write_text(LEFT % ("", "offer: 2026-10-08"))
    done = run("brief", "--to", "Ann", cwd=tmp_path)
    assert (done.code, done.out) == (65, "")
    assert "Fennel & Rye has made you an offer" in done.err


@pytest.mark.parametrize("end", ["offer: 2026-10-01, declined: 2026-10-08", "withdrawn: 2026-10-08"])
def test_who_decides_where_the_seeker_would_not_go_is_sent_to_no_letter_that_would_refuse(
    end: str, tmp_path: Path
) -> None:
    (tmp_path / "profile.yaml").write_text(LEFT % (", relationship: hiring_manager", end))
    assert run("touch", "--company", "Fennel", "--to", "Ann", cwd=tmp_path).code == 65
    assert (
        "No letter fits: write to them in your own words. [BRIEF-11]" in run("brief", "--to", "Ann", cwd=tmp_path).err
    )
