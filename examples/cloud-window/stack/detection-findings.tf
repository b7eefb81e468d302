# OPS-06 Central posture management (mlps3 8.1.5.4 e, 8.1.5.4 f; nist-800-53r5 ca-7, si-4.16)
# spec: detection - the settings of ap-southeast-1, held against published benchmarks
resource "aws_securityhub_account" "main" {
  enable_default_standards  = false
  control_finding_generator = "SECURITY_CONTROL"
  auto_enable_controls      = true
}

resource "aws_securityhub_standards_subscription" "benchmark" {
  standards_arn = "arn:aws:securityhub:ap-southeast-1::standards/cis-aws-foundations-benchmark/v/3.0.0"

  depends_on = [aws_securityhub_account.main]
}

resource "aws_securityhub_standards_subscription" "best_practices" {
  standards_arn = "arn:aws:securityhub:ap-southeast-1::standards/aws-foundational-security-best-practices/v/1.0.0"

  depends_on = [aws_securityhub_account.main]
}

resource "aws_securityhub_standards_subscription" "nist" {
  standards_arn = "arn:aws:securityhub:ap-southeast-1::standards/nist-800-53/v/5.0.0"

  depends_on = [aws_securityhub_account.main]
}

# OPS-06 Central posture management (mlps3 8.1.5.4 e, 8.1.5.4 f; nist-800-53r5 ca-7, si-4.16)
# spec: detection - the settings of ap-northeast-1, held against published benchmarks
resource "aws_securityhub_account" "dr" {
  provider = aws.dr

  enable_default_standards  = false
  control_finding_generator = "SECURITY_CONTROL"
  auto_enable_controls      = true
}

resource "aws_securityhub_standards_subscription" "benchmark_dr" {
  provider = aws.dr

  standards_arn = "arn:aws:securityhub:ap-northeast-1::standards/cis-aws-foundations-benchmark/v/3.0.0"

  depends_on = [aws_securityhub_account.dr]
}

resource "aws_securityhub_standards_subscription" "best_practices_dr" {
  provider = aws.dr

  standards_arn = "arn:aws:securityhub:ap-northeast-1::standards/aws-foundational-security-best-practices/v/1.0.0"

  depends_on = [aws_securityhub_account.dr]
}

resource "aws_securityhub_standards_subscription" "nist_dr" {
  provider = aws.dr

  standards_arn = "arn:aws:securityhub:ap-northeast-1::standards/nist-800-53/v/5.0.0"

  depends_on = [aws_securityhub_account.dr]
}

# Findings of the DR region are read, and told, in the primary one.
resource "aws_securityhub_finding_aggregator" "main" {
  linking_mode      = "SPECIFIED_REGIONS"
  specified_regions = ["ap-northeast-1"]

  depends_on = [aws_securityhub_account.main, aws_securityhub_account.dr]
}
