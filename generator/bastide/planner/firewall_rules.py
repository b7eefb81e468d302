"""What the firewalls let pass: one rule for each permission, and what they drop before the world outside.

Rules are tried in the order in which they stand, and what none of them passes is dropped. A rule that passes a
connection's first packet passes all of it (AWS Network Firewall guide, evaluation order): where names decide what may
leave, no rule by address may pass it before.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from zlib import crc32

from bastide.model.exchange import Side
from bastide.model.traffic import Protocol
from bastide.planner import flows
from bastide.planner.context import Context
from bastide.planner.copies import ZoneCopy
from bastide.planner.flows import Edge
from bastide.planner.inspected import Sight

ANY = "ANY"
PASS, DROP = "PASS", "DROP"
LAST_PORT = 65_535

FIRST_SID, SIDS = 1_000_000, 1_000_000
"""Suricata leaves these numbers to whoever writes rules of their own."""

LEAST_CAPACITY, MOST_CAPACITY = 128, 30_000
"""A group's room for rules can't change later; a policy holds 30,000 (AWS Network Firewall quotas)."""


@dataclass(frozen=True, slots=True)
class Option:
    """One of a rule's options, by its word in Suricata."""

    keyword: str
    settings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FirewallRule:
    """One rule by addresses and ports, in Suricata's words; `why` is its reason, `message` what its alerts say."""

    action: str
    protocol: str
    source: str
    destination: str
    ports: str
    message: str
    why: str
    icmp_type: int | None = None
    sid: int = 0

    @property
    def options(self) -> tuple[Option, ...]:
        """The rule's options: its text in the records, and its number."""
        types = () if self.icmp_type is None else (Option("itype", (str(self.icmp_type),)),)
        return (*types, Option("msg", (f'"{self.message}"',)), Option("sid", (str(self.sid),)))


def rules(context: Context, side: Side, sight: Sight) -> tuple[FirewallRule, ...]:
    """Return a side's rules in the order in which they are tried."""
    seen = [edge for edge in context.edges if edge in sight.edges and context.copy(edge.source).side is side]
    between = [_passes(context, edge) for edge in seen if not flows.is_internet(edge.destination)]
    leaving = [edge for edge in seen if flows.is_internet(edge.destination)]
    sources = [copy for copy in sight.leaving if copy.side is side]
    walls = [_wall(context, copy) for copy in sources]
    if context.platform.inspection is not None and context.platform.inspection.domains:
        beyond = [rule for copy in sources for rule in _only_named(copy, leaving)]
    else:
        beyond = [_passes(context, edge) for edge in leaving]
    return tuple(_numbered((*between, *walls, *beyond)))


def capacity(count: int, beside: int = 0) -> int:
    """Return the room for so many rules: it doubles, so that a group is replaced seldom.

    `beside` is the room of the other group in the same policy, which holds no more than both are promised.
    """
    room = LEAST_CAPACITY
    while room < 2 * count:
        room *= 2
    return min(room, MOST_CAPACITY - beside)


def domains_capacity(count: int) -> int:
    """Return the room for so many names: each is looked for in TLS and in HTTP."""
    return capacity(2 * count) if count else 0


def _passes(context: Context, edge: Edge) -> FirewallRule:
    traffic = edge.traffic
    has_ports = traffic.protocol is not Protocol.ICMP
    outward = flows.is_internet(edge.destination)
    return FirewallRule(
        action=PASS,
        protocol=traffic.protocol.value.upper(),
        source=str(context.copy(edge.source).block),
        destination=ANY if outward else str(context.copy(edge.destination).block),
        ports=_ports(traffic.first, traffic.last) if has_ports else ANY,
        message=edge.id,
        why=edge.why,
        icmp_type=None if has_ports else traffic.first,
    )


def _wall(context: Context, copy: ZoneCopy) -> FirewallRule:
    """The platform's own addresses are no part of the internet: what may leave may not turn round."""
    blocks = [str(block) for _, block in context.blocks]
    return FirewallRule(
        action=DROP,
        protocol="IP",
        source=str(copy.block),
        destination=blocks[0] if len(blocks) == 1 else f"[{','.join(blocks)}]",
        ports=ANY,
        message=f"wall: {copy.name} to the platform",
        why="the platform's own addresses are no part of the internet",
    )


def _only_named(copy: ZoneCopy, leaving: Iterable[Edge]) -> Iterator[FirewallRule]:
    """Drop what a copy may not send out: what is left is judged by the names that it asks for."""
    allowed = sorted((edge.traffic.first, edge.traffic.last) for edge in leaving if edge.source == copy.reference)
    why = "no permission leads out this way"
    for protocol in ("UDP", "ICMP"):
        message = f"wall: {copy.name} to internet {protocol.lower()}"
        yield FirewallRule(DROP, protocol, str(copy.block), ANY, ANY, message, why)
    message = f"wall: {copy.name} to internet tcp"
    yield FirewallRule(DROP, "TCP", str(copy.block), ANY, _without(allowed), message, why)


def _without(allowed: Iterable[tuple[int, int]]) -> str:
    """Return all ports but some, as a list of ranges."""
    ranges, start = [], 0
    for first, last in allowed:
        if first > start:
            ranges.append(_ports(start, first - 1))
        start = max(start, last + 1)
    if start <= LAST_PORT:
        ranges.append(_ports(start, LAST_PORT))
    return f"[{','.join(ranges)}]"


def _ports(first: int, last: int) -> str:
    return str(first) if first == last else f"{first}:{last}"


def _numbered(ordered: Iterable[FirewallRule]) -> Iterator[FirewallRule]:
    """Number rules by what they say, so that a new one doesn't renumber its neighbours."""
    taken: set[int] = set()
    for rule in ordered:
        number = crc32(rule.message.encode()) % SIDS
        while number in taken:
            number = (number + 1) % SIDS
        taken.add(number)
        yield replace(rule, sid=FIRST_SID + number)
