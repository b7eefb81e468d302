"""`log-queries`: what `log-queries-bucket.tf` declares for Terraform."""

import json
from dataclasses import dataclass

import pulumi
import pulumi_aws as aws


@dataclass(frozen=True, kw_only=True)
class LogQueriesBucketArgs:
    """What `LogQueriesBucket` needs of other components."""

    primary: aws.Provider


@dataclass(frozen=True, kw_only=True)
class LogQueriesBucketPeers:
    """What `connect` needs: resources that in their turn need some of ours."""

    # access-log-bucket
    access_log_bucket: aws.s3.Bucket
    access_log_bucket_policy: aws.s3.BucketPolicy

    # audit-log-dr-bucket
    audit_log_dr_bucket: aws.s3.Bucket
    audit_log_dr_bucket_versioning: aws.s3.BucketVersioning

    # keys
    logs_dr_key: aws.kms.Key
    logs_key: aws.kms.Key


class LogQueriesBucket(pulumi.ComponentResource):
    """Everything that serves `log-queries`."""

    def __init__(self, name: str, args: LogQueriesBucketArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__("bastide:auditLog:LogQueriesBucket", name, opts=opts)
        self._args = args

        # AUD-02 Audit records are tamper-evident and immutable (mlps3 8.1.3.5 c, 8.1.4.3 c; nist-800-53r5 au-9, au-9.2,
        #   au-9.3, au-10)
        # AUD-03 Audit logs kept for six calendar months or more (mlps3 8.1.5.4 d; nist-800-53r5 au-11)
        # AUD-04 Logs are gathered in a separate zone (mlps3 8.1.5.4 d, 8.2.5.1 c; nist-800-53r5 au-6.3, au-9.2, au-4.1)
        # spec: logging.normalise, the results of saved queries - kept 365 days
        self.log_queries_bucket = aws.s3.Bucket(
            "log_queries",
            bucket="cloud-window-log-queries-123456789012-apse1",
            tags={
                "Name": "cloud-window-log-queries",
                "bastide:level": "platform",
                "bastide:owner": "municipal-data-bureau",
                "bastide:system": "cloud-window",
                "bastide:zone": "platform",
            },
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        self.log_queries_bucket_ownership_controls = aws.s3.BucketOwnershipControls(
            "log_queries",
            bucket=self.log_queries_bucket.id,
            rule=aws.s3.BucketOwnershipControlsRuleArgs(object_ownership="BucketOwnerEnforced"),
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        # DAT-09 No public data store (mlps3 8.1.4.2 e, 8.1.4.11 b; nist-800-53r5 ac-3, ac-22)
        self.log_queries_bucket_public_access_block = aws.s3.BucketPublicAccessBlock(
            "log_queries",
            bucket=self.log_queries_bucket.id,
            block_public_acls=True,
            block_public_policy=True,
            ignore_public_acls=True,
            restrict_public_buckets=True,
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        self.log_queries_bucket_versioning = aws.s3.BucketVersioning(
            "log_queries",
            bucket=self.log_queries_bucket.id,
            versioning_configuration=aws.s3.BucketVersioningVersioningConfigurationArgs(status="Enabled"),
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        # AUD-12 Only auditors read audit data (mlps3 8.1.5.2 a, 8.1.5.2 b; nist-800-53r5 au-9.4, au-6)
        # DAT-05 Encryption in transit inside the platform (mlps3 8.1.2.2 b, 8.1.4.8 a; nist-800-53r5 sc-8, sc-8.1)
        self.log_queries_bucket_policy = aws.s3.BucketPolicy(
            "log_queries",
            bucket=self.log_queries_bucket.id,
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
                                self.log_queries_bucket.arn,
                                pulumi.Output.concat(self.log_queries_bucket.arn, "/*"),
                            ],
                            "Condition": {"Bool": {"aws:SecureTransport": "false"}},
                        },
                        {
                            "Sid": "NobodyDeletes",
                            "Effect": "Deny",
                            "Principal": {"AWS": "*"},
                            "Action": ["s3:BypassGovernanceRetention", "s3:DeleteObject", "s3:DeleteObjectVersion"],
                            "Resource": pulumi.Output.concat(self.log_queries_bucket.arn, "/*"),
                        },
                    ],
                }
            ),
            opts=pulumi.ResourceOptions(
                parent=self,
                provider=args.primary,
                depends_on=[self.log_queries_bucket_public_access_block],
            ),
        )

        # The term's end, set by rule because nobody may delete by hand.
        self.log_queries_bucket_lifecycle_configuration = aws.s3.BucketLifecycleConfiguration(
            "log_queries",
            bucket=self.log_queries_bucket.id,
            rules=[
                aws.s3.BucketLifecycleConfigurationRuleArgs(
                    id="term",
                    status="Enabled",
                    filter=aws.s3.BucketLifecycleConfigurationRuleFilterArgs(),
                    expiration=aws.s3.BucketLifecycleConfigurationRuleExpirationArgs(days=365),
                    # What a later version replaced, or expiry hid: soon gone where a lock kept it before, else kept as
                    #   long as a record.
                    noncurrent_version_expiration=aws.s3.BucketLifecycleConfigurationRuleNoncurrentVersionExpirationArgs(
                        noncurrent_days=365,
                    ),
                    abort_incomplete_multipart_upload=aws.s3.BucketLifecycleConfigurationRuleAbortIncompleteMultipartUploadArgs(
                        days_after_initiation=7,
                    ),
                ),
            ],
            opts=pulumi.ResourceOptions(
                parent=self,
                provider=args.primary,
                depends_on=[self.log_queries_bucket_versioning],
            ),
        )

        self.log_queries_bucket_notification = aws.s3.BucketNotification(
            "log_queries",
            bucket=self.log_queries_bucket.id,
            eventbridge=True,
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        # BAK-02 Off-site copy (mlps3 8.1.4.9 b; nist-800-53r5 cp-6, cp-9.5)
        # GOV-04 Data and backups stay in allowed regions (mlps3 8.2.1.1, 8.2.4.5 a, 8.2.4.6 b; nist-800-53r5 sa-9.5)
        self.log_queries_replication_role = aws.iam.Role(
            "log_queries_replication",
            name="cloud-window-log-queries-replication",
            assume_role_policy=json.dumps(
                {
                    "Version": "2012-10-17",
                    "Statement": [
                        {"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"Service": "s3.amazonaws.com"}},
                    ],
                }
            ),
            tags={
                "Name": "cloud-window-log-queries",
                "bastide:level": "platform",
                "bastide:owner": "municipal-data-bureau",
                "bastide:system": "cloud-window",
                "bastide:zone": "platform",
            },
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

    def connect(self, peers: LogQueriesBucketPeers) -> None:
        """Make the rest, once everything that it needs is there."""
        args = self._args

        # DAT-09 No public data store (mlps3 8.1.4.2 e, 8.1.4.11 b; nist-800-53r5 ac-3, ac-22)
        self.log_queries_bucket_server_side_encryption_configuration = aws.s3.BucketServerSideEncryptionConfiguration(
            "log_queries",
            bucket=self.log_queries_bucket.id,
            rules=[
                aws.s3.BucketServerSideEncryptionConfigurationRuleArgs(
                    bucket_key_enabled=True,
                    apply_server_side_encryption_by_default=aws.s3.BucketServerSideEncryptionConfigurationRuleApplyServerSideEncryptionByDefaultArgs(
                        sse_algorithm="aws:kms",
                        kms_master_key_id=peers.logs_key.arn,
                    ),
                ),
            ],
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        # AUD-12 Only auditors read audit data (mlps3 8.1.5.2 a, 8.1.5.2 b; nist-800-53r5 au-9.4, au-6)
        # DAT-05 Encryption in transit inside the platform (mlps3 8.1.2.2 b, 8.1.4.8 a; nist-800-53r5 sc-8, sc-8.1)
        self.log_queries_bucket_logging = aws.s3.BucketLogging(
            "log_queries",
            bucket=self.log_queries_bucket.id,
            target_bucket=peers.access_log_bucket.id,
            target_prefix="log-queries/",
            # A query names its days, and reads no other.
            target_object_key_format=aws.s3.BucketLoggingTargetObjectKeyFormatArgs(
                partitioned_prefix=aws.s3.BucketLoggingTargetObjectKeyFormatPartitionedPrefixArgs(
                    partition_date_source="EventTime",
                ),
            ),
            opts=pulumi.ResourceOptions(
                parent=self,
                provider=args.primary,
                depends_on=[peers.access_log_bucket_policy],
            ),
        )

        # BAK-02 Off-site copy (mlps3 8.1.4.9 b; nist-800-53r5 cp-6, cp-9.5)
        # GOV-04 Data and backups stay in allowed regions (mlps3 8.2.1.1, 8.2.4.5 a, 8.2.4.6 b; nist-800-53r5 sa-9.5)
        self.log_queries_replication_role_policy = aws.iam.RolePolicy(
            "log_queries_replication",
            name="replicate",
            role=self.log_queries_replication_role.id,
            policy=pulumi.Output.json_dumps(
                {
                    "Version": "2012-10-17",
                    "Statement": [
                        {
                            "Sid": "ReadSource",
                            "Effect": "Allow",
                            "Action": ["s3:GetReplicationConfiguration", "s3:ListBucket"],
                            "Resource": self.log_queries_bucket.arn,
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
                            "Resource": pulumi.Output.concat(self.log_queries_bucket.arn, "/*"),
                        },
                        {
                            "Sid": "WriteCopies",
                            "Effect": "Allow",
                            "Action": ["s3:ReplicateObject", "s3:ReplicateTags"],
                            "Resource": [pulumi.Output.concat(peers.audit_log_dr_bucket.arn, "/*")],
                        },
                        {
                            "Sid": "DecryptSource",
                            "Effect": "Allow",
                            "Action": "kms:Decrypt",
                            "Resource": peers.logs_key.arn,
                            "Condition": {"StringEquals": {"kms:ViaService": "s3.ap-southeast-1.amazonaws.com"}},
                        },
                        {
                            "Sid": "EncryptCopies",
                            "Effect": "Allow",
                            "Action": "kms:Encrypt",
                            "Resource": [peers.logs_dr_key.arn],
                            "Condition": {
                                "StringEquals": {
                                    "kms:ViaService": [
                                        "s3.ap-southeast-1.amazonaws.com",
                                        "s3.ap-northeast-1.amazonaws.com",
                                    ],
                                },
                            },
                        },
                    ],
                }
            ),
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        self.log_queries_bucket_replication_config = aws.s3.BucketReplicationConfig(
            "log_queries",
            bucket=self.log_queries_bucket.id,
            role=self.log_queries_replication_role.arn,
            rules=[
                aws.s3.BucketReplicationConfigRuleArgs(
                    id="dr",
                    status="Enabled",
                    priority=1,
                    filter=aws.s3.BucketReplicationConfigRuleFilterArgs(),
                    delete_marker_replication=aws.s3.BucketReplicationConfigRuleDeleteMarkerReplicationArgs(
                        status="Disabled",
                    ),
                    source_selection_criteria=aws.s3.BucketReplicationConfigRuleSourceSelectionCriteriaArgs(
                        sse_kms_encrypted_objects=aws.s3.BucketReplicationConfigRuleSourceSelectionCriteriaSseKmsEncryptedObjectsArgs(
                            status="Enabled",
                        ),
                    ),
                    destination=aws.s3.BucketReplicationConfigRuleDestinationArgs(
                        bucket=peers.audit_log_dr_bucket.arn,
                        storage_class="STANDARD",
                        encryption_configuration=aws.s3.BucketReplicationConfigRuleDestinationEncryptionConfigurationArgs(
                            replica_kms_key_id=peers.logs_dr_key.arn,
                        ),
                    ),
                ),
            ],
            opts=pulumi.ResourceOptions(
                parent=self,
                provider=args.primary,
                depends_on=[self.log_queries_bucket_versioning, peers.audit_log_dr_bucket_versioning],
            ),
        )

        self.register_outputs(
            {"log_queries_bucket_arn": self.log_queries_bucket.arn, "log_queries_bucket_id": self.log_queries_bucket.id}
        )
