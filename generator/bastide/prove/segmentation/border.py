"""Where this code ends: declared flows that pass a network's gateway which somebody else made, or must have kept."""

from collections.abc import Iterator

from bastide.facts import existing
from bastide.facts.case import Case
from bastide.model.proof import Assumed
from bastide.model.wire import INTERNET
from bastide.prove.segmentation.declaration import Declaration
from bastide.prove.segmentation.zoning import Zoning


def assumed(case: Case, zoning: Zoning, declaration: Declaration) -> Iterator[Assumed]:
    """Yield each declared flow between a zone in an existing network and what lies outside, and that network."""
    networks = {one.id: one for one in existing.of_kind(case, existing.NETWORK)}
    homes = {zoning.zone_of_subnet[one.name]: one.vpc for one in zoning.network.subnets if one.vpc in networks}
    for flow in declaration.flows:
        inside = {flow.source, flow.destination} - zoning.outside
        if len(inside) == 1 and homes.keys() & inside:
            network = homes[inside.pop()]
            outward = INTERNET in (flow.source, flow.destination)
            gateway = networks[network].beside if outward else ""
            yield Assumed(flow.id, flow.source, flow.destination, flow.span, network, gateway)
