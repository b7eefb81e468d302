# A single object has an ACL of its own.
# expect: IDN003 fail aws_s3_bucket.records
resource "aws_s3_bucket" "records" {
  bucket = "records"
}
resource "aws_s3_object" "door" {
  bucket = aws_s3_bucket.records.id
  key    = "door"
  acl    = "public-read"
}
