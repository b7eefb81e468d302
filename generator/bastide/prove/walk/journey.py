"""A packet under way: where it is, where it has to go, and what has been decided about it."""

from dataclasses import dataclass, replace

from bastide.model.forwarding import Target
from bastide.model.proof import Hop, Packet
from bastide.model.wire import Origin

AWS = Origin("", None)
"""What AWS does by itself, which no line of code decides."""


@dataclass(frozen=True, slots=True)
class Where:
    """A location: in a subnet, or (no subnet) where a gateway or peering hands packets to a VPC."""

    vpc: str
    subnet: str
    table: str


@dataclass(frozen=True, slots=True)
class Goal:
    """Whom a packet has to reach: a party or, on a reply's way, a NAT gateway; no VPC and subnet if it is outside."""

    name: str
    vpc: str = ""
    subnet: str = ""


@dataclass(frozen=True, slots=True)
class Sender:
    """Whose address a packet bears as its source, its VPC (empty if outside), and whether it has a public IPv4 one."""

    name: str
    vpc: str = ""
    public: bool = False


@dataclass(frozen=True, slots=True)
class Door:
    """Where packets leave the network, and where their replies come in: a gateway, a peering or an attachment."""

    kind: Target
    name: str
    vpc: str


@dataclass(frozen=True, slots=True)
class Translation:
    """What a NAT gateway made of a packet, to be undone for its reply."""

    nat: str
    before: Packet


@dataclass(frozen=True, slots=True)
class Journey:
    """One packet's way so far.

    It goes on past filters that stop it, so that everything in its way is known; it has `ended` where no way leads on,
    and was `delivered` if that is its goal. For a reply, `request` is the journey that it answers (None if that is not
    known) and `pending` are the translations to be undone, latest first. `firewalls` are those that have seen it, each
    with the flow that it saw, and `pinned` the subnets that attachments in appliance mode have chosen for the flow.
    """

    source: str
    destination: str
    packet: Packet
    goal: Goal
    sender: Sender
    where: Where
    hops: tuple[Hop, ...] = ()
    egress_references: bool = True
    ingress_references: bool = True
    firewalls: frozenset[tuple[int, str]] = frozenset()
    translations: tuple[Translation, ...] = ()
    pinned: tuple[tuple[str, str], ...] = ()
    visited: frozenset[tuple[str, Packet]] = frozenset()
    door: Door | None = None
    replying: bool = False
    request: "Journey | None" = None
    pending: tuple[Translation, ...] = ()
    ended: bool = False
    delivered: bool = False

    @property
    def flow(self) -> int:
        """How many NAT gateways stand between the first sender and here: each makes another flow of a packet."""
        return len(self.pending if self.replying else self.translations)

    def note(self, *hops: Hop) -> "Journey":
        """Return the journey with further decisions."""
        return replace(self, hops=self.hops + hops)

    def stop(self, text: str, *origins: Origin) -> "tuple[Journey, ...]":
        """Return the journey's end at something that leads no further."""
        return (replace(self.note(Hop(text, origins, passes=False)), ended=True),)

    def leave_by(self, door: Door) -> "tuple[Journey, ...]":
        """Return the journey's end outside the network."""
        return (replace(self, door=door, ended=True, delivered=True),)

    def without_references(self) -> "Journey":
        """Return the journey on a path over which no reference to a security group holds."""
        return replace(self, egress_references=False, ingress_references=False)
