# DAT-08 Sensitive data discovery (mlps3 8.1.4.11 a; nist-800-53r5 ra-2, si-12)
# spec: detection - buckets of ap-southeast-1 that are open, shared or not encrypted
resource "aws_macie2_account" "main" {
  finding_publishing_frequency = "FIFTEEN_MINUTES"
  status                       = "ENABLED"
}

# DAT-08 Sensitive data discovery (mlps3 8.1.4.11 a; nist-800-53r5 ra-2, si-12)
# spec: detection - buckets of ap-northeast-1 that are open, shared or not encrypted
resource "aws_macie2_account" "dr" {
  provider = aws.dr

  finding_publishing_frequency = "FIFTEEN_MINUTES"
  status                       = "ENABLED"
}

# DAT-08 Sensitive data discovery (mlps3 8.1.4.11 a; nist-800-53r5 ra-2, si-12)
# spec: stores.case-files.personal - what lies there is looked through every Monday
resource "aws_macie2_classification_job" "case_files" {
  job_type            = "SCHEDULED"
  name                = "cloud-window-case-files"
  description         = "Personal data in case-files, found before somebody else finds it"
  sampling_percentage = 100
  initial_run         = true

  schedule_frequency {
    weekly_schedule = "MONDAY"
  }

  s3_job_definition {
    bucket_definitions {
      account_id = "123456789012"
      buckets    = [aws_s3_bucket.case_files.id]
    }
  }

  tags = {
    Name             = "cloud-window-case-files"
    "bastide:level"  = "important"
    "bastide:owner"  = "civil-affairs-bureau"
    "bastide:system" = "cloud-window"
    "bastide:zone"   = "data@civil-affairs"
  }

  depends_on = [aws_macie2_account.main]
}
