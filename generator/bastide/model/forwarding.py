"""What forwards packets: route tables and the gateways that they name."""

from dataclasses import dataclass
from enum import StrEnum

from bastide.model.wire import Cidr, Origin


class Target(StrEnum):
    """Where a route leads."""

    LOCAL = "local"
    INTERNET = "internet gateway"
    CARRIER = "carrier gateway"
    EGRESS_ONLY = "egress-only gateway"
    NAT = "nat gateway"
    PEERING = "peering"
    TRANSIT = "transit gateway"
    FIREWALL = "firewall endpoint"
    OUTSIDE = "vpn gateway"
    SERVICE = "gateway endpoint"
    BLACKHOLE = "blackhole"


@dataclass(frozen=True, slots=True)
class Route:
    """One route. `name` is its target's: a gateway, NAT gateway, peering, transit gateway or firewall endpoint.

    The longest matching block wins. Between equal blocks: local, then static, then one from a prefix list, then a
    propagated one. `LOCAL` routes of the VPC's own blocks are implied and need not be listed.
    """

    destination: Cidr
    target: Target
    name: str
    origin: Origin
    from_list: bool = False
    propagated: bool = False


@dataclass(frozen=True, slots=True)
class RouteTable:
    """A route table."""

    name: str
    vpc: str
    routes: tuple[Route, ...]
    origin: Origin


@dataclass(frozen=True, slots=True)
class Gateway:
    """An internet, egress-only, carrier or VPN gateway of a VPC; `table` is its edge route table, if it has one."""

    name: str
    kind: Target
    vpc: str
    origin: Origin
    table: str | None = None


@dataclass(frozen=True, slots=True)
class Nat:
    """A NAT gateway in a subnet. TCP, UDP and ICMP only; nothing can be started from outside through it.

    A public one leaves by the internet gateway that its own subnet's route table names; a private one forwards by that
    table with its own private address.
    """

    name: str
    subnet: str
    public: bool
    origin: Origin


@dataclass(frozen=True, slots=True)
class Peering:
    """A VPC peering. Not transitive; `same_region` decides whether group references hold over it.

    A side that this tree does not declare is `ON_PREMISES`.
    """

    name: str
    requester: str
    accepter: str
    same_region: bool
    origin: Origin


@dataclass(frozen=True, slots=True)
class TransitRoute:
    """A route of a transit-gateway route table to an attachment, or to nothing (blackhole) without one."""

    destination: Cidr
    attachment: str | None
    propagated: bool
    origin: Origin


@dataclass(frozen=True, slots=True)
class TransitTable:
    """A transit-gateway route table: longest match, static before propagated."""

    name: str
    transit: str
    routes: tuple[TransitRoute, ...]
    origin: Origin


@dataclass(frozen=True, slots=True)
class Attachment:
    """What is attached to a transit gateway: a VPC through one subnet in each AZ, or the outside (`vpc` is empty then).

    `table` is the associated route table, None without an association (what arrives is dropped). Traffic from an AZ
    in which the attachment has no subnet doesn't enter. The ACL of the attachment's subnet filters what enters the
    transit gateway (inbound) and what comes out of it (outbound). Where source or destination sits in that very subnet,
    what leaves is judged by the outbound and by the inbound entries, and what arrives by none (AWS Transit Gateway
    guide, "Network ACLs for transit gateways").
    """

    name: str
    transit: str
    vpc: str
    subnets: tuple[str, ...]
    table: str | None
    origin: Origin
    appliance_mode: bool = False


@dataclass(frozen=True, slots=True)
class Transit:
    """A transit gateway."""

    name: str
    group_references: bool
    origin: Origin
