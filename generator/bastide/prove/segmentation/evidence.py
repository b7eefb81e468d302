"""What the rules of segmentation look at."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from bastide.facts.case import Case
from bastide.model.filters import Acl, Group
from bastide.model.forwarding import RouteTable, Target
from bastide.model.network import Interface, Network, Subnet
from bastide.model.proof import Proof
from bastide.model.wire import INTERNET, Span
from bastide.prove.question import Reach
from bastide.prove.segmentation.declaration import Declaration
from bastide.prove.segmentation.zoning import Zoning


@dataclass(frozen=True)
class Evidence:
    """One proof with all that it was made from."""

    case: Case
    declaration: Declaration
    zoning: Zoning
    reach: Reach
    proof: Proof

    @property
    def network(self) -> Network:
        """The network with its hypothetical hosts."""
        return self.zoning.network

    @cached_property
    def subnets(self) -> Mapping[str, Subnet]:
        """The subnets by name."""
        return {subnet.name: subnet for subnet in self.network.subnets}

    @cached_property
    def interfaces(self) -> Mapping[str, Interface]:
        """The interfaces by name."""
        return {interface.name: interface for interface in self.network.interfaces}

    @cached_property
    def zones_of_group(self) -> Mapping[str, frozenset[str]]:
        """The zones in which somebody carries a group."""
        found: dict[str, set[str]] = {}
        for interface in self.network.interfaces:
            for group in interface.groups:
                found.setdefault(group, set()).add(self.zoning.zone_of[interface.name])
        return {group: frozenset(zones) for group, zones in found.items()}

    @cached_property
    def translated(self) -> Mapping[tuple[str, str], tuple[Span, ...]]:
        """What declared flows to the internet need of the zones of the NAT gateways that they leave by, by pair."""
        found: dict[tuple[str, str], list[Span]] = {}
        homes = {nat.name: self.zoning.zone_of_subnet[nat.subnet] for nat in self.network.nats}
        for table in self.network.tables:
            by = {homes[route.name] for route in table.routes if route.target is Target.NAT and route.name in homes}
            for zone in self.zones_of_table(table) if by else ():
                spans = self.declaration.spans.get((zone, INTERNET), ())
                for home in by - {zone}:
                    found.setdefault((zone, home), []).extend(spans)
                    found.setdefault((home, INTERNET), []).extend(spans)
        return {pair: tuple(dict.fromkeys(spans)) for pair, spans in found.items()}

    def zones_of_acl(self, acl: Acl) -> frozenset[str]:
        """Return the zones whose subnets an ACL guards."""
        return frozenset(self.zoning.zone_of_subnet[one.name] for one in self.network.subnets if one.acl == acl.name)

    def zones_of_table(self, table: RouteTable) -> frozenset[str]:
        """Return the zones whose subnets a route table holds for."""
        return frozenset(
            self.zoning.zone_of_subnet[one.name] for one in self.network.subnets if one.table == table.name
        )

    def zones_of(self, group: Group) -> frozenset[str]:
        """Return the zones in which somebody carries a group."""
        return self.zones_of_group.get(group.name, frozenset())
