# IAM-06 Least privilege policies (mlps3 8.1.4.2 d, 8.1.4.2 e, 8.1.4.2 f; nist-800-53r5 ac-6, ac-3)
# spec: workloads.portal.uses - for the role of the team's pipeline; Bastide attaches it to nobody
resource "aws_iam_policy" "publisher_portal" {
  name        = "cloud-window-publisher-portal"
  description = "For the pipeline that publishes portal: its stores, nothing else"

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid      = "ListObjects"
        Effect   = "Allow"
        Action   = ["s3:ListBucket"]
        Resource = [aws_s3_bucket.portal_assets.arn]
      },
      {
        Sid      = "ReadAndWriteObjects"
        Effect   = "Allow"
        Action   = ["s3:AbortMultipartUpload", "s3:GetObject", "s3:PutObject"]
        Resource = ["${aws_s3_bucket.portal_assets.arn}/*"]
      },
      {
        Sid      = "UseKeys"
        Effect   = "Allow"
        Action   = ["kms:Decrypt", "kms:GenerateDataKey"]
        Resource = [aws_kms_key.general.arn]
        Condition = {
          StringEquals = { "kms:ViaService" = "s3.ap-southeast-1.amazonaws.com" }
        }
      },
    ]
  })

  tags = {
    Name             = "cloud-window-portal"
    "bastide:level"  = "platform"
    "bastide:owner"  = "municipal-data-bureau"
    "bastide:system" = "cloud-window"
    "bastide:zone"   = "edge"
  }
}
