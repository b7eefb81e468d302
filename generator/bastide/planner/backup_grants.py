"""What the backup role may do: read the stores it backs up, fill the vaults, and restore nothing.

The same permissions as the provider's managed backup policies, cut down to this platform's kinds of stores and
names (AWS managed policy reference, AWSBackupServiceRolePolicyForBackup and AWSBackupServiceRolePolicyForS3Backup).
Names, not a list of stores: the policy of a role holds 10,240 characters, a platform any number of stores.
"""

from collections.abc import Iterator

from bastide.hcl.literal import Address, Template
from bastide.model.kinds import StoreKind
from bastide.planner import log_access, logs, stores
from bastide.planner.context import Context
from bastide.planner.statements import Statement, allow, deny

ROLE = Address("aws_iam_role", "backup")
"""The role that AWS Backup works with; whatever guards data must let it through."""


def statements(context: Context) -> Iterator[Statement]:
    """Yield the statements of the backup role's policy, those of absent kinds of stores left out."""
    yield from _vaults(context)
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


def _vaults(context: Context) -> Iterator[Statement]:
    vaults = _everywhere(context, "backup", f"backup-vault:{context.platform.name}-*")
    yield allow("FillVaults", ["backup:CopyIntoBackupVault", "backup:DescribeBackupVault"], vaults)
    points = _everywhere(context, "backup", "recovery-point:*")
    # A backup of a database is a snapshot, and keeps a snapshot's ARN in the vault.
    if stores.of_kind(context, StoreKind.POSTGRES):
        points += _everywhere(context, "rds", "snapshot:awsbackup:*")
    yield allow("CopyAndTag", ["backup:CopyFromBackupVault", "backup:TagResource"], points)


def _keys(context: Context) -> Iterator[Statement]:
    """Use of a key is bounded by the key policies: grants to services alone, decryption by way of a bucket alone."""
    keys = _everywhere(context, "kms", "key/*")
    yield allow("SeeKeys", ["kms:DescribeKey"], keys)
    yield allow("GrantKeys", ["kms:CreateGrant"], keys, {"Bool": {"kms:GrantIsForAWSResource": "true"}})


def _objects(context: Context) -> Iterator[Statement]:
    named = f"arn:{context.partition}:s3:::{context.platform.name}-*"
    kept = (logs.AUDIT_BUCKET, logs.ACCESS_BUCKET)
    records = [one.arn for bucket in kept for one in logs.with_copy(context, bucket)]
    if context.platform.logging.normalise:
        records.append(log_access.RESULTS.arn)
    watch = [
        "s3:GetBucketAcl",
        "s3:GetBucketLocation",
        "s3:GetBucketNotification",
        "s3:GetBucketTagging",
        "s3:GetBucketVersioning",
        "s3:GetInventoryConfiguration",
        "s3:ListBucket",
        "s3:ListBucketVersions",
        "s3:ListTagsForResource",
        "s3:PutBucketNotification",
        "s3:PutInventoryConfiguration",
    ]
    read = [
        "s3:GetObject",
        "s3:GetObjectAcl",
        "s3:GetObjectTagging",
        "s3:GetObjectVersion",
        "s3:GetObjectVersionAcl",
        "s3:GetObjectVersionTagging",
    ]
    through = f"s3.{context.platform.regions.primary}.{context.dns_suffix}"
    yield allow("WatchBuckets", watch, [named])
    yield allow("ReadObjects", read, [f"{named}/*"])
    yield deny("NeverRecords", ["s3:*"], [*records, *(Template(arn, "/*") for arn in records)])
    decrypt = _everywhere(context, "kms", "key/*")[:1]
    yield allow("DecryptObjects", ["kms:Decrypt"], decrypt, {"StringEquals": {"kms:ViaService": through}})
    follow = [
        "events:DeleteRule",
        "events:DescribeRule",
        "events:DisableRule",
        "events:EnableRule",
        "events:ListTargetsByRule",
        "events:PutRule",
        "events:PutTargets",
        "events:RemoveTargets",
    ]
    yield allow("FollowChanges", follow, _everywhere(context, "events", "rule/AwsBackupManagedRule*")[:1])
    yield allow("SeeRules", ["events:ListRules"], _everywhere(context, "events", "rule/*")[:1])
    yield allow("FindBuckets", ["cloudwatch:GetMetricData", "s3:ListAllMyBuckets"], ["*"])


def _databases(context: Context) -> Iterator[Statement]:
    """Snapshots that AWS Backup makes have names of their own; it can touch no others."""
    named = context.arn("rds", f"db:{context.platform.name}-*", region=context.platform.regions.primary)
    snapshots = _everywhere(context, "rds", "snapshot:*")
    yield allow("SnapshotDatabases", ["rds:CreateDBSnapshot", "rds:ListTagsForResource"], [named])
    copy = ["rds:AddTagsToResource", "rds:CopyDBSnapshot", "rds:CreateDBSnapshot", "rds:ListTagsForResource"]
    yield allow("CopySnapshots", copy, snapshots)
    own = _everywhere(context, "rds", "snapshot:awsbackup:*")
    yield allow("ExpireSnapshots", ["rds:DeleteDBSnapshot", "rds:ModifyDBSnapshotAttribute"], own)
    instances = _everywhere(context, "rds", "db:*")
    yield allow("FindDatabases", ["rds:DescribeDBInstances", "rds:DescribeDBSnapshots"], [*instances, *snapshots])


def _files(context: Context) -> Iterator[Statement]:
    systems = context.arn("elasticfilesystem", "file-system/*", region=context.platform.regions.primary)
    ours = {"StringEquals": {"aws:ResourceTag/bastide:system": context.platform.name}}
    yield allow("ReadFiles", ["elasticfilesystem:Backup", "elasticfilesystem:DescribeTags"], [systems], ours)
