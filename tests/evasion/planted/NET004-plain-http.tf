resource "aws_lb_listener" "own" {
  load_balancer_arn = aws_lb.portal.arn
  port              = 80
  protocol          = "HTTP"
  default_action {
    type = "forward"
  }
}
