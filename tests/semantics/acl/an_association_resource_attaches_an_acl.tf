# A subnet's ACL may be set by an association of its own.
# Source: AWS VPC User Guide, "Network ACL basics"
# web -> db tcp/5432: none
# db -> web tcp/80: none

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
resource "aws_network_acl" "shut" { vpc_id = aws_vpc.main.id }

resource "aws_network_acl_association" "db" {
  network_acl_id = aws_network_acl.shut.id
  subnet_id      = aws_subnet.db.id
}
