# Through an EC2 Instance Connect Endpoint sessions begin from its interface, with its groups.
# Source: AWS EC2 User Guide, "Security groups for EC2 Instance Connect Endpoint"
# door -> web tcp/22: must
# door -> web tcp/443: none
# unknown: aws_ec2_instance_connect_endpoint.door

resource "aws_vpc" "main" { cidr_block = "10.0.0.0/16" }

resource "aws_subnet" "web" {
  vpc_id     = aws_vpc.main.id
  cidr_block = "10.0.1.0/24"
}

resource "aws_security_group" "door" {
  vpc_id = aws_vpc.main.id

  egress {
    protocol    = "tcp"
    from_port   = 22
    to_port     = 22
    cidr_blocks = ["10.0.1.0/24"]
  }
}

resource "aws_security_group" "web" {
  vpc_id = aws_vpc.main.id

  ingress {
    protocol    = "-1"
    from_port   = 0
    to_port     = 0
    cidr_blocks = ["0.0.0.0/0"]
  }
}

resource "aws_network_interface" "web" {
  subnet_id       = aws_subnet.web.id
  security_groups = [aws_security_group.web.id]
}

resource "aws_ec2_instance_connect_endpoint" "door" {
  subnet_id          = aws_subnet.web.id
  security_group_ids = [aws_security_group.door.id]
}
