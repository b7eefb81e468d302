# SVC-02 One-stop portal (mlps3 8.1.3.2 e, 8.1.2.1 e; nist-800-53r5 sc-7, sc-8, cp-7); AUD-14 Alarms reach people (mlps3 8.1.3.3 d, 8.1.5.4 f; nist-800-53r5 si-4.5, ir-6)
# spec: workloads.portal - the entry answers in place of services that don't
resource "aws_cloudwatch_metric_alarm" "entry_portal_down" {
  alarm_name          = "cloud-window-portal-down"
  alarm_description   = "A public entry can't serve citizens"
  namespace           = "AWS/ApplicationELB"
  metric_name         = "HTTPCode_ELB_5XX_Count"
  dimensions          = { LoadBalancer = aws_lb.portal.arn_suffix }
  statistic           = "Sum"
  period              = 60
  evaluation_periods  = 3
  threshold           = 5
  comparison_operator = "GreaterThanOrEqualToThreshold"
  treat_missing_data  = "notBreaching"
  alarm_actions       = [aws_sns_topic.soc.arn]

  tags = {
    Name             = "cloud-window-portal"
    "bastide:level"  = "platform"
    "bastide:owner"  = "municipal-data-bureau"
    "bastide:system" = "cloud-window"
    "bastide:zone"   = "edge"
  }
}

resource "aws_cloudwatch_metric_alarm" "entry_portal_app_civil_affairs_8443_down" {
  alarm_name          = "cloud-window-portal-portal-app-civil-affairs-8443-down"
  alarm_description   = "No healthy host answers: flow: edge to app@civil-affairs tcp/8443"
  namespace           = "AWS/ApplicationELB"
  metric_name         = "HealthyHostCount"
  dimensions          = { LoadBalancer = aws_lb.portal.arn_suffix, TargetGroup = aws_lb_target_group.portal_app_civil_affairs_8443.arn_suffix }
  statistic           = "Maximum"
  period              = 60
  evaluation_periods  = 3
  threshold           = 1
  comparison_operator = "LessThanThreshold"
  treat_missing_data  = "breaching"
  alarm_actions       = [aws_sns_topic.soc.arn]

  tags = {
    Name             = "cloud-window-portal"
    "bastide:level"  = "platform"
    "bastide:owner"  = "municipal-data-bureau"
    "bastide:system" = "cloud-window"
    "bastide:zone"   = "edge"
  }
}

resource "aws_cloudwatch_metric_alarm" "entry_portal_app_social_security_8443_down" {
  alarm_name          = "cloud-window-portal-portal-app-social-security-8443-down"
  alarm_description   = "No healthy host answers: flow: edge to app@social-security tcp/8443"
  namespace           = "AWS/ApplicationELB"
  metric_name         = "HealthyHostCount"
  dimensions          = { LoadBalancer = aws_lb.portal.arn_suffix, TargetGroup = aws_lb_target_group.portal_app_social_security_8443.arn_suffix }
  statistic           = "Maximum"
  period              = 60
  evaluation_periods  = 3
  threshold           = 1
  comparison_operator = "LessThanThreshold"
  treat_missing_data  = "breaching"
  alarm_actions       = [aws_sns_topic.soc.arn]

  tags = {
    Name             = "cloud-window-portal"
    "bastide:level"  = "platform"
    "bastide:owner"  = "municipal-data-bureau"
    "bastide:system" = "cloud-window"
    "bastide:zone"   = "edge"
  }
}
