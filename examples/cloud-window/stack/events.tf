# AUD-09 Privileged commands raise an alarm (mlps3 8.2.3.3 a, 8.2.4.3 b, 8.1.5.4 f; nist-800-53r5 au-6, si-4.5, ac-6.9); AUD-14 Alarms reach people (mlps3 8.1.3.3 d, 8.1.5.4 f; nist-800-53r5 si-4.5, ir-6)
# What must be told within minutes: EventBridge sees it as it happens, the alarms on the trail see it as well.
# spec: access.roles.break-glass.alert
resource "aws_cloudwatch_event_rule" "role_break_glass" {
  name        = "cloud-window-role-break-glass"
  description = "Somebody took, or tried to take, the role break-glass"
  state       = "ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS"
  event_pattern = jsonencode({
    source      = ["aws.sts"]
    detail-type = ["AWS API Call via CloudTrail"]
    detail = {
      eventSource = ["sts.amazonaws.com"]
      eventName   = ["AssumeRole"]
      "$or" = [
        {
          requestParameters = {
            roleArn = ["arn:aws:iam::123456789012:role/cloud-window-role-break-glass"]
          }
        },
        {
          errorMessage = [
            {
              wildcard = "*arn:aws:iam::123456789012:role/cloud-window-role-break-glass*"
            },
          ]
        },
      ]
    }
  })

  tags = {
    Name             = "cloud-window-events"
    "bastide:level"  = "platform"
    "bastide:owner"  = "municipal-data-bureau"
    "bastide:system" = "cloud-window"
    "bastide:zone"   = "platform"
  }
}

resource "aws_cloudwatch_event_target" "role_break_glass" {
  rule      = aws_cloudwatch_event_rule.role_break_glass.name
  target_id = "channel"
  arn       = aws_sns_topic.soc.arn

  input_transformer {
    input_paths = {
      address = "$.detail.sourceIPAddress"
      error   = "$.detail.errorCode"
      region  = "$.detail.awsRegion"
      time    = "$.detail.eventTime"
      who     = "$.detail.userIdentity.arn"
    }
    input_template = "\"<who> asked for the role break-glass from <address>, <region>, at <time>. Refused: <error>\""
  }
}

resource "aws_cloudwatch_event_rule" "role_break_glass_dr" {
  provider = aws.dr

  name        = "cloud-window-role-break-glass-dr"
  description = "Somebody took, or tried to take, the role break-glass"
  state       = "ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS"
  event_pattern = jsonencode({
    source      = ["aws.sts"]
    detail-type = ["AWS API Call via CloudTrail"]
    detail = {
      eventSource = ["sts.amazonaws.com"]
      eventName   = ["AssumeRole"]
      "$or" = [
        {
          requestParameters = {
            roleArn = ["arn:aws:iam::123456789012:role/cloud-window-role-break-glass"]
          }
        },
        {
          errorMessage = [
            {
              wildcard = "*arn:aws:iam::123456789012:role/cloud-window-role-break-glass*"
            },
          ]
        },
      ]
    }
  })

  tags = {
    Name             = "cloud-window-events"
    "bastide:level"  = "platform"
    "bastide:owner"  = "municipal-data-bureau"
    "bastide:system" = "cloud-window"
    "bastide:zone"   = "platform"
  }
}

resource "aws_cloudwatch_event_target" "role_break_glass_dr" {
  provider = aws.dr

  rule      = aws_cloudwatch_event_rule.role_break_glass_dr.name
  target_id = "primary-region"
  arn       = "arn:aws:events:ap-southeast-1:123456789012:event-bus/default"
  role_arn  = aws_iam_role.forward_events.arn
}

# spec: identity.notify
resource "aws_cloudwatch_event_rule" "access_findings" {
  name        = "cloud-window-access-findings"
  description = "Something may be used from outside the account, or a right is no longer used"
  state       = "ENABLED"
  event_pattern = jsonencode({
    source = ["aws.access-analyzer"]
    detail = {
      status = ["ACTIVE"]
      isDeleted = [
        false,
        { exists = false },
      ]
    }
  })

  tags = {
    Name             = "cloud-window-events"
    "bastide:level"  = "platform"
    "bastide:owner"  = "municipal-data-bureau"
    "bastide:system" = "cloud-window"
    "bastide:zone"   = "platform"
  }
}

resource "aws_cloudwatch_event_target" "access_findings" {
  rule      = aws_cloudwatch_event_rule.access_findings.name
  target_id = "channel"
  arn       = aws_sns_topic.soc.arn

  input_transformer {
    input_paths = {
      id       = "$.detail.id"
      region   = "$.region"
      resource = "$.detail.resource"
      unused   = "$.detail.findingId"
      what     = "$.detail-type"
    }
    input_template = "\"<what> about <resource> in <region>: finding <id><unused>\""
  }
}

resource "aws_cloudwatch_event_rule" "access_findings_dr" {
  provider = aws.dr

  name        = "cloud-window-access-findings-dr"
  description = "Something may be used from outside the account, or a right is no longer used"
  state       = "ENABLED"
  event_pattern = jsonencode({
    source = ["aws.access-analyzer"]
    detail = {
      status = ["ACTIVE"]
      isDeleted = [
        false,
        { exists = false },
      ]
    }
  })

  tags = {
    Name             = "cloud-window-events"
    "bastide:level"  = "platform"
    "bastide:owner"  = "municipal-data-bureau"
    "bastide:system" = "cloud-window"
    "bastide:zone"   = "platform"
  }
}

resource "aws_cloudwatch_event_target" "access_findings_dr" {
  provider = aws.dr

  rule      = aws_cloudwatch_event_rule.access_findings_dr.name
  target_id = "primary-region"
  arn       = "arn:aws:events:ap-southeast-1:123456789012:event-bus/default"
  role_arn  = aws_iam_role.forward_events.arn
}

# spec: audit.notify
resource "aws_cloudwatch_event_rule" "broken_rules" {
  name        = "cloud-window-broken-rules"
  description = "A setting broke a rule that the platform is held to"
  state       = "ENABLED"
  event_pattern = jsonencode({
    source      = ["aws.config"]
    detail-type = ["Config Rules Compliance Change"]
    detail = {
      newEvaluationResult = {
        complianceType = ["NON_COMPLIANT"]
      }
    }
  })

  tags = {
    Name             = "cloud-window-events"
    "bastide:level"  = "platform"
    "bastide:owner"  = "municipal-data-bureau"
    "bastide:system" = "cloud-window"
    "bastide:zone"   = "platform"
  }
}

resource "aws_cloudwatch_event_target" "broken_rules" {
  rule      = aws_cloudwatch_event_rule.broken_rules.name
  target_id = "channel"
  arn       = aws_sns_topic.soc.arn

  input_transformer {
    input_paths = {
      region   = "$.region"
      resource = "$.detail.resourceId"
      rule     = "$.detail.configRuleName"
      type     = "$.detail.resourceType"
    }
    input_template = "\"<type> <resource> in <region> broke the rule <rule>\""
  }
}

resource "aws_cloudwatch_event_rule" "broken_rules_dr" {
  provider = aws.dr

  name        = "cloud-window-broken-rules-dr"
  description = "A setting broke a rule that the platform is held to"
  state       = "ENABLED"
  event_pattern = jsonencode({
    source      = ["aws.config"]
    detail-type = ["Config Rules Compliance Change"]
    detail = {
      newEvaluationResult = {
        complianceType = ["NON_COMPLIANT"]
      }
    }
  })

  tags = {
    Name             = "cloud-window-events"
    "bastide:level"  = "platform"
    "bastide:owner"  = "municipal-data-bureau"
    "bastide:system" = "cloud-window"
    "bastide:zone"   = "platform"
  }
}

resource "aws_cloudwatch_event_target" "broken_rules_dr" {
  provider = aws.dr

  rule      = aws_cloudwatch_event_rule.broken_rules_dr.name
  target_id = "primary-region"
  arn       = "arn:aws:events:ap-southeast-1:123456789012:event-bus/default"
  role_arn  = aws_iam_role.forward_events.arn
}

# spec: recovery.notify
resource "aws_cloudwatch_event_rule" "restore_tests" {
  name        = "cloud-window-restore-tests"
  description = "A restore test ended, well or not"
  state       = "ENABLED"
  event_pattern = jsonencode({
    source      = ["aws.backup"]
    detail-type = ["Restore Job State Change"]
    detail = {
      status = ["COMPLETED", "FAILED", "ABORTED"]
      restoreTestingPlanArn = [
        { exists = true },
      ]
    }
  })

  tags = {
    Name             = "cloud-window-events"
    "bastide:level"  = "platform"
    "bastide:owner"  = "municipal-data-bureau"
    "bastide:system" = "cloud-window"
    "bastide:zone"   = "platform"
  }
}

resource "aws_cloudwatch_event_target" "restore_tests" {
  rule      = aws_cloudwatch_event_rule.restore_tests.name
  target_id = "channel"
  arn       = aws_sns_topic.soc.arn

  input_transformer {
    input_paths = {
      job    = "$.detail.restoreJobId"
      made   = "$.detail.createdResourceArn"
      plan   = "$.detail.restoreTestingPlanArn"
      region = "$.region"
      status = "$.detail.status"
      type   = "$.detail.resourceType"
    }
    input_template = "\"Restore test <job> of a store of type <type> in <region> by <plan>: <status>. Look at <made>\""
  }
}

resource "aws_cloudwatch_event_rule" "restore_tests_dr" {
  provider = aws.dr

  name        = "cloud-window-restore-tests-dr"
  description = "A restore test ended, well or not"
  state       = "ENABLED"
  event_pattern = jsonencode({
    source      = ["aws.backup"]
    detail-type = ["Restore Job State Change"]
    detail = {
      status = ["COMPLETED", "FAILED", "ABORTED"]
      restoreTestingPlanArn = [
        { exists = true },
      ]
    }
  })

  tags = {
    Name             = "cloud-window-events"
    "bastide:level"  = "platform"
    "bastide:owner"  = "municipal-data-bureau"
    "bastide:system" = "cloud-window"
    "bastide:zone"   = "platform"
  }
}

resource "aws_cloudwatch_event_target" "restore_tests_dr" {
  provider = aws.dr

  rule      = aws_cloudwatch_event_rule.restore_tests_dr.name
  target_id = "primary-region"
  arn       = "arn:aws:events:ap-southeast-1:123456789012:event-bus/default"
  role_arn  = aws_iam_role.forward_events.arn
}

# EventBridge tells topics of its own region only: the DR region hands its events to the primary region's bus.
resource "aws_iam_role" "forward_events" {
  name = "cloud-window-forward-events"

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = "events.amazonaws.com" }
      Condition = {
        StringEquals = { "aws:SourceAccount" = "123456789012" }
        ArnLike      = { "aws:SourceArn" = "arn:aws:events:ap-northeast-1:123456789012:rule/cloud-window-*" }
      }
    }]
  })

  tags = {
    Name             = "cloud-window-events"
    "bastide:level"  = "platform"
    "bastide:owner"  = "municipal-data-bureau"
    "bastide:system" = "cloud-window"
    "bastide:zone"   = "platform"
  }
}

resource "aws_iam_role_policy" "forward_events" {
  name = "forward"
  role = aws_iam_role.forward_events.id

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
