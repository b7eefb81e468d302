# AUD-11 Behaviour analytics with tiered response (mlps3 8.1.3.3 c, 8.1.5.2 b, 8.1.5.4 f; nist-800-53r5 ac-2.12, si-4, ir-4.1); BND-14 Attacks are recorded and raise an alarm (mlps3 8.1.3.3 c, 8.1.3.3 d, 8.1.4.4 f, 8.2.3.2 d, 8.1.5.4 f; nist-800-53r5 si-4.5, ir-4, au-6)
# spec: detection.low - What aws.guardduty finds low becomes a ticket
resource "aws_cloudwatch_event_rule" "guardduty_low" {
  name        = "cloud-window-findings-guardduty-low"
  description = "What aws.guardduty finds low becomes a ticket"
  event_pattern = jsonencode({
    source      = ["aws.guardduty"]
    detail-type = ["GuardDuty Finding"]
    detail = {
      severity = [
        {
          numeric = [">=", 1, "<", 4]
        },
      ]
    }
  })

  tags = {
    Name             = "cloud-window-detection"
    "bastide:level"  = "platform"
    "bastide:owner"  = "municipal-data-bureau"
    "bastide:system" = "cloud-window"
    "bastide:zone"   = "platform"
  }
}

resource "aws_cloudwatch_event_target" "guardduty_low" {
  rule      = aws_cloudwatch_event_rule.guardduty_low.name
  target_id = "low"
  arn       = aws_sqs_queue.tickets.arn

  retry_policy {
    maximum_event_age_in_seconds = 3600
    maximum_retry_attempts       = 20
  }

  dead_letter_config {
    arn = aws_sqs_queue.undelivered.arn
  }

  depends_on = [aws_sqs_queue_policy.undelivered]
}

# AUD-11 Behaviour analytics with tiered response (mlps3 8.1.3.3 c, 8.1.5.2 b, 8.1.5.4 f; nist-800-53r5 ac-2.12, si-4, ir-4.1); BND-14 Attacks are recorded and raise an alarm (mlps3 8.1.3.3 c, 8.1.3.3 d, 8.1.4.4 f, 8.2.3.2 d, 8.1.5.4 f; nist-800-53r5 si-4.5, ir-4, au-6)
# spec: detection.medium - What aws.guardduty finds medium pages a person
resource "aws_cloudwatch_event_rule" "guardduty_medium" {
  name        = "cloud-window-findings-guardduty-medium"
  description = "What aws.guardduty finds medium pages a person"
  event_pattern = jsonencode({
    source      = ["aws.guardduty"]
    detail-type = ["GuardDuty Finding"]
    detail = {
      severity = [
        {
          numeric = [">=", 4, "<", 7]
        },
      ]
    }
  })

  tags = {
    Name             = "cloud-window-detection"
    "bastide:level"  = "platform"
    "bastide:owner"  = "municipal-data-bureau"
    "bastide:system" = "cloud-window"
    "bastide:zone"   = "platform"
  }
}

resource "aws_cloudwatch_event_target" "guardduty_medium" {
  rule      = aws_cloudwatch_event_rule.guardduty_medium.name
  target_id = "medium"
  arn       = aws_sns_topic.threats_medium.arn

  input_transformer {
    input_paths    = { id = "$.detail.id", region = "$.region", what = "$.detail.type" }
    input_template = "\"medium: <what> in <region>. Finding <id>; see the runbook RESPONSE.md\""
  }

  retry_policy {
    maximum_event_age_in_seconds = 3600
    maximum_retry_attempts       = 20
  }

  dead_letter_config {
    arn = aws_sqs_queue.undelivered.arn
  }

  depends_on = [aws_sqs_queue_policy.undelivered]
}

# AUD-11 Behaviour analytics with tiered response (mlps3 8.1.3.3 c, 8.1.5.2 b, 8.1.5.4 f; nist-800-53r5 ac-2.12, si-4, ir-4.1); BND-14 Attacks are recorded and raise an alarm (mlps3 8.1.3.3 c, 8.1.3.3 d, 8.1.4.4 f, 8.2.3.2 d, 8.1.5.4 f; nist-800-53r5 si-4.5, ir-4, au-6)
# spec: detection.high - What aws.guardduty finds high pages a person at once
resource "aws_cloudwatch_event_rule" "guardduty_high" {
  name        = "cloud-window-findings-guardduty-high"
  description = "What aws.guardduty finds high pages a person at once"
  event_pattern = jsonencode({
    source      = ["aws.guardduty"]
    detail-type = ["GuardDuty Finding"]
    detail = {
      severity = [
        {
          numeric = [">=", 7]
        },
      ]
    }
  })

  tags = {
    Name             = "cloud-window-detection"
    "bastide:level"  = "platform"
    "bastide:owner"  = "municipal-data-bureau"
    "bastide:system" = "cloud-window"
    "bastide:zone"   = "platform"
  }
}

resource "aws_cloudwatch_event_target" "guardduty_high" {
  rule      = aws_cloudwatch_event_rule.guardduty_high.name
  target_id = "high"
  arn       = aws_sns_topic.threats_high.arn

  input_transformer {
    input_paths    = { id = "$.detail.id", region = "$.region", what = "$.detail.type" }
    input_template = "\"high: <what> in <region>. Finding <id>; see the runbook RESPONSE.md\""
  }

  retry_policy {
    maximum_event_age_in_seconds = 3600
    maximum_retry_attempts       = 20
  }

  dead_letter_config {
    arn = aws_sqs_queue.undelivered.arn
  }

  depends_on = [aws_sqs_queue_policy.undelivered]
}

# AUD-11 Behaviour analytics with tiered response (mlps3 8.1.3.3 c, 8.1.5.2 b, 8.1.5.4 f; nist-800-53r5 ac-2.12, si-4, ir-4.1); BND-14 Attacks are recorded and raise an alarm (mlps3 8.1.3.3 c, 8.1.3.3 d, 8.1.4.4 f, 8.2.3.2 d, 8.1.5.4 f; nist-800-53r5 si-4.5, ir-4, au-6)
# spec: detection.low - What aws.securityhub finds low becomes a ticket
resource "aws_cloudwatch_event_rule" "hub_low" {
  name        = "cloud-window-findings-hub-low"
  description = "What aws.securityhub finds low becomes a ticket"
  event_pattern = jsonencode({
    source      = ["aws.securityhub"]
    detail-type = ["Security Hub Findings - Imported"]
    detail = {
      findings = {
        ProductArn = [
          { suffix = "::product/aws/securityhub" },
        ]
        RecordState = ["ACTIVE"]
        Severity = {
          Label = ["LOW"]
        }
        Workflow = {
          Status = ["NEW"]
        }
        Compliance = {
          Status = ["FAILED", "WARNING"]
        }
      }
    }
  })

  tags = {
    Name             = "cloud-window-detection"
    "bastide:level"  = "platform"
    "bastide:owner"  = "municipal-data-bureau"
    "bastide:system" = "cloud-window"
    "bastide:zone"   = "platform"
  }
}

resource "aws_cloudwatch_event_target" "hub_low" {
  rule      = aws_cloudwatch_event_rule.hub_low.name
  target_id = "low"
  arn       = aws_sqs_queue.tickets.arn

  retry_policy {
    maximum_event_age_in_seconds = 3600
    maximum_retry_attempts       = 20
  }

  dead_letter_config {
    arn = aws_sqs_queue.undelivered.arn
  }

  depends_on = [aws_sqs_queue_policy.undelivered]
}

# AUD-11 Behaviour analytics with tiered response (mlps3 8.1.3.3 c, 8.1.5.2 b, 8.1.5.4 f; nist-800-53r5 ac-2.12, si-4, ir-4.1); BND-14 Attacks are recorded and raise an alarm (mlps3 8.1.3.3 c, 8.1.3.3 d, 8.1.4.4 f, 8.2.3.2 d, 8.1.5.4 f; nist-800-53r5 si-4.5, ir-4, au-6)
# spec: detection.medium - What aws.securityhub finds medium pages a person
resource "aws_cloudwatch_event_rule" "hub_medium" {
  name        = "cloud-window-findings-hub-medium"
  description = "What aws.securityhub finds medium pages a person"
  event_pattern = jsonencode({
    source      = ["aws.securityhub"]
    detail-type = ["Security Hub Findings - Imported"]
    detail = {
      findings = {
        ProductArn = [
          { suffix = "::product/aws/securityhub" },
        ]
        RecordState = ["ACTIVE"]
        Severity = {
          Label = ["MEDIUM"]
        }
        Workflow = {
          Status = ["NEW"]
        }
        Compliance = {
          Status = ["FAILED", "WARNING"]
        }
      }
    }
  })

  tags = {
    Name             = "cloud-window-detection"
    "bastide:level"  = "platform"
    "bastide:owner"  = "municipal-data-bureau"
    "bastide:system" = "cloud-window"
    "bastide:zone"   = "platform"
  }
}

resource "aws_cloudwatch_event_target" "hub_medium" {
  rule      = aws_cloudwatch_event_rule.hub_medium.name
  target_id = "medium"
  arn       = aws_sns_topic.threats_medium.arn

  input_transformer {
    input_paths = {
      id     = "$.detail.findings[0].Id"
      region = "$.detail.findings[0].Region"
      what   = "$.detail.findings[0].Title"
    }
    input_template = "\"medium: <what> in <region>. Finding <id>; see the runbook RESPONSE.md\""
  }

  retry_policy {
    maximum_event_age_in_seconds = 3600
    maximum_retry_attempts       = 20
  }

  dead_letter_config {
    arn = aws_sqs_queue.undelivered.arn
  }

  depends_on = [aws_sqs_queue_policy.undelivered]
}

# AUD-11 Behaviour analytics with tiered response (mlps3 8.1.3.3 c, 8.1.5.2 b, 8.1.5.4 f; nist-800-53r5 ac-2.12, si-4, ir-4.1); BND-14 Attacks are recorded and raise an alarm (mlps3 8.1.3.3 c, 8.1.3.3 d, 8.1.4.4 f, 8.2.3.2 d, 8.1.5.4 f; nist-800-53r5 si-4.5, ir-4, au-6)
# spec: detection.high - What aws.securityhub finds high pages a person at once
resource "aws_cloudwatch_event_rule" "hub_high" {
  name        = "cloud-window-findings-hub-high"
  description = "What aws.securityhub finds high pages a person at once"
  event_pattern = jsonencode({
    source      = ["aws.securityhub"]
    detail-type = ["Security Hub Findings - Imported"]
    detail = {
      findings = {
        ProductArn = [
          { suffix = "::product/aws/securityhub" },
        ]
        RecordState = ["ACTIVE"]
        Severity = {
          Label = ["CRITICAL", "HIGH"]
        }
        Workflow = {
          Status = ["NEW"]
        }
        Compliance = {
          Status = ["FAILED", "WARNING"]
        }
      }
    }
  })

  tags = {
    Name             = "cloud-window-detection"
    "bastide:level"  = "platform"
    "bastide:owner"  = "municipal-data-bureau"
    "bastide:system" = "cloud-window"
    "bastide:zone"   = "platform"
  }
}

resource "aws_cloudwatch_event_target" "hub_high" {
  rule      = aws_cloudwatch_event_rule.hub_high.name
  target_id = "high"
  arn       = aws_sns_topic.threats_high.arn

  input_transformer {
    input_paths = {
      id     = "$.detail.findings[0].Id"
      region = "$.detail.findings[0].Region"
      what   = "$.detail.findings[0].Title"
    }
    input_template = "\"high: <what> in <region>. Finding <id>; see the runbook RESPONSE.md\""
  }

  retry_policy {
    maximum_event_age_in_seconds = 3600
    maximum_retry_attempts       = 20
  }

  dead_letter_config {
    arn = aws_sqs_queue.undelivered.arn
  }

  depends_on = [aws_sqs_queue_policy.undelivered]
}

# AUD-11 Behaviour analytics with tiered response (mlps3 8.1.3.3 c, 8.1.5.2 b, 8.1.5.4 f; nist-800-53r5 ac-2.12, si-4, ir-4.1); BND-14 Attacks are recorded and raise an alarm (mlps3 8.1.3.3 c, 8.1.3.3 d, 8.1.4.4 f, 8.2.3.2 d, 8.1.5.4 f; nist-800-53r5 si-4.5, ir-4, au-6)
# spec: detection.low - What aws.inspector2 finds low becomes a ticket
resource "aws_cloudwatch_event_rule" "inspector_low" {
  name        = "cloud-window-findings-inspector-low"
  description = "What aws.inspector2 finds low becomes a ticket"
  event_pattern = jsonencode({
    source      = ["aws.inspector2"]
    detail-type = ["Inspector2 Finding"]
    detail = {
      severity = ["LOW"]
      status   = ["ACTIVE"]
    }
  })

  tags = {
    Name             = "cloud-window-detection"
    "bastide:level"  = "platform"
    "bastide:owner"  = "municipal-data-bureau"
    "bastide:system" = "cloud-window"
    "bastide:zone"   = "platform"
  }
}

resource "aws_cloudwatch_event_target" "inspector_low" {
  rule      = aws_cloudwatch_event_rule.inspector_low.name
  target_id = "low"
  arn       = aws_sqs_queue.tickets.arn

  retry_policy {
    maximum_event_age_in_seconds = 3600
    maximum_retry_attempts       = 20
  }

  dead_letter_config {
    arn = aws_sqs_queue.undelivered.arn
  }

  depends_on = [aws_sqs_queue_policy.undelivered]
}

# AUD-11 Behaviour analytics with tiered response (mlps3 8.1.3.3 c, 8.1.5.2 b, 8.1.5.4 f; nist-800-53r5 ac-2.12, si-4, ir-4.1); BND-14 Attacks are recorded and raise an alarm (mlps3 8.1.3.3 c, 8.1.3.3 d, 8.1.4.4 f, 8.2.3.2 d, 8.1.5.4 f; nist-800-53r5 si-4.5, ir-4, au-6)
# spec: detection.medium - What aws.inspector2 finds medium pages a person
resource "aws_cloudwatch_event_rule" "inspector_medium" {
  name        = "cloud-window-findings-inspector-medium"
  description = "What aws.inspector2 finds medium pages a person"
  event_pattern = jsonencode({
    source      = ["aws.inspector2"]
    detail-type = ["Inspector2 Finding"]
    detail = {
      severity = ["MEDIUM"]
      status   = ["ACTIVE"]
    }
  })

  tags = {
    Name             = "cloud-window-detection"
    "bastide:level"  = "platform"
    "bastide:owner"  = "municipal-data-bureau"
    "bastide:system" = "cloud-window"
    "bastide:zone"   = "platform"
  }
}

resource "aws_cloudwatch_event_target" "inspector_medium" {
  rule      = aws_cloudwatch_event_rule.inspector_medium.name
  target_id = "medium"
  arn       = aws_sns_topic.threats_medium.arn

  input_transformer {
    input_paths = {
      id     = "$.detail.findingArn"
      region = "$.region"
      what   = "$.detail.title"
    }
    input_template = "\"medium: <what> in <region>. Finding <id>; see the runbook RESPONSE.md\""
  }

  retry_policy {
    maximum_event_age_in_seconds = 3600
    maximum_retry_attempts       = 20
  }

  dead_letter_config {
    arn = aws_sqs_queue.undelivered.arn
  }

  depends_on = [aws_sqs_queue_policy.undelivered]
}

# AUD-11 Behaviour analytics with tiered response (mlps3 8.1.3.3 c, 8.1.5.2 b, 8.1.5.4 f; nist-800-53r5 ac-2.12, si-4, ir-4.1); BND-14 Attacks are recorded and raise an alarm (mlps3 8.1.3.3 c, 8.1.3.3 d, 8.1.4.4 f, 8.2.3.2 d, 8.1.5.4 f; nist-800-53r5 si-4.5, ir-4, au-6)
# spec: detection.high - What aws.inspector2 finds high pages a person at once
resource "aws_cloudwatch_event_rule" "inspector_high" {
  name        = "cloud-window-findings-inspector-high"
  description = "What aws.inspector2 finds high pages a person at once"
  event_pattern = jsonencode({
    source      = ["aws.inspector2"]
    detail-type = ["Inspector2 Finding"]
    detail = {
      severity = ["CRITICAL", "HIGH"]
      status   = ["ACTIVE"]
    }
  })

  tags = {
    Name             = "cloud-window-detection"
    "bastide:level"  = "platform"
    "bastide:owner"  = "municipal-data-bureau"
    "bastide:system" = "cloud-window"
    "bastide:zone"   = "platform"
  }
}

resource "aws_cloudwatch_event_target" "inspector_high" {
  rule      = aws_cloudwatch_event_rule.inspector_high.name
  target_id = "high"
  arn       = aws_sns_topic.threats_high.arn

  input_transformer {
    input_paths = {
      id     = "$.detail.findingArn"
      region = "$.region"
      what   = "$.detail.title"
    }
    input_template = "\"high: <what> in <region>. Finding <id>; see the runbook RESPONSE.md\""
  }

  retry_policy {
    maximum_event_age_in_seconds = 3600
    maximum_retry_attempts       = 20
  }

  dead_letter_config {
    arn = aws_sqs_queue.undelivered.arn
  }

  depends_on = [aws_sqs_queue_policy.undelivered]
}

# AUD-11 Behaviour analytics with tiered response (mlps3 8.1.3.3 c, 8.1.5.2 b, 8.1.5.4 f; nist-800-53r5 ac-2.12, si-4, ir-4.1); BND-14 Attacks are recorded and raise an alarm (mlps3 8.1.3.3 c, 8.1.3.3 d, 8.1.4.4 f, 8.2.3.2 d, 8.1.5.4 f; nist-800-53r5 si-4.5, ir-4, au-6)
# spec: detection.low - What aws.macie finds low becomes a ticket
resource "aws_cloudwatch_event_rule" "macie_low" {
  name        = "cloud-window-findings-macie-low"
  description = "What aws.macie finds low becomes a ticket"
  event_pattern = jsonencode({
    source      = ["aws.macie"]
    detail-type = ["Macie Finding"]
    detail = {
      severity = {
        description = ["Low"]
      }
    }
  })

  tags = {
    Name             = "cloud-window-detection"
    "bastide:level"  = "platform"
    "bastide:owner"  = "municipal-data-bureau"
    "bastide:system" = "cloud-window"
    "bastide:zone"   = "platform"
  }
}

resource "aws_cloudwatch_event_target" "macie_low" {
  rule      = aws_cloudwatch_event_rule.macie_low.name
  target_id = "low"
  arn       = aws_sqs_queue.tickets.arn

  retry_policy {
    maximum_event_age_in_seconds = 3600
    maximum_retry_attempts       = 20
  }

  dead_letter_config {
    arn = aws_sqs_queue.undelivered.arn
  }

  depends_on = [aws_sqs_queue_policy.undelivered]
}

# AUD-11 Behaviour analytics with tiered response (mlps3 8.1.3.3 c, 8.1.5.2 b, 8.1.5.4 f; nist-800-53r5 ac-2.12, si-4, ir-4.1); BND-14 Attacks are recorded and raise an alarm (mlps3 8.1.3.3 c, 8.1.3.3 d, 8.1.4.4 f, 8.2.3.2 d, 8.1.5.4 f; nist-800-53r5 si-4.5, ir-4, au-6)
# spec: detection.medium - What aws.macie finds medium pages a person
resource "aws_cloudwatch_event_rule" "macie_medium" {
  name        = "cloud-window-findings-macie-medium"
  description = "What aws.macie finds medium pages a person"
  event_pattern = jsonencode({
    source      = ["aws.macie"]
    detail-type = ["Macie Finding"]
    detail = {
      severity = {
        description = ["Medium"]
      }
    }
  })

  tags = {
    Name             = "cloud-window-detection"
    "bastide:level"  = "platform"
    "bastide:owner"  = "municipal-data-bureau"
    "bastide:system" = "cloud-window"
    "bastide:zone"   = "platform"
  }
}

resource "aws_cloudwatch_event_target" "macie_medium" {
  rule      = aws_cloudwatch_event_rule.macie_medium.name
  target_id = "medium"
  arn       = aws_sns_topic.threats_medium.arn

  input_transformer {
    input_paths    = { id = "$.detail.id", region = "$.region", what = "$.detail.type" }
    input_template = "\"medium: <what> in <region>. Finding <id>; see the runbook RESPONSE.md\""
  }

  retry_policy {
    maximum_event_age_in_seconds = 3600
    maximum_retry_attempts       = 20
  }

  dead_letter_config {
    arn = aws_sqs_queue.undelivered.arn
  }

  depends_on = [aws_sqs_queue_policy.undelivered]
}

# AUD-11 Behaviour analytics with tiered response (mlps3 8.1.3.3 c, 8.1.5.2 b, 8.1.5.4 f; nist-800-53r5 ac-2.12, si-4, ir-4.1); BND-14 Attacks are recorded and raise an alarm (mlps3 8.1.3.3 c, 8.1.3.3 d, 8.1.4.4 f, 8.2.3.2 d, 8.1.5.4 f; nist-800-53r5 si-4.5, ir-4, au-6)
# spec: detection.high - What aws.macie finds high pages a person at once
resource "aws_cloudwatch_event_rule" "macie_high" {
  name        = "cloud-window-findings-macie-high"
  description = "What aws.macie finds high pages a person at once"
  event_pattern = jsonencode({
    source      = ["aws.macie"]
    detail-type = ["Macie Finding"]
    detail = {
      severity = {
        description = ["High"]
      }
    }
  })

  tags = {
    Name             = "cloud-window-detection"
    "bastide:level"  = "platform"
    "bastide:owner"  = "municipal-data-bureau"
    "bastide:system" = "cloud-window"
    "bastide:zone"   = "platform"
  }
}

resource "aws_cloudwatch_event_target" "macie_high" {
  rule      = aws_cloudwatch_event_rule.macie_high.name
  target_id = "high"
  arn       = aws_sns_topic.threats_high.arn

  input_transformer {
    input_paths    = { id = "$.detail.id", region = "$.region", what = "$.detail.type" }
    input_template = "\"high: <what> in <region>. Finding <id>; see the runbook RESPONSE.md\""
  }

  retry_policy {
    maximum_event_age_in_seconds = 3600
    maximum_retry_attempts       = 20
  }

  dead_letter_config {
    arn = aws_sqs_queue.undelivered.arn
  }

  depends_on = [aws_sqs_queue_policy.undelivered]
}

# AUD-11 Behaviour analytics with tiered response (mlps3 8.1.3.3 c, 8.1.5.2 b, 8.1.5.4 f; nist-800-53r5 ac-2.12, si-4, ir-4.1); BND-14 Attacks are recorded and raise an alarm (mlps3 8.1.3.3 c, 8.1.3.3 d, 8.1.4.4 f, 8.2.3.2 d, 8.1.5.4 f; nist-800-53r5 si-4.5, ir-4, au-6)
# spec: detection.high - Severe: the host is cut off
resource "aws_cloudwatch_event_rule" "isolate_host" {
  name        = "cloud-window-findings-isolate"
  description = "Severe: the host is cut off"
  event_pattern = jsonencode({
    source      = ["aws.guardduty"]
    detail-type = ["GuardDuty Finding"]
    detail = {
      severity = [
        {
          numeric = [">=", 7]
        },
      ]
      resource = {
        resourceType = ["Instance"]
        instanceDetails = {
          instanceId = [
            { exists = true },
          ]
        }
      }
    }
    region = ["ap-southeast-1"]
  })

  tags = {
    Name             = "cloud-window-detection"
    "bastide:level"  = "platform"
    "bastide:owner"  = "municipal-data-bureau"
    "bastide:system" = "cloud-window"
    "bastide:zone"   = "platform"
  }
}

resource "aws_cloudwatch_event_target" "isolate_host" {
  rule      = aws_cloudwatch_event_rule.isolate_host.name
  target_id = "respond"
  arn       = "arn:aws:ssm:ap-southeast-1:123456789012:automation-definition/cloud-window-isolate-host:$DEFAULT"
  role_arn  = aws_iam_role.respond.arn

  input_transformer {
    input_paths    = { host = "$.detail.resource.instanceDetails.instanceId" }
    input_template = "{\"InstanceId\": [<host>]}"
  }

  retry_policy {
    maximum_event_age_in_seconds = 3600
    maximum_retry_attempts       = 20
  }

  dead_letter_config {
    arn = aws_sqs_queue.undelivered.arn
  }

  depends_on = [aws_sqs_queue_policy.undelivered]
}

# AUD-11 Behaviour analytics with tiered response (mlps3 8.1.3.3 c, 8.1.5.2 b, 8.1.5.4 f; nist-800-53r5 ac-2.12, si-4, ir-4.1); BND-14 Attacks are recorded and raise an alarm (mlps3 8.1.3.3 c, 8.1.3.3 d, 8.1.4.4 f, 8.2.3.2 d, 8.1.5.4 f; nist-800-53r5 si-4.5, ir-4, au-6)
# spec: detection.high - Severe: the access key is switched off
resource "aws_cloudwatch_event_rule" "disable_access_key" {
  name        = "cloud-window-findings-disable-key"
  description = "Severe: the access key is switched off"
  event_pattern = jsonencode({
    source      = ["aws.guardduty"]
    detail-type = ["GuardDuty Finding"]
    detail = {
      severity = [
        {
          numeric = [">=", 7]
        },
      ]
      resource = {
        resourceType = ["AccessKey"]
        accessKeyDetails = {
          userType = ["IAMUser"]
          accessKeyId = [
            { prefix = "AKIA" },
          ]
        }
      }
    }
  })

  tags = {
    Name             = "cloud-window-detection"
    "bastide:level"  = "platform"
    "bastide:owner"  = "municipal-data-bureau"
    "bastide:system" = "cloud-window"
    "bastide:zone"   = "platform"
  }
}

resource "aws_cloudwatch_event_target" "disable_access_key" {
  rule      = aws_cloudwatch_event_rule.disable_access_key.name
  target_id = "respond"
  arn       = "arn:aws:ssm:ap-southeast-1:123456789012:automation-definition/cloud-window-disable-access-key:$DEFAULT"
  role_arn  = aws_iam_role.respond.arn

  input_transformer {
    input_paths = {
      key  = "$.detail.resource.accessKeyDetails.accessKeyId"
      user = "$.detail.resource.accessKeyDetails.userName"
    }
    input_template = "{\"UserName\": [<user>], \"AccessKeyId\": [<key>]}"
  }

  retry_policy {
    maximum_event_age_in_seconds = 3600
    maximum_retry_attempts       = 20
  }

  dead_letter_config {
    arn = aws_sqs_queue.undelivered.arn
  }

  depends_on = [aws_sqs_queue_policy.undelivered]
}

# BND-14 Attacks are recorded and raise an alarm (mlps3 8.1.3.3 c, 8.1.3.3 d, 8.1.4.4 f, 8.2.3.2 d, 8.1.5.4 f; nist-800-53r5 si-4.5, ir-4, au-6); AUD-03 Audit logs kept for six calendar months or more (mlps3 8.1.5.4 d; nist-800-53r5 au-11)
# spec: logging.audit.keep - findings of every severity are kept; the detectors themselves forget them after 90 days
resource "aws_cloudwatch_log_group" "findings" {
  name              = "/cloud-window/findings"
  retention_in_days = 1096
  kms_key_id        = aws_kms_key.logs.arn

  tags = {
    Name             = "cloud-window-detection"
    "bastide:level"  = "platform"
    "bastide:owner"  = "municipal-data-bureau"
    "bastide:system" = "cloud-window"
    "bastide:zone"   = "platform"
  }
}

resource "aws_cloudwatch_log_resource_policy" "findings" {
  policy_name = "cloud-window-findings"

  policy_document = jsonencode({
    Version = "2012-10-17"
    Statement = [
      # EventBridge names its rule only as it writes; a stream that it makes holds nothing yet.
      {
        Sid       = "StreamsAreMade"
        Effect    = "Allow"
        Principal = { Service = ["delivery.logs.amazonaws.com", "events.amazonaws.com"] }
        Action    = "logs:CreateLogStream"
        Resource  = "${aws_cloudwatch_log_group.findings.arn}:*"
      },
      {
        Sid       = "FindingsAreKept"
        Effect    = "Allow"
        Principal = { Service = ["delivery.logs.amazonaws.com", "events.amazonaws.com"] }
        Action    = "logs:PutLogEvents"
        Resource  = "${aws_cloudwatch_log_group.findings.arn}:*"
        Condition = { ArnLike = { "aws:SourceArn" = "arn:aws:events:ap-southeast-1:123456789012:rule/cloud-window-findings-*" } }
      },
    ]
  })
}

resource "aws_cloudwatch_event_rule" "findings" {
  name        = "cloud-window-findings-kept"
  description = "Every finding is kept, whatever its severity"
  event_pattern = jsonencode({
    source      = ["aws.guardduty", "aws.securityhub", "aws.inspector2", "aws.macie"]
    detail-type = ["GuardDuty Finding", "Security Hub Findings - Imported", "Inspector2 Finding", "Macie Finding"]
  })

  tags = {
    Name             = "cloud-window-detection"
    "bastide:level"  = "platform"
    "bastide:owner"  = "municipal-data-bureau"
    "bastide:system" = "cloud-window"
    "bastide:zone"   = "platform"
  }
}

resource "aws_cloudwatch_event_target" "findings" {
  rule      = aws_cloudwatch_event_rule.findings.name
  target_id = "record"
  arn       = aws_cloudwatch_log_group.findings.arn

  dead_letter_config {
    arn = aws_sqs_queue.undelivered.arn
  }

  depends_on = [aws_cloudwatch_log_resource_policy.findings, aws_sqs_queue_policy.undelivered]
}

# The DR region hands what its detector finds to the primary region's bus, where the same tiers find it.
resource "aws_cloudwatch_event_rule" "guardduty_dr" {
  provider = aws.dr

  name        = "cloud-window-findings-guardduty-dr"
  description = "What aws.guardduty finds in the DR region"
  event_pattern = jsonencode({
    source      = ["aws.guardduty"]
    detail-type = ["GuardDuty Finding"]
  })

  tags = {
    Name             = "cloud-window-detection"
    "bastide:level"  = "platform"
    "bastide:owner"  = "municipal-data-bureau"
    "bastide:system" = "cloud-window"
    "bastide:zone"   = "platform"
  }
}

resource "aws_cloudwatch_event_target" "guardduty_dr" {
  provider = aws.dr

  rule      = aws_cloudwatch_event_rule.guardduty_dr.name
  target_id = "primary-region"
  arn       = "arn:aws:events:ap-southeast-1:123456789012:event-bus/default"
  role_arn  = aws_iam_role.forward_findings.arn
}

# The DR region hands what its detector finds to the primary region's bus, where the same tiers find it.
resource "aws_cloudwatch_event_rule" "inspector_dr" {
  provider = aws.dr

  name        = "cloud-window-findings-inspector-dr"
  description = "What aws.inspector2 finds in the DR region"
  event_pattern = jsonencode({
    source      = ["aws.inspector2"]
    detail-type = ["Inspector2 Finding"]
  })

  tags = {
    Name             = "cloud-window-detection"
    "bastide:level"  = "platform"
    "bastide:owner"  = "municipal-data-bureau"
    "bastide:system" = "cloud-window"
    "bastide:zone"   = "platform"
  }
}

resource "aws_cloudwatch_event_target" "inspector_dr" {
  provider = aws.dr

  rule      = aws_cloudwatch_event_rule.inspector_dr.name
  target_id = "primary-region"
  arn       = "arn:aws:events:ap-southeast-1:123456789012:event-bus/default"
  role_arn  = aws_iam_role.forward_findings.arn
}

# The DR region hands what its detector finds to the primary region's bus, where the same tiers find it.
resource "aws_cloudwatch_event_rule" "macie_dr" {
  provider = aws.dr

  name        = "cloud-window-findings-macie-dr"
  description = "What aws.macie finds in the DR region"
  event_pattern = jsonencode({
    source      = ["aws.macie"]
    detail-type = ["Macie Finding"]
  })

  tags = {
    Name             = "cloud-window-detection"
    "bastide:level"  = "platform"
    "bastide:owner"  = "municipal-data-bureau"
    "bastide:system" = "cloud-window"
    "bastide:zone"   = "platform"
  }
}

resource "aws_cloudwatch_event_target" "macie_dr" {
  provider = aws.dr

  rule      = aws_cloudwatch_event_rule.macie_dr.name
  target_id = "primary-region"
  arn       = "arn:aws:events:ap-southeast-1:123456789012:event-bus/default"
  role_arn  = aws_iam_role.forward_findings.arn
}

resource "aws_iam_role" "forward_findings" {
  name = "cloud-window-findings-forward"

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = "events.amazonaws.com" }
      Condition = {
        StringEquals = { "aws:SourceAccount" = "123456789012" }
        ArnLike      = { "aws:SourceArn" = "arn:aws:events:ap-northeast-1:123456789012:rule/cloud-window-findings-*" }
      }
    }]
  })

  tags = {
    Name             = "cloud-window-detection"
    "bastide:level"  = "platform"
    "bastide:owner"  = "municipal-data-bureau"
    "bastide:system" = "cloud-window"
    "bastide:zone"   = "platform"
  }
}

resource "aws_iam_role_policy" "forward_findings" {
  name = "forward"
  role = aws_iam_role.forward_findings.id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid      = "HandOn"
      Effect   = "Allow"
      Action   = "events:PutEvents"
      Resource = "arn:aws:events:ap-southeast-1:123456789012:event-bus/default"
    }]
  })
}
