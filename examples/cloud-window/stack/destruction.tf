# DAT-12 Residual information is destroyed (mlps3 8.1.4.10 a, 8.1.4.10 b, 8.2.4.7 a, 8.2.4.7 b; nist-800-53r5 mp-6, si-12); PHY-04 Media custody and destruction (mlps3 8.1.10.3 a, 8.1.10.3 b, 8.1.10.4 d, 8.1.4.10 b; nist-800-53r5 mp-4, mp-6)
# spec: destruction - several people agree, one key is disabled, then it waits for its end; until then it can be had back
resource "aws_ssm_document" "destruction" {
  name            = "cloud-window-destruction"
  document_type   = "Automation"
  document_format = "JSON"

  content = jsonencode({
    schemaVersion = "0.3"
    description   = "Ends one key, and with it all that lies under it, after 2 approvals"
    assumeRole    = aws_iam_role.destruction.arn
    parameters = {
      Key = {
        type        = "String"
        description = "the key to end"
        allowedValues = [
          aws_kms_key.general.arn,
          aws_kms_key.important_civil_affairs.arn,
          aws_kms_key.important_social_security.arn,
          aws_kms_key.core.arn,
        ]
      }
      Reason = {
        type           = "String"
        description    = "order and date"
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
          Message              = "{{ Key }} is to be ended, and all that lies under it: {{ Reason }}"
          MinRequiredApprovals = 1
          Approvers            = [aws_iam_role.approver_1.arn]
        }
      },
      {
        name           = "Approve2"
        action         = "aws:approve"
        timeoutSeconds = 3600
        onFailure      = "Abort"
        inputs = {
          Message              = "{{ Key }} is to be ended, and all that lies under it: {{ Reason }}"
          MinRequiredApprovals = 1
          Approvers            = [aws_iam_role.approver_2.arn]
        }
      },
      {
        name     = "Disable"
        action   = "aws:executeAwsApi"
        nextStep = "Schedule"
        inputs   = { Service = "kms", Api = "DisableKey", KeyId = "{{ Key }}" }
      },
      {
        name   = "Schedule"
        action = "aws:executeAwsApi"
        isEnd  = true
        inputs = {
          Service             = "kms"
          Api                 = "ScheduleKeyDeletion"
          KeyId               = "{{ Key }}"
          PendingWindowInDays = 30
        }
      },
    ]
  })

  tags = {
    Name             = "cloud-window-destruction"
    "bastide:level"  = "platform"
    "bastide:owner"  = "municipal-data-bureau"
    "bastide:system" = "cloud-window"
    "bastide:zone"   = "platform"
  }
}

# DAT-12 Residual information is destroyed (mlps3 8.1.4.10 a, 8.1.4.10 b, 8.2.4.7 a, 8.2.4.7 b; nist-800-53r5 mp-6, si-12); PHY-04 Media custody and destruction (mlps3 8.1.10.3 a, 8.1.10.3 b, 8.1.10.4 d, 8.1.4.10 b; nist-800-53r5 mp-4, mp-6)
# spec: destruction - several people agree, one key is disabled, then it waits for its end; until then it can be had back
resource "aws_ssm_document" "destruction_dr" {
  provider = aws.dr

  name            = "cloud-window-destruction"
  document_type   = "Automation"
  document_format = "JSON"

  content = jsonencode({
    schemaVersion = "0.3"
    description   = "Ends one key, and with it all that lies under it, after 2 approvals"
    assumeRole    = aws_iam_role.destruction.arn
    parameters = {
      Key = {
        type        = "String"
        description = "the key to end"
        allowedValues = [
          aws_kms_key.important_civil_affairs_dr.arn,
          aws_kms_key.important_social_security_dr.arn,
          aws_kms_key.core_dr.arn,
        ]
      }
      Reason = {
        type           = "String"
        description    = "order and date"
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
          Message              = "{{ Key }} is to be ended, and all that lies under it: {{ Reason }}"
          MinRequiredApprovals = 1
          Approvers            = [aws_iam_role.approver_1.arn]
        }
      },
      {
        name           = "Approve2"
        action         = "aws:approve"
        timeoutSeconds = 3600
        onFailure      = "Abort"
        inputs = {
          Message              = "{{ Key }} is to be ended, and all that lies under it: {{ Reason }}"
          MinRequiredApprovals = 1
          Approvers            = [aws_iam_role.approver_2.arn]
        }
      },
      {
        name     = "Disable"
        action   = "aws:executeAwsApi"
        nextStep = "Schedule"
        inputs   = { Service = "kms", Api = "DisableKey", KeyId = "{{ Key }}" }
      },
      {
        name   = "Schedule"
        action = "aws:executeAwsApi"
        isEnd  = true
        inputs = {
          Service             = "kms"
          Api                 = "ScheduleKeyDeletion"
          KeyId               = "{{ Key }}"
          PendingWindowInDays = 30
        }
      },
    ]
  })

  tags = {
    Name             = "cloud-window-destruction"
    "bastide:level"  = "platform"
    "bastide:owner"  = "municipal-data-bureau"
    "bastide:system" = "cloud-window"
    "bastide:zone"   = "platform"
  }
}

# DAT-12 Residual information is destroyed (mlps3 8.1.4.10 a, 8.1.4.10 b, 8.2.4.7 a, 8.2.4.7 b; nist-800-53r5 mp-6, si-12); IAM-06 Least privilege policies (mlps3 8.1.4.2 d, 8.1.4.2 e, 8.1.4.2 f; nist-800-53r5 ac-6, ac-3)
# The only role that may end a data key: the keys' own policies deny it to everybody else.
resource "aws_iam_role" "destruction" {
  name = "cloud-window-destruction"

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = "ssm.amazonaws.com" }
      Condition = {
        StringEquals = { "aws:SourceAccount" = "123456789012" }
        ArnLike = { "aws:SourceArn" = [
          "arn:aws:ssm:ap-southeast-1:123456789012:automation-execution/*",
          "arn:aws:ssm:ap-northeast-1:123456789012:automation-execution/*",
        ] }
      }
    }]
  })

  tags = {
    Name             = "cloud-window-destruction"
    "bastide:level"  = "platform"
    "bastide:owner"  = "municipal-data-bureau"
    "bastide:system" = "cloud-window"
    "bastide:zone"   = "platform"
  }
}

resource "aws_iam_role_policy" "destruction" {
  name = "end-data-keys"
  role = aws_iam_role.destruction.id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid    = "EndKeys"
        Effect = "Allow"
        Action = ["kms:DisableKey", "kms:ScheduleKeyDeletion"]
        Resource = [
          aws_kms_key.general.arn,
          aws_kms_key.important_civil_affairs.arn,
          aws_kms_key.important_civil_affairs_dr.arn,
          aws_kms_key.important_social_security.arn,
          aws_kms_key.important_social_security_dr.arn,
          aws_kms_key.core.arn,
          aws_kms_key.core_dr.arn,
        ]
      },
    ]
  })
}
