"""Protocols and ports as ACLs and groups write them."""

from bastide.facts.values import OpaqueError
from bastide.model.graph import Block
from bastide.model.wire import ANY_PROTOCOL, ICMP, ICMPV6, LAST_PORT, TCP, UDP, Span
from bastide.prove.aws.reading import Reading

NUMBERS = {
    "all": ANY_PROTOCOL,
    "hopopt": 0,
    "icmp": ICMP,
    "igmp": 2,
    "ggp": 3,
    "ipv4": 4,
    "st": 5,
    "tcp": TCP,
    "cbt": 7,
    "egp": 8,
    "igp": 9,
    "udp": UDP,
    "ipv6": 41,
    "ipv6-route": 43,
    "ipv6-frag": 44,
    "rsvp": 46,
    "gre": 47,
    "esp": 50,
    "ah": 51,
    "ipv6-icmp": ICMPV6,
    "icmpv6": ICMPV6,
    "ipv6-nonxt": 59,
    "ipv6-opts": 60,
    "eigrp": 88,
    "ospfigp": 89,
    "ospf": 89,
    "ipip": 94,
    "etherip": 97,
    "encap": 98,
    "pim": 103,
    "ipcomp": 108,
    "vrrp": 112,
    "l2tp": 115,
    "sctp": 132,
    "udplite": 136,
}
"""IANA protocol numbers by the names that the provider knows."""
TOP_PROTOCOL = 255
ANY = (None, -1)
EVERYTHING = Span(ANY_PROTOCOL, 0, 0)


def protocol(name: str) -> int:
    """Return a protocol's number; OpaqueError for a name that isn't known."""
    known = NUMBERS.get(name.lower())
    if known is not None:
        return known
    if name == "-1" or (name.isdecimal() and int(name) <= TOP_PROTOCOL):
        return int(name)
    raise OpaqueError(name, None, "no protocol of that name is known")


def acl_span(reading: Reading, body: Block) -> Span:
    """Return the traffic of an ACL entry. The provider sends 0 for a port, type or code that is left out."""
    number = protocol(reading.literal(body.get("protocol")) or "-1")
    if number in (ICMP, ICMPV6):
        return _icmp(number, reading.number(body.get("icmp_type")) or 0, reading.number(body.get("icmp_code")) or 0)
    if number in (TCP, UDP):
        return Span(number, reading.number(body.get("from_port")) or 0, reading.number(body.get("to_port")) or 0)
    return Span(number, 0, 0)


def group_span(reading: Reading, body: Block) -> Span:
    """Return the traffic of a security-group rule; for ICMP `from_port` is the type and `to_port` the code."""
    number = protocol(reading.literal(body.get("ip_protocol") or body.get("protocol")) or "-1")
    if number not in (ICMP, ICMPV6, TCP, UDP):
        return Span(number, 0, 0)
    first, last = reading.number(body.get("from_port")), reading.number(body.get("to_port"))
    if number in (ICMP, ICMPV6):
        return _icmp(number, first, last)
    if first in ANY:
        return Span(number, 0, LAST_PORT)
    return Span(number, first or 0, LAST_PORT if last in ANY else last or 0)


def _icmp(number: int, kind: int | None, code: int | None) -> Span:
    if kind is None or kind == -1:
        return Span(number, 0, LAST_PORT)
    if code is None or code == -1:
        return Span(number, kind * 256, kind * 256 + 255)
    return Span(number, kind * 256 + code, kind * 256 + code)
