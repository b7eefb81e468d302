resource "aws_ec2_transit_gateway_vpc_attachment" "extra" {
  vpc_id             = aws_vpc.main.id
  transit_gateway_id = "tgw-0123456789abcdef0"
  subnet_ids         = [aws_subnet.ops_a.id]
}
