"""One packet through a network, there and back: the judge's second opinion, which shares no code with the engine."""

from collections.abc import Iterable, Iterator

from bastide.model.network import Network
from bastide.model.proof import Hop, Packet, Trip, Walk
from bastide.prove.walk import requests
from bastide.prove.walk.index import Index
from bastide.prove.walk.journey import Journey
from bastide.prove.walk.traffic import needs_reply, reply_to

Decision = tuple[object, ...]


class Walker:
    """Sends packets through one network."""

    def __init__(self, network: Network) -> None:
        self._index = Index(network)

    def trips(self, source: str, destination: str, packet: Packet) -> tuple[Trip, ...]:
        """Return a packet's way there and back, once for each alternative path; KeyError for an unknown party.

        Alternatives are what AWS chooses for itself: the availability zone in which a transit gateway delivers, the
        port of a NAT gateway, one of several equal routes. Those that are decided alike are given once.
        """
        found = (
            trip
            for request in requests.requests(self._index, source, destination, packet)
            for trip in self._trips(request, packet)
        )
        return tuple({_decisions(trip): trip for trip in reversed(list(found))}.values())[::-1]

    def possible(self, source: str, destination: str, packet: Packet) -> bool:
        """Tell whether some alternative completes: arrives, with the reply where one is needed."""
        return any(trip.completes for trip in self.trips(source, destination, packet))

    def certain(self, source: str, destination: str, packet: Packet) -> bool:
        """Tell whether every alternative completes."""
        return all(trip.completes for trip in self.trips(source, destination, packet))

    def obstacles(self, source: str, destination: str, packet: Packet) -> tuple[Hop, ...]:
        """Return everything that would have to change for every alternative to complete, in the packet's order.

        Unlike a walk it does not end at the first blocker. Where no route leads on, the filters at the other end are
        judged as if one did.
        """
        return self._obstacles(requests.requests(self._index, source, destination, packet), packet)

    def halted(self, source: str, destination: str, packet: Packet) -> tuple[Trip, tuple[Hop, ...]]:
        """Return the first of a packet's trips with all obstacles, for little more than the obstacles alone."""
        found = requests.requests(self._index, source, destination, packet)
        return next(self._trips(found[0], packet)), self._obstacles(found, packet)

    def _obstacles(self, found: Iterable[Journey], packet: Packet) -> tuple[Hop, ...]:
        hops: list[Hop] = []
        for request in found:
            hops += requests.everything(self._index, request)
            for reply in self._replies(request, packet):
                hops += requests.everything(self._index, reply)
        return tuple(dict.fromkeys(hop for hop in hops if not hop.passes))

    def _trips(self, request: Journey, packet: Packet) -> Iterator[Trip]:
        forward = _walk(request, packet)
        if not forward.arrives or not needs_reply(packet):
            yield Trip(forward, None)
            return
        for reply in self._replies(request, packet):
            yield Trip(forward, _walk(reply, reply_to(request.packet)))

    def _replies(self, request: Journey, packet: Packet) -> tuple[Journey, ...]:
        return requests.replies(self._index, request, packet) if needs_reply(packet) else ()


def _walk(journey: Journey, packet: Packet) -> Walk:
    end = next((number for number, hop in enumerate(journey.hops, 1) if not hop.passes), len(journey.hops))
    return Walk(packet, journey.source, journey.destination, journey.hops[:end])


def _decided(hops: Iterable[Hop]) -> Decision:
    return tuple((hop.origins, hop.passes) for hop in hops)


def _decisions(trip: Trip) -> Decision:
    return _decided(trip.forward.hops), None if trip.reply is None else _decided(trip.reply.hops)
