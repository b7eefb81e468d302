resource "aws_network_acl" "app" {
  vpc_id     = "vpc-0123456789abcdef0"
  subnet_ids = [aws_subnet.app.id]
}

resource "aws_network_acl_rule" "ping" {
  network_acl_id = aws_network_acl.app.id
  rule_number    = 100
  rule_action    = "allow"
  egress         = true
  protocol       = "icmp"
  cidr_block     = "10.40.0.0/16"
}

resource "aws_subnet" "app" {
  vpc_id     = "vpc-0123456789abcdef0"
  cidr_block = "10.40.1.0/24"
}
