resource "aws_security_group" "jump" {
  name        = "jump"
  description = "jump"
  dynamic "ingress" {
    for_each = toset(["0.0.0.0/0"])
    content {
      description = "ssh"
      protocol    = "tcp"
      from_port   = 22
      to_port     = 22
      cidr_blocks = [ingress.value]
    }
  }
  egress = []
}

resource "aws_network_interface" "member" {
  subnet_id       = "subnet-0123456789abcdef0"
  security_groups = [aws_security_group.jump.id]
}
