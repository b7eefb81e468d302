"""The ends of paths as routing sees them: classes of interfaces and outsiders that no route tells apart."""

from typing import NamedTuple

from bastide.model.forwarding import Target
from bastide.model.wire import INTERNET, ON_PREMISES

OUTSIDERS = (INTERNET, ON_PREMISES)


class End(NamedTuple):
    """One class of ends: where it stands, and an address atom that stands for all of its atoms.

    `party` is set for an outsider, and only then. `subnet` is set where something else stands in the same subnet that
    packets may pass, so that it matters which one it is.
    """

    party: str
    vpc: str
    table: str
    acl: int
    zone: str
    public: bool
    subnet: str
    column: int


class Door(NamedTuple):
    """Where a packet leaves or enters the network."""

    kind: Target
    name: str


class Turn(NamedTuple):
    """Where a NAT gateway turns a reply towards who asked; `sender` is the VPC that the reply comes from, if any."""

    nat: str
    sender: str


class Check(NamedTuple):
    """An ACL that judges a packet by a peer: `peer` is an atom, or `SOURCE` or `DESTINATION` of the packet."""

    acl: int
    direction: int
    peer: int


SOURCE, DESTINATION = -1, -2


class Sight(NamedTuple):
    """A firewall endpoint that a packet passes, and whom it sees: atoms, `SOURCE` or `DESTINATION`."""

    endpoint: str
    source: int
    destination: int


class Recipe(NamedTuple):
    """One alternative way from an end to another, as the conditions under which a packet gets through.

    `dead` ways lead nowhere. `egress` and `ingress` tell whether rules that name groups still hold. `nats` are the NAT
    gateways that translate the packet, each with the address atom it takes. `firewalls` are those that see it, each
    with how many of these had translated it by then.
    """

    checks: tuple[Check, ...] = ()
    egress: bool = True
    ingress: bool = True
    sights: tuple[Sight, ...] = ()
    nats: tuple[tuple[str, int], ...] = ()
    pins: tuple[tuple[str, str], ...] = ()
    door: Door | None = None
    entry: Door | None = None
    dead: bool = False
    firewalls: frozenset[tuple[int, str]] = frozenset()
