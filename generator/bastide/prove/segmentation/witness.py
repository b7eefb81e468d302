"""Packets that prove an answer of the engine, each replayed by the walker, which shares no code with it."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from bastide.model.proof import Trip
from bastide.model.wire import TCP, UDP, Span
from bastide.prove.question import Excess, Lack, Sample
from bastide.prove.segmentation.spans import covered
from bastide.prove.walk.walker import Walker

CLIENT_PORT = 40000
"""A source port that any client may have."""
PLAIN = {TCP: (443, 22, 5432, 3389, 80), UDP: (53, 443)}
"""Ports that a reader knows; one of them makes a better example than port 0."""


class DisagreementError(Exception):
    """Engine and walker give different answers about a packet, so neither may be believed."""

    def __init__(self, sample: Sample, claim: str) -> None:
        self.sample, self.claim = sample, claim
        super().__init__(f"{claim}: {sample}")


def passing(walker: Walker, excess: Excess) -> Trip:
    """Return a trip that shows an excess; DisagreementError if the walker lets none of its samples pass."""
    for sample in (*_plainer(excess.samples, excess.spans), *excess.samples):
        for trip in _trips(walker, sample):
            if trip.completes if sample.packet.protocol == TCP else trip.forward.arrives:
                return trip
    raise DisagreementError(excess.samples[0], "the engine lets it pass, the walker does not")


def failing(walker: Walker, lack: Lack) -> Trip:
    """Return a trip that shows a lack; DisagreementError if the walker lets its sample pass everywhere."""
    for sample in (*_plainer((lack.sample,), ()), lack.sample):
        for trip in _trips(walker, sample):
            if not trip.completes:
                return trip
    raise DisagreementError(lack.sample, "the engine stops it, the walker does not")


def _trips(walker: Walker, sample: Sample) -> Sequence[Trip]:
    return walker.trips(sample.source, sample.destination, sample.packet)


def _plainer(samples: Sequence[Sample], spans: Sequence[Span]) -> Iterator[Sample]:
    """Yield the same parties with packets as they are seen every day; the walker tells whether they serve too."""
    for sample in samples:
        packet = sample.packet
        known = PLAIN.get(packet.protocol)
        if known is None:
            continue
        ports = [port for port in known if covered(Span(packet.protocol, port, port), spans)]
        for port in dict.fromkeys((*ports, packet.port) if packet.port == 0 else (packet.port,)):
            yield replace(sample, packet=replace(packet, source_port=CLIENT_PORT, port=port))
