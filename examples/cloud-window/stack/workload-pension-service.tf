# IAM-06 Least privilege policies (mlps3 8.1.4.2 d, 8.1.4.2 e, 8.1.4.2 f; nist-800-53r5 ac-6, ac-3); IAM-11 No long-lived access key (mlps3 8.1.4.1 a, 8.1.4.2 c; nist-800-53r5 ia-5, ac-2.3); IAM-13 Databases authenticate by identity, not by network (mlps3 8.1.4.1 a, 8.1.4.2 f; nist-800-53r5 ia-2, ac-3)
# spec: workloads.pension-service - the stores it uses, and nothing else
resource "aws_iam_role" "workload_pension_service" {
  name                 = "cloud-window-workload-pension-service"
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
    Name             = "cloud-window-pension-service"
    "bastide:level"  = "important"
    "bastide:owner"  = "social-security-bureau"
    "bastide:system" = "cloud-window"
    "bastide:zone"   = "app@social-security"
  }
}

resource "aws_iam_role_policy" "workload_pension_service" {
  name = "stores"
  role = aws_iam_role.workload_pension_service.id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid    = "ConnectAsWorkload"
        Effect = "Allow"
        Action = ["rds-db:connect"]
        Resource = [
          "arn:aws:rds-db:ap-southeast-1:123456789012:dbuser:${aws_db_instance.pensions.resource_id}/pension_service",
        ]
      },
    ]
  })
}

# AUD-07 Administrative sessions are recorded (mlps3 8.1.3.5 d, 8.1.5.1 a, 8.1.5.2 a, 8.1.10.6 h; nist-800-53r5 au-14, ac-6.9, ac-17.1)
resource "aws_iam_role_policy_attachment" "workload_pension_service" {
  role       = aws_iam_role.workload_pension_service.name
  policy_arn = aws_iam_policy.session_host.arn
}

resource "aws_iam_instance_profile" "workload_pension_service" {
  name = "cloud-window-workload-pension-service"
  role = aws_iam_role.workload_pension_service.name

  tags = {
    Name             = "cloud-window-pension-service"
    "bastide:level"  = "important"
    "bastide:owner"  = "social-security-bureau"
    "bastide:system" = "cloud-window"
    "bastide:zone"   = "app@social-security"
  }
}

# IAM-17 Instance metadata requires a session token (mlps3 8.1.4.4 a; nist-800-53r5 ac-6, cm-7); DAT-13 Images and snapshots are hardened, encrypted and private (mlps3 8.2.4.4 a, 8.2.4.4 b, 8.2.4.4 c; nist-800-53r5 cm-2, si-7, sc-28)
# spec: workloads.pension-service - the team's pipeline adds its image in a version of its own
resource "aws_launch_template" "workload_pension_service" {
  name                   = "cloud-window-workload-pension-service"
  description            = "hosts of cloud-window-workload-pension-service in zone app@social-security"
  ebs_optimized          = true
  update_default_version = true
  vpc_security_group_ids = [aws_security_group.app_social_security.id]

  iam_instance_profile {
    arn = aws_iam_instance_profile.workload_pension_service.arn
  }

  metadata_options {
    http_endpoint               = "enabled"
    http_tokens                 = "required"
    http_put_response_hop_limit = 1
  }

  block_device_mappings {
    device_name = "/dev/xvda"

    ebs {
      encrypted             = true
      volume_type           = "gp3"
      delete_on_termination = true
    }
  }

  monitoring {
    enabled = true
  }

  tag_specifications {
    resource_type = "instance"
    tags = {
      Name             = "cloud-window-pension-service"
      "bastide:level"  = "important"
      "bastide:owner"  = "social-security-bureau"
      "bastide:system" = "cloud-window"
      "bastide:zone"   = "app@social-security"
    }
  }

  tag_specifications {
    resource_type = "volume"
    tags = {
      Name             = "cloud-window-pension-service"
      "bastide:level"  = "important"
      "bastide:owner"  = "social-security-bureau"
      "bastide:system" = "cloud-window"
      "bastide:zone"   = "app@social-security"
    }
  }

  tags = {
    Name             = "cloud-window-pension-service"
    "bastide:level"  = "important"
    "bastide:owner"  = "social-security-bureau"
    "bastide:system" = "cloud-window"
    "bastide:zone"   = "app@social-security"
  }
}
