# VPCs whose IPv6 blocks lead to the internet speak over it; a rule for the other's block admits what no rule admits of the internet.
# Source: AWS VPC User Guide, "Internet gateways": IPv6 addresses are globally unique, and public by default
# unknown: aws_security_group.db
# ipv6 internet -> db tcp/5432: none

resource "aws_vpc" "web" {
  cidr_block        = "10.1.0.0/16"
  ipv6_cidr_block   = "2001:db8:1:100::/56"
  ipv6_ipam_pool_id = "ipam-pool-0123456789abcdef0"
}

resource "aws_vpc" "db" {
  cidr_block        = "10.2.0.0/16"
  ipv6_cidr_block   = "2001:db8:2:100::/56"
  ipv6_ipam_pool_id = "ipam-pool-0123456789abcdef0"
}

resource "aws_subnet" "web" {
  vpc_id          = aws_vpc.web.id
  cidr_block      = "10.1.1.0/24"
  ipv6_cidr_block = "2001:db8:1:101::/64"
}

resource "aws_subnet" "db" {
  vpc_id          = aws_vpc.db.id
  cidr_block      = "10.2.1.0/24"
  ipv6_cidr_block = "2001:db8:2:101::/64"
}

resource "aws_egress_only_internet_gateway" "web" { vpc_id = aws_vpc.web.id }
resource "aws_internet_gateway" "db" { vpc_id = aws_vpc.db.id }

resource "aws_default_route_table" "web" {
  default_route_table_id = aws_vpc.web.default_route_table_id

  route {
    ipv6_cidr_block        = "::/0"
    egress_only_gateway_id = aws_egress_only_internet_gateway.web.id
  }
}

resource "aws_default_route_table" "db" {
  default_route_table_id = aws_vpc.db.default_route_table_id

  route {
    ipv6_cidr_block = "::/0"
    gateway_id      = aws_internet_gateway.db.id
  }
}

resource "aws_security_group" "web" {
  vpc_id = aws_vpc.web.id

  egress {
    protocol         = "-1"
    from_port        = 0
    to_port          = 0
    ipv6_cidr_blocks = ["::/0"]
  }
}

resource "aws_security_group" "db" {
  vpc_id = aws_vpc.db.id

  ingress {
    protocol         = "tcp"
    from_port        = 5432
    to_port          = 5432
    ipv6_cidr_blocks = [aws_vpc.web.ipv6_cidr_block]
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
