# A peering carries IPv6 where both sides have routes for it.
# Source: AWS VPC Peering Guide, "Update your route tables for a VPC peering connection"
# ipv6 web -> db tcp/5432: must
# web -> db tcp/5432: none

resource "aws_vpc" "a" {
  cidr_block        = "10.1.0.0/16"
  ipv6_cidr_block   = "2001:db8:0:100::/56"
  ipv6_ipam_pool_id = "ipam-pool-0123456789abcdef0"
}

resource "aws_vpc" "b" {
  cidr_block        = "10.2.0.0/16"
  ipv6_cidr_block   = "2001:db8:0:200::/56"
  ipv6_ipam_pool_id = "ipam-pool-0123456789abcdef0"
}

resource "aws_subnet" "web" {
  vpc_id          = aws_vpc.a.id
  cidr_block      = "10.1.1.0/24"
  ipv6_cidr_block = "2001:db8:0:101::/64"
}

resource "aws_subnet" "db" {
  vpc_id          = aws_vpc.b.id
  cidr_block      = "10.2.1.0/24"
  ipv6_cidr_block = "2001:db8:0:201::/64"
}

resource "aws_vpc_peering_connection" "ab" {
  vpc_id      = aws_vpc.a.id
  peer_vpc_id = aws_vpc.b.id
  auto_accept = true
}

resource "aws_default_route_table" "a" {
  default_route_table_id = aws_vpc.a.default_route_table_id

  route {
    ipv6_cidr_block           = "2001:db8:0:200::/56"
    vpc_peering_connection_id = aws_vpc_peering_connection.ab.id
  }
}

resource "aws_default_route_table" "b" {
  default_route_table_id = aws_vpc.b.default_route_table_id

  route {
    ipv6_cidr_block           = "2001:db8:0:100::/56"
    vpc_peering_connection_id = aws_vpc_peering_connection.ab.id
  }
}

resource "aws_security_group" "web" {
  vpc_id = aws_vpc.a.id

  egress {
    protocol         = "-1"
    from_port        = 0
    to_port          = 0
    ipv6_cidr_blocks = ["::/0"]
  }
}

resource "aws_security_group" "db" {
  vpc_id = aws_vpc.b.id

  ingress {
    protocol         = "-1"
    from_port        = 0
    to_port          = 0
    cidr_blocks      = ["0.0.0.0/0"]
    ipv6_cidr_blocks = ["::/0"]
  }
}

resource "aws_network_interface" "web" {
  subnet_id       = aws_subnet.web.id
  security_groups = [aws_security_group.web.id]
}

resource "aws_network_interface" "db" {
  subnet_id       = aws_subnet.db.id
  security_groups = [aws_security_group.db.id]
}
