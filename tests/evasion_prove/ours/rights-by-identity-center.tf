# People get every right by a permission set.
# expect: IDN014 unknown aws_ssoadmin_managed_policy_attachment.door
resource "aws_ssoadmin_managed_policy_attachment" "door" {
  instance_arn       = "arn:aws:sso:::instance/ssoins-0123456789abcdef"
  permission_set_arn = "arn:aws:sso:::permissionSet/ssoins-0123456789abcdef/ps-0123456789abcdef"
  managed_policy_arn = "arn:aws:iam::aws:policy/AdministratorAccess"
}
