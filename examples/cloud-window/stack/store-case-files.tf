# DAT-01 Encryption at rest with customer keys (mlps3 8.1.4.8 b, 8.2.4.5 d; nist-800-53r5 sc-28, sc-28.1); DAT-09 No public data store (mlps3 8.1.4.2 e, 8.1.4.11 b; nist-800-53r5 ac-3, ac-22)
# spec: stores.case-files - important 婚姻登记档案
resource "aws_s3_bucket" "case_files" {
  bucket = "cloud-window-case-files-123456789012-apse1"

  tags = {
    Name             = "cloud-window-case-files"
    "bastide:level"  = "important"
    "bastide:owner"  = "civil-affairs-bureau"
    "bastide:system" = "cloud-window"
    "bastide:zone"   = "data@civil-affairs"
  }
}

resource "aws_s3_bucket_versioning" "case_files" {
  bucket = aws_s3_bucket.case_files.id

  versioning_configuration {
    status = "Enabled"
  }
}

resource "aws_s3_bucket_server_side_encryption_configuration" "case_files" {
  bucket = aws_s3_bucket.case_files.id

  rule {
    bucket_key_enabled = true

    apply_server_side_encryption_by_default {
      sse_algorithm     = "aws:kms"
      kms_master_key_id = aws_kms_key.important_civil_affairs.arn
    }
  }
}

resource "aws_s3_bucket_public_access_block" "case_files" {
  bucket = aws_s3_bucket.case_files.id

  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket_ownership_controls" "case_files" {
  bucket = aws_s3_bucket.case_files.id

  rule {
    object_ownership = "BucketOwnerEnforced"
  }
}

# DAT-05 Encryption in transit inside the platform (mlps3 8.1.2.2 b, 8.1.4.8 a; nist-800-53r5 sc-8, sc-8.1); NET-09 Cloud services are reached by private endpoints (mlps3 8.1.3.1 c, 8.1.2.1 d; nist-800-53r5 sc-7.3, sc-7.4); IAM-06 Least privilege policies (mlps3 8.1.4.2 d, 8.1.4.2 e, 8.1.4.2 f; nist-800-53r5 ac-6, ac-3)
resource "aws_s3_bucket_policy" "case_files" {
  bucket = aws_s3_bucket.case_files.id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid       = "DenyPlainTransport"
        Effect    = "Deny"
        Principal = { AWS = "*" }
        Action    = "s3:*"
        Resource  = [aws_s3_bucket.case_files.arn, "${aws_s3_bucket.case_files.arn}/*"]
        Condition = { Bool = { "aws:SecureTransport" = "false" } }
      },
      {
        Sid       = "DenyOldTransport"
        Effect    = "Deny"
        Principal = { AWS = "*" }
        Action    = "s3:*"
        Resource  = [aws_s3_bucket.case_files.arn, "${aws_s3_bucket.case_files.arn}/*"]
        Condition = { NumericLessThan = { "s3:TlsVersion" = "1.2" } }
      },
      {
        Sid       = "DenyOtherEncryption"
        Effect    = "Deny"
        Principal = { AWS = "*" }
        Action    = "s3:PutObject"
        Resource  = "${aws_s3_bucket.case_files.arn}/*"
        Condition = {
          Null            = { "s3:x-amz-server-side-encryption" = "false" }
          StringNotEquals = { "s3:x-amz-server-side-encryption" = "aws:kms" }
        }
      },
      {
        Sid       = "DenyKeysFromCallers"
        Effect    = "Deny"
        Principal = { AWS = "*" }
        Action    = "s3:PutObject"
        Resource  = "${aws_s3_bucket.case_files.arn}/*"
        Condition = { Null = { "s3:x-amz-server-side-encryption-customer-algorithm" = "false" } }
      },
      {
        Sid       = "DenyOtherKeys"
        Effect    = "Deny"
        Principal = { AWS = "*" }
        Action    = "s3:PutObject"
        Resource  = "${aws_s3_bucket.case_files.arn}/*"
        Condition = {
          Null            = { "s3:x-amz-server-side-encryption-aws-kms-key-id" = "false" }
          StringNotEquals = { "s3:x-amz-server-side-encryption-aws-kms-key-id" = aws_kms_key.important_civil_affairs.arn }
        }
      },
      # Who asks for a key and names none gets the provider's own, not the bucket's.
      {
        Sid       = "DenyUnnamedKeys"
        Effect    = "Deny"
        Principal = { AWS = "*" }
        Action    = "s3:PutObject"
        Resource  = "${aws_s3_bucket.case_files.arn}/*"
        Condition = {
          Null         = { "s3:x-amz-server-side-encryption-aws-kms-key-id" = "true" }
          StringEquals = { "s3:x-amz-server-side-encryption" = "aws:kms" }
        }
      },
      {
        Sid       = "DenyFromOutside"
        Effect    = "Deny"
        Principal = { AWS = "*" }
        Action = [
          "s3:AbortMultipartUpload",
          "s3:DeleteObject*",
          "s3:GetObject*",
          "s3:ListBucketMultipartUploads",
          "s3:ListBucketVersions",
          "s3:ListMultipartUploadParts",
          "s3:PutObject*",
          "s3:RestoreObject",
        ]
        Resource = [aws_s3_bucket.case_files.arn, "${aws_s3_bucket.case_files.arn}/*"]
        Condition = {
          StringNotEquals = { "aws:SourceVpc" = aws_vpc.main.id }
          BoolIfExists    = { "aws:ViaAWSService" = "false" }
          ArnNotLike = { "aws:PrincipalArn" = [
            aws_iam_role.backup.arn,
            aws_iam_role.case_files_replication.arn,
            "arn:aws:iam::123456789012:role/aws-service-role/macie.amazonaws.com/AWSServiceRoleForAmazonMacie",
          ] }
        }
      },
    ]
  })

  depends_on = [aws_s3_bucket_public_access_block.case_files]
}

# DAT-12 Residual information is destroyed (mlps3 8.1.4.10 a, 8.1.4.10 b, 8.2.4.7 a, 8.2.4.7 b; nist-800-53r5 mp-6, si-12)
# What was overwritten or deleted lives on as long as backups do, then goes for good.
resource "aws_s3_bucket_lifecycle_configuration" "case_files" {
  bucket = aws_s3_bucket.case_files.id

  rule {
    id     = "superseded"
    status = "Enabled"

    filter {}

    noncurrent_version_expiration {
      noncurrent_days = 366
    }

    expiration {
      expired_object_delete_marker = true
    }

    abort_incomplete_multipart_upload {
      days_after_initiation = 7
    }
  }

  depends_on = [aws_s3_bucket_versioning.case_files]
}

# AUD-05 Every log source is switched on (mlps3 8.1.3.5 a, 8.1.4.3 a, 8.1.5.4 d; nist-800-53r5 au-2, au-12); DAT-10 Data life-cycle trace (mlps3 8.1.4.3 a, 8.1.4.3 c; nist-800-53r5 au-2, au-10, au-12)
resource "aws_s3_bucket_logging" "case_files" {
  bucket        = aws_s3_bucket.case_files.id
  target_bucket = aws_s3_bucket.access_log.id
  target_prefix = "store/case-files/"

  # A query names its days, and reads no other.
  target_object_key_format {
    partitioned_prefix {
      partition_date_source = "EventTime"
    }
  }

  depends_on = [aws_s3_bucket_policy.access_log]
}

# Every change goes to the event bus; continuous backups follow it there.
resource "aws_s3_bucket_notification" "case_files" {
  bucket      = aws_s3_bucket.case_files.id
  eventbridge = true
}

resource "aws_s3_bucket" "case_files_dr" {
  provider = aws.dr

  bucket = "cloud-window-case-files-123456789012-apne1"

  tags = {
    Name             = "cloud-window-case-files-dr"
    "bastide:level"  = "important"
    "bastide:owner"  = "civil-affairs-bureau"
    "bastide:system" = "cloud-window"
    "bastide:zone"   = "data@civil-affairs"
  }
}

resource "aws_s3_bucket_versioning" "case_files_dr" {
  provider = aws.dr

  bucket = aws_s3_bucket.case_files_dr.id

  versioning_configuration {
    status = "Enabled"
  }
}

resource "aws_s3_bucket_server_side_encryption_configuration" "case_files_dr" {
  provider = aws.dr

  bucket = aws_s3_bucket.case_files_dr.id

  rule {
    bucket_key_enabled = true

    apply_server_side_encryption_by_default {
      sse_algorithm     = "aws:kms"
      kms_master_key_id = aws_kms_key.important_civil_affairs_dr.arn
    }
  }
}

resource "aws_s3_bucket_public_access_block" "case_files_dr" {
  provider = aws.dr

  bucket = aws_s3_bucket.case_files_dr.id

  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket_ownership_controls" "case_files_dr" {
  provider = aws.dr

  bucket = aws_s3_bucket.case_files_dr.id

  rule {
    object_ownership = "BucketOwnerEnforced"
  }
}

# DAT-05 Encryption in transit inside the platform (mlps3 8.1.2.2 b, 8.1.4.8 a; nist-800-53r5 sc-8, sc-8.1); NET-09 Cloud services are reached by private endpoints (mlps3 8.1.3.1 c, 8.1.2.1 d; nist-800-53r5 sc-7.3, sc-7.4); IAM-06 Least privilege policies (mlps3 8.1.4.2 d, 8.1.4.2 e, 8.1.4.2 f; nist-800-53r5 ac-6, ac-3)
resource "aws_s3_bucket_policy" "case_files_dr" {
  provider = aws.dr

  bucket = aws_s3_bucket.case_files_dr.id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid       = "DenyPlainTransport"
        Effect    = "Deny"
        Principal = { AWS = "*" }
        Action    = "s3:*"
        Resource  = [aws_s3_bucket.case_files_dr.arn, "${aws_s3_bucket.case_files_dr.arn}/*"]
        Condition = { Bool = { "aws:SecureTransport" = "false" } }
      },
      {
        Sid       = "DenyOldTransport"
        Effect    = "Deny"
        Principal = { AWS = "*" }
        Action    = "s3:*"
        Resource  = [aws_s3_bucket.case_files_dr.arn, "${aws_s3_bucket.case_files_dr.arn}/*"]
        Condition = { NumericLessThan = { "s3:TlsVersion" = "1.2" } }
      },
      {
        Sid       = "DenyOtherEncryption"
        Effect    = "Deny"
        Principal = { AWS = "*" }
        Action    = "s3:PutObject"
        Resource  = "${aws_s3_bucket.case_files_dr.arn}/*"
        Condition = {
          Null            = { "s3:x-amz-server-side-encryption" = "false" }
          StringNotEquals = { "s3:x-amz-server-side-encryption" = "aws:kms" }
        }
      },
      {
        Sid       = "DenyKeysFromCallers"
        Effect    = "Deny"
        Principal = { AWS = "*" }
        Action    = "s3:PutObject"
        Resource  = "${aws_s3_bucket.case_files_dr.arn}/*"
        Condition = { Null = { "s3:x-amz-server-side-encryption-customer-algorithm" = "false" } }
      },
      {
        Sid       = "DenyOtherKeys"
        Effect    = "Deny"
        Principal = { AWS = "*" }
        Action    = "s3:PutObject"
        Resource  = "${aws_s3_bucket.case_files_dr.arn}/*"
        Condition = {
          Null            = { "s3:x-amz-server-side-encryption-aws-kms-key-id" = "false" }
          StringNotEquals = { "s3:x-amz-server-side-encryption-aws-kms-key-id" = aws_kms_key.important_civil_affairs_dr.arn }
        }
      },
      # Who asks for a key and names none gets the provider's own, not the bucket's.
      {
        Sid       = "DenyUnnamedKeys"
        Effect    = "Deny"
        Principal = { AWS = "*" }
        Action    = "s3:PutObject"
        Resource  = "${aws_s3_bucket.case_files_dr.arn}/*"
        Condition = {
          Null         = { "s3:x-amz-server-side-encryption-aws-kms-key-id" = "true" }
          StringEquals = { "s3:x-amz-server-side-encryption" = "aws:kms" }
        }
      },
      {
        Sid       = "DenyFromOutside"
        Effect    = "Deny"
        Principal = { AWS = "*" }
        Action = [
          "s3:AbortMultipartUpload",
          "s3:DeleteObject*",
          "s3:GetObject*",
          "s3:ListBucketMultipartUploads",
          "s3:ListBucketVersions",
          "s3:ListMultipartUploadParts",
          "s3:PutObject*",
          "s3:RestoreObject",
        ]
        Resource = [aws_s3_bucket.case_files_dr.arn, "${aws_s3_bucket.case_files_dr.arn}/*"]
        Condition = {
          BoolIfExists = { "aws:ViaAWSService" = "false" }
          ArnNotLike = { "aws:PrincipalArn" = [
            aws_iam_role.backup.arn,
            aws_iam_role.case_files_replication.arn,
            "arn:aws:iam::123456789012:role/aws-service-role/macie.amazonaws.com/AWSServiceRoleForAmazonMacie",
          ] }
        }
      },
    ]
  })

  depends_on = [aws_s3_bucket_public_access_block.case_files_dr]
}

# DAT-12 Residual information is destroyed (mlps3 8.1.4.10 a, 8.1.4.10 b, 8.2.4.7 a, 8.2.4.7 b; nist-800-53r5 mp-6, si-12)
# What was overwritten or deleted lives on as long as backups do, then goes for good.
resource "aws_s3_bucket_lifecycle_configuration" "case_files_dr" {
  provider = aws.dr

  bucket = aws_s3_bucket.case_files_dr.id

  rule {
    id     = "superseded"
    status = "Enabled"

    filter {}

    noncurrent_version_expiration {
      noncurrent_days = 366
    }

    expiration {
      expired_object_delete_marker = true
    }

    abort_incomplete_multipart_upload {
      days_after_initiation = 7
    }
  }

  depends_on = [aws_s3_bucket_versioning.case_files_dr]
}

# AUD-05 Every log source is switched on (mlps3 8.1.3.5 a, 8.1.4.3 a, 8.1.5.4 d; nist-800-53r5 au-2, au-12); DAT-10 Data life-cycle trace (mlps3 8.1.4.3 a, 8.1.4.3 c; nist-800-53r5 au-2, au-10, au-12)
resource "aws_s3_bucket_logging" "case_files_dr" {
  provider = aws.dr

  bucket        = aws_s3_bucket.case_files_dr.id
  target_bucket = aws_s3_bucket.access_log_dr.id
  target_prefix = "store/case-files/"

  # A query names its days, and reads no other.
  target_object_key_format {
    partitioned_prefix {
      partition_date_source = "EventTime"
    }
  }

  depends_on = [aws_s3_bucket_policy.access_log_dr]
}

# Every change goes to the event bus; continuous backups follow it there.
resource "aws_s3_bucket_notification" "case_files_dr" {
  provider = aws.dr

  bucket      = aws_s3_bucket.case_files_dr.id
  eventbridge = true
}

# BAK-02 Off-site copy (mlps3 8.1.4.9 b; nist-800-53r5 cp-6, cp-9.5); GOV-04 Data and backups stay in allowed regions (mlps3 8.2.1.1, 8.2.4.5 a, 8.2.4.6 b; nist-800-53r5 sa-9.5)
# Both ways: what is written in the DR region after a failover comes back.
resource "aws_s3_bucket_replication_configuration" "case_files" {
  bucket = aws_s3_bucket.case_files.id
  role   = aws_iam_role.case_files_replication.arn

  rule {
    id       = "everything"
    priority = 0
    status   = "Enabled"

    filter {}

    delete_marker_replication {
      status = "Enabled"
    }

    source_selection_criteria {
      sse_kms_encrypted_objects {
        status = "Enabled"
      }
    }

    destination {
      bucket = aws_s3_bucket.case_files_dr.arn

      encryption_configuration {
        replica_kms_key_id = aws_kms_key.important_civil_affairs_dr.arn
      }

      replication_time {
        status = "Enabled"

        time {
          minutes = 15
        }
      }

      metrics {
        status = "Enabled"

        event_threshold {
          minutes = 15
        }
      }
    }
  }

  depends_on = [
    aws_s3_bucket_versioning.case_files,
    aws_s3_bucket_versioning.case_files_dr,
  ]
}

resource "aws_s3_bucket_replication_configuration" "case_files_dr" {
  provider = aws.dr

  bucket = aws_s3_bucket.case_files_dr.id
  role   = aws_iam_role.case_files_replication.arn

  rule {
    id       = "everything"
    priority = 0
    status   = "Enabled"

    filter {}

    delete_marker_replication {
      status = "Enabled"
    }

    source_selection_criteria {
      sse_kms_encrypted_objects {
        status = "Enabled"
      }
    }

    destination {
      bucket = aws_s3_bucket.case_files.arn

      encryption_configuration {
        replica_kms_key_id = aws_kms_key.important_civil_affairs.arn
      }

      replication_time {
        status = "Enabled"

        time {
          minutes = 15
        }
      }

      metrics {
        status = "Enabled"

        event_threshold {
          minutes = 15
        }
      }
    }
  }

  depends_on = [
    aws_s3_bucket_versioning.case_files_dr,
    aws_s3_bucket_versioning.case_files,
  ]
}

# IAM-06 Least privilege policies (mlps3 8.1.4.2 d, 8.1.4.2 e, 8.1.4.2 f; nist-800-53r5 ac-6, ac-3)
resource "aws_iam_role" "case_files_replication" {
  name = "cloud-window-case-files-replication"

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = "s3.amazonaws.com" }
    }]
  })

  tags = {
    Name             = "cloud-window-case-files"
    "bastide:level"  = "important"
    "bastide:owner"  = "civil-affairs-bureau"
    "bastide:system" = "cloud-window"
    "bastide:zone"   = "data@civil-affairs"
  }
}

resource "aws_iam_role_policy" "case_files_replication" {
  name = "replicate"
  role = aws_iam_role.case_files_replication.id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect   = "Allow"
        Action   = ["s3:GetReplicationConfiguration", "s3:ListBucket"]
        Resource = aws_s3_bucket.case_files.arn
      },
      {
        Effect = "Allow"
        Action = [
          "s3:GetObjectLegalHold",
          "s3:GetObjectRetention",
          "s3:GetObjectVersionAcl",
          "s3:GetObjectVersionForReplication",
          "s3:GetObjectVersionTagging",
        ]
        Resource = "${aws_s3_bucket.case_files.arn}/*"
      },
      {
        Effect   = "Allow"
        Action   = ["s3:ReplicateDelete", "s3:ReplicateObject", "s3:ReplicateTags"]
        Resource = "${aws_s3_bucket.case_files_dr.arn}/*"
      },
      {
        Effect   = "Allow"
        Action   = "kms:Decrypt"
        Resource = aws_kms_key.important_civil_affairs.arn
        Condition = {
          StringEquals = { "kms:ViaService" = "s3.ap-southeast-1.amazonaws.com" }
          ArnLike = {
            "kms:EncryptionContext:aws:s3:arn" = [aws_s3_bucket.case_files.arn, "${aws_s3_bucket.case_files.arn}/*"]
          }
        }
      },
      {
        Effect   = "Allow"
        Action   = ["kms:Encrypt", "kms:GenerateDataKey"]
        Resource = aws_kms_key.important_civil_affairs_dr.arn
        Condition = {
          StringEquals = { "kms:ViaService" = "s3.ap-northeast-1.amazonaws.com" }
          ArnLike = {
            "kms:EncryptionContext:aws:s3:arn" = [aws_s3_bucket.case_files_dr.arn, "${aws_s3_bucket.case_files_dr.arn}/*"]
          }
        }
      },
      {
        Effect   = "Allow"
        Action   = ["s3:GetReplicationConfiguration", "s3:ListBucket"]
        Resource = aws_s3_bucket.case_files_dr.arn
      },
      {
        Effect = "Allow"
        Action = [
          "s3:GetObjectLegalHold",
          "s3:GetObjectRetention",
          "s3:GetObjectVersionAcl",
          "s3:GetObjectVersionForReplication",
          "s3:GetObjectVersionTagging",
        ]
        Resource = "${aws_s3_bucket.case_files_dr.arn}/*"
      },
      {
        Effect   = "Allow"
        Action   = ["s3:ReplicateDelete", "s3:ReplicateObject", "s3:ReplicateTags"]
        Resource = "${aws_s3_bucket.case_files.arn}/*"
      },
      {
        Effect   = "Allow"
        Action   = "kms:Decrypt"
        Resource = aws_kms_key.important_civil_affairs_dr.arn
        Condition = {
          StringEquals = { "kms:ViaService" = "s3.ap-northeast-1.amazonaws.com" }
          ArnLike = {
            "kms:EncryptionContext:aws:s3:arn" = [aws_s3_bucket.case_files_dr.arn, "${aws_s3_bucket.case_files_dr.arn}/*"]
          }
        }
      },
      {
        Effect   = "Allow"
        Action   = ["kms:Encrypt", "kms:GenerateDataKey"]
        Resource = aws_kms_key.important_civil_affairs.arn
        Condition = {
          StringEquals = { "kms:ViaService" = "s3.ap-southeast-1.amazonaws.com" }
          ArnLike = {
            "kms:EncryptionContext:aws:s3:arn" = [aws_s3_bucket.case_files.arn, "${aws_s3_bucket.case_files.arn}/*"]
          }
        }
      },
    ]
  })
}
