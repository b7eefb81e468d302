# BAK-04 Backups are encrypted and locked (mlps3 8.1.4.9 a, 8.1.4.7 b; nist-800-53r5 cp-9.8, au-9); DAT-01 Encryption at rest with customer keys (mlps3 8.1.4.8 b, 8.2.4.5 d; nist-800-53r5 sc-28, sc-28.1)
# A vault's policy lets nobody but the service delete from it, and its lock holds every backup to its term.
# spec: tiers.bronze
resource "aws_backup_vault" "bronze" {
  name        = "cloud-window-bronze"
  kms_key_arn = aws_kms_key.backup.arn

  tags = {
    Name             = "cloud-window-vault-bronze"
    "bastide:level"  = "platform"
    "bastide:owner"  = "municipal-data-bureau"
    "bastide:system" = "cloud-window"
    "bastide:zone"   = "platform"
  }
}

# Governance: whoever holds `backup:DeleteBackupVaultLockConfiguration` can still remove it.
resource "aws_backup_vault_lock_configuration" "bronze" {
  backup_vault_name  = aws_backup_vault.bronze.name
  min_retention_days = 35
}

resource "aws_backup_vault_policy" "bronze" {
  backup_vault_name = aws_backup_vault.bronze.name

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid       = "DenyDeletion"
      Effect    = "Deny"
      Principal = { AWS = "*" }
      Action = [
        "backup:DeleteRecoveryPoint",
        "backup:DisassociateRecoveryPoint",
        "backup:UpdateRecoveryPointLifecycle",
      ]
      Resource = "*"
      Condition = {
        ArnNotEquals = { "aws:PrincipalArn" = [
          aws_iam_role.backup.arn,
          "arn:aws:iam::123456789012:role/aws-service-role/backup.amazonaws.com/AWSServiceRoleForBackup",
        ] }
      }
    }]
  })
}

# AUD-14 Alarms reach people (mlps3 8.1.3.3 d, 8.1.5.4 f; nist-800-53r5 si-4.5, ir-6)
resource "aws_backup_vault_notifications" "bronze" {
  backup_vault_name = aws_backup_vault.bronze.name
  sns_topic_arn     = aws_sns_topic.soc.arn
  backup_vault_events = [
    "BACKUP_JOB_COMPLETED",
    "COPY_JOB_FAILED",
    "RECOVERY_POINT_MODIFIED",
    "RESTORE_JOB_COMPLETED",
    "S3_BACKUP_OBJECT_FAILED",
  ]

  depends_on = [aws_sns_topic_policy.soc]
}

# spec: tiers.gold
resource "aws_backup_vault" "gold" {
  name        = "cloud-window-gold"
  kms_key_arn = aws_kms_key.backup.arn

  tags = {
    Name             = "cloud-window-vault-gold"
    "bastide:level"  = "platform"
    "bastide:owner"  = "municipal-data-bureau"
    "bastide:system" = "cloud-window"
    "bastide:zone"   = "platform"
  }
}

# spec: tiers.gold.lock - compliance: once the cooling-off ends, nobody can ever shorten or remove it
resource "aws_backup_vault_lock_configuration" "gold" {
  backup_vault_name   = aws_backup_vault.gold.name
  min_retention_days  = 35
  changeable_for_days = 30
}

resource "aws_backup_vault_policy" "gold" {
  backup_vault_name = aws_backup_vault.gold.name

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid       = "DenyDeletion"
      Effect    = "Deny"
      Principal = { AWS = "*" }
      Action = [
        "backup:DeleteRecoveryPoint",
        "backup:DisassociateRecoveryPoint",
        "backup:UpdateRecoveryPointLifecycle",
      ]
      Resource = "*"
      Condition = {
        ArnNotEquals = { "aws:PrincipalArn" = [
          aws_iam_role.backup.arn,
          "arn:aws:iam::123456789012:role/aws-service-role/backup.amazonaws.com/AWSServiceRoleForBackup",
        ] }
      }
    }]
  })
}

# AUD-14 Alarms reach people (mlps3 8.1.3.3 d, 8.1.5.4 f; nist-800-53r5 si-4.5, ir-6)
resource "aws_backup_vault_notifications" "gold" {
  backup_vault_name = aws_backup_vault.gold.name
  sns_topic_arn     = aws_sns_topic.soc.arn
  backup_vault_events = [
    "BACKUP_JOB_COMPLETED",
    "COPY_JOB_FAILED",
    "RECOVERY_POINT_MODIFIED",
    "RESTORE_JOB_COMPLETED",
    "S3_BACKUP_OBJECT_FAILED",
  ]

  depends_on = [aws_sns_topic_policy.soc]
}

# spec: tiers.gold
resource "aws_backup_vault" "gold_dr" {
  provider = aws.dr

  name        = "cloud-window-gold-dr"
  kms_key_arn = aws_kms_key.backup_dr.arn

  tags = {
    Name             = "cloud-window-vault-gold-dr"
    "bastide:level"  = "platform"
    "bastide:owner"  = "municipal-data-bureau"
    "bastide:system" = "cloud-window"
    "bastide:zone"   = "platform"
  }
}

# spec: tiers.gold.lock - compliance: once the cooling-off ends, nobody can ever shorten or remove it
resource "aws_backup_vault_lock_configuration" "gold_dr" {
  provider = aws.dr

  backup_vault_name   = aws_backup_vault.gold_dr.name
  min_retention_days  = 35
  changeable_for_days = 30
}

resource "aws_backup_vault_policy" "gold_dr" {
  provider = aws.dr

  backup_vault_name = aws_backup_vault.gold_dr.name

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid       = "DenyDeletion"
      Effect    = "Deny"
      Principal = { AWS = "*" }
      Action = [
        "backup:DeleteRecoveryPoint",
        "backup:DisassociateRecoveryPoint",
        "backup:UpdateRecoveryPointLifecycle",
      ]
      Resource = "*"
      Condition = {
        ArnNotEquals = { "aws:PrincipalArn" = [
          aws_iam_role.backup.arn,
          "arn:aws:iam::123456789012:role/aws-service-role/backup.amazonaws.com/AWSServiceRoleForBackup",
        ] }
      }
    }]
  })
}

# BAK-01 Every important and core store is in a backup plan (mlps3 8.1.4.9 a; nist-800-53r5 cp-9); BAK-02 Off-site copy (mlps3 8.1.4.9 b; nist-800-53r5 cp-6, cp-9.5); BAK-05 RPO and RTO are declared and met by the schedule (mlps3 8.1.10.11 b, 8.1.10.11 c; nist-800-53r5 cp-2, cp-9, cp-10)
# Times are UTC. A job starts within 60 minutes of its time.
# spec: tiers.bronze
# loss of the store: 780 of 1440 minutes by snapshots every 12 h
resource "aws_backup_plan" "bronze_object" {
  name = "cloud-window-bronze-object"

  rule {
    rule_name         = "term"
    target_vault_name = aws_backup_vault.bronze.name
    schedule          = "cron(0 7,19 * * ? *)"
    start_window      = 60
    completion_window = 10080

    lifecycle {
      delete_after = 35
    }
  }

  tags = {
    Name             = "cloud-window-backup-bronze-object"
    "bastide:level"  = "platform"
    "bastide:owner"  = "municipal-data-bureau"
    "bastide:system" = "cloud-window"
    "bastide:zone"   = "platform"
  }
}

resource "aws_backup_selection" "bronze_object" {
  name         = "cloud-window-bronze-object"
  plan_id      = aws_backup_plan.bronze_object.id
  iam_role_arn = aws_iam_role.backup.arn
  resources    = [aws_s3_bucket.portal_assets.arn]
}

# spec: tiers.gold
# loss of the store: 15 of 60 minutes by point-in-time recovery from continuous backups
# loss of the region: 15 of 60 minutes by replica bucket with replication time control
resource "aws_backup_plan" "gold_object" {
  name = "cloud-window-gold-object"

  rule {
    rule_name                = "continuous"
    target_vault_name        = aws_backup_vault.gold.name
    schedule                 = "cron(0 17 * * ? *)"
    start_window             = 60
    completion_window        = 10080
    enable_continuous_backup = true

    lifecycle {
      delete_after = 35
    }
  }

  rule {
    rule_name         = "term"
    target_vault_name = aws_backup_vault.gold.name
    schedule          = "cron(0 19 * * ? *)"
    start_window      = 60
    completion_window = 10080

    lifecycle {
      delete_after = 366
    }

    copy_action {
      destination_vault_arn = aws_backup_vault.gold_dr.arn

      lifecycle {
        delete_after = 366
      }
    }
  }

  tags = {
    Name             = "cloud-window-backup-gold-object"
    "bastide:level"  = "platform"
    "bastide:owner"  = "municipal-data-bureau"
    "bastide:system" = "cloud-window"
    "bastide:zone"   = "platform"
  }
}

resource "aws_backup_selection" "gold_object" {
  name         = "cloud-window-gold-object"
  plan_id      = aws_backup_plan.gold_object.id
  iam_role_arn = aws_iam_role.backup.arn
  resources    = [aws_s3_bucket.case_files.arn]
}

# spec: tiers.gold
# loss of the store: 15 of 60 minutes by replica file system, copied back
# loss of the region: 15 of 60 minutes by replica file system
# deletion by mistake: 120 minutes by snapshots every 1 h
resource "aws_backup_plan" "gold_file" {
  name = "cloud-window-gold-file"

  rule {
    rule_name         = "recent"
    target_vault_name = aws_backup_vault.gold.name
    schedule          = "cron(0 0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,20,21,22,23 * * ? *)"
    start_window      = 60
    completion_window = 10080

    lifecycle {
      delete_after = 35
    }
  }

  rule {
    rule_name         = "term"
    target_vault_name = aws_backup_vault.gold.name
    schedule          = "cron(0 19 * * ? *)"
    start_window      = 60
    completion_window = 10080

    lifecycle {
      delete_after = 366
    }

    copy_action {
      destination_vault_arn = aws_backup_vault.gold_dr.arn

      lifecycle {
        delete_after = 366
      }
    }
  }

  tags = {
    Name             = "cloud-window-backup-gold-file"
    "bastide:level"  = "platform"
    "bastide:owner"  = "municipal-data-bureau"
    "bastide:system" = "cloud-window"
    "bastide:zone"   = "platform"
  }
}

resource "aws_backup_selection" "gold_file" {
  name         = "cloud-window-gold-file"
  plan_id      = aws_backup_plan.gold_file.id
  iam_role_arn = aws_iam_role.backup.arn
  resources    = [aws_efs_file_system.case_scans.arn]
}

# spec: tiers.gold
# loss of the store: 5 of 60 minutes by point-in-time recovery from automated backups
# loss of the region: 30 of 60 minutes by point-in-time recovery from replicated automated backups
resource "aws_backup_plan" "gold_postgres" {
  name = "cloud-window-gold-postgres"

  rule {
    rule_name         = "term"
    target_vault_name = aws_backup_vault.gold.name
    schedule          = "cron(0 19 * * ? *)"
    start_window      = 60
    completion_window = 10080

    lifecycle {
      delete_after = 366
    }

    copy_action {
      destination_vault_arn = aws_backup_vault.gold_dr.arn

      lifecycle {
        delete_after = 366
      }
    }
  }

  tags = {
    Name             = "cloud-window-backup-gold-postgres"
    "bastide:level"  = "platform"
    "bastide:owner"  = "municipal-data-bureau"
    "bastide:system" = "cloud-window"
    "bastide:zone"   = "platform"
  }
}

resource "aws_backup_selection" "gold_postgres" {
  name         = "cloud-window-gold-postgres"
  plan_id      = aws_backup_plan.gold_postgres.id
  iam_role_arn = aws_iam_role.backup.arn
  resources    = [aws_db_instance.identity.arn, aws_db_instance.pensions.arn]
}

# IAM-06 Least privilege policies (mlps3 8.1.4.2 d, 8.1.4.2 e, 8.1.4.2 f; nist-800-53r5 ac-6, ac-3)
# The role backs up and expires; it can restore nothing.
resource "aws_iam_role" "backup" {
  name = "cloud-window-backup"

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = "backup.amazonaws.com" }
    }]
  })

  tags = {
    Name             = "cloud-window-backup"
    "bastide:level"  = "platform"
    "bastide:owner"  = "municipal-data-bureau"
    "bastide:system" = "cloud-window"
    "bastide:zone"   = "platform"
  }
}

resource "aws_iam_role_policy" "backup" {
  name = "back-up"
  role = aws_iam_role.backup.id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid    = "FillVaults"
        Effect = "Allow"
        Action = ["backup:CopyIntoBackupVault", "backup:DescribeBackupVault"]
        Resource = [
          "arn:aws:backup:ap-southeast-1:123456789012:backup-vault:cloud-window-*",
          "arn:aws:backup:ap-northeast-1:123456789012:backup-vault:cloud-window-*",
        ]
      },
      {
        Sid    = "CopyAndTag"
        Effect = "Allow"
        Action = ["backup:CopyFromBackupVault", "backup:TagResource"]
        Resource = [
          "arn:aws:backup:ap-southeast-1:123456789012:recovery-point:*",
          "arn:aws:backup:ap-northeast-1:123456789012:recovery-point:*",
          "arn:aws:rds:ap-southeast-1:123456789012:snapshot:awsbackup:*",
          "arn:aws:rds:ap-northeast-1:123456789012:snapshot:awsbackup:*",
        ]
      },
      {
        Sid      = "SeeKeys"
        Effect   = "Allow"
        Action   = ["kms:DescribeKey"]
        Resource = ["arn:aws:kms:ap-southeast-1:123456789012:key/*", "arn:aws:kms:ap-northeast-1:123456789012:key/*"]
      },
      {
        Sid      = "GrantKeys"
        Effect   = "Allow"
        Action   = ["kms:CreateGrant"]
        Resource = ["arn:aws:kms:ap-southeast-1:123456789012:key/*", "arn:aws:kms:ap-northeast-1:123456789012:key/*"]
        Condition = {
          Bool = { "kms:GrantIsForAWSResource" = "true" }
        }
      },
      {
        Sid    = "WatchBuckets"
        Effect = "Allow"
        Action = [
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
        ]
        Resource = ["arn:aws:s3:::cloud-window-*"]
      },
      {
        Sid    = "ReadObjects"
        Effect = "Allow"
        Action = [
          "s3:GetObject",
          "s3:GetObjectAcl",
          "s3:GetObjectTagging",
          "s3:GetObjectVersion",
          "s3:GetObjectVersionAcl",
          "s3:GetObjectVersionTagging",
        ]
        Resource = ["arn:aws:s3:::cloud-window-*/*"]
      },
      {
        Sid    = "NeverRecords"
        Effect = "Deny"
        Action = ["s3:*"]
        Resource = [
          aws_s3_bucket.audit_log.arn,
          aws_s3_bucket.audit_log_dr.arn,
          aws_s3_bucket.access_log.arn,
          aws_s3_bucket.access_log_dr.arn,
          aws_s3_bucket.log_queries.arn,
          "${aws_s3_bucket.audit_log.arn}/*",
          "${aws_s3_bucket.audit_log_dr.arn}/*",
          "${aws_s3_bucket.access_log.arn}/*",
          "${aws_s3_bucket.access_log_dr.arn}/*",
          "${aws_s3_bucket.log_queries.arn}/*",
        ]
      },
      {
        Sid      = "DecryptObjects"
        Effect   = "Allow"
        Action   = ["kms:Decrypt"]
        Resource = ["arn:aws:kms:ap-southeast-1:123456789012:key/*"]
        Condition = {
          StringEquals = { "kms:ViaService" = "s3.ap-southeast-1.amazonaws.com" }
        }
      },
      {
        Sid    = "FollowChanges"
        Effect = "Allow"
        Action = [
          "events:DeleteRule",
          "events:DescribeRule",
          "events:DisableRule",
          "events:EnableRule",
          "events:ListTargetsByRule",
          "events:PutRule",
          "events:PutTargets",
          "events:RemoveTargets",
        ]
        Resource = ["arn:aws:events:ap-southeast-1:123456789012:rule/AwsBackupManagedRule*"]
      },
      {
        Sid      = "SeeRules"
        Effect   = "Allow"
        Action   = ["events:ListRules"]
        Resource = ["arn:aws:events:ap-southeast-1:123456789012:rule/*"]
      },
      {
        Sid      = "FindBuckets"
        Effect   = "Allow"
        Action   = ["cloudwatch:GetMetricData", "s3:ListAllMyBuckets"]
        Resource = ["*"]
      },
      {
        Sid      = "SnapshotDatabases"
        Effect   = "Allow"
        Action   = ["rds:CreateDBSnapshot", "rds:ListTagsForResource"]
        Resource = ["arn:aws:rds:ap-southeast-1:123456789012:db:cloud-window-*"]
      },
      {
        Sid    = "CopySnapshots"
        Effect = "Allow"
        Action = ["rds:AddTagsToResource", "rds:CopyDBSnapshot", "rds:CreateDBSnapshot", "rds:ListTagsForResource"]
        Resource = [
          "arn:aws:rds:ap-southeast-1:123456789012:snapshot:*",
          "arn:aws:rds:ap-northeast-1:123456789012:snapshot:*",
        ]
      },
      {
        Sid    = "ExpireSnapshots"
        Effect = "Allow"
        Action = ["rds:DeleteDBSnapshot", "rds:ModifyDBSnapshotAttribute"]
        Resource = [
          "arn:aws:rds:ap-southeast-1:123456789012:snapshot:awsbackup:*",
          "arn:aws:rds:ap-northeast-1:123456789012:snapshot:awsbackup:*",
        ]
      },
      {
        Sid    = "FindDatabases"
        Effect = "Allow"
        Action = ["rds:DescribeDBInstances", "rds:DescribeDBSnapshots"]
        Resource = [
          "arn:aws:rds:ap-southeast-1:123456789012:db:*",
          "arn:aws:rds:ap-northeast-1:123456789012:db:*",
          "arn:aws:rds:ap-southeast-1:123456789012:snapshot:*",
          "arn:aws:rds:ap-northeast-1:123456789012:snapshot:*",
        ]
      },
      {
        Sid      = "ReadFiles"
        Effect   = "Allow"
        Action   = ["elasticfilesystem:Backup", "elasticfilesystem:DescribeTags"]
        Resource = ["arn:aws:elasticfilesystem:ap-southeast-1:123456789012:file-system/*"]
        Condition = {
          StringEquals = { "aws:ResourceTag/bastide:system" = "cloud-window" }
        }
      },
    ]
  })
}
