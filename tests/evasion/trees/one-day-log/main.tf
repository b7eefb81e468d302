resource "aws_cloudwatch_log_group" "flow" {
  name              = "flow"
  retention_in_days = 1
  kms_key_id        = "arn:aws:kms:ap-southeast-1:123456789012:key/1"
}

resource "aws_flow_log" "main" {
  vpc_id          = "vpc-0123456789abcdef0"
  traffic_type    = "ALL"
  log_destination = aws_cloudwatch_log_group.flow.arn
  iam_role_arn    = "arn:aws:iam::123456789012:role/flow"
}
