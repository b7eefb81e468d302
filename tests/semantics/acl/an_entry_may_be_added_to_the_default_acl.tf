# An entry of its own may name the default ACL by the VPC's attribute; AWS's own entries, numbered 100, stay.
# Source: AWS VPC User Guide, "Default network ACL for a VPC"
# web -> db tcp/22: none
# web -> db tcp/5432: must
# web -> db tcp/23: must

resource "aws_vpc" "main" { cidr_block = "10.0.0.0/16" }

resource "aws_subnet" "web" {
  vpc_id     = aws_vpc.main.id
  cidr_block = "10.0.1.0/24"
}

resource "aws_subnet" "db" {
  vpc_id     = aws_vpc.main.id
  cidr_block = "10.0.2.0/24"
}

resource "aws_network_interface" "web" { subnet_id = aws_subnet.web.id }
resource "aws_network_interface" "db" { subnet_id = aws_subnet.db.id }

resource "aws_network_acl_rule" "ssh" {
  network_acl_id = aws_vpc.main.default_network_acl_id
  rule_number    = 50
  rule_action    = "deny"
  protocol       = "tcp"
  from_port      = 22
  to_port        = 22
  cidr_block     = "0.0.0.0/0"
}

resource "aws_network_acl_rule" "telnet" {
  network_acl_id = aws_vpc.main.default_network_acl_id
  rule_number    = 150
  rule_action    = "deny"
  protocol       = "tcp"
  from_port      = 23
  to_port        = 23
  cidr_block     = "0.0.0.0/0"
}
