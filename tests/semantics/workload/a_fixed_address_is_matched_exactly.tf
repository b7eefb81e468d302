# An interface with an address in its code is that one address, not its subnet.
# Source: AWS EC2 User Guide, "Elastic network interfaces"
# web -> db tcp/5432: must
# other -> db tcp/5432: none

resource "aws_vpc" "main" { cidr_block = "10.0.0.0/16" }

resource "aws_subnet" "a" {
  vpc_id     = aws_vpc.main.id
  cidr_block = "10.0.1.0/24"
}

resource "aws_security_group" "client" {
  vpc_id = aws_vpc.main.id

  egress {
    protocol    = "-1"
    from_port   = 0
    to_port     = 0
    cidr_blocks = ["0.0.0.0/0"]
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
}

resource "aws_network_interface" "web" {
  subnet_id       = aws_subnet.a.id
  security_groups = [aws_security_group.client.id]
  private_ips     = ["10.0.1.10"]
}

resource "aws_network_interface" "other" {
  subnet_id       = aws_subnet.a.id
  security_groups = [aws_security_group.client.id]
  private_ips     = ["10.0.1.11"]
}

resource "aws_network_interface" "db" {
  subnet_id       = aws_subnet.a.id
  security_groups = [aws_security_group.db.id]
}
