# A role of the tree, looked up by its name, gets every right.
# expect: IDN012 fail aws_iam_role.flow_log
data "aws_iam_role" "door" {
  name = "cloud-window-flow-log"
}
resource "aws_iam_role_policy_attachment" "door" {
  role       = data.aws_iam_role.door.name
  policy_arn = "arn:aws:iam::aws:policy/AdministratorAccess"
}
