"""What a rehearsal found."""

from collections.abc import Mapping
from dataclasses import dataclass

from bastide.model.proof import Packet, Trip


@dataclass(frozen=True, slots=True)
class Gap:
    """Something that was not rehearsed, and why."""

    what: str
    why: str


@dataclass(frozen=True, slots=True)
class Mismatch:
    """A packet about which kernel and proof differ.

    `kernel` and `proof` are what each says of it, `judge` is the part of the proof that differs. `seen` are the places
    where the kernel's packets were seen, `trip` is the walker's account.
    """

    source: str
    destination: str
    packet: Packet
    judge: str
    kernel: str
    proof: str
    trip: Trip
    seen: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """The outcome of a rehearsal.

    `passed` and `blocked` count probes by protocol; `undetermined` are probes for which AWS chooses between ways with
    different ends, `lost` those that ended in something not built, by its name. Both were sent and not compared.
    `pooled` interfaces were stood for by another one. `seconds` is by phase.
    """

    hosts: int
    spaces: int
    probes: int
    passed: Mapping[str, int]
    blocked: Mapping[str, int]
    undetermined: int
    lost: Mapping[str, int]
    pooled: int
    mismatches: tuple[Mismatch, ...]
    gaps: tuple[Gap, ...]
    seconds: Mapping[str, float]
