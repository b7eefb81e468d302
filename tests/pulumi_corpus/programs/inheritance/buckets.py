"""Buckets that inherit from one another."""

import pulumi
import pulumi_aws as aws


class PrivateBucket(pulumi.ComponentResource):
    """A bucket that nobody outside reads."""

    kind = "archive:store:PrivateBucket"
    versions = "Enabled"

    def __init__(self, name: str, key: aws.kms.Key, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__(self.kind, name, {}, opts)
        self.name, self.key = name, key
        self.inside = pulumi.ResourceOptions(parent=self)
        self.bucket = self.make_bucket()
        aws.s3.BucketPublicAccessBlock(name, bucket=self.bucket.id, opts=self.inside)
        aws.s3.BucketVersioning(
            name,
            bucket=self.bucket.id,
            versioning_configuration={"status": self.versions},
            opts=self.inside,
        )
        aws.s3.BucketServerSideEncryptionConfiguration(
            name, bucket=self.bucket.id, rules=[self.encryption()], opts=self.inside
        )
        aws.s3.BucketPolicy(name, bucket=self.bucket.id, policy=self.policy(), opts=self.inside)
        self.extend()
        self.register_outputs({"bucket": self.bucket.id})

    def make_bucket(self) -> aws.s3.Bucket:
        """Make the bucket itself."""
        return aws.s3.Bucket(self.name, bucket=f"city-archive-{self.name}", tags={}, opts=self.inside)

    def encryption(self) -> aws.s3.BucketServerSideEncryptionConfigurationRuleArgs:
        """Return how the bucket is encrypted."""
        by_default = {"sse_algorithm": "aws:kms", "kms_master_key_id": self.key.arn}
        return aws.s3.BucketServerSideEncryptionConfigurationRuleArgs(
            apply_server_side_encryption_by_default=by_default, bucket_key_enabled=True
        )

    def statements(self) -> list[dict[str, object]]:
        """Return the statements of the bucket's policy."""
        return [
            {
                "Effect": "Deny",
                "Principal": "*",
                "Action": "s3:*",
                "Resource": [self.bucket.arn, pulumi.Output.concat(self.bucket.arn, "/*")],
                "Condition": {"Bool": {"aws:SecureTransport": "false"}},
            }
        ]

    def policy(self) -> pulumi.Output[str]:
        """Return the bucket's policy."""
        return pulumi.Output.json_dumps({"Version": "2012-10-17", "Statement": self.statements()})

    def extend(self) -> None:
        """Do what a kind of bucket adds."""


class LockedBucket(PrivateBucket):
    """A bucket whose objects nobody changes before their term ends."""

    kind = "archive:store:LockedBucket"
    mode = "COMPLIANCE"
    years = 10

    def make_bucket(self) -> aws.s3.Bucket:
        """Make the bucket with a lock, which can't be added later."""
        return aws.s3.Bucket(
            self.name,
            bucket=f"city-archive-{self.name}",
            object_lock_enabled=True,
            tags={"locked": "yes"},
            opts=pulumi.ResourceOptions(parent=self, protect=True),
        )

    def extend(self) -> None:
        """Set the term."""
        retention = {"mode": self.mode, "years": self.years}
        aws.s3.BucketObjectLockConfiguration(
            self.name, bucket=self.bucket.id, rule={"default_retention": retention}, opts=self.inside
        )


class ReadingBucket(PrivateBucket):
    """A bucket that one role reads."""

    kind = "archive:store:ReadingBucket"

    def __init__(
        self, name: str, key: aws.kms.Key, reader: aws.iam.Role, opts: pulumi.ResourceOptions | None = None
    ) -> None:
        self.reader = reader
        super().__init__(name, key, opts)

    def statements(self) -> list[dict[str, object]]:
        """Return the statements of the bucket's policy, with the reader's."""
        reading = {
            "Effect": "Allow",
            "Principal": {"AWS": self.reader.arn},
            "Action": "s3:GetObject",
            "Resource": pulumi.Output.concat(self.bucket.arn, "/*"),
        }
        return [*super().statements(), reading]
