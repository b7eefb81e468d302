# GOV-04 Data and backups stay in allowed regions (mlps3 8.2.1.1, 8.2.4.5 a, 8.2.4.6 b; nist-800-53r5 sa-9.5); GOV-07 Reproducible, version-pinned output (mlps3 8.1.10.8 a; nist-800-53r5 cm-2, cm-3, si-7, sr-3)
# spec: platform.regions - this code makes nothing in any other region
terraform {
  required_version = ">= 1.11.0, < 2.0.0"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "5.100.0"
    }
  }
}

provider "aws" {
  region              = "ap-southeast-1"
  allowed_account_ids = ["123456789012"]
}

provider "aws" {
  alias               = "dr"
  region              = "ap-northeast-1"
  allowed_account_ids = ["123456789012"]
}
