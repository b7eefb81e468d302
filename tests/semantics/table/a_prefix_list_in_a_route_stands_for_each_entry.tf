# A route for a prefix list is a route for every block in it.
# Source: AWS VPC User Guide, "Reference prefix lists in your AWS resources"
# web -> db tcp/5432: must
# web -> db2 tcp/5432: none

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

resource "aws_subnet" "db2" {
  vpc_id     = aws_vpc.b.id
  cidr_block = "10.2.2.0/24"
}

resource "aws_ec2_managed_prefix_list" "b" {
  name           = "b"
  address_family = "IPv4"
  max_entries    = 1

  entry {
    cidr = "10.2.1.0/24"
  }
}

resource "aws_route" "ab" {
  route_table_id             = aws_vpc.a.main_route_table_id
  destination_prefix_list_id = aws_ec2_managed_prefix_list.b.id
  vpc_peering_connection_id  = aws_vpc_peering_connection.ab.id
}

resource "aws_default_route_table" "b" {
  default_route_table_id = aws_vpc.b.default_route_table_id

  route {
    cidr_block                = "10.1.0.0/16"
    vpc_peering_connection_id = aws_vpc_peering_connection.ab.id
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

resource "aws_network_interface" "db2" {
  subnet_id       = aws_subnet.db2.id
  security_groups = [aws_security_group.db.id]
}
