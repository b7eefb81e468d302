"""A network, put together part by part: for random networks and for those of hand-made cases."""

from collections.abc import Iterable
from dataclasses import replace

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
from bastide.model.wire import ANY_PROTOCOL, ICMP, ICMPV6, LAST_PORT, TCP, UDP, Cidr, Origin, Span, cidr

HERE = Origin("", None)
ALL = Span(ANY_PROTOCOL, 0, 0)
ANYWHERE = ("0.0.0.0/0", "::/0")


def tcp(first: int, last: int | None = None) -> Span:
    return Span(TCP, first, first if last is None else last)


def udp(first: int, last: int | None = None) -> Span:
    return Span(UDP, first, first if last is None else last)


def icmp(kind: int = -1, code: int = -1) -> Span:
    return typed(ICMP, kind, code)


def icmpv6(kind: int = -1, code: int = -1) -> Span:
    return typed(ICMPV6, kind, code)


def typed(protocol: int, kind: int, code: int) -> Span:
    """Give the span of an ICMP type and code, -1 for any."""
    if kind < 0:
        return Span(protocol, 0, LAST_PORT)
    return Span(protocol, kind * 256 + max(code, 0), kind * 256 + (255 if code < 0 else code))


def blocks(*texts: str) -> tuple[Cidr, ...]:
    return tuple(cidr(text) for text in texts)


class Builder:
    """Parts by name. Every method adds one and gives its name back."""

    def __init__(self) -> None:
        self.vpcs: dict[str, Vpc] = {}
        self.subnets: dict[str, Subnet] = {}
        self.acls: dict[str, Acl] = {}
        self.groups: dict[str, Group] = {}
        self.interfaces: dict[str, Interface] = {}
        self.tables: dict[str, RouteTable] = {}
        self.gateways: dict[str, Gateway] = {}
        self.nats: dict[str, Nat] = {}
        self.peerings: dict[str, Peering] = {}
        self.transits: dict[str, Transit] = {}
        self.attachments: dict[str, Attachment] = {}
        self.transit_tables: dict[str, TransitTable] = {}
        self.firewalls: dict[str, FirewallEndpoint] = {}

    def network(self) -> Network:
        return Network(**{name: tuple(parts.values()) for name, parts in vars(self).items()})

    def vpc(self, name: str, *cidrs: str, region: str = "r1") -> str:
        """Add a VPC with an ACL that allows everything (`name/acl`) and an empty main table (`name/main`)."""
        self.vpcs[name] = Vpc(name, blocks(*cidrs), region, HERE)
        self.acl(f"{name}/acl", name)
        for block in ANYWHERE:
            self.entry(f"{name}/acl", ALL, block, egress=False)
            self.entry(f"{name}/acl", ALL, block, egress=True)
        self.table(f"{name}/main", name)
        return name

    def table(self, name: str, vpc: str) -> str:
        self.tables[name] = RouteTable(name, vpc, (), HERE)
        return name

    def route(self, table: str, block: str, target: Target, name: str = "", **kind: bool) -> None:
        """Add a route; `from_list` and `propagated` say where it comes from."""
        found = self.tables[table]
        self.tables[table] = replace(found, routes=(*found.routes, Route(cidr(block), target, name, HERE, **kind)))

    def subnet(self, name: str, vpc: str, *cidrs: str, zone: str = "a", table: str = "", acl: str = "") -> str:
        self.subnets[name] = Subnet(name, vpc, blocks(*cidrs), zone, table or f"{vpc}/main", acl or f"{vpc}/acl", HERE)
        return name

    def acl(self, name: str, vpc: str) -> str:
        self.acls[name] = Acl(name, vpc, (), HERE)
        return name

    def entry(
        self, acl: str, span: Span, peer: str, *, egress: bool, allow: bool = True, number: int | None = None
    ) -> None:
        """Add an ACL entry, by default after those that are there."""
        found = self.acls[acl]
        last = max((entry.number for entry in found.entries), default=0)
        entry = AclEntry(last + 10 if number is None else number, egress, allow, span, cidr(peer), HERE)
        self.acls[acl] = replace(found, entries=(*found.entries, entry))

    def group(self, name: str, vpc: str) -> str:
        self.groups[name] = Group(name, vpc, (), (), HERE)
        return name

    def rule(self, group: str, span: Span, *peers: str, egress: bool = False, of: str | None = None) -> None:
        """Add a group rule for blocks, or for the members of the group `of`."""
        found = self.groups[group]
        rule = GroupRule(span, blocks(*peers), of, HERE)
        if egress:
            self.groups[group] = replace(found, egress=(*found.egress, rule))
        else:
            self.groups[group] = replace(found, ingress=(*found.ingress, rule))

    def interface(
        self, name: str, subnet: str, groups: Iterable[str] = (), addresses: Iterable[str] = (), *, public: bool = False
    ) -> str:
        self.interfaces[name] = Interface(
            name, name, subnet, tuple(groups), blocks(*addresses), public, Kind.HOST, HERE
        )
        return name

    def gateway(self, name: str, kind: Target, vpc: str, table: str | None = None) -> str:
        self.gateways[name] = Gateway(name, kind, vpc, HERE, table)
        return name

    def nat(self, name: str, subnet: str, *, public: bool = True) -> str:
        self.nats[name] = Nat(name, subnet, public, HERE)
        return name

    def peering(self, name: str, requester: str, accepter: str, *, same_region: bool = True) -> str:
        self.peerings[name] = Peering(name, requester, accepter, same_region, HERE)
        return name

    def transit(self, name: str, *, references: bool = False) -> str:
        """Add a transit gateway with one table (`name/table`)."""
        self.transits[name] = Transit(name, references, HERE)
        self.transit_tables[f"{name}/table"] = TransitTable(f"{name}/table", name, (), HERE)
        return name

    def transit_table(self, name: str, transit: str) -> str:
        self.transit_tables[name] = TransitTable(name, transit, (), HERE)
        return name

    def transit_route(self, table: str, block: str, attachment: str | None, *, propagated: bool = False) -> None:
        found = self.transit_tables[table]
        route = TransitRoute(cidr(block), attachment, propagated, HERE)
        self.transit_tables[table] = replace(found, routes=(*found.routes, route))

    def attachment(
        self,
        name: str,
        transit: str,
        vpc: str,
        subnets: Iterable[str] = (),
        *,
        table: str | None = "",
        pin: bool = False,
    ) -> str:
        """Attach a VPC by subnets, or the outside (no VPC); associated with `transit/table` unless told otherwise."""
        associated = f"{transit}/table" if table == "" else table
        self.attachments[name] = Attachment(name, transit, vpc, tuple(subnets), associated, HERE, pin)
        return name

    def firewall(
        self, name: str, subnet: str, rules: Iterable[FirewallRule] = (), *, firewall: str = "", allow: bool = True
    ) -> str:
        self.firewalls[name] = FirewallEndpoint(name, firewall or name, subnet, tuple(rules), allow, HERE)
        return name


def inspection(span: Span, source: str, destination: str, *, allow: bool) -> FirewallRule:
    return FirewallRule(allow, span, blocks(source), blocks(destination), HERE)
