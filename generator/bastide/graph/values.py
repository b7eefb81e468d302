"""Put the literal values of locals and variable defaults in the place of references to them."""

from collections.abc import Mapping
from dataclasses import dataclass

from bastide.hcl.template import joined
from bastide.model.graph import Attribute, Block, Encoded, Joined, Reference, Unknown, Value

MAX_DEPTH = 150
"""How deep a value may nest once all names in it are replaced."""
MAX_WEIGHT = 200_000
"""How large it may grow, in characters and elements: a few locals that repeat each other grow without bound."""
MAX_TOTAL = 3_000_000
"""How much all replaced names of a tree may add together."""


@dataclass(frozen=True, slots=True)
class Symbol:
    """What a name stands for, and how large and how deep that is."""

    value: Value
    weight: int = 0
    depth: int = 0


class Resolver:
    """Resolves `local.x` and `var.x`; each name once, cycles and unset variables to `Unknown`."""

    def __init__(self, definitions: Mapping[str, Attribute | None]) -> None:
        """Take what defines each name; None for a variable without a default."""
        self._definitions = definitions
        self._symbols: dict[str, Symbol] = {}
        self._open: set[str] = set()
        self._total = 0
        self._weight = 0
        self._depth = 0
        self._deepest = 0

    def block(self, block: Block) -> Block:
        """Return the block with every value in it resolved."""
        attributes = {name: self._attribute(attribute) for name, attribute in block.attributes.items()}
        nested = tuple(self.block(inner) for inner in block.blocks)
        return Block(block.type, block.labels, attributes, nested, block.place, block.end_line)

    def _attribute(self, attribute: Attribute) -> Attribute:
        self._weight = self._depth = self._deepest = 0
        value = self._value(attribute.value)
        if value is attribute.value:
            return attribute
        return Attribute(attribute.name, value, attribute.place, attribute.value_place)

    def _value(self, value: Value) -> Value:
        match value:
            case str():
                self._weight += len(value)
                return value
            case Reference():
                return self._reference(value)
            case tuple() | dict() | Joined() | Encoded():
                return self._container(value)
            case _:
                self._weight += 1
                return value

    def _container(self, value: "tuple[Value, ...] | dict[str, Value] | Joined | Encoded") -> Value:
        self._weight += 1
        self._depth += 1
        self._deepest = max(self._deepest, self._depth)
        resolved: Value
        match value:
            case tuple():
                resolved = tuple([self._value(item) for item in value])
            case dict():
                resolved = {key: self._value(item) for key, item in value.items()}
            case Joined():
                resolved = joined([self._value(part) for part in value.parts])
            case Encoded():
                resolved = Encoded(self._value(value.value), value.places)
        self._depth -= 1
        return resolved

    def _reference(self, reference: Reference) -> Value:
        root = reference.address.partition(".")[0]
        if root not in ("local", "var"):
            self._weight += 1
            return reference
        symbol = self._symbol(reference)
        if not self._fits(symbol):
            return _unknown(reference, f"the value of `{reference.address}` is too large or too deep to put here")
        self._total += symbol.weight
        self._weight += symbol.weight
        self._deepest = max(self._deepest, self._depth + symbol.depth)
        return _descend(symbol.value, reference)

    def _fits(self, symbol: Symbol) -> bool:
        weight = self._weight + symbol.weight
        return (
            self._depth + symbol.depth <= MAX_DEPTH
            and weight <= MAX_WEIGHT
            and self._total + symbol.weight <= MAX_TOTAL
        )

    def _symbol(self, reference: Reference) -> Symbol:
        name = reference.address
        if name in self._symbols:
            return self._symbols[name]
        if name not in self._definitions:
            return Symbol(_unknown(reference, f"nothing declares `{name}`"))
        definition = self._definitions[name]
        if definition is None:
            return Symbol(_unknown(reference, f"the variable `{name}` has no default: it is set from outside"))
        if name in self._open or len(self._open) > MAX_DEPTH // 3:
            return Symbol(_unknown(reference, f"`{name}` is defined through itself, or through too many other names"))
        self._symbols[name] = self._evaluate(name, definition.value)
        return self._symbols[name]

    def _evaluate(self, name: str, value: Value) -> Symbol:
        outer = self._weight, self._depth, self._deepest
        self._weight = self._depth = self._deepest = 0
        self._open.add(name)
        symbol = Symbol(self._value(value), self._weight, self._deepest)
        self._open.remove(name)
        self._weight, self._depth, self._deepest = outer
        return symbol


def _unknown(reference: Reference, reason: str) -> Unknown:
    return Unknown(str(reference), reason, reference.place)


def _descend(value: Value, reference: Reference) -> Value:
    """Follow a reference's path into the value that its address stands for."""
    for index, step in enumerate(reference.path):
        match value:
            case Reference():
                return Reference(value.address, value.path + reference.path[index:], value.place)
            case Unknown():
                return value
            case dict() if str(step) in value:
                value = value[str(step)]
            case tuple() if isinstance(step, int) and step < len(value):
                value = value[step]
            case _:
                return _unknown(reference, f"the value of `{reference.address}` has no element `{step}`")
    return value
