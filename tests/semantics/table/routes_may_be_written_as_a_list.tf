# Inline routes may be given as an attribute.
# Source: Terraform language, "Attributes as Blocks"
# web -> internet tcp/443: must

resource "aws_vpc" "main" { cidr_block = "10.0.0.0/16" }

resource "aws_subnet" "web" {
  vpc_id     = aws_vpc.main.id
  cidr_block = "10.0.1.0/24"
}

resource "aws_internet_gateway" "main" { vpc_id = aws_vpc.main.id }

resource "aws_security_group" "open" {
  vpc_id = aws_vpc.main.id

  ingress {
    protocol    = "-1"
    from_port   = 0
    to_port     = 0
    cidr_blocks = ["0.0.0.0/0"]
  }

  egress {
    protocol    = "-1"
    from_port   = 0
    to_port     = 0
    cidr_blocks = ["0.0.0.0/0"]
  }
}

resource "aws_instance" "web" {
  ami                         = "ami-0123456789abcdef0"
  instance_type               = "t3.micro"
  subnet_id                   = aws_subnet.web.id
  vpc_security_group_ids      = [aws_security_group.open.id]
  associate_public_ip_address = true
}

resource "aws_route_table" "web" {
  vpc_id = aws_vpc.main.id
  route = [{
    cidr_block                 = "0.0.0.0/0", gateway_id = aws_internet_gateway.main.id, carrier_gateway_id = "", core_network_arn = "",
    destination_prefix_list_id = "", egress_only_gateway_id = "", ipv6_cidr_block = "", local_gateway_id = "",
    nat_gateway_id             = "", network_interface_id = "", transit_gateway_id = "", vpc_endpoint_id = "",
    vpc_peering_connection_id  = ""
  }]
}

resource "aws_route_table_association" "web" {
  subnet_id      = aws_subnet.web.id
  route_table_id = aws_route_table.web.id
}
