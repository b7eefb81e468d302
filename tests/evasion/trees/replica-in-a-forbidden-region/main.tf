provider "aws" {
  region = "ap-southeast-1"
}

provider "aws" {
  alias  = "far"
  region = "us-east-1"
}

resource "aws_s3_bucket" "replica" {
  provider = aws.far
  bucket   = "replica"
}

resource "aws_s3_bucket_replication_configuration" "records" {
  bucket = "records"
  role   = "arn:aws:iam::123456789012:role/replication"
  rule {
    status = "Enabled"
    destination {
      bucket = aws_s3_bucket.replica.arn
    }
  }
}
