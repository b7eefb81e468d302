# The NAT gateway's subnet needs a route back to the client's VPC.
# Source: AWS Transit Gateway Guide, "Example: Centralized outbound routing to the internet"
# web -> internet tcp/443: forward

resource "aws_vpc" "a" { cidr_block = "10.1.0.0/16" }
resource "aws_vpc" "e" { cidr_block = "10.9.0.0/16" }

resource "aws_subnet" "web" {
  vpc_id            = aws_vpc.a.id
  cidr_block        = "10.1.1.0/24"
  availability_zone = "eu-central-1a"
}

resource "aws_subnet" "tgw" {
  vpc_id            = aws_vpc.e.id
  cidr_block        = "10.9.8.0/28"
  availability_zone = "eu-central-1a"
}

resource "aws_subnet" "nat" {
  vpc_id            = aws_vpc.e.id
  cidr_block        = "10.9.1.0/24"
  availability_zone = "eu-central-1a"
}

resource "aws_ec2_transit_gateway" "hub" {}

resource "aws_ec2_transit_gateway_vpc_attachment" "a" {
  transit_gateway_id = aws_ec2_transit_gateway.hub.id
  vpc_id             = aws_vpc.a.id
  subnet_ids         = [aws_subnet.web.id]
}

resource "aws_ec2_transit_gateway_vpc_attachment" "e" {
  transit_gateway_id = aws_ec2_transit_gateway.hub.id
  vpc_id             = aws_vpc.e.id
  subnet_ids         = [aws_subnet.tgw.id]
}

resource "aws_ec2_transit_gateway_route" "out" {
  destination_cidr_block         = "0.0.0.0/0"
  transit_gateway_route_table_id = aws_ec2_transit_gateway.hub.association_default_route_table_id
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_vpc_attachment.e.id
}

resource "aws_internet_gateway" "main" { vpc_id = aws_vpc.e.id }
resource "aws_eip" "nat" { domain = "vpc" }

resource "aws_nat_gateway" "main" {
  subnet_id     = aws_subnet.nat.id
  allocation_id = aws_eip.nat.id
}

resource "aws_default_route_table" "a" {
  default_route_table_id = aws_vpc.a.default_route_table_id

  route {
    cidr_block         = "0.0.0.0/0"
    transit_gateway_id = aws_ec2_transit_gateway.hub.id
  }
}

resource "aws_default_route_table" "e" {
  default_route_table_id = aws_vpc.e.default_route_table_id

  route {
    cidr_block     = "0.0.0.0/0"
    nat_gateway_id = aws_nat_gateway.main.id
  }
}

resource "aws_route_table" "nat" {
  vpc_id = aws_vpc.e.id

  route {
    cidr_block = "0.0.0.0/0"
    gateway_id = aws_internet_gateway.main.id
  }
}

resource "aws_route_table_association" "nat" {
  subnet_id      = aws_subnet.nat.id
  route_table_id = aws_route_table.nat.id
}

resource "aws_network_interface" "web" { subnet_id = aws_subnet.web.id }
