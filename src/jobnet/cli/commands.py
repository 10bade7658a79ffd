"""How a function becomes a command: its groups of options are laid out."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from typing import Any, get_type_hints

import typer


def add_command(app: typer.Typer, name: str, function: Callable[..., Any], *, example: str, says: str = "") -> None:
    """Make the function a command; `says` stands for its docstring."""
    app.command(name, help=says or None, epilog=f"Example: {example}")(spread(function))


def spread(function: Callable[..., Any]) -> Callable[..., Any]:
    """The function with each group of options (a dataclass) laid out as single parameters, as Typer wants them."""
    parameters = inspect.signature(function, eval_str=True).parameters.values()
    groups: dict[str, Any] = {each.name: each.annotation for each in parameters if is_dataclass(each.annotation)}

    def called(**given: Any) -> Any:
        gathered = {
            name: group(**{field.name: given.pop(field.name) for field in fields(group)})
            for name, group in groups.items()
        }
        return function(**given, **gathered)

    laid_out = [one for each in parameters for one in (_fields_of(each.annotation) if each.name in groups else [each])]
    called.__name__ = function.__name__
    called.__doc__ = function.__doc__
    called.__annotations__ = {each.name: each.annotation for each in laid_out}
    called.__signature__ = inspect.Signature(  # type: ignore[attr-defined]
        [each.replace(kind=inspect.Parameter.KEYWORD_ONLY) for each in laid_out]
    )
    return called


def _fields_of(group: Any) -> list[inspect.Parameter]:
    hints = get_type_hints(group, include_extras=True)
    return [
        inspect.Parameter(
            field.name,
            inspect.Parameter.KEYWORD_ONLY,
            default=field.default,
            annotation=hints[field.name],
        )
        for field in fields(group)
    ]
