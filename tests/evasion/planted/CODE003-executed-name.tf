resource "aws_ssm_parameter" "own" {
  name = "length = 0"
}
