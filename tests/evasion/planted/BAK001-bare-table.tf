resource "aws_dynamodb_table" "own" {
  name = "own"
}
