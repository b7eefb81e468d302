# A rule is written for a group that is known by its id: it may be the records' own.
# expect: SEG007 unknown aws_vpc_security_group_ingress_rule.door
resource "aws_vpc_security_group_ingress_rule" "door" {
  security_group_id            = "sg-0123456789abcdef0"
  referenced_security_group_id = aws_security_group.ops.id
  ip_protocol                  = "tcp"
  from_port                    = 5432
  to_port                      = 5432
}
