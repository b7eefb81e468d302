# OPS-01 Configuration recorder and drift (mlps3 8.1.10.8 a, 8.1.5.4 e; nist-800-53r5 cm-2, cm-6, cm-8, ca-7)
# AWS Config records with the role that AWS ties to the service: nobody else can take it, and nobody can widen it.
resource "aws_iam_service_linked_role" "config" {
  aws_service_name = "config.amazonaws.com"
  description      = "AWS Config reads every setting and writes its records"

  tags = {
    Name             = "cloud-window-audit-of-settings"
    "bastide:level"  = "platform"
    "bastide:owner"  = "municipal-data-bureau"
    "bastide:system" = "cloud-window"
    "bastide:zone"   = "platform"
  }
}

# OPS-01 Configuration recorder and drift (mlps3 8.1.10.8 a, 8.1.5.4 e; nist-800-53r5 cm-2, cm-6, cm-8, ca-7)
# spec: audit - every setting of every resource in ap-southeast-1, as it changes
resource "aws_config_configuration_recorder" "main" {
  name     = "cloud-window"
  role_arn = aws_iam_service_linked_role.config.arn

  # Who may do what is recorded in both regions: the record outlives the loss of either.
  recording_group {
    all_supported                 = true
    include_global_resource_types = true
  }

  recording_mode {
    recording_frequency = "CONTINUOUS"
  }
}

# AUD-04 Logs are gathered in a separate zone (mlps3 8.1.5.4 d, 8.2.5.1 c; nist-800-53r5 au-6.3, au-9.2, au-4.1)
# AWS Config delivers to no bucket with a lock; a copy of each record goes to the locked one.
resource "aws_config_delivery_channel" "main" {
  name           = "cloud-window"
  s3_bucket_name = aws_s3_bucket.access_log.id
  s3_key_prefix  = "config"

  snapshot_delivery_properties {
    delivery_frequency = "TwentyFour_Hours"
  }

  depends_on = [aws_config_configuration_recorder.main, aws_s3_bucket_policy.access_log]
}

resource "aws_config_configuration_recorder_status" "main" {
  name       = aws_config_configuration_recorder.main.name
  is_enabled = true

  depends_on = [aws_config_delivery_channel.main]
}

# OPS-01 Configuration recorder and drift (mlps3 8.1.10.8 a, 8.1.5.4 e; nist-800-53r5 cm-2, cm-6, cm-8, ca-7)
# spec: audit - every setting of every resource in ap-northeast-1, as it changes
resource "aws_config_configuration_recorder" "dr" {
  provider = aws.dr

  name     = "cloud-window"
  role_arn = aws_iam_service_linked_role.config.arn

  # Who may do what is recorded in both regions: the record outlives the loss of either.
  recording_group {
    all_supported                 = true
    include_global_resource_types = true
  }

  recording_mode {
    recording_frequency = "CONTINUOUS"
  }
}

# AUD-04 Logs are gathered in a separate zone (mlps3 8.1.5.4 d, 8.2.5.1 c; nist-800-53r5 au-6.3, au-9.2, au-4.1)
# AWS Config delivers to no bucket with a lock; a copy of each record goes to the locked one.
resource "aws_config_delivery_channel" "dr" {
  provider = aws.dr

  name           = "cloud-window"
  s3_bucket_name = aws_s3_bucket.access_log_dr.id
  s3_key_prefix  = "config"

  snapshot_delivery_properties {
    delivery_frequency = "TwentyFour_Hours"
  }

  depends_on = [aws_config_configuration_recorder.dr, aws_s3_bucket_policy.access_log_dr]
}

resource "aws_config_configuration_recorder_status" "dr" {
  provider = aws.dr

  name       = aws_config_configuration_recorder.dr.name
  is_enabled = true

  depends_on = [aws_config_delivery_channel.dr]
}

# OPS-01 Configuration recorder and drift (mlps3 8.1.10.8 a, 8.1.5.4 e; nist-800-53r5 cm-2, cm-6, cm-8, ca-7); OPS-06 Central posture management (mlps3 8.1.5.4 e, 8.1.5.4 f; nist-800-53r5 ca-7, si-4.16)
# One view over every region that records: the platform's two, and any other in which somebody switches a recorder on.
resource "aws_config_configuration_aggregator" "main" {
  name = "cloud-window-settings"

  account_aggregation_source {
    account_ids = ["123456789012"]
    all_regions = true
  }

  tags = {
    Name             = "cloud-window-audit-of-settings"
    "bastide:level"  = "platform"
    "bastide:owner"  = "municipal-data-bureau"
    "bastide:system" = "cloud-window"
    "bastide:zone"   = "platform"
  }
}
