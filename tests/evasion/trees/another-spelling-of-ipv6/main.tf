resource "aws_security_group" "database" {
  name        = "database"
  description = "database"
  vpc_id      = "vpc-0123456789abcdef0"
}

resource "aws_vpc_security_group_ingress_rule" "six" {
  security_group_id = aws_security_group.database.id
  description       = "six"
  cidr_ipv6         = "0::/0"
  ip_protocol       = "tcp"
  from_port         = 22
  to_port           = 22
}
