"""Prefix lists: those of the tree resolved, those that AWS keeps represented by a block of their own."""

import re
from collections.abc import Iterator

from bastide.facts.values import OpaqueError, UncertainError, certain, entries
from bastide.model.graph import Reference, Resource, Value
from bastide.model.network import StandIn
from bastide.model.wire import Cidr, cidr
from bastide.prove.aws.addresses import Blocks, pieces
from bastide.prove.aws.reading import Reading

LIST, ENTRY = "aws_ec2_managed_prefix_list", "aws_ec2_managed_prefix_list_entry"
STAND_INS = tuple(cidr(text) for text in ("203.0.113.0/24", "198.51.100.0/24", "192.0.2.0/24"))
"""RFC 5737: parts of these stand for the public addresses of AWS services, which only AWS knows."""
STAND_IN_LENGTH = 29
OF_AWS = re.compile(r"pl-[0-9a-f]{8}\Z")
"""Ids of AWS's own lists are short."""


class PrefixLists:
    """The lists that rules and routes name, by what names them."""

    def __init__(self, reading: Reading, blocks: Blocks) -> None:
        self._reading = reading
        self._blocks = blocks
        self._stand_ins: dict[str, Cidr] = {}
        self._spare = (part for block in STAND_INS for part in pieces(block, STAND_IN_LENGTH))
        self._entries: dict[str, list[Resource]] = {}
        of_list = reading.within("prefix_list_id", LIST)
        for entry in reading.graph.of_type(ENTRY):
            for name in of_list(entry) or ("",):
                self._entries.setdefault(name, []).append(entry)

    @property
    def stand_ins(self) -> tuple[StandIn, ...]:
        """The blocks that were made up so far, each with the list or service that it stands for."""
        return tuple(StandIn(block, name) for name, block in self._stand_ins.items())

    def blocks(self, value: Value) -> tuple[Cidr, ...]:
        """Return the blocks of a list; OpaqueError when its entries can't be known."""
        found = self._reading.follow(value, LIST, "aws_vpc_endpoint")
        if found is None:
            return ()
        if isinstance(found, str):
            return self._looked_up(value) or (self._stand_in(self._outside(found, value)),)
        if found.type == "aws_vpc_endpoint":
            return (self.service(found),)
        return tuple(self._listed(found))

    def service(self, endpoint: Resource) -> Cidr:
        """Return the block that stands for the service of a gateway endpoint."""
        try:
            name = self._reading.text(endpoint.get("service_name"))
        except OpaqueError:
            name = None
        return self._stand_in(name or endpoint.address)

    def _listed(self, found: Resource) -> Iterator[Cidr]:
        if self._entries.get(""):
            entry = self._entries[""][0]
            raise OpaqueError(entry.address, entry.place, "which list it extends isn't known")
        separate = self._entries.get(found.address, ())
        for one in (found, *separate):
            if not certain(self._reading.graph, one):
                raise UncertainError(one)
        if any(block.type == "dynamic" for block in found.body.blocks):
            raise OpaqueError(found.address, found.place, "a `dynamic` block makes its entries")
        for body in (*entries(found, "entry"), *(entry.body for entry in separate)):
            block = self._blocks.one(body.get("cidr"))
            if block is not None:
                yield block

    def _looked_up(self, value: Value) -> tuple[Cidr, ...]:
        """Return the entries of a list that a data source has read; a plan holds them."""
        data = self._reading.graph.target(value) if isinstance(value, Reference) else None
        if data is None or data.type != LIST:
            return ()
        found = (self._blocks.one(body.get("cidr")) for body in entries(data, "entries"))
        return tuple(block for block in found if block is not None)

    def _outside(self, name: str, value: Value) -> str:
        """Return the service name (or whatever is unique) of a list of AWS; OpaqueError for other lists."""
        data = self._reading.graph.target(value) if isinstance(value, Reference) else None
        if data is not None and data.mode == "data":
            known = self._name(data)
            if data.type == "aws_prefix_list" or (known or "").startswith("com.amazonaws."):
                return known or data.address
        if OF_AWS.match(name):
            return name
        raise OpaqueError(name, value.place if isinstance(value, Reference) else None, "its entries aren't in the tree")

    def _name(self, data: Resource) -> str | None:
        try:
            return self._reading.text(data.get("name"))
        except OpaqueError:
            return None

    def _stand_in(self, name: str) -> Cidr:
        if name not in self._stand_ins:
            spare = next(self._spare, None)
            if spare is None:
                raise OpaqueError(name, None, "too many lists of AWS's own are in use")
            self._stand_ins[name] = spare
        return self._stand_ins[name]
