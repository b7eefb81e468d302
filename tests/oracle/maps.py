"""A network by name, and what its tables say of an address."""

from bastide.model.forwarding import Attachment, Nat, Peering, Route, Target, TransitRoute
from bastide.model.network import Network, Subnet
from oracle.addresses import Representatives, blocks_of, interface_space, representatives, space
from oracle.parts import State
from oracle.rules import inside, within


class Map:
    """The parts of a network by name."""

    def __init__(self, network: Network) -> None:
        self.network = network
        self.subnets = {subnet.name: subnet for subnet in network.subnets}
        self.vpcs = {vpc.name: vpc for vpc in network.vpcs}
        self.tables = {table.name: table for table in network.tables}
        self.gateways = {gateway.name: gateway for gateway in network.gateways}
        self.nats = {nat.name: nat for nat in network.nats}
        self.peerings = {peering.name: peering for peering in network.peerings}
        self.firewalls = {endpoint.name: endpoint for endpoint in network.firewalls}
        self.attachments = {attachment.name: attachment for attachment in network.attachments}
        self.transits = {transit.name: transit for transit in network.transits}
        self.transit_tables = {table.name: table for table in network.transit_tables}
        self.interfaces = {interface.name: interface for interface in network.interfaces}
        self.classes: dict[tuple[str, int], Representatives] = {}
        self.blocks = {version: blocks_of(network, version) for version in (4, 6)}

    def best(self, table: str, state: State) -> Route | None:
        """`Route priority`: longest prefix, then local, static, from a prefix list, propagated; None without a match.

        `Subnet route tables`: every block of the VPC has a local route, in every table.
        """
        found = self.tables[table]
        implied = [Route(block, Target.LOCAL, "", found.origin) for block in self.vpcs[found.vpc].cidrs]
        matching = [
            route for route in (*implied, *found.routes) if within(route.destination, state.version, state.destination)
        ]
        matching.sort(key=preference)
        return matching[0] if matching else None

    def transit_route(self, attachment: Attachment, state: State) -> TransitRoute | None:
        """`Transit gateway route tables`: longest prefix, static before propagated; None where nothing leads on."""
        if attachment.table is None:
            return None
        routes = [
            route
            for route in self.transit_tables[attachment.table].routes
            if within(route.destination, state.version, state.destination)
        ]
        routes.sort(key=lambda route: (route.destination.last - route.destination.first, route.propagated))
        return routes[0] if routes and routes[0].attachment is not None else None

    def subnet_of(self, state: State) -> Subnet | None:
        found = [known for known in self.network.subnets if inside(known.cidrs, state.version, state.destination)]
        return found[0] if found else None

    def at_home(self, state: State, vpc: str) -> bool:
        return inside(self.vpcs[vpc].cidrs, state.version, state.source)

    def far_side(self, peering: Peering, vpc: str) -> str | None:
        sides = {peering.requester: peering.accepter, peering.accepter: peering.requester}
        return sides.get(vpc)

    def nat_addresses(self, nat: Nat) -> list[int]:
        told = [known for known in self.network.interfaces if known.workload == nat.name and known.subnet == nat.subnet]
        home = self.subnets[nat.subnet]
        ranges = [block for known in told for block in interface_space(self.network, known, 4)]
        ranges = ranges or [block for block in home.cidrs if block.version == 4]
        return sorted({own for pair in representatives(ranges, self.blocks[4]) for own in pair})

    def stand_ins(self, party: str, version: int) -> tuple[tuple[int, int], ...]:
        key = party, version
        if key not in self.classes:
            self.classes[key] = representatives(space(self.network, party, version), self.blocks[version])
        return self.classes[key]


def preference(route: Route) -> tuple[int, bool, bool, bool]:
    """Sort what `Route priority` prefers to the front."""
    size = route.destination.last - route.destination.first
    return size, route.target is not Target.LOCAL, route.propagated, route.from_list
