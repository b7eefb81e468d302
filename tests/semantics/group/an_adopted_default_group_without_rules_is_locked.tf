# Terraform empties the default group that it adopts.
# Source: Terraform AWS provider, "Resource: aws_default_security_group"
# web -> db tcp/5432: none
# db -> web udp/53: none

resource "aws_vpc" "main" { cidr_block = "10.0.0.0/16" }

resource "aws_subnet" "main" {
  vpc_id     = aws_vpc.main.id
  cidr_block = "10.0.1.0/24"
}

resource "aws_default_security_group" "main" { vpc_id = aws_vpc.main.id }
resource "aws_network_interface" "web" { subnet_id = aws_subnet.main.id }
resource "aws_network_interface" "db" { subnet_id = aws_subnet.main.id }
