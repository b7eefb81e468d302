"""The end of the way: into the subnet of whoever a packet is for."""

from dataclasses import replace

from bastide.prove.walk import groups
from bastide.prove.walk.acls import enter
from bastide.prove.walk.index import Index
from bastide.prove.walk.journey import Journey
from bastide.prove.walk.middleboxes import undo
from bastide.prove.walk.parties import groups as groups_of


def arrive(index: Index, journey: Journey) -> tuple[Journey, ...]:
    """Let a packet into the subnet of its goal, and to the interface there; a NAT gateway sends a reply on."""
    journey = enter(index, journey, journey.goal.subnet)
    if journey.pending:
        return (undo(index, journey),)
    if not journey.replying:
        interface = index.interfaces[journey.destination]
        peer = groups.Peer(journey.packet.source, groups_of(index, journey.source), journey.ingress_references)
        journey = journey.note(*groups.ingress(index, interface, journey.packet, peer))
    return (replace(journey, ended=True, delivered=True),)
