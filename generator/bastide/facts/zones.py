"""Which zone copy a resource belongs to, by the tag that generated code carries."""

from collections.abc import Mapping
from dataclasses import dataclass

from bastide.facts.case import Case
from bastide.facts.links import pointers
from bastide.facts.values import OpaqueError, settle, text
from bastide.model.graph import Block, Resource
from bastide.model.intent import DeclaredZone

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


@dataclass(frozen=True, slots=True)
class DataSubnets:
    """The addresses of subnets that databases or file systems stand in; `loose` if one stands nobody knows where."""

    known: frozenset[str]
    loose: OpaqueError | None


def data_subnets(case: Case) -> DataSubnets:
    """Return where databases and file systems stand."""
    known: set[str] = set()
    loose: OpaqueError | None = None
    for group in case.graph.of_type(*DATABASE_GROUPS, "aws_efs_mount_target"):
        attribute = "subnet_id" if group.type == "aws_efs_mount_target" else "subnet_ids"
        try:
            targets = [case.target(value) for value in pointers(case, group.get(attribute))]
        except OpaqueError as error:
            loose = loose or error
            continue
        known.update(target.address for target in targets if target is not None)
    return DataSubnets(frozenset(known), loose)


def vpc_address(case: Case, body: Block) -> str:
    """Return what names the VPC of a body: an address, or a literal id."""
    value = body.get("vpc_id")
    target = case.target(value)
    return target.address if target is not None else str(settle(case.graph, value))
