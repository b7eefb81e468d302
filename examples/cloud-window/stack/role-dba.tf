# IAM-04 Two factors, one of them cryptographic (mlps3 8.1.4.1 d; nist-800-53r5 ia-2.1, ia-2.2, ia-2.8); IAM-10 Trust policies name exact principals (mlps3 8.1.4.2 e; nist-800-53r5 ac-3, ac-17, ia-9)
# spec: access.roles.dba - who may take the duty, and with what
# Who carries the tag `bastide:role = dba` may take this duty, with a second factor, under their own name.
resource "aws_iam_role" "role_dba" {
  name                 = "cloud-window-role-dba"
  max_session_duration = 3600
  permissions_boundary = aws_iam_policy.boundary.arn

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { AWS = "arn:aws:iam::123456789012:root" }
      Condition = {
        Bool            = { "aws:MultiFactorAuthPresent" = "true" }
        NumericLessThan = { "aws:MultiFactorAuthAge" = "3600" }
        StringEquals = {
          "aws:PrincipalTag/bastide:role"     = "dba"
          "aws:PrincipalAccount"              = "123456789012"
          "sts:RoleSessionName"               = "$${aws:username}"
          "aws:PrincipalTag/bastide:approved" = "dba"
        }
      }
    }]
  })

  tags = {
    Name             = "cloud-window-role-dba"
    "bastide:level"  = "platform"
    "bastide:owner"  = "municipal-data-bureau"
    "bastide:system" = "cloud-window"
    "bastide:zone"   = "ops"
  }
}

# IAM-06 Least privilege policies (mlps3 8.1.4.2 d, 8.1.4.2 e, 8.1.4.2 f; nist-800-53r5 ac-6, ac-3)
# spec: access.roles.dba - what the duty may do, and what it never may
resource "aws_iam_policy" "role_dba_session" {
  name        = "cloud-window-role-dba-session"
  description = "role dba: recorded sessions in reach"

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid      = "FindHosts"
        Effect   = "Allow"
        Action   = ["ec2:DescribeInstances", "ssm:DescribeInstanceInformation", "ssm:DescribeSessions"]
        Resource = ["*"]
      },
      {
        Sid      = "OpenOnHosts"
        Effect   = "Allow"
        Action   = ["ssm:StartSession"]
        Resource = ["arn:aws:ec2:ap-southeast-1:123456789012:instance/*"]
        Condition = {
          StringLike = {
            "ssm:resourceTag/bastide:zone" = ["data@*", "ops", "vault"]
          }
          StringEquals = { "ssm:resourceTag/bastide:system" = "cloud-window" }
          BoolIfExists = { "ssm:SessionDocumentAccessCheck" = "true" }
        }
      },
      {
        Sid      = "OpenRecorded"
        Effect   = "Allow"
        Action   = ["ssm:StartSession"]
        Resource = [aws_ssm_document.session_dba.arn]
      },
      {
        Sid      = "CloseOwn"
        Effect   = "Allow"
        Action   = ["ssm:ResumeSession", "ssm:TerminateSession"]
        Resource = ["arn:aws:ssm:ap-southeast-1:123456789012:session/*"]
        Condition = {
          StringEquals = {
            "ssm:resourceTag/aws:ssmmessages:session-id" = ["$${aws:userid}"]
          }
        }
      },
      {
        Sid      = "TalkInSession"
        Effect   = "Allow"
        Action   = ["ssmmessages:OpenDataChannel"]
        Resource = ["*"]
      },
      {
        Sid      = "EncryptOwn"
        Effect   = "Allow"
        Action   = ["kms:GenerateDataKey"]
        Resource = [aws_kms_key.logs.arn]
        Condition = {
          Null = { "kms:EncryptionContext:aws:ssm:SessionId" = "false" }
        }
      },
    ]
  })

  tags = {
    Name             = "cloud-window-role-dba"
    "bastide:level"  = "platform"
    "bastide:owner"  = "municipal-data-bureau"
    "bastide:system" = "cloud-window"
    "bastide:zone"   = "ops"
  }
}

resource "aws_iam_role_policy_attachment" "role_dba_session" {
  role       = aws_iam_role.role_dba.name
  policy_arn = aws_iam_policy.role_dba_session.arn
}

resource "aws_iam_policy" "role_dba_database_1" {
  name        = "cloud-window-role-dba-database-1"
  description = "role dba: databases in reach"

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid    = "ConnectAsRole"
        Effect = "Allow"
        Action = ["rds-db:connect"]
        Resource = [
          "arn:aws:rds-db:ap-southeast-1:123456789012:dbuser:${aws_db_instance.identity.resource_id}/dba",
          "arn:aws:rds-db:ap-southeast-1:123456789012:dbuser:${aws_db_instance.pensions.resource_id}/dba",
        ]
      },
    ]
  })

  tags = {
    Name             = "cloud-window-role-dba"
    "bastide:level"  = "platform"
    "bastide:owner"  = "municipal-data-bureau"
    "bastide:system" = "cloud-window"
    "bastide:zone"   = "ops"
  }
}

resource "aws_iam_role_policy_attachment" "role_dba_database_1" {
  role       = aws_iam_role.role_dba.name
  policy_arn = aws_iam_policy.role_dba_database_1.arn
}

# For the group of people who hold this duty: their own administration attaches it, Bastide attaches it to nobody.
resource "aws_iam_policy" "enter_dba" {
  name        = "cloud-window-enter-dba"
  description = "Lets a person whose user carries bastide:role = dba take that role"

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid      = "TakeDuty"
        Effect   = "Allow"
        Action   = "sts:AssumeRole"
        Resource = aws_iam_role.role_dba.arn
      },
      {
        Sid    = "AskForApproval"
        Effect = "Allow"
        Action = "ssm:StartAutomationExecution"
        Resource = [
          aws_ssm_document.approval_dba.arn,
          "arn:aws:ssm:ap-southeast-1:123456789012:automation-definition/approval-cloud-window-dba:$DEFAULT",
          "arn:aws:ssm:ap-southeast-1:123456789012:automation-execution/*",
        ]
        Condition = {
          "ForAllValues:StringEquals" = {
            "ssm:DocumentVersion" = ["$DEFAULT", aws_ssm_document.approval_dba.default_version]
          }
        }
      },
      {
        Sid       = "LetTheRunbookAct"
        Effect    = "Allow"
        Action    = "iam:PassRole"
        Resource  = aws_iam_role.approval_dba.arn
        Condition = { StringEquals = { "iam:PassedToService" = "ssm.amazonaws.com" } }
      },
      {
        Sid      = "FollowTheRequest"
        Effect   = "Allow"
        Action   = "ssm:GetAutomationExecution"
        Resource = "arn:aws:ssm:ap-southeast-1:123456789012:automation-execution/*"
      },
    ]
  })

  tags = {
    Name             = "cloud-window-role-dba"
    "bastide:level"  = "platform"
    "bastide:owner"  = "municipal-data-bureau"
    "bastide:system" = "cloud-window"
    "bastide:zone"   = "ops"
  }
}

# AUD-07 Administrative sessions are recorded (mlps3 8.1.3.5 d, 8.1.5.1 a, 8.1.5.2 a, 8.1.10.6 h; nist-800-53r5 au-14, ac-6.9, ac-17.1); IAM-03 Lockout and session time limit (mlps3 8.1.4.1 b; nist-800-53r5 ac-7, ac-11, ac-12)
# spec: access.roles.dba.session, .idle - a session that can't be recorded does not start
resource "aws_ssm_document" "session_dba" {
  name            = "session-cloud-window-dba"
  document_type   = "Session"
  document_format = "JSON"

  content = jsonencode({
    schemaVersion = "1.0"
    description   = "Recorded session of the role dba"
    sessionType   = "Standard_Stream"
    inputs = {
      s3BucketName                = aws_s3_bucket.audit_log.id
      s3KeyPrefix                 = "sessions/dba"
      s3EncryptionEnabled         = true
      cloudWatchLogGroupName      = aws_cloudwatch_log_group.session.name
      cloudWatchEncryptionEnabled = true
      cloudWatchStreamingEnabled  = true
      kmsKeyId                    = aws_kms_key.logs.arn
      idleSessionTimeout          = "20"
      maxSessionDuration          = "60"
      runAsEnabled                = false
      runAsDefaultUser            = ""
    }
  })

  tags = {
    Name             = "cloud-window-role-dba"
    "bastide:level"  = "platform"
    "bastide:owner"  = "municipal-data-bureau"
    "bastide:system" = "cloud-window"
    "bastide:zone"   = "ops"
  }
}

# IAM-08 Top database and OS privilege has one dedicated holder (mlps3 8.1.4.2 b, 8.1.4.2 d, 8.1.4.2 e; nist-800-53r5 ac-6.5, ac-6.2)
# spec: access.roles.dba.approvals - each approver is another person; then the door is open for 15 minutes
resource "aws_ssm_document" "approval_dba" {
  name            = "approval-cloud-window-dba"
  document_type   = "Automation"
  document_format = "JSON"

  content = jsonencode({
    schemaVersion = "0.3"
    description   = "Opens the role dba to one person after 1 approval(s)"
    assumeRole    = aws_iam_role.approval_dba.arn
    parameters = {
      Requester = {
        type           = "String"
        description    = "IAM user who asks"
        allowedPattern = "^[A-Za-z0-9+=,.@_-]{1,64}$"
      }
      Reason = {
        type           = "String"
        description    = "why access is needed"
        allowedPattern = "^[^\\\"\\\\{}]{8,200}$"
      }
    }
    mainSteps = [
      {
        name           = "Approve1"
        action         = "aws:approve"
        timeoutSeconds = 3600
        onFailure      = "Abort"
        inputs = {
          Message              = "{{ Requester }} asks for the role dba: {{ Reason }}"
          MinRequiredApprovals = 1
          Approvers            = [aws_iam_role.approver_1.arn]
        }
      },
      {
        name      = "Admit"
        action    = "aws:executeAwsApi"
        nextStep  = "KeepOpen"
        onFailure = "step:Withdraw"
        inputs = {
          Service  = "iam"
          Api      = "TagUser"
          UserName = "{{ Requester }}"
          Tags = [
            { Key = "bastide:approved", Value = "dba" },
          ]
        }
      },
      {
        name      = "KeepOpen"
        action    = "aws:sleep"
        onFailure = "step:Withdraw"
        onCancel  = "step:Withdraw"
        nextStep  = "Withdraw"
        inputs    = { Duration = "PT15M" }
      },
      {
        name        = "Withdraw"
        action      = "aws:executeAwsApi"
        maxAttempts = 5
        isEnd       = true
        inputs = {
          Service  = "iam"
          Api      = "UntagUser"
          UserName = "{{ Requester }}"
          TagKeys  = ["bastide:approved"]
        }
      },
    ]
  })

  tags = {
    Name             = "cloud-window-role-dba"
    "bastide:level"  = "platform"
    "bastide:owner"  = "municipal-data-bureau"
    "bastide:system" = "cloud-window"
    "bastide:zone"   = "ops"
  }
}

# Without the boundary, which denies every IAM action: to tag and untag a holder is all that this role does.
resource "aws_iam_role" "approval_dba" {
  name = "approval-cloud-window-dba"

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
    Name             = "cloud-window-role-dba"
    "bastide:level"  = "platform"
    "bastide:owner"  = "municipal-data-bureau"
    "bastide:system" = "cloud-window"
    "bastide:zone"   = "ops"
  }
}

resource "aws_iam_role_policy" "approval_dba" {
  name = "admit-and-withdraw"
  role = aws_iam_role.approval_dba.id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid      = "AdmitHolder"
        Effect   = "Allow"
        Action   = "iam:TagUser"
        Resource = "arn:aws:iam::123456789012:user/*"
        Condition = {
          StringEquals = {
            "aws:ResourceTag/bastide:role"    = "dba"
            "aws:RequestTag/bastide:approved" = "dba"
          }
          "ForAllValues:StringEquals" = {
            "aws:TagKeys" = ["bastide:approved"]
          }
        }
      },
      {
        Sid      = "WithdrawHolder"
        Effect   = "Allow"
        Action   = "iam:UntagUser"
        Resource = "arn:aws:iam::123456789012:user/*"
        Condition = {
          StringEquals = { "aws:ResourceTag/bastide:role" = "dba" }
          "ForAllValues:StringEquals" = {
            "aws:TagKeys" = ["bastide:approved"]
          }
        }
      },
    ]
  })
}
