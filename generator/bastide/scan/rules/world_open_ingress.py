"""Ingress from the whole internet.

What it does:
    Adds up, for every port of every security group, and of groups that stand on one interface, the public
    addresses that their rules let in: separate rules, inline blocks and prefix lists of the tree, IPv4 and IPv6.
    More than one IPv4 /8 or one IPv6 /32 is the internet, in one piece or in several. A declared flow from
    `internet` to the group's zone (tag `bastide:zone`) with exactly that protocol and those ports is the only thing
    that makes it right.

Why is this bad:
    Anyone can reach the port. Scanners find a new open port within minutes; 0.0.0.0/1 with 128.0.0.0/1 is as
    open as 0.0.0.0/0, and checks that compare text miss it.

Example:
    resource "aws_security_group" "database" {
      name = "database"
      ingress {
        protocol    = "tcp"
        from_port   = 5432
        to_port     = 5432
        cidr_blocks = ["0.0.0.0/1", "128.0.0.0/1"]
      }
    }

Use instead:
    resource "aws_security_group" "database" {
      name = "database"
      ingress {
        protocol        = "tcp"
        from_port       = 5432
        to_port         = 5432
        security_groups = [aws_security_group.app.id]
      }
    }

Source:
    checkov 3.3.30 passes port 5432 open to 0.0.0.0/0 and port 22 open to 0.0.0.0/1 (measured).
"""

from collections.abc import Iterator
from functools import partial

from bastide.facts.attached import together
from bastide.facts.case import Case
from bastide.facts.permits import CARRIERS, Permit, blame, known_permits, permits
from bastide.facts.rule import Answer, Doubt, Fault, Meta
from bastide.facts.values import OpaqueError, opaque
from bastide.facts.world import is_public, is_world, network
from bastide.facts.zones import zone_of
from bastide.model.diagnostic import Label, Severity
from bastide.model.finding import Finding
from bastide.model.graph import Resource

META = Meta("NET001", Severity.HIGH, "Name the group or the address block that needs the port.", __doc__)
Groups = dict[str, list[Permit]]
Sets = frozenset[frozenset[str]]


def check(case: Case) -> Iterator[Finding]:
    """Judge every security group and every rule resource."""
    groups: Groups = {}
    for permit in known_permits(case):
        if permit.ingress and _public(permit):
            groups.setdefault(permit.group, []).append(permit)
    return META.judge(case.graph.of_type(*CARRIERS), partial(_answers, case, groups, together(case)))


def _answers(case: Case, groups: Groups, sets: Sets, carrier: Resource) -> Iterator[Answer]:
    for permit in permits(case, carrier):
        if not permit.ingress:
            continue
        yield from _foreign_lists(case, permit)
        opened = _opened(permit, groups, sets)
        if opened and not _declared(case, permit):
            yield _fault(permit, opened)


def _opened(permit: Permit, groups: Groups, sets: Sets) -> list[Permit]:
    """Return the permits that, at one port of this one, open it to the world together; itself among them."""
    if not _public(permit):
        return []
    for names in ({permit.group}, *(names for names in sets if permit.group in names)):
        opened = _world(permit, [one for name in sorted(names) for one in groups.get(name, [])])
        if opened:
            return opened
    return []


def _world(permit: Permit, group: list[Permit]) -> list[Permit]:
    for point in (permit, *group):
        at = [other for other in group if other.ports.includes(point.ports.protocol, point.ports.first)]
        reached = permit.ports.includes(point.ports.protocol, point.ports.first)
        if reached and is_world(network(cidr) for other in at for cidr in other.cidrs):
            return at
    return []


def _public(permit: Permit) -> bool:
    try:
        return any(is_public(network(cidr)) for cidr in permit.cidrs)
    except OpaqueError:
        return False


def _declared(case: Case, permit: Permit) -> bool:
    group = case.graph.by_address.get(permit.group)
    zone = None if group is None else zone_of(case, group)
    if zone is None or case.intent is None:
        return False
    ports = (permit.ports.protocol, permit.ports.first, permit.ports.last)
    return any(
        (flow.source, flow.destination, flow.protocol, flow.first, flow.last) == ("internet", zone.name, *ports)
        for flow in case.intent.flows
    )


def _fault(permit: Permit, opened: list[Permit]) -> Fault:
    blocks = ", ".join(f"`{cidr}`" for cidr in permit.cidrs)
    if is_world(network(cidr) for cidr in permit.cidrs):
        return Fault(f"{blocks} may open {permit.ports}", blame(permit))
    others = [other for other in opened if other is not permit and other.place != permit.place]
    related = tuple(Label(blame(other), "the other pieces") for other in others)
    return Fault(f"{blocks} and other rules let the internet open {permit.ports}", blame(permit), related)


def _foreign_lists(case: Case, permit: Permit) -> Iterator[Doubt]:
    for value in permit.prefix_lists:
        target = case.target(value)
        if not isinstance(value, str) and (target is None or target.type not in AWS_LISTS):
            error = opaque(value)
            yield Doubt(f"the prefix list `{error.text}` is not in this tree", error.place)


AWS_LISTS = ("aws_vpc_endpoint", "aws_prefix_list", "aws_ec2_managed_prefix_list")
"""What gives a prefix list that AWS keeps for its own services."""
