"""Holds what the kernel did against what the proof says: the walker packet by packet, the engine pair by pair."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from bastide.model.proof import Opening, Packet, Trip
from bastide.model.wire import ANY_PROTOCOL, INTERNET, TCP, UDP, Span
from bastide.prove.rehearsal.blueprint import Host, Outcome, Probe
from bastide.prove.rehearsal.questions import packet
from bastide.prove.rehearsal.result import Mismatch

WALKER, ENGINE = "walker", "engine"


class Walks(Protocol):
    """What walks packets: `prove.walk`, or a test's own."""

    def trips(self, source: str, destination: str, packet: Packet) -> Sequence[Trip]:
        """Return the alternatives of a packet's way there and back."""


class Expected(NamedTuple):
    """Whether a packet arrives and is answered; None where that depends on what AWS chooses."""

    arrives: bool | None
    answered: bool | None
    trip: Trip


@dataclass(frozen=True)
class Comparison:
    """Probes with what was expected of them, and the engine's openings by pair of parties (empty: not asked)."""

    hosts: Sequence[Host]
    probes: Sequence[Probe]
    expected: Sequence[Expected]
    openings: Mapping[tuple[str, str], Opening] | None

    def suspects(self, outcomes: Sequence[Outcome]) -> list[int]:
        """Return the numbers of the probes whose outcome is not the expected one."""
        return sorted({number for number, _ in self._differing(outcomes)})

    def mismatches(self, outcomes: Sequence[Outcome]) -> list[tuple[int, Mismatch]]:
        """Return every difference with the number of its probe."""
        return list(self._differing(outcomes))

    def undetermined(self, number: int) -> bool:
        """Tell whether nothing certain is expected of a probe's answer."""
        return self.expected[number].answered is None

    def _differing(self, outcomes: Sequence[Outcome]) -> Iterator[tuple[int, Mismatch]]:
        for number, (probe, wanted, outcome) in enumerate(zip(self.probes, self.expected, outcomes, strict=True)):
            if outcome.lost < 0:
                said = _differs(wanted, outcome)
                if said is not None:
                    yield number, self._mismatch(probe, WALKER, said, wanted.trip)
                if self.openings is not None and _leaks(self._opening(probe), self._packet(probe), outcome):
                    yield number, self._mismatch(probe, ENGINE, ("passed", "closed"), wanted.trip)
        yield from self._never_arrived(outcomes)

    def _never_arrived(self, outcomes: Sequence[Outcome]) -> Iterator[tuple[int, Mismatch]]:
        """Yield where the engine lets one packet arrive, and none of any IP version did: datagrams and echoes only."""
        for numbers in self._groups() if self.openings is not None else ():
            probe = self.probes[numbers[0]]
            sure = all(outcomes[one].lost < 0 and self.expected[one].arrives is not None for one in numbers)
            missing = sure and not any(outcomes[one].arrived for one in numbers)
            if missing and covered(self._opening(probe).forward, self._packet(probe)):
                yield numbers[0], self._mismatch(probe, ENGINE, ("stopped", "open"), self.expected[numbers[0]].trip)

    def _groups(self) -> Iterator[list[int]]:
        """Yield the probes that together hold one claim of the engine's, which does not tell IP versions apart.

        An echo request is of one version, so where a pair has both, no echo holds a claim: the other may be meant.
        """
        grouped: defaultdict[tuple[int, int, int, int], list[int]] = defaultdict(list)
        versions: defaultdict[tuple[int, int], set[int]] = defaultdict(set)
        for number, probe in enumerate(self.probes):
            versions[probe.source, probe.destination].add(probe.version)
            if probe.protocol != TCP and INTERNET not in self._parties(probe):
                grouped[probe.source, probe.destination, probe.protocol, probe.port].append(number)
        for (source, destination, protocol, _), numbers in grouped.items():
            if protocol == UDP or len(versions[source, destination]) == 1:
                yield numbers

    def _parties(self, probe: Probe) -> tuple[str, str]:
        return self.hosts[probe.source].party, self.hosts[probe.destination].party

    def _packet(self, probe: Probe) -> Packet:
        return packet(probe, self.hosts)

    def _opening(self, probe: Probe) -> Opening:
        return (self.openings or {}).get(self._parties(probe), Opening())

    def _mismatch(self, probe: Probe, judge: str, said: tuple[str, str], trip: Trip) -> Mismatch:
        return Mismatch(*self._parties(probe), self._packet(probe), judge, *said, trip)


def expectation(walker: Walks, hosts: Sequence[Host], probe: Probe) -> Expected:
    """Return what the walker says of a probe."""
    trips = walker.trips(hosts[probe.source].party, hosts[probe.destination].party, packet(probe, hosts))
    arrives, answered = {trip.forward.arrives for trip in trips}, {trip.completes for trip in trips}
    return Expected(_sole(arrives), _sole(answered), trips[0])


def covered(spans: Sequence[Span], one: Packet) -> bool:
    """Tell whether spans hold a packet."""
    return any(
        span.protocol == ANY_PROTOCOL or (span.protocol == one.protocol and span.first <= one.port <= span.last)
        for span in spans
    )


def _sole(values: set[bool]) -> bool | None:
    return next(iter(values)) if len(values) == 1 else None


def _differs(wanted: Expected, outcome: Outcome) -> tuple[str, str] | None:
    """Return what kernel and proof each say, if they differ."""
    if wanted.answered is not None and wanted.answered != outcome.answered:
        return ("answered", "no answer") if outcome.answered else ("no answer", "answered")
    if None not in (wanted.arrives, outcome.arrived) and wanted.arrives != outcome.arrived:
        return ("arrived", "does not arrive") if outcome.arrived else ("did not arrive", "arrives")
    return None


def _leaks(opening: Opening, one: Packet, outcome: Outcome) -> bool:
    """Tell whether the kernel let pass what the engine calls closed."""
    answered = outcome.answered and not covered(opening.may, one)
    return answered or (bool(outcome.arrived) and not covered(opening.forward, one))
