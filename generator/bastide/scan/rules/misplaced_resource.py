"""Resource that stands in another zone than its own.

What it does:
    Compares, where a declaration exists, the zone of each resource with the zones of its subnets, subnet groups,
    security groups, route tables and network ACLs. A resource's zone is the one that its store is declared in, else
    its tag `bastide:zone`, else that of the file system or subnet that it belongs to, or of the subnets that a
    group has. A subnet's zone is the one whose declared addresses it has, whatever its tag says.

Why is this bad:
    What holds the group of another zone may speak with everything that this zone may speak with; what stands in
    its subnet can be reached as that zone can be. All rules may be right, and the database is in the edge.

Example:
    resource "aws_security_group" "data" {
      tags = { "bastide:zone" = "data" }
    }
    resource "aws_security_group" "edge" {
      tags = { "bastide:zone" = "edge" }
    }
    resource "aws_db_instance" "cases" {
      vpc_security_group_ids = [aws_security_group.data.id, aws_security_group.edge.id]
      tags                   = { "bastide:zone" = "data" }
    }

Use instead:
    resource "aws_security_group" "data" {
      tags = { "bastide:zone" = "data" }
    }
    resource "aws_db_instance" "cases" {
      vpc_security_group_ids = [aws_security_group.data.id]
      tags                   = { "bastide:zone" = "data" }
    }

Source:
    Neither checkov 3.3.30 nor Trivy 0.76 knows zones.
"""

from collections.abc import Iterator, Mapping
from functools import partial

from bastide.facts.attached import ATTRIBUTES as GROUPS
from bastide.facts.case import Case
from bastide.facts.links import pointers
from bastide.facts.rule import Answer, Fault, Meta, concerned
from bastide.facts.values import entries, opaque, settle, text
from bastide.facts.world import inside, network
from bastide.facts.zones import TAG, zone_name
from bastide.model.diagnostic import Severity
from bastide.model.finding import Finding
from bastide.model.graph import Block, Resource, Value
from bastide.model.place import Place

META = Meta("NET008", Severity.HIGH, "Use the subnets and groups of its own zone, or declare the flow.", __doc__)
SUBNETS = ("subnet_id", "subnet_ids", "subnets", "vpc_zone_identifier")
SINGLE = ("db_subnet_group_name", "route_table_id", "network_acl_id")
PLACED = (*GROUPS, *SUBNETS, *SINGLE)
"""Attributes that say where a resource stands or what it holds."""

OWNERS = ("file_system_id", "subnet_id")
"""Attributes by which a resource without tags belongs to one that has them."""

KINDS = {
    **dict.fromkeys(GROUPS, ("aws_security_group", "aws_default_security_group")),
    **dict.fromkeys(SUBNETS, ("aws_subnet",)),
    "db_subnet_group_name": ("aws_db_subnet_group",),
    "route_table_id": ("aws_route_table",),
    "network_acl_id": ("aws_network_acl",),
}
"""What such an attribute points at, where it is a place."""


def check(case: Case) -> Iterator[Finding]:
    """Judge everything that has a zone and stands somewhere."""
    if case.intent is None:
        return
    homes = {address: store.zone for store in case.intent.stores for address in store.resources}
    placed = (one for one in case.graph.resources if one.mode == "resource")
    yield from META.judge(concerned(placed, partial(_has_place, case, homes)), partial(_answers, case, homes))


def _has_place(case: Case, homes: Mapping[str, str], resource: Resource) -> bool:
    points = any(True for _ in _places(resource.body))
    return (points or resource.type == "aws_subnet") and _zone(case, homes, resource) is not None


def _answers(case: Case, homes: Mapping[str, str], resource: Resource) -> Iterator[Answer]:
    own = _zone(case, homes, resource)
    if resource.type == "aws_subnet":
        tagged = zone_name(case, resource)
        if tagged != own:
            says = "no tag says so" if tagged is None else f"the tag says `{tagged}`"
            yield Fault(f"the addresses are those of zone `{own}`, and {says}", resource.at("tags"))
        return
    for name, value, place in _places(resource.body):
        for target in pointers(case, value):
            yield from _compared(case, homes, own, (name, target, place))


def _compared(
    case: Case, homes: Mapping[str, str], own: str | None, pointing: tuple[str, Value, Place]
) -> Iterator[Answer]:
    name, value, place = pointing
    target = case.target(value, KINDS[name][0])
    if target is None:
        if not isinstance(value, str):
            raise opaque(value)
        yield Fault(f"`{value}` is in no declared zone; this resource is in `{own}`", place)
    elif target.type in KINDS[name]:
        its = _zone(case, homes, target)
        if its != own:
            where = "in no declared zone" if its is None else f"of zone `{its}`"
            yield Fault(f"`{target.address}` is {where}; this resource is of `{own}`", place)


def _places(body: Block) -> Iterator[tuple[str, Value, Place]]:
    for name in PLACED:
        if body.get(name) is not None:
            yield name, body.get(name), body.at(name)
    for block in body.blocks:
        # A security group's own rules name peers, not places.
        if block.type not in ("ingress", "egress"):
            yield from _places(block)


def _zone(case: Case, homes: Mapping[str, str], resource: Resource) -> str | None:
    """Return the zone copy that a resource belongs to, None for none."""
    if resource.address in homes:
        return homes[resource.address]
    if resource.type == "aws_subnet":
        return _by_addresses(case, resource) or zone_name(case, resource)
    found = zone_name(case, resource) or _by_tag_blocks(case, resource)
    if found in case.zones:
        return found
    if resource.type == "aws_db_subnet_group":
        return _by_members(case, homes, resource)
    return _by_owner(case, homes, resource)


def _by_addresses(case: Case, subnet: Resource) -> str | None:
    written = text(case.graph, subnet.get("cidr_block"))
    if written is None:
        return None
    block = network(written)
    holding = (zone for zone in case.zones.values() if any(inside(block, network(cidr)) for cidr in zone.cidrs))
    return next((zone.name for zone in holding), None)


def _by_tag_blocks(case: Case, resource: Resource) -> str | None:
    """Return the zone that a scaling group names: its tags are blocks."""
    named = (one for one in entries(resource, "tag") if settle(case.graph, one.get("key")) == TAG)
    return next((text(case.graph, one.get("value")) for one in named), None)


def _by_members(case: Case, homes: Mapping[str, str], group: Resource) -> str | None:
    subnets = [case.target(value) for value in pointers(case, group.get("subnet_ids"))]
    zones = {None if subnet is None else _zone(case, homes, subnet) for subnet in subnets}
    return zones.pop() if len(zones) == 1 else None


def _by_owner(case: Case, homes: Mapping[str, str], resource: Resource) -> str | None:
    owners = (case.target(resource.get(name)) for name in OWNERS)
    owner = next((one for one in owners if one is not None and one.address != resource.address), None)
    return None if owner is None else _zone(case, homes, owner)
