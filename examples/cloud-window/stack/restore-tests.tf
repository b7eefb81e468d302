# BAK-06 Restore is tested (mlps3 8.1.4.9 a, 8.1.10.11 c; nist-800-53r5 cp-4, cp-9.1); BAK-03 Hot redundancy of important processing (mlps3 8.1.4.9 c; nist-800-53r5 cp-7, cp-10)
# spec: recovery.test - every 3 months the newest backup of each store is restored, left for people to look at
# for 24 hours and then deleted by AWS Backup. Nothing of the platform is changed.
# spec: tiers.bronze
resource "aws_backup_restore_testing_plan" "bronze_object" {
  name                = "cloud_window_bronze_object"
  schedule_expression = "cron(0 0 2 1,4,7,10 ? *)"
  start_window_hours  = 24

  recovery_point_selection {
    algorithm             = "LATEST_WITHIN_WINDOW"
    include_vaults        = [aws_backup_vault.bronze.arn]
    recovery_point_types  = ["SNAPSHOT"]
    selection_window_days = 7
  }

  tags = {
    Name             = "cloud-window-restore-test-bronze-object"
    "bastide:level"  = "platform"
    "bastide:owner"  = "municipal-data-bureau"
    "bastide:system" = "cloud-window"
    "bastide:zone"   = "platform"
  }
}

# spec: stores.portal-assets
resource "aws_backup_restore_testing_selection" "portal_assets" {
  name                      = "portal_assets"
  restore_testing_plan_name = aws_backup_restore_testing_plan.bronze_object.name
  protected_resource_type   = "S3"
  protected_resource_arns   = [aws_s3_bucket.portal_assets.arn]
  iam_role_arn              = aws_iam_role.restore.arn
  validation_window_hours   = 24

  restore_metadata_overrides = { encryptionType = "SSE-KMS", kmsKey = aws_kms_key.general.arn }
}

# spec: tiers.gold
resource "aws_backup_restore_testing_plan" "gold_object" {
  name                = "cloud_window_gold_object"
  schedule_expression = "cron(0 0 2 1,4,7,10 ? *)"
  start_window_hours  = 24

  recovery_point_selection {
    algorithm             = "LATEST_WITHIN_WINDOW"
    include_vaults        = [aws_backup_vault.gold.arn]
    recovery_point_types  = ["SNAPSHOT"]
    selection_window_days = 7
  }

  tags = {
    Name             = "cloud-window-restore-test-gold-object"
    "bastide:level"  = "platform"
    "bastide:owner"  = "municipal-data-bureau"
    "bastide:system" = "cloud-window"
    "bastide:zone"   = "platform"
  }
}

# spec: stores.case-files
resource "aws_backup_restore_testing_selection" "case_files" {
  name                      = "case_files"
  restore_testing_plan_name = aws_backup_restore_testing_plan.gold_object.name
  protected_resource_type   = "S3"
  protected_resource_arns   = [aws_s3_bucket.case_files.arn]
  iam_role_arn              = aws_iam_role.restore.arn
  validation_window_hours   = 24

  restore_metadata_overrides = {
    encryptionType = "SSE-KMS"
    kmsKey         = aws_kms_key.important_civil_affairs.arn
  }
}

# spec: tiers.gold
resource "aws_backup_restore_testing_plan" "gold_object_dr" {
  provider = aws.dr

  name                = "cloud_window_gold_object_dr"
  schedule_expression = "cron(0 0 2 1,4,7,10 ? *)"
  start_window_hours  = 24

  recovery_point_selection {
    algorithm             = "LATEST_WITHIN_WINDOW"
    include_vaults        = [aws_backup_vault.gold_dr.arn]
    recovery_point_types  = ["SNAPSHOT"]
    selection_window_days = 7
  }

  tags = {
    Name             = "cloud-window-restore-test-gold-object-dr"
    "bastide:level"  = "platform"
    "bastide:owner"  = "municipal-data-bureau"
    "bastide:system" = "cloud-window"
    "bastide:zone"   = "platform"
  }
}

# spec: stores.case-files
resource "aws_backup_restore_testing_selection" "case_files_dr" {
  provider = aws.dr

  name                      = "case_files"
  restore_testing_plan_name = aws_backup_restore_testing_plan.gold_object_dr.name
  protected_resource_type   = "S3"
  protected_resource_arns   = [aws_s3_bucket.case_files.arn]
  iam_role_arn              = aws_iam_role.restore.arn
  validation_window_hours   = 24

  restore_metadata_overrides = {
    encryptionType = "SSE-KMS"
    kmsKey         = aws_kms_key.important_civil_affairs_dr.arn
  }
}

# spec: tiers.gold
resource "aws_backup_restore_testing_plan" "gold_file" {
  name                = "cloud_window_gold_file"
  schedule_expression = "cron(0 0 2 1,4,7,10 ? *)"
  start_window_hours  = 24

  recovery_point_selection {
    algorithm             = "LATEST_WITHIN_WINDOW"
    include_vaults        = [aws_backup_vault.gold.arn]
    recovery_point_types  = ["SNAPSHOT"]
    selection_window_days = 7
  }

  tags = {
    Name             = "cloud-window-restore-test-gold-file"
    "bastide:level"  = "platform"
    "bastide:owner"  = "municipal-data-bureau"
    "bastide:system" = "cloud-window"
    "bastide:zone"   = "platform"
  }
}

# spec: stores.case-scans
resource "aws_backup_restore_testing_selection" "case_scans" {
  name                      = "case_scans"
  restore_testing_plan_name = aws_backup_restore_testing_plan.gold_file.name
  protected_resource_type   = "EFS"
  protected_resource_arns   = [aws_efs_file_system.case_scans.arn]
  iam_role_arn              = aws_iam_role.restore.arn
  validation_window_hours   = 24

  restore_metadata_overrides = { kmsKeyId = aws_kms_key.important_civil_affairs.arn }
}

# spec: tiers.gold
resource "aws_backup_restore_testing_plan" "gold_file_dr" {
  provider = aws.dr

  name                = "cloud_window_gold_file_dr"
  schedule_expression = "cron(0 0 2 1,4,7,10 ? *)"
  start_window_hours  = 24

  recovery_point_selection {
    algorithm             = "LATEST_WITHIN_WINDOW"
    include_vaults        = [aws_backup_vault.gold_dr.arn]
    recovery_point_types  = ["SNAPSHOT"]
    selection_window_days = 7
  }

  tags = {
    Name             = "cloud-window-restore-test-gold-file-dr"
    "bastide:level"  = "platform"
    "bastide:owner"  = "municipal-data-bureau"
    "bastide:system" = "cloud-window"
    "bastide:zone"   = "platform"
  }
}

# spec: stores.case-scans
resource "aws_backup_restore_testing_selection" "case_scans_dr" {
  provider = aws.dr

  name                      = "case_scans"
  restore_testing_plan_name = aws_backup_restore_testing_plan.gold_file_dr.name
  protected_resource_type   = "EFS"
  protected_resource_arns   = [aws_efs_file_system.case_scans.arn]
  iam_role_arn              = aws_iam_role.restore.arn
  validation_window_hours   = 24

  restore_metadata_overrides = { kmsKeyId = aws_kms_key.important_civil_affairs_dr.arn }
}

# spec: tiers.gold
resource "aws_backup_restore_testing_plan" "gold_postgres" {
  name                = "cloud_window_gold_postgres"
  schedule_expression = "cron(0 0 2 1,4,7,10 ? *)"
  start_window_hours  = 24

  recovery_point_selection {
    algorithm             = "LATEST_WITHIN_WINDOW"
    include_vaults        = [aws_backup_vault.gold.arn]
    recovery_point_types  = ["SNAPSHOT"]
    selection_window_days = 7
  }

  tags = {
    Name             = "cloud-window-restore-test-gold-postgres"
    "bastide:level"  = "platform"
    "bastide:owner"  = "municipal-data-bureau"
    "bastide:system" = "cloud-window"
    "bastide:zone"   = "platform"
  }
}

# spec: stores.identity
resource "aws_backup_restore_testing_selection" "identity" {
  name                      = "identity"
  restore_testing_plan_name = aws_backup_restore_testing_plan.gold_postgres.name
  protected_resource_type   = "RDS"
  protected_resource_arns   = [aws_db_instance.identity.arn]
  iam_role_arn              = aws_iam_role.restore.arn
  validation_window_hours   = 24

  restore_metadata_overrides = {
    dbSubnetGroupName   = aws_db_subnet_group.identity.name
    vpcSecurityGroupIds = "[\"${aws_default_security_group.locked.id}\"]"
  }
}

# spec: stores.pensions
resource "aws_backup_restore_testing_selection" "pensions" {
  name                      = "pensions"
  restore_testing_plan_name = aws_backup_restore_testing_plan.gold_postgres.name
  protected_resource_type   = "RDS"
  protected_resource_arns   = [aws_db_instance.pensions.arn]
  iam_role_arn              = aws_iam_role.restore.arn
  validation_window_hours   = 24

  restore_metadata_overrides = {
    dbSubnetGroupName   = aws_db_subnet_group.pensions.name
    vpcSecurityGroupIds = "[\"${aws_default_security_group.locked.id}\"]"
  }
}

# spec: tiers.gold
resource "aws_backup_restore_testing_plan" "gold_postgres_dr" {
  provider = aws.dr

  name                = "cloud_window_gold_postgres_dr"
  schedule_expression = "cron(0 0 2 1,4,7,10 ? *)"
  start_window_hours  = 24

  recovery_point_selection {
    algorithm             = "LATEST_WITHIN_WINDOW"
    include_vaults        = [aws_backup_vault.gold_dr.arn]
    recovery_point_types  = ["SNAPSHOT"]
    selection_window_days = 7
  }

  tags = {
    Name             = "cloud-window-restore-test-gold-postgres-dr"
    "bastide:level"  = "platform"
    "bastide:owner"  = "municipal-data-bureau"
    "bastide:system" = "cloud-window"
    "bastide:zone"   = "platform"
  }
}

# spec: stores.identity
resource "aws_backup_restore_testing_selection" "identity_dr" {
  provider = aws.dr

  name                      = "identity"
  restore_testing_plan_name = aws_backup_restore_testing_plan.gold_postgres_dr.name
  protected_resource_type   = "RDS"
  protected_resource_arns   = [aws_db_instance.identity.arn]
  iam_role_arn              = aws_iam_role.restore.arn
  validation_window_hours   = 24

  restore_metadata_overrides = {
    dbSubnetGroupName   = aws_db_subnet_group.recovery.name
    vpcSecurityGroupIds = "[\"${aws_default_security_group.recovery.id}\"]"
  }
}

# spec: stores.pensions
resource "aws_backup_restore_testing_selection" "pensions_dr" {
  provider = aws.dr

  name                      = "pensions"
  restore_testing_plan_name = aws_backup_restore_testing_plan.gold_postgres_dr.name
  protected_resource_type   = "RDS"
  protected_resource_arns   = [aws_db_instance.pensions.arn]
  iam_role_arn              = aws_iam_role.restore.arn
  validation_window_hours   = 24

  restore_metadata_overrides = {
    dbSubnetGroupName   = aws_db_subnet_group.recovery.name
    vpcSecurityGroupIds = "[\"${aws_default_security_group.recovery.id}\"]"
  }
}

# IAM-06 Least privilege policies (mlps3 8.1.4.2 d, 8.1.4.2 e, 8.1.4.2 f; nist-800-53r5 ac-6, ac-3)
# The role makes new things from backups; it changes and deletes nothing that stands.
resource "aws_iam_role" "restore" {
  name = "cloud-window-restore"

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = "backup.amazonaws.com" }
    }]
  })

  tags = {
    Name             = "cloud-window-restore"
    "bastide:level"  = "platform"
    "bastide:owner"  = "municipal-data-bureau"
    "bastide:system" = "cloud-window"
    "bastide:zone"   = "platform"
  }
}

resource "aws_iam_role_policy" "restore" {
  name = "restore"
  role = aws_iam_role.restore.id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
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
        Sid    = "UseKeys"
        Effect = "Allow"
        Action = [
          "kms:Decrypt",
          "kms:Encrypt",
          "kms:GenerateDataKey",
          "kms:GenerateDataKeyWithoutPlaintext",
          "kms:ReEncryptFrom",
          "kms:ReEncryptTo",
        ]
        Resource = ["arn:aws:kms:ap-southeast-1:123456789012:key/*", "arn:aws:kms:ap-northeast-1:123456789012:key/*"]
        Condition = {
          StringEquals = {
            "kms:ViaService" = [
              "backup.ap-southeast-1.amazonaws.com",
              "elasticfilesystem.ap-southeast-1.amazonaws.com",
              "rds.ap-southeast-1.amazonaws.com",
              "s3.ap-southeast-1.amazonaws.com",
              "backup.ap-northeast-1.amazonaws.com",
              "elasticfilesystem.ap-northeast-1.amazonaws.com",
              "rds.ap-northeast-1.amazonaws.com",
              "s3.ap-northeast-1.amazonaws.com",
            ]
          }
        }
      },
      {
        Sid    = "MakeBuckets"
        Effect = "Allow"
        Action = [
          "s3:CreateBucket",
          "s3:GetBucketAcl",
          "s3:GetBucketLocation",
          "s3:GetBucketOwnershipControls",
          "s3:GetBucketVersioning",
          "s3:ListBucket",
          "s3:ListBucketVersions",
          "s3:PutBucketOwnershipControls",
          "s3:PutBucketVersioning",
        ]
        Resource = ["arn:aws:s3:::awsbackup-restore-test-*", "arn:aws:s3:::cloud-window-restored-*"]
      },
      {
        Sid    = "FillBuckets"
        Effect = "Allow"
        Action = [
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
        ]
        Resource = ["arn:aws:s3:::awsbackup-restore-test-*/*", "arn:aws:s3:::cloud-window-restored-*/*"]
      },
      {
        Sid    = "RestoreDatabases"
        Effect = "Allow"
        Action = ["rds:AddTagsToResource", "rds:RestoreDBInstanceFromDBSnapshot"]
        Resource = [
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
        ]
      },
      {
        Sid    = "SeeDatabases"
        Effect = "Allow"
        Action = ["rds:DescribeDBInstances", "rds:DescribeDBSnapshots", "rds:ListTagsForResource"]
        Resource = [
          "arn:aws:rds:ap-southeast-1:123456789012:db:*",
          "arn:aws:rds:ap-northeast-1:123456789012:db:*",
          "arn:aws:rds:ap-southeast-1:123456789012:snapshot:*",
          "arn:aws:rds:ap-northeast-1:123456789012:snapshot:*",
        ]
      },
      {
        Sid    = "MakeFileSystems"
        Effect = "Allow"
        Action = ["elasticfilesystem:CreateFileSystem", "elasticfilesystem:TagResource"]
        Resource = [
          "arn:aws:elasticfilesystem:ap-southeast-1:123456789012:file-system/*",
          "arn:aws:elasticfilesystem:ap-northeast-1:123456789012:file-system/*",
        ]
      },
      {
        Sid    = "FillFileSystems"
        Effect = "Allow"
        Action = ["elasticfilesystem:DescribeFileSystems", "elasticfilesystem:Restore"]
        Resource = [
          "arn:aws:elasticfilesystem:ap-southeast-1:123456789012:file-system/*",
          "arn:aws:elasticfilesystem:ap-northeast-1:123456789012:file-system/*",
        ]
      },
    ]
  })
}
