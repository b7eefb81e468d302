# A rule may stand inline, or be one of two kinds of resource.
# Source: Terraform AWS provider, "Resource: aws_security_group"
# web -> db tcp/22: must
# web -> db tcp/80: must
# web -> db tcp/443: must
# web -> db tcp/8080: none

resource "aws_vpc" "main" { cidr_block = "10.0.0.0/16" }

resource "aws_subnet" "main" {
  vpc_id     = aws_vpc.main.id
  cidr_block = "10.0.1.0/24"
}

resource "aws_security_group" "a" { vpc_id = aws_vpc.main.id }
resource "aws_security_group" "b" { vpc_id = aws_vpc.main.id }

resource "aws_security_group" "c" {
  vpc_id = aws_vpc.main.id

  ingress {
    protocol    = "tcp"
    from_port   = 443
    to_port     = 443
    cidr_blocks = ["0.0.0.0/0"]
  }
}

resource "aws_vpc_security_group_egress_rule" "web" {
  security_group_id = aws_security_group.a.id
  cidr_ipv4         = "0.0.0.0/0"
  ip_protocol       = "-1"
}

resource "aws_vpc_security_group_ingress_rule" "ssh" {
  security_group_id = aws_security_group.b.id
  cidr_ipv4         = "10.0.1.0/24"
  ip_protocol       = "tcp"
  from_port         = 22
  to_port           = 22
}

resource "aws_security_group_rule" "http" {
  security_group_id = aws_security_group.b.id
  type              = "ingress"
  cidr_blocks       = ["10.0.1.0/24"]
  protocol          = "tcp"
  from_port         = 80
  to_port           = 80
}

resource "aws_network_interface" "web" {
  subnet_id       = aws_subnet.main.id
  security_groups = [aws_security_group.a.id]
}

resource "aws_network_interface" "db" {
  subnet_id       = aws_subnet.main.id
  security_groups = [aws_security_group.b.id, aws_security_group.c.id]
}
