resource "aws_iam_role" "vendor" {
  name = "vendor"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { AWS = "arn:aws:iam::123456789012:role/broker" }
    }]
  })
}

resource "aws_iam_role_policy" "vendor" {
  name = "vendor"
  role = aws_iam_role.vendor.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Action   = ["cloudtrail:StopLogging", "cloudtrail:DescribeTrails"]
      Resource = "arn:aws:cloudtrail:ap-southeast-1:123456789012:trail/main"
    }]
  })
}
