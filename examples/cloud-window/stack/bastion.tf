# IAM-05 Administration only through the bastion (mlps3 8.1.4.1 c, 8.1.4.4 c, 8.1.5.1 a, 8.2.4.1; nist-800-53r5 ac-17, ac-17.3); NET-10 Management traffic is separate from business traffic (mlps3 8.2.5.1 b, 8.1.5.4 a, 8.1.5.4 b; nist-800-53r5 sc-7, ac-17.3)
# spec: access.entry - hosts call the broker and nobody calls them: no inbound port, public address or key pair
resource "aws_launch_template" "bastion" {
  name                   = "cloud-window-bastion"
  description            = "Bastion: current Amazon Linux, sessions by Session Manager only"
  image_id               = "resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64"
  instance_type          = "t3.small"
  ebs_optimized          = true
  update_default_version = true
  vpc_security_group_ids = [aws_security_group.ops.id]

  iam_instance_profile {
    arn = aws_iam_instance_profile.bastion.arn
  }

  # IAM-17 Instance metadata requires a session token (mlps3 8.1.4.4 a; nist-800-53r5 ac-6, cm-7)
  metadata_options {
    http_endpoint               = "enabled"
    http_tokens                 = "required"
    http_put_response_hop_limit = 1
  }

  # The system disk holds no data of any store. Without a key named here, EC2 takes the account's own EBS key.
  block_device_mappings {
    device_name = "/dev/xvda"

    ebs {
      encrypted             = true
      volume_type           = "gp3"
      volume_size           = 16
      delete_on_termination = true
    }
  }

  monitoring {
    enabled = true
  }

  tag_specifications {
    resource_type = "instance"
    tags = {
      Name             = "cloud-window-bastion"
      "bastide:level"  = "platform"
      "bastide:owner"  = "municipal-data-bureau"
      "bastide:system" = "cloud-window"
      "bastide:zone"   = "ops"
    }
  }

  tag_specifications {
    resource_type = "volume"
    tags = {
      Name             = "cloud-window-bastion"
      "bastide:level"  = "platform"
      "bastide:owner"  = "municipal-data-bureau"
      "bastide:system" = "cloud-window"
      "bastide:zone"   = "ops"
    }
  }

  tags = {
    Name             = "cloud-window-bastion"
    "bastide:level"  = "platform"
    "bastide:owner"  = "municipal-data-bureau"
    "bastide:system" = "cloud-window"
    "bastide:zone"   = "ops"
  }
}

# OPS-03 Patch management (mlps3 8.1.4.4 e, 8.1.5.4 e; nist-800-53r5 si-2, ma-2); NET-04 Redundant paths in two or more availability zones (mlps3 8.1.2.1 e, 8.1.4.9 c; nist-800-53r5 cp-7, sc-36)
# One host, kept alive: a broken one is replaced at once and a sound one each week, from the newest image, in whichever
# availability zone works.
resource "aws_autoscaling_group" "bastion" {
  name                  = "cloud-window-bastion"
  min_size              = 1
  max_size              = 2
  desired_capacity      = 1
  vpc_zone_identifier   = [aws_subnet.ops_a.id, aws_subnet.ops_b.id]
  health_check_type     = "EC2"
  max_instance_lifetime = 604800

  # The successor is in service before the old host goes: for that moment there are two.
  instance_maintenance_policy {
    min_healthy_percentage = 100
    max_healthy_percentage = 200
  }

  launch_template {
    id      = aws_launch_template.bastion.id
    version = aws_launch_template.bastion.latest_version
  }

  tag {
    key                 = "Name"
    value               = "cloud-window-bastion"
    propagate_at_launch = true
  }

  tag {
    key                 = "bastide:level"
    value               = "platform"
    propagate_at_launch = true
  }

  tag {
    key                 = "bastide:owner"
    value               = "municipal-data-bureau"
    propagate_at_launch = true
  }

  tag {
    key                 = "bastide:system"
    value               = "cloud-window"
    propagate_at_launch = true
  }

  tag {
    key                 = "bastide:zone"
    value               = "ops"
    propagate_at_launch = true
  }

  depends_on = [aws_iam_role_policy_attachment.bastion]
}

resource "aws_iam_instance_profile" "bastion" {
  name = "cloud-window-bastion"
  role = aws_iam_role.bastion.name

  tags = {
    Name             = "cloud-window-bastion"
    "bastide:level"  = "platform"
    "bastide:owner"  = "municipal-data-bureau"
    "bastide:system" = "cloud-window"
    "bastide:zone"   = "ops"
  }
}

resource "aws_iam_role" "bastion" {
  name                 = "cloud-window-bastion"
  permissions_boundary = aws_iam_policy.boundary.arn

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = "ec2.amazonaws.com" }
    }]
  })

  tags = {
    Name             = "cloud-window-bastion"
    "bastide:level"  = "platform"
    "bastide:owner"  = "municipal-data-bureau"
    "bastide:system" = "cloud-window"
    "bastide:zone"   = "ops"
  }
}

# IAM-06 Least privilege policies (mlps3 8.1.4.2 d, 8.1.4.2 e, 8.1.4.2 f; nist-800-53r5 ac-6, ac-3); AUD-07 Administrative sessions are recorded (mlps3 8.1.3.5 d, 8.1.5.1 a, 8.1.5.2 a, 8.1.10.6 h; nist-800-53r5 au-14, ac-6.9, ac-17.1)
# What the agent of a host needs to take a recorded session; every host of the platform carries it. AWS's own policy for
# this (AmazonSSMManagedInstanceCore) would also let it read every parameter of the account.
resource "aws_iam_policy" "session_host" {
  name        = "cloud-window-session-host"
  description = "Take recorded sessions of Session Manager, and deliver their records"

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid      = "Register"
        Effect   = "Allow"
        Action   = ["ssm:UpdateInstanceInformation"]
        Resource = ["arn:aws:ec2:ap-southeast-1:123456789012:instance/*"]
      },
      {
        Sid    = "AnswerBroker"
        Effect = "Allow"
        Action = [
          "ssmmessages:CreateControlChannel",
          "ssmmessages:CreateDataChannel",
          "ssmmessages:OpenControlChannel",
          "ssmmessages:OpenDataChannel",
        ]
        Resource = ["*"]
      },
      {
        Sid      = "FindLogGroup"
        Effect   = "Allow"
        Action   = ["logs:DescribeLogGroups"]
        Resource = ["arn:aws:logs:ap-southeast-1:123456789012:log-group:*"]
      },
      {
        Sid      = "WriteRecord"
        Effect   = "Allow"
        Action   = ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"]
        Resource = ["${aws_cloudwatch_log_group.session.arn}:*"]
      },
      {
        Sid      = "CheckBucket"
        Effect   = "Allow"
        Action   = ["s3:GetEncryptionConfiguration"]
        Resource = [aws_s3_bucket.audit_log.arn]
      },
      {
        Sid      = "StoreRecord"
        Effect   = "Allow"
        Action   = ["s3:PutObject"]
        Resource = ["${aws_s3_bucket.audit_log.arn}/sessions/*"]
      },
      {
        Sid      = "EncryptRecord"
        Effect   = "Allow"
        Action   = ["kms:GenerateDataKey"]
        Resource = [aws_kms_key.logs.arn]
        Condition = {
          StringEquals = { "kms:ViaService" = "s3.ap-southeast-1.amazonaws.com" }
        }
      },
      {
        Sid      = "DecryptChannel"
        Effect   = "Allow"
        Action   = ["kms:Decrypt"]
        Resource = [aws_kms_key.logs.arn]
        Condition = {
          Null = { "kms:EncryptionContext:aws:ssm:SessionId" = "false" }
        }
      },
    ]
  })

  tags = {
    Name             = "cloud-window-bastion"
    "bastide:level"  = "platform"
    "bastide:owner"  = "municipal-data-bureau"
    "bastide:system" = "cloud-window"
    "bastide:zone"   = "ops"
  }
}

resource "aws_iam_role_policy_attachment" "bastion" {
  role       = aws_iam_role.bastion.name
  policy_arn = aws_iam_policy.session_host.arn
}

# AUD-03 Audit logs kept for six calendar months or more (mlps3 8.1.5.4 d; nist-800-53r5 au-11); AUD-07 Administrative sessions are recorded (mlps3 8.1.3.5 d, 8.1.5.1 a, 8.1.5.2 a, 8.1.10.6 h; nist-800-53r5 au-14, ac-6.9, ac-17.1)
# spec: logging.session - kept 1096 days, rounded up to a term that CloudWatch offers
resource "aws_cloudwatch_log_group" "session" {
  name              = "/cloud-window/session"
  retention_in_days = 1096
  kms_key_id        = aws_kms_key.logs.arn

  tags = {
    Name             = "cloud-window-bastion"
    "bastide:level"  = "platform"
    "bastide:owner"  = "municipal-data-bureau"
    "bastide:system" = "cloud-window"
    "bastide:zone"   = "ops"
  }
}
