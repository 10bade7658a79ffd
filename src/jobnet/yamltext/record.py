"""Records: objects with known keys, described by tables of their keys."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from jobnet.yamltext.nodes import Mapping, Node, Scalar, Sequence
from jobnet.yamltext.schema import ListOf, MapOf, Number, Shape, TreeReading, shown, unsaid

if TYPE_CHECKING:
    from collections.abc import Callable


class Key:
    """One key of a record: how its value is read, and the field it fills (the key itself unless said)."""

    def __init__(self, name: str, shape: Shape, says: str = "", *, field: str = "", required: bool = False) -> None:
        self.name = name
        self.shape = shape
        self.says = says
        self.field = field or name
        self.required = required


class RecordShape:
    """An object with known keys, from whose fields `build` makes the value.

    A plain text may stand for the object (and a list, where `or_list`): the value of its `first` key, or what `or_text`
    reads into a dict of fields.
    """

    def __init__(
        self,
        name: str,
        build: Callable[..., Any],
        keys: list[Key],
        *,
        first: str = "",
        or_text: Shape | None = None,
        or_list: bool = False,
    ) -> None:
        self.name = name
        self.build = build
        self.keys = {key.name: key for key in keys}
        self.first = self.keys[first] if first else None
        self.or_text = self.first.shape if self.first else or_text
        self.or_list = or_list

    def read(self, reading: Any, node: Node, path: str = "") -> Any:
        values = self._values(reading, node, path)
        return None if values is None else self.made(reading, values, node, path)

    def made(self, _reading: Any, values: dict[str, Any], _node: Node, _path: str) -> Any:
        return self.build(**values)

    def _values(self, reading: Any, node: Node, path: str) -> dict[str, Any] | None:
        """The values by field; None if it is no such record."""
        if not isinstance(node, Mapping):
            return self._of_text(reading, node, path)
        values: dict[str, Any] = {}
        for name, below in node.pairs:
            key = self.keys.get(name.value)
            if key is None:
                self._refuse_unknown(reading, name)
            elif not unsaid(below):
                value = key.shape.read(reading, below, f"{path}.{key.name}" if path else key.name)
                if value is not None:
                    values[key.field] = value
        for key in self.keys.values():
            if key.required and key.field not in values:
                self._refuse_missing(reading, node, key.name)
                return None
        return values

    def _of_text(self, reading: Any, node: Scalar | Sequence, path: str) -> dict[str, Any] | None:
        if self.or_text and (self.or_list or isinstance(node, Scalar)):
            value = self.or_text.read(reading, node, path)
            return {self.first.field: value} if self.first and value is not None else value
        there = "a list" if isinstance(node, Sequence) else f"`{shown(node.value)}`"
        keys = ", ".join(f"`{name}`" for name in [*self.keys][:4])
        reading.mistake(node, f"expected `key: value` lines, found {there}.", f"The keys here: {keys} …")
        return None

    def _refuse_unknown(self, reading: TreeReading, name: Scalar) -> None:
        if not name.value.startswith(("x-", "X-")):
            guess = reading.did_you_mean(name.value, self.keys)
            hint = guess or "Keys of your own begin with `x-`."
            if name.value.startswith("-") and name.value[1:] in self.keys:
                hint = f"Put a space after the `-`: `- {name.value[1:]}: …`."
            reading.mistake(name, f"the key `{shown(name.value)}` is not known here.", hint)

    def _refuse_missing(self, reading: TreeReading, node: Mapping, name: str) -> None:
        there = node.get(name)
        if there is not None and not (isinstance(there, Scalar) and not there.value.strip()):
            return  # said, but wrong, and noted there
        first = next((below.value for _, below in node.pairs if isinstance(below, Scalar) and below.value), "")
        about = f" (the {self.name} with `{shown(first)}`)" if first else ""
        reading.mistake(node, f"`{name}` is missing{about}.", f"Add `{name}: …`.", key=name)

    def schema(self) -> dict[str, Any]:
        """A reference; `definition` is what it refers to."""
        reference = {"$ref": f"#/$defs/{self.name.replace(' ', '_')}"}
        return {"anyOf": [reference, self.or_text.schema()]} if self.or_text else reference

    def definition(self) -> dict[str, Any]:
        described = {
            key.name: key.shape.schema() | ({"description": key.says} if key.says else {}) for key in self.keys.values()
        }
        required = [key.name for key in self.keys.values() if key.required]
        found = {
            "type": "object",
            "properties": described,
            "patternProperties": {"^[xX]-": True},
            "additionalProperties": False,
        }
        return found | ({"required": required} if required else {})

    def records(self) -> dict[str, RecordShape]:
        """This record and every one below it, by name."""
        found = {self.name: self}
        for key in self.keys.values():
            shape: Any = key.shape
            while isinstance(shape, ListOf | MapOf):
                shape = shape.item
            if isinstance(shape, RecordShape) and shape.name not in found:
                found |= shape.records()
        return found


class Numbers:
    """Changes to a table of default numbers: only its keys, the rest as they are."""

    def __init__(self, defaults: MappingProxyType[str, int]) -> None:
        self.defaults = defaults
        self.number = Number(0, 100_000)

    def read(self, reading: Any, node: Node, path: str = "") -> MappingProxyType[str, int] | None:
        keys = [Key(name, self.number) for name in self.defaults]
        found = RecordShape("numbers", dict, keys).read(reading, node, path)
        return None if found is None else MappingProxyType({**self.defaults, **found})

    def schema(self) -> dict[str, Any]:
        one = self.number.schema()
        keys = {key: one | {"description": f"Default {value}."} for key, value in self.defaults.items()}
        return {"type": ["object", "null"], "properties": keys, "additionalProperties": False}
