"""Which addresses a party has, and a few that stand for all of them."""

from collections.abc import Iterable, Iterator
from itertools import pairwise

from bastide.model.network import Interface, Network
from bastide.model.wire import INTERNET, ON_PREMISES, Cidr, cidr

NOT_PUBLIC = (
    *("0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12"),
    *("192.168.0.0/16", "192.0.0.0/24", "198.18.0.0/15", "224.0.0.0/3"),
)
PRIVATE = ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10", "fc00::/7")
Representatives = tuple[tuple[int, int], ...]
"""By class of addresses that no block in the network tells apart: the lowest and the highest of them."""


def blocks_of(network: Network, version: int) -> list[Cidr]:
    """List every block of a version that anything in the network names."""
    rules = [rule for group in network.groups for rule in (*group.ingress, *group.egress)]
    found: list[Cidr] = [block for vpc in network.vpcs for block in vpc.cidrs]
    found += [block for subnet in network.subnets for block in subnet.cidrs]
    found += [block for interface in network.interfaces for block in interface.addresses]
    found += [entry.peer for acl in network.acls for entry in acl.entries]
    found += [block for rule in rules for block in rule.cidrs]
    found += [route.destination for table in network.tables for route in table.routes]
    found += [route.destination for table in network.transit_tables for route in table.routes]
    inspected = [rule for endpoint in network.firewalls for rule in endpoint.rules]
    found += [block for rule in inspected for block in (*rule.sources, *rule.destinations)]
    return sorted({block for block in found if block.version == version})


def space(network: Network, party: str, version: int) -> list[Cidr]:
    """List the ranges of addresses that a party may have, in one IP version."""
    if party not in {INTERNET, ON_PREMISES}:
        interface = next(known for known in network.interfaces if known.name == party)
        return interface_space(network, interface, version)
    declared = [block for vpc in network.vpcs for block in vpc.cidrs if block.version == version]
    if party == ON_PREMISES:
        return list(without([block for block in map(cidr, PRIVATE) if block.version == version], declared))
    if version == 6:
        return list(without([cidr("2000::/3")], declared))
    return list(without([cidr("0.0.0.0/0")], [*map(cidr, NOT_PUBLIC), *declared]))


def interface_space(network: Network, interface: Interface, version: int) -> list[Cidr]:
    """`IP addressing for your VPCs and subnets`: an address of the subnet's block, in each version that it has."""
    given = [block for block in interface.addresses if block.version == version]
    subnet = next(known for known in network.subnets if known.name == interface.subnet)
    return given or [block for block in subnet.cidrs if block.version == version]


def without(ranges: Iterable[Cidr], holes: Iterable[Cidr]) -> Iterator[Cidr]:
    """Cut the holes out of the ranges."""
    holes = sorted(holes)
    for whole in ranges:
        start = whole.first
        for hole in holes:
            if hole.last < start or hole.first > whole.last:
                continue
            if hole.first > start:
                yield Cidr(whole.version, start, hole.first - 1)
            start = max(start, hole.last + 1)
        if start <= whole.last:
            yield Cidr(whole.version, start, whole.last)


def representatives(ranges: list[Cidr], blocks: list[Cidr]) -> Representatives:
    """Give lowest and highest address of each class: addresses that lie in the same blocks are treated the same."""
    classes: dict[tuple[bool, ...], tuple[int, int]] = {}
    for whole in ranges:
        inner = [block for block in blocks if block.first <= whole.last and block.last >= whole.first]
        cuts = {whole.first, whole.last + 1}
        cuts |= {cut for block in inner for cut in (block.first, block.last + 1) if whole.first < cut <= whole.last}
        for start, end in pairwise(sorted(cuts)):
            where = tuple(block.first <= start <= block.last for block in blocks)
            low, high = classes.get(where, (start, end - 1))
            classes[where] = (min(low, start), max(high, end - 1))
    return tuple(classes.values())
