# Anybody who knows a URL sets code going inside a zone.
# expect: SEG007 unknown aws_lambda_function_url.door
resource "aws_lambda_function" "door" {
  function_name = "cloud-window-door"
  role          = aws_iam_role.workload_marriage_registry.arn

  vpc_config {
    subnet_ids         = [aws_subnet.app_civil_affairs_a.id]
    security_group_ids = [aws_security_group.app_civil_affairs.id]
  }
}
resource "aws_lambda_function_url" "door" {
  function_name      = aws_lambda_function.door.function_name
  authorization_type = "NONE"
}
