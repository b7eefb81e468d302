# An association runs commands on every host, as a session would.
# expect: IDN013 fail aws_iam_role.door
resource "aws_iam_role" "door" {
  name = "door"

  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "ec2.amazonaws.com" } }]
  })
}
resource "aws_iam_role_policy" "door" {
  role = aws_iam_role.door.id

  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "ssm:CreateAssociation", Resource = "*" }]
  })
}
