"""A packet from its party to the other, and the reply to it."""

from dataclasses import replace

from bastide.model.proof import Hop, Packet
from bastide.model.wire import INTERNET
from bastide.prove.walk import gateways, groups, middleboxes, parties, path, transit
from bastide.prove.walk.arrival import arrive
from bastide.prove.walk.index import Index
from bastide.prove.walk.journey import AWS, Door, Goal, Journey, Sender, Where
from bastide.prove.walk.traffic import IPV4, reply_to

NOWHERE = Where("", "", "")


def requests(index: Index, source: str, destination: str, packet: Packet) -> tuple[Journey, ...]:
    """Return every way of a packet from one party to another, each to its end; KeyError for an unknown party."""
    objection = parties.objection(index, source, destination, packet)
    if objection:
        return Journey(source, destination, packet, Goal(destination), Sender(source), NOWHERE).stop(objection, AWS)
    start = _start(index, source, destination, packet)
    ways = path.travel(index, start) if start.where.subnet else _from_outside(index, start)
    return tuple(replace(way, hops=(*_sent(index, way, packet), *way.hops)) for way in ways)


def replies(index: Index, request: Journey, packet: Packet) -> tuple[Journey, ...]:
    """Return every way of the reply to a packet, given one way of the packet.

    Where the packet itself was lost, the ways that its reply would have if it had come without translation. A reply
    from outside comes in where the packet went out. What could not even start has none.
    """
    if not (request.delivered or request.goal.subnet or request.where.vpc):
        return ()
    known = request if request.delivered else None
    answer = reply_to(request.packet if known else packet)
    start = replace(
        _start(index, request.destination, request.source, answer),
        replying=True,
        request=known,
        pending=known.translations[::-1] if known else (),
    )
    start = replace(start, goal=middleboxes.next_goal(index, start))
    if start.where.subnet:
        return path.travel(index, start)
    return path.come_in(index, start, request.door) if request.door else _unseen(index, start)


def everything(index: Index, journey: Journey) -> tuple[Hop, ...]:
    """Return all decisions about a packet, with those of the other end if no way leads there."""
    hidden = () if journey.delivered or not journey.goal.subnet else _unseen(index, replace(journey, hops=()))
    return (*journey.hops, *(hop for one in hidden for hop in one.hops))


def _start(index: Index, source: str, destination: str, packet: Packet) -> Journey:
    interface = index.interfaces.get(source)
    where = index.inside(interface.subnet) if interface else NOWHERE
    return Journey(source, destination, packet, parties.goal(index, destination), parties.sender(index, source), where)


def _sent(index: Index, way: Journey, packet: Packet) -> tuple[Hop, ...]:
    """Return what the sender's groups decide, which depends on the way where they refer to groups."""
    interface = index.interfaces.get(way.source)
    if interface is None:
        return ()
    peer = groups.Peer(packet.destination, parties.groups(index, way.destination), way.egress_references)
    return groups.egress(index, interface, packet, peer)


def _from_outside(index: Index, start: Journey) -> tuple[Journey, ...]:
    interface = index.interfaces.get(start.destination)
    if start.source == INTERNET and start.packet.version == IPV4 and interface and not interface.public:
        start = start.note(gateways.no_public_address(index, interface.name))
    doors = _doors(index, start)
    if not doors:
        vpc = index.vpcs.get(start.goal.vpc)
        text = f"nothing leads from {start.source} to `{start.destination}`"
        return start.stop(text, vpc.origin if vpc else AWS)
    return tuple(way for door in doors for way in path.come_in(index, start, door))


def _doors(index: Index, start: Journey) -> tuple[Door, ...]:
    """Return where a packet from outside may come in: what is outside uses the ways that are offered to it."""
    if start.source == INTERNET:
        return tuple(gateways.public_doors(index, start.goal.vpc))
    return (*gateways.private_doors(index, start.goal.vpc), *transit.doors(index, start.packet))


def _unseen(index: Index, journey: Journey) -> tuple[Journey, ...]:
    """Return a packet's arrival as if it had been led to the other end: nothing to judge if that is outside."""
    journey = replace(journey, goal=parties.goal(index, journey.destination), pending=(), where=NOWHERE)
    return arrive(index, journey) if journey.goal.subnet else (journey,)
