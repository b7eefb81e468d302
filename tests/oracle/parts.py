"""The words for a packet on its way: what it meets, what it did, where it may end."""

from dataclasses import dataclass, field

from bastide.model.filters import FirewallEndpoint
from bastide.model.forwarding import Nat
from bastide.model.network import Interface


@dataclass(frozen=True)
class AclCheck:
    """A subnet's ACL met on leaving (`egress`) or entering it; `leg` counts the NAT gateways passed before."""

    acl: str
    egress: bool
    peer: int
    leg: int


@dataclass(frozen=True)
class Inspection:
    """A firewall endpoint met, with the addresses that it sees."""

    endpoint: FirewallEndpoint
    source: int
    destination: int
    leg: int


@dataclass(frozen=True)
class Translation:
    """A NAT gateway passed: the address it hides, and its own."""

    nat: Nat
    client: int
    address: int


@dataclass(frozen=True)
class Pick:
    """An appliance-mode attachment's choice of a subnet, which holds for both directions of a flow."""

    attachment: str
    subnet: str


@dataclass(frozen=True)
class Link:
    """What joins two VPCs: a peering or a transit gateway, and whether group references may hold over it."""

    inward: bool
    outward: bool


@dataclass(frozen=True)
class State:
    """A packet on its way. `sender` is who last put its address on it: an interface, a NAT gateway, or the outside.

    `goal` is the party that it must reach; `pending` are translations that a reply still has to undo, the next first.
    """

    version: int
    source: int
    destination: int
    sender: Interface | Nat | None
    goal: str
    replying: bool = False
    pending: tuple[Translation, ...] = ()
    steps: tuple[AclCheck | Inspection, ...] = ()
    translations: tuple[Translation, ...] = ()
    picks: frozenset[Pick] = frozenset()
    links: tuple[Link, ...] = ()
    seen: frozenset[tuple[str, str, int]] = field(default_factory=frozenset)
    leg: int = 0


@dataclass(frozen=True)
class Way:
    """One alternative way of a packet: its last state, whether routing delivers it, and the door that it left by."""

    state: State
    arrives: bool
    exit: str | None = None
    """The gateway, peering or attachment by which it left for the internet or what lies outside."""

    @property
    def inspected(self) -> bool:
        return any(isinstance(step, Inspection) for step in self.state.steps)

    @property
    def firewalls(self) -> frozenset[tuple[int, str]]:
        return frozenset(
            (step.leg, step.endpoint.firewall) for step in self.state.steps if isinstance(step, Inspection)
        )
