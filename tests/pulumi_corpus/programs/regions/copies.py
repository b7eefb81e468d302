"""Makes stores in the first region together with their copies in the second."""

import json
from dataclasses import dataclass

import pulumi
import pulumi_aws as aws


@dataclass(frozen=True)
class Region:
    """One region: its name, how to reach it, and its key."""

    name: str
    opts: pulumi.ResourceOptions
    key: aws.kms.Key


def region(role: str, name: str, account: str) -> Region:
    """Make a region's provider and key."""
    provider = aws.Provider(role, region=name)
    opts = pulumi.ResourceOptions(provider=provider)
    administration = {
        "Effect": "Allow",
        "Principal": {"AWS": f"arn:aws:iam::{account}:root"},
        "Action": "kms:*",
        "Resource": "*",
    }
    key = aws.kms.Key(
        f"registry-{role}",
        description=f"The land registry in {name}",
        enable_key_rotation=True,
        deletion_window_in_days=30,
        policy=json.dumps({"Version": "2012-10-17", "Statement": [administration]}),
        opts=opts,
    )
    return Region(name, opts, key)


def private_bucket(name: str, where: Region) -> aws.s3.Bucket:
    """Make a bucket in one region."""
    bucket = aws.s3.Bucket(name, bucket=f"land-registry-{name}", opts=where.opts)
    aws.s3.BucketPublicAccessBlock(
        name,
        bucket=bucket.id,
        block_public_acls=True,
        block_public_policy=True,
        ignore_public_acls=True,
        restrict_public_buckets=True,
        opts=where.opts,
    )
    aws.s3.BucketVersioning(name, bucket=bucket.id, versioning_configuration={"status": "Enabled"}, opts=where.opts)
    by_default = {"sse_algorithm": "aws:kms", "kms_master_key_id": where.key.arn}
    aws.s3.BucketServerSideEncryptionConfiguration(
        name,
        bucket=bucket.id,
        rules=[{"apply_server_side_encryption_by_default": by_default, "bucket_key_enabled": True}],
        opts=where.opts,
    )
    return bucket


def copied_bucket(name: str, first: Region, second: Region, role: aws.iam.Role) -> tuple[aws.s3.Bucket, aws.s3.Bucket]:
    """Make a bucket and its copy."""
    source, target = private_bucket(name, first), private_bucket(f"{name}-copy", second)
    aws.s3.BucketReplicationConfig(
        name,
        bucket=source.id,
        role=role.arn,
        rules=[
            aws.s3.BucketReplicationConfigRuleArgs(
                id="everything",
                status="Enabled",
                filter={"prefix": ""},
                delete_marker_replication={"status": "Enabled"},
                source_selection_criteria={"sse_kms_encrypted_objects": {"status": "Enabled"}},
                destination={
                    "bucket": target.arn,
                    "storage_class": "STANDARD_IA",
                    "encryption_configuration": {"replica_kms_key_id": second.key.arn},
                },
            )
        ],
        opts=first.opts,
    )
    return source, target


def vault(name: str, where: Region) -> aws.backup.Vault:
    """Make a vault that can't be emptied."""
    made = aws.backup.Vault(name, name=name, kms_key_arn=where.key.arn, opts=where.opts)
    aws.backup.VaultLockConfiguration(
        name,
        backup_vault_name=made.name,
        min_retention_days=35,
        max_retention_days=3650,
        changeable_for_days=7,
        opts=where.opts,
    )
    return made
