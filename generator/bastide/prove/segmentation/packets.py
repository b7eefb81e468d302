"""Packets and parties in words."""

from bastide.model.proof import Packet, Trip
from bastide.model.wire import ICMP, ICMPV6, TCP, UDP, Cidr, Span
from bastide.prove.segmentation.spans import shown

PORTED = frozenset({TCP, UDP})
ECHOES = frozenset({ICMP, ICMPV6})


def written(packet: Packet) -> str:
    """Return a packet on one line: `tcp 10.0.0.4:40000 -> 10.0.1.5:5432, state new`."""
    source, destination = (
        str(Cidr(packet.version, end, end)).partition("/")[0] for end in (packet.source, packet.destination)
    )
    what = shown(Span(packet.protocol, packet.port, packet.port)).partition("/")[0]
    if packet.protocol in PORTED:
        left, right = _port(packet, source, packet.source_port), _port(packet, destination, packet.port)
        return f"{what} {left} -> {right}, state new"
    detail = f" type {packet.port // 256} code {packet.port % 256}" if packet.protocol in ECHOES else ""
    return f"{what}{detail} {source} -> {destination}, state new"


def told(trip: Trip) -> str:
    """Return a trip's packet with its two parties."""
    return f"{written(trip.forward.packet)}, from `{trip.forward.source}` to `{trip.forward.destination}`"


def further(number: int, noun: str) -> str:
    """Return the end of a list that is cut: `, and 1 more pair of hosts`; empty for none."""
    one, _, rest = noun.partition(" ")
    return f", and {number} more {one}{'' if number == 1 else 's'} {rest}".rstrip() if number else ""


def _port(packet: Packet, address: str, port: int) -> str:
    return f"[{address}]:{port}" if packet.version == 6 else f"{address}:{port}"  # noqa: PLR2004 - the IP version
