"""What is on the wire: address blocks, traffic, and what to blame for a decision about them."""

from dataclasses import dataclass
from functools import cache
from ipaddress import IPv4Address, IPv6Address, ip_network, summarize_address_range
from typing import NamedTuple

from bastide.model.place import Place

ANY_PROTOCOL = -1
"""In a `Span`: every protocol, whatever its ports."""
OTHER_PROTOCOL = -2
"""In an answer's `Span`: every protocol but TCP, UDP, ICMP and ICMPv6 that neither a rule nor a declaration names."""
TCP, UDP, ICMP, ICMPV6 = 6, 17, 1, 58
"""IANA protocol numbers."""
LAST_PORT = 65535
INTERNET = "internet"
"""The party that stands for every public address outside the network's VPCs."""
ON_PREMISES = "on-premises"
"""The party that stands for whatever a VPN, a direct connection or a foreign attachment leads to."""


class Cidr(NamedTuple):
    """A range of addresses: IP version (4 or 6), first and last address as numbers, both inclusive."""

    version: int
    first: int
    last: int

    def __str__(self) -> str:
        """Return CIDR notation, or `first-last` for a range that is no single block."""
        if self.version == 4:  # noqa: PLR2004 - the IP version
            return _notation(IPv4Address(self.first), IPv4Address(self.last))
        return _notation(IPv6Address(self.first), IPv6Address(self.last))


@cache
def cidr(text: str) -> Cidr:
    """Return the block that a text in CIDR notation means (a bare address is a block of one); ValueError if none.

    Host bits are ignored, as AWS does for security-group rules and routes.
    """
    network = ip_network(text.strip(), strict=False)
    return Cidr(network.version, int(network.network_address), int(network.broadcast_address))


class Span(NamedTuple):
    """Traffic of one IP protocol (IANA number, or `ANY_PROTOCOL`) and an inclusive range of ports.

    For TCP and UDP the range is the destination port, 0 to 65535. For ICMP and ICMPv6 it is `type * 256 + code`, so
    that type 8 with any code is 2048 to 2303. For every other protocol, and for `ANY_PROTOCOL`, it is 0 to 0.
    """

    protocol: int
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Origin:
    """What to blame: a resource address (empty for what AWS does by itself) and the place of the deciding line.

    For a rule in a block of its own the place is that block's header; for an inline rule, the nested block's.
    """

    address: str
    place: Place | None


def _notation(first: IPv4Address | IPv6Address, last: IPv4Address | IPv6Address) -> str:
    blocks = list(summarize_address_range(first, last))
    return str(blocks[0]) if len(blocks) == 1 else f"{first}-{last}"
