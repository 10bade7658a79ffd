"""At which level a company or an application may be named, and which companies a piece of news names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jobnet.profile.names import company_words

if TYPE_CHECKING:
    from collections.abc import Container

    from jobnet.profile.model import Application, Disclosure, News, Profile


def level_of(profile: Profile, application: Application) -> Disclosure:
    """The level at which an application may be named: its own, or its company's if that is stricter."""
    target = profile.target(application.company)
    return max(application.disclosure, target.disclosure) if target else application.disclosure


def companies_named(news: News, names: Container[str]) -> frozenset[str]:
    """Which of these companies a piece of news names: in runs of whole words, one-word names with their capital."""
    tokens = " ".join(filter(None, (news.headline, news.detail, news.why, news.url))).split()
    # Behind another word, "and" and legal forms fall away as they do inside a name.
    words = [(word, token[:1].islower()) for token in tokens for word in company_words(f"x {token}")[1:]]
    found = set()
    for start in range(len(words)):
        for end in range(start + 1, min(start + _LONGEST_NAME, len(words)) + 1):
            run = " ".join(word for word, _ in words[start:end])
            if run in names and (end > start + 1 or not words[start][1]):
                found.add(run)
    return frozenset(found)


_LONGEST_NAME = 8
"""Words."""
