# The door of a file system gets the group of the edge.
# expect: SEG007 unknown aws_network_interface_sg_attachment.door
resource "aws_network_interface_sg_attachment" "door" {
  network_interface_id = aws_efs_mount_target.case_scans_a.network_interface_id
  security_group_id    = aws_security_group.edge.id
}
