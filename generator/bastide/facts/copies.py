"""Where copies of data go: which region, and which line says so."""

from collections.abc import Callable, Iterator
from functools import partial

from bastide.facts import existing
from bastide.facts.case import Case
from bastide.facts.regions import region_meant, region_of
from bastide.facts.values import entries, text
from bastide.model.graph import Resource
from bastide.model.place import Place

Destinations = Callable[[Case, Resource], Iterator[tuple[str, Place]]]


def destinations(case: Case, resource: Resource) -> Iterator[tuple[str, Place]]:
    """Yield the regions that a resource copies data to, each with its line; its own region for anything else.

    Raises OpaqueError when the code doesn't tell.
    """
    yield from _KINDS.get(resource.type, _itself)(case, resource)


def _itself(case: Case, resource: Resource) -> Iterator[tuple[str, Place]]:
    yield region_of(case, resource), resource.place


def _plan(case: Case, plan: Resource) -> Iterator[tuple[str, Place]]:
    for rule in entries(plan, "rule"):
        for copy in rule.nested("copy_action"):
            yield region_meant(case, copy.get("destination_vault_arn")), copy.at("destination_vault_arn")


def _bucket(case: Case, replication: Resource) -> Iterator[tuple[str, Place]]:
    """Where a declared bucket of a log account lies is not judged here: a rule of its own calls that unknown."""
    for rule in entries(replication, "rule"):
        for destination in rule.nested("destination"):
            named = destination.get("bucket")
            if isinstance(named, str) and existing.bucket(case, named) is not None:
                continue
            yield region_meant(case, destination.get("bucket"), "aws_s3_bucket"), destination.at("bucket")
            for encrypted in destination.nested("encryption_configuration"):
                key = encrypted.get("replica_kms_key_id")
                yield region_meant(case, key, "aws_kms_key"), encrypted.at("replica_kms_key_id")


def _database(case: Case, database: Resource) -> Iterator[tuple[str, Place]]:
    if database.get("replicate_source_db") is not None:
        yield region_of(case, database), database.at("replicate_source_db")


def _named(block: str, attribute: str, case: Case, resource: Resource) -> Iterator[tuple[str, Place]]:
    for body in entries(resource, block):
        region = text(case.graph, body.get(attribute))
        if region is not None:
            yield region, body.at(attribute)


_KINDS: dict[str, Destinations] = {
    "aws_backup_vault": _itself,
    "aws_backup_plan": _plan,
    "aws_s3_bucket_replication_configuration": _bucket,
    "aws_db_instance": _database,
    "aws_db_instance_automated_backups_replication": _itself,
    "aws_kms_replica_key": _itself,
    "aws_efs_replication_configuration": partial(_named, "destination", "region"),
    "aws_dynamodb_table": partial(_named, "replica", "region_name"),
    "aws_secretsmanager_secret": partial(_named, "replica", "region"),
}
"""What makes copies, and how to find where they go."""

COPIERS = tuple(_KINDS)
"""Types whose resources make copies of data."""
