"""How templates become Python code: Jinja2's way, but for values that are put in without a detour, and `once`.

Imported only when a template is compiled, which is once a machine.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jinja2 import nodes
from jinja2.compiler import CodeGenerator

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from jinja2.compiler import Frame, MacroRef

_ONCE = "once"
_CHOICE = "variant"
_FOREIGN = (nodes.Include, nodes.Import, nodes.FromImport, nodes.Extends, nodes.Block, nodes.NSRef)


class Code(CodeGenerator):
    """`a ~ b` keeps prose, links and macros what they are; `{% filter once %}` renders for all who read the same.

    What stands in such a block is rendered for the first letter and kept for every other in which all that the block
    names is the same: it is no function of anything else. What it names is found here, through the macros that it
    uses, so that nobody has to list it.
    """

    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:  # noqa: N802
        self._macros = {each.name: each for each in node.body if isinstance(each, nodes.Macro)}
        self._blocks = 0
        given = sorted(_given_to(node))
        self._given = given if len(given) > 1 else []  # of one there is no tuple
        if self._given:
            self.writeline("from operator import itemgetter")
            self.writeline(f"given = itemgetter({', '.join(map(repr, given))})")
        super().visit_Template(node, frame)

    def enter_frame(self, frame: Frame) -> None:
        """What the template is given is asked for at once, not name by name and anew in every round of a loop."""
        if not frame.toplevel or not self._given:
            super().enter_frame(frame)
            return
        for name in self._given:
            frame.symbols.load(name)
        given = [frame.symbols.ref(name) for name in self._given]
        self.writeline(f"{', '.join(given)} = given(context.vars)")
        loads = frame.symbols.loads
        frame.symbols.loads = {target: load for target, load in loads.items() if target not in given}
        super().enter_frame(frame)
        frame.symbols.loads = loads

    def _output_child_pre(self, *_: Any) -> None:
        self.write("environment.put(")

    def _output_child_post(self, *_: Any) -> None:
        self.write(")")

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802
        """A field that a dict has, in a built-in template, without asking the environment."""
        if self.environment.sandboxed:
            super().visit_Getattr(node, frame)
            return
        self.write(f"(of[{node.attr!r}] if type(of := ")
        self.visit(node.node, frame)
        self.write(f") is dict and {node.attr!r} in of else environment.getattr(of, {node.attr!r}))")

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:  # noqa: N802
        """Built-in templates call functions and macros as Python does."""
        special = forward_caller or node.kwargs or node.dyn_args or node.dyn_kwargs
        if self.environment.sandboxed or special or not isinstance(node.node, nodes.Name):
            super().visit_Call(node, frame, forward_caller=forward_caller)
            return
        self.visit(node.node, frame)
        self.write("(")
        for each in node.args:
            self.visit(each, frame)
            self.write(", ")
        self.write(")")

    def macro_def(self, macro_ref: MacroRef, frame: Frame) -> None:
        """A macro of a built-in template that takes what it names, by position, is a function."""
        special = macro_ref.accesses_caller or macro_ref.accesses_kwargs or macro_ref.accesses_varargs
        if self.environment.sandboxed or special or macro_ref.node.defaults:
            super().macro_def(macro_ref, frame)
        else:
            self.write("macro")

    def visit_Concat(self, node: nodes.Concat, frame: Frame) -> None:  # noqa: N802
        self.write("environment.joined((")
        for each in node.nodes:
            self.visit(each, frame)
            self.write(", ")
        self.write("))")

    def visit_FilterBlock(self, node: nodes.FilterBlock, frame: Frame) -> None:  # noqa: N802
        if node.filter.name != _ONCE or node.filter.node is not None:
            super().visit_FilterBlock(node, frame)
            return
        values, kept = self.temporary_identifier(), self.temporary_identifier()
        self._blocks += 1
        read = (repr(f"{self.name}:{self._blocks}"), *self._read_in(node.body, frame))
        self.writeline(f"{values} = ({', '.join(read)},)", node)
        self.writeline(f"{kept} = environment.kept.get({values})")
        self.writeline(f"if {kept} is None:")
        self.indent()
        inner = frame.inner()
        inner.symbols.analyze_node(node)
        self.enter_frame(inner)
        self.buffer(inner)
        self.blockvisit(node.body, inner)
        self.writeline(f"{kept} = environment.kept.keep({values}, concat({inner.buffer}))")
        self.leave_frame(inner)
        self.outdent()
        self.start_write(frame, node)
        self.write(kept)
        self.end_write(frame)

    def _read_in(self, body: Sequence[nodes.Node], frame: Frame) -> Iterator[str]:
        """Expressions for all that these nodes read from outside, the macros included that they use."""
        resolve = self.get_resolve_func()
        macros = self._macros_used_in(body)
        # A macro sees what the whole template has set, the block also what the loop around it has.
        seen = {(frame.symbols.find_ref(name), name) for name in _free(body, frozenset())}
        if any(name == "loop" for _, name in seen):
            self.fail(f"`loop` is never twice the same for `{_ONCE}`; set before it what it needs", body[0].lineno)
        beyond = {"today", *_free(macros.values(), frozenset())}  # the filter `day` reads it
        given = {name: frame.symbols.find_ref(name) for name in self._given}
        seen |= {(given.get(name), name) for name in beyond if (f"l_0_{name}", name) not in seen}
        for known, name in sorted(seen, key=lambda each: (each[1], each[0] or "")):
            if name not in macros and name != _CHOICE:
                yield known or f"{resolve}({name!r})"
        for name, among in sorted(self._choices_in([*body, *macros.values()])):
            yield f"{resolve}({_CHOICE!r})({name!r}, {among})"

    def _macros_used_in(self, body: Iterable[nodes.Node]) -> Mapping[str, nodes.Macro]:
        used: dict[str, nodes.Macro] = {}
        names = list(_free(body, frozenset()))
        while names:
            name = names.pop()
            if name in self._macros and name not in used:
                used[name] = self._macros[name]
                names += _free([used[name]], frozenset())
        return used

    def _choices_in(self, to_look_at: list[nodes.Node]) -> set[tuple[str, int]]:
        """The turns of phrase that are chosen there, by name and number."""
        found = set()
        while to_look_at:
            node = to_look_at.pop()
            if isinstance(node, _FOREIGN):
                self.fail(f"`{_ONCE}` cannot hold `{type(node).__name__.lower()}`", node.lineno)
            if isinstance(node, nodes.Name) and node.name == _CHOICE:
                self.fail(f"`{_CHOICE}` in `{_ONCE}` must be called", node.lineno)
            if isinstance(node, nodes.Call) and isinstance(node.node, nodes.Name) and node.node.name == _CHOICE:
                given = [each.value for each in node.args if isinstance(each, nodes.Const)]
                if len(given) != 2 or len(node.args) != 2 or node.kwargs:  # noqa: PLR2004
                    self.fail(f"`{_CHOICE}` in `{_ONCE}` needs a name and a number as they stand", node.lineno)
                found.add((given[0], given[1]))
            else:
                to_look_at += node.iter_child_nodes()
        return found


_SPECIAL = frozenset({"self", "super", "loop", "caller", "varargs", "kwargs"})


def _given_to(template: nodes.Template) -> frozenset[str]:
    """What the template reads, through the filter `day` too, and nowhere sets: the same wherever it stands."""
    named = list(template.find_all(nodes.Name))
    made = {each.name for each in named if each.ctx != "load"}
    made.update(each.name for each in template.find_all(nodes.Macro))
    made.update(each.target for each in template.find_all(nodes.Import))
    for each in template.find_all(nodes.FromImport):
        made.update(name if isinstance(name, str) else name[1] for name in each.names)
    return frozenset({"today", *(each.name for each in named)} - made - _SPECIAL)


def _free(body: Iterable[nodes.Node], bound: frozenset[str]) -> Iterator[str]:
    """Names that these nodes, one after the other, read before they set them, and that no loop or macro here binds."""
    for node in body:
        yield from _read_by(node, bound)
        if isinstance(node, nodes.Macro):
            bound |= {node.name}
        elif isinstance(node, (nodes.Assign, nodes.AssignBlock)):
            bound |= _names_of(node.target)


def _read_by(node: nodes.Node, bound: frozenset[str]) -> Iterator[str]:
    if isinstance(node, nodes.Name):
        if node.ctx == "load" and node.name not in bound:
            yield node.name
        return
    inside = bound
    if isinstance(node, nodes.For):
        inside |= _names_of(node.target) | {"loop"}
    elif isinstance(node, (nodes.Macro, nodes.CallBlock)):
        inside |= {each.name for each in node.args} | {"caller", "varargs", "kwargs"}
    for name, part in node.iter_fields():
        known = inside if name in _WITHIN else bound
        if isinstance(part, nodes.Node):
            yield from _read_by(part, known)
        elif isinstance(part, list):
            yield from _free([each for each in part if isinstance(each, nodes.Node)], known)


_WITHIN = frozenset({"body", "test"})
"""What a loop or a macro holds, and what it therefore binds names for; `if` has the same and binds none."""


def _names_of(target: nodes.Node) -> frozenset[str]:
    return frozenset(
        {target.name} if isinstance(target, nodes.Name) else {each.name for each in target.find_all(nodes.Name)}
    )
