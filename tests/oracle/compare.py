"""Holds the engine and the walker against the simulator, on networks of which each is asked a sample.

Every party is a zone of its own, so that an opening is the verdict about one pair; an opening doesn't tell IP versions
apart, so the simulator's verdicts of both are joined (what passes in one passes; a pair needs to hold in one).
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from copy import copy
from dataclasses import dataclass, field
from random import Random
from typing import NamedTuple

from bastide.model.network import Network
from bastide.model.proof import Opening, Packet, Zone
from bastide.model.wire import OTHER_PROTOCOL, TCP, Span
from bastide.prove.question import Demand, Layers, Reach, Sample
from bastide.prove.walk.walker import Walker
from oracle.addresses import space
from oracle.fills import SPANS
from oracle.probes import named, packets, pairs, parties, points
from oracle.rules import covers, inside
from oracle.simulator import Flow, Simulator, Verdict

Compute = Callable[..., Reach]
Pair = tuple[str, str]
Point = tuple[int, int]
NATIVE = frozenset({1, 6, 17, 58})
PATIENCE = 4
"""Further probes of a pair for which something was delivered."""

WITH_GROUPS = (Layers.BOTH, Layers.GROUPS)
WITH_ACLS = (Layers.BOTH, Layers.ACLS)


class Mismatch(NamedTuple):
    """Where two disagree: who, about what, and both answers."""

    who: str
    pair: Pair
    about: Point | Packet
    expected: tuple[bool, ...]
    answered: tuple[bool, ...]

    def __str__(self) -> str:
        simulated, answered = tuple(self.expected), tuple(self.answered)
        return f"{self.who}, {' -> '.join(self.pair)}, {self.about}: simulator {simulated}, answered {answered}"


@dataclass
class Tally:
    """What was asked, how much of it arrived, and where answers differ."""

    counts: Counter[str] = field(default_factory=Counter)
    mismatches: list[Mismatch] = field(default_factory=list)

    def note(self, probe: Mismatch) -> None:
        """Count one probe, and keep it if the answers differ."""
        self.counts[f"{probe.who} probes"] += 1
        self.counts[f"{probe.who} delivered"] += any(probe.expected)
        if probe.expected != probe.answered:
            self.mismatches.append(probe)

    def add(self, other: "Tally") -> None:
        """Add what another tally holds."""
        self.counts.update(other.counts)
        self.mismatches += other.mismatches


class Question:
    """One network and what is asked about it: declared traffic and demands are drawn, as are the probes."""

    def __init__(self, network: Network, rng: Random, most: int) -> None:
        self.network, self.rng, self.most = network, rng, most
        self.pairs, self.points = pairs(network), points(network)
        self.zones = tuple(Zone(party, (party,)) for party in parties(network))
        self.declared = {pair: (rng.choice(SPANS),) for pair in self.pairs if rng.random() < 0.2}
        apart = [
            pair for pair in self.pairs if pair[0] != pair[1]
        ]  # one address can't speak to itself: no packet shows it
        wanted = rng.sample(apart, min(6, len(apart)))
        self.demands = [Demand(f"f{n}", (one,), (other,), self.spans()) for n, (one, other) in enumerate(wanted)]
        spans = [*(span for spans in self.declared.values() for span in spans)]
        asked = {span.protocol for span in [*spans, *(span for demand in self.demands for span in demand.spans)]}
        self.known = named(network) | asked

    def narrowed(self, network: Network, mismatch: Mismatch) -> "Question":
        """Ask of a smaller network only what the mismatch is about."""
        here, about = set(parties(network)), mismatch.about
        question = copy(self)
        question.network, question.pairs = network, [mismatch.pair]
        question.points = [(about.protocol, about.port) if isinstance(about, Packet) else about]
        question.zones = tuple(Zone(party, (party,)) for party in parties(network))
        question.declared = {pair: spans for pair, spans in self.declared.items() if here.issuperset(pair)}
        question.demands = [each for each in self.demands if here.issuperset((*each.sources, *each.destinations))]
        question.known = self.known | named(network)
        return question

    def spans(self) -> tuple[Span, ...]:
        return tuple(self.rng.sample(SPANS, self.rng.randint(1, 2)))

    def probes(self, delivered: Callable[[Pair, Point], bool]) -> Iterator[tuple[Pair, Point]]:
        """Draw pairs and points; ask more where something passes."""
        every = [(pair, point) for pair in self.pairs for point in self.points]
        for pair, point in self.rng.sample(every, min(self.most, len(every))):
            yield pair, point
            if delivered(pair, point):
                yield from ((pair, other) for other in self.rng.sample(self.points, min(PATIENCE, len(self.points))))


def holds(spans: Iterable[Span], point: Point, known: frozenset[int]) -> bool:
    """Whether an answer's spans hold a point; `OTHER_PROTOCOL` is what nothing names."""
    return any(
        covers(span, *point) or (span.protocol == OTHER_PROTOCOL and point[0] not in known | NATIVE) for span in spans
    )


def joined(simulator: Simulator, pair: Pair, point: Point) -> Verdict:
    """Join the verdicts of both IP versions."""
    both = [simulator.verdict(*pair, version, *point) for version in (4, 6)]
    return Verdict(*(any(verdicts) for verdicts in zip(*both, strict=True)))


def against_engine(
    question: Question, compute: Compute, layers: Layers = Layers.BOTH, simulator: Simulator | None = None
) -> Tally:
    """Compare openings, excesses and lacks with the simulator's verdicts, and replay every sample.

    `simulator` may be one that knows the network already, for the same layers.
    """
    tally, network = Tally(), question.network
    simulator = simulator or Simulator(network, groups=layers in WITH_GROUPS, acls=layers in WITH_ACLS)
    reach = compute(network, question.zones, question.declared, question.demands, layers=layers)
    excesses = {(excess.source, excess.destination): excess.spans for excess in reach.excesses}
    for pair, point in question.probes(lambda pair, point: joined(simulator, pair, point).forward):
        expected = joined(simulator, pair, point)
        opening = reach.openings.get(pair, Opening())
        spans = (opening.forward, opening.may, opening.must)
        answered = tuple(holds(each, point, question.known) for each in spans)
        tally.note(Mismatch("engine", pair, point, expected, answered))
        passes = expected.may if point[0] == TCP else expected.forward
        undeclared = passes and not holds(question.declared.get(pair, ()), point, question.known)
        found = holds(excesses.get(pair, ()), point, question.known)
        tally.note(Mismatch("excess", pair, point, (undeclared,), (found,)))
    check_demands(question, simulator, reach, tally)
    check_samples(question, simulator, reach, tally)
    return tally


def check_demands(question: Question, simulator: Simulator, reach: Reach, tally: Tally) -> None:
    """A demand lacks exactly what the simulator says doesn't hold for certain."""
    for demand in question.demands:
        pair = demand.sources[0], demand.destinations[0]
        lacking = [span for lack in reach.lacks if lack.flow == demand.flow for span in lack.spans]
        for point in [point for point in question.points if holds(demand.spans, point, question.known)]:
            expected = not joined(simulator, pair, point).must
            tally.note(Mismatch("lack", pair, point, (expected,), (holds(lacking, point, question.known),)))


def check_samples(question: Question, simulator: Simulator, reach: Reach, tally: Tally) -> None:
    """Every sample shows what it is a sample of."""
    for excess in reach.excesses:
        for sample in excess.samples:
            verdict, packet = replayed(simulator, sample), sample.packet
            passes = verdict.may if packet.protocol == TCP else verdict.forward
            inside = holds(excess.spans, (packet.protocol, packet.port), question.known)
            pair = sample.source, sample.destination
            tally.note(Mismatch("excess sample", pair, packet, (True, True), (passes, inside)))
    for lack in reach.lacks:
        sample, packet = lack.sample, lack.sample.packet
        inside = holds(lack.spans, (packet.protocol, packet.port), question.known)
        pair, certain = (sample.source, sample.destination), replayed(simulator, sample).must
        tally.note(Mismatch("lack sample", pair, packet, (False, True), (certain, inside)))


def replayed(simulator: Simulator, sample: Sample) -> Verdict:
    return simulator.packet(sample.source, sample.destination, sample.packet)


def against_walker(question: Question) -> Tally:
    """Compare the walker's word on single packets."""
    tally, walker, simulator = Tally(), Walker(question.network), Simulator(question.network)
    for pair, point in question.probes(lambda pair, point: joined(simulator, pair, point).forward):
        for version in (4, 6):
            for packet in packets(simulator, Flow(*pair, version, *point), question.rng, 1):
                expected = simulator.packet(*pair, packet)
                tally.note(Mismatch("walker", pair, packet, expected, walked(walker, pair, packet)))
    return tally


def walked(walker: Walker, pair: Pair, packet: Packet) -> Verdict:
    """Ask the walker whether a packet arrives, makes a round trip by some way, and by every way."""
    arrives = any(trip.forward.arrives for trip in walker.trips(*pair, packet))
    return Verdict(arrives, walker.possible(*pair, packet), walker.certain(*pair, packet))


def walker_still(mismatch: Mismatch) -> Callable[[Network], bool]:
    """Tell of a network whether the walker still disagrees about one packet."""

    def differs(network: Network) -> bool:
        packet = mismatch.about
        assert isinstance(packet, Packet)
        ends = zip(mismatch.pair, (packet.source, packet.destination), strict=True)
        if not all(inside(space(network, party, packet.version), packet.version, end) for party, end in ends):
            return False
        expected = Simulator(network).packet(*mismatch.pair, packet)
        return expected == mismatch.expected and walked(Walker(network), mismatch.pair, packet) != expected

    return differs


def engine_still(
    question: Question, mismatch: Mismatch, compute: Compute, layers: Layers = Layers.BOTH
) -> Callable[[Network], bool]:
    """Tell of a network whether the engine still disagrees about what was asked, as it did."""

    def differs(network: Network) -> bool:
        found = against_engine(question.narrowed(network, mismatch), compute, layers).mismatches
        return any(
            (other.who, other.pair, other.expected) == (mismatch.who, mismatch.pair, mismatch.expected)
            for other in found
        )

    return differs
