"""Whether AWS would accept a network: what the generator must never draw, and a shrunk network must not become."""

from collections.abc import Iterator
from itertools import combinations

from bastide.model.forwarding import Target
from bastide.model.network import Network
from bastide.model.wire import Cidr

ANYWHERE = {Target.BLACKHOLE, Target.SERVICE, Target.TRANSIT, Target.PEERING, Target.LOCAL}
"""Targets that are not of one VPC."""


def faults(network: Network) -> list[str]:
    """List what is wrong; KeyError where something is missing that another part names."""
    checks = (homes, overlaps, hosts, routes, transits)
    return [fault for check in checks for fault in check(network)]


def homes(network: Network) -> Iterator[str]:
    """Yield subnets outside their VPC, or with a table or an ACL of another."""
    vpcs = {vpc.name: vpc.cidrs for vpc in network.vpcs}
    tables = {table.name: table.vpc for table in network.tables}
    acls = {acl.name: acl.vpc for acl in network.acls}
    for subnet in network.subnets:
        if not tables[subnet.table] == acls[subnet.acl] == subnet.vpc:
            yield f"{subnet.name} has what another VPC owns"
        if not subnet.cidrs or any(outside(block, vpcs[subnet.vpc]) for block in subnet.cidrs):
            yield f"{subnet.name} is not inside {subnet.vpc}"


def outside(block: Cidr, wholes: tuple[Cidr, ...]) -> bool:
    return not any(
        whole.version == block.version and whole.first <= block.first and block.last <= whole.last for whole in wholes
    )


def overlaps(network: Network) -> Iterator[str]:
    """Yield blocks that overlap though they may not."""
    vpcs = [block for vpc in network.vpcs for block in vpc.cidrs]
    subnets = [block for subnet in network.subnets for block in subnet.cidrs]
    own = [block for interface in network.interfaces for block in interface.addresses]
    for blocks in (vpcs, subnets, own):
        for first, second in combinations(blocks, 2):
            if first.version == second.version and first.first <= second.last and second.first <= first.last:
                yield f"{first} and {second} overlap"


def hosts(network: Network) -> Iterator[str]:
    """Yield interfaces whose groups or addresses are not of their subnet; and middleboxes without a subnet."""
    subnets = {subnet.name: subnet for subnet in network.subnets}
    groups = {group.name: group.vpc for group in network.groups}
    for interface in network.interfaces:
        home = subnets[interface.subnet]
        if {groups[name] for name in interface.groups} - {home.vpc}:
            yield f"{interface.name} has a group of another VPC"
        if any(outside(block, home.cidrs) for block in interface.addresses):
            yield f"{interface.name} has an address of another subnet"
    for place in (*(nat.subnet for nat in network.nats), *(wall.subnet for wall in network.firewalls)):
        if place not in subnets:
            yield f"no subnet {place}"


def routes(network: Network) -> Iterator[str]:
    """Yield routes to what another VPC owns, and two of one kind for one block."""
    subnets = {subnet.name: subnet for subnet in network.subnets}
    home = {door.name: door.vpc for door in network.gateways}
    home |= {nat.name: subnets[nat.subnet].vpc for nat in network.nats}
    home |= {wall.name: subnets[wall.subnet].vpc for wall in network.firewalls}
    for table in network.tables:
        kinds = [(route.destination, route.from_list, route.propagated) for route in table.routes]
        if len(kinds) != len(set(kinds)):
            yield f"{table.name} has two routes for one block"
        for route in table.routes:
            if route.target not in ANYWHERE and home[route.name] != table.vpc:
                yield f"{table.name} leads to what another VPC owns"


def transits(network: Network) -> Iterator[str]:
    """Yield attachments with two subnets in one zone, or none, and tables with two routes of one kind for one block."""
    zone = {subnet.name: subnet.availability_zone for subnet in network.subnets}
    for attachment in network.attachments:
        zones = [zone[name] for name in attachment.subnets]
        if len(zones) != len(set(zones)) or bool(zones) != bool(attachment.vpc):
            yield f"{attachment.name} has no subnet, or two in one zone"
    for table in network.transit_tables:
        kinds = [(route.destination, route.propagated) for route in table.routes]
        if len(kinds) != len(set(kinds)):
            yield f"{table.name} has two routes for one block"
