# A rule of its own may name the default group by the VPC's attribute; AWS's own rules stay.
# Source: AWS VPC User Guide, "Default security groups for your VPCs"
# other -> db tcp/5432: must
# other -> db tcp/22: none
# web -> db tcp/22: must

resource "aws_vpc" "main" { cidr_block = "10.0.0.0/16" }

resource "aws_subnet" "main" {
  vpc_id     = aws_vpc.main.id
  cidr_block = "10.0.1.0/24"
}

resource "aws_security_group" "c" {
  vpc_id = aws_vpc.main.id

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

resource "aws_vpc_security_group_ingress_rule" "db" {
  security_group_id = aws_vpc.main.default_security_group_id
  cidr_ipv4         = "10.0.1.0/24"
  ip_protocol       = "tcp"
  from_port         = 5432
  to_port           = 5432
}
