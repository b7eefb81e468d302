"""Address blocks: literal ones, those that a resource gets, and those that AWS picks."""

import re
from collections.abc import Iterator
from ipaddress import ip_network

from bastide.facts.values import OpaqueError, opaque
from bastide.model.graph import Joined, Reference, Unknown, Value
from bastide.model.wire import Cidr, cidr
from bastide.prove.aws.reading import Reading

V4, V6 = 4, 6
SUBNET_CALL = re.compile(r'\s*cidrsubnet\(\s*("[^"$%]*"|[A-Za-z_][\w.\-]*)\s*,\s*(\d+)\s*,\s*(\d+)\s*\)\s*\Z')
BITS = {V4: 32, V6: 128}


class Blocks:
    """The blocks that resources have by their attributes, also where only AWS knows which."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._known: dict[tuple[str, str], Cidr] = {}
        self.invented: set[Cidr] = set()

    def learn(self, address: str, attribute: str, block: Cidr) -> None:
        """Remember that a reference to an attribute means a block."""
        self._known[(address, attribute)] = block

    def invent(self, block: Cidr) -> Cidr:
        """Remember that a block only stands for one that AWS picks."""
        self.invented.add(block)
        return block

    def one(self, value: Value) -> Cidr | None:
        """Return a block, None when absent; OpaqueError when it can't be known."""
        match value:
            case None | "":
                return None
            case str():
                return parsed(value)
            case Reference():
                return self._referred(value)
            case Joined(parts=(Reference() as only,)):
                return self._referred(only)
            case Unknown():
                return self._computed(value)
            case _:
                known = self._reading.literal(value)
                return None if known is None else parsed(known)

    def many(self, value: Value) -> tuple[Cidr, ...]:
        """Return the blocks of a list or of one value; OpaqueError when the list or an item can't be known."""
        if isinstance(value, str):
            return (parsed(value),) if value else ()
        items = (value,) if self._is_known(value) else self._reading.listed(value)
        return tuple(block for item in items if (block := self.one(item)) is not None)

    def _is_known(self, value: Value) -> bool:
        return isinstance(value, Reference) and self._key(value) in self._known

    def _key(self, reference: Reference) -> tuple[str, str]:
        return reference.address, str(reference.path[-1]) if reference.path else ""

    def _referred(self, reference: Reference) -> Cidr:
        found = self._known.get(self._key(reference))
        if found is not None:
            return found
        known = self._reading.literal(reference)
        if known is None:
            raise opaque(reference)
        return parsed(known)

    def _computed(self, value: Unknown) -> Cidr:
        """Evaluate `cidrsubnet(block, bits, number)` of a literal or of a resource's own block."""
        match = SUBNET_CALL.match(value.text)
        base = None if match is None else self._base(match.group(1))
        if match is None or base is None:
            raise opaque(value)
        return _part(base, int(match.group(2)), int(match.group(3)), value)

    def _base(self, word: str) -> Cidr | None:
        if word.startswith('"'):
            return parsed(word.strip('"'))
        address, _, attribute = word.rpartition(".")
        return self._known.get((address, attribute))


def parsed(text: str) -> Cidr:
    """Return the block that a text means; OpaqueError if it is none."""
    try:
        return cidr(text)
    except ValueError as error:
        raise OpaqueError(text, None, "it is not an address block") from error


def pieces(block: Cidr, length: int) -> Iterator[Cidr]:
    """Yield the parts of a block that have a given prefix length, in order."""
    size = 1 << (BITS[block.version] - length)
    for first in range(block.first, block.last + 1, size):
        yield Cidr(block.version, first, first + size - 1)


def overlaps(one: Cidr, other: Cidr) -> bool:
    """Tell whether two blocks share an address."""
    return one.version == other.version and one.first <= other.last and other.first <= one.last


def _part(base: Cidr, bits: int, number: int, value: Unknown) -> Cidr:
    length = ip_network(str(base)).prefixlen + bits
    if length > BITS[base.version] or number >= 1 << bits:
        raise OpaqueError(value.text, value.place, "the block has no such part")
    size = 1 << (BITS[base.version] - length)
    first = base.first + number * size
    return Cidr(base.version, first, first + size - 1)
