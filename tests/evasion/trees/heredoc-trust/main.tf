resource "aws_iam_role" "operator" {
  name               = "operator"
  assume_role_policy = <<-EOT
    {
      "Version": "2012-10-17",
      "Statement": {
        "Effect": "Allow",
        "Action": "sts:AssumeRole",
        "Principal": {"AWS": "123456789012"}
      }
    }
  EOT
}
