# AUD-01 Control-plane audit in all regions (mlps3 8.1.3.5 a, 8.1.4.3 a, 8.1.4.3 b, 8.2.5.1 c; nist-800-53r5 au-2, au-3, au-12); AUD-02 Audit records are tamper-evident and immutable (mlps3 8.1.3.5 c, 8.1.4.3 c; nist-800-53r5 au-9, au-9.2, au-9.3, au-10); AUD-11 Behaviour analytics with tiered response (mlps3 8.1.3.3 c, 8.1.5.2 b, 8.1.5.4 f; nist-800-53r5 ac-2.12, si-4, ir-4.1); DAT-10 Data life-cycle trace (mlps3 8.1.4.3 a, 8.1.4.3 c; nist-800-53r5 au-2, au-10, au-12)
# spec: logging.audit - every call in every region; the organization's owner may switch `is_organization_trail` on
resource "aws_cloudtrail" "main" {
  name                          = "cloud-window-audit"
  s3_bucket_name                = aws_s3_bucket.audit_log.id
  kms_key_id                    = aws_kms_key.logs.arn
  cloud_watch_logs_group_arn    = "${aws_cloudwatch_log_group.audit.arn}:*"
  cloud_watch_logs_role_arn     = aws_iam_role.trail.arn
  sns_topic_name                = aws_sns_topic.trail-notices.name
  is_multi_region_trail         = true
  include_global_service_events = true
  enable_log_file_validation    = true
  enable_logging                = true

  advanced_event_selector {
    name = "management"

    field_selector {
      field  = "eventCategory"
      equals = ["Management"]
    }
  }

  advanced_event_selector {
    name = "stores"

    field_selector {
      field  = "eventCategory"
      equals = ["Data"]
    }
    field_selector {
      field  = "resources.type"
      equals = ["AWS::S3::Object"]
    }
    field_selector {
      field       = "resources.ARN"
      starts_with = ["${aws_s3_bucket.case_files.arn}/"]
    }
  }

  advanced_event_selector {
    name = "records-read"

    field_selector {
      field  = "eventCategory"
      equals = ["Data"]
    }
    field_selector {
      field  = "resources.type"
      equals = ["AWS::S3::Object"]
    }
    field_selector {
      field  = "readOnly"
      equals = ["true"]
    }
    field_selector {
      field = "resources.ARN"
      starts_with = [
        "${aws_s3_bucket.audit_log.arn}/",
        "${aws_s3_bucket.audit_log_dr.arn}/",
        "${aws_s3_bucket.access_log.arn}/",
        "${aws_s3_bucket.access_log_dr.arn}/",
        "${aws_s3_bucket.log_queries.arn}/",
      ]
    }
  }

  advanced_event_selector {
    name = "records-deleted"

    field_selector {
      field  = "eventCategory"
      equals = ["Data"]
    }
    field_selector {
      field  = "resources.type"
      equals = ["AWS::S3::Object"]
    }
    field_selector {
      field  = "eventName"
      equals = ["DeleteObject", "DeleteObjects"]
    }
    field_selector {
      field = "resources.ARN"
      starts_with = [
        "${aws_s3_bucket.audit_log.arn}/",
        "${aws_s3_bucket.audit_log_dr.arn}/",
        "${aws_s3_bucket.access_log.arn}/",
        "${aws_s3_bucket.access_log_dr.arn}/",
        "${aws_s3_bucket.log_queries.arn}/",
      ]
    }
  }

  insight_selector {
    insight_type = "ApiCallRateInsight"
  }

  insight_selector {
    insight_type = "ApiErrorRateInsight"
  }

  tags = {
    Name             = "cloud-window-audit"
    "bastide:level"  = "platform"
    "bastide:owner"  = "municipal-data-bureau"
    "bastide:system" = "cloud-window"
    "bastide:zone"   = "platform"
  }

  depends_on = [aws_iam_role_policy.trail, aws_s3_bucket_policy.audit_log, aws_sns_topic_policy.trail-notices]
}

# AUD-03 Audit logs kept for six calendar months or more (mlps3 8.1.5.4 d; nist-800-53r5 au-11)
# spec: logging.audit.keep - 1096 days, rounded up to a term that CloudWatch offers
resource "aws_cloudwatch_log_group" "audit" {
  name              = "/cloud-window/audit"
  retention_in_days = 1096
  kms_key_id        = aws_kms_key.logs.arn

  tags = {
    Name             = "cloud-window-audit"
    "bastide:level"  = "platform"
    "bastide:owner"  = "municipal-data-bureau"
    "bastide:system" = "cloud-window"
    "bastide:zone"   = "platform"
  }
}

# The trust has no condition on its source: CloudTrail names none when it takes this role, and AWS would refuse the trail.
resource "aws_iam_role" "trail" {
  name = "cloud-window-trail"

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = "cloudtrail.amazonaws.com" }
    }]
  })

  tags = {
    Name             = "cloud-window-audit"
    "bastide:level"  = "platform"
    "bastide:owner"  = "municipal-data-bureau"
    "bastide:system" = "cloud-window"
    "bastide:zone"   = "platform"
  }
}

resource "aws_iam_role_policy" "trail" {
  name = "deliver"
  role = aws_iam_role.trail.id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
      Resource = "${aws_cloudwatch_log_group.audit.arn}:log-stream:*"
    }]
  })
}

# AUD-05 Every log source is switched on (mlps3 8.1.3.5 a, 8.1.4.3 a, 8.1.5.4 d; nist-800-53r5 au-2, au-12)
# Told at each delivery, for whatever collects the records (a SIEM); nobody is subscribed by default.
resource "aws_sns_topic" "trail-notices" {
  name              = "cloud-window-trail_notices"
  kms_master_key_id = aws_kms_key.logs.id

  tags = {
    Name             = "cloud-window-audit"
    "bastide:level"  = "platform"
    "bastide:owner"  = "municipal-data-bureau"
    "bastide:system" = "cloud-window"
    "bastide:zone"   = "platform"
  }
}

resource "aws_sns_topic_policy" "trail-notices" {
  arn = aws_sns_topic.trail-notices.arn

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid       = "TrailTells"
        Effect    = "Allow"
        Principal = { Service = "cloudtrail.amazonaws.com" }
        Action    = "sns:Publish"
        Resource  = aws_sns_topic.trail-notices.arn
        Condition = { StringEquals = { "aws:SourceArn" = "arn:aws:cloudtrail:ap-southeast-1:123456789012:trail/cloud-window-audit" } }
      },
      {
        Sid       = "NoPlainText"
        Effect    = "Deny"
        Principal = { AWS = "*" }
        Action    = "sns:Publish"
        Resource  = aws_sns_topic.trail-notices.arn
        Condition = { Bool = { "aws:SecureTransport" = "false" } }
      },
    ]
  })
}
