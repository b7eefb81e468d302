"""What the firewall sees: the pairs of zone copies that it stands between, and the endpoint of each pair of subnets.

A firewall must see both directions of a connection, and each of its endpoints knows only its own (AWS Network Firewall
guide, avoiding asymmetric routing). So each pair of subnets has one endpoint: that of the availability zone of the
subnet in the deeper zone. If that availability zone fails, the subnet fails with it, and nothing more.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from ipaddress import IPv4Network

from bastide.hcl.literal import Address, Only, Traversal
from bastide.model.exchange import Side
from bastide.model.intent import DeclaredInspection
from bastide.model.kinds import Exposure
from bastide.model.platform import (
    EGRESS,
    FIREWALL_ZONES,
    INSPECTION,
    INTERNET,
    OUTER_INSPECTION,
    OUTER_SERVICES,
    SERVICES,
    ZoneRef,
)
from bastide.planner import names
from bastide.planner.context import Context
from bastide.planner.copies import Subnet, ZoneCopy
from bastide.planner.flows import Edge, is_internet

DEPTH = {Exposure.INTERNET: 0, Exposure.INTERNAL: 1, Exposure.ISOLATED: 2}
"""How deep a zone lies, by who may open connections into it."""

DERIVED = (SERVICES, OUTER_SERVICES, EGRESS, *FIREWALL_ZONES)

ANYWHERE = IPv4Network("0.0.0.0/0")


@dataclass(frozen=True, slots=True)
class FirewallRoute:
    """A route that leads to a firewall's endpoint; `whose` says which subnet's addresses these are."""

    label: str
    cidr: IPv4Network
    endpoint: Only
    whose: str


def firewall(side: Side, letter: str) -> Address:
    """Return the firewall of an availability zone: one for each, so that each has one endpoint only."""
    return Address("aws_networkfirewall_firewall", names.label(*_suffix(side), letter))


def endpoint(side: Side, letter: str) -> Only:
    """Return the endpoint of an availability zone's firewall."""
    return Only(firewall(side, letter).firewall_status.at(0).sync_states, Traversal("attachment[0].endpoint_id"))


def zone_of(side: Side) -> str:
    """Return the zone that a side's firewalls stand in."""
    return INSPECTION if side is Side.INNER else OUTER_INSPECTION


@dataclass(frozen=True, slots=True)
class Sight:
    """What the firewall sees, worked out once: its permissions, who has whom behind it, and who leaves through it."""

    edges: frozenset[Edge]
    peers: Mapping[ZoneRef, tuple[ZoneCopy, ...]]
    leaving: tuple[ZoneCopy, ...]

    def is_between(self, edge: Edge) -> bool:
        """Tell whether a permission joins two zones across the firewall, and doesn't lead out."""
        return edge in self.edges and not is_internet(edge.destination)

    def routes(self, copy: ZoneCopy, subnet: Subnet) -> tuple[FirewallRoute, ...]:
        """Return the routes by which a subnet's traffic reaches the firewall.

        Each names one whole subnet: AWS takes no other route that is more specific than a network's own (Amazon VPC
        guide, route tables).
        """
        if copy.reference.zone == EGRESS:
            return tuple(_replies(copy, subnet, self.leaving))
        found = tuple(_between(copy, subnet, self.peers.get(copy.reference, ())))
        if copy in self.leaving:
            label = names.label(subnet.label, "to", INTERNET)
            found += (FirewallRoute(label, ANYWHERE, endpoint(copy.side, subnet.letter), "the internet"),)
        return found


def sight(context: Context) -> Sight:
    """Return what the firewall sees: what passes between declared zones of different depth, and what leaves them."""
    if context.platform.inspection is None:
        return Sight(frozenset(), {}, ())
    depths = {copy.reference: DEPTH[copy.exposure] for copy in context.copies if copy.reference.zone not in DERIVED}
    between = [edge for edge in context.edges if _crosses(edge, depths)]
    out = context.outbound
    partners: dict[ZoneRef, set[ZoneRef]] = {}
    for edge in between:
        partners.setdefault(edge.source, set()).add(edge.destination)
        partners.setdefault(edge.destination, set()).add(edge.source)
    peers = {
        reference: tuple(copy for copy in context.copies if copy.reference in found)
        for reference, found in partners.items()
    }
    sources = {edge.source for edge in out}
    return Sight(frozenset((*between, *out)), peers, tuple(one for one in context.copies if one.reference in sources))


def declared(context: Context) -> tuple[DeclaredInspection, ...]:
    """Return the pairs that the firewall stands between, as the judge reads them."""
    pairs = {(edge.source, edge.destination) for edge in sight(context).edges}
    found = (
        DeclaredInspection(str(source), str(destination), zone_of(context.copy(source).side))
        for source, destination in pairs
    )
    return tuple(sorted(found, key=lambda pair: (pair.source, pair.destination)))


def _crosses(edge: Edge, depths: Mapping[ZoneRef, int]) -> bool:
    ends = (depths.get(edge.source), depths.get(edge.destination))
    return None not in ends and ends[0] != ends[1]


def _between(copy: ZoneCopy, subnet: Subnet, others: Iterable[ZoneCopy]) -> Iterator[FirewallRoute]:
    for other in others:
        for there in other.subnets:
            deeper = subnet if DEPTH[copy.exposure] > DEPTH[other.exposure] else there
            label = names.label(subnet.label, "to", there.label)
            yield FirewallRoute(label, there.cidr, endpoint(copy.side, deeper.letter), f"{other.name} {there.letter}")


def _replies(copy: ZoneCopy, subnet: Subnet, sources: Iterable[ZoneCopy]) -> Iterator[FirewallRoute]:
    """Yield the ways back to those whose addresses are translated here, by the endpoint that saw them leave."""
    for source in sources:
        there = next(one for one in source.subnets if one.letter == subnet.letter)
        label = names.label(subnet.label, "to", there.label)
        yield FirewallRoute(label, there.cidr, endpoint(copy.side, subnet.letter), f"{source.name} {there.letter}")


def _suffix(side: Side) -> tuple[str, ...]:
    return () if side is Side.INNER else (side.value,)
