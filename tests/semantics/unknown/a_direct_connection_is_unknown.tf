# Which networks a direct connection announces is not in the code.
# Source: convention: what is not modelled or not known is reported with its place, never assumed safe
# unknown: aws_dx_gateway_association.main

resource "aws_vpc" "main" { cidr_block = "10.0.0.0/16" }

resource "aws_subnet" "web" {
  vpc_id     = aws_vpc.main.id
  cidr_block = "10.0.1.0/24"
}

resource "aws_network_interface" "web" { subnet_id = aws_subnet.web.id }
resource "aws_vpn_gateway" "main" { vpc_id = aws_vpc.main.id }

resource "aws_dx_gateway_association" "main" {
  dx_gateway_id         = "abcd1234-dcba-5678-be23-cdef9876ab45"
  associated_gateway_id = aws_vpn_gateway.main.id
}

resource "aws_route_table" "web" { vpc_id = aws_vpc.main.id }

resource "aws_vpn_gateway_route_propagation" "web" {
  vpn_gateway_id = aws_vpn_gateway.main.id
  route_table_id = aws_route_table.web.id
}
