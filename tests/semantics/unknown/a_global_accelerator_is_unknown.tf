# An accelerator leads the internet to a balancer or host without a public address.
# Source: convention: what is not modelled or not known is reported with its place, never assumed safe
# unknown: aws_globalaccelerator_endpoint_group.main

resource "aws_vpc" "main" { cidr_block = "10.0.0.0/16" }

resource "aws_subnet" "a" {
  vpc_id     = aws_vpc.main.id
  cidr_block = "10.0.1.0/24"
}

resource "aws_lb" "front" {
  load_balancer_type = "network"
  internal           = true
  subnets            = [aws_subnet.a.id]
}

resource "aws_globalaccelerator_endpoint_group" "main" {
  listener_arn = "arn:aws:globalaccelerator::123456789012:accelerator/a/listener/b"

  endpoint_configuration {
    endpoint_id = aws_lb.front.arn
  }
}
