"""The engine's one question: what passes between zones, what of that nobody declared, and what declared does not."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from bastide.model.network import Network
from bastide.model.proof import Opening, Zone
from bastide.model.wire import Span
from bastide.prove.engine.acl_tables import AclTables
from bastide.prove.engine.address_atoms import AddressAtoms
from bastide.prove.engine.atlas import Atlas
from bastide.prove.engine.demands import lacks
from bastide.prove.engine.firewall_tables import FirewallTables
from bastide.prove.engine.ground import Judges
from bastide.prove.engine.group_tables import GroupTables
from bastide.prove.engine.pairs import Pairs
from bastide.prove.engine.paths import Paths
from bastide.prove.engine.plane import Plane
from bastide.prove.engine.route_tables import RouteTables, columns
from bastide.prove.engine.samples import Samples
from bastide.prove.engine.sites import Parties
from bastide.prove.engine.tally import Tally
from bastide.prove.engine.traffic_atoms import TrafficAtoms
from bastide.prove.engine.walks import Walks
from bastide.prove.question import Demand, Layers, Reach

VERSIONS = (4, 6)
Declared = Mapping[tuple[str, str], tuple[Span, ...]]


@dataclass(frozen=True)
class Question:
    """What is asked: a network, its zones, and what is declared between them."""

    network: Network
    zones: Sequence[Zone]
    declared: Declared
    layers: Layers


def compute(
    network: Network,
    zones: Sequence[Zone],
    declared: Declared,
    demands: Sequence[Demand],
    *,
    layers: Layers = Layers.BOTH,
    examples: bool = True,
) -> Reach:
    """Return everything that passes between zones; see `Reach`.

    `zones` are disjoint sets of parties. `declared` is the traffic that is asked for, by pair of zones; everything else
    that passes is an excess, with examples unless these are not wanted. Raises EngineTooLargeError for a network whose
    tables would not fit into memory.
    """
    question = Question(network, zones, declared, layers)
    traffic = TrafficAtoms(_spans(network, declared, demands))
    planes = [_plane(question, traffic, version) for version in VERSIONS if _has(network, version)]
    tally = Tally(zones, declared, traffic, examples=examples)
    for plane in planes:
        tally.take(plane)
    openings = {pair: opening for pair, opening in tally.openings() if opening != Opening()}
    return Reach(
        openings=openings,
        excesses=tuple(tally.excesses()),
        lacks=tuple(lacks(planes, demands, traffic)),
        counts=_counts(planes, traffic),
    )


def _plane(question: Question, traffic: TrafficAtoms, version: int) -> Plane:
    network, layers = question.network, question.layers
    addresses = AddressAtoms(network, version)
    parties = Parties(network, question.zones, addresses)
    acls = AclTables(network.acls, addresses, traffic, ignored=layers in (Layers.GROUPS, Layers.ROUTES))
    tables = RouteTables(network, addresses)
    walks = Walks(Atlas(network, addresses, acls.index), tables)
    column = columns(tables)
    ends = [parties.end(site, column, acls.index, walks.atlas.special) for site in parties.sites]
    judges = Judges(acls, FirewallTables(network.firewalls, addresses, traffic), traffic)
    paths = Paths(parties, ends, walks, judges)
    groups = GroupTables(
        network.groups, parties.roles, addresses, traffic, ignored=layers in (Layers.ACLS, Layers.ROUTES)
    )
    return Plane(version, addresses, parties, paths, Pairs(parties, groups, paths), Samples(paths, addresses, traffic))


def _has(network: Network, version: int) -> bool:
    return any(block.version == version for subnet in network.subnets for block in subnet.cidrs)


def _spans(network: Network, declared: Declared, demands: Sequence[Demand]) -> Iterator[Span]:
    for group in network.groups:
        yield from (rule.span for rule in (*group.ingress, *group.egress))
    for acl in network.acls:
        yield from (entry.span for entry in acl.entries)
    for endpoint in network.firewalls:
        yield from (rule.span for rule in endpoint.rules)
    for spans in declared.values():
        yield from spans
    for demand in demands:
        yield from demand.spans


def _counts(planes: Sequence[Plane], traffic: TrafficAtoms) -> Mapping[str, int]:
    return {
        "traffic atoms": len(traffic.atoms),
        "address atoms": sum(len(plane.addresses.atoms) for plane in planes),
        "sites": sum(len(plane.parties.sites) for plane in planes),
        "pairs": int(sum(np.int64(len(plane.parties.kind)) ** 2 for plane in planes)),
    }
