"""Words of a command line that the program suggests, as they are copied into a shell."""

from __future__ import annotations


def quoted(word: str) -> str:
    """One word, for every shell: bare where it can be, in double quotes where they suffice."""
    import shlex  # noqa: PLC0415 (only where a command is suggested)

    if shlex.quote(word) == word:
        return word
    return f'"{word}"' if not set(word) & set('"$`\\!%\n') else shlex.quote(word)
