# A second setting switches versions off at every other apply.
# expect: IDN014 unknown aws_s3_bucket_versioning.case_files
resource "aws_s3_bucket_versioning" "door" {
  bucket = aws_s3_bucket.case_files.id

  versioning_configuration {
    status = "Suspended"
  }
}
