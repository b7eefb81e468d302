"""Packets that prove an answer of the engine, each replayed by the walker, which shares no code with it."""

from collections.abc import Sequence

from bastide.model.proof import Trip
from bastide.model.wire import TCP
from bastide.prove.question import Excess, Lack, Sample
from bastide.prove.walk.walker import Walker


class DisagreementError(Exception):
    """Engine and walker give different answers about a packet, so neither may be believed."""

    def __init__(self, sample: Sample, claim: str) -> None:
        self.sample, self.claim = sample, claim
        super().__init__(f"{claim}: {sample}")


def passing(walker: Walker, excess: Excess) -> Trip:
    """Return a trip that shows an excess; DisagreementError if the walker lets none of its samples pass."""
    for sample in excess.samples:
        for trip in _trips(walker, sample):
            if trip.completes if sample.packet.protocol == TCP else trip.forward.arrives:
                return trip
    raise DisagreementError(excess.samples[0], "the engine lets it pass, the walker does not")


def failing(walker: Walker, lack: Lack) -> Trip:
    """Return a trip that shows a lack; DisagreementError if the walker lets its sample pass everywhere."""
    for trip in _trips(walker, lack.sample):
        if not trip.completes:
            return trip
    raise DisagreementError(lack.sample, "the engine stops it, the walker does not")


def _trips(walker: Walker, sample: Sample) -> Sequence[Trip]:
    return walker.trips(sample.source, sample.destination, sample.packet)
