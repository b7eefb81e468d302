# Entries may be resources of their own; `egress` is false unless it is said.
# Source: Terraform AWS provider, "Resource: aws_network_acl_rule"
# web -> db tcp/5432: must
# web -> db tcp/5433: none

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

resource "aws_network_acl" "db" {
  vpc_id     = aws_vpc.main.id
  subnet_ids = [aws_subnet.db.id]
}

resource "aws_network_acl_rule" "request" {
  network_acl_id = aws_network_acl.db.id
  rule_number    = 100
  rule_action    = "allow"
  protocol       = "tcp"
  from_port      = 5432
  to_port        = 5432
  cidr_block     = "10.0.1.0/24"
}

resource "aws_network_acl_rule" "reply" {
  network_acl_id = aws_network_acl.db.id
  rule_number    = 100
  egress         = true
  rule_action    = "allow"
  protocol       = "tcp"
  from_port      = 1024
  to_port        = 65535
  cidr_block     = "10.0.1.0/24"
}
