# A policy for all log groups lets another account in.
# expect: IDN007 fail aws_cloudwatch_log_group.audit
resource "aws_cloudwatch_log_resource_policy" "door" {
  policy_name = "door"

  policy_document = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { AWS = "arn:aws:iam::210987654321:root" }
      Action    = "logs:*"
      Resource  = "*"
    }]
  })
}
