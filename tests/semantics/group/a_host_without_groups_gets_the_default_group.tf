# The default group admits its own members and lets them start anything.
# Source: AWS VPC User Guide, "Default security groups for your VPCs"
# web -> db tcp/5432: must
# other -> db tcp/5432: none
# web -> other tcp/22: must

resource "aws_vpc" "main" { cidr_block = "10.0.0.0/16" }

resource "aws_subnet" "main" {
  vpc_id     = aws_vpc.main.id
  cidr_block = "10.0.1.0/24"
}

resource "aws_security_group" "c" {
  vpc_id = aws_vpc.main.id

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

resource "aws_network_interface" "web" { subnet_id = aws_subnet.main.id }
resource "aws_network_interface" "db" { subnet_id = aws_subnet.main.id }

resource "aws_network_interface" "other" {
  subnet_id       = aws_subnet.main.id
  security_groups = [aws_security_group.c.id]
}
