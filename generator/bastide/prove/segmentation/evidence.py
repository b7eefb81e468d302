"""What the rules of segmentation look at."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from bastide.facts.case import Case
from bastide.model.filters import Acl, Group
from bastide.model.forwarding import RouteTable, Target
from bastide.model.network import Interface, Network, Subnet
from bastide.model.proof import Proof
from bastide.model.wire import INTERNET, ON_PREMISES, Cidr, Span
from bastide.prove.question import Reach
from bastide.prove.segmentation.declaration import Declaration
from bastide.prove.segmentation.places import is_public
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
    def passing(self) -> Mapping[tuple[str, str], tuple[Span, ...]]:
        """What declared flows need of the zones that they only pass, those of firewalls and NAT gateways, by pair."""
        found: dict[tuple[str, str], list[Span]] = {}
        for table in self.network.tables:
            for zone in self.zones_of_table(table):
                for home, peer in self._passed(table):
                    spans = self.declaration.spans.get((zone, peer), ()) if home != zone else ()
                    found.setdefault((zone, home), []).extend(spans)
                    found.setdefault((home, peer), []).extend(spans)
        return {pair: tuple(dict.fromkeys(spans)) for pair, spans in found.items() if spans}

    def _passed(self, table: RouteTable) -> Iterator[tuple[str, str]]:
        """Yield the zones that a table leads through, each with where it leads: a firewall may have a NAT behind it."""
        yield from self._translating(table)
        endpoints = {one.name: self.subnets[one.subnet] for one in self.network.firewalls}
        for route in table.routes:
            if route.target is not Target.FIREWALL or route.name not in endpoints:
                continue
            stand, peers = endpoints[route.name], self.zones_at(route.destination)
            for peer in peers:
                yield self.zoning.zone_of_subnet[stand.name], peer
            for behind in self.network.tables if INTERNET in peers else ():
                if behind.name == stand.table:
                    yield from self._translating(behind)

    def _translating(self, table: RouteTable) -> Iterator[tuple[str, str]]:
        """Yield the zones of the NAT gateways that a table leads to."""
        homes = {nat.name: self.zoning.zone_of_subnet[nat.subnet] for nat in self.network.nats}
        for route in table.routes:
            if route.target is Target.NAT and route.name in homes:
                yield homes[route.name], INTERNET

    def zones_at(self, block: Cidr) -> frozenset[str]:
        """Return the zones that a block means: the internet if it has public addresses, else those it overlaps."""
        if is_public(self.network, block):
            return frozenset({INTERNET})
        met = {
            self.zoning.zone_of_subnet[subnet.name]
            for subnet in self.network.subnets
            for own in subnet.cidrs
            if _overlap(own, block)
        }
        met |= {one.name for one in self.network.remotes for own in one.cidrs if _overlap(own, block)}
        return frozenset(met or {ON_PREMISES})

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


def _overlap(one: Cidr, other: Cidr) -> bool:
    return one.version == other.version and one.first <= other.last and other.first <= one.last
