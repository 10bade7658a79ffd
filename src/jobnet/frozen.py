"""`@dataclass(frozen=True)` that costs little to define: a class is worked out when it is first asked for.

The standard decorator writes and compiles six functions a class, needed or not: 4.4 million instructions, and with
sixty classes a quarter of the time of printing a brief. Here defining one only hangs up shared methods. Its fields are
found by the standard decorator at the first instance or question, and its constructor is compiled when there have
been more than a few instances. Fields, `replace`, `match` and what a type checker sees are the standard ones.
"""

from __future__ import annotations

import dataclasses
from dataclasses import MISSING, FrozenInstanceError, fields
from operator import attrgetter
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable
    from dataclasses import dataclass as dataclass  # noqa: PLC0414 (handed on)
    from functools import cached_property as cached_property  # noqa: PLC0414 (handed on)
else:

    class cached_property:  # noqa: N801 (used as the standard one is)
        """The standard one as it is from Python 3.12 on: without a lock, which costs more than most values here."""

        def __init__(self, make: Callable[[Any], Any]) -> None:
            self._make = make
            self.__doc__ = make.__doc__

        def __set_name__(self, _owner: type, name: str) -> None:
            self._name = name

        def __get__(self, instance: Any, _owner: type) -> Any:
            if instance is None:
                return self
            value = instance.__dict__[self._name] = self._make(instance)
            return value

    def dataclass(*, frozen: bool, slots: bool = False) -> Callable[[type], type]:
        """The namesake of the standard decorator, for what this program uses of it."""
        if not frozen:
            raise TypeError("What may change is the standard decorator's business.")

        def made(kind: type) -> type:
            kind.__doc__ = kind.__doc__ or kind.__name__  # or the signature is worked out for it: 5 ms
            if slots:
                kind = _worked_out(kind, slots=True)
            else:
                kind.__dataclass_fields__ = _Later(kind)
            for name, method in (_METHODS | _made_for(kind)).items():
                if name not in vars(kind):
                    setattr(kind, name, method)
            return kind

        return made


def _worked_out(kind: Any, *, slots: bool = False) -> Any:
    typed = vars(kind).get("__annotations__", {})
    # The standard decorator takes each annotation that is a text apart, to see whether it says ClassVar.
    kind.__annotations__ = {name: said if "ClassVar" in str(said) else object for name, said in typed.items()}
    made = dataclasses.dataclass(init=False, repr=False, eq=False, slots=slots)(kind)
    made.__annotations__ = typed
    for name, field in vars(made)["__dataclass_fields__"].items():
        if name in typed:
            field.type = typed[name]
    return made


class _Later:
    """Stands for the fields of a class until somebody asks: `fields`, `replace`, a subclass, the first instance."""

    def __init__(self, kind: Any) -> None:
        self.kind = kind

    def __get__(self, _instance: object, _owner: type) -> Any:
        kind = self.kind
        if vars(kind).get("__dataclass_fields__") is self:
            del kind.__dataclass_fields__
            _worked_out(kind)
        return vars(kind)["__dataclass_fields__"]


_FEW = 12
"""Instances after which compiling a constructor pays: it takes as long as filling in some twelve by hand."""


def _made_for(kind: Any) -> dict[str, Callable[..., Any]]:
    """The methods that must know the fields of their class."""
    made = 0
    known: tuple[Any, ...] = ()

    def first(self: Any, *given: Any, **named: Any) -> None:
        nonlocal made, known
        made += 1
        known = known or fields(kind)
        if made > _FEW or not _filled_in(self, known, given, named):
            kind.__init__ = _constructor(kind)
            kind.__init__(self, *given, **named)
        elif hasattr(kind, "__post_init__"):
            self.__post_init__()

    def equal(self: Any, other: object) -> Any:
        _compare_by_fields(kind, equal, hashed)
        return kind.__eq__(self, other)

    def hashed(self: Any) -> int:
        _compare_by_fields(kind, equal, hashed)
        return kind.__hash__(self)  # type: ignore[no-any-return]

    return {"__init__": first, "__eq__": equal, "__hash__": hashed}


def _compare_by_fields(kind: Any, *stand_ins: Any) -> None:
    """Put the true comparison and hash in the place of their stand-ins; a class's own are left alone."""
    compared = [field.name for field in fields(kind) if field.compare]
    key = attrgetter(*compared) if compared else type

    def equal(self: Any, other: object) -> Any:
        return key(self) == key(other) if other.__class__ is self.__class__ else NotImplemented

    for name, method in (("__eq__", equal), ("__hash__", lambda self: hash(key(self)))):
        if vars(kind)[name] in stand_ins:
            setattr(kind, name, method)


def _filled_in(self: Any, known: Any, given: Any, named: dict[str, Any]) -> bool:
    """Whether all fields could be set; what is amiss is left to the constructor to say."""
    put = object.__setattr__
    taken = len(given)
    if taken > len(known):
        return False
    for field, value in zip(known, given, strict=False):
        put(self, field.name, value)
    left = len(named)
    for field in known[taken:]:
        name = field.name
        if name in named:
            value = named[name]
            left -= 1
        elif field.default is not MISSING:
            value = field.default
        elif field.default_factory is not MISSING:
            value = field.default_factory()
        else:
            return False
        put(self, name, value)
    return not left


def _constructor(kind: Any) -> Any:
    """The one method worth compiling: it is called a hundred thousand times a run."""
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
