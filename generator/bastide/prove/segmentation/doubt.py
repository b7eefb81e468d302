"""Which zones something unmodelled may open: nothing is claimed about them."""

from bastide.model.network import Unmodelled
from bastide.prove.segmentation.zoning import Zoning


def doubted(zoning: Zoning) -> frozenset[str]:
    """Return the zones whose traffic an unmodelled part may change."""
    return frozenset(zone for part in zoning.network.unmodelled for zone in zones_of(zoning, part))


def zones_of(zoning: Zoning, part: Unmodelled) -> frozenset[str]:
    """Return the zones in a part's scope; all of them for one without a scope, or with a scope that nobody knows."""
    everything = frozenset(zone.name for zone in zoning.zones)
    found: set[str] = set()
    for name in part.scope:
        found |= _zones(zoning, name) or everything
    return frozenset(found) or everything


def _zones(zoning: Zoning, name: str) -> frozenset[str]:
    network = zoning.network
    subnets = {one.name for one in network.subnets if name in (one.name, one.vpc, one.acl, one.table)}
    subnets |= {one.subnet for one in network.interfaces if name in (one.name, one.workload, *one.groups)}
    return frozenset(zoning.zone_of_subnet[subnet] for subnet in subnets if subnet in zoning.zone_of_subnet)
