"""What to ask of a network: traffic on both sides of every cut that a rule makes, and packets between parties."""

from collections.abc import Iterator
from random import Random

from bastide.model.network import Kind, Network
from bastide.model.proof import Packet
from bastide.model.wire import ANY_PROTOCOL, ICMP, ICMPV6, INTERNET, LAST_PORT, ON_PREMISES, TCP, UDP, Span
from oracle.simulator import Flow, Simulator

ALWAYS_ASKED = ((TCP, 443), (TCP, 1024), (UDP, 53), (ICMP, 8 * 256), (ICMPV6, 128 * 256), (ICMP, 0))
PORTED = {TCP, UDP, ICMP, ICMPV6}
OUTSIDE = (INTERNET, ON_PREMISES)
PASSERS = {Kind.NAT, Kind.FIREWALL, Kind.ATTACHMENT}


def spans_of(network: Network) -> set[Span]:
    """Collect the traffic that rules name."""
    found = {entry.span for acl in network.acls for entry in acl.entries}
    found |= {rule.span for group in network.groups for rule in (*group.ingress, *group.egress)}
    return found | {rule.span for endpoint in network.firewalls for rule in endpoint.rules}


def named(network: Network) -> frozenset[int]:
    """Collect the protocols that rules name by number."""
    return frozenset(span.protocol for span in spans_of(network)) - {ANY_PROTOCOL}


def points(network: Network) -> list[tuple[int, int]]:
    """List protocol and port on both sides of every boundary, and of a protocol that nothing names."""
    unnamed = next(number for number in (99, 88, 77) if number not in named(network))
    found = {*ALWAYS_ASKED, (unnamed, 0)}
    for span in spans_of(network):
        if span.protocol == ANY_PROTOCOL:
            continue
        edges = {span.first - 1, span.first, span.last, span.last + 1} if span.protocol in PORTED else {0}
        found |= {(span.protocol, port) for port in edges if 0 <= port <= LAST_PORT}
    return sorted(found)


def parties(network: Network) -> list[str]:
    """List who may be at an end: not what only passes packets on, like a NAT gateway's interface."""
    ends = [interface.name for interface in network.interfaces if interface.kind not in PASSERS]
    return [*ends, *OUTSIDE]


def pairs(network: Network) -> list[tuple[str, str]]:
    """List ordered pairs of parties, with themselves too; what lies outside is not asked about itself."""
    known = parties(network)
    return [(one, other) for one in known for other in known if one != other or one not in OUTSIDE]


def packets(simulator: Simulator, flow: Flow, rng: Random, most: int) -> Iterator[Packet]:
    """Draw packets of a flow between addresses that stand for all, from ports around every cut."""
    ends = list(simulator.pairs(flow))
    for low, high in rng.sample(ends, min(most, len(ends))):
        ported = flow.protocol in {TCP, UDP}
        near = rng.choice(simulator.ports) + rng.choice((-1, 0, 0, 1))
        port = min(max(near, 0), LAST_PORT) if ported else 0
        yield Packet(flow.version, flow.protocol, low, port, high, flow.port)
