"""`config-audit`: what `config-packs.tf` declares for Terraform."""

import json
from dataclasses import dataclass

import pulumi
import pulumi_aws as aws


@dataclass(frozen=True, kw_only=True)
class ConfigPacksArgs:
    """What `ConfigPacks` needs of other components."""

    primary: aws.Provider
    dr: aws.Provider

    # config-recorder
    dr_recorder_status: aws.cfg.RecorderStatus
    main_recorder_status: aws.cfg.RecorderStatus


class ConfigPacks(pulumi.ComponentResource):
    """Everything that serves `config-audit`."""

    def __init__(self, name: str, args: ConfigPacksArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__("bastide:configAudit:ConfigPacks", name, opts=opts)

        # spec: audit.packs - Security of the architecture, in ap-southeast-1
        self.architecture_conformance_pack = aws.cfg.ConformancePack(
            "architecture",
            name="cloud-window-architecture",
            # NET-11 Default network objects admit nothing (mlps3 8.1.3.2 a, 8.1.3.2 b; nist-800-53r5 sc-7.5, cm-7)
            # BND-10 Administrative and database ports closed to the outside (mlps3 8.1.4.4 b, 8.1.4.4 c; nist-800-53r5
            #   sc-7.5, ac-17.3)
            # BND-09 Internet exposure equals the declared list (mlps3 8.1.3.1 a, 8.1.4.4 b; nist-800-53r5 sc-7.3, cm-7,
            #   cm-8)
            # BND-09 Internet exposure equals the declared list (mlps3 8.1.3.1 a, 8.1.4.4 b; nist-800-53r5 sc-7.3, cm-7,
            #   cm-8)
            # IAM-17 Instance metadata requires a session token (mlps3 8.1.4.4 a; nist-800-53r5 ac-6, cm-7)
            # BND-07 Application-layer control on exposed services (mlps3 8.1.3.2 e, 8.1.4.4 d, 8.2.2.1 c; nist-800-53r5
            #   sc-7, si-10, si-4)
            # AUD-05 Every log source is switched on (mlps3 8.1.3.5 a, 8.1.4.3 a, 8.1.5.4 d; nist-800-53r5 au-2, au-12)
            # BND-09 Internet exposure equals the declared list (mlps3 8.1.3.1 a, 8.1.4.4 b; nist-800-53r5 sc-7.3, cm-7,
            #   cm-8)
            template_body=json.dumps(
                {
                    "Resources": {
                        "VpcDefaultSecurityGroupClosed": {
                            "Type": "AWS::Config::ConfigRule",
                            "Properties": {
                                "ConfigRuleName": "vpc-default-security-group-closed",
                                "Source": {"Owner": "AWS", "SourceIdentifier": "VPC_DEFAULT_SECURITY_GROUP_CLOSED"},
                            },
                        },
                        "IncomingSshDisabled": {
                            "Type": "AWS::Config::ConfigRule",
                            "Properties": {
                                "ConfigRuleName": "incoming-ssh-disabled",
                                "Source": {"Owner": "AWS", "SourceIdentifier": "INCOMING_SSH_DISABLED"},
                            },
                        },
                        "Ec2InstanceNoPublicIp": {
                            "Type": "AWS::Config::ConfigRule",
                            "Properties": {
                                "ConfigRuleName": "ec2-instance-no-public-ip",
                                "Source": {"Owner": "AWS", "SourceIdentifier": "EC2_INSTANCE_NO_PUBLIC_IP"},
                            },
                        },
                        "SubnetAutoAssignPublicIpDisabled": {
                            "Type": "AWS::Config::ConfigRule",
                            "Properties": {
                                "ConfigRuleName": "subnet-auto-assign-public-ip-disabled",
                                "Source": {"Owner": "AWS", "SourceIdentifier": "SUBNET_AUTO_ASSIGN_PUBLIC_IP_DISABLED"},
                            },
                        },
                        "Ec2Imdsv2Check": {
                            "Type": "AWS::Config::ConfigRule",
                            "Properties": {
                                "ConfigRuleName": "ec2-imdsv2-check",
                                "Source": {"Owner": "AWS", "SourceIdentifier": "EC2_IMDSV2_CHECK"},
                            },
                        },
                        "AlbWafEnabled": {
                            "Type": "AWS::Config::ConfigRule",
                            "Properties": {
                                "ConfigRuleName": "alb-waf-enabled",
                                "Source": {"Owner": "AWS", "SourceIdentifier": "ALB_WAF_ENABLED"},
                            },
                        },
                        "VpcFlowLogsEnabled": {
                            "Type": "AWS::Config::ConfigRule",
                            "Properties": {
                                "ConfigRuleName": "vpc-flow-logs-enabled",
                                "Source": {"Owner": "AWS", "SourceIdentifier": "VPC_FLOW_LOGS_ENABLED"},
                            },
                        },
                        "VpcSgOpenOnlyToAuthorizedPorts": {
                            "Type": "AWS::Config::ConfigRule",
                            "Properties": {
                                "ConfigRuleName": "vpc-sg-open-only-to-authorized-ports",
                                "Source": {"Owner": "AWS", "SourceIdentifier": "VPC_SG_OPEN_ONLY_TO_AUTHORIZED_PORTS"},
                                "InputParameters": {"authorizedTcpPorts": "443"},
                            },
                        },
                    },
                }
            ),
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary, depends_on=[args.main_recorder_status]),
        )

        # spec: audit.packs - Protection of data, in ap-southeast-1
        self.data_conformance_pack = aws.cfg.ConformancePack(
            "data",
            name="cloud-window-data",
            # DAT-01 Encryption at rest with customer keys (mlps3 8.1.4.8 b, 8.2.4.5 d; nist-800-53r5 sc-28, sc-28.1)
            # DAT-01 Encryption at rest with customer keys (mlps3 8.1.4.8 b, 8.2.4.5 d; nist-800-53r5 sc-28, sc-28.1)
            # DAT-01 Encryption at rest with customer keys (mlps3 8.1.4.8 b, 8.2.4.5 d; nist-800-53r5 sc-28, sc-28.1)
            # DAT-01 Encryption at rest with customer keys (mlps3 8.1.4.8 b, 8.2.4.5 d; nist-800-53r5 sc-28, sc-28.1)
            # DAT-01 Encryption at rest with customer keys (mlps3 8.1.4.8 b, 8.2.4.5 d; nist-800-53r5 sc-28, sc-28.1)
            # DAT-01 Encryption at rest with customer keys (mlps3 8.1.4.8 b, 8.2.4.5 d; nist-800-53r5 sc-28, sc-28.1)
            # DAT-02 Key rotation and separated key administration (mlps3 8.2.4.5 d; nist-800-53r5 sc-12, ac-5)
            # DAT-02 Key rotation and separated key administration (mlps3 8.2.4.5 d; nist-800-53r5 sc-12, ac-5)
            # DAT-05 Encryption in transit inside the platform (mlps3 8.1.2.2 b, 8.1.4.8 a; nist-800-53r5 sc-8, sc-8.1)
            # DAT-09 No public data store (mlps3 8.1.4.2 e, 8.1.4.11 b; nist-800-53r5 ac-3, ac-22)
            # DAT-09 No public data store (mlps3 8.1.4.2 e, 8.1.4.11 b; nist-800-53r5 ac-3, ac-22)
            # DAT-09 No public data store (mlps3 8.1.4.2 e, 8.1.4.11 b; nist-800-53r5 ac-3, ac-22)
            # DAT-09 No public data store (mlps3 8.1.4.2 e, 8.1.4.11 b; nist-800-53r5 ac-3, ac-22)
            # DAT-09 No public data store (mlps3 8.1.4.2 e, 8.1.4.11 b; nist-800-53r5 ac-3, ac-22)
            # DAT-09 No public data store (mlps3 8.1.4.2 e, 8.1.4.11 b; nist-800-53r5 ac-3, ac-22)
            # BAK-01 Every important and core store is in a backup plan (mlps3 8.1.4.9 a; nist-800-53r5 cp-9)
            # BAK-01 Every important and core store is in a backup plan (mlps3 8.1.4.9 a; nist-800-53r5 cp-9)
            template_body=json.dumps(
                {
                    "Resources": {
                        "EncryptedVolumes": {
                            "Type": "AWS::Config::ConfigRule",
                            "Properties": {
                                "ConfigRuleName": "encrypted-volumes",
                                "Source": {"Owner": "AWS", "SourceIdentifier": "ENCRYPTED_VOLUMES"},
                            },
                        },
                        "Ec2EbsEncryptionByDefault": {
                            "Type": "AWS::Config::ConfigRule",
                            "Properties": {
                                "ConfigRuleName": "ec2-ebs-encryption-by-default",
                                "Source": {"Owner": "AWS", "SourceIdentifier": "EC2_EBS_ENCRYPTION_BY_DEFAULT"},
                            },
                        },
                        "RdsStorageEncrypted": {
                            "Type": "AWS::Config::ConfigRule",
                            "Properties": {
                                "ConfigRuleName": "rds-storage-encrypted",
                                "Source": {"Owner": "AWS", "SourceIdentifier": "RDS_STORAGE_ENCRYPTED"},
                            },
                        },
                        "RdsSnapshotEncrypted": {
                            "Type": "AWS::Config::ConfigRule",
                            "Properties": {
                                "ConfigRuleName": "rds-snapshot-encrypted",
                                "Source": {"Owner": "AWS", "SourceIdentifier": "RDS_SNAPSHOT_ENCRYPTED"},
                            },
                        },
                        "EfsEncryptedCheck": {
                            "Type": "AWS::Config::ConfigRule",
                            "Properties": {
                                "ConfigRuleName": "efs-encrypted-check",
                                "Source": {"Owner": "AWS", "SourceIdentifier": "EFS_ENCRYPTED_CHECK"},
                            },
                        },
                        "BackupRecoveryPointEncrypted": {
                            "Type": "AWS::Config::ConfigRule",
                            "Properties": {
                                "ConfigRuleName": "backup-recovery-point-encrypted",
                                "Source": {"Owner": "AWS", "SourceIdentifier": "BACKUP_RECOVERY_POINT_ENCRYPTED"},
                            },
                        },
                        "CmkBackingKeyRotationEnabled": {
                            "Type": "AWS::Config::ConfigRule",
                            "Properties": {
                                "ConfigRuleName": "cmk-backing-key-rotation-enabled",
                                "Source": {"Owner": "AWS", "SourceIdentifier": "CMK_BACKING_KEY_ROTATION_ENABLED"},
                            },
                        },
                        "KmsCmkNotScheduledForDeletion": {
                            "Type": "AWS::Config::ConfigRule",
                            "Properties": {
                                "ConfigRuleName": "kms-cmk-not-scheduled-for-deletion",
                                "Source": {"Owner": "AWS", "SourceIdentifier": "KMS_CMK_NOT_SCHEDULED_FOR_DELETION"},
                            },
                        },
                        "S3BucketSslRequestsOnly": {
                            "Type": "AWS::Config::ConfigRule",
                            "Properties": {
                                "ConfigRuleName": "s3-bucket-ssl-requests-only",
                                "Source": {"Owner": "AWS", "SourceIdentifier": "S3_BUCKET_SSL_REQUESTS_ONLY"},
                            },
                        },
                        "S3BucketLevelPublicAccessProhibited": {
                            "Type": "AWS::Config::ConfigRule",
                            "Properties": {
                                "ConfigRuleName": "s3-bucket-level-public-access-prohibited",
                                "Source": {
                                    "Owner": "AWS",
                                    "SourceIdentifier": "S3_BUCKET_LEVEL_PUBLIC_ACCESS_PROHIBITED",
                                },
                            },
                        },
                        "S3BucketPublicReadProhibited": {
                            "Type": "AWS::Config::ConfigRule",
                            "Properties": {
                                "ConfigRuleName": "s3-bucket-public-read-prohibited",
                                "Source": {"Owner": "AWS", "SourceIdentifier": "S3_BUCKET_PUBLIC_READ_PROHIBITED"},
                            },
                        },
                        "S3BucketPublicWriteProhibited": {
                            "Type": "AWS::Config::ConfigRule",
                            "Properties": {
                                "ConfigRuleName": "s3-bucket-public-write-prohibited",
                                "Source": {"Owner": "AWS", "SourceIdentifier": "S3_BUCKET_PUBLIC_WRITE_PROHIBITED"},
                            },
                        },
                        "RdsInstancePublicAccessCheck": {
                            "Type": "AWS::Config::ConfigRule",
                            "Properties": {
                                "ConfigRuleName": "rds-instance-public-access-check",
                                "Source": {"Owner": "AWS", "SourceIdentifier": "RDS_INSTANCE_PUBLIC_ACCESS_CHECK"},
                            },
                        },
                        "RdsSnapshotsPublicProhibited": {
                            "Type": "AWS::Config::ConfigRule",
                            "Properties": {
                                "ConfigRuleName": "rds-snapshots-public-prohibited",
                                "Source": {"Owner": "AWS", "SourceIdentifier": "RDS_SNAPSHOTS_PUBLIC_PROHIBITED"},
                            },
                        },
                        "EbsSnapshotPublicRestorableCheck": {
                            "Type": "AWS::Config::ConfigRule",
                            "Properties": {
                                "ConfigRuleName": "ebs-snapshot-public-restorable-check",
                                "Source": {"Owner": "AWS", "SourceIdentifier": "EBS_SNAPSHOT_PUBLIC_RESTORABLE_CHECK"},
                            },
                        },
                        "S3BucketVersioningEnabled": {
                            "Type": "AWS::Config::ConfigRule",
                            "Properties": {
                                "ConfigRuleName": "s3-bucket-versioning-enabled",
                                "Source": {"Owner": "AWS", "SourceIdentifier": "S3_BUCKET_VERSIONING_ENABLED"},
                            },
                        },
                        "DbInstanceBackupEnabled": {
                            "Type": "AWS::Config::ConfigRule",
                            "Properties": {
                                "ConfigRuleName": "db-instance-backup-enabled",
                                "Source": {"Owner": "AWS", "SourceIdentifier": "DB_INSTANCE_BACKUP_ENABLED"},
                            },
                        },
                    },
                }
            ),
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary, depends_on=[args.main_recorder_status]),
        )

        # spec: audit.packs - Access control, in ap-southeast-1
        self.access_conformance_pack = aws.cfg.ConformancePack(
            "access",
            name="cloud-window-access",
            # IAM-14 Root and default accounts (mlps3 8.1.4.2 b; nist-800-53r5 ac-6.5, ia-5)
            # IAM-14 Root and default accounts (mlps3 8.1.4.2 b; nist-800-53r5 ac-6.5, ia-5)
            # IAM-04 Two factors, one of them cryptographic (mlps3 8.1.4.1 d; nist-800-53r5 ia-2.1, ia-2.2, ia-2.8)
            # IAM-04 Two factors, one of them cryptographic (mlps3 8.1.4.1 d; nist-800-53r5 ia-2.1, ia-2.2, ia-2.8)
            # IAM-11 No long-lived access key (mlps3 8.1.4.1 a, 8.1.4.2 c; nist-800-53r5 ia-5, ac-2.3)
            # IAM-11 No long-lived access key (mlps3 8.1.4.1 a, 8.1.4.2 c; nist-800-53r5 ia-5, ac-2.3)
            # IAM-06 Least privilege policies (mlps3 8.1.4.2 d, 8.1.4.2 e, 8.1.4.2 f; nist-800-53r5 ac-6, ac-3)
            # IAM-06 Least privilege policies (mlps3 8.1.4.2 d, 8.1.4.2 e, 8.1.4.2 f; nist-800-53r5 ac-6, ac-3)
            # IAM-02 Password policy (mlps3 8.1.4.1 a; nist-800-53r5 ia-5.1)
            template_body=json.dumps(
                {
                    "Resources": {
                        "RootAccountMfaEnabled": {
                            "Type": "AWS::Config::ConfigRule",
                            "Properties": {
                                "ConfigRuleName": "root-account-mfa-enabled",
                                "Source": {"Owner": "AWS", "SourceIdentifier": "ROOT_ACCOUNT_MFA_ENABLED"},
                            },
                        },
                        "IamRootAccessKeyCheck": {
                            "Type": "AWS::Config::ConfigRule",
                            "Properties": {
                                "ConfigRuleName": "iam-root-access-key-check",
                                "Source": {"Owner": "AWS", "SourceIdentifier": "IAM_ROOT_ACCESS_KEY_CHECK"},
                            },
                        },
                        "MfaEnabledForIamConsoleAccess": {
                            "Type": "AWS::Config::ConfigRule",
                            "Properties": {
                                "ConfigRuleName": "mfa-enabled-for-iam-console-access",
                                "Source": {"Owner": "AWS", "SourceIdentifier": "MFA_ENABLED_FOR_IAM_CONSOLE_ACCESS"},
                            },
                        },
                        "IamUserMfaEnabled": {
                            "Type": "AWS::Config::ConfigRule",
                            "Properties": {
                                "ConfigRuleName": "iam-user-mfa-enabled",
                                "Source": {"Owner": "AWS", "SourceIdentifier": "IAM_USER_MFA_ENABLED"},
                            },
                        },
                        "IamUserUnusedCredentialsCheck": {
                            "Type": "AWS::Config::ConfigRule",
                            "Properties": {
                                "ConfigRuleName": "iam-user-unused-credentials-check",
                                "Source": {"Owner": "AWS", "SourceIdentifier": "IAM_USER_UNUSED_CREDENTIALS_CHECK"},
                                "InputParameters": {"maxCredentialUsageAge": "90"},
                            },
                        },
                        "AccessKeysRotated": {
                            "Type": "AWS::Config::ConfigRule",
                            "Properties": {
                                "ConfigRuleName": "access-keys-rotated",
                                "Source": {"Owner": "AWS", "SourceIdentifier": "ACCESS_KEYS_ROTATED"},
                                "InputParameters": {"maxAccessKeyAge": "90"},
                            },
                        },
                        "IamPolicyNoStatementsWithAdminAccess": {
                            "Type": "AWS::Config::ConfigRule",
                            "Properties": {
                                "ConfigRuleName": "iam-policy-no-statements-with-admin-access",
                                "Source": {
                                    "Owner": "AWS",
                                    "SourceIdentifier": "IAM_POLICY_NO_STATEMENTS_WITH_ADMIN_ACCESS",
                                },
                            },
                        },
                        "IamUserNoPoliciesCheck": {
                            "Type": "AWS::Config::ConfigRule",
                            "Properties": {
                                "ConfigRuleName": "iam-user-no-policies-check",
                                "Source": {"Owner": "AWS", "SourceIdentifier": "IAM_USER_NO_POLICIES_CHECK"},
                            },
                        },
                        "IamPasswordPolicy": {
                            "Type": "AWS::Config::ConfigRule",
                            "Properties": {
                                "ConfigRuleName": "iam-password-policy",
                                "Source": {"Owner": "AWS", "SourceIdentifier": "IAM_PASSWORD_POLICY"},
                                "InputParameters": {"MinimumPasswordLength": "14", "MaxPasswordAge": "90"},
                            },
                        },
                    },
                }
            ),
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary, depends_on=[args.main_recorder_status]),
        )

        # spec: audit.packs - Operation and maintenance, in ap-southeast-1
        self.operations_conformance_pack = aws.cfg.ConformancePack(
            "operations",
            name="cloud-window-operations",
            # AUD-01 Control-plane audit in all regions (mlps3 8.1.3.5 a, 8.1.4.3 a, 8.1.4.3 b, 8.2.5.1 c; nist-800-53r5
            #   au-2, au-3, au-12)
            # AUD-02 Audit records are tamper-evident and immutable (mlps3 8.1.3.5 c, 8.1.4.3 c; nist-800-53r5 au-9,
            #   au-9.2, au-9.3, au-10)
            # AUD-02 Audit records are tamper-evident and immutable (mlps3 8.1.3.5 c, 8.1.4.3 c; nist-800-53r5 au-9,
            #   au-9.2, au-9.3, au-10)
            # AUD-04 Logs are gathered in a separate zone (mlps3 8.1.5.4 d, 8.2.5.1 c; nist-800-53r5 au-6.3, au-9.2,
            #   au-4.1)
            # AUD-03 Audit logs kept for six calendar months or more (mlps3 8.1.5.4 d; nist-800-53r5 au-11)
            # AUD-02 Audit records are tamper-evident and immutable (mlps3 8.1.3.5 c, 8.1.4.3 c; nist-800-53r5 au-9,
            #   au-9.2, au-9.3, au-10)
            # AUD-05 Every log source is switched on (mlps3 8.1.3.5 a, 8.1.4.3 a, 8.1.5.4 d; nist-800-53r5 au-2, au-12)
            # AUD-05 Every log source is switched on (mlps3 8.1.3.5 a, 8.1.4.3 a, 8.1.5.4 d; nist-800-53r5 au-2, au-12)
            # OPS-03 Patch management (mlps3 8.1.4.4 e, 8.1.5.4 e; nist-800-53r5 si-2, ma-2)
            # BND-13 East-west detection (mlps3 8.1.3.3 b, 8.1.4.4 f, 8.2.3.2 a, 8.2.3.2 c; nist-800-53r5 si-4, si-4.4)
            # OPS-06 Central posture management (mlps3 8.1.5.4 e, 8.1.5.4 f; nist-800-53r5 ca-7, si-4.16)
            template_body=json.dumps(
                {
                    "Resources": {
                        "MultiRegionCloudTrailEnabled": {
                            "Type": "AWS::Config::ConfigRule",
                            "Properties": {
                                "ConfigRuleName": "multi-region-cloud-trail-enabled",
                                "Source": {"Owner": "AWS", "SourceIdentifier": "MULTI_REGION_CLOUD_TRAIL_ENABLED"},
                            },
                        },
                        "CloudTrailLogFileValidationEnabled": {
                            "Type": "AWS::Config::ConfigRule",
                            "Properties": {
                                "ConfigRuleName": "cloud-trail-log-file-validation-enabled",
                                "Source": {
                                    "Owner": "AWS",
                                    "SourceIdentifier": "CLOUD_TRAIL_LOG_FILE_VALIDATION_ENABLED",
                                },
                            },
                        },
                        "CloudTrailEncryptionEnabled": {
                            "Type": "AWS::Config::ConfigRule",
                            "Properties": {
                                "ConfigRuleName": "cloud-trail-encryption-enabled",
                                "Source": {"Owner": "AWS", "SourceIdentifier": "CLOUD_TRAIL_ENCRYPTION_ENABLED"},
                            },
                        },
                        "CloudTrailCloudWatchLogsEnabled": {
                            "Type": "AWS::Config::ConfigRule",
                            "Properties": {
                                "ConfigRuleName": "cloud-trail-cloud-watch-logs-enabled",
                                "Source": {"Owner": "AWS", "SourceIdentifier": "CLOUD_TRAIL_CLOUD_WATCH_LOGS_ENABLED"},
                            },
                        },
                        "CwLoggroupRetentionPeriodCheck": {
                            "Type": "AWS::Config::ConfigRule",
                            "Properties": {
                                "ConfigRuleName": "cw-loggroup-retention-period-check",
                                "Source": {"Owner": "AWS", "SourceIdentifier": "CW_LOGGROUP_RETENTION_PERIOD_CHECK"},
                                "InputParameters": {"MinRetentionTime": "365"},
                            },
                        },
                        "CloudwatchLogGroupEncrypted": {
                            "Type": "AWS::Config::ConfigRule",
                            "Properties": {
                                "ConfigRuleName": "cloudwatch-log-group-encrypted",
                                "Source": {"Owner": "AWS", "SourceIdentifier": "CLOUDWATCH_LOG_GROUP_ENCRYPTED"},
                            },
                        },
                        "ElbLoggingEnabled": {
                            "Type": "AWS::Config::ConfigRule",
                            "Properties": {
                                "ConfigRuleName": "elb-logging-enabled",
                                "Source": {"Owner": "AWS", "SourceIdentifier": "ELB_LOGGING_ENABLED"},
                            },
                        },
                        "Wafv2LoggingEnabled": {
                            "Type": "AWS::Config::ConfigRule",
                            "Properties": {
                                "ConfigRuleName": "wafv2-logging-enabled",
                                "Source": {"Owner": "AWS", "SourceIdentifier": "WAFV2_LOGGING_ENABLED"},
                            },
                        },
                        "Ec2ManagedinstancePatchComplianceStatusCheck": {
                            "Type": "AWS::Config::ConfigRule",
                            "Properties": {
                                "ConfigRuleName": "ec2-managedinstance-patch-compliance-status-check",
                                "Source": {
                                    "Owner": "AWS",
                                    "SourceIdentifier": "EC2_MANAGEDINSTANCE_PATCH_COMPLIANCE_STATUS_CHECK",
                                },
                            },
                        },
                        "GuarddutyEnabledCentralized": {
                            "Type": "AWS::Config::ConfigRule",
                            "Properties": {
                                "ConfigRuleName": "guardduty-enabled-centralized",
                                "Source": {"Owner": "AWS", "SourceIdentifier": "GUARDDUTY_ENABLED_CENTRALIZED"},
                            },
                        },
                        "SecurityhubEnabled": {
                            "Type": "AWS::Config::ConfigRule",
                            "Properties": {
                                "ConfigRuleName": "securityhub-enabled",
                                "Source": {"Owner": "AWS", "SourceIdentifier": "SECURITYHUB_ENABLED"},
                            },
                        },
                    },
                }
            ),
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary, depends_on=[args.main_recorder_status]),
        )

        # spec: audit.packs - Security of the architecture, in ap-northeast-1
        self.architecture_dr_conformance_pack = aws.cfg.ConformancePack(
            "architecture_dr",
            name="cloud-window-architecture",
            # NET-11 Default network objects admit nothing (mlps3 8.1.3.2 a, 8.1.3.2 b; nist-800-53r5 sc-7.5, cm-7)
            # BND-10 Administrative and database ports closed to the outside (mlps3 8.1.4.4 b, 8.1.4.4 c; nist-800-53r5
            #   sc-7.5, ac-17.3)
            # BND-09 Internet exposure equals the declared list (mlps3 8.1.3.1 a, 8.1.4.4 b; nist-800-53r5 sc-7.3, cm-7,
            #   cm-8)
            # BND-09 Internet exposure equals the declared list (mlps3 8.1.3.1 a, 8.1.4.4 b; nist-800-53r5 sc-7.3, cm-7,
            #   cm-8)
            # IAM-17 Instance metadata requires a session token (mlps3 8.1.4.4 a; nist-800-53r5 ac-6, cm-7)
            # BND-07 Application-layer control on exposed services (mlps3 8.1.3.2 e, 8.1.4.4 d, 8.2.2.1 c; nist-800-53r5
            #   sc-7, si-10, si-4)
            # AUD-05 Every log source is switched on (mlps3 8.1.3.5 a, 8.1.4.3 a, 8.1.5.4 d; nist-800-53r5 au-2, au-12)
            # BND-09 Internet exposure equals the declared list (mlps3 8.1.3.1 a, 8.1.4.4 b; nist-800-53r5 sc-7.3, cm-7,
            #   cm-8)
            template_body=json.dumps(
                {
                    "Resources": {
                        "VpcDefaultSecurityGroupClosed": {
                            "Type": "AWS::Config::ConfigRule",
                            "Properties": {
                                "ConfigRuleName": "vpc-default-security-group-closed",
                                "Source": {"Owner": "AWS", "SourceIdentifier": "VPC_DEFAULT_SECURITY_GROUP_CLOSED"},
                            },
                        },
                        "IncomingSshDisabled": {
                            "Type": "AWS::Config::ConfigRule",
                            "Properties": {
                                "ConfigRuleName": "incoming-ssh-disabled",
                                "Source": {"Owner": "AWS", "SourceIdentifier": "INCOMING_SSH_DISABLED"},
                            },
                        },
                        "Ec2InstanceNoPublicIp": {
                            "Type": "AWS::Config::ConfigRule",
                            "Properties": {
                                "ConfigRuleName": "ec2-instance-no-public-ip",
                                "Source": {"Owner": "AWS", "SourceIdentifier": "EC2_INSTANCE_NO_PUBLIC_IP"},
                            },
                        },
                        "SubnetAutoAssignPublicIpDisabled": {
                            "Type": "AWS::Config::ConfigRule",
                            "Properties": {
                                "ConfigRuleName": "subnet-auto-assign-public-ip-disabled",
                                "Source": {"Owner": "AWS", "SourceIdentifier": "SUBNET_AUTO_ASSIGN_PUBLIC_IP_DISABLED"},
                            },
                        },
                        "Ec2Imdsv2Check": {
                            "Type": "AWS::Config::ConfigRule",
                            "Properties": {
                                "ConfigRuleName": "ec2-imdsv2-check",
                                "Source": {"Owner": "AWS", "SourceIdentifier": "EC2_IMDSV2_CHECK"},
                            },
                        },
                        "AlbWafEnabled": {
                            "Type": "AWS::Config::ConfigRule",
                            "Properties": {
                                "ConfigRuleName": "alb-waf-enabled",
                                "Source": {"Owner": "AWS", "SourceIdentifier": "ALB_WAF_ENABLED"},
                            },
                        },
                        "VpcFlowLogsEnabled": {
                            "Type": "AWS::Config::ConfigRule",
                            "Properties": {
                                "ConfigRuleName": "vpc-flow-logs-enabled",
                                "Source": {"Owner": "AWS", "SourceIdentifier": "VPC_FLOW_LOGS_ENABLED"},
                            },
                        },
                        "VpcSgOpenOnlyToAuthorizedPorts": {
                            "Type": "AWS::Config::ConfigRule",
                            "Properties": {
                                "ConfigRuleName": "vpc-sg-open-only-to-authorized-ports",
                                "Source": {"Owner": "AWS", "SourceIdentifier": "VPC_SG_OPEN_ONLY_TO_AUTHORIZED_PORTS"},
                                "InputParameters": {"authorizedTcpPorts": "443"},
                            },
                        },
                    },
                }
            ),
            opts=pulumi.ResourceOptions(parent=self, provider=args.dr, depends_on=[args.dr_recorder_status]),
        )

        # spec: audit.packs - Protection of data, in ap-northeast-1
        self.data_dr_conformance_pack = aws.cfg.ConformancePack(
            "data_dr",
            name="cloud-window-data",
            # DAT-01 Encryption at rest with customer keys (mlps3 8.1.4.8 b, 8.2.4.5 d; nist-800-53r5 sc-28, sc-28.1)
            # DAT-01 Encryption at rest with customer keys (mlps3 8.1.4.8 b, 8.2.4.5 d; nist-800-53r5 sc-28, sc-28.1)
            # DAT-01 Encryption at rest with customer keys (mlps3 8.1.4.8 b, 8.2.4.5 d; nist-800-53r5 sc-28, sc-28.1)
            # DAT-01 Encryption at rest with customer keys (mlps3 8.1.4.8 b, 8.2.4.5 d; nist-800-53r5 sc-28, sc-28.1)
            # DAT-01 Encryption at rest with customer keys (mlps3 8.1.4.8 b, 8.2.4.5 d; nist-800-53r5 sc-28, sc-28.1)
            # DAT-01 Encryption at rest with customer keys (mlps3 8.1.4.8 b, 8.2.4.5 d; nist-800-53r5 sc-28, sc-28.1)
            # DAT-02 Key rotation and separated key administration (mlps3 8.2.4.5 d; nist-800-53r5 sc-12, ac-5)
            # DAT-02 Key rotation and separated key administration (mlps3 8.2.4.5 d; nist-800-53r5 sc-12, ac-5)
            # DAT-05 Encryption in transit inside the platform (mlps3 8.1.2.2 b, 8.1.4.8 a; nist-800-53r5 sc-8, sc-8.1)
            # DAT-09 No public data store (mlps3 8.1.4.2 e, 8.1.4.11 b; nist-800-53r5 ac-3, ac-22)
            # DAT-09 No public data store (mlps3 8.1.4.2 e, 8.1.4.11 b; nist-800-53r5 ac-3, ac-22)
            # DAT-09 No public data store (mlps3 8.1.4.2 e, 8.1.4.11 b; nist-800-53r5 ac-3, ac-22)
            # DAT-09 No public data store (mlps3 8.1.4.2 e, 8.1.4.11 b; nist-800-53r5 ac-3, ac-22)
            # DAT-09 No public data store (mlps3 8.1.4.2 e, 8.1.4.11 b; nist-800-53r5 ac-3, ac-22)
            # DAT-09 No public data store (mlps3 8.1.4.2 e, 8.1.4.11 b; nist-800-53r5 ac-3, ac-22)
            # BAK-01 Every important and core store is in a backup plan (mlps3 8.1.4.9 a; nist-800-53r5 cp-9)
            # BAK-01 Every important and core store is in a backup plan (mlps3 8.1.4.9 a; nist-800-53r5 cp-9)
            template_body=json.dumps(
                {
                    "Resources": {
                        "EncryptedVolumes": {
                            "Type": "AWS::Config::ConfigRule",
                            "Properties": {
                                "ConfigRuleName": "encrypted-volumes",
                                "Source": {"Owner": "AWS", "SourceIdentifier": "ENCRYPTED_VOLUMES"},
                            },
                        },
                        "Ec2EbsEncryptionByDefault": {
                            "Type": "AWS::Config::ConfigRule",
                            "Properties": {
                                "ConfigRuleName": "ec2-ebs-encryption-by-default",
                                "Source": {"Owner": "AWS", "SourceIdentifier": "EC2_EBS_ENCRYPTION_BY_DEFAULT"},
                            },
                        },
                        "RdsStorageEncrypted": {
                            "Type": "AWS::Config::ConfigRule",
                            "Properties": {
                                "ConfigRuleName": "rds-storage-encrypted",
                                "Source": {"Owner": "AWS", "SourceIdentifier": "RDS_STORAGE_ENCRYPTED"},
                            },
                        },
                        "RdsSnapshotEncrypted": {
                            "Type": "AWS::Config::ConfigRule",
                            "Properties": {
                                "ConfigRuleName": "rds-snapshot-encrypted",
                                "Source": {"Owner": "AWS", "SourceIdentifier": "RDS_SNAPSHOT_ENCRYPTED"},
                            },
                        },
                        "EfsEncryptedCheck": {
                            "Type": "AWS::Config::ConfigRule",
                            "Properties": {
                                "ConfigRuleName": "efs-encrypted-check",
                                "Source": {"Owner": "AWS", "SourceIdentifier": "EFS_ENCRYPTED_CHECK"},
                            },
                        },
                        "BackupRecoveryPointEncrypted": {
                            "Type": "AWS::Config::ConfigRule",
                            "Properties": {
                                "ConfigRuleName": "backup-recovery-point-encrypted",
                                "Source": {"Owner": "AWS", "SourceIdentifier": "BACKUP_RECOVERY_POINT_ENCRYPTED"},
                            },
                        },
                        "CmkBackingKeyRotationEnabled": {
                            "Type": "AWS::Config::ConfigRule",
                            "Properties": {
                                "ConfigRuleName": "cmk-backing-key-rotation-enabled",
                                "Source": {"Owner": "AWS", "SourceIdentifier": "CMK_BACKING_KEY_ROTATION_ENABLED"},
                            },
                        },
                        "KmsCmkNotScheduledForDeletion": {
                            "Type": "AWS::Config::ConfigRule",
                            "Properties": {
                                "ConfigRuleName": "kms-cmk-not-scheduled-for-deletion",
                                "Source": {"Owner": "AWS", "SourceIdentifier": "KMS_CMK_NOT_SCHEDULED_FOR_DELETION"},
                            },
                        },
                        "S3BucketSslRequestsOnly": {
                            "Type": "AWS::Config::ConfigRule",
                            "Properties": {
                                "ConfigRuleName": "s3-bucket-ssl-requests-only",
                                "Source": {"Owner": "AWS", "SourceIdentifier": "S3_BUCKET_SSL_REQUESTS_ONLY"},
                            },
                        },
                        "S3BucketLevelPublicAccessProhibited": {
                            "Type": "AWS::Config::ConfigRule",
                            "Properties": {
                                "ConfigRuleName": "s3-bucket-level-public-access-prohibited",
                                "Source": {
                                    "Owner": "AWS",
                                    "SourceIdentifier": "S3_BUCKET_LEVEL_PUBLIC_ACCESS_PROHIBITED",
                                },
                            },
                        },
                        "S3BucketPublicReadProhibited": {
                            "Type": "AWS::Config::ConfigRule",
                            "Properties": {
                                "ConfigRuleName": "s3-bucket-public-read-prohibited",
                                "Source": {"Owner": "AWS", "SourceIdentifier": "S3_BUCKET_PUBLIC_READ_PROHIBITED"},
                            },
                        },
                        "S3BucketPublicWriteProhibited": {
                            "Type": "AWS::Config::ConfigRule",
                            "Properties": {
                                "ConfigRuleName": "s3-bucket-public-write-prohibited",
                                "Source": {"Owner": "AWS", "SourceIdentifier": "S3_BUCKET_PUBLIC_WRITE_PROHIBITED"},
                            },
                        },
                        "RdsInstancePublicAccessCheck": {
                            "Type": "AWS::Config::ConfigRule",
                            "Properties": {
                                "ConfigRuleName": "rds-instance-public-access-check",
                                "Source": {"Owner": "AWS", "SourceIdentifier": "RDS_INSTANCE_PUBLIC_ACCESS_CHECK"},
                            },
                        },
                        "RdsSnapshotsPublicProhibited": {
                            "Type": "AWS::Config::ConfigRule",
                            "Properties": {
                                "ConfigRuleName": "rds-snapshots-public-prohibited",
                                "Source": {"Owner": "AWS", "SourceIdentifier": "RDS_SNAPSHOTS_PUBLIC_PROHIBITED"},
                            },
                        },
                        "EbsSnapshotPublicRestorableCheck": {
                            "Type": "AWS::Config::ConfigRule",
                            "Properties": {
                                "ConfigRuleName": "ebs-snapshot-public-restorable-check",
                                "Source": {"Owner": "AWS", "SourceIdentifier": "EBS_SNAPSHOT_PUBLIC_RESTORABLE_CHECK"},
                            },
                        },
                        "S3BucketVersioningEnabled": {
                            "Type": "AWS::Config::ConfigRule",
                            "Properties": {
                                "ConfigRuleName": "s3-bucket-versioning-enabled",
                                "Source": {"Owner": "AWS", "SourceIdentifier": "S3_BUCKET_VERSIONING_ENABLED"},
                            },
                        },
                        "DbInstanceBackupEnabled": {
                            "Type": "AWS::Config::ConfigRule",
                            "Properties": {
                                "ConfigRuleName": "db-instance-backup-enabled",
                                "Source": {"Owner": "AWS", "SourceIdentifier": "DB_INSTANCE_BACKUP_ENABLED"},
                            },
                        },
                    },
                }
            ),
            opts=pulumi.ResourceOptions(parent=self, provider=args.dr, depends_on=[args.dr_recorder_status]),
        )

        # spec: audit.packs - Access control, in ap-northeast-1
        self.access_dr_conformance_pack = aws.cfg.ConformancePack(
            "access_dr",
            name="cloud-window-access",
            # IAM-14 Root and default accounts (mlps3 8.1.4.2 b; nist-800-53r5 ac-6.5, ia-5)
            # IAM-14 Root and default accounts (mlps3 8.1.4.2 b; nist-800-53r5 ac-6.5, ia-5)
            # IAM-04 Two factors, one of them cryptographic (mlps3 8.1.4.1 d; nist-800-53r5 ia-2.1, ia-2.2, ia-2.8)
            # IAM-04 Two factors, one of them cryptographic (mlps3 8.1.4.1 d; nist-800-53r5 ia-2.1, ia-2.2, ia-2.8)
            # IAM-11 No long-lived access key (mlps3 8.1.4.1 a, 8.1.4.2 c; nist-800-53r5 ia-5, ac-2.3)
            # IAM-11 No long-lived access key (mlps3 8.1.4.1 a, 8.1.4.2 c; nist-800-53r5 ia-5, ac-2.3)
            # IAM-06 Least privilege policies (mlps3 8.1.4.2 d, 8.1.4.2 e, 8.1.4.2 f; nist-800-53r5 ac-6, ac-3)
            # IAM-06 Least privilege policies (mlps3 8.1.4.2 d, 8.1.4.2 e, 8.1.4.2 f; nist-800-53r5 ac-6, ac-3)
            # IAM-02 Password policy (mlps3 8.1.4.1 a; nist-800-53r5 ia-5.1)
            template_body=json.dumps(
                {
                    "Resources": {
                        "RootAccountMfaEnabled": {
                            "Type": "AWS::Config::ConfigRule",
                            "Properties": {
                                "ConfigRuleName": "root-account-mfa-enabled",
                                "Source": {"Owner": "AWS", "SourceIdentifier": "ROOT_ACCOUNT_MFA_ENABLED"},
                            },
                        },
                        "IamRootAccessKeyCheck": {
                            "Type": "AWS::Config::ConfigRule",
                            "Properties": {
                                "ConfigRuleName": "iam-root-access-key-check",
                                "Source": {"Owner": "AWS", "SourceIdentifier": "IAM_ROOT_ACCESS_KEY_CHECK"},
                            },
                        },
                        "MfaEnabledForIamConsoleAccess": {
                            "Type": "AWS::Config::ConfigRule",
                            "Properties": {
                                "ConfigRuleName": "mfa-enabled-for-iam-console-access",
                                "Source": {"Owner": "AWS", "SourceIdentifier": "MFA_ENABLED_FOR_IAM_CONSOLE_ACCESS"},
                            },
                        },
                        "IamUserMfaEnabled": {
                            "Type": "AWS::Config::ConfigRule",
                            "Properties": {
                                "ConfigRuleName": "iam-user-mfa-enabled",
                                "Source": {"Owner": "AWS", "SourceIdentifier": "IAM_USER_MFA_ENABLED"},
                            },
                        },
                        "IamUserUnusedCredentialsCheck": {
                            "Type": "AWS::Config::ConfigRule",
                            "Properties": {
                                "ConfigRuleName": "iam-user-unused-credentials-check",
                                "Source": {"Owner": "AWS", "SourceIdentifier": "IAM_USER_UNUSED_CREDENTIALS_CHECK"},
                                "InputParameters": {"maxCredentialUsageAge": "90"},
                            },
                        },
                        "AccessKeysRotated": {
                            "Type": "AWS::Config::ConfigRule",
                            "Properties": {
                                "ConfigRuleName": "access-keys-rotated",
                                "Source": {"Owner": "AWS", "SourceIdentifier": "ACCESS_KEYS_ROTATED"},
                                "InputParameters": {"maxAccessKeyAge": "90"},
                            },
                        },
                        "IamPolicyNoStatementsWithAdminAccess": {
                            "Type": "AWS::Config::ConfigRule",
                            "Properties": {
                                "ConfigRuleName": "iam-policy-no-statements-with-admin-access",
                                "Source": {
                                    "Owner": "AWS",
                                    "SourceIdentifier": "IAM_POLICY_NO_STATEMENTS_WITH_ADMIN_ACCESS",
                                },
                            },
                        },
                        "IamUserNoPoliciesCheck": {
                            "Type": "AWS::Config::ConfigRule",
                            "Properties": {
                                "ConfigRuleName": "iam-user-no-policies-check",
                                "Source": {"Owner": "AWS", "SourceIdentifier": "IAM_USER_NO_POLICIES_CHECK"},
                            },
                        },
                        "IamPasswordPolicy": {
                            "Type": "AWS::Config::ConfigRule",
                            "Properties": {
                                "ConfigRuleName": "iam-password-policy",
                                "Source": {"Owner": "AWS", "SourceIdentifier": "IAM_PASSWORD_POLICY"},
                                "InputParameters": {"MinimumPasswordLength": "14", "MaxPasswordAge": "90"},
                            },
                        },
                    },
                }
            ),
            opts=pulumi.ResourceOptions(parent=self, provider=args.dr, depends_on=[args.dr_recorder_status]),
        )

        # spec: audit.packs - Operation and maintenance, in ap-northeast-1
        self.operations_dr_conformance_pack = aws.cfg.ConformancePack(
            "operations_dr",
            name="cloud-window-operations",
            # AUD-01 Control-plane audit in all regions (mlps3 8.1.3.5 a, 8.1.4.3 a, 8.1.4.3 b, 8.2.5.1 c; nist-800-53r5
            #   au-2, au-3, au-12)
            # AUD-02 Audit records are tamper-evident and immutable (mlps3 8.1.3.5 c, 8.1.4.3 c; nist-800-53r5 au-9,
            #   au-9.2, au-9.3, au-10)
            # AUD-02 Audit records are tamper-evident and immutable (mlps3 8.1.3.5 c, 8.1.4.3 c; nist-800-53r5 au-9,
            #   au-9.2, au-9.3, au-10)
            # AUD-04 Logs are gathered in a separate zone (mlps3 8.1.5.4 d, 8.2.5.1 c; nist-800-53r5 au-6.3, au-9.2,
            #   au-4.1)
            # AUD-03 Audit logs kept for six calendar months or more (mlps3 8.1.5.4 d; nist-800-53r5 au-11)
            # AUD-02 Audit records are tamper-evident and immutable (mlps3 8.1.3.5 c, 8.1.4.3 c; nist-800-53r5 au-9,
            #   au-9.2, au-9.3, au-10)
            # AUD-05 Every log source is switched on (mlps3 8.1.3.5 a, 8.1.4.3 a, 8.1.5.4 d; nist-800-53r5 au-2, au-12)
            # AUD-05 Every log source is switched on (mlps3 8.1.3.5 a, 8.1.4.3 a, 8.1.5.4 d; nist-800-53r5 au-2, au-12)
            # OPS-03 Patch management (mlps3 8.1.4.4 e, 8.1.5.4 e; nist-800-53r5 si-2, ma-2)
            # BND-13 East-west detection (mlps3 8.1.3.3 b, 8.1.4.4 f, 8.2.3.2 a, 8.2.3.2 c; nist-800-53r5 si-4, si-4.4)
            # OPS-06 Central posture management (mlps3 8.1.5.4 e, 8.1.5.4 f; nist-800-53r5 ca-7, si-4.16)
            template_body=json.dumps(
                {
                    "Resources": {
                        "MultiRegionCloudTrailEnabled": {
                            "Type": "AWS::Config::ConfigRule",
                            "Properties": {
                                "ConfigRuleName": "multi-region-cloud-trail-enabled",
                                "Source": {"Owner": "AWS", "SourceIdentifier": "MULTI_REGION_CLOUD_TRAIL_ENABLED"},
                            },
                        },
                        "CloudTrailLogFileValidationEnabled": {
                            "Type": "AWS::Config::ConfigRule",
                            "Properties": {
                                "ConfigRuleName": "cloud-trail-log-file-validation-enabled",
                                "Source": {
                                    "Owner": "AWS",
                                    "SourceIdentifier": "CLOUD_TRAIL_LOG_FILE_VALIDATION_ENABLED",
                                },
                            },
                        },
                        "CloudTrailEncryptionEnabled": {
                            "Type": "AWS::Config::ConfigRule",
                            "Properties": {
                                "ConfigRuleName": "cloud-trail-encryption-enabled",
                                "Source": {"Owner": "AWS", "SourceIdentifier": "CLOUD_TRAIL_ENCRYPTION_ENABLED"},
                            },
                        },
                        "CloudTrailCloudWatchLogsEnabled": {
                            "Type": "AWS::Config::ConfigRule",
                            "Properties": {
                                "ConfigRuleName": "cloud-trail-cloud-watch-logs-enabled",
                                "Source": {"Owner": "AWS", "SourceIdentifier": "CLOUD_TRAIL_CLOUD_WATCH_LOGS_ENABLED"},
                            },
                        },
                        "CwLoggroupRetentionPeriodCheck": {
                            "Type": "AWS::Config::ConfigRule",
                            "Properties": {
                                "ConfigRuleName": "cw-loggroup-retention-period-check",
                                "Source": {"Owner": "AWS", "SourceIdentifier": "CW_LOGGROUP_RETENTION_PERIOD_CHECK"},
                                "InputParameters": {"MinRetentionTime": "365"},
                            },
                        },
                        "CloudwatchLogGroupEncrypted": {
                            "Type": "AWS::Config::ConfigRule",
                            "Properties": {
                                "ConfigRuleName": "cloudwatch-log-group-encrypted",
                                "Source": {"Owner": "AWS", "SourceIdentifier": "CLOUDWATCH_LOG_GROUP_ENCRYPTED"},
                            },
                        },
                        "ElbLoggingEnabled": {
                            "Type": "AWS::Config::ConfigRule",
                            "Properties": {
                                "ConfigRuleName": "elb-logging-enabled",
                                "Source": {"Owner": "AWS", "SourceIdentifier": "ELB_LOGGING_ENABLED"},
                            },
                        },
                        "Wafv2LoggingEnabled": {
                            "Type": "AWS::Config::ConfigRule",
                            "Properties": {
                                "ConfigRuleName": "wafv2-logging-enabled",
                                "Source": {"Owner": "AWS", "SourceIdentifier": "WAFV2_LOGGING_ENABLED"},
                            },
                        },
                        "Ec2ManagedinstancePatchComplianceStatusCheck": {
                            "Type": "AWS::Config::ConfigRule",
                            "Properties": {
                                "ConfigRuleName": "ec2-managedinstance-patch-compliance-status-check",
                                "Source": {
                                    "Owner": "AWS",
                                    "SourceIdentifier": "EC2_MANAGEDINSTANCE_PATCH_COMPLIANCE_STATUS_CHECK",
                                },
                            },
                        },
                        "GuarddutyEnabledCentralized": {
                            "Type": "AWS::Config::ConfigRule",
                            "Properties": {
                                "ConfigRuleName": "guardduty-enabled-centralized",
                                "Source": {"Owner": "AWS", "SourceIdentifier": "GUARDDUTY_ENABLED_CENTRALIZED"},
                            },
                        },
                        "SecurityhubEnabled": {
                            "Type": "AWS::Config::ConfigRule",
                            "Properties": {
                                "ConfigRuleName": "securityhub-enabled",
                                "Source": {"Owner": "AWS", "SourceIdentifier": "SECURITYHUB_ENABLED"},
                            },
                        },
                    },
                }
            ),
            opts=pulumi.ResourceOptions(parent=self, provider=args.dr, depends_on=[args.dr_recorder_status]),
        )

        self.register_outputs({})
