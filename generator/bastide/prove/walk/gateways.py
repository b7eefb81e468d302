"""The doors of a VPC: its gateways and peerings, outward and inward."""

from collections.abc import Iterator
from dataclasses import replace

from bastide.model.forwarding import Gateway, Peering, Route, Target
from bastide.model.proof import Hop
from bastide.model.wire import INTERNET, ON_PREMISES
from bastide.prove.walk import routes
from bastide.prove.walk.acls import leave
from bastide.prove.walk.arrival import arrive
from bastide.prove.walk.index import Index
from bastide.prove.walk.journey import Door, Journey, Where
from bastide.prove.walk.traffic import IPV4

TWO_WAY = frozenset({Target.INTERNET, Target.CARRIER})
"""What the internet can enter by. A carrier gateway counts as an internet gateway: its network leads there."""


def local(index: Index, journey: Journey, route: Route) -> tuple[Journey, ...]:
    """Deliver a packet inside its VPC."""
    target = journey.goal
    journey = leave(index, journey, target.subnet).note(routes.hop(index, journey.where, route))
    if target.vpc != journey.where.vpc:
        return journey.stop(f"the local route keeps the packet in `{journey.where.vpc}`", route.origin)
    return arrive(index, journey)


def internet(index: Index, journey: Journey, route: Route) -> tuple[Journey, ...]:
    """Let a packet out by an internet or carrier gateway.

    Source: Amazon VPC user guide, "Internet gateways": IPv4 needs a public address, IPv6 none. What two VPCs would
    exchange over the internet counts as the exchange of each with it.
    """
    gateway = index.gateways.get(route.name)
    if gateway is None or gateway.kind not in TWO_WAY:
        return _unknown(index, journey, route)
    return _out(index, journey, route, gateway, INTERNET)


def egress_only(index: Index, journey: Journey, route: Route) -> tuple[Journey, ...]:
    """Let a packet out by an egress-only gateway: IPv6, and nothing that the internet began.

    Source: Amazon VPC user guide, "Egress-only internet gateways".
    """
    gateway = index.gateways.get(route.name)
    if gateway is None or gateway.kind is not Target.EGRESS_ONLY:
        return _unknown(index, journey, route)
    if journey.packet.version == IPV4:
        return leave(index, journey).stop(f"egress-only gateway `{gateway.name}` carries IPv6 only", route.origin)
    if journey.replying:
        text = f"egress-only gateway `{gateway.name}` carries no reply to what began outside"
        return leave(index, journey).stop(text, route.origin)
    return _out(index, journey, route, gateway, INTERNET)


def outside(index: Index, journey: Journey, route: Route) -> tuple[Journey, ...]:
    """Let a packet out by a VPN gateway, to what stands behind a VPN or a direct connection."""
    gateway = index.gateways.get(route.name)
    if gateway is None or gateway.kind is not Target.OUTSIDE:
        return _unknown(index, journey, route)
    return _out(index, journey, route, gateway, ON_PREMISES)


def peering(index: Index, journey: Journey, route: Route) -> tuple[Journey, ...]:
    """Let a packet over a peering, into the other VPC and no further.

    Source: VPC peering guide, "VPC peering limitations" (neither transitive nor edge to edge) and "Update your security
    groups to reference peer security groups" (same region only).
    """
    found, here = index.peerings.get(route.name), journey.where
    if found is None or here.vpc not in (found.requester, found.accepter):
        return _unknown(index, journey, route)
    other = found.accepter if found.requester == here.vpc else found.requester
    journey = leave(index, journey).note(routes.hop(index, here, route))
    if journey.sender.vpc != here.vpc:
        return journey.stop(f"peering `{found.name}` carries only what starts in `{here.vpc}`", route.origin)
    if other not in index.vpcs:
        return _exit(journey, route, Door(Target.PEERING, found.name, here.vpc), ON_PREMISES)
    if journey.goal.vpc != other:
        return journey.stop(f"peering `{found.name}` ends in `{other}`, and is not transitive", route.origin)
    journey = journey if found.same_region else journey.without_references()
    return arrive(index, replace(journey, where=Where(other, "", "")))


def service(index: Index, journey: Journey, route: Route) -> tuple[Journey, ...]:
    """Let a packet end in a gateway endpoint, which leads to a service of AWS and to no party."""
    return leave(index, journey).stop(f"gateway endpoint `{route.name}` leads to an AWS service only", route.origin)


def blackhole(index: Index, journey: Journey, route: Route) -> tuple[Journey, ...]:
    """Drop a packet."""
    return leave(index, journey).stop(f"route {route.destination} is a blackhole", route.origin)


def come_in(index: Index, journey: Journey, door: Door) -> tuple[Journey, ...]:
    """Let a packet from outside in by a gateway or a peering: through the gateway's edge table if it has one.

    Source: Amazon VPC user guide, "Gateway route tables".
    """
    part: Gateway | Peering = index.peerings[door.name] if door.kind is Target.PEERING else index.gateways[door.name]
    table = (part.table if isinstance(part, Gateway) else "") or ""
    hop = Hop(f"{door.kind} `{door.name}` hands the packet to `{door.vpc}`", (part.origin,), passes=True)
    journey = replace(journey.note(hop), where=Where(door.vpc, "", table))
    return (journey,) if table else arrive(index, journey)


def public_doors(index: Index, vpc: str) -> Iterator[Door]:
    """Yield how the internet may enter a VPC."""
    return (Door(one.kind, one.name, vpc) for one in index.gateways_of(vpc) if one.kind in TWO_WAY)


def private_doors(index: Index, vpc: str) -> Iterator[Door]:
    """Yield how what is behind VPN gateways and foreign peerings may enter a VPC."""
    for gateway in index.gateways_of(vpc):
        if gateway.kind is Target.OUTSIDE:
            yield Door(gateway.kind, gateway.name, vpc)
    for found in index.peerings_of(vpc):
        if {found.requester, found.accepter} - index.vpcs.keys():
            yield Door(Target.PEERING, found.name, vpc)


def _out(index: Index, journey: Journey, route: Route, gateway: Gateway, party: str) -> tuple[Journey, ...]:
    here, sender = journey.where, journey.sender
    if gateway.vpc != here.vpc:
        return _unknown(index, journey, route)
    journey = leave(index, journey).note(routes.hop(index, here, route))
    if sender.vpc != here.vpc:
        text = f"{gateway.kind} `{gateway.name}` carries only what starts in `{here.vpc}`"
        return journey.stop(text, route.origin)
    if party == INTERNET and journey.packet.version == IPV4 and not sender.public:
        journey = journey.note(no_public_address(index, sender.name))
    return _exit(journey, route, Door(gateway.kind, gateway.name, here.vpc), party)


def no_public_address(index: Index, name: str) -> Hop:
    """Return the decision that an interface or NAT gateway without a public IPv4 address has no internet."""
    part = index.interfaces.get(name) or index.nats[name]
    return Hop(f"`{name}` has no public IPv4 address", (part.origin,), passes=False)


def _exit(journey: Journey, route: Route, door: Door, party: str) -> tuple[Journey, ...]:
    if journey.goal.name != party:
        return journey.stop(f"{door.kind} `{door.name}` leads to {party}, not to `{journey.goal.name}`", route.origin)
    return journey.leave_by(door)


def _unknown(index: Index, journey: Journey, route: Route) -> tuple[Journey, ...]:
    text = f"route {route.destination} leads to {route.target} `{route.name}`, which is not at `{journey.where.vpc}`"
    return leave(index, journey).stop(text, route.origin)
