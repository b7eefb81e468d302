resource "aws_security_group" "database" {
  name        = "database"
  description = "database"
  vpc_id      = "vpc-0123456789abcdef0"
  egress      = []
}

resource "aws_network_interface" "member" {
  subnet_id       = "subnet-0123456789abcdef0"
  security_groups = [aws_security_group.database.id]
}
