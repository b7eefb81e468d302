# Through a peer no other peer is reached, whatever the routes say.
# Source: AWS VPC Peering Guide, "How VPC peering connections work"
# web -> far tcp/5432: none
# web -> far udp/53: none

resource "aws_vpc" "a" { cidr_block = "10.1.0.0/16" }
resource "aws_vpc" "b" { cidr_block = "10.2.0.0/16" }

resource "aws_subnet" "web" {
  vpc_id     = aws_vpc.a.id
  cidr_block = "10.1.1.0/24"
}

resource "aws_subnet" "db" {
  vpc_id     = aws_vpc.b.id
  cidr_block = "10.2.1.0/24"
}

resource "aws_vpc_peering_connection" "ab" {
  vpc_id      = aws_vpc.a.id
  peer_vpc_id = aws_vpc.b.id
  auto_accept = true
}

resource "aws_vpc" "c" { cidr_block = "10.3.0.0/16" }

resource "aws_subnet" "far" {
  vpc_id     = aws_vpc.c.id
  cidr_block = "10.3.1.0/24"
}

resource "aws_vpc_peering_connection" "bc" {
  vpc_id      = aws_vpc.b.id
  peer_vpc_id = aws_vpc.c.id
  auto_accept = true
}

resource "aws_default_route_table" "a" {
  default_route_table_id = aws_vpc.a.default_route_table_id

  route {
    cidr_block                = "10.0.0.0/8"
    vpc_peering_connection_id = aws_vpc_peering_connection.ab.id
  }
}

resource "aws_default_route_table" "b" {
  default_route_table_id = aws_vpc.b.default_route_table_id

  route {
    cidr_block                = "10.1.0.0/16"
    vpc_peering_connection_id = aws_vpc_peering_connection.ab.id
  }

  route {
    cidr_block                = "10.3.0.0/16"
    vpc_peering_connection_id = aws_vpc_peering_connection.bc.id
  }
}

resource "aws_default_route_table" "c" {
  default_route_table_id = aws_vpc.c.default_route_table_id

  route {
    cidr_block                = "10.0.0.0/8"
    vpc_peering_connection_id = aws_vpc_peering_connection.bc.id
  }
}

resource "aws_security_group" "far" {
  vpc_id = aws_vpc.c.id

  ingress {
    protocol    = "-1"
    from_port   = 0
    to_port     = 0
    cidr_blocks = ["0.0.0.0/0"]
  }
}

resource "aws_network_interface" "web" { subnet_id = aws_subnet.web.id }

resource "aws_network_interface" "far" {
  subnet_id       = aws_subnet.far.id
  security_groups = [aws_security_group.far.id]
}
