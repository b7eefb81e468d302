resource "aws_cloudwatch_log_group" "a" {
  name              = "a"
  retention_in_days = 365
  kms_key_id        = "arn:aws:kms:ap-southeast-1:123456789012:key/1"
  tags              = { note = "jsonencode = 0" }
}

resource "aws_iam_policy" "admin" {
  name = "admin"
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "*", Resource = "*" }]
  })
}
