# AUD-02 Audit records are tamper-evident and immutable (mlps3 8.1.3.5 c, 8.1.4.3 c; nist-800-53r5 au-9, au-9.2, au-9.3, au-10); AUD-03 Audit logs kept for six calendar months or more (mlps3 8.1.5.4 d; nist-800-53r5 au-11); AUD-04 Logs are gathered in a separate zone (mlps3 8.1.5.4 d, 8.2.5.1 c; nist-800-53r5 au-6.3, au-9.2, au-4.1)
# spec: logging.access - kept 366 days
resource "aws_s3_bucket" "access_log" {
  bucket = "cloud-window-access-log-123456789012-apse1"

  tags = {
    Name             = "cloud-window-access-log"
    "bastide:level"  = "platform"
    "bastide:owner"  = "municipal-data-bureau"
    "bastide:system" = "cloud-window"
    "bastide:zone"   = "platform"
  }
}

resource "aws_s3_bucket_ownership_controls" "access_log" {
  bucket = aws_s3_bucket.access_log.id

  rule {
    object_ownership = "BucketOwnerEnforced"
  }
}

# DAT-09 No public data store (mlps3 8.1.4.2 e, 8.1.4.11 b; nist-800-53r5 ac-3, ac-22)
resource "aws_s3_bucket_public_access_block" "access_log" {
  bucket                  = aws_s3_bucket.access_log.id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket_versioning" "access_log" {
  bucket = aws_s3_bucket.access_log.id

  versioning_configuration {
    status = "Enabled"
  }
}

resource "aws_s3_bucket_server_side_encryption_configuration" "access_log" {
  bucket = aws_s3_bucket.access_log.id

  # AWS delivers load-balancer and bucket access logs only where S3's own key encrypts.
  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm = "AES256"
    }
  }
}

# AUD-12 Only auditors read audit data (mlps3 8.1.5.2 a, 8.1.5.2 b; nist-800-53r5 au-9.4, au-6); DAT-05 Encryption in transit inside the platform (mlps3 8.1.2.2 b, 8.1.4.8 a; nist-800-53r5 sc-8, sc-8.1)
resource "aws_s3_bucket_policy" "access_log" {
  bucket = aws_s3_bucket.access_log.id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid       = "NoPlainText"
        Effect    = "Deny"
        Principal = { AWS = "*" }
        Action    = "s3:*"
        Resource  = [aws_s3_bucket.access_log.arn, "${aws_s3_bucket.access_log.arn}/*"]
        Condition = { Bool = { "aws:SecureTransport" = "false" } }
      },
      {
        Sid       = "NobodyDeletes"
        Effect    = "Deny"
        Principal = { AWS = "*" }
        Action    = ["s3:BypassGovernanceRetention", "s3:DeleteObject", "s3:DeleteObjectVersion"]
        Resource  = "${aws_s3_bucket.access_log.arn}/*"
      },
      {
        Sid       = "BucketLogs"
        Effect    = "Allow"
        Principal = { Service = "logging.s3.amazonaws.com" }
        Action    = ["s3:PutObject"]
        Resource  = "${aws_s3_bucket.access_log.arn}/*"
        Condition = {
          StringEquals = { "aws:SourceAccount" = "123456789012" }
          ArnLike      = { "aws:SourceArn" = "arn:aws:s3:::cloud-window-*" }
        }
      },
      {
        Sid       = "SettingsChecks"
        Effect    = "Allow"
        Principal = { Service = "config.amazonaws.com" }
        Action    = ["s3:GetBucketAcl", "s3:ListBucket"]
        Resource  = aws_s3_bucket.access_log.arn
        Condition = {
          StringEquals = { "aws:SourceAccount" = "123456789012" }
        }
      },
      {
        Sid       = "SettingsWrites"
        Effect    = "Allow"
        Principal = { Service = "config.amazonaws.com" }
        Action    = ["s3:PutObject"]
        Resource  = "${aws_s3_bucket.access_log.arn}/config/AWSLogs/123456789012/Config/*"
        Condition = {
          StringEquals = {
            "aws:SourceAccount" = "123456789012"
            "s3:x-amz-acl"      = "bucket-owner-full-control"
          }
        }
      },
      {
        Sid       = "LoadBalancerLogs"
        Effect    = "Allow"
        Principal = { Service = "logdelivery.elasticloadbalancing.amazonaws.com" }
        Action    = ["s3:PutObject"]
        Resource  = "${aws_s3_bucket.access_log.arn}/*"
        Condition = {
          ArnLike = {
            "aws:SourceArn" = "arn:aws:elasticloadbalancing:ap-southeast-1:123456789012:loadbalancer/*"
          }
        }
      },
    ]
  })

  depends_on = [aws_s3_bucket_public_access_block.access_log]
}

# The term's end, set by rule because nobody may delete by hand.
resource "aws_s3_bucket_lifecycle_configuration" "access_log" {
  bucket = aws_s3_bucket.access_log.id

  rule {
    id     = "term"
    status = "Enabled"

    filter {}

    expiration {
      days = 366
    }

    # What a later version replaced, or expiry hid: soon gone where a lock kept it before, else kept as long as a record.
    noncurrent_version_expiration {
      noncurrent_days = 366
    }

    abort_incomplete_multipart_upload {
      days_after_initiation = 7
    }
  }

  depends_on = [aws_s3_bucket_versioning.access_log]
}

resource "aws_s3_bucket_notification" "access_log" {
  bucket      = aws_s3_bucket.access_log.id
  eventbridge = true
}

# BAK-02 Off-site copy (mlps3 8.1.4.9 b; nist-800-53r5 cp-6, cp-9.5); GOV-04 Data and backups stay in allowed regions (mlps3 8.2.1.1, 8.2.4.5 a, 8.2.4.6 b; nist-800-53r5 sa-9.5)
resource "aws_iam_role" "access_log_replication" {
  name = "cloud-window-access-log-replication"

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = "s3.amazonaws.com" }
    }]
  })

  tags = {
    Name             = "cloud-window-access-log"
    "bastide:level"  = "platform"
    "bastide:owner"  = "municipal-data-bureau"
    "bastide:system" = "cloud-window"
    "bastide:zone"   = "platform"
  }
}

resource "aws_iam_role_policy" "access_log_replication" {
  name = "replicate"
  role = aws_iam_role.access_log_replication.id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid      = "ReadSource"
        Effect   = "Allow"
        Action   = ["s3:GetReplicationConfiguration", "s3:ListBucket"]
        Resource = aws_s3_bucket.access_log.arn
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
        Resource = "${aws_s3_bucket.access_log.arn}/*"
      },
      {
        Sid      = "WriteCopies"
        Effect   = "Allow"
        Action   = ["s3:ReplicateObject", "s3:ReplicateTags"]
        Resource = ["${aws_s3_bucket.access_log_dr.arn}/*", "${aws_s3_bucket.audit_log.arn}/*"]
      },
    ]
  })
}

resource "aws_s3_bucket_replication_configuration" "access_log" {
  bucket = aws_s3_bucket.access_log.id
  role   = aws_iam_role.access_log_replication.arn

  rule {
    id       = "dr"
    status   = "Enabled"
    priority = 1

    filter {}

    delete_marker_replication {
      status = "Disabled"
    }

    destination {
      bucket        = aws_s3_bucket.access_log_dr.arn
      storage_class = "STANDARD"
    }
  }

  rule {
    id       = "settings"
    status   = "Enabled"
    priority = 2

    filter {
      prefix = "config/"
    }

    delete_marker_replication {
      status = "Disabled"
    }

    destination {
      bucket        = aws_s3_bucket.audit_log.arn
      storage_class = "STANDARD"
    }
  }

  depends_on = [
    aws_s3_bucket_versioning.access_log,
    aws_s3_bucket_versioning.access_log_dr,
    aws_s3_bucket_versioning.audit_log,
  ]
}
