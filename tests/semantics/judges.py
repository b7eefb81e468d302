"""Three judges of a probe, and how a party of the notation is found in a network.

The engine answers for all pairs at once, so its IP versions are told apart by taking the other one out of the network.
The walker answers for one packet, so it is asked for an address of every class that nothing in the network tells apart
and for a source port of every range that no ACL entry divides.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cached_property

from bastide.model.network import Network
from bastide.model.proof import Opening, Packet, Trip, Zone
from bastide.model.wire import ANY_PROTOCOL, INTERNET, LAST_PORT, ON_PREMISES, OTHER_PROTOCOL, TCP, UDP, Cidr, Span
from bastide.prove.engine.compute import compute
from bastide.prove.question import Demand, Reach
from bastide.prove.walk.walker import Walker
from oracle.addresses import blocks_of, representatives, space
from oracle.simulator import Simulator
from semantics.notation import Probe, Verdict

OUTSIDE = (INTERNET, ON_PREMISES)
FIRST_HIGH = 1024


class Judges:
    """The three judges of one network."""

    def __init__(self, network: Network, probes: Sequence[Probe]) -> None:
        self.network, self.probes = network, probes

    def members(self, party: str) -> tuple[str, ...]:
        """Name the interfaces of a workload; LookupError if it has none."""
        if party in OUTSIDE:
            return (party,)
        found = tuple(one.name for one in self.network.interfaces if one.workload.endswith(f".{party}"))
        if not found:
            message = f"the network has no workload `{party}`"
            raise LookupError(message)
        return found

    def _pairs(self, probe: Probe) -> list[tuple[str, str]]:
        sources, destinations = self.members(probe.source), self.members(probe.destination)
        return [(source, destination) for source in sources for destination in destinations if source != destination]

    def engine(self, probe: Probe) -> Verdict:
        """Ask the engine: openings tell `forward` and `may`, and a demand without a lack is `must`."""
        reach = self._reach[probe.version]
        opening = reach.openings.get((probe.source, probe.destination), Opening())
        if not _holds(opening.forward, probe):
            return Verdict.NONE
        if not _holds(opening.may, probe):
            return Verdict.FORWARD
        return Verdict.MAY if any(lack.flow == probe.text for lack in reach.lacks) else Verdict.MUST

    @cached_property
    def _reach(self) -> dict[int, Reach]:
        return {version: self._computed(version) for version in {probe.version for probe in self.probes}}

    def _computed(self, version: int) -> Reach:
        probes = [probe for probe in self.probes if probe.version == version]
        parties = sorted({party for probe in probes for party in (probe.source, probe.destination)})
        zones = tuple(Zone(party, self.members(party)) for party in parties)
        demands = tuple(
            Demand(
                probe.text,
                self.members(probe.source),
                self.members(probe.destination),
                (Span(probe.protocol, probe.port, probe.port),),
            )
            for probe in probes
        )
        return compute(only(self.network, version), zones, {}, demands)

    def walker(self, probe: Probe) -> Verdict:
        """Ask the walker, one packet of each kind."""
        asked = [trips for pair in self._pairs(probe) for trips in self._walked(probe, *pair)]
        if not any(trip.forward.arrives for _, trips in asked for trip in trips):
            return Verdict.NONE
        if not any(trip.completes for _, trips in asked for trip in trips):
            return Verdict.FORWARD
        certain = all(trip.completes for high, trips in asked if high for trip in trips)
        return Verdict.MUST if certain else Verdict.MAY

    def _walked(self, probe: Probe, source: str, destination: str) -> Iterator[tuple[bool, Sequence[Trip]]]:
        """Yield the trips of each packet, and whether `must` counts it."""
        for start in self._addresses(source, probe.version):
            for end in self._addresses(destination, probe.version):
                for port in self._ports if probe.protocol in {TCP, UDP} else (0,):
                    if start != end:
                        packet = Packet(probe.version, probe.protocol, start, port, end, probe.port)
                        counts = port >= FIRST_HIGH or probe.protocol not in {TCP, UDP}
                        yield counts, self._walker.trips(source, destination, packet)

    def simulator(self, probe: Probe) -> Verdict:
        """Ask the simulator about each pair of interfaces."""
        answers = [
            self._simulator.verdict(source, destination, probe.version, probe.protocol, probe.port)
            for source, destination in self._pairs(probe)
        ]
        if not any(answer.forward for answer in answers):
            return Verdict.NONE
        if not any(answer.may for answer in answers):
            return Verdict.FORWARD
        return Verdict.MUST if all(answer.must for answer in answers) else Verdict.MAY

    @cached_property
    def _walker(self) -> Walker:
        return Walker(self.network)

    @cached_property
    def _simulator(self) -> Simulator:
        return Simulator(self.network)

    def _addresses(self, party: str, version: int) -> list[int]:
        classes = representatives(space(self.network, party, version), blocks_of(self.network, version))
        return sorted({address for ends in classes for address in ends})

    @cached_property
    def _ports(self) -> tuple[int, ...]:
        spans = [entry.span for acl in self.network.acls for entry in acl.entries if entry.span.protocol in {TCP, UDP}]
        cuts = {0, FIRST_HIGH} | {cut for span in spans for cut in (span.first, span.last + 1)}
        return tuple(sorted(cut for cut in cuts if cut <= LAST_PORT))


def only(network: Network, version: int) -> Network:
    """Leave one IP version to every subnet and interface; the VPCs keep both, for they bound what is outside."""

    def kept(blocks: Sequence[Cidr]) -> tuple[Cidr, ...]:
        return tuple(block for block in blocks if block.version == version)

    return replace(
        network,
        subnets=tuple(replace(one, cidrs=kept(one.cidrs)) for one in network.subnets),
        interfaces=tuple(replace(one, addresses=kept(one.addresses)) for one in network.interfaces),
    )


def _holds(spans: Sequence[Span], probe: Probe) -> bool:
    """Whether spans hold a probe's traffic; no probe asks for a protocol that only `OTHER_PROTOCOL` covers unnamed."""
    return any(
        span.protocol == ANY_PROTOCOL
        or (span.protocol == probe.protocol and span.first <= probe.port <= span.last)
        or (span.protocol == OTHER_PROTOCOL and probe.protocol not in {TCP, UDP, 1, 58})
        for span in spans
    )
