# DAT-01 Encryption at rest with customer keys (mlps3 8.1.4.8 b, 8.2.4.5 d; nist-800-53r5 sc-28, sc-28.1); BAK-03 Hot redundancy of important processing (mlps3 8.1.4.9 c; nist-800-53r5 cp-7, cp-10); DAT-15 Deletion protection (mlps3 8.1.4.7 b; nist-800-53r5 si-7, cp-9)
# spec: stores.pensions - important
resource "aws_db_instance" "pensions" {
  identifier     = "cloud-window-pensions"
  engine         = "postgres"
  engine_version = "17"
  instance_class = "db.m6g.large"
  multi_az       = true

  storage_type          = "gp3"
  allocated_storage     = 200
  max_allocated_storage = 800
  storage_encrypted     = true
  kms_key_id            = aws_kms_key.important_social_security.arn

  db_subnet_group_name   = aws_db_subnet_group.pensions.name
  vpc_security_group_ids = [aws_security_group.data_social_security.id]
  publicly_accessible    = false
  port                   = 5432

  # People and programs come with their own identity; the owner's password is made, kept and renewed by the secret store.
  iam_database_authentication_enabled = true
  username                            = "steward"
  manage_master_user_password         = true
  master_user_secret_kms_key_id       = aws_kms_key.important_social_security.arn

  parameter_group_name            = aws_db_parameter_group.pensions.name
  enabled_cloudwatch_logs_exports = ["postgresql", "upgrade"]

  performance_insights_enabled          = true
  performance_insights_retention_period = 7
  performance_insights_kms_key_id       = aws_kms_key.important_social_security.arn
  monitoring_interval                   = 60
  monitoring_role_arn                   = aws_iam_role.pensions_monitoring.arn

  # Point-in-time recovery: the database's own backups and logs; long terms are kept in the backup vault.
  backup_retention_period  = 35
  backup_window            = "17:00-17:30"
  copy_tags_to_snapshot    = true
  delete_automated_backups = false

  maintenance_window         = "sat:22:00-sat:23:00"
  auto_minor_version_upgrade = true
  apply_immediately          = false

  deletion_protection       = true
  skip_final_snapshot       = false
  final_snapshot_identifier = "cloud-window-pensions-final"

  tags = {
    Name             = "cloud-window-pensions"
    "bastide:level"  = "important"
    "bastide:owner"  = "social-security-bureau"
    "bastide:system" = "cloud-window"
    "bastide:zone"   = "data@social-security"
  }

  depends_on = [
    aws_cloudwatch_log_group.pensions_postgresql,
    aws_cloudwatch_log_group.pensions_upgrade,
    aws_iam_role_policy.pensions_monitoring,
  ]
}

resource "aws_db_subnet_group" "pensions" {
  name        = "cloud-window-pensions"
  description = "pensions: subnets of zone data@social-security"
  subnet_ids  = [aws_subnet.data_social_security_a.id, aws_subnet.data_social_security_b.id]

  tags = {
    Name             = "cloud-window-pensions"
    "bastide:level"  = "important"
    "bastide:owner"  = "social-security-bureau"
    "bastide:system" = "cloud-window"
    "bastide:zone"   = "data@social-security"
  }
}

# DAT-05 Encryption in transit inside the platform (mlps3 8.1.2.2 b, 8.1.4.8 a; nist-800-53r5 sc-8, sc-8.1); AUD-08 Database statements are audited (mlps3 8.1.4.3 a, 8.1.4.3 b; nist-800-53r5 au-2, au-12, ac-6.9)
# spec: stores.pensions.access_log - every statement is recorded, once the owner has run `CREATE EXTENSION pgaudit`
resource "aws_db_parameter_group" "pensions" {
  name        = "cloud-window-pensions-postgres17"
  description = "pensions: TLS only, logged"
  family      = "postgres17"

  parameter {
    name         = "log_connections"
    value        = "1"
    apply_method = "immediate"
  }

  parameter {
    name         = "log_disconnections"
    value        = "1"
    apply_method = "immediate"
  }

  parameter {
    name         = "log_min_duration_statement"
    value        = "5000"
    apply_method = "immediate"
  }

  parameter {
    name         = "log_statement"
    value        = "ddl"
    apply_method = "immediate"
  }

  parameter {
    name         = "pgaudit.log"
    value        = "read,write,function,role,ddl"
    apply_method = "immediate"
  }

  parameter {
    name         = "pgaudit.role"
    value        = "rds_pgaudit"
    apply_method = "immediate"
  }

  parameter {
    name         = "rds.force_ssl"
    value        = "1"
    apply_method = "immediate"
  }

  parameter {
    name         = "rds.restrict_password_commands"
    value        = "1"
    apply_method = "pending-reboot"
  }

  parameter {
    name         = "shared_preload_libraries"
    value        = "pg_stat_statements,pgaudit"
    apply_method = "pending-reboot"
  }

  parameter {
    name         = "ssl_min_protocol_version"
    value        = "TLSv1.2"
    apply_method = "immediate"
  }

  tags = {
    Name             = "cloud-window-pensions"
    "bastide:level"  = "important"
    "bastide:owner"  = "social-security-bureau"
    "bastide:system" = "cloud-window"
    "bastide:zone"   = "data@social-security"
  }

  lifecycle {
    create_before_destroy = true
  }
}

# AUD-05 Every log source is switched on (mlps3 8.1.3.5 a, 8.1.4.3 a, 8.1.5.4 d; nist-800-53r5 au-2, au-12); AUD-03 Audit logs kept for six calendar months or more (mlps3 8.1.5.4 d; nist-800-53r5 au-11)
# spec: logging.access - made before the database, which would make them unencrypted and keep them for ever
resource "aws_cloudwatch_log_group" "pensions_postgresql" {
  name              = "/aws/rds/instance/cloud-window-pensions/postgresql"
  retention_in_days = 400
  kms_key_id        = aws_kms_key.logs.arn

  tags = {
    Name             = "cloud-window-pensions"
    "bastide:level"  = "important"
    "bastide:owner"  = "social-security-bureau"
    "bastide:system" = "cloud-window"
    "bastide:zone"   = "data@social-security"
  }
}

resource "aws_cloudwatch_log_group" "pensions_upgrade" {
  name              = "/aws/rds/instance/cloud-window-pensions/upgrade"
  retention_in_days = 400
  kms_key_id        = aws_kms_key.logs.arn

  tags = {
    Name             = "cloud-window-pensions"
    "bastide:level"  = "important"
    "bastide:owner"  = "social-security-bureau"
    "bastide:system" = "cloud-window"
    "bastide:zone"   = "data@social-security"
  }
}

# OPS-05 Central health monitoring (mlps3 8.1.5.4 c, 8.2.5.1 d; nist-800-53r5 si-4, au-5, cp-10); IAM-06 Least privilege policies (mlps3 8.1.4.2 d, 8.1.4.2 e, 8.1.4.2 f; nist-800-53r5 ac-6, ac-3)
resource "aws_iam_role" "pensions_monitoring" {
  name = "cloud-window-pensions-monitoring"

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = "monitoring.rds.amazonaws.com" }
      Condition = {
        StringEquals = { "aws:SourceAccount" = "123456789012", "aws:SourceArn" = "arn:aws:rds:ap-southeast-1:123456789012:db:cloud-window-pensions" }
      }
    }]
  })

  tags = {
    Name             = "cloud-window-pensions"
    "bastide:level"  = "important"
    "bastide:owner"  = "social-security-bureau"
    "bastide:system" = "cloud-window"
    "bastide:zone"   = "data@social-security"
  }
}

resource "aws_iam_role_policy" "pensions_monitoring" {
  name = "deliver"
  role = aws_iam_role.pensions_monitoring.id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect   = "Allow"
        Action   = ["logs:CreateLogGroup", "logs:PutRetentionPolicy"]
        Resource = "arn:aws:logs:ap-southeast-1:123456789012:log-group:RDSOSMetrics*"
      },
      {
        Effect   = "Allow"
        Action   = ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:GetLogEvents", "logs:PutLogEvents"]
        Resource = "arn:aws:logs:ap-southeast-1:123456789012:log-group:RDSOSMetrics*:log-stream:*"
      },
    ]
  })
}

# BAK-02 Off-site copy (mlps3 8.1.4.9 b; nist-800-53r5 cp-6, cp-9.5); GOV-04 Data and backups stay in allowed regions (mlps3 8.2.1.1, 8.2.4.5 a, 8.2.4.6 b; nist-800-53r5 sa-9.5)
resource "aws_db_instance_automated_backups_replication" "pensions" {
  provider = aws.dr

  source_db_instance_arn = aws_db_instance.pensions.arn
  kms_key_id             = aws_kms_key.important_social_security_dr.arn
  retention_period       = 35
}
