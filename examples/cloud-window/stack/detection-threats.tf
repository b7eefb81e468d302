# BND-13 East-west detection (mlps3 8.1.3.3 b, 8.1.4.4 f, 8.2.3.2 a, 8.2.3.2 c; nist-800-53r5 si-4, si-4.4); BND-14 Attacks are recorded and raise an alarm (mlps3 8.1.3.3 c, 8.1.3.3 d, 8.1.4.4 f, 8.2.3.2 d, 8.1.5.4 f; nist-800-53r5 si-4.5, ir-4, au-6); OPS-04 Host malware protection (mlps3 8.1.4.5, 8.2.4.3 c; nist-800-53r5 si-3)
# spec: detection - threats in ap-southeast-1: calls, flow records and name queries, with no agent on any host
resource "aws_guardduty_detector" "main" {
  enable                       = true
  finding_publishing_frequency = "FIFTEEN_MINUTES"

  tags = {
    Name             = "cloud-window-detection"
    "bastide:level"  = "platform"
    "bastide:owner"  = "municipal-data-bureau"
    "bastide:system" = "cloud-window"
    "bastide:zone"   = "platform"
  }
}

resource "aws_guardduty_detector_feature" "ebs_malware_protection" {
  detector_id = aws_guardduty_detector.main.id
  name        = "EBS_MALWARE_PROTECTION"
  status      = "ENABLED"
}

resource "aws_guardduty_detector_feature" "eks_audit_logs" {
  detector_id = aws_guardduty_detector.main.id
  name        = "EKS_AUDIT_LOGS"
  status      = "ENABLED"
}

resource "aws_guardduty_detector_feature" "lambda_network_logs" {
  detector_id = aws_guardduty_detector.main.id
  name        = "LAMBDA_NETWORK_LOGS"
  status      = "ENABLED"
}

resource "aws_guardduty_detector_feature" "rds_login_events" {
  detector_id = aws_guardduty_detector.main.id
  name        = "RDS_LOGIN_EVENTS"
  status      = "ENABLED"
}

resource "aws_guardduty_detector_feature" "s3_data_events" {
  detector_id = aws_guardduty_detector.main.id
  name        = "S3_DATA_EVENTS"
  status      = "ENABLED"
}

# BND-13 East-west detection (mlps3 8.1.3.3 b, 8.1.4.4 f, 8.2.3.2 a, 8.2.3.2 c; nist-800-53r5 si-4, si-4.4); BND-14 Attacks are recorded and raise an alarm (mlps3 8.1.3.3 c, 8.1.3.3 d, 8.1.4.4 f, 8.2.3.2 d, 8.1.5.4 f; nist-800-53r5 si-4.5, ir-4, au-6); OPS-04 Host malware protection (mlps3 8.1.4.5, 8.2.4.3 c; nist-800-53r5 si-3)
# spec: detection - threats in ap-northeast-1: calls, flow records and name queries, with no agent on any host
resource "aws_guardduty_detector" "dr" {
  provider = aws.dr

  enable                       = true
  finding_publishing_frequency = "FIFTEEN_MINUTES"

  tags = {
    Name             = "cloud-window-detection"
    "bastide:level"  = "platform"
    "bastide:owner"  = "municipal-data-bureau"
    "bastide:system" = "cloud-window"
    "bastide:zone"   = "platform"
  }
}

resource "aws_guardduty_detector_feature" "ebs_malware_protection_dr" {
  provider = aws.dr

  detector_id = aws_guardduty_detector.dr.id
  name        = "EBS_MALWARE_PROTECTION"
  status      = "ENABLED"
}

resource "aws_guardduty_detector_feature" "eks_audit_logs_dr" {
  provider = aws.dr

  detector_id = aws_guardduty_detector.dr.id
  name        = "EKS_AUDIT_LOGS"
  status      = "ENABLED"
}

resource "aws_guardduty_detector_feature" "lambda_network_logs_dr" {
  provider = aws.dr

  detector_id = aws_guardduty_detector.dr.id
  name        = "LAMBDA_NETWORK_LOGS"
  status      = "ENABLED"
}

resource "aws_guardduty_detector_feature" "rds_login_events_dr" {
  provider = aws.dr

  detector_id = aws_guardduty_detector.dr.id
  name        = "RDS_LOGIN_EVENTS"
  status      = "ENABLED"
}

resource "aws_guardduty_detector_feature" "s3_data_events_dr" {
  provider = aws.dr

  detector_id = aws_guardduty_detector.dr.id
  name        = "S3_DATA_EVENTS"
  status      = "ENABLED"
}
