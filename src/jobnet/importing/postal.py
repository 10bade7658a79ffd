"""Postal addresses from their parts, as their country writes them."""

from __future__ import annotations

from collections.abc import Sequence

from jobnet.patterns import pattern
from jobnet.profile.names import name_key

_COMMA_REGION_CODE = frozenset({"us", "usa", "u s", "u s a", "united states", "united states of america"})
_REGION_CODE = frozenset({"ca", "canada", "au", "australia"})
_CODE_LAST = frozenset(
    {"gb", "uk", "united kingdom", "great britain", "england", "scotland", "wales", "northern ireland", "ie", "ireland"}
)
_OF_AMERICA = pattern(r"\d{5}(?:-\d{4})?")
_STATE = pattern(r"[A-Z]{2}")


def address_lines(
    street: Sequence[str], town: str, region: str, code: str, country: str, *, code_of_country: str = ""
) -> tuple[str, ...]:
    """The lines of an address: `Zanesville, OH 43701` in the United States, `90402 Nürnberg` in Germany."""
    where = name_key(country or code_of_country)
    is_american = where in _COMMA_REGION_CODE or (
        not where and _STATE.fullmatch(region) is not None and _OF_AMERICA.fullmatch(code) is not None
    )
    if is_american:
        state = " ".join(filter(None, (region, code)))
        last = [", ".join(filter(None, (town, state)))]
    elif where in _REGION_CODE:
        last = [" ".join(filter(None, (town, region, code)))]
    elif where in _CODE_LAST:
        last = [town, region, code]
    else:
        last = [" ".join(filter(None, (code, town))), region if region != town else ""]
    return tuple(filter(None, (*street, *last, country)))
