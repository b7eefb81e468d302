"""How far a doubt reaches, said in names that the network has."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bastide.model.forwarding import Target
from bastide.model.network import Network, Unmodelled

PASSING = frozenset({Target.FIREWALL, Target.NAT, Target.BLACKHOLE})
"""Targets by which what a transit gateway brings may leave a VPC again; what isn't modelled stands as a blackhole."""


@dataclass(frozen=True)
class _Hall:
    """A VPC that stands at a transit gateway: its neighbours there, and what decides about packets that pass it."""

    neighbours: frozenset[str]
    doors: frozenset[str]
    passes: bool

    def concerns(self, name: str) -> bool:
        """Tell whether something unknown of a part of the VPC may concern its neighbours' packets."""
        return self.passes or name in self.doors


def settled(network: Network, doubts: Iterable[Unmodelled]) -> Iterator[Unmodelled]:
    """Yield the doubts that are about something in use, with all whose traffic they may be about.

    A doubt about the edge table of a gateway also is about the gateway's VPC; one about a VPC that others pass by a
    transit gateway, about those. Tables and ACLs that hold for no subnet and no gateway change no packet's way, and
    neither does what isn't known of them.
    """
    edges = {one.table: one.vpc for one in network.gateways if one.table is not None}
    used = {name for subnet in network.subnets for name in (subnet.table, subnet.acl)} | set(edges)
    idle = frozenset({one.name for one in network.tables} | {one.name for one in network.acls}) - used
    halls, vpc_of = _halls(network), _vpc_of(network)
    for doubt in doubts:
        scope = (doubt.scope - idle) | {edges[name] for name in doubt.scope if name in edges}
        for name in tuple(scope):
            hall = halls.get(vpc_of.get(name, ""))
            if hall is not None and hall.concerns(name):
                scope |= hall.neighbours
        if scope or not doubt.scope:
            yield Unmodelled(doubt.origin, doubt.reason, scope)


def _vpc_of(network: Network) -> dict[str, str]:
    """Return the VPC of everything that decides about packets on their way: not of groups and interfaces."""
    found = {vpc.name: vpc.name for vpc in network.vpcs}
    for subnet in network.subnets:
        found |= {subnet.name: subnet.vpc, subnet.table: subnet.vpc, subnet.acl: subnet.vpc}
    return found


def _halls(network: Network) -> dict[str, _Hall]:
    members: dict[str, set[str]] = defaultdict(set)
    doors: dict[str, set[str]] = defaultdict(set)
    tables = {one.name: one for one in network.tables}
    table_of = {one.name: one.table for one in network.subnets}
    for one in network.attachments:
        if one.vpc:
            members[one.transit].add(one.vpc)
            doors[one.vpc] |= {one.vpc, *one.subnets, *(table_of[name] for name in one.subnets)}
    found: dict[str, _Hall] = {}
    for vpc, names in doors.items():
        passes = any(route.target in PASSING for name in names if name in tables for route in tables[name].routes)
        neighbours = frozenset(other for group in members.values() if vpc in group for other in group)
        found[vpc] = _Hall(neighbours, frozenset(names), passes)
    return found
