resource "aws_vpc" "own" {
  cidr_block = "10.99.0.0/16"
}
