# A distribution leads from the internet to a private balancer.
# expect: SEG007 unknown aws_cloudfront_distribution.door
resource "aws_cloudfront_distribution" "door" {
  enabled = true

  origin {
    domain_name = "door.internal"
    origin_id   = "door"

    vpc_origin_config {
      vpc_origin_id = "vo_0123456789abcdef0"
    }
  }
}
