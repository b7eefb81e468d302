# A snapshot of the core database is shared with everybody.
# expect: IDN003 fail aws_db_instance.identity
resource "aws_db_snapshot" "door" {
  db_instance_identifier = aws_db_instance.identity.identifier
  db_snapshot_identifier = "door"
  shared_accounts        = ["all"]
}
