# NET-01 Zones have separate, non-overlapping address blocks (mlps3 8.1.2.1 c; nist-800-53r5 sc-7, sc-7.21); NET-04 Redundant paths in two or more availability zones (mlps3 8.1.2.1 e, 8.1.4.9 c; nist-800-53r5 cp-7, sc-36)
# spec: platform private endpoints of the cloud's services
resource "aws_subnet" "services_a" {
  vpc_id            = aws_vpc.main.id
  cidr_block        = "10.40.16.0/26"
  availability_zone = "ap-southeast-1a"

  tags = {
    Name             = "cloud-window-services"
    "bastide:level"  = "platform"
    "bastide:owner"  = "municipal-data-bureau"
    "bastide:system" = "cloud-window"
    "bastide:zone"   = "services"
  }
}

resource "aws_subnet" "services_b" {
  vpc_id            = aws_vpc.main.id
  cidr_block        = "10.40.16.64/26"
  availability_zone = "ap-southeast-1b"

  tags = {
    Name             = "cloud-window-services"
    "bastide:level"  = "platform"
    "bastide:owner"  = "municipal-data-bureau"
    "bastide:system" = "cloud-window"
    "bastide:zone"   = "services"
  }
}

# NET-03 Only declared flows exist between zones (mlps3 8.1.2.1 d, 8.2.2.1 d, 8.2.3.1 a, 8.2.3.1 b, 8.2.4.2 b; nist-800-53r5 ac-4, sc-7.21)
resource "aws_route_table" "services" {
  vpc_id = aws_vpc.main.id
  route  = []

  tags = {
    Name             = "cloud-window-services"
    "bastide:level"  = "platform"
    "bastide:owner"  = "municipal-data-bureau"
    "bastide:system" = "cloud-window"
    "bastide:zone"   = "services"
  }
}

resource "aws_route_table_association" "services_a" {
  route_table_id = aws_route_table.services.id
  subnet_id      = aws_subnet.services_a.id
}

resource "aws_route_table_association" "services_b" {
  route_table_id = aws_route_table.services.id
  subnet_id      = aws_subnet.services_b.id
}

# BND-03 Default deny (mlps3 8.1.3.2 a; nist-800-53r5 sc-7.5, ac-3); BND-05 Rules state source, destination, protocol and ports (mlps3 8.1.3.2 c; nist-800-53r5 sc-7.5, ac-4)
# The coarse layer: peers by zone block, replies on ephemeral ports. Entries are numbered by name and all allow,
# so their order means nothing and a new one leaves the others alone.
resource "aws_network_acl" "services" {
  vpc_id     = aws_vpc.main.id
  subnet_ids = [aws_subnet.services_a.id, aws_subnet.services_b.id]

  tags = {
    Name             = "cloud-window-services"
    "bastide:level"  = "platform"
    "bastide:owner"  = "municipal-data-bureau"
    "bastide:system" = "cloud-window"
    "bastide:zone"   = "services"
  }
}

resource "aws_network_acl_rule" "services_from_10_40_0_0_23_tcp_443" {
  network_acl_id = aws_network_acl.services.id
  egress         = false
  rule_number    = 22128
  rule_action    = "allow"
  protocol       = "tcp"
  cidr_block     = "10.40.0.0/23"
  from_port      = 443
  to_port        = 443
}

resource "aws_network_acl_rule" "services_from_10_40_8_0_22_tcp_443" {
  network_acl_id = aws_network_acl.services.id
  egress         = false
  rule_number    = 15069
  rule_action    = "allow"
  protocol       = "tcp"
  cidr_block     = "10.40.8.0/22"
  from_port      = 443
  to_port        = 443
}

resource "aws_network_acl_rule" "services_to_10_40_0_0_23_tcp_1024_65535" {
  network_acl_id = aws_network_acl.services.id
  egress         = true
  rule_number    = 27631
  rule_action    = "allow"
  protocol       = "tcp"
  cidr_block     = "10.40.0.0/23"
  from_port      = 1024
  to_port        = 65535
}

resource "aws_network_acl_rule" "services_to_10_40_8_0_22_tcp_1024_65535" {
  network_acl_id = aws_network_acl.services.id
  egress         = true
  rule_number    = 24784
  rule_action    = "allow"
  protocol       = "tcp"
  cidr_block     = "10.40.8.0/22"
  from_port      = 1024
  to_port        = 65535
}

# NET-03 Only declared flows exist between zones (mlps3 8.1.2.1 d, 8.2.2.1 d, 8.2.3.1 a, 8.2.3.1 b, 8.2.4.2 b; nist-800-53r5 ac-4, sc-7.21); BND-03 Default deny (mlps3 8.1.3.2 a; nist-800-53r5 sc-7.5, ac-3); BND-06 Stateful inspection at zone boundaries (mlps3 8.1.3.2 d; nist-800-53r5 sc-7, ac-4)
# The exact layer: each rule is one declared permission, seen from this zone. A direction without any is said to
# be empty: left out, it would be whatever the group has had before.
resource "aws_security_group" "services" {
  name        = "zone-cloud-window-services"
  description = "zone services: only declared flows"
  vpc_id      = aws_vpc.main.id
  egress      = []

  tags = {
    Name             = "cloud-window-services"
    "bastide:level"  = "platform"
    "bastide:owner"  = "municipal-data-bureau"
    "bastide:system" = "cloud-window"
    "bastide:zone"   = "services"
  }
}

# hosts that role break-glass administers; hosts that role operator administers; workload marriage-registry uses keys, secrets, logs and object stores
resource "aws_vpc_security_group_ingress_rule" "services_from_app_civil_affairs_tcp_443" {
  security_group_id            = aws_security_group.services.id
  description                  = "service: app@civil-affairs to services tcp/443"
  ip_protocol                  = "tcp"
  from_port                    = 443
  to_port                      = 443
  referenced_security_group_id = aws_security_group.app_civil_affairs.id

  tags = {
    Name             = "cloud-window-services"
    "bastide:level"  = "platform"
    "bastide:owner"  = "municipal-data-bureau"
    "bastide:system" = "cloud-window"
    "bastide:zone"   = "services"
  }
}

# hosts that role break-glass administers; hosts that role operator administers; workload pension-service uses keys, secrets, logs and object stores
resource "aws_vpc_security_group_ingress_rule" "services_from_app_social_security_tcp_443" {
  security_group_id            = aws_security_group.services.id
  description                  = "service: app@social-security to services tcp/443"
  ip_protocol                  = "tcp"
  from_port                    = 443
  to_port                      = 443
  referenced_security_group_id = aws_security_group.app_social_security.id

  tags = {
    Name             = "cloud-window-services"
    "bastide:level"  = "platform"
    "bastide:owner"  = "municipal-data-bureau"
    "bastide:system" = "cloud-window"
    "bastide:zone"   = "services"
  }
}

# the session broker, its keys and its records
resource "aws_vpc_security_group_ingress_rule" "services_from_ops_tcp_443" {
  security_group_id            = aws_security_group.services.id
  description                  = "service: ops to services tcp/443"
  ip_protocol                  = "tcp"
  from_port                    = 443
  to_port                      = 443
  referenced_security_group_id = aws_security_group.ops.id

  tags = {
    Name             = "cloud-window-services"
    "bastide:level"  = "platform"
    "bastide:owner"  = "municipal-data-bureau"
    "bastide:system" = "cloud-window"
    "bastide:zone"   = "services"
  }
}
