# 0.0.0.0/0 is IPv4 only, ::/0 is IPv6 only.
# Source: AWS VPC User Guide, "Security group rules"
# web -> db tcp/80: must
# ipv6 web -> db tcp/80: none
# web -> db tcp/443: none
# ipv6 web -> db tcp/443: must

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
    protocol    = "tcp"
    from_port   = 80
    to_port     = 80
    cidr_blocks = ["0.0.0.0/0"]
  }

  ingress {
    protocol         = "tcp"
    from_port        = 443
    to_port          = 443
    ipv6_cidr_blocks = ["::/0"]
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
