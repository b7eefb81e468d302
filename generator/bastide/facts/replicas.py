"""What really keeps a store's data in another region as it changes."""

from bastide.facts.case import Case
from bastide.facts.links import links, pointed
from bastide.facts.regions import region_meant, region_of
from bastide.facts.values import entries, text
from bastide.model.graph import Block, Resource

BUCKET = "aws_s3_bucket"
_COPIERS = {
    "aws_db_instance": ("aws_db_instance_automated_backups_replication", "source_db_instance_arn"),
    "aws_efs_file_system": ("aws_efs_replication_configuration", "source_file_system_id"),
}


def replicas(case: Case, stored: Resource) -> tuple[Resource, ...]:
    """Return what copies a bucket, a database's backups or a file system to another region, all of it and always.

    A bucket's replication counts with replication time control alone: nothing else bounds how far the copy lags (Amazon
    S3 guide, S3 RTC). Raises OpaqueError where the code doesn't tell.
    """
    home = region_of(case, stored)
    if stored.type == BUCKET:
        found = links(case, "aws_s3_bucket_replication_configuration", "bucket", BUCKET).of(stored.address)
        return tuple(one for one in found if any(_whole(case, rule, home) for rule in entries(one, "rule")))
    copier, attribute = _COPIERS[stored.type]
    found = links(case, copier, attribute, stored.type).of(stored.address)
    return tuple(one for one in found if _elsewhere(case, one, home))


def fed(case: Case, stored: Resource, copy: Resource) -> bool:
    """Tell whether a bucket's content is copied into another one of the tree."""
    for one in replicas(case, stored):
        for rule in entries(one, "rule"):
            for destination in rule.nested("destination"):
                target = pointed(case, destination.get("bucket"), BUCKET)
                if target is not None and target.address == copy.address:
                    return True
    return False


def _whole(case: Case, rule: Block, home: str) -> bool:
    """Tell whether a rule takes every object along, encrypted ones too (S3 guide, replicating encrypted objects)."""
    if text(case.graph, rule.get("status")) != "Enabled" or any(_narrows(one) for one in rule.nested("filter")):
        return False
    chosen = [
        body for one in rule.nested("source_selection_criteria") for body in one.nested("sse_kms_encrypted_objects")
    ]
    taken = any(text(case.graph, body.get("status")) == "Enabled" for body in chosen)
    keyed = any(one.nested("encryption_configuration") for one in rule.nested("destination"))
    regions = {region_meant(case, one.get("bucket"), BUCKET) for one in rule.nested("destination")}
    return taken and keyed and _timed(case, rule) and bool(regions - {home})


def _timed(case: Case, rule: Block) -> bool:
    timers = [timer for one in rule.nested("destination") for timer in one.nested("replication_time")]
    return any(text(case.graph, timer.get("status")) == "Enabled" for timer in timers)


def _narrows(chosen: Block) -> bool:
    return bool(chosen.attributes or chosen.blocks)


def _elsewhere(case: Case, copier: Resource, home: str) -> bool:
    if copier.type != "aws_efs_replication_configuration":
        return region_of(case, copier) != home
    return any(text(case.graph, one.get("region")) not in (None, home) for one in entries(copier, "destination"))
