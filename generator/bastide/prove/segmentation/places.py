"""Where an address block lies: in the public internet, or among private addresses."""

from bastide.model.network import Network
from bastide.model.wire import Cidr, cidr

PRIVATE = tuple(
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
"""IPv4 blocks that are not routed on the internet (IANA special-purpose registry, RFC 6890)."""

GLOBAL_V6 = cidr("2000::/3")
"""IPv6 global unicast (RFC 4291)."""


def is_public(network: Network, block: Cidr) -> bool:
    """Tell whether a block holds any public address outside the network's VPCs."""
    own = [one for vpc in network.vpcs for one in vpc.cidrs if one.version == block.version]
    if block.version == GLOBAL_V6.version:
        start, end = max(block.first, GLOBAL_V6.first), min(block.last, GLOBAL_V6.last)
        return start <= end and not _filled(start, end, own)
    return not _filled(block.first, block.last, [*PRIVATE, *own])


def _filled(first: int, last: int, blocks: list[Cidr]) -> bool:
    """Tell whether blocks cover a range of addresses without a gap."""
    for block in sorted(blocks):
        if block.first > first:
            break
        first = max(first, block.last + 1)
    return first > last
