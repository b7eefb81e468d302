# What stands in a VPC of somebody else's code is as foreign as a data centre.
# Source: convention: an undeclared peer is a part of `on-premises`
# web -> on-premises tcp/443: may
# on-premises -> web tcp/443: may
# web -> internet tcp/443: none

resource "aws_vpc" "main" { cidr_block = "10.0.0.0/16" }

resource "aws_subnet" "web" {
  vpc_id     = aws_vpc.main.id
  cidr_block = "10.0.1.0/24"
}

resource "aws_vpc_peering_connection" "out" {
  vpc_id      = aws_vpc.main.id
  peer_vpc_id = "vpc-0123456789abcdef0"
}

resource "aws_default_route_table" "main" {
  default_route_table_id = aws_vpc.main.default_route_table_id

  route {
    cidr_block                = "10.9.0.0/16"
    vpc_peering_connection_id = aws_vpc_peering_connection.out.id
  }
}

resource "aws_security_group" "open" {
  vpc_id = aws_vpc.main.id

  ingress {
    protocol    = "-1"
    from_port   = 0
    to_port     = 0
    cidr_blocks = ["0.0.0.0/0"]
  }

  egress {
    protocol    = "-1"
    from_port   = 0
    to_port     = 0
    cidr_blocks = ["0.0.0.0/0"]
  }
}

resource "aws_network_interface" "web" {
  subnet_id       = aws_subnet.web.id
  security_groups = [aws_security_group.open.id]
}
