"""`@dataclass(frozen=True)` that costs nothing until a class is used.

The standard decorator writes and compiles six methods a class as it is defined. A run defines a hundred classes and
uses half of them: that was a fifth of the time of printing a brief (40 of 180 ms). Here the standard decorator finds
the fields when somebody first asks for them, the constructor is compiled for the first instance, and the other methods
are shared. `fields`, `replace`, `match` and what a type checker sees are the standard ones.
"""

from __future__ import annotations

import dataclasses
from dataclasses import MISSING, FrozenInstanceError, fields
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable
    from dataclasses import dataclass as dataclass  # noqa: PLC0414 (handed on)
else:

    def dataclass(*, frozen: bool) -> Callable[[type], type]:
        """The standard decorator's namesake; what may change is the standard one's business."""
        if not frozen:
            raise TypeError("Take the standard decorator for what may change.")

        def defined(cls: Any) -> Any:
            cls.__doc__ = cls.__doc__ or cls.__name__  # or the standard decorator works out its signature: 5 ms
            cls.__dataclass_fields__ = _Fields(cls)
            cls.__compared__ = property(_names_compared)
            cls.__init__ = _first_init(cls)
            for name, method in _METHODS.items():
                if name not in vars(cls):
                    setattr(cls, name, method)
            return cls

        return defined


class _Fields:
    """Stands for the fields of a class until they are asked for: by `fields`, `replace`, a subclass, an instance."""

    def __init__(self, cls: Any) -> None:
        self.cls = cls

    def __get__(self, _instance: object, _owner: type) -> Any:
        del self.cls.__dataclass_fields__
        dataclasses.dataclass(init=False, repr=False, eq=False)(self.cls)
        self.cls.__compared__ = tuple(field.name for field in fields(self.cls) if field.compare)
        return self.cls.__dataclass_fields__


def _first_init(cls: Any) -> Callable[..., None]:
    """What makes the first instance, and puts the true constructor in its own place."""

    def init(self: Any, *positional: Any, **named: Any) -> None:
        cls.__init__ = _constructor(cls)
        cls.__init__(self, *positional, **named)

    return init


def _constructor(cls: Any) -> Any:
    """`__init__` as the standard decorator writes it."""
    names: dict[str, Any] = {"_set": object.__setattr__, "_MISSING": MISSING}
    parameters, body = ["self"], []
    for field in fields(cls):
        parameter = value = field.name
        if field.default_factory is not MISSING:
            names[f"_make_{field.name}"] = field.default_factory
            parameter += "=_MISSING"
            value = f"_make_{field.name}() if {field.name} is _MISSING else {field.name}"
        elif field.default is not MISSING:
            names[f"_default_{field.name}"] = field.default
            parameter += f"=_default_{field.name}"
        parameters.append(parameter)
        body.append(f"  _set(self, {field.name!r}, {value})")
    if hasattr(cls, "__post_init__"):
        body.append("  self.__post_init__()")
    code = [f"def __init__({', '.join(parameters)}):", *body, "  return None"]
    exec("\n".join(code), names)  # noqa: S102 (as the standard decorator does)
    return names["__init__"]


def _names_compared(self: Any) -> tuple[str, ...]:
    """Of an instance that no constructor made, whose class nobody has asked for its fields yet."""
    return tuple(field.name for field in fields(self) if field.compare)


def _compared(self: Any) -> tuple[Any, ...]:
    return tuple([getattr(self, name) for name in self.__compared__])


def _equal(self: Any, other: object) -> Any:
    return _compared(self) == _compared(other) if other.__class__ is self.__class__ else NotImplemented


def _hash(self: Any) -> int:
    return hash(_compared(self))


def _repr(self: Any) -> str:
    values = (f"{field.name}={getattr(self, field.name)!r}" for field in fields(self) if field.repr)
    return f"{type(self).__qualname__}({', '.join(values)})"


def _refuse(self: Any, name: str, *_value: object) -> None:
    raise FrozenInstanceError(f"{type(self).__name__} is frozen: {name!r} stays as it is")


_METHODS = {
    "__eq__": _equal, "__hash__": _hash, "__repr__": _repr, "__setattr__": _refuse, "__delattr__": _refuse,
}  # fmt: skip
