# Of the default group that Terraform adopts, only the rules in the code remain.
# Source: Terraform AWS provider, "Resource: aws_default_security_group"
# web -> db tcp/5432: must
# web -> db tcp/22: none

resource "aws_vpc" "main" { cidr_block = "10.0.0.0/16" }

resource "aws_subnet" "main" {
  vpc_id     = aws_vpc.main.id
  cidr_block = "10.0.1.0/24"
}

resource "aws_default_security_group" "main" {
  vpc_id = aws_vpc.main.id

  ingress {
    protocol  = "tcp"
    from_port = 5432
    to_port   = 5432
    self      = true
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
