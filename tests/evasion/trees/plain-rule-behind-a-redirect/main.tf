resource "aws_lb" "portal" {
  name                       = "portal"
  internal                   = false
  enable_deletion_protection = true
  drop_invalid_header_fields = true
  subnets                    = ["subnet-0123456789abcdef0", "subnet-0fedcba9876543210"]
}

resource "aws_lb_listener" "plain" {
  load_balancer_arn = aws_lb.portal.arn
  port              = 80
  protocol          = "HTTP"
  default_action {
    type = "redirect"
    redirect {
      port        = "443"
      protocol    = "HTTPS"
      status_code = "HTTP_301"
    }
  }
}

resource "aws_lb_listener_rule" "plain" {
  listener_arn = aws_lb_listener.plain.arn
  priority     = 1
  action {
    type             = "forward"
    target_group_arn = "arn:aws:elasticloadbalancing:ap-southeast-1:123456789012:targetgroup/portal/1"
  }
  condition {
    path_pattern {
      values = ["/*"]
    }
  }
}
