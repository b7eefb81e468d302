"""How many connections away from the internet each workload stands, one allowed connection after the other."""

from collections import deque
from collections.abc import Callable, Iterator, Mapping

from bastide.model.graph import Graph, Reference, Resource, Value
from bastide.model.network import Interface, Network
from bastide.model.proof import Opening, Zone
from bastide.model.wire import INTERNET, ON_PREMISES
from bastide.prove.segmentation.declaration import Declaration

Ask = Callable[[tuple[Zone, ...]], Mapping[tuple[str, str], Opening]]


def distances(network: Network, declaration: Declaration, graph: Graph, ask: Ask) -> Mapping[str, int | None]:
    """Return by store (or workload) the least number of connections from the internet to it; 1 is direct.

    Whoever takes over a workload may use every connection that it has, so each step is any opening, not the same
    traffic. None where no chain leads there. A store without an interface in the network has no entry.
    """
    steps = _steps(network, ask)
    if not declaration.stores:
        return {one.workload: steps.get(one.workload) for one in network.interfaces if not one.hypothetical}
    found: dict[str, int | None] = {}
    for store, resources in declaration.stores.items():
        near = [steps.get(one.workload) for one in network.interfaces if _holds(graph, one, resources)]
        if near:
            found[store] = min((step for step in near if step is not None), default=None)
    return found


def _steps(network: Network, ask: Ask) -> Mapping[str, int]:
    members: dict[str, list[str]] = {INTERNET: [INTERNET], ON_PREMISES: [ON_PREMISES]}
    for interface in network.interfaces:
        members.setdefault(interface.workload, []).append(interface.name)
    openings = ask(tuple(Zone(name, tuple(names)) for name, names in members.items()))
    onward: dict[str, list[str]] = {}
    for (source, destination), opening in openings.items():
        if opening.may or opening.forward:
            onward.setdefault(source, []).append(destination)
    steps, queue = {INTERNET: 0}, deque([INTERNET])
    while queue:
        here = queue.popleft()
        for there in onward.get(here, ()):
            if there not in steps:
                steps[there] = steps[here] + 1
                queue.append(there)
    return steps


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
