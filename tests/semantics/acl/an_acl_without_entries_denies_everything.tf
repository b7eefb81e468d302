# A custom ACL starts with nothing but the final deny, in both directions.
# Source: AWS VPC User Guide, "Custom network ACLs for your VPC"
# web -> db tcp/5432: none
# web -> db udp/53: none
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

resource "aws_network_acl" "db" {
  vpc_id     = aws_vpc.main.id
  subnet_ids = [aws_subnet.db.id]
}
