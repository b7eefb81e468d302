"""The proof: read the network, ask the engine, replay its answers, and put a word to every pair of zones."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from bastide.facts.case import Case
from bastide.model.network import Network
from bastide.model.proof import Blockage, Cell, Opening, Proof, Standing, Violation, Zone
from bastide.prove.aws.reader import read
from bastide.prove.engine.compute import compute
from bastide.prove.question import Excess, Layers, Reach
from bastide.prove.segmentation.declaration import Declaration
from bastide.prove.segmentation.demands import STRAY, demands
from bastide.prove.segmentation.distance import distances
from bastide.prove.segmentation.doubt import doubted
from bastide.prove.segmentation.evidence import Evidence
from bastide.prove.segmentation.witness import failing, passing
from bastide.prove.segmentation.zoning import Zoning, zoned
from bastide.prove.walk.walker import Walker

FINE = 500
"""Up to how many interfaces layers and distances are worked out."""

# The first: AWS VPC User Guide, security group rules and network ACL basics.
ASSUMPTIONS = (
    "the VPC's resolver, instance metadata and time answer every host, whatever groups and ACLs say",
    "a host that may be reached may be taken over: distance counts connections, not exploits",
    "what runs on a host, and names that DNS gives out, are not judged",
)


def prove(case: Case, declaration: Declaration) -> Evidence:
    """Return the proof of a tree against a declaration; DisagreementError if two of our own methods differ."""
    zoning = zoned(case, read(case), declaration)
    asked = tuple(demands(zoning, declaration)) if declaration.complete else ()
    reach = compute(zoning.network, zoning.zones, declaration.spans, asked)
    walker = Walker(zoning.network)
    excesses = reach.excesses if declaration.complete else ()
    violations = tuple(_violations(declaration, walker, excesses))
    blockages = tuple(_blockages(declaration, walker, reach))
    layers = _layers(zoning, declaration)
    proof = Proof(
        zones=zoning.zones,
        interfaces={one.name: one for one in zoning.network.interfaces},
        cells=tuple(_cells(zoning, declaration, reach, layers, (violations, blockages))),
        violations=violations,
        blockages=blockages,
        distance=_distance(case, zoning, declaration),
        unmodelled=zoning.network.unmodelled,
        assumptions=ASSUMPTIONS,
        counts={**_counts(zoning.network), **reach.counts},
    )
    return Evidence(case, declaration, zoning, reach, proof)


def _violations(declaration: Declaration, walker: Walker, excesses: tuple[Excess, ...]) -> Iterator[Violation]:
    for one in excesses:
        promised = (one.source, one.destination) in declaration.never
        yield Violation(one.source, one.destination, one.spans, passing(walker, one), one.pairs, promised)


def _blockages(declaration: Declaration, walker: Walker, reach: Reach) -> Iterator[Blockage]:
    """Yield one blockage for each flow and each decision that stops it."""
    flows = {flow.id: flow for flow in declaration.flows}
    seen: set[tuple[str, str]] = set()
    for lack in reach.lacks:
        trip = failing(walker, lack)
        stopped = trip.forward.blocker or (trip.reply.blocker if trip.reply else None)
        key = lack.flow, "" if stopped is None else stopped.text
        if key not in seen:
            seen.add(key)
            flow = flows[lack.flow]
            yield Blockage(lack.flow, flow.source, flow.destination, lack.spans, trip)


def _layers(zoning: Zoning, declaration: Declaration) -> Mapping[str, frozenset[tuple[str, str]]]:
    """Return by layer the pairs of zones that it alone does not hold shut."""
    if not declaration.complete or len(zoning.network.interfaces) > FINE:
        return {}
    return {
        str(layer): frozenset(
            (one.source, one.destination)
            for one in compute(zoning.network, zoning.zones, declaration.spans, (), layers=layer).excesses
        )
        for layer in (Layers.GROUPS, Layers.ACLS)
    }


def _cells(
    zoning: Zoning,
    declaration: Declaration,
    reach: Reach,
    layers: Mapping[str, frozenset[tuple[str, str]]],
    faults: tuple[tuple[Violation, ...], tuple[Blockage, ...]],
) -> Iterator[Cell]:
    violated, blocked = ({(one.source, one.destination) for one in group} for group in faults)
    doubtful = doubted(zoning)
    for source, destination in _pairs(zoning.zones):
        pair = source, destination
        declared, opening = declaration.spans.get(pair, ()), reach.openings.get(pair, Opening())
        standing = Standing.ALLOWED if declared or opening.forward else Standing.CLOSED
        if doubtful & {*pair}:
            standing = Standing.UNKNOWN
        standing = Standing.BLOCKED if pair in blocked else standing
        standing = Standing.VIOLATED if pair in violated else standing
        held = frozenset(layer for layer, open_pairs in layers.items() if pair not in open_pairs)
        yield Cell(source, destination, declared, opening, standing, held)


def _pairs(zones: tuple[Zone, ...]) -> Iterator[tuple[str, str]]:
    for source in zones:
        for destination in zones:
            yield source.name, destination.name


def _distance(case: Case, zoning: Zoning, declaration: Declaration) -> Mapping[str, int | None]:
    standing = tuple(one for one in zoning.network.interfaces if not one.name.endswith(STRAY))
    network = replace(zoning.network, interfaces=standing)
    if len(network.interfaces) > FINE:
        return {}
    return distances(network, declaration, case.graph, lambda zones: compute(network, zones, {}, ()).openings)


def _counts(network: Network) -> Mapping[str, int]:
    return {
        "vpcs": len(network.vpcs),
        "subnets": len(network.subnets),
        "interfaces": sum(not one.hypothetical for one in network.interfaces),
        "hypothetical hosts": sum(one.hypothetical for one in network.interfaces),
        "group rules": sum(len(one.ingress) + len(one.egress) for one in network.groups),
        "acl entries": sum(len(one.entries) for one in network.acls),
        "routes": sum(len(one.routes) for one in network.tables),
        "unmodelled": len(network.unmodelled),
    }
