# AWS gives a new group an egress rule for everything; Terraform removes it, so a group without egress in its code has none.
# Source: Terraform AWS provider, "Resource: aws_security_group"
# web -> db tcp/5432: none
# db -> web tcp/5432: none

resource "aws_vpc" "main" { cidr_block = "10.0.0.0/16" }

resource "aws_subnet" "main" {
  vpc_id     = aws_vpc.main.id
  cidr_block = "10.0.1.0/24"
}

resource "aws_security_group" "a" {
  vpc_id = aws_vpc.main.id

  ingress {
    protocol    = "tcp"
    from_port   = 5432
    to_port     = 5432
    cidr_blocks = ["10.0.1.0/24"]
  }
}

resource "aws_network_interface" "web" {
  subnet_id       = aws_subnet.main.id
  security_groups = [aws_security_group.a.id]
}

resource "aws_network_interface" "db" {
  subnet_id       = aws_subnet.main.id
  security_groups = [aws_security_group.a.id]
}
