resource "aws_efs_file_system" "records" {
  encrypted  = true
  kms_key_id = "arn:aws:kms:ap-southeast-1:123456789012:alias/aws/elasticfilesystem"
}
