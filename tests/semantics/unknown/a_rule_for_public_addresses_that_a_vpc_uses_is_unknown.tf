# The internet has hosts of its own with the addresses of a VPC whose block is public address space.
# Source: AWS VPC User Guide, "IPv4 VPC CIDR blocks": publicly routable blocks are possible, and stay private to the VPC
# unknown: aws_security_group.db

resource "aws_vpc" "web" { cidr_block = "11.0.0.0/16" }
resource "aws_vpc" "db" { cidr_block = "10.2.0.0/16" }

resource "aws_subnet" "db" {
  vpc_id                  = aws_vpc.db.id
  cidr_block              = "10.2.1.0/24"
  map_public_ip_on_launch = true
}

resource "aws_internet_gateway" "db" { vpc_id = aws_vpc.db.id }

resource "aws_default_route_table" "db" {
  default_route_table_id = aws_vpc.db.default_route_table_id

  route {
    cidr_block = "0.0.0.0/0"
    gateway_id = aws_internet_gateway.db.id
  }
}

resource "aws_security_group" "db" {
  vpc_id = aws_vpc.db.id

  ingress {
    protocol    = "tcp"
    from_port   = 5432
    to_port     = 5432
    cidr_blocks = ["11.0.0.0/16"]
  }
}

resource "aws_network_interface" "db" {
  subnet_id       = aws_subnet.db.id
  security_groups = [aws_security_group.db.id]
}
