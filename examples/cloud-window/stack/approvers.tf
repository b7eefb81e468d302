# IAM-07 System, security and audit administration are separate (mlps3 8.1.4.2 d, 8.1.5.1 a, 8.1.5.1 b, 8.1.5.2 a, 8.1.5.2 b, 8.1.5.3 a; nist-800-53r5 ac-5, au-9.4); IAM-15 Break-glass role is sealed and alarmed (mlps3 8.1.10.13 a; nist-800-53r5 ac-2.11, ir-4, cp-2)
# spec: access.roles.*.approvals - one role for each approval, so that two approvals are two people
resource "aws_iam_role" "approver_1" {
  name                 = "cloud-window-approver-1"
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
          "aws:PrincipalTag/bastide:role" = "approver:1"
          "aws:PrincipalAccount"          = "123456789012"
          "sts:RoleSessionName"           = "$${aws:username}"
        }
      }
    }]
  })

  tags = {
    Name             = "cloud-window-approver"
    "bastide:level"  = "platform"
    "bastide:owner"  = "municipal-data-bureau"
    "bastide:system" = "cloud-window"
    "bastide:zone"   = "ops"
  }
}

resource "aws_iam_role_policy" "approver_1" {
  name = "approve"
  role = aws_iam_role.approver_1.id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid    = "Decide"
        Effect = "Allow"
        Action = ["ssm:GetAutomationExecution", "ssm:SendAutomationSignal"]
        Resource = [
          "arn:aws:ssm:ap-southeast-1:123456789012:automation-execution/*",
          "arn:aws:ssm:ap-northeast-1:123456789012:automation-execution/*",
        ]
      },
      {
        Sid      = "SeeRequests"
        Effect   = "Allow"
        Action   = "ssm:DescribeAutomationExecutions"
        Resource = "*"
      },
    ]
  })
}

resource "aws_iam_role" "approver_2" {
  name                 = "cloud-window-approver-2"
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
          "aws:PrincipalTag/bastide:role" = "approver:2"
          "aws:PrincipalAccount"          = "123456789012"
          "sts:RoleSessionName"           = "$${aws:username}"
        }
      }
    }]
  })

  tags = {
    Name             = "cloud-window-approver"
    "bastide:level"  = "platform"
    "bastide:owner"  = "municipal-data-bureau"
    "bastide:system" = "cloud-window"
    "bastide:zone"   = "ops"
  }
}

resource "aws_iam_role_policy" "approver_2" {
  name = "approve"
  role = aws_iam_role.approver_2.id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid    = "Decide"
        Effect = "Allow"
        Action = ["ssm:GetAutomationExecution", "ssm:SendAutomationSignal"]
        Resource = [
          "arn:aws:ssm:ap-southeast-1:123456789012:automation-execution/*",
          "arn:aws:ssm:ap-northeast-1:123456789012:automation-execution/*",
        ]
      },
      {
        Sid      = "SeeRequests"
        Effect   = "Allow"
        Action   = "ssm:DescribeAutomationExecutions"
        Resource = "*"
      },
    ]
  })
}

# For the group of people who approve: attached by their own administration.
resource "aws_iam_policy" "approvers" {
  name        = "cloud-window-approvers"
  description = "Lets a person take the approver role that the tag bastide:role names"

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid      = "TakeDuty"
      Effect   = "Allow"
      Action   = "sts:AssumeRole"
      Resource = [aws_iam_role.approver_1.arn, aws_iam_role.approver_2.arn]
    }]
  })

  tags = {
    Name             = "cloud-window-approver"
    "bastide:level"  = "platform"
    "bastide:owner"  = "municipal-data-bureau"
    "bastide:system" = "cloud-window"
    "bastide:zone"   = "ops"
  }
}
