"""What locks and guards make of rights: an action that they render useless is no danger."""

from collections.abc import Callable, Iterator, Mapping

from bastide.facts.case import Case
from bastide.facts.links import pointed
from bastide.facts.values import OpaqueError, entries, flag, text
from bastide.model.graph import Resource

OBJECT_LOCK = "aws_s3_bucket_object_lock_configuration"
PUBLIC_BLOCK = "aws_s3_bucket_public_access_block"
VAULT_LOCK = "aws_backup_vault_lock_configuration"


def about(case: Case, bucket: Resource, kind: str) -> Iterator[Resource]:
    """Yield the resources of a type that configure a bucket."""
    for one in case.graph.of_type(kind):
        target = pointed(case, one.get("bucket"), "aws_s3_bucket")
        if target is not None and target.address == bucket.address:
            yield one


def shields(case: Case, resource: Resource) -> frozenset[str]:
    """Return the actions that a lock or a guard of a resource makes useless."""
    found = _BY_TYPE.get(resource.type)
    try:
        return frozenset() if found is None else frozenset(found(case, resource))
    except OpaqueError:
        return frozenset()


def closed_to_public(case: Case, bucket: Resource) -> bool:
    """Tell whether a bucket refuses everybody whom only a policy for everybody lets in."""
    return any(is_true(case, one, "restrict_public_buckets") for one in about(case, bucket, PUBLIC_BLOCK))


def _bucket(case: Case, bucket: Resource) -> Iterator[str]:
    """Yield what versions and locks make useless: what is deleted can be had back, what is locked can't be deleted."""
    versions = (body for one in about(case, bucket, "aws_s3_bucket_versioning") for body in entries(one, _VERSIONING))
    if any(text(case.graph, body.get("status")) == "Enabled" for body in versions):
        yield "s3:DeleteObject"
    rules = (rule for one in about(case, bucket, OBJECT_LOCK) for rule in entries(one, "rule"))
    modes = {text(case.graph, term.get("mode")) for rule in rules for term in rule.nested("default_retention")}
    if "COMPLIANCE" in modes:
        yield "s3:DeleteObjectVersion"
    if "GOVERNANCE" not in modes:
        yield "s3:BypassGovernanceRetention"


def _vault(case: Case, vault: Resource) -> Iterator[str]:
    """Yield what a lock in compliance mode makes useless, for as long as the least retention lasts."""
    for lock in case.graph.of_type(VAULT_LOCK):
        target = pointed(case, lock.get("backup_vault_name"), "aws_backup_vault")
        ours = target is not None and target.address == vault.address
        if ours and lock.get("changeable_for_days") is not None:
            yield from _HELD_BY_VAULT_LOCK


def _database(case: Case, database: Resource) -> Iterator[str]:
    """Yield what deletion protection makes useless: to switch it off is another action, that is judged too."""
    if is_true(case, database, "deletion_protection"):
        yield from ("rds:DeleteDBInstance", "rds:DeleteDBCluster")


def is_true(case: Case, resource: Resource, attribute: str) -> bool:
    """Tell whether an attribute is surely true."""
    try:
        return flag(case.graph, resource.get(attribute)) is True
    except OpaqueError:
        return False


_VERSIONING = "versioning_configuration"
_HELD_BY_VAULT_LOCK = (
    "backup:DeleteRecoveryPoint",
    "backup:DisassociateRecoveryPoint",
    "backup:UpdateRecoveryPointLifecycle",
    "backup:DeleteBackupVault",
)
_BY_TYPE: Mapping[str, Callable[[Case, Resource], Iterator[str]]] = {
    "aws_s3_bucket": _bucket,
    "aws_backup_vault": _vault,
    "aws_db_instance": _database,
    "aws_rds_cluster": _database,
}
