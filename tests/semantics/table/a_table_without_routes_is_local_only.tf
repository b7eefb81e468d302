# A table with no routes of its own still has the local one.
# Source: AWS VPC User Guide, "Subnet route tables"
# web -> db tcp/5432: must
# web -> internet tcp/443: none

resource "aws_vpc" "main" { cidr_block = "10.0.0.0/16" }

resource "aws_subnet" "web" {
  vpc_id     = aws_vpc.main.id
  cidr_block = "10.0.1.0/24"
}

resource "aws_subnet" "db" {
  vpc_id     = aws_vpc.main.id
  cidr_block = "10.0.2.0/24"
}

resource "aws_network_interface" "web" { subnet_id = aws_subnet.web.id }
resource "aws_network_interface" "db" { subnet_id = aws_subnet.db.id }
resource "aws_internet_gateway" "main" { vpc_id = aws_vpc.main.id }
resource "aws_route_table" "web" { vpc_id = aws_vpc.main.id }

resource "aws_route_table_association" "web" {
  subnet_id      = aws_subnet.web.id
  route_table_id = aws_route_table.web.id
}
