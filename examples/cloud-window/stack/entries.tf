# AUD-05 Every log source is switched on (mlps3 8.1.3.5 a, 8.1.4.3 a, 8.1.5.4 d; nist-800-53r5 au-2, au-12)
# The firewalls of all entries deliver to their log groups by this one policy: an account may have ten in a region.
resource "aws_cloudwatch_log_resource_policy" "waf" {
  policy_name = "aws-waf-logs-cloud-window"

  policy_document = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Service = "delivery.logs.amazonaws.com" }
      Action    = ["logs:CreateLogStream", "logs:PutLogEvents"]
      Resource  = "arn:aws:logs:ap-southeast-1:123456789012:log-group:aws-waf-logs-cloud-window-*:*"
      Condition = {
        StringEquals = { "aws:SourceAccount" = "123456789012" }
        ArnLike      = { "aws:SourceArn" = "arn:aws:logs:ap-southeast-1:123456789012:*" }
      }
    }]
  })
}
