resource "aws_iam_access_key" "own" {
  user = "vendor"
}
