resource "aws_cloudwatch_log_group" "flow" {
  name              = "flow"
  retention_in_days = 365
  kms_key_id        = "arn:aws:kms:ap-southeast-1:123456789012:key/1"
}
