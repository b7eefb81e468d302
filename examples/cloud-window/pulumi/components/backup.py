"""`backup`: what `backup.tf` declares for Terraform."""

import json
from dataclasses import dataclass

import pulumi
import pulumi_aws as aws


@dataclass(frozen=True, kw_only=True)
class BackupArgs:
    """What `Backup` needs of other components."""

    primary: aws.Provider
    dr: aws.Provider


@dataclass(frozen=True, kw_only=True)
class BackupPeers:
    """What `connect` needs: resources that in their turn need some of ours."""

    # access-log-bucket
    access_log_bucket: aws.s3.Bucket

    # access-log-dr-bucket
    access_log_dr_bucket: aws.s3.Bucket

    # audit-log-bucket
    audit_log_bucket: aws.s3.Bucket

    # audit-log-dr-bucket
    audit_log_dr_bucket: aws.s3.Bucket

    # keys
    backup_dr_key: aws.kms.Key
    backup_key: aws.kms.Key

    # log-queries-bucket
    log_queries_bucket: aws.s3.Bucket

    # store-case-files
    case_files_bucket: aws.s3.Bucket

    # store-portal-assets
    portal_assets_bucket: aws.s3.Bucket


@dataclass(frozen=True, kw_only=True)
class BackupPeers2:
    """What `connect2` needs: resources that in their turn need some of ours."""

    # alarms
    soc_topic: aws.sns.Topic
    soc_topic_policy: aws.sns.TopicPolicy


@dataclass(frozen=True, kw_only=True)
class BackupPeers3:
    """What `connect3` needs: resources that in their turn need some of ours."""

    # store-case-scans
    case_scans_file_system: aws.efs.FileSystem

    # store-identity
    identity_instance: aws.rds.Instance

    # store-pensions
    pensions_instance: aws.rds.Instance


class Backup(pulumi.ComponentResource):
    """Everything that serves `backup`."""

    def __init__(self, name: str, args: BackupArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__("bastide:backup:Backup", name, opts=opts)
        self._args = args

        # IAM-06 Least privilege policies (mlps3 8.1.4.2 d, 8.1.4.2 e, 8.1.4.2 f; nist-800-53r5 ac-6, ac-3)
        # The role backs up and expires; it can restore nothing.
        self.backup_role = aws.iam.Role(
            "backup",
            name="cloud-window-backup",
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
                "Name": "cloud-window-backup",
                "bastide:level": "platform",
                "bastide:owner": "municipal-data-bureau",
                "bastide:system": "cloud-window",
                "bastide:zone": "platform",
            },
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

    def connect(self, peers: BackupPeers) -> None:
        """Make the rest, once everything that it needs is there."""
        args = self._args

        # BAK-04 Backups are encrypted and locked (mlps3 8.1.4.9 a, 8.1.4.7 b; nist-800-53r5 cp-9.8, au-9)
        # DAT-01 Encryption at rest with customer keys (mlps3 8.1.4.8 b, 8.2.4.5 d; nist-800-53r5 sc-28, sc-28.1)
        # A vault's policy lets nobody but the service delete from it, and its lock holds every backup to its term.
        # spec: tiers.bronze
        self.bronze_vault = aws.backup.Vault(
            "bronze",
            name="cloud-window-bronze",
            kms_key_arn=peers.backup_key.arn,
            tags={
                "Name": "cloud-window-vault-bronze",
                "bastide:level": "platform",
                "bastide:owner": "municipal-data-bureau",
                "bastide:system": "cloud-window",
                "bastide:zone": "platform",
            },
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        # Governance: whoever holds `backup:DeleteBackupVaultLockConfiguration` can still remove it.
        self.bronze_vault_lock_configuration = aws.backup.VaultLockConfiguration(
            "bronze",
            backup_vault_name=self.bronze_vault.name,
            min_retention_days=35,
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        self.bronze_vault_policy = aws.backup.VaultPolicy(
            "bronze",
            backup_vault_name=self.bronze_vault.name,
            policy=pulumi.Output.json_dumps(
                {
                    "Version": "2012-10-17",
                    "Statement": [
                        {
                            "Sid": "DenyDeletion",
                            "Effect": "Deny",
                            "Principal": {"AWS": "*"},
                            "Action": [
                                "backup:DeleteRecoveryPoint",
                                "backup:DisassociateRecoveryPoint",
                                "backup:UpdateRecoveryPointLifecycle",
                            ],
                            "Resource": "*",
                            "Condition": {
                                "ArnNotEquals": {
                                    "aws:PrincipalArn": [
                                        self.backup_role.arn,
                                        "arn:aws:iam::123456789012:role/aws-service-role/backup.amazonaws.com/AWSServiceRoleForBackup",
                                    ],
                                },
                            },
                        },
                    ],
                }
            ),
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        # spec: tiers.gold
        self.gold_vault = aws.backup.Vault(
            "gold",
            name="cloud-window-gold",
            kms_key_arn=peers.backup_key.arn,
            tags={
                "Name": "cloud-window-vault-gold",
                "bastide:level": "platform",
                "bastide:owner": "municipal-data-bureau",
                "bastide:system": "cloud-window",
                "bastide:zone": "platform",
            },
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        # spec: tiers.gold.lock - compliance: once the cooling-off ends, nobody can ever shorten or remove it
        self.gold_vault_lock_configuration = aws.backup.VaultLockConfiguration(
            "gold",
            backup_vault_name=self.gold_vault.name,
            min_retention_days=35,
            changeable_for_days=30,
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        self.gold_vault_policy = aws.backup.VaultPolicy(
            "gold",
            backup_vault_name=self.gold_vault.name,
            policy=pulumi.Output.json_dumps(
                {
                    "Version": "2012-10-17",
                    "Statement": [
                        {
                            "Sid": "DenyDeletion",
                            "Effect": "Deny",
                            "Principal": {"AWS": "*"},
                            "Action": [
                                "backup:DeleteRecoveryPoint",
                                "backup:DisassociateRecoveryPoint",
                                "backup:UpdateRecoveryPointLifecycle",
                            ],
                            "Resource": "*",
                            "Condition": {
                                "ArnNotEquals": {
                                    "aws:PrincipalArn": [
                                        self.backup_role.arn,
                                        "arn:aws:iam::123456789012:role/aws-service-role/backup.amazonaws.com/AWSServiceRoleForBackup",
                                    ],
                                },
                            },
                        },
                    ],
                }
            ),
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        # spec: tiers.gold
        self.gold_dr_vault = aws.backup.Vault(
            "gold_dr",
            name="cloud-window-gold-dr",
            kms_key_arn=peers.backup_dr_key.arn,
            tags={
                "Name": "cloud-window-vault-gold-dr",
                "bastide:level": "platform",
                "bastide:owner": "municipal-data-bureau",
                "bastide:system": "cloud-window",
                "bastide:zone": "platform",
            },
            opts=pulumi.ResourceOptions(parent=self, provider=args.dr),
        )

        # spec: tiers.gold.lock - compliance: once the cooling-off ends, nobody can ever shorten or remove it
        self.gold_dr_vault_lock_configuration = aws.backup.VaultLockConfiguration(
            "gold_dr",
            backup_vault_name=self.gold_dr_vault.name,
            min_retention_days=35,
            changeable_for_days=30,
            opts=pulumi.ResourceOptions(parent=self, provider=args.dr),
        )

        self.gold_dr_vault_policy = aws.backup.VaultPolicy(
            "gold_dr",
            backup_vault_name=self.gold_dr_vault.name,
            policy=pulumi.Output.json_dumps(
                {
                    "Version": "2012-10-17",
                    "Statement": [
                        {
                            "Sid": "DenyDeletion",
                            "Effect": "Deny",
                            "Principal": {"AWS": "*"},
                            "Action": [
                                "backup:DeleteRecoveryPoint",
                                "backup:DisassociateRecoveryPoint",
                                "backup:UpdateRecoveryPointLifecycle",
                            ],
                            "Resource": "*",
                            "Condition": {
                                "ArnNotEquals": {
                                    "aws:PrincipalArn": [
                                        self.backup_role.arn,
                                        "arn:aws:iam::123456789012:role/aws-service-role/backup.amazonaws.com/AWSServiceRoleForBackup",
                                    ],
                                },
                            },
                        },
                    ],
                }
            ),
            opts=pulumi.ResourceOptions(parent=self, provider=args.dr),
        )

        # BAK-01 Every important and core store is in a backup plan (mlps3 8.1.4.9 a; nist-800-53r5 cp-9)
        # BAK-02 Off-site copy (mlps3 8.1.4.9 b; nist-800-53r5 cp-6, cp-9.5)
        # BAK-05 RPO and RTO are declared and met by the schedule (mlps3 8.1.10.11 b, 8.1.10.11 c; nist-800-53r5 cp-2,
        #   cp-9, cp-10)
        # Times are UTC. A job starts within 60 minutes of its time.
        # spec: tiers.bronze
        # loss of the store: 780 of 1440 minutes by snapshots every 12 h
        self.bronze_object_plan = aws.backup.Plan(
            "bronze_object",
            name="cloud-window-bronze-object",
            rules=[
                aws.backup.PlanRuleArgs(
                    rule_name="term",
                    target_vault_name=self.bronze_vault.name,
                    schedule="cron(0 7,19 * * ? *)",
                    start_window=60,
                    completion_window=10080,
                    lifecycle=aws.backup.PlanRuleLifecycleArgs(delete_after=35),
                ),
            ],
            tags={
                "Name": "cloud-window-backup-bronze-object",
                "bastide:level": "platform",
                "bastide:owner": "municipal-data-bureau",
                "bastide:system": "cloud-window",
                "bastide:zone": "platform",
            },
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        self.bronze_object_selection = aws.backup.Selection(
            "bronze_object",
            name="cloud-window-bronze-object",
            plan_id=self.bronze_object_plan.id,
            iam_role_arn=self.backup_role.arn,
            resources=[peers.portal_assets_bucket.arn],
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        # spec: tiers.gold
        # loss of the store: 15 of 60 minutes by point-in-time recovery from continuous backups
        # loss of the region: 15 of 60 minutes by replica bucket with replication time control
        self.gold_object_plan = aws.backup.Plan(
            "gold_object",
            name="cloud-window-gold-object",
            rules=[
                aws.backup.PlanRuleArgs(
                    rule_name="continuous",
                    target_vault_name=self.gold_vault.name,
                    schedule="cron(0 17 * * ? *)",
                    start_window=60,
                    completion_window=10080,
                    enable_continuous_backup=True,
                    lifecycle=aws.backup.PlanRuleLifecycleArgs(delete_after=35),
                ),
                aws.backup.PlanRuleArgs(
                    rule_name="term",
                    target_vault_name=self.gold_vault.name,
                    schedule="cron(0 19 * * ? *)",
                    start_window=60,
                    completion_window=10080,
                    lifecycle=aws.backup.PlanRuleLifecycleArgs(delete_after=366),
                    copy_actions=[
                        aws.backup.PlanRuleCopyActionArgs(
                            destination_vault_arn=self.gold_dr_vault.arn,
                            lifecycle=aws.backup.PlanRuleCopyActionLifecycleArgs(delete_after=366),
                        ),
                    ],
                ),
            ],
            tags={
                "Name": "cloud-window-backup-gold-object",
                "bastide:level": "platform",
                "bastide:owner": "municipal-data-bureau",
                "bastide:system": "cloud-window",
                "bastide:zone": "platform",
            },
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        self.gold_object_selection = aws.backup.Selection(
            "gold_object",
            name="cloud-window-gold-object",
            plan_id=self.gold_object_plan.id,
            iam_role_arn=self.backup_role.arn,
            resources=[peers.case_files_bucket.arn],
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        # spec: tiers.gold
        # loss of the store: 15 of 60 minutes by replica file system, copied back
        # loss of the region: 15 of 60 minutes by replica file system
        # deletion by mistake: 120 minutes by snapshots every 1 h
        self.gold_file_plan = aws.backup.Plan(
            "gold_file",
            name="cloud-window-gold-file",
            rules=[
                aws.backup.PlanRuleArgs(
                    rule_name="recent",
                    target_vault_name=self.gold_vault.name,
                    schedule="cron(0 0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,20,21,22,23 * * ? *)",
                    start_window=60,
                    completion_window=10080,
                    lifecycle=aws.backup.PlanRuleLifecycleArgs(delete_after=35),
                ),
                aws.backup.PlanRuleArgs(
                    rule_name="term",
                    target_vault_name=self.gold_vault.name,
                    schedule="cron(0 19 * * ? *)",
                    start_window=60,
                    completion_window=10080,
                    lifecycle=aws.backup.PlanRuleLifecycleArgs(delete_after=366),
                    copy_actions=[
                        aws.backup.PlanRuleCopyActionArgs(
                            destination_vault_arn=self.gold_dr_vault.arn,
                            lifecycle=aws.backup.PlanRuleCopyActionLifecycleArgs(delete_after=366),
                        ),
                    ],
                ),
            ],
            tags={
                "Name": "cloud-window-backup-gold-file",
                "bastide:level": "platform",
                "bastide:owner": "municipal-data-bureau",
                "bastide:system": "cloud-window",
                "bastide:zone": "platform",
            },
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        # spec: tiers.gold
        # loss of the store: 5 of 60 minutes by point-in-time recovery from automated backups
        # loss of the region: 30 of 60 minutes by point-in-time recovery from replicated automated backups
        self.gold_postgres_plan = aws.backup.Plan(
            "gold_postgres",
            name="cloud-window-gold-postgres",
            rules=[
                aws.backup.PlanRuleArgs(
                    rule_name="term",
                    target_vault_name=self.gold_vault.name,
                    schedule="cron(0 19 * * ? *)",
                    start_window=60,
                    completion_window=10080,
                    lifecycle=aws.backup.PlanRuleLifecycleArgs(delete_after=366),
                    copy_actions=[
                        aws.backup.PlanRuleCopyActionArgs(
                            destination_vault_arn=self.gold_dr_vault.arn,
                            lifecycle=aws.backup.PlanRuleCopyActionLifecycleArgs(delete_after=366),
                        ),
                    ],
                ),
            ],
            tags={
                "Name": "cloud-window-backup-gold-postgres",
                "bastide:level": "platform",
                "bastide:owner": "municipal-data-bureau",
                "bastide:system": "cloud-window",
                "bastide:zone": "platform",
            },
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        # IAM-06 Least privilege policies (mlps3 8.1.4.2 d, 8.1.4.2 e, 8.1.4.2 f; nist-800-53r5 ac-6, ac-3)
        # The role backs up and expires; it can restore nothing.
        self.backup_role_policy = aws.iam.RolePolicy(
            "backup",
            name="back-up",
            role=self.backup_role.id,
            policy=pulumi.Output.json_dumps(
                {
                    "Version": "2012-10-17",
                    "Statement": [
                        {
                            "Sid": "FillVaults",
                            "Effect": "Allow",
                            "Action": ["backup:CopyIntoBackupVault", "backup:DescribeBackupVault"],
                            "Resource": [
                                "arn:aws:backup:ap-southeast-1:123456789012:backup-vault:cloud-window-*",
                                "arn:aws:backup:ap-northeast-1:123456789012:backup-vault:cloud-window-*",
                            ],
                        },
                        {
                            "Sid": "CopyAndTag",
                            "Effect": "Allow",
                            "Action": ["backup:CopyFromBackupVault", "backup:TagResource"],
                            "Resource": [
                                "arn:aws:backup:ap-southeast-1:123456789012:recovery-point:*",
                                "arn:aws:backup:ap-northeast-1:123456789012:recovery-point:*",
                                "arn:aws:rds:ap-southeast-1:123456789012:snapshot:awsbackup:*",
                                "arn:aws:rds:ap-northeast-1:123456789012:snapshot:awsbackup:*",
                            ],
                        },
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
                            "Sid": "WatchBuckets",
                            "Effect": "Allow",
                            "Action": [
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
                            ],
                            "Resource": ["arn:aws:s3:::cloud-window-*"],
                        },
                        {
                            "Sid": "ReadObjects",
                            "Effect": "Allow",
                            "Action": [
                                "s3:GetObject",
                                "s3:GetObjectAcl",
                                "s3:GetObjectTagging",
                                "s3:GetObjectVersion",
                                "s3:GetObjectVersionAcl",
                                "s3:GetObjectVersionTagging",
                            ],
                            "Resource": ["arn:aws:s3:::cloud-window-*/*"],
                        },
                        {
                            "Sid": "NeverRecords",
                            "Effect": "Deny",
                            "Action": ["s3:*"],
                            "Resource": [
                                peers.audit_log_bucket.arn,
                                peers.audit_log_dr_bucket.arn,
                                peers.access_log_bucket.arn,
                                peers.access_log_dr_bucket.arn,
                                peers.log_queries_bucket.arn,
                                pulumi.Output.concat(peers.audit_log_bucket.arn, "/*"),
                                pulumi.Output.concat(peers.audit_log_dr_bucket.arn, "/*"),
                                pulumi.Output.concat(peers.access_log_bucket.arn, "/*"),
                                pulumi.Output.concat(peers.access_log_dr_bucket.arn, "/*"),
                                pulumi.Output.concat(peers.log_queries_bucket.arn, "/*"),
                            ],
                        },
                        {
                            "Sid": "DecryptObjects",
                            "Effect": "Allow",
                            "Action": ["kms:Decrypt"],
                            "Resource": ["arn:aws:kms:ap-southeast-1:123456789012:key/*"],
                            "Condition": {"StringEquals": {"kms:ViaService": "s3.ap-southeast-1.amazonaws.com"}},
                        },
                        {
                            "Sid": "FollowChanges",
                            "Effect": "Allow",
                            "Action": [
                                "events:DeleteRule",
                                "events:DescribeRule",
                                "events:DisableRule",
                                "events:EnableRule",
                                "events:ListTargetsByRule",
                                "events:PutRule",
                                "events:PutTargets",
                                "events:RemoveTargets",
                            ],
                            "Resource": ["arn:aws:events:ap-southeast-1:123456789012:rule/AwsBackupManagedRule*"],
                        },
                        {
                            "Sid": "SeeRules",
                            "Effect": "Allow",
                            "Action": ["events:ListRules"],
                            "Resource": ["arn:aws:events:ap-southeast-1:123456789012:rule/*"],
                        },
                        {
                            "Sid": "FindBuckets",
                            "Effect": "Allow",
                            "Action": ["cloudwatch:GetMetricData", "s3:ListAllMyBuckets"],
                            "Resource": ["*"],
                        },
                        {
                            "Sid": "SnapshotDatabases",
                            "Effect": "Allow",
                            "Action": ["rds:CreateDBSnapshot", "rds:ListTagsForResource"],
                            "Resource": ["arn:aws:rds:ap-southeast-1:123456789012:db:cloud-window-*"],
                        },
                        {
                            "Sid": "CopySnapshots",
                            "Effect": "Allow",
                            "Action": [
                                "rds:AddTagsToResource",
                                "rds:CopyDBSnapshot",
                                "rds:CreateDBSnapshot",
                                "rds:ListTagsForResource",
                            ],
                            "Resource": [
                                "arn:aws:rds:ap-southeast-1:123456789012:snapshot:*",
                                "arn:aws:rds:ap-northeast-1:123456789012:snapshot:*",
                            ],
                        },
                        {
                            "Sid": "ExpireSnapshots",
                            "Effect": "Allow",
                            "Action": ["rds:DeleteDBSnapshot", "rds:ModifyDBSnapshotAttribute"],
                            "Resource": [
                                "arn:aws:rds:ap-southeast-1:123456789012:snapshot:awsbackup:*",
                                "arn:aws:rds:ap-northeast-1:123456789012:snapshot:awsbackup:*",
                            ],
                        },
                        {
                            "Sid": "FindDatabases",
                            "Effect": "Allow",
                            "Action": ["rds:DescribeDBInstances", "rds:DescribeDBSnapshots"],
                            "Resource": [
                                "arn:aws:rds:ap-southeast-1:123456789012:db:*",
                                "arn:aws:rds:ap-northeast-1:123456789012:db:*",
                                "arn:aws:rds:ap-southeast-1:123456789012:snapshot:*",
                                "arn:aws:rds:ap-northeast-1:123456789012:snapshot:*",
                            ],
                        },
                        {
                            "Sid": "ReadFiles",
                            "Effect": "Allow",
                            "Action": ["elasticfilesystem:Backup", "elasticfilesystem:DescribeTags"],
                            "Resource": ["arn:aws:elasticfilesystem:ap-southeast-1:123456789012:file-system/*"],
                            "Condition": {"StringEquals": {"aws:ResourceTag/bastide:system": "cloud-window"}},
                        },
                    ],
                }
            ),
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

    def connect2(self, peers: BackupPeers2) -> None:
        """Make the rest, once everything that it needs is there."""
        args = self._args

        # AUD-14 Alarms reach people (mlps3 8.1.3.3 d, 8.1.5.4 f; nist-800-53r5 si-4.5, ir-6)
        self.bronze_vault_notifications = aws.backup.VaultNotifications(
            "bronze",
            backup_vault_name=self.bronze_vault.name,
            sns_topic_arn=peers.soc_topic.arn,
            backup_vault_events=[
                "BACKUP_JOB_COMPLETED",
                "COPY_JOB_FAILED",
                "RECOVERY_POINT_MODIFIED",
                "RESTORE_JOB_COMPLETED",
                "S3_BACKUP_OBJECT_FAILED",
            ],
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary, depends_on=[peers.soc_topic_policy]),
        )

        # AUD-14 Alarms reach people (mlps3 8.1.3.3 d, 8.1.5.4 f; nist-800-53r5 si-4.5, ir-6)
        self.gold_vault_notifications = aws.backup.VaultNotifications(
            "gold",
            backup_vault_name=self.gold_vault.name,
            sns_topic_arn=peers.soc_topic.arn,
            backup_vault_events=[
                "BACKUP_JOB_COMPLETED",
                "COPY_JOB_FAILED",
                "RECOVERY_POINT_MODIFIED",
                "RESTORE_JOB_COMPLETED",
                "S3_BACKUP_OBJECT_FAILED",
            ],
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary, depends_on=[peers.soc_topic_policy]),
        )

    def connect3(self, peers: BackupPeers3) -> None:
        """Make the rest, once everything that it needs is there."""
        args = self._args

        # spec: tiers.gold
        # loss of the store: 15 of 60 minutes by replica file system, copied back
        # loss of the region: 15 of 60 minutes by replica file system
        # deletion by mistake: 120 minutes by snapshots every 1 h
        self.gold_file_selection = aws.backup.Selection(
            "gold_file",
            name="cloud-window-gold-file",
            plan_id=self.gold_file_plan.id,
            iam_role_arn=self.backup_role.arn,
            resources=[peers.case_scans_file_system.arn],
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        # spec: tiers.gold
        # loss of the store: 5 of 60 minutes by point-in-time recovery from automated backups
        # loss of the region: 30 of 60 minutes by point-in-time recovery from replicated automated backups
        self.gold_postgres_selection = aws.backup.Selection(
            "gold_postgres",
            name="cloud-window-gold-postgres",
            plan_id=self.gold_postgres_plan.id,
            iam_role_arn=self.backup_role.arn,
            resources=[peers.identity_instance.arn, peers.pensions_instance.arn],
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        self.register_outputs(
            {
                "backup_role_arn": self.backup_role.arn,
                "bronze_vault_arn": self.bronze_vault.arn,
                "gold_dr_vault_arn": self.gold_dr_vault.arn,
                "gold_vault_arn": self.gold_vault.arn,
            }
        )
