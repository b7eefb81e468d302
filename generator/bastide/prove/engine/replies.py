"""What comes back: for each way of a request, whether some or all of the ways of its reply let it through."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import product
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from bastide.model.forwarding import Target
from bastide.model.wire import ICMP, ICMPV6, LAST_PORT, Span
from bastide.prove.engine.address_atoms import V4
from bastide.prove.engine.ends import Recipe
from bastide.prove.engine.ground import Ground
from bastide.prove.engine.kinds import Trips, alike
from bastide.prove.engine.traffic_atoms import CODES, ECHOES, EPHEMERAL, PORTED, Words, anything

Indexes = NDArray[np.int64]
Judged = Sequence[tuple[Recipe, Words]]
"""Alternative ways, each with what it lets pass as packets of a reply."""


class Leg(NamedTuple):
    """One alternative of the way back: what passes as packets of the reply, shape (packets, words).

    `chosen` is what passes to a NAT gateway, which picks the port itself; none without one.
    """

    words: Words
    chosen: tuple[Words, ...]


class Stretch(NamedTuple):
    """A part of the way back, up to who asked or to a NAT gateway; `receivers` are their address atoms."""

    trips: Trips
    receivers: Indexes


class Replies:
    """Answers for requests between sites."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground
        own = ICMP if ground.version == V4 else ICMPV6
        self._echoes = {own: ECHOES[own]}

    def masks(self, request: Recipe, sources: Indexes, destinations: Indexes) -> tuple[Words, Words]:
        """Return which traffic gets its reply back: for some source port, and for all; shape (packets, words).

        `request` holds for all of them but for ACLs; `sources` and `destinations` are sites.
        """
        traffic = self._ground.judges.traffic
        may, every = (np.zeros((len(sources), traffic.words), np.uint64) for _ in range(2))
        for positions, legs in self.legs(request, sources, destinations):
            some, must = np.zeros((2, len(positions), traffic.words), np.uint64)
            must[:] = traffic.everything
            for leg in legs:
                some |= self._answered(leg, every=False)
                must &= self._answered(leg, every=True)
            may[positions] = some
            every[positions] = must if legs else 0
        unanswered = self._without_reply()
        return may | unanswered, every | unanswered

    def legs(self, request: Recipe, sources: Indexes, destinations: Indexes) -> Iterator[tuple[Indexes, list[Leg]]]:
        """Yield the alternatives of the way back, by positions that share them; one that fails lets nothing pass."""
        stretches = self._stretches(request, sources, destinations)
        numbered = [self._ground.kinds.numbered(stretch.trips) for stretch in stretches]
        responders = self._ground.atom[destinations]
        for kinds, positions in alike([kind for kind, _ in numbered]):
            ways = [
                self._ground.kinds.bulks(kind, rows[positions]) for kind, (_, rows) in zip(kinds, numbered, strict=True)
            ]
            receivers = [stretch.receivers[positions] for stretch in stretches]
            judged = [
                [(way.recipe, self._ground.unstated(way, responders[positions], to)) for way in bulks]
                for bulks, to in zip(ways, receivers, strict=True)
            ]
            yield positions, _translated(request, judged) if request.nats else _direct(request, judged[0])

    def _stretches(self, request: Recipe, sources: Indexes, destinations: Indexes) -> list[Stretch]:
        """Return the way back in parts: to the last NAT gateway first, then from each to the one before it."""
        ground = self._ground
        if request.door is None:
            start = ground.start[destinations]
        else:
            start = np.full(len(sources), ground.kinds.start(request.door))
        found = []
        for name, atom in reversed(request.nats):
            arrival = np.full(len(sources), ground.kinds.nat(name, atom))
            found.append(Stretch(Trips(start, arrival), np.full(len(sources), atom)))
            start = ground.turns(name)[destinations]
        return [*found, Stretch(Trips(start, ground.arrival[sources]), ground.atom[sources])]

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
    return ~anything(~words & wanted) if every else anything(words & wanted)


def _pinned_alike(request: Recipe, ways: Iterable[Recipe]) -> bool:
    """Tell whether the parts of a way back use the subnets that attachments in appliance mode chose for the flow."""
    chosen = dict(request.pins)
    return all(chosen.setdefault(name, subnet) == subnet for way in ways for name, subnet in way.pins)


def _answers(request: Recipe, way: Recipe) -> bool:
    """Tell whether a way can carry a reply: through the same firewalls, translated by nobody new, by a two-way door."""
    one_way = way.door is not None and way.door.kind is Target.EGRESS_ONLY
    return not (way.dead or way.nats or one_way) and way.firewalls == request.firewalls


def _direct(request: Recipe, judged: Judged) -> list[Leg]:
    """Return the ways of a reply; what can't be a way of this request's reply lets nothing pass."""
    fitting = [(way, words) for way, words in judged if _pinned_alike(request, [way])]
    return [Leg(words if _answers(request, way) else np.zeros_like(words), ()) for way, words in fitting]


def _translated(request: Recipe, judged: Sequence[Judged]) -> list[Leg]:
    """Return every chain of ways through the NAT gateways that translated a request."""
    legs = []
    for chain in product(*judged):
        if not _pinned_alike(request, [way for way, _ in chain]):
            continue
        words = [passed for _, passed in chain]
        stages = zip(range(len(request.nats), -1, -1), chain, strict=True)
        fine = all(_continues(request, way, stage) for stage, (way, _) in stages)
        legs.append(Leg(words[-1] if fine else np.zeros_like(words[-1]), tuple(words[:-1])))
    return legs


def _continues(request: Recipe, way: Recipe, stage: int) -> bool:
    """Tell whether a part of the way back leads through the firewalls that saw the request under the same addresses."""
    seen = {name for translated, name in request.firewalls if translated == stage}
    return not (way.dead or way.nats) and {name for _, name in way.firewalls} == seen
