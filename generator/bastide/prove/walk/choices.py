"""What AWS picks for itself, as far as anything in a network can tell one pick from another."""

from collections.abc import Iterator
from functools import cached_property
from itertools import chain, pairwise, product

from bastide.model.forwarding import Nat
from bastide.model.network import Kind, Network
from bastide.model.proof import Packet
from bastide.model.wire import LAST_PORT, Cidr
from bastide.prove.walk.traffic import IPV4, PORTED

FIRST_PORT = 1024
"""A NAT gateway takes source ports from here to the last (Amazon VPC user guide, "NAT gateway basics")."""


class Choices:
    """The source addresses and ports that a network's NAT gateways may use."""

    def __init__(self, network: Network) -> None:
        self._network = network

    @cached_property
    def _starts(self) -> tuple[int, ...]:
        return tuple(sorted(set(_edges(self._network))))

    def of(self, gateway: Nat, packet: Packet) -> Iterator[tuple[int, int]]:
        """Return private addresses and source ports of a NAT gateway: one of each class that is treated alike."""
        addresses = [
            start if start != packet.destination else start + 1
            for block in self._blocks(gateway)
            for start, end in pairwise((*self._within(block), block.last + 1))
            if start != packet.destination or start + 1 < end
        ]
        ports = self._ports(packet.protocol) if packet.protocol in PORTED else [packet.source_port]
        return product(addresses, ports)

    def _blocks(self, gateway: Nat) -> tuple[Cidr, ...]:
        """Return the gateway's own addresses if the network tells them, else all of its subnet's."""
        own = (
            block
            for interface in self._network.interfaces
            if interface.kind is Kind.NAT and gateway.name in (interface.name, interface.workload)
            for block in interface.addresses
        )
        subnets = (subnet.cidrs for subnet in self._network.subnets if subnet.name == gateway.subnet)
        known = tuple(block for block in own if block.version == IPV4)
        return known or tuple(block for blocks in subnets for block in blocks if block.version == IPV4)

    def _within(self, block: Cidr) -> tuple[int, ...]:
        return (block.first, *(start for start in self._starts if block.first < start <= block.last))

    def _ports(self, protocol: int) -> list[int]:
        """Return one port of each class that the ACLs of the network treat alike: nothing else sees a reply's port."""
        spans = (entry.span for acl in self._network.acls for entry in acl.entries)
        edges = (edge for span in spans if span.protocol == protocol for edge in (span.first, span.last + 1))
        return sorted({FIRST_PORT, *(edge for edge in edges if FIRST_PORT < edge <= LAST_PORT)})


def _edges(network: Network) -> Iterator[int]:
    """Yield where the blocks that filters and routes name begin, and where what follows them begins."""
    for block in chain(_filtered(network), _routed(network)):
        if block.version == IPV4:
            yield block.first
            yield block.last + 1


def _filtered(network: Network) -> Iterator[Cidr]:
    yield from (entry.peer for acl in network.acls for entry in acl.entries)
    for group in network.groups:
        yield from (block for rule in (*group.ingress, *group.egress) for block in rule.cidrs)
    for firewall in network.firewalls:
        yield from (block for rule in firewall.rules for block in (*rule.sources, *rule.destinations))


def _routed(network: Network) -> Iterator[Cidr]:
    yield from (block for vpc in network.vpcs for block in vpc.cidrs)
    yield from (route.destination for table in network.tables for route in table.routes)
    yield from (route.destination for table in network.transit_tables for route in table.routes)
