resource "aws_security_group" "app" {
  name        = "app"
  description = "app"
  vpc_id      = "vpc-0123456789abcdef0"
  egress      = []

  ingress {
    description = "portal"
    protocol    = "tcp"
    from_port   = 443
    to_port     = 443
    cidr_blocks = ["10.40.0.0/24"]
  }
}

resource "aws_vpc_security_group_ingress_rule" "app" {
  security_group_id = aws_security_group.app.id
  description       = "pensions"
  ip_protocol       = "tcp"
  from_port         = 8443
  to_port           = 8443
  cidr_ipv4         = "10.40.1.0/24"
}

resource "aws_network_interface" "member" {
  subnet_id       = "subnet-0123456789abcdef0"
  security_groups = [aws_security_group.app.id]
}
