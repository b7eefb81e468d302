# The door of a file system gets a public address.
# expect: SEG007 unknown aws_eip.door
resource "aws_eip" "door" {
  domain            = "vpc"
  network_interface = aws_efs_mount_target.case_scans_a.network_interface_id
}
