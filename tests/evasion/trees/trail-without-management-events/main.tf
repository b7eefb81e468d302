resource "aws_cloudtrail" "main" {
  name                          = "main"
  s3_bucket_name                = "records"
  kms_key_id                    = "arn:aws:kms:ap-southeast-1:123456789012:key/1"
  cloud_watch_logs_group_arn    = "arn:aws:logs:ap-southeast-1:123456789012:log-group:trail:*"
  cloud_watch_logs_role_arn     = "arn:aws:iam::123456789012:role/trail"
  sns_topic_name                = "trail"
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
    field_selector {
      field  = "readOnly"
      equals = ["true"]
    }
  }
}
