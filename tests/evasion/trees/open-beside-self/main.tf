resource "aws_security_group" "jump" {
  name        = "jump"
  description = "jump"
  ingress {
    description = "members"
    protocol    = "tcp"
    from_port   = 22
    to_port     = 22
    self        = true
  }
  ingress {
    description = "everybody"
    protocol    = "tcp"
    from_port   = 22
    to_port     = 22
    cidr_blocks = ["0.0.0.0/0"]
  }
}
