"""Which route wins."""

from collections.abc import Iterable
from typing import TypeVar

from bastide.model.forwarding import Route, Target, TransitRoute, TransitTable
from bastide.model.proof import Hop, Packet
from bastide.prove.walk.index import Index
from bastide.prove.walk.journey import AWS, Where
from bastide.prove.walk.traffic import contains

AnyRoute = TypeVar("AnyRoute", Route, TransitRoute)


def winners(index: Index, where: Where, packet: Packet) -> tuple[Route, ...]:
    """Return the routes that may carry a packet: the longest match, then local, static, from a prefix list, propagated.

    Source: Amazon VPC user guide, "Route priority". Several are left only where AWS picks one at random: overlapping
    prefix lists, or equal propagated routes. The local route of each of the VPC's blocks is in every table.
    """
    table = index.tables.get(where.table)
    listed = table.routes if table else ()
    local = tuple(Route(block, Target.LOCAL, where.vpc, AWS) for block in index.vpcs[where.vpc].cidrs)
    ranked = ((_rank(route), route) for route in _matching((*listed, *local), packet))
    distinct = {(route.target, route.name): route for route in reversed(_best(ranked))}
    return tuple(reversed(distinct.values()))


def transit_winners(index: Index, table: TransitTable, packet: Packet) -> tuple[TransitRoute, ...]:
    """Return the routes of a transit gateway that may carry a packet.

    Source: AWS Transit Gateway guide, "Route evaluation order": the longest match, then static before what VPCs
    propagate, and that before what comes from outside.
    """
    ranked = ((_transit_rank(index, route), route) for route in _matching(table.routes, packet))
    distinct = {route.attachment: route for route in reversed(_best(ranked))}
    return tuple(reversed(distinct.values()))


def hop(index: Index, where: Where, route: Route) -> Hop:
    """Return a route's decision in words."""
    if route.target is Target.LOCAL:
        return Hop(f"local route of `{where.vpc}`", (route.origin,), passes=True)
    table = index.tables[where.table].name
    text = f"route {route.destination} of `{table}` leads to {route.target} `{route.name}`"
    return Hop(text, (route.origin,), passes=True)


def _matching(routes: Iterable[AnyRoute], packet: Packet) -> Iterable[AnyRoute]:
    return (route for route in routes if contains(route.destination, packet.version, packet.destination))


def _best(ranked: Iterable[tuple[tuple[int, int], AnyRoute]]) -> list[AnyRoute]:
    pairs = list(ranked)
    least = min((rank for rank, _ in pairs), default=None)
    return [route for rank, route in pairs if rank == least]


def _rank(route: Route) -> tuple[int, int]:
    if route.target is Target.LOCAL:
        preference = 0
    elif route.propagated:
        preference = 3
    else:
        preference = 2 if route.from_list else 1
    return route.destination.last - route.destination.first, preference


def _transit_rank(index: Index, route: TransitRoute) -> tuple[int, int]:
    preference = 0
    if route.propagated:
        attachment = index.attachments.get(route.attachment or "")
        preference = 1 if attachment is not None and attachment.vpc in index.vpcs else 2
    return route.destination.last - route.destination.first, preference
