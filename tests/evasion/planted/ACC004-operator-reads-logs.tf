resource "aws_iam_role_policy" "own" {
  role = aws_iam_role.role_operator.id
  policy = jsonencode({ Statement = [
    { Effect = "Allow", Action = "s3:GetObject", Resource = "*" },
    { Effect = "Allow", Action = "logs:*", Resource = "*" }
  ] })
}
