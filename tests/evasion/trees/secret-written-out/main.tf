resource "aws_secretsmanager_secret_version" "records" {
  secret_id     = "records"
  secret_string = jsonencode({ username = "dba", password = "correct-horse-battery" })
}
