# The records of sessions are streamed to another account.
# expect: IDN003 fail aws_cloudwatch_log_group.session
resource "aws_cloudwatch_log_subscription_filter" "door" {
  name            = "door"
  log_group_name  = aws_cloudwatch_log_group.session.name
  filter_pattern  = ""
  destination_arn = "arn:aws:logs:ap-southeast-1:210987654321:destination:door"
}
