"""What must not be said again: a password, as it was typed and as it was sent, however a server repeats it."""

from __future__ import annotations

_RUN = 6
"""So many letters of a secret in a row give it away; a server may have cut it off before repeating it."""
_BLACK = "***"


class Secrets:
    """The secrets of one connection, and texts without them."""

    def __init__(self) -> None:
        self._runs: dict[int, set[str]] = {}

    def add(self, *secrets: str) -> None:
        for secret in map(_low, secrets):
            size = min(_RUN, len(secret))
            runs = {secret[start : start + size] for start in range(len(secret) - size + 1)}
            self._runs.setdefault(size, set()).update(runs - {""})

    def cut_from(self, text: str) -> str:
        """The text with every run of letters that stands in a secret blacked out, whatever its case."""
        low = _low(text)
        black = bytearray(len(low))
        for size, runs in self._runs.items():
            for start in range(len(low) - size + 1):
                if low[start : start + size] in runs:
                    black[start : start + size] = b"\1" * size
        if not any(black):
            return text
        letters = [_BLACK if start == 0 or not black[start - 1] else "" for start in range(len(text))]
        return "".join(cover if hidden else letter for letter, cover, hidden in zip(text, letters, black, strict=True))


def _low(text: str) -> str:
    """In small letters, each in its place."""
    return "".join(low if len(low := letter.lower()) == 1 else letter for letter in text)
