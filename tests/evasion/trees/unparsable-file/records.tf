resource "aws_s3_bucket" "records" {
  acl = "public-read-write"
