# A rule for ICMP admits no ICMPv6, protocol 58.
# Source: AWS EC2 API Reference, "IpPermission"
# ipv6 internet -> web icmpv6/128/0: none
# ipv6 internet -> other icmpv6/128/0: must

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

resource "aws_internet_gateway" "main" { vpc_id = aws_vpc.main.id }

resource "aws_default_route_table" "main" {
  default_route_table_id = aws_vpc.main.default_route_table_id

  route {
    ipv6_cidr_block = "::/0"
    gateway_id      = aws_internet_gateway.main.id
  }
}

resource "aws_security_group" "icmp" {
  vpc_id = aws_vpc.main.id

  ingress {
    protocol         = "icmp"
    from_port        = -1
    to_port          = -1
    cidr_blocks      = ["0.0.0.0/0"]
    ipv6_cidr_blocks = ["::/0"]
  }
}

resource "aws_security_group" "icmpv6" {
  vpc_id = aws_vpc.main.id

  ingress {
    protocol         = "icmpv6"
    from_port        = -1
    to_port          = -1
    ipv6_cidr_blocks = ["::/0"]
  }
}

resource "aws_network_interface" "web" {
  subnet_id       = aws_subnet.web.id
  security_groups = [aws_security_group.icmp.id]
}

resource "aws_network_interface" "other" {
  subnet_id       = aws_subnet.web.id
  security_groups = [aws_security_group.icmpv6.id]
}
