# AUD-11 Behaviour analytics with tiered response (mlps3 8.1.3.3 c, 8.1.5.2 b, 8.1.5.4 f; nist-800-53r5 ac-2.12, si-4, ir-4.1); BND-16 Flow logs for every network (mlps3 8.1.3.5 a, 8.1.3.5 b; nist-800-53r5 au-2, au-12, si-4)
# spec: detection.medium - connections that a rule refused, counted from the flow records
resource "aws_cloudwatch_log_metric_filter" "refused_connections" {
  name           = "cloud-window-refused-connections"
  log_group_name = aws_cloudwatch_log_group.network.name
  pattern        = "[version, account, interface, source, destination, sport, dport, protocol, packets, bytes, start, end, action=REJECT, status]"

  metric_transformation {
    name          = "cloud-window-refused-connections"
    namespace     = "cloud-window/network"
    value         = "1"
    default_value = "0"
  }
}

# spec: stores.case-files - each object is counted as it is read
resource "aws_s3_bucket_metric" "case_files" {
  bucket = aws_s3_bucket.case_files.id
  name   = "EntireBucket"
}

# AUD-11 Behaviour analytics with tiered response (mlps3 8.1.3.3 c, 8.1.5.2 b, 8.1.5.4 f; nist-800-53r5 ac-2.12, si-4, ir-4.1)
# spec: detection.medium - More calls than usual
resource "aws_cloudwatch_metric_alarm" "unusual_calls" {
  alarm_name          = "cloud-window-unusual-calls"
  alarm_description   = "More calls than usual"
  comparison_operator = "GreaterThanUpperThreshold"
  evaluation_periods  = 3
  datapoints_to_alarm = 2
  threshold_metric_id = "usual"
  treat_missing_data  = "notBreaching"
  alarm_actions       = [aws_sns_topic.threats_medium.arn]

  metric_query {
    id          = "usual"
    expression  = "ANOMALY_DETECTION_BAND(seen, 3)"
    label       = "what is usual at this hour"
    return_data = true
  }

  metric_query {
    id          = "seen"
    return_data = true

    metric {
      namespace   = "AWS/Logs"
      metric_name = "IncomingLogEvents"
      dimensions  = { LogGroupName = aws_cloudwatch_log_group.audit.name }
      period      = 300
      stat        = "Sum"
    }
  }

  tags = {
    Name             = "cloud-window-detection"
    "bastide:level"  = "platform"
    "bastide:owner"  = "municipal-data-bureau"
    "bastide:system" = "cloud-window"
    "bastide:zone"   = "platform"
  }
}

# AUD-11 Behaviour analytics with tiered response (mlps3 8.1.3.3 c, 8.1.5.2 b, 8.1.5.4 f; nist-800-53r5 ac-2.12, si-4, ir-4.1)
# spec: detection.medium - More connections than usual
resource "aws_cloudwatch_metric_alarm" "unusual_connections" {
  alarm_name          = "cloud-window-unusual-connections"
  alarm_description   = "More connections than usual"
  comparison_operator = "GreaterThanUpperThreshold"
  evaluation_periods  = 3
  datapoints_to_alarm = 2
  threshold_metric_id = "usual"
  treat_missing_data  = "notBreaching"
  alarm_actions       = [aws_sns_topic.threats_medium.arn]

  metric_query {
    id          = "usual"
    expression  = "ANOMALY_DETECTION_BAND(seen, 3)"
    label       = "what is usual at this hour"
    return_data = true
  }

  metric_query {
    id          = "seen"
    return_data = true

    metric {
      namespace   = "AWS/Logs"
      metric_name = "IncomingLogEvents"
      dimensions  = { LogGroupName = aws_cloudwatch_log_group.network.name }
      period      = 300
      stat        = "Sum"
    }
  }

  tags = {
    Name             = "cloud-window-detection"
    "bastide:level"  = "platform"
    "bastide:owner"  = "municipal-data-bureau"
    "bastide:system" = "cloud-window"
    "bastide:zone"   = "platform"
  }
}

# AUD-11 Behaviour analytics with tiered response (mlps3 8.1.3.3 c, 8.1.5.2 b, 8.1.5.4 f; nist-800-53r5 ac-2.12, si-4, ir-4.1)
# spec: detection.medium - More connections than usual were refused
resource "aws_cloudwatch_metric_alarm" "unusual_refused" {
  alarm_name          = "cloud-window-unusual-refused"
  alarm_description   = "More connections than usual were refused"
  comparison_operator = "GreaterThanUpperThreshold"
  evaluation_periods  = 3
  datapoints_to_alarm = 2
  threshold_metric_id = "usual"
  treat_missing_data  = "notBreaching"
  alarm_actions       = [aws_sns_topic.threats_medium.arn]

  metric_query {
    id          = "usual"
    expression  = "ANOMALY_DETECTION_BAND(seen, 3)"
    label       = "what is usual at this hour"
    return_data = true
  }

  metric_query {
    id          = "seen"
    return_data = true

    metric {
      namespace   = "cloud-window/network"
      metric_name = "cloud-window-refused-connections"
      dimensions  = {}
      period      = 300
      stat        = "Sum"
    }
  }

  tags = {
    Name             = "cloud-window-detection"
    "bastide:level"  = "platform"
    "bastide:owner"  = "municipal-data-bureau"
    "bastide:system" = "cloud-window"
    "bastide:zone"   = "platform"
  }
}

# AUD-11 Behaviour analytics with tiered response (mlps3 8.1.3.3 c, 8.1.5.2 b, 8.1.5.4 f; nist-800-53r5 ac-2.12, si-4, ir-4.1)
# spec: stores.case-files - More than usual is read from case-files
resource "aws_cloudwatch_metric_alarm" "unusual_reads_case_files" {
  alarm_name          = "cloud-window-unusual-reads-case-files"
  alarm_description   = "More than usual is read from case-files"
  comparison_operator = "GreaterThanUpperThreshold"
  evaluation_periods  = 3
  datapoints_to_alarm = 2
  threshold_metric_id = "usual"
  treat_missing_data  = "notBreaching"
  alarm_actions       = [aws_sns_topic.threats_medium.arn]

  metric_query {
    id          = "usual"
    expression  = "ANOMALY_DETECTION_BAND(seen, 3)"
    label       = "what is usual at this hour"
    return_data = true
  }

  metric_query {
    id          = "seen"
    return_data = true

    metric {
      namespace   = "AWS/S3"
      metric_name = "BytesDownloaded"
      dimensions  = { BucketName = aws_s3_bucket.case_files.id, FilterId = "EntireBucket" }
      period      = 300
      stat        = "Sum"
    }
  }

  tags = {
    Name             = "cloud-window-detection"
    "bastide:level"  = "platform"
    "bastide:owner"  = "municipal-data-bureau"
    "bastide:system" = "cloud-window"
    "bastide:zone"   = "platform"
  }
}

# AUD-11 Behaviour analytics with tiered response (mlps3 8.1.3.3 c, 8.1.5.2 b, 8.1.5.4 f; nist-800-53r5 ac-2.12, si-4, ir-4.1)
# spec: stores.case-scans - More than usual is read from case-scans
resource "aws_cloudwatch_metric_alarm" "unusual_reads_case_scans" {
  alarm_name          = "cloud-window-unusual-reads-case-scans"
  alarm_description   = "More than usual is read from case-scans"
  comparison_operator = "GreaterThanUpperThreshold"
  evaluation_periods  = 3
  datapoints_to_alarm = 2
  threshold_metric_id = "usual"
  treat_missing_data  = "notBreaching"
  alarm_actions       = [aws_sns_topic.threats_medium.arn]

  metric_query {
    id          = "usual"
    expression  = "ANOMALY_DETECTION_BAND(seen, 3)"
    label       = "what is usual at this hour"
    return_data = true
  }

  metric_query {
    id          = "seen"
    return_data = true

    metric {
      namespace   = "AWS/EFS"
      metric_name = "DataReadIOBytes"
      dimensions  = { FileSystemId = aws_efs_file_system.case_scans.id }
      period      = 300
      stat        = "Sum"
    }
  }

  tags = {
    Name             = "cloud-window-detection"
    "bastide:level"  = "platform"
    "bastide:owner"  = "municipal-data-bureau"
    "bastide:system" = "cloud-window"
    "bastide:zone"   = "platform"
  }
}

# AUD-11 Behaviour analytics with tiered response (mlps3 8.1.3.3 c, 8.1.5.2 b, 8.1.5.4 f; nist-800-53r5 ac-2.12, si-4, ir-4.1)
# spec: stores.identity - More than usual is read from identity
resource "aws_cloudwatch_metric_alarm" "unusual_reads_identity" {
  alarm_name          = "cloud-window-unusual-reads-identity"
  alarm_description   = "More than usual is read from identity"
  comparison_operator = "GreaterThanUpperThreshold"
  evaluation_periods  = 3
  datapoints_to_alarm = 2
  threshold_metric_id = "usual"
  treat_missing_data  = "notBreaching"
  alarm_actions       = [aws_sns_topic.threats_medium.arn]

  metric_query {
    id          = "usual"
    expression  = "ANOMALY_DETECTION_BAND(seen, 3)"
    label       = "what is usual at this hour"
    return_data = true
  }

  metric_query {
    id          = "seen"
    return_data = true

    metric {
      namespace   = "AWS/RDS"
      metric_name = "NetworkTransmitThroughput"
      dimensions  = { DBInstanceIdentifier = aws_db_instance.identity.identifier }
      period      = 300
      stat        = "Sum"
    }
  }

  tags = {
    Name             = "cloud-window-detection"
    "bastide:level"  = "platform"
    "bastide:owner"  = "municipal-data-bureau"
    "bastide:system" = "cloud-window"
    "bastide:zone"   = "platform"
  }
}

# AUD-11 Behaviour analytics with tiered response (mlps3 8.1.3.3 c, 8.1.5.2 b, 8.1.5.4 f; nist-800-53r5 ac-2.12, si-4, ir-4.1)
# spec: stores.pensions - More than usual is read from pensions
resource "aws_cloudwatch_metric_alarm" "unusual_reads_pensions" {
  alarm_name          = "cloud-window-unusual-reads-pensions"
  alarm_description   = "More than usual is read from pensions"
  comparison_operator = "GreaterThanUpperThreshold"
  evaluation_periods  = 3
  datapoints_to_alarm = 2
  threshold_metric_id = "usual"
  treat_missing_data  = "notBreaching"
  alarm_actions       = [aws_sns_topic.threats_medium.arn]

  metric_query {
    id          = "usual"
    expression  = "ANOMALY_DETECTION_BAND(seen, 3)"
    label       = "what is usual at this hour"
    return_data = true
  }

  metric_query {
    id          = "seen"
    return_data = true

    metric {
      namespace   = "AWS/RDS"
      metric_name = "NetworkTransmitThroughput"
      dimensions  = { DBInstanceIdentifier = aws_db_instance.pensions.identifier }
      period      = 300
      stat        = "Sum"
    }
  }

  tags = {
    Name             = "cloud-window-detection"
    "bastide:level"  = "platform"
    "bastide:owner"  = "municipal-data-bureau"
    "bastide:system" = "cloud-window"
    "bastide:zone"   = "platform"
  }
}
