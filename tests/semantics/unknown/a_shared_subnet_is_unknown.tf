# Into a subnet that is shared with other accounts they place hosts of their own.
# Source: convention: what is not modelled or not known is reported with its place, never assumed safe
# unknown: aws_ram_resource_association.web

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
resource "aws_ram_resource_share" "web" { name = "web" }

resource "aws_ram_resource_association" "web" {
  resource_arn       = aws_subnet.web.arn
  resource_share_arn = aws_ram_resource_share.web.arn
}
