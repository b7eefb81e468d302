"""Blocks that only AWS knows: what the code writes about them can't be compared."""

from collections.abc import Iterator

from bastide.model.network import Network
from bastide.model.wire import Cidr, Origin, cidr
from bastide.prove.aws.addresses import V6, Blocks, overlaps
from bastide.prove.aws.reading import Reading

PUBLIC = cidr("2000::/3")
"""IPv6 addresses of the internet, which Amazon assigns of."""
WIDE = (cidr("::/0"), PUBLIC)


def check(reading: Reading, blocks: Blocks, network: Network) -> None:
    """Doubt the VPCs with an invented IPv6 block if the code names an IPv6 block that could be the real one."""
    scope = [vpc.name for vpc in network.vpcs if blocks.invented.intersection(vpc.cidrs)]
    known = [block for vpc in network.vpcs for block in vpc.cidrs]
    for block, origin in _written(network) if scope else ():
        foreign = block.version == V6 and block not in WIDE and overlaps(block, PUBLIC)
        if foreign and not any(overlaps(block, own) for own in known):
            reason = f"`{block}` may be the block that AWS assigns to a VPC"
            reading.doubt(origin, reason, scope)


def _written(network: Network) -> Iterator[tuple[Cidr, Origin]]:
    """Yield the blocks that rules and routes name."""
    for acl in network.acls:
        yield from ((entry.peer, entry.origin) for entry in acl.entries)
    for group in network.groups:
        yield from ((block, rule.origin) for rule in (*group.ingress, *group.egress) for block in rule.cidrs)
    for table in network.tables:
        yield from ((route.destination, route.origin) for route in table.routes)
    for transit in network.transit_tables:
        yield from ((way.destination, way.origin) for way in transit.routes)
