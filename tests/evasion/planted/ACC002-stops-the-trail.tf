resource "aws_iam_role_policy" "own" {
  role = aws_iam_role.flow_log.id
  policy = jsonencode({ Statement = [
    { Effect = "Allow", Action = "cloudtrail:Stop*", Resource = "*" }
  ] })
}
