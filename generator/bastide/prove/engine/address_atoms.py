"""Addresses of one IP version cut into atoms: ranges inside subnets and outside that no block tells apart."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from bastide.model.network import Network
from bastide.model.wire import INTERNET, ON_PREMISES, Cidr, cidr

V4 = 4
LAST = {4: 2**32 - 1, 6: 2**128 - 1}
NOT_PUBLIC = tuple(
    cidr(block)
    for block in (
        "0.0.0.0/8",
        "10.0.0.0/8",
        "100.64.0.0/10",
        "127.0.0.0/8",
        "169.254.0.0/16",
        "172.16.0.0/12",
        "192.0.0.0/24",
        "192.168.0.0/16",
        "198.18.0.0/15",
        "224.0.0.0/3",
    )
)
"""What the internet does not route (IANA special-purpose registry, RFC 6890)."""
OFFICE = {4: ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10"), 6: ("fc00::/7",)}
"""Where what lies beyond gateways has its addresses (RFC 1918, RFC 6598, RFC 4193)."""


class AddressAtoms:
    """The atoms of one IP version, ascending; `atoms[i]` is (first, last), both inclusive."""

    def __init__(self, network: Network, version: int) -> None:
        self.version = version
        own = [block for vpc in network.vpcs for block in vpc.cidrs if block.version == version]
        remotes = {one.name: [block for block in one.cidrs if block.version == version] for one in network.remotes}
        named = [block for blocks in remotes.values() for block in blocks]
        self._outside = {
            INTERNET: tuple(_less(_public(version), [*own, *named])),
            ON_PREMISES: tuple(_less([cidr(block) for block in OFFICE[version]], [*own, *named])),
            **{name: tuple(_less(blocks, own)) for name, blocks in remotes.items()},
        }
        subnets = [block for subnet in network.subnets for block in subnet.cidrs if block.version == version]
        regions = [*subnets, *(block for blocks in self._outside.values() for block in blocks)]
        cuts = sorted(
            {edge for block in (*regions, *_blocks(network, version)) for edge in (block.first, block.last + 1)}
        )
        inside = _Union(regions)
        self.atoms = tuple((first, after - 1) for first, after in pairwise(cuts) if inside.holds(first))
        self._starts = [first for first, _ in self.atoms]
        self._known: dict[Cidr, tuple[int, int]] = {}

    def range(self, block: Cidr) -> tuple[int, int]:
        """Return the atoms inside a block as a half-open range of indexes; empty for the other IP version."""
        found = self._known.get(block)
        if found is None:
            found = self._known[block] = self._range(block)
        return found

    def of_party(self, party: str) -> list[int]:
        """Return the atoms of the internet, of a named site, or of what else lies beyond gateways."""
        return [index for block in self._outside[party] for index in range(*self.range(block))]

    def _range(self, block: Cidr) -> tuple[int, int]:
        if block.version != self.version:
            return 0, 0
        return bisect_left(self._starts, block.first), bisect_right(self._starts, block.last)


class _Union:
    """Tells whether an address lies in any of some blocks."""

    def __init__(self, blocks: Iterable[Cidr]) -> None:
        self._edges: list[int] = []
        for block in sorted(blocks):
            if self._edges and block.first <= self._edges[-1]:
                self._edges[-1] = max(self._edges[-1], block.last + 1)
            else:
                self._edges += [block.first, block.last + 1]

    def holds(self, address: int) -> bool:
        return bisect_right(self._edges, address) % 2 == 1


def _public(version: int) -> list[Cidr]:
    if version == V4:
        return list(_less([Cidr(V4, 0, LAST[V4])], NOT_PUBLIC))
    return [cidr("2000::/3")]


def _less(blocks: Sequence[Cidr], taken: Iterable[Cidr]) -> Iterator[Cidr]:
    pieces = list(blocks)
    for other in taken:
        pieces = [rest for piece in pieces for rest in _cut(piece, other)]
    yield from pieces


def _cut(piece: Cidr, other: Cidr) -> Iterator[Cidr]:
    if other.version != piece.version or other.last < piece.first or piece.last < other.first:
        yield piece
        return
    if piece.first < other.first:
        yield Cidr(piece.version, piece.first, other.first - 1)
    if other.last < piece.last:
        yield Cidr(piece.version, other.last + 1, piece.last)


def _blocks(network: Network, version: int) -> set[Cidr]:
    """Return every block that tells one address from another."""
    found = {block for vpc in network.vpcs for block in vpc.cidrs}
    found |= {block for interface in network.interfaces for block in interface.addresses}
    found |= {entry.peer for acl in network.acls for entry in acl.entries}
    for group in network.groups:
        for rule in (*group.ingress, *group.egress):
            found.update(rule.cidrs)
    found |= {route.destination for table in network.tables for route in table.routes}
    found |= {route.destination for table in network.transit_tables for route in table.routes}
    for endpoint in network.firewalls:
        for inspected in endpoint.rules:
            found.update((*inspected.sources, *inspected.destinations))
    return {block for block in found if block.version == version}
