# AUD-02 Audit records are tamper-evident and immutable (mlps3 8.1.3.5 c, 8.1.4.3 c; nist-800-53r5 au-9, au-9.2, au-9.3, au-10); AUD-03 Audit logs kept for six calendar months or more (mlps3 8.1.5.4 d; nist-800-53r5 au-11); AUD-04 Logs are gathered in a separate zone (mlps3 8.1.5.4 d, 8.2.5.1 c; nist-800-53r5 au-6.3, au-9.2, au-4.1)
# spec: logging.normalise, the results of saved queries - kept 365 days
resource "aws_s3_bucket" "log_queries" {
  bucket = "cloud-window-log-queries-123456789012-apse1"

  tags = {
    Name             = "cloud-window-log-queries"
    "bastide:level"  = "platform"
    "bastide:owner"  = "municipal-data-bureau"
    "bastide:system" = "cloud-window"
    "bastide:zone"   = "platform"
  }
}

resource "aws_s3_bucket_ownership_controls" "log_queries" {
  bucket = aws_s3_bucket.log_queries.id

  rule {
    object_ownership = "BucketOwnerEnforced"
  }
}

# DAT-09 No public data store (mlps3 8.1.4.2 e, 8.1.4.11 b; nist-800-53r5 ac-3, ac-22)
resource "aws_s3_bucket_public_access_block" "log_queries" {
  bucket                  = aws_s3_bucket.log_queries.id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket_versioning" "log_queries" {
  bucket = aws_s3_bucket.log_queries.id

  versioning_configuration {
    status = "Enabled"
  }
}

resource "aws_s3_bucket_server_side_encryption_configuration" "log_queries" {
  bucket = aws_s3_bucket.log_queries.id

  rule {
    bucket_key_enabled = true

    apply_server_side_encryption_by_default {
      sse_algorithm     = "aws:kms"
      kms_master_key_id = aws_kms_key.logs.arn
    }
  }
}

# AUD-12 Only auditors read audit data (mlps3 8.1.5.2 a, 8.1.5.2 b; nist-800-53r5 au-9.4, au-6); DAT-05 Encryption in transit inside the platform (mlps3 8.1.2.2 b, 8.1.4.8 a; nist-800-53r5 sc-8, sc-8.1)
resource "aws_s3_bucket_policy" "log_queries" {
  bucket = aws_s3_bucket.log_queries.id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid       = "NoPlainText"
        Effect    = "Deny"
        Principal = { AWS = "*" }
        Action    = "s3:*"
        Resource  = [aws_s3_bucket.log_queries.arn, "${aws_s3_bucket.log_queries.arn}/*"]
        Condition = { Bool = { "aws:SecureTransport" = "false" } }
      },
      {
        Sid       = "NobodyDeletes"
        Effect    = "Deny"
        Principal = { AWS = "*" }
        Action    = ["s3:BypassGovernanceRetention", "s3:DeleteObject", "s3:DeleteObjectVersion"]
        Resource  = "${aws_s3_bucket.log_queries.arn}/*"
      },
    ]
  })

  depends_on = [aws_s3_bucket_public_access_block.log_queries]
}

# The term's end, set by rule because nobody may delete by hand.
resource "aws_s3_bucket_lifecycle_configuration" "log_queries" {
  bucket = aws_s3_bucket.log_queries.id

  rule {
    id     = "term"
    status = "Enabled"

    filter {}

    expiration {
      days = 365
    }

    # What a later version replaced, or expiry hid: soon gone where a lock kept it before, else kept as long as a record.
    noncurrent_version_expiration {
      noncurrent_days = 365
    }

    abort_incomplete_multipart_upload {
      days_after_initiation = 7
    }
  }

  depends_on = [aws_s3_bucket_versioning.log_queries]
}

resource "aws_s3_bucket_logging" "log_queries" {
  bucket        = aws_s3_bucket.log_queries.id
  target_bucket = aws_s3_bucket.access_log.id
  target_prefix = "log-queries/"

  # A query names its days, and reads no other.
  target_object_key_format {
    partitioned_prefix {
      partition_date_source = "EventTime"
    }
  }

  depends_on = [aws_s3_bucket_policy.access_log]
}

resource "aws_s3_bucket_notification" "log_queries" {
  bucket      = aws_s3_bucket.log_queries.id
  eventbridge = true
}

# BAK-02 Off-site copy (mlps3 8.1.4.9 b; nist-800-53r5 cp-6, cp-9.5); GOV-04 Data and backups stay in allowed regions (mlps3 8.2.1.1, 8.2.4.5 a, 8.2.4.6 b; nist-800-53r5 sa-9.5)
resource "aws_iam_role" "log_queries_replication" {
  name = "cloud-window-log-queries-replication"

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = "s3.amazonaws.com" }
    }]
  })

  tags = {
    Name             = "cloud-window-log-queries"
    "bastide:level"  = "platform"
    "bastide:owner"  = "municipal-data-bureau"
    "bastide:system" = "cloud-window"
    "bastide:zone"   = "platform"
  }
}

resource "aws_iam_role_policy" "log_queries_replication" {
  name = "replicate"
  role = aws_iam_role.log_queries_replication.id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid      = "ReadSource"
        Effect   = "Allow"
        Action   = ["s3:GetReplicationConfiguration", "s3:ListBucket"]
        Resource = aws_s3_bucket.log_queries.arn
      },
      {
        Sid    = "ReadVersions"
        Effect = "Allow"
        Action = [
          "s3:GetObjectLegalHold",
          "s3:GetObjectRetention",
          "s3:GetObjectVersionAcl",
          "s3:GetObjectVersionForReplication",
          "s3:GetObjectVersionTagging",
        ]
        Resource = "${aws_s3_bucket.log_queries.arn}/*"
      },
      {
        Sid      = "WriteCopies"
        Effect   = "Allow"
        Action   = ["s3:ReplicateObject", "s3:ReplicateTags"]
        Resource = ["${aws_s3_bucket.audit_log_dr.arn}/*"]
      },
      {
        Sid       = "DecryptSource"
        Effect    = "Allow"
        Action    = "kms:Decrypt"
        Resource  = aws_kms_key.logs.arn
        Condition = { StringEquals = { "kms:ViaService" = "s3.ap-southeast-1.amazonaws.com" } }
      },
      {
        Sid       = "EncryptCopies"
        Effect    = "Allow"
        Action    = "kms:Encrypt"
        Resource  = [aws_kms_key.logs_dr.arn]
        Condition = { StringEquals = { "kms:ViaService" = ["s3.ap-southeast-1.amazonaws.com", "s3.ap-northeast-1.amazonaws.com"] } }
      },
    ]
  })
}

resource "aws_s3_bucket_replication_configuration" "log_queries" {
  bucket = aws_s3_bucket.log_queries.id
  role   = aws_iam_role.log_queries_replication.arn

  rule {
    id       = "dr"
    status   = "Enabled"
    priority = 1

    filter {}

    delete_marker_replication {
      status = "Disabled"
    }

    source_selection_criteria {
      sse_kms_encrypted_objects {
        status = "Enabled"
      }
    }

    destination {
      bucket        = aws_s3_bucket.audit_log_dr.arn
      storage_class = "STANDARD"

      encryption_configuration {
        replica_kms_key_id = aws_kms_key.logs_dr.arn
      }
    }
  }

  depends_on = [aws_s3_bucket_versioning.log_queries, aws_s3_bucket_versioning.audit_log_dr]
}
