# IAM-04 Two factors, one of them cryptographic (mlps3 8.1.4.1 d; nist-800-53r5 ia-2.1, ia-2.2, ia-2.8); IAM-10 Trust policies name exact principals (mlps3 8.1.4.2 e; nist-800-53r5 ac-3, ac-17, ia-9)
# spec: access.roles.auditor - who may take the duty, and with what
# Who carries the tag `bastide:role = auditor` may take this duty, with a second factor, under their own name.
resource "aws_iam_role" "role_auditor" {
  name                 = "cloud-window-role-auditor"
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
          "aws:PrincipalTag/bastide:role" = "auditor"
          "aws:PrincipalAccount"          = "123456789012"
          "sts:RoleSessionName"           = "$${aws:username}"
        }
      }
    }]
  })

  tags = {
    Name             = "cloud-window-role-auditor"
    "bastide:level"  = "platform"
    "bastide:owner"  = "municipal-data-bureau"
    "bastide:system" = "cloud-window"
    "bastide:zone"   = "ops"
  }
}

# IAM-06 Least privilege policies (mlps3 8.1.4.2 d, 8.1.4.2 e, 8.1.4.2 f; nist-800-53r5 ac-6, ac-3)
# spec: access.roles.auditor - what the duty may do, and what it never may
resource "aws_iam_policy" "role_auditor_logs" {
  name        = "cloud-window-role-auditor-logs"
  description = "role auditor: read every log stream, change none"

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid    = "ListRecords"
        Effect = "Allow"
        Action = ["s3:GetBucketLocation", "s3:ListBucket"]
        Resource = [
          aws_s3_bucket.access_log.arn,
          aws_s3_bucket.audit_log.arn,
          aws_s3_bucket.access_log_dr.arn,
          aws_s3_bucket.audit_log_dr.arn,
        ]
      },
      {
        Sid    = "ReadRecords"
        Effect = "Allow"
        Action = ["s3:GetObject", "s3:GetObjectVersion"]
        Resource = [
          "${aws_s3_bucket.access_log.arn}/*",
          "${aws_s3_bucket.audit_log.arn}/*",
          "${aws_s3_bucket.access_log_dr.arn}/*",
          "${aws_s3_bucket.audit_log_dr.arn}/*",
        ]
      },
      {
        Sid    = "SearchStreams"
        Effect = "Allow"
        Action = [
          "logs:DescribeLogStreams",
          "logs:FilterLogEvents",
          "logs:GetLogEvents",
          "logs:GetQueryResults",
          "logs:StartQuery",
        ]
        Resource = [
          "${aws_cloudwatch_log_group.audit.arn}:*",
          "${aws_cloudwatch_log_group.network.arn}:*",
          "${aws_cloudwatch_log_group.session.arn}:*",
          "${aws_cloudwatch_log_group.findings.arn}:*",
          "${aws_cloudwatch_log_group.names.arn}:*",
          "arn:aws:logs:ap-southeast-1:123456789012:log-group:/aws/rds/instance/cloud-window-*:*",
          "arn:aws:logs:ap-southeast-1:123456789012:log-group:aws-waf-logs-cloud-window-*:*",
        ]
      },
      {
        Sid      = "FindStreams"
        Effect   = "Allow"
        Action   = ["cloudtrail:LookupEvents", "logs:DescribeLogGroups", "logs:StopQuery"]
        Resource = ["*"]
      },
      {
        Sid      = "SeeTrail"
        Effect   = "Allow"
        Action   = ["cloudtrail:GetTrailStatus"]
        Resource = [aws_cloudtrail.main.arn]
      },
      {
        Sid      = "DecryptRecords"
        Effect   = "Allow"
        Action   = ["kms:Decrypt"]
        Resource = [aws_kms_key.logs.arn, aws_kms_key.logs_dr.arn]
      },
    ]
  })

  tags = {
    Name             = "cloud-window-role-auditor"
    "bastide:level"  = "platform"
    "bastide:owner"  = "municipal-data-bureau"
    "bastide:system" = "cloud-window"
    "bastide:zone"   = "ops"
  }
}

resource "aws_iam_role_policy_attachment" "role_auditor_logs" {
  role       = aws_iam_role.role_auditor.name
  policy_arn = aws_iam_policy.role_auditor_logs.arn
}

resource "aws_iam_policy" "role_auditor_queries" {
  name        = "cloud-window-role-auditor-queries"
  description = "role auditor: run the saved queries over logs"

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid    = "RunQueries"
        Effect = "Allow"
        Action = [
          "athena:BatchGetNamedQuery",
          "athena:GetNamedQuery",
          "athena:GetQueryExecution",
          "athena:GetQueryResults",
          "athena:GetWorkGroup",
          "athena:ListNamedQueries",
          "athena:ListQueryExecutions",
          "athena:StartQueryExecution",
          "athena:StopQueryExecution",
        ]
        Resource = [aws_athena_workgroup.logs.arn]
      },
      {
        Sid    = "SeeTables"
        Effect = "Allow"
        Action = [
          "glue:GetDatabase",
          "glue:GetDatabases",
          "glue:GetPartition",
          "glue:GetPartitions",
          "glue:GetTable",
          "glue:GetTables",
        ]
        Resource = [
          "arn:aws:glue:ap-southeast-1:123456789012:catalog",
          "arn:aws:glue:ap-southeast-1:123456789012:database/cloud_window_logs",
          "arn:aws:glue:ap-southeast-1:123456789012:table/cloud_window_logs/*",
        ]
      },
      {
        Sid      = "FindQueries"
        Effect   = "Allow"
        Action   = ["logs:DescribeQueries", "logs:DescribeQueryDefinitions"]
        Resource = ["*"]
      },
      {
        Sid      = "SeeResults"
        Effect   = "Allow"
        Action   = ["s3:GetBucketLocation", "s3:ListBucket"]
        Resource = [aws_s3_bucket.log_queries.arn]
      },
      {
        Sid      = "KeepResults"
        Effect   = "Allow"
        Action   = ["s3:AbortMultipartUpload", "s3:GetObject", "s3:PutObject"]
        Resource = ["${aws_s3_bucket.log_queries.arn}/*"]
      },
      {
        Sid      = "EncryptResults"
        Effect   = "Allow"
        Action   = ["kms:GenerateDataKey"]
        Resource = [aws_kms_key.logs.arn]
        Condition = {
          StringEquals = { "kms:ViaService" = "s3.ap-southeast-1.amazonaws.com" }
        }
      },
    ]
  })

  tags = {
    Name             = "cloud-window-role-auditor"
    "bastide:level"  = "platform"
    "bastide:owner"  = "municipal-data-bureau"
    "bastide:system" = "cloud-window"
    "bastide:zone"   = "ops"
  }
}

resource "aws_iam_role_policy_attachment" "role_auditor_queries" {
  role       = aws_iam_role.role_auditor.name
  policy_arn = aws_iam_policy.role_auditor_queries.arn
}

# For the group of people who hold this duty: their own administration attaches it, Bastide attaches it to nobody.
resource "aws_iam_policy" "enter_auditor" {
  name        = "cloud-window-enter-auditor"
  description = "Lets a person whose user carries bastide:role = auditor take that role"

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid      = "TakeDuty"
        Effect   = "Allow"
        Action   = "sts:AssumeRole"
        Resource = aws_iam_role.role_auditor.arn
      },
    ]
  })

  tags = {
    Name             = "cloud-window-role-auditor"
    "bastide:level"  = "platform"
    "bastide:owner"  = "municipal-data-bureau"
    "bastide:system" = "cloud-window"
    "bastide:zone"   = "ops"
  }
}
