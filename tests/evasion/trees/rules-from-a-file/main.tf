resource "aws_security_group" "database" {
  name        = "database"
  description = "database"
  vpc_id      = "vpc-0123456789abcdef0"
  egress      = []
}

resource "aws_vpc_security_group_ingress_rule" "listed" {
  for_each          = yamldecode(file("${path.module}/rules.yaml"))
  security_group_id = aws_security_group.database.id
  description       = each.key
  cidr_ipv4         = each.value.cidr
  ip_protocol       = "tcp"
  from_port         = each.value.port
  to_port           = each.value.port
}

resource "aws_network_interface" "member" {
  subnet_id       = "subnet-0123456789abcdef0"
  security_groups = [aws_security_group.database.id]
}
