# IAM-02 Password policy (mlps3 8.1.4.1 a; nist-800-53r5 ia-5.1)
# spec: identity.password_length, .password_age - for the users who hold duties; federated people bring their own
resource "aws_iam_account_password_policy" "main" {
  minimum_password_length        = 14
  require_lowercase_characters   = true
  require_numbers                = true
  require_symbols                = true
  require_uppercase_characters   = true
  allow_users_to_change_password = true
  max_password_age               = 90
  password_reuse_prevention      = 24
}

# DAT-09 No public data store (mlps3 8.1.4.2 e, 8.1.4.11 b; nist-800-53r5 ac-3, ac-22)
# No bucket of the account is ever public, whoever makes it.
resource "aws_s3_account_public_access_block" "main" {
  account_id              = "123456789012"
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

# IAM-16 External access is analysed continuously (mlps3 8.1.4.2 c; nist-800-53r5 ac-2.4, ac-6.7)
# spec: identity.unused - one for the account: IAM is the same in every region
resource "aws_accessanalyzer_analyzer" "unused_access" {
  analyzer_name = "cloud-window-unused-access"
  type          = "ACCOUNT_UNUSED_ACCESS"

  configuration {
    unused_access {
      unused_access_age = 90
    }
  }

  tags = {
    Name             = "cloud-window-identity"
    "bastide:level"  = "platform"
    "bastide:owner"  = "municipal-data-bureau"
    "bastide:system" = "cloud-window"
    "bastide:zone"   = "platform"
  }
}

# IAM-16 External access is analysed continuously (mlps3 8.1.4.2 c; nist-800-53r5 ac-2.4, ac-6.7)
# spec: platform.regions - who outside the account may use something of this region
resource "aws_accessanalyzer_analyzer" "outside_access" {
  analyzer_name = "cloud-window-outside-access"
  type          = "ACCOUNT"

  tags = {
    Name             = "cloud-window-identity"
    "bastide:level"  = "platform"
    "bastide:owner"  = "municipal-data-bureau"
    "bastide:system" = "cloud-window"
    "bastide:zone"   = "platform"
  }
}

# IAM-17 Instance metadata requires a session token (mlps3 8.1.4.4 a; nist-800-53r5 ac-6, cm-7)
# A host that somebody makes by hand, or a service makes, hands its role's credentials only to whoever holds a session
# token, and no container or proxy behind it gets one: the answer to a token request travels one hop.
resource "aws_ec2_instance_metadata_defaults" "main" {
  http_endpoint               = "enabled"
  http_tokens                 = "required"
  http_put_response_hop_limit = 1
}

# DAT-01 Encryption at rest with customer keys (mlps3 8.1.4.8 b, 8.2.4.5 d; nist-800-53r5 sc-28, sc-28.1); DAT-13 Images and snapshots are hardened, encrypted and private (mlps3 8.2.4.4 a, 8.2.4.4 b, 8.2.4.4 c; nist-800-53r5 cm-2, si-7, sc-28)
# The floor under volumes that name no key: they are encrypted with the account's own EBS key.
resource "aws_ebs_encryption_by_default" "main" {
  enabled = true
}

# DAT-09 No public data store (mlps3 8.1.4.2 e, 8.1.4.11 b; nist-800-53r5 ac-3, ac-22); DAT-13 Images and snapshots are hardened, encrypted and private (mlps3 8.2.4.4 a, 8.2.4.4 b, 8.2.4.4 c; nist-800-53r5 cm-2, si-7, sc-28)
# No snapshot is public, those shared before included.
resource "aws_ebs_snapshot_block_public_access" "main" {
  state = "block-all-sharing"
}

# No image becomes public. AWS takes back nothing here: what was public before stays so.
resource "aws_ec2_image_block_public_access" "main" {
  state = "block-new-sharing"
}

# IAM-05 Administration only through the bastion (mlps3 8.1.4.1 c, 8.1.4.4 c, 8.1.5.1 a, 8.2.4.1; nist-800-53r5 ac-17, ac-17.3)
# The serial console is a way into a host that passes no bastion and records nothing.
resource "aws_ec2_serial_console_access" "main" {
  enabled = false
}

# IAM-16 External access is analysed continuously (mlps3 8.1.4.2 c; nist-800-53r5 ac-2.4, ac-6.7)
# spec: platform.regions - who outside the account may use something of this region
resource "aws_accessanalyzer_analyzer" "outside_access_dr" {
  provider = aws.dr

  analyzer_name = "cloud-window-outside-access-dr"
  type          = "ACCOUNT"

  tags = {
    Name             = "cloud-window-identity"
    "bastide:level"  = "platform"
    "bastide:owner"  = "municipal-data-bureau"
    "bastide:system" = "cloud-window"
    "bastide:zone"   = "platform"
  }
}

# IAM-17 Instance metadata requires a session token (mlps3 8.1.4.4 a; nist-800-53r5 ac-6, cm-7)
# A host that somebody makes by hand, or a service makes, hands its role's credentials only to whoever holds a session
# token, and no container or proxy behind it gets one: the answer to a token request travels one hop.
resource "aws_ec2_instance_metadata_defaults" "dr" {
  provider = aws.dr

  http_endpoint               = "enabled"
  http_tokens                 = "required"
  http_put_response_hop_limit = 1
}

# DAT-01 Encryption at rest with customer keys (mlps3 8.1.4.8 b, 8.2.4.5 d; nist-800-53r5 sc-28, sc-28.1); DAT-13 Images and snapshots are hardened, encrypted and private (mlps3 8.2.4.4 a, 8.2.4.4 b, 8.2.4.4 c; nist-800-53r5 cm-2, si-7, sc-28)
# The floor under volumes that name no key: they are encrypted with the account's own EBS key.
resource "aws_ebs_encryption_by_default" "dr" {
  provider = aws.dr

  enabled = true
}

# DAT-09 No public data store (mlps3 8.1.4.2 e, 8.1.4.11 b; nist-800-53r5 ac-3, ac-22); DAT-13 Images and snapshots are hardened, encrypted and private (mlps3 8.2.4.4 a, 8.2.4.4 b, 8.2.4.4 c; nist-800-53r5 cm-2, si-7, sc-28)
# No snapshot is public, those shared before included.
resource "aws_ebs_snapshot_block_public_access" "dr" {
  provider = aws.dr

  state = "block-all-sharing"
}

# No image becomes public. AWS takes back nothing here: what was public before stays so.
resource "aws_ec2_image_block_public_access" "dr" {
  provider = aws.dr

  state = "block-new-sharing"
}

# IAM-05 Administration only through the bastion (mlps3 8.1.4.1 c, 8.1.4.4 c, 8.1.5.1 a, 8.2.4.1; nist-800-53r5 ac-17, ac-17.3)
# The serial console is a way into a host that passes no bastion and records nothing.
resource "aws_ec2_serial_console_access" "dr" {
  provider = aws.dr

  enabled = false
}
