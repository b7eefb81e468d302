# A rule for a prefix list admits every block in it, and nothing else.
# Source: AWS VPC User Guide, "Consolidate and manage network CIDR blocks with managed prefix lists"
# near -> db tcp/5432: must
# far -> db tcp/5432: must
# other -> db tcp/5432: none

resource "aws_vpc" "main" { cidr_block = "10.0.0.0/16" }

resource "aws_subnet" "a" {
  vpc_id     = aws_vpc.main.id
  cidr_block = "10.0.1.0/24"
}

resource "aws_subnet" "far" {
  vpc_id     = aws_vpc.main.id
  cidr_block = "10.0.3.0/24"
}

resource "aws_ec2_managed_prefix_list" "clients" {
  name           = "clients"
  address_family = "IPv4"
  max_entries    = 2

  entry {
    cidr = "10.0.1.0/25"
  }

  entry {
    cidr = "10.0.3.0/24"
  }
}

resource "aws_security_group" "a" {
  vpc_id = aws_vpc.main.id

  egress {
    protocol    = "-1"
    from_port   = 0
    to_port     = 0
    cidr_blocks = ["0.0.0.0/0"]
  }
}

resource "aws_security_group" "b" {
  vpc_id = aws_vpc.main.id

  ingress {
    protocol        = "tcp"
    from_port       = 5432
    to_port         = 5432
    prefix_list_ids = [aws_ec2_managed_prefix_list.clients.id]
  }
}

resource "aws_network_interface" "db" {
  subnet_id       = aws_subnet.a.id
  security_groups = [aws_security_group.b.id]
}

resource "aws_network_interface" "near" {
  subnet_id       = aws_subnet.a.id
  security_groups = [aws_security_group.a.id]
  private_ips     = ["10.0.1.7"]
}

resource "aws_network_interface" "other" {
  subnet_id       = aws_subnet.a.id
  security_groups = [aws_security_group.a.id]
  private_ips     = ["10.0.1.200"]
}

resource "aws_network_interface" "far" {
  subnet_id       = aws_subnet.far.id
  security_groups = [aws_security_group.a.id]
}
