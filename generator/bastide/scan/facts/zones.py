"""Which zone copy a resource belongs to, by the tag that generated code carries."""

from collections.abc import Mapping

from bastide.model.graph import Block, Resource
from bastide.model.intent import DeclaredZone
from bastide.scan.facts.case import Case
from bastide.scan.facts.links import pointers
from bastide.scan.facts.values import OpaqueError, settle, text

TAG = "bastide:zone"
DATABASE_GROUPS = (
    "aws_db_subnet_group",
    "aws_docdb_subnet_group",
    "aws_elasticache_subnet_group",
    "aws_neptune_subnet_group",
    "aws_redshift_subnet_group",
)


def zone_name(case: Case, resource: Resource) -> str | None:
    """Return the zone copy that a resource's tags name, None without the tag; OpaqueError for unknown tags."""
    tags = settle(case.graph, resource.get("tags"))
    if tags is None:
        return None
    if not isinstance(tags, Mapping):
        where = f"{resource.address}.tags"
        raise OpaqueError(where, resource.at("tags"))
    return text(case.graph, tags.get(TAG))


def zone_of(case: Case, resource: Resource) -> DeclaredZone | None:
    """Return the declared zone copy of a resource; None when it has no tag or nothing is declared."""
    name = zone_name(case, resource) if case.zones else None
    return None if name is None else case.zones.get(name)


def holds_data(case: Case) -> Mapping[str, Resource]:
    """Return the addresses of subnets that databases or file systems stand in, with what puts them there."""
    holders: dict[str, Resource] = {}
    for group in case.graph.of_type(*DATABASE_GROUPS, "aws_efs_mount_target"):
        attribute = "subnet_id" if group.type == "aws_efs_mount_target" else "subnet_ids"
        for value in pointers(case, group.get(attribute)):
            subnet = case.target(value)
            if subnet is not None:
                holders.setdefault(subnet.address, group)
    return holders


def vpc_address(case: Case, body: Block) -> str:
    """Return what names the VPC of a body: an address, or a literal id."""
    value = body.get("vpc_id")
    target = case.target(value)
    return target.address if target is not None else str(settle(case.graph, value))
