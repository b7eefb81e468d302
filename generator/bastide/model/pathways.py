"""What a reader of a proof wants to see of each pair of zones: a packet's way, or all that stands in it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from bastide.model.place import Place
from bastide.model.proof import Hop, Trip
from bastide.model.wire import Span


@dataclass(frozen=True, slots=True)
class Patch:
    """A subnet as a map draws it: its zone, network, region and availability zone (empty where not known)."""

    name: str
    zone: str
    network: str
    region: str
    availability_zone: str
    cidrs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """A packet of some traffic: its trip, and all that would have to change if it does not pass."""

    span: Span
    trip: Trip
    obstacles: tuple[Hop, ...] = ()


@dataclass(frozen=True, slots=True)
class Pathway:
    """A pair of zones with packets that show how it stands, and the ids of the flows that ask for it.

    Without a packet nobody stands at one of its ends, or none was found for what passes.
    """

    source: str
    destination: str
    shown: tuple[Shown, ...]
    flows: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Pathways:
    """All pairs of zones of one proof, in its order, with the subnets.

    `asked_at` are the lines that ask for a flow, by its id: of the spec first, then of the intent. `titles` are the
    names that people gave zones, agencies, sites and stores, by `zone/NAME`, `agency/NAME`, `site/NAME`, `store/NAME`.
    `quotes` are the blocks of code that decisions rest on, by file and first line.
    """

    patches: tuple[Patch, ...]
    pairs: tuple[Pathway, ...]
    asked_at: Mapping[str, tuple[Place, ...]] = field(default_factory=dict)
    titles: Mapping[str, str] = field(default_factory=dict)
    quotes: Mapping[tuple[str, int], str] = field(default_factory=dict)
