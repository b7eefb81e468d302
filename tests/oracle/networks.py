"""Random networks that AWS would accept, small and crooked, each from a seed.

A flavour says what is likely; everything a flavour may hold is drawn. What AWS refuses is never drawn: routes to
gateways of another VPC, two routes of one kind for one block, overlapping VPCs, several attachment subnets in one zone.
"""

from random import Random

from hypothesis import strategies as st

from bastide.model.network import Network
from oracle.build import Builder
from oracle.fills import chance, fill_acl, fill_firewall, fill_group, fill_nat_acl, peers
from oracle.plans import lay
from oracle.roads import Roads

FLAVOURS = (
    *("filters", "edge", "dual", "walled", "nat", "peering", "transit", "inspection", "egress", "hybrid", "mixed"),
    *("shared", "private", "chain"),
)
ZONES = ("a", "b", "c")
SEVERAL_VPCS = {"peering", "transit", "inspection", "egress", "hybrid", "mixed", "private", "chain"}
DUAL = {"dual", "mixed"}
LONG = {"inspection", "egress", "chain"}
"""Ways so long that little would arrive if filters were as strict as elsewhere."""


def random_network(rng: Random, flavour: str) -> Network:
    """Draw a network."""
    net = Builder()
    versions = (4, 6) if flavour in DUAL or chance(rng, 0.15) else (4,)
    count = 3 if flavour == "chain" else rng.choice((2, 2, 3)) if flavour in SEVERAL_VPCS else 1
    count = rng.choice((1, 2)) if flavour == "shared" else count
    for index in range(count):
        add_vpc(net, rng, index, versions, flavour)
    add_interfaces(net, rng, versions)
    roads = Roads(net, rng, flavour, versions)
    roads.place()
    lay(roads)
    roads.fill()
    blocks = peers(net, versions)
    for name in list(net.acls):
        if name.endswith("-nat/acl"):
            fill_nat_acl(net, name, rng, blocks)
        elif not name.endswith("/acl"):
            fill_acl(net, name, rng, blocks, gently=flavour in LONG)
    for name in list(net.groups):
        fill_group(net, name, rng, blocks, groups_for(net, net.groups[name].vpc), gently=flavour in LONG)
    for name, endpoint in list(net.firewalls.items()):
        fill_firewall(net, name, endpoint.firewall, endpoint.subnet, rng, blocks)
    return net.network()


def dice(seed: int) -> Random:
    """Give the random numbers of a seed."""
    return Random(seed)  # noqa: S311 - repeatable is the point


def numbered(number: int) -> Network:
    """Draw the network of a number; the flavours take turns."""
    return random_network(dice(number), FLAVOURS[number % len(FLAVOURS)])


def add_vpc(net: Builder, rng: Random, index: int, versions: tuple[int, ...], flavour: str) -> None:
    """Add a VPC with one to three zones, ACLs, tables, groups and subnets, perhaps with a second block."""
    name = f"v{index}"
    second = [f"10.{index + 100}.0.0/24"] if chance(rng, 0.15) else []
    net.vpc(name, f"10.{index}.0.0/24", *second, *([f"2600:0:0:{index}00::/56"] if 6 in versions else []))
    zones = ZONES[: rng.choice((1, 2, 2, 3) if flavour != "filters" else (1, 1, 2))]
    acls = [net.acl(f"{name}-acl{number}", name) for number in range(rng.randint(1, 2))]
    tables = [net.table(f"{name}-rt{number}", name) for number in range(rng.randint(1, 2))]
    for number in range(rng.randint(1, 2)):
        net.group(f"{name}-sg{number}", name)
    least = 2 if flavour in LONG else 1
    for number in range(rng.randint(least, 3)):
        open_acl = f"{name}/acl" if chance(rng, 0.4) else rng.choice(acls)
        add_subnet(
            net,
            name,
            "s",
            number,
            zones[number % len(zones)] if least > 1 else rng.choice(zones),
            (rng.choice(tables), open_acl),
        )
    if second:
        net.subnet(f"{name}-second", name, f"10.{index + 100}.0.0/28", zone=zones[0], table=tables[0])


def add_subnet(net: Builder, vpc: str, purpose: str, number: int, zone: str, holds: tuple[str, str]) -> str:
    """Add a subnet of the next free block of the VPC, with IPv6 where the VPC has it."""
    place = sum(1 for subnet in net.subnets.values() if subnet.vpc == vpc)
    index = vpc.removeprefix("v")
    dual = any(block.version == 6 for block in net.vpcs[vpc].cidrs)
    blocks = [f"10.{index}.0.{16 * place}/28", *([f"2600:0:0:{index}{place:02x}::/64"] if dual else [])]
    table, acl = holds
    return net.subnet(f"{vpc}-{purpose}{number}", vpc, *blocks, zone=zone, table=table, acl=acl)


def add_interfaces(net: Builder, rng: Random, versions: tuple[int, ...]) -> None:
    """Place hosts: some with known addresses, some anywhere in their subnet; with none, one or two groups."""
    several = len(net.vpcs) > 1
    for subnet in list(net.subnets.values()):
        mine = [name for name, group in net.groups.items() if group.vpc == subnet.vpc]
        for number in range(rng.choice((0, 1, 1, 2) if several else (1, 2, 2)) if net.interfaces else 1):
            groups = rng.sample(mine, rng.choice((0, 1, 1, min(2, len(mine)))))
            given = rng.choice(("class", "single", "single", "double"))
            offsets = {"class": [], "single": [4 + number], "double": [4 + number, 9 + number]}[given]
            bases = [block for block in subnet.cidrs if block.version in versions]
            addresses = [
                str(type(base)(base.version, base.first + off, base.first + off)) for base in bases for off in offsets
            ]
            net.interface(f"{subnet.name}-h{number}", subnet.name, groups, addresses, public=chance(rng, 0.5))


def groups_for(net: Builder, vpc: str) -> list[str]:
    """List the groups that a rule in a VPC may name: its own, those over a peering, over a transit gateway."""
    near = {vpc} | {side for link in net.peerings.values() for side in (link.requester, link.accepter)}
    near |= {attachment.vpc for attachment in net.attachments.values()}
    return [name for name, group in net.groups.items() if group.vpc in near]


def networks(flavour: str | None = None) -> st.SearchStrategy[Network]:
    """Draw networks for hypothesis, which shrinks what fails."""
    flavours = st.sampled_from(FLAVOURS) if flavour is None else st.just(flavour)
    return st.builds(random_network, st.randoms(use_true_random=False), flavours)
