# What a host does with the packets that a route hands to it, the code does not tell.
# Source: convention: an appliance's rules are not in the code; the route is reported, never taken as harmless
# unknown: aws_route.appliance
# unknown: aws_network_interface.appliance

resource "aws_vpc" "main" { cidr_block = "10.0.0.0/16" }

resource "aws_subnet" "web" {
  vpc_id     = aws_vpc.main.id
  cidr_block = "10.0.1.0/24"
}

resource "aws_subnet" "db" {
  vpc_id     = aws_vpc.main.id
  cidr_block = "10.0.2.0/24"
}

resource "aws_network_interface" "web" { subnet_id = aws_subnet.web.id }
resource "aws_network_interface" "db" { subnet_id = aws_subnet.db.id }

resource "aws_network_interface" "appliance" {
  subnet_id         = aws_subnet.db.id
  source_dest_check = false
}

resource "aws_route" "appliance" {
  route_table_id         = aws_vpc.main.main_route_table_id
  destination_cidr_block = "0.0.0.0/0"
  network_interface_id   = aws_network_interface.appliance.id
}
