# ACLs judge what enters or leaves a subnet, not what stays inside it.
# Source: AWS VPC User Guide, "Network ACL basics"
# web -> db tcp/5432: must
# other -> db tcp/5432: none

resource "aws_vpc" "main" { cidr_block = "10.0.0.0/16" }

resource "aws_subnet" "shared" {
  vpc_id     = aws_vpc.main.id
  cidr_block = "10.0.1.0/24"
}

resource "aws_subnet" "other" {
  vpc_id     = aws_vpc.main.id
  cidr_block = "10.0.2.0/24"
}

resource "aws_network_interface" "web" { subnet_id = aws_subnet.shared.id }
resource "aws_network_interface" "db" { subnet_id = aws_subnet.shared.id }
resource "aws_network_interface" "other" { subnet_id = aws_subnet.other.id }

resource "aws_network_acl" "shared" {
  vpc_id     = aws_vpc.main.id
  subnet_ids = [aws_subnet.shared.id]
}
