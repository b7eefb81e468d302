"""A synthetic fleet of any size: a transit gateway as the hub, and one VPC with one ACL and one route table per zone.

Services listen below port 1024 and replies go to ports from there on, so no rule that is meant for one lets the other
pass. Most rules are noise: they name ports and peers that a group on the other end, or an ACL, does not agree to.
Three leaks are planted, and nothing else passes beyond what is declared.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from random import Random

from bastide.model.filters import Acl, AclEntry, Group, GroupRule
from bastide.model.forwarding import (
    Attachment,
    Gateway,
    Route,
    RouteTable,
    Target,
    Transit,
    TransitRoute,
    TransitTable,
)
from bastide.model.network import Interface, Kind, Network, Subnet, Vpc
from bastide.model.proof import Zone
from bastide.model.wire import ANY_PROTOCOL, INTERNET, LAST_PORT, ON_PREMISES, TCP, UDP, Cidr, Origin, Span, cidr
from bastide.prove.question import Demand

Declared = Mapping[tuple[str, str], tuple[Span, ...]]
Fleet = tuple[Network, tuple[Zone, ...], Declared, tuple[Demand, ...]]
MOST_ZONES = 240
NOWHERE = Origin("", None)
ANYWHERE, INSIDE = cidr("0.0.0.0/0"), cidr("10.0.0.0/8")
REPLIES = 1024
"""The first port that a reply may go to; services listen below."""
PARTNERS = tuple(cidr(f"198.51.{number}.0/24") for number in range(100, 116))
SERVICES = tuple(Span(TCP, port, port) for port in range(100, 740, 20)) + tuple(
    Span(UDP, port, port) for port in range(105, 265, 20)
)
HTTPS, SSH, TIME = Span(TCP, 443, 443), Span(TCP, 22, 22), Span(UDP, 123, 123)
EVERYTHING = Span(ANY_PROTOCOL, 0, 0)


@dataclass
class _Area:
    """One zone in the making: rules by group, entries of its ACL by direction (true is outbound)."""

    number: int
    groups: int
    ingress: dict[int, list[GroupRule]] = field(default_factory=lambda: defaultdict(list))
    egress: dict[int, list[GroupRule]] = field(default_factory=lambda: defaultdict(list))
    entries: list[tuple[bool, bool, Span, Cidr]] = field(default_factory=list)

    @property
    def name(self) -> str:
        return f"zone-{self.number:03}"

    @property
    def block(self) -> Cidr:
        return cidr(f"10.{self.number}.0.0/16")

    def group(self, index: int) -> str:
        return f"{self.name}/group-{index}"

    def rules(self) -> int:
        return sum(len(rules) for side in (self.ingress, self.egress) for rules in side.values())


def fleet(zones: int, groups: int, rules: int, seed: int) -> Fleet:
    """Return a network with that many zones, security groups and group rules, its zones, what is declared, and demands.

    ACL entries come on top of the rules. `leaks` tells what passes beyond the declared.
    """
    if not 5 <= zones <= MOST_ZONES or groups < 2 * zones:  # noqa: PLR2004 - leaks need five; a server and a client
        message = f"a fleet has 5 to {MOST_ZONES} zones and two groups for each"
        raise ValueError(message)
    rng = Random(seed)  # noqa: S311 - a reproducible fleet
    areas = [_Area(number, groups // zones + (number < groups % zones)) for number in range(zones)]
    flows = list(_flows(areas, rng))
    for source, destination, span in (*flows, *_leaks(areas, flows)):
        _open(source, destination, span)
    for _ in range(rules - sum(area.rules() for area in areas)):
        _noise(rng.choice(areas), areas, rng)
    declared = _declared(areas, flows)
    named = (*(Zone(area.name, tuple(_members(area))) for area in areas), Zone(INTERNET, (INTERNET,)))
    return _network(areas), (*named, Zone(ON_PREMISES, (ON_PREMISES,))), declared, tuple(_demands(flows))


def leaks(zones: int, groups: int, rules: int, seed: int) -> Declared:
    """Return what passes beyond the declared in the fleet of the same arguments."""
    del rules
    areas = [_Area(number, groups // zones) for number in range(zones)]
    planted = _leaks(areas, list(_flows(areas, Random(seed))))  # noqa: S311 - a reproducible fleet
    return {(_name(source), destination.name): (span,) for source, destination, span in planted}


_Flow = tuple[_Area | None, _Area, Span]
"""Traffic from a zone, or from the internet, to a zone."""


def _flows(areas: Sequence[_Area], rng: Random) -> Iterator[_Flow]:
    """Yield flows: the internet to the first zone, and each zone to two neighbours and, in a larger fleet, two more."""
    yield None, areas[0], HTTPS
    for area in areas:
        offsets = {1, 2, *(rng.sample(range(4, len(areas) - 3), 2) if len(areas) > 10 else ())}  # noqa: PLR2004
        for offset in sorted(offsets):
            yield area, areas[(area.number + offset) % len(areas)], rng.choice(SERVICES)


def _leaks(areas: Sequence[_Area], flows: Sequence[_Flow]) -> Iterator[_Flow]:
    """Yield three leaks: the internet to the first zone, one of TCP and one of UDP where nothing is declared."""
    yield None, areas[0], SSH
    talking = {(source.number, destination.number) for source, destination, _ in flows if source is not None}
    for source, span in ((areas[2], SSH), (areas[3], TIME)):
        apart = (area for area in areas if (source.number, area.number) not in talking and area is not source)
        yield source, next(apart), span


def _open(source: _Area | None, destination: _Area, span: Span) -> None:
    """Let traffic pass from a zone's clients to a zone's servers, and its replies back."""
    sender = ANYWHERE if source is None else source.block
    reply = Span(span.protocol, REPLIES, LAST_PORT)
    destination.ingress[0].append(GroupRule(span, (sender,), None, NOWHERE))
    destination.entries += [(False, True, span, sender), (True, True, reply, sender)]
    if source is not None:
        source.egress[1].append(GroupRule(span, (destination.block,), None, NOWHERE))
        source.entries += [(True, True, span, destination.block), (False, True, reply, destination.block)]


def _noise(area: _Area, areas: Sequence[_Area], rng: Random) -> None:
    """Add a rule that lets nothing new pass between zones: a group of the zone, or a peer whose ACL does not agree."""
    span, index = rng.choice(SERVICES), rng.randrange(area.groups)
    side = rng.choice((area.ingress, area.egress))
    if rng.random() < 0.4:  # noqa: PLR2004 - the share of references
        side[index].append(GroupRule(span, (), area.group(rng.randrange(area.groups)), NOWHERE))
        return
    peer = rng.choice(areas)
    block = rng.choice((peer.block, *_subnet_blocks(peer), rng.choice(PARTNERS)))
    side[index].append(GroupRule(span, (block,), None, NOWHERE))


def _declared(areas: Sequence[_Area], flows: Sequence[_Flow]) -> Declared:
    """Return what is declared by pair of zones: the flows, and everything inside a zone."""
    found: dict[tuple[str, str], tuple[Span, ...]] = {(area.name, area.name): (EVERYTHING,) for area in areas}
    for source, destination, span in flows:
        pair = _name(source), destination.name
        found[pair] = (*found.get(pair, ()), span)
    return found


def _name(source: _Area | None) -> str:
    return INTERNET if source is None else source.name


def _demands(flows: Sequence[_Flow]) -> Iterator[Demand]:
    for number, (source, destination, span) in enumerate(flows):
        senders = (INTERNET,) if source is None else tuple(_carrying(source, 1))
        yield Demand(f"flow-{number}", senders, tuple(_carrying(destination, 0)), (span,))


def _carrying(area: _Area, group: int) -> Iterator[str]:
    return (f"{area.name}/{index}" for index in range(area.groups) if group in _carried(index))


def _carried(index: int) -> tuple[int, ...]:
    """Return the groups of an interface: one of its own, and for some the servers' or the clients' too."""
    return tuple(sorted({index, index % 5})) if index % 5 < 2 else (index,)  # noqa: PLR2004 - 0 serves, 1 asks


def _members(area: _Area) -> Iterator[str]:
    return (f"{area.name}/{index}" for index in range(area.groups))


def _subnet_blocks(area: _Area) -> tuple[Cidr, Cidr]:
    return cidr(f"10.{area.number}.0.0/20"), cidr(f"10.{area.number}.16.0/20")


def _network(areas: Sequence[_Area]) -> Network:
    edge = areas[0].name
    return Network(
        vpcs=tuple(Vpc(area.name, (area.block,), "", NOWHERE) for area in areas),
        subnets=tuple(subnet for area in areas for subnet in _subnets(area)),
        acls=tuple(acl for area in areas for acl in _acls(area)),
        groups=tuple(group for area in areas for group in _groups(area)),
        interfaces=tuple(one for area in areas for one in _interfaces(area)),
        tables=tuple(RouteTable(area.name, area.name, tuple(_routes(area)), NOWHERE) for area in areas),
        gateways=(Gateway("internet-gateway", Target.INTERNET, edge, NOWHERE),),
        transits=(Transit("hub", group_references=False, origin=NOWHERE),),
        attachments=tuple(_attachment(area) for area in areas),
        transit_tables=(TransitTable("spokes", "hub", tuple(_propagated(area) for area in areas), NOWHERE),),
    )


def _subnets(area: _Area) -> Iterator[Subnet]:
    for letter, block in zip("ab", _subnet_blocks(area), strict=True):
        yield Subnet(f"{area.name}/{letter}", area.name, (block,), letter, area.name, area.name, NOWHERE)
    for letter, last in (("a", 0), ("b", 16)):
        block, name = cidr(f"10.{area.number}.255.{last}/28"), f"{area.name}/transit"
        yield Subnet(f"{name}-{letter}", area.name, (block,), letter, area.name, name, NOWHERE)


def _acls(area: _Area) -> Iterator[Acl]:
    """Yield the ACL of the zone's hosts, which knows the flows, and that of its attachment, which lets all pass."""
    entries = [
        AclEntry(100 + number, egress, allow, span, peer, NOWHERE)
        for number, (egress, allow, span, peer) in enumerate(dict.fromkeys(area.entries))
    ]
    denied = AclEntry(10, egress=False, allow=False, span=Span(TCP, 23, 23), peer=ANYWHERE, origin=NOWHERE)
    yield Acl(area.name, area.name, (denied, *entries), NOWHERE)
    open_ways = tuple(
        AclEntry(100, egress=egress, allow=True, span=EVERYTHING, peer=ANYWHERE, origin=NOWHERE)
        for egress in (False, True)
    )
    yield Acl(f"{area.name}/transit", area.name, open_ways, NOWHERE)


def _groups(area: _Area) -> Iterator[Group]:
    for index in range(area.groups):
        yield Group(area.group(index), area.name, tuple(area.ingress[index]), tuple(area.egress[index]), NOWHERE)


def _interfaces(area: _Area) -> Iterator[Interface]:
    for index, name in enumerate(_members(area)):
        groups = tuple(area.group(one) for one in _carried(index))
        subnet, public = f"{area.name}/{'ab'[index % 2]}", area.number == 0
        yield Interface(name, name, subnet, groups, (), public, Kind.HOST, NOWHERE)


def _routes(area: _Area) -> Iterator[Route]:
    yield Route(INSIDE, Target.TRANSIT, "hub", NOWHERE)
    if area.number == 0:
        yield Route(ANYWHERE, Target.INTERNET, "internet-gateway", NOWHERE)


def _attachment(area: _Area) -> Attachment:
    subnets = f"{area.name}/transit-a", f"{area.name}/transit-b"
    return Attachment(f"{area.name}/attachment", "hub", area.name, subnets, "spokes", NOWHERE)


def _propagated(area: _Area) -> TransitRoute:
    return TransitRoute(area.block, f"{area.name}/attachment", propagated=True, origin=NOWHERE)
