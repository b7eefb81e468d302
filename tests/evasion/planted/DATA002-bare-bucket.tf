resource "aws_s3_bucket" "own" {
  bucket = "own"
}
