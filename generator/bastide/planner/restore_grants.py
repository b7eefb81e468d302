"""What the restore role may do: make new things from backups, and touch nothing that exists.

The provider's managed restore policies, cut down to this platform's kinds of stores (AWS managed policy reference,
AWSBackupServiceRolePolicyForRestores and AWSBackupServiceRolePolicyForS3Restore). What a test made is deleted by the
service's own role (AWS Backup guide, restore testing), so that this one need delete no data.
"""

from collections.abc import Iterator

from bastide.hcl.literal import Address
from bastide.model.kinds import StoreKind
from bastide.planner import names, recovery_network, stores
from bastide.planner.context import Context
from bastide.planner.statements import Statement, allow

ROLE = Address("aws_iam_role", "restore")
"""The role that AWS Backup restores with."""

RESTORED = "restored"
SERVICES = {StoreKind.OBJECT: "s3", StoreKind.POSTGRES: "rds", StoreKind.FILE: "elasticfilesystem"}
"""Through which service what comes back is encrypted."""

MADE = "awsbackup-restore-test-*"
"""How AWS Backup names the buckets that restore tests make."""


def restored(context: Context, store: str) -> str:
    """Return the name of the bucket that an object store is restored into by hand."""
    return names.short(
        f"{context.platform.name}-{RESTORED}-{context.platform.account}-{store}", names.BUCKET_NAME_LIMIT
    )


def role_name(context: Context) -> str:
    """Return the name of that role."""
    return f"{context.platform.name}-restore"


def statements(context: Context) -> Iterator[Statement]:
    """Yield the statements of the restore role's policy, those of absent kinds of stores left out."""
    yield from _keys(context)
    if stores.of_kind(context, StoreKind.OBJECT):
        yield from _objects(context)
    if stores.of_kind(context, StoreKind.POSTGRES):
        yield from _databases(context)
    if stores.of_kind(context, StoreKind.FILE):
        yield from _files(context)


def _everywhere(context: Context, service: str, resource: str) -> list[str]:
    """Return an ARN pattern for each region of the platform."""
    regions = context.platform.regions
    return [context.arn(service, resource, region=region) for region in (regions.primary, regions.dr) if region]


def _keys(context: Context) -> Iterator[Statement]:
    """Backups are read and their copies written through the services that hold them; grants are for services alone."""
    keys, regions = _everywhere(context, "kms", "key/*"), context.platform.regions
    kinds = {SERVICES[store.kind] for store in context.platform.stores}
    through = [
        f"{service}.{region}.{context.dns_suffix}"
        for region in (regions.primary, regions.dr)
        if region
        for service in sorted(kinds | {"backup"})
    ]
    yield allow("SeeKeys", ["kms:DescribeKey"], keys)
    yield allow("GrantKeys", ["kms:CreateGrant"], keys, {"Bool": {"kms:GrantIsForAWSResource": "true"}})
    use = [
        "kms:Decrypt",
        "kms:Encrypt",
        "kms:GenerateDataKey",
        "kms:GenerateDataKeyWithoutPlaintext",
        "kms:ReEncryptFrom",
        "kms:ReEncryptTo",
    ]
    yield allow("UseKeys", use, keys, {"StringEquals": {"kms:ViaService": through}})


def _objects(context: Context) -> Iterator[Statement]:
    """Buckets of tests, and those that the page of failover names: their names keep every other bucket out."""
    made = [f"arn:{context.partition}:s3:::{name}" for name in (MADE, f"{context.platform.name}-{RESTORED}-*")]
    make = [
        "s3:CreateBucket",
        "s3:GetBucketAcl",
        "s3:GetBucketLocation",
        "s3:GetBucketOwnershipControls",
        "s3:GetBucketVersioning",
        "s3:ListBucket",
        "s3:ListBucketVersions",
        "s3:PutBucketOwnershipControls",
        "s3:PutBucketVersioning",
    ]
    fill = [
        "s3:AbortMultipartUpload",
        "s3:GetObject",
        "s3:GetObjectAcl",
        "s3:GetObjectTagging",
        "s3:GetObjectVersion",
        "s3:GetObjectVersionAcl",
        "s3:GetObjectVersionTagging",
        "s3:ListMultipartUploadParts",
        "s3:PutObject",
        "s3:PutObjectTagging",
        "s3:PutObjectVersionTagging",
    ]
    yield allow("MakeBuckets", make, made)
    yield allow("FillBuckets", fill, [f"{one}/*" for one in made])


def _databases(context: Context) -> Iterator[Statement]:
    """A new instance, never one that is there: no action here changes or deletes an instance of the platform."""
    groups = [f"subgrp:{context.platform.name}-{store.name}" for store in stores.of_kind(context, StoreKind.POSTGRES)]
    primary, dr = context.platform.regions.primary, context.platform.regions.dr
    landing = [context.arn("rds", group, region=primary) for group in groups]
    if dr is not None:
        landing.append(context.arn("rds", f"subgrp:{recovery_network.group_name(context)}", region=dr))
    made = _everywhere(context, "rds", f"db:{MADE}")
    snapshots = _everywhere(context, "rds", "snapshot:awsbackup:*")
    defaults = [*_everywhere(context, "rds", "og:*"), *_everywhere(context, "rds", "pg:*")]
    restore = ["rds:AddTagsToResource", "rds:RestoreDBInstanceFromDBSnapshot"]
    yield allow("RestoreDatabases", restore, [*made, *snapshots, *landing, *defaults])
    seen = [*_everywhere(context, "rds", "db:*"), *_everywhere(context, "rds", "snapshot:*")]
    look = ["rds:DescribeDBInstances", "rds:DescribeDBSnapshots", "rds:ListTagsForResource"]
    yield allow("SeeDatabases", look, seen)


def _files(context: Context) -> Iterator[Statement]:
    """New file systems: only what AWS Backup tags as a test's may be filled."""
    systems = _everywhere(context, "elasticfilesystem", "file-system/*")
    make = ["elasticfilesystem:CreateFileSystem", "elasticfilesystem:TagResource"]
    yield allow("MakeFileSystems", make, systems)
    fill = ["elasticfilesystem:DescribeFileSystems", "elasticfilesystem:Restore"]
    yield allow("FillFileSystems", fill, systems)
