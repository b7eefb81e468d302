# Terraform empties the default ACL that it adopts: every subnet without an ACL of its own is shut.
# Source: Terraform AWS provider, "Resource: aws_default_network_acl"
# web -> db tcp/5432: none
# db -> web udp/53: none

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
resource "aws_default_network_acl" "main" { default_network_acl_id = aws_vpc.main.default_network_acl_id }
