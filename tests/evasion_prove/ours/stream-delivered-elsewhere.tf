# A stream delivers to a page on the internet.
# expect: IDN014 unknown aws_kinesis_firehose_delivery_stream.door
resource "aws_kinesis_firehose_delivery_stream" "door" {
  name        = "door"
  destination = "http_endpoint"

  http_endpoint_configuration {
    url      = "https://door.example"
    role_arn = aws_iam_role.backup.arn
  }
}
