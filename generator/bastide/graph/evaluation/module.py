"""One instance of a module: what its names mean, and how often its blocks are repeated."""

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from bastide.graph.evaluation import kinds
from bastide.graph.evaluation.conversion import converted
from bastide.graph.evaluation.evaluator import Evaluator
from bastide.graph.evaluation.folder import Folder
from bastide.graph.evaluation.kinds import OpaqueValueError, invalid, opaque
from bastide.graph.evaluation.names import Steps
from bastide.graph.evaluation.world import Instance, World
from bastide.hcl.tree_reader import UnreadError, tree
from bastide.model.graph import Block, Reference, Unknown, Value
from bastide.model.place import Place

MAX_COPIES = 100
MAX_NESTING = 10
META = frozenset({"source", "version", "count", "for_each", "providers", "depends_on"})

_UNNAMED = {
    "each": "`each` has another value in each copy of the block",
    "count": "`count` has another value in each copy of the block",
    "self": "`self` is only known when the resource exists",
    "path": "a path depends on where Terraform runs",
    "terraform": "the workspace is only known when Terraform runs",
}
_WORD = re.compile(r"module\.([\w-]+)")
_PASSED = re.compile(r"([\w.-]+)\s*[=:]\s*([\w.-]+)")


@dataclass(frozen=True)
class Copy:
    """One of the instances of a block: its key as addresses write it, and what it is called inside the block."""

    key: str
    name: Value
    bound: Mapping[str, Value]


ONCE = (Copy("", None, {}),)


@dataclass
class Module:
    """An instance of a module. `arguments` give its variables, `providers` the root's names of its providers."""

    world: World
    folder: Folder
    address: str = ""
    path: str = ""
    arguments: Mapping[str, Callable[[], Value]] = field(default_factory=dict)
    providers: Mapping[str, str] = field(default_factory=dict)
    nesting: int = 0
    _values: dict[str, Value] = field(default_factory=dict)
    _copies: dict[str, Sequence[Copy] | None] = field(default_factory=dict)
    _children: dict[str, "Mapping[str, Module] | None"] = field(default_factory=dict)
    _open: set[str] = field(default_factory=set)

    def evaluator(self, bound: Mapping[str, Value], place: Place) -> Evaluator:
        """Return what works out the expressions of a block in this module."""
        return Evaluator(self, self.world.budget, bound, place)

    def settled(self, reference: Reference) -> Value:
        """Return what the code gives an attribute, or the reference itself."""
        return self.world.settled(reference)

    def meaning(self, steps: Steps, place: Place) -> tuple[Value, Steps]:
        """Return the value that a traversal begins with, and the steps that are left."""
        words = [str(step) for step in steps]
        if words[0] in _UNNAMED:
            opaque(_UNNAMED[words[0]])
        if words[0] == "resource":
            words, steps = words[1:], steps[1:]
        size = 3 if words[0] == "data" else 2
        if len(words) < size:
            opaque(f"`{'.'.join(words)}` stands for no value")
        match words[0]:
            case "var":
                return self._variable(words[1], place), steps[size:]
            case "local":
                return self._local(words[1]), steps[size:]
            case "module":
                return self._of_child(words[1], steps[size:], place)
            case _:
                return self._resource(".".join(words[:size]), place), steps[size:]

    def full(self, address: str) -> str:
        """Return the address that the whole tree knows something of this module by."""
        return f"{self.address}.{address}" if self.address else address

    def copies(self, address: str) -> Sequence[Copy] | None:
        """Return the instances of a resource, None if it is not known which there are."""
        if address not in self._copies:
            self._copies[address] = None  # while it is being worked out, for one that depends on itself
            block = self.folder.resources[address]
            self._copies[address] = found = self._repeated(block, {})
            base = self.full(address)
            if found is None:
                self.world.repeated.add(base)
            for one in found or ():
                evaluator = self.evaluator(one.bound, block.place)
                self.world.instances[base + one.key] = Instance(block, evaluator)
        return self._copies[address]

    def children(self, name: str) -> "Mapping[str, Module] | None":
        """Return the instances of a module call by key, None if they or what the module declares are not known."""
        if name not in self._children:
            self._children[name] = None
            block = self.folder.modules[name]
            source = block.get("source")
            folder = self.world.folder(self.path, source, self._call(name)) if self.nesting < MAX_NESTING else None
            found = None if folder is None else self._repeated(block, {})
            if folder is not None and found is not None:
                path, declared = folder
                self._children[name] = {
                    one.key: self._child(block, one, path, declared) for one in found if self.world.room()
                }
        return self._children[name]

    def _call(self, name: str) -> str:
        """Return the names of the calls that lead to a module, without the keys of their copies."""
        return ".".join([*_WORD.findall(re.sub(r'"(?:[^"\\\\]|\\\\.)*"', "", self.address)), name])

    def provider(self, name: str) -> str:
        """Return how the root calls a provider of this module; its default one is empty."""
        name = "" if name == "aws" else name
        return self.providers.get(name, name)

    def output(self, name: str) -> Value:
        """Return an output's value."""
        if name not in self.folder.outputs:
            invalid(f"the module has no output `{name}`")
        block = self.folder.outputs[name]
        return self._once(f"output.{name}", lambda: self.evaluator({}, block.place).value(block.get("value")))

    def _child(self, block: Block, copy: Copy, path: str, folder: Folder) -> "Module":
        evaluator = self.evaluator(copy.bound, block.place)

        def argument(name: str) -> Callable[[], Value]:
            return lambda: evaluator.value(block.get(name))

        return Module(
            self.world,
            folder,
            self.full(f"module.{block.labels[0]}{copy.key}"),
            path,
            {name: argument(name) for name in block.attributes if name not in META},
            {inner: self.provider(outer) for inner, outer in _passed(block)} or self.providers,
            self.nesting + 1,
        )

    def _repeated(self, block: Block, bound: Mapping[str, Value]) -> Sequence[Copy] | None:
        evaluator = self.evaluator(bound, block.place)
        try:
            if "for_each" in block.attributes:
                return self._limited(each(evaluator, block.get("for_each")))
            if "count" in block.attributes:
                wanted = kinds.whole(evaluator.settled(evaluator.value(block.get("count"))))
                return self._limited(
                    [Copy(f"[{index}]", index, {"count": {"index": index}}) for index in _up_to(wanted)]
                )
        except OpaqueValueError:
            return None
        return ONCE

    def _limited(self, found: Sequence[Copy]) -> Sequence[Copy] | None:
        return found if len(found) <= MAX_COPIES and self.world.room(len(found)) else None

    def _resource(self, address: str, place: Place) -> Value:
        base = self.full(address)
        declared = address in self.folder.resources
        found = self.copies(address) if declared else ONCE
        if found is None or (len(found) == 1 and not found[0].key):
            return Reference(base, (), place)
        if "for_each" in self.folder.resources[address].attributes:
            return {kinds.key(one.name): Reference(base + one.key, (), place) for one in found}
        return tuple(Reference(base + one.key, (), place) for one in found)

    def _of_child(self, name: str, steps: Steps, place: Place) -> tuple[Value, Steps]:
        if name not in self.folder.modules:
            opaque(f"nothing declares `module.{name}`")
        found = self.children(name)
        if found is None:
            return Reference(self.full(f"module.{name}"), (), place), steps
        if list(found) == [""]:
            return (found[""].output(str(steps[0])), steps[1:]) if steps else opaque("a whole module is no value")
        if steps and (key := _key(steps[0])) in found and len(steps) > 1:
            return found[key].output(str(steps[1])), steps[2:]
        outputs = {key: one.outputs() for key, one in found.items()}
        if "for_each" in self.folder.modules[name].attributes:
            return {str(json.loads(key[1:-1])): value for key, value in outputs.items()}, steps
        return tuple(outputs.values()), steps

    def outputs(self) -> Value:
        """Return all outputs as an object."""
        return {name: self.output(name) for name in self.folder.outputs}

    def _local(self, name: str) -> Value:
        if name not in self.folder.locals:
            opaque(f"nothing declares `local.{name}`")
        attribute = self.folder.locals[name]
        return self._once(f"local.{name}", lambda: self.evaluator({}, attribute.place).value(attribute.value))

    def _variable(self, name: str, place: Place) -> Value:
        block = self.folder.variables.get(name)
        if block is None:
            return opaque(f"nothing declares `var.{name}`")
        if name not in self.arguments and name not in self.folder.settings and "default" not in block.attributes:
            reason = f"the variable `var.{name}` has no default: it is set from outside"
            return Unknown(f"var.{name}", reason, place)
        return self._once(f"var.{name}", lambda: self._given(name, block))

    def _given(self, name: str, block: Block) -> Value:
        given: Value = None
        if name in self.arguments:
            given = self.arguments[name]()
        elif name in self.folder.settings:
            given = self.folder.settings[name].value
        evaluator = self.evaluator({}, block.place)
        if given is None and (name not in self.arguments or block.get("nullable") is False):
            given = evaluator.value(block.get("default"))
        wanted = block.get("type")
        text = wanted.text if isinstance(wanted, Unknown) else str(wanted) if isinstance(wanted, Reference) else "any"
        try:
            return converted(given, tree(text), evaluator.work_out)
        except (OpaqueValueError, UnreadError) as error:
            return Unknown(f"var.{name}", f"what its type makes of it is not worked out: {error}", block.place)

    def _once(self, name: str, work: Callable[[], Value]) -> Value:
        if name in self._values:
            return self._values[name]
        if name in self._open:
            opaque(f"`{name}` is defined through itself")
        self._open.add(name)
        try:
            self._values[name] = self.world.measured(name, work())
        finally:
            self._open.remove(name)
        return self._values[name]


def each(evaluator: Evaluator, value: Value, word: str = "each") -> Sequence[Copy]:
    """Return a copy for each entry of an object or each item of a set; OpaqueValueError if they are not known."""
    found = evaluator.settled(evaluator.value(value))
    entries = found if isinstance(found, dict) else {kinds.key(item): item for item in kinds.items(found)}
    return [
        Copy(f"[{json.dumps(key, ensure_ascii=False)}]", key, {word: {"key": kinds.unkeyed(key), "value": item}})
        for key, item in sorted(entries.items())
    ]


def _up_to(wanted: int) -> range:
    return range(wanted) if 0 <= wanted <= MAX_COPIES else opaque("there are too many copies")


def _key(step: str | int) -> str:
    return f"[{step}]" if isinstance(step, int) else f"[{json.dumps(step, ensure_ascii=False)}]"


def _passed(block: Block) -> list[tuple[str, str]]:
    """Return the providers that a call passes, by the module's names for them."""
    given = block.get("providers")
    if isinstance(given, dict):
        return [("" if key == "aws" else key, str(value)) for key, value in given.items()]
    return _PASSED.findall(given.text) if isinstance(given, Unknown) else []
