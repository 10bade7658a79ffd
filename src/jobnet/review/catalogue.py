"""The table of rules: how grave each is, which letters it looks at, and what to do; `docs/rules.md` says why.

The function that judges by a rule stands in the module of its family, which names it under the same id.
"""

from __future__ import annotations

from jobnet.errors import Severity
from jobnet.facts.items import Document
from jobnet.frozen import dataclass

E, W, H = Severity.ERROR, Severity.WARNING, Severity.HINT

CODES = {
    Document.BRIEF: "B",
    Document.UPDATE: "U",
    Document.RUNNERUP: "R",
    Document.TIP: "T",
    Document.THANKS: "K",
    Document.TOUCH: "S",
    Document.PITCH: "P",
    Document.LANDED: "L",
}
ALL = "".join(CODES.values())


IN_ENGLISH = frozenset({
    "BRIEF-01", "BRIEF-02", "BRIEF-04", "BRIEF-08", "UPD-02", "UPD-12", "RUN-04", "RUN-05", "RUN-06", "RUN-07",
    "RUN-08", "RUN-12", "RUN-18", "TIP-01", "REF-04", "LAND-02", "GEN-12", "LOC-01", "LOC-03", "FMT-06", "NAME-04",
})  # fmt: skip
"""Rules that know the words for it in English alone, and judge no letter in another language."""


@dataclass(frozen=True)
class Rule:
    """One line of the catalogue."""

    id: str
    severity: Severity
    about: str
    """The documents that it looks at, a letter each; none for the profile alone."""
    remedy: str
    final: bool = False
    """Cannot be silenced or overridden (⛔)."""
    at_sending: bool = False
    """About history and manners: a warning when printed, an error when sent."""
    own_template: bool = False
    """Looks at a user's own template only: jobnet's own keep it by their making, which tests show."""


# fmt: off
CATALOGUE = (
    Rule("PRIV-01", E, ALL,
         "Raise the reader's `trust`, lower the record's `disclosure`, or take it out of your own "
         "sentences.", final=True),
    Rule("PRIV-02", E, ALL,
         "Write to nobody there; if the search is no secret, say `search: {confidential: no}`.", final=True),
    Rule("PRIV-03", E, "BUP",
         "Ask the reader to keep it to themselves; keep the employer's name out of what you say aloud."),
    Rule("PRIV-04", W, "UL", "Write to people one by one with --to, or call them."),
    Rule("PRIV-05", E, "RSK", "Take the other company out of your sentence.", final=True),
    Rule("PRIV-06", W, "U", "Keep the others general for this reader."),
    Rule("PRIV-07", E, "ULK", "Ask them, then set `name_use_ok: yes`; or leave the name out of your sentence."),
    Rule("PRIV-09", W, ALL, "Leave it out; it helps nobody to help you."),
    Rule("PRIV-10", W, "TS", "Ask whoever told you, or set `source: public` if it is public by now."),
    Rule("PRIV-11", W, "", "Give a public, lasting link."),
    Rule("PRIV-12", W, "", "Use a private one."),
    Rule("PRIV-13", E, ALL,
         "Take it out of `target_companies` and `applications`, or say `search: {confidential: no}`."),
    Rule("PRIV-14", H, "", "Say so when you apply."),
    Rule("PRIV-15", H, "", "Give the target the application's `disclosure`, or write a wider label, or none."),
    Rule("PRIV-16", W, "",
         "Say once whether it is: in `aliases` or `email_domains` of the employer, or in `not_employer`."),
    Rule("PRIV-17", E, ALL, "Say it otherwise. If it means another, add --force, or the rule to `rules.ignore`."),
    Rule("PROF-01", W, "", "Add `resume:` with a link or a file."),
    Rule("PROF-02", H, "", "Add `linkedin:` if you have one."),
    Rule("PROF-03", W, "", "Write one sentence that a neighbour could repeat."),
    Rule("PROF-04", W, "", "Three to six titles of one level are best."),
    Rule("PROF-05", W, "", "Name five to forty places where you would like to get a foot in the door."),
    Rule("PROF-06", W, "BP", "Mark the best with `tier: A`, pause some, or change `rules.limits`."),
    Rule("PROF-07", W, "", "Make one of the two."),
    Rule("PROF-08", W, "", "Give each an `id`."),
    Rule("PROF-09", W, "", "Check the dates."),
    Rule("PROF-10", W, "", "Add the missing step, or `reinstated` where a case was reopened."),
    Rule("PROF-11", W, "", "Bring it up to date and set `resume.updated`."),
    Rule("PROF-12", H, "", "Name what you know: methods, machines, markets."),
    Rule("PROF-13", W, "", "Write it now: jobnet brief --to …"),
    Rule("PROF-14", H, "", "Add people you rarely see, and people of other trades; they know other people."),
    Rule("PROF-15", H, "", "Ask for a name there in the next update."),
    Rule("PROF-16", W, "", "Print the letter or read it out; or add `email`, `phone` or `post`."),
    Rule("PROF-17", H, "", "Add it to `target_companies`, or correct its name."),
    Rule("PROF-18", W, "BU",
         "Keep it to yourself until you decide, then note it: jobnet log COMPANY accepted (or declined)."),
    Rule("PROF-19", H, "", "One line in your own words, or a call; then leave it at the updates."),
    Rule("PROF-20", H, "", "Write them a line of your own, or ring; then note it: jobnet add touch."),
    Rule("PROF-21", W, ALL, "Write it as you would say it: “The walk through the yard stays with me.”"),
    Rule("PROF-22", H, "",
         "Write two or three sentences in the third person, with one number: `blurb: Nia Pargeter cut complaints "
         "at a bakery by half. Could she ask you a few questions?`"),
    Rule("BRIEF-01", E, "B", "Ask for a person's name: “Who do you know at …?”", own_template=True),
    Rule("BRIEF-02", W, "B", "Keep the two that matter most.", own_template=True),
    Rule("BRIEF-03", W, "B", "Ask for a name or advice instead."),
    Rule("BRIEF-04", W, "B",
         "Say when you will write to those named, and that you will tell what came of it.", own_template=True),
    Rule("BRIEF-05", H, "B", "Add `offer_in_return:` to the profile."),
    Rule("BRIEF-07", W, "B", "Give the link, or send it when asked."),
    Rule("BRIEF-08", W, "B", "Add `offered_help:` to the contact, or write without it.", at_sending=True),
    Rule("BRIEF-09", H, "B", "Add `not_a_fit:`; it prevents wrong referrals."),
    Rule("BRIEF-11", E, "B", "Write the letter that fits: `runnerup`, `touch` or `thanks`."),
    Rule("UPD-01", W, "U", "Add a line under `news:` that they would pass on, or wait until there is one."),
    Rule("UPD-02", W, "U", "Add a target company, so that the letter can ask who is known there.", own_template=True),
    Rule("UPD-03", E, "U", "Let each application stand in one list of the template.", own_template=True),
    Rule("UPD-05", W, "U", "Write more often, or say less: `--since` with a later day."),
    Rule("UPD-06", W, "U", "Print both in the template.", own_template=True),
    Rule("UPD-07", W, "U", "Add the titles and some companies at the end of the template.", own_template=True),
    Rule("UPD-08", W, "U", "Wait, or put it into the next one. If it has not gone: jobnet outbox.", at_sending=True),
    Rule("UPD-09", E, "BUP", "Call them; or announce the landing: jobnet landed."),
    Rule("UPD-11", W, "U", "Tell them where it stands: jobnet thanks --to …"),
    Rule("UPD-12", W, "U", "Add a line: if you would rather not get these notes, just tell me.", own_template=True),
    Rule("UPD-13", H, "U", "Wait for something to tell."),
    Rule("UPD-14", W, "U", "Say which other role it is."),
    Rule("RUN-01", E, "R",
         "Add the interview to the application's events (`interview: 2026-10-06`), or write no letter.", final=True),
    Rule("RUN-02", E, "R",
         "Write two things under `impression`, or with --particular, that only somebody in the room could write."),
    Rule("RUN-03", E, "R", "Say {{ company }} and {{ position }} in the template.", own_template=True),
    Rule("RUN-04", W, "R", "Thank the reader, the company and the people met.", own_template=True),
    Rule("RUN-05", W, "R", "Say it once, plainly."),
    Rule("RUN-06", E, "R", "Wish reader and new colleague a good start.", own_template=True),
    Rule("RUN-07", E, "R", "Nobody was selected: leave the wish out.", own_template=True),
    Rule("RUN-08", W, "R", "Say that you would like to stay in contact.", own_template=True),
    Rule("RUN-09", E, "R", "Take the sentence out: the letter asks for nothing.", final=True),
    Rule("RUN-10", W, "R",
         "Sleep on it one night; later than that, `jobnet touch` is the better letter.", at_sending=True),
    Rule("RUN-11", W, "R", "Write to a person: --to and the name."),
    Rule("RUN-12", W, "R", "Decide whether to mention it; the letter does not.", own_template=True),
    Rule("RUN-13", E, "R",
         "Once is enough: write to somebody else you met (--to), and later `jobnet touch`.", at_sending=True),
    Rule("RUN-14", W, "R", "Aim at 150 to 230 words."),
    Rule("RUN-15", W, "R", "Thank them for the talks, not the no."),
    Rule("RUN-16", W, "R", "Write to the consultant with --to; they can forward it."),
    Rule("RUN-18", W, "R", "Leave it out, or say that no answer is needed."),
    Rule("TIP-01", E, "T", "Take it out: a tip only gives; the signature says the rest."),
    Rule("TIP-02", W, "T", "Add `why:` to the news."),
    Rule("TIP-03", W, "T", "Tip sooner; or let it go."),
    Rule("TIP-04", H, "", "Tell it: jobnet tip --to …"),
    Rule("REF-01", W, "", "Thank them: jobnet thanks --to …"),
    Rule("REF-02", W, "", "Write to them today, then set `acted:`."),
    Rule("REF-03", W, "", "Close the loop: jobnet thanks --to …"),
    Rule("REF-04", W, "K", "Say what came of it; leave an ask for another day."),
    Rule("REF-05", E, "BUK", "Close the loop first: jobnet thanks --to …", at_sending=True),
    Rule("REF-06", H, "", "Add it to `referrals`: then `next` sees to the thanks."),
    Rule("STAY-01", E, "S", 'Give one: --reason "…", news of theirs, or what you promised.'),
    Rule("STAY-02", W, "S", "Wait; stopping to write is not giving up the company.", at_sending=True),
    Rule("STAY-03", W, "S", "Begin with what is useful to them."),
    Rule("STAY-04", W, "", "Set `status: turned_down`, and stay in touch; or say in `why` what changed."),
    Rule("TALK-01", W, "P", "Shorten `summary`."),
    Rule("TALK-02", W, "P", "Give the company a `short_name`."),
    Rule("LAND-01", E, "L", "Set `search.announce_after`; withdraw from the others first."),
    Rule("LAND-02", W, "L", "Ask for nothing; thank whoever referred you with a letter of their own."),
    Rule("LAND-03", W, "", "Tell them: jobnet landed --all"),
    Rule("GEN-01", E, ALL, "Fill it in your template.", final=True, own_template=True),
    Rule("GEN-03", E, ALL, "Make the line depend on its value in your template.", own_template=True),
    Rule("GEN-04", W, "BUTKSL", "Shorten the longest sentences of yours; `rules.limits` changes the numbers."),
    Rule("GEN-06", W, ALL, "Cut it in two."),
    Rule("GEN-07", W, ALL, "Say what happened, without the sting; people protect their own standing."),
    Rule("GEN-08", W, ALL, "Say what you are looking for; calm gets answers."),
    Rule("GEN-09", W, ALL, "One is enough."),
    Rule("GEN-10", H, ALL, "Say it in your own words."),
    Rule("GEN-11", W, ALL, "Write the date: “15 October”."),
    Rule("GEN-12", E, ALL, "Let the template ask whether the day is past.", own_template=True),
    Rule("GEN-13", W, ALL, "Nobody owes an answer: leave it out."),
    Rule("GEN-14", W, "BURTKSL", "Name the one thing the letter is about.", own_template=True),
    Rule("GEN-15", W, "BURTKSL", "Add `email:` or `phone:` to the profile."),
    Rule("GEN-17", W, ALL, "Say what is needed, not who."),
    Rule("GEN-18", W, "BUKPL", "Spell it out, or give the title a `plain` form."),
    Rule("LOC-01", W, ALL, "Use {{ date | day }}: the program knows the order.", own_template=True),
    Rule("LOC-02", W, ALL, "Write: 5 June."),
    Rule("LOC-03", H, ALL, "Choose the one of the reader's country."),
    Rule("FMT-01", E, ALL, "Do not escape by hand in the template: the program does.", own_template=True),
    Rule("FMT-03", W, ALL, "Let links say where they lead; give pictures an `alt` text.", own_template=True),
    Rule("FMT-04", W, ALL, "Say it in words."),
    Rule("FMT-05", E, ALL, "Correct the value in the profile."),
    Rule("FMT-06", W, ALL, "Give `resume.file`, or take the mention out."),
    Rule("FMT-07", W, ALL, "Shorten a sentence of yours, or pause a company; people read one page."),
    Rule("NAME-01", E, ALL,
         "Give the contact a `salutation`, or `honorific` and `family`.", final=True),
    Rule("NAME-02", E, ALL, "Save the profile and your template as UTF-8."),
    Rule("NAME-03", W, ALL, "Type the whole greeting as `salutation`."),
    Rule("NAME-04", W, ALL, "Name the reader or their role."),
    Rule("NAME-05", W, "RS", "Give the target company a `short_name`."),
    Rule("NAME-06", W, ALL, "Write to one of them with --to."),
    Rule("NAME-07", W, ALL, "Add `known_as`."),
)
# fmt: on
