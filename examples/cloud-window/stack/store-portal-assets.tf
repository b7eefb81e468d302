# DAT-01 Encryption at rest with customer keys (mlps3 8.1.4.8 b, 8.2.4.5 d; nist-800-53r5 sc-28, sc-28.1); DAT-09 No public data store (mlps3 8.1.4.2 e, 8.1.4.11 b; nist-800-53r5 ac-3, ac-22)
# spec: stores.portal-assets - general
resource "aws_s3_bucket" "portal_assets" {
  bucket = "cloud-window-portal-assets-123456789012-apse1"

  tags = {
    Name             = "cloud-window-portal-assets"
    "bastide:level"  = "general"
    "bastide:owner"  = "municipal-data-bureau"
    "bastide:system" = "cloud-window"
    "bastide:zone"   = "edge"
  }
}

resource "aws_s3_bucket_versioning" "portal_assets" {
  bucket = aws_s3_bucket.portal_assets.id

  versioning_configuration {
    status = "Enabled"
  }
}

resource "aws_s3_bucket_server_side_encryption_configuration" "portal_assets" {
  bucket = aws_s3_bucket.portal_assets.id

  rule {
    bucket_key_enabled = true

    apply_server_side_encryption_by_default {
      sse_algorithm     = "aws:kms"
      kms_master_key_id = aws_kms_key.general.arn
    }
  }
}

resource "aws_s3_bucket_public_access_block" "portal_assets" {
  bucket = aws_s3_bucket.portal_assets.id

  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket_ownership_controls" "portal_assets" {
  bucket = aws_s3_bucket.portal_assets.id

  rule {
    object_ownership = "BucketOwnerEnforced"
  }
}

# DAT-05 Encryption in transit inside the platform (mlps3 8.1.2.2 b, 8.1.4.8 a; nist-800-53r5 sc-8, sc-8.1); NET-09 Cloud services are reached by private endpoints (mlps3 8.1.3.1 c, 8.1.2.1 d; nist-800-53r5 sc-7.3, sc-7.4); IAM-06 Least privilege policies (mlps3 8.1.4.2 d, 8.1.4.2 e, 8.1.4.2 f; nist-800-53r5 ac-6, ac-3)
resource "aws_s3_bucket_policy" "portal_assets" {
  bucket = aws_s3_bucket.portal_assets.id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid       = "DenyPlainTransport"
        Effect    = "Deny"
        Principal = { AWS = "*" }
        Action    = "s3:*"
        Resource  = [aws_s3_bucket.portal_assets.arn, "${aws_s3_bucket.portal_assets.arn}/*"]
        Condition = { Bool = { "aws:SecureTransport" = "false" } }
      },
      {
        Sid       = "DenyOldTransport"
        Effect    = "Deny"
        Principal = { AWS = "*" }
        Action    = "s3:*"
        Resource  = [aws_s3_bucket.portal_assets.arn, "${aws_s3_bucket.portal_assets.arn}/*"]
        Condition = { NumericLessThan = { "s3:TlsVersion" = "1.2" } }
      },
      {
        Sid       = "DenyOtherEncryption"
        Effect    = "Deny"
        Principal = { AWS = "*" }
        Action    = "s3:PutObject"
        Resource  = "${aws_s3_bucket.portal_assets.arn}/*"
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
        Resource  = "${aws_s3_bucket.portal_assets.arn}/*"
        Condition = { Null = { "s3:x-amz-server-side-encryption-customer-algorithm" = "false" } }
      },
      {
        Sid       = "DenyOtherKeys"
        Effect    = "Deny"
        Principal = { AWS = "*" }
        Action    = "s3:PutObject"
        Resource  = "${aws_s3_bucket.portal_assets.arn}/*"
        Condition = {
          Null            = { "s3:x-amz-server-side-encryption-aws-kms-key-id" = "false" }
          StringNotEquals = { "s3:x-amz-server-side-encryption-aws-kms-key-id" = aws_kms_key.general.arn }
        }
      },
      # Who asks for a key and names none gets the provider's own, not the bucket's.
      {
        Sid       = "DenyUnnamedKeys"
        Effect    = "Deny"
        Principal = { AWS = "*" }
        Action    = "s3:PutObject"
        Resource  = "${aws_s3_bucket.portal_assets.arn}/*"
        Condition = {
          Null         = { "s3:x-amz-server-side-encryption-aws-kms-key-id" = "true" }
          StringEquals = { "s3:x-amz-server-side-encryption" = "aws:kms" }
        }
      },
    ]
  })

  depends_on = [aws_s3_bucket_public_access_block.portal_assets]
}

# DAT-12 Residual information is destroyed (mlps3 8.1.4.10 a, 8.1.4.10 b, 8.2.4.7 a, 8.2.4.7 b; nist-800-53r5 mp-6, si-12)
# What was overwritten or deleted lives on as long as backups do, then goes for good.
resource "aws_s3_bucket_lifecycle_configuration" "portal_assets" {
  bucket = aws_s3_bucket.portal_assets.id

  rule {
    id     = "superseded"
    status = "Enabled"

    filter {}

    noncurrent_version_expiration {
      noncurrent_days = 35
    }

    expiration {
      expired_object_delete_marker = true
    }

    abort_incomplete_multipart_upload {
      days_after_initiation = 7
    }
  }

  depends_on = [aws_s3_bucket_versioning.portal_assets]
}

# AUD-05 Every log source is switched on (mlps3 8.1.3.5 a, 8.1.4.3 a, 8.1.5.4 d; nist-800-53r5 au-2, au-12); DAT-10 Data life-cycle trace (mlps3 8.1.4.3 a, 8.1.4.3 c; nist-800-53r5 au-2, au-10, au-12)
resource "aws_s3_bucket_logging" "portal_assets" {
  bucket        = aws_s3_bucket.portal_assets.id
  target_bucket = aws_s3_bucket.access_log.id
  target_prefix = "store/portal-assets/"

  # A query names its days, and reads no other.
  target_object_key_format {
    partitioned_prefix {
      partition_date_source = "EventTime"
    }
  }

  depends_on = [aws_s3_bucket_policy.access_log]
}

# Every change goes to the event bus; continuous backups follow it there.
resource "aws_s3_bucket_notification" "portal_assets" {
  bucket      = aws_s3_bucket.portal_assets.id
  eventbridge = true
}
