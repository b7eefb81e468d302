resource "aws_subnet" "app" {
  vpc_id     = "vpc-0123456789abcdef0"
  cidr_block = "10.40.1.0/24"
}

resource "aws_network_interface" "app" {
  subnet_id = aws_subnet.app.id
}

resource "aws_ec2_transit_gateway_vpc_attachment" "main" {
  vpc_id             = "vpc-0123456789abcdef0"
  transit_gateway_id = "tgw-0123456789abcdef0"
  subnet_ids         = [aws_subnet.app.id]
}
