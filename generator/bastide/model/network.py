"""A network as the judge sees it: what filters and what forwards, each part with the code that declares it.

Neutral data. The words are AWS's where AWS is the case in hand, but nothing here knows Terraform: a reader builds it,
an engine computes with it, a walker sends single packets through it, and a rehearsal builds it out of namespaces.

Parts name each other by `name`: the address of the resource (`aws_subnet.edge_a`) or, for what AWS makes by itself, an
invented one (`aws_vpc.main/default-acl`).
"""

from dataclasses import dataclass
from enum import StrEnum

from bastide.model.filters import Acl, FirewallEndpoint, Group
from bastide.model.forwarding import Attachment, Gateway, Nat, Peering, RouteTable, Transit, TransitTable
from bastide.model.wire import Cidr, Origin


@dataclass(frozen=True, slots=True)
class Vpc:
    """A VPC: its address blocks, IPv4 first, primary first, and its region (empty when not known)."""

    name: str
    cidrs: tuple[Cidr, ...]
    region: str
    origin: Origin


@dataclass(frozen=True, slots=True)
class Subnet:
    """A subnet with the route table and network ACL that hold for it: the VPC's main or default one unless named."""

    name: str
    vpc: str
    cidrs: tuple[Cidr, ...]
    availability_zone: str
    table: str
    acl: str
    origin: Origin
    tags: tuple[tuple[str, str], ...] = ()


class Kind(StrEnum):
    """What an interface belongs to, as far as it matters to packets."""

    HOST = "host"
    LOAD_BALANCER = "load balancer"
    DATABASE = "database"
    FILE_SYSTEM = "file system"
    FUNCTION = "function"
    ENDPOINT = "endpoint"
    NAT = "nat"
    FIREWALL = "firewall"
    ATTACHMENT = "attachment"


@dataclass(frozen=True, slots=True)
class Interface:
    """One network interface in one subnet, or a class of interfaces that nothing tells apart.

    `workload` is the address of the resource that it belongs to; a load balancer in two subnets has two interfaces of
    one workload. `addresses` are its private addresses where the code tells them; without any, it may have every
    address of its subnet. `public` tells whether it has a public IPv4 address. It has IPv6 wherever its subnet has.
    An interface without groups is filtered by network ACLs alone. `hypothetical` marks one that no resource declares:
    a host that somebody could place there.
    """

    name: str
    workload: str
    subnet: str
    groups: tuple[str, ...]
    addresses: tuple[Cidr, ...]
    public: bool
    kind: Kind
    origin: Origin
    hypothetical: bool = False


@dataclass(frozen=True, slots=True)
class Balancer:
    """A load balancer as a proxy: it ends the connection, and begins another to each target interface's workload.

    `targets` are workloads or groups of addresses that it forwards to, with the traffic. It matters to distance only:
    what its own interfaces may reach is decided like that of any interface.
    """

    workload: str
    targets: tuple[str, ...]
    origin: Origin


@dataclass(frozen=True, slots=True)
class Unmodelled:
    """Something that may carry or filter packets and that is not modelled, or is not known from the code.

    `scope` names the VPCs, subnets, interfaces or groups whose traffic it may change; empty means all of it.
    """

    origin: Origin
    reason: str
    scope: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class StandIn:
    """A block that stands for addresses that no code tells: those of `name`, a prefix list or service of AWS."""

    block: Cidr
    name: str


@dataclass(frozen=True, slots=True)
class Remote:
    """A named part of what lies beyond gateways: a site, told by its addresses. It is a party of its own."""

    name: str
    cidrs: tuple[Cidr, ...]


@dataclass(frozen=True, slots=True)
class Network:
    """Everything that carries or filters packets, and everything that may and is not modelled."""

    vpcs: tuple[Vpc, ...] = ()
    subnets: tuple[Subnet, ...] = ()
    acls: tuple[Acl, ...] = ()
    groups: tuple[Group, ...] = ()
    interfaces: tuple[Interface, ...] = ()
    tables: tuple[RouteTable, ...] = ()
    gateways: tuple[Gateway, ...] = ()
    nats: tuple[Nat, ...] = ()
    peerings: tuple[Peering, ...] = ()
    transits: tuple[Transit, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    transit_tables: tuple[TransitTable, ...] = ()
    firewalls: tuple[FirewallEndpoint, ...] = ()
    balancers: tuple[Balancer, ...] = ()
    stand_ins: tuple[StandIn, ...] = ()
    unmodelled: tuple[Unmodelled, ...] = ()
    remotes: tuple[Remote, ...] = ()
