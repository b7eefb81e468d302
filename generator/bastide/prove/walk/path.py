"""The way of a packet, from part to part, until it is delivered or lost."""

from collections.abc import Callable

from bastide.model.forwarding import Route, Target
from bastide.prove.walk import gateways, middleboxes, routes, transit
from bastide.prove.walk.acls import leave
from bastide.prove.walk.arrival import arrive
from bastide.prove.walk.index import Index
from bastide.prove.walk.journey import Door, Journey
from bastide.prove.walk.traffic import shown

HANDLERS: dict[Target, Callable[[Index, Journey, Route], tuple[Journey, ...]]] = {
    Target.LOCAL: gateways.local,
    Target.INTERNET: gateways.internet,
    Target.CARRIER: gateways.internet,
    Target.EGRESS_ONLY: gateways.egress_only,
    Target.NAT: middleboxes.nat,
    Target.PEERING: gateways.peering,
    Target.TRANSIT: transit.cross,
    Target.FIREWALL: middleboxes.firewall,
    Target.OUTSIDE: gateways.outside,
    Target.SERVICE: gateways.service,
    Target.BLACKHOLE: gateways.blackhole,
}
AT_THE_EDGE = frozenset({Target.LOCAL, Target.FIREWALL, Target.BLACKHOLE})
"""Where an edge route table may lead (Amazon VPC user guide, "Gateway route tables")."""


def travel(index: Index, journey: Journey) -> tuple[Journey, ...]:
    """Return every way that a packet may take from where it is, each to its end."""
    done: list[Journey] = []
    pending = [journey]
    while pending:
        one = pending.pop()
        if one.ended:
            done.append(one)
        else:
            pending.extend(reversed(_step(index, one)))
    return tuple(_completed(index, one) for one in done)


def come_in(index: Index, journey: Journey, door: Door) -> tuple[Journey, ...]:
    """Return every way of a packet that enters the network by a door."""
    entered = transit.come_in if door.kind is Target.TRANSIT else gateways.come_in
    return tuple(end for one in entered(index, journey, door) for end in travel(index, one))


def _step(index: Index, journey: Journey) -> tuple[Journey, ...]:
    here = journey.where
    if here.subnet and here.subnet == journey.goal.subnet:
        return arrive(index, journey)
    found = routes.winners(index, here, journey.packet)
    if not found:
        return _unrouted(index, journey)
    return tuple(out for route in found for out in _follow(index, journey, route))


def _follow(index: Index, journey: Journey, route: Route) -> tuple[Journey, ...]:
    if not journey.where.subnet and route.target not in AT_THE_EDGE:
        text = f"an edge route table cannot lead to {route.target} `{route.name}`"
        return journey.stop(text, route.origin)
    return HANDLERS[route.target](index, journey, route)


def _unrouted(index: Index, journey: Journey) -> tuple[Journey, ...]:
    table = index.tables.get(journey.where.table)
    origin = table.origin if table else index.vpcs[journey.where.vpc].origin
    address = shown(journey.packet.version, journey.packet.destination)
    return leave(index, journey).stop(f"no route of `{journey.where.table}` matches {address}", origin)


def _completed(index: Index, journey: Journey) -> Journey:
    """Return a delivered reply with the firewalls that should have seen it and did not."""
    return journey.note(*middleboxes.half_seen(index, journey)) if journey.delivered else journey
