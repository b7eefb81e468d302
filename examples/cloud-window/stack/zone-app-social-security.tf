# NET-01 Zones have separate, non-overlapping address blocks (mlps3 8.1.2.1 c; nist-800-53r5 sc-7, sc-7.21); NET-04 Redundant paths in two or more availability zones (mlps3 8.1.2.1 e, 8.1.4.9 c; nist-800-53r5 cp-7, sc-36)
# spec: zones.app 人力资源和社会保障局
resource "aws_subnet" "app_social_security_a" {
  vpc_id            = aws_vpc.main.id
  cidr_block        = "10.40.1.0/26"
  availability_zone = "ap-southeast-1a"

  tags = {
    Name             = "cloud-window-app-social-security"
    "bastide:level"  = "platform"
    "bastide:owner"  = "social-security-bureau"
    "bastide:system" = "cloud-window"
    "bastide:zone"   = "app@social-security"
  }
}

resource "aws_subnet" "app_social_security_b" {
  vpc_id            = aws_vpc.main.id
  cidr_block        = "10.40.1.64/26"
  availability_zone = "ap-southeast-1b"

  tags = {
    Name             = "cloud-window-app-social-security"
    "bastide:level"  = "platform"
    "bastide:owner"  = "social-security-bureau"
    "bastide:system" = "cloud-window"
    "bastide:zone"   = "app@social-security"
  }
}

# NET-03 Only declared flows exist between zones (mlps3 8.1.2.1 d, 8.2.2.1 d, 8.2.3.1 a, 8.2.3.1 b, 8.2.4.2 b; nist-800-53r5 ac-4, sc-7.21)
resource "aws_route_table" "app_social_security" {
  vpc_id = aws_vpc.main.id
  route  = []

  tags = {
    Name             = "cloud-window-app-social-security"
    "bastide:level"  = "platform"
    "bastide:owner"  = "social-security-bureau"
    "bastide:system" = "cloud-window"
    "bastide:zone"   = "app@social-security"
  }
}

resource "aws_route_table_association" "app_social_security_a" {
  route_table_id = aws_route_table.app_social_security.id
  subnet_id      = aws_subnet.app_social_security_a.id
}

resource "aws_route_table_association" "app_social_security_b" {
  route_table_id = aws_route_table.app_social_security.id
  subnet_id      = aws_subnet.app_social_security_b.id
}

# BND-03 Default deny (mlps3 8.1.3.2 a; nist-800-53r5 sc-7.5, ac-3); BND-05 Rules state source, destination, protocol and ports (mlps3 8.1.3.2 c; nist-800-53r5 sc-7.5, ac-4)
# The coarse layer: peers by zone block, replies on ephemeral ports. Entries are numbered by name and all allow,
# so their order means nothing and a new one leaves the others alone.
resource "aws_network_acl" "app_social_security" {
  vpc_id     = aws_vpc.main.id
  subnet_ids = [aws_subnet.app_social_security_a.id, aws_subnet.app_social_security_b.id]

  tags = {
    Name             = "cloud-window-app-social-security"
    "bastide:level"  = "platform"
    "bastide:owner"  = "social-security-bureau"
    "bastide:system" = "cloud-window"
    "bastide:zone"   = "app@social-security"
  }
}

resource "aws_network_acl_rule" "app_social_security_from_10_40_0_0_24_tcp_1024_65535" {
  network_acl_id = aws_network_acl.app_social_security.id
  egress         = false
  rule_number    = 10177
  rule_action    = "allow"
  protocol       = "tcp"
  cidr_block     = "10.40.0.0/24"
  from_port      = 1024
  to_port        = 65535
}

resource "aws_network_acl_rule" "app_social_security_from_10_40_3_0_24_tcp_1024_65535" {
  network_acl_id = aws_network_acl.app_social_security.id
  egress         = false
  rule_number    = 25634
  rule_action    = "allow"
  protocol       = "tcp"
  cidr_block     = "10.40.3.0/24"
  from_port      = 1024
  to_port        = 65535
}

resource "aws_network_acl_rule" "app_social_security_from_10_40_4_0_22_tcp_8443" {
  network_acl_id = aws_network_acl.app_social_security.id
  egress         = false
  rule_number    = 2278
  rule_action    = "allow"
  protocol       = "tcp"
  cidr_block     = "10.40.4.0/22"
  from_port      = 8443
  to_port        = 8443
}

resource "aws_network_acl_rule" "app_social_security_from_10_40_12_0_22_tcp_1024_65535" {
  network_acl_id = aws_network_acl.app_social_security.id
  egress         = false
  rule_number    = 9939
  rule_action    = "allow"
  protocol       = "tcp"
  cidr_block     = "10.40.12.0/22"
  from_port      = 1024
  to_port        = 65535
}

resource "aws_network_acl_rule" "app_social_security_from_10_40_16_0_24_tcp_1024_65535" {
  network_acl_id = aws_network_acl.app_social_security.id
  egress         = false
  rule_number    = 28820
  rule_action    = "allow"
  protocol       = "tcp"
  cidr_block     = "10.40.16.0/24"
  from_port      = 1024
  to_port        = 65535
}

resource "aws_network_acl_rule" "app_social_security_to_10_40_0_0_24_tcp_8443" {
  network_acl_id = aws_network_acl.app_social_security.id
  egress         = true
  rule_number    = 18573
  rule_action    = "allow"
  protocol       = "tcp"
  cidr_block     = "10.40.0.0/24"
  from_port      = 8443
  to_port        = 8443
}

resource "aws_network_acl_rule" "app_social_security_to_10_40_3_0_24_tcp_2049" {
  network_acl_id = aws_network_acl.app_social_security.id
  egress         = true
  rule_number    = 18266
  rule_action    = "allow"
  protocol       = "tcp"
  cidr_block     = "10.40.3.0/24"
  from_port      = 2049
  to_port        = 2049
}

resource "aws_network_acl_rule" "app_social_security_to_10_40_3_0_24_tcp_5432" {
  network_acl_id = aws_network_acl.app_social_security.id
  egress         = true
  rule_number    = 5696
  rule_action    = "allow"
  protocol       = "tcp"
  cidr_block     = "10.40.3.0/24"
  from_port      = 5432
  to_port        = 5432
}

resource "aws_network_acl_rule" "app_social_security_to_10_40_4_0_22_tcp_1024_65535" {
  network_acl_id = aws_network_acl.app_social_security.id
  egress         = true
  rule_number    = 17925
  rule_action    = "allow"
  protocol       = "tcp"
  cidr_block     = "10.40.4.0/22"
  from_port      = 1024
  to_port        = 65535
}

resource "aws_network_acl_rule" "app_social_security_to_10_40_12_0_22_tcp_5432" {
  network_acl_id = aws_network_acl.app_social_security.id
  egress         = true
  rule_number    = 3827
  rule_action    = "allow"
  protocol       = "tcp"
  cidr_block     = "10.40.12.0/22"
  from_port      = 5432
  to_port        = 5432
}

resource "aws_network_acl_rule" "app_social_security_to_10_40_16_0_24_tcp_443" {
  network_acl_id = aws_network_acl.app_social_security.id
  egress         = true
  rule_number    = 12293
  rule_action    = "allow"
  protocol       = "tcp"
  cidr_block     = "10.40.16.0/24"
  from_port      = 443
  to_port        = 443
}

# NET-03 Only declared flows exist between zones (mlps3 8.1.2.1 d, 8.2.2.1 d, 8.2.3.1 a, 8.2.3.1 b, 8.2.4.2 b; nist-800-53r5 ac-4, sc-7.21); BND-03 Default deny (mlps3 8.1.3.2 a; nist-800-53r5 sc-7.5, ac-3); BND-06 Stateful inspection at zone boundaries (mlps3 8.1.3.2 d; nist-800-53r5 sc-7, ac-4)
# The exact layer: each rule is one declared permission, seen from this zone. A direction without any is said to
# be empty: left out, it would be whatever the group has had before.
resource "aws_security_group" "app_social_security" {
  name        = "zone-cloud-window-app-social-security"
  description = "zone app@social-security: only declared flows"
  vpc_id      = aws_vpc.main.id

  tags = {
    Name             = "cloud-window-app-social-security"
    "bastide:level"  = "platform"
    "bastide:owner"  = "social-security-bureau"
    "bastide:system" = "cloud-window"
    "bastide:zone"   = "app@social-security"
  }
}

# the portal routes to the agency's service
resource "aws_vpc_security_group_ingress_rule" "app_social_security_from_edge_tcp_8443" {
  security_group_id            = aws_security_group.app_social_security.id
  description                  = "flow: edge to app@social-security tcp/8443"
  ip_protocol                  = "tcp"
  from_port                    = 8443
  to_port                      = 8443
  referenced_security_group_id = aws_security_group.edge.id

  tags = {
    Name             = "cloud-window-app-social-security"
    "bastide:level"  = "platform"
    "bastide:owner"  = "social-security-bureau"
    "bastide:system" = "cloud-window"
    "bastide:zone"   = "app@social-security"
  }
}

# residence check (until 2027-06-30)
resource "aws_vpc_security_group_egress_rule" "app_social_security_to_app_civil_affairs_tcp_8443" {
  security_group_id            = aws_security_group.app_social_security.id
  description                  = "flow: app@social-security to app@civil-affairs tcp/8443"
  ip_protocol                  = "tcp"
  from_port                    = 8443
  to_port                      = 8443
  referenced_security_group_id = aws_security_group.app_civil_affairs.id

  tags = {
    Name             = "cloud-window-app-social-security"
    "bastide:level"  = "platform"
    "bastide:owner"  = "social-security-bureau"
    "bastide:system" = "cloud-window"
    "bastide:zone"   = "app@social-security"
  }
}

# a service reads its own records
resource "aws_vpc_security_group_egress_rule" "app_social_security_to_data_social_security_tcp_2049" {
  security_group_id            = aws_security_group.app_social_security.id
  description                  = "flow: app@social-security to data@social-security tcp/2049"
  ip_protocol                  = "tcp"
  from_port                    = 2049
  to_port                      = 2049
  referenced_security_group_id = aws_security_group.data_social_security.id

  tags = {
    Name             = "cloud-window-app-social-security"
    "bastide:level"  = "platform"
    "bastide:owner"  = "social-security-bureau"
    "bastide:system" = "cloud-window"
    "bastide:zone"   = "app@social-security"
  }
}

# a service reads its own records
resource "aws_vpc_security_group_egress_rule" "app_social_security_to_data_social_security_tcp_5432" {
  security_group_id            = aws_security_group.app_social_security.id
  description                  = "flow: app@social-security to data@social-security tcp/5432"
  ip_protocol                  = "tcp"
  from_port                    = 5432
  to_port                      = 5432
  referenced_security_group_id = aws_security_group.data_social_security.id

  tags = {
    Name             = "cloud-window-app-social-security"
    "bastide:level"  = "platform"
    "bastide:owner"  = "social-security-bureau"
    "bastide:system" = "cloud-window"
    "bastide:zone"   = "app@social-security"
  }
}

# hosts that role break-glass administers; hosts that role operator administers; workload pension-service uses keys, secrets, logs and object stores
resource "aws_vpc_security_group_egress_rule" "app_social_security_to_services_tcp_443" {
  security_group_id            = aws_security_group.app_social_security.id
  description                  = "service: app@social-security to services tcp/443"
  ip_protocol                  = "tcp"
  from_port                    = 443
  to_port                      = 443
  referenced_security_group_id = aws_security_group.services.id

  tags = {
    Name             = "cloud-window-app-social-security"
    "bastide:level"  = "platform"
    "bastide:owner"  = "social-security-bureau"
    "bastide:system" = "cloud-window"
    "bastide:zone"   = "app@social-security"
  }
}

# identity lookup
resource "aws_vpc_security_group_egress_rule" "app_social_security_to_vault_tcp_5432" {
  security_group_id            = aws_security_group.app_social_security.id
  description                  = "flow: app@social-security to vault tcp/5432"
  ip_protocol                  = "tcp"
  from_port                    = 5432
  to_port                      = 5432
  referenced_security_group_id = aws_security_group.vault.id

  tags = {
    Name             = "cloud-window-app-social-security"
    "bastide:level"  = "platform"
    "bastide:owner"  = "social-security-bureau"
    "bastide:system" = "cloud-window"
    "bastide:zone"   = "app@social-security"
  }
}
