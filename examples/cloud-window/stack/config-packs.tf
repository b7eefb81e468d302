# spec: audit.packs - Security of the architecture, in ap-southeast-1
resource "aws_config_conformance_pack" "architecture" {
  name = "cloud-window-architecture"

  template_body = jsonencode({
    Resources = {
      # NET-11 Default network objects admit nothing (mlps3 8.1.3.2 a, 8.1.3.2 b; nist-800-53r5 sc-7.5, cm-7)
      VpcDefaultSecurityGroupClosed = {
        Type = "AWS::Config::ConfigRule"
        Properties = {
          ConfigRuleName = "vpc-default-security-group-closed"
          Source         = { Owner = "AWS", SourceIdentifier = "VPC_DEFAULT_SECURITY_GROUP_CLOSED" }
        }
      }
      # BND-10 Administrative and database ports closed to the outside (mlps3 8.1.4.4 b, 8.1.4.4 c; nist-800-53r5 sc-7.5, ac-17.3)
      IncomingSshDisabled = {
        Type = "AWS::Config::ConfigRule"
        Properties = {
          ConfigRuleName = "incoming-ssh-disabled"
          Source         = { Owner = "AWS", SourceIdentifier = "INCOMING_SSH_DISABLED" }
        }
      }
      # BND-09 Internet exposure equals the declared list (mlps3 8.1.3.1 a, 8.1.4.4 b; nist-800-53r5 sc-7.3, cm-7, cm-8)
      Ec2InstanceNoPublicIp = {
        Type = "AWS::Config::ConfigRule"
        Properties = {
          ConfigRuleName = "ec2-instance-no-public-ip"
          Source         = { Owner = "AWS", SourceIdentifier = "EC2_INSTANCE_NO_PUBLIC_IP" }
        }
      }
      # BND-09 Internet exposure equals the declared list (mlps3 8.1.3.1 a, 8.1.4.4 b; nist-800-53r5 sc-7.3, cm-7, cm-8)
      SubnetAutoAssignPublicIpDisabled = {
        Type = "AWS::Config::ConfigRule"
        Properties = {
          ConfigRuleName = "subnet-auto-assign-public-ip-disabled"
          Source = {
            Owner            = "AWS"
            SourceIdentifier = "SUBNET_AUTO_ASSIGN_PUBLIC_IP_DISABLED"
          }
        }
      }
      # IAM-17 Instance metadata requires a session token (mlps3 8.1.4.4 a; nist-800-53r5 ac-6, cm-7)
      Ec2Imdsv2Check = {
        Type = "AWS::Config::ConfigRule"
        Properties = {
          ConfigRuleName = "ec2-imdsv2-check"
          Source         = { Owner = "AWS", SourceIdentifier = "EC2_IMDSV2_CHECK" }
        }
      }
      # BND-07 Application-layer control on exposed services (mlps3 8.1.3.2 e, 8.1.4.4 d, 8.2.2.1 c; nist-800-53r5 sc-7, si-10, si-4)
      AlbWafEnabled = {
        Type = "AWS::Config::ConfigRule"
        Properties = {
          ConfigRuleName = "alb-waf-enabled"
          Source         = { Owner = "AWS", SourceIdentifier = "ALB_WAF_ENABLED" }
        }
      }
      # AUD-05 Every log source is switched on (mlps3 8.1.3.5 a, 8.1.4.3 a, 8.1.5.4 d; nist-800-53r5 au-2, au-12)
      VpcFlowLogsEnabled = {
        Type = "AWS::Config::ConfigRule"
        Properties = {
          ConfigRuleName = "vpc-flow-logs-enabled"
          Source         = { Owner = "AWS", SourceIdentifier = "VPC_FLOW_LOGS_ENABLED" }
        }
      }
      # BND-09 Internet exposure equals the declared list (mlps3 8.1.3.1 a, 8.1.4.4 b; nist-800-53r5 sc-7.3, cm-7, cm-8)
      VpcSgOpenOnlyToAuthorizedPorts = {
        Type = "AWS::Config::ConfigRule"
        Properties = {
          ConfigRuleName = "vpc-sg-open-only-to-authorized-ports"
          Source = {
            Owner            = "AWS"
            SourceIdentifier = "VPC_SG_OPEN_ONLY_TO_AUTHORIZED_PORTS"
          }
          InputParameters = { authorizedTcpPorts = "443" }
        }
      }
    }
  })

  depends_on = [aws_config_configuration_recorder_status.main]
}

# spec: audit.packs - Protection of data, in ap-southeast-1
resource "aws_config_conformance_pack" "data" {
  name = "cloud-window-data"

  template_body = jsonencode({
    Resources = {
      # DAT-01 Encryption at rest with customer keys (mlps3 8.1.4.8 b, 8.2.4.5 d; nist-800-53r5 sc-28, sc-28.1)
      EncryptedVolumes = {
        Type = "AWS::Config::ConfigRule"
        Properties = {
          ConfigRuleName = "encrypted-volumes"
          Source         = { Owner = "AWS", SourceIdentifier = "ENCRYPTED_VOLUMES" }
        }
      }
      # DAT-01 Encryption at rest with customer keys (mlps3 8.1.4.8 b, 8.2.4.5 d; nist-800-53r5 sc-28, sc-28.1)
      Ec2EbsEncryptionByDefault = {
        Type = "AWS::Config::ConfigRule"
        Properties = {
          ConfigRuleName = "ec2-ebs-encryption-by-default"
          Source         = { Owner = "AWS", SourceIdentifier = "EC2_EBS_ENCRYPTION_BY_DEFAULT" }
        }
      }
      # DAT-01 Encryption at rest with customer keys (mlps3 8.1.4.8 b, 8.2.4.5 d; nist-800-53r5 sc-28, sc-28.1)
      RdsStorageEncrypted = {
        Type = "AWS::Config::ConfigRule"
        Properties = {
          ConfigRuleName = "rds-storage-encrypted"
          Source         = { Owner = "AWS", SourceIdentifier = "RDS_STORAGE_ENCRYPTED" }
        }
      }
      # DAT-01 Encryption at rest with customer keys (mlps3 8.1.4.8 b, 8.2.4.5 d; nist-800-53r5 sc-28, sc-28.1)
      RdsSnapshotEncrypted = {
        Type = "AWS::Config::ConfigRule"
        Properties = {
          ConfigRuleName = "rds-snapshot-encrypted"
          Source         = { Owner = "AWS", SourceIdentifier = "RDS_SNAPSHOT_ENCRYPTED" }
        }
      }
      # DAT-01 Encryption at rest with customer keys (mlps3 8.1.4.8 b, 8.2.4.5 d; nist-800-53r5 sc-28, sc-28.1)
      EfsEncryptedCheck = {
        Type = "AWS::Config::ConfigRule"
        Properties = {
          ConfigRuleName = "efs-encrypted-check"
          Source         = { Owner = "AWS", SourceIdentifier = "EFS_ENCRYPTED_CHECK" }
        }
      }
      # DAT-01 Encryption at rest with customer keys (mlps3 8.1.4.8 b, 8.2.4.5 d; nist-800-53r5 sc-28, sc-28.1)
      BackupRecoveryPointEncrypted = {
        Type = "AWS::Config::ConfigRule"
        Properties = {
          ConfigRuleName = "backup-recovery-point-encrypted"
          Source         = { Owner = "AWS", SourceIdentifier = "BACKUP_RECOVERY_POINT_ENCRYPTED" }
        }
      }
      # DAT-02 Key rotation and separated key administration (mlps3 8.2.4.5 d; nist-800-53r5 sc-12, ac-5)
      CmkBackingKeyRotationEnabled = {
        Type = "AWS::Config::ConfigRule"
        Properties = {
          ConfigRuleName = "cmk-backing-key-rotation-enabled"
          Source         = { Owner = "AWS", SourceIdentifier = "CMK_BACKING_KEY_ROTATION_ENABLED" }
        }
      }
      # DAT-02 Key rotation and separated key administration (mlps3 8.2.4.5 d; nist-800-53r5 sc-12, ac-5)
      KmsCmkNotScheduledForDeletion = {
        Type = "AWS::Config::ConfigRule"
        Properties = {
          ConfigRuleName = "kms-cmk-not-scheduled-for-deletion"
          Source         = { Owner = "AWS", SourceIdentifier = "KMS_CMK_NOT_SCHEDULED_FOR_DELETION" }
        }
      }
      # DAT-05 Encryption in transit inside the platform (mlps3 8.1.2.2 b, 8.1.4.8 a; nist-800-53r5 sc-8, sc-8.1)
      S3BucketSslRequestsOnly = {
        Type = "AWS::Config::ConfigRule"
        Properties = {
          ConfigRuleName = "s3-bucket-ssl-requests-only"
          Source         = { Owner = "AWS", SourceIdentifier = "S3_BUCKET_SSL_REQUESTS_ONLY" }
        }
      }
      # DAT-09 No public data store (mlps3 8.1.4.2 e, 8.1.4.11 b; nist-800-53r5 ac-3, ac-22)
      S3BucketLevelPublicAccessProhibited = {
        Type = "AWS::Config::ConfigRule"
        Properties = {
          ConfigRuleName = "s3-bucket-level-public-access-prohibited"
          Source = {
            Owner            = "AWS"
            SourceIdentifier = "S3_BUCKET_LEVEL_PUBLIC_ACCESS_PROHIBITED"
          }
        }
      }
      # DAT-09 No public data store (mlps3 8.1.4.2 e, 8.1.4.11 b; nist-800-53r5 ac-3, ac-22)
      S3BucketPublicReadProhibited = {
        Type = "AWS::Config::ConfigRule"
        Properties = {
          ConfigRuleName = "s3-bucket-public-read-prohibited"
          Source         = { Owner = "AWS", SourceIdentifier = "S3_BUCKET_PUBLIC_READ_PROHIBITED" }
        }
      }
      # DAT-09 No public data store (mlps3 8.1.4.2 e, 8.1.4.11 b; nist-800-53r5 ac-3, ac-22)
      S3BucketPublicWriteProhibited = {
        Type = "AWS::Config::ConfigRule"
        Properties = {
          ConfigRuleName = "s3-bucket-public-write-prohibited"
          Source         = { Owner = "AWS", SourceIdentifier = "S3_BUCKET_PUBLIC_WRITE_PROHIBITED" }
        }
      }
      # DAT-09 No public data store (mlps3 8.1.4.2 e, 8.1.4.11 b; nist-800-53r5 ac-3, ac-22)
      RdsInstancePublicAccessCheck = {
        Type = "AWS::Config::ConfigRule"
        Properties = {
          ConfigRuleName = "rds-instance-public-access-check"
          Source         = { Owner = "AWS", SourceIdentifier = "RDS_INSTANCE_PUBLIC_ACCESS_CHECK" }
        }
      }
      # DAT-09 No public data store (mlps3 8.1.4.2 e, 8.1.4.11 b; nist-800-53r5 ac-3, ac-22)
      RdsSnapshotsPublicProhibited = {
        Type = "AWS::Config::ConfigRule"
        Properties = {
          ConfigRuleName = "rds-snapshots-public-prohibited"
          Source         = { Owner = "AWS", SourceIdentifier = "RDS_SNAPSHOTS_PUBLIC_PROHIBITED" }
        }
      }
      # DAT-09 No public data store (mlps3 8.1.4.2 e, 8.1.4.11 b; nist-800-53r5 ac-3, ac-22)
      EbsSnapshotPublicRestorableCheck = {
        Type = "AWS::Config::ConfigRule"
        Properties = {
          ConfigRuleName = "ebs-snapshot-public-restorable-check"
          Source = {
            Owner            = "AWS"
            SourceIdentifier = "EBS_SNAPSHOT_PUBLIC_RESTORABLE_CHECK"
          }
        }
      }
      # BAK-01 Every important and core store is in a backup plan (mlps3 8.1.4.9 a; nist-800-53r5 cp-9)
      S3BucketVersioningEnabled = {
        Type = "AWS::Config::ConfigRule"
        Properties = {
          ConfigRuleName = "s3-bucket-versioning-enabled"
          Source         = { Owner = "AWS", SourceIdentifier = "S3_BUCKET_VERSIONING_ENABLED" }
        }
      }
      # BAK-01 Every important and core store is in a backup plan (mlps3 8.1.4.9 a; nist-800-53r5 cp-9)
      DbInstanceBackupEnabled = {
        Type = "AWS::Config::ConfigRule"
        Properties = {
          ConfigRuleName = "db-instance-backup-enabled"
          Source         = { Owner = "AWS", SourceIdentifier = "DB_INSTANCE_BACKUP_ENABLED" }
        }
      }
    }
  })

  depends_on = [aws_config_configuration_recorder_status.main]
}

# spec: audit.packs - Access control, in ap-southeast-1
resource "aws_config_conformance_pack" "access" {
  name = "cloud-window-access"

  template_body = jsonencode({
    Resources = {
      # IAM-14 Root and default accounts (mlps3 8.1.4.2 b; nist-800-53r5 ac-6.5, ia-5)
      RootAccountMfaEnabled = {
        Type = "AWS::Config::ConfigRule"
        Properties = {
          ConfigRuleName = "root-account-mfa-enabled"
          Source         = { Owner = "AWS", SourceIdentifier = "ROOT_ACCOUNT_MFA_ENABLED" }
        }
      }
      # IAM-14 Root and default accounts (mlps3 8.1.4.2 b; nist-800-53r5 ac-6.5, ia-5)
      IamRootAccessKeyCheck = {
        Type = "AWS::Config::ConfigRule"
        Properties = {
          ConfigRuleName = "iam-root-access-key-check"
          Source         = { Owner = "AWS", SourceIdentifier = "IAM_ROOT_ACCESS_KEY_CHECK" }
        }
      }
      # IAM-04 Two factors, one of them cryptographic (mlps3 8.1.4.1 d; nist-800-53r5 ia-2.1, ia-2.2, ia-2.8)
      MfaEnabledForIamConsoleAccess = {
        Type = "AWS::Config::ConfigRule"
        Properties = {
          ConfigRuleName = "mfa-enabled-for-iam-console-access"
          Source         = { Owner = "AWS", SourceIdentifier = "MFA_ENABLED_FOR_IAM_CONSOLE_ACCESS" }
        }
      }
      # IAM-04 Two factors, one of them cryptographic (mlps3 8.1.4.1 d; nist-800-53r5 ia-2.1, ia-2.2, ia-2.8)
      IamUserMfaEnabled = {
        Type = "AWS::Config::ConfigRule"
        Properties = {
          ConfigRuleName = "iam-user-mfa-enabled"
          Source         = { Owner = "AWS", SourceIdentifier = "IAM_USER_MFA_ENABLED" }
        }
      }
      # IAM-11 No long-lived access key (mlps3 8.1.4.1 a, 8.1.4.2 c; nist-800-53r5 ia-5, ac-2.3)
      IamUserUnusedCredentialsCheck = {
        Type = "AWS::Config::ConfigRule"
        Properties = {
          ConfigRuleName  = "iam-user-unused-credentials-check"
          Source          = { Owner = "AWS", SourceIdentifier = "IAM_USER_UNUSED_CREDENTIALS_CHECK" }
          InputParameters = { maxCredentialUsageAge = "90" }
        }
      }
      # IAM-11 No long-lived access key (mlps3 8.1.4.1 a, 8.1.4.2 c; nist-800-53r5 ia-5, ac-2.3)
      AccessKeysRotated = {
        Type = "AWS::Config::ConfigRule"
        Properties = {
          ConfigRuleName  = "access-keys-rotated"
          Source          = { Owner = "AWS", SourceIdentifier = "ACCESS_KEYS_ROTATED" }
          InputParameters = { maxAccessKeyAge = "90" }
        }
      }
      # IAM-06 Least privilege policies (mlps3 8.1.4.2 d, 8.1.4.2 e, 8.1.4.2 f; nist-800-53r5 ac-6, ac-3)
      IamPolicyNoStatementsWithAdminAccess = {
        Type = "AWS::Config::ConfigRule"
        Properties = {
          ConfigRuleName = "iam-policy-no-statements-with-admin-access"
          Source = {
            Owner            = "AWS"
            SourceIdentifier = "IAM_POLICY_NO_STATEMENTS_WITH_ADMIN_ACCESS"
          }
        }
      }
      # IAM-06 Least privilege policies (mlps3 8.1.4.2 d, 8.1.4.2 e, 8.1.4.2 f; nist-800-53r5 ac-6, ac-3)
      IamUserNoPoliciesCheck = {
        Type = "AWS::Config::ConfigRule"
        Properties = {
          ConfigRuleName = "iam-user-no-policies-check"
          Source         = { Owner = "AWS", SourceIdentifier = "IAM_USER_NO_POLICIES_CHECK" }
        }
      }
      # IAM-02 Password policy (mlps3 8.1.4.1 a; nist-800-53r5 ia-5.1)
      IamPasswordPolicy = {
        Type = "AWS::Config::ConfigRule"
        Properties = {
          ConfigRuleName  = "iam-password-policy"
          Source          = { Owner = "AWS", SourceIdentifier = "IAM_PASSWORD_POLICY" }
          InputParameters = { MinimumPasswordLength = "14", MaxPasswordAge = "90" }
        }
      }
    }
  })

  depends_on = [aws_config_configuration_recorder_status.main]
}

# spec: audit.packs - Operation and maintenance, in ap-southeast-1
resource "aws_config_conformance_pack" "operations" {
  name = "cloud-window-operations"

  template_body = jsonencode({
    Resources = {
      # AUD-01 Control-plane audit in all regions (mlps3 8.1.3.5 a, 8.1.4.3 a, 8.1.4.3 b, 8.2.5.1 c; nist-800-53r5 au-2, au-3, au-12)
      MultiRegionCloudTrailEnabled = {
        Type = "AWS::Config::ConfigRule"
        Properties = {
          ConfigRuleName = "multi-region-cloud-trail-enabled"
          Source         = { Owner = "AWS", SourceIdentifier = "MULTI_REGION_CLOUD_TRAIL_ENABLED" }
        }
      }
      # AUD-02 Audit records are tamper-evident and immutable (mlps3 8.1.3.5 c, 8.1.4.3 c; nist-800-53r5 au-9, au-9.2, au-9.3, au-10)
      CloudTrailLogFileValidationEnabled = {
        Type = "AWS::Config::ConfigRule"
        Properties = {
          ConfigRuleName = "cloud-trail-log-file-validation-enabled"
          Source = {
            Owner            = "AWS"
            SourceIdentifier = "CLOUD_TRAIL_LOG_FILE_VALIDATION_ENABLED"
          }
        }
      }
      # AUD-02 Audit records are tamper-evident and immutable (mlps3 8.1.3.5 c, 8.1.4.3 c; nist-800-53r5 au-9, au-9.2, au-9.3, au-10)
      CloudTrailEncryptionEnabled = {
        Type = "AWS::Config::ConfigRule"
        Properties = {
          ConfigRuleName = "cloud-trail-encryption-enabled"
          Source         = { Owner = "AWS", SourceIdentifier = "CLOUD_TRAIL_ENCRYPTION_ENABLED" }
        }
      }
      # AUD-04 Logs are gathered in a separate zone (mlps3 8.1.5.4 d, 8.2.5.1 c; nist-800-53r5 au-6.3, au-9.2, au-4.1)
      CloudTrailCloudWatchLogsEnabled = {
        Type = "AWS::Config::ConfigRule"
        Properties = {
          ConfigRuleName = "cloud-trail-cloud-watch-logs-enabled"
          Source = {
            Owner            = "AWS"
            SourceIdentifier = "CLOUD_TRAIL_CLOUD_WATCH_LOGS_ENABLED"
          }
        }
      }
      # AUD-03 Audit logs kept for six calendar months or more (mlps3 8.1.5.4 d; nist-800-53r5 au-11)
      CwLoggroupRetentionPeriodCheck = {
        Type = "AWS::Config::ConfigRule"
        Properties = {
          ConfigRuleName  = "cw-loggroup-retention-period-check"
          Source          = { Owner = "AWS", SourceIdentifier = "CW_LOGGROUP_RETENTION_PERIOD_CHECK" }
          InputParameters = { MinRetentionTime = "365" }
        }
      }
      # AUD-02 Audit records are tamper-evident and immutable (mlps3 8.1.3.5 c, 8.1.4.3 c; nist-800-53r5 au-9, au-9.2, au-9.3, au-10)
      CloudwatchLogGroupEncrypted = {
        Type = "AWS::Config::ConfigRule"
        Properties = {
          ConfigRuleName = "cloudwatch-log-group-encrypted"
          Source         = { Owner = "AWS", SourceIdentifier = "CLOUDWATCH_LOG_GROUP_ENCRYPTED" }
        }
      }
      # AUD-05 Every log source is switched on (mlps3 8.1.3.5 a, 8.1.4.3 a, 8.1.5.4 d; nist-800-53r5 au-2, au-12)
      ElbLoggingEnabled = {
        Type = "AWS::Config::ConfigRule"
        Properties = {
          ConfigRuleName = "elb-logging-enabled"
          Source         = { Owner = "AWS", SourceIdentifier = "ELB_LOGGING_ENABLED" }
        }
      }
      # AUD-05 Every log source is switched on (mlps3 8.1.3.5 a, 8.1.4.3 a, 8.1.5.4 d; nist-800-53r5 au-2, au-12)
      Wafv2LoggingEnabled = {
        Type = "AWS::Config::ConfigRule"
        Properties = {
          ConfigRuleName = "wafv2-logging-enabled"
          Source         = { Owner = "AWS", SourceIdentifier = "WAFV2_LOGGING_ENABLED" }
        }
      }
      # OPS-03 Patch management (mlps3 8.1.4.4 e, 8.1.5.4 e; nist-800-53r5 si-2, ma-2)
      Ec2ManagedinstancePatchComplianceStatusCheck = {
        Type = "AWS::Config::ConfigRule"
        Properties = {
          ConfigRuleName = "ec2-managedinstance-patch-compliance-status-check"
          Source = {
            Owner            = "AWS"
            SourceIdentifier = "EC2_MANAGEDINSTANCE_PATCH_COMPLIANCE_STATUS_CHECK"
          }
        }
      }
      # BND-13 East-west detection (mlps3 8.1.3.3 b, 8.1.4.4 f, 8.2.3.2 a, 8.2.3.2 c; nist-800-53r5 si-4, si-4.4)
      GuarddutyEnabledCentralized = {
        Type = "AWS::Config::ConfigRule"
        Properties = {
          ConfigRuleName = "guardduty-enabled-centralized"
          Source         = { Owner = "AWS", SourceIdentifier = "GUARDDUTY_ENABLED_CENTRALIZED" }
        }
      }
      # OPS-06 Central posture management (mlps3 8.1.5.4 e, 8.1.5.4 f; nist-800-53r5 ca-7, si-4.16)
      SecurityhubEnabled = {
        Type = "AWS::Config::ConfigRule"
        Properties = {
          ConfigRuleName = "securityhub-enabled"
          Source         = { Owner = "AWS", SourceIdentifier = "SECURITYHUB_ENABLED" }
        }
      }
    }
  })

  depends_on = [aws_config_configuration_recorder_status.main]
}

# spec: audit.packs - Security of the architecture, in ap-northeast-1
resource "aws_config_conformance_pack" "architecture_dr" {
  provider = aws.dr

  name = "cloud-window-architecture"

  template_body = jsonencode({
    Resources = {
      # NET-11 Default network objects admit nothing (mlps3 8.1.3.2 a, 8.1.3.2 b; nist-800-53r5 sc-7.5, cm-7)
      VpcDefaultSecurityGroupClosed = {
        Type = "AWS::Config::ConfigRule"
        Properties = {
          ConfigRuleName = "vpc-default-security-group-closed"
          Source         = { Owner = "AWS", SourceIdentifier = "VPC_DEFAULT_SECURITY_GROUP_CLOSED" }
        }
      }
      # BND-10 Administrative and database ports closed to the outside (mlps3 8.1.4.4 b, 8.1.4.4 c; nist-800-53r5 sc-7.5, ac-17.3)
      IncomingSshDisabled = {
        Type = "AWS::Config::ConfigRule"
        Properties = {
          ConfigRuleName = "incoming-ssh-disabled"
          Source         = { Owner = "AWS", SourceIdentifier = "INCOMING_SSH_DISABLED" }
        }
      }
      # BND-09 Internet exposure equals the declared list (mlps3 8.1.3.1 a, 8.1.4.4 b; nist-800-53r5 sc-7.3, cm-7, cm-8)
      Ec2InstanceNoPublicIp = {
        Type = "AWS::Config::ConfigRule"
        Properties = {
          ConfigRuleName = "ec2-instance-no-public-ip"
          Source         = { Owner = "AWS", SourceIdentifier = "EC2_INSTANCE_NO_PUBLIC_IP" }
        }
      }
      # BND-09 Internet exposure equals the declared list (mlps3 8.1.3.1 a, 8.1.4.4 b; nist-800-53r5 sc-7.3, cm-7, cm-8)
      SubnetAutoAssignPublicIpDisabled = {
        Type = "AWS::Config::ConfigRule"
        Properties = {
          ConfigRuleName = "subnet-auto-assign-public-ip-disabled"
          Source = {
            Owner            = "AWS"
            SourceIdentifier = "SUBNET_AUTO_ASSIGN_PUBLIC_IP_DISABLED"
          }
        }
      }
      # IAM-17 Instance metadata requires a session token (mlps3 8.1.4.4 a; nist-800-53r5 ac-6, cm-7)
      Ec2Imdsv2Check = {
        Type = "AWS::Config::ConfigRule"
        Properties = {
          ConfigRuleName = "ec2-imdsv2-check"
          Source         = { Owner = "AWS", SourceIdentifier = "EC2_IMDSV2_CHECK" }
        }
      }
      # BND-07 Application-layer control on exposed services (mlps3 8.1.3.2 e, 8.1.4.4 d, 8.2.2.1 c; nist-800-53r5 sc-7, si-10, si-4)
      AlbWafEnabled = {
        Type = "AWS::Config::ConfigRule"
        Properties = {
          ConfigRuleName = "alb-waf-enabled"
          Source         = { Owner = "AWS", SourceIdentifier = "ALB_WAF_ENABLED" }
        }
      }
      # AUD-05 Every log source is switched on (mlps3 8.1.3.5 a, 8.1.4.3 a, 8.1.5.4 d; nist-800-53r5 au-2, au-12)
      VpcFlowLogsEnabled = {
        Type = "AWS::Config::ConfigRule"
        Properties = {
          ConfigRuleName = "vpc-flow-logs-enabled"
          Source         = { Owner = "AWS", SourceIdentifier = "VPC_FLOW_LOGS_ENABLED" }
        }
      }
      # BND-09 Internet exposure equals the declared list (mlps3 8.1.3.1 a, 8.1.4.4 b; nist-800-53r5 sc-7.3, cm-7, cm-8)
      VpcSgOpenOnlyToAuthorizedPorts = {
        Type = "AWS::Config::ConfigRule"
        Properties = {
          ConfigRuleName = "vpc-sg-open-only-to-authorized-ports"
          Source = {
            Owner            = "AWS"
            SourceIdentifier = "VPC_SG_OPEN_ONLY_TO_AUTHORIZED_PORTS"
          }
          InputParameters = { authorizedTcpPorts = "443" }
        }
      }
    }
  })

  depends_on = [aws_config_configuration_recorder_status.dr]
}

# spec: audit.packs - Protection of data, in ap-northeast-1
resource "aws_config_conformance_pack" "data_dr" {
  provider = aws.dr

  name = "cloud-window-data"

  template_body = jsonencode({
    Resources = {
      # DAT-01 Encryption at rest with customer keys (mlps3 8.1.4.8 b, 8.2.4.5 d; nist-800-53r5 sc-28, sc-28.1)
      EncryptedVolumes = {
        Type = "AWS::Config::ConfigRule"
        Properties = {
          ConfigRuleName = "encrypted-volumes"
          Source         = { Owner = "AWS", SourceIdentifier = "ENCRYPTED_VOLUMES" }
        }
      }
      # DAT-01 Encryption at rest with customer keys (mlps3 8.1.4.8 b, 8.2.4.5 d; nist-800-53r5 sc-28, sc-28.1)
      Ec2EbsEncryptionByDefault = {
        Type = "AWS::Config::ConfigRule"
        Properties = {
          ConfigRuleName = "ec2-ebs-encryption-by-default"
          Source         = { Owner = "AWS", SourceIdentifier = "EC2_EBS_ENCRYPTION_BY_DEFAULT" }
        }
      }
      # DAT-01 Encryption at rest with customer keys (mlps3 8.1.4.8 b, 8.2.4.5 d; nist-800-53r5 sc-28, sc-28.1)
      RdsStorageEncrypted = {
        Type = "AWS::Config::ConfigRule"
        Properties = {
          ConfigRuleName = "rds-storage-encrypted"
          Source         = { Owner = "AWS", SourceIdentifier = "RDS_STORAGE_ENCRYPTED" }
        }
      }
      # DAT-01 Encryption at rest with customer keys (mlps3 8.1.4.8 b, 8.2.4.5 d; nist-800-53r5 sc-28, sc-28.1)
      RdsSnapshotEncrypted = {
        Type = "AWS::Config::ConfigRule"
        Properties = {
          ConfigRuleName = "rds-snapshot-encrypted"
          Source         = { Owner = "AWS", SourceIdentifier = "RDS_SNAPSHOT_ENCRYPTED" }
        }
      }
      # DAT-01 Encryption at rest with customer keys (mlps3 8.1.4.8 b, 8.2.4.5 d; nist-800-53r5 sc-28, sc-28.1)
      EfsEncryptedCheck = {
        Type = "AWS::Config::ConfigRule"
        Properties = {
          ConfigRuleName = "efs-encrypted-check"
          Source         = { Owner = "AWS", SourceIdentifier = "EFS_ENCRYPTED_CHECK" }
        }
      }
      # DAT-01 Encryption at rest with customer keys (mlps3 8.1.4.8 b, 8.2.4.5 d; nist-800-53r5 sc-28, sc-28.1)
      BackupRecoveryPointEncrypted = {
        Type = "AWS::Config::ConfigRule"
        Properties = {
          ConfigRuleName = "backup-recovery-point-encrypted"
          Source         = { Owner = "AWS", SourceIdentifier = "BACKUP_RECOVERY_POINT_ENCRYPTED" }
        }
      }
      # DAT-02 Key rotation and separated key administration (mlps3 8.2.4.5 d; nist-800-53r5 sc-12, ac-5)
      CmkBackingKeyRotationEnabled = {
        Type = "AWS::Config::ConfigRule"
        Properties = {
          ConfigRuleName = "cmk-backing-key-rotation-enabled"
          Source         = { Owner = "AWS", SourceIdentifier = "CMK_BACKING_KEY_ROTATION_ENABLED" }
        }
      }
      # DAT-02 Key rotation and separated key administration (mlps3 8.2.4.5 d; nist-800-53r5 sc-12, ac-5)
      KmsCmkNotScheduledForDeletion = {
        Type = "AWS::Config::ConfigRule"
        Properties = {
          ConfigRuleName = "kms-cmk-not-scheduled-for-deletion"
          Source         = { Owner = "AWS", SourceIdentifier = "KMS_CMK_NOT_SCHEDULED_FOR_DELETION" }
        }
      }
      # DAT-05 Encryption in transit inside the platform (mlps3 8.1.2.2 b, 8.1.4.8 a; nist-800-53r5 sc-8, sc-8.1)
      S3BucketSslRequestsOnly = {
        Type = "AWS::Config::ConfigRule"
        Properties = {
          ConfigRuleName = "s3-bucket-ssl-requests-only"
          Source         = { Owner = "AWS", SourceIdentifier = "S3_BUCKET_SSL_REQUESTS_ONLY" }
        }
      }
      # DAT-09 No public data store (mlps3 8.1.4.2 e, 8.1.4.11 b; nist-800-53r5 ac-3, ac-22)
      S3BucketLevelPublicAccessProhibited = {
        Type = "AWS::Config::ConfigRule"
        Properties = {
          ConfigRuleName = "s3-bucket-level-public-access-prohibited"
          Source = {
            Owner            = "AWS"
            SourceIdentifier = "S3_BUCKET_LEVEL_PUBLIC_ACCESS_PROHIBITED"
          }
        }
      }
      # DAT-09 No public data store (mlps3 8.1.4.2 e, 8.1.4.11 b; nist-800-53r5 ac-3, ac-22)
      S3BucketPublicReadProhibited = {
        Type = "AWS::Config::ConfigRule"
        Properties = {
          ConfigRuleName = "s3-bucket-public-read-prohibited"
          Source         = { Owner = "AWS", SourceIdentifier = "S3_BUCKET_PUBLIC_READ_PROHIBITED" }
        }
      }
      # DAT-09 No public data store (mlps3 8.1.4.2 e, 8.1.4.11 b; nist-800-53r5 ac-3, ac-22)
      S3BucketPublicWriteProhibited = {
        Type = "AWS::Config::ConfigRule"
        Properties = {
          ConfigRuleName = "s3-bucket-public-write-prohibited"
          Source         = { Owner = "AWS", SourceIdentifier = "S3_BUCKET_PUBLIC_WRITE_PROHIBITED" }
        }
      }
      # DAT-09 No public data store (mlps3 8.1.4.2 e, 8.1.4.11 b; nist-800-53r5 ac-3, ac-22)
      RdsInstancePublicAccessCheck = {
        Type = "AWS::Config::ConfigRule"
        Properties = {
          ConfigRuleName = "rds-instance-public-access-check"
          Source         = { Owner = "AWS", SourceIdentifier = "RDS_INSTANCE_PUBLIC_ACCESS_CHECK" }
        }
      }
      # DAT-09 No public data store (mlps3 8.1.4.2 e, 8.1.4.11 b; nist-800-53r5 ac-3, ac-22)
      RdsSnapshotsPublicProhibited = {
        Type = "AWS::Config::ConfigRule"
        Properties = {
          ConfigRuleName = "rds-snapshots-public-prohibited"
          Source         = { Owner = "AWS", SourceIdentifier = "RDS_SNAPSHOTS_PUBLIC_PROHIBITED" }
        }
      }
      # DAT-09 No public data store (mlps3 8.1.4.2 e, 8.1.4.11 b; nist-800-53r5 ac-3, ac-22)
      EbsSnapshotPublicRestorableCheck = {
        Type = "AWS::Config::ConfigRule"
        Properties = {
          ConfigRuleName = "ebs-snapshot-public-restorable-check"
          Source = {
            Owner            = "AWS"
            SourceIdentifier = "EBS_SNAPSHOT_PUBLIC_RESTORABLE_CHECK"
          }
        }
      }
      # BAK-01 Every important and core store is in a backup plan (mlps3 8.1.4.9 a; nist-800-53r5 cp-9)
      S3BucketVersioningEnabled = {
        Type = "AWS::Config::ConfigRule"
        Properties = {
          ConfigRuleName = "s3-bucket-versioning-enabled"
          Source         = { Owner = "AWS", SourceIdentifier = "S3_BUCKET_VERSIONING_ENABLED" }
        }
      }
      # BAK-01 Every important and core store is in a backup plan (mlps3 8.1.4.9 a; nist-800-53r5 cp-9)
      DbInstanceBackupEnabled = {
        Type = "AWS::Config::ConfigRule"
        Properties = {
          ConfigRuleName = "db-instance-backup-enabled"
          Source         = { Owner = "AWS", SourceIdentifier = "DB_INSTANCE_BACKUP_ENABLED" }
        }
      }
    }
  })

  depends_on = [aws_config_configuration_recorder_status.dr]
}

# spec: audit.packs - Access control, in ap-northeast-1
resource "aws_config_conformance_pack" "access_dr" {
  provider = aws.dr

  name = "cloud-window-access"

  template_body = jsonencode({
    Resources = {
      # IAM-14 Root and default accounts (mlps3 8.1.4.2 b; nist-800-53r5 ac-6.5, ia-5)
      RootAccountMfaEnabled = {
        Type = "AWS::Config::ConfigRule"
        Properties = {
          ConfigRuleName = "root-account-mfa-enabled"
          Source         = { Owner = "AWS", SourceIdentifier = "ROOT_ACCOUNT_MFA_ENABLED" }
        }
      }
      # IAM-14 Root and default accounts (mlps3 8.1.4.2 b; nist-800-53r5 ac-6.5, ia-5)
      IamRootAccessKeyCheck = {
        Type = "AWS::Config::ConfigRule"
        Properties = {
          ConfigRuleName = "iam-root-access-key-check"
          Source         = { Owner = "AWS", SourceIdentifier = "IAM_ROOT_ACCESS_KEY_CHECK" }
        }
      }
      # IAM-04 Two factors, one of them cryptographic (mlps3 8.1.4.1 d; nist-800-53r5 ia-2.1, ia-2.2, ia-2.8)
      MfaEnabledForIamConsoleAccess = {
        Type = "AWS::Config::ConfigRule"
        Properties = {
          ConfigRuleName = "mfa-enabled-for-iam-console-access"
          Source         = { Owner = "AWS", SourceIdentifier = "MFA_ENABLED_FOR_IAM_CONSOLE_ACCESS" }
        }
      }
      # IAM-04 Two factors, one of them cryptographic (mlps3 8.1.4.1 d; nist-800-53r5 ia-2.1, ia-2.2, ia-2.8)
      IamUserMfaEnabled = {
        Type = "AWS::Config::ConfigRule"
        Properties = {
          ConfigRuleName = "iam-user-mfa-enabled"
          Source         = { Owner = "AWS", SourceIdentifier = "IAM_USER_MFA_ENABLED" }
        }
      }
      # IAM-11 No long-lived access key (mlps3 8.1.4.1 a, 8.1.4.2 c; nist-800-53r5 ia-5, ac-2.3)
      IamUserUnusedCredentialsCheck = {
        Type = "AWS::Config::ConfigRule"
        Properties = {
          ConfigRuleName  = "iam-user-unused-credentials-check"
          Source          = { Owner = "AWS", SourceIdentifier = "IAM_USER_UNUSED_CREDENTIALS_CHECK" }
          InputParameters = { maxCredentialUsageAge = "90" }
        }
      }
      # IAM-11 No long-lived access key (mlps3 8.1.4.1 a, 8.1.4.2 c; nist-800-53r5 ia-5, ac-2.3)
      AccessKeysRotated = {
        Type = "AWS::Config::ConfigRule"
        Properties = {
          ConfigRuleName  = "access-keys-rotated"
          Source          = { Owner = "AWS", SourceIdentifier = "ACCESS_KEYS_ROTATED" }
          InputParameters = { maxAccessKeyAge = "90" }
        }
      }
      # IAM-06 Least privilege policies (mlps3 8.1.4.2 d, 8.1.4.2 e, 8.1.4.2 f; nist-800-53r5 ac-6, ac-3)
      IamPolicyNoStatementsWithAdminAccess = {
        Type = "AWS::Config::ConfigRule"
        Properties = {
          ConfigRuleName = "iam-policy-no-statements-with-admin-access"
          Source = {
            Owner            = "AWS"
            SourceIdentifier = "IAM_POLICY_NO_STATEMENTS_WITH_ADMIN_ACCESS"
          }
        }
      }
      # IAM-06 Least privilege policies (mlps3 8.1.4.2 d, 8.1.4.2 e, 8.1.4.2 f; nist-800-53r5 ac-6, ac-3)
      IamUserNoPoliciesCheck = {
        Type = "AWS::Config::ConfigRule"
        Properties = {
          ConfigRuleName = "iam-user-no-policies-check"
          Source         = { Owner = "AWS", SourceIdentifier = "IAM_USER_NO_POLICIES_CHECK" }
        }
      }
      # IAM-02 Password policy (mlps3 8.1.4.1 a; nist-800-53r5 ia-5.1)
      IamPasswordPolicy = {
        Type = "AWS::Config::ConfigRule"
        Properties = {
          ConfigRuleName  = "iam-password-policy"
          Source          = { Owner = "AWS", SourceIdentifier = "IAM_PASSWORD_POLICY" }
          InputParameters = { MinimumPasswordLength = "14", MaxPasswordAge = "90" }
        }
      }
    }
  })

  depends_on = [aws_config_configuration_recorder_status.dr]
}

# spec: audit.packs - Operation and maintenance, in ap-northeast-1
resource "aws_config_conformance_pack" "operations_dr" {
  provider = aws.dr

  name = "cloud-window-operations"

  template_body = jsonencode({
    Resources = {
      # AUD-01 Control-plane audit in all regions (mlps3 8.1.3.5 a, 8.1.4.3 a, 8.1.4.3 b, 8.2.5.1 c; nist-800-53r5 au-2, au-3, au-12)
      MultiRegionCloudTrailEnabled = {
        Type = "AWS::Config::ConfigRule"
        Properties = {
          ConfigRuleName = "multi-region-cloud-trail-enabled"
          Source         = { Owner = "AWS", SourceIdentifier = "MULTI_REGION_CLOUD_TRAIL_ENABLED" }
        }
      }
      # AUD-02 Audit records are tamper-evident and immutable (mlps3 8.1.3.5 c, 8.1.4.3 c; nist-800-53r5 au-9, au-9.2, au-9.3, au-10)
      CloudTrailLogFileValidationEnabled = {
        Type = "AWS::Config::ConfigRule"
        Properties = {
          ConfigRuleName = "cloud-trail-log-file-validation-enabled"
          Source = {
            Owner            = "AWS"
            SourceIdentifier = "CLOUD_TRAIL_LOG_FILE_VALIDATION_ENABLED"
          }
        }
      }
      # AUD-02 Audit records are tamper-evident and immutable (mlps3 8.1.3.5 c, 8.1.4.3 c; nist-800-53r5 au-9, au-9.2, au-9.3, au-10)
      CloudTrailEncryptionEnabled = {
        Type = "AWS::Config::ConfigRule"
        Properties = {
          ConfigRuleName = "cloud-trail-encryption-enabled"
          Source         = { Owner = "AWS", SourceIdentifier = "CLOUD_TRAIL_ENCRYPTION_ENABLED" }
        }
      }
      # AUD-04 Logs are gathered in a separate zone (mlps3 8.1.5.4 d, 8.2.5.1 c; nist-800-53r5 au-6.3, au-9.2, au-4.1)
      CloudTrailCloudWatchLogsEnabled = {
        Type = "AWS::Config::ConfigRule"
        Properties = {
          ConfigRuleName = "cloud-trail-cloud-watch-logs-enabled"
          Source = {
            Owner            = "AWS"
            SourceIdentifier = "CLOUD_TRAIL_CLOUD_WATCH_LOGS_ENABLED"
          }
        }
      }
      # AUD-03 Audit logs kept for six calendar months or more (mlps3 8.1.5.4 d; nist-800-53r5 au-11)
      CwLoggroupRetentionPeriodCheck = {
        Type = "AWS::Config::ConfigRule"
        Properties = {
          ConfigRuleName  = "cw-loggroup-retention-period-check"
          Source          = { Owner = "AWS", SourceIdentifier = "CW_LOGGROUP_RETENTION_PERIOD_CHECK" }
          InputParameters = { MinRetentionTime = "365" }
        }
      }
      # AUD-02 Audit records are tamper-evident and immutable (mlps3 8.1.3.5 c, 8.1.4.3 c; nist-800-53r5 au-9, au-9.2, au-9.3, au-10)
      CloudwatchLogGroupEncrypted = {
        Type = "AWS::Config::ConfigRule"
        Properties = {
          ConfigRuleName = "cloudwatch-log-group-encrypted"
          Source         = { Owner = "AWS", SourceIdentifier = "CLOUDWATCH_LOG_GROUP_ENCRYPTED" }
        }
      }
      # AUD-05 Every log source is switched on (mlps3 8.1.3.5 a, 8.1.4.3 a, 8.1.5.4 d; nist-800-53r5 au-2, au-12)
      ElbLoggingEnabled = {
        Type = "AWS::Config::ConfigRule"
        Properties = {
          ConfigRuleName = "elb-logging-enabled"
          Source         = { Owner = "AWS", SourceIdentifier = "ELB_LOGGING_ENABLED" }
        }
      }
      # AUD-05 Every log source is switched on (mlps3 8.1.3.5 a, 8.1.4.3 a, 8.1.5.4 d; nist-800-53r5 au-2, au-12)
      Wafv2LoggingEnabled = {
        Type = "AWS::Config::ConfigRule"
        Properties = {
          ConfigRuleName = "wafv2-logging-enabled"
          Source         = { Owner = "AWS", SourceIdentifier = "WAFV2_LOGGING_ENABLED" }
        }
      }
      # OPS-03 Patch management (mlps3 8.1.4.4 e, 8.1.5.4 e; nist-800-53r5 si-2, ma-2)
      Ec2ManagedinstancePatchComplianceStatusCheck = {
        Type = "AWS::Config::ConfigRule"
        Properties = {
          ConfigRuleName = "ec2-managedinstance-patch-compliance-status-check"
          Source = {
            Owner            = "AWS"
            SourceIdentifier = "EC2_MANAGEDINSTANCE_PATCH_COMPLIANCE_STATUS_CHECK"
          }
        }
      }
      # BND-13 East-west detection (mlps3 8.1.3.3 b, 8.1.4.4 f, 8.2.3.2 a, 8.2.3.2 c; nist-800-53r5 si-4, si-4.4)
      GuarddutyEnabledCentralized = {
        Type = "AWS::Config::ConfigRule"
        Properties = {
          ConfigRuleName = "guardduty-enabled-centralized"
          Source         = { Owner = "AWS", SourceIdentifier = "GUARDDUTY_ENABLED_CENTRALIZED" }
        }
      }
      # OPS-06 Central posture management (mlps3 8.1.5.4 e, 8.1.5.4 f; nist-800-53r5 ca-7, si-4.16)
      SecurityhubEnabled = {
        Type = "AWS::Config::ConfigRule"
        Properties = {
          ConfigRuleName = "securityhub-enabled"
          Source         = { Owner = "AWS", SourceIdentifier = "SECURITYHUB_ENABLED" }
        }
      }
    }
  })

  depends_on = [aws_config_configuration_recorder_status.dr]
}
