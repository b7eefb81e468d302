"""Transit gateways: attachments by availability zone, and a route table for what each attachment sends.

Source: AWS Transit Gateway guide, "How transit gateways work" and "Example: Appliance in a shared services VPC".
"""

from collections.abc import Iterator
from dataclasses import replace

from bastide.model.forwarding import Attachment, Route, Target, TransitRoute
from bastide.model.proof import Hop, Packet
from bastide.model.wire import ON_PREMISES
from bastide.prove.walk import routes
from bastide.prove.walk.acls import enter_transit, leave
from bastide.prove.walk.index import Index
from bastide.prove.walk.journey import Door, Journey


def cross(index: Index, journey: Journey, route: Route) -> tuple[Journey, ...]:
    """Let a packet from a VPC into a transit gateway, and out of it again."""
    here = journey.where
    attachment = next((one for one in index.attachments_of(here.vpc) if one.transit == route.name), None)
    if attachment is None:
        text = (
            f"route {route.destination} leads to {route.target} `{route.name}`, which `{here.vpc}` is not attached to"
        )
        return leave(index, journey).stop(text, route.origin)
    zone = index.subnets[here.subnet].availability_zone
    subnet = next((one for one in attachment.subnets if index.subnets[one].availability_zone == zone), None)
    if subnet is None:
        text = f"attachment `{attachment.name}` has no subnet in {zone}, where the packet comes from"
        return leave(index, journey).stop(text, attachment.origin)
    journey = enter_transit(index, journey, subnet).note(routes.hop(index, here, route))
    return forward(index, journey, attachment, zone)


def forward(index: Index, journey: Journey, attachment: Attachment, zone: str = "") -> tuple[Journey, ...]:
    """Send on what an attachment sends, from an availability zone or (none) from outside."""
    table = index.transit_tables.get(attachment.table or "")
    if table is None:
        text = f"attachment `{attachment.name}` is associated with no route table"
        return journey.stop(text, attachment.origin)
    found = routes.transit_winners(index, table, journey.packet)
    if not found:
        return journey.stop(f"no route of `{table.name}` matches the destination", table.origin)
    journey = _referring(index, journey, attachment.transit)
    return tuple(out for route in found for out in _out(index, journey, table.name, route, zone))


def doors(index: Index, packet: Packet) -> Iterator[Door]:
    """Yield the outside attachments to which a transit gateway offers a way to a packet's destination."""
    for attachment in index.outside_attachments():
        table = index.transit_tables.get(attachment.table or "")
        if table and any(route.attachment for route in routes.transit_winners(index, table, packet)):
            yield Door(Target.TRANSIT, attachment.name, "")


def come_in(index: Index, journey: Journey, door: Door) -> tuple[Journey, ...]:
    """Let a packet in by an attachment that leads outside."""
    attachment = index.attachments[door.name]
    hop = Hop(f"attachment `{door.name}` hands the packet to its transit gateway", (attachment.origin,), passes=True)
    return forward(index, journey.note(hop), attachment)


def _referring(index: Index, journey: Journey, transit: str) -> Journey:
    """Return the journey with the references that still hold: inbound ones, if the transit gateway supports them."""
    found = index.transits.get(transit)
    holds = journey.ingress_references and found is not None and found.group_references
    return replace(journey, egress_references=False, ingress_references=holds)


def _out(index: Index, journey: Journey, table: str, route: TransitRoute, zone: str) -> tuple[Journey, ...]:
    if route.attachment is None:
        return journey.stop(f"route {route.destination} of `{table}` is a blackhole", route.origin)
    attachment = index.attachments.get(route.attachment)
    text = f"route {route.destination} of `{table}` leads to attachment `{route.attachment}`"
    if attachment is None:
        return journey.stop(f"{text}, which is not known", route.origin)
    journey = journey.note(Hop(text, (route.origin,), passes=True))
    if attachment.vpc not in index.vpcs:
        return _exit(journey, attachment, route)
    exits = _exits(index, journey, attachment, zone)
    if not exits:
        return journey.stop(f"attachment `{attachment.name}` has no subnet", attachment.origin)
    return tuple(out for subnet in exits for out in _into(index, journey, attachment, subnet))


def _exit(journey: Journey, attachment: Attachment, route: TransitRoute) -> tuple[Journey, ...]:
    if journey.goal.name != ON_PREMISES:
        text = f"attachment `{attachment.name}` leads to {ON_PREMISES}, not to `{journey.goal.name}`"
        return journey.stop(text, route.origin)
    return journey.leave_by(Door(Target.TRANSIT, attachment.name, ""))


def _exits(index: Index, journey: Journey, attachment: Attachment, zone: str) -> tuple[str, ...]:
    """Return the subnets by which a packet may come out: of its own availability zone if there is one.

    In appliance mode it is any, but the same one for the whole flow.
    """
    if attachment.appliance_mode:
        known = (*journey.pinned, *(journey.request.pinned if journey.request else ()))
        return tuple(subnet for name, subnet in known if name == attachment.name)[:1] or attachment.subnets
    near = tuple(one for one in attachment.subnets if index.subnets[one].availability_zone == zone)
    return near or attachment.subnets


def _into(index: Index, journey: Journey, attachment: Attachment, subnet: str) -> tuple[Journey, ...]:
    """Put a packet into an attachment's subnet: no ACL judges it there, and that subnet's route table leads on."""
    if (subnet, journey.packet) in journey.visited:
        return journey.stop(f"attachment `{attachment.name}` sends the packet round in circles", attachment.origin)
    visited = journey.visited | {(subnet, journey.packet)}
    pinned = (*journey.pinned, (attachment.name, subnet)) if attachment.appliance_mode else journey.pinned
    return (replace(journey, where=index.inside(subnet), visited=visited, pinned=pinned),)
