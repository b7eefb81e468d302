# The outbound entries of the attachment's subnet stop what arrives, by its destination.
# Source: AWS Transit Gateway Guide, "Network ACLs for transit gateways in Amazon VPC Transit Gateways"
# web -> db tcp/5432: none
# web -> db tcp/22: must

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
  transit_gateway_id = aws_ec2_transit_gateway.hub.id
  vpc_id             = aws_vpc.a.id
  subnet_ids         = [aws_subnet.tgw_a.id]
}

resource "aws_ec2_transit_gateway_vpc_attachment" "b" {
  transit_gateway_id = aws_ec2_transit_gateway.hub.id
  vpc_id             = aws_vpc.b.id
  subnet_ids         = [aws_subnet.tgw_b.id]
}

resource "aws_subnet" "tgw_a" {
  vpc_id            = aws_vpc.a.id
  cidr_block        = "10.1.8.0/28"
  availability_zone = "eu-central-1a"
}

resource "aws_subnet" "tgw_b" {
  vpc_id            = aws_vpc.b.id
  cidr_block        = "10.2.8.0/28"
  availability_zone = "eu-central-1a"
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

resource "aws_network_acl" "tgw_b" {
  vpc_id     = aws_vpc.b.id
  subnet_ids = [aws_subnet.tgw_b.id]

  ingress {
    rule_no    = 100
    action     = "allow"
    protocol   = "-1"
    from_port  = 0
    to_port    = 0
    cidr_block = "0.0.0.0/0"
  }

  egress {
    rule_no    = 100
    action     = "deny"
    protocol   = "tcp"
    from_port  = 5432
    to_port    = 5432
    cidr_block = "10.2.0.0/16"
  }

  egress {
    rule_no    = 200
    action     = "allow"
    protocol   = "-1"
    from_port  = 0
    to_port    = 0
    cidr_block = "0.0.0.0/0"
  }
}
