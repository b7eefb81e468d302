resource "aws_network_acl_rule" "extra" {
  network_acl_id = aws_network_acl.edge.id
  rule_number    = 9000
  rule_action    = "allow"
  protocol       = "icmp"
  cidr_block     = "10.40.0.0/16"
}
