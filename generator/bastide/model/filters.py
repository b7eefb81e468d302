"""What filters packets: network ACLs, security groups, network firewalls."""

from dataclasses import dataclass

from bastide.model.wire import Cidr, Origin, Span


@dataclass(frozen=True, slots=True)
class AclEntry:
    """One entry of a network ACL. The lowest number that matches decides; what none matches is denied.

    Stateless: a reply is judged like any packet, by its own destination port. `peer` is the source of an inbound
    entry and the destination of an outbound one. An entry of one IP version never matches the other.
    """

    number: int
    egress: bool
    allow: bool
    span: Span
    peer: Cidr
    origin: Origin


@dataclass(frozen=True, slots=True)
class Acl:
    """A network ACL. It holds for packets that enter or leave a subnet, not for those that stay inside it."""

    name: str
    vpc: str
    entries: tuple[AclEntry, ...]
    origin: Origin


@dataclass(frozen=True, slots=True)
class GroupRule:
    """One security-group rule: traffic, and peers given as blocks (prefix lists resolved) or as a group's members.

    A reference to a group matches the interfaces that carry that group, by identity and not by address; it is valid
    inside a VPC, over a peering in one region and, inbound only, over a transit gateway that supports it. It is never
    valid for traffic that a middlebox (firewall endpoint, NAT, appliance) forwards.
    """

    span: Span
    cidrs: tuple[Cidr, ...]
    group: str | None
    origin: Origin


@dataclass(frozen=True, slots=True)
class Group:
    """A security group. Stateful: the reply to what one direction admits passes whatever the other says."""

    name: str
    vpc: str
    ingress: tuple[GroupRule, ...]
    egress: tuple[GroupRule, ...]
    origin: Origin


@dataclass(frozen=True, slots=True)
class FirewallRule:
    """One rule of a network firewall, in the order in which it decides; a pass admits replies too."""

    allow: bool
    span: Span
    sources: tuple[Cidr, ...]
    destinations: tuple[Cidr, ...]
    origin: Origin


@dataclass(frozen=True, slots=True)
class FirewallEndpoint:
    """A firewall's endpoint in a subnet. First matching rule decides, else `default_allow`.

    Stateful: it sees a flow only if request and reply pass endpoints of the same `firewall`; one that sees half of a
    flow drops it.
    """

    name: str
    firewall: str
    subnet: str
    rules: tuple[FirewallRule, ...]
    default_allow: bool
    origin: Origin
