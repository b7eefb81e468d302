# A second policy undoes the denials of the first at every other apply.
# expect: IDN014 unknown aws_s3_bucket_policy.case_files
resource "aws_s3_bucket_policy" "door" {
  bucket = aws_s3_bucket.case_files.id
  policy = jsonencode({ Version = "2012-10-17", Statement = [] })
}
