"""The rehearsal: build the network, send the probes, compare, and send what differs again."""

import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TypeAlias

from bastide.model.network import Network
from bastide.model.proof import Opening
from bastide.model.wire import ICMP, ICMPV6, TCP, UDP, Span
from bastide.prove.rehearsal.blueprint import Blueprint, Outcome, Probe, Sighting
from bastide.prove.rehearsal.compare import Comparison, expectation
from bastide.prove.rehearsal.gaps import gaps
from bastide.prove.rehearsal.laboratory import Laboratory
from bastide.prove.rehearsal.placing import Placed, placed
from bastide.prove.rehearsal.questions import ports, probes
from bastide.prove.rehearsal.result import Mismatch, Rehearsal
from bastide.prove.rehearsal.topology import draw
from bastide.prove.walk.walker import Walker

Engine: TypeAlias = Callable[[Network], Mapping[tuple[str, str], Opening]]
"""What says, by pair of parties, what may pass in a network: `claims.openings`, or a test's own."""
NAMES = {TCP: "tcp", UDP: "udp", ICMP: "icmp", ICMPV6: "icmpv6"}


@dataclass(frozen=True, slots=True)
class Settings:
    """How much is sent and how patiently: hosts, ports of a protocol, probes in the air, seconds of silence."""

    hosts: int = 64
    public: int = 6
    ports: int = 14
    seed: int = 1
    batch: int = 6000
    quiet: float = 0.2
    second_batch: int = 100
    second_quiet: float = 0.6
    traced: int = 5


_SECOND_BATCHES = 20
"""Where very much differs, it is no lost packet: then patience has an end."""
STANDARD = Settings()


def rehearse(
    network: Network,
    declared: Iterable[Span],
    settings: Settings = STANDARD,
    *,
    engine: Engine | None = None,
    progress: Callable[[str], None] = lambda _: None,
    spoil: Callable[[Blueprint], Blueprint] = lambda blueprint: blueprint,
) -> Rehearsal:
    """Rehearse a network; CannotAnswerError where namespaces or nft are missing.

    `declared` says which ports to ask for first. Without an `engine` the walker alone is compared. `spoil` changes what
    is built and not what is expected: for tests, and to see that a rehearsal can fail.
    """
    clock = _Clock()
    with clock.phase("plan"):
        ready = placed(network, limit=settings.hosts, public=settings.public)
        blueprint = draw(ready)
        points = ports(declared, ready.network, most=settings.ports, seed=settings.seed)
        asked = tuple(probes(blueprint.hosts, points))
    progress(f"building {len(blueprint.spaces)} namespaces")
    with clock.phase("build"):
        laboratory = Laboratory(spoil(blueprint))
    with laboratory:
        progress(f"sending {len(asked)} probes, and asking the proof about as many packets")
        laboratory.start(asked, batch=settings.batch, quiet=settings.quiet)  # the other process works meanwhile
        with clock.phase("prove"):
            comparison = _comparison(ready, blueprint, asked, engine)
        with clock.phase("wait"):
            outcomes = _confirmed(laboratory, comparison, laboratory.outcomes(), settings)
            found = tuple(_traced(laboratory, blueprint, comparison.mismatches(outcomes), asked, settings))
    return _result(network, ready, blueprint, comparison, outcomes, (found, clock.seconds))


class _Clock:
    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}

    @contextmanager
    def phase(self, name: str) -> Iterator[None]:
        start = time.perf_counter()
        yield
        self.seconds[name] = round(time.perf_counter() - start, 2)


def _comparison(ready: Placed, blueprint: Blueprint, asked: Sequence[Probe], engine: Engine | None) -> Comparison:
    walker = Walker(ready.network)
    expected = tuple(expectation(walker, blueprint.hosts, one) for one in asked)
    return Comparison(blueprint.hosts, asked, expected, None if engine is None else engine(ready.network))


def _confirmed(
    laboratory: Laboratory, comparison: Comparison, outcomes: list[Outcome], settings: Settings
) -> list[Outcome]:
    """Send what differs again, fewer at a time: a loaded machine may lose a packet, a rule never does."""
    again = comparison.suspects(outcomes)
    if again:
        batch = max(settings.second_batch, len(again) // _SECOND_BATCHES)
        suspects = [comparison.probes[number] for number in again]
        second = laboratory.send(suspects, batch=batch, quiet=settings.second_quiet)
        for number, outcome in zip(again, second, strict=True):
            outcomes[number] = outcome
    return outcomes


def _traced(
    laboratory: Laboratory,
    blueprint: Blueprint,
    found: Sequence[tuple[int, Mismatch]],
    asked: Sequence[Probe],
    settings: Settings,
) -> Iterator[Mismatch]:
    """Yield the differences, the first ones with the way that the packet was seen to take."""
    first = found[: settings.traced]
    seen = laboratory.trace([asked[number] for number, _ in first], quiet=settings.quiet) if first else []
    for (_, mismatch), sightings in zip(first, seen, strict=True):
        yield replace(mismatch, seen=tuple(_told(blueprint, one) for one in sightings))
    yield from (mismatch for _, mismatch in found[settings.traced :])


def _told(blueprint: Blueprint, one: Sighting) -> str:
    verb = "leaves" if one.leaving else "enters"
    return f"{one.source} -> {one.destination} {verb} {blueprint.spaces[one.space].title} ({one.device})"


def _result(
    network: Network,
    ready: Placed,
    blueprint: Blueprint,
    comparison: Comparison,
    outcomes: Sequence[Outcome],
    rest: tuple[tuple[Mismatch, ...], Mapping[str, float]],
) -> Rehearsal:
    compared = [
        (NAMES[probe.protocol], outcome.answered)
        for number, (probe, outcome) in enumerate(zip(comparison.probes, outcomes, strict=True))
        if outcome.lost < 0 and not comparison.undetermined(number)
    ]
    return Rehearsal(
        hosts=len(blueprint.hosts),
        spaces=len(blueprint.spaces),
        probes=len(outcomes),
        passed=dict(sorted(Counter(name for name, passed in compared if passed).items())),
        blocked=dict(sorted(Counter(name for name, passed in compared if not passed).items())),
        undetermined=sum(one.lost < 0 and comparison.undetermined(number) for number, one in enumerate(outcomes)),
        lost=dict(Counter(blueprint.spaces[one.lost].title for one in outcomes if one.lost >= 0)),
        pooled=ready.pooled,
        mismatches=rest[0],
        gaps=gaps(network, ready),
        seconds=rest[1],
    )
