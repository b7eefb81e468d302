"""What is asked of the engine, and what it answers."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from bastide.model.proof import Opening, Packet
from bastide.model.wire import Span


class Layers(StrEnum):
    """Which filters count: both, one with the other taken as open, or none beside routes and addresses."""

    BOTH = "both"
    GROUPS = "groups"
    ACLS = "acls"
    ROUTES = "routes"


@dataclass(frozen=True, slots=True)
class Demand:
    """A declared flow: `spans` must pass from every one of `sources` to every one of `destinations` (party names).

    A pair with only one IP version in common is asked in that one; a pair with both is content with either.
    """

    flow: str
    sources: tuple[str, ...]
    destinations: tuple[str, ...]
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Sample:
    """One packet between two parties, as an example of an answer."""

    source: str
    destination: str
    packet: Packet


@dataclass(frozen=True, slots=True)
class Excess:
    """What passes between two zones and was not declared: TCP that completes, anything else that arrives.

    `spans` is the union over the pairs of parties, `pairs` their number, `samples` up to three of them (none
    where none were asked for).
    """

    source: str
    destination: str
    spans: tuple[Span, ...]
    pairs: int
    samples: tuple[Sample, ...]


@dataclass(frozen=True, slots=True)
class Lack:
    """What was demanded between two parties and doesn't always pass, with a packet for which it fails."""

    flow: str
    spans: tuple[Span, ...]
    sample: Sample


@dataclass(frozen=True, slots=True)
class Reach:
    """The answer: openings by pair of zones (absent where nothing passes), excesses, lacks, sizes for the record."""

    openings: Mapping[tuple[str, str], Opening]
    excesses: tuple[Excess, ...]
    lacks: tuple[Lack, ...]
    counts: Mapping[str, int]
