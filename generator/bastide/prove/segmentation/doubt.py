"""Which zones something unmodelled may open: nothing is claimed about them."""

from bastide.model.network import Network, Unmodelled
from bastide.prove.segmentation.zoning import Zoning


def doubted(zoning: Zoning) -> frozenset[str]:
    """Return the zones whose traffic an unmodelled part may change."""
    return frozenset(zone for part in zoning.network.unmodelled for zone in zones_of(zoning, part))


def zones_of(zoning: Zoning, part: Unmodelled) -> frozenset[str]:
    """Return the zones in a part's scope; all of them for one without a scope, or with a scope that nobody knows.

    Of a group that nobody is known to carry, whoever carries it may be anywhere: what can be reached by its name is
    wherever a rule names it.
    """
    everything = frozenset(zone.name for zone in zoning.zones)
    if not part.scope:
        return everything
    found: set[str] = set()
    for name in part.scope:
        found |= _zones(zoning, name) if _known(zoning.network, name) else everything
    return frozenset(found)


def _known(network: Network, name: str) -> bool:
    named: set[str | None] = {rule.group for group in network.groups for rule in (*group.ingress, *group.egress)}
    parts = (network.vpcs, network.subnets, network.acls, network.groups, network.interfaces, network.tables)
    named |= {one.workload for one in network.interfaces}
    named |= {held for one in network.subnets for held in (one.acl, one.table)}
    return name in named or any(one.name == name for kind in parts for one in kind)


def _zones(zoning: Zoning, name: str) -> frozenset[str]:
    network = zoning.network
    rules = {
        group.name for group in network.groups if any(rule.group == name for rule in (*group.ingress, *group.egress))
    }
    subnets = {one.name for one in network.subnets if name in (one.name, one.vpc, one.acl, one.table)}
    subnets |= {
        one.subnet
        for one in network.interfaces
        if name in (one.name, one.workload, *one.groups) or not rules.isdisjoint(one.groups)
    }
    return frozenset(zoning.zone_of_subnet[subnet] for subnet in subnets if subnet in zoning.zone_of_subnet)
