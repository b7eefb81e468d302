# A VPC origin leads CloudFront's clients to a balancer without a public address.
# Source: convention: what is not modelled or not known is reported with its place, never assumed safe
# unknown: aws_cloudfront_vpc_origin.main

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

resource "aws_cloudfront_vpc_origin" "main" {

  vpc_origin_endpoint_config {
    name                   = "main"
    arn                    = aws_lb.front.arn
    http_port              = 80
    https_port             = 443
    origin_protocol_policy = "https-only"

    origin_ssl_protocols {
      items    = ["TLSv1.2"]
      quantity = 1
    }
  }
}
