"""`store/portal-assets`: what `store-portal-assets.tf` declares for Terraform."""

from dataclasses import dataclass

import pulumi
import pulumi_aws as aws


@dataclass(frozen=True, kw_only=True)
class StorePortalAssetsArgs:
    """What `StorePortalAssets` needs of other components."""

    primary: aws.Provider


@dataclass(frozen=True, kw_only=True)
class StorePortalAssetsPeers:
    """What `connect` needs: resources that in their turn need some of ours."""

    # access-log-bucket
    access_log_bucket: aws.s3.Bucket
    access_log_bucket_policy: aws.s3.BucketPolicy

    # keys
    general_key: aws.kms.Key


class StorePortalAssets(pulumi.ComponentResource):
    """Everything that serves `store/portal-assets`."""

    def __init__(self, name: str, args: StorePortalAssetsArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__("bastide:objectStore:StorePortalAssets", name, opts=opts)
        self._args = args

        # DAT-01 Encryption at rest with customer keys (mlps3 8.1.4.8 b, 8.2.4.5 d; nist-800-53r5 sc-28, sc-28.1)
        # DAT-09 No public data store (mlps3 8.1.4.2 e, 8.1.4.11 b; nist-800-53r5 ac-3, ac-22)
        # spec: stores.portal-assets - general
        self.portal_assets_bucket = aws.s3.Bucket(
            "portal_assets",
            bucket="cloud-window-portal-assets-123456789012-apse1",
            tags={
                "Name": "cloud-window-portal-assets",
                "bastide:level": "general",
                "bastide:owner": "municipal-data-bureau",
                "bastide:system": "cloud-window",
                "bastide:zone": "edge",
            },
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        self.portal_assets_bucket_versioning = aws.s3.BucketVersioning(
            "portal_assets",
            bucket=self.portal_assets_bucket.id,
            versioning_configuration=aws.s3.BucketVersioningVersioningConfigurationArgs(status="Enabled"),
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        self.portal_assets_bucket_public_access_block = aws.s3.BucketPublicAccessBlock(
            "portal_assets",
            bucket=self.portal_assets_bucket.id,
            block_public_acls=True,
            block_public_policy=True,
            ignore_public_acls=True,
            restrict_public_buckets=True,
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        self.portal_assets_bucket_ownership_controls = aws.s3.BucketOwnershipControls(
            "portal_assets",
            bucket=self.portal_assets_bucket.id,
            rule=aws.s3.BucketOwnershipControlsRuleArgs(object_ownership="BucketOwnerEnforced"),
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        # DAT-12 Residual information is destroyed (mlps3 8.1.4.10 a, 8.1.4.10 b, 8.2.4.7 a, 8.2.4.7 b; nist-800-53r5
        #   mp-6, si-12)
        # What was overwritten or deleted lives on as long as backups do, then goes for good.
        self.portal_assets_bucket_lifecycle_configuration = aws.s3.BucketLifecycleConfiguration(
            "portal_assets",
            bucket=self.portal_assets_bucket.id,
            rules=[
                aws.s3.BucketLifecycleConfigurationRuleArgs(
                    id="superseded",
                    status="Enabled",
                    filter=aws.s3.BucketLifecycleConfigurationRuleFilterArgs(),
                    noncurrent_version_expiration=aws.s3.BucketLifecycleConfigurationRuleNoncurrentVersionExpirationArgs(
                        noncurrent_days=35,
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
                depends_on=[self.portal_assets_bucket_versioning],
            ),
        )

        # AUD-05 Every log source is switched on (mlps3 8.1.3.5 a, 8.1.4.3 a, 8.1.5.4 d; nist-800-53r5 au-2, au-12)
        # DAT-10 Data life-cycle trace (mlps3 8.1.4.3 a, 8.1.4.3 c; nist-800-53r5 au-2, au-10, au-12)
        # Every change goes to the event bus; continuous backups follow it there.
        self.portal_assets_bucket_notification = aws.s3.BucketNotification(
            "portal_assets",
            bucket=self.portal_assets_bucket.id,
            eventbridge=True,
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

    def connect(self, peers: StorePortalAssetsPeers) -> None:
        """Make the rest, once everything that it needs is there."""
        args = self._args

        # DAT-01 Encryption at rest with customer keys (mlps3 8.1.4.8 b, 8.2.4.5 d; nist-800-53r5 sc-28, sc-28.1)
        # DAT-09 No public data store (mlps3 8.1.4.2 e, 8.1.4.11 b; nist-800-53r5 ac-3, ac-22)
        # spec: stores.portal-assets - general
        self.portal_assets_bucket_server_side_encryption_configuration = aws.s3.BucketServerSideEncryptionConfiguration(
            "portal_assets",
            bucket=self.portal_assets_bucket.id,
            rules=[
                aws.s3.BucketServerSideEncryptionConfigurationRuleArgs(
                    bucket_key_enabled=True,
                    apply_server_side_encryption_by_default=aws.s3.BucketServerSideEncryptionConfigurationRuleApplyServerSideEncryptionByDefaultArgs(
                        sse_algorithm="aws:kms",
                        kms_master_key_id=peers.general_key.arn,
                    ),
                ),
            ],
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        # DAT-05 Encryption in transit inside the platform (mlps3 8.1.2.2 b, 8.1.4.8 a; nist-800-53r5 sc-8, sc-8.1)
        # NET-09 Cloud services are reached by private endpoints (mlps3 8.1.3.1 c, 8.1.2.1 d; nist-800-53r5 sc-7.3,
        #   sc-7.4)
        # IAM-06 Least privilege policies (mlps3 8.1.4.2 d, 8.1.4.2 e, 8.1.4.2 f; nist-800-53r5 ac-6, ac-3)
        self.portal_assets_bucket_policy = aws.s3.BucketPolicy(
            "portal_assets",
            bucket=self.portal_assets_bucket.id,
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
                                self.portal_assets_bucket.arn,
                                pulumi.Output.concat(self.portal_assets_bucket.arn, "/*"),
                            ],
                            "Condition": {"Bool": {"aws:SecureTransport": "false"}},
                        },
                        {
                            "Sid": "DenyOldTransport",
                            "Effect": "Deny",
                            "Principal": {"AWS": "*"},
                            "Action": "s3:*",
                            "Resource": [
                                self.portal_assets_bucket.arn,
                                pulumi.Output.concat(self.portal_assets_bucket.arn, "/*"),
                            ],
                            "Condition": {"NumericLessThan": {"s3:TlsVersion": "1.2"}},
                        },
                        {
                            "Sid": "DenyOtherEncryption",
                            "Effect": "Deny",
                            "Principal": {"AWS": "*"},
                            "Action": "s3:PutObject",
                            "Resource": pulumi.Output.concat(self.portal_assets_bucket.arn, "/*"),
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
                            "Resource": pulumi.Output.concat(self.portal_assets_bucket.arn, "/*"),
                            "Condition": {"Null": {"s3:x-amz-server-side-encryption-customer-algorithm": "false"}},
                        },
                        {
                            "Sid": "DenyOtherKeys",
                            "Effect": "Deny",
                            "Principal": {"AWS": "*"},
                            "Action": "s3:PutObject",
                            "Resource": pulumi.Output.concat(self.portal_assets_bucket.arn, "/*"),
                            "Condition": {
                                "Null": {"s3:x-amz-server-side-encryption-aws-kms-key-id": "false"},
                                "StringNotEquals": {
                                    "s3:x-amz-server-side-encryption-aws-kms-key-id": peers.general_key.arn,
                                },
                            },
                        },
                        {
                            "Sid": "DenyUnnamedKeys",
                            "Effect": "Deny",
                            "Principal": {"AWS": "*"},
                            "Action": "s3:PutObject",
                            "Resource": pulumi.Output.concat(self.portal_assets_bucket.arn, "/*"),
                            "Condition": {
                                "Null": {"s3:x-amz-server-side-encryption-aws-kms-key-id": "true"},
                                "StringEquals": {"s3:x-amz-server-side-encryption": "aws:kms"},
                            },
                        },
                    ],
                }
            ),
            opts=pulumi.ResourceOptions(
                parent=self,
                provider=args.primary,
                depends_on=[self.portal_assets_bucket_public_access_block],
            ),
        )

        # AUD-05 Every log source is switched on (mlps3 8.1.3.5 a, 8.1.4.3 a, 8.1.5.4 d; nist-800-53r5 au-2, au-12)
        # DAT-10 Data life-cycle trace (mlps3 8.1.4.3 a, 8.1.4.3 c; nist-800-53r5 au-2, au-10, au-12)
        self.portal_assets_bucket_logging = aws.s3.BucketLogging(
            "portal_assets",
            bucket=self.portal_assets_bucket.id,
            target_bucket=peers.access_log_bucket.id,
            target_prefix="store/portal-assets/",
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

        self.register_outputs({"portal_assets_bucket_arn": self.portal_assets_bucket.arn})
