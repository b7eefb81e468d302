# A block that is set from outside may be any.
# Source: convention: what is not modelled or not known is reported with its place, never assumed safe
# unknown: aws_vpc_security_group_ingress_rule.in

variable "clients" {
  type = string
}

resource "aws_vpc" "main" { cidr_block = "10.0.0.0/16" }

resource "aws_subnet" "main" {
  vpc_id     = aws_vpc.main.id
  cidr_block = "10.0.1.0/24"
}

resource "aws_security_group" "a" {
  vpc_id = aws_vpc.main.id

  egress {
    protocol    = "-1"
    from_port   = 0
    to_port     = 0
    cidr_blocks = ["0.0.0.0/0"]
  }
}

resource "aws_security_group" "b" { vpc_id = aws_vpc.main.id }

resource "aws_network_interface" "web" {
  subnet_id       = aws_subnet.main.id
  security_groups = [aws_security_group.a.id]
}

resource "aws_network_interface" "db" {
  subnet_id       = aws_subnet.main.id
  security_groups = [aws_security_group.b.id]
}

resource "aws_vpc_security_group_ingress_rule" "in" {
  security_group_id = aws_security_group.b.id
  cidr_ipv4         = var.clients
  ip_protocol       = "tcp"
  from_port         = 5432
  to_port           = 5432
}
