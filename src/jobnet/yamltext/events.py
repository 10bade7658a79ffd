"""The YAML parser: libyaml's events, or those of PyYAML where it was built without libyaml."""

from __future__ import annotations

from typing import Any

import yaml


def parser_of(text: str) -> Any:
    """A parser whose `get_event` gives one event after another."""
    return _PARSER(text)


try:
    from yaml import cyaml

    _PARSER: Any = cyaml.CParser  # type: ignore[attr-defined]
except ImportError:  # slower, the same events
    _PARSER = yaml.SafeLoader
