# Which blocks `count` gives to its subnets is not evaluated.
# Source: convention: what is not modelled or not known is reported with its place, never assumed safe
# unknown: aws_subnet.many

resource "aws_vpc" "main" { cidr_block = "10.0.0.0/16" }

resource "aws_subnet" "many" {
  count      = 2
  vpc_id     = aws_vpc.main.id
  cidr_block = cidrsubnet("10.0.0.0/16", 8, count.index)
}
