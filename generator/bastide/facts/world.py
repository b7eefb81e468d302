"""How much of the public internet a set of address blocks covers."""

from collections.abc import Iterable
from functools import cache
from ipaddress import IPv4Network, IPv6Network, collapse_addresses, ip_network

from bastide.facts.values import OpaqueError

LIMIT: dict[int, int] = {4: 2 ** (32 - 8), 6: 2 ** (128 - 32)}
"""More public addresses than one IPv4 /8 or one IPv6 /32 are the world, in one piece or in many."""

Network = IPv4Network | IPv6Network

PRIVATE: tuple[Network, ...] = (
    IPv4Network("10.0.0.0/8"),
    IPv4Network("100.64.0.0/10"),
    IPv4Network("172.16.0.0/12"),
    IPv4Network("192.168.0.0/16"),
    IPv6Network("fc00::/7"),
    IPv6Network("fe80::/10"),
)
"""Blocks that no route of the public internet leads to."""


@cache
def network(cidr: str) -> Network:
    """Return a block as written (`0::/0` is `::/0`; host bits are ignored); OpaqueError if it isn't one."""
    try:
        return ip_network(cidr, strict=False)
    except ValueError as error:
        raise OpaqueError(cidr, None, "it is not an address block") from error


def is_public(block: Network) -> bool:
    """Tell whether a block holds addresses outside the private ranges."""
    return not any(inside(block, private) for private in PRIVATE)


def is_world(blocks: Iterable[Network]) -> bool:
    """Tell whether blocks together let in more of the public internet than one large allocation."""
    public = [block for block in blocks if is_public(block)]
    four = collapse_addresses(block for block in public if isinstance(block, IPv4Network))
    six = collapse_addresses(block for block in public if isinstance(block, IPv6Network))
    return _size(four) > LIMIT[4] or _size(six) > LIMIT[6]


def _size(blocks: Iterable[Network]) -> int:
    return sum(block.num_addresses for block in blocks)


def inside(block: Network, whole: Network) -> bool:
    """Tell whether a block lies within another; blocks of two families never do."""
    same = block.version == whole.version
    return bool(same and block.network_address in whole and block.prefixlen >= whole.prefixlen)
