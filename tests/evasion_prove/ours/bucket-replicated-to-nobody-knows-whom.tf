# A bucket is replicated to one that the tree doesn't hold.
# expect: IDN014 unknown aws_s3_bucket_replication_configuration.door
resource "aws_s3_bucket_replication_configuration" "door" {
  bucket = aws_s3_bucket.portal_assets.id
  role   = aws_iam_role.case_files_replication.arn

  rule {
    id     = "everything"
    status = "Enabled"

    destination {
      bucket = "arn:aws:s3:::somebody-elses"
    }
  }
}
