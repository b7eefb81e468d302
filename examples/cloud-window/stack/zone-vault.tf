# NET-01 Zones have separate, non-overlapping address blocks (mlps3 8.1.2.1 c; nist-800-53r5 sc-7, sc-7.21); NET-04 Redundant paths in two or more availability zones (mlps3 8.1.2.1 e, 8.1.4.9 c; nist-800-53r5 cp-7, sc-36)
# spec: zones.vault
resource "aws_subnet" "vault_a" {
  vpc_id            = aws_vpc.main.id
  cidr_block        = "10.40.12.0/24"
  availability_zone = "ap-southeast-1a"

  tags = {
    Name             = "cloud-window-vault"
    "bastide:level"  = "platform"
    "bastide:owner"  = "municipal-data-bureau"
    "bastide:system" = "cloud-window"
    "bastide:zone"   = "vault"
  }
}

resource "aws_subnet" "vault_b" {
  vpc_id            = aws_vpc.main.id
  cidr_block        = "10.40.13.0/24"
  availability_zone = "ap-southeast-1b"

  tags = {
    Name             = "cloud-window-vault"
    "bastide:level"  = "platform"
    "bastide:owner"  = "municipal-data-bureau"
    "bastide:system" = "cloud-window"
    "bastide:zone"   = "vault"
  }
}

# NET-03 Only declared flows exist between zones (mlps3 8.1.2.1 d, 8.2.2.1 d, 8.2.3.1 a, 8.2.3.1 b, 8.2.4.2 b; nist-800-53r5 ac-4, sc-7.21)
resource "aws_route_table" "vault" {
  vpc_id = aws_vpc.main.id
  route  = []

  tags = {
    Name             = "cloud-window-vault"
    "bastide:level"  = "platform"
    "bastide:owner"  = "municipal-data-bureau"
    "bastide:system" = "cloud-window"
    "bastide:zone"   = "vault"
  }
}

resource "aws_route_table_association" "vault_a" {
  route_table_id = aws_route_table.vault.id
  subnet_id      = aws_subnet.vault_a.id
}

resource "aws_route_table_association" "vault_b" {
  route_table_id = aws_route_table.vault.id
  subnet_id      = aws_subnet.vault_b.id
}

# BND-03 Default deny (mlps3 8.1.3.2 a; nist-800-53r5 sc-7.5, ac-3); BND-05 Rules state source, destination, protocol and ports (mlps3 8.1.3.2 c; nist-800-53r5 sc-7.5, ac-4)
# The coarse layer: peers by zone block, replies on ephemeral ports. Entries are numbered by name and all allow,
# so their order means nothing and a new one leaves the others alone.
resource "aws_network_acl" "vault" {
  vpc_id     = aws_vpc.main.id
  subnet_ids = [aws_subnet.vault_a.id, aws_subnet.vault_b.id]

  tags = {
    Name             = "cloud-window-vault"
    "bastide:level"  = "platform"
    "bastide:owner"  = "municipal-data-bureau"
    "bastide:system" = "cloud-window"
    "bastide:zone"   = "vault"
  }
}

resource "aws_network_acl_rule" "vault_from_10_40_0_0_23_tcp_5432" {
  network_acl_id = aws_network_acl.vault.id
  egress         = false
  rule_number    = 16567
  rule_action    = "allow"
  protocol       = "tcp"
  cidr_block     = "10.40.0.0/23"
  from_port      = 5432
  to_port        = 5432
}

resource "aws_network_acl_rule" "vault_from_10_40_8_0_22_tcp_5432" {
  network_acl_id = aws_network_acl.vault.id
  egress         = false
  rule_number    = 3150
  rule_action    = "allow"
  protocol       = "tcp"
  cidr_block     = "10.40.8.0/22"
  from_port      = 5432
  to_port        = 5432
}

resource "aws_network_acl_rule" "vault_to_10_40_0_0_23_tcp_1024_65535" {
  network_acl_id = aws_network_acl.vault.id
  egress         = true
  rule_number    = 27631
  rule_action    = "allow"
  protocol       = "tcp"
  cidr_block     = "10.40.0.0/23"
  from_port      = 1024
  to_port        = 65535
}

resource "aws_network_acl_rule" "vault_to_10_40_8_0_22_tcp_1024_65535" {
  network_acl_id = aws_network_acl.vault.id
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
resource "aws_security_group" "vault" {
  name        = "zone-cloud-window-vault"
  description = "zone vault: only declared flows"
  vpc_id      = aws_vpc.main.id
  egress      = []

  tags = {
    Name             = "cloud-window-vault"
    "bastide:level"  = "platform"
    "bastide:owner"  = "municipal-data-bureau"
    "bastide:system" = "cloud-window"
    "bastide:zone"   = "vault"
  }
}

# identity lookup
resource "aws_vpc_security_group_ingress_rule" "vault_from_app_civil_affairs_tcp_5432" {
  security_group_id            = aws_security_group.vault.id
  description                  = "flow: app@civil-affairs to vault tcp/5432"
  ip_protocol                  = "tcp"
  from_port                    = 5432
  to_port                      = 5432
  referenced_security_group_id = aws_security_group.app_civil_affairs.id

  tags = {
    Name             = "cloud-window-vault"
    "bastide:level"  = "platform"
    "bastide:owner"  = "municipal-data-bureau"
    "bastide:system" = "cloud-window"
    "bastide:zone"   = "vault"
  }
}

# identity lookup
resource "aws_vpc_security_group_ingress_rule" "vault_from_app_social_security_tcp_5432" {
  security_group_id            = aws_security_group.vault.id
  description                  = "flow: app@social-security to vault tcp/5432"
  ip_protocol                  = "tcp"
  from_port                    = 5432
  to_port                      = 5432
  referenced_security_group_id = aws_security_group.app_social_security.id

  tags = {
    Name             = "cloud-window-vault"
    "bastide:level"  = "platform"
    "bastide:owner"  = "municipal-data-bureau"
    "bastide:system" = "cloud-window"
    "bastide:zone"   = "vault"
  }
}

# role break-glass through the bastion; role dba through the bastion
resource "aws_vpc_security_group_ingress_rule" "vault_from_ops_tcp_5432" {
  security_group_id            = aws_security_group.vault.id
  description                  = "reach: ops to vault tcp/5432"
  ip_protocol                  = "tcp"
  from_port                    = 5432
  to_port                      = 5432
  referenced_security_group_id = aws_security_group.ops.id

  tags = {
    Name             = "cloud-window-vault"
    "bastide:level"  = "platform"
    "bastide:owner"  = "municipal-data-bureau"
    "bastide:system" = "cloud-window"
    "bastide:zone"   = "vault"
  }
}
