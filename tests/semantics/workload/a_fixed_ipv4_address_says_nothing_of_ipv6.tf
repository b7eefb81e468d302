# An interface with an IPv4 address in its code may have any IPv6 address of its subnet.
# Source: convention: whether an interface gets an IPv6 address is often set elsewhere; the stricter reading is taken
# web -> db tcp/5432: must
# ipv6 web -> db tcp/5432: must
# other -> db tcp/5432: none

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

resource "aws_security_group" "client" {
  vpc_id = aws_vpc.main.id

  egress {
    protocol    = "-1"
    from_port   = 0
    to_port     = 0
    cidr_blocks = ["0.0.0.0/0"]
  }

  egress {
    protocol         = "-1"
    from_port        = 0
    to_port          = 0
    ipv6_cidr_blocks = ["::/0"]
  }
}

resource "aws_security_group" "db" {
  vpc_id = aws_vpc.main.id

  ingress {
    protocol    = "tcp"
    from_port   = 5432
    to_port     = 5432
    cidr_blocks = ["10.0.1.10/32"]
  }

  ingress {
    protocol         = "tcp"
    from_port        = 5432
    to_port          = 5432
    ipv6_cidr_blocks = ["2001:db8:0:101::/64"]
  }
}

resource "aws_network_interface" "web" {
  subnet_id       = aws_subnet.web.id
  security_groups = [aws_security_group.client.id]
  private_ips     = ["10.0.1.10"]
}

resource "aws_network_interface" "other" {
  subnet_id       = aws_subnet.web.id
  security_groups = [aws_security_group.client.id]
  private_ips     = ["10.0.1.11"]
}

resource "aws_network_interface" "db" {
  subnet_id       = aws_subnet.db.id
  security_groups = [aws_security_group.db.id]
}
