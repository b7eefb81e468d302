"""Makes buckets, tables and queues."""

import pulumi
import pulumi_aws as aws


def encryption(key: aws.kms.Key) -> aws.s3.BucketServerSideEncryptionConfigurationRuleArgs:
    """Return the rule that encrypts a bucket with a key."""
    by_default = aws.s3.BucketServerSideEncryptionConfigurationRuleApplyServerSideEncryptionByDefaultArgs(
        sse_algorithm="aws:kms", kms_master_key_id=key.arn
    )
    return aws.s3.BucketServerSideEncryptionConfigurationRuleArgs(
        apply_server_side_encryption_by_default=by_default, bucket_key_enabled=True
    )


def refusal(bucket: aws.s3.Bucket) -> pulumi.Output[str]:
    """Return a policy that refuses what comes without encryption."""
    return pulumi.Output.json_dumps(
        {
            "Version": "2012-10-17",
            "Statement": [
                {
                    "Effect": "Deny",
                    "Principal": "*",
                    "Action": "s3:*",
                    "Resource": [bucket.arn, pulumi.Output.concat(bucket.arn, "/*")],
                    "Condition": {"Bool": {"aws:SecureTransport": "false"}},
                }
            ],
        }
    )


def private_bucket(name: str, key: aws.kms.Key, *, versions: str = "Enabled") -> aws.s3.Bucket:
    """Make a bucket that nobody outside reads."""
    bucket = aws.s3.Bucket(name, bucket=f"library-desk-{name}")
    aws.s3.BucketPublicAccessBlock(
        name,
        bucket=bucket.id,
        block_public_acls=True,
        block_public_policy=True,
        ignore_public_acls=True,
        restrict_public_buckets=True,
    )
    aws.s3.BucketVersioning(
        name,
        bucket=bucket.id,
        versioning_configuration=aws.s3.BucketVersioningVersioningConfigurationArgs(status=versions),
    )
    aws.s3.BucketServerSideEncryptionConfiguration(name, bucket=bucket.id, rules=[encryption(key)])
    aws.s3.BucketPolicy(name, bucket=bucket.id, policy=refusal(bucket))
    return bucket


def table(name: str, hash_key: str, key: aws.kms.Key, *, recovery: bool = True) -> aws.dynamodb.Table:
    """Make a table whose every minute can be restored."""
    return aws.dynamodb.Table(
        name,
        name=f"library-{name}",
        billing_mode="PAY_PER_REQUEST",
        hash_key=hash_key,
        attributes=[aws.dynamodb.TableAttributeArgs(name=hash_key, type="S")],
        point_in_time_recovery=aws.dynamodb.TablePointInTimeRecoveryArgs(enabled=recovery),
        server_side_encryption=aws.dynamodb.TableServerSideEncryptionArgs(enabled=True, kms_key_arn=key.arn),
    )


def queue(name: str, key: aws.kms.Key) -> aws.sqs.Queue:
    """Make an encrypted queue."""
    return aws.sqs.Queue(
        name,
        name=f"library-{name}",
        kms_master_key_id=key.id,
        message_retention_seconds=1209600,
    )
