"""Which probes are sent: each pair of hosts, on ports that something names, beside them, and on some unnamed ones."""

from collections.abc import Iterable, Iterator, Sequence
from ipaddress import ip_address
from random import Random

from bastide.model.network import Network
from bastide.model.proof import Packet
from bastide.model.wire import ICMP, ICMPV6, INTERNET, LAST_PORT, TCP, UDP, Span
from bastide.prove.rehearsal.blueprint import Host, Probe

ALWAYS = ((TCP, 22), (UDP, 53))
_ECHO_POINTS = {ICMP: 8 * 256, ICMPV6: 128 * 256}
_FIRST_CLIENT = (1024, 32768, 49152, 61000)
"""Source ports: hosts take theirs in turn from where each of these ranges begins."""
_STEP = 997
_HIGH = (20000, 32000)


def ports(declared: Iterable[Span], network: Network, *, most: int, seed: int) -> tuple[tuple[int, int], ...]:
    """Return the protocols and ports to ask for: the declared with their neighbours first, then what rules name.

    At most `most` of each protocol; `seed` picks one high port of each that nothing need name.
    """
    high = Random(seed).randrange(*_HIGH)  # noqa: S311 - no secret
    wanted = [*_edges(declared), *ALWAYS, (TCP, high), (UDP, high), *_edges(_named(network))]
    found: dict[int, list[int]] = {TCP: [], UDP: []}
    for protocol, port in dict.fromkeys(wanted):
        if len(found[protocol]) < most:
            found[protocol].append(port)
    return tuple((protocol, port) for protocol, chosen in found.items() for port in sorted(chosen))


def probes(hosts: Sequence[Host], points: Sequence[tuple[int, int]]) -> Iterator[Probe]:
    """Yield every probe between two hosts, in each IP version that both have; the internet does not ask itself."""
    served = {port for _, port in points}
    for source, one in enumerate(hosts):
        for destination, other in enumerate(hosts):
            if source != destination and {one.party, other.party} != {INTERNET}:
                for sender, receiver in _ends(one, other):
                    yield from _asked((source, destination), (sender, receiver), points, served)


def packet(probe: Probe, hosts: Sequence[Host]) -> Packet:
    """Return a probe as the proof sees it: towards a public interface its private address is the destination."""
    other = hosts[probe.destination]
    private = other.addresses[other.called.index(probe.receiver)] if probe.receiver in other.called else probe.receiver
    port = _ECHO_POINTS.get(probe.protocol, probe.port)
    ends = int(ip_address(probe.sender)), int(ip_address(private))
    return Packet(probe.version, probe.protocol, ends[0], probe.source_port, ends[1], port)


def _ends(one: Host, other: Host) -> Iterator[tuple[str, str]]:
    called = other.called if one.party == INTERNET else other.addresses
    for sender in one.addresses:
        for receiver in called:
            if (":" in sender) == (":" in receiver):
                yield sender, receiver


def _asked(
    pair: tuple[int, int], ends: tuple[str, str], points: Sequence[tuple[int, int]], served: set[int]
) -> Iterator[Probe]:
    yield Probe(*pair, ICMPV6 if ":" in ends[0] else ICMP, 0, 0, *ends)
    for protocol, port in points:
        first = _FIRST_CLIENT[(sum(pair) + port) % len(_FIRST_CLIENT)]
        yield Probe(*pair, protocol, _client(first + pair[0], served), port, *ends)


def _client(port: int, served: set[int]) -> int:
    while port in served:  # nobody can both serve a port and call from it
        port += _STEP
    return port


def _named(network: Network) -> Iterator[Span]:
    for group in network.groups:
        yield from (rule.span for rule in (*group.ingress, *group.egress))
    for acl in network.acls:
        yield from (entry.span for entry in acl.entries)


def _edges(spans: Iterable[Span]) -> Iterator[tuple[int, int]]:
    for span in spans:
        if span.protocol in {TCP, UDP}:
            for port in (span.first, span.last, span.first - 1, span.last + 1):
                if 0 < port <= LAST_PORT:
                    yield span.protocol, port
