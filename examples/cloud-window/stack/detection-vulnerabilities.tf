# OPS-02 Vulnerability scanning (mlps3 8.1.4.4 e; nist-800-53r5 ra-5, si-2)
# spec: detection - known flaws of hosts, images and functions in ap-southeast-1
resource "aws_inspector2_enabler" "main" {
  account_ids    = ["123456789012"]
  resource_types = ["EC2", "ECR", "LAMBDA"]
}

# OPS-02 Vulnerability scanning (mlps3 8.1.4.4 e; nist-800-53r5 ra-5, si-2)
# spec: detection - known flaws of hosts, images and functions in ap-northeast-1
resource "aws_inspector2_enabler" "dr" {
  provider = aws.dr

  account_ids    = ["123456789012"]
  resource_types = ["EC2", "ECR", "LAMBDA"]
}
