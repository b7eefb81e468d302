"""The proof: read the network, ask the engine, replay its answers, and put a word to every pair of zones."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import partial

from bastide.facts.case import Case
from bastide.model.network import Network
from bastide.model.proof import Blockage, Proof, Trip, Violation
from bastide.prove.aws.reader import read
from bastide.prove.engine.compute import compute
from bastide.prove.question import Demand, Excess, Layers, Reach
from bastide.prove.segmentation import standings
from bastide.prove.segmentation.border import assumed
from bastide.prove.segmentation.declaration import Declaration
from bastide.prove.segmentation.demands import STRAY, demands
from bastide.prove.segmentation.distance import Distances, distances
from bastide.prove.segmentation.doubt import doubted
from bastide.prove.segmentation.evidence import Evidence
from bastide.prove.segmentation.witness import failing, passing
from bastide.prove.segmentation.zoning import Zoning, zoned
from bastide.prove.walk.walker import Walker

FINE = 2000
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
    found = _found(zoning, declaration, reach, asked)
    distance = _distance(case, zoning, declaration)
    proof = Proof(
        zones=zoning.zones,
        interfaces={one.name: one for one in zoning.network.interfaces},
        cells=tuple(standings.cells(zoning.zones, declaration, reach, _layers(zoning, declaration), found)),
        violations=found.violations,
        blockages=found.blockages,
        distance={name: None if chain is None else len(chain) - 1 for name, chain in distance.chains.items()},
        unmodelled=zoning.network.unmodelled,
        assumptions=ASSUMPTIONS,
        counts={**_counts(zoning.network), **reach.counts},
        flows=tuple(standings.flows(declaration, found)),
        promises=tuple(standings.promises(declaration, found)),
        chains={name: _zones(zoning, chain) for name, chain in distance.chains.items() if chain is not None},
        offside=distance.offside,
        beyond=tuple(assumed(case, zoning, declaration)),
        layered=_layered(zoning, declaration),
    )
    return Evidence(case, declaration, zoning, reach, proof)


def _found(zoning: Zoning, declaration: Declaration, reach: Reach, asked: tuple[Demand, ...]) -> standings.Found:
    walker = Walker(zoning.network)
    excesses = reach.excesses if declaration.complete else ()
    return standings.Found(
        violations=tuple(_violations(declaration, walker, excesses)),
        blockages=tuple(_blockages(declaration, walker, reach)),
        asked=frozenset(one.flow for one in asked),
        doubtful=doubted(zoning),
    )


def _violations(declaration: Declaration, walker: Walker, excesses: tuple[Excess, ...]) -> Iterator[Violation]:
    for one in excesses:
        promised = (one.source, one.destination) in declaration.never
        yield Violation(one.source, one.destination, one.spans, passing(walker, one), one.pairs, promised)


def _blockages(declaration: Declaration, walker: Walker, reach: Reach) -> Iterator[Blockage]:
    """Yield one blockage for each flow and each part that stops it, on the way there or back."""
    flows = {flow.id: flow for flow in declaration.flows}
    seen: set[tuple[str, object]] = set()
    for lack in reach.lacks:
        trip = failing(walker, lack)
        key = lack.flow, _stopped(trip)
        if key not in seen:
            seen.add(key)
            flow = flows[lack.flow]
            yield Blockage(lack.flow, flow.source, flow.destination, lack.spans, trip)


def _stopped(trip: Trip) -> object:
    """Return what tells one stop from another: the leg, and the lines to blame or, without any, the words."""
    last = trip.blocker
    return trip.forward.arrives, None if last is None else last.origins or last.text


def _layered(zoning: Zoning, declaration: Declaration) -> bool:
    return declaration.complete and len(zoning.network.interfaces) <= FINE


def _layers(zoning: Zoning, declaration: Declaration) -> Mapping[str, frozenset[tuple[str, str]]]:
    """Return by layer the pairs of zones that it alone does not hold shut."""
    if not _layered(zoning, declaration):
        return {}
    ask = partial(compute, zoning.network, zoning.zones, declaration.spans, (), examples=False)
    return {
        str(layer): frozenset((one.source, one.destination) for one in ask(layers=layer).excesses)
        for layer in (Layers.ROUTES, Layers.GROUPS, Layers.ACLS)
    }


def _distance(case: Case, zoning: Zoning, declaration: Declaration) -> Distances:
    """Return the distances; a stray host is nobody's step, a host that a zone is made for is."""
    standing = tuple(one for one in zoning.network.interfaces if not one.name.endswith(STRAY))
    network = replace(zoning.network, interfaces=standing)
    if len(network.interfaces) > FINE:
        return Distances({})
    return distances(
        network, declaration, case.graph, lambda zones: compute(network, zones, {}, (), examples=False).openings
    )


def _zones(zoning: Zoning, chain: tuple[str, ...]) -> tuple[str, ...]:
    """Return the zone of each workload on a chain."""
    zones = {one.workload: zoning.zone_of[one.name] for one in zoning.network.interfaces}
    return tuple(zones.get(name, name) for name in chain)


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
