# `self` and `source_security_group_id` of the older resource are references.
# Source: Terraform AWS provider, "Resource: aws_security_group_rule"
# web -> db tcp/22: must
# peer -> db tcp/80: must
# web -> db tcp/80: none
# peer -> db tcp/22: none

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

resource "aws_security_group" "b" {
  vpc_id = aws_vpc.main.id

  egress {
    protocol    = "-1"
    from_port   = 0
    to_port     = 0
    cidr_blocks = ["0.0.0.0/0"]
  }
}

resource "aws_security_group_rule" "ssh" {
  security_group_id        = aws_security_group.b.id
  type                     = "ingress"
  source_security_group_id = aws_security_group.a.id
  protocol                 = "tcp"
  from_port                = 22
  to_port                  = 22
}

resource "aws_security_group_rule" "http" {
  security_group_id = aws_security_group.b.id
  type              = "ingress"
  self              = true
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
  security_groups = [aws_security_group.b.id]
}

resource "aws_network_interface" "peer" {
  subnet_id       = aws_subnet.main.id
  security_groups = [aws_security_group.b.id]
}
