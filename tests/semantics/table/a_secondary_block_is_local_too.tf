# Every block of a VPC has a local route, the secondary ones too.
# Source: AWS VPC User Guide, "Route table concepts"
# web -> db tcp/5432: must
# db -> web tcp/80: must

resource "aws_vpc" "main" { cidr_block = "10.0.0.0/16" }

resource "aws_vpc_ipv4_cidr_block_association" "second" {
  vpc_id     = aws_vpc.main.id
  cidr_block = "10.9.0.0/16"
}

resource "aws_subnet" "web" {
  vpc_id     = aws_vpc.main.id
  cidr_block = "10.0.1.0/24"
}

resource "aws_subnet" "db" {
  vpc_id     = aws_vpc.main.id
  cidr_block = "10.9.1.0/24"
}

resource "aws_network_interface" "web" { subnet_id = aws_subnet.web.id }
resource "aws_network_interface" "db" { subnet_id = aws_subnet.db.id }
