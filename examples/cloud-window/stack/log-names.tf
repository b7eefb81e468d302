# AUD-03 Audit logs kept for six calendar months or more (mlps3 8.1.5.4 d; nist-800-53r5 au-11); AUD-05 Every log source is switched on (mlps3 8.1.3.5 a, 8.1.4.3 a, 8.1.5.4 d; nist-800-53r5 au-2, au-12)
# spec: logging.network - kept 366 days, rounded up to a term that CloudWatch offers
resource "aws_cloudwatch_log_group" "names" {
  name              = "/cloud-window/names"
  retention_in_days = 400
  kms_key_id        = aws_kms_key.logs.arn

  tags = {
    Name             = "cloud-window-names"
    "bastide:level"  = "platform"
    "bastide:owner"  = "municipal-data-bureau"
    "bastide:system" = "cloud-window"
    "bastide:zone"   = "platform"
  }
}

resource "aws_cloudwatch_log_resource_policy" "names" {
  policy_name = "cloud-window-names"

  policy_document = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid       = "ResolversDeliver"
      Effect    = "Allow"
      Principal = { Service = "delivery.logs.amazonaws.com" }
      Action    = ["logs:CreateLogStream", "logs:PutLogEvents"]
      Resource  = "arn:aws:logs:ap-southeast-1:123456789012:log-group:/cloud-window/names:*"
      Condition = {
        StringEquals = { "aws:SourceAccount" = "123456789012" }
        ArnLike      = { "aws:SourceArn" = "arn:aws:logs:ap-southeast-1:123456789012:*" }
      }
    }]
  })
}

# Which names hosts ask for: a query is the first thing that whoever took a host over sends out.
resource "aws_route53_resolver_query_log_config" "names" {
  name            = "cloud-window-names"
  destination_arn = aws_cloudwatch_log_group.names.arn

  tags = {
    Name             = "cloud-window-names"
    "bastide:level"  = "platform"
    "bastide:owner"  = "municipal-data-bureau"
    "bastide:system" = "cloud-window"
    "bastide:zone"   = "platform"
  }

  depends_on = [aws_cloudwatch_log_resource_policy.names]
}

resource "aws_route53_resolver_query_log_config_association" "main" {
  resolver_query_log_config_id = aws_route53_resolver_query_log_config.names.id
  resource_id                  = aws_vpc.main.id
}
