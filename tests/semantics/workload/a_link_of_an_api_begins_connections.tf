# A VPC link puts an API's requests into subnets, with groups of its own.
# Source: AWS API Gateway Developer Guide, "Set up VPC Links V2 in API Gateway"
# link -> web tcp/443: must
# link -> web tcp/22: none
# unknown: aws_apigatewayv2_vpc_link.link

resource "aws_vpc" "main" { cidr_block = "10.0.0.0/16" }

resource "aws_subnet" "web" {
  vpc_id     = aws_vpc.main.id
  cidr_block = "10.0.1.0/24"
}

resource "aws_security_group" "link" {
  vpc_id = aws_vpc.main.id

  egress {
    protocol    = "-1"
    from_port   = 0
    to_port     = 0
    cidr_blocks = ["0.0.0.0/0"]
  }
}

resource "aws_security_group" "web" {
  vpc_id = aws_vpc.main.id

  ingress {
    protocol        = "tcp"
    from_port       = 443
    to_port         = 443
    security_groups = [aws_security_group.link.id]
  }
}

resource "aws_network_interface" "web" {
  subnet_id       = aws_subnet.web.id
  security_groups = [aws_security_group.web.id]
}

resource "aws_apigatewayv2_vpc_link" "link" {
  name               = "link"
  subnet_ids         = [aws_subnet.web.id]
  security_group_ids = [aws_security_group.link.id]
}
