resource "aws_security_group" "database" {
  name        = "database"
  description = "database"
  vpc_id      = "vpc-0123456789abcdef0"
}

resource "aws_vpc_security_group_ingress_rule" "all" {
  security_group_id = aws_security_group.database.id
  description       = "all"
  cidr_ipv4         = "0.0.0.0/0"
  ip_protocol       = "tcp"
  from_port         = 5432
  to_port           = 5432
}
