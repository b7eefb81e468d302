"""How many connections away from the internet each workload stands, one allowed connection after the other."""

from collections import deque
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from bastide.model.graph import Graph, Reference, Resource, Value
from bastide.model.network import Interface, Network
from bastide.model.proof import Opening, Zone
from bastide.model.wire import INTERNET, ON_PREMISES
from bastide.prove.segmentation.declaration import Declaration

Ask = Callable[[tuple[Zone, ...]], Mapping[tuple[str, str], Opening]]
Chain = tuple[str, ...]
"""Workloads, each of which may connect to the next; the internet first."""


@dataclass(frozen=True, slots=True)
class Distances:
    """By store (or workload) the shortest chain from the internet, None where there is none; stores without one."""

    chains: Mapping[str, Chain | None]
    offside: tuple[str, ...] = ()


def distances(network: Network, declaration: Declaration, graph: Graph, ask: Ask) -> Distances:
    """Return the least number of connections from the internet to each store, or to each workload without any.

    Whoever takes over a workload may use every connection that it has, so each step is any opening, not the same
    traffic. Hosts that somebody could place count as steps. A store without an interface in the network is `offside`.
    """
    chains = _chains(network, ask)
    if not declaration.stores:
        return Distances({one.workload: chains.get(one.workload) for one in network.interfaces if not one.hypothetical})
    found: dict[str, Chain | None] = {}
    for store, resources in declaration.stores.items():
        near = [chains.get(one.workload) for one in network.interfaces if _holds(graph, one, resources)]
        if near:
            found[store] = min((chain for chain in near if chain is not None), key=len, default=None)
    return Distances(found, tuple(sorted(set(declaration.stores) - set(found))))


def _chains(network: Network, ask: Ask) -> Mapping[str, Chain]:
    members: dict[str, list[str]] = {INTERNET: [INTERNET], ON_PREMISES: [ON_PREMISES]}
    members.update({one.name: [one.name] for one in network.remotes})
    for interface in network.interfaces:
        members.setdefault(interface.workload, []).append(interface.name)
    openings = ask(tuple(Zone(name, tuple(names)) for name, names in members.items()))
    onward: dict[str, list[str]] = {}
    for (source, destination), opening in sorted(openings.items()):
        if opening.may or opening.forward:
            onward.setdefault(source, []).append(destination)
    chains: dict[str, Chain] = {INTERNET: (INTERNET,)}
    queue = deque([INTERNET])
    while queue:
        here = queue.popleft()
        for there in onward.get(here, ()):
            if there not in chains:
                chains[there] = (*chains[here], there)
                queue.append(there)
    return chains


def _holds(graph: Graph, interface: Interface, resources: tuple[str, ...]) -> bool:
    """Tell whether an interface is a store's: of its resource, or of one that names it (a mount target)."""
    if interface.workload in resources:
        return True
    resource = graph.by_address.get(interface.workload)
    return resource is not None and any(one in resources for one in _named(resource))


def _named(resource: Resource) -> Iterator[str]:
    for attribute in resource.body.attributes.values():
        value: Value = attribute.value
        if isinstance(value, Reference):
            yield value.address
