# What a line's router announces comes into no route table without propagation: only the tables' own routes lead there.
# Source: AWS VPC User Guide, "Route tables": routes of a virtual private gateway are added by propagation, or by hand
# on-premises -> web tcp/443: forward
# web -> on-premises tcp/443: none

resource "aws_vpc" "main" { cidr_block = "10.0.0.0/16" }

resource "aws_subnet" "web" {
  vpc_id     = aws_vpc.main.id
  cidr_block = "10.0.1.0/24"
}

resource "aws_vpn_gateway" "main" { vpc_id = aws_vpc.main.id }

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

resource "aws_dx_gateway_association" "main" {
  dx_gateway_id         = "abcd1234-dcba-5678-be23-cdef9876ab45"
  associated_gateway_id = aws_vpn_gateway.main.id
}
