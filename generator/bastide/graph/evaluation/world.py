"""What all modules of a tree share: its directories, its resources by address, and what may still be worked out."""

import json
from dataclasses import dataclass, field
from functools import cached_property
from os.path import normpath
from pathlib import Path

from bastide.graph.evaluation.evaluator import Evaluator
from bastide.graph.evaluation.folder import Folder, read_folder
from bastide.graph.evaluation.kinds import opaque
from bastide.graph.evaluation.names import Budget
from bastide.model.graph import Block, Encoded, Joined, Reference, Unknown, Value

INSTALLED = ".terraform/modules"
MANIFEST = f"{INSTALLED}/modules.json"
MAX_INSTANCES = 4_000
MAX_WEIGHT = 200_000
"""How large a value may be, in characters and elements."""
MAX_NESTING = 120
MAX_TOTAL = 3_000_000
"""How large all values of a tree may be together."""


@dataclass(frozen=True)
class Instance:
    """One resource: its block, and what works out what the block says."""

    block: Block
    evaluator: Evaluator


@dataclass
class World:
    """One reading of a tree."""

    root: Path
    budget: Budget = field(default_factory=Budget)
    instances: dict[str, Instance] = field(default_factory=dict)
    repeated: set[str] = field(default_factory=set)
    folders: dict[str, Folder] = field(default_factory=dict)
    _left: int = MAX_INSTANCES
    _weight: int = MAX_TOTAL
    _settled: dict[tuple[str, str], Value] = field(default_factory=dict)
    _sizes: dict[int, tuple[Value, int, int]] = field(default_factory=dict)

    @cached_property
    def _installed(self) -> dict[str, tuple[str, str]]:
        """By call, the source and the directory of each module that `terraform init` fetched."""
        try:
            listed = json.loads((self.root / MANIFEST).read_text(encoding="utf-8"))["Modules"]
            found = {one["Key"]: (one["Source"], normpath(one["Dir"])) for one in listed}
        except (OSError, ValueError, LookupError, TypeError):
            return {}
        return {key: (source, path) for key, (source, path) in found.items() if path.startswith(f"{INSTALLED}/")}

    def room(self, copies: int = 1) -> bool:
        """Take the place of some instances, if there still is any."""
        self._left -= copies
        return self._left >= 0

    def folder(self, path: str, source: Value, call: str) -> tuple[str, Folder] | None:
        """Return the directory that a module call names, None if it isn't on this machine, or can't be read.

        `call` names the calls that lead to the module. What comes from elsewhere is where `terraform init` put it.
        """
        if not isinstance(source, str):
            return None
        if source.startswith(("./", "../")):
            shown = normpath(f"{path}/{source}" if path else source)
        elif call in self._installed and self._installed[call][0].endswith(source):
            shown = self._installed[call][1]
        else:
            return None
        if shown not in self.folders:
            self.folders[shown] = read_folder(self.root / shown, shown, root=False)
        found = self.folders[shown]
        return None if found.broken else (shown, found)

    def settled(self, reference: Reference) -> Value:
        """Return what the code gives an attribute, or the reference itself."""
        if not reference.path and reference.address in self.repeated:
            opaque("`count` or `for_each` decides which there are")
        instance = self.instances.get(reference.address)
        name = str(reference.path[0]) if reference.path else ""
        if instance is None or name not in instance.block.attributes:
            return reference
        key = reference.address, name
        if key not in self._settled:
            self._settled[key] = reference  # while it is being worked out, for one that is given by itself
            given = instance.evaluator.value(instance.block.get(name))
            self._settled[key] = self.measured(name, given)
        found = _descended(self._settled[key], reference)
        return self.settled(found) if isinstance(found, Reference) and found != reference else found

    def measured(self, name: str, value: Value) -> Value:
        """Return a value, or why it is too large to be put where its name stands."""
        weight, depth = self._size(value, 0)
        self._weight -= weight
        if weight > MAX_WEIGHT or depth > MAX_NESTING or self._weight < 0:
            opaque(f"the value of `{name}` is too large or too deep")
        return value

    def _size(self, value: Value, level: int) -> tuple[int, int]:
        """Return how many characters and elements a value has, and how deep it is; what is shared counts each time."""
        if isinstance(value, str):
            return len(value) + 1, 0
        inner = _inside(value)
        if inner is None:
            return 1, 0
        if level > MAX_NESTING:
            return MAX_WEIGHT + 1, level
        if id(value) not in self._sizes:
            sizes = [self._size(item, level + 1) for item in inner]
            weight, depth = 1 + sum(size for size, _ in sizes), 1 + max((deep for _, deep in sizes), default=0)
            self._sizes[id(value)] = value, weight, depth
        return self._sizes[id(value)][1:]


def _inside(value: Value) -> tuple[Value, ...] | None:
    match value:
        case tuple():
            return value
        case dict():
            return tuple(value.values())
        case Joined():
            return value.parts
        case Encoded():
            return (value.value,)
        case _:
            return None


def _descended(value: Value, reference: Reference) -> Value:
    """Follow the rest of a reference's path into the value that its first step stands for."""
    for index, step in enumerate(reference.path[1:], start=1):
        match value, step:
            case dict(), _ if str(step) in value:
                value = value[str(step)]
            case tuple(), int() if 0 <= step < len(value):
                value = value[step]
            case Reference(), _:
                return Reference(value.address, value.path + reference.path[index:], value.place)
            case Unknown(), _:
                return value
            case _:
                return reference
    return value
