"""`store/case-files`: what `store-case-files.tf` declares for Terraform."""

import json
from dataclasses import dataclass

import pulumi
import pulumi_aws as aws


@dataclass(frozen=True, kw_only=True)
class StoreCaseFilesArgs:
    """What `StoreCaseFiles` needs of other components."""

    primary: aws.Provider
    dr: aws.Provider


@dataclass(frozen=True, kw_only=True)
class StoreCaseFilesPeers:
    """What `connect` needs: resources that in their turn need some of ours."""

    # access-log-bucket
    access_log_bucket: aws.s3.Bucket
    access_log_bucket_policy: aws.s3.BucketPolicy

    # access-log-dr-bucket
    access_log_dr_bucket: aws.s3.Bucket
    access_log_dr_bucket_policy: aws.s3.BucketPolicy

    # backup
    backup_role: aws.iam.Role

    # keys
    important_civil_affairs_dr_key: aws.kms.Key


@dataclass(frozen=True, kw_only=True)
class StoreCaseFilesPeers2:
    """What `connect2` needs: resources that in their turn need some of ours."""

    # backup
    backup_role: aws.iam.Role

    # keys
    important_civil_affairs_dr_key: aws.kms.Key
    important_civil_affairs_key: aws.kms.Key

    # network
    main_vpc: aws.ec2.Vpc


class StoreCaseFiles(pulumi.ComponentResource):
    """Everything that serves `store/case-files`."""

    def __init__(self, name: str, args: StoreCaseFilesArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__("bastide:objectStore:StoreCaseFiles", name, opts=opts)
        self._args = args

        # DAT-01 Encryption at rest with customer keys (mlps3 8.1.4.8 b, 8.2.4.5 d; nist-800-53r5 sc-28, sc-28.1)
        # DAT-09 No public data store (mlps3 8.1.4.2 e, 8.1.4.11 b; nist-800-53r5 ac-3, ac-22)
        # spec: stores.case-files - important 婚姻登记档案
        self.case_files_bucket = aws.s3.Bucket(
            "case_files",
            bucket="cloud-window-case-files-123456789012-apse1",
            tags={
                "Name": "cloud-window-case-files",
                "bastide:level": "important",
                "bastide:owner": "civil-affairs-bureau",
                "bastide:system": "cloud-window",
                "bastide:zone": "data@civil-affairs",
            },
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        self.case_files_bucket_versioning = aws.s3.BucketVersioning(
            "case_files",
            bucket=self.case_files_bucket.id,
            versioning_configuration=aws.s3.BucketVersioningVersioningConfigurationArgs(status="Enabled"),
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        self.case_files_bucket_public_access_block = aws.s3.BucketPublicAccessBlock(
            "case_files",
            bucket=self.case_files_bucket.id,
            block_public_acls=True,
            block_public_policy=True,
            ignore_public_acls=True,
            restrict_public_buckets=True,
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        self.case_files_bucket_ownership_controls = aws.s3.BucketOwnershipControls(
            "case_files",
            bucket=self.case_files_bucket.id,
            rule=aws.s3.BucketOwnershipControlsRuleArgs(object_ownership="BucketOwnerEnforced"),
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        # DAT-12 Residual information is destroyed (mlps3 8.1.4.10 a, 8.1.4.10 b, 8.2.4.7 a, 8.2.4.7 b; nist-800-53r5
        #   mp-6, si-12)
        # What was overwritten or deleted lives on as long as backups do, then goes for good.
        self.case_files_bucket_lifecycle_configuration = aws.s3.BucketLifecycleConfiguration(
            "case_files",
            bucket=self.case_files_bucket.id,
            rules=[
                aws.s3.BucketLifecycleConfigurationRuleArgs(
                    id="superseded",
                    status="Enabled",
                    filter=aws.s3.BucketLifecycleConfigurationRuleFilterArgs(),
                    noncurrent_version_expiration=aws.s3.BucketLifecycleConfigurationRuleNoncurrentVersionExpirationArgs(
                        noncurrent_days=366,
                    ),
                    expiration=aws.s3.BucketLifecycleConfigurationRuleExpirationArgs(expired_object_delete_marker=True),
                    abort_incomplete_multipart_upload=aws.s3.BucketLifecycleConfigurationRuleAbortIncompleteMultipartUploadArgs(
                        days_after_initiation=7,
                    ),
                ),
            ],
            opts=pulumi.ResourceOptions(
                parent=self,
                provider=args.primary,
                depends_on=[self.case_files_bucket_versioning],
            ),
        )

        # AUD-05 Every log source is switched on (mlps3 8.1.3.5 a, 8.1.4.3 a, 8.1.5.4 d; nist-800-53r5 au-2, au-12)
        # DAT-10 Data life-cycle trace (mlps3 8.1.4.3 a, 8.1.4.3 c; nist-800-53r5 au-2, au-10, au-12)
        # Every change goes to the event bus; continuous backups follow it there.
        self.case_files_bucket_notification = aws.s3.BucketNotification(
            "case_files",
            bucket=self.case_files_bucket.id,
            eventbridge=True,
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        self.case_files_dr_bucket = aws.s3.Bucket(
            "case_files_dr",
            bucket="cloud-window-case-files-123456789012-apne1",
            tags={
                "Name": "cloud-window-case-files-dr",
                "bastide:level": "important",
                "bastide:owner": "civil-affairs-bureau",
                "bastide:system": "cloud-window",
                "bastide:zone": "data@civil-affairs",
            },
            opts=pulumi.ResourceOptions(parent=self, provider=args.dr),
        )

        self.case_files_dr_bucket_versioning = aws.s3.BucketVersioning(
            "case_files_dr",
            bucket=self.case_files_dr_bucket.id,
            versioning_configuration=aws.s3.BucketVersioningVersioningConfigurationArgs(status="Enabled"),
            opts=pulumi.ResourceOptions(parent=self, provider=args.dr),
        )

        self.case_files_dr_bucket_public_access_block = aws.s3.BucketPublicAccessBlock(
            "case_files_dr",
            bucket=self.case_files_dr_bucket.id,
            block_public_acls=True,
            block_public_policy=True,
            ignore_public_acls=True,
            restrict_public_buckets=True,
            opts=pulumi.ResourceOptions(parent=self, provider=args.dr),
        )

        self.case_files_dr_bucket_ownership_controls = aws.s3.BucketOwnershipControls(
            "case_files_dr",
            bucket=self.case_files_dr_bucket.id,
            rule=aws.s3.BucketOwnershipControlsRuleArgs(object_ownership="BucketOwnerEnforced"),
            opts=pulumi.ResourceOptions(parent=self, provider=args.dr),
        )

        # DAT-12 Residual information is destroyed (mlps3 8.1.4.10 a, 8.1.4.10 b, 8.2.4.7 a, 8.2.4.7 b; nist-800-53r5
        #   mp-6, si-12)
        # What was overwritten or deleted lives on as long as backups do, then goes for good.
        self.case_files_dr_bucket_lifecycle_configuration = aws.s3.BucketLifecycleConfiguration(
            "case_files_dr",
            bucket=self.case_files_dr_bucket.id,
            rules=[
                aws.s3.BucketLifecycleConfigurationRuleArgs(
                    id="superseded",
                    status="Enabled",
                    filter=aws.s3.BucketLifecycleConfigurationRuleFilterArgs(),
                    noncurrent_version_expiration=aws.s3.BucketLifecycleConfigurationRuleNoncurrentVersionExpirationArgs(
                        noncurrent_days=366,
                    ),
                    expiration=aws.s3.BucketLifecycleConfigurationRuleExpirationArgs(expired_object_delete_marker=True),
                    abort_incomplete_multipart_upload=aws.s3.BucketLifecycleConfigurationRuleAbortIncompleteMultipartUploadArgs(
                        days_after_initiation=7,
                    ),
                ),
            ],
            opts=pulumi.ResourceOptions(
                parent=self,
                provider=args.dr,
                depends_on=[self.case_files_dr_bucket_versioning],
            ),
        )

        # AUD-05 Every log source is switched on (mlps3 8.1.3.5 a, 8.1.4.3 a, 8.1.5.4 d; nist-800-53r5 au-2, au-12)
        # DAT-10 Data life-cycle trace (mlps3 8.1.4.3 a, 8.1.4.3 c; nist-800-53r5 au-2, au-10, au-12)
        # Every change goes to the event bus; continuous backups follow it there.
        self.case_files_dr_bucket_notification = aws.s3.BucketNotification(
            "case_files_dr",
            bucket=self.case_files_dr_bucket.id,
            eventbridge=True,
            opts=pulumi.ResourceOptions(parent=self, provider=args.dr),
        )

        # IAM-06 Least privilege policies (mlps3 8.1.4.2 d, 8.1.4.2 e, 8.1.4.2 f; nist-800-53r5 ac-6, ac-3)
        self.case_files_replication_role = aws.iam.Role(
            "case_files_replication",
            name="cloud-window-case-files-replication",
            assume_role_policy=json.dumps(
                {
                    "Version": "2012-10-17",
                    "Statement": [
                        {"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"Service": "s3.amazonaws.com"}},
                    ],
                }
            ),
            tags={
                "Name": "cloud-window-case-files",
                "bastide:level": "important",
                "bastide:owner": "civil-affairs-bureau",
                "bastide:system": "cloud-window",
                "bastide:zone": "data@civil-affairs",
            },
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

    def connect(self, peers: StoreCaseFilesPeers) -> None:
        """Make the rest, once everything that it needs is there."""
        args = self._args

        # AUD-05 Every log source is switched on (mlps3 8.1.3.5 a, 8.1.4.3 a, 8.1.5.4 d; nist-800-53r5 au-2, au-12)
        # DAT-10 Data life-cycle trace (mlps3 8.1.4.3 a, 8.1.4.3 c; nist-800-53r5 au-2, au-10, au-12)
        self.case_files_bucket_logging = aws.s3.BucketLogging(
            "case_files",
            bucket=self.case_files_bucket.id,
            target_bucket=peers.access_log_bucket.id,
            target_prefix="store/case-files/",
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

        self.case_files_dr_bucket_server_side_encryption_configuration = aws.s3.BucketServerSideEncryptionConfiguration(
            "case_files_dr",
            bucket=self.case_files_dr_bucket.id,
            rules=[
                aws.s3.BucketServerSideEncryptionConfigurationRuleArgs(
                    bucket_key_enabled=True,
                    apply_server_side_encryption_by_default=aws.s3.BucketServerSideEncryptionConfigurationRuleApplyServerSideEncryptionByDefaultArgs(
                        sse_algorithm="aws:kms",
                        kms_master_key_id=peers.important_civil_affairs_dr_key.arn,
                    ),
                ),
            ],
            opts=pulumi.ResourceOptions(parent=self, provider=args.dr),
        )

        # DAT-05 Encryption in transit inside the platform (mlps3 8.1.2.2 b, 8.1.4.8 a; nist-800-53r5 sc-8, sc-8.1)
        # NET-09 Cloud services are reached by private endpoints (mlps3 8.1.3.1 c, 8.1.2.1 d; nist-800-53r5 sc-7.3,
        #   sc-7.4)
        # IAM-06 Least privilege policies (mlps3 8.1.4.2 d, 8.1.4.2 e, 8.1.4.2 f; nist-800-53r5 ac-6, ac-3)
        self.case_files_dr_bucket_policy = aws.s3.BucketPolicy(
            "case_files_dr",
            bucket=self.case_files_dr_bucket.id,
            # Who asks for a key and names none gets the provider's own, not the bucket's.
            policy=pulumi.Output.json_dumps(
                {
                    "Version": "2012-10-17",
                    "Statement": [
                        {
                            "Sid": "DenyPlainTransport",
                            "Effect": "Deny",
                            "Principal": {"AWS": "*"},
                            "Action": "s3:*",
                            "Resource": [
                                self.case_files_dr_bucket.arn,
                                pulumi.Output.concat(self.case_files_dr_bucket.arn, "/*"),
                            ],
                            "Condition": {"Bool": {"aws:SecureTransport": "false"}},
                        },
                        {
                            "Sid": "DenyOldTransport",
                            "Effect": "Deny",
                            "Principal": {"AWS": "*"},
                            "Action": "s3:*",
                            "Resource": [
                                self.case_files_dr_bucket.arn,
                                pulumi.Output.concat(self.case_files_dr_bucket.arn, "/*"),
                            ],
                            "Condition": {"NumericLessThan": {"s3:TlsVersion": "1.2"}},
                        },
                        {
                            "Sid": "DenyOtherEncryption",
                            "Effect": "Deny",
                            "Principal": {"AWS": "*"},
                            "Action": "s3:PutObject",
                            "Resource": pulumi.Output.concat(self.case_files_dr_bucket.arn, "/*"),
                            "Condition": {
                                "Null": {"s3:x-amz-server-side-encryption": "false"},
                                "StringNotEquals": {"s3:x-amz-server-side-encryption": "aws:kms"},
                            },
                        },
                        {
                            "Sid": "DenyKeysFromCallers",
                            "Effect": "Deny",
                            "Principal": {"AWS": "*"},
                            "Action": "s3:PutObject",
                            "Resource": pulumi.Output.concat(self.case_files_dr_bucket.arn, "/*"),
                            "Condition": {"Null": {"s3:x-amz-server-side-encryption-customer-algorithm": "false"}},
                        },
                        {
                            "Sid": "DenyOtherKeys",
                            "Effect": "Deny",
                            "Principal": {"AWS": "*"},
                            "Action": "s3:PutObject",
                            "Resource": pulumi.Output.concat(self.case_files_dr_bucket.arn, "/*"),
                            "Condition": {
                                "Null": {"s3:x-amz-server-side-encryption-aws-kms-key-id": "false"},
                                "StringNotEquals": {
                                    "s3:x-amz-server-side-encryption-aws-kms-key-id": peers.important_civil_affairs_dr_key.arn,
                                },
                            },
                        },
                        {
                            "Sid": "DenyUnnamedKeys",
                            "Effect": "Deny",
                            "Principal": {"AWS": "*"},
                            "Action": "s3:PutObject",
                            "Resource": pulumi.Output.concat(self.case_files_dr_bucket.arn, "/*"),
                            "Condition": {
                                "Null": {"s3:x-amz-server-side-encryption-aws-kms-key-id": "true"},
                                "StringEquals": {"s3:x-amz-server-side-encryption": "aws:kms"},
                            },
                        },
                        {
                            "Sid": "DenyFromOutside",
                            "Effect": "Deny",
                            "Principal": {"AWS": "*"},
                            "Action": [
                                "s3:AbortMultipartUpload",
                                "s3:DeleteObject*",
                                "s3:GetObject*",
                                "s3:ListBucketMultipartUploads",
                                "s3:ListBucketVersions",
                                "s3:ListMultipartUploadParts",
                                "s3:PutObject*",
                                "s3:RestoreObject",
                            ],
                            "Resource": [
                                self.case_files_dr_bucket.arn,
                                pulumi.Output.concat(self.case_files_dr_bucket.arn, "/*"),
                            ],
                            "Condition": {
                                "BoolIfExists": {"aws:ViaAWSService": "false"},
                                "ArnNotLike": {
                                    "aws:PrincipalArn": [
                                        peers.backup_role.arn,
                                        self.case_files_replication_role.arn,
                                        "arn:aws:iam::123456789012:role/aws-service-role/macie.amazonaws.com/AWSServiceRoleForAmazonMacie",
                                    ],
                                },
                            },
                        },
                    ],
                }
            ),
            opts=pulumi.ResourceOptions(
                parent=self,
                provider=args.dr,
                depends_on=[self.case_files_dr_bucket_public_access_block],
            ),
        )

        # AUD-05 Every log source is switched on (mlps3 8.1.3.5 a, 8.1.4.3 a, 8.1.5.4 d; nist-800-53r5 au-2, au-12)
        # DAT-10 Data life-cycle trace (mlps3 8.1.4.3 a, 8.1.4.3 c; nist-800-53r5 au-2, au-10, au-12)
        self.case_files_dr_bucket_logging = aws.s3.BucketLogging(
            "case_files_dr",
            bucket=self.case_files_dr_bucket.id,
            target_bucket=peers.access_log_dr_bucket.id,
            target_prefix="store/case-files/",
            # A query names its days, and reads no other.
            target_object_key_format=aws.s3.BucketLoggingTargetObjectKeyFormatArgs(
                partitioned_prefix=aws.s3.BucketLoggingTargetObjectKeyFormatPartitionedPrefixArgs(
                    partition_date_source="EventTime",
                ),
            ),
            opts=pulumi.ResourceOptions(parent=self, provider=args.dr, depends_on=[peers.access_log_dr_bucket_policy]),
        )

        # BAK-02 Off-site copy (mlps3 8.1.4.9 b; nist-800-53r5 cp-6, cp-9.5)
        # GOV-04 Data and backups stay in allowed regions (mlps3 8.2.1.1, 8.2.4.5 a, 8.2.4.6 b; nist-800-53r5 sa-9.5)
        # Both ways: what is written in the DR region after a failover comes back.
        self.case_files_bucket_replication_config = aws.s3.BucketReplicationConfig(
            "case_files",
            bucket=self.case_files_bucket.id,
            role=self.case_files_replication_role.arn,
            rules=[
                aws.s3.BucketReplicationConfigRuleArgs(
                    id="everything",
                    priority=0,
                    status="Enabled",
                    filter=aws.s3.BucketReplicationConfigRuleFilterArgs(),
                    delete_marker_replication=aws.s3.BucketReplicationConfigRuleDeleteMarkerReplicationArgs(
                        status="Enabled",
                    ),
                    source_selection_criteria=aws.s3.BucketReplicationConfigRuleSourceSelectionCriteriaArgs(
                        sse_kms_encrypted_objects=aws.s3.BucketReplicationConfigRuleSourceSelectionCriteriaSseKmsEncryptedObjectsArgs(
                            status="Enabled",
                        ),
                    ),
                    destination=aws.s3.BucketReplicationConfigRuleDestinationArgs(
                        bucket=self.case_files_dr_bucket.arn,
                        encryption_configuration=aws.s3.BucketReplicationConfigRuleDestinationEncryptionConfigurationArgs(
                            replica_kms_key_id=peers.important_civil_affairs_dr_key.arn,
                        ),
                        replication_time=aws.s3.BucketReplicationConfigRuleDestinationReplicationTimeArgs(
                            status="Enabled",
                            time=aws.s3.BucketReplicationConfigRuleDestinationReplicationTimeTimeArgs(minutes=15),
                        ),
                        metrics=aws.s3.BucketReplicationConfigRuleDestinationMetricsArgs(
                            status="Enabled",
                            event_threshold=aws.s3.BucketReplicationConfigRuleDestinationMetricsEventThresholdArgs(
                                minutes=15,
                            ),
                        ),
                    ),
                ),
            ],
            opts=pulumi.ResourceOptions(
                parent=self,
                provider=args.primary,
                depends_on=[self.case_files_bucket_versioning, self.case_files_dr_bucket_versioning],
            ),
        )

    def connect2(self, peers: StoreCaseFilesPeers2) -> None:
        """Make the rest, once everything that it needs is there."""
        args = self._args

        # DAT-01 Encryption at rest with customer keys (mlps3 8.1.4.8 b, 8.2.4.5 d; nist-800-53r5 sc-28, sc-28.1)
        # DAT-09 No public data store (mlps3 8.1.4.2 e, 8.1.4.11 b; nist-800-53r5 ac-3, ac-22)
        # spec: stores.case-files - important 婚姻登记档案
        self.case_files_bucket_server_side_encryption_configuration = aws.s3.BucketServerSideEncryptionConfiguration(
            "case_files",
            bucket=self.case_files_bucket.id,
            rules=[
                aws.s3.BucketServerSideEncryptionConfigurationRuleArgs(
                    bucket_key_enabled=True,
                    apply_server_side_encryption_by_default=aws.s3.BucketServerSideEncryptionConfigurationRuleApplyServerSideEncryptionByDefaultArgs(
                        sse_algorithm="aws:kms",
                        kms_master_key_id=peers.important_civil_affairs_key.arn,
                    ),
                ),
            ],
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        # DAT-05 Encryption in transit inside the platform (mlps3 8.1.2.2 b, 8.1.4.8 a; nist-800-53r5 sc-8, sc-8.1)
        # NET-09 Cloud services are reached by private endpoints (mlps3 8.1.3.1 c, 8.1.2.1 d; nist-800-53r5 sc-7.3,
        #   sc-7.4)
        # IAM-06 Least privilege policies (mlps3 8.1.4.2 d, 8.1.4.2 e, 8.1.4.2 f; nist-800-53r5 ac-6, ac-3)
        self.case_files_bucket_policy = aws.s3.BucketPolicy(
            "case_files",
            bucket=self.case_files_bucket.id,
            # Who asks for a key and names none gets the provider's own, not the bucket's.
            policy=pulumi.Output.json_dumps(
                {
                    "Version": "2012-10-17",
                    "Statement": [
                        {
                            "Sid": "DenyPlainTransport",
                            "Effect": "Deny",
                            "Principal": {"AWS": "*"},
                            "Action": "s3:*",
                            "Resource": [
                                self.case_files_bucket.arn,
                                pulumi.Output.concat(self.case_files_bucket.arn, "/*"),
                            ],
                            "Condition": {"Bool": {"aws:SecureTransport": "false"}},
                        },
                        {
                            "Sid": "DenyOldTransport",
                            "Effect": "Deny",
                            "Principal": {"AWS": "*"},
                            "Action": "s3:*",
                            "Resource": [
                                self.case_files_bucket.arn,
                                pulumi.Output.concat(self.case_files_bucket.arn, "/*"),
                            ],
                            "Condition": {"NumericLessThan": {"s3:TlsVersion": "1.2"}},
                        },
                        {
                            "Sid": "DenyOtherEncryption",
                            "Effect": "Deny",
                            "Principal": {"AWS": "*"},
                            "Action": "s3:PutObject",
                            "Resource": pulumi.Output.concat(self.case_files_bucket.arn, "/*"),
                            "Condition": {
                                "Null": {"s3:x-amz-server-side-encryption": "false"},
                                "StringNotEquals": {"s3:x-amz-server-side-encryption": "aws:kms"},
                            },
                        },
                        {
                            "Sid": "DenyKeysFromCallers",
                            "Effect": "Deny",
                            "Principal": {"AWS": "*"},
                            "Action": "s3:PutObject",
                            "Resource": pulumi.Output.concat(self.case_files_bucket.arn, "/*"),
                            "Condition": {"Null": {"s3:x-amz-server-side-encryption-customer-algorithm": "false"}},
                        },
                        {
                            "Sid": "DenyOtherKeys",
                            "Effect": "Deny",
                            "Principal": {"AWS": "*"},
                            "Action": "s3:PutObject",
                            "Resource": pulumi.Output.concat(self.case_files_bucket.arn, "/*"),
                            "Condition": {
                                "Null": {"s3:x-amz-server-side-encryption-aws-kms-key-id": "false"},
                                "StringNotEquals": {
                                    "s3:x-amz-server-side-encryption-aws-kms-key-id": peers.important_civil_affairs_key.arn,
                                },
                            },
                        },
                        {
                            "Sid": "DenyUnnamedKeys",
                            "Effect": "Deny",
                            "Principal": {"AWS": "*"},
                            "Action": "s3:PutObject",
                            "Resource": pulumi.Output.concat(self.case_files_bucket.arn, "/*"),
                            "Condition": {
                                "Null": {"s3:x-amz-server-side-encryption-aws-kms-key-id": "true"},
                                "StringEquals": {"s3:x-amz-server-side-encryption": "aws:kms"},
                            },
                        },
                        {
                            "Sid": "DenyFromOutside",
                            "Effect": "Deny",
                            "Principal": {"AWS": "*"},
                            "Action": [
                                "s3:AbortMultipartUpload",
                                "s3:DeleteObject*",
                                "s3:GetObject*",
                                "s3:ListBucketMultipartUploads",
                                "s3:ListBucketVersions",
                                "s3:ListMultipartUploadParts",
                                "s3:PutObject*",
                                "s3:RestoreObject",
                            ],
                            "Resource": [
                                self.case_files_bucket.arn,
                                pulumi.Output.concat(self.case_files_bucket.arn, "/*"),
                            ],
                            "Condition": {
                                "StringNotEquals": {"aws:SourceVpc": peers.main_vpc.id},
                                "BoolIfExists": {"aws:ViaAWSService": "false"},
                                "ArnNotLike": {
                                    "aws:PrincipalArn": [
                                        peers.backup_role.arn,
                                        self.case_files_replication_role.arn,
                                        "arn:aws:iam::123456789012:role/aws-service-role/macie.amazonaws.com/AWSServiceRoleForAmazonMacie",
                                    ],
                                },
                            },
                        },
                    ],
                }
            ),
            opts=pulumi.ResourceOptions(
                parent=self,
                provider=args.primary,
                depends_on=[self.case_files_bucket_public_access_block],
            ),
        )

        # BAK-02 Off-site copy (mlps3 8.1.4.9 b; nist-800-53r5 cp-6, cp-9.5)
        # GOV-04 Data and backups stay in allowed regions (mlps3 8.2.1.1, 8.2.4.5 a, 8.2.4.6 b; nist-800-53r5 sa-9.5)
        # Both ways: what is written in the DR region after a failover comes back.
        self.case_files_dr_bucket_replication_config = aws.s3.BucketReplicationConfig(
            "case_files_dr",
            bucket=self.case_files_dr_bucket.id,
            role=self.case_files_replication_role.arn,
            rules=[
                aws.s3.BucketReplicationConfigRuleArgs(
                    id="everything",
                    priority=0,
                    status="Enabled",
                    filter=aws.s3.BucketReplicationConfigRuleFilterArgs(),
                    delete_marker_replication=aws.s3.BucketReplicationConfigRuleDeleteMarkerReplicationArgs(
                        status="Enabled",
                    ),
                    source_selection_criteria=aws.s3.BucketReplicationConfigRuleSourceSelectionCriteriaArgs(
                        sse_kms_encrypted_objects=aws.s3.BucketReplicationConfigRuleSourceSelectionCriteriaSseKmsEncryptedObjectsArgs(
                            status="Enabled",
                        ),
                    ),
                    destination=aws.s3.BucketReplicationConfigRuleDestinationArgs(
                        bucket=self.case_files_bucket.arn,
                        encryption_configuration=aws.s3.BucketReplicationConfigRuleDestinationEncryptionConfigurationArgs(
                            replica_kms_key_id=peers.important_civil_affairs_key.arn,
                        ),
                        replication_time=aws.s3.BucketReplicationConfigRuleDestinationReplicationTimeArgs(
                            status="Enabled",
                            time=aws.s3.BucketReplicationConfigRuleDestinationReplicationTimeTimeArgs(minutes=15),
                        ),
                        metrics=aws.s3.BucketReplicationConfigRuleDestinationMetricsArgs(
                            status="Enabled",
                            event_threshold=aws.s3.BucketReplicationConfigRuleDestinationMetricsEventThresholdArgs(
                                minutes=15,
                            ),
                        ),
                    ),
                ),
            ],
            opts=pulumi.ResourceOptions(
                parent=self,
                provider=args.dr,
                depends_on=[self.case_files_dr_bucket_versioning, self.case_files_bucket_versioning],
            ),
        )

        # IAM-06 Least privilege policies (mlps3 8.1.4.2 d, 8.1.4.2 e, 8.1.4.2 f; nist-800-53r5 ac-6, ac-3)
        self.case_files_replication_role_policy = aws.iam.RolePolicy(
            "case_files_replication",
            name="replicate",
            role=self.case_files_replication_role.id,
            policy=pulumi.Output.json_dumps(
                {
                    "Version": "2012-10-17",
                    "Statement": [
                        {
                            "Effect": "Allow",
                            "Action": ["s3:GetReplicationConfiguration", "s3:ListBucket"],
                            "Resource": self.case_files_bucket.arn,
                        },
                        {
                            "Effect": "Allow",
                            "Action": [
                                "s3:GetObjectLegalHold",
                                "s3:GetObjectRetention",
                                "s3:GetObjectVersionAcl",
                                "s3:GetObjectVersionForReplication",
                                "s3:GetObjectVersionTagging",
                            ],
                            "Resource": pulumi.Output.concat(self.case_files_bucket.arn, "/*"),
                        },
                        {
                            "Effect": "Allow",
                            "Action": ["s3:ReplicateDelete", "s3:ReplicateObject", "s3:ReplicateTags"],
                            "Resource": pulumi.Output.concat(self.case_files_dr_bucket.arn, "/*"),
                        },
                        {
                            "Effect": "Allow",
                            "Action": "kms:Decrypt",
                            "Resource": peers.important_civil_affairs_key.arn,
                            "Condition": {
                                "StringEquals": {"kms:ViaService": "s3.ap-southeast-1.amazonaws.com"},
                                "ArnLike": {
                                    "kms:EncryptionContext:aws:s3:arn": [
                                        self.case_files_bucket.arn,
                                        pulumi.Output.concat(self.case_files_bucket.arn, "/*"),
                                    ],
                                },
                            },
                        },
                        {
                            "Effect": "Allow",
                            "Action": ["kms:Encrypt", "kms:GenerateDataKey"],
                            "Resource": peers.important_civil_affairs_dr_key.arn,
                            "Condition": {
                                "StringEquals": {"kms:ViaService": "s3.ap-northeast-1.amazonaws.com"},
                                "ArnLike": {
                                    "kms:EncryptionContext:aws:s3:arn": [
                                        self.case_files_dr_bucket.arn,
                                        pulumi.Output.concat(self.case_files_dr_bucket.arn, "/*"),
                                    ],
                                },
                            },
                        },
                        {
                            "Effect": "Allow",
                            "Action": ["s3:GetReplicationConfiguration", "s3:ListBucket"],
                            "Resource": self.case_files_dr_bucket.arn,
                        },
                        {
                            "Effect": "Allow",
                            "Action": [
                                "s3:GetObjectLegalHold",
                                "s3:GetObjectRetention",
                                "s3:GetObjectVersionAcl",
                                "s3:GetObjectVersionForReplication",
                                "s3:GetObjectVersionTagging",
                            ],
                            "Resource": pulumi.Output.concat(self.case_files_dr_bucket.arn, "/*"),
                        },
                        {
                            "Effect": "Allow",
                            "Action": ["s3:ReplicateDelete", "s3:ReplicateObject", "s3:ReplicateTags"],
                            "Resource": pulumi.Output.concat(self.case_files_bucket.arn, "/*"),
                        },
                        {
                            "Effect": "Allow",
                            "Action": "kms:Decrypt",
                            "Resource": peers.important_civil_affairs_dr_key.arn,
                            "Condition": {
                                "StringEquals": {"kms:ViaService": "s3.ap-northeast-1.amazonaws.com"},
                                "ArnLike": {
                                    "kms:EncryptionContext:aws:s3:arn": [
                                        self.case_files_dr_bucket.arn,
                                        pulumi.Output.concat(self.case_files_dr_bucket.arn, "/*"),
                                    ],
                                },
                            },
                        },
                        {
                            "Effect": "Allow",
                            "Action": ["kms:Encrypt", "kms:GenerateDataKey"],
                            "Resource": peers.important_civil_affairs_key.arn,
                            "Condition": {
                                "StringEquals": {"kms:ViaService": "s3.ap-southeast-1.amazonaws.com"},
                                "ArnLike": {
                                    "kms:EncryptionContext:aws:s3:arn": [
                                        self.case_files_bucket.arn,
                                        pulumi.Output.concat(self.case_files_bucket.arn, "/*"),
                                    ],
                                },
                            },
                        },
                    ],
                }
            ),
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        self.register_outputs(
            {"case_files_bucket_arn": self.case_files_bucket.arn, "case_files_bucket_id": self.case_files_bucket.id}
        )
