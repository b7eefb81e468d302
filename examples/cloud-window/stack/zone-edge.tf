# NET-01 Zones have separate, non-overlapping address blocks (mlps3 8.1.2.1 c; nist-800-53r5 sc-7, sc-7.21); NET-04 Redundant paths in two or more availability zones (mlps3 8.1.2.1 e, 8.1.4.9 c; nist-800-53r5 cp-7, sc-36)
# spec: zones.edge
resource "aws_subnet" "edge_a" {
  vpc_id            = aws_vpc.main.id
  cidr_block        = "10.40.4.0/24"
  availability_zone = "ap-southeast-1a"

  tags = {
    Name             = "cloud-window-edge"
    "bastide:level"  = "platform"
    "bastide:owner"  = "municipal-data-bureau"
    "bastide:system" = "cloud-window"
    "bastide:zone"   = "edge"
  }
}

resource "aws_subnet" "edge_b" {
  vpc_id            = aws_vpc.main.id
  cidr_block        = "10.40.5.0/24"
  availability_zone = "ap-southeast-1b"

  tags = {
    Name             = "cloud-window-edge"
    "bastide:level"  = "platform"
    "bastide:owner"  = "municipal-data-bureau"
    "bastide:system" = "cloud-window"
    "bastide:zone"   = "edge"
  }
}

# NET-03 Only declared flows exist between zones (mlps3 8.1.2.1 d, 8.2.2.1 d, 8.2.3.1 a, 8.2.3.1 b, 8.2.4.2 b; nist-800-53r5 ac-4, sc-7.21)
resource "aws_route_table" "edge" {
  vpc_id = aws_vpc.main.id

  tags = {
    Name             = "cloud-window-edge"
    "bastide:level"  = "platform"
    "bastide:owner"  = "municipal-data-bureau"
    "bastide:system" = "cloud-window"
    "bastide:zone"   = "edge"
  }
}

resource "aws_route" "edge" {
  route_table_id         = aws_route_table.edge.id
  destination_cidr_block = "0.0.0.0/0"
  gateway_id             = aws_internet_gateway.main.id
}

resource "aws_route_table_association" "edge_a" {
  route_table_id = aws_route_table.edge.id
  subnet_id      = aws_subnet.edge_a.id
}

resource "aws_route_table_association" "edge_b" {
  route_table_id = aws_route_table.edge.id
  subnet_id      = aws_subnet.edge_b.id
}

# BND-03 Default deny (mlps3 8.1.3.2 a; nist-800-53r5 sc-7.5, ac-3); BND-05 Rules state source, destination, protocol and ports (mlps3 8.1.3.2 c; nist-800-53r5 sc-7.5, ac-4)
# The coarse layer: peers by zone block, replies on ephemeral ports. Entries are numbered by name and all allow,
# so their order means nothing and a new one leaves the others alone.
resource "aws_network_acl" "edge" {
  vpc_id     = aws_vpc.main.id
  subnet_ids = [aws_subnet.edge_a.id, aws_subnet.edge_b.id]

  tags = {
    Name             = "cloud-window-edge"
    "bastide:level"  = "platform"
    "bastide:owner"  = "municipal-data-bureau"
    "bastide:system" = "cloud-window"
    "bastide:zone"   = "edge"
  }
}

resource "aws_network_acl_rule" "edge_from_anywhere_tcp_443" {
  network_acl_id = aws_network_acl.edge.id
  egress         = false
  rule_number    = 3367
  rule_action    = "allow"
  protocol       = "tcp"
  cidr_block     = "0.0.0.0/0"
  from_port      = 443
  to_port        = 443
}

resource "aws_network_acl_rule" "edge_from_10_40_0_0_23_tcp_1024_65535" {
  network_acl_id = aws_network_acl.edge.id
  egress         = false
  rule_number    = 20620
  rule_action    = "allow"
  protocol       = "tcp"
  cidr_block     = "10.40.0.0/23"
  from_port      = 1024
  to_port        = 65535
}

resource "aws_network_acl_rule" "edge_to_anywhere_tcp_1024_65535" {
  network_acl_id = aws_network_acl.edge.id
  egress         = true
  rule_number    = 13148
  rule_action    = "allow"
  protocol       = "tcp"
  cidr_block     = "0.0.0.0/0"
  from_port      = 1024
  to_port        = 65535
}

resource "aws_network_acl_rule" "edge_to_10_40_0_0_23_tcp_8443" {
  network_acl_id = aws_network_acl.edge.id
  egress         = true
  rule_number    = 25268
  rule_action    = "allow"
  protocol       = "tcp"
  cidr_block     = "10.40.0.0/23"
  from_port      = 8443
  to_port        = 8443
}

# NET-03 Only declared flows exist between zones (mlps3 8.1.2.1 d, 8.2.2.1 d, 8.2.3.1 a, 8.2.3.1 b, 8.2.4.2 b; nist-800-53r5 ac-4, sc-7.21); BND-03 Default deny (mlps3 8.1.3.2 a; nist-800-53r5 sc-7.5, ac-3); BND-06 Stateful inspection at zone boundaries (mlps3 8.1.3.2 d; nist-800-53r5 sc-7, ac-4)
# The exact layer: each rule is one declared permission, seen from this zone. A direction without any is said to
# be empty: left out, it would be whatever the group has had before.
resource "aws_security_group" "edge" {
  name        = "zone-cloud-window-edge"
  description = "zone edge: only declared flows"
  vpc_id      = aws_vpc.main.id

  tags = {
    Name             = "cloud-window-edge"
    "bastide:level"  = "platform"
    "bastide:owner"  = "municipal-data-bureau"
    "bastide:system" = "cloud-window"
    "bastide:zone"   = "edge"
  }
}

# citizens reach the one-stop portal
resource "aws_vpc_security_group_ingress_rule" "edge_from_internet_tcp_443" {
  security_group_id = aws_security_group.edge.id
  description       = "flow: internet to edge tcp/443"
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
  cidr_ipv4         = "0.0.0.0/0"

  tags = {
    Name             = "cloud-window-edge"
    "bastide:level"  = "platform"
    "bastide:owner"  = "municipal-data-bureau"
    "bastide:system" = "cloud-window"
    "bastide:zone"   = "edge"
  }
}

# the portal routes to the agency's service
resource "aws_vpc_security_group_egress_rule" "edge_to_app_civil_affairs_tcp_8443" {
  security_group_id            = aws_security_group.edge.id
  description                  = "flow: edge to app@civil-affairs tcp/8443"
  ip_protocol                  = "tcp"
  from_port                    = 8443
  to_port                      = 8443
  referenced_security_group_id = aws_security_group.app_civil_affairs.id

  tags = {
    Name             = "cloud-window-edge"
    "bastide:level"  = "platform"
    "bastide:owner"  = "municipal-data-bureau"
    "bastide:system" = "cloud-window"
    "bastide:zone"   = "edge"
  }
}

# the portal routes to the agency's service
resource "aws_vpc_security_group_egress_rule" "edge_to_app_social_security_tcp_8443" {
  security_group_id            = aws_security_group.edge.id
  description                  = "flow: edge to app@social-security tcp/8443"
  ip_protocol                  = "tcp"
  from_port                    = 8443
  to_port                      = 8443
  referenced_security_group_id = aws_security_group.app_social_security.id

  tags = {
    Name             = "cloud-window-edge"
    "bastide:level"  = "platform"
    "bastide:owner"  = "municipal-data-bureau"
    "bastide:system" = "cloud-window"
    "bastide:zone"   = "edge"
  }
}
