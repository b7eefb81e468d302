# BND-01 All ingress enters through the DMZ entry point (mlps3 8.1.3.1 a; nist-800-53r5 sc-7, sc-7.3); NET-04 Redundant paths in two or more availability zones (mlps3 8.1.2.1 e, 8.1.4.9 c; nist-800-53r5 cp-7, sc-36); AUD-05 Every log source is switched on (mlps3 8.1.3.5 a, 8.1.4.3 a, 8.1.5.4 d; nist-800-53r5 au-2, au-12)
# spec: workloads.portal
resource "aws_lb" "portal" {
  name                       = "web-cloud-window-portal"
  load_balancer_type         = "application"
  internal                   = false
  subnets                    = [aws_subnet.edge_a.id, aws_subnet.edge_b.id]
  security_groups            = [aws_security_group.edge.id]
  drop_invalid_header_fields = true
  desync_mitigation_mode     = "strictest"
  enable_deletion_protection = true

  access_logs {
    bucket  = aws_s3_bucket.access_log.id
    prefix  = "web-cloud-window-portal"
    enabled = true
  }

  tags = {
    Name             = "cloud-window-portal"
    "bastide:level"  = "platform"
    "bastide:owner"  = "municipal-data-bureau"
    "bastide:system" = "cloud-window"
    "bastide:zone"   = "edge"
  }

  depends_on = [aws_s3_bucket_policy.access_log]
}

# NET-06 TLS 1.2 or newer on every listener (mlps3 8.1.2.2 a, 8.1.2.2 b, 8.1.4.7 a, 8.1.4.8 a; nist-800-53r5 sc-8, sc-8.1)
# spec: workloads.portal.domain - the domain's owner publishes the validation record; the listener waits for it
resource "aws_acm_certificate" "portal" {
  domain_name       = "portal.example.gov"
  validation_method = "DNS"

  options {
    certificate_transparency_logging_preference = "ENABLED"
  }

  tags = {
    Name             = "cloud-window-portal"
    "bastide:level"  = "platform"
    "bastide:owner"  = "municipal-data-bureau"
    "bastide:system" = "cloud-window"
    "bastide:zone"   = "edge"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_acm_certificate_validation" "portal" {
  certificate_arn = aws_acm_certificate.portal.arn
}

# NET-06 TLS 1.2 or newer on every listener (mlps3 8.1.2.2 a, 8.1.2.2 b, 8.1.4.7 a, 8.1.4.8 a; nist-800-53r5 sc-8, sc-8.1); BND-09 Internet exposure equals the declared list (mlps3 8.1.3.1 a, 8.1.4.4 b; nist-800-53r5 sc-7.3, cm-7, cm-8)
# What no rule below names is not found.
resource "aws_lb_listener" "portal" {
  load_balancer_arn = aws_lb.portal.arn
  port              = 443
  protocol          = "HTTPS"
  ssl_policy        = "ELBSecurityPolicy-TLS13-1-2-Res-2021-06"
  certificate_arn   = aws_acm_certificate_validation.portal.certificate_arn

  # A browser that came once asks by HTTPS alone for a year; nobody hears what serves it.
  routing_http_response_strict_transport_security_header_value = "max-age=31536000"
  routing_http_response_server_enabled                         = false

  default_action {
    type = "fixed-response"

    fixed_response {
      content_type = "text/plain"
      message_body = "not found"
      status_code  = "404"
    }
  }

  tags = {
    Name             = "cloud-window-portal"
    "bastide:level"  = "platform"
    "bastide:owner"  = "municipal-data-bureau"
    "bastide:system" = "cloud-window"
    "bastide:zone"   = "edge"
  }
}

# flow: edge to app@civil-affairs tcp/8443
resource "aws_lb_target_group" "portal_app_civil_affairs_8443" {
  name        = "web-cloud-window-portal-c87f0417"
  vpc_id      = aws_vpc.main.id
  target_type = "ip"
  port        = 8443
  protocol    = "HTTPS"

  health_check {
    enabled             = true
    protocol            = "HTTPS"
    path                = "/health"
    matcher             = "200"
    interval            = 15
    timeout             = 5
    healthy_threshold   = 3
    unhealthy_threshold = 3
  }

  tags = {
    Name             = "cloud-window-portal"
    "bastide:level"  = "platform"
    "bastide:owner"  = "municipal-data-bureau"
    "bastide:system" = "cloud-window"
    "bastide:zone"   = "edge"
  }
}

resource "aws_lb_listener_rule" "portal_app_civil_affairs_8443" {
  listener_arn = aws_lb_listener.portal.arn
  priority     = 5125

  condition {
    path_pattern {
      values = ["/civil-affairs/*"]
    }
  }

  action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.portal_app_civil_affairs_8443.arn
  }

  tags = {
    Name             = "cloud-window-portal"
    "bastide:level"  = "platform"
    "bastide:owner"  = "municipal-data-bureau"
    "bastide:system" = "cloud-window"
    "bastide:zone"   = "edge"
  }
}

# flow: edge to app@social-security tcp/8443
resource "aws_lb_target_group" "portal_app_social_security_8443" {
  name        = "web-cloud-window-portal-e79b0a29"
  vpc_id      = aws_vpc.main.id
  target_type = "ip"
  port        = 8443
  protocol    = "HTTPS"

  health_check {
    enabled             = true
    protocol            = "HTTPS"
    path                = "/health"
    matcher             = "200"
    interval            = 15
    timeout             = 5
    healthy_threshold   = 3
    unhealthy_threshold = 3
  }

  tags = {
    Name             = "cloud-window-portal"
    "bastide:level"  = "platform"
    "bastide:owner"  = "municipal-data-bureau"
    "bastide:system" = "cloud-window"
    "bastide:zone"   = "edge"
  }
}

resource "aws_lb_listener_rule" "portal_app_social_security_8443" {
  listener_arn = aws_lb_listener.portal.arn
  priority     = 17722

  condition {
    path_pattern {
      values = ["/social-security/*"]
    }
  }

  action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.portal_app_social_security_8443.arn
  }

  tags = {
    Name             = "cloud-window-portal"
    "bastide:level"  = "platform"
    "bastide:owner"  = "municipal-data-bureau"
    "bastide:system" = "cloud-window"
    "bastide:zone"   = "edge"
  }
}

# BND-07 Application-layer control on exposed services (mlps3 8.1.3.2 e, 8.1.4.4 d, 8.2.2.1 c; nist-800-53r5 sc-7, si-10, si-4); BND-11 Denial-of-service protection on public entries (mlps3 8.1.3.3 a; nist-800-53r5 sc-5)
# spec: workloads.portal - what reaches the entry is inspected before it is passed on
resource "aws_wafv2_web_acl" "portal" {
  name        = "web-cloud-window-portal"
  description = "Guards the public entry web-cloud-window-portal"
  scope       = "REGIONAL"

  default_action {
    allow {}
  }

  # addresses known for attacks
  rule {
    name     = "AWSManagedRulesAmazonIpReputationList"
    priority = 10

    override_action {
      none {}
    }

    statement {
      managed_rule_group_statement {
        vendor_name = "AWS"
        name        = "AWSManagedRulesAmazonIpReputationList"
      }
    }

    visibility_config {
      cloudwatch_metrics_enabled = true
      metric_name                = "AWSManagedRulesAmazonIpReputationList"
      sampled_requests_enabled   = true
    }
  }

  # anonymising networks: counted, for citizens use them too
  rule {
    name     = "AWSManagedRulesAnonymousIpList"
    priority = 20

    override_action {
      count {}
    }

    statement {
      managed_rule_group_statement {
        vendor_name = "AWS"
        name        = "AWSManagedRulesAnonymousIpList"
      }
    }

    visibility_config {
      cloudwatch_metrics_enabled = true
      metric_name                = "AWSManagedRulesAnonymousIpList"
      sampled_requests_enabled   = true
    }
  }

  # common attacks; large bodies are counted, for citizens upload documents
  rule {
    name     = "AWSManagedRulesCommonRuleSet"
    priority = 30

    override_action {
      none {}
    }

    statement {
      managed_rule_group_statement {
        vendor_name = "AWS"
        name        = "AWSManagedRulesCommonRuleSet"

        rule_action_override {
          name = "SizeRestrictions_BODY"

          action_to_use {
            count {}
          }
        }
      }
    }

    visibility_config {
      cloudwatch_metrics_enabled = true
      metric_name                = "AWSManagedRulesCommonRuleSet"
      sampled_requests_enabled   = true
    }
  }

  # known exploits, Log4j among them
  rule {
    name     = "AWSManagedRulesKnownBadInputsRuleSet"
    priority = 40

    override_action {
      none {}
    }

    statement {
      managed_rule_group_statement {
        vendor_name = "AWS"
        name        = "AWSManagedRulesKnownBadInputsRuleSet"
      }
    }

    visibility_config {
      cloudwatch_metrics_enabled = true
      metric_name                = "AWSManagedRulesKnownBadInputsRuleSet"
      sampled_requests_enabled   = true
    }
  }

  # SQL injection
  rule {
    name     = "AWSManagedRulesSQLiRuleSet"
    priority = 50

    override_action {
      none {}
    }

    statement {
      managed_rule_group_statement {
        vendor_name = "AWS"
        name        = "AWSManagedRulesSQLiRuleSet"
      }
    }

    visibility_config {
      cloudwatch_metrics_enabled = true
      metric_name                = "AWSManagedRulesSQLiRuleSet"
      sampled_requests_enabled   = true
    }
  }

  # one address, five minutes
  rule {
    name     = "rate"
    priority = 60

    action {
      block {}
    }

    statement {
      rate_based_statement {
        limit              = 2000
        aggregate_key_type = "IP"
      }
    }

    visibility_config {
      cloudwatch_metrics_enabled = true
      metric_name                = "rate"
      sampled_requests_enabled   = true
    }
  }

  visibility_config {
    cloudwatch_metrics_enabled = true
    metric_name                = "web-cloud-window-portal"
    sampled_requests_enabled   = true
  }

  tags = {
    Name             = "cloud-window-portal"
    "bastide:level"  = "platform"
    "bastide:owner"  = "municipal-data-bureau"
    "bastide:system" = "cloud-window"
    "bastide:zone"   = "edge"
  }
}

resource "aws_wafv2_web_acl_association" "portal" {
  resource_arn = aws_lb.portal.arn
  web_acl_arn  = aws_wafv2_web_acl.portal.arn
}

# AUD-05 Every log source is switched on (mlps3 8.1.3.5 a, 8.1.4.3 a, 8.1.5.4 d; nist-800-53r5 au-2, au-12); AUD-03 Audit logs kept for six calendar months or more (mlps3 8.1.5.4 d; nist-800-53r5 au-11)
# spec: logging.access - kept 366 days, rounded up to a term that CloudWatch offers
resource "aws_cloudwatch_log_group" "waf_portal" {
  name              = "aws-waf-logs-cloud-window-portal"
  retention_in_days = 400
  kms_key_id        = aws_kms_key.logs.arn

  tags = {
    Name             = "cloud-window-portal"
    "bastide:level"  = "platform"
    "bastide:owner"  = "municipal-data-bureau"
    "bastide:system" = "cloud-window"
    "bastide:zone"   = "edge"
  }
}

# A record must not hold what proves who somebody is.
resource "aws_wafv2_web_acl_logging_configuration" "portal" {
  resource_arn            = aws_wafv2_web_acl.portal.arn
  log_destination_configs = [aws_cloudwatch_log_group.waf_portal.arn]

  redacted_fields {
    single_header {
      name = "authorization"
    }
  }

  redacted_fields {
    single_header {
      name = "cookie"
    }
  }

  depends_on = [aws_cloudwatch_log_resource_policy.waf]
}
