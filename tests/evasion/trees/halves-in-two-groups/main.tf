resource "aws_security_group" "low" {
  name        = "low"
  description = "low"
  ingress {
    description = "ssh"
    protocol    = "tcp"
    from_port   = 22
    to_port     = 22
    cidr_blocks = ["44.0.0.0/8"]
  }
}

resource "aws_security_group" "high" {
  name        = "high"
  description = "high"
  ingress {
    description = "ssh"
    protocol    = "tcp"
    from_port   = 22
    to_port     = 22
    cidr_blocks = ["45.0.0.0/8"]
  }
}

resource "aws_network_interface" "jump" {
  subnet_id       = "subnet-0123456789abcdef0"
  security_groups = [aws_security_group.low.id, aws_security_group.high.id]
}
