"""One question about two ends: what passes between them, by which lines, or what stops it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from ipaddress import ip_address

from bastide.model.diagnostic import CannotAnswerError, Diagnostic
from bastide.model.network import Interface
from bastide.model.proof import Hop, Packet, Trip
from bastide.model.wire import ICMP, ICMPV6, INTERNET, ON_PREMISES, TCP, UDP, Cidr, Span, cidr
from bastide.prove.segmentation.declaration import Flow
from bastide.prove.segmentation.demands import STRAY, demands
from bastide.prove.segmentation.evidence import Evidence
from bastide.prove.segmentation.places import is_public
from bastide.prove.segmentation.spans import covered
from bastide.prove.segmentation.zoning import OUTSIDE, WITHOUT_HOSTS
from bastide.prove.walk.walker import Walker

UNKNOWN_END, MIXED = "PRV004", "PRV006"
WHY = "an answer about something else would mislead"
EXAMPLE = Span(TCP, 443, 443)
"""What to ask about where nothing is declared and nothing passes."""
CLIENT_PORT = 40000
ANYBODY = {4: cidr("203.0.113.10").first, 6: cidr("2001:db8::10").first}
"""Addresses for the internet (RFC 5737, RFC 3849)."""
OFFICE = {4: cidr("192.168.0.10").first, 6: cidr("fc00::10").first}
PAIRS = 200
"""How many pairs of hosts of two zones are tried for one that decides."""
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
    """One end: the parties that it may mean, the likeliest first, their zone, and an address if one was given."""

    parties: tuple[str, ...]
    zone: str
    address: Cidr | None = None


def explain(evidence: Evidence, source: str, destination: str, span: Span | None = None) -> tuple[PathAnswer, ...]:
    """Answer for two zones, workloads or addresses; raises CannotAnswerError (PRV004) for every end that is none.

    A zone of which each agency has its own copy means all of its copies: there is an answer for each pair. Without
    traffic, all that is declared or passes between their zones is tried, else an example.
    """
    starts, ends = _copies(evidence, source), _copies(evidence, destination)
    unknown = [_unknown(evidence, text) for text, found in ((source, starts), (destination, ends)) if not found]
    if unknown:
        raise CannotAnswerError(unknown)
    pairs = [(start, end) for start in starts for end in ends]
    return tuple(_answer(evidence, *pair, span) for pair in pairs)


def _copies(evidence: Evidence, text: str) -> tuple[str, ...]:
    """Return the ends that a text means: itself, or each copy of the zone that it names; none if it means nothing."""
    if _known(evidence, text):
        return (text,)
    names = (zone.name for zone in evidence.zoning.zones)
    return tuple(name for name in names if name.partition("@")[0] == text and _known(evidence, name))


def _answer(evidence: Evidence, source: str, destination: str, span: Span | None) -> PathAnswer:
    start, end = _end(evidence, source), _end(evidence, destination)
    if start.address and end.address and start.address.version != end.address.version:
        raise CannotAnswerError([_mixed(source, destination)])
    zones = start.zone, end.zone
    opening = evidence.reach.openings.get(zones)
    passing = opening.forward if opening else ()
    declared = evidence.declaration.spans.get(zones, ())
    wanted = (span,) if span else tuple(dict.fromkeys((*declared, *passing))) or (EXAMPLE,)
    walker = Walker(evidence.network)
    tried = tuple(_try(evidence, walker, start, end, one) for one in wanted)
    return PathAnswer(source, destination, zones, passing, tried)


def _try(evidence: Evidence, walker: Walker, start: _End, end: _End, span: Span) -> Tried:
    """Return a trip that decides: one that is stopped if a flow asks for all of them to pass, else one that passes."""
    flows = tuple(one for one in evidence.declaration.asking(start.zone, end.zone) if covered(span, (one.span,)))
    parties = _parties_of(start, end)
    meant = _meant(evidence, flows)
    parties = [pair for pair in parties if pair in meant] or parties
    seen: list[Trip] = []
    for first, last in parties[:PAIRS]:
        for packet in _packets(evidence, (start, first), (end, last), span):
            trips = walker.trips(first, last, packet)
            seen += sorted(trips, key=lambda trip: trip.completes is bool(flows))[:1]
        if seen and seen[-1].completes is not bool(flows):
            break
    trip = next((one for one in seen if one.completes is not bool(flows)), seen[0])
    sent = trip.forward
    obstacles = () if trip.completes else walker.obstacles(sent.source, sent.destination, sent.packet)
    return Tried(span, flows, trip, tuple(obstacles))


def _parties_of(start: _End, end: _End) -> list[tuple[str, str]]:
    """Return the pairs of parties, the likeliest first; one host is a pair with itself only if nobody else is."""
    pairs = [(first, last) for first in start.parties for last in end.parties]
    return [pair for pair in pairs if pair[0] != pair[1]] or pairs


def _meant(evidence: Evidence, flows: tuple[Flow, ...]) -> frozenset[tuple[str, str]]:
    """Return the pairs of parties that flows are declared for."""
    ids = {flow.id for flow in flows}
    wanted = [one for one in demands(evidence.zoning, evidence.declaration) if one.flow in ids]
    return frozenset((first, last) for one in wanted for first in one.sources for last in one.destinations)


def _packets(evidence: Evidence, start: tuple[_End, str], end: tuple[_End, str], span: Span) -> Iterator[Packet]:
    """Yield a packet of each IP version that both ends have; one of version 4 if they have none in common."""
    common = [one for one in (4, 6) if all(_has(evidence, *side, one) for side in (start, end))]
    for version in common or [4]:
        yield _packet(evidence, start, end, span, version)


def _has(evidence: Evidence, end: _End, party: str, version: int) -> bool:
    if end.address is not None:
        return end.address.version == version
    if party in OUTSIDE:
        return True
    interface = evidence.interfaces[party]
    blocks = (*interface.addresses, *evidence.subnets[interface.subnet].cidrs)
    return any(one.version == version for one in blocks)


def _packet(evidence: Evidence, start: tuple[_End, str], end: tuple[_End, str], span: Span, version: int) -> Packet:
    protocol, port = (span.protocol, span.first) if span.protocol in (TCP, UDP, ICMP, ICMPV6) else (span.protocol, 0)
    return Packet(
        version=version,
        protocol=TCP if protocol < 0 else protocol,
        source=_address(evidence, *start, version),
        source_port=CLIENT_PORT if protocol in (TCP, UDP) or protocol < 0 else 0,
        destination=_address(evidence, *end, version, step=int(start[1] == end[1])),
        port=EXAMPLE.first if protocol < 0 else port,
    )


def _address(evidence: Evidence, end: _End, party: str, version: int, step: int = 0) -> int:
    if end.address is not None:
        return end.address.first
    if party in OUTSIDE:
        return (ANYBODY if party == INTERNET else OFFICE)[version]
    interface = evidence.interfaces[party]
    for known in interface.addresses:
        if known.version == version:
            return known.first
    block = next((one for one in evidence.subnets[interface.subnet].cidrs if one.version == version), None)
    return 0 if block is None else min(block.first + RESERVED + step, block.last)


def _known(evidence: Evidence, text: str) -> bool:
    zones = (zone.name for zone in evidence.zoning.zones if zone.members)
    return _is_address(text) or text in {*zones, *_parties(evidence)}


def _is_address(text: str) -> bool:
    try:
        ip_address(text)
    except ValueError:
        return False
    return True


def _end(evidence: Evidence, text: str) -> _End:
    """Return the end that a known text means: a zone, a workload, an interface or an address."""
    if text in OUTSIDE:
        return _End((text,), text)
    if _is_address(text):
        return _host(evidence, cidr(text))
    zone_of = evidence.zoning.zone_of
    fitting = [one for one in _preferred(evidence.network.interfaces) if text in (*_called(one), zone_of[one.name])]
    return _End(tuple(one.name for one in fitting), zone_of[fitting[0].name])


def _preferred(interfaces: Sequence[Interface]) -> list[Interface]:
    """Return real workloads first, then hosts of the zone, then strays, which nobody means."""
    return sorted(interfaces, key=lambda one: (one.name.endswith(STRAY), one.kind in WITHOUT_HOSTS, one.hypothetical))


def _host(evidence: Evidence, address: Cidr) -> _End:
    for interface in _preferred(evidence.network.interfaces):
        own = [one for one in interface.addresses if one.version == address.version]
        blocks = own or evidence.subnets[interface.subnet].cidrs
        if any(one.version == address.version and one.first <= address.first <= one.last for one in blocks):
            return _End((interface.name,), evidence.zoning.zone_of[interface.name], address)
    party = INTERNET if is_public(evidence.network, address) else ON_PREMISES
    return _End((party,), party, address)


def _unknown(evidence: Evidence, text: str) -> Diagnostic:
    known = sorted({*(zone.name for zone in evidence.zoning.zones), *_parties(evidence)})
    if text in known:
        message = f"nobody stands in zone `{text}`, so no packet can be sent from or to it"
        return Diagnostic(UNKNOWN_END, message, (), WHY, "ask about an address, or declare flows to have hosts placed")
    near = get_close_matches(text, known, n=3)
    hint = f"; did you mean {' or '.join(f'`{one}`' for one in near)}?" if near else ""
    message = f"`{text}` is no zone, workload or address of this tree{hint}"
    fix = f"use one of {', '.join(f'`{zone.name}`' for zone in evidence.zoning.zones[:8])}"
    return Diagnostic(UNKNOWN_END, message, (), WHY, fix)


def _mixed(source: str, destination: str) -> Diagnostic:
    message = f"`{source}` and `{destination}` are addresses of two IP versions"
    return Diagnostic(MIXED, message, (), "no packet goes from one version to the other", "give two of one version")


def _parties(evidence: Evidence) -> Iterator[str]:
    for interface in evidence.network.interfaces:
        yield from _called(interface)


def _called(interface: Interface) -> tuple[str, str]:
    return interface.name, interface.workload
