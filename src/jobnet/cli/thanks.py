"""`jobnet thanks`: for an interview before the answer, for a talk, for a name somebody passed on."""

from __future__ import annotations

from jobnet.cli.letter_run import one_reader, run_of, write
from jobnet.cli.options import Common, Company, Letters, Position
from jobnet.cli.resolve import one_company, one_person
from jobnet.cli.session import open_session
from jobnet.documents.addressees import interviewed_application, reader_thanked
from jobnet.facts.items import Document
from jobnet.letters import Topic


def thanks(common: Common, letters: Letters, company: Company = None, position: Position = None) -> int:
    """Close the loop on a reader's referrals and talks, in one note; with --company, thank for an interview there."""
    one_reader(letters, Document.THANKS, needed=company is None)
    session = open_session(common, letters)
    if company is None:
        return write(session, letters, Document.THANKS)
    run = run_of(session, letters)
    application = interviewed_application(run.snapshot, one_company(run.profile, company), position)
    who = one_person(run.profile, application, letters.to) if letters.to else None
    reader = reader_thanked(run.snapshot, application, who, locale=run.locale)
    return write(session, letters, Document.THANKS, run=run, to=[reader], topic=Topic(application))
