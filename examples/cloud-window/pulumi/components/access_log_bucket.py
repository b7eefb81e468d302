"""`access-log`: what `access-log-bucket.tf` declares for Terraform."""

import json
from dataclasses import dataclass

import pulumi
import pulumi_aws as aws


@dataclass(frozen=True, kw_only=True)
class AccessLogBucketArgs:
    """What `AccessLogBucket` needs of other components."""

    primary: aws.Provider


@dataclass(frozen=True, kw_only=True)
class AccessLogBucketPeers:
    """What `connect` needs: resources that in their turn need some of ours."""

    # access-log-dr-bucket
    access_log_dr_bucket: aws.s3.Bucket
    access_log_dr_bucket_versioning: aws.s3.BucketVersioning

    # audit-log-bucket
    audit_log_bucket: aws.s3.Bucket
    audit_log_bucket_versioning: aws.s3.BucketVersioning


class AccessLogBucket(pulumi.ComponentResource):
    """Everything that serves `access-log`."""

    def __init__(self, name: str, args: AccessLogBucketArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__("bastide:auditLog:AccessLogBucket", name, opts=opts)
        self._args = args

        # AUD-02 Audit records are tamper-evident and immutable (mlps3 8.1.3.5 c, 8.1.4.3 c; nist-800-53r5 au-9, au-9.2,
        #   au-9.3, au-10)
        # AUD-03 Audit logs kept for six calendar months or more (mlps3 8.1.5.4 d; nist-800-53r5 au-11)
        # AUD-04 Logs are gathered in a separate zone (mlps3 8.1.5.4 d, 8.2.5.1 c; nist-800-53r5 au-6.3, au-9.2, au-4.1)
        # spec: logging.access - kept 366 days
        self.access_log_bucket = aws.s3.Bucket(
            "access_log",
            bucket="cloud-window-access-log-123456789012-apse1",
            tags={
                "Name": "cloud-window-access-log",
                "bastide:level": "platform",
                "bastide:owner": "municipal-data-bureau",
                "bastide:system": "cloud-window",
                "bastide:zone": "platform",
            },
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        self.access_log_bucket_ownership_controls = aws.s3.BucketOwnershipControls(
            "access_log",
            bucket=self.access_log_bucket.id,
            rule=aws.s3.BucketOwnershipControlsRuleArgs(object_ownership="BucketOwnerEnforced"),
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        # DAT-09 No public data store (mlps3 8.1.4.2 e, 8.1.4.11 b; nist-800-53r5 ac-3, ac-22)
        self.access_log_bucket_public_access_block = aws.s3.BucketPublicAccessBlock(
            "access_log",
            bucket=self.access_log_bucket.id,
            block_public_acls=True,
            block_public_policy=True,
            ignore_public_acls=True,
            restrict_public_buckets=True,
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        self.access_log_bucket_versioning = aws.s3.BucketVersioning(
            "access_log",
            bucket=self.access_log_bucket.id,
            versioning_configuration=aws.s3.BucketVersioningVersioningConfigurationArgs(status="Enabled"),
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        self.access_log_bucket_server_side_encryption_configuration = aws.s3.BucketServerSideEncryptionConfiguration(
            "access_log",
            bucket=self.access_log_bucket.id,
            rules=[
                # AWS delivers load-balancer and bucket access logs only where S3's own key encrypts.
                aws.s3.BucketServerSideEncryptionConfigurationRuleArgs(
                    apply_server_side_encryption_by_default=aws.s3.BucketServerSideEncryptionConfigurationRuleApplyServerSideEncryptionByDefaultArgs(
                        sse_algorithm="AES256",
                    ),
                ),
            ],
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        # AUD-12 Only auditors read audit data (mlps3 8.1.5.2 a, 8.1.5.2 b; nist-800-53r5 au-9.4, au-6)
        # DAT-05 Encryption in transit inside the platform (mlps3 8.1.2.2 b, 8.1.4.8 a; nist-800-53r5 sc-8, sc-8.1)
        self.access_log_bucket_policy = aws.s3.BucketPolicy(
            "access_log",
            bucket=self.access_log_bucket.id,
            policy=pulumi.Output.json_dumps(
                {
                    "Version": "2012-10-17",
                    "Statement": [
                        {
                            "Sid": "NoPlainText",
                            "Effect": "Deny",
                            "Principal": {"AWS": "*"},
                            "Action": "s3:*",
                            "Resource": [
                                self.access_log_bucket.arn,
                                pulumi.Output.concat(self.access_log_bucket.arn, "/*"),
                            ],
                            "Condition": {"Bool": {"aws:SecureTransport": "false"}},
                        },
                        {
                            "Sid": "NobodyDeletes",
                            "Effect": "Deny",
                            "Principal": {"AWS": "*"},
                            "Action": ["s3:BypassGovernanceRetention", "s3:DeleteObject", "s3:DeleteObjectVersion"],
                            "Resource": pulumi.Output.concat(self.access_log_bucket.arn, "/*"),
                        },
                        {
                            "Sid": "BucketLogs",
                            "Effect": "Allow",
                            "Principal": {"Service": "logging.s3.amazonaws.com"},
                            "Action": ["s3:PutObject"],
                            "Resource": pulumi.Output.concat(self.access_log_bucket.arn, "/*"),
                            "Condition": {
                                "StringEquals": {"aws:SourceAccount": "123456789012"},
                                "ArnLike": {"aws:SourceArn": "arn:aws:s3:::cloud-window-*"},
                            },
                        },
                        {
                            "Sid": "SettingsChecks",
                            "Effect": "Allow",
                            "Principal": {"Service": "config.amazonaws.com"},
                            "Action": ["s3:GetBucketAcl", "s3:ListBucket"],
                            "Resource": self.access_log_bucket.arn,
                            "Condition": {"StringEquals": {"aws:SourceAccount": "123456789012"}},
                        },
                        {
                            "Sid": "SettingsWrites",
                            "Effect": "Allow",
                            "Principal": {"Service": "config.amazonaws.com"},
                            "Action": ["s3:PutObject"],
                            "Resource": pulumi.Output.concat(
                                self.access_log_bucket.arn,
                                "/config/AWSLogs/123456789012/Config/*",
                            ),
                            "Condition": {
                                "StringEquals": {
                                    "aws:SourceAccount": "123456789012",
                                    "s3:x-amz-acl": "bucket-owner-full-control",
                                },
                            },
                        },
                        {
                            "Sid": "LoadBalancerLogs",
                            "Effect": "Allow",
                            "Principal": {"Service": "logdelivery.elasticloadbalancing.amazonaws.com"},
                            "Action": ["s3:PutObject"],
                            "Resource": pulumi.Output.concat(self.access_log_bucket.arn, "/*"),
                            "Condition": {
                                "ArnLike": {
                                    "aws:SourceArn": "arn:aws:elasticloadbalancing:ap-southeast-1:123456789012:loadbalancer/*",
                                },
                            },
                        },
                    ],
                }
            ),
            opts=pulumi.ResourceOptions(
                parent=self,
                provider=args.primary,
                depends_on=[self.access_log_bucket_public_access_block],
            ),
        )

        # The term's end, set by rule because nobody may delete by hand.
        self.access_log_bucket_lifecycle_configuration = aws.s3.BucketLifecycleConfiguration(
            "access_log",
            bucket=self.access_log_bucket.id,
            rules=[
                aws.s3.BucketLifecycleConfigurationRuleArgs(
                    id="term",
                    status="Enabled",
                    filter=aws.s3.BucketLifecycleConfigurationRuleFilterArgs(),
                    expiration=aws.s3.BucketLifecycleConfigurationRuleExpirationArgs(days=366),
                    # What a later version replaced, or expiry hid: soon gone where a lock kept it before, else kept as
                    #   long as a record.
                    noncurrent_version_expiration=aws.s3.BucketLifecycleConfigurationRuleNoncurrentVersionExpirationArgs(
                        noncurrent_days=366,
                    ),
                    abort_incomplete_multipart_upload=aws.s3.BucketLifecycleConfigurationRuleAbortIncompleteMultipartUploadArgs(
                        days_after_initiation=7,
                    ),
                ),
            ],
            opts=pulumi.ResourceOptions(
                parent=self,
                provider=args.primary,
                depends_on=[self.access_log_bucket_versioning],
            ),
        )

        self.access_log_bucket_notification = aws.s3.BucketNotification(
            "access_log",
            bucket=self.access_log_bucket.id,
            eventbridge=True,
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        # BAK-02 Off-site copy (mlps3 8.1.4.9 b; nist-800-53r5 cp-6, cp-9.5)
        # GOV-04 Data and backups stay in allowed regions (mlps3 8.2.1.1, 8.2.4.5 a, 8.2.4.6 b; nist-800-53r5 sa-9.5)
        self.access_log_replication_role = aws.iam.Role(
            "access_log_replication",
            name="cloud-window-access-log-replication",
            assume_role_policy=json.dumps(
                {
                    "Version": "2012-10-17",
                    "Statement": [
                        {"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"Service": "s3.amazonaws.com"}},
                    ],
                }
            ),
            tags={
                "Name": "cloud-window-access-log",
                "bastide:level": "platform",
                "bastide:owner": "municipal-data-bureau",
                "bastide:system": "cloud-window",
                "bastide:zone": "platform",
            },
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

    def connect(self, peers: AccessLogBucketPeers) -> None:
        """Make the rest, once everything that it needs is there."""
        args = self._args

        # BAK-02 Off-site copy (mlps3 8.1.4.9 b; nist-800-53r5 cp-6, cp-9.5)
        # GOV-04 Data and backups stay in allowed regions (mlps3 8.2.1.1, 8.2.4.5 a, 8.2.4.6 b; nist-800-53r5 sa-9.5)
        self.access_log_replication_role_policy = aws.iam.RolePolicy(
            "access_log_replication",
            name="replicate",
            role=self.access_log_replication_role.id,
            policy=pulumi.Output.json_dumps(
                {
                    "Version": "2012-10-17",
                    "Statement": [
                        {
                            "Sid": "ReadSource",
                            "Effect": "Allow",
                            "Action": ["s3:GetReplicationConfiguration", "s3:ListBucket"],
                            "Resource": self.access_log_bucket.arn,
                        },
                        {
                            "Sid": "ReadVersions",
                            "Effect": "Allow",
                            "Action": [
                                "s3:GetObjectLegalHold",
                                "s3:GetObjectRetention",
                                "s3:GetObjectVersionAcl",
                                "s3:GetObjectVersionForReplication",
                                "s3:GetObjectVersionTagging",
                            ],
                            "Resource": pulumi.Output.concat(self.access_log_bucket.arn, "/*"),
                        },
                        {
                            "Sid": "WriteCopies",
                            "Effect": "Allow",
                            "Action": ["s3:ReplicateObject", "s3:ReplicateTags"],
                            "Resource": [
                                pulumi.Output.concat(peers.access_log_dr_bucket.arn, "/*"),
                                pulumi.Output.concat(peers.audit_log_bucket.arn, "/*"),
                            ],
                        },
                    ],
                }
            ),
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        self.access_log_bucket_replication_config = aws.s3.BucketReplicationConfig(
            "access_log",
            bucket=self.access_log_bucket.id,
            role=self.access_log_replication_role.arn,
            rules=[
                aws.s3.BucketReplicationConfigRuleArgs(
                    id="dr",
                    status="Enabled",
                    priority=1,
                    filter=aws.s3.BucketReplicationConfigRuleFilterArgs(),
                    delete_marker_replication=aws.s3.BucketReplicationConfigRuleDeleteMarkerReplicationArgs(
                        status="Disabled",
                    ),
                    destination=aws.s3.BucketReplicationConfigRuleDestinationArgs(
                        bucket=peers.access_log_dr_bucket.arn,
                        storage_class="STANDARD",
                    ),
                ),
                aws.s3.BucketReplicationConfigRuleArgs(
                    id="settings",
                    status="Enabled",
                    priority=2,
                    filter=aws.s3.BucketReplicationConfigRuleFilterArgs(prefix="config/"),
                    delete_marker_replication=aws.s3.BucketReplicationConfigRuleDeleteMarkerReplicationArgs(
                        status="Disabled",
                    ),
                    destination=aws.s3.BucketReplicationConfigRuleDestinationArgs(
                        bucket=peers.audit_log_bucket.arn,
                        storage_class="STANDARD",
                    ),
                ),
            ],
            opts=pulumi.ResourceOptions(
                parent=self,
                provider=args.primary,
                depends_on=[
                    self.access_log_bucket_versioning,
                    peers.access_log_dr_bucket_versioning,
                    peers.audit_log_bucket_versioning,
                ],
            ),
        )

        self.register_outputs(
            {"access_log_bucket_arn": self.access_log_bucket.arn, "access_log_bucket_id": self.access_log_bucket.id}
        )
