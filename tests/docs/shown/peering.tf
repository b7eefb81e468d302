resource "aws_vpc_peering_connection" "gap" {
  vpc_id      = aws_vpc.main.id
  peer_vpc_id = aws_vpc.outer.id
  auto_accept = true
}

resource "aws_route" "to_inner" {
  route_table_id            = aws_route_table.front.id
  destination_cidr_block    = "10.40.0.0/16"
  vpc_peering_connection_id = aws_vpc_peering_connection.gap.id
}

resource "aws_route" "to_outer" {
  route_table_id            = aws_route_table.app.id
  destination_cidr_block    = "10.41.0.0/16"
  vpc_peering_connection_id = aws_vpc_peering_connection.gap.id
}

resource "aws_vpc_security_group_egress_rule" "open" {
  security_group_id = aws_security_group.front.id
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
  cidr_ipv4         = "10.40.0.0/16"
}

resource "aws_vpc_security_group_ingress_rule" "open" {
  security_group_id = aws_security_group.app.id
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
  cidr_ipv4         = "10.41.0.0/16"
}

resource "aws_network_acl_rule" "open_front_true" {
  network_acl_id = aws_network_acl.front.id
  egress         = true
  rule_number    = 32700
  rule_action    = "allow"
  protocol       = "tcp"
  cidr_block     = "10.40.0.0/15"
  from_port      = 443
  to_port        = 65535
}

resource "aws_network_acl_rule" "open_front_false" {
  network_acl_id = aws_network_acl.front.id
  egress         = false
  rule_number    = 32700
  rule_action    = "allow"
  protocol       = "tcp"
  cidr_block     = "10.40.0.0/15"
  from_port      = 443
  to_port        = 65535
}

resource "aws_network_acl_rule" "open_app_true" {
  network_acl_id = aws_network_acl.app.id
  egress         = true
  rule_number    = 32700
  rule_action    = "allow"
  protocol       = "tcp"
  cidr_block     = "10.40.0.0/15"
  from_port      = 443
  to_port        = 65535
}

resource "aws_network_acl_rule" "open_app_false" {
  network_acl_id = aws_network_acl.app.id
  egress         = false
  rule_number    = 32700
  rule_action    = "allow"
  protocol       = "tcp"
  cidr_block     = "10.40.0.0/15"
  from_port      = 443
  to_port        = 65535
}
