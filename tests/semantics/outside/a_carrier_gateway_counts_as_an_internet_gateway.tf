# A carrier's devices have public addresses too: what passes a carrier gateway counts as the internet, in both directions.
# Source: convention: the Wavelength guide lets carrier networks in and the internet only out; the stricter reading is taken
# web -> internet tcp/443: must
# internet -> web tcp/443: must

resource "aws_vpc" "main" { cidr_block = "10.0.0.0/16" }

resource "aws_subnet" "web" {
  vpc_id            = aws_vpc.main.id
  cidr_block        = "10.0.1.0/24"
  availability_zone = "eu-central-1-wl1-ber-wlz-1"
}

resource "aws_ec2_carrier_gateway" "main" { vpc_id = aws_vpc.main.id }

resource "aws_route" "out" {
  route_table_id         = aws_vpc.main.main_route_table_id
  destination_cidr_block = "0.0.0.0/0"
  carrier_gateway_id     = aws_ec2_carrier_gateway.main.id
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

resource "aws_eip" "web" {
  domain               = "vpc"
  network_border_group = "eu-central-1-wl1-ber-wlz-1"
  network_interface    = aws_network_interface.web.id
}
