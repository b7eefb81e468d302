resource "aws_kms_key" "UNIT" {
  description         = "UNIT"
  enable_key_rotation = true
}

resource "aws_kms_alias" "UNIT" {
  name          = "alias/UNIT"
  target_key_id = aws_kms_key.UNIT.key_id
}

resource "aws_s3_bucket" "UNIT" {
  bucket = "UNIT-records"
}

resource "aws_s3_bucket_versioning" "UNIT" {
  bucket = aws_s3_bucket.UNIT.id

  versioning_configuration {
    status = "Enabled"
  }
}

resource "aws_s3_bucket_server_side_encryption_configuration" "UNIT" {
  bucket = aws_s3_bucket.UNIT.id

  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm     = "aws:kms"
      kms_master_key_id = aws_kms_key.UNIT.arn
    }
  }
}

resource "aws_s3_bucket_public_access_block" "UNIT" {
  bucket                  = aws_s3_bucket.UNIT.id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_vpc" "UNIT" {
  cidr_block           = "10.OCTET.0.0/16"
  enable_dns_hostnames = true
}

resource "aws_subnet" "UNIT_a" {
  vpc_id            = aws_vpc.UNIT.id
  cidr_block        = "10.OCTET.1.0/24"
  availability_zone = "ap-southeast-1a"
}

resource "aws_subnet" "UNIT_b" {
  vpc_id            = aws_vpc.UNIT.id
  cidr_block        = "10.OCTET.2.0/24"
  availability_zone = "ap-southeast-1b"
}

resource "aws_security_group" "UNIT_app" {
  name        = "UNIT-app"
  description = "app"
  vpc_id      = aws_vpc.UNIT.id
}

resource "aws_security_group" "UNIT_data" {
  name        = "UNIT-data"
  description = "data"
  vpc_id      = aws_vpc.UNIT.id
}

resource "aws_vpc_security_group_ingress_rule" "UNIT_app" {
  security_group_id = aws_security_group.UNIT_app.id
  description       = "flow: internet to app tcp/443"
  cidr_ipv4         = "0.0.0.0/0"
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
}

resource "aws_vpc_security_group_ingress_rule" "UNIT_data" {
  security_group_id            = aws_security_group.UNIT_data.id
  referenced_security_group_id = aws_security_group.UNIT_app.id
  description                  = "flow: app to data tcp/5432"
  ip_protocol                  = "tcp"
  from_port                    = 5432
  to_port                      = 5432
}

resource "aws_iam_role" "UNIT" {
  name = "UNIT"

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect    = "Allow"
        Action    = "sts:AssumeRole"
        Principal = { Service = "ec2.amazonaws.com" }
      },
    ]
  })
}

resource "aws_iam_role_policy" "UNIT" {
  name = "UNIT"
  role = aws_iam_role.UNIT.id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect   = "Allow"
        Action   = ["s3:GetObject", "s3:PutObject"]
        Resource = "arn:aws:s3:::UNIT-records/*"
      },
    ]
  })
}

resource "aws_cloudwatch_log_group" "UNIT" {
  name              = "/UNIT"
  retention_in_days = 365
  kms_key_id        = aws_kms_key.UNIT.arn
}

resource "aws_db_subnet_group" "UNIT" {
  name       = "UNIT"
  subnet_ids = [aws_subnet.UNIT_a.id, aws_subnet.UNIT_b.id]
}

resource "aws_db_instance" "UNIT" {
  identifier                  = "UNIT"
  engine                      = "postgres"
  engine_version              = "16"
  instance_class              = "db.t4g.medium"
  allocated_storage           = 50
  username                    = "owner"
  manage_master_user_password = true
  db_subnet_group_name        = aws_db_subnet_group.UNIT.name
  vpc_security_group_ids      = [aws_security_group.UNIT_data.id]
  storage_encrypted           = true
  kms_key_id                  = aws_kms_key.UNIT.arn
  backup_retention_period     = 1
}

resource "aws_sns_topic" "UNIT" {
  name              = "UNIT"
  kms_master_key_id = aws_kms_key.UNIT.id
}

resource "aws_efs_file_system" "UNIT" {
  creation_token = "UNIT"
  encrypted      = true
  kms_key_id     = aws_kms_key.UNIT.arn
}
