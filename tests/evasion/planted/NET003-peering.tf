resource "aws_vpc_peering_connection" "own" {
  vpc_id = aws_vpc.main.id
}
