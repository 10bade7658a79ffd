"""The numbers and rules that `rules` in a profile may change, with what holds where it does not."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

LIMITS: Mapping[str, int] = MappingProxyType(
    {
        "brief_words": 400,
        "brief_words_most": 550,
        "brief_companies": 10,
        "update_words": 350,
        "update_words_most": 500,
        "update_companies": 5,
        "update_news": 3,
        "runnerup_words_least": 120,
        "runnerup_words": 260,
        "runnerup_words_most": 350,
        "pitch_companies": 3,
        "target_companies": 40,
        "turn_downs": 3,
    }
)
"""Defaults of `rules.limits` (`docs/content.md` 2.2 to 2.9). `turn_downs: 0` leaves turn-downs out of updates."""

CADENCE: Mapping[str, int] = MappingProxyType(
    {
        "update_days": 28,
        "update_days_trusted": 14,
        "update_days_least": 7,
        "ask_days": 30,
        "notes_a_month": 3,
        "brief_days": 1,
        "brief_remind_days": 3,
        "runnerup_working_days": 5,
        "touch_first_days": 30,
        "touch_days": 60,
        "touch_slow_days": 90,
        "touch_most": 6,
        "thanks_working_days": 2,
        "act_working_days": 2,
        "close_working_days": 3,
        "stale_days": 90,
    }
)
"""Defaults of `rules.cadence` in days (`docs/content.md` 4.1 to 4.3)."""

_RULES = {
    "BRIEF": 11, "FMT": 7, "GEN": 18, "LAND": 3, "LOC": 3, "NAME": 7, "PRIV": 17, "PROF": 22, "REF": 6, "RUN": 18,
    "STAY": 4, "TALK": 2, "TIP": 4, "UPD": 14,
}  # fmt: skip
RULE_IDS = frozenset(f"{group}-{number:02d}" for group, last in _RULES.items() for number in range(1, last + 1))
RULE_IDS -= {"GEN-02", "RUN-17"}
"""Every rule of the catalogue (`docs/rules.md`): what `rules.ignore` may name."""

UNSILENCEABLE = frozenset({"GEN-01", "NAME-01", "PRIV-01", "PRIV-02", "PRIV-05", "RUN-01", "RUN-09"})
"""Rules against leaks and untruths: `rules.ignore` refuses them."""
