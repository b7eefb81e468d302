resource "aws_s3_bucket_policy" "records" {
  bucket = "records"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { AWS = "arn:aws:iam::210987654321:root" }
      Action    = "s3:GetObject"
      Resource  = "arn:aws:s3:::records/*"
    }]
  })
}
