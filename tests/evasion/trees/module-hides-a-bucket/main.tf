resource "aws_kms_key" "records" {
  description         = "records"
  enable_key_rotation = true
  policy              = jsonencode({ Version = "2012-10-17", Statement = [] })
}

module "records" {
  source = "git::https://example.com/modules/bucket.git?ref=0123456789abcdef0123456789abcdef01234567"
  acl    = "public-read"
}
