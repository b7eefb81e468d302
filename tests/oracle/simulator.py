"""A packet simulator of AWS networks that tries everything: plain, slow, and shared with neither engine nor walker.

The rules are in `rules` (filters) and `ways` (forwarding), each under the title of the AWS page that states it. Where
AWS leaves something open, the conventions of the project decide:

- A verdict quantifies over one address of each class that no block in the network tells apart, over the source ports
  at which some ACL entry begins or ends, and over every alternative way.
- What the outside does is not known: it may come in by every door that has a route for the destination. A reply comes
  in by the door that the request left by.
- A firewall that sees one half of a flow drops it: a round trip passes the same firewalls both ways.
- A NAT gateway gives a flow any source port of 1024 to 65535 (`NAT gateway basics`).
"""

from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from typing import NamedTuple

from bastide.model.filters import Group
from bastide.model.network import Interface, Network
from bastide.model.proof import Packet
from bastide.model.wire import ICMP, LAST_PORT, TCP, UDP
from oracle.parts import AclCheck, Inspection, Way
from oracle.rules import acl_admits, firewall_admits, groups_admit, reply_point
from oracle.ways import Router

FIRST_HIGH = 1024
TRANSLATED = {TCP, UDP, ICMP}
"""`NAT gateway basics`: these protocols and no other."""


class Verdict(NamedTuple):
    """Whether one packet arrives, some round trip completes, and every round trip completes."""

    forward: bool
    may: bool
    must: bool


class Flow(NamedTuple):
    """What is asked: two parties, IP version, IANA protocol, flat port."""

    source: str
    destination: str
    version: int
    protocol: int
    port: int

    @property
    def point(self) -> tuple[int, int]:
        return self.protocol, self.port


Ports = tuple[list[int], list[int]]
"""Ports of the client's own leg, and of every leg behind a NAT gateway."""
Quantifier = Callable[[Iterable[bool]], bool]


class ReplyPorts(NamedTuple):
    """To which ports a reply may go for a round trip to be possible, and must be able to go for it to be certain."""

    some: Ports
    every: Ports


class Course(NamedTuple):
    """One alternative for a pair of addresses: a way there, and every way back (none unless the request arrives)."""

    start: int
    end: int
    request: Way
    replies: tuple[Way, ...]


class Simulator:
    """All that a network does to packets. `groups` and `acls` say whether these filters count."""

    def __init__(self, network: Network, *, groups: bool = True, acls: bool = True) -> None:
        self.network = network
        self.router = Router(network)
        self.counts_groups, self.counts_acls = groups, acls
        self.groups = {group.name: group for group in network.groups}
        self.acls = {acl.name: acl for acl in network.acls}
        self.judged: dict[Flow, Verdict] = {}
        self.known: dict[tuple[str, str, int, int, int], tuple[Course, ...]] = {}

    def verdict(self, source: str, destination: str, version: int, protocol: int, port: int) -> Verdict:
        """Judge a point of traffic between two parties over all addresses, source ports and alternatives."""
        flow = Flow(source, destination, version, protocol, port)
        if flow not in self.judged:
            self.judged[flow] = self.judge_all(flow)
        return self.judged[flow]

    def judge_all(self, flow: Flow) -> Verdict:
        """Judge every alternative between every two addresses that stand for all."""
        courses = [course for ends in self.pairs(flow) for course in self.courses(flow, *ends)]
        judged = [self.judge(flow, course) for course in courses]
        return Verdict(
            any(verdict.forward for verdict in judged),
            any(verdict.may for verdict in judged),
            bool(judged) and all(verdict.must for verdict in judged),
        )

    def packet(self, source: str, destination: str, packet: Packet) -> Verdict:
        """Judge one packet: whether it arrives, and makes a round trip, by some way or (`must`) by every way."""
        flow = Flow(source, destination, packet.version, packet.protocol, packet.port)
        courses = self.courses(flow, packet.source, packet.destination)
        judged = [self.judge(flow, course, packet.source_port) for course in courses]
        return Verdict(
            any(verdict.forward for verdict in judged),
            any(verdict.may for verdict in judged),
            bool(judged) and all(verdict.must for verdict in judged),
        )

    def pairs(self, flow: Flow) -> Iterator[tuple[int, int]]:
        """List the pairs of addresses that stand for all of them; no packet has one address at both ends."""
        starts = self.router.stand_ins(flow.source, flow.version)
        ends = self.router.stand_ins(flow.destination, flow.version)
        return ((low, high) for low, _ in starts for _, high in ends if low != high)

    def courses(self, flow: Flow, start: int, end: int) -> tuple[Course, ...]:
        """List the alternatives between two addresses, which no protocol or port changes."""
        key = (flow.source, flow.destination, flow.version, start, end)
        if key not in self.known:
            requests = self.router.request(*key)
            replied = [self.router.reply(way, *key[:2]) if way.arrives else [] for way in requests]
            pairs = zip(requests, replied, strict=True)
            self.known[key] = tuple(Course(start, end, way, tuple(replies)) for way, replies in pairs)
        return self.known[key]

    def judge(self, flow: Flow, course: Course, source_port: int | None = None) -> Verdict:
        """Judge one alternative, for one source port or for all."""
        if not self.arrives(flow, course):
            return Verdict(forward=False, may=False, must=False)
        reply = reply_point(flow.version, flow.protocol, flow.port, 0)
        if reply is None:
            return Verdict(forward=True, may=True, must=True)
        ports = self.reply_ports(flow, reply, source_port)
        may = any(self.returns(flow, course, way, ports.some, any) for way in course.replies)
        must = all(self.returns(flow, course, way, ports.every, all) for way in course.replies)
        return Verdict(forward=True, may=may, must=must)

    def reply_ports(self, flow: Flow, reply: tuple[int, int], source_port: int | None) -> ReplyPorts:
        """Give the ports that a reply may go to: the client's own, and those of NAT gateways.

        `NAT gateway basics`: a NAT gateway uses ports 1024 to 65535. An echo reply has a type and no port.
        """
        if flow.protocol not in {TCP, UDP}:
            return ReplyPorts(([reply[1]], [reply[1]]), ([reply[1]], [reply[1]]))
        high = [port for port in self.ports if port >= FIRST_HIGH]
        if source_port is not None:
            return ReplyPorts(([source_port], high), ([source_port], high))
        return ReplyPorts((self.ports, high), (high, high))

    def returns(self, flow: Flow, course: Course, way: Way, ports: Ports, quantifier: Quantifier) -> bool:
        """Whether a reply comes back for some or every port of each leg: of the client's, and of NAT gateways'.

        `Security group connection tracking`: groups admit it. The legs' ports don't depend on each other.
        """
        if not way.arrives or way.firewalls != course.request.firewalls:
            return False
        reply = reply_point(flow.version, flow.protocol, flow.port, 0)
        legs = range(len(course.request.state.translations) + 1)
        return reply is not None and all(
            quantifier(self.leg_passes(way, leg, flow.version, (reply[0], port)) for port in ports[min(leg, 1)])
            for leg in legs
        )

    def leg_passes(self, way: Way, leg: int, version: int, point: tuple[int, int]) -> bool:
        """Whether the ACLs pass what belongs to one leg of a reply."""
        checks = [step for step in way.state.steps if isinstance(step, AclCheck) and step.leg == leg]
        return all(self.acl_passes(check, version, point) for check in checks)

    def acl_passes(self, check: AclCheck, version: int, point: tuple[int, int]) -> bool:
        acl = self.acls[check.acl]
        return not self.counts_acls or acl_admits(acl, point, (version, check.peer), egress=check.egress)

    def arrives(self, flow: Flow, course: Course) -> bool:
        """Whether the request arrives, past routing, NAT gateways, firewalls, ACLs and groups."""
        way = course.request
        if not way.arrives or (way.state.translations and flow.protocol not in TRANSLATED):
            return False
        if not all(self.step_passes(step, flow) for step in way.state.steps):
            return False
        return not self.counts_groups or (self.sends(flow, course) and self.accepts(flow, course))

    def step_passes(self, step: AclCheck | Inspection, flow: Flow) -> bool:
        if isinstance(step, AclCheck):
            return self.acl_passes(step, flow.version, flow.point)
        return firewall_admits(step.endpoint, flow.point, flow.version, step.source, step.destination)

    def sends(self, flow: Flow, course: Course) -> bool:
        """`Security group rules`: the sender's outbound rules, by the destination."""
        interface = self.router.interfaces.get(flow.source)
        if interface is None or not interface.groups:
            return True
        valid = referable(course.request) and all(link.outward for link in course.request.state.links)
        members = self.members(flow.destination) if valid else frozenset()
        peer = (flow.version, course.end)
        return groups_admit(self.groups_of(interface), flow.point, peer, members, egress=True)

    def accepts(self, flow: Flow, course: Course) -> bool:
        """`Security group rules`: the receiver's inbound rules, by the source that it sees."""
        interface = self.router.interfaces.get(flow.destination)
        if interface is None or not interface.groups:
            return True
        valid = referable(course.request) and all(link.inward for link in course.request.state.links)
        members = self.members(flow.source) if valid else frozenset()
        peer = (flow.version, course.request.state.source)
        return groups_admit(self.groups_of(interface), flow.point, peer, members, egress=False)

    def groups_of(self, interface: Interface) -> list[Group]:
        return [self.groups[name] for name in interface.groups]

    def members(self, party: str) -> frozenset[str]:
        interface = self.router.interfaces.get(party)
        return frozenset(interface.groups) if interface is not None else frozenset()

    @cached_property
    def ports(self) -> list[int]:
        """List one port of each range that no ACL entry divides."""
        spans = [entry.span for acl in self.network.acls for entry in acl.entries if entry.span.protocol in {TCP, UDP}]
        cuts = {0, FIRST_HIGH} | {cut for span in spans for cut in (span.first, span.last + 1)}
        return sorted(cut for cut in cuts if cut <= LAST_PORT)


def referable(way: Way) -> bool:
    """`Security group rules`, referencing: not through a middlebox."""
    return not (way.inspected or way.state.translations)
