resource "aws_iam_policy" "admin" {
  name = "admin"
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Sid = "a == b", Effect = "Allow", Action = "*", Resource = "*" }]
  })
}
