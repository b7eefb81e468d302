resource "aws_security_group" "edge" {
  name        = "edge"
  description = "edge"
  vpc_id      = "vpc-0123456789abcdef0"
  tags        = { "bastide:zone" = "edge" }
}

resource "aws_security_group" "data" {
  name        = "data"
  description = "data"
  vpc_id      = "vpc-0123456789abcdef0"
  tags        = { "bastide:zone" = "data" }
}

resource "aws_vpc_security_group_ingress_rule" "edge" {
  security_group_id            = aws_security_group.data.id
  referenced_security_group_id = aws_security_group.edge.id
  description                  = "edge"
  ip_protocol                  = "tcp"
  from_port                    = 5432
  to_port                      = 5432
}
