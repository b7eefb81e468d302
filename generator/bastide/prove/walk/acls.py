"""Network ACLs: a list without memory at the border of a subnet."""

from collections.abc import Iterator
from dataclasses import replace

from bastide.model.filters import Acl, AclEntry
from bastide.model.proof import Hop, Packet
from bastide.prove.walk.index import Index
from bastide.prove.walk.journey import Journey
from bastide.prove.walk.traffic import contains, matches, named, shown


def judge(acl: Acl, packet: Packet, *, egress: bool) -> Hop:
    """Return what a network ACL decides: the lowest number that matches, else deny.

    Source: Amazon VPC user guide, "Network ACL rules". It has no memory, so a reply is a packet like any other.
    """
    entry = min(_matching(acl, packet, egress=egress), key=lambda one: one.number, default=None)
    preposition, address = ("to", packet.destination) if egress else ("from", packet.source)
    what = f"{named(packet)} {preposition} {shown(packet.version, address)}"
    if entry is None:
        direction = "outbound" if egress else "inbound"
        text = f"network ACL `{acl.name}`: no {direction} entry matches {what} (default deny)"
        return Hop(text, (acl.origin,), passes=False)
    verb = "admits" if entry.allow else "denies"
    return Hop(f"network ACL `{acl.name}` entry {entry.number} {verb} {what}", (entry.origin,), passes=entry.allow)


def leave(index: Index, journey: Journey, subnet: str = "") -> Journey:
    """Let a packet go to a subnet, or out of the VPC: the ACL of the one it is in judges what crosses the border."""
    here = journey.where.subnet
    return journey if here in ("", subnet) else journey.note(_border(index, here, journey.packet, egress=True))


def enter(index: Index, journey: Journey, subnet: str) -> Journey:
    """Let a packet into a subnet and put it there; nothing inside a subnet is judged."""
    if journey.where.subnet != subnet:
        journey = journey.note(_border(index, subnet, journey.packet, egress=False))
    return replace(journey, where=index.inside(subnet))


def enter_transit(index: Index, journey: Journey, subnet: str) -> Journey:
    """Let a packet out to a transit gateway by its subnet, which judges it even if it starts in that subnet.

    Source: AWS Transit Gateway guide, "Network ACLs for transit gateways".
    """
    out = _border(index, journey.where.subnet, journey.packet, egress=True)
    return journey.note(out, _border(index, subnet, journey.packet, egress=False))


def _border(index: Index, subnet: str, packet: Packet, *, egress: bool) -> Hop:
    acl = index.acls.get(index.subnets[subnet].acl)
    if acl is None:
        return Hop(f"the network ACL of `{subnet}` is not known", (index.subnets[subnet].origin,), passes=False)
    return judge(acl, packet, egress=egress)


def _matching(acl: Acl, packet: Packet, *, egress: bool) -> Iterator[AclEntry]:
    peer = packet.destination if egress else packet.source
    return (
        entry
        for entry in acl.entries
        if entry.egress == egress and contains(entry.peer, packet.version, peer) and matches(entry.span, packet)
    )
