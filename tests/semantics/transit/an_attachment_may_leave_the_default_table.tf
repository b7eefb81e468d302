# An attachment may decline the default association.
# Source: Terraform AWS provider, "Resource: aws_ec2_transit_gateway_vpc_attachment"
# web -> db tcp/5432: none
# db -> web tcp/80: none

resource "aws_vpc" "a" { cidr_block = "10.1.0.0/16" }
resource "aws_vpc" "b" { cidr_block = "10.2.0.0/16" }

resource "aws_subnet" "web" {
  vpc_id            = aws_vpc.a.id
  cidr_block        = "10.1.1.0/24"
  availability_zone = "eu-central-1a"
}

resource "aws_subnet" "db" {
  vpc_id            = aws_vpc.b.id
  cidr_block        = "10.2.1.0/24"
  availability_zone = "eu-central-1a"
}

resource "aws_ec2_transit_gateway" "hub" {}

resource "aws_ec2_transit_gateway_vpc_attachment" "a" {
  transit_gateway_id                              = aws_ec2_transit_gateway.hub.id
  vpc_id                                          = aws_vpc.a.id
  subnet_ids                                      = [aws_subnet.web.id]
  transit_gateway_default_route_table_association = false
}

resource "aws_ec2_transit_gateway_vpc_attachment" "b" {
  transit_gateway_id = aws_ec2_transit_gateway.hub.id
  vpc_id             = aws_vpc.b.id
  subnet_ids         = [aws_subnet.db.id]
}

resource "aws_default_route_table" "a" {
  default_route_table_id = aws_vpc.a.default_route_table_id

  route {
    cidr_block         = "10.2.0.0/16"
    transit_gateway_id = aws_ec2_transit_gateway.hub.id
  }
}

resource "aws_default_route_table" "b" {
  default_route_table_id = aws_vpc.b.default_route_table_id

  route {
    cidr_block         = "10.1.0.0/16"
    transit_gateway_id = aws_ec2_transit_gateway.hub.id
  }
}

resource "aws_security_group" "db" {
  vpc_id = aws_vpc.b.id

  ingress {
    protocol    = "-1"
    from_port   = 0
    to_port     = 0
    cidr_blocks = ["10.1.0.0/16"]
  }
}

resource "aws_network_interface" "web" { subnet_id = aws_subnet.web.id }

resource "aws_network_interface" "db" {
  subnet_id       = aws_subnet.db.id
  security_groups = [aws_security_group.db.id]
}
