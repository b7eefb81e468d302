# The default ACL of a VPC with an IPv6 block allows both versions.
# Source: AWS VPC User Guide, "Default network ACL for a VPC"
# web -> db tcp/5432: must
# ipv6 web -> db tcp/5432: must

resource "aws_vpc" "main" {
  cidr_block        = "10.0.0.0/16"
  ipv6_cidr_block   = "2001:db8:0:100::/56"
  ipv6_ipam_pool_id = "ipam-pool-0123456789abcdef0"
}

resource "aws_subnet" "web" {
  vpc_id          = aws_vpc.main.id
  cidr_block      = "10.0.1.0/24"
  ipv6_cidr_block = "2001:db8:0:101::/64"
}

resource "aws_subnet" "db" {
  vpc_id          = aws_vpc.main.id
  cidr_block      = "10.0.2.0/24"
  ipv6_cidr_block = "2001:db8:0:102::/64"
}

resource "aws_network_interface" "web" { subnet_id = aws_subnet.web.id }
resource "aws_network_interface" "db" { subnet_id = aws_subnet.db.id }
