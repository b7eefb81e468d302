# AUD-11 Behaviour analytics with tiered response (mlps3 8.1.3.3 c, 8.1.5.2 b, 8.1.5.4 f; nist-800-53r5 ac-2.12, si-4, ir-4.1)
# spec: detection.high - the host is cut off
resource "aws_ssm_document" "isolate_host" {
  name            = "cloud-window-isolate-host"
  document_type   = "Automation"
  document_format = "JSON"
  content = jsonencode({
    schemaVersion = "0.3"
    description   = "Cut a host off: it keeps running, in a security group that has no rule."
    assumeRole    = aws_iam_role.isolate_host.arn
    parameters = {
      InstanceId = {
        type           = "String"
        description    = "The host."
        allowedPattern = "^i-[0-9a-f]{8,17}$"
      }
    }
    mainSteps = [
      {
        name   = "look"
        action = "aws:executeAwsApi"
        inputs = {
          Service     = "ec2"
          Api         = "DescribeInstances"
          InstanceIds = ["{{ InstanceId }}"]
        }
        outputs = [
          {
            Name     = "Network"
            Selector = "$.Reservations[0].Instances[0].VpcId"
            Type     = "String"
          },
        ]
      },
      {
        name   = "choose"
        action = "aws:branch"
        inputs = {
          Choices = [
            {
              NextStep     = "cut_isolation"
              Variable     = "{{ look.Network }}"
              StringEquals = aws_vpc.main.id
            },
          ]
        }
        isEnd = true
      },
      {
        name   = "cut_isolation"
        action = "aws:executeAwsApi"
        inputs = {
          Service    = "ec2"
          Api        = "ModifyInstanceAttribute"
          InstanceId = "{{ InstanceId }}"
          Groups     = [aws_security_group.isolation.id]
        }
        nextStep = "find_group"
      },
      {
        action     = "aws:executeAwsApi"
        onFailure  = "Continue"
        isCritical = false
        name       = "find_group"
        inputs = {
          Service     = "autoscaling"
          Api         = "DescribeAutoScalingInstances"
          InstanceIds = ["{{ InstanceId }}"]
        }
        outputs = [
          {
            Name     = "Group"
            Selector = "$.AutoScalingInstances[0].AutoScalingGroupName"
            Type     = "String"
          },
        ]
        nextStep = "detach"
      },
      {
        action     = "aws:executeAwsApi"
        onFailure  = "Continue"
        isCritical = false
        name       = "detach"
        inputs = {
          Service                        = "autoscaling"
          Api                            = "DetachInstances"
          InstanceIds                    = ["{{ InstanceId }}"]
          AutoScalingGroupName           = "{{ find_group.Group }}"
          ShouldDecrementDesiredCapacity = false
        }
        isEnd = true
      },
    ]
  })

  tags = {
    Name             = "cloud-window-response"
    "bastide:level"  = "platform"
    "bastide:owner"  = "municipal-data-bureau"
    "bastide:system" = "cloud-window"
    "bastide:zone"   = "platform"
  }
}

# The platform's boundary refuses what this role is for; it may do one thing, and only this document may carry it.
resource "aws_iam_role" "isolate_host" {
  name = "cloud-window-isolate-host"

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = "ssm.amazonaws.com" }
      Condition = {
        StringEquals = { "aws:SourceAccount" = "123456789012" }
        ArnLike      = { "aws:SourceArn" = "arn:aws:ssm:ap-southeast-1:123456789012:automation-execution/*" }
      }
    }]
  })

  tags = {
    Name             = "cloud-window-response"
    "bastide:level"  = "platform"
    "bastide:owner"  = "municipal-data-bureau"
    "bastide:system" = "cloud-window"
    "bastide:zone"   = "platform"
  }
}

resource "aws_iam_role_policy" "isolate_host" {
  name = "respond"
  role = aws_iam_role.isolate_host.id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid      = "Look"
        Effect   = "Allow"
        Action   = ["ec2:DescribeInstances"]
        Resource = ["*"]
      },
      {
        Sid      = "CutOff"
        Effect   = "Allow"
        Action   = ["ec2:ModifyInstanceAttribute"]
        Resource = ["arn:aws:ec2:ap-southeast-1:123456789012:instance/*"]
        Condition = {
          StringEquals = { "aws:ResourceTag/bastide:system" = "cloud-window" }
        }
      },
      {
        Sid      = "IntoTheGroup"
        Effect   = "Allow"
        Action   = ["ec2:ModifyInstanceAttribute"]
        Resource = [aws_security_group.isolation.arn]
      },
      {
        Sid      = "FindScalingGroup"
        Effect   = "Allow"
        Action   = ["autoscaling:DescribeAutoScalingInstances"]
        Resource = ["*"]
      },
      {
        Sid    = "OutOfScalingGroup"
        Effect = "Allow"
        Action = ["autoscaling:DetachInstances"]
        Resource = [
          "arn:aws:autoscaling:ap-southeast-1:123456789012:autoScalingGroup:*:autoScalingGroupName/cloud-window-*",
        ]
        Condition = {
          StringEquals = { "aws:ResourceTag/bastide:system" = "cloud-window" }
        }
      },
    ]
  })
}

# AUD-11 Behaviour analytics with tiered response (mlps3 8.1.3.3 c, 8.1.5.2 b, 8.1.5.4 f; nist-800-53r5 ac-2.12, si-4, ir-4.1)
# spec: detection.high - the access key is switched off
resource "aws_ssm_document" "disable_access_key" {
  name            = "cloud-window-disable-access-key"
  document_type   = "Automation"
  document_format = "JSON"
  content = jsonencode({
    schemaVersion = "0.3"
    description   = "Switch a person's access key off; it can be switched on again."
    assumeRole    = aws_iam_role.disable_access_key.arn
    parameters = {
      UserName = {
        type           = "String"
        description    = "Whose key it is."
        allowedPattern = "^[A-Za-z0-9+=,.@_-]{1,64}$"
      }
      AccessKeyId = {
        type           = "String"
        description    = "The key."
        allowedPattern = "^AKIA[A-Z0-9]{12,124}$"
      }
    }
    mainSteps = [
      {
        name   = "switch_off"
        action = "aws:executeAwsApi"
        inputs = {
          Service     = "iam"
          Api         = "UpdateAccessKey"
          UserName    = "{{ UserName }}"
          AccessKeyId = "{{ AccessKeyId }}"
          Status      = "Inactive"
        }
        isEnd = true
      },
    ]
  })

  tags = {
    Name             = "cloud-window-response"
    "bastide:level"  = "platform"
    "bastide:owner"  = "municipal-data-bureau"
    "bastide:system" = "cloud-window"
    "bastide:zone"   = "platform"
  }
}

# The platform's boundary refuses what this role is for; it may do one thing, and only this document may carry it.
resource "aws_iam_role" "disable_access_key" {
  name = "cloud-window-disable-access-key"

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = "ssm.amazonaws.com" }
      Condition = {
        StringEquals = { "aws:SourceAccount" = "123456789012" }
        ArnLike      = { "aws:SourceArn" = "arn:aws:ssm:ap-southeast-1:123456789012:automation-execution/*" }
      }
    }]
  })

  tags = {
    Name             = "cloud-window-response"
    "bastide:level"  = "platform"
    "bastide:owner"  = "municipal-data-bureau"
    "bastide:system" = "cloud-window"
    "bastide:zone"   = "platform"
  }
}

resource "aws_iam_role_policy" "disable_access_key" {
  name = "respond"
  role = aws_iam_role.disable_access_key.id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid      = "SwitchOff"
        Effect   = "Allow"
        Action   = ["iam:UpdateAccessKey"]
        Resource = ["arn:aws:iam::123456789012:user/*"]
      },
    ]
  })
}

# IAM-06 Least privilege policies (mlps3 8.1.4.2 d, 8.1.4.2 e, 8.1.4.2 f; nist-800-53r5 ac-6, ac-3)
# EventBridge may start these two documents, with these two roles, and nothing else.
resource "aws_iam_role" "respond" {
  name = "cloud-window-respond"

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = "events.amazonaws.com" }
      Condition = {
        StringEquals = { "aws:SourceAccount" = "123456789012" }
        ArnLike      = { "aws:SourceArn" = "arn:aws:events:ap-southeast-1:123456789012:rule/cloud-window-findings-*" }
      }
    }]
  })

  tags = {
    Name             = "cloud-window-response"
    "bastide:level"  = "platform"
    "bastide:owner"  = "municipal-data-bureau"
    "bastide:system" = "cloud-window"
    "bastide:zone"   = "platform"
  }
}

resource "aws_iam_role_policy" "respond" {
  name = "start"
  role = aws_iam_role.respond.id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid    = "Start"
        Effect = "Allow"
        Action = ["ssm:StartAutomationExecution"]
        Resource = [
          "arn:aws:ssm:ap-southeast-1:123456789012:document/cloud-window-isolate-host",
          "arn:aws:ssm:ap-southeast-1:123456789012:automation-definition/cloud-window-isolate-host:*",
          "arn:aws:ssm:ap-southeast-1:123456789012:document/cloud-window-disable-access-key",
          "arn:aws:ssm:ap-southeast-1:123456789012:automation-definition/cloud-window-disable-access-key:*",
          "arn:aws:ssm:ap-southeast-1:123456789012:automation-execution/*",
        ]
      },
      {
        Sid      = "WithTheirRoles"
        Effect   = "Allow"
        Action   = ["iam:PassRole"]
        Resource = [aws_iam_role.isolate_host.arn, aws_iam_role.disable_access_key.arn]
        Condition = {
          StringEquals = { "iam:PassedToService" = "ssm.amazonaws.com" }
        }
      },
    ]
  })
}
