resource "aws_security_group" "edge" {
  name        = "edge"
  description = "edge"
  vpc_id      = "vpc-0123456789abcdef0"
  tags        = { "bastide:zone" = "edge" }
}

resource "aws_security_group" "data" {
  name        = "data"
  description = "data"
  vpc_id      = "vpc-0123456789abcdef0"
  tags        = { "bastide:zone" = "data" }
}

resource "aws_subnet" "data" {
  vpc_id     = "vpc-0123456789abcdef0"
  cidr_block = "10.40.2.0/25"
  tags       = { "bastide:zone" = "data" }
}

resource "aws_network_interface" "database" {
  subnet_id       = aws_subnet.data.id
  security_groups = [aws_security_group.data.id, aws_security_group.edge.id]
  tags            = { "bastide:zone" = "data" }
}
