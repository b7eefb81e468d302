"""What the proof of segmentation says: openings between zones, witnesses, blockers, distances.

`may` needs a reply and `forward` doesn't, because TCP is harmless without a handshake and one datagram is not.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from bastide.model.network import Interface, Unmodelled
from bastide.model.wire import Origin, Span


@dataclass(frozen=True, slots=True)
class Packet:
    """One packet: IP version, IANA protocol, addresses as numbers, source port, and `port` as in `Span`.

    Towards a public IPv4 address, `destination` is the private address that the gateway translates it to. The source
    port is 0 for what has none.
    """

    version: int
    protocol: int
    source: int
    source_port: int
    destination: int
    port: int


@dataclass(frozen=True, slots=True)
class Hop:
    """One decision on a packet's way: what decided (with every rule that says the same), and in words what it did."""

    text: str
    origins: tuple[Origin, ...]
    passes: bool


@dataclass(frozen=True, slots=True)
class Walk:
    """A packet's way from one party to another, up to the first decision that stops it."""

    packet: Packet
    source: str
    destination: str
    hops: tuple[Hop, ...]

    @property
    def arrives(self) -> bool:
        """Tell whether every decision let it pass."""
        return all(hop.passes for hop in self.hops)

    @property
    def blocker(self) -> Hop | None:
        """The decision that stopped it."""
        return next((hop for hop in self.hops if not hop.passes), None)


@dataclass(frozen=True, slots=True)
class Trip:
    """A packet with its reply. `reply` is None for what needs none, or where the packet itself does not arrive."""

    forward: Walk
    reply: Walk | None

    @property
    def completes(self) -> bool:
        """Tell whether the packet arrives, and its reply comes back."""
        return self.forward.arrives and (self.reply is None or self.reply.arrives)

    @property
    def blocker(self) -> Hop | None:
        """The first decision that stops the packet, or its reply."""
        return self.forward.blocker or (None if self.reply is None else self.reply.blocker)


@dataclass(frozen=True, slots=True)
class Zone:
    """A set of parties that stand together: names of interfaces, or `internet`, or `on-premises`."""

    name: str
    members: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Opening:
    """What passes between two zones: `forward` one packet arrives, `may` with a reply for some source port.

    `must` is what passes there and back for every source port of 1024 to 65535 and every alternative path, between
    every pair of members that the flow is declared for.
    """

    forward: tuple[Span, ...] = ()
    may: tuple[Span, ...] = ()
    must: tuple[Span, ...] = ()


class Standing(StrEnum):
    """The word for a pair of zones; `vacant` is declared, with nobody at one of its ends to prove it for."""

    CLOSED = "closed"
    VACANT = "vacant"
    ALLOWED = "allowed"
    BLOCKED = "blocked"
    VIOLATED = "violated"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Cell:
    """A pair of zones: what was declared, what passes, how that stands, and which layers hold it shut alone.

    `layers` holds `groups` and `acls`, each if it alone admits nothing beyond the declared; or only `routes`, where
    routes and addresses lead nothing there that is not declared, so that filters have nothing to hold.
    """

    source: str
    destination: str
    declared: tuple[Span, ...]
    opening: Opening
    standing: Standing
    layers: frozenset[str]


@dataclass(frozen=True, slots=True)
class Violation:
    """Traffic between two zones that nobody declared, with a packet that proves it and the number of such pairs."""

    source: str
    destination: str
    spans: tuple[Span, ...]
    witness: Trip
    pairs: int
    promised: bool


@dataclass(frozen=True, slots=True)
class Blockage:
    """A declared flow that does not pass: the first decision that stops it stands in the trip."""

    flow: str
    source: str
    destination: str
    spans: tuple[Span, ...]
    witness: Trip


class FlowVerdict(StrEnum):
    """The word for a declared flow: it passes always, not always, has nobody at an end, or can't be known."""

    ALLOWED = "as declared"
    BLOCKED = "blocked"
    VACANT = "nobody there"
    UNKNOWN = "not proven"


@dataclass(frozen=True, slots=True)
class FlowStanding:
    """A declared flow and how it stands; what stops it is in the blockages of its `id`."""

    id: str
    source: str
    destination: str
    span: Span
    why: str
    verdict: FlowVerdict


@dataclass(frozen=True, slots=True)
class Promise:
    """A pair of zones that `never` names: `closed` if nothing passes over any IP version, else violated or unknown."""

    source: str
    destination: str
    standing: Standing


@dataclass(frozen=True, slots=True)
class Assumed:
    """A declared flow that leaves this code at an existing network's border: beyond it, that it passes is assumed.

    `gateway` is the network's internet gateway where it leads to the internet, empty elsewhere.
    """

    id: str
    source: str
    destination: str
    span: Span
    network: str
    gateway: str


@dataclass(frozen=True, slots=True)
class Proof:
    """Everything that was proven of one tree.

    `distance` is, by store or workload, the least number of connections, each allowed, from the internet to it (1 is
    direct); None where there is no chain. `chains` are the zones on the way, the internet first. `offside` names the
    stores that have no interface in the network: packets do not reach them, policies decide. `assumptions` are what
    holds for every AWS network and no rule can change. `beyond` are the flows that leave this code at a border.
    `layered` says whether each layer was also asked alone; without that, `layers` of every cell is empty.
    """

    zones: tuple[Zone, ...]
    interfaces: Mapping[str, Interface]
    cells: tuple[Cell, ...]
    violations: tuple[Violation, ...]
    blockages: tuple[Blockage, ...]
    distance: Mapping[str, int | None]
    unmodelled: tuple[Unmodelled, ...]
    assumptions: tuple[str, ...]
    counts: Mapping[str, int]
    flows: tuple[FlowStanding, ...] = ()
    promises: tuple[Promise, ...] = ()
    chains: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    offside: tuple[str, ...] = ()
    beyond: tuple[Assumed, ...] = ()
    layered: bool = True
