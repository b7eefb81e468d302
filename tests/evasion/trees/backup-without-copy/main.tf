provider "aws" {
  region = "ap-southeast-1"
}

resource "aws_efs_file_system" "records" {
  encrypted  = true
  kms_key_id = "arn:aws:kms:ap-southeast-1:123456789012:key/1"
}

resource "aws_backup_plan" "gold" {
  name = "gold"
  rule {
    rule_name         = "hourly"
    target_vault_name = "gold"
    schedule          = "cron(0 * ? * * *)"
  }
}

resource "aws_backup_selection" "gold" {
  name         = "gold"
  plan_id      = aws_backup_plan.gold.id
  iam_role_arn = "arn:aws:iam::123456789012:role/backup"
  resources    = [aws_efs_file_system.records.arn]
}
