resource "aws_lb" "portal" {
  name                             = "portal"
  internal                         = false
  load_balancer_type               = "network"
  enable_deletion_protection       = true
  enable_cross_zone_load_balancing = true
  subnets                          = ["subnet-0123456789abcdef0"]
}

resource "aws_lb_listener" "portal" {
  load_balancer_arn = aws_lb.portal.arn
  port              = 443
  protocol          = "TCP"
  default_action {
    type             = "forward"
    target_group_arn = "arn:aws:elasticloadbalancing:ap-southeast-1:123456789012:targetgroup/portal/1"
  }
}
