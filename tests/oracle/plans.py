"""Designs from AWS's guides, laid before the random routes, each part of them missing now and then."""

from bastide.model.forwarding import Target
from oracle.fills import chance
from oracle.roads import DEFAULTS, Choice, Roads

SOUND = 0.93
"""The share of a design's parts that are there."""


def lay(roads: Roads) -> None:
    """Lay what the network's parts allow: NAT gateways that reach the internet, and a hub that sees what spokes say."""
    for vpc in roads.net.vpcs:
        if chance(roads.rng, 0.7):
            hide_hosts(roads, vpc)
    if roads.flavour == "chain" and len(roads.net.peerings) > 1 and "att-v1" in roads.net.attachments:
        lay_chain(roads)
    hub = roads.net.attachments.get("att-v0")
    if hub is not None and roads.flavour in {"inspection", "egress"} and len(roads.net.vpcs) > 1:
        lay_hub(roads)


def route(roads: Roads, table: str, block: str, choice: Choice | None) -> None:
    if choice is not None and chance(roads.rng, SOUND):
        roads.add_route(table, block, choice)


def tables_of(roads: Roads, vpc: str, purpose: str) -> list[str]:
    """List the tables of a VPC's subnets for one purpose: hosts (`rt`), `nat`, `fw` or `tgw`."""
    return [name for name in roads.net.tables if name.startswith(f"{vpc}-{purpose}")]


def hide_hosts(roads: Roads, vpc: str) -> None:
    """`NAT gateway use cases`: hosts to the NAT gateway, the NAT gateway to the internet gateway."""
    if f"{vpc}-nat" not in roads.net.nats:
        return
    for table in tables_of(roads, vpc, "nat"):
        route(roads, table, DEFAULTS[4], door(roads, vpc))
    for table in tables_of(roads, vpc, "rt"):
        if chance(roads.rng, 0.6):
            route(roads, table, DEFAULTS[4], (Target.NAT, f"{vpc}-nat"))
    if roads.flavour == "private":
        hide_from_vpcs(roads, vpc)


def hide_from_vpcs(roads: Roads, vpc: str) -> None:
    """`NAT gateway use cases`, private: hosts of other VPCs see the NAT gateway's address."""
    links = roads.links(vpc)
    for block in far_blocks(roads, vpc) if links else ():
        for table in tables_of(roads, vpc, "rt"):
            if chance(roads.rng, 0.6):
                route(roads, table, block, (Target.NAT, f"{vpc}-nat"))
        for table in tables_of(roads, vpc, "nat"):
            route(roads, table, block, roads.rng.choice(links))


def far_blocks(roads: Roads, vpc: str) -> list[str]:
    """List the blocks of the other VPCs."""
    return [str(block) for name, other in roads.net.vpcs.items() if name != vpc for block in other.cidrs]


def door(roads: Roads, vpc: str) -> Choice | None:
    known = roads.net.gateways.get(f"{vpc}-igw")
    return (known.kind, known.name) if known else None


def lay_hub(roads: Roads) -> None:
    """`Centralized inspection`, `Centralized outbound routing`: spokes to the hub, its firewall, its NAT gateway."""
    net, rng = roads.net, roads.rng
    spokes = [name for name in net.vpcs if name != "v0"]
    transit: Choice = (Target.TRANSIT, "tgw")
    far = far_blocks(roads, "v0")
    walls: list[Choice] = [(Target.FIREWALL, name) for name in net.firewalls if name.startswith("v0-")]
    out = (Target.NAT, "v0-nat") if "v0-nat" in net.nats else door(roads, "v0")
    for spoke in spokes:
        for table in tables_of(roads, spoke, "rt"):
            route(roads, table, DEFAULTS[4], transit)
    for table in [*tables_of(roads, "v0", "fw"), *tables_of(roads, "v0", "nat")]:
        for block in far:
            wall = rng.choice(walls) if walls and "-nat" in table and chance(rng, 0.5) else transit
            route(roads, table, block, wall)
    for table in tables_of(roads, "v0", "fw"):
        route(roads, table, DEFAULTS[4], out)
    for table in tables_of(roads, "v0", "tgw"):
        near = [wall for wall in walls if wall[1].endswith(table[-2:])]
        first = rng.choice(near if near and chance(rng, 0.85) else walls) if walls else None
        for block in far:
            route(roads, table, block, first)
        route(roads, table, DEFAULTS[4], first or out)


def lay_chain(roads: Roads) -> None:
    """`VPC peering limitations`: from v0 by a transit gateway to v1, and on by a peering to v2, which must not work."""
    ends = {vpc: [str(block) for block in roads.net.vpcs[vpc].cidrs] for vpc in ("v0", "v2")}
    through = [*tables_of(roads, "v1", "tgw"), *tables_of(roads, "v1", "rt")]
    lay_all(roads, tables_of(roads, "v0", "rt"), ends["v2"], (Target.TRANSIT, "tgw"))
    lay_all(roads, through, ends["v2"], (Target.PEERING, "v1-v2"))
    lay_all(roads, tables_of(roads, "v2", "rt"), ends["v0"], (Target.PEERING, "v1-v2"))
    for name, table in list(roads.net.transit_tables.items()):
        static = {str(route.destination) for route in table.routes if not route.propagated}
        for block in [block for block in ends["v2"] if block not in static]:
            roads.net.transit_route(name, block, "att-v1")


def lay_all(roads: Roads, tables: list[str], blocks: list[str], choice: Choice) -> None:
    for table in tables:
        for block in blocks:
            route(roads, table, block, choice)
