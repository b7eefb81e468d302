"""`disaster-recovery`: what `restore-tests.tf` declares for Terraform."""

import json
from dataclasses import dataclass

import pulumi
import pulumi_aws as aws


@dataclass(frozen=True, kw_only=True)
class RestoreTestsArgs:
    """What `RestoreTests` needs of other components."""

    primary: aws.Provider
    dr: aws.Provider

    # backup
    bronze_vault: aws.backup.Vault
    gold_dr_vault: aws.backup.Vault
    gold_vault: aws.backup.Vault

    # keys
    general_key: aws.kms.Key
    important_civil_affairs_dr_key: aws.kms.Key
    important_civil_affairs_key: aws.kms.Key

    # network
    locked_default_security_group: aws.ec2.DefaultSecurityGroup

    # recovery-network
    recovery_default_security_group: aws.ec2.DefaultSecurityGroup
    recovery_subnet_group: aws.rds.SubnetGroup

    # store-case-files
    case_files_bucket: aws.s3.Bucket

    # store-case-scans
    case_scans_file_system: aws.efs.FileSystem

    # store-identity
    identity_instance: aws.rds.Instance
    identity_subnet_group: aws.rds.SubnetGroup

    # store-pensions
    pensions_instance: aws.rds.Instance
    pensions_subnet_group: aws.rds.SubnetGroup

    # store-portal-assets
    portal_assets_bucket: aws.s3.Bucket


class RestoreTests(pulumi.ComponentResource):
    """Everything that serves `disaster-recovery`."""

    def __init__(self, name: str, args: RestoreTestsArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__("bastide:disasterRecovery:RestoreTests", name, opts=opts)

        # BAK-06 Restore is tested (mlps3 8.1.4.9 a, 8.1.10.11 c; nist-800-53r5 cp-4, cp-9.1)
        # BAK-03 Hot redundancy of important processing (mlps3 8.1.4.9 c; nist-800-53r5 cp-7, cp-10)
        # spec: recovery.test - every 3 months the newest backup of each store is restored, left for people to look at
        # for 24 hours and then deleted by AWS Backup. Nothing of the platform is changed.
        # spec: tiers.bronze
        self.bronze_object_restore_testing_plan = aws.backup.RestoreTestingPlan(
            "bronze_object",
            name="cloud_window_bronze_object",
            schedule_expression="cron(0 0 2 1,4,7,10 ? *)",
            start_window_hours=24,
            recovery_point_selection=aws.backup.RestoreTestingPlanRecoveryPointSelectionArgs(
                algorithm="LATEST_WITHIN_WINDOW",
                include_vaults=[args.bronze_vault.arn],
                recovery_point_types=["SNAPSHOT"],
                selection_window_days=7,
            ),
            tags={
                "Name": "cloud-window-restore-test-bronze-object",
                "bastide:level": "platform",
                "bastide:owner": "municipal-data-bureau",
                "bastide:system": "cloud-window",
                "bastide:zone": "platform",
            },
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        # IAM-06 Least privilege policies (mlps3 8.1.4.2 d, 8.1.4.2 e, 8.1.4.2 f; nist-800-53r5 ac-6, ac-3)
        # The role makes new things from backups; it changes and deletes nothing that stands.
        self.restore_role = aws.iam.Role(
            "restore",
            name="cloud-window-restore",
            assume_role_policy=json.dumps(
                {
                    "Version": "2012-10-17",
                    "Statement": [
                        {
                            "Effect": "Allow",
                            "Action": "sts:AssumeRole",
                            "Principal": {"Service": "backup.amazonaws.com"},
                        },
                    ],
                }
            ),
            tags={
                "Name": "cloud-window-restore",
                "bastide:level": "platform",
                "bastide:owner": "municipal-data-bureau",
                "bastide:system": "cloud-window",
                "bastide:zone": "platform",
            },
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        # spec: stores.portal-assets
        self.portal_assets_restore_testing_selection = aws.backup.RestoreTestingSelection(
            "portal_assets",
            name="portal_assets",
            restore_testing_plan_name=self.bronze_object_restore_testing_plan.name,
            protected_resource_type="S3",
            protected_resource_arns=[args.portal_assets_bucket.arn],
            iam_role_arn=self.restore_role.arn,
            validation_window_hours=24,
            restore_metadata_overrides={"encryptionType": "SSE-KMS", "kmsKey": args.general_key.arn},
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        # spec: tiers.gold
        self.gold_object_restore_testing_plan = aws.backup.RestoreTestingPlan(
            "gold_object",
            name="cloud_window_gold_object",
            schedule_expression="cron(0 0 2 1,4,7,10 ? *)",
            start_window_hours=24,
            recovery_point_selection=aws.backup.RestoreTestingPlanRecoveryPointSelectionArgs(
                algorithm="LATEST_WITHIN_WINDOW",
                include_vaults=[args.gold_vault.arn],
                recovery_point_types=["SNAPSHOT"],
                selection_window_days=7,
            ),
            tags={
                "Name": "cloud-window-restore-test-gold-object",
                "bastide:level": "platform",
                "bastide:owner": "municipal-data-bureau",
                "bastide:system": "cloud-window",
                "bastide:zone": "platform",
            },
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        # spec: stores.case-files
        self.case_files_restore_testing_selection = aws.backup.RestoreTestingSelection(
            "case_files",
            name="case_files",
            restore_testing_plan_name=self.gold_object_restore_testing_plan.name,
            protected_resource_type="S3",
            protected_resource_arns=[args.case_files_bucket.arn],
            iam_role_arn=self.restore_role.arn,
            validation_window_hours=24,
            restore_metadata_overrides={"encryptionType": "SSE-KMS", "kmsKey": args.important_civil_affairs_key.arn},
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        # spec: tiers.gold
        self.gold_object_dr_restore_testing_plan = aws.backup.RestoreTestingPlan(
            "gold_object_dr",
            name="cloud_window_gold_object_dr",
            schedule_expression="cron(0 0 2 1,4,7,10 ? *)",
            start_window_hours=24,
            recovery_point_selection=aws.backup.RestoreTestingPlanRecoveryPointSelectionArgs(
                algorithm="LATEST_WITHIN_WINDOW",
                include_vaults=[args.gold_dr_vault.arn],
                recovery_point_types=["SNAPSHOT"],
                selection_window_days=7,
            ),
            tags={
                "Name": "cloud-window-restore-test-gold-object-dr",
                "bastide:level": "platform",
                "bastide:owner": "municipal-data-bureau",
                "bastide:system": "cloud-window",
                "bastide:zone": "platform",
            },
            opts=pulumi.ResourceOptions(parent=self, provider=args.dr),
        )

        # spec: stores.case-files
        self.case_files_dr_restore_testing_selection = aws.backup.RestoreTestingSelection(
            "case_files_dr",
            name="case_files",
            restore_testing_plan_name=self.gold_object_dr_restore_testing_plan.name,
            protected_resource_type="S3",
            protected_resource_arns=[args.case_files_bucket.arn],
            iam_role_arn=self.restore_role.arn,
            validation_window_hours=24,
            restore_metadata_overrides={"encryptionType": "SSE-KMS", "kmsKey": args.important_civil_affairs_dr_key.arn},
            opts=pulumi.ResourceOptions(parent=self, provider=args.dr),
        )

        # spec: tiers.gold
        self.gold_file_restore_testing_plan = aws.backup.RestoreTestingPlan(
            "gold_file",
            name="cloud_window_gold_file",
            schedule_expression="cron(0 0 2 1,4,7,10 ? *)",
            start_window_hours=24,
            recovery_point_selection=aws.backup.RestoreTestingPlanRecoveryPointSelectionArgs(
                algorithm="LATEST_WITHIN_WINDOW",
                include_vaults=[args.gold_vault.arn],
                recovery_point_types=["SNAPSHOT"],
                selection_window_days=7,
            ),
            tags={
                "Name": "cloud-window-restore-test-gold-file",
                "bastide:level": "platform",
                "bastide:owner": "municipal-data-bureau",
                "bastide:system": "cloud-window",
                "bastide:zone": "platform",
            },
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        # spec: stores.case-scans
        self.case_scans_restore_testing_selection = aws.backup.RestoreTestingSelection(
            "case_scans",
            name="case_scans",
            restore_testing_plan_name=self.gold_file_restore_testing_plan.name,
            protected_resource_type="EFS",
            protected_resource_arns=[args.case_scans_file_system.arn],
            iam_role_arn=self.restore_role.arn,
            validation_window_hours=24,
            restore_metadata_overrides={"kmsKeyId": args.important_civil_affairs_key.arn},
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        # spec: tiers.gold
        self.gold_file_dr_restore_testing_plan = aws.backup.RestoreTestingPlan(
            "gold_file_dr",
            name="cloud_window_gold_file_dr",
            schedule_expression="cron(0 0 2 1,4,7,10 ? *)",
            start_window_hours=24,
            recovery_point_selection=aws.backup.RestoreTestingPlanRecoveryPointSelectionArgs(
                algorithm="LATEST_WITHIN_WINDOW",
                include_vaults=[args.gold_dr_vault.arn],
                recovery_point_types=["SNAPSHOT"],
                selection_window_days=7,
            ),
            tags={
                "Name": "cloud-window-restore-test-gold-file-dr",
                "bastide:level": "platform",
                "bastide:owner": "municipal-data-bureau",
                "bastide:system": "cloud-window",
                "bastide:zone": "platform",
            },
            opts=pulumi.ResourceOptions(parent=self, provider=args.dr),
        )

        # spec: stores.case-scans
        self.case_scans_dr_restore_testing_selection = aws.backup.RestoreTestingSelection(
            "case_scans_dr",
            name="case_scans",
            restore_testing_plan_name=self.gold_file_dr_restore_testing_plan.name,
            protected_resource_type="EFS",
            protected_resource_arns=[args.case_scans_file_system.arn],
            iam_role_arn=self.restore_role.arn,
            validation_window_hours=24,
            restore_metadata_overrides={"kmsKeyId": args.important_civil_affairs_dr_key.arn},
            opts=pulumi.ResourceOptions(parent=self, provider=args.dr),
        )

        # spec: tiers.gold
        self.gold_postgres_restore_testing_plan = aws.backup.RestoreTestingPlan(
            "gold_postgres",
            name="cloud_window_gold_postgres",
            schedule_expression="cron(0 0 2 1,4,7,10 ? *)",
            start_window_hours=24,
            recovery_point_selection=aws.backup.RestoreTestingPlanRecoveryPointSelectionArgs(
                algorithm="LATEST_WITHIN_WINDOW",
                include_vaults=[args.gold_vault.arn],
                recovery_point_types=["SNAPSHOT"],
                selection_window_days=7,
            ),
            tags={
                "Name": "cloud-window-restore-test-gold-postgres",
                "bastide:level": "platform",
                "bastide:owner": "municipal-data-bureau",
                "bastide:system": "cloud-window",
                "bastide:zone": "platform",
            },
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        # spec: stores.identity
        self.identity_restore_testing_selection = aws.backup.RestoreTestingSelection(
            "identity",
            name="identity",
            restore_testing_plan_name=self.gold_postgres_restore_testing_plan.name,
            protected_resource_type="RDS",
            protected_resource_arns=[args.identity_instance.arn],
            iam_role_arn=self.restore_role.arn,
            validation_window_hours=24,
            restore_metadata_overrides={
                "dbSubnetGroupName": args.identity_subnet_group.name,
                "vpcSecurityGroupIds": pulumi.Output.concat('["', args.locked_default_security_group.id, '"]'),
            },
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        # spec: stores.pensions
        self.pensions_restore_testing_selection = aws.backup.RestoreTestingSelection(
            "pensions",
            name="pensions",
            restore_testing_plan_name=self.gold_postgres_restore_testing_plan.name,
            protected_resource_type="RDS",
            protected_resource_arns=[args.pensions_instance.arn],
            iam_role_arn=self.restore_role.arn,
            validation_window_hours=24,
            restore_metadata_overrides={
                "dbSubnetGroupName": args.pensions_subnet_group.name,
                "vpcSecurityGroupIds": pulumi.Output.concat('["', args.locked_default_security_group.id, '"]'),
            },
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        # spec: tiers.gold
        self.gold_postgres_dr_restore_testing_plan = aws.backup.RestoreTestingPlan(
            "gold_postgres_dr",
            name="cloud_window_gold_postgres_dr",
            schedule_expression="cron(0 0 2 1,4,7,10 ? *)",
            start_window_hours=24,
            recovery_point_selection=aws.backup.RestoreTestingPlanRecoveryPointSelectionArgs(
                algorithm="LATEST_WITHIN_WINDOW",
                include_vaults=[args.gold_dr_vault.arn],
                recovery_point_types=["SNAPSHOT"],
                selection_window_days=7,
            ),
            tags={
                "Name": "cloud-window-restore-test-gold-postgres-dr",
                "bastide:level": "platform",
                "bastide:owner": "municipal-data-bureau",
                "bastide:system": "cloud-window",
                "bastide:zone": "platform",
            },
            opts=pulumi.ResourceOptions(parent=self, provider=args.dr),
        )

        # spec: stores.identity
        self.identity_dr_restore_testing_selection = aws.backup.RestoreTestingSelection(
            "identity_dr",
            name="identity",
            restore_testing_plan_name=self.gold_postgres_dr_restore_testing_plan.name,
            protected_resource_type="RDS",
            protected_resource_arns=[args.identity_instance.arn],
            iam_role_arn=self.restore_role.arn,
            validation_window_hours=24,
            restore_metadata_overrides={
                "dbSubnetGroupName": args.recovery_subnet_group.name,
                "vpcSecurityGroupIds": pulumi.Output.concat('["', args.recovery_default_security_group.id, '"]'),
            },
            opts=pulumi.ResourceOptions(parent=self, provider=args.dr),
        )

        # spec: stores.pensions
        self.pensions_dr_restore_testing_selection = aws.backup.RestoreTestingSelection(
            "pensions_dr",
            name="pensions",
            restore_testing_plan_name=self.gold_postgres_dr_restore_testing_plan.name,
            protected_resource_type="RDS",
            protected_resource_arns=[args.pensions_instance.arn],
            iam_role_arn=self.restore_role.arn,
            validation_window_hours=24,
            restore_metadata_overrides={
                "dbSubnetGroupName": args.recovery_subnet_group.name,
                "vpcSecurityGroupIds": pulumi.Output.concat('["', args.recovery_default_security_group.id, '"]'),
            },
            opts=pulumi.ResourceOptions(parent=self, provider=args.dr),
        )

        # IAM-06 Least privilege policies (mlps3 8.1.4.2 d, 8.1.4.2 e, 8.1.4.2 f; nist-800-53r5 ac-6, ac-3)
        # The role makes new things from backups; it changes and deletes nothing that stands.
        self.restore_role_policy = aws.iam.RolePolicy(
            "restore",
            name="restore",
            role=self.restore_role.id,
            policy=json.dumps(
                {
                    "Version": "2012-10-17",
                    "Statement": [
                        {
                            "Sid": "SeeKeys",
                            "Effect": "Allow",
                            "Action": ["kms:DescribeKey"],
                            "Resource": [
                                "arn:aws:kms:ap-southeast-1:123456789012:key/*",
                                "arn:aws:kms:ap-northeast-1:123456789012:key/*",
                            ],
                        },
                        {
                            "Sid": "GrantKeys",
                            "Effect": "Allow",
                            "Action": ["kms:CreateGrant"],
                            "Resource": [
                                "arn:aws:kms:ap-southeast-1:123456789012:key/*",
                                "arn:aws:kms:ap-northeast-1:123456789012:key/*",
                            ],
                            "Condition": {"Bool": {"kms:GrantIsForAWSResource": "true"}},
                        },
                        {
                            "Sid": "UseKeys",
                            "Effect": "Allow",
                            "Action": [
                                "kms:Decrypt",
                                "kms:Encrypt",
                                "kms:GenerateDataKey",
                                "kms:GenerateDataKeyWithoutPlaintext",
                                "kms:ReEncryptFrom",
                                "kms:ReEncryptTo",
                            ],
                            "Resource": [
                                "arn:aws:kms:ap-southeast-1:123456789012:key/*",
                                "arn:aws:kms:ap-northeast-1:123456789012:key/*",
                            ],
                            "Condition": {
                                "StringEquals": {
                                    "kms:ViaService": [
                                        "backup.ap-southeast-1.amazonaws.com",
                                        "elasticfilesystem.ap-southeast-1.amazonaws.com",
                                        "rds.ap-southeast-1.amazonaws.com",
                                        "s3.ap-southeast-1.amazonaws.com",
                                        "backup.ap-northeast-1.amazonaws.com",
                                        "elasticfilesystem.ap-northeast-1.amazonaws.com",
                                        "rds.ap-northeast-1.amazonaws.com",
                                        "s3.ap-northeast-1.amazonaws.com",
                                    ],
                                },
                            },
                        },
                        {
                            "Sid": "MakeBuckets",
                            "Effect": "Allow",
                            "Action": [
                                "s3:CreateBucket",
                                "s3:GetBucketAcl",
                                "s3:GetBucketLocation",
                                "s3:GetBucketOwnershipControls",
                                "s3:GetBucketVersioning",
                                "s3:ListBucket",
                                "s3:ListBucketVersions",
                                "s3:PutBucketOwnershipControls",
                                "s3:PutBucketVersioning",
                            ],
                            "Resource": [
                                "arn:aws:s3:::awsbackup-restore-test-*",
                                "arn:aws:s3:::cloud-window-restored-*",
                            ],
                        },
                        {
                            "Sid": "FillBuckets",
                            "Effect": "Allow",
                            "Action": [
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
                            ],
                            "Resource": [
                                "arn:aws:s3:::awsbackup-restore-test-*/*",
                                "arn:aws:s3:::cloud-window-restored-*/*",
                            ],
                        },
                        {
                            "Sid": "RestoreDatabases",
                            "Effect": "Allow",
                            "Action": ["rds:AddTagsToResource", "rds:RestoreDBInstanceFromDBSnapshot"],
                            "Resource": [
                                "arn:aws:rds:ap-southeast-1:123456789012:db:awsbackup-restore-test-*",
                                "arn:aws:rds:ap-northeast-1:123456789012:db:awsbackup-restore-test-*",
                                "arn:aws:rds:ap-southeast-1:123456789012:snapshot:awsbackup:*",
                                "arn:aws:rds:ap-northeast-1:123456789012:snapshot:awsbackup:*",
                                "arn:aws:rds:ap-southeast-1:123456789012:subgrp:cloud-window-identity",
                                "arn:aws:rds:ap-southeast-1:123456789012:subgrp:cloud-window-pensions",
                                "arn:aws:rds:ap-northeast-1:123456789012:subgrp:cloud-window-recovery",
                                "arn:aws:rds:ap-southeast-1:123456789012:og:*",
                                "arn:aws:rds:ap-northeast-1:123456789012:og:*",
                                "arn:aws:rds:ap-southeast-1:123456789012:pg:*",
                                "arn:aws:rds:ap-northeast-1:123456789012:pg:*",
                            ],
                        },
                        {
                            "Sid": "SeeDatabases",
                            "Effect": "Allow",
                            "Action": ["rds:DescribeDBInstances", "rds:DescribeDBSnapshots", "rds:ListTagsForResource"],
                            "Resource": [
                                "arn:aws:rds:ap-southeast-1:123456789012:db:*",
                                "arn:aws:rds:ap-northeast-1:123456789012:db:*",
                                "arn:aws:rds:ap-southeast-1:123456789012:snapshot:*",
                                "arn:aws:rds:ap-northeast-1:123456789012:snapshot:*",
                            ],
                        },
                        {
                            "Sid": "MakeFileSystems",
                            "Effect": "Allow",
                            "Action": ["elasticfilesystem:CreateFileSystem", "elasticfilesystem:TagResource"],
                            "Resource": [
                                "arn:aws:elasticfilesystem:ap-southeast-1:123456789012:file-system/*",
                                "arn:aws:elasticfilesystem:ap-northeast-1:123456789012:file-system/*",
                            ],
                        },
                        {
                            "Sid": "FillFileSystems",
                            "Effect": "Allow",
                            "Action": ["elasticfilesystem:DescribeFileSystems", "elasticfilesystem:Restore"],
                            "Resource": [
                                "arn:aws:elasticfilesystem:ap-southeast-1:123456789012:file-system/*",
                                "arn:aws:elasticfilesystem:ap-northeast-1:123456789012:file-system/*",
                            ],
                        },
                    ],
                }
            ),
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        self.register_outputs({})
