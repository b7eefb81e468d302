# NET-01 Zones have separate, non-overlapping address blocks (mlps3 8.1.2.1 c; nist-800-53r5 sc-7, sc-7.21); NET-04 Redundant paths in two or more availability zones (mlps3 8.1.2.1 e, 8.1.4.9 c; nist-800-53r5 cp-7, sc-36)
# spec: zones.data 民政局
resource "aws_subnet" "data_civil_affairs_a" {
  vpc_id            = aws_vpc.main.id
  cidr_block        = "10.40.2.0/26"
  availability_zone = "ap-southeast-1a"

  tags = {
    Name             = "cloud-window-data-civil-affairs"
    "bastide:level"  = "platform"
    "bastide:owner"  = "civil-affairs-bureau"
    "bastide:system" = "cloud-window"
    "bastide:zone"   = "data@civil-affairs"
  }
}

resource "aws_subnet" "data_civil_affairs_b" {
  vpc_id            = aws_vpc.main.id
  cidr_block        = "10.40.2.64/26"
  availability_zone = "ap-southeast-1b"

  tags = {
    Name             = "cloud-window-data-civil-affairs"
    "bastide:level"  = "platform"
    "bastide:owner"  = "civil-affairs-bureau"
    "bastide:system" = "cloud-window"
    "bastide:zone"   = "data@civil-affairs"
  }
}

# NET-03 Only declared flows exist between zones (mlps3 8.1.2.1 d, 8.2.2.1 d, 8.2.3.1 a, 8.2.3.1 b, 8.2.4.2 b; nist-800-53r5 ac-4, sc-7.21)
resource "aws_route_table" "data_civil_affairs" {
  vpc_id = aws_vpc.main.id
  route  = []

  tags = {
    Name             = "cloud-window-data-civil-affairs"
    "bastide:level"  = "platform"
    "bastide:owner"  = "civil-affairs-bureau"
    "bastide:system" = "cloud-window"
    "bastide:zone"   = "data@civil-affairs"
  }
}

resource "aws_route_table_association" "data_civil_affairs_a" {
  route_table_id = aws_route_table.data_civil_affairs.id
  subnet_id      = aws_subnet.data_civil_affairs_a.id
}

resource "aws_route_table_association" "data_civil_affairs_b" {
  route_table_id = aws_route_table.data_civil_affairs.id
  subnet_id      = aws_subnet.data_civil_affairs_b.id
}

# BND-03 Default deny (mlps3 8.1.3.2 a; nist-800-53r5 sc-7.5, ac-3); BND-05 Rules state source, destination, protocol and ports (mlps3 8.1.3.2 c; nist-800-53r5 sc-7.5, ac-4)
# The coarse layer: peers by zone block, replies on ephemeral ports. Entries are numbered by name and all allow,
# so their order means nothing and a new one leaves the others alone.
resource "aws_network_acl" "data_civil_affairs" {
  vpc_id     = aws_vpc.main.id
  subnet_ids = [aws_subnet.data_civil_affairs_a.id, aws_subnet.data_civil_affairs_b.id]

  tags = {
    Name             = "cloud-window-data-civil-affairs"
    "bastide:level"  = "platform"
    "bastide:owner"  = "civil-affairs-bureau"
    "bastide:system" = "cloud-window"
    "bastide:zone"   = "data@civil-affairs"
  }
}

resource "aws_network_acl_rule" "data_civil_affairs_from_10_40_0_0_24_tcp_2049" {
  network_acl_id = aws_network_acl.data_civil_affairs.id
  egress         = false
  rule_number    = 30820
  rule_action    = "allow"
  protocol       = "tcp"
  cidr_block     = "10.40.0.0/24"
  from_port      = 2049
  to_port        = 2049
}

resource "aws_network_acl_rule" "data_civil_affairs_from_10_40_0_0_24_tcp_5432" {
  network_acl_id = aws_network_acl.data_civil_affairs.id
  egress         = false
  rule_number    = 17294
  rule_action    = "allow"
  protocol       = "tcp"
  cidr_block     = "10.40.0.0/24"
  from_port      = 5432
  to_port        = 5432
}

resource "aws_network_acl_rule" "data_civil_affairs_to_10_40_0_0_24_tcp_1024_65535" {
  network_acl_id = aws_network_acl.data_civil_affairs.id
  egress         = true
  rule_number    = 17506
  rule_action    = "allow"
  protocol       = "tcp"
  cidr_block     = "10.40.0.0/24"
  from_port      = 1024
  to_port        = 65535
}

# NET-03 Only declared flows exist between zones (mlps3 8.1.2.1 d, 8.2.2.1 d, 8.2.3.1 a, 8.2.3.1 b, 8.2.4.2 b; nist-800-53r5 ac-4, sc-7.21); BND-03 Default deny (mlps3 8.1.3.2 a; nist-800-53r5 sc-7.5, ac-3); BND-06 Stateful inspection at zone boundaries (mlps3 8.1.3.2 d; nist-800-53r5 sc-7, ac-4)
# The exact layer: each rule is one declared permission, seen from this zone. A direction without any is said to
# be empty: left out, it would be whatever the group has had before.
resource "aws_security_group" "data_civil_affairs" {
  name        = "zone-cloud-window-data-civil-affairs"
  description = "zone data@civil-affairs: only declared flows"
  vpc_id      = aws_vpc.main.id
  egress      = []

  tags = {
    Name             = "cloud-window-data-civil-affairs"
    "bastide:level"  = "platform"
    "bastide:owner"  = "civil-affairs-bureau"
    "bastide:system" = "cloud-window"
    "bastide:zone"   = "data@civil-affairs"
  }
}

# a service reads its own records
resource "aws_vpc_security_group_ingress_rule" "data_civil_affairs_from_app_civil_affairs_tcp_2049" {
  security_group_id            = aws_security_group.data_civil_affairs.id
  description                  = "flow: app@civil-affairs to data@civil-affairs tcp/2049"
  ip_protocol                  = "tcp"
  from_port                    = 2049
  to_port                      = 2049
  referenced_security_group_id = aws_security_group.app_civil_affairs.id

  tags = {
    Name             = "cloud-window-data-civil-affairs"
    "bastide:level"  = "platform"
    "bastide:owner"  = "civil-affairs-bureau"
    "bastide:system" = "cloud-window"
    "bastide:zone"   = "data@civil-affairs"
  }
}

# a service reads its own records
resource "aws_vpc_security_group_ingress_rule" "data_civil_affairs_from_app_civil_affairs_tcp_5432" {
  security_group_id            = aws_security_group.data_civil_affairs.id
  description                  = "flow: app@civil-affairs to data@civil-affairs tcp/5432"
  ip_protocol                  = "tcp"
  from_port                    = 5432
  to_port                      = 5432
  referenced_security_group_id = aws_security_group.app_civil_affairs.id

  tags = {
    Name             = "cloud-window-data-civil-affairs"
    "bastide:level"  = "platform"
    "bastide:owner"  = "civil-affairs-bureau"
    "bastide:system" = "cloud-window"
    "bastide:zone"   = "data@civil-affairs"
  }
}
