resource "aws_backup_vault" "own" {
  region = "us-east-1"
  name   = "own"
}
