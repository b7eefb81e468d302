"""One question about two ends: what passes between them, by which lines, or what stops it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from ipaddress import ip_address

from bastide.model.diagnostic import CannotAnswerError, Diagnostic
from bastide.model.network import Interface, Kind
from bastide.model.proof import Hop, Packet, Trip
from bastide.model.wire import ICMP, ICMPV6, INTERNET, ON_PREMISES, TCP, UDP, Cidr, Span, cidr
from bastide.prove.segmentation.declaration import Flow
from bastide.prove.segmentation.evidence import Evidence
from bastide.prove.segmentation.places import is_public
from bastide.prove.segmentation.zoning import OUTSIDE
from bastide.prove.walk.walker import Walker

UNKNOWN_END = "PRV004"
EXAMPLE = Span(TCP, 443, 443)
"""What to ask about where nothing is declared and nothing passes."""
CLIENT_PORT = 40000
ANYBODY = {4: cidr("203.0.113.10").first, 6: cidr("2001:db8::10").first}
"""Addresses for the internet (RFC 5737, RFC 3849)."""
OFFICE = {4: cidr("192.168.0.10").first, 6: cidr("fc00::10").first}
RESERVED = 10
"""How far into a subnet an invented host stands: AWS keeps the first addresses."""


@dataclass(frozen=True, slots=True)
class Tried:
    """Traffic that was asked about: the flows that ask for it, its trip, and all that would have to change for it."""

    span: Span
    flows: tuple[Flow, ...]
    trip: Trip
    obstacles: tuple[Hop, ...]


@dataclass(frozen=True, slots=True)
class PathAnswer:
    """What passes between two ends, and each traffic that was tried."""

    source: str
    destination: str
    zones: tuple[str, str]
    passing: tuple[Span, ...]
    tried: tuple[Tried, ...]


@dataclass(frozen=True, slots=True)
class _End:
    """One end: the party to walk from or to, its zone, and its address if one was given."""

    party: str
    zone: str
    address: int | None = None
    version: int = 4


def explain(evidence: Evidence, source: str, destination: str, span: Span | None = None) -> PathAnswer:
    """Answer for two zones, workloads or addresses; raises CannotAnswerError (PRV004) for an end that is none.

    Without traffic, all that is declared or passes between their zones is tried, else an example.
    """
    start, end = _end(evidence, source), _end(evidence, destination)
    zones = start.zone, end.zone
    opening = evidence.reach.openings.get(zones)
    passing = opening.forward if opening else ()
    declared = evidence.declaration.spans.get(zones, ())
    wanted = (span,) if span else tuple(dict.fromkeys((*declared, *passing))) or (EXAMPLE,)
    walker = Walker(evidence.network)
    tried = tuple(_try(evidence, walker, start, end, one) for one in wanted)
    return PathAnswer(source, destination, zones, passing, tried)


def _try(evidence: Evidence, walker: Walker, start: _End, end: _End, span: Span) -> Tried:
    flows = tuple(one for one in evidence.declaration.asking(start.zone, end.zone) if one.span == span)
    packet = _packet(evidence, start, end, span)
    trips = walker.trips(start.party, end.party, packet)
    trip = next((one for one in trips if not one.completes), trips[0])
    obstacles = () if trip.completes else walker.obstacles(start.party, end.party, packet)
    return Tried(span, flows, trip, tuple(obstacles))


def _packet(evidence: Evidence, start: _End, end: _End, span: Span) -> Packet:
    version = max(start.version, end.version)
    protocol, port = (span.protocol, span.first) if span.protocol in (TCP, UDP, ICMP, ICMPV6) else (span.protocol, 0)
    return Packet(
        version=version,
        protocol=TCP if protocol < 0 else protocol,
        source=_address(evidence, start, version),
        source_port=CLIENT_PORT if protocol in (TCP, UDP) or protocol < 0 else 0,
        destination=_address(evidence, end, version, other=start),
        port=EXAMPLE.first if protocol < 0 else port,
    )


def _address(evidence: Evidence, end: _End, version: int, other: _End | None = None) -> int:
    if end.address is not None:
        return end.address
    if end.party in OUTSIDE:
        return (ANYBODY if end.party == INTERNET else OFFICE)[version]
    interface = evidence.interfaces[end.party]
    for known in interface.addresses:
        if known.version == version:
            return known.first
    block = next((one for one in evidence.subnets[interface.subnet].cidrs if one.version == version), None)
    if block is None:
        return 0
    step = RESERVED + (1 if other is not None and other.party == end.party else 0)
    return min(block.first + step, block.last)


def _end(evidence: Evidence, text: str) -> _End:
    """Return the end that a text means: a zone, a workload, an interface or an address."""
    if text in OUTSIDE:
        return _End(text, text)
    try:
        return _host(evidence, cidr(str(ip_address(text))))
    except ValueError:
        pass
    for interface in _preferred(evidence.network.interfaces):
        if text in (interface.name, interface.workload) or text == evidence.zoning.zone_of[interface.name]:
            return _End(interface.name, evidence.zoning.zone_of[interface.name])
    raise _unknown(evidence, text)


def _preferred(interfaces: Sequence[Interface]) -> list[Interface]:
    """Return real workloads first, then hosts of the zone, then strays, which nobody means."""
    last = {Kind.NAT, Kind.FIREWALL, Kind.ATTACHMENT}
    return sorted(interfaces, key=lambda one: (one.name.endswith("/stray host"), one.kind in last, one.hypothetical))


def _host(evidence: Evidence, address: Cidr) -> _End:
    for interface in _preferred(evidence.network.interfaces):
        blocks = interface.addresses or evidence.subnets[interface.subnet].cidrs
        if any(one.version == address.version and one.first <= address.first <= one.last for one in blocks):
            zone = evidence.zoning.zone_of[interface.name]
            return _End(interface.name, zone, address.first, address.version)
    party = INTERNET if is_public(evidence.network, address) else ON_PREMISES
    return replace(_End(party, party), address=address.first, version=address.version)


def _unknown(evidence: Evidence, text: str) -> CannotAnswerError:
    known = sorted(set(_names(evidence)))
    near = get_close_matches(text, known, n=3)
    hint = f"; did you mean {' or '.join(f'`{one}`' for one in near)}?" if near else ""
    message = f"`{text}` is no zone, workload or address of this tree{hint}"
    why = "an answer about something else would mislead"
    fix = f"use one of {', '.join(f'`{zone.name}`' for zone in evidence.zoning.zones[:8])}"
    return CannotAnswerError([Diagnostic(UNKNOWN_END, message, (), why, fix)])


def _names(evidence: Evidence) -> Iterator[str]:
    yield from (zone.name for zone in evidence.zoning.zones)
    yield from (interface.workload for interface in evidence.network.interfaces)
