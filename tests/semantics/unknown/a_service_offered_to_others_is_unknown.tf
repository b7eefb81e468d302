# Through an endpoint service, hosts of other accounts reach a balancer that no route leads to.
# Source: convention: what is not modelled or not known is reported with its place, never assumed safe
# unknown: aws_vpc_endpoint_service.offer

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

resource "aws_vpc_endpoint_service" "offer" {
  acceptance_required        = true
  network_load_balancer_arns = [aws_lb.front.arn]
}
