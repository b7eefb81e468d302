# NET-09 Cloud services are reached by private endpoints (mlps3 8.1.3.1 c, 8.1.2.1 d; nist-800-53r5 sc-7.3, sc-7.4)
# Cloud services are reached inside the platform; only this account's principals may use the doors.
resource "aws_vpc_endpoint" "kms" {
  vpc_id              = aws_vpc.main.id
  vpc_endpoint_type   = "Interface"
  service_name        = "com.amazonaws.ap-southeast-1.kms"
  subnet_ids          = [aws_subnet.services_a.id, aws_subnet.services_b.id]
  security_group_ids  = [aws_security_group.services.id]
  private_dns_enabled = true

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { AWS = "*" }
      Action    = "*"
      Resource  = "*"
      Condition = { StringEquals = { "aws:PrincipalAccount" = "123456789012" } }
    }]
  })

  tags = {
    Name             = "cloud-window-endpoints"
    "bastide:level"  = "platform"
    "bastide:owner"  = "municipal-data-bureau"
    "bastide:system" = "cloud-window"
    "bastide:zone"   = "services"
  }
}

resource "aws_vpc_endpoint" "logs" {
  vpc_id              = aws_vpc.main.id
  vpc_endpoint_type   = "Interface"
  service_name        = "com.amazonaws.ap-southeast-1.logs"
  subnet_ids          = [aws_subnet.services_a.id, aws_subnet.services_b.id]
  security_group_ids  = [aws_security_group.services.id]
  private_dns_enabled = true

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { AWS = "*" }
      Action    = "*"
      Resource  = "*"
      Condition = { StringEquals = { "aws:PrincipalAccount" = "123456789012" } }
    }]
  })

  tags = {
    Name             = "cloud-window-endpoints"
    "bastide:level"  = "platform"
    "bastide:owner"  = "municipal-data-bureau"
    "bastide:system" = "cloud-window"
    "bastide:zone"   = "services"
  }
}

resource "aws_vpc_endpoint" "s3" {
  vpc_id              = aws_vpc.main.id
  vpc_endpoint_type   = "Interface"
  service_name        = "com.amazonaws.ap-southeast-1.s3"
  subnet_ids          = [aws_subnet.services_a.id, aws_subnet.services_b.id]
  security_group_ids  = [aws_security_group.services.id]
  private_dns_enabled = true

  dns_options {
    private_dns_only_for_inbound_resolver_endpoint = false
  }

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid       = "OwnBuckets"
        Effect    = "Allow"
        Principal = { AWS = "*" }
        Action    = "s3:*"
        Resource  = "*"
        Condition = {
          StringEquals = { "aws:PrincipalAccount" = "123456789012", "aws:ResourceAccount" = "123456789012" }
        }
      },
      {
        Sid       = "SystemPackages"
        Effect    = "Allow"
        Principal = { AWS = "*" }
        Action    = "s3:GetObject"
        Resource = [
          "arn:aws:s3:::al2023-repos-ap-southeast-1-de612dc2/*",
          "arn:aws:s3:::aws-ssm-ap-southeast-1/*",
          "arn:aws:s3:::patch-baseline-snapshot-ap-southeast-1/*",
        ]
      },
    ]
  })

  tags = {
    Name             = "cloud-window-endpoints"
    "bastide:level"  = "platform"
    "bastide:owner"  = "municipal-data-bureau"
    "bastide:system" = "cloud-window"
    "bastide:zone"   = "services"
  }
}

resource "aws_vpc_endpoint" "secretsmanager" {
  vpc_id              = aws_vpc.main.id
  vpc_endpoint_type   = "Interface"
  service_name        = "com.amazonaws.ap-southeast-1.secretsmanager"
  subnet_ids          = [aws_subnet.services_a.id, aws_subnet.services_b.id]
  security_group_ids  = [aws_security_group.services.id]
  private_dns_enabled = true

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { AWS = "*" }
      Action    = "*"
      Resource  = "*"
      Condition = { StringEquals = { "aws:PrincipalAccount" = "123456789012" } }
    }]
  })

  tags = {
    Name             = "cloud-window-endpoints"
    "bastide:level"  = "platform"
    "bastide:owner"  = "municipal-data-bureau"
    "bastide:system" = "cloud-window"
    "bastide:zone"   = "services"
  }
}

resource "aws_vpc_endpoint" "ssm" {
  vpc_id              = aws_vpc.main.id
  vpc_endpoint_type   = "Interface"
  service_name        = "com.amazonaws.ap-southeast-1.ssm"
  subnet_ids          = [aws_subnet.services_a.id, aws_subnet.services_b.id]
  security_group_ids  = [aws_security_group.services.id]
  private_dns_enabled = true

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { AWS = "*" }
      Action    = "*"
      Resource  = "*"
      Condition = { StringEquals = { "aws:PrincipalAccount" = "123456789012" } }
    }]
  })

  tags = {
    Name             = "cloud-window-endpoints"
    "bastide:level"  = "platform"
    "bastide:owner"  = "municipal-data-bureau"
    "bastide:system" = "cloud-window"
    "bastide:zone"   = "services"
  }
}

resource "aws_vpc_endpoint" "ssmmessages" {
  vpc_id              = aws_vpc.main.id
  vpc_endpoint_type   = "Interface"
  service_name        = "com.amazonaws.ap-southeast-1.ssmmessages"
  subnet_ids          = [aws_subnet.services_a.id, aws_subnet.services_b.id]
  security_group_ids  = [aws_security_group.services.id]
  private_dns_enabled = true

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { AWS = "*" }
      Action    = "*"
      Resource  = "*"
      Condition = { StringEquals = { "aws:PrincipalAccount" = "123456789012" } }
    }]
  })

  tags = {
    Name             = "cloud-window-endpoints"
    "bastide:level"  = "platform"
    "bastide:owner"  = "municipal-data-bureau"
    "bastide:system" = "cloud-window"
    "bastide:zone"   = "services"
  }
}

resource "aws_vpc_endpoint" "sts" {
  vpc_id              = aws_vpc.main.id
  vpc_endpoint_type   = "Interface"
  service_name        = "com.amazonaws.ap-southeast-1.sts"
  subnet_ids          = [aws_subnet.services_a.id, aws_subnet.services_b.id]
  security_group_ids  = [aws_security_group.services.id]
  private_dns_enabled = true

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { AWS = "*" }
      Action    = "*"
      Resource  = "*"
      Condition = { StringEquals = { "aws:PrincipalAccount" = "123456789012" } }
    }]
  })

  tags = {
    Name             = "cloud-window-endpoints"
    "bastide:level"  = "platform"
    "bastide:owner"  = "municipal-data-bureau"
    "bastide:system" = "cloud-window"
    "bastide:zone"   = "services"
  }
}
