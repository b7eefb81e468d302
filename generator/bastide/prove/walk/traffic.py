"""What a packet is, in numbers and in words."""

from ipaddress import IPv4Address, IPv6Address

from bastide.model.proof import Packet
from bastide.model.wire import ANY_PROTOCOL, ICMP, ICMPV6, TCP, UDP, Cidr, Span

IPV4, IPV6 = 4, 6
PORTED = frozenset({TCP, UDP})
NAMES = {TCP: "tcp", UDP: "udp", ICMP: "icmp", ICMPV6: "icmpv6"}
TYPE = 256
"""What one ICMP type takes of the port numbers: `type * 256 + code`."""
ECHO = {(IPV4, ICMP): (8, 0), (IPV6, ICMPV6): (128, 129 * TYPE)}
"""By IP version and protocol: the type of an echo request (RFC 792, RFC 4443), and the port that its reply has."""


def matches(span: Span, packet: Packet) -> bool:
    """Tell whether a packet is of the traffic that a rule names."""
    if span.protocol == ANY_PROTOCOL:
        return True
    return span.protocol == packet.protocol and span.first <= packet.port <= span.last


def contains(block: Cidr, version: int, address: int) -> bool:
    """Tell whether a block of addresses holds one of an IP version."""
    return block.version == version and block.first <= address <= block.last


def is_echo(packet: Packet) -> bool:
    """Tell whether a packet is a ping."""
    kind = ECHO.get((packet.version, packet.protocol))
    return kind is not None and packet.port // TYPE == kind[0]


def needs_reply(packet: Packet) -> bool:
    """Tell whether a packet is worth nothing without an answer."""
    return packet.protocol in PORTED or is_echo(packet)


def reply_to(packet: Packet) -> Packet:
    """Return the answer to a packet that needs one."""
    if packet.protocol in PORTED:
        port, source_port = packet.source_port, packet.port
    else:
        port, source_port = ECHO[packet.version, packet.protocol][1], 0
    return Packet(packet.version, packet.protocol, packet.destination, source_port, packet.source, port)


def named(packet: Packet) -> str:
    """Return a packet's traffic in words: `tcp/443`, `icmp type 8 code 0`, `protocol 50`."""
    name = NAMES.get(packet.protocol, f"protocol {packet.protocol}")
    if packet.protocol in PORTED:
        return f"{name}/{packet.port}"
    if packet.protocol in NAMES:
        return f"{name} type {packet.port // TYPE} code {packet.port % TYPE}"
    return name


def shown(version: int, address: int) -> str:
    """Return an address as people write it."""
    return str(IPv4Address(address) if version == IPV4 else IPv6Address(address))
