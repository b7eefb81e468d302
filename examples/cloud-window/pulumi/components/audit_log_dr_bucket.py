"""`audit-log`: what `audit-log-dr-bucket.tf` declares for Terraform."""

from dataclasses import dataclass

import pulumi
import pulumi_aws as aws


@dataclass(frozen=True, kw_only=True)
class AuditLogDrBucketArgs:
    """What `AuditLogDrBucket` needs of other components."""

    dr: aws.Provider


@dataclass(frozen=True, kw_only=True)
class AuditLogDrBucketPeers:
    """What `connect` needs: resources that in their turn need some of ours."""

    # access-log-dr-bucket
    access_log_dr_bucket: aws.s3.Bucket
    access_log_dr_bucket_policy: aws.s3.BucketPolicy

    # keys
    logs_dr_key: aws.kms.Key


class AuditLogDrBucket(pulumi.ComponentResource):
    """Everything that serves `audit-log`."""

    def __init__(self, name: str, args: AuditLogDrBucketArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__("bastide:auditLog:AuditLogDrBucket", name, opts=opts)
        self._args = args

        # AUD-02 Audit records are tamper-evident and immutable (mlps3 8.1.3.5 c, 8.1.4.3 c; nist-800-53r5 au-9, au-9.2,
        #   au-9.3, au-10)
        # AUD-03 Audit logs kept for six calendar months or more (mlps3 8.1.5.4 d; nist-800-53r5 au-11)
        # AUD-04 Logs are gathered in a separate zone (mlps3 8.1.5.4 d, 8.2.5.1 c; nist-800-53r5 au-6.3, au-9.2, au-4.1)
        # spec: logging.audit, logging.session - kept 1096 days, locked for 1096
        self.audit_log_dr_bucket = aws.s3.Bucket(
            "audit_log_dr",
            bucket="cloud-window-audit-log-123456789012-apne1",
            object_lock_enabled=True,
            tags={
                "Name": "cloud-window-audit-log-dr",
                "bastide:level": "platform",
                "bastide:owner": "municipal-data-bureau",
                "bastide:system": "cloud-window",
                "bastide:zone": "platform",
            },
            opts=pulumi.ResourceOptions(parent=self, provider=args.dr),
        )

        self.audit_log_dr_bucket_ownership_controls = aws.s3.BucketOwnershipControls(
            "audit_log_dr",
            bucket=self.audit_log_dr_bucket.id,
            rule=aws.s3.BucketOwnershipControlsRuleArgs(object_ownership="BucketOwnerEnforced"),
            opts=pulumi.ResourceOptions(parent=self, provider=args.dr),
        )

        # DAT-09 No public data store (mlps3 8.1.4.2 e, 8.1.4.11 b; nist-800-53r5 ac-3, ac-22)
        self.audit_log_dr_bucket_public_access_block = aws.s3.BucketPublicAccessBlock(
            "audit_log_dr",
            bucket=self.audit_log_dr_bucket.id,
            block_public_acls=True,
            block_public_policy=True,
            ignore_public_acls=True,
            restrict_public_buckets=True,
            opts=pulumi.ResourceOptions(parent=self, provider=args.dr),
        )

        self.audit_log_dr_bucket_versioning = aws.s3.BucketVersioning(
            "audit_log_dr",
            bucket=self.audit_log_dr_bucket.id,
            versioning_configuration=aws.s3.BucketVersioningVersioningConfigurationArgs(status="Enabled"),
            opts=pulumi.ResourceOptions(parent=self, provider=args.dr),
        )

        # Until its term is over, nobody deletes or shortens a record: not an administrator, not the root user, not AWS.
        self.audit_log_dr_bucket_object_lock_configuration = aws.s3.BucketObjectLockConfiguration(
            "audit_log_dr",
            bucket=self.audit_log_dr_bucket.id,
            rule=aws.s3.BucketObjectLockConfigurationRuleArgs(
                default_retention=aws.s3.BucketObjectLockConfigurationRuleDefaultRetentionArgs(
                    mode="COMPLIANCE",
                    days=1096,
                ),
            ),
            opts=pulumi.ResourceOptions(
                parent=self,
                provider=args.dr,
                depends_on=[self.audit_log_dr_bucket_versioning],
            ),
        )

        # AUD-12 Only auditors read audit data (mlps3 8.1.5.2 a, 8.1.5.2 b; nist-800-53r5 au-9.4, au-6)
        # DAT-05 Encryption in transit inside the platform (mlps3 8.1.2.2 b, 8.1.4.8 a; nist-800-53r5 sc-8, sc-8.1)
        self.audit_log_dr_bucket_policy = aws.s3.BucketPolicy(
            "audit_log_dr",
            bucket=self.audit_log_dr_bucket.id,
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
                                self.audit_log_dr_bucket.arn,
                                pulumi.Output.concat(self.audit_log_dr_bucket.arn, "/*"),
                            ],
                            "Condition": {"Bool": {"aws:SecureTransport": "false"}},
                        },
                        {
                            "Sid": "NobodyDeletes",
                            "Effect": "Deny",
                            "Principal": {"AWS": "*"},
                            "Action": ["s3:BypassGovernanceRetention", "s3:DeleteObject", "s3:DeleteObjectVersion"],
                            "Resource": pulumi.Output.concat(self.audit_log_dr_bucket.arn, "/*"),
                        },
                        {
                            "Sid": "FlowLogChecks",
                            "Effect": "Allow",
                            "Principal": {"Service": "delivery.logs.amazonaws.com"},
                            "Action": ["s3:GetBucketAcl", "s3:ListBucket"],
                            "Resource": self.audit_log_dr_bucket.arn,
                            "Condition": {
                                "StringEquals": {"aws:SourceAccount": "123456789012"},
                                "ArnLike": {"aws:SourceArn": "arn:aws:logs:ap-northeast-1:123456789012:*"},
                            },
                        },
                        {
                            "Sid": "FlowLogWrites",
                            "Effect": "Allow",
                            "Principal": {"Service": "delivery.logs.amazonaws.com"},
                            "Action": ["s3:PutObject"],
                            "Resource": pulumi.Output.concat(self.audit_log_dr_bucket.arn, "/AWSLogs/123456789012/*"),
                            "Condition": {
                                "StringEquals": {
                                    "aws:SourceAccount": "123456789012",
                                    "s3:x-amz-acl": "bucket-owner-full-control",
                                },
                                "ArnLike": {"aws:SourceArn": "arn:aws:logs:ap-northeast-1:123456789012:*"},
                            },
                        },
                    ],
                }
            ),
            opts=pulumi.ResourceOptions(
                parent=self,
                provider=args.dr,
                depends_on=[self.audit_log_dr_bucket_public_access_block],
            ),
        )

        # The term's end, set by rule because nobody may delete by hand.
        self.audit_log_dr_bucket_lifecycle_configuration = aws.s3.BucketLifecycleConfiguration(
            "audit_log_dr",
            bucket=self.audit_log_dr_bucket.id,
            rules=[
                aws.s3.BucketLifecycleConfigurationRuleArgs(
                    id="term",
                    status="Enabled",
                    filter=aws.s3.BucketLifecycleConfigurationRuleFilterArgs(),
                    transitions=[
                        # Cheap to keep and still read at once, by queries as well; a lock moves with its record.
                        aws.s3.BucketLifecycleConfigurationRuleTransitionArgs(days=366, storage_class="GLACIER_IR"),
                    ],
                    expiration=aws.s3.BucketLifecycleConfigurationRuleExpirationArgs(days=1096),
                    # What a later version replaced, or expiry hid: soon gone where a lock kept it before, else kept as
                    #   long as a record.
                    noncurrent_version_expiration=aws.s3.BucketLifecycleConfigurationRuleNoncurrentVersionExpirationArgs(
                        noncurrent_days=30,
                    ),
                    abort_incomplete_multipart_upload=aws.s3.BucketLifecycleConfigurationRuleAbortIncompleteMultipartUploadArgs(
                        days_after_initiation=7,
                    ),
                ),
            ],
            opts=pulumi.ResourceOptions(
                parent=self,
                provider=args.dr,
                depends_on=[self.audit_log_dr_bucket_versioning],
            ),
        )

        self.audit_log_dr_bucket_notification = aws.s3.BucketNotification(
            "audit_log_dr",
            bucket=self.audit_log_dr_bucket.id,
            eventbridge=True,
            opts=pulumi.ResourceOptions(parent=self, provider=args.dr),
        )

    def connect(self, peers: AuditLogDrBucketPeers) -> None:
        """Make the rest, once everything that it needs is there."""
        args = self._args

        # DAT-09 No public data store (mlps3 8.1.4.2 e, 8.1.4.11 b; nist-800-53r5 ac-3, ac-22)
        self.audit_log_dr_bucket_server_side_encryption_configuration = aws.s3.BucketServerSideEncryptionConfiguration(
            "audit_log_dr",
            bucket=self.audit_log_dr_bucket.id,
            rules=[
                aws.s3.BucketServerSideEncryptionConfigurationRuleArgs(
                    bucket_key_enabled=True,
                    apply_server_side_encryption_by_default=aws.s3.BucketServerSideEncryptionConfigurationRuleApplyServerSideEncryptionByDefaultArgs(
                        sse_algorithm="aws:kms",
                        kms_master_key_id=peers.logs_dr_key.arn,
                    ),
                ),
            ],
            opts=pulumi.ResourceOptions(parent=self, provider=args.dr),
        )

        # AUD-12 Only auditors read audit data (mlps3 8.1.5.2 a, 8.1.5.2 b; nist-800-53r5 au-9.4, au-6)
        # DAT-05 Encryption in transit inside the platform (mlps3 8.1.2.2 b, 8.1.4.8 a; nist-800-53r5 sc-8, sc-8.1)
        self.audit_log_dr_bucket_logging = aws.s3.BucketLogging(
            "audit_log_dr",
            bucket=self.audit_log_dr_bucket.id,
            target_bucket=peers.access_log_dr_bucket.id,
            target_prefix="audit-log/",
            # A query names its days, and reads no other.
            target_object_key_format=aws.s3.BucketLoggingTargetObjectKeyFormatArgs(
                partitioned_prefix=aws.s3.BucketLoggingTargetObjectKeyFormatPartitionedPrefixArgs(
                    partition_date_source="EventTime",
                ),
            ),
            opts=pulumi.ResourceOptions(parent=self, provider=args.dr, depends_on=[peers.access_log_dr_bucket_policy]),
        )

        self.register_outputs({"audit_log_dr_bucket_arn": self.audit_log_dr_bucket.arn})
