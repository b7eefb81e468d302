# BAK-07 Emergency recovery runbook and standby (mlps3 8.1.10.13 b, 8.1.10.13 c; nist-800-53r5 cp-2, cp-7, ir-8); NET-04 Redundant paths in two or more availability zones (mlps3 8.1.2.1 e, 8.1.4.9 c; nist-800-53r5 cp-7, sc-36)
# spec: recovery - where things come back to after the loss of the primary region. No gateway, peering or route: what
# is restored here is reached by nobody until somebody opens a way on purpose.
resource "aws_vpc" "recovery" {
  provider = aws.dr

  cidr_block           = "10.40.20.0/22"
  enable_dns_support   = true
  enable_dns_hostnames = true

  tags = {
    Name             = "cloud-window-recovery"
    "bastide:level"  = "platform"
    "bastide:owner"  = "municipal-data-bureau"
    "bastide:system" = "cloud-window"
    "bastide:zone"   = "recovery"
  }
}

# NET-11 Default network objects admit nothing (mlps3 8.1.3.2 a, 8.1.3.2 b; nist-800-53r5 sc-7.5, cm-7)
# Restored databases carry this group: it has no rule.
resource "aws_default_security_group" "recovery" {
  provider = aws.dr

  vpc_id  = aws_vpc.recovery.id
  ingress = []
  egress  = []

  tags = {
    Name             = "cloud-window-recovery-locked"
    "bastide:level"  = "platform"
    "bastide:owner"  = "municipal-data-bureau"
    "bastide:system" = "cloud-window"
    "bastide:zone"   = "none"
  }
}

resource "aws_default_network_acl" "recovery" {
  provider = aws.dr

  default_network_acl_id = aws_vpc.recovery.default_network_acl_id

  tags = {
    Name             = "cloud-window-recovery-locked"
    "bastide:level"  = "platform"
    "bastide:owner"  = "municipal-data-bureau"
    "bastide:system" = "cloud-window"
    "bastide:zone"   = "none"
  }

  lifecycle {
    ignore_changes = [subnet_ids]
  }
}

resource "aws_default_route_table" "recovery" {
  provider = aws.dr

  default_route_table_id = aws_vpc.recovery.default_route_table_id
  route                  = []

  tags = {
    Name             = "cloud-window-recovery-locked"
    "bastide:level"  = "platform"
    "bastide:owner"  = "municipal-data-bureau"
    "bastide:system" = "cloud-window"
    "bastide:zone"   = "none"
  }
}

resource "aws_subnet" "recovery_a" {
  provider = aws.dr

  vpc_id            = aws_vpc.recovery.id
  cidr_block        = "10.40.20.0/25"
  availability_zone = "ap-northeast-1a"

  tags = {
    Name             = "cloud-window-recovery"
    "bastide:level"  = "platform"
    "bastide:owner"  = "municipal-data-bureau"
    "bastide:system" = "cloud-window"
    "bastide:zone"   = "recovery"
  }
}

resource "aws_route_table_association" "recovery_a" {
  provider = aws.dr

  route_table_id = aws_route_table.recovery.id
  subnet_id      = aws_subnet.recovery_a.id
}

resource "aws_subnet" "recovery_c" {
  provider = aws.dr

  vpc_id            = aws_vpc.recovery.id
  cidr_block        = "10.40.21.0/25"
  availability_zone = "ap-northeast-1c"

  tags = {
    Name             = "cloud-window-recovery"
    "bastide:level"  = "platform"
    "bastide:owner"  = "municipal-data-bureau"
    "bastide:system" = "cloud-window"
    "bastide:zone"   = "recovery"
  }
}

resource "aws_route_table_association" "recovery_c" {
  provider = aws.dr

  route_table_id = aws_route_table.recovery.id
  subnet_id      = aws_subnet.recovery_c.id
}

# NET-03 Only declared flows exist between zones (mlps3 8.1.2.1 d, 8.2.2.1 d, 8.2.3.1 a, 8.2.3.1 b, 8.2.4.2 b; nist-800-53r5 ac-4, sc-7.21)
resource "aws_route_table" "recovery" {
  provider = aws.dr

  vpc_id = aws_vpc.recovery.id
  route  = []

  tags = {
    Name             = "cloud-window-recovery"
    "bastide:level"  = "platform"
    "bastide:owner"  = "municipal-data-bureau"
    "bastide:system" = "cloud-window"
    "bastide:zone"   = "recovery"
  }
}

# An access list without an entry lets nothing pass.
resource "aws_network_acl" "recovery" {
  provider = aws.dr

  vpc_id     = aws_vpc.recovery.id
  subnet_ids = [aws_subnet.recovery_a.id, aws_subnet.recovery_c.id]

  tags = {
    Name             = "cloud-window-recovery"
    "bastide:level"  = "platform"
    "bastide:owner"  = "municipal-data-bureau"
    "bastide:system" = "cloud-window"
    "bastide:zone"   = "recovery"
  }
}

resource "aws_db_subnet_group" "recovery" {
  provider = aws.dr

  name        = "cloud-window-recovery"
  description = "where databases come back after the loss of the primary region"
  subnet_ids  = [aws_subnet.recovery_a.id, aws_subnet.recovery_c.id]

  tags = {
    Name             = "cloud-window-recovery"
    "bastide:level"  = "platform"
    "bastide:owner"  = "municipal-data-bureau"
    "bastide:system" = "cloud-window"
    "bastide:zone"   = "recovery"
  }
}

# BND-16 Flow logs for every network (mlps3 8.1.3.5 a, 8.1.3.5 b; nist-800-53r5 au-2, au-12, si-4); AUD-03 Audit logs kept for six calendar months or more (mlps3 8.1.5.4 d; nist-800-53r5 au-11)
# spec: logging.network
resource "aws_flow_log" "recovery" {
  provider = aws.dr

  vpc_id               = aws_vpc.recovery.id
  traffic_type         = "ALL"
  log_destination_type = "s3"
  log_destination      = aws_s3_bucket.audit_log_dr.arn

  tags = {
    Name             = "cloud-window-recovery"
    "bastide:level"  = "platform"
    "bastide:owner"  = "municipal-data-bureau"
    "bastide:system" = "cloud-window"
    "bastide:zone"   = "recovery"
  }

  depends_on = [aws_s3_bucket_policy.audit_log_dr]
}

# Which names are asked for from here.
resource "aws_route53_resolver_query_log_config" "recovery" {
  provider = aws.dr

  name            = "cloud-window-recovery"
  destination_arn = aws_s3_bucket.audit_log_dr.arn

  tags = {
    Name             = "cloud-window-recovery"
    "bastide:level"  = "platform"
    "bastide:owner"  = "municipal-data-bureau"
    "bastide:system" = "cloud-window"
    "bastide:zone"   = "recovery"
  }

  depends_on = [aws_s3_bucket_policy.audit_log_dr]
}

resource "aws_route53_resolver_query_log_config_association" "recovery" {
  provider = aws.dr

  resolver_query_log_config_id = aws_route53_resolver_query_log_config.recovery.id
  resource_id                  = aws_vpc.recovery.id
}
