# Protocol -1 is all traffic, whatever ports stand beside it.
# Source: AWS EC2 API Reference, "IpPermission"
# web -> db tcp/22: must
# web -> db protocol/50: must
# web -> db icmp/8/0: must

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

resource "aws_security_group_rule" "all" {
  security_group_id = aws_security_group.b.id
  type              = "ingress"
  protocol          = "-1"
  from_port         = 443
  to_port           = 443
  cidr_blocks       = ["10.0.1.0/24"]
}

resource "aws_network_interface" "web" {
  subnet_id       = aws_subnet.main.id
  security_groups = [aws_security_group.a.id]
}

resource "aws_network_interface" "db" {
  subnet_id       = aws_subnet.main.id
  security_groups = [aws_security_group.b.id]
}
