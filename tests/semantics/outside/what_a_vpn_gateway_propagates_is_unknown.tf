# Which routes a virtual private gateway learns from its peer is not in the code.
# Source: convention: what is not known is reported with its place, never assumed safe
# unknown: aws_vpn_gateway_route_propagation.main

resource "aws_vpc" "main" { cidr_block = "10.0.0.0/16" }

resource "aws_subnet" "web" {
  vpc_id     = aws_vpc.main.id
  cidr_block = "10.0.1.0/24"
}

resource "aws_vpn_gateway" "main" { vpc_id = aws_vpc.main.id }

resource "aws_vpn_gateway_route_propagation" "main" {
  route_table_id = aws_vpc.main.main_route_table_id
  vpn_gateway_id = aws_vpn_gateway.main.id
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
