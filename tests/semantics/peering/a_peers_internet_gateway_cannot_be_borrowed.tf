# A peer's internet gateway serves the peer's own hosts only.
# Source: AWS VPC Peering Guide, "How VPC peering connections work"
# web -> internet tcp/443: none
# internet -> web tcp/443: none

resource "aws_vpc" "a" { cidr_block = "10.1.0.0/16" }
resource "aws_vpc" "b" { cidr_block = "10.2.0.0/16" }

resource "aws_subnet" "web" {
  vpc_id     = aws_vpc.a.id
  cidr_block = "10.1.1.0/24"
}

resource "aws_subnet" "db" {
  vpc_id     = aws_vpc.b.id
  cidr_block = "10.2.1.0/24"
}

resource "aws_vpc_peering_connection" "ab" {
  vpc_id      = aws_vpc.a.id
  peer_vpc_id = aws_vpc.b.id
  auto_accept = true
}

resource "aws_internet_gateway" "main" { vpc_id = aws_vpc.b.id }

resource "aws_default_route_table" "a" {
  default_route_table_id = aws_vpc.a.default_route_table_id

  route {
    cidr_block                = "0.0.0.0/0"
    vpc_peering_connection_id = aws_vpc_peering_connection.ab.id
  }
}

resource "aws_default_route_table" "b" {
  default_route_table_id = aws_vpc.b.default_route_table_id

  route {
    cidr_block = "0.0.0.0/0"
    gateway_id = aws_internet_gateway.main.id
  }

  route {
    cidr_block                = "10.1.0.0/16"
    vpc_peering_connection_id = aws_vpc_peering_connection.ab.id
  }
}

resource "aws_security_group" "open" {
  vpc_id = aws_vpc.a.id

  ingress {
    protocol    = "-1"
    from_port   = 0
    to_port     = 0
    cidr_blocks = ["0.0.0.0/0"]
  }

  egress {
    protocol    = "-1"
    from_port   = 0
    to_port     = 0
    cidr_blocks = ["0.0.0.0/0"]
  }
}

resource "aws_instance" "web" {
  ami                         = "ami-0123456789abcdef0"
  instance_type               = "t3.micro"
  subnet_id                   = aws_subnet.web.id
  vpc_security_group_ids      = [aws_security_group.open.id]
  associate_public_ip_address = true
}
