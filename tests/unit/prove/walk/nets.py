"""Small networks by hand: everything is open and nothing is routed until a test says otherwise."""

from dataclasses import replace
from ipaddress import ip_address

from bastide.model.filters import Acl, AclEntry, FirewallEndpoint, FirewallRule, Group, GroupRule
from bastide.model.forwarding import (
    Attachment,
    Gateway,
    Nat,
    Peering,
    Route,
    RouteTable,
    Target,
    Transit,
    TransitRoute,
    TransitTable,
)
from bastide.model.network import Interface, Kind, Network, Subnet, Vpc
from bastide.model.proof import Packet, Trip
from bastide.model.wire import ANY_PROTOCOL, ICMP, ICMPV6, LAST_PORT, TCP, UDP, Origin, Span, cidr
from bastide.prove.walk.walker import Walker

PROTOCOLS = {"all": ANY_PROTOCOL, "tcp": TCP, "udp": UDP, "icmp": ICMP, "icmpv6": ICMPV6, "esp": 50}
ANYWHERE = ("0.0.0.0/0", "::/0")


class Net:
    """A network under construction. The place of every part is its name."""

    def __init__(self):
        self.parts = {}
        self.routes = {}
        self.group("any", ingress=["all 0.0.0.0/0", "all ::/0"], egress=["all 0.0.0.0/0", "all ::/0"])
        opened = [f"{way} 100 allow all {block}" for way in ("in", "out") for block in ANYWHERE]
        self.acl("any-acl", *opened)

    def add(self, field, part):
        self.parts.setdefault(field, {})[part.name] = part

    def vpc(self, name, *blocks):
        self.add("vpcs", Vpc(name, tuple(map(cidr, blocks)), "r", origin(name)))

    def subnet(self, name, *blocks, vpc="v", zone="a", acl="any-acl"):
        self.add("subnets", Subnet(name, vpc, tuple(map(cidr, blocks)), zone, f"{name}-table", acl, origin(name)))
        self.table(f"{name}-table", vpc)

    def table(self, name, vpc="v"):
        self.add("tables", RouteTable(name, vpc, (), origin(name)))

    def route(self, table, block, target, name="", **how):
        part = self.parts["tables"][table]
        route = Route(cidr(block), target, name, origin(f"{table} {block}"), **how)
        self.add("tables", replace(part, routes=(*part.routes, route)))

    def host(self, name, subnet, *addresses, groups=("any",), public=False, kind=Kind.HOST):
        blocks = tuple(map(cidr, addresses))
        self.add("interfaces", Interface(name, name, subnet, tuple(groups), blocks, public, kind, origin(name)))

    def acl(self, name, *entries):
        self.add("acls", Acl(name, "v", tuple(entry(name, text) for text in entries), origin(name)))

    def group(self, name, ingress=(), egress=()):
        inward, outward = (tuple(rule(name, text) for text in texts) for texts in (ingress, egress))
        self.add("groups", Group(name, "v", inward, outward, origin(name)))

    def gateway(self, name, kind=Target.INTERNET, vpc="v", table=None):
        self.add("gateways", Gateway(name, kind, vpc, origin(name), table))

    def nat(self, name, subnet, *, public=True):
        self.add("nats", Nat(name, subnet, public, origin(name)))

    def peering(self, name, one, other, *, same_region=True):
        self.add("peerings", Peering(name, one, other, same_region, origin(name)))

    def transit(self, name="tgw", *, group_references=False):
        self.add("transits", Transit(name, group_references, origin(name)))

    def attach(self, name, vpc, *subnets, table="tgw-table", appliance_mode=False):
        part = Attachment(name, "tgw", vpc, subnets, table, origin(name), appliance_mode)
        self.add("attachments", part)

    def transit_table(self, name, *routes):
        found = tuple(
            TransitRoute(cidr(block), attachment, bool(propagated), origin(f"{name} {block}"))
            for block, attachment, *propagated in routes
        )
        self.add("transit_tables", TransitTable(name, "tgw", found, origin(name)))

    def firewall(self, name, subnet, *rules, firewall="fw", default_allow=False):
        found = tuple(firewall_rule(name, text) for text in rules)
        self.add("firewalls", FirewallEndpoint(name, firewall, subnet, found, default_allow, origin(name)))

    @property
    def network(self):
        return Network(**{field: tuple(parts.values()) for field, parts in self.parts.items()})

    def trips(self, source, destination, packet) -> tuple[Trip, ...]:
        return Walker(self.network).trips(source, destination, packet)

    def trip(self, source, destination, packet) -> Trip:
        """Return the only way, which there must be one of."""
        (trip,) = self.trips(source, destination, packet)
        return trip

    def completes(self, source, destination, packet):
        return self.trip(source, destination, packet).completes

    def possible(self, *question):
        return Walker(self.network).possible(*question)

    def certain(self, *question):
        return Walker(self.network).certain(*question)

    def obstacles(self, *question):
        return [hop.text for hop in Walker(self.network).obstacles(*question)]


def origin(name):
    return Origin(name, None)


def span(protocol, ports=""):
    """Return the traffic of `tcp 443`, `udp 1-9`, `icmp 8` (a type, any code), `tcp`, `all`."""
    number = PROTOCOLS[protocol]
    if number in (ICMP, ICMPV6):
        return Span(number, int(ports) * 256, int(ports) * 256 + 255) if ports else Span(number, 0, LAST_PORT)
    if number not in (TCP, UDP):
        return Span(number, 0, 0)
    first, _, last = (ports or f"0-{LAST_PORT}").partition("-")
    return Span(number, int(first), int(last or first))


def entry(acl, text):
    """Return an entry from `in 100 allow tcp 443 10.0.0.0/8`."""
    way, number, verdict, *traffic, peer = text.split()
    return AclEntry(int(number), way == "out", verdict == "allow", span(*traffic), cidr(peer), origin(f"{acl} {text}"))


def rule(group, text):
    """Return a rule from `tcp 443 10.0.0.0/8` or `tcp 443 @other-group`."""
    *traffic, peer = text.split()
    if peer.startswith("@"):
        return GroupRule(span(*traffic), (), peer[1:], origin(f"{group} {text}"))
    return GroupRule(span(*traffic), tuple(map(cidr, peer.split(","))), None, origin(f"{group} {text}"))


def firewall_rule(name, text):
    """Return a rule from `pass tcp 443 10.0.0.0/8 0.0.0.0/0`."""
    verdict, *traffic, source, destination = text.split()
    blocks = (cidr(source),), (cidr(destination),)
    return FirewallRule(verdict == "pass", span(*traffic), *blocks, origin(f"{name} {text}"))


def tcp(source, destination, port=443, source_port=40000, protocol=TCP):
    ends = ip_address(source), ip_address(destination)
    return Packet(ends[0].version, protocol, int(ends[0]), source_port, int(ends[1]), port)


def udp(source, destination, port=53, source_port=40000):
    return tcp(source, destination, port, source_port, UDP)


def ping(source, destination):
    six = ":" in source
    return tcp(source, destination, (128 if six else 8) * 256, 0, ICMPV6 if six else ICMP)


def esp(source, destination):
    return tcp(source, destination, 0, 0, 50)


def blocker(trip):
    """Return in words what stopped a trip, on its way there or back."""
    walk = trip.reply if trip.forward.arrives else trip.forward
    assert walk is not None
    return "" if walk.blocker is None else walk.blocker.text


def blamed(trip):
    """Return the names of what stopped a trip."""
    walk = trip.reply if trip.forward.arrives else trip.forward
    assert walk is not None
    assert walk.blocker is not None
    return [one.address for one in walk.blocker.origins]


def two_subnets(**acls):
    """Return a VPC with `one` in subnet `a` and `two` in subnet `b`."""
    net = Net()
    net.vpc("v", "10.0.0.0/16", "fd00:0:0:1::/64")
    net.subnet("a", "10.0.1.0/24", "fd00:0:0:1:1::/80", acl=acls.get("a", "any-acl"))
    net.subnet("b", "10.0.2.0/24", "fd00:0:0:1:2::/80", acl=acls.get("b", "any-acl"))
    net.host("one", "a", "10.0.1.10")
    net.host("two", "b", "10.0.2.10")
    return net


ONE, TWO = "10.0.1.10", "10.0.2.10"
