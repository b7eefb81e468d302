# AUD-11 Behaviour analytics with tiered response (mlps3 8.1.3.3 c, 8.1.5.2 b, 8.1.5.4 f; nist-800-53r5 ac-2.12, si-4, ir-4.1); BND-14 Attacks are recorded and raise an alarm (mlps3 8.1.3.3 c, 8.1.3.3 d, 8.1.4.4 f, 8.2.3.2 d, 8.1.5.4 f; nist-800-53r5 si-4.5, ir-4, au-6)
# spec: detection.low - minor findings wait here as tickets until the ticket system takes them
resource "aws_sqs_queue" "tickets" {
  name                              = "cloud-window-findings-tickets"
  kms_master_key_id                 = aws_kms_key.logs.arn
  kms_data_key_reuse_period_seconds = 300
  message_retention_seconds         = 1209600
  visibility_timeout_seconds        = 300
  redrive_policy                    = jsonencode({ deadLetterTargetArn = aws_sqs_queue.undelivered.arn, maxReceiveCount = 5 })

  tags = {
    Name             = "cloud-window-detection"
    "bastide:level"  = "platform"
    "bastide:owner"  = "municipal-data-bureau"
    "bastide:system" = "cloud-window"
    "bastide:zone"   = "platform"
  }
}

# What no target took, and what the ticket system failed to take five times: kept for two weeks.
resource "aws_sqs_queue" "undelivered" {
  name                              = "cloud-window-findings-undelivered"
  kms_master_key_id                 = aws_kms_key.logs.arn
  kms_data_key_reuse_period_seconds = 300
  message_retention_seconds         = 1209600

  tags = {
    Name             = "cloud-window-detection"
    "bastide:level"  = "platform"
    "bastide:owner"  = "municipal-data-bureau"
    "bastide:system" = "cloud-window"
    "bastide:zone"   = "platform"
  }
}

resource "aws_sqs_queue_policy" "tickets" {
  queue_url = aws_sqs_queue.tickets.id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid       = "FindingsArrive"
        Effect    = "Allow"
        Principal = { Service = "events.amazonaws.com" }
        Action    = "sqs:SendMessage"
        Resource  = aws_sqs_queue.tickets.arn
        Condition = {
          StringEquals = { "aws:SourceAccount" = "123456789012" }
          ArnLike      = { "aws:SourceArn" = "arn:aws:events:ap-southeast-1:123456789012:rule/cloud-window-findings-*" }
        }
      },
      {
        Sid       = "NoPlainText"
        Effect    = "Deny"
        Principal = { AWS = "*" }
        Action    = "sqs:*"
        Resource  = aws_sqs_queue.tickets.arn
        Condition = { Bool = { "aws:SecureTransport" = "false" } }
      },
    ]
  })
}

resource "aws_sqs_queue_policy" "undelivered" {
  queue_url = aws_sqs_queue.undelivered.id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid       = "FindingsArrive"
        Effect    = "Allow"
        Principal = { Service = "events.amazonaws.com" }
        Action    = "sqs:SendMessage"
        Resource  = aws_sqs_queue.undelivered.arn
        Condition = {
          StringEquals = { "aws:SourceAccount" = "123456789012" }
          ArnLike      = { "aws:SourceArn" = "arn:aws:events:ap-southeast-1:123456789012:rule/cloud-window-findings-*" }
        }
      },
      {
        Sid       = "NoPlainText"
        Effect    = "Deny"
        Principal = { AWS = "*" }
        Action    = "sqs:*"
        Resource  = aws_sqs_queue.undelivered.arn
        Condition = { Bool = { "aws:SecureTransport" = "false" } }
      },
    ]
  })
}

# AUD-11 Behaviour analytics with tiered response (mlps3 8.1.3.3 c, 8.1.5.2 b, 8.1.5.4 f; nist-800-53r5 ac-2.12, si-4, ir-4.1); AUD-14 Alarms reach people (mlps3 8.1.3.3 d, 8.1.5.4 f; nist-800-53r5 si-4.5, ir-6)
# spec: detection.medium - the address must confirm its subscription once
resource "aws_sns_topic" "threats_medium" {
  name              = "cloud-window-threats_medium"
  kms_master_key_id = aws_kms_key.logs.id

  tags = {
    Name             = "cloud-window-detection"
    "bastide:level"  = "platform"
    "bastide:owner"  = "municipal-data-bureau"
    "bastide:system" = "cloud-window"
    "bastide:zone"   = "platform"
  }
}

resource "aws_sns_topic_policy" "threats_medium" {
  arn = aws_sns_topic.threats_medium.arn

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid       = "AlarmsTell"
        Effect    = "Allow"
        Principal = { Service = "cloudwatch.amazonaws.com" }
        Action    = "sns:Publish"
        Resource  = aws_sns_topic.threats_medium.arn
        Condition = {
          StringEquals = { "aws:SourceAccount" = "123456789012" }
          ArnLike      = { "aws:SourceArn" = "arn:aws:cloudwatch:ap-southeast-1:123456789012:alarm:*" }
        }
      },
      # EventBridge takes no condition here; its rules are made by the pipeline alone.
      {
        Sid       = "EventsTell"
        Effect    = "Allow"
        Principal = { Service = "events.amazonaws.com" }
        Action    = "sns:Publish"
        Resource  = aws_sns_topic.threats_medium.arn
      },
      {
        Sid       = "NoPlainText"
        Effect    = "Deny"
        Principal = { AWS = "*" }
        Action    = "sns:Publish"
        Resource  = aws_sns_topic.threats_medium.arn
        Condition = { Bool = { "aws:SecureTransport" = "false" } }
      },
    ]
  })
}

resource "aws_sns_topic_subscription" "threats_medium" {
  topic_arn = aws_sns_topic.threats_medium.arn
  protocol  = "email"
  endpoint  = "soc@example.gov"
}

# AUD-11 Behaviour analytics with tiered response (mlps3 8.1.3.3 c, 8.1.5.2 b, 8.1.5.4 f; nist-800-53r5 ac-2.12, si-4, ir-4.1); AUD-14 Alarms reach people (mlps3 8.1.3.3 d, 8.1.5.4 f; nist-800-53r5 si-4.5, ir-6)
# spec: detection.high - the address must confirm its subscription once
resource "aws_sns_topic" "threats_high" {
  name              = "cloud-window-threats_high"
  kms_master_key_id = aws_kms_key.logs.id

  tags = {
    Name             = "cloud-window-detection"
    "bastide:level"  = "platform"
    "bastide:owner"  = "municipal-data-bureau"
    "bastide:system" = "cloud-window"
    "bastide:zone"   = "platform"
  }
}

resource "aws_sns_topic_policy" "threats_high" {
  arn = aws_sns_topic.threats_high.arn

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid       = "AlarmsTell"
        Effect    = "Allow"
        Principal = { Service = "cloudwatch.amazonaws.com" }
        Action    = "sns:Publish"
        Resource  = aws_sns_topic.threats_high.arn
        Condition = {
          StringEquals = { "aws:SourceAccount" = "123456789012" }
          ArnLike      = { "aws:SourceArn" = "arn:aws:cloudwatch:ap-southeast-1:123456789012:alarm:*" }
        }
      },
      # EventBridge takes no condition here; its rules are made by the pipeline alone.
      {
        Sid       = "EventsTell"
        Effect    = "Allow"
        Principal = { Service = "events.amazonaws.com" }
        Action    = "sns:Publish"
        Resource  = aws_sns_topic.threats_high.arn
      },
      {
        Sid       = "NoPlainText"
        Effect    = "Deny"
        Principal = { AWS = "*" }
        Action    = "sns:Publish"
        Resource  = aws_sns_topic.threats_high.arn
        Condition = { Bool = { "aws:SecureTransport" = "false" } }
      },
    ]
  })
}

resource "aws_sns_topic_subscription" "threats_high" {
  topic_arn = aws_sns_topic.threats_high.arn
  protocol  = "email"
  endpoint  = "soc@example.gov"
}

# AUD-14 Alarms reach people (mlps3 8.1.3.3 d, 8.1.5.4 f; nist-800-53r5 si-4.5, ir-6)
# spec: detection.low - a ticket that nobody took for a day, and a finding that reached nobody, are told
resource "aws_cloudwatch_metric_alarm" "findings_tickets_waiting" {
  alarm_name          = "cloud-window-findings-tickets-waiting"
  alarm_description   = "A ticket waits for more than a day"
  namespace           = "AWS/SQS"
  metric_name         = "ApproximateAgeOfOldestMessage"
  dimensions          = { QueueName = aws_sqs_queue.tickets.name }
  statistic           = "Maximum"
  period              = 300
  evaluation_periods  = 1
  threshold           = 86400
  comparison_operator = "GreaterThanOrEqualToThreshold"
  treat_missing_data  = "notBreaching"
  alarm_actions       = [aws_sns_topic.soc.arn]

  tags = {
    Name             = "cloud-window-detection"
    "bastide:level"  = "platform"
    "bastide:owner"  = "municipal-data-bureau"
    "bastide:system" = "cloud-window"
    "bastide:zone"   = "platform"
  }
}

resource "aws_cloudwatch_metric_alarm" "findings_undelivered" {
  alarm_name          = "cloud-window-findings-undelivered"
  alarm_description   = "A finding reached nobody"
  namespace           = "AWS/SQS"
  metric_name         = "ApproximateNumberOfMessagesVisible"
  dimensions          = { QueueName = aws_sqs_queue.undelivered.name }
  statistic           = "Maximum"
  period              = 300
  evaluation_periods  = 1
  threshold           = 1
  comparison_operator = "GreaterThanOrEqualToThreshold"
  treat_missing_data  = "notBreaching"
  alarm_actions       = [aws_sns_topic.soc.arn]

  tags = {
    Name             = "cloud-window-detection"
    "bastide:level"  = "platform"
    "bastide:owner"  = "municipal-data-bureau"
    "bastide:system" = "cloud-window"
    "bastide:zone"   = "platform"
  }
}
