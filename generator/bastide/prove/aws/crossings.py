"""Ways from VPC to VPC over the internet, which the proof does not follow.

What two VPCs exchange over the internet counts as the exchange of each with it. That says too little only where a rule
or a route names addresses of the other VPC alone, so that it admits more of that VPC than of the internet. Over IPv4 it
matters to VPCs whose block is public address space: the internet has hosts of its own there.
"""

from collections.abc import Iterable, Iterator
from itertools import permutations

from bastide.model.filters import AclEntry
from bastide.model.forwarding import RouteTable, Target
from bastide.model.network import Network, Vpc
from bastide.model.wire import Cidr, Origin, cidr
from bastide.prove.aws.addresses import V4, overlaps
from bastide.prove.aws.reading import Reading

PUBLIC = (cidr("0.0.0.0/0"), cidr("2000::/3"))
NEVER_PUBLIC = tuple(
    map(cidr, ("0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12"))
) + tuple(map(cidr, ("192.0.0.0/24", "192.168.0.0/16", "198.18.0.0/15", "224.0.0.0/3")))
"""IPv4 blocks that the internet does not route (IANA registry of special-purpose addresses, RFC 6890)."""
WAYS_OUT = frozenset({Target.INTERNET, Target.CARRIER, Target.EGRESS_ONLY, Target.NAT})
WAYS_IN = frozenset({Target.INTERNET, Target.CARRIER})


def check(reading: Reading, network: Network) -> None:
    """Doubt pairs of VPCs that may speak over the internet by what names the addresses of one of the two alone."""
    doors = frozenset(one.vpc for one in network.gateways if one.kind in WAYS_IN)
    everyones = [block for vpc in network.vpcs for block in vpc.cidrs]
    for vpc, other in permutations(network.vpcs, 2):
        met = [block for block in other.cidrs if _is_public(block) and _meet(network, (vpc, other), block, doors)]
        if met:
            _judge(reading, network, (vpc, other), (met, everyones))


def _meet(network: Network, pair: tuple[Vpc, Vpc], block: Cidr, doors: frozenset[str]) -> bool:
    """Tell whether packets may cross the internet between a VPC and a block of another.

    Addresses of an IPv4 block belong to somebody else out there; it is not the VPC that answers.
    """
    vpc, other = pair
    sends = _leads_out(network, vpc.name, block) and (block.version == V4 or other.name in doors)
    own = [one for one in vpc.cidrs if one.version == block.version]
    receives = block.version == V4 or any(_leads_out(network, other.name, one) for one in own)
    return sends or (vpc.name in doors and receives)


def _leads_out(network: Network, vpc: str, block: Cidr) -> bool:
    """Tell whether a table of a VPC sends some address of a block to the internet: its longest match decides."""
    return any(_sends_out(table, block) for table in _tables(network, vpc))


def _sends_out(table: RouteTable, block: Cidr) -> bool:
    left: tuple[Cidr, ...] = (block,)
    for route in sorted(table.routes, key=lambda one: one.destination.last - one.destination.first):
        if route.target in WAYS_OUT and any(overlaps(part, route.destination) for part in left):
            return True
        left = _rest(left, (route.destination,))
    return False


def _judge(reading: Reading, network: Network, pair: tuple[Vpc, Vpc], blocks: tuple[list[Cidr], list[Cidr]]) -> None:
    (vpc, other), (met, everyones) = pair, blocks
    for block, origin in _openings(network, vpc.name):
        if any(overlaps(own, block) for own in met) and not _rest((block,), everyones):
            reason = f"`{block}` also crosses the internet, and that way between VPCs is not modelled"
            reading.doubt(origin, reason, (vpc.name, other.name))
    for closed, origin in _closings(network, vpc.name):
        public = [one for one in PUBLIC if one.version == closed[0].version]
        outside = _rest(public, [*NEVER_PUBLIC, *everyones])
        if not _rest(outside, closed) and any(_rest((own,), closed) for own in met if own.version == public[0].version):
            reason = "it closes the internet, but not what another VPC sends over it, and that way is not modelled"
            reading.doubt(origin, reason, (vpc.name, other.name))


def _is_public(block: Cidr) -> bool:
    if not any(overlaps(block, one) for one in PUBLIC):
        return False
    return block.version != V4 or bool(_rest((block,), NEVER_PUBLIC))


def _openings(network: Network, vpc: str) -> Iterator[tuple[Cidr, Origin]]:
    """Yield the blocks that the rules and routes of a VPC let pass."""
    for group in network.groups:
        if group.vpc == vpc:
            yield from ((block, rule.origin) for rule in (*group.ingress, *group.egress) for block in rule.cidrs)
    for entry in _entries(network, vpc, allow=True):
        yield entry.peer, entry.origin
    for table in _tables(network, vpc):
        yield from ((route.destination, route.origin) for route in table.routes if route.target in WAYS_OUT)


def _closings(network: Network, vpc: str) -> Iterator[tuple[list[Cidr], Origin]]:
    """Yield what the entries of a VPC's ACLs deny together, by ACL, direction and IP version."""
    denied: dict[tuple[str, bool, int], list[AclEntry]] = {}
    for entry in _entries(network, vpc, allow=False):
        denied.setdefault((entry.origin.address, entry.egress, entry.peer.version), []).append(entry)
    for entries in denied.values():
        yield [entry.peer for entry in entries], entries[0].origin


def _entries(network: Network, vpc: str, *, allow: bool) -> Iterator[AclEntry]:
    used = {subnet.acl for subnet in network.subnets if subnet.vpc == vpc}
    for acl in network.acls:
        if acl.name in used:
            yield from (entry for entry in acl.entries if entry.allow is allow)


def _tables(network: Network, vpc: str) -> Iterator[RouteTable]:
    used = {subnet.table for subnet in network.subnets if subnet.vpc == vpc}
    yield from (table for table in network.tables if table.name in used)


def _rest(blocks: Iterable[Cidr], taken: Iterable[Cidr]) -> tuple[Cidr, ...]:
    """Return what is left of blocks when others are taken out of them."""
    left = list(blocks)
    for gone in taken:
        left = [part for block in left for part in _without(block, gone)]
    return tuple(left)


def _without(block: Cidr, gone: Cidr) -> Iterator[Cidr]:
    if not overlaps(block, gone):
        yield block
        return
    if block.first < gone.first:
        yield Cidr(block.version, block.first, gone.first - 1)
    if gone.last < block.last:
        yield Cidr(block.version, gone.last + 1, block.last)
