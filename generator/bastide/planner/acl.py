"""Network ACLs: the coarse, stateless second layer under the exact security groups.

AWS allows 20 entries a direction by default and 40 at most (Amazon VPC quotas), so peers are summed up by zone:
when a permission covers every copy of a zone, one entry names the zone's block, in which nothing else lives.
Being stateless, a list needs the way back as well: replies go to the ephemeral ports 1024-65535.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from ipaddress import IPv4Network, collapse_addresses
from zlib import crc32

from bastide.model.diagnostic import CannotAnswerError, Diagnostic, Label
from bastide.model.platform import EGRESS, FIREWALL_ZONES, INTERNET, Platform, ZoneRef
from bastide.model.traffic import Protocol, Traffic
from bastide.planner import border, flows, inspected, names
from bastide.planner.context import Context
from bastide.planner.copies import ZoneCopy

EVERYWHERE = IPv4Network("0.0.0.0/0")
EPHEMERAL_FIRST, EPHEMERAL_LAST = 1024, 65535
MOST_ENTRIES = 40
FIRST_NUMBER, NUMBERS = 100, 32_000
FIRST_WALL, WALLS = FIRST_NUMBER + NUMBERS, 300
FIRST_BEYOND, NUMBERS_BEYOND = FIRST_WALL + WALLS, 300
"""AWS takes entry numbers 1-32766, the lowest first: peers of the platform, walls, then the world outside."""

ECHO, ECHO_REPLY = 8, 0


@dataclass(frozen=True, slots=True, order=True)
class Entry:
    """One ACL entry; the rest is denied by the list's own last line.

    All allow but a wall, which denies the platform's own addresses ahead of what is allowed `to anywhere`: they are no
    part of the internet. `wall` names what it keeps out, and is empty elsewhere.
    """

    egress: bool
    peer: IPv4Network
    traffic: Traffic
    zone: str = ""
    number: int = 0
    wall: str = ""

    @property
    def label(self) -> str:
        """The entry's Terraform label; it names what is allowed, not the number."""
        direction = "to" if self.egress else "from"
        if self.is_wall:
            return names.label(self.zone, "never", direction, self.wall, str(self.traffic).replace("/", "_"))
        network = "anywhere" if self.peer == EVERYWHERE else str(self.peer).replace(".", "_").replace("/", "_")
        return names.label(self.zone, direction, network, str(self.traffic).replace("/", "_"))

    @property
    def is_wall(self) -> bool:
        """Whether the entry denies."""
        return bool(self.wall)

    @property
    def action(self) -> str:
        """What the entry does with what it matches."""
        return "deny" if self.is_wall else "allow"

    @property
    def is_icmp(self) -> bool:
        """Whether the entry names a message type instead of ports."""
        return self.traffic.protocol is Protocol.ICMP


def goes_out(context: Context, copy: ZoneCopy) -> bool:
    """Tell whether a copy without public addresses opens connections to the internet."""
    return any(edge.source == copy.reference for edge in outbound(context))


def entries(context: Context, copy: ZoneCopy) -> tuple[Entry, ...]:
    """Return a copy's entries, numbered; raises CannotAnswerError (PLAN005) when AWS can't hold them."""
    inner, outer = set(_entries(context, copy)), list[Entry]()
    walled = dict(_walled(context, copy))
    if walled:
        outer = sorted(entry for entry in inner if entry.peer == EVERYWHERE)
        inner.difference_update(outer)
    # What is allowed to a site in so many words needs no wall: it would stand behind that entry and never decide.
    barred = [(name, replace(entry, peer=block)) for name, block in walled.items() for entry in outer]
    walls = [replace(entry, wall=name) for name, entry in barred if entry not in inner]
    for egress in (False, True):
        count = sum(entry.egress is egress for entry in (*inner, *walls, *outer))
        if count > MOST_ENTRIES:
            raise CannotAnswerError([_too_many(context.platform, copy, count)])
    return (
        *_numbered(copy.label, sorted(inner), FIRST_NUMBER, NUMBERS),
        *_numbered(copy.label, walls, FIRST_WALL, WALLS),
        *_numbered(copy.label, outer, FIRST_BEYOND, NUMBERS_BEYOND),
    )


def _walled(context: Context, copy: ZoneCopy) -> Iterator[tuple[str, IPv4Network]]:
    """Yield what is no part of the internet to a copy, by name: the platform's blocks, its sites', a given network's.

    A rule for the internet names every address; where a route leads to a site, it would be open to the site as well.
    """
    if border.vpc(context) is not None:
        yield from border.walls(context) if _opens_everywhere(context, copy) else ()
    elif goes_out(context, copy):
        yield from context.blocks
    if meets_internet(context, copy):
        for site in context.platform.sites:
            if _meets(context, copy, ZoneRef(site.name)):
                yield f"site-{site.name}", site.cidr


def _opens_everywhere(context: Context, copy: ZoneCopy) -> bool:
    """Tell whether a copy's entries name every address: for itself, or for those whose way out leads through it."""
    passed = bool(context.outbound) and copy.reference.zone in (EGRESS, *FIREWALL_ZONES)
    return passed or goes_out(context, copy) or meets_internet(context, copy)


def meets_internet(context: Context, copy: ZoneCopy) -> bool:
    """Tell whether a copy has a permission with the internet, in either direction."""
    return _meets(context, copy, ZoneRef(INTERNET))


def has_walls(context: Context, copy: ZoneCopy) -> bool:
    """Tell whether something is kept out of what a copy's entries say of the internet."""
    return any(True for _ in _walled(context, copy))


def _meets(context: Context, copy: ZoneCopy, peer: ZoneRef) -> bool:
    return any({edge.source, edge.destination} == {copy.reference, peer} for edge in context.edges)


def _entries(context: Context, copy: ZoneCopy) -> Iterator[Entry]:
    peers: dict[tuple[bool, Traffic], list[ZoneRef]] = {}
    for edge in context.edges:
        if edge.source == copy.reference:
            peers.setdefault((True, edge.traffic), []).append(edge.destination)
        if edge.destination == copy.reference:
            peers.setdefault((False, edge.traffic), []).append(edge.source)
    for (egress, traffic), references in peers.items():
        for network in _networks(context, references):
            yield from _both_ways(network, traffic, egress=egress)
    if copy.reference.zone == EGRESS:
        yield from _transit(context)
    if copy.reference.zone in FIREWALL_ZONES:
        yield from _inspected(context, copy)


def outbound(context: Context) -> list[flows.Edge]:
    """Return the permissions that lead out to the internet and need translation of private addresses."""
    return list(context.outbound)


def _transit(context: Context) -> Iterator[Entry]:
    """Let outbound traffic through the subnets where it is translated."""
    sources: dict[Traffic, list[ZoneRef]] = {}
    for edge in outbound(context):
        sources.setdefault(edge.traffic, []).append(edge.source)
    for traffic, references in sources.items():
        for network in _networks(context, references):
            yield from _both_ways(network, traffic, egress=False)
        yield from _both_ways(EVERYWHERE, traffic, egress=True)


def _inspected(context: Context, copy: ZoneCopy) -> Iterator[Entry]:
    """Let what the firewall sees into its subnets and out again: its own rules know which zone may reach which."""
    peers: dict[tuple[bool, Traffic], set[ZoneRef]] = {}
    for edge in inspected.sight(context).edges:
        if context.copy(edge.source).side is copy.side:
            peers.setdefault((False, edge.traffic), set()).add(edge.source)
            peers.setdefault((True, edge.traffic), set()).add(edge.destination)
    for (egress, traffic), references in peers.items():
        for network in _networks(context, references):
            yield from _both_ways(network, traffic, egress=egress)


def _both_ways(network: IPv4Network, traffic: Traffic, *, egress: bool) -> Iterator[Entry]:
    yield Entry(egress, network, traffic)
    for reply in _replies(traffic):
        yield Entry(not egress, network, reply)


def _replies(traffic: Traffic) -> Iterator[Traffic]:
    if traffic.protocol is Protocol.ICMP:
        if traffic.first == ECHO:
            yield Traffic(Protocol.ICMP, ECHO_REPLY, ECHO_REPLY)
        return
    yield Traffic(traffic.protocol, EPHEMERAL_FIRST, EPHEMERAL_LAST)


def _networks(context: Context, references: Iterable[ZoneRef]) -> list[IPv4Network]:
    """Return the fewest blocks that hold the given copies and no other zone's addresses."""
    wanted = set(references)
    networks: list[IPv4Network] = []
    sites = {site.name: site.cidr for site in context.platform.sites}
    networks.extend(sites[reference.zone] for reference in wanted if reference.zone in sites)
    for zone in {reference.zone for reference in wanted} - {INTERNET, *sites}:
        copies = [copy for copy in context.copies if copy.reference.zone == zone]
        if all(copy.reference in wanted for copy in copies):
            networks.extend(context.lock.zones[zone].blocks)
        else:
            networks.extend(copy.block for copy in copies if copy.reference in wanted)
    outside = [EVERYWHERE] if ZoneRef(INTERNET) in wanted else []
    return [*collapse_addresses(networks), *outside]


def _numbered(zone: str, ordered: list[Entry], first: int, numbers: int) -> Iterator[Entry]:
    """Number entries by their own name, so that a new one doesn't renumber (and replace) its neighbours.

    Order carries no meaning among them: every entry is an allow.
    """
    taken: set[tuple[bool, int]] = set()
    for entry in ordered:
        number = crc32(entry.label.encode()) % numbers
        while (entry.egress, number) in taken:
            number = (number + 1) % numbers
        taken.add((entry.egress, number))
        yield replace(entry, zone=zone, number=first + number)


def _too_many(platform: Platform, copy: ZoneCopy, count: int) -> Diagnostic:
    places = [zone.place for zone in platform.zones if zone.name == copy.reference.zone]
    return Diagnostic(
        code="PLAN005",
        message=f"zone `{copy.name}` needs {count} network ACL entries one way, AWS holds {MOST_ENTRIES}",
        labels=tuple(Label(place) for place in places),
        why="a list that can't hold every declared flow would block some of them",
        fix="let a flow cover all copies of a zone instead of naming agencies one by one, or merge port ranges",
    )
