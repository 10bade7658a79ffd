"""Which habits a letter follows: those of its language and its reader's country. Each is loaded when it is met."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jobnet.rendering.locales import LocaleConventions, OtherLanguage

if TYPE_CHECKING:
    from jobnet.profile.model import Locale


def habits(locale: Locale) -> LocaleConventions:
    """The habits of this locale's language and country; for a country not known here, the commonest ones.

    A language that only a user's templates know gets the plainest: dates in figures, the bare name as a greeting.
    """
    match locale.language:
        case "en":
            return LocaleConventions(locale.language, locale.country)
        case "de":
            from jobnet.rendering.german import German

            return German(locale.language, locale.country)
        case "fr":
            from jobnet.rendering.french import French

            return French(locale.language, locale.country)
        case "es":
            from jobnet.rendering.spanish import Spanish

            return Spanish(locale.language, locale.country)
        case _:
            return OtherLanguage(locale.language, locale.country)
