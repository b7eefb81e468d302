# People outside open tunnels into a subnet.
# expect: SEG007 unknown aws_ec2_instance_connect_endpoint.door
resource "aws_ec2_instance_connect_endpoint" "door" {
  subnet_id          = aws_subnet.web.id
  security_group_ids = [aws_security_group.web.id]
}
