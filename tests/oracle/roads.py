"""Random forwarding: gateways, middleboxes, links between VPCs, and the routes to them."""

from dataclasses import replace
from ipaddress import IPv4Address
from itertools import pairwise
from random import Random

from bastide.model.forwarding import Target
from bastide.model.network import Kind
from oracle.build import Builder
from oracle.fills import chance

DEFAULTS = {4: "0.0.0.0/0", 6: "::/0"}
ON_PREMISES_BLOCKS = ("192.168.0.0/16", "192.168.1.0/24", "172.16.0.0/12", "fd00::/8")
Choice = tuple[Target, str]


class Roads:
    """Lays the roads of a network that has its VPCs, subnets and hosts."""

    def __init__(self, net: Builder, rng: Random, flavour: str, versions: tuple[int, ...]) -> None:
        self.net, self.rng, self.flavour, self.versions = net, rng, flavour, versions
        self.taken: set[tuple[str, str, bool, bool]] = set()

    def likely(self, *flavours: str, share: float = 0.85, rest: float = 0.12) -> bool:
        """Draw whether the network has something: often in the flavours that it belongs to, rarely in others."""
        if self.flavour == "mixed":
            return chance(self.rng, 0.4)
        return chance(self.rng, share if self.flavour in flavours else rest)

    def place(self) -> None:
        """Place gateways, middleboxes and links."""
        vpcs = list(self.net.vpcs)
        for vpc in vpcs:
            self.add_gateways(vpc)
            if self.likely("walled", "edge", "inspection", "shared", share=0.75):
                self.add_firewalls(vpc)
            if self.likely("nat", "egress", "shared", "private", share=0.8, rest=0.08):
                self.add_nat(vpc)
        if len(vpcs) > 1 and self.likely("peering", "chain"):
            self.add_peerings(vpcs)
        if (len(vpcs) > 1 or chance(self.rng, 0.1)) and self.likely(
            "transit", "inspection", "egress", "hybrid", "shared", "private", "chain"
        ):
            self.add_transit(vpcs)

    def fill(self) -> None:
        """Draw the routes."""
        for vpc in self.net.vpcs:
            self.add_routes(vpc)
            self.add_edges(vpc)

    # What there is

    def own_subnet(self, vpc: str, purpose: str, zone: str) -> str:
        """Add a subnet for a middlebox or an attachment, with a table of its own and mostly an open ACL."""
        net, rng = self.net, self.rng
        table = net.table(f"{vpc}-{purpose}-{zone}", vpc)
        acls = [name for name, acl in net.acls.items() if acl.vpc == vpc]
        acl = f"{vpc}/acl" if chance(rng, 0.6) else rng.choice(acls)
        place = sum(1 for subnet in net.subnets.values() if subnet.vpc == vpc)
        index = vpc.removeprefix("v")
        dual = [f"2600:0:0:{index}{place:02x}::/64"] if 6 in self.versions else []
        return net.subnet(
            f"{vpc}-{purpose}-{zone}", vpc, f"10.{index}.0.{16 * place}/28", *dual, zone=zone, table=table, acl=acl
        )

    def zones(self, vpc: str) -> list[str]:
        return sorted({subnet.availability_zone for subnet in self.net.subnets.values() if subnet.vpc == vpc})

    def add_gateways(self, vpc: str) -> None:
        if self.likely("edge", "dual", "nat", "egress", "walled", "filters", "shared", share=0.85, rest=0.3):
            kind = Target.CARRIER if chance(self.rng, 0.05) else Target.INTERNET
            self.net.gateway(f"{vpc}-igw", kind, vpc)
        if 6 in self.versions and chance(self.rng, 0.5):
            self.net.gateway(f"{vpc}-eigw", Target.EGRESS_ONLY, vpc)
        if self.likely("hybrid", share=0.6):
            self.net.gateway(f"{vpc}-vgw", Target.OUTSIDE, vpc)

    def add_firewalls(self, vpc: str) -> None:
        """Add endpoints in some zones, of one firewall or of several, mostly in subnets of their own."""
        rng = self.rng
        several = chance(rng, 0.5 if self.flavour == "inspection" else 0.25)
        everywhere = chance(rng, 0.9 if self.flavour == "inspection" else 0.5)
        for zone in self.zones(vpc) if everywhere else [rng.choice(self.zones(vpc))]:
            subnet = self.some_subnet(vpc, zone, "fw")
            self.net.firewall(f"{vpc}-fw-{zone}", subnet, firewall=f"fw-{zone}" if several else f"{vpc}-fw")

    def some_subnet(self, vpc: str, zone: str, purpose: str) -> str:
        """Take a subnet of its own, or sometimes one where hosts are."""
        shared = [s.name for s in self.net.subnets.values() if s.vpc == vpc and s.availability_zone == zone]
        if shared and chance(self.rng, 0.8 if self.flavour == "shared" else 0.15):
            return self.rng.choice(shared)
        name = self.own_subnet(vpc, purpose, zone)
        if purpose == "nat" and chance(self.rng, 0.6):
            acl = self.net.acl(f"{vpc}-nat/acl", vpc)
            self.net.subnets[name] = replace(self.net.subnets[name], acl=acl)
        return name

    def add_nat(self, vpc: str) -> None:
        zone = self.rng.choice(self.zones(vpc))
        home = self.some_subnet(vpc, zone, "nat")
        nat = self.net.nat(f"{vpc}-nat", home, public=chance(self.rng, 0.3 if self.flavour == "private" else 0.75))
        if chance(self.rng, 0.4):
            block = self.net.subnets[home].cidrs[0]
            known = [f"{IPv4Address(block.first + 13)}"] if chance(self.rng, 0.7) else []
            self.net.interface(nat, home, addresses=known, public=True)
            self.net.interfaces[nat] = replace(self.net.interfaces[nat], kind=Kind.NAT)

    def add_peerings(self, vpcs: list[str]) -> None:
        for first, second in pairwise(vpcs):
            self.net.peering(f"{first}-{second}", first, second, same_region=chance(self.rng, 0.6))
        if chance(self.rng, 0.2):
            self.net.peering(f"{vpcs[0]}-far", *self.rng.sample([vpcs[0], "elsewhere"], 2))

    def add_transit(self, vpcs: list[str]) -> None:
        """Attach VPCs to a transit gateway with one or two tables, with gaps in zones, associations and propagation."""
        net, rng = self.net, self.rng
        net.transit("tgw", references=chance(rng, 0.5))
        hub = len(vpcs) > 1 and self.flavour in {"inspection", "egress"} and chance(rng, 0.8)
        tables = ["tgw/table"] + ([net.transit_table("tgw/other", "tgw")] if hub or chance(rng, 0.5) else [])
        for vpc in vpcs:
            zones = self.zones(vpc)
            used = zones if chance(rng, 0.6) else rng.sample(zones, rng.randint(1, len(zones)))
            subnets = [self.some_subnet(vpc, zone, "tgw") for zone in used]
            table = None if chance(rng, 0.07) else rng.choice(tables)
            table = tables[vpc == "v0"] if hub and chance(rng, 0.9) else table
            net.attachment(
                f"att-{vpc}",
                "tgw",
                vpc,
                subnets,
                table=table,
                pin=chance(rng, 0.7 if self.flavour == "inspection" else 0.3),
            )
        if self.likely("hybrid", share=0.7, rest=0.1):
            net.attachment("att-outside", "tgw", "", (), table=rng.choice(tables))
        if hub:
            net.transit_route(tables[0], DEFAULTS[4], "att-v0")
        for number, table in enumerate(tables):
            self.fill_transit(table, spread=0.1 if hub and number == 0 else 0.8)

    def fill_transit(self, table: str, spread: float) -> None:
        net, rng = self.net, self.rng
        for attachment in list(net.attachments.values()):
            if attachment.vpc and chance(rng, spread):
                for block in net.vpcs[attachment.vpc].cidrs:
                    net.transit_route(table, str(block), attachment.name, propagated=True)
        names = list(net.attachments)
        blocks = [str(block) for subnet in net.subnets.values() for block in subnet.cidrs]
        blocks += [str(block) for vpc in net.vpcs.values() for block in vpc.cidrs]
        statics = rng.sample(blocks, rng.choice((0, 0, 1, 2))) if len(blocks) > 1 else []
        defaults = [DEFAULTS[version] for version in self.versions if self.likely("egress", "inspection", rest=0.3)]
        outside = [block for block in ON_PREMISES_BLOCKS if self.fits(block) and "att-outside" in names]
        known = {str(route.destination) for route in net.transit_tables[table].routes if not route.propagated}
        for text in [text for text in (*statics, *defaults, *outside) if text not in known]:
            target = "att-outside" if text in outside and chance(rng, 0.8) else rng.choice(names)
            net.transit_route(table, text, None if chance(rng, 0.2) else target)

    def fits(self, block: str) -> bool:
        return (6 if ":" in block else 4) in self.versions

    # Which way

    def targets(self, vpc: str, version: int) -> list[Choice]:
        """List what a default route in a VPC may lead to."""
        net = self.net
        doors = {Target.INTERNET, Target.CARRIER, *([Target.EGRESS_ONLY] if version == 6 else [])}
        found: list[Choice] = [(d.kind, d.name) for d in net.gateways.values() if d.vpc == vpc and d.kind in doors] * 2
        if version == 4:
            found += [(Target.NAT, nat.name) for nat in net.nats.values() if net.subnets[nat.subnet].vpc == vpc] * 2
        walls = [(Target.FIREWALL, wall.name) for wall in net.firewalls.values() if net.subnets[wall.subnet].vpc == vpc]
        return found + walls + self.links(vpc)

    def links(self, vpc: str) -> list[Choice]:
        """List what leads out of a VPC to others."""
        net = self.net
        found: list[Choice] = [
            (Target.OUTSIDE, d.name) for d in net.gateways.values() if d.vpc == vpc and d.kind is Target.OUTSIDE
        ]
        found += [(Target.PEERING, p.name) for p in net.peerings.values() if vpc in {p.requester, p.accepter}]
        return found + [(Target.TRANSIT, a.transit) for a in net.attachments.values() if a.vpc == vpc]

    def add_route(
        self, table: str, block: str, choice: Choice, *, from_list: bool = False, propagated: bool = False
    ) -> None:
        key = (table, block, from_list, propagated)
        if key not in self.taken:
            self.taken.add(key)
            self.net.route(table, block, *choice, from_list=from_list, propagated=propagated)

    def add_routes(self, vpc: str) -> None:
        """Fill the VPC's tables: subnets that share one, and those of middleboxes and attachments."""
        for table in [
            name for name, table in self.net.tables.items() if table.vpc == vpc and not name.endswith("/main")
        ]:
            for version in self.versions:
                self.add_defaults(table, vpc, version)
            self.add_far(table, vpc)
            self.add_near(table, vpc)

    def add_defaults(self, table: str, vpc: str, version: int) -> None:
        rng, choices = self.rng, self.targets(vpc, version)
        if choices and chance(rng, 0.85):
            self.add_route(table, DEFAULTS[version], rng.choice(choices))
        if choices and version == 4 and chance(rng, 0.15):
            self.add_route(table, rng.choice(("0.0.0.0/1", "128.0.0.0/1", "8.0.0.0/8")), rng.choice(choices))
        if version == 4 and chance(rng, 0.1):
            self.add_route(table, "52.216.0.0/15", (Target.SERVICE, "s3"), from_list=True)
        if version == 4 and chance(rng, 0.1) and choices:
            self.add_route(table, DEFAULTS[4], rng.choice(choices), from_list=True)

    def add_far(self, table: str, vpc: str) -> None:
        """Add routes to other VPCs and to what lies outside, with equals of another kind now and then."""
        rng, net = self.rng, self.net
        walls = [(Target.FIREWALL, wall.name) for wall in net.firewalls.values() if net.subnets[wall.subnet].vpc == vpc]
        choices = [*self.links(vpc) * 3, *walls, (Target.BLACKHOLE, "")]
        far = [str(block) for name, other in net.vpcs.items() if name != vpc for block in other.cidrs]
        far += [
            str(block)
            for subnet in net.subnets.values()
            if subnet.vpc != vpc
            for block in subnet.cidrs
            if chance(rng, 0.1)
        ]
        far += [block for block in ON_PREMISES_BLOCKS if self.fits(block) and self.links(vpc)]
        vgw = [choice for choice in self.links(vpc) if choice[0] is Target.OUTSIDE]
        for block in far:
            if chance(rng, 0.8):
                self.add_route(table, block, rng.choice(choices), from_list=chance(rng, 0.2))
            if chance(rng, 0.1):
                self.add_route(table, block, rng.choice(choices), from_list=True)
            if vgw and chance(rng, 0.4):
                self.add_route(table, block, vgw[0], propagated=True)

    def add_near(self, table: str, vpc: str) -> None:
        """Add routes for single subnets of the VPC, by way of its firewall or rarely its NAT gateway.

        Network Firewall in the path of subnets, or everywhere: then every table but the endpoints' own has them all.
        """
        net, rng = self.net, self.rng
        walls = [wall for wall in net.firewalls.values() if net.subnets[wall.subnet].vpc == vpc]
        own = {net.subnets[wall.subnet].table for wall in walls}
        share = 0.0 if not walls or (table in own and chance(rng, 0.9)) else rng.choice((0.2, 1.0))
        for subnet in [subnet for subnet in net.subnets.values() if subnet.vpc == vpc]:
            for block in subnet.cidrs:
                if chance(rng, share):
                    self.add_route(table, str(block), (Target.FIREWALL, rng.choice(walls).name))

    def add_edges(self, vpc: str) -> None:
        """Give gateways a table that leads to the firewall first."""
        net, rng = self.net, self.rng
        walls = [wall for wall in net.firewalls.values() if net.subnets[wall.subnet].vpc == vpc]
        doors = [
            door for door in net.gateways.values() if door.vpc == vpc and door.kind in {Target.INTERNET, Target.OUTSIDE}
        ]
        for door in doors if walls else []:
            if chance(rng, 0.7):
                table = net.table(f"{door.name}/edge", vpc)
                net.gateway(door.name, door.kind, vpc, table)
                for subnet in [subnet for subnet in net.subnets.values() if subnet.vpc == vpc]:
                    if chance(rng, 0.8):
                        for block in subnet.cidrs:
                            self.add_route(table, str(block), (Target.FIREWALL, rng.choice(walls).name))
