# Another account attaches a host of its own to an interface of a zone.
# expect: SEG007 unknown aws_network_interface_permission.door
resource "aws_network_interface" "door" {
  subnet_id       = aws_subnet.data.id
  security_groups = [aws_security_group.data.id]
}
resource "aws_network_interface_permission" "door" {
  network_interface_id = aws_network_interface.door.id
  aws_account_id       = "210987654321"
  permission           = "INSTANCE-ATTACH"
}
