# 0.0.0.0/1 and 128.0.0.0/1 together are 0.0.0.0/0.
# Source: convention: arithmetic of address blocks
# internet -> web tcp/22: must
# internet -> web tcp/80: may
# internet -> web tcp/443: none

resource "aws_vpc" "main" { cidr_block = "10.0.0.0/16" }

resource "aws_subnet" "web" {
  vpc_id     = aws_vpc.main.id
  cidr_block = "10.0.1.0/24"
}

resource "aws_internet_gateway" "main" { vpc_id = aws_vpc.main.id }

resource "aws_default_route_table" "main" {
  default_route_table_id = aws_vpc.main.default_route_table_id

  route {
    cidr_block = "0.0.0.0/1"
    gateway_id = aws_internet_gateway.main.id
  }

  route {
    cidr_block = "128.0.0.0/1"
    gateway_id = aws_internet_gateway.main.id
  }
}

resource "aws_security_group" "web" {
  vpc_id = aws_vpc.main.id

  ingress {
    protocol    = "tcp"
    from_port   = 22
    to_port     = 22
    cidr_blocks = ["0.0.0.0/1", "128.0.0.0/1"]
  }

  ingress {
    protocol    = "tcp"
    from_port   = 80
    to_port     = 80
    cidr_blocks = ["0.0.0.0/1"]
  }
}

resource "aws_instance" "web" {
  ami                         = "ami-0123456789abcdef0"
  instance_type               = "t3.micro"
  subnet_id                   = aws_subnet.web.id
  vpc_security_group_ids      = [aws_security_group.web.id]
  associate_public_ip_address = true
}
