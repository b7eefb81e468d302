"""Networks made by hand, for what is rare in random ones."""

from bastide.model.forwarding import Target
from bastide.model.network import Network
from oracle.build import ALL, Builder, inspection, tcp

V, W, HUB = "10.0.0.0/16", "10.1.0.0/16", "10.2.0.0/16"


def joined(
    *, zones: str = "ab", attached: tuple[str, str] = ("ab", "ab"), home: str = "aa", references: bool = True
) -> Builder:
    """VPCs v and w on one transit gateway, with hosts `a` and `b` in the zones `home`; hosts' ACLs are still empty."""
    net = Builder()
    net.transit("tgw", references=references)
    sides = (("v", V, W, "a", home[0], attached[0]), ("w", W, V, "b", home[1], attached[1]))
    for vpc, block, other, host, zone, ports in sides:
        net.vpc(vpc, block)
        base = block.removesuffix("0.0/16")
        net.acl(f"{vpc}-hosts", vpc)
        net.acl(f"{vpc}-ports", vpc)
        net.group(f"g-{vpc}", vpc)
        net.subnet(f"{vpc}-s", vpc, f"{base}0.0/28", zone=zone, acl=f"{vpc}-hosts")
        for number, place in enumerate(zones):
            net.subnet(f"{vpc}-t-{place}", vpc, f"{base}1.{number * 16}/28", zone=place, acl=f"{vpc}-ports")
        net.attachment(f"att-{vpc}", "tgw", vpc, [f"{vpc}-t-{place}" for place in ports])
        net.route(f"{vpc}/main", other, Target.TRANSIT, "tgw")
        net.transit_route("tgw/table", block, f"att-{vpc}", propagated=True)
        net.interface(host, f"{vpc}-s")
    return net


def opened(net: Builder, *acls: str) -> Builder:
    """Let everything pass the given ACLs, or all of them."""
    for acl in acls or list(net.acls):
        for egress in (False, True):
            net.entry(acl, ALL, "0.0.0.0/0", egress=egress, number=1000)
    return net


def hub(*, pin: bool = True, same: bool = False, back: bool = True) -> Builder:
    """Spokes v and w, whose traffic goes by a hub with a firewall endpoint in each of two zones."""
    net = opened(joined(home="ab"))
    net.vpc("h", HUB)
    ports = []
    for number, zone in enumerate(("a", "b")):
        table, out = net.table(f"in-{zone}", "h"), net.table(f"out-{zone}", "h")
        ports.append(net.subnet(f"h-t-{zone}", "h", f"10.2.1.{number * 16}/28", zone=zone, table=table))
        place = net.subnet(f"h-f-{zone}", "h", f"10.2.2.{number * 16}/28", zone=zone, table=out)
        net.firewall(f"fw-{zone}", place, firewall="fw" if same else "")
        net.route(table, "10.0.0.0/8", Target.FIREWALL, f"fw-{zone}")
        net.route(out, "10.0.0.0/15", Target.TRANSIT, "tgw")
    net.attachment("att-h", "tgw", "h", ports, table=net.transit_table("hub", "tgw"), pin=pin)
    net.transit_table("tgw/table", "tgw")
    net.transit_route("tgw/table", "0.0.0.0/0", "att-h")
    net.transit_route("hub", W, "att-w")
    if back:
        net.transit_route("hub", V, "att-v")
    return net


def hidden() -> Builder:
    """A host whose private NAT gateway is all that the far side's ACL knows."""
    net = Builder()
    net.vpc("v", V)
    net.vpc("w", W)
    net.table("hosts", "v")
    net.acl("far", "w")
    net.nat("nat", net.subnet("n", "v", "10.0.1.0/28"), public=False)
    net.interface("a", net.subnet("s", "v", "10.0.0.0/28", table="hosts"))
    net.interface("b", net.subnet("t", "w", "10.1.0.0/28", acl="far"))
    net.peering("pcx", "v", "w")
    net.route("hosts", W, Target.NAT, "nat")
    net.route("v/main", W, Target.PEERING, "pcx")
    net.route("w/main", V, Target.PEERING, "pcx")
    for egress in (False, True):
        net.entry("far", ALL, "10.0.1.0/28", egress=egress)
    return net


def walled() -> Builder:
    """Hosts on both sides of a firewall with rules that contradict each other."""
    net = Builder()
    net.vpc("v", V)
    for name, block in (("a", "10.0.0.0/28"), ("b", "10.0.0.16/28")):
        net.interface(name, net.subnet(f"s-{name}", "v", block, table=net.table(f"t-{name}", "v")))
    first = inspection(tcp(0, 1000), "10.0.0.0/28", "0.0.0.0/0", allow=True)
    second = inspection(ALL, "0.0.0.0/0", "0.0.0.0/0", allow=False)
    net.firewall("wall", net.subnet("f", "v", "10.0.1.0/28"), [first, second])
    net.route("t-a", "10.0.0.16/28", Target.FIREWALL, "wall")
    net.route("t-b", "10.0.0.0/28", Target.FIREWALL, "wall")
    return net


def beside() -> Builder:
    """An attachment in the host's own subnet, whose ACL judges nothing that comes in by it."""
    net = opened(joined(), "v-hosts", "v-ports", "w-ports")
    net.entry("w-hosts", tcp(0, 1000), W, egress=False)
    net.entry("w-hosts", ALL, V, egress=True)
    net.attachment("att-w", "tgw", "w", ["w-s"])
    return net


def two_halves() -> Builder:
    """A firewall that sees the request before the NAT gateway and the reply behind it: two halves of two flows."""
    net = Builder()
    net.vpc("v", "10.0.0.0/24")
    for name in ("hosts", "walls", "nats", "edge"):
        net.table(name, "v")
    net.interface("host", net.subnet("s", "v", "10.0.0.0/28", table="hosts"))
    net.firewall("wall", net.subnet("f", "v", "10.0.0.16/28", table="walls"))
    net.nat("nat", net.subnet("n", "v", "10.0.0.32/28", table="nats"))
    net.gateway("igw", Target.INTERNET, "v", "edge")
    net.route("hosts", "0.0.0.0/0", Target.FIREWALL, "wall")
    net.route("walls", "0.0.0.0/0", Target.NAT, "nat")
    net.route("nats", "0.0.0.0/0", Target.INTERNET, "igw")
    net.route("edge", "10.0.0.32/28", Target.FIREWALL, "wall")
    return net


def borrowed() -> Builder:
    """A NAT gateway that a client in another VPC reaches by a transit gateway, and whose way back is a peering."""
    net = opened(joined())
    net.table("in", "w")
    net.table("door", "w")
    net.gateway("igw", Target.INTERNET, "w")
    net.peering("pcx", "v", "w")
    net.nat("nat", net.subnet("n", "w", "10.1.2.0/28", table="door"))
    net.attachment("att-w", "tgw", "w", [net.subnet("p", "w", "10.1.3.0/28", table="in")])
    net.transit_route("tgw/table", "0.0.0.0/0", "att-w")
    net.route("v/main", "0.0.0.0/0", Target.TRANSIT, "tgw")
    net.route("in", "0.0.0.0/0", Target.NAT, "nat")
    net.route("door", "0.0.0.0/0", Target.INTERNET, "igw")
    net.route("door", V, Target.PEERING, "pcx")
    return net


def pinned() -> Builder:
    """A NAT gateway behind an attachment in appliance mode: one port is for requests only, the other for replies."""
    net = opened(joined())
    net.vpc("h", HUB)
    arriving, leaving = net.table("in", "h"), net.table("out", "h")
    net.nat("nat", net.subnet("n", "h", "10.2.2.0/28", table=leaving), public=False)
    net.route(arriving, W, Target.NAT, "nat")
    net.route(leaving, "10.0.0.0/15", Target.TRANSIT, "tgw")
    net.route("w/main", HUB, Target.TRANSIT, "tgw")
    ports = []
    for number, (zone, closed) in enumerate((("a", "10.2.2.0/28"), ("b", W))):
        acl = f"h-{zone}"
        net.acl(acl, "h")
        net.entry(acl, ALL, closed, egress=True, allow=False, number=1)
        opened(net, acl)
        ports.append(net.subnet(f"h-t-{zone}", "h", f"10.2.1.{number * 16}/28", zone=zone, acl=acl, table=arriving))
    net.attachment("att-h", "tgw", "h", ports, table=net.transit_table("hub", "tgw"), pin=True)
    net.transit_route("tgw/table", W, "att-h")
    net.transit_route("tgw/table", HUB, "att-h")
    net.transit_route("hub", W, "att-w")
    net.transit_route("hub", V, "att-v")
    return net


def hairpin() -> Builder:
    """A transit gateway that gives the packet back to the VPC it came from, twice, and in another zone each time.

    The host and one port are in zone c; the firewall and the other port in zone b, where the way on is a peering.
    """
    net = Builder()
    net.vpc("v", V)
    net.vpc("w", W)
    for name in ("hosts", "first", "walls", "second"):
        net.table(name, "v")
    net.interface("a", net.subnet("s", "v", "10.0.0.0/28", zone="c", table="hosts"))
    net.interface("b", net.subnet("t", "w", "10.1.0.0/28"))
    ports = [
        net.subnet("p-a", "v", "10.0.1.0/28", zone="c", table="first"),
        net.subnet("p-b", "v", "10.0.1.16/28", zone="b", table="second"),
    ]
    net.firewall("wall", net.subnet("f", "v", "10.0.2.0/28", zone="b", table="walls"))
    net.transit("tgw")
    net.attachment("att-v", "tgw", "v", ports)
    net.transit_route("tgw/table", "0.0.0.0/0", "att-v")
    net.peering("pcx", "v", "w")
    net.route("hosts", W, Target.TRANSIT, "tgw")
    net.route("first", W, Target.FIREWALL, "wall")
    net.route("walls", W, Target.TRANSIT, "tgw")
    net.route("second", W, Target.PEERING, "pcx")
    return net


def made() -> tuple[Network, ...]:
    """Give the networks that show what random ones seldom do."""
    return tuple(make().network() for make in (hub, hidden, walled, beside, borrowed, pinned))
