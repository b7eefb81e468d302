"""What comes back: for each way of a request, whether some or all of the ways of its reply let it through."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from bastide.model.forwarding import Target
from bastide.model.wire import ICMP, ICMPV6, LAST_PORT, Span
from bastide.prove.engine.address_atoms import V4
from bastide.prove.engine.ends import Recipe
from bastide.prove.engine.ground import Ground
from bastide.prove.engine.traffic_atoms import CODES, ECHOES, EPHEMERAL, PORTED, Words

Indexes = NDArray[np.int64]


class Leg(NamedTuple):
    """One alternative of the way back: what passes as packets of the reply, shape (requesters, responders, words).

    `chosen` is what passes to a NAT gateway, which picks the port itself; None without one.
    """

    words: Words
    chosen: tuple[Words, ...]


class Replies:
    """Answers for requests between two ends, by the numbers of the ends."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground
        own = ICMP if ground.walks.atlas.addresses.version == V4 else ICMPV6
        self._echoes = {own: ECHOES[own]}

    def masks(self, request: Recipe, a: int, b: int) -> tuple[Words, Words]:
        """Return which traffic gets its reply back: for some source port, and for all; shape (a's, b's, words)."""
        shape = (len(self._ground.members[a]), len(self._ground.members[b]), self._ground.judges.traffic.words)
        may, must = np.zeros(shape, np.uint64), np.zeros(shape, np.uint64)
        must[:] = self._ground.judges.traffic.everything
        legs = self.legs(request, a, b)
        for leg in legs:
            may |= self._answered(leg, every=False)
            must &= self._answered(leg, every=True)
        unanswered = self._without_reply()
        may |= unanswered
        return may, (must if legs else np.zeros(shape, np.uint64)) | unanswered

    def legs(self, request: Recipe, a: int, b: int) -> list[Leg]:
        """Return the alternatives of the way back; one that fails lets nothing pass."""
        if request.nats:
            return self._translated(request, a, b)
        return [self._leg(way, a, b) for way in self._back(request, a, b)]

    def _back(self, request: Recipe, a: int, b: int) -> tuple[Recipe, ...]:
        """Return the ways of a reply; those that can't be ways of this request's reply are dead."""
        walks, ends = self._ground.walks, self._ground.ends
        if request.door is not None:
            ways = tuple(dict.fromkeys(walks.come_in(request.door, ends[a])))
        else:
            ways = walks.ways(ends[b], ends[a])
        fitting = [way for way in ways if _pinned_alike(request, way)]
        return tuple(way if _answers(request, way) else Recipe(dead=True) for way in fitting)

    def _leg(self, way: Recipe, a: int, b: int) -> Leg:
        atoms, members = self._ground.atom, self._ground.members
        return Leg(np.swapaxes(self._passing(way, atoms[members[b]], atoms[members[a]]), 0, 1), ())

    def _translated(self, request: Recipe, a: int, b: int) -> list[Leg]:
        """Return the way back through NAT gateways: to the last one first, then from each to the one before it."""
        walks, members = self._ground.walks, self._ground.members
        name, atom = request.nats[-1]
        column = atom
        end = walks.nat_end(name, column)
        destination = self._ground.ends[b]
        door = request.door
        first = walks.ways(destination, end) if door is None else tuple(walks.come_in(door, end))
        legs: list[tuple[Recipe, list[Words]]] = []
        for way in first:
            reached = self._at_nat(way, members[b], atom)
            legs.append((way, [np.broadcast_to(reached, (len(members[a]), *reached.shape))]))
        for index in range(len(request.nats) - 1, -1, -1):
            legs = [
                (_joined(way, onward), [*words, self._from_nat(request, index, onward, (a, b))])
                for way, words in legs
                for onward in self._onward(request, index, a)
            ]
        return [_settled(request, way, words) for way, words in legs]

    def _onward(self, request: Recipe, index: int, a: int) -> tuple[Recipe, ...]:
        walks = self._ground.walks
        name, _ = request.nats[index]
        if index == 0:
            return walks.back(name, self._ground.ends[a])
        before, atom = request.nats[index - 1]
        return walks.back(name, walks.nat_end(before, atom))

    def _at_nat(self, way: Recipe, responders: Indexes, atom: int) -> Words:
        """Return what passes from responders to a NAT gateway's address; shape (responders, words)."""
        return self._passing(way, self._ground.atom[responders], np.array([atom], np.int64))[:, 0]

    def _from_nat(self, request: Recipe, index: int, way: Recipe, ends: tuple[int, int]) -> Words:
        """Return what passes onward from a NAT gateway, still under the responder's address."""
        a, b = ends
        atoms, members = self._ground.atom, self._ground.members
        if index == 0:
            return np.swapaxes(self._passing(way, atoms[members[b]], atoms[members[a]]), 0, 1)
        words = self._passing(way, atoms[members[b]], np.array([request.nats[index - 1][1]], np.int64))
        return np.broadcast_to(np.swapaxes(words, 0, 1), (len(members[a]), *words.shape[::2]))

    def _passing(self, way: Recipe, sources: Indexes, destinations: Indexes) -> Words:
        return self._ground.unstated(way, sources, destinations)

    def _answered(self, leg: Leg, *, every: bool) -> Words:
        """Return the traffic whose reply a leg lets through for some client's port, or for every one."""
        traffic = self._ground.judges.traffic
        total = np.zeros_like(leg.words)
        for protocol in PORTED:
            low = EPHEMERAL if every else 0
            hit = _holds(leg.words, traffic.mask(Span(protocol, low, LAST_PORT)), every=every)
            chosen = traffic.mask(Span(protocol, EPHEMERAL, LAST_PORT))
            for words in leg.chosen:
                hit = hit & _holds(words, chosen, every=every)
            total |= np.where(hit[..., None], traffic.of_protocols((protocol,)), np.uint64(0))
        for protocol, (request, reply) in self._echoes.items():
            answer = traffic.mask(Span(protocol, reply * CODES, reply * CODES))
            asked = traffic.mask(Span(protocol, request * CODES, request * CODES + CODES - 1))
            hit = _holds(leg.words, answer, every=True)
            for words in leg.chosen:
                hit = hit & _holds(words, answer, every=True)
            total |= np.where(hit[..., None], asked, np.uint64(0))
        return total

    def _without_reply(self) -> Words:
        """Return the traffic that needs no reply: all but TCP, UDP and echo requests."""
        traffic = self._ground.judges.traffic
        asked = [
            Span(protocol, request * CODES, request * CODES + CODES - 1)
            for protocol, (request, _) in self._echoes.items()
        ]
        return traffic.everything & ~traffic.of_protocols(PORTED) & ~traffic.masks(asked)


def _holds(words: Words, wanted: Words, *, every: bool) -> NDArray[np.bool_]:
    met = words & wanted
    return np.asarray((met == wanted).all(axis=-1) if every else met.any(axis=-1))


def _pinned_alike(request: Recipe, way: Recipe) -> bool:
    """Tell whether a way back uses the subnets that attachments in appliance mode chose for the flow."""
    chosen = dict(request.pins)
    return all(chosen.get(name, subnet) == subnet for name, subnet in way.pins)


def _answers(request: Recipe, way: Recipe) -> bool:
    """Tell whether a way can carry a reply: through the same firewalls, translated by nobody new, by a two-way door."""
    one_way = way.door is not None and way.door.kind is Target.EGRESS_ONLY
    return not (way.dead or way.nats or one_way) and way.firewalls == request.firewalls


def _joined(way: Recipe, onward: Recipe) -> Recipe:
    return Recipe(
        dead=way.dead or onward.dead,
        nats=(*way.nats, *onward.nats),
        firewalls=way.firewalls | onward.firewalls,
        pins=(*way.pins, *onward.pins),
    )


def _settled(request: Recipe, way: Recipe, words: list[Words]) -> Leg:
    fine = not way.dead and not way.nats and way.firewalls == request.firewalls
    last = words[-1] if fine else np.zeros_like(words[-1])
    return Leg(last, tuple(words[:-1]))
