# IAM-04 Two factors, one of them cryptographic (mlps3 8.1.4.1 d; nist-800-53r5 ia-2.1, ia-2.2, ia-2.8); IAM-10 Trust policies name exact principals (mlps3 8.1.4.2 e; nist-800-53r5 ac-3, ac-17, ia-9)
# spec: access.roles.operator - who may take the duty, and with what
# Who carries the tag `bastide:role = operator` may take this duty, with a second factor, under their own name.
resource "aws_iam_role" "role_operator" {
  name                 = "cloud-window-role-operator"
  max_session_duration = 14400
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
          "aws:PrincipalTag/bastide:role" = "operator"
          "aws:PrincipalAccount"          = "123456789012"
          "sts:RoleSessionName"           = "$${aws:username}"
        }
      }
    }]
  })

  tags = {
    Name             = "cloud-window-role-operator"
    "bastide:level"  = "platform"
    "bastide:owner"  = "municipal-data-bureau"
    "bastide:system" = "cloud-window"
    "bastide:zone"   = "ops"
  }
}

# IAM-06 Least privilege policies (mlps3 8.1.4.2 d, 8.1.4.2 e, 8.1.4.2 f; nist-800-53r5 ac-6, ac-3)
# spec: access.roles.operator - what the duty may do, and what it never may
resource "aws_iam_policy" "role_operator_session" {
  name        = "cloud-window-role-operator-session"
  description = "role operator: recorded sessions in reach"

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
            "ssm:resourceTag/bastide:zone" = ["app@*", "ops"]
          }
          StringEquals = { "ssm:resourceTag/bastide:system" = "cloud-window" }
          BoolIfExists = { "ssm:SessionDocumentAccessCheck" = "true" }
        }
      },
      {
        Sid      = "OpenRecorded"
        Effect   = "Allow"
        Action   = ["ssm:StartSession"]
        Resource = [aws_ssm_document.session_operator.arn]
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
    Name             = "cloud-window-role-operator"
    "bastide:level"  = "platform"
    "bastide:owner"  = "municipal-data-bureau"
    "bastide:system" = "cloud-window"
    "bastide:zone"   = "ops"
  }
}

resource "aws_iam_role_policy_attachment" "role_operator_session" {
  role       = aws_iam_role.role_operator.name
  policy_arn = aws_iam_policy.role_operator_session.arn
}

# For the group of people who hold this duty: their own administration attaches it, Bastide attaches it to nobody.
resource "aws_iam_policy" "enter_operator" {
  name        = "cloud-window-enter-operator"
  description = "Lets a person whose user carries bastide:role = operator take that role"

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid      = "TakeDuty"
        Effect   = "Allow"
        Action   = "sts:AssumeRole"
        Resource = aws_iam_role.role_operator.arn
      },
    ]
  })

  tags = {
    Name             = "cloud-window-role-operator"
    "bastide:level"  = "platform"
    "bastide:owner"  = "municipal-data-bureau"
    "bastide:system" = "cloud-window"
    "bastide:zone"   = "ops"
  }
}

# AUD-07 Administrative sessions are recorded (mlps3 8.1.3.5 d, 8.1.5.1 a, 8.1.5.2 a, 8.1.10.6 h; nist-800-53r5 au-14, ac-6.9, ac-17.1); IAM-03 Lockout and session time limit (mlps3 8.1.4.1 b; nist-800-53r5 ac-7, ac-11, ac-12)
# spec: access.roles.operator.session, .idle - a session that can't be recorded does not start
resource "aws_ssm_document" "session_operator" {
  name            = "session-cloud-window-operator"
  document_type   = "Session"
  document_format = "JSON"

  content = jsonencode({
    schemaVersion = "1.0"
    description   = "Recorded session of the role operator"
    sessionType   = "Standard_Stream"
    inputs = {
      s3BucketName                = aws_s3_bucket.audit_log.id
      s3KeyPrefix                 = "sessions/operator"
      s3EncryptionEnabled         = true
      cloudWatchLogGroupName      = aws_cloudwatch_log_group.session.name
      cloudWatchEncryptionEnabled = true
      cloudWatchStreamingEnabled  = true
      kmsKeyId                    = aws_kms_key.logs.arn
      idleSessionTimeout          = "20"
      maxSessionDuration          = "240"
      runAsEnabled                = false
      runAsDefaultUser            = ""
    }
  })

  tags = {
    Name             = "cloud-window-role-operator"
    "bastide:level"  = "platform"
    "bastide:owner"  = "municipal-data-bureau"
    "bastide:system" = "cloud-window"
    "bastide:zone"   = "ops"
  }
}
