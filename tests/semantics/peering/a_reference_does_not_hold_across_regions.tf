# A rule that names a group of a VPC in another region matches nothing.
# Source: AWS VPC Peering Guide, "Update your security groups to reference peer security groups"
# web -> db tcp/5432: none
# web -> db tcp/22: must

provider "aws" {
  region = "eu-central-1"
}

provider "aws" {
  alias  = "west"
  region = "eu-west-1"
}

resource "aws_vpc" "a" { cidr_block = "10.1.0.0/16" }

resource "aws_vpc" "b" {
  provider   = aws.west
  cidr_block = "10.2.0.0/16"
}

resource "aws_subnet" "web" {
  vpc_id     = aws_vpc.a.id
  cidr_block = "10.1.1.0/24"
}

resource "aws_subnet" "db" {
  provider   = aws.west
  vpc_id     = aws_vpc.b.id
  cidr_block = "10.2.1.0/24"
}

resource "aws_vpc_peering_connection" "ab" {
  vpc_id      = aws_vpc.a.id
  peer_vpc_id = aws_vpc.b.id
  peer_region = "eu-west-1"
}

resource "aws_default_route_table" "a" {
  default_route_table_id = aws_vpc.a.default_route_table_id

  route {
    cidr_block                = "10.2.0.0/16"
    vpc_peering_connection_id = aws_vpc_peering_connection.ab.id
  }
}

resource "aws_default_route_table" "b" {
  provider               = aws.west
  default_route_table_id = aws_vpc.b.default_route_table_id

  route {
    cidr_block                = "10.1.0.0/16"
    vpc_peering_connection_id = aws_vpc_peering_connection.ab.id
  }
}

resource "aws_security_group" "web" {
  vpc_id = aws_vpc.a.id

  egress {
    protocol    = "-1"
    from_port   = 0
    to_port     = 0
    cidr_blocks = ["0.0.0.0/0"]
  }
}

resource "aws_security_group" "db" {
  provider = aws.west
  vpc_id   = aws_vpc.b.id

  ingress {
    protocol        = "tcp"
    from_port       = 5432
    to_port         = 5432
    security_groups = [aws_security_group.web.id]
  }

  ingress {
    protocol    = "tcp"
    from_port   = 22
    to_port     = 22
    cidr_blocks = ["10.1.0.0/16"]
  }
}

resource "aws_network_interface" "web" {
  subnet_id       = aws_subnet.web.id
  security_groups = [aws_security_group.web.id]
}

resource "aws_network_interface" "db" {
  provider        = aws.west
  subnet_id       = aws_subnet.db.id
  security_groups = [aws_security_group.db.id]
}
