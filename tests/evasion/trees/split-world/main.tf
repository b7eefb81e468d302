resource "aws_security_group" "database" {
  name        = "database"
  description = "database"
  vpc_id      = "vpc-0123456789abcdef0"
}

resource "aws_vpc_security_group_ingress_rule" "low" {
  security_group_id = aws_security_group.database.id
  description       = "low"
  cidr_ipv4         = "0.0.0.0/1"
  ip_protocol       = "tcp"
  from_port         = 22
  to_port           = 22
}

resource "aws_vpc_security_group_ingress_rule" "high" {
  security_group_id = aws_security_group.database.id
  description       = "high"
  cidr_ipv4         = "128.0.0.0/1"
  ip_protocol       = "tcp"
  from_port         = 22
  to_port           = 22
}
