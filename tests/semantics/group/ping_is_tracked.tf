# The answer to a ping passes without a rule for it.
# Source: AWS EC2 User Guide, "Amazon EC2 security group connection tracking"
# web -> db icmp/8/0: must
# db -> web icmp/8/0: none
# db -> web icmp/0/0: none

resource "aws_vpc" "main" { cidr_block = "10.0.0.0/16" }

resource "aws_subnet" "main" {
  vpc_id     = aws_vpc.main.id
  cidr_block = "10.0.1.0/24"
}

resource "aws_security_group" "a" {
  vpc_id = aws_vpc.main.id

  egress {
    protocol    = "icmp"
    from_port   = 8
    to_port     = -1
    cidr_blocks = ["0.0.0.0/0"]
  }
}

resource "aws_security_group" "b" {
  vpc_id = aws_vpc.main.id

  ingress {
    protocol    = "icmp"
    from_port   = 8
    to_port     = -1
    cidr_blocks = ["0.0.0.0/0"]
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
