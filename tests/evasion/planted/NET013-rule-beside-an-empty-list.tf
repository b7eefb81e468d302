resource "aws_vpc_security_group_egress_rule" "extra" {
  security_group_id = aws_security_group.vault.id
  description       = "extra"
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
  cidr_ipv4         = "10.40.0.0/16"
}
