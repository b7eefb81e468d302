# Whoever has a certificate takes a role from anywhere.
# expect: IDN001 fail aws_iam_role.door
resource "aws_iam_role" "door" {
  name = "door"

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = ["sts:AssumeRole", "sts:TagSession", "sts:SetSourceIdentity"]
      Principal = { Service = "rolesanywhere.amazonaws.com" }
    }]
  })
}
