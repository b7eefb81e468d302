resource "aws_route" "own" {
  route_table_id         = aws_route_table.data_civil_affairs.id
  destination_cidr_block = "0.0.0.0/0"
  gateway_id             = aws_internet_gateway.main.id
}
