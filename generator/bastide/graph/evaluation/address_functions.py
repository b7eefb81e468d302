"""Terraform's functions on address blocks."""

from collections.abc import Callable
from ipaddress import IPv4Network, IPv6Network, ip_network

from bastide.graph.evaluation.kinds import invalid, text, whole
from bastide.model.graph import Value


def _network(value: Value) -> IPv4Network | IPv6Network:
    try:
        return ip_network(text(value), strict=False)
    except ValueError:
        invalid("it is not an address block")


def _part(base: IPv4Network | IPv6Network, bits: int, index: int) -> IPv4Network | IPv6Network:
    length = base.prefixlen + bits
    if bits < 0 or length > base.max_prefixlen or not 0 <= index < 1 << bits:
        invalid("the block has no such part")
    first = int(base.network_address) + (index << (base.max_prefixlen - length))
    return type(base)((first, length))


def _cidrsubnet(block: Value, bits: Value, index: Value) -> Value:
    return str(_part(_network(block), whole(bits), whole(index)))


def _cidrsubnets(block: Value, *bits: Value) -> Value:
    """Allocate parts one after the other, each at the next place that its size allows."""
    base = _network(block)
    position = int(base.network_address)
    found: list[Value] = []
    for one in bits:
        size = 1 << (base.max_prefixlen - base.prefixlen - max(whole(one), 0))
        position = -(-position // size) * size
        if whole(one) < 0 or position + size - 1 > int(base.broadcast_address):
            invalid("the block has no such part")
        found.append(str(type(base)((position, base.prefixlen + whole(one)))))
        position += size
    return tuple(found)


def _cidrhost(block: Value, index: Value) -> Value:
    base, offset = _network(block), whole(index)
    position = offset if offset >= 0 else base.num_addresses + offset
    if not 0 <= position < base.num_addresses:
        invalid("the block has no such host")
    return str(base.network_address + position)


def _cidrnetmask(block: Value) -> Value:
    return str(_network(block).netmask)


ADDRESS_FUNCTIONS: dict[str, Callable[..., Value]] = {
    "cidrhost": _cidrhost,
    "cidrnetmask": _cidrnetmask,
    "cidrsubnet": _cidrsubnet,
    "cidrsubnets": _cidrsubnets,
}
