# A rule may be opened by hand, and no plan will say so.
# expect: SEG007 unknown aws_vpc_security_group_ingress_rule.door
resource "aws_vpc_security_group_ingress_rule" "door" {
  security_group_id            = aws_security_group.data.id
  referenced_security_group_id = aws_security_group.web.id
  ip_protocol                  = "tcp"
  from_port                    = 5432
  to_port                      = 5432

  lifecycle {
    ignore_changes = [cidr_ipv4]
  }
}
