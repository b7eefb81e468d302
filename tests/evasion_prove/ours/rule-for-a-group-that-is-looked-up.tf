# A rule is written for the group of the records, looked up by its name.
# expect: SEG003 fail aws_vpc_security_group_ingress_rule.door
data "aws_security_group" "records" {
  name = "zone-cloud-window-data-civil-affairs"
}
resource "aws_vpc_security_group_ingress_rule" "door" {
  security_group_id            = data.aws_security_group.records.id
  referenced_security_group_id = aws_security_group.ops.id
  ip_protocol                  = "tcp"
  from_port                    = 5432
  to_port                      = 5432
}
