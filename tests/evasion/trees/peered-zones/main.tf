resource "aws_vpc_peering_connection" "data_to_vendor" {
  vpc_id      = "vpc-0123456789abcdef0"
  peer_vpc_id = "vpc-0fedcba9876543210"
  auto_accept = true
}

resource "aws_route" "data_to_vendor" {
  route_table_id            = "rtb-0123456789abcdef0"
  destination_cidr_block    = "10.99.0.0/16"
  vpc_peering_connection_id = aws_vpc_peering_connection.data_to_vendor.id
}
