"""A packet for every pair of zones: one that passes where something does, else one with all that stops it.

The engine has already decided about every pair. The packets are examples for readers, each replayed by the walker,
which has to agree.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import islice, product

from bastide.model.pathways import Patch, Pathway, Shown
from bastide.model.proof import Cell, Packet, Standing
from bastide.model.wire import INTERNET, TCP, UDP, Cidr, Span
from bastide.prove.question import Demand, Sample
from bastide.prove.segmentation import ends
from bastide.prove.segmentation.declaration import Flow
from bastide.prove.segmentation.demands import demands
from bastide.prove.segmentation.ends import End
from bastide.prove.segmentation.evidence import Evidence
from bastide.prove.segmentation.paths import ANYBODY, CLIENT_PORT, EXAMPLE, OFFICE
from bastide.prove.segmentation.spans import covered, opened
from bastide.prove.segmentation.witness import DisagreementError
from bastide.prove.segmentation.zoning import OUTSIDE
from bastide.prove.walk.walker import Walker

RESERVED = 10
"""How far into a subnet an example stands: AWS keeps the first four addresses (VPC user guide, subnet sizing)."""
TRIES = 64
"""How many pairs of hosts are tried for an example of what passes and was not asked for."""


def patches(evidence: Evidence) -> tuple[Patch, ...]:
    """Return the subnets with the zones that they belong to."""
    regions = {vpc.name: vpc.region for vpc in evidence.network.vpcs}
    return tuple(
        Patch(
            name=one.name,
            zone=evidence.zoning.zone_of_subnet[one.name],
            network=one.vpc,
            region=regions.get(one.vpc, ""),
            availability_zone=one.availability_zone,
            cidrs=tuple(map(str, one.cidrs)),
        )
        for one in evidence.network.subnets
    )


def pathways(evidence: Evidence) -> tuple[Pathway, ...]:
    """Return all pairs of zones with examples; DisagreementError where engine and walker differ about one."""
    guide = _Guide(evidence)
    return tuple(guide.pathway(cell) for cell in evidence.proof.cells)


@dataclass(frozen=True)
class _Guide:
    """Picks packets for the pairs of one proof, and sends them."""

    evidence: Evidence

    @cached_property
    def walker(self) -> Walker:
        return Walker(self.evidence.network)

    @cached_property
    def standing(self) -> dict[str, End]:
        """The zones in which somebody stands."""
        zones = (zone.name for zone in self.evidence.zoning.zones if zone.members)
        return {name: ends.end(self.evidence, name) for name in zones}

    @cached_property
    def flows(self) -> dict[tuple[str, str], list[Flow]]:
        """The declared flows by pair of zones."""
        found: dict[tuple[str, str], list[Flow]] = {}
        for one in self.evidence.declaration.flows:
            found.setdefault((one.source, one.destination), []).append(one)
        return found

    @cached_property
    def demands(self) -> dict[str, Demand]:
        """The first demand of each flow that has somebody at both ends."""
        found: dict[str, Demand] = {}
        for one in demands(self.evidence.zoning, self.evidence.declaration):
            found.setdefault(one.flow, one)
        return found

    @cached_property
    def faults(self) -> dict[tuple[str, str], list[Shown]]:
        """What the proof itself shows of pairs that stand badly."""
        found: dict[tuple[str, str], list[Shown]] = {}
        for one in self.evidence.proof.violations:
            found.setdefault((one.source, one.destination), []).append(Shown(one.spans[0], one.witness))
        for stop in self.evidence.proof.blockages:
            sent = stop.witness.forward
            obstacles = self.walker.obstacles(sent.source, sent.destination, sent.packet)
            pair = stop.source, stop.destination
            found.setdefault(pair, []).append(Shown(stop.spans[0], stop.witness, obstacles))
        return found

    def pathway(self, cell: Cell) -> Pathway:
        flows = self.flows.get((cell.source, cell.destination), ())
        return Pathway(cell.source, cell.destination, tuple(self._shown(cell)), tuple(flow.id for flow in flows))

    def _shown(self, cell: Cell) -> Iterator[Shown]:
        start, end = self.standing.get(cell.source), self.standing.get(cell.destination)
        yield from self.faults.get((cell.source, cell.destination), ())
        if start is None or end is None:
            return
        bad = tuple(one.span for one in self.faults.get((cell.source, cell.destination), ()))
        spans = tuple(one for one in dict.fromkeys((*cell.declared, *opened(cell.opening))) if one not in bad)
        for span in spans:
            if span in cell.declared or not covered(span, cell.declared):
                yield from self._passing(cell, start, end, span)
        if not spans and not bad:
            yield self._stopped(cell, start, end)

    def _passing(self, cell: Cell, start: End, end: End, span: Span) -> Iterator[Shown]:
        """Yield a packet that passes, if one is found among those whom the traffic is for."""
        for first, last in islice(self._parties(cell, start, end, span), TRIES):
            trips = () if first == last else self.walker.trips(first, last, self._packet((first, last), span))
            trip = next((one for one in trips if one.completes), None)
            if trip is not None:
                yield Shown(span, trip)
                return

    def _parties(self, cell: Cell, start: End, end: End, span: Span) -> Iterator[tuple[str, str]]:
        for flow in self.flows.get((cell.source, cell.destination), ()):
            demand = self.demands.get(flow.id)
            if demand is not None and covered(span, (flow.span,)):
                yield from islice(product(demand.sources, demand.destinations), TRIES // 2)
        yield from product(start.hosts, end.hosts)

    def _stopped(self, cell: Cell, start: End, end: End) -> Shown:
        first, last = start.hosts[0], end.hosts[0]
        if first == last:
            last = end.hosts[-1]
        packet = self._packet((first, last), EXAMPLE)
        trip, obstacles = self.walker.halted(first, last, packet)
        if trip.completes and cell.standing is Standing.CLOSED:
            raise DisagreementError(Sample(first, last, packet), "the engine stops it, the walker does not")
        return Shown(EXAMPLE, trip, obstacles)

    def _packet(self, pair: tuple[str, str], span: Span) -> Packet:
        version = self._version(pair)
        some = span.protocol < 0
        ported = some or span.protocol in (TCP, UDP)
        return Packet(
            version=version,
            protocol=TCP if some else span.protocol,
            source=self._address(pair[0], version),
            source_port=CLIENT_PORT if ported else 0,
            destination=self._address(pair[1], version),
            port=EXAMPLE.first if some else span.first,
        )

    def _version(self, pair: tuple[str, str]) -> int:
        """Return the first IP version that both parties speak; 4 where they have none in common."""
        spoken = [self._blocks(party) for party in pair]
        common = (version for version in (4, 6) if all(blocks is None or _first(blocks, version) for blocks in spoken))
        return next(common, 4)

    def _address(self, party: str, version: int) -> int:
        site = next((one for one in self.evidence.network.remotes if one.name == party), None)
        if site is not None:
            return site.cidrs[0].first + RESERVED
        if party in OUTSIDE:
            return (ANYBODY if party == INTERNET else OFFICE)[version]
        found = _first(self._blocks(party) or (), version)
        if found is None:
            return 0
        return found.first + RESERVED if found.last - found.first > RESERVED else found.first

    def _blocks(self, party: str) -> tuple[Cidr, ...] | None:
        """Return the addresses that a party may have; None for those outside, who have any."""
        interface = self.evidence.interfaces.get(party)
        if interface is None:
            return None
        own = {one.version for one in interface.addresses}
        subnet = self.evidence.subnets[interface.subnet]
        return (*interface.addresses, *(one for one in subnet.cidrs if one.version not in own))


def _first(blocks: tuple[Cidr, ...], version: int) -> Cidr | None:
    return next((one for one in blocks if one.version == version), None)
