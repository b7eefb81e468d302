variable "encrypted" {
  type = bool
}

resource "aws_ebs_volume" "records" {
  availability_zone = "ap-southeast-1a"
  encrypted         = var.encrypted
  kms_key_id        = "arn:aws:kms:ap-southeast-1:123456789012:key/1"
}
