"""`@dataclass(frozen=True)` that costs little to define: its methods are shared, not compiled for each class.

The standard decorator writes and compiles six functions a class, needed or not: 4.4 million instructions, and with
sixty classes a quarter of the time of printing a brief. This one takes 0.4 million, and compiles the constructor
alone, once an instance is wanted. Fields, `replace`, `match` and what a type checker sees are the standard ones.
"""

from __future__ import annotations

import dataclasses
from dataclasses import MISSING, FrozenInstanceError, fields
from operator import attrgetter
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable
    from dataclasses import dataclass as dataclass  # noqa: PLC0414 (handed on)
else:

    def dataclass(*, frozen: bool, slots: bool = False) -> Callable[[type], type]:
        """The namesake of the standard decorator, for what this program uses of it."""
        if not frozen:
            raise TypeError("What may change is the standard decorator's business.")

        def made(kind: type) -> type:
            kind.__doc__ = kind.__doc__ or kind.__name__  # or the signature is worked out for it: 5 ms
            kind = dataclasses.dataclass(init=False, repr=False, eq=False, slots=slots)(kind)
            for name, method in (_METHODS | _made_for(kind)).items():
                if name not in vars(kind):
                    setattr(kind, name, method)
            return kind

        return made


def _made_for(kind: Any) -> dict[str, Callable[..., Any]]:
    """The methods that must know the fields of their class."""
    compared = [field.name for field in fields(kind) if field.compare]
    key = attrgetter(*compared) if compared else type

    def first(self: Any, *given: Any, **named: Any) -> None:
        kind.__init__ = _constructor(kind)
        kind.__init__(self, *given, **named)

    def equal(self: Any, other: object) -> Any:
        return key(self) == key(other) if other.__class__ is self.__class__ else NotImplemented

    return {"__init__": first, "__eq__": equal, "__hash__": lambda self: hash(key(self))}


def _constructor(kind: Any) -> Any:
    """The one method worth compiling, when a first instance is made: it is called a hundred thousand times a run."""
    known: dict[str, Any] = {"__put": object.__setattr__, "MISSING": MISSING}
    asked, lines = ["self"], []
    for field in fields(kind):
        name = value = field.name
        if field.default_factory is not MISSING:
            known[f"make_{name}"] = field.default_factory
            asked.append(f"{name}=MISSING")
            value = f"make_{name}() if {name} is MISSING else {name}"
        elif field.default is not MISSING:
            known[f"default_{name}"] = field.default
            asked.append(f"{name}=default_{name}")
        else:
            asked.append(name)
        lines.append(f" __put(self, {name!r}, {value})\n")
    lines += [" self.__post_init__()\n"] if hasattr(kind, "__post_init__") else ()
    exec(f"def __init__({', '.join(asked)}):\n{''.join(lines) or ' pass'}", known)  # noqa: S102 (as the standard one does)
    return known["__init__"]


def _said(self: Any) -> str:
    values = (f"{field.name}={getattr(self, field.name)!r}" for field in fields(self) if field.repr)
    return f"{type(self).__qualname__}({', '.join(values)})"


def _refuse(self: Any, name: str, *_value: object) -> None:
    raise FrozenInstanceError(f"{type(self).__name__} is frozen: {name!r} stays as it is")


_METHODS = {"__repr__": _said, "__setattr__": _refuse, "__delattr__": _refuse}
