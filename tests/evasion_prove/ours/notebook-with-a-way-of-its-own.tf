# A notebook in a zone reaches the internet by an interface that no subnet shows.
# expect: SEG007 unknown aws_sagemaker_notebook_instance.door
resource "aws_sagemaker_notebook_instance" "door" {
  name            = "door"
  role_arn        = aws_iam_role.workload_marriage_registry.arn
  instance_type   = "ml.t3.medium"
  subnet_id       = aws_subnet.app_civil_affairs_a.id
  security_groups = [aws_security_group.app_civil_affairs.id]
}
