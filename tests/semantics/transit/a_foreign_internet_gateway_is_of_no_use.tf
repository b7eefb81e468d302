# A spoke's host reaches no internet gateway behind a transit gateway: the gateway translates addresses of its own VPC only.
# Source: AWS VPC User Guide, "Enable internet access for a VPC using internet gateways"
# web -> internet tcp/443: none
# internet -> web tcp/443: none

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
    cidr_block = "0.0.0.0/0"
    gateway_id = aws_internet_gateway.main.id
  }

  route {
    cidr_block         = "10.1.0.0/16"
    transit_gateway_id = aws_ec2_transit_gateway.hub.id
  }
}

resource "aws_security_group" "open" {
  vpc_id = aws_vpc.a.id

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

resource "aws_instance" "web" {
  ami                         = "ami-0123456789abcdef0"
  instance_type               = "t3.micro"
  subnet_id                   = aws_subnet.web.id
  vpc_security_group_ids      = [aws_security_group.open.id]
  associate_public_ip_address = true
}
