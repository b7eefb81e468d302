# A role that the tree doesn't hold gets every right.
# expect: IDN014 unknown aws_iam_role_policy_attachment.door
resource "aws_iam_role_policy_attachment" "door" {
  role       = "somebody"
  policy_arn = "arn:aws:iam::aws:policy/AdministratorAccess"
}
