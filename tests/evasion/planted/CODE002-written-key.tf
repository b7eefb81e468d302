resource "aws_ssm_parameter" "own" {
  name = "own"
  tags = { api_key = "abc" }
}
