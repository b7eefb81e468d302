"""One resource graph, whatever it was read from; every node knows its place.

A value is plain Python (None, bool, int, float, str, tuple, dict) or one of the node types below, which stand for
what is not a literal. Nothing is guessed: what can't be evaluated is an `Unknown` with its place and reason.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeAlias

from bastide.model.diagnostic import Diagnostic
from bastide.model.place import Place


@dataclass(frozen=True, slots=True)
class Reference:
    """A traversal to another block: `aws_kms_key.records.arn` has that address and path `("arn",)`.

    `address` is `type.name`, `data.type.name`, `var.name`, `local.name` or `module.name`, or (in a plan) the address of
    an instance; `path` is what follows (attribute names and list indexes). `place` is where the expression stands.
    """

    address: str
    path: tuple[str | int, ...]
    place: Place

    def __str__(self) -> str:
        """Return the traversal as HCL writes it."""
        steps = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in self.path)
        return self.address + steps


@dataclass(frozen=True, slots=True)
class Joined:
    """A string with interpolations: literal pieces and non-literal values in order."""

    parts: "tuple[Value, ...]"


@dataclass(frozen=True, slots=True)
class Encoded:
    """`jsonencode(value)`: the value is kept as data so that a policy can be read.

    `places` say where each entry inside stands, by the keys and indexes that lead to it: an object's entry from its
    key on. What stands elsewhere (behind a local, in a call) has none.
    """

    value: "Value"
    places: Mapping[tuple[str | int, ...], Place] = field(default_factory=dict, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Unknown:
    """An expression that the reader can't evaluate, its source text, and why."""

    text: str
    reason: str
    place: Place


Scalar: TypeAlias = "bool | int | float | str | None"
Value: TypeAlias = "Scalar | tuple[Value, ...] | dict[str, Value] | Reference | Joined | Encoded | Unknown"


@dataclass(frozen=True, slots=True)
class Attribute:
    """`name = value`; `place` covers the name, `value_place` the expression."""

    name: str
    value: Value
    place: Place
    value_place: Place


@dataclass(frozen=True)
class Block:
    """A block: its type, labels, attributes by name and nested blocks in order.

    `place` covers the header from the type to the last label; `end_line` is the line of the closing brace, 0 when the
    block was not read from text.
    """

    type: str
    labels: tuple[str, ...]
    attributes: Mapping[str, Attribute]
    blocks: "tuple[Block, ...]"
    place: Place
    end_line: int = 0

    def get(self, name: str) -> Value:
        """Return an attribute's value, None when it is absent (as the provider sees `null`)."""
        attribute = self.attributes.get(name)
        return None if attribute is None else attribute.value

    def at(self, name: str) -> Place:
        """Return where an attribute stands, or the block's header when it is absent."""
        attribute = self.attributes.get(name)
        return self.place if attribute is None else attribute.place

    def nested(self, block_type: str) -> "tuple[Block, ...]":
        """Return the directly nested blocks of a type, in order."""
        return tuple(block for block in self.blocks if block.type == block_type)


@dataclass(frozen=True)
class Resource:
    """A `resource` or `data` block. `provider` is the alias it names (`aws.dr`), empty for the default one.

    `module` is the address of the module's instance that it stands in and `key` its own key (`["x"]`, `[0]`); both are
    empty for what was read from text, which is not expanded.
    """

    mode: str
    type: str
    name: str
    provider: str
    body: Block
    module: str = ""
    key: str = ""

    @property
    def address(self) -> str:
        """The address Terraform prints: `aws_subnet.edge_a`, `data.aws_region.this`, `module.a.aws_subnet.b["x"]`."""
        module = f"{self.module}." if self.module else ""
        prefix = "data." if self.mode == "data" else ""
        return f"{module}{prefix}{self.type}.{self.name}{self.key}"

    @property
    def place(self) -> Place:
        """The place of the block's header line."""
        return self.body.place

    def get(self, name: str) -> Value:
        """Return an attribute's value, None when it is absent."""
        return self.body.get(name)

    def at(self, name: str) -> Place:
        """Return where an attribute stands, or the resource's header when it is absent."""
        return self.body.at(name)

    def nested(self, block_type: str) -> tuple[Block, ...]:
        """Return the directly nested blocks of a type, in order."""
        return self.body.nested(block_type)


@dataclass(frozen=True)
class Graph:
    """Everything a Terraform tree declares.

    `files` are the paths read, relative to the tree, sorted. `resources` are in file and line order. `unknowns`
    lists every expression or construct (`for_each`, `count`, `dynamic`, a module call, an unset variable) that
    could not be evaluated. `problems` lists files that could not be parsed: with any, no verdict is possible.
    `partial` says why what was read may not be all: it can be judged, but no verdict on the whole follows.
    """

    files: tuple[str, ...]
    resources: tuple[Resource, ...]
    providers: tuple[Block, ...]
    unknowns: tuple[Unknown, ...]
    problems: tuple[Diagnostic, ...]
    partial: tuple[Diagnostic, ...] = ()

    @cached_property
    def by_address(self) -> Mapping[str, Resource]:
        """Resources by address; a duplicate address is one of `problems`."""
        return {resource.address: resource for resource in self.resources}

    @cached_property
    def _by_type(self) -> Mapping[str, tuple[Resource, ...]]:
        grouped: dict[str, list[Resource]] = {}
        for resource in self.resources:
            if resource.mode == "resource":
                grouped.setdefault(resource.type, []).append(resource)
        return {name: tuple(members) for name, members in grouped.items()}

    def of_type(self, *types: str) -> Iterator[Resource]:
        """Yield managed resources of the given types, in the order of the tree within each type."""
        for name in types:
            yield from self._by_type.get(name, ())

    def target(self, value: Value) -> Resource | None:
        """Return the resource that a reference points to, None for anything else or for a dangling one."""
        return self.by_address.get(value.address) if isinstance(value, Reference) else None
