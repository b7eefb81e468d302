# AUD-02 Audit records are tamper-evident and immutable (mlps3 8.1.3.5 c, 8.1.4.3 c; nist-800-53r5 au-9, au-9.2, au-9.3, au-10); AUD-03 Audit logs kept for six calendar months or more (mlps3 8.1.5.4 d; nist-800-53r5 au-11); AUD-04 Logs are gathered in a separate zone (mlps3 8.1.5.4 d, 8.2.5.1 c; nist-800-53r5 au-6.3, au-9.2, au-4.1)
# spec: logging.audit, logging.session - kept 1096 days, locked for 1096
resource "aws_s3_bucket" "audit_log_dr" {
  provider = aws.dr

  bucket = "cloud-window-audit-log-123456789012-apne1"

  object_lock_enabled = true

  tags = {
    Name             = "cloud-window-audit-log-dr"
    "bastide:level"  = "platform"
    "bastide:owner"  = "municipal-data-bureau"
    "bastide:system" = "cloud-window"
    "bastide:zone"   = "platform"
  }
}

resource "aws_s3_bucket_ownership_controls" "audit_log_dr" {
  provider = aws.dr

  bucket = aws_s3_bucket.audit_log_dr.id

  rule {
    object_ownership = "BucketOwnerEnforced"
  }
}

# DAT-09 No public data store (mlps3 8.1.4.2 e, 8.1.4.11 b; nist-800-53r5 ac-3, ac-22)
resource "aws_s3_bucket_public_access_block" "audit_log_dr" {
  provider = aws.dr

  bucket                  = aws_s3_bucket.audit_log_dr.id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket_versioning" "audit_log_dr" {
  provider = aws.dr

  bucket = aws_s3_bucket.audit_log_dr.id

  versioning_configuration {
    status = "Enabled"
  }
}

# Until its term is over, nobody deletes or shortens a record: not an administrator, not the root user, not AWS.
resource "aws_s3_bucket_object_lock_configuration" "audit_log_dr" {
  provider = aws.dr

  bucket = aws_s3_bucket.audit_log_dr.id

  rule {
    default_retention {
      mode = "COMPLIANCE"
      days = 1096
    }
  }

  depends_on = [aws_s3_bucket_versioning.audit_log_dr]
}

resource "aws_s3_bucket_server_side_encryption_configuration" "audit_log_dr" {
  provider = aws.dr

  bucket = aws_s3_bucket.audit_log_dr.id

  rule {
    bucket_key_enabled = true

    apply_server_side_encryption_by_default {
      sse_algorithm     = "aws:kms"
      kms_master_key_id = aws_kms_key.logs_dr.arn
    }
  }
}

# AUD-12 Only auditors read audit data (mlps3 8.1.5.2 a, 8.1.5.2 b; nist-800-53r5 au-9.4, au-6); DAT-05 Encryption in transit inside the platform (mlps3 8.1.2.2 b, 8.1.4.8 a; nist-800-53r5 sc-8, sc-8.1)
resource "aws_s3_bucket_policy" "audit_log_dr" {
  provider = aws.dr

  bucket = aws_s3_bucket.audit_log_dr.id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid       = "NoPlainText"
        Effect    = "Deny"
        Principal = { AWS = "*" }
        Action    = "s3:*"
        Resource  = [aws_s3_bucket.audit_log_dr.arn, "${aws_s3_bucket.audit_log_dr.arn}/*"]
        Condition = { Bool = { "aws:SecureTransport" = "false" } }
      },
      {
        Sid       = "NobodyDeletes"
        Effect    = "Deny"
        Principal = { AWS = "*" }
        Action    = ["s3:BypassGovernanceRetention", "s3:DeleteObject", "s3:DeleteObjectVersion"]
        Resource  = "${aws_s3_bucket.audit_log_dr.arn}/*"
      },
      {
        Sid       = "FlowLogChecks"
        Effect    = "Allow"
        Principal = { Service = "delivery.logs.amazonaws.com" }
        Action    = ["s3:GetBucketAcl", "s3:ListBucket"]
        Resource  = aws_s3_bucket.audit_log_dr.arn
        Condition = {
          StringEquals = { "aws:SourceAccount" = "123456789012" }
          ArnLike      = { "aws:SourceArn" = "arn:aws:logs:ap-northeast-1:123456789012:*" }
        }
      },
      {
        Sid       = "FlowLogWrites"
        Effect    = "Allow"
        Principal = { Service = "delivery.logs.amazonaws.com" }
        Action    = ["s3:PutObject"]
        Resource  = "${aws_s3_bucket.audit_log_dr.arn}/AWSLogs/123456789012/*"
        Condition = {
          StringEquals = {
            "aws:SourceAccount" = "123456789012"
            "s3:x-amz-acl"      = "bucket-owner-full-control"
          }
          ArnLike = { "aws:SourceArn" = "arn:aws:logs:ap-northeast-1:123456789012:*" }
        }
      },
    ]
  })

  depends_on = [aws_s3_bucket_public_access_block.audit_log_dr]
}

# The term's end, set by rule because nobody may delete by hand.
resource "aws_s3_bucket_lifecycle_configuration" "audit_log_dr" {
  provider = aws.dr

  bucket = aws_s3_bucket.audit_log_dr.id

  rule {
    id     = "term"
    status = "Enabled"

    filter {}

    # Cheap to keep and still read at once, by queries as well; a lock moves with its record.
    transition {
      days          = 366
      storage_class = "GLACIER_IR"
    }

    expiration {
      days = 1096
    }

    # What a later version replaced, or expiry hid: soon gone where a lock kept it before, else kept as long as a record.
    noncurrent_version_expiration {
      noncurrent_days = 30
    }

    abort_incomplete_multipart_upload {
      days_after_initiation = 7
    }
  }

  depends_on = [aws_s3_bucket_versioning.audit_log_dr]
}

resource "aws_s3_bucket_logging" "audit_log_dr" {
  provider = aws.dr

  bucket        = aws_s3_bucket.audit_log_dr.id
  target_bucket = aws_s3_bucket.access_log_dr.id
  target_prefix = "audit-log/"

  # A query names its days, and reads no other.
  target_object_key_format {
    partitioned_prefix {
      partition_date_source = "EventTime"
    }
  }

  depends_on = [aws_s3_bucket_policy.access_log_dr]
}

resource "aws_s3_bucket_notification" "audit_log_dr" {
  provider = aws.dr

  bucket      = aws_s3_bucket.audit_log_dr.id
  eventbridge = true
}
