# DAT-01 Encryption at rest with customer keys (mlps3 8.1.4.8 b, 8.2.4.5 d; nist-800-53r5 sc-28, sc-28.1); DAT-15 Deletion protection (mlps3 8.1.4.7 b; nist-800-53r5 si-7, cp-9)
# spec: stores.case-scans - important
resource "aws_efs_file_system" "case_scans" {
  creation_token   = "cloud-window-case-scans"
  performance_mode = "generalPurpose"
  throughput_mode  = "elastic"
  encrypted        = true
  kms_key_id       = aws_kms_key.important_civil_affairs.arn

  lifecycle_policy {
    transition_to_ia = "AFTER_30_DAYS"
  }

  lifecycle_policy {
    transition_to_primary_storage_class = "AFTER_1_ACCESS"
  }

  tags = {
    Name             = "cloud-window-case-scans"
    "bastide:level"  = "important"
    "bastide:owner"  = "civil-affairs-bureau"
    "bastide:system" = "cloud-window"
    "bastide:zone"   = "data@civil-affairs"
  }
}

# The service's own backups lie in a vault without our key, lock or copy: backup.tf makes them instead.
resource "aws_efs_backup_policy" "case_scans" {
  file_system_id = aws_efs_file_system.case_scans.id

  backup_policy {
    status = "DISABLED"
  }
}

# DAT-05 Encryption in transit inside the platform (mlps3 8.1.2.2 b, 8.1.4.8 a; nist-800-53r5 sc-8, sc-8.1); DAT-09 No public data store (mlps3 8.1.4.2 e, 8.1.4.11 b; nist-800-53r5 ac-3, ac-22); IAM-06 Least privilege policies (mlps3 8.1.4.2 d, 8.1.4.2 e, 8.1.4.2 f; nist-800-53r5 ac-6, ac-3)
# Nobody anonymous, nothing in clear text, and no way but through the zone's mount targets and the access point.
resource "aws_efs_file_system_policy" "case_scans" {
  file_system_id = aws_efs_file_system.case_scans.id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid       = "DenyPlainTransport"
        Effect    = "Deny"
        Principal = { AWS = "*" }
        Action = [
          "elasticfilesystem:ClientMount",
          "elasticfilesystem:ClientRootAccess",
          "elasticfilesystem:ClientWrite",
        ]
        Resource  = aws_efs_file_system.case_scans.arn
        Condition = { Bool = { "aws:SecureTransport" = "false" } }
      },
      {
        Sid       = "DenyRoot"
        Effect    = "Deny"
        Principal = { AWS = "*" }
        Action    = "elasticfilesystem:ClientRootAccess"
        Resource  = aws_efs_file_system.case_scans.arn
      },
      {
        Sid       = "DenyOtherWays"
        Effect    = "Deny"
        Principal = { AWS = "*" }
        Action    = ["elasticfilesystem:ClientMount", "elasticfilesystem:ClientWrite"]
        Resource  = aws_efs_file_system.case_scans.arn
        Condition = { StringNotEquals = { "elasticfilesystem:AccessPointArn" = aws_efs_access_point.case_scans.arn } }
      },
      {
        Sid       = "IdentifiedClients"
        Effect    = "Allow"
        Principal = { AWS = "arn:aws:iam::123456789012:root" }
        Action    = ["elasticfilesystem:ClientMount", "elasticfilesystem:ClientWrite"]
        Resource  = aws_efs_file_system.case_scans.arn
        Condition = {
          Bool         = { "elasticfilesystem:AccessedViaMountTarget" = "true" }
          StringEquals = { "elasticfilesystem:AccessPointArn" = aws_efs_access_point.case_scans.arn }
        }
      },
    ]
  })
}

# Whoever a client says it is, here it is this user, in this directory.
resource "aws_efs_access_point" "case_scans" {
  file_system_id = aws_efs_file_system.case_scans.id

  posix_user {
    uid = 1000
    gid = 1000
  }

  root_directory {
    path = "/data"

    creation_info {
      owner_uid   = 1000
      owner_gid   = 1000
      permissions = "0750"
    }
  }

  tags = {
    Name             = "cloud-window-case-scans"
    "bastide:level"  = "important"
    "bastide:owner"  = "civil-affairs-bureau"
    "bastide:system" = "cloud-window"
    "bastide:zone"   = "data@civil-affairs"
  }
}

# NET-04 Redundant paths in two or more availability zones (mlps3 8.1.2.1 e, 8.1.4.9 c; nist-800-53r5 cp-7, sc-36); NET-03 Only declared flows exist between zones (mlps3 8.1.2.1 d, 8.2.2.1 d, 8.2.3.1 a, 8.2.3.1 b, 8.2.4.2 b; nist-800-53r5 ac-4, sc-7.21)
resource "aws_efs_mount_target" "case_scans_a" {
  file_system_id  = aws_efs_file_system.case_scans.id
  subnet_id       = aws_subnet.data_civil_affairs_a.id
  security_groups = [aws_security_group.data_civil_affairs.id]
}

resource "aws_efs_mount_target" "case_scans_b" {
  file_system_id  = aws_efs_file_system.case_scans.id
  subnet_id       = aws_subnet.data_civil_affairs_b.id
  security_groups = [aws_security_group.data_civil_affairs.id]
}

# BAK-02 Off-site copy (mlps3 8.1.4.9 b; nist-800-53r5 cp-6, cp-9.5); GOV-04 Data and backups stay in allowed regions (mlps3 8.2.1.1, 8.2.4.5 a, 8.2.4.6 b; nist-800-53r5 sa-9.5)
# The service makes the replica, read-only and with no door in it; it lags by minutes.
resource "aws_efs_replication_configuration" "case_scans" {
  source_file_system_id = aws_efs_file_system.case_scans.id

  destination {
    region     = "ap-northeast-1"
    kms_key_id = aws_kms_key.important_civil_affairs_dr.arn
  }
}
