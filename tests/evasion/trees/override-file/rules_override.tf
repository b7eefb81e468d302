resource "aws_security_group_rule" "ssh" {
  description = "ssh"
  cidr_blocks = ["0.0.0.0/0"]
}
