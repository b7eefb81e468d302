# A reference admits a member over IPv4 and over IPv6.
# Source: AWS VPC User Guide, "Security group rules"
# web -> db tcp/5432: must
# ipv6 web -> db tcp/5432: must

resource "aws_vpc" "main" {
  cidr_block        = "10.0.0.0/16"
  ipv6_cidr_block   = "2001:db8:0:100::/56"
  ipv6_ipam_pool_id = "ipam-pool-0123456789abcdef0"
}

resource "aws_subnet" "main" {
  vpc_id          = aws_vpc.main.id
  cidr_block      = "10.0.1.0/24"
  ipv6_cidr_block = "2001:db8:0:101::/64"
}

resource "aws_security_group" "a" {
  vpc_id = aws_vpc.main.id

  egress {
    protocol         = "-1"
    from_port        = 0
    to_port          = 0
    cidr_blocks      = ["0.0.0.0/0"]
    ipv6_cidr_blocks = ["::/0"]
  }
}

resource "aws_security_group" "b" {
  vpc_id = aws_vpc.main.id

  ingress {
    protocol        = "tcp"
    from_port       = 5432
    to_port         = 5432
    security_groups = [aws_security_group.a.id]
  }
}

resource "aws_network_interface" "web" {
  subnet_id       = aws_subnet.main.id
  security_groups = [aws_security_group.a.id]
}

resource "aws_network_interface" "db" {
  subnet_id       = aws_subnet.main.id
  security_groups = [aws_security_group.b.id]
}
