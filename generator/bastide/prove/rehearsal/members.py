"""Group rules with the addresses of the members that they refer to, as far as the way to them lets a reference hold."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from bastide.model.filters import GroupRule
from bastide.model.forwarding import Target
from bastide.model.network import Interface, Network
from bastide.model.wire import Cidr
from bastide.prove.rehearsal import routing
from bastide.prove.rehearsal.placing import FORWARDERS
from bastide.prove.rehearsal.rulesets import Rules


class References:
    """The group references of a network.

    Source: Amazon VPC User Guide, "Security group rules"; VPC Peering Guide, "Reference peer security groups"; AWS
    Transit Gateway guide, "Security group referencing" (inbound rules only).
    """

    def __init__(self, network: Network) -> None:
        self._groups = {one.name: one for one in network.groups}
        self._subnets = {one.name: one for one in network.subnets}
        self._same_region = {one.name for one in network.peerings if one.same_region}
        self._referring = {one.name for one in network.transits if one.group_references}
        tables = {one.name: one for one in network.tables}
        blocks = {one.name: one.cidrs for one in network.vpcs}
        self._routes = {
            one.name: routing.routes(tables.get(one.table), one.vpc, blocks[one.vpc]) for one in network.subnets
        }
        self._members: defaultdict[str, list[Interface]] = defaultdict(list)
        for interface in network.interfaces:
            if interface.kind not in FORWARDERS:
                for group in interface.groups:
                    self._members[group].append(interface)

    def rules(self, interface: Interface) -> tuple[Rules, Rules]:
        """Return an interface's ingress and egress rules with the addresses of those that they refer to."""
        own = [self._groups[name] for name in interface.groups if name in self._groups]
        ingress = [(rule, self._named(rule, interface, inward=True)) for group in own for rule in group.ingress]
        egress = [(rule, self._named(rule, interface, inward=False)) for group in own for rule in group.egress]
        return ingress, egress

    def _named(self, rule: GroupRule, interface: Interface, *, inward: bool) -> Sequence[Cidr]:
        if rule.group is None:
            return ()
        found: Iterable[Interface] = (one for one in self._members[rule.group] if one is not interface)
        return [
            address for one in found for address in one.addresses if self._holds(interface, one, address, inward=inward)
        ]

    def _holds(self, interface: Interface, member: Interface, address: Cidr, *, inward: bool) -> bool:
        """Tell whether a reference holds on the way that leads to the one who judges it, or from him."""
        own = next((one for one in interface.addresses if one.version == address.version), None)
        if own is None:
            return False
        source, destination = (member, own) if inward else (interface, address)
        if self._subnets[member.subnet].vpc == self._subnets[interface.subnet].vpc:
            return True
        way = routing.winner(self._routes[source.subnet], destination)
        if way is None:
            return False
        if way.target is Target.PEERING:
            return way.name in self._same_region
        return way.target is Target.TRANSIT and inward and way.name in self._referring
